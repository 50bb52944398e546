"""The secrets of magic links: drawn by the system, hashed by bcrypt in a thread."""

import asyncio
import secrets

import bcrypt

from jarvis_domain.desk.sign_in import LinkToken
from jarvis_domain.ports.desk import Tokens

_ROUNDS = 10
"""About 50 ms: the token is 256 bits of chance already, so this guards against a lost table, not a guess."""
_AT_ONCE = 2
"""Hashes under way in a process; each takes a core."""


class BcryptTokens(Tokens):
    """Hashes in bcrypt's own form; a token's 64 digits are below the 72 bytes bcrypt looks at."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._nobodys = bcrypt.hashpw(secrets.token_hex(32).encode(), bcrypt.gensalt(_ROUNDS))

    def new(self) -> LinkToken:
        return LinkToken(secrets.token_hex(32))

    async def hash(self, token: LinkToken) -> str:
        async with self._places:
            hashed = await asyncio.to_thread(bcrypt.hashpw, token.value.encode(), bcrypt.gensalt(_ROUNDS))
        return hashed.decode()

    async def matches(self, token: LinkToken, hashed: str | None) -> bool:
        """A link that is not there takes as long to refuse as one that is."""
        known = self._nobodys if hashed is None else hashed.encode()
        async with self._places:
            equal = await asyncio.to_thread(bcrypt.checkpw, token.value.encode(), known)
        return equal and hashed is not None
