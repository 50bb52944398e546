"""The secrets of magic links: drawn by the system, hashed by scrypt in a thread."""

import asyncio
import base64
import hashlib
import hmac
import secrets

from jarvis_domain.desk.sign_in import LinkToken
from jarvis_domain.ports.desk import Tokens

_COST, _BLOCKS, _LANES = 2**14, 8, 1
_AT_ONCE = 2
"""Hashes under way in a process; each takes 16 MiB and a core."""


class ScryptTokens(Tokens):
    """Hashes as `scrypt$<salt>$<digest>`, about 50 ms each."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._nobodys = _text(secrets.token_bytes(16), secrets.token_bytes(32))

    def new(self) -> LinkToken:
        return LinkToken(secrets.token_hex(32))

    async def hash(self, token: LinkToken) -> str:
        salt = secrets.token_bytes(16)
        return _text(salt, await self._digest(token, salt))

    async def matches(self, token: LinkToken, hashed: str | None) -> bool:
        _, salt, digest = (hashed or self._nobodys).split("$")
        found = await self._digest(token, base64.b64decode(salt))
        return hmac.compare_digest(found, base64.b64decode(digest)) and hashed is not None

    async def _digest(self, token: LinkToken, salt: bytes) -> bytes:
        async with self._places:
            return await asyncio.to_thread(_scrypt, token.value.encode(), salt)


def _scrypt(secret: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(secret, salt=salt, n=_COST, r=_BLOCKS, p=_LANES, dklen=32)


def _text(salt: bytes, digest: bytes) -> str:
    return f"scrypt${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"
