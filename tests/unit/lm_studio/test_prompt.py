"""The prompt: the message is data in it, and it teaches no contract number."""

import json

from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.lm_studio.prompt import MAX_MESSAGE, request_for
from jarvis_domain.understanding.contracts import scan_contracts

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
MARKS = st.sampled_from(["<start_of_turn>", "<end_of_turn>", "</message>", "<message>", "\x00", "<eos>"])


def prompt(text):
    (turn,) = request_for(text, "model")["messages"]
    assert turn["role"] == "user"
    return turn["content"]


def test_the_prompt_itself_holds_nothing_that_reads_like_a_contract_number():
    scan = scan_contracts(prompt("salam"))

    assert (scan.found, scan.incomplete) == ((), ())


@given(pieces=st.lists(ANY_TEXT | MARKS, max_size=12))
def test_no_message_can_end_itself_or_open_another_turn(pieces):
    content = prompt("".join(pieces))
    _, _, rest = content.partition("<message>\n")

    assert rest.count("<") == rest.count(">") == 1
    assert rest.endswith("\n</message>")
    assert "\x00" not in content


@given(text=st.text(min_size=MAX_MESSAGE, max_size=MAX_MESSAGE + 200))
def test_a_long_message_is_capped(text):
    assert len(prompt(text)) <= len(prompt("")) + MAX_MESSAGE


@given(text=ANY_TEXT)
def test_the_request_is_always_sendable_and_bounded(text):
    request = request_for(text, "google/gemma-3-12b")

    assert json.dumps(request, ensure_ascii=False).encode()
    assert (request["temperature"], request["stream"]) == (0, False)
    assert 0 < request["max_tokens"] <= 200


def test_the_schema_uses_only_the_keywords_that_every_version_takes():
    def keywords(schema):
        yield from schema
        items = [schema["items"]] if "items" in schema else []
        for inner in [*schema.get("properties", {}).values(), *items]:
            yield from keywords(inner)

    schema = request_for("", "m")["response_format"]["json_schema"]["schema"]
    allowed = {"type", "enum", "required", "additionalProperties", "properties", "items", "maxItems"}

    assert set(keywords(schema)) <= allowed
