"""How a browser proves who it is: the session's token, the names of our cookies, the origins we trust."""

import hashlib
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import jwt
import msgspec
from litestar.datastructures import Cookie

from jarvis_domain.desk.sign_in import Session

_ISSUER, _AUDIENCE, _ALGORITHM = "jarvis", "desk", "HS256"
_CLAIMS = ["iss", "aud", "sub", "jti", "iat", "exp"]
_LONGEST_TOKEN = 2_048
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """`base_url` is where people reach us, `origins` who else may call; `secret` (32 bytes or more) signs."""

    base_url: str
    secret: bytes
    origins: tuple[str, ...] = ()
    link_seconds: int = 86_400

    @property
    def secure(self) -> bool:
        """Browsers keep `Secure` cookies over https, and over http on their own machine only."""
        url = urlsplit(self.base_url)
        return url.scheme == "https" or url.hostname in _LOOPBACK

    def cookie_name(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name

    def cookie(self, name: str, value: str, *, max_age: int) -> Cookie:
        """Kept from scripts and from other sites' requests; `max_age` 0 takes it away."""
        return Cookie(
            key=self.cookie_name(name),
            value=value,
            max_age=max_age,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def csrf_secret(self) -> str:
        """Another secret than the one that signs sessions, from the same root."""
        return hashlib.sha256(b"csrf:" + self.secret).hexdigest()

    def trusts(self, origin: str) -> bool:
        """Whether a page of this origin is ours; on one's own machine localhost and 127.0.0.1 are one."""
        return origin in self.origins or _alike(origin, self.base_url)


class _Claims(msgspec.Struct, frozen=True):
    jti: UUID
    exp: int


def issue_token(access: Access, session: Session) -> str:
    """The session's JWT: it names the session, the store knows the rest."""
    claims = {
        "iss": _ISSUER,
        "aud": _AUDIENCE,
        "sub": str(session.staff),
        "jti": str(session.id),
        "iat": int(session.created_at.timestamp()),
        "exp": int(session.expires_at.timestamp()),
    }
    return jwt.encode(claims, access.secret, algorithm=_ALGORITHM)


def read_session_token(access: Access, token: str, now: datetime) -> UUID | None:
    """The session a token names; None for anything but an unexpired token of ours."""
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    try:
        body = jwt.decode(
            token,
            access.secret,
            algorithms=[_ALGORITHM],
            audience=_AUDIENCE,
            issuer=_ISSUER,
            # Times go by our own clock, not by the library's.
            options={"require": _CLAIMS, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        claims = msgspec.convert(body, _Claims)
    except (jwt.InvalidTokenError, msgspec.ValidationError):
        return None
    return claims.jti if now.timestamp() < claims.exp else None


def _alike(origin: str, base_url: str) -> bool:
    try:
        theirs, ours = urlsplit(origin), urlsplit(base_url)
        same_door = (theirs.scheme, theirs.port) == (ours.scheme, ours.port)
    except ValueError:
        return False
    on_this_machine = {theirs.hostname, ours.hostname} <= _LOOPBACK
    return same_door and (theirs.hostname == ours.hostname or on_this_machine)
