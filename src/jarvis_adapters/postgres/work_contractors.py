"""Units of work, contractors: who they are, and TKTM's list of them."""

from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.rows import message_of
from jarvis_adapters.postgres.tables import contractor_addresses, contractors, messages
from jarvis_adapters.postgres.words import ADD_CONTRACTOR_WORDS, ADD_THEIR_COMPLAINTS_WORDS
from jarvis_adapters.storable import NAME_LIMIT, storable_text
from jarvis_domain.answering.messages import StoredMessage
from jarvis_domain.ports.contractors import Contractor, Contractors, Registration
from jarvis_domain.understanding.phones import PhoneNumber
from jarvis_domain.understanding.search import phone_terms, search_terms
from jarvis_domain.understanding.text import fold_words

_WRITER = sa.text("select jarvis_writer(array[cast(:phone as text)], '', :new)")

_KNOWN_BY = sa.text("""
    update contractors set words = words || array_to_tsvector(:words) where id = :contractor
""").bindparams(sa.bindparam("words", type_=sa.ARRAY(sa.Text)))


class PostgresContractors(Contractors):
    """On the unit of work's connection."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def contractor(self, id_: UUID) -> Contractor | None:
        wanted = contractors.c.id == sa.func.jarvis_contractor(id_)
        rows = await self._link.run(sa.select(contractors).where(wanted))
        if not rows:
            return None
        (row,) = rows
        return Contractor(
            id=row.id,
            phone=None if row.phone is None else PhoneNumber(row.phone),
            name=row.name,
            registered=row.registered,
            region=row.region,
            created_at=row.created_at,
        )

    async def register(
        self, phone: PhoneNumber, *, name: str, region: str = "", registered: bool = True
    ) -> Registration:
        if not registered and not await self._known(phone):
            return Registration.UNCHANGED
        id_ = await self._link.one(_WRITER, {"phone": str(phone), "new": uuid7()})
        (before,) = await self._link.run(sa.select(contractors).where(contractors.c.id == id_))
        after = {
            "registered": registered,
            "name": storable_text(name, NAME_LIMIT) or before.name,
            "region": storable_text(region, NAME_LIMIT) or before.region,
        }
        if before._asdict() == before._asdict() | after:
            return Registration.UNCHANGED
        await self._link.run(sa.update(contractors).where(contractors.c.id == id_).values(after))
        known_as = str(after["name"])
        words = sorted(search_terms(known_as) | phone_terms(str(phone)))
        facts = {"contractor": id_, "sort_name": fold_words(known_as), "words": words}
        for statement in (ADD_CONTRACTOR_WORDS, ADD_THEIR_COMPLAINTS_WORDS):
            await self._link.run(statement, facts)
        added = registered and not before.registered
        return Registration.ADDED if added else Registration.CHANGED

    async def enrol(self, phone: PhoneNumber) -> UUID:
        id_: UUID = await self._link.one(_WRITER, {"phone": str(phone), "new": uuid7()})
        await self._link.run(_KNOWN_BY, {"contractor": id_, "words": sorted(phone_terms(str(phone)))})
        return id_

    async def last_message(self, contractor: UUID) -> StoredMessage | None:
        theirs = messages.c.contractor_id == sa.func.jarvis_contractor(contractor)
        newest = (messages.c.sent_at.desc(), messages.c.seq.desc())
        rows = await self._link.run(sa.select(messages).where(theirs).order_by(*newest).limit(1))
        return message_of(rows[0]) if rows else None

    async def _known(self, phone: PhoneNumber) -> bool:
        wanted = contractor_addresses.c.address == str(phone)
        return bool(await self._link.run(sa.select(contractor_addresses.c.address).where(wanted)))
