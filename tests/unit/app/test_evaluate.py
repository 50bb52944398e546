"""The lab: what is expected is understood in each of its forms, and held against what is read."""

import asyncio
import io
import json

import msgspec
import pytest
from msgspec import UNSET

from jarvis_app.cli import main
from jarvis_app.lab.cases import Expected, decode_case
from jarvis_app.lab.evaluate import evaluate, load_cases
from jarvis_app.lab.score import Confusion, Difference, Share, compare, score
from jarvis_app.lab.show import both_shape, both_text, score_shape, score_text
from jarvis_app.read import by_rules, reading_shape
from jarvis_domain import ComplaintType, Intent, Language, find_contracts, read_by_rules
from jarvis_domain.errors import InvalidValue
from jarvis_domain.understanding.reading import Reading

LABELS = {
    "language": "fr",
    "intent": "complaint",
    "complaint_type": "cas_bloque",
    "spam": False,
    "contracts": ["F1234567D"],
    "incomplete": [],
}


def case(text="x", **expected):
    return decode_case(json.dumps({"id": "m-1", "text": text, **expected}).encode())


def reading(*numbers, intent=Intent.OTHER, language=None, **facts):
    contracts = tuple(find_contracts(" ".join(numbers)))
    return Reading(intent=intent, language=language, contracts=contracts, **facts)


def scored(*pairs, seconds=2.0):
    cases, readings = zip(*pairs, strict=True)
    return score(cases, readings, seconds)


# what is expected


@pytest.mark.parametrize("under", [None, "expected", "reading"])
def test_expected_values_stand_beside_the_text_or_below_a_name(under):
    line = {under: LABELS} if under else LABELS

    assert case(**line).expected == Expected(
        language=Language.FR,
        intent=Intent.COMPLAINT,
        complaint_type=ComplaintType.CAS_BLOQUE,
        spam=False,
        contracts=("F1234567D",),
        incomplete=(),
    )


@pytest.mark.parametrize("numbers", [["F1234567D"], ["f1234567d"], [{"number": "F1234567D", "how": "exact"}]])
def test_numbers_are_texts_or_objects(numbers):
    assert case(contracts=numbers).expected.contracts == ("F1234567D",)


def test_what_read_prints_is_a_valid_expectation_of_itself():
    text = "wach F 1234567 D mblouki"
    printed = msgspec.to_builtins(reading_shape(read_by_rules(text)))

    assert scored((case(text, **printed), read_by_rules(text))).wrong == ()


@pytest.mark.parametrize("nothing", [None, "none", ""])
def test_no_language_may_be_written_in_two_ways(nothing):
    assert case(language=nothing, complaint_type=nothing).expected.language is None


def test_a_missing_key_is_not_scored():
    result = scored((case(spam=False), reading(spam=False)))

    assert result.fields == {"spam": Share(1, 1)}
    assert result.wrong == ()
    assert case().expected.language is UNSET


@pytest.mark.parametrize(
    "wrong", [{"language": "klingon"}, {"intent": "beg"}, {"spam": "no"}, {"contracts": 5}, {"text": None}]
)
def test_a_value_nobody_reads_makes_the_line_unusable(wrong):
    with pytest.raises(msgspec.DecodeError):
        case(**{"text": "x", **wrong})


def test_bad_lines_of_a_file_are_told_and_left_out(tmp_path):
    file, told = tmp_path / "some.jsonl", io.StringIO()
    file.write_text('{"id": 1, "text": "x", "spam": true}\nnope\n\n{"id": 2}\n')

    assert [each.id for each in load_cases(file, told)] == [1]
    assert "line 2 left out" in told.getvalue()
    assert "line 4 left out" in told.getvalue()


@pytest.mark.parametrize("content", [None, "", "nope\n"])
def test_a_file_that_holds_nothing_to_evaluate_is_said_to(tmp_path, content):
    file = tmp_path / "some.jsonl"
    if content is not None:
        file.write_text(content)

    with pytest.raises(InvalidValue):
        load_cases(file, io.StringIO())


# scores


