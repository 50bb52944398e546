"""What administrators set while JARVIS runs: who gets the escalations, when, and who may ask."""

from enum import StrEnum

import msgspec

from jarvis_domain.desk.staff import EmailAddress


class Digest(StrEnum):
    """When the back office is mailed of escalations: each at once, gathered by the hour or day, or never."""

    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"
    OFF = "off"


class Admission(StrEnum):
    """Who is answered: anybody who writes, or only phones on TKTM's list."""

    OPEN = "open"
    REGISTERED = "registered"


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """`version` starts at 0 for those nobody has set.

    Without an address at Orange escalations wait; without one of the back office everybody who works is
    mailed of them.
    """

    orange_addresses: tuple[EmailAddress, ...] = ()
    back_office_addresses: tuple[EmailAddress, ...] = ()
    digest: Digest = Digest.AT_ONCE
    admission: Admission = Admission.OPEN
    ask_satisfaction: bool = True
    version: int = 0
