"""What an attempt to change a complaint or a ticket leaves behind: what happened, or why it was refused."""

from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

What = TypeVar("What")


class Happened(msgspec.Struct, Generic[What], frozen=True, kw_only=True):
    """Something that happened, in the past tense: for the timeline and the audit.

    `at` is aware UTC; `by` is the id of a person, or "jarvis".
    """

    at: datetime
    by: str
    what: What


class Refusal(StrEnum):
    """Why a change is not allowed; each has a sentence in the interface."""

    ALREADY_RESOLVED = "already_resolved"
    NOT_RESOLVED = "not_resolved"
    TOO_LATE = "too_late"
    ALREADY_ESCALATED = "already_escalated"
    ALREADY_STARTED = "already_started"
    ALREADY_CLOSED = "already_closed"
    NOTHING_CHANGES = "nothing_changes"
    TEXT_MISSING = "text_missing"
    NOT_STAFF = "not_staff"
    SAME_PROBLEM = "same_problem"


class NotAllowed(msgspec.Struct, frozen=True, kw_only=True):
    """The change was refused and nothing happened."""

    reason: Refusal
