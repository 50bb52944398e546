"""The reading by rules: accurate on the development messages, and right on the cases the product names."""

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain import ComplaintType, Intent, Language, ReadBy, read_by_rules

DATA = Path(__file__).parents[2] / "data"
MESSAGES = DATA / "messages_dev.jsonl"
SECOND = DATA / "messages_second.jsonl"  # written after the first tuning; later tuning knew its wording
FLOORS = {
    "contracts": 0.99,
    "incomplete": 0.99,
    "language": 0.97,
    "intent": 0.96,
    "complaint_type": 0.94,
    "spam": 0.98,
}
SECOND_FLOORS = {
    "contracts": 0.97,
    "incomplete": 0.97,
    "language": 0.95,
    "intent": 0.92,
    "complaint_type": 0.85,
}


class Labelled(msgspec.Struct, frozen=True):
    id: str
    text: str
    language: Language | None
    intent: Intent
    complaint_type: ComplaintType | None
    spam: bool
    contracts: tuple[str, ...]
    incomplete: tuple[str, ...]


def labelled(path=MESSAGES):
    return [msgspec.json.decode(line, type=Labelled) for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("path", "floors"), [(MESSAGES, FLOORS), (SECOND, SECOND_FLOORS)], ids=["dev", "second"]
)
def test_the_labelled_messages_are_read_above_their_floors(path, floors):
    right, all_of = Counter(), Counter()
    for message in labelled(path):
        reading = read_by_rules(message.text)
        for field in floors:
            if field == "complaint_type" and message.complaint_type is None:
                continue
            all_of[field] += 1
            right[field] += _value(reading, field) == getattr(message, field)

    shares = {field: right[field] / all_of[field] for field in floors}
    assert {field: share for field, share in shares.items() if share < floors[field]} == {}


@pytest.mark.parametrize("language", Language)
def test_each_language_is_told_from_the_others(language):
    written = [message for message in labelled() if message.language is language]
    told = [message for message in written if read_by_rules(message.text).language is language]

    assert len(told) >= 0.97 * len(written)


def test_promotions_are_found_and_nothing_else_is_called_one():
    found = Counter((message.spam, read_by_rules(message.text).spam) for message in labelled())

    assert found[True, True] >= 0.97 * (found[True, True] + found[True, False])
    assert found[False, True] == 0


@pytest.mark.parametrize("text", ["F1234567D", "statut F1234567D svp", "dossier bloqué F1234567D", "merci"])
def test_what_is_named_is_read_with_confidence(text):
    assert read_by_rules(text).confidence > 0.85


@pytest.mark.parametrize(
    "text",
    [
        "xvlorm pqrstu zzvlk wqqrtz F1234567D",
        "il pleut dans le couloir de la dame avec son chat et ses oiseaux F1234567D",
        "le client mange une pomme",
    ],
)
def test_what_hangs_on_a_default_is_read_without_confidence(text):
    assert read_by_rules(text).confidence < 0.6


@given(st.text(max_size=200))
def test_confidence_is_a_share(text):
    assert 0.0 < read_by_rules(text).confidence <= 1.0


def _value(reading, field):
    if field == "contracts":
        return tuple(str(found.number) for found in reading.contracts)
    return getattr(reading, field)


def test_the_development_messages_cover_the_domain():
    messages = labelled()
    assert len(messages) >= 150
    assert len({message.text for message in messages}) == len(messages)
    assert {message.language for message in messages} == {*Language, None}
    assert {message.complaint_type for message in messages} == {*ComplaintType, None}


def test_no_word_of_a_contractor_at_work_is_called_spam():
    everything = [*labelled(), *labelled(SECOND)]
    assert [m.text for m in everything if not m.spam and read_by_rules(m.text).spam] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("واش وصل العقد ديالي", Language.DARIJA),
        ("wach le dossier F1234567D est validé", Language.DARIJA),
        ("lclient 3ndo rendez-vous ghda m3a technicien", Language.DARIJA),
        ("Salam, je voudrais connaître le statut du dossier", Language.FR),
        ("هل تم تفعيل العقد", Language.AR),
        ("is the contract active", Language.EN),
        ("F1234567D", None),
        ("👍", None),
        ("", None),
    ],
)
def test_the_matrix_language_decides(text, language):
    assert read_by_rules(text).language is language


@pytest.mark.parametrize("text", ["F1234567D", "f 123 45 67 d", "1234567"])
def test_a_number_alone_asks_for_its_status(text):
    assert read_by_rules(text).intent is Intent.STATUS_CHECK


def test_a_complaint_wins_over_a_question():
    reading = read_by_rules("quel est le statut de F1234567D ? le dossier est bloqué depuis 10 jours")
    assert (reading.intent, reading.complaint_type) == (Intent.COMPLAINT, ComplaintType.CAS_BLOQUE)
    assert len(reading.contracts) == 1


def test_asking_for_an_appointment_is_a_complaint_of_its_own_type():
    assert read_by_rules("bghina rdv l F1234567D").complaint_type is ComplaintType.PRISE_DE_RDV


def test_a_promotion_that_quotes_a_number_is_spam():
    reading = read_by_rules("Offre spéciale ! code promo F1234567D, gagnez un cadeau, cliquez ici")
    assert (reading.spam, reading.intent, reading.complaint_type) == (True, Intent.OTHER, None)


@pytest.mark.parametrize(
    "text", ["pas de problème merci", "machi mochkil khoya", "no problem thanks", "لا مشكلة"]
)
def test_no_problem_is_no_complaint(text):
    assert read_by_rules(text).intent is Intent.OTHER


@pytest.mark.parametrize("text", ["même contrat svp", "nfs l3a9d", "نفس العقد", "same contract please"])
def test_the_contract_spoken_of_before_is_pointed_at(text):
    assert read_by_rules(text).same_contract


def test_a_named_number_is_not_the_one_spoken_of_before():
    assert not read_by_rules("même contrat F1234567D").same_contract


@pytest.mark.parametrize("text", ["bonjour", "salam", "السلام عليكم", "hello", "aide", "help", "3awnouni"])
def test_a_greeting_or_a_call_for_help_wants_help(text):
    assert read_by_rules(text).wants_help


@pytest.mark.parametrize("text", ["merci beaucoup", "F1234567D", "bonjour F1234567D", "annuler F1234567D"])
def test_other_words_do_not_want_help(text):
    assert not read_by_rules(text).wants_help


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("1", 1),
        ("8", 8),
        ("3.", 3),
        ("٢", 2),
        ("5️⃣", 5),
        ("oui", 1),
        ("Oui !", 1),
        ("نعم", 1),
        ("9", None),
        ("non", None),
        ("1 an", None),
    ],
)
def test_a_bare_menu_answer_is_a_choice(text, choice):
    assert read_by_rules(text).choice == choice


@given(st.text(max_size=300))
def test_any_text_has_a_reading(text):
    reading = read_by_rules(text)
    assert reading.by is ReadBy.RULES
    assert (reading.complaint_type is not None) == (reading.intent is Intent.COMPLAINT)


@given(st.sampled_from([message.text for message in labelled()]))
def test_case_and_invisible_marks_change_no_meaning(text):
    marked = "\u200f".join(text.split(" ")).replace("\u200f", " \u200f") if " " in text else text
    before, after = read_by_rules(text), read_by_rules(marked.upper() if "http" not in text else marked)
    assert (before.intent, before.complaint_type) == (after.intent, after.complaint_type)


def test_a_very_long_message_is_read():
    assert read_by_rules("bonjour " * 8000 + "F1234567D").contracts
