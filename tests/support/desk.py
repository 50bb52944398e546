"""The desk on its memory parts and a clock moved by hand: ask for a link, read the mail, sign in."""

import re
from datetime import timedelta
from itertools import count

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.events import MemoryEvents
from jarvis_adapters.memory.mail import MemoryMailer
from jarvis_adapters.memory.store import MemoryStore
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.audit import verify
from jarvis_domain.desk.sign_in import Caller, LinkToken
from jarvis_domain.desk.staff import Role, parse_email
from jarvis_domain.flow.send_links import SendLinks
from jarvis_domain.flow.sign_in import AskForLink, Redeem, Sessions
from jarvis_domain.flow.staffing import Staffing
from support.house import CountedIds

CONSOLE = Actor(id="console")
HERE = Caller(ip="192.0.2.7", user_agent="Firefox")
SALMA = "salma@tktm.ma"
LINK = re.compile(r"/login/verify#t=([0-9a-f]{64})")


class PlainTokens:
    """Counted tokens, hashed by writing them backwards: the slow hash has tests of its own."""

    def __init__(self):
        self._numbers = count(1)

    def new(self):
        number = next(self._numbers)
        return LinkToken(f"{number:016x}{number:048x}")

    async def hash(self, token):
        return token.value[::-1]

    async def matches(self, token, hashed):
        return hashed == token.value[::-1]


class Office:
    """One store, one mailbox for everybody."""

    def __init__(self, lifetime=timedelta(hours=24)):
        self.clock = ManualClock()
        self.store = MemoryStore(self.clock, quiet=timedelta(), at_most=timedelta())
        self.mailer = MemoryMailer()
        tokens, ids = PlainTokens(), CountedIds()
        self.ask_for_link = AskForLink(self.store, self.clock, ids)
        self.send_links = SendLinks(
            self.store, tokens, self.mailer, self.clock, ids, "https://bo.tktm.ma/", lifetime
        )
        self.redeem_link = Redeem(self.store, tokens, self.clock, ids)
        self.sessions = Sessions(self.store, self.clock)
        self.events = MemoryEvents()
        self.staffing = Staffing(self.store, tokens, self.clock, ids, self.events, lifetime)

    async def invite(self, email=SALMA, role=Role.ADMIN, **more):
        return await self.staffing.put(parse_email(email), role, who=CONSOLE, **more)

    async def ask(self, email=SALMA, nonce="browser"):
        await self.ask_for_link(email, nonce, HERE)
        await self.send_links()

    async def link(self, email=SALMA, nonce="browser"):
        """The token of the mail that asking brings."""
        await self.ask(email, nonce)
        return token_of(self.mailer.sent[-1])

    async def redeem(self, token, nonce="browser", *, confirmed=False):
        return await self.redeem_link(token, nonce=nonce, confirmed=confirmed, caller=HERE)

    async def audit(self):
        """The actions in their order, of a log that is whole."""
        async with self.store.begin() as work:
            log = await work.desk.audit_after(0, limit=1000)
        assert list(verify(log)) == []
        return [sealed.entry.action for sealed in log]


def token_of(mail):
    (token,) = set(LINK.findall(mail.text))
    assert set(LINK.findall(mail.html)) == {token}
    return token
