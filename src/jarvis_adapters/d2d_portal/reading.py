"""What a page of the portal says about the contract that was asked for: right, or not believed."""

import re
from datetime import datetime

import msgspec

from jarvis_adapters.d2d_portal.profile import PortalProfile, fold
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import CrmAuthFailed, CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber

LARGEST_PAGE = 4_000_000
_CONTRACT = re.compile(r"\bF[0-9]{7}D\b", re.IGNORECASE)


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """A label of the page with its value; None if the label is none of ours or has no single value."""

    label: str
    value: str | None


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken from a page: nothing that is not needed to understand it. `size` is in bytes."""

    address: str = ""
    size: int = 0
    loading: bool = False
    signed_out: bool = False
    signed_in: bool = False
    cells: tuple[Cell, ...] = ()
    not_found: tuple[str, ...] = ()
    maintenance: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    flaw: str = ""


class SignedOut(msgspec.Struct, frozen=True):
    """The portal asks to sign in where a contract was expected."""


class Trouble(msgspec.Struct, frozen=True):
    """The visit failed in a way that another try may mend."""

    detail: str


PageReading = SignedOut | ContractSnapshot | ContractUnknown | CrmUnavailable | CrmPageChanged
Seen = PageReading | CrmAuthFailed | Trouble


class Visited(msgspec.Struct, frozen=True):
    """What one visit saw, and the number of the sign-in it rested on."""

    seen: Seen
    sign_in: int


_WORDS: dict[type, str] = {
    ContractSnapshot: "found",
    ContractUnknown: "not_found",
    CrmAuthFailed: "auth_failed",
    CrmUnavailable: "unavailable",
    CrmPageChanged: "page_changed",
    SignedOut: "signed_out",
    Trouble: "trouble",
}


def outcome_of(seen: Seen) -> str:
    """What was seen in one word, for logs and file names."""
    return _WORDS[type(seen)]


class _NotBelieved(Exception):
    """Why a contract page is not believed."""


def parse_contract_page(
    view: PageView, profile: PortalProfile, number: ContractNumber, read_at: datetime
) -> PageReading:
    """The page as an answer about `number`; anything that is not proven is CrmPageChanged.

    Believed is only a page on which every expected label stands exactly once, with a value of its shape,
    no value that belongs to another field, and the very number that was asked for.
    """
    if view.flaw:
        return CrmPageChanged(detail=view.flaw)
    if view.size > LARGEST_PAGE:
        return CrmUnavailable(detail=f"a page of {view.size // 1_000_000} MB")
    if view.signed_out:
        return SignedOut()
    try:
        return _answer(view, profile, number, read_at)
    except _NotBelieved as doubt:
        return CrmPageChanged(detail=str(doubt))


def _answer(
    view: PageView, profile: PortalProfile, number: ContractNumber, read_at: datetime
) -> ContractSnapshot | ContractUnknown | CrmUnavailable:
    labels = profile.contract.fields.by_label()
    ours = [cell for cell in view.cells if fold(cell.label) in labels]
    missing = profile.not_found.found_in(view.not_found)
    if ours and missing:
        raise _NotBelieved("the page says not found, and shows a contract")
    if missing:
        return _unknown(missing, profile, number)
    if not ours and (closed := profile.maintenance.found_in(view.maintenance)):
        return CrmUnavailable(detail=f"the portal says: {closed.strip()[:120]}")
    values = _values(ours, labels, profile)
    if values.pop("number") != number.value:
        raise _NotBelieved("the page shows another contract than the one asked for")
    return ContractSnapshot(number=number, read_at=read_at, **values)


def _unknown(message: str, profile: PortalProfile, number: ContractNumber) -> ContractUnknown:
    named = {found.upper() for found in _CONTRACT.findall(message)}
    if named - {number.value} or (profile.not_found.names_number and not named):
        raise _NotBelieved("the page does not say that this very contract is not found")
    return ContractUnknown(number=number)


def _values(cells: list[Cell], labels: dict[str, str], profile: PortalProfile) -> dict[str, str]:
    """Field name -> value, each checked."""
    expected = profile.contract.fields.named()
    found: dict[str, str] = {}
    for cell in cells:
        name = labels[fold(cell.label)]
        if name in found:
            raise _NotBelieved(f"the label of {name} stands twice on the page")
        if cell.value is None:
            raise _NotBelieved(f"no single value belongs to the label of {name}")
        found[name] = _bare(cell.value, profile)
    if lacking := [name for name in expected if name not in found]:
        raise _NotBelieved(f"no label for {', '.join(lacking)}")
    for name, value in found.items():
        _check(name, value, profile)
    _check_together(found, profile)
    return found


def _bare(value: str, profile: PortalProfile) -> str:
    text = " ".join(value.split())
    if text in profile.contract.empty:
        return ""
    if not text:
        raise _NotBelieved("a value is blank where the portal writes a sign for nothing")
    return text


def _check(name: str, value: str, profile: PortalProfile) -> None:
    fields = profile.contract.fields.named()
    if not value:
        if fields[name].required:
            raise _NotBelieved(f"{name} is empty")
        return
    if not re.fullmatch(fields[name].shape or r".{0,200}", value):
        raise _NotBelieved(f"{name} does not look like one")
    owners = {owner for owner, field in fields.items() if fold(value) in map(fold, field.known)}
    if owners and name not in owners:
        raise _NotBelieved(f"{name} shows a value of {owners.pop()}")


def _check_together(values: dict[str, str], profile: PortalProfile) -> None:
    shown = [fold(value) for value in values.values() if value]
    if profile.contract.distinct_values and len(set(shown)) < len(shown):
        raise _NotBelieved("two fields show one value")
    if values.get("sous_etat_2") and not values.get("sous_etat", "-"):
        raise _NotBelieved("sous_etat_2 is there without sous_etat")
