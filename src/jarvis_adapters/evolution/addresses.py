"""JIDs: WhatsApp's written addresses to the domain's and back."""

import re

from jarvis_domain.errors import InvalidPhone
from jarvis_domain.understanding.phones import Address, Lid, PhoneNumber

_JID = re.compile(r"([0-9]{5,20})(?:_[0-9]{1,3})?(?::[0-9]{1,5})?@(s\.whatsapp\.net|c\.us|lid)")
_CROWDS = {
    "status@broadcast": "a status",
    "@broadcast": "a broadcast",
    "@newsletter": "a newsletter",
    "@g.us": "a group",
}


def address_of(jid: object) -> Address | None:
    """The person behind a JID, its device suffix (`:12`) taken off; None when it is no person."""
    match = _JID.fullmatch(jid) if isinstance(jid, str) else None
    if match is None:
        return None
    local, server = match.groups()
    try:
        return Lid(f"{local}@lid") if server == "lid" else PhoneNumber(f"+{local}")
    except InvalidPhone:
        return None


def crowd_of(jid: object) -> str | None:
    """Which kind of many-reader address this is ("a group"), or None for a person."""
    return next((what for end, what in _CROWDS.items() if isinstance(jid, str) and jid.endswith(end)), None)


def number_for(address: Address) -> str:
    """What sendText calls `number`: a phone's digits, but a LID whole, since its digits are no phone."""
    match address:
        case PhoneNumber(value):
            return value.removeprefix("+")
        case Lid(value):
            return value


def jid_for(address: Address) -> str:
    """The address as WhatsApp's own records write it."""
    match address:
        case PhoneNumber(value):
            return f"{value.removeprefix('+')}@s.whatsapp.net"
        case Lid(value):
            return value
