"""`jarvis ask`, `read`, `crm lookup` and `doctor` as a developer types them."""

import asyncio
import json
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest

from jarvis_adapters.evolution.subscription import wanted_webhook
from jarvis_adapters.postgres.grants import Granted, grant
from support.processes import SECRET, town

OTHER_SECRET = {"evolution_webhook_secret": "another-secret-than-the-one-that-was-set"}


@pytest.fixture(scope="module")
def house(tmp_path_factory, databases):
    """On a database of its own: the doctor tells of what others leave waiting."""
    with databases.fresh() as dsn, town(tmp_path_factory.mktemp("house"), dsn) as built:
        built.simulators()
        yield built


def jarvis(house, *arguments, given=None, **settings):
    """Exit code, standard output and standard error of one command."""
    environment = house.settings | {f"JARVIS_{name.upper()}": value for name, value in settings.items()}
    ran = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "jarvis_app", *arguments],
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


def asked(house, text, **settings):
    code, out, err = jarvis(house, "ask", text, "--json", **settings)
    assert code == 0, err
    return json.loads(out)


def contracts(answer):
    return [(found["number"], found["how"]) for found in answer["reading"]["contracts"]]


def test_an_exact_number_is_read_looked_up_and_answered_in_both_languages(house):
    answer = asked(house, "salam, fin wsel F1000003D ?")

    assert answer["reading"]["language"] == "darija"
    assert answer["reading"]["intent"] == "status_check"
    assert answer["reading"]["by"] == "model"
    assert {"confidence", "why"} <= set(answer["reading"])
    assert answer["reading"]["contracts"] == [{"number": "F1000003D", "how": "exact", "seen": "F1000003D"}]
    (status,) = answer["statuses"]
    assert (status["etat"], status["sous_etat"], status["source"]) == (
        "En cours",
        "Activation lancée",
        "portal",
    )
    assert set(answer["reply"]) == {"fr", "ar", "text"}
    assert answer["reply"]["text"].startswith(answer["reply"]["fr"])
    assert answer["reply"]["text"].endswith(answer["reply"]["ar"])


def test_an_invented_answer_says_that_it_is_one(house):
    code, out, err = jarvis(house, "ask", "F1000003D", portal_url="", portal_username="", portal_password="")

    assert code == 0, err
    assert "F1000003D" in out
    assert "JARVIS_PORTAL_URL is not set: a simulated portal answers" in err
    assert "simulated" not in jarvis(house, "ask", "F1000003D")[2]


def test_of_two_numbers_the_unknown_one_is_named(house):
    answer = asked(house, "F1000001D et F0000001D svp")

    known, unknown = answer["statuses"]
    assert (known["contract"], known["sous_etat"]) == ("F1000001D", "Dossier incomplet")
    assert unknown == {"contract": "F0000001D", "error": "not_found"}
    assert "F0000001D" in answer["reply"]["fr"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("f 100 0002 d", "F1000002D"), ("F1O00002D", "F1000002D"), ("واش تفعل العقد F١٠٠٠٠٠٢D ؟", "F1000002D")],
    ids=["spaced", "look-alike", "arabic digits"],
)
def test_a_disguised_number_is_corrected_and_shown_back(house, text, found):
    answer = asked(house, text)

    assert contracts(answer) == [(found, "corrected")]
    assert f"compris : {found}" in answer["reply"]["fr"]


def test_an_incomplete_number_is_asked_for(house):
    answer = asked(house, "12345")

    assert answer["statuses"] == []
    assert contracts(answer) == []
    assert answer["reply"] is not None


def test_a_phone_number_is_no_contract(house):
    answer = asked(house, "appelez moi au 0612345678")

    assert contracts(answer) == []
    assert answer["reading"]["incomplete"] == []


def test_spam_gets_no_reply(house):
    answer = asked(house, "PROMO ! Gagnez 1000 DH gratuit, cliquez sur http://gagne.example F1000001D")

    assert answer["reading"]["spam"] is True
    assert answer["reply"] is None
    assert answer["silence"] == "spam"


def test_with_the_portal_off_a_known_status_is_stale_and_an_unknown_one_unavailable(house):
    assert asked(house, "F1000006D")["statuses"][0]["source"] == "portal"
    off = {"portal_url": "http://127.0.0.1:9/portal", "portal_seconds": "3"}
    stale = asked(house, "F1000006D", **off)
    unavailable = asked(house, "F1000005D", **off)

    assert stale["statuses"][0]["source"] == "stale"
    assert stale["statuses"][0]["etat"] == "Refusé"
    assert unavailable["statuses"][0]["error"] == "unavailable"
    assert unavailable["reply"] is not None


LM_TROUBLE = {"off": {"lm_url": ""}, "away": {"lm_url": "http://127.0.0.1:9"}}


