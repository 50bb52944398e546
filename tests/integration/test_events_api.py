"""Live events over HTTP, on a real server: who hears what, and what ends a stream."""

import asyncio
from contextlib import asynccontextmanager

import httpx
import msgspec

from jarvis_adapters.memory.events import MemoryEvents
from jarvis_app.processes import address_of, bind, serving
from jarvis_domain.ports.runtime import Event, Events
from support.at_the_desk import KARIM, NOBODY, at_the_desk, files, writes
from support.signing_in import office
from support.valkey import valkey

PATIENCE = 20


@asynccontextmanager
async def served(place):
    """The application on a port of this machine."""
    with bind("127.0.0.1", 0) as listening:
        listening.listen()  # who calls before the server is up waits
        async with serving(place.web.application, listening):
            yield address_of(listening)


@asynccontextmanager
async def listening_to(url, browser):
    """The lines of a stream that has begun."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.http.cookies.items())
    async with (
        httpx.AsyncClient(timeout=PATIENCE) as client,
        client.stream("GET", f"{url}/api/events", headers={"Cookie": cookies}) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.aiter_lines()
        assert await until(lines, "event:") == "event: ready"
        await until(lines, "retry:")
        yield lines


async def until(lines, beginning):
    async with asyncio.timeout(PATIENCE):
        async for line in lines:
            if line.startswith(beginning):
                return line
    return None


async def heard(lines):
    return msgspec.json.decode((await until(lines, "data:")).removeprefix("data: "))


async def becomes(condition):
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 what is waited for is no event of ours
            await asyncio.sleep(0.01)


def test_everybody_who_listens_hears_of_a_change_by_its_id_alone(database):
    async def story(place):
        leila, omar = await place.signed_in("leila@tktm.ma"), await place.signed_in("omar@tktm.ma")
        async with served(place) as url, listening_to(url, leila) as one, listening_to(url, omar) as other:
            contractor = await writes(place, "salam")
            for lines in (one, other):
                event = await heard(lines)
                assert set(event) == {"kind", "id"}
                assert event["kind"] == "message"
            complaint = await files(leila, contractor=str(contractor))
            return complaint["id"], await heard(one), await heard(other)

    id_, one, other = at_the_desk(database, story)
    assert one == other == {"kind": "complaint", "id": id_}


def test_a_quiet_stream_is_kept_open_and_ends_soon_after_its_session(database):
    async def story(place):
        leila = await place.signed_in("leila@tktm.ma")
        async with served(place) as url, listening_to(url, leila) as lines:
            await becomes(lambda: place.clock.sleeping)
            place.clock.advance(15)
            assert await until(lines, ":") == ": ping"
            await leila.send("POST", "/api/auth/logout")
            await becomes(lambda: place.clock.sleeping)
            place.clock.advance(15)
            return await until(lines, "never")

    assert at_the_desk(database, story) is None


def test_to_listen_is_no_use_of_a_session_that_lies_idle(database):
    async def story(place):
        leila = await place.signed_in("leila@tktm.ma")
        async with served(place) as url, listening_to(url, leila) as lines:
            for _ in range(8):
                await becomes(lambda: place.clock.sleeping)
                place.clock.advance(900)
            assert await until(lines, "never") is None
        return (await leila.get("/api/auth/me")).status_code

    assert at_the_desk(database, story) == 401


def test_who_leaves_is_forgotten(database):
    async def story(place):
        leila = await place.signed_in("leila@tktm.ma")
        events = await place.part(Events)
        async with served(place) as url:
            async with listening_to(url, leila):
                assert len(events._queues) == 1
            await becomes(lambda: not events._queues)
        return len(events._queues)

    assert at_the_desk(database, story) == 0


def test_a_stream_that_is_open_ends_cleanly_when_the_process_stops(database):
    async def story(place):
        leila = await place.signed_in("leila@tktm.ma")
        server = served(place)
        url = await server.__aenter__()
        async with listening_to(url, leila) as lines:
            stopping = asyncio.create_task(server.__aexit__(None, None, None))
            rest = await until(lines, "never")
        await stopping
        return rest

    assert at_the_desk(database, story) is None


def test_a_change_in_one_process_is_heard_in_another(database):
    with valkey() as server:
        shared = {"JARVIS_REDIS_URL": f"unix://{server.socket}"}

        async def story(here):
            leila = await here.signed_in("leila@tktm.ma")
            async with (
                office(database, **shared) as there,
                served(here) as url,
                listening_to(url, leila) as lines,
            ):
                await writes(there, "salam")
                return await heard(lines)

        assert at_the_desk(database, story, **shared)["kind"] == "message"


def test_without_a_session_nothing_is_heard(database):
    async def story(place):
        return (await place.browser().get("/api/events")).status_code

    assert at_the_desk(database, story) == 401


def test_who_does_not_listen_on_holds_nobody_up_and_is_let_go():
    async def story():
        events = MemoryEvents()
        async with events.subscribe() as slow, events.subscribe() as quick:
            for number in range(1_500):
                await events.publish(Event(kind="message", id=str(number)))
                assert (await anext(quick)).id == str(number)
            return [event.id async for event in slow]

    assert asyncio.run(story()) == [str(number) for number in range(1_000)]


def test_people_see_who_else_looks_at_a_complaint(database):
    async def story(place):
        leila, omar = await place.signed_in("leila@tktm.ma"), await place.signed_in("omar@tktm.ma")
        path, asked = f"/api/presence/complaint:{NOBODY}", f"/api/presence?resource=complaint:{NOBODY}"

        async def there():
            return [person["email"] for person in (await leila.get(asked)).json()["people"]]

        events = await place.part(Events)
        async with events.subscribe() as seen:
            await leila.send("PUT", path, {"active": True})
            await omar.send("PUT", path, {"active": True})
            await omar.send("PUT", path, {"active": True})
            assert await there() == ["leila@tktm.ma", "omar@tktm.ma"]
            place.clock.advance(30)
            await leila.send("PUT", path, {"active": True})
            place.clock.advance(30)
            assert await there() == ["leila@tktm.ma"]
            await leila.send("PUT", path, {"active": False})
            assert await there() == []
            told = [await anext(seen) for _ in range(3)]
        assert {(event.kind, event.id) for event in told} == {("presence", f"complaint:{NOBODY}")}
        odd = await leila.send("PUT", f"/api/presence/{KARIM}", {"active": True})
        return odd.status_code, odd.json()["errors"][0]["key"]

    assert at_the_desk(database, story) == (422, "resource")
