"""Readiness in words: what is down, what is merely less, and what to do."""

import asyncio

from prometheus_client import CollectorRegistry, Gauge

from jarvis_adapters.http.health import PartGauges, readiness_of
from jarvis_adapters.memory.clock import ManualClock
from jarvis_domain.ports.health import Checks, Part, PartState


def part(state):
    return Part(name="a part", state=state, says="so")


def test_all_well_is_ready_also_when_something_is_off_on_purpose():
    assert readiness_of((part(PartState.OK), part(PartState.OFF))).status == "ready"


def test_a_part_that_does_less_degrades_the_whole():
    assert readiness_of((part(PartState.OK), part(PartState.DEGRADED))).status == "degraded"


def test_one_part_down_is_down():
    assert readiness_of((part(PartState.DEGRADED), part(PartState.DOWN))).status == "down"


def test_parts_are_figures_and_are_looked_at_once_a_minute_however_often_they_are_asked_for():
    registry, clock, looks = CollectorRegistry(), ManualClock(), []

    async def look():
        looks.append(1)
        return part(PartState.DEGRADED)

    async def story():
        gauges = PartGauges(Gauge("jarvis_part", "Parts.", ["part"], registry=registry), clock)
        for seconds in (0, 59, 2):
            clock.advance(seconds)
            await gauges.refresh(Checks((look,)))

    asyncio.run(story())
    assert registry.get_sample_value("jarvis_part", {"part": "a part"}) == 1
    assert len(looks) == 2
