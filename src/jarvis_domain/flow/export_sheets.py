"""The columns of the exported sheets: what each is called, and what of a row stands in it."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar, assert_never

import msgspec

from jarvis_domain.answering.messages import Content, Media, Reaction, Text
from jarvis_domain.answering.wording import MEDIA_KINDS, Wording
from jarvis_domain.casework.orange_pack import Cell, Moment
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.flow.export_words import JARVIS, NO, WAITING, YES, worded
from jarvis_domain.ports.views import ComplaintRow, MessageRow, TicketRow

Row = TypeVar("Row")
Value = Cell | Wording | StrEnum
"""A wording, or a value that has one, is shown in the sheet's language."""


class Field(msgspec.Struct, Generic[Row], frozen=True):
    """A column: its heading, its width in characters, what of a row stands there, whether it is prose."""

    heading: Wording
    width: int
    of: Callable[[Row], Value]
    prose: bool = False


class Table(msgspec.Struct, Generic[Row], frozen=True):
    """A sheet to export; `name` is what files and the audit call it."""

    name: str
    title: Wording
    fields: tuple[Field[Row], ...]


def _at(row: object, name: str) -> Value:
    at = getattr(row, name)
    return None if at is None else Moment(at)


def _moment(name: str) -> Callable[[object], Value]:
    return partial(_at, name=name)


def _joined(values: Iterable[StrEnum]) -> Value:
    """Lists of values, one wording for all of them."""
    found = [worded(value) for value in values]
    return Wording(", ".join(one.fr for one in found), "، ".join(one.ar for one in found)) if found else None


def _content(content: Content) -> Value:
    match content:
        case Text(text):
            return text
        case Media(kind, caption):
            about = MEDIA_KINDS[kind]
            end = f" : {caption}" if caption else ""
            return Wording(f"[{about.fr}]{end}", f"[{about.ar}]{end}")
        case Reaction(emoji, _):
            return emoji
        case _:
            assert_never(content)


def _percent(share: float | None) -> Value:
    return None if share is None else round(100 * share)


_PHONE, _NAME = Wording("Téléphone", "الهاتف"), Wording("Prestataire", "المقاول")
_CONTRACT, _TYPE = Wording("Contrat", "العقد"), Wording("Type", "النوع")
_PRIORITY, _STATUS = Wording("Priorité", "الأولوية"), Wording("État", "الحالة")

COMPLAINTS: Table[ComplaintRow] = Table(
    "reclamations",
    Wording("Réclamations", "الشكايات"),
    (
        Field(Wording("Ouverte le", "تاريخ الفتح"), 17, _moment("opened_at")),
        Field(_TYPE, 24, lambda row: row.kind),
        Field(_CONTRACT, 12, lambda row: row.contract.value),
        Field(_NAME, 24, lambda row: row.contractor.name),
        Field(_PHONE, 16, lambda row: row.contractor.phone),
        Field(Wording("Région", "الجهة"), 18, lambda row: row.region),
        Field(_PRIORITY, 10, lambda row: row.priority),
        Field(_STATUS, 13, lambda row: row.status),
        Field(Wording("Assignée à", "مسندة إلى"), 22, lambda row: _person(row.assignee)),
        Field(Wording("Ticket", "التذكرة"), 14, lambda row: row.ticket),
        Field(Wording("Détails", "التفاصيل"), 60, lambda row: row.details, prose=True),
        Field(Wording("Modifiée le", "آخر تعديل"), 17, _moment("updated_at")),
        Field(Wording("Résolue le", "تاريخ الحل"), 17, _moment("resolved_at")),
    ),
)

