"""What is kept of people: for how long, what is left once it is erased, and when it may not be erased."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

import msgspec

from jarvis_domain.answering.messages import Outcome
from jarvis_domain.understanding.phones import Lid


class Ageing(StrEnum):
    """What is kept for a time of its own.

    `messages` are settled messages, replies, talks, resolved complaints, and who wrote nothing else since.
    `webhook_events` are also changes of messages that never came; `mails` also the traces of signing in.
    """

    MESSAGES = "messages"
    WEBHOOK_EVENTS = "webhook_events"
    CONTRACT_STATUSES = "contract_statuses"
    RECEIPTS = "receipts"
    FAILED_JOBS = "failed_jobs"
    MAILS = "mails"


KEPT_FOR: Mapping[Ageing, timedelta] = {
    Ageing.MESSAGES: timedelta(days=365),
    Ageing.WEBHOOK_EVENTS: timedelta(days=30),
    Ageing.CONTRACT_STATUSES: timedelta(days=90),
    Ageing.RECEIPTS: timedelta(days=30),
    Ageing.FAILED_JOBS: timedelta(days=30),
    Ageing.MAILS: timedelta(days=180),
}
"""Unless the settings say otherwise."""

BITE = 500
"""How many go in one transaction: a second of work at most, so that nobody waits for it."""

MOST_A_RUN = 100_000
"""Of a kind; what a run leaves, the next one takes."""

NOBODY = Lid("00000@lid")
"""Where an erased message came from, or an erased reply went to: the form of an address, and nobody's."""

TYPED = ("text", "details", "reason", "resolution", "notes")
"""What people typed into the state or an event of a case; the rest is figures and names of kinds."""

SETTLED = frozenset(Outcome) - {Outcome.PARKED}
"""A message with another outcome, or with none, is still owed an answer, and is not erased."""


class StillOpen(msgspec.Struct, frozen=True, kw_only=True):
    """What of somebody has no end yet: messages not settled, replies not sent, complaints not resolved."""

    messages: int = 0
    replies: int = 0
    complaints: int = 0

    @property
    def nothing(self) -> bool:
        """Whether they may be erased: who waits for an answer has to be known until it is given."""
        return not (self.messages or self.replies or self.complaints)


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows of each part of the record were blanked or deleted."""

    rows: Mapping[str, int]
