"""The bilingual reply."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import ContractUnknown, Source, StatusUnavailable
from jarvis_domain.answering.conversation import (
    status_of,
)
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.replies import SEPARATOR, compose_reply
from jarvis_domain.answering.says import (
    AskConfirmation,
    AskDetails,
    AskKind,
    AskNumber,
    ComplaintDropped,
    ComplaintNoted,
    ComplaintSolved,
    ComplaintStanding,
    GiveStatus,
    HandedOver,
    Help,
    MediaUnread,
    NoComplaint,
    NotOnList,
    Thanks,
    TicketSent,
    TicketSolved,
    TooMany,
    noted_together,
)
from jarvis_domain.answering.templates import Template, TemplateKey
from jarvis_domain.understanding.contracts import How
from jarvis_domain.understanding.reading import ComplaintType
from support.talk import (
    NOON,
    bare_left_to_right,
    found,
    known,
    moments,
    number,
    out_of_isolates,
    things_to_say,
)


def reply(*says, answers=(), now=NOON):
    return compose_reply(says, {answer.number: answer for answer in answers}, DEFAULT_CATALOGUE, now)


def statuses(*answers, now=NOON):
    return reply(*(status_of(answer.number) for answer in answers), answers=answers, now=now)


def test_a_status_is_answered_in_french_over_arabic():
    answer = statuses(known(1, "En cours", "Dossier incomplet", ago=timedelta(minutes=3)))

    assert answer.fr == (
        "📄 *F0000001D* : dossier incomplet (relevé à 12:57).\n"
        "Merci de compléter les pièces manquantes pour que le traitement reprenne."
    )
    assert answer.ar == (
        "📄 العقد *\u2066F0000001D\u2069*: الملف غير مكتمل (تم التحقق على الساعة \u206612:57\u2069).\n"
        "المرجو استكمال الوثائق الناقصة لكي تستأنف المعالجة."
    )
    assert answer.text == f"{answer.fr}\n\n{SEPARATOR}\n\n{answer.ar}"


@pytest.mark.parametrize(
    ("answer", "first_line"),
    [
        (known(1, "Fermé", "–"), "🔒 *F0000001D* : contrat fermé (relevé à 13:00)."),
        (known(1, "En cours", "Activation lancée"), "🚀 *F0000001D* : activation lancée (relevé à 13:00)."),
        (known(1, "En cours", "BO fixe"), "⏳ *F0000001D* : en cours au BO fixe (relevé à 13:00)."),
        (
            known(1, "En cours", "BO prestataire"),
            "⏳ *F0000001D* : en cours au BO prestataire (relevé à 13:00).",
        ),
        (known(1, "Refusé", "Refusé par BO"), "❌ *F0000001D* : refusé par le BO (relevé à 13:00)."),
        (
            known(1, "En cours", "RDV pris", sous_etat_2="lundi"),
            "📌 *F0000001D* : « En cours / RDV pris / lundi » (relevé à 13:00).",
        ),
        (ContractUnknown(number=number(1)), "🔎 *F0000001D* : introuvable sur le portail."),
        (
            StatusUnavailable(number=number(1), reason="timeout"),
            "⏱️ *F0000001D* : service indisponible, le portail ne répond pas.",
        ),
    ],
)
def test_the_answer_is_in_the_first_line(answer, first_line):
    assert statuses(answer).fr.split("\n")[0] == first_line


def test_a_stale_status_says_when_it_was_read_and_how_long_ago():
    answer = statuses(known(1, ago=timedelta(hours=26), source=Source.STALE))

    assert "relevé le 21/11 à 11:00" in answer.fr
    assert "il y a 26 h" in answer.fr
    assert "منذ \u206626\u2069 ساعة" in answer.ar


@pytest.mark.parametrize("source", [Source.PORTAL, Source.CACHE])
def test_a_fresh_status_says_nothing_of_its_age(source):
    assert "il y a" not in statuses(known(1, ago=timedelta(minutes=4), source=source)).fr


def test_several_contracts_are_one_reply_with_a_block_each_and_failures_named():
    answer = statuses(
        known(1), ContractUnknown(number=number(2)), StatusUnavailable(number=number(3), reason="down")
    )

    assert len(answer.fr.split("\n\n")) == len(answer.ar.split("\n\n")) == 3
    assert "*F0000002D* : introuvable" in answer.fr
    assert "*F0000003D* : service indisponible" in answer.fr


def test_a_corrected_number_is_shown_back():
    corrected = GiveStatus(contract=found(1, How.CORRECTED, "f 0OOO001 d"))
    answer = reply(corrected, answers=[known(1)])

    assert "compris : F0000001D" in answer.fr
    assert "\u2066F0000001D\u2069" in answer.ar.split("\n")[-1]
    assert "compris" not in statuses(known(1)).fr


def test_at_most_ten_statuses_are_given_and_the_others_are_named():
    answer = statuses(*(known(i) for i in range(1, 13)))

    assert answer.fr.count("en cours au BO fixe") == 10
    assert answer.fr.endswith(
        "Je réponds à 10 contrats à la fois. À renvoyer dans un autre message : F0000011D, F0000012D"
    )
    assert "\u2066F0000011D\u2069، \u2066F0000012D\u2069" in answer.ar


def test_labels_of_the_portal_have_no_effect_on_the_reply():
    answer = statuses(known(1, "{numero} *gras*", "> x\n\n\u202ey\u2066", sous_etat_2="z" * 500))

    assert "« (numero) •gras• / x y / " in answer.fr
    assert len(answer.fr.split("\n\n")) == 1
    assert "z" * 60 not in answer.fr


@pytest.mark.parametrize(
    ("say", "french"),
    [
        (Help(), "Envoyez-moi un numéro de contrat"),
        (TooMany(), "patientez une minute"),
        (TooMany(of_contracts=True), "patientez une heure"),
        (HandedOver(), "un collègue"),
        (AskNumber(), "Quel est le numéro du contrat ?"),
        (AskNumber(complaint=True), "Je note votre réclamation.\n🙂 Quel est le numéro du contrat ?"),
        (AskNumber(seen=("F12345D", "1234567")), "Numéro incomplet : « F12345D, 1234567 »."),
        (MediaUnread(kind=MediaKind.AUDIO), "les messages vocaux"),
        (
            ComplaintNoted(about=ComplaintType.CAS_BLOQUE, contracts=(number(1), number(2))),
            "Réclamation notée : dossier bloqué (F0000001D, F0000002D).",
        ),
        (AskKind(), "\n1. retard d'installation\n2. annulation du contrat\n"),
        (AskDetails(about=ComplaintType.CAS_BLOQUE), "Décrivez le problème"),
        (
            AskConfirmation(about=ComplaintType.AUTRE, contracts=(number(1),), details="rien\n*ne* va"),
            "autre demande (F0000001D). « rien •ne• va »\nJe l'envoie ? 1 = oui, 0 = annuler",
        ),
        (ComplaintDropped(), "je n'ai pas envoyé de réclamation"),
        (NoComplaint(), "pas de réclamation en cours"),
        (
            ComplaintStanding(
                about=ComplaintType.CAS_BLOQUE,
                contract=number(1),
                status="escalated",
                opened_at=NOON - timedelta(days=400),
                ticket="ONG-7F3K2P",
            ),
            "« dossier bloqué » du 18/10/2025.\nOù elle en est : transmise à Orange (ticket ONG-7F3K2P).",
        ),
        (ComplaintSolved(about=ComplaintType.AUTRE, contract=number(1)), "votre réclamation est résolue"),
        (TicketSent(contract=number(1), ticket="ONG-7F3K2P"), "transmis à Orange, ticket ONG-7F3K2P"),
        (TicketSolved(contract=number(1), ticket="ONG-7F3K2P"), "Orange a résolu le ticket ONG-7F3K2P"),
        (Thanks(), "votre avis est noté"),
        (NotOnList(), "réservé aux partenaires inscrits"),
    ],
)
def test_everything_else_is_said_in_french_too(say, french):
    assert french in reply(say).fr


def test_complaints_of_one_kind_are_noted_in_one_piece_before_what_came_of_them():
    kind, sent = ComplaintType.CAS_BLOQUE, TicketSent(contract=number(1), ticket="ONG-7F3K2P")
    one, two = (ComplaintNoted(about=kind, contracts=(number(index),)) for index in (1, 2))

    together = ComplaintNoted(about=kind, contracts=(number(1), number(2)))
    assert noted_together([one, sent, two]) == (together, sent)


def test_the_catalogue_given_is_the_one_that_speaks():
    ours = Template(key=TemplateKey.RELAIS_HUMAIN, fr="Un instant.", ar="لحظة من فضلكم.")
    answer = compose_reply([HandedOver()], {}, DEFAULT_CATALOGUE.with_templates([ours]), NOON)

    assert (answer.fr, answer.ar) == ("Un instant.", "لحظة من فضلكم.")


def test_times_are_told_by_the_clock_of_the_zone_given():
    answers = {number(1): known(1)}
    answer = compose_reply(
        [status_of(number(1))], answers, DEFAULT_CATALOGUE, NOON, zone=ZoneInfo("Asia/Tokyo")
    )

    assert "relevé à 21:00" in answer.fr


def test_nothing_to_say_is_no_reply():
    with pytest.raises(ValueError, match="something to say"):
        reply()


@given(things_to_say(), moments)
def test_every_reply_is_bilingual_and_right_on_a_phone(said, now):
    answer = compose_reply(*said, DEFAULT_CATALOGUE, now)
    french, arabic = answer.text.split(f"\n\n{SEPARATOR}\n\n")

    assert (french, arabic) == (answer.fr, answer.ar)
    assert len(french.split("\n\n")) == len(arabic.split("\n\n"))
    assert bare_left_to_right(arabic) == []
    assert not set(answer.text) & set("{}")
    assert french == out_of_isolates(french)


@given(things_to_say(), moments)
def test_every_line_of_arabic_starts_from_the_right(said, now):
    for line in compose_reply(*said, DEFAULT_CATALOGUE, now).ar.split("\n"):
        first = next((c for c in line if c.isalnum() or c == "\u200f"), "\u200f")

        assert first == "\u200f" or "\u0600" <= first <= "\u06ff"


@given(things_to_say(), moments)
def test_every_contract_asked_for_is_named_in_both_languages(said, now):
    says, answers = said
    answer = compose_reply(says, answers, DEFAULT_CATALOGUE, now)

    for contract in list(answers)[:10]:
        assert contract.value in answer.fr
        assert contract.value in answer.ar
