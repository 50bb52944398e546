"""Short answers: yes, no, leaving, thanks; and who asks how a complaint stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.understanding.complaint_status import asks_complaint_status
from jarvis_domain.understanding.rules import read_by_rules
from jarvis_domain.understanding.short_answers import ShortAnswer, short_answer
from support.scripted_models import labelled

ANSWERS = {
    ShortAnswer.YES: """
        1 | ١ | 1️⃣ | oui | Oui merci ! | ok | d'accord | iyeh | wakha safi | نعم | اه | موافق | 👍 |
        je confirme
    """,
    ShortAnswer.NO: "non | Non merci | lla | la | لا | لا شكرا | machi daba | no",
    ShortAnswer.LEAVE: """
        0 | ٠ | annuler | STOP | stop svp | laisse tomber | safi | صافي | سير | سير بحالك | خليها | cancel
    """,
    None: """
        oui non | oui annuler | je veux annuler le contrat | 10 | le client a dit oui | F1234567D | ...
    """,
}
CLOSING = "merci | Merci beaucoup | ok | ok merci | wakha safi | شكرا بزاف | 👍 | bien reçu"
NOT_CLOSING = "oui | bonjour | merci de vérifier | ok et F1234567D | 1 | salam"


def each(listed):
    return [text.strip() for text in listed.split("|")]


@pytest.mark.parametrize(
    ("text", "answer"), [(text, answer) for answer, texts in ANSWERS.items() for text in each(texts)]
)
def test_a_short_answer_is_what_is_said_and_nothing_besides(text, answer):
    assert short_answer(text) is answer


@pytest.mark.parametrize(
    ("text", "closing"),
    [*((text, True) for text in each(CLOSING)), *((text, False) for text in each(NOT_CLOSING))],
)
def test_thanks_and_an_ok_alone_ask_for_nothing(text, closing):
    assert read_by_rules(text).closing is closing


ASKING = """
où en est ma réclamation
Ma réclamation, elle en est où ?
du nouveau sur ma réclamation ?
des nouvelles de ma plainte F1234567D
avez-vous traité ma réclamation
ma réclamation est-elle résolue ?
suivi réclamation F1234567D
et ma réclamation ?
wach 7elliتو chikaya dyali
wach 7ellitou chikaya dyali
fin wslat chikaya dyali
chno w9e3 f chikaya dyali
ach khbar réclamation dyali
شنو وقع فالشكاية ديالي
فين وصلات الشكاية ديالي
ما هو مصير شكايتي
هل تم حل شكايتي
حالة الشكاية
ticket ONG-7F3K2P
ong ttww23
status of my complaint
any news on my ticket?
"""
SAYING_SOMETHING_ELSE = """
je veux faire une réclamation
réclamation
bghit ndir chikaya
3endi chikaya 3la F1234567D
où en est le contrat F1234567D
wach F1234567D tactiva
j'ai une réclamation, où en est F1234567D
شكاية على العقد F1234567D
واش نقدر ندير شكاية
ما عنديش شكاية
le client attend depuis 20 jours, où est le technicien ?
le client a déposé une réclamation chez Orange
client menace de porter plainte F1234567D
I want to file a complaint
"""


@pytest.mark.parametrize("text", ASKING.strip().splitlines())
def test_who_asks_how_a_complaint_stands_is_heard(text):
    assert asks_complaint_status(text)


@pytest.mark.parametrize("text", SAYING_SOMETHING_ELSE.strip().splitlines())
def test_who_complains_or_asks_of_a_contract_is_not_taken_for_it(text):
    assert not asks_complaint_status(text)


@pytest.mark.parametrize("known", ["dev", "second"])
def test_of_the_known_messages_only_those_that_name_a_ticket_ask_how_it_stands(known):
    asking = [one.text for one in labelled(known) if asks_complaint_status(one.text)]

    assert all("ONG-" in text for text in asking)


@given(st.text(max_size=300))
def test_anything_can_be_asked(text):
    assert asks_complaint_status(text) in (True, False)
    assert short_answer(text) in (*ShortAnswer, None)
