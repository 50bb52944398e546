"""The points of a message's way at which a process of the tests can be killed or stopped, by itself.

The ports are wrapped where the container hands them out; the product knows nothing of it.
"""

import os
import signal
from contextlib import asynccontextmanager

from dishka import Provider, Scope, decorate

from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.messaging import Messaging
from jarvis_domain.ports.persistence import Inbox, Store

WAY = (
    "before_look_up",
    "looked_up",
    "before_commit",
    "committed",
    "claimed",
    "before_send",
    "after_send",
    "before_mark",
    "marked",
)
"""A worker's, in order; a web process has `received`: durable, and not yet answered for."""

HOW = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP}


class Strike:
    """Signals this process when `point` is passed for the n-th time, or each time `naming` is met."""

    def __init__(self, point, *, passes=1, how="kill", naming=""):
        self._point, self._left, self._signal, self._naming = point, passes, HOW[how], naming

    def at(self, point, about=""):
        if point != self._point or self._naming not in about:
            return
        self._left -= 1
        if self._left == 0 or self._naming:
            os.kill(os.getpid(), self._signal)


class StruckInbox:
    def __init__(self, inbox, strike):
        self._inbox, self._strike = inbox, strike

    def __getattr__(self, name):
        return getattr(self._inbox, name)

    async def receive(self, message):
        receipt = await self._inbox.receive(message)
        self._strike.at("received")
        return receipt


class StruckWork:
    """A unit of work; `passed` are the points that count once it is committed."""

    def __init__(self, work, strike):
        self._work, self._strike, self.passed = work, strike, []

    def __getattr__(self, name):
        return getattr(self._work, name)

    async def queue_reply(self, due):
        await self._work.queue_reply(due)
        self._strike.at("before_commit")
        self.passed.append("committed")

    async def claim_reply(self, contractor, *, lease):
        claimed = await self._work.claim_reply(contractor, lease=lease)
        if claimed is not None:
            self.passed.append("claimed")
        return claimed

    async def accept_reply(self, reply, whatsapp_id):
        self._strike.at("before_mark")
        another = await self._work.accept_reply(reply, whatsapp_id)
        self.passed.append("marked")
        return another


class StruckStore:
    def __init__(self, store, strike):
        self._store, self._strike = store, strike

    def begin(self):
        return self._struck(self._store.begin())

    def once(self):
        return self._struck(self._store.once())

    @asynccontextmanager
    async def _struck(self, beginning):
        async with beginning as work:
            struck = StruckWork(work, self._strike)
            yield struck
        for point in struck.passed:
            self._strike.at(point)


class StruckCrm:
    def __init__(self, crm, strike):
        self._crm, self._strike = crm, strike

    def __getattr__(self, name):
        return getattr(self._crm, name)

    async def look_up(self, number):
        self._strike.at("before_look_up", number.value)
        answer = await self._crm.look_up(number)
        self._strike.at("looked_up", number.value)
        return answer


class StruckMessaging:
    def __init__(self, messaging, strike):
        self._messaging, self._strike = messaging, strike

    def __getattr__(self, name):
        return getattr(self._messaging, name)

    async def send(self, due):
        self._strike.at("before_send")
        outcome = await self._messaging.send(due)
        self._strike.at("after_send")
        return outcome


class StruckWorker(Provider):
    scope = Scope.APP

    def __init__(self, strike):
        super().__init__()
        self._strike = strike

    @decorate
    def store(self, store: Store) -> Store:
        return StruckStore(store, self._strike)

    @decorate
    def crm(self, crm: Crm) -> Crm:
        return StruckCrm(crm, self._strike)

    @decorate
    def messaging(self, messaging: Messaging) -> Messaging:
        return StruckMessaging(messaging, self._strike)


class StruckWeb(Provider):
    """The gateway is left as it is: the web process subscribes by it."""

    scope = Scope.APP

    def __init__(self, strike):
        super().__init__()
        self._strike = strike

    @decorate
    def inbox(self, inbox: Inbox) -> Inbox:
        return StruckInbox(inbox, self._strike)
