"""What was written while nobody listened is fetched and received once; a silent number is told of."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.messaging import MemoryMessaging
from jarvis_adapters.memory.store import MemoryStore
from jarvis_domain.answering.messages import InboundMessage, Text
from jarvis_domain.flow.receive import Receive
from jarvis_domain.flow.reconcile import Reconcile
from jarvis_domain.flow.silence import ListenForSilence, is_silent
from jarvis_domain.ports.messaging import Connection, MessageArrived
from jarvis_domain.ports.persistence import Heard
from jarvis_domain.understanding.phones import PhoneNumber
from support.back_office import Heard as Listener
from support.house import Notes

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Line:
    """A number, the record WhatsApp keeps of it, and ours."""

    def __init__(self):
        self.clock, self.heard, self.messaging = ManualClock(), Listener(), MemoryMessaging()
        self.store = MemoryStore(self.clock, quiet=timedelta(), at_most=timedelta())
        self.receive = Receive(self.store, self.heard, self.clock, Notes(), human_for=HOUR)
        self.restart()

    def restart(self):
        parts = (self.store, self.messaging, self.receive, self.heard, self.clock, Notes())
        self.reconcile = Reconcile(*parts, instances=("jarvis",))

    def written(self, id_, ago):
        message = InboundMessage(
            instance="jarvis",
            whatsapp_id=id_,
            sender=PhoneNumber("+212600111222"),
            content=Text("F1234567D ?"),
            sent_at=self.clock.now() - ago,
        )
        self.messaging.written.append(message)
        return MessageArrived(message=message)

    async def arrived(self, id_, ago=timedelta()):
        await self.receive(self.written(id_, ago), b"")

    async def known(self):
        every = [one.whatsapp_id for one in self.messaging.written]
        async with self.store.begin() as work:
            return set(every) - await work.never_received("jarvis", every)


def on_a_line(story):
    asyncio.run(story(Line()))


def test_what_was_missed_is_received_once_and_told():
    async def story(line):
        await line.arrived("heard")
        line.clock.advance(3600)
        line.written("missed", 10 * MINUTE)
        await line.reconcile.recent()
        await line.reconcile.recent()

        assert await line.known() == {"heard", "missed"}
        assert line.heard.of("alert") == ["missed:jarvis"]
        assert len(line.heard.of("message")) == 2

    on_a_line(story)


def test_a_message_whose_webhook_may_be_on_its_way_is_left_to_it():
    async def story(line):
        line.written("young", timedelta(seconds=30))
        await line.reconcile.recent()
        assert await line.known() == set()
        line.clock.advance(60)
        await line.reconcile.recent()
        assert await line.known() == {"young"}

    on_a_line(story)


@pytest.mark.parametrize("restarted", [False, True])
def test_an_outage_of_hours_is_made_up_for_whoever_was_away(restarted):
    async def story(line):
        await line.arrived("before")
        await line.reconcile.recent()
        line.messaging.away = "the gateway is down"
        line.clock.advance(5 * 3600)
        await line.reconcile.recent()
        line.messaging.away = ""
        line.written("missed", 4 * HOUR)
        if restarted:
            line.restart()
        await line.reconcile.recent()

        assert await line.known() == {"before", "missed"}

    on_a_line(story)


def test_what_got_through_late_is_found_by_the_look_at_the_whole_day():
    async def story(line):
        await line.arrived("before")
        line.clock.advance(10 * 3600)
        await line.reconcile.recent()
        line.written("stamped long ago", 5 * HOUR)
        line.clock.advance(120)
        await line.reconcile.recent()
        assert await line.known() == {"before"}
        await line.reconcile.whole_day()
        assert await line.known() == {"before", "stamped long ago"}

    on_a_line(story)


@pytest.mark.parametrize("known", [False, True])
def test_the_life_a_number_had_before_us_is_left_alone(known):
    async def story(line):
        if known:
            await line.arrived("first of ours")
        line.written("of another life", 2 * HOUR)
        line.written("just before", 20 * MINUTE)
        line.clock.advance(120)
        await line.reconcile.whole_day()

        assert await line.known() == {"just before"} | ({"first of ours"} if known else set())

    on_a_line(story)


def test_nothing_older_than_a_day_is_answered():
    async def story(line):
        await line.arrived("first of ours")
        line.clock.advance(3 * 86_400)
        line.written("the day before yesterday", 30 * HOUR)
        line.written("last night", 20 * HOUR)
        await line.reconcile.recent()

        assert await line.known() == {"first of ours", "last night"}

    on_a_line(story)


# silence

MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
moments = st.timedeltas(timedelta(), timedelta(days=365)).map(lambda later: MONDAY_NOON + later)


def heard(at):
    return Heard(first=at, latest=at)


@given(moments, st.timedeltas(timedelta(), timedelta(days=2)), st.floats(0.5, 12))
def test_a_number_that_was_heard_less_long_ago_than_allowed_is_not_silent(now, ago, hours):
    silent = is_silent(heard(now - ago), now, timedelta(hours=hours))
    assert not silent or ago >= timedelta(hours=hours)


@pytest.mark.parametrize(
    ("now", "ago", "silent"),
    [
        (MONDAY_NOON, 3 * HOUR, True),
        (MONDAY_NOON, 2 * HOUR, False),
        (MONDAY_NOON - 2 * HOUR, 14 * HOUR, False),  # the night does not count
        (MONDAY_NOON + 10 * HOUR, 20 * HOUR, False),  # nor does the evening
        (MONDAY_NOON - timedelta(days=1), 20 * HOUR, False),  # nor Sunday
    ],
)
def test_only_working_time_counts(now, ago, silent):
    assert is_silent(heard(now - ago), now, 3 * HOUR) is silent


def test_a_new_number_is_not_silent_and_no_number_is_when_nobody_asks():
    assert not is_silent(None, MONDAY_NOON, HOUR)
    assert not is_silent(heard(MONDAY_NOON - 4 * HOUR), MONDAY_NOON, timedelta())


def test_a_connected_number_that_fell_silent_is_told_of_once():
    async def story(line):
        await line.arrived("last one")
        listen = ListenForSilence(line.store, line.messaging, line.heard, line.clock, ("jarvis",), 2 * HOUR)
        line.messaging.connections["jarvis"] = Connection.CLOSED
        line.clock.advance(3 * 3600)
        await listen()
        assert line.heard.of("alert") == []  # a number that is not connected has an alert of its own
        line.messaging.connections["jarvis"] = Connection.OPEN
        await listen()
        await listen()
        assert line.heard.of("alert") == ["silent:jarvis"]

    on_a_line(story)