def test_each_field_is_counted_for_itself_and_by_expected_language():
    result = scored(
        (case(language="fr", intent="other"), reading(language=Language.FR)),
        (case(language="fr", intent="complaint"), reading(language=Language.DARIJA)),
        (case(language=None, intent="other"), reading()),
    )

    assert result.fields == {"language": Share(2, 3), "intent": Share(2, 3)}
    assert result.languages["fr"] == {"language": Share(1, 2), "intent": Share(1, 2)}
    assert result.languages["none"]["language"] == Share(1, 1)
    assert result.confusions == {
        "language": (Confusion(expected="fr", got="darija", count=1),),
        "intent": (Confusion(expected="complaint", got="other", count=1),),
    }


def test_a_complaint_type_is_scored_of_complaints_alone():
    result = scored(
        (case(complaint_type=None), reading()),
        (case(complaint_type="autre"), reading(complaint_type=ComplaintType.AUTRE)),
    )

    assert result.fields["complaint_type"] == Share(1, 1)


def test_an_ask_flag_may_be_expected_without_the_pieces():
    result = scored(
        (case(incomplete=True, contracts=[]), reading(incomplete=("1234567",))),
        (case(incomplete=["123456"], contracts=[]), reading(incomplete=("1234567",))),
        (case(incomplete=False, contracts=["F1234567D"]), reading()),
    )

    assert result.fields["incomplete"] == Share(2, 3)
    assert result.numbers == Share(2, 3)


def test_numbers_nobody_expected_are_invented():
    result = scored((case(contracts=["F1234567D"]), reading("F1234567D", "F7654321D")))

    assert (result.invented, result.fields["contracts"]) == (1, Share(0, 1))


def test_spam_has_recall_precision_and_real_messages_kept():
    spam, real = case(spam=True), case(spam=False)
    result = scored(
        (spam, reading(spam=True)),
        (spam, reading()),
        (real, reading(spam=True)),
        (real, reading()),
        (real, reading()),
        (case(), reading(spam=True)),
    )

    assert (result.spam_caught, result.spam_precision, result.real_kept) == (
        Share(1, 2),
        Share(1, 2),
        Share(2, 3),
    )


def test_two_readers_are_compared_by_what_one_put_right_and_spoilt():
    cases = [case(intent="complaint"), case(intent="other"), case(intent="other")]
    other, complaint = reading(), reading(intent=Intent.COMPLAINT)
    first, second = score(cases, [other, complaint, other], 1), score(cases, [complaint, other, complaint], 1)

    assert compare(first, second) == {"intent": Difference(wins=2, losses=1)}


# what is shown


def test_the_text_lists_the_wrong_ones_cut_and_the_json_whole():
    long = "a" * 300
    result = scored((case(long, intent="other"), reading(intent=Intent.STATUS_CHECK)))
    text = score_text("rules", result)

    assert "0.0 % (0/1)" in text
    assert "m-1  intent: other, read status_check" in text
    assert long not in text
    assert score_shape(result)["wrong"][0]["text"] == long
    assert msgspec.json.encode(score_shape(result))


def test_both_are_shown_side_by_side():
    cases = [case(intent="other")]
    right, wrong = score(cases, [reading()], 1), score(cases, [reading(intent=Intent.COMPLAINT)], 1)

    assert "-1" in both_text(right, wrong)
    assert both_shape(right, wrong)["differences"] == {"intent": {"wins": 0, "losses": 1}}


def test_the_command_prints_a_table_or_json_and_wrong_readings_are_no_failure(tmp_path, capsys):
    file = tmp_path / "some.jsonl"
    file.write_text('{"id": 1, "text": "F1234567D", "intent": "other", "contracts": ["F1234567D"]}\n')

    def said(*more):
        with pytest.raises(SystemExit) as ended:
            main(["evaluate", str(file), *more])
        assert ended.value.code == 0
        return capsys.readouterr().out

    assert "intent: other, read status_check" in said()
    assert json.loads(said("--json"))["fields"]["contracts"] == {"right": 1, "of": 1, "share": 1.0}


def test_an_evaluation_reads_every_message_in_order():
    cases = [case(f"F{number:07d}D", contracts=[f"F{number:07d}D"]) for number in range(1, 200)]
    result = asyncio.run(evaluate(cases, by_rules))

    assert result.fields["contracts"] == Share(199, 199)
    assert result.by_model == 0
    assert result.seconds > 0
