"""Traffic whose every answer is known, and the verdict on it by the simulated WhatsApp's ledger."""

import asyncio
import random
import time
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import count

import httpx
import psycopg

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_domain.flow.verify_audit import VerifyAudit
from support.webhooks import signed, upsert

CLEAN = {"lost": [], "doubled": [], "out_of_order": [], "unexpected": []}
AT_ONCE = {
    "burst_seconds": 0,
    "burst_max_seconds": 0,
    "sends_per_second": 0,
    "messages_per_minute": 1000,
    "contracts_per_hour": 1000,
}
"""Every message is answered for itself, without a pace or a limit: what is measured is what faults do."""

_NUMBERS = count(1)


class Traffic:
    """`contractors` who ask about `each` contracts, one message a contract, in an order of their own."""

    def __init__(self, contractors, each, seed=7):
        self.asked = defaultdict(list)
        self._series = next(_NUMBERS)
        self.bodies = []
        self._random = random.Random(seed)
        self._contractors, self._each, self._turn = contractors, each, 0
        self.more(each)

    def more(self, each):
        """Every contractor asks about so many contracts more; gives the new webhooks."""
        now, new = int(time.time()), []
        for person in range(self._contractors):
            phone = f"2126{self._series % 100:02d}1{person:05d}"
            for turn in range(self._turn, self._turn + each):
                number = f"F{1 + self._series % 9}{person:03d}{turn:03d}D"
                self.asked[phone].append(number)
                wa_id = f"3EB0{self._series:03d}{person:05d}{turn:05d}"
                new.append(upsert(phone, f"statut {number} svp", wa_id=wa_id, at=now + turn))
        self._turn += each
        self.bodies += new
        return new

    @property
    def wanted(self):
        return sum(map(len, self.asked.values()))

    def shuffled(self, bodies, copies):
        deliveries = bodies * copies
        self._random.shuffle(deliveries)
        return deliveries

    async def post(self, url, bodies=None, copies=3):
        """Every webhook `copies` times, out of order, ten at once; counts the statuses, 0 for no answer."""
        places = asyncio.Semaphore(10)
        async with httpx.AsyncClient(timeout=30) as http:

            async def one(raw):
                async with places:
                    return await status_of(http, url, raw)

            return Counter(
                await asyncio.gather(*(one(raw) for raw in self.shuffled(bodies or self.bodies, copies)))
            )

    async def post_until_taken(self, url, bodies=None):
        """As the gateway does: again and again until a 2xx; counts the statuses it met."""
        left, met = list(bodies or self.bodies), Counter()
        async with httpx.AsyncClient(timeout=10) as http:
            while left:
                statuses = await asyncio.gather(*(status_of(http, url, raw) for raw in left[:10]))
                met.update(statuses)
                left = [raw for raw, status in zip(left, statuses, strict=False) if status != 200] + left[10:]
                if set(statuses) != {200}:
                    await asyncio.sleep(0.2)
        return met


async def status_of(http, url, raw):
    """0 when nobody answered: it may have been stored or not."""
    try:
        answer = await http.post(f"{url}/api/webhook/message", content=raw, headers=signed(raw))
    except httpx.TransportError:
        return 0
    return answer.status_code


def answered_numbers(sent):
    """Per phone, the contract numbers in the order in which WhatsApp received their answers."""
    seen = defaultdict(list)
    for message in sent:
        french = message["text"].split("──")[0]
        seen[message["to"]] += [word.strip("*") for word in french.split() if word.startswith("*F")]
    return dict(seen)


def verdict(traffic, sent):
    """Answers lost, doubled, out of order, and to questions that nobody asked."""
    got = answered_numbers(sent)
    return {
        "lost": [n for phone, asked in traffic.asked.items() for n in asked if n not in got.get(phone, [])],
        "doubled": [n for numbers in got.values() for n, times in Counter(numbers).items() if times > 1],
        "out_of_order": [
            phone
            for phone, asked in traffic.asked.items()
            if [n for n in asked if n in got.get(phone, [])] != list(dict.fromkeys(got.get(phone, [])))
        ],
        "unexpected": [
            n for phone, numbers in got.items() for n in numbers if n not in traffic.asked.get(phone, [])
        ],
    }


def answered(traffic, sent):
    """Whether every question has an answer."""
    return not verdict(traffic, sent)["lost"]


LEFT = {
    "unsettled messages": "select count(*) from messages where outcome is null",
    "unsent replies": "select count(*) from replies where done_at is null",
    "claimed jobs": """
        select count(*) from procrastinate_jobs where status = 'doing' and queue_name <> 'chores'
    """,
    "messages without an audit entry": """
        select count(*) from messages
        where not exists (select from audit_log where resource = 'message:' || messages.id)
    """,
}


def left_over(dsn):
    """What must be nothing once all is healed and drained."""
    with psycopg.connect(dsn, autocommit=True) as link:
        counted = {what: link.execute(statement).fetchone()[0] for what, statement in LEFT.items()}
    return {what: how_many for what, how_many in counted.items() if how_many}


def broken_links(dsn):
    """Of the audit's chain."""

    async def follow():
        store = await PostgresStore.open(dsn, quiet=timedelta(), at_most=timedelta(), clock=SystemClock())
        try:
            return (await VerifyAudit(store)()).broken
        finally:
            await store.close()

    return asyncio.run(follow())
