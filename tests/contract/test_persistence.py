"""The contract of Store and Inbox, on every implementation."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from support.persistence_machine import Life
from support.persistence_stores import InMemory, OnPostgres


def live(hands, examples, steps):
    class ThisLife(Life):
        pass

    ThisLife.hands = hands
    run_state_machine_as_test(ThisLife, settings=settings(max_examples=examples, stateful_step_count=steps))


def test_the_store_in_memory_lives_like_the_model():
    hands = InMemory()
    live(hands, examples=150, steps=50)
    hands.close()


@pytest.mark.timeout(300)
def test_the_store_on_postgres_lives_like_the_model(database):
    hands = OnPostgres(database)
    live(hands, examples=25, steps=20)
    hands.close()
