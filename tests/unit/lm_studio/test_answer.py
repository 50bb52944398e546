"""What comes back: usable in exactly one shape, one typed failure in all others."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.lm_studio.answer import MAX_CONTENT, Answered, Body, Usage, parse
from jarvis_domain.ports.language_model import ModelFailure, ModelUnavailable
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ModelProposal

GOOD = {
    "language": "darija",
    "intent": "complaint",
    "complaint_type": "cas_bloque",
    "contracts": ["F 7654321 D"],
    "spam": False,
}


USAGE = {"prompt_tokens": 275, "completion_tokens": 33, "total_tokens": 308}


def completion(content=GOOD, **changes):
    said = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
    return {"model": "google/gemma-3-12b", "choices": [{**choice, **changes}], "usage": USAGE}


def read(body, status=200):
    return parse(Body(status, body if isinstance(body, bytes) else json.dumps(body).encode()))


def failure(answer):
    assert isinstance(answer, ModelUnavailable), answer
    return answer.failure


def test_a_good_completion_is_a_proposal_with_model_and_tokens():
    proposal = ModelProposal(
        language=Language.DARIJA,
        intent=Intent.COMPLAINT,
        complaint_type=ComplaintType.CAS_BLOQUE,
        contracts=("F 7654321 D",),
        spam=False,
    )

    assert read(completion()) == Answered(proposal, "google/gemma-3-12b", Usage(275, 33))


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "none"), ("language", "klingon"), ("intent", "admin"), ("complaint_type", "none")],
)
def test_a_value_outside_its_list_leaves_that_field_out_and_keeps_the_others(field, value):
    answer = read(completion({**GOOD, field: value}))

    assert getattr(answer.proposal, field) is None
    assert answer.proposal.contracts == ("F 7654321 D",)


def test_fields_beside_the_schema_change_nothing():
    assert read(completion({**GOOD, "tool": "rm", "url": "http://127.0.0.1/"})) == read(completion())


@pytest.mark.parametrize(
    "usage", [None, 5, [], {"prompt_tokens": "many", "completion_tokens": -1}, {}, {"prompt_tokens": 10**9}]
)
def test_an_odd_usage_or_model_does_not_spoil_a_good_answer(usage):
    answer = read({**completion(), "usage": usage, "model": usage})

    assert (answer.model, answer.usage) == ("", Usage())


def test_pieces_too_long_for_a_contract_are_dropped_and_the_list_is_bounded():
    answer = read(completion({**GOOD, "contracts": ["", "x" * 65, *("F7654321D" for _ in range(50))]}))

    assert answer.proposal.contracts == ("F7654321D",) * 20


@pytest.mark.parametrize("content", ["", "null", "[]", "{}", '"x"', "not json", json.dumps(GOOD) + " bye"])
def test_content_that_is_not_the_object_asked_for_is_garbage(content):
    assert failure(read(completion(content))) is ModelFailure.GARBAGE


def test_content_longer_than_four_kilobytes_is_garbage():
    padded = {**GOOD, "more": "x" * MAX_CONTENT}

    assert failure(read(completion(padded))) is ModelFailure.GARBAGE


@pytest.mark.parametrize("ending", ["length", "tool_calls", "content_filter", None])
def test_an_answer_that_did_not_end_by_itself_is_garbage(ending):
    assert failure(read(completion(finish_reason=ending))) is ModelFailure.GARBAGE


@pytest.mark.parametrize(
    ("status", "error", "expected", "label"),
    [
        (200, "Unexpected endpoint or method. (POST /chat/completions)", ModelFailure.REFUSED, "wrong path"),
        (400, "'response_format.type' must be 'json_schema' or 'text'", ModelFailure.REFUSED, "refused"),
        (400, {"message": "No models loaded. Please load"}, ModelFailure.COLD, "no model loaded"),
        (401, {"code": "invalid_api_key"}, ModelFailure.REFUSED, "API token"),
        (500, "F7654321D is what he wrote", ModelFailure.REFUSED, "unknown complaint"),
    ],
)
def test_an_error_is_named_whether_it_is_a_string_or_an_object_and_never_quoted(
    status, error, expected, label
):
    answer = read({"error": error}, status)

    assert failure(answer) is expected
    assert label in answer.detail
    assert "7654321" not in answer.detail


def test_a_good_completion_with_another_status_is_refused():
    assert failure(read(completion(), 500)) is ModelFailure.REFUSED


@given(raw=st.binary(max_size=300), status=st.sampled_from([200, 204, 400, 500]), complete=st.booleans())
def test_any_bytes_at_all_are_a_typed_failure(raw, status, complete):
    assert isinstance(parse(Body(status, raw, complete=complete)), ModelUnavailable)


@pytest.mark.parametrize(
    "raw", [b'{"error":' + b"[" * 50_000, b'{"choices":NaN}', b'{"choices":[{"message":{"content":"\xff"}}]}']
)
def test_deep_nesting_nan_and_broken_utf8_are_garbage(raw):
    assert failure(read(raw)) is ModelFailure.GARBAGE
