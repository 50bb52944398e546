"""The pack that Orange gets with an escalation: a French mail and its sheets."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.quoting import quote
from jarvis_domain.answering.wording import CASABLANCA, COMPLAINT_TYPES
from jarvis_domain.casework.changes import Happened
from jarvis_domain.casework.complaint_events import (
    ComplaintEscalated,
    ComplaintEvent,
    ComplaintOpened,
    ComplaintReopened,
    ContactAdded,
)
from jarvis_domain.casework.complaints import Complaint
from jarvis_domain.casework.discretion import discreet
from jarvis_domain.casework.priority import Priority, delay_of, waiting_since
from jarvis_domain.casework.tickets import TicketNumber
from jarvis_domain.understanding.reading import ComplaintType

PRIORITIES: Mapping[Priority, str] = {
    Priority.LOW: "basse",
    Priority.MEDIUM: "moyenne",
    Priority.HIGH: "haute",
}


class Moment(msgspec.Struct, frozen=True):
    """A time in a cell (aware UTC), apart from text so that a stored pack reads back the same."""

    at: datetime


Cell = str | int | Moment | None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A table to attach: each row has a cell for every column; text is text, whatever it begins with."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class OrangePack(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent to Orange: subject and plain text of the mail, and the sheets of its attachment."""

    ticket: TicketNumber
    subject: str
    text: str
    sheets: tuple[Sheet, ...]


def compose_pack(
    complaint: Complaint,
    ticket: TicketNumber,
    *,
    contractor_name: str,
    status: ContractSnapshot | None,
    now: datetime,
    zone: ZoneInfo = CASABLANCA,
) -> OrangePack:
    """The pack of a complaint; `status` is what the portal last showed, times are by the clock of `zone`.

    It names the contract and the contractor, never a customer or a phone (but where the phone is what is
    wrong), and leaves out what TKTM notes for itself.
    """
    about = COMPLAINT_TYPES[complaint.kind].fr
    facts = _facts(complaint, ticket, contractor_name, status, now)
    told = tuple(_told(complaint))
    return OrangePack(
        ticket=ticket,
        subject=f"[{ticket}] {complaint.contract} : {about}, priorité {PRIORITIES[complaint.priority]}",
        text=_text(facts, told, zone),
        sheets=(
            Sheet(title="Dossier", columns=tuple(facts), rows=(tuple(facts.values()),)),
            Sheet(title="Historique", columns=("Date", "Événement", "Message"), rows=told),
        ),
    )


def _facts(
    complaint: Complaint,
    ticket: TicketNumber,
    contractor_name: str,
    status: ContractSnapshot | None,
    now: datetime,
) -> dict[str, Cell]:
    created = status.date_created if status else ""
    contacts = sum(isinstance(event.what, ContactAdded) for event in complaint.history)
    return {
        "Ticket TKTM": ticket.value,
        "Contrat": complaint.contract.value,
        "Motif": COMPLAINT_TYPES[complaint.kind].fr,
        "Priorité": PRIORITIES[complaint.priority],
        "Prestataire": _label(contractor_name),
        "Réclamation ouverte le": Moment(complaint.opened_at),
        "Nombre de contacts": 1 + contacts,
        "Attente (jours)": delay_of(complaint.details, waiting_since(status), now) or None,
        "État portail": _label(status.etat) if status else None,
        "Sous-état": _label(status.sous_etat) if status else None,
        "Sous-état 2": _label(status.sous_etat_2) if status else None,
        "Contrat créé le": _label(created),
        "Portail relevé le": Moment(status.read_at) if status else None,
    }


def _label(text: str) -> str | None:
    quoted = quote(text)
    return None if quoted == "–" else quoted


def _told(complaint: Complaint) -> Iterator[tuple[Moment, str, str]]:
    """What of the history is for Orange: when, what, and the contractor's words."""
    keep_phones = complaint.kind is ComplaintType.CONTACT_ERRONE
    for event in complaint.history:
        if known := _line(event):
            title, words = known
            yield Moment(event.at), title, discreet(words, keep_phones=keep_phones).strip()


def _line(event: Happened[ComplaintEvent]) -> tuple[str, str] | None:
    match event.what:
        case ComplaintOpened(details=details):
            return "Réclamation ouverte", details
        case ContactAdded(text=text):
            return "Relance du prestataire", text
        case ComplaintReopened(reason=reason):
            return "Réclamation rouverte", reason
        case ComplaintEscalated(ticket=ticket):
            return f"Transmis à Orange ({ticket})", ""
        case _:
            return None


def _text(facts: Mapping[str, Cell], told: tuple[tuple[Moment, str, str], ...], zone: ZoneInfo) -> str:
    lines = [f"{name} : {_shown(value, zone)}" for name, value in facts.items() if value is not None]
    number = facts["Ticket TKTM"]
    history = [_history_line(at, title, words, zone) for at, title, words in told]
    return "\n".join((
        "Bonjour,",
        "",
        f"Nous vous transmettons le contrat {facts['Contrat']} pour traitement.",
        "",
        *lines,
        "",
        "Historique :",
        *history,
        "",
        f"Merci de garder la référence {number} dans l'objet de votre réponse.",
        "Merci aussi de nous communiquer votre numéro de ticket.",
        "",
        "Cordialement,",
        "Le back-office TKTM",
    ))  # fmt: skip


def _history_line(at: Moment, title: str, words: str, zone: ZoneInfo) -> str:
    head = f"- {_shown(at, zone)} : {title}"
    quoted = [f"  > {line.strip()}" for line in words.splitlines() if line.strip()]
    return "\n".join([head, *quoted])


def _shown(value: Cell, zone: ZoneInfo) -> str:
    return f"{value.at.astimezone(zone):%d/%m/%Y %H:%M}" if isinstance(value, Moment) else str(value)
