"""Readiness in words: what is down, what is merely less, and what to do."""

from jarvis_adapters.http.health import readiness_of
from jarvis_domain.ports.health import Part, PartState


def part(state):
    return Part(name="a part", state=state, says="so")


def test_all_well_is_ready_also_when_something_is_off_on_purpose():
    assert readiness_of((part(PartState.OK), part(PartState.OFF))).status == "ready"


def test_a_part_that_does_less_degrades_the_whole():
    assert readiness_of((part(PartState.OK), part(PartState.DEGRADED))).status == "degraded"


def test_one_part_down_is_down():
    assert readiness_of((part(PartState.DEGRADED), part(PartState.DOWN))).status == "down"
