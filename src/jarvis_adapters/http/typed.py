"""What people and programs send in as text: numbers, phones, moments; a fault names its field."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from litestar.exceptions import ValidationException

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.errors import (
    InvalidContractNumber,
    InvalidEmail,
    InvalidPhone,
    InvalidTicketNumber,
    InvalidValue,
)
from jarvis_domain.understanding.contracts import ContractNumber, find_contracts
from jarvis_domain.understanding.phones import PhoneNumber, parse_phone

_SENTENCES: dict[type[InvalidValue], str] = {
    InvalidContractNumber: "Un numéro de contrat s'écrit F, sept chiffres, D : F1234567D.",
    InvalidPhone: "Un numéro de téléphone s'écrit 06…, 07…, 05… ou +212….",
    InvalidEmail: "Ce n'est pas une adresse e-mail.",
    InvalidTicketNumber: "Ce n'est pas un numéro de ticket d'Orange (3 à 40 lettres et chiffres).",
}
_DATE = "Une date s'écrit 2026-11-22, ou 2026-11-22T14:30:00+01:00 avec son décalage horaire."
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def refused(field: str, message: str) -> ValidationException:
    """The answer to a value that cannot be taken: 422 with the sentence beside its field."""
    return ValidationException("a value cannot be taken", extra=[{"key": field, "message": message}])


@contextmanager
def field(name: str) -> Iterator[None]:
    """Whatever value is refused inside stands under this name in the answer."""
    try:
        yield
    except InvalidValue as error:
        raise refused(name, _SENTENCES.get(type(error), str(error))) from error


def contract_typed(text: str, name: str = "contract") -> ContractNumber:
    """The one contract number of a text, read as tolerantly as a message; else 422."""
    found = find_contracts(text)
    with field(name):
        return found[0].number if len(found) == 1 else ContractNumber(text)


def phone_typed(text: str, name: str = "phone") -> PhoneNumber:
    with field(name):
        return parse_phone(text)


def moment_typed(text: str, name: str, *, end: bool = False) -> datetime:
    """Aware UTC; a bare date is its first moment in Casablanca, or the next day's with `end`. Else 422."""
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text) + timedelta(days=1 if end else 0)
            return datetime.combine(day, time(), CASABLANCA).astimezone(UTC)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise refused(name, _DATE)