MESSAGES: Table[MessageRow] = Table(
    "messages",
    Wording("Messages", "الرسائل"),
    (
        Field(Wording("Reçu le", "تاريخ الاستلام"), 17, _moment("received_at")),
        Field(_NAME, 24, lambda row: row.contractor.name),
        Field(_PHONE, 16, lambda row: row.contractor.phone),
        Field(Wording("Message", "الرسالة"), 60, lambda row: _content(row.content), prose=True),
        Field(Wording("Langue", "اللغة"), 10, lambda row: row.language),
        Field(Wording("Intention", "القصد"), 18, lambda row: row.intent),
        Field(Wording("Type de réclamation", "نوع الشكاية"), 24, lambda row: row.complaint_type),
        Field(Wording("Contrats", "العقود"), 24, lambda row: ", ".join(c.value for c in row.contracts)),
        Field(Wording("Indésirable", "غير مرغوب فيه"), 11, lambda row: YES if row.spam else NO),
        Field(Wording("Lu par", "قرأها"), 10, lambda row: row.by),
        Field(Wording("Certitude (%)", "نسبة اليقين"), 12, lambda row: _percent(row.confidence)),
        Field(Wording("Suite", "النتيجة"), 20, lambda row: row.outcome or WAITING),
        Field(Wording("Motif", "السبب"), 24, lambda row: row.reason),
        Field(Wording("Signalements", "تنبيهات"), 24, lambda row: _joined(row.flags)),
        Field(Wording("Réponse", "الرد"), 14, lambda row: row.delivery),
        Field(Wording("Répondu en (ms)", "مدة الرد (مث)"), 14, lambda row: row.answered_ms),
    ),
)

TICKETS: Table[TicketRow] = Table(
    "tickets",
    Wording("Tickets Orange", "تذاكر أورنج"),
    (
        Field(Wording("Ticket", "التذكرة"), 14, lambda row: row.number),
        Field(Wording("N° chez Orange", "الرقم لدى أورنج"), 18, lambda row: row.orange_id),
        Field(_CONTRACT, 12, lambda row: row.contract.value),
        Field(_TYPE, 24, lambda row: row.kind),
        Field(_NAME, 24, lambda row: row.contractor.name),
        Field(_PHONE, 16, lambda row: row.contractor.phone),
        Field(_PRIORITY, 10, lambda row: row.priority),
        Field(_STATUS, 13, lambda row: row.status),
        Field(Wording("Ouvert le", "تاريخ الفتح"), 17, _moment("opened_at")),
        Field(Wording("Transmis le", "تاريخ الإحالة"), 17, _moment("sent_at")),
        Field(Wording("Clos le", "تاريخ الإغلاق"), 17, _moment("closed_at")),
    ),
)


def audit_table(names: Mapping[str, str]) -> Table[Sealed]:
    """The audit log; `names` says who is behind which id."""
    return Table(
        "journal",
        Wording("Journal", "السجل"),
        (
            Field(Wording("N°", "الرقم"), 9, lambda row: row.seq),
            Field(Wording("Date", "التاريخ"), 17, lambda row: Moment(row.entry.at)),
            Field(Wording("Qui", "من"), 28, lambda row: _actor(row.entry.actor, names)),
            Field(Wording("Action", "الإجراء"), 24, lambda row: row.entry.action),
            Field(Wording("Objet", "الموضوع"), 44, lambda row: row.entry.resource),
            Field(Wording("Après", "بعد"), 60, lambda row: _facts(row.entry.changes), prose=True),
            Field(Wording("Avant", "قبل"), 60, lambda row: _facts(row.entry.before), prose=True),
            Field(Wording("Adresse IP", "عنوان IP"), 16, lambda row: row.entry.ip),
            Field(Wording("Navigateur", "المتصفح"), 40, lambda row: row.entry.user_agent),
            Field(Wording("Empreinte", "البصمة"), 66, lambda row: row.hash.hex()),
        ),
    )


def _person(person: object) -> Value:
    return getattr(person, "name", "") or getattr(person, "email", None)


def _actor(id_: str, names: Mapping[str, str]) -> Value:
    return JARVIS if id_ == "jarvis" else names.get(id_, id_)


def _facts(facts: Mapping[str, str]) -> Value:
    return "\n".join(f"{name} : {value}" for name, value in facts.items()) or None
