"""How a contractor's complaints stand, as he is told when he asks."""

from collections.abc import Collection, Sequence
from datetime import datetime

from jarvis_domain.answering.says import ComplaintStanding, NoComplaint, Say
from jarvis_domain.casework.complaint_events import ComplaintEscalated
from jarvis_domain.casework.complaints import REOPEN_WITHIN, Complaint, Resolved
from jarvis_domain.understanding.contracts import ContractNumber

MOST_TOLD = 3


def standings(
    complaints: Sequence[Complaint], now: datetime, *, about: Collection[ContractNumber] = ()
) -> tuple[Say, ...]:
    """The unresolved ones, or else those resolved in the last 7 days: three at most, newest first.

    Those on the contracts `about` which he asked, if there are any.
    """
    lately = [c for c in complaints if c.unresolved or _resolved_lately(c, now)]
    asked = [c for c in lately if c.contract in about] or lately
    told = [c for c in asked if c.unresolved] or asked
    newest = sorted(told, key=lambda complaint: complaint.opened_at, reverse=True)[:MOST_TOLD]
    return tuple(map(_standing, newest)) or (NoComplaint(),)


def _resolved_lately(complaint: Complaint, now: datetime) -> bool:
    return isinstance(complaint.state, Resolved) and now - complaint.state.at <= REOPEN_WITHIN


def _standing(complaint: Complaint) -> ComplaintStanding:
    return ComplaintStanding(
        about=complaint.kind,
        contract=complaint.contract,
        status=complaint.status,
        opened_at=complaint.opened_at,
        ticket=_ticket(complaint),
    )


def _ticket(complaint: Complaint) -> str | None:
    """Ours of the last time it went to Orange."""
    escalated = (e.what for e in reversed(complaint.history) if isinstance(e.what, ComplaintEscalated))
    last = next(escalated, None)
    return None if last is None else last.ticket.value
