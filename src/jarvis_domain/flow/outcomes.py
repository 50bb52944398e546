"""What a change at the desk may come back with, besides what was changed."""

import msgspec

from jarvis_domain.casework.complaints import Complaint
from jarvis_domain.casework.tickets import Ticket


class Missing(msgspec.Struct, frozen=True):
    """There is no such thing."""


class Outdated(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody changed it first; the history of `current` says who, what and when."""

    current: Complaint | Ticket
