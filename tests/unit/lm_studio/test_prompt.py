"""The prompt: the message is data in it, and it teaches no contract number."""

import json

from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.lm_studio.prompt import MAX_ANSWER, MAX_MESSAGE, request_for
from jarvis_domain.understanding.contracts import scan_contracts
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language
from support.scripted_models import labelled

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
MARKS = st.sampled_from(["<start_of_turn>", "<end_of_turn>", "</message>", "<message>", "\x00", "<eos>"])


def prompt(text):
    (turn,) = request_for(text, "model")["messages"]
    assert turn["role"] == "user"
    return turn["content"]


def test_the_prompt_itself_holds_nothing_that_reads_like_a_contract_number():
    scan = scan_contracts(prompt("salam"))

    assert (scan.found, scan.incomplete) == ((), ())


def tokens(text):
    """A careful estimate: Gemma's tokens hold about 4.5 Latin or 3 Arabic characters, and one digit each."""
    arabic = sum("\u0600" <= char <= "\u06ff" for char in text)
    digits = sum(char.isdigit() for char in text)
    return arabic / 2.5 + digits + (len(text) - arabic - digits) / 3.5


def test_the_prompt_with_a_message_longer_than_most_costs_at_most_700_tokens():
    lengths = sorted(tokens(message.text) for message in labelled("dev"))

    assert tokens(prompt("")) + lengths[int(0.9 * len(lengths))] <= 700


def test_the_longest_answer_that_is_asked_for_fits():
    longest = {
        "language": max(Language, key=len),
        "intent": max(Intent, key=len),
        "complaint_type": max(ComplaintType, key=len),
        "contracts": ["F 1234567 D", "F-7654321-D"],
        "spam": False,
    }

    assert tokens(json.dumps(longest)) <= MAX_ANSWER


def test_the_prompt_shows_every_language_and_no_system_role():
    examples = prompt("").partition("Examples")[2].partition("<message>")[0]

    assert all(f'" {language}, ' in examples for language in Language)
    assert len(request_for("", "m")["messages"]) == 1


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
    assert request["max_tokens"] == MAX_ANSWER <= 80


def test_the_schema_uses_only_the_keywords_that_every_version_takes():
    def keywords(schema):
        yield from schema
        items = [schema["items"]] if "items" in schema else []
        for inner in [*schema.get("properties", {}).values(), *items]:
            yield from keywords(inner)

    schema = request_for("", "m")["response_format"]["json_schema"]["schema"]
    allowed = {"type", "enum", "required", "additionalProperties", "properties", "items", "maxItems"}

    assert set(keywords(schema)) <= allowed
