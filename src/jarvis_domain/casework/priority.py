"""How urgent a complaint is."""

from datetime import datetime
from enum import StrEnum

from jarvis_domain.answering.contract_status import ContractSnapshot, template_key_for
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.casework.delays import days_since, delay_named
from jarvis_domain.understanding.reading import ComplaintType

LONG_DELAY_DAYS = 15
MANY_CONTACTS = 3


class Priority(StrEnum):
    """In rising order."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0, 1 or 2: what may be compared, where the names may not."""
        return list(Priority).index(self)


_ALWAYS_HIGH = frozenset({ComplaintType.CAS_BLOQUE, ComplaintType.ANNULATION_CONTRAT})
_MEDIUM = frozenset({
    ComplaintType.RETARD_INSTALLATION,
    ComplaintType.ADRESSE_ERRONEE,
    ComplaintType.DEUXIEME_CONTRAT,
})  # fmt: skip


def priority_of(
    kind: ComplaintType, *, now: datetime, contacts_in_7_days: int = 1, text: str = "", date_created: str = ""
) -> Priority:
    """The priority a complaint has by its facts; the BO may decide otherwise.

    `contacts_in_7_days` are the contacts about this contract, this one among them. `text` is what was
    written, `date_created` what `waiting_since` gives of the contract. `now` is aware.
    """
    if kind in _ALWAYS_HIGH or contacts_in_7_days >= MANY_CONTACTS:
        return Priority.HIGH
    if delay_of(text, date_created, now) > LONG_DELAY_DAYS:
        return Priority.HIGH
    return Priority.MEDIUM if kind in _MEDIUM else Priority.LOW


def waiting_since(status: ContractSnapshot | None) -> str:
    """The contract's date of creation as the portal writes it; "" for one that is closed: old, not late."""
    if status is None or template_key_for(status) is TemplateKey.FERME:
        return ""
    return status.date_created


def delay_of(text: str, date_created: str, now: datetime) -> int:
    """The longer of the delay named and the delay seen, in days; 0 when neither is known."""
    named = delay_named(text, now.astimezone(CASABLANCA).date())
    return max(named or 0, days_since(date_created, now) or 0)
