"""Tells Evolution's webhooks from forgeries: body signature, Evolution's own token, or a fixed header."""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

import jwt
import msgspec
from jwt.algorithms import HMACAlgorithm


class Mode(StrEnum):
    """How a webhook may prove where it comes from.

    `signature`: a gateway in front of JARVIS signs the raw body with HMAC-SHA256 (the only mode that covers
    the body). `token`: Evolution's `jwt_key` bearer token. `header`: the secret itself in a header.
    """

    SIGNATURE = "signature"
    TOKEN = "token"  # noqa: S105 the name of a mode
    HEADER = "header"


class Authentic(msgspec.Struct, frozen=True):
    """Proved, and how."""

    mode: Mode


class Forged(msgspec.Struct, frozen=True):
    """Not proved; `why` is fit for a log and holds no secret."""

    why: str


# Evolution mints one token per event, valid 10 min, and reuses it for retries during about half an hour.
TOKEN_LEEWAY = timedelta(minutes=45)
TIMESTAMP_TOLERANCE = timedelta(minutes=5)
_LEEWAY_SECONDS = int(TOKEN_LEEWAY.total_seconds())
_TOKEN_LIMIT = 2_048
_SIGNATURES = 5
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class _Claims(msgspec.Struct, frozen=True):
    """What Evolution puts into its token, and nothing else will do."""

    iat: int
    exp: int
    app: Literal["evolution"]
    action: Literal["webhook"]


class _AnyLength(HMACAlgorithm):
    """HMAC that does not warn of short keys at every webhook: how long a secret must be is said at start."""

    def check_key_length(self, key: bytes) -> None:  # noqa: ARG002 the library's signature
        return None


_TOKENS = jwt.PyJWS(algorithms=[])
_TOKENS.register_algorithm("HS256", _AnyLength(HMACAlgorithm.SHA256))


class Authenticator:
    """Checks webhooks against a list of secrets, all valid at once, so that one can replace another.

    Raises ValueError when there is no secret, an empty one, or no mode: nothing would be checked.
    """

    def __init__(
        self,
        secrets: Sequence[str],
        modes: Collection[Mode] = tuple(Mode),
        *,
        signature_header: str = "X-Jarvis-Signature",
        timestamp_header: str = "X-Jarvis-Timestamp",
        secret_header: str = "X-Jarvis-Token",  # noqa: S107 the name of a header
    ) -> None:
        if not secrets or not all(secrets) or not modes:
            raise ValueError("webhooks need at least one mode and one secret, none of them empty")
        self._secrets = tuple(secret.encode() for secret in secrets)
        self._modes = tuple(mode for mode in Mode if mode in modes)
        self._signature_header = signature_header.lower()
        self._timestamp_header = timestamp_header.lower()
        self._secret_header = secret_header.lower()

    def authentic(self, headers: Mapping[str, str], raw: bytes, now: datetime) -> Authentic | Forged:
        """Whether any configured mode proves this request; `raw` is the body as it came, unparsed."""
        told = {name.lower(): value for name, value in headers.items()}
        checks = {Mode.SIGNATURE: self._signed, Mode.TOKEN: self._minted, Mode.HEADER: self._knows_secret}
        faults = []
        for mode in self._modes:
            fault = checks[mode](told, raw, now)
            if fault is None:
                return Authentic(mode)
            faults.append(f"{mode}: {fault}")
        return Forged("; ".join(faults))

    def _signed(self, told: Mapping[str, str], raw: bytes, now: datetime) -> str | None:
        """A timestamp, if there is one, is signed with the body as `timestamp.body`."""
        offered = [s.removeprefix("sha256=").lower() for s in re.split(r"[,\s]+", self._signature(told)) if s]
        if not offered:
            return "missing"
        timestamp = told.get(self._timestamp_header)
        if timestamp is not None:
            if not _TIMESTAMP.fullmatch(timestamp):
                return "no timestamp"
            if abs(int(timestamp) - now.timestamp()) > TIMESTAMP_TOLERANCE.total_seconds():
                return "too old or too new"
            raw = timestamp.encode() + b"." + raw
        expected = (hmac.new(secret, raw, hashlib.sha256).hexdigest() for secret in self._secrets)
        return None if _any_equal(expected, offered[:_SIGNATURES]) else "wrong"

    def _signature(self, told: Mapping[str, str]) -> str:
        return told.get(self._signature_header, "")

    def _minted(self, told: Mapping[str, str], _: bytes, now: datetime) -> str | None:
        scheme, _space, token = told.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return "missing"
        payload = self._payload(token.strip())
        if payload is None:
            return "wrong"
        try:
            claims = msgspec.json.decode(payload, type=_Claims)
        except (msgspec.DecodeError, RecursionError):
            return "minted for something else"
        return "expired" if now.timestamp() > claims.exp + _LEEWAY_SECONDS else None

    def _payload(self, token: str) -> bytes | None:
        """What one of the secrets signed; None when none did."""
        for secret in self._secrets if len(token) <= _TOKEN_LIMIT else ():
            try:
                return bytes(_TOKENS.decode(token, secret, algorithms=["HS256"]))
            except (jwt.PyJWTError, RecursionError):
                continue
        return None

    def _knows_secret(self, told: Mapping[str, str], _: bytes, __: datetime) -> str | None:
        offered = told.get(self._secret_header)
        if offered is None:
            return "missing"
        return None if _any_equal((s.decode() for s in self._secrets), [offered]) else "wrong"


def _any_equal(expected: Iterator[str], offered: Sequence[str]) -> bool:
    """Compares every pair in constant time and stops at none, so that time tells nothing."""
    pairs = [(e.encode(), o.encode("utf-8", "surrogatepass")) for e in expected for o in offered]
    return any([hmac.compare_digest(e, o) for e, o in pairs])  # noqa: C419 a list, so that none is skipped
