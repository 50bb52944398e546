"""One transaction that begins anew when somebody else was first."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from jarvis_domain.errors import Conflict
from jarvis_domain.ports.persistence import Store, UnitOfWork

What = TypeVar("What")
TRIES = 3


async def in_turn(store: Store, do: Callable[[UnitOfWork], Awaitable[What]]) -> What:
    """What `do` answers, committed; after a Conflict it reads anew and decides again, three times in all."""
    for _ in range(TRIES - 1):
        try:
            async with store.begin() as work:
                return await do(work)
        except Conflict:
            continue
    async with store.begin() as work:
        return await do(work)
