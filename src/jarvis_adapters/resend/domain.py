"""Whether Resend may send for a domain: it has seen its SPF and DKIM records."""

from enum import StrEnum

import httpx
import msgspec

_PATIENCE = httpx.Timeout(5.0)
_SENDING_ONLY = "restricted_api_key"


class DomainState(StrEnum):
    """In words that follow "example.ma is …"."""

    VERIFIED = "verified"
    UNVERIFIED = "not verified"
    MISSING = "unknown"
    UNTOLD = "not told (the key may only send, which is well)"
    REFUSED = "not told (the key is refused)"
    AWAY = "not told (no answer)"


class _Domain(msgspec.Struct, frozen=True):
    name: str = ""
    status: str = ""


class _Said(msgspec.Struct, frozen=True):
    """A list, or the name of what was wrong."""

    data: tuple[_Domain, ...] = ()
    name: str = ""


async def domain_state(http: httpx.AsyncClient, url: str, api_key: str, domain: str) -> DomainState:
    """Asks once; never raises for a service that misbehaves."""
    try:
        answer = await http.get(
            url.rstrip("/") + "/domains", headers={"Authorization": f"Bearer {api_key}"}, timeout=_PATIENCE
        )
        said = msgspec.json.decode(answer.content, type=_Said)
    except (httpx.RequestError, msgspec.MsgspecError):
        return DomainState.AWAY
    if said.name == _SENDING_ONLY:
        return DomainState.UNTOLD
    if not answer.is_success:
        return DomainState.REFUSED if answer.status_code in {401, 403} else DomainState.AWAY
    states = {one.name.casefold(): one.status for one in said.data}
    if domain.casefold() not in states:
        return DomainState.MISSING
    return DomainState.VERIFIED if states[domain.casefold()] == "verified" else DomainState.UNVERIFIED
