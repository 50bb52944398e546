"""The timer of a chore ends with its worker, also when a statement under way swallowed the cancellation."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from jarvis_adapters.postgres.worker import _tick
from jarvis_domain.ports.runtime import Chore


class Swallowing:
    """An application whose statement is cancelled and ends well all the same, as drivers may."""

    def __init__(self):
        self.job_manager, self.under_way, self.statements = self, asyncio.Event(), 0

    async def defer_periodic_job(self, *_args, **_more):
        self.statements += 1
        self.under_way.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()


def test_a_timer_whose_cancellation_was_swallowed_ticks_no_more():
    async def story():
        app = Swallowing()
        chore = Chore(name="tidy", every=timedelta(milliseconds=1), run=app.under_way.wait)
        ticking = asyncio.create_task(_tick(app, chore))
        await app.under_way.wait()
        ticking.cancel()
        await asyncio.wait({ticking}, timeout=5)

        assert ticking.done()
        assert app.statements == 1

    asyncio.run(story())
