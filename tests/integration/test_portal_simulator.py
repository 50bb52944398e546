"""The simulated portal below any prefix: sign-in, contracts by rule, ledger and switches."""

import re

import httpx
import pytest
from litestar import Litestar

from jarvis_adapters.simulators.portal import portal_router
from jarvis_adapters.simulators.portal.records import STATUSES, UNKNOWN_LABEL, contract_of, status_of
from jarvis_adapters.simulators.portal.routes import DEMO_ACCOUNT
from support.serving import serve


@pytest.fixture(scope="module", params=["/portal", "/deep/inside"])
def served(request):
    app = Litestar([portal_router(request.param)], openapi_config=None, logging_config=None)
    with serve(app) as url:
        yield url + request.param


@pytest.fixture
def http(served):
    with httpx.Client(base_url=served, follow_redirects=True, timeout=10) as http:
        http.put("/_faults", json={}).raise_for_status()
        http.delete("/_ledger").raise_for_status()
        yield http


def csrf_in(page):
    return re.search(r'name="csrf" value="([^"]+)"', page)[1]


def sign_in(http, *, csrf=None, password=DEMO_ACCOUNT):
    token = csrf or csrf_in(http.get("/connexion").text)
    return http.post(
        "/connexion", data={"identifiant": DEMO_ACCOUNT, "mot_de_passe": password, "csrf": token}
    )


def test_every_link_and_cookie_stays_below_the_prefix(http, served):
    assert str(http.get("").url) == f"{served}/connexion"
    home = sign_in(http)

    links = re.findall(r'(?:href|action)="([^"]+)"', home.text)
    assert str(home.url) == f"{served}/accueil"
    assert [link for link in links if "/" in link and not link.startswith("data:")] == []
    assert [cookie.path for cookie in http.cookies.jar] == [httpx.URL(served).path]


def test_a_form_token_works_once_and_a_made_up_one_never(http):
    token = csrf_in(http.get("/connexion").text)

    assert sign_in(http, csrf="made-up").url.path.endswith("/connexion")
    assert sign_in(http, csrf=token, password="wrong").url.path.endswith("/connexion")
    assert sign_in(http, csrf=token).url.path.endswith("/connexion")
    assert sign_in(http).url.path.endswith("/accueil")


def test_nothing_is_shown_before_sign_in_and_after_sign_out(http):
    before = http.get("/contrat", params={"numero": "F1000001D"}).text
    sign_in(http)
    within = http.get("/contrat", params={"numero": "F1000001D"}).text
    http.post("/deconnexion")
    after = http.get("/contrat", params={"numero": "F1000001D"}).text

    assert ["Dossier incomplet" in page for page in (before, within, after)] == [False, True, False]


def test_the_first_seven_numbers_carry_the_named_statuses_in_order():
    assert [status_of(1_000_001 + place) for place in range(7)] == [*STATUSES, UNKNOWN_LABEL]


def test_other_numbers_walk_through_all_statuses_and_f0_does_not_exist():
    assert {status_of(digits) for digits in range(5_000_000, 5_000_006)} == set(STATUSES)
    assert contract_of("F0123456D") is None


def test_the_ledger_tells_what_was_asked_and_how_it_ended(http):
    sign_in(http)
    http.get("/contrat", params={"numero": "F1000001D"})
    http.get("/contrat", params={"numero": "F0000001D"})
    http.put("/_faults", json={"mode": "down"})
    http.get("/contrat", params={"numero": "F1000002D"})

    lines = http.get("/_ledger").json()
    assert [(line["kind"], line["number"], line["outcome"]) for line in lines] == [
        ("login", "", "accepted"),
        ("search", "F1000001D", "found"),
        ("search", "F0000001D", "not_found"),
        ("search", "F1000002D", "trouble"),
    ]


@pytest.mark.parametrize("faults", [{"mode": "sideways"}, {"slow": 3}])
def test_switches_that_do_not_exist_are_refused(http, faults):
    assert http.put("/_faults", json=faults).status_code == 400
    assert http.get("/_faults").json()["mode"] == "normal"


def test_a_contract_can_be_given_another_status(http):
    sign_in(http)
    http.put("/_faults", json={"statuses": {"F1000001D": {"etat": "Suspendu"}}})

    assert "Suspendu" in http.get("/contrat", params={"numero": "F1000001D"}).text
