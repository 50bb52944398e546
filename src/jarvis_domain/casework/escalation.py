"""Escalation: which complaints go to Orange, how long it may take, and who is told."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

import msgspec

from jarvis_domain.answering.wording import COMPLAINT_TYPES
from jarvis_domain.casework.complaints import Assigned, Complaint, Open
from jarvis_domain.casework.orange_pack import PRIORITIES, OrangePack
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketNumber
from jarvis_domain.understanding.contracts import ContractNumber

ESCALATION_LIMIT = timedelta(minutes=5)


class Handling(StrEnum):
    """Who decides: TKTM solves it alone, the BO escalates with one click, or the system does at once."""

    INTERNAL = "internal"
    PROPOSED = "proposed"
    AT_ONCE = "at_once"


def handling_of(priority: Priority) -> Handling:
    """The policy; the BO may escalate any complaint all the same."""
    match priority:
        case Priority.LOW:
            return Handling.INTERNAL
        case Priority.MEDIUM:
            return Handling.PROPOSED
        case Priority.HIGH:
            return Handling.AT_ONCE
        case _:
            assert_never(priority)


def escalates_now(complaint: Complaint) -> bool:
    """Whether the system has to escalate it by itself: to be asked after every change."""
    waits = isinstance(complaint.state, Open | Assigned)
    return waits and handling_of(complaint.priority) is Handling.AT_ONCE


class EscalationPending(msgspec.Struct, frozen=True, kw_only=True, tag="pending"):
    """Decided, and the mail to Orange is not accepted yet."""

    decided_at: datetime


class EscalationSent(msgspec.Struct, frozen=True, kw_only=True, tag="sent"):
    """The mail to Orange was accepted at `sent_at`."""

    decided_at: datetime
    sent_at: datetime


EscalationClock = EscalationPending | EscalationSent


def mark_sent(clock: EscalationClock, at: datetime) -> EscalationSent:
    """Stops the clock; one that has stopped stays as it is."""
    match clock:
        case EscalationPending(decided_at=decided_at):
            return EscalationSent(decided_at=decided_at, sent_at=max(at, decided_at))
        case EscalationSent():
            return clock
        case _:
            assert_never(clock)


def time_taken(clock: EscalationClock, now: datetime) -> timedelta:
    """From the decision to the mail, or to `now` while it is not sent."""
    end = clock.sent_at if isinstance(clock, EscalationSent) else now
    return max(end - clock.decided_at, timedelta())


def time_left(clock: EscalationClock, now: datetime) -> timedelta:
    """What is left of the five minutes, or was left when it was sent; never negative."""
    return max(ESCALATION_LIMIT - time_taken(clock, now), timedelta())


def is_late(clock: EscalationClock, now: datetime) -> bool:
    """Whether the promise "in less than five minutes" is broken."""
    return time_taken(clock, now) >= ESCALATION_LIMIT


class MailOrange(msgspec.Struct, frozen=True, kw_only=True, tag="mail_orange"):
    pack: OrangePack


class MailBackOffice(msgspec.Struct, frozen=True, kw_only=True, tag="mail_back_office"):
    """To the BO team, in French."""

    subject: str
    text: str


class TellContractor(msgspec.Struct, frozen=True, kw_only=True, tag="tell_contractor"):
    """On WhatsApp, by the template `ticket_escalade`."""

    contractor: UUID
    contract: ContractNumber
    ticket: TicketNumber


class RaiseAlert(msgspec.Struct, frozen=True, kw_only=True, tag="raise_alert"):
    """On the dashboard, for those who look at it now."""

    complaint: UUID
    ticket: TicketNumber
    priority: Priority


Notice = MailOrange | MailBackOffice | TellContractor | RaiseAlert


def escalation_notices(complaint: Complaint, pack: OrangePack) -> tuple[Notice, ...]:
    """Who is told of an escalation, Orange first: its mail is what stops the clock."""
    return (
        MailOrange(pack=pack),
        _mail_back_office(complaint, pack.ticket),
        TellContractor(contractor=complaint.contractor, contract=complaint.contract, ticket=pack.ticket),
        RaiseAlert(complaint=complaint.id, ticket=pack.ticket, priority=complaint.priority),
    )


def _mail_back_office(complaint: Complaint, ticket: TicketNumber) -> MailBackOffice:
    about, priority = COMPLAINT_TYPES[complaint.kind].fr, PRIORITIES[complaint.priority]
    followed = "" if complaint.assignee else " Personne ne la suit encore."
    return MailBackOffice(
        subject=f"Escalade {ticket} : {complaint.contract}, {about}",
        text=f"La réclamation sur {complaint.contract} est transmise à Orange : ticket {ticket}.\n"
        f"Motif : {about} (priorité {priority}).{followed}\n"
        "Saisissez le numéro de ticket d'Orange dès que vous le recevez.",
    )
