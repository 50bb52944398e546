"""Contractors who write and colleagues at their browsers, through the whole application on a database."""

import asyncio
from itertools import count
from uuid import UUID

from dishka import Provider, Scope, provide

from jarvis_adapters.memory.crm import MemoryCrm
from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Tasks
from jarvis_domain.understanding.phones import parse_phone
from support.house import contract
from support.signing_in import office
from support.webhooks import signed, upsert

KARIM, SALMA = "212600111222", "212600333444"
CONTRACT = "F1234567D"
NOBODY = "00000000-0000-0000-0000-000000000001"
_numbers = count(1)


class Portal(Provider):
    """Knows one contract."""

    scope = Scope.APP

    @provide
    def crm(self, clock: Clock) -> Crm:
        return MemoryCrm(contract(CONTRACT), now=clock.now)


async def writes(place, text, *, phone=KARIM):
    """A contractor's message comes in by the webhook; who they are."""
    at = int(place.clock.now().timestamp())
    raw = upsert(phone, text, wa_id=f"3EB0{next(_numbers):016X}", at=at)
    answer = await place.web.post(raw, signed(raw))
    assert answer.json() == {"outcome": "stored"}, answer.text
    async with (await place.part(Store)).begin() as work:
        return await work.contractor_at(parse_phone(f"+{phone}"))


async def answers(place, contractor):
    """JARVIS does what is due for the contractor."""
    tasks = await place.part(Tasks)
    await tasks.answer(UUID(str(contractor)))


async def asks(place, text, *, phone=KARIM):
    """Writes, and is answered."""
    contractor = await writes(place, text, phone=phone)
    await answers(place, contractor)
    return contractor


async def files(browser, *, kind="retard_installation", contract=CONTRACT, **more):
    """Somebody of the back office files a complaint; the complaint as it is then."""
    wanted = {"contract": contract, "kind": kind, "details": "Toujours rien."} | more
    if not {"contractor", "message"} & set(wanted):
        wanted.setdefault("phone", f"+{KARIM}")
    answer = await browser.send("POST", "/api/complaints", wanted)
    assert answer.status_code == 201, answer.text
    return answer.json()["complaint"]


async def does(browser, complaint, change, **body):
    """A change of the complaint as the caller saw it."""
    path = f"/api/complaints/{complaint['id']}/{change}"
    return await browser.send("POST", path, {"version": complaint["version"]} | body)


async def all_of(browser, path, **query):
    """Every row of a list, part by part."""
    rows, cursor = [], ""
    while cursor is not None:
        answer = await browser.http.get(path, params=query | {"cursor": cursor})
        assert answer.status_code == 200, answer.text
        rows += answer.json()["items"]
        cursor = answer.json()["next"]
    return rows


async def listed(browser, path, **query):
    """The ids of a list."""
    return [row["id"] for row in await all_of(browser, path, **query)]


def at_the_desk(dsn, story, **settings):
    """Runs `story(place)` in a loop of its own."""

    async def run():
        async with office(dsn, Portal(), **settings) as place:
            return await story(place)

    return asyncio.run(run())