@pytest.mark.parametrize("trouble", LM_TROUBLE)
def test_without_the_model_the_rules_answer_alone(house, trouble):
    answer = asked(house, "salam, fin wsel F1000003D ?", **LM_TROUBLE[trouble])

    assert answer["reading"]["by"] == "rules"
    assert contracts(answer) == [("F1000003D", "exact")]


@pytest.mark.parametrize("mode", ["prose", "invalid_utf8", "nan"])
def test_a_model_that_writes_garbage_changes_nothing(house, mode):
    house.faults("lm", mode=mode)
    try:
        answer = asked(house, "F1000003D")
    finally:
        house.faults("lm")

    assert answer["reading"]["by"] == "rules"
    assert contracts(answer) == [("F1000003D", "exact")]


def test_the_text_form_is_for_people(house):
    code, out, _ = jarvis(house, "ask", "F1000003D", "--from", "0612345678")

    assert code == 0
    assert "etat: En cours" in out
    assert "relevé à" in out


def test_a_wrong_phone_is_told(house):
    code, _, err = jarvis(house, "ask", "F1000003D", "--from", "nobody")

    assert code == 1
    assert "jarvis:" in err
    assert "Traceback" not in err


def test_read_takes_json_lines_and_tells_which_it_cannot_use(house):
    lines = '{"id": 1, "text": "F1234567D"}\nnope\n{"id": "b", "text": "bonjour"}\n'
    code, out, err = jarvis(house, "read", given=lines)
    readings = [json.loads(line) for line in out.splitlines()]

    assert code == 1
    assert [reading["id"] for reading in readings] == [1, "b"]
    assert readings[0]["contracts"] == [{"number": "F1234567D", "how": "exact", "seen": "F1234567D"}]
    assert "line 2" in err


def test_read_by_model_uses_the_model(house):
    _, out, _ = jarvis(house, "read", "--by", "model", given='{"id": 1, "text": "où en est F1234567D ?"}\n')

    assert json.loads(out)["by"] == "model"


def test_rules_and_model_are_evaluated_side_by_side(house, tmp_path):
    file = tmp_path / "some.jsonl"
    file.write_text(
        '{"id": 1, "text": "où en est F1234567D ?", "intent": "status_check", "language": "fr"}\n'
    )
    code, out, _ = jarvis(house, "evaluate", str(file), "--by", "both", "--json")
    scores = json.loads(out)

    assert code == 0
    assert (scores["rules"]["by_model"], scores["model"]["by_model"]) == (0, 1)
    assert scores["differences"]["intent"] == {"wins": 0, "losses": 0}


@pytest.mark.parametrize(("number", "code", "says"), [("F1000002D", 0, "Fermé"), ("F0000002D", 1, "no such")])
def test_a_contract_can_be_looked_up_past_every_cache(house, number, code, says):
    ended, out, _ = jarvis(house, "crm", "lookup", number)

    assert ended == code
    assert says in out


def test_a_look_up_can_be_traced(house):
    _, _, err = jarvis(house, "crm", "lookup", "F1000002D", "--trace")

    assert "trace: " in err


def subscribe(house):
    """As a web process does when it starts."""
    wanted = wanted_webhook(f"{house.web}/api/webhook/message", SECRET)
    url = f"{house.settings['JARVIS_EVOLUTION_URL']}/webhook/set/jarvis"
    headers = {"apikey": house.settings["JARVIS_EVOLUTION_API_KEY"]}
    httpx.post(url, json={"webhook": wanted}, headers=headers).raise_for_status()


@pytest.fixture
def ordinary(house):
    """The DSN of a role that is no superuser and may run JARVIS."""
    dsn = house.settings["JARVIS_DATABASE_URL"]
    with psycopg.connect(dsn, autocommit=True) as link:
        link.execute("create role ordinary login")
        assert asyncio.run(grant(dsn, "ordinary")) is Granted.DONE
        yield urlunsplit(urlsplit(dsn)._replace(netloc="ordinary@"))
        link.execute("drop owned by ordinary")
        link.execute("drop role ordinary")


def test_the_doctor_names_each_part_and_what_to_do(house, ordinary):
    subscribe(house)
    well, out, _ = jarvis(house, "doctor", database_url=ordinary)
    ill, told, _ = jarvis(
        house, "doctor", lm_url="http://127.0.0.1:9", browser="/nowhere/chromium", **OTHER_SECRET
    )

    assert (well, ill) == (0, 1), out
    for part in (
        "database",
        "answers",
        "cache",
        "whatsapp:jarvis",
        "webhook",
        "portal",
        "browser",
        "language model",
        "portal account",
        "webhook:jarvis",
    ):
        assert part in out
    assert "->" in told
    for part in ("language model", "portal account", "webhook:jarvis", "server"):
        assert f"DEGRADED  {part} " in told


def test_a_wrong_setting_is_told_before_anything_starts(house):
    code, _, err = jarvis(house, "web", lm_seconds="soon")

    assert code == 2
    assert "JARVIS_LM_SECONDS" in err
