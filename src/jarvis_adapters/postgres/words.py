"""The words rows are found by: taken from values of the domain, written beside them, and asked for."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from jarvis_domain.answering.messages import Content, InboundMessage, Media, Reaction, Text, known_addresses
from jarvis_domain.understanding.search import Wanted, phone_terms, search_terms, search_words

_WORDS = sa.bindparam("words", type_=ARRAY(sa.Text))
REPLACE_WORDS = sa.text("""
    update message_words set words = array_to_tsvector(:words) || contractors.words
    from messages, contractors
    where message_id = :message and messages.id = message_id and contractors.id = contractor_id
""").bindparams(_WORDS)
ADD_COMPLAINT_WORDS = sa.text("""
    update complaints set words = complaints.words || array_to_tsvector(:words) || contractors.words
    from contractors where complaints.id = :complaint and contractors.id = contractor_id
""").bindparams(_WORDS)

ADD_CONTRACTOR_WORDS = sa.text("""
    update contractors set sort_name = :sort_name, words = words || array_to_tsvector(:words)
    where id = :contractor
""").bindparams(_WORDS)
ADD_THEIR_COMPLAINTS_WORDS = sa.text("""
    update complaints set words = words || array_to_tsvector(:words) where contractor_id = :contractor
""").bindparams(_WORDS)


def words_of(content: Content) -> list[str]:
    match content:
        case Text(text) | Media(caption=text):
            return sorted(search_terms(text))
        case Reaction():
            return []


def words_of_writer(message: InboundMessage) -> list[str]:
    """The name they go by on WhatsApp, and every part of their numbers."""
    numbers = (phone_terms(str(address)) for address in known_addresses(message))
    return sorted(search_terms(message.name).union(*numbers))


def found_by(column: sa.ColumnElement[str], query: str) -> sa.ColumnElement[bool] | None:
    """Whether a row's words hold all that the query asks for; None when it asks for nothing."""
    wanted = search_words(query)
    if not wanted:
        return None
    asked = " & ".join(_lexeme(one) for one in wanted)
    return column.bool_op("@@")(sa.cast(sa.literal(asked, sa.Text), TSQUERY))


def _lexeme(wanted: Wanted) -> str:
    """Folded words hold letters and digits only; they are quoted all the same."""
    quoted = wanted.word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if wanted.begins else f"'{quoted}'"
