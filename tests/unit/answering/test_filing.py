"""A complaint told on WhatsApp, from the first word to the confirmation, by what is really typed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.conversation import (
    Conversation,
    Flag,
    Idle,
    Silence,
    Turn,
    status_of,
    take_turn,
)
from jarvis_domain.answering.drafts import LONGEST_DETAILS, ComplaintDraft, Draft, Lack
from jarvis_domain.answering.filing import MAX_ASKED, Complaining
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.says import (
    AskConfirmation,
    AskDetails,
    AskKind,
    AskNumber,
    ComplaintDropped,
    HandedOver,
    MediaUnread,
)
from jarvis_domain.understanding.reading import ComplaintType
from jarvis_domain.understanding.rules import read_by_rules
from support.talk import NOON, complaint_types, drafts, moments, number, texts, turns

WAITS = "le client attend l'installation depuis 20 jours F0000001D"
LATE = ComplaintType.RETARD_INSTALLATION
MINUTE = timedelta(minutes=1)


def turn_of(said):
    return said if isinstance(said, Turn) else Turn(text=said, reading=read_by_rules(said))


def talk(*said, start=None, every=MINUTE):
    """Plays texts one after the other; answers the last decision."""
    conversation, decision = start or Conversation(), None
    for count, one in enumerate(said):
        decision = take_turn(conversation, turn_of(one), NOON + count * every)
        conversation = decision.conversation
    return decision


def in_state(lacks, *, asked=1):
    """A conversation in which a complaint lacks this."""
    draft = {
        Lack.KIND: Draft(contracts=(number(1),), details="ça ne va pas", described=True),
        Lack.NUMBER: Draft(kind=LATE, details="le client attend", described=True),
        Lack.DETAILS: Draft(kind=LATE, contracts=(number(1),)),
        Lack.CONFIRMATION: Draft(
            kind=LATE, contracts=(number(1),), details="le client attend", described=True
        ),
    }[lacks]
    assert draft.lacks is lacks
    return Conversation(state=Complaining(draft=draft, asked=asked), touched_at=NOON)


def shown(details=WAITS, *indexes, about=LATE):
    contracts = tuple(map(number, indexes or (1,)))
    return AskConfirmation(about=about, contracts=contracts, details=details)


def filed(details=WAITS, index=1, about=LATE):
    return ComplaintDraft(kind=about, contract=number(index), details=details)


# the way of a complaint


def test_a_complaint_that_says_everything_is_shown_with_its_status_to_be_confirmed():
    decision = talk(WAITS)

    assert decision.say == (status_of(number(1)), shown())
    assert (decision.look_up, decision.file) == ((number(1),), ())
    assert decision.flags == (Flag.COMPLAINT,)


@pytest.mark.parametrize(
    "yes", ["1", "١", "1️⃣", "oui", "Oui merci", "iyeh", "wakha safi", "نعم", "ok", "oui F0000001D"]
)
def test_a_yes_in_any_language_files_it(yes):
    decision = talk(WAITS, yes)

    assert decision.file == (filed(),)
    assert decision.conversation.state == Idle()
    assert decision.silence is None


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ("j'ai un problème avec F0000001D", Lack.KIND),
        ("le client attend l'installation depuis 20 jours", Lack.NUMBER),
        ("annulation F0000001D", Lack.DETAILS),
        (WAITS, Lack.CONFIRMATION),
    ],
)
def test_what_the_text_does_not_tell_is_asked_for(said, lacks):
    assert talk(said).conversation.state.draft.lacks is lacks


def test_a_complaint_of_which_nothing_is_known_is_asked_for_piece_by_piece():
    says = [talk(*STORY[: count + 1]).say[-1] for count in range(len(STORY) - 1)]

    assert says == [
        AskKind(),
        AskNumber(complaint=True),
        AskDetails(about=ComplaintType.CAS_BLOQUE),
        shown("le dossier ne bouge plus", about=ComplaintType.CAS_BLOQUE),
    ]
    assert [draft.kind for draft in talk(*STORY).file] == [ComplaintType.CAS_BLOQUE]


STORY = ("salam, réclamation", "5", "F0000001D", "le dossier ne bouge plus", "نعم")


@pytest.mark.parametrize(("digit", "kind"), list(enumerate(ComplaintType, start=1)))
def test_every_number_of_the_menu_is_a_kind(digit, kind):
    decision = talk(str(digit), start=in_state(Lack.KIND))

    assert decision.say == (shown("ça ne va pas", about=kind),)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("retard", LATE),
        ("adresse", ComplaintType.ADRESSE_ERRONEE),
        ("rendez-vous", ComplaintType.PRISE_DE_RDV),
        ("autre", ComplaintType.AUTRE),
        ("٣", ComplaintType.CONTACT_ERRONE),
        ("2 F0000001D", ComplaintType.ANNULATION_CONTRAT),
    ],
)
def test_the_menu_is_answered_by_a_word_as_well(said, kind):
    assert talk(said, start=in_state(Lack.KIND)).conversation.state.draft.kind is kind


def test_a_yes_picks_nothing_from_the_menu():
    assert talk("oui", start=in_state(Lack.KIND)).say == (AskKind(),)


def test_few_words_are_enough_where_details_were_asked_for():
    assert talk("client absent", start=in_state(Lack.DETAILS)).say == (shown("client absent"),)


def test_several_contracts_are_one_complaint_each():
    text = "F0000001D et F0000002D les clients attendent l'installation depuis 20 jours"

    assert talk(text, "1").file == (filed(text, 1), filed(text, 2))


def test_a_complaint_in_darija_is_understood_to_the_end():
    text = "l client F0000001D baqi kaytsna l installation 20 youm"

    assert talk(text, "iyeh").file == (filed(text),)


# what is said in between


def test_more_words_are_added_and_confirmed_anew():
    added = talk(WAITS, "et le technicien n'est jamais venu", "c'est urgent pour son travail")

    assert added.say == (
        shown(f"{WAITS}\net le technicien n'est jamais venu\nc'est urgent pour son travail"),
    )
    assert (added.flags, added.file) == ((Flag.COMPLAINT,), ())


def test_a_contract_that_is_complained_of_too_is_added():
    decision = talk(WAITS, "F0000002D aussi, le client attend l'installation")

    assert decision.say[0] == status_of(number(2))
    assert decision.say[-1].contracts == (number(1), number(2))


def test_another_problem_with_another_contract_begins_anew():
    decision = talk(WAITS, "F0000002D client veut annuler le contrat svp")

    assert decision.say[-1].about is ComplaintType.ANNULATION_CONTRAT
    assert decision.say[-1].contracts == (number(2),)
    assert decision.flags == (Flag.COMPLAINT,)


def test_the_kind_that_was_shown_stays_and_words_are_details_of_it():
    decision = talk("le client veut annuler F0000001D", "il ne répond plus au téléphone")

    assert decision.say[-1].about is ComplaintType.ANNULATION_CONTRAT
    assert decision.say[-1].details.endswith("il ne répond plus au téléphone")


def test_a_complaint_of_no_kind_gets_the_one_that_is_named_later():
    decision = talk("8", "en fait le dossier est bloqué", start=in_state(Lack.KIND))

    assert decision.say[-1].about is ComplaintType.CAS_BLOQUE


@pytest.mark.parametrize("lacks", [Lack.KIND, Lack.DETAILS, Lack.CONFIRMATION])
def test_a_status_asked_for_in_between_is_given_and_the_draft_kept_with_its_question(lacks):
    before = in_state(lacks)
    decision = talk("statut F0000007D", start=before)

    assert decision.say == (status_of(number(7)), before.state.draft.question())
    assert decision.conversation.state.draft == before.state.draft


def test_a_status_asked_for_again_and_again_is_given_without_the_question():
    decision = talk(WAITS, "statut F0000007D", "statut F0000008D", "1")
    silent = talk(WAITS, "statut F0000007D", "statut F0000008D")

    assert silent.say == (status_of(number(8)),)
    assert decision.file == (filed(),)


def test_a_yes_beside_another_contract_confirms_nothing():
    decision = talk(WAITS, "oui F0000002D")

    assert decision.file == ()
    assert decision.say == (status_of(number(2)), shown())


def test_how_complaints_stand_can_be_asked_in_between():
    decision = talk(WAITS, "où en est ma réclamation ?")

    assert decision.tell_complaints
    assert decision.say == (shown(),)


def test_a_voice_note_in_between_keeps_the_draft_and_is_no_miss():
    decision = talk(WAITS, Turn(media=MediaKind.AUDIO), "1")

    assert talk(WAITS, Turn(media=MediaKind.AUDIO)).say == (MediaUnread(kind=MediaKind.AUDIO),)
    assert decision.file == (filed(),)


def test_thanks_before_the_confirmation_are_no_answer_and_no_miss():
    decision = talk("merci", start=in_state(Lack.NUMBER))

    assert decision.silence is Silence.NOTHING
    assert decision.conversation.state == in_state(Lack.NUMBER).state


# leaving, giving up, forgetting


@pytest.mark.parametrize("lacks", Lack)
@pytest.mark.parametrize(
    "word", ["0", "٠", "annuler", "Stop", "laisse tomber", "safi", "صافي", "سير", "الغاء", "laisse merci"]
)
def test_leaving_works_wherever_one_is(word, lacks):
    decision = talk(word, start=in_state(lacks, asked=MAX_ASKED))

    assert decision.say == (ComplaintDropped(),)
    assert decision.conversation.state == Idle()
    assert (decision.file, decision.flags) == ((), ())


@pytest.mark.parametrize("word", ["non", "Non merci", "lla", "لا"])
def test_a_no_to_the_confirmation_files_nothing(word):
    assert talk(WAITS, word).say == (ComplaintDropped(),)


def test_a_contract_to_be_cancelled_is_a_complaint_and_no_way_out():
    decision = talk("le client veut annuler le contrat", start=in_state(Lack.DETAILS))

    assert decision.say == (shown("le client veut annuler le contrat"),)


@pytest.mark.parametrize("lacks", Lack)
def test_a_question_answered_twice_with_something_else_goes_to_a_colleague(lacks):
    asked_again = talk("bonjour", start=in_state(lacks))
    given_up = talk("bonjour", "bonjour", start=in_state(lacks))

    assert asked_again.say == (in_state(lacks).state.draft.question(),)
    assert given_up.say == (HandedOver(),)
    assert given_up.flags == (Flag.GAVE_UP, Flag.COMPLAINT)
    assert given_up.conversation.state == Idle()


def test_a_draft_is_forgotten_after_half_an_hour_and_its_message_was_shown_to_the_bo():
    assert talk(WAITS).flags == (Flag.COMPLAINT,)
    assert talk(WAITS, "1", every=timedelta(minutes=31)).file == ()


# rules that hold for everything

stories = st.lists(st.tuples(turns, st.timedeltas(timedelta(), timedelta(minutes=40))), max_size=14)


@given(stories, moments)
def test_one_confirmation_files_once_and_only_what_was_shown(story, now):
    conversation, last_shown = Conversation(), None
    for turn, pause in story:
        now += pause
        decision = take_turn(conversation, turn, now)
        conversation = decision.conversation
        if decision.file:
            assert not isinstance(conversation.state, Complaining)
            assert last_shown is not None
            assert {draft.kind for draft in decision.file} == {last_shown.about}
            assert tuple(draft.contract for draft in decision.file) == last_shown.contracts
            assert {draft.details for draft in decision.file} == {last_shown.details}
            last_shown = None
        last_shown = next((s for s in decision.say if isinstance(s, AskConfirmation)), last_shown)


@pytest.mark.parametrize(
    "announced",
    [
        "bonjour je veux faire une réclamation",
        "salam bghit ndir chikaya",
        "السلام عليكم بغيت ندير شكاية",
        "hello i want to make a complaint",
    ],
)
def test_that_there_is_a_complaint_does_not_describe_it(announced):
    decision = talk(announced, "1", "F1234567D")

    assert decision.say[-1] == AskDetails(about=ComplaintType.RETARD_INSTALLATION)
    assert decision.conversation.state.draft.details == ""


@given(stories, moments)
def test_nothing_is_asked_more_than_twice_of_the_same_draft(story, now):
    conversation, asked = Conversation(), {}
    for turn, pause in story:
        now += pause
        asked = asked if isinstance(conversation.at(now).state, Complaining) else {}
        decision = take_turn(conversation, turn, now)
        conversation = decision.conversation
        match conversation.state:
            case Complaining(draft=draft, asked=count):
                assert count <= MAX_ASKED
                question = (draft.lacks, draft if draft.lacks is Lack.CONFIRMATION else None)
                asked = {question: asked.get(question, 0) + (draft.question() in decision.say)}
                assert asked[question] <= MAX_ASKED
            case _:
                asked = {}


@given(st.builds(Complaining, draft=drafts, asked=st.integers(1, MAX_ASKED)), texts)
def test_whatever_is_typed_in_a_complaint_is_answered_or_only_thanks(state, text):
    decision = talk(text, start=Conversation(state=state, touched_at=NOON))
    reading = read_by_rules(text)

    assert decision.silence is None or reading.closing or reading.spam


@given(drafts, complaint_types, st.text(max_size=3 * LONGEST_DETAILS))
def test_a_draft_only_grows_and_stays_within_its_bounds(draft, kind, text):
    more = draft.about(kind).with_contracts([number(1)]).told(text, enough=True)

    assert set(draft.contracts) <= set(more.contracts)
    assert len(more.contracts) <= 10
    assert more.details.startswith(draft.details)
    assert len(more.details) <= LONGEST_DETAILS
    assert len(more.complaints()) == (len(more.contracts) if more.lacks is Lack.CONFIRMATION else 0)
