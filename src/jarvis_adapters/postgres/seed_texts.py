"""What imagined contractors write, and what JARVIS would have made of it, by its own rules and templates."""

from datetime import UTC, datetime

import msgspec

from jarvis_domain.answering.catalogue import default_catalogue
from jarvis_domain.answering.contract_status import (
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Outcome, Reply
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.answering.says import AskNumber, ComplaintNoted, GiveStatus, Help, Say
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType, Intent, Reading
from jarvis_domain.understanding.rules import read_by_rules
from jarvis_domain.understanding.search import search_terms

STAND_IN = ContractNumber("F1234567D")
"""Stands in every draft where the contract's number will."""
AT = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every draft where the time of the look-up will."""

_STATUS = (
    "Bonjour, le statut du contrat F1234567D svp",
    "slt c koi la situation de F1234567D",
    "F1234567D",
    "dossier F1234567D toujours en cours ? merci",
    "salam chno l7ala dyal F1234567D",
    "bghit n3ref fin wsel dossier F1234567D",
    "السلام عليكم، ما هي حالة العقد F1234567D",
    "فين وصل العقد F1234567D عفاك",
    "hello, what is the status of F1234567D please",
)
_COMPLAINTS = (
    "F1234567D le client attend l'installation depuis deux semaines",
    "le client du contrat F1234567D veut annuler sa demande",
    "numéro de téléphone du client erroné sur F1234567D",
    "adresse erronée pour F1234567D, le technicien ne trouve pas",
    "dossier F1234567D bloqué, impossible d'avancer",
    "le client a déjà un deuxième contrat avec F1234567D",
    "besoin d'un rendez-vous pour F1234567D",
    "F1234567D mochkil, lclient ma3jboch l7al w baghi ychki",
    "العقد F1234567D متوقف والزبون كيتسنى",
    "تأخر التركيب ديال F1234567D بزاف",
    "problem with F1234567D, installation is late",
)
_OTHER = (
    "salam",
    "bonjour",
    "aide svp",
    "bghit n3ref l7ala dyal dossier",
    "statut de mon contrat ?",
    "1234567",
)
_SILENT = ("merci beaucoup", "ok", "chokran", "Gagnez 5000 DH par jour !!! inscrivez-vous sur bit.ly/gagner")
_LABELS = (
    ("En cours", "Dossier incomplet"),
    ("Fermé", ""),
    ("En cours", "Activation lancée"),
    ("En cours", "BO fixe"),
    ("En cours", "BO prestataire"),
    ("Refusé", "Refusé par BO"),
)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it would have gone, with stand-ins; `reading` and `answers` are JSON.

    `weight` is how often it comes, beside the others.
    """

    weight: float
    text: str
    reading: str
    outcome: Outcome = Outcome.ANSWERED
    reply: Reply | None = None
    answers: str = "[]"
    known: ContractSnapshot | None = None
    flags: tuple[Flag, ...] = ()
    names_contract: bool = False
    kind: ComplaintType | None = None
    terms: frozenset[str] = frozenset()


def drafts() -> tuple[Draft, ...]:
    """Everything but complaints."""
    status = tuple(_status_draft(text, answer, 8 / 40) for text in _STATUS for answer in _answers())
    other = tuple(_draft(text, 1, says=(_question(text),)) for text in _OTHER)
    return (*status, *other, *(_draft(text, 1, outcome=Outcome.IGNORED) for text in _SILENT))


def complaint_drafts() -> tuple[Draft, ...]:
    """Each would have opened a complaint."""
    return tuple(_complaint_draft(text) for text in _COMPLAINTS)


def _answers() -> tuple[StatusAnswer, ...]:
    shown = [
        ContractSnapshot(
            number=STAND_IN, etat=etat, sous_etat=sous_etat, date_created="12/01/2026", read_at=AT
        )
        for etat, sous_etat in _LABELS
    ]
    fresh = tuple(StatusKnown(snapshot=one, source=Source.PORTAL) for one in shown)
    kept = tuple(StatusKnown(snapshot=one, source=Source.CACHE) for one in shown[:3])
    stale = StatusKnown(snapshot=shown[3], source=Source.STALE)
    return (
        *fresh,
        *kept,
        stale,
        ContractUnknown(number=STAND_IN),
        StatusUnavailable(number=STAND_IN, reason="timeout"),
    )


def _question(text: str) -> Say:
    reading = read_by_rules(text)
    return Help() if reading.intent is Intent.OTHER and not reading.incomplete else AskNumber()


def _status_draft(text: str, answer: StatusAnswer, weight: float) -> Draft:
    reading = read_by_rules(text)
    reply = _reply((GiveStatus(contract=reading.contracts[0]),), answer)
    known = answer.snapshot if isinstance(answer, StatusKnown) else None
    flags = () if known else (Flag.UNKNOWN_STATUS,)
    return msgspec.structs.replace(
        _draft(text, weight), reply=reply, answers=_json([answer]), known=known, flags=flags
    )


def _complaint_draft(text: str) -> Draft:
    kind = read_by_rules(text).complaint_type or ComplaintType.AUTRE
    noted = ComplaintNoted(about=kind, contracts=(STAND_IN,))
    return msgspec.structs.replace(_draft(text, 1, says=(noted,)), kind=kind, flags=(Flag.COMPLAINT,))


def _draft(
    text: str, weight: float, *, says: tuple[Say, ...] = (), outcome: Outcome = Outcome.ANSWERED
) -> Draft:
    reading = read_by_rules(text)
    return Draft(
        weight=weight,
        text=text,
        reading=_json(reading),
        outcome=outcome,
        reply=_reply(says) if says else None,
        flags=_flags(reading),
        names_contract=bool(reading.contracts),
        terms=search_terms(text),
    )


def _flags(reading: Reading) -> tuple[Flag, ...]:
    return (Flag.SPAM,) if reading.spam else ()


def _reply(says: tuple[Say, ...], answer: StatusAnswer | None = None) -> Reply:
    statuses = {} if answer is None else {answer.number: answer}
    return compose_reply(says, statuses, default_catalogue(), AT)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
