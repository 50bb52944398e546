"""The bilingual reply: what is to be said, in French above and in Arabic below."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from jarvis_domain.answering.contract_status import (
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
    template_key_for,
)
from jarvis_domain.answering.messages import Reply
from jarvis_domain.answering.quoting import quote
from jarvis_domain.answering.says import (
    MAX_CONTRACTS,
    AskConfirmation,
    AskDetails,
    AskKind,
    AskNumber,
    ComplaintDropped,
    ComplaintNoted,
    ComplaintSolved,
    ComplaintStanding,
    GiveStatus,
    HandedOver,
    Help,
    LeaveOut,
    MediaUnread,
    NoComplaint,
    NotOnList,
    Say,
    Thanks,
    TicketSent,
    TicketSolved,
    TooMany,
    within_cap,
)
from jarvis_domain.answering.templates import Catalogue, ReplyLanguage, TemplateKey, render
from jarvis_domain.answering.wording import (
    A_MINUTE,
    AN_HOUR,
    CASABLANCA,
    COMPLAINT_TYPES,
    MEDIA_KINDS,
    Wording,
    age,
    complaint_state,
    day,
    menu,
    read_at,
)
from jarvis_domain.understanding.contracts import ContractNumber, How
from jarvis_domain.understanding.text import isolate_ltr

SEPARATOR = "──────────"

# A block is what is said of one thing, one text under the other; a text is a template and its values.
_Text = tuple[TemplateKey, Mapping[str, Wording]]
_Block = tuple[_Text, ...]


def compose_reply(
    says: Iterable[Say],
    statuses: Mapping[ContractNumber, StatusAnswer],
    catalogue: Catalogue,
    now: datetime,
    *,
    zone: ZoneInfo = CASABLANCA,
) -> Reply:
    """One reply for all that is to be said: French, a thin line, Arabic; a block for each contract.

    `now` is aware; times are shown by the clock of `zone`. Every status says when it was read, a stale one
    also how long ago. At most ten statuses are given, the contracts beyond are named. Raises ValueError when
    nothing is to be said and KeyError when a contract has no status.
    """
    blocks = tuple(_block(say, statuses, now, zone) for say in within_cap(says))
    if not blocks:
        raise ValueError("a reply needs something to say; a silent decision has no reply")
    fr = _rendered(blocks, catalogue, ReplyLanguage.FR)
    ar = _rendered(blocks, catalogue, ReplyLanguage.AR)
    return Reply(fr=fr, ar=ar, text=f"{fr}\n\n{SEPARATOR}\n\n{ar}")


def _rendered(blocks: Iterable[_Block], catalogue: Catalogue, language: ReplyLanguage) -> str:
    return "\n\n".join("\n".join(_text(t, catalogue, language) for t in block) for block in blocks)


def _text(text: _Text, catalogue: Catalogue, language: ReplyLanguage) -> str:
    key, wordings = text
    french = language is ReplyLanguage.FR
    values = {name: wording.fr if french else wording.ar for name, wording in wordings.items()}
    return render(catalogue[key], language, values).strip()


def _block(
    say: Say, statuses: Mapping[ContractNumber, StatusAnswer], now: datetime, zone: ZoneInfo
) -> _Block:
    match say:
        case GiveStatus(contract=contract):
            status = _status(statuses[contract.number], now, zone)
            corrected = contract.how is How.CORRECTED
            return (*status, _correction(contract.number, contract.seen)) if corrected else status
        case AskNumber(seen=seen, complaint=complaint):
            return _question(seen, complaint=complaint)
        case LeaveOut(contracts=contracts):
            return ((TemplateKey.CONTRATS_EN_TROP, {"numeros": _list(contracts), "maximum": _MAXIMUM}),)
        case Help():
            return ((TemplateKey.AIDE, {"maximum": _MAXIMUM}),)
        case MediaUnread(kind=kind):
            return ((TemplateKey.MEDIA_NON_LU, {"media": MEDIA_KINDS[kind]}),)
        case TooMany(of_contracts=of_contracts):
            wait = AN_HOUR if of_contracts else A_MINUTE
            return ((TemplateKey.LIMITE_ATTEINTE, {"maximum": _MAXIMUM, "attente": wait}),)
        case AskKind() | AskDetails() | AskConfirmation():
            return (_question_of_a_complaint(say),)
        case ComplaintStanding():
            return (_standing(say, now, zone),)
        case ComplaintNoted() | ComplaintSolved() | TicketSent() | TicketSolved():
            return (_news_of_a_complaint(say),)
        case ComplaintDropped() | NoComplaint() | Thanks() | NotOnList() | HandedOver():
            return ((_PLAIN[type(say)], {}),)
        case _:
            assert_never(say)


_PLAIN: Mapping[type[Say], TemplateKey] = {
    ComplaintDropped: TemplateKey.RECLAMATION_ABANDONNEE,
    NoComplaint: TemplateKey.RECLAMATION_AUCUNE,
    Thanks: TemplateKey.MERCI,
    NotOnList: TemplateKey.NON_INSCRIT,
    HandedOver: TemplateKey.RELAIS_HUMAIN,
}
"""What is said in the same words every time."""


def _question_of_a_complaint(say: AskKind | AskDetails | AskConfirmation) -> _Text:
    match say:
        case AskKind():
            return TemplateKey.RECLAMATION_MENU, {"choix": menu()}
        case AskDetails(about=kind):
            return TemplateKey.RECLAMATION_DETAILS, {"type": COMPLAINT_TYPES[kind]}
        case AskConfirmation(about=kind, contracts=contracts, details=details):
            shown = {"numeros": _list(contracts), "details": _same(quote(details))}
            return TemplateKey.RECLAMATION_CONFIRMATION, {"type": COMPLAINT_TYPES[kind], **shown}
        case _:
            assert_never(say)


def _news_of_a_complaint(say: ComplaintNoted | ComplaintSolved | TicketSent | TicketSolved) -> _Text:
    match say:
        case ComplaintNoted(about=kind, contracts=contracts):
            values = {"type": COMPLAINT_TYPES[kind], "numeros": _list(contracts)}
            return TemplateKey.RECLAMATION_OUVERTE, values
        case ComplaintSolved(about=kind, contract=number):
            return TemplateKey.RECLAMATION_RESOLUE, {
                "numero": _same(number.value),
                "type": COMPLAINT_TYPES[kind],
            }
        case TicketSent(contract=number, ticket=ticket):
            return TemplateKey.TICKET_ESCALADE, {"numero": _same(number.value), "ticket": _same(ticket)}
        case TicketSolved(contract=number, ticket=ticket, notes=notes):
            values = {"numero": _same(number.value), "ticket": _same(ticket), "notes": _same(quote(notes))}
            return TemplateKey.TICKET_RESOLU, values
        case _:
            assert_never(say)


def _standing(say: ComplaintStanding, now: datetime, zone: ZoneInfo) -> _Text:
    return TemplateKey.RECLAMATION_SUIVI, {
        "numero": _same(say.contract.value),
        "type": COMPLAINT_TYPES[say.about],
        "etat": complaint_state(say.status, say.ticket),
        "date": _same(day(say.opened_at, now, zone)),
    }


def _status(answer: StatusAnswer, now: datetime, zone: ZoneInfo) -> _Block:
    number = _same(answer.number.value)
    match answer:
        case StatusKnown(snapshot=snapshot, source=source):
            status = (template_key_for(snapshot), _status_values(snapshot, now, zone))
            old = (TemplateKey.REPONSE_ANCIENNE, {"age": age(now - snapshot.read_at), "numero": number})
            return (status, old) if source is Source.STALE else (status,)
        case ContractUnknown():
            return ((TemplateKey.CONTRAT_INTROUVABLE, {"numero": number}),)
        case StatusUnavailable():
            return ((TemplateKey.PORTAIL_INDISPONIBLE, {"numero": number}),)
        case _:
            assert_never(answer)


def _status_values(snapshot: ContractSnapshot, now: datetime, zone: ZoneInfo) -> dict[str, Wording]:
    labels = tuple(quote(label) for label in (snapshot.etat, snapshot.sous_etat, snapshot.sous_etat_2))
    etat, sous_etat, sous_etat_2 = map(_same, labels)
    return {
        "numero": _same(snapshot.number.value),
        "releve": read_at(snapshot.read_at, now, zone),
        "etat": etat,
        "sous_etat": sous_etat,
        "sous_etat_2": sous_etat_2,
        "libelle": _same(" / ".join(label for label in labels if label != "–") or "–"),
        "cree_le": _same(quote(snapshot.date_created)),
    }


def _correction(number: ContractNumber, seen: str) -> _Text:
    return TemplateKey.CORRECTION, {"numero": _same(number.value), "vu": _same(quote(seen))}


def _question(seen: Sequence[str], *, complaint: bool) -> _Block:
    """Shows what was incomplete, three pieces at most, or asks openly."""
    pieces = _same(", ".join(quote(piece) for piece in seen[:3]))
    question = (TemplateKey.NUMERO_INCOMPLET, {"vu": pieces}) if seen else (TemplateKey.DEMANDE_NUMERO, {})
    return ((TemplateKey.RECLAMATION_SANS_NUMERO, {}), question) if complaint else (question,)


def _list(numbers: Sequence[ContractNumber]) -> Wording:
    """The numbers one after the other, ten at most."""
    shown = [number.value for number in numbers[:MAX_CONTRACTS]]
    more = "…" if len(numbers) > MAX_CONTRACTS else ""
    return Wording(", ".join(shown) + more, "، ".join(map(isolate_ltr, shown)) + more)


def _same(text: str) -> Wording:
    return Wording(text, text)


_MAXIMUM = _same(str(MAX_CONTRACTS))
