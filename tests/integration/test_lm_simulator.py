"""The simulated LM Studio behaves as the real one does on the wire, oddities included."""

import asyncio

import httpx
import pytest

from support.lm_simulator import COMPLETIONS, MODEL, lm_simulator


@pytest.fixture(scope="module")
def served():
    with lm_simulator() as running:
        yield running


@pytest.fixture
def simulator(served):
    served.reset()
    return served


def ask(simulator, *requests):
    """Sends all requests at once; answers their responses in the same order."""

    async def run():
        async with httpx.AsyncClient(base_url=simulator.url, timeout=20, trust_env=False) as http:
            return await asyncio.gather(*(http.request(*line, json=body) for *line, body in requests))

    return asyncio.run(run())


def completion(content="salam", **more):
    return ("POST", COMPLETIONS, {"messages": [{"role": "user", "content": content}], **more})


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("POST", "/chat/completions"), ("GET", COMPLETIONS), ("DELETE", "/a/b/c")],
)
def test_an_unknown_path_or_method_is_answered_with_200_and_an_error_string(simulator, method, path):
    (answer,) = ask(simulator, (method, path, {}))

    assert answer.status_code == 200
    assert answer.json() == {"error": f"Unexpected endpoint or method. ({method} {path})"}


def test_json_object_is_refused_with_an_error_that_is_a_string(simulator):
    (answer,) = ask(simulator, completion(response_format={"type": "json_object"}))

    assert answer.status_code == 400
    assert answer.json() == {"error": "'response_format.type' must be 'json_schema' or 'text'"}


def test_whatever_model_is_asked_for_the_loaded_one_answers(simulator):
    (answer,) = ask(simulator, completion(model="gpt-nothing"))

    assert answer.json()["model"] == MODEL


def test_first_calls_at_the_same_time_load_one_copy_each(simulator):
    simulator.set(loaded=False, load_seconds=0.2)
    answers = ask(simulator, completion(), completion(), completion())

    assert {answer.json()["model"] for answer in answers} == {MODEL, f"{MODEL}:2", f"{MODEL}:3"}


def test_without_loading_on_demand_an_unloaded_model_is_refused_and_listed_as_not_loaded(simulator):
    simulator.set(loaded=False, jit=False)
    refused, old, new = ask(
        simulator, completion(), ("GET", "/api/v0/models", None), ("GET", "/api/v1/models", None)
    )

    assert refused.status_code == 400
    assert refused.json()["error"]["message"].startswith("No models loaded.")
    assert old.json()["data"][0]["state"] == "not-loaded"
    assert new.json()["models"][0]["loaded_instances"] == []


def test_a_model_nobody_used_for_its_idle_time_is_unloaded(simulator):
    simulator.set(idle_seconds=0, jit=False)
    (answer,) = ask(simulator, completion())

    assert answer.status_code == 400


def test_a_script_is_answered_instead_of_the_rules(simulator):
    simulator.set(script={"contracts": ["F2134567D"]})
    (answer,) = ask(simulator, completion())

    assert answer.json()["choices"][0]["message"]["content"] == '{"contracts": ["F2134567D"]}'
