"""Every list, search and figure of the back office on a large record, beside the same calls on a small one."""

import asyncio
import time
from datetime import datetime, timedelta
from itertools import cycle

import msgspec

from bench.export import exported
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.seed import seed
from jarvis_adapters.postgres.seed_rows import Plan
from jarvis_adapters.postgres.tallies import KeepTallies
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.ports import views as v
from jarvis_domain.understanding.reading import Language, ReadBy

SMALL = 100
"""The small record is this many times smaller."""
ROUNDS = 40
GROUPS = ("list", "search", "one", "stats")
DAYS = 90


class Call(msgspec.Struct, frozen=True):
    """One call by its times in milliseconds."""

    name: str
    times: tuple[float, ...]

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)]

    @property
    def median(self) -> float:
        return sorted(self.times)[len(self.times) // 2]


def measure(databases, messages: int) -> list[str]:
    with databases.fresh() as small, databases.fresh() as large:
        asyncio.run(_seeded(small, messages // SMALL))
        per_second = asyncio.run(_seeded(large, messages))
        pairs = asyncio.run(_pairs(small, large))
        export = exported(large)
    for less, more in pairs:
        print(
            f"{more.name:<40} p95 {less.p95:7.1f} {more.p95:7.1f} ms"
            f"   median {less.median:7.1f} {more.median:7.1f} ms"
        )
    size = f"{messages:,} messages"
    rows = [f"| `jarvis seed`, {size} | {per_second:,.0f} rows/s | > 20,000 rows/s |"]
    return [*rows, *(_row(group, size, pairs) for group in GROUPS), export]


def _row(group: str, size: str, pairs: list[tuple[Call, Call]]) -> str:
    found = [(less, more) for less, more in pairs if more.name.startswith(group)]
    slowest = max((more for _, more in found), key=lambda call: call.p95)
    ratio, name = max((more.median / less.median, more.name) for less, more in found)
    return (
        f"| {group}, {size}: slowest p95; most beside {SMALL} times fewer |"
        f" {slowest.p95:.0f} ms ({slowest.name}); {ratio:.1f}× ({name}) | < 60 ms; ≤ 1.5× |"
    )


async def _seeded(dsn: str, messages: int) -> float:
    """Rows a second."""
    clock, began = SystemClock(), time.perf_counter()
    plan = Plan(messages=messages, complaints=messages // 10, days=DAYS, seed=1, until=clock.now())
    seeded = await seed(dsn, plan)
    took = time.perf_counter() - began
    keep = KeepTallies.open(dsn, clock)
    await keep.all_due()
    await keep.close()
    return seeded.total / took


async def _pairs(small: str, large: str) -> list[tuple[Call, Call]]:
    """Each call on both records, in turns, so that what else the machine does slows both."""
    clock = SystemClock()
    views = [PostgresViews.open(dsn, clock) for dsn in (small, large)]
    try:
        less, more = [await _calls(one, clock.now()) for one in views]
        return [await _pair(name, less[name], more[name]) for name in less]
    finally:
        for one in views:
            await one.close()


async def _pair(name: str, less, more) -> tuple[Call, Call]:
    """The first round is left out: it warms up."""
    times, warming = ([], []), max(len(less), len(more))
    both = cycle(less), cycle(more)
    for turn in range(ROUNDS + warming):
        for calls, found in zip(both, times, strict=True):
            took = await _took(next(calls))
            if turn >= warming:
                found.append(took)
    return Call(name, tuple(times[0])), Call(name, tuple(times[1]))


async def _took(call) -> float:
    began = time.perf_counter()
    await call()
    return 1000 * (time.perf_counter() - began)


async def _calls(views, now: datetime):
    """By name, the calls that take turns; names begin with their group."""
    part, newest = v.Slice(), v.MessageSort.NEWEST
    page = await views.messages(v.MessageFilter(), newest, v.Slice(limit=200))
    complaints = await views.complaints(v.ComplaintFilter(), v.ComplaintSort.NEWEST, v.Slice(limit=200))
    rows, cases = page.rows[::20], complaints.rows[::20]
    middle = v.Period(since=now - timedelta(days=40), until=now - timedelta(days=39))

    def messages(part=part, order=newest, **wanted):
        return lambda: views.messages(v.MessageFilter(**wanted), order, part)

    def filed(order=v.ComplaintSort.NEWEST, part=part, **wanted):
        return lambda: views.complaints(v.ComplaintFilter(**wanted), order, part)

    def tickets(**wanted):
        return lambda: views.tickets(v.TicketFilter(**wanted), v.TicketSort.NEWEST, part)

    def people(order=v.ContractorSort.LATEST, **wanted):
        return lambda: views.contractors(v.ContractorFilter(**wanted), order, part)

    def audit(**wanted):
        return lambda: views.audit(v.AuditFilter(**wanted), part)

    def tallies(by_day, **ago):
        period = v.Period(since=now - timedelta(**ago), until=now)
        return lambda: views.tallies(period, by_day=by_day)

    contracts = [row.contracts[0] for row in page.rows if row.contracts][::10]
    phones = [row.contractor.phone for row in rows]
    return {
        "list messages": [messages()],
        "list messages, next page": [messages(part=v.Slice(after=page.next))],
        "list messages, oldest": [messages(order=v.MessageSort.OLDEST)],
        "list messages of a day": [messages(period=middle)],
        "list messages by language": [messages(language=(one,)) for one in Language],
        "list messages by two languages": [messages(language=(Language.AR, Language.EN))],
        "list messages by outcome": [messages(outcome=(one,)) for one in (Outcome.IGNORED, Outcome.FAILED)],
        "list messages by delivery": [messages(delivery=(one,)) for one in (Delivery.FAILED, Delivery.READ)],
        "list messages by flag": [messages(flag=(one,)) for one in (Flag.SPAM, Flag.COMPLAINT)],
        "list messages by reader": [messages(by=(one,)) for one in ReadBy],
        "list messages that need attention": [messages(attention=True)],
        "list messages, spam": [messages(spam=True)],
        "list messages, unsure": [messages(confidence_below=0.6)],
        "list messages of a contractor": [messages(contractor=row.contractor.id) for row in rows],
        "list messages of a contract": [messages(contract=number) for number in contracts],
        "list complaints": [filed()],
        "list complaints, urgent": [filed(v.ComplaintSort.URGENT)],
        "list complaints, updated": [filed(v.ComplaintSort.UPDATED)],
        "list complaints by status": [filed(status=(one,)) for one in ComplaintStatus],
        "list complaints by priority": [filed(priority=(one,)) for one in Priority],
        "list complaints by region": [filed(region=("Rabat",))],
        "list complaints, proposed": [filed(proposed=True)],
        "list complaints, unassigned": [filed(unassigned=True)],
        "list tickets": [tickets()],
        "list tickets, late": [tickets(late=True)],
        "list contractors": [people(), people(v.ContractorSort.NAME)],
        "list audit": [audit(), audit(action=("complaint_created",)), audit(resource="complaint:*")],
        "search messages, common word": [messages(search=word) for word in ("statut", "bloqué", "العقد")],
        "search messages, two words": [messages(search="client attend")],
        "search messages, a name": [messages(search="bennani")],
        "search messages, part of a contract": [messages(search=str(one)[3:7]) for one in contracts],
        "search messages, part of a phone": [messages(search=phone[-6:]) for phone in phones],
        "search messages, nothing": [messages(search="introuvable")],
        "search messages of a day": [messages(search="statut", period=middle)],
        "search complaints": [filed(search=word) for word in ("annuler", "bennani", str(cases[0].contract))],
        "search tickets": [tickets(search="ong")],
        "search contractors": [people(search=word) for word in ("alaoui", phones[0][-5:])],
        "one message": [lambda row=row: views.message(row.id) for row in rows],
        "one conversation": [lambda row=row: views.thread(row.contractor.id, part) for row in rows],
        "one complaint": [lambda row=row: views.complaint_row(row.id) for row in cases],
        "one contract": [lambda number=number: views.contract(number) for number in contracts],
        "one contractor": [lambda row=row: views.contractor_row(row.contractor.id) for row in rows],
        "stats of a day by hour": [tallies(by_day=False, days=1)],
        "stats of a week by hour": [tallies(by_day=False, days=7)],
        "stats of a month by day": [tallies(by_day=True, days=30)],
        "stats of 90 days by day": [tallies(by_day=True, days=DAYS)],
    }
