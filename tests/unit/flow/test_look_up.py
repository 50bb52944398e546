"""Looking a contract up: cache, one flight for all, breaker, and the last known answer with its age."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import ManualClock
from jarvis_domain.answering.contract_status import (
    ContractUnknown,
    Source,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.flow.breaker import Closed, Open
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.ports.crm import CrmAuthFailed, CrmPageChanged, CrmUnavailable
from support.scripted_portal import NUMBER, OTHER, Notes, ScriptedCrm, StatusStore

KEY = f"crm_{NUMBER}"
DOWN = CrmUnavailable(detail="maintenance")


def room(answer=None):
    """Everything a look-up needs, and the hands to move it."""
    clock = ManualClock()
    cache, store, notes, crm = MemoryCache(clock), StatusStore(), Notes(), ScriptedCrm(clock, answer)
    look_ups = ContractLookUps(crm, cache, store, clock, notes)
    return SimpleNamespace(clock=clock, cache=cache, store=store, notes=notes, crm=crm, look_ups=look_ups)


def known(answer):
    assert isinstance(answer, StatusKnown)
    return answer.source, answer.snapshot.etat


def test_the_portal_is_asked_once_in_five_minutes():
    async def run():
        r = room()
        first = await r.look_ups.look_up(NUMBER)
        r.clock.advance(299)
        second = await r.look_ups.look_up(NUMBER)
        r.clock.advance(1)
        third = await r.look_ups.look_up(NUMBER)
        return [answer.source for answer in (first, second, third)], len(r.crm.asked), r.store.known

    sources, asked, remembered = asyncio.run(run())

    assert sources == [Source.PORTAL, Source.CACHE, Source.PORTAL]
    assert asked == 2
    assert list(remembered) == [NUMBER]


def test_twenty_callers_at_once_share_one_look_up():
    async def run():
        r = room()
        answers = await asyncio.gather(*(r.look_ups.look_up(NUMBER) for _ in range(20)))
        return len(r.crm.asked), {known(answer) for answer in answers}, r.notes.of("looked_up", "outcome")

    assert asyncio.run(run()) == (1, {(Source.PORTAL, "En cours")}, ["known"] * 20)


def test_a_caller_who_leaves_disturbs_neither_the_others_nor_the_cache():
    async def run():
        r = room()
        r.crm.gate.clear()
        callers = [asyncio.create_task(r.look_ups.look_up(NUMBER)) for _ in range(3)]
        await r.crm.arrived()
        callers[0].cancel()
        await asyncio.sleep(0)
        r.crm.gate.set()
        others = await asyncio.gather(*callers[1:])
        later = await r.look_ups.look_up(NUMBER)
        return callers[0].cancelled(), [a.source for a in others], later.source, len(r.crm.asked)

    assert asyncio.run(run()) == (True, [Source.PORTAL, Source.PORTAL], Source.CACHE, 1)


class HeldCache(MemoryCache):
    """Its first answer is on the way until `arrive` is set."""

    def __init__(self, clock):
        super().__init__(clock)
        self.arrive = asyncio.Event()
        self._first = True

    async def get(self, key):
        first, self._first = self._first, False
        value = await super().get(key)
        if first:
            await self.arrive.wait()
        return value


def test_a_caller_whose_cache_was_slow_does_not_ask_the_portal_a_second_time():
    async def run():
        r = room()
        cache = HeldCache(r.clock)
        look_ups = ContractLookUps(r.crm, cache, r.store, r.clock, r.notes)
        slow = asyncio.create_task(look_ups.look_up(NUMBER))
        await asyncio.sleep(0)
        await look_ups.look_up(NUMBER)
        cache.arrive.set()
        return (await slow).source, len(r.crm.asked)

    assert asyncio.run(run()) == (Source.CACHE, 1)


def test_different_contracts_are_looked_up_beside_each_other_and_never_mixed():
    async def run():
        r = room()
        r.crm.gate.clear()
        both = asyncio.gather(r.look_ups.look_up(NUMBER), r.look_ups.look_up(OTHER))
        await r.crm.arrived()
        await r.crm.arrived()
        r.crm.gate.set()
        return [answer.number for answer in await both]

    assert asyncio.run(run()) == [NUMBER, OTHER]


def test_a_refresh_drops_the_cache_and_asks_the_portal():
    async def run():
        r = room()
        await r.look_ups.look_up(NUMBER)
        r.crm.answer = r.crm.snapshot(NUMBER, "Fermé")
        return known(await r.look_ups.refresh(NUMBER)), known(await r.look_ups.look_up(NUMBER))

    assert asyncio.run(run()) == ((Source.PORTAL, "Fermé"), (Source.CACHE, "Fermé"))


def test_a_refresh_the_portal_cannot_serve_gives_the_old_answer_as_old():
    async def run():
        r = room()
        await r.look_ups.look_up(NUMBER)
        r.store.away = True
        r.crm.answer = DOWN
        return known(await r.look_ups.refresh(NUMBER)), await r.cache.get(KEY)

    assert asyncio.run(run()) == ((Source.STALE, "En cours"), None)


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (DOWN, "crm_unavailable: maintenance"),
        (CrmAuthFailed(), "crm_auth_failed"),
        (CrmPageChanged(detail="another contract"), "crm_page_changed: another contract"),
    ],
)
def test_a_failing_portal_that_never_knew_the_contract_is_named_in_the_reason(failure, reason):
    async def run():
        r = room(failure)
        return await r.look_ups.look_up(NUMBER), r.notes[-1]

    answer, note = asyncio.run(run())

    assert answer == StatusUnavailable(number=NUMBER, reason=reason)
    assert (note["source"], note["outcome"], note["reason"]) == ("none", "unavailable", reason)


@pytest.mark.parametrize("lost", ["nothing", "cache", "store"])
def test_a_failing_portal_means_the_last_known_answer_from_the_cache_or_the_store(lost):
    async def run():
        r = room()
        await r.look_ups.look_up(NUMBER)
        r.clock.advance(3600)
        r.crm.answer = DOWN
        if lost == "cache":
            await r.cache.delete(KEY)
        r.store.away = lost == "store"
        return known(await r.look_ups.look_up(NUMBER)), r.notes[-1]["reason"]

    assert asyncio.run(run()) == ((Source.STALE, "En cours"), "crm_unavailable: maintenance")


def test_a_store_that_is_away_never_loses_the_portals_answer():
    async def run():
        r = room()
        r.store.away = True
        return known(await r.look_ups.look_up(NUMBER)), r.notes.of("failed", "what")

    assert asyncio.run(run()) == ((Source.PORTAL, "En cours"), ["remember_status"])


def test_with_portal_cache_and_store_gone_the_contract_is_unavailable():
    async def run():
        r = room(DOWN)
        r.store.away = True
        return await r.look_ups.look_up(NUMBER)

    assert isinstance(asyncio.run(run()), StatusUnavailable)


def test_an_unknown_contract_is_believed_for_a_minute():
    async def run():
        r = room(ContractUnknown(number=NUMBER))
        answers = [await r.look_ups.look_up(NUMBER)]
        r.clock.advance(59)
        answers.append(await r.look_ups.look_up(NUMBER))
        r.clock.advance(1)
        r.crm.answer = r.crm.snapshot
        return answers, known(await r.look_ups.look_up(NUMBER)), r.notes.of("looked_up", "source")

    answers, after, sources = asyncio.run(run())

    assert answers == [ContractUnknown(number=NUMBER)] * 2
    assert after == (Source.PORTAL, "En cours")
    assert sources == ["portal", "cache", "portal"]


def test_after_five_failures_the_portal_is_left_alone_until_one_look_up_tries_again():
    async def run():
        r = room(DOWN)
        for _ in range(8):
            await r.look_ups.look_up(NUMBER)
        asked, state, reason = len(r.crm.asked), r.look_ups.portal_state(), r.notes[-1]["reason"]
        r.clock.advance(30)
        r.crm.answer = r.crm.snapshot
        back = known(await r.look_ups.look_up(NUMBER))
        return asked, state, reason, back, r.look_ups.portal_state()

    asked, state, reason, back, after = asyncio.run(run())

    assert (asked, reason) == (5, "portal_resting")
    assert isinstance(state, Open)
    assert back == (Source.PORTAL, "En cours")
    assert after == Closed()


def test_an_unknown_contract_is_no_failure_of_the_portal():
    async def run():
        r = room(ContractUnknown(number=NUMBER))
        for _ in range(8):
            await r.look_ups.refresh(NUMBER)
        return r.look_ups.portal_state()

    assert isinstance(asyncio.run(run()), Closed)


def test_a_bug_in_the_portals_adapter_reaches_every_caller_and_the_next_look_up_tries_anew():
    async def run():
        r = room(ZeroDivisionError())
        both = await asyncio.gather(*(r.look_ups.look_up(NUMBER) for _ in range(2)), return_exceptions=True)
        r.crm.answer = r.crm.snapshot
        return [type(raised) for raised in both], known(await r.look_ups.look_up(NUMBER))

    assert asyncio.run(run()) == ([ZeroDivisionError] * 2, (Source.PORTAL, "En cours"))


def test_a_bug_during_the_one_look_up_that_tries_again_does_not_block_the_next():
    async def run():
        r = room(DOWN)
        for _ in range(5):
            await r.look_ups.look_up(NUMBER)
        r.clock.advance(30)
        r.crm.answer = ZeroDivisionError()
        await asyncio.gather(r.look_ups.look_up(NUMBER), return_exceptions=True)
        r.crm.answer = r.crm.snapshot
        return known(await r.look_ups.look_up(NUMBER))

    assert asyncio.run(run()) == (Source.PORTAL, "En cours")


FOREIGN = msgspec.json.encode(ContractUnknown(number=OTHER))
NAIVE = (
    b'{"type":"known","source":"portal","snapshot":'
    b'{"number":{"value":"F1234567D"},"etat":"x","read_at":"2026-03-02T12:00:00"}}'
)


@given(garbage=st.one_of(st.binary(), st.sampled_from([FOREIGN, NAIVE, b"[" * 100_000, b"null", b"{}"])))
@settings(deadline=None, max_examples=60)
def test_whatever_else_lies_in_the_cache_is_a_miss(garbage):
    async def run():
        r = room()
        await r.cache.set(KEY, garbage, ttl=timedelta(days=1))
        return known(await r.look_ups.look_up(NUMBER))

    assert asyncio.run(run()) == (Source.PORTAL, "En cours")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(["En cours", "Fermé", "down", "unknown"])),
        st.tuples(st.just("wait"), st.sampled_from([1, 59, 60, 299, 300, 5000])),
        st.tuples(st.just("flush"), st.none()),
        st.tuples(st.sampled_from(["look_up", "refresh"]), st.none()),
    ),
    max_size=40,
)


class ChangingPortal:
    """What the portal says now, and what it last showed."""

    def __init__(self, r):
        self._r = r
        self.etat = "En cours"
        self.shown = None

    def __call__(self, number):
        if self.etat == "down":
            return DOWN
        if self.etat == "unknown":
            return ContractUnknown(number=number)
        self.shown = self._r.crm.snapshot(number, self.etat)
        return self.shown


@given(steps=STEPS)
@settings(deadline=None, max_examples=150)
def test_an_answer_is_never_older_than_it_says_and_never_one_the_portal_did_not_give(steps):
    limits = {Source.PORTAL: timedelta(0), Source.CACHE: timedelta(seconds=299)}

    def check(got, step, shown, now):
        if isinstance(got, StatusKnown):
            assert got.snapshot == shown
            assert now - got.snapshot.read_at <= limits.get(got.source, timedelta.max)
            assert step == "look_up" or got.source is not Source.CACHE
        assert not isinstance(got, StatusUnavailable) or shown is None

    async def run():
        r = room()
        r.crm.answer = portal = ChangingPortal(r)
        for step, value in steps:
            if step == "answer":
                portal.etat = value
            elif step == "wait":
                r.clock.advance(value)
            elif step == "flush":
                await r.cache.delete(KEY)
            else:
                got = await getattr(r.look_ups, step)(NUMBER)
                check(got, step, portal.shown, r.clock.now())

    asyncio.run(run())
