"""A story full of traps on real processes: markup that would run, and private facts that must not leak."""

import json
import subprocess
import sys

import httpx
import psycopg
import pytest
from playwright.sync_api import expect
from psycopg import sql

from support.canaries import Canaries
from support.dashboard import ADMIN, call, dashboard
from support.desk import LINK
from support.processes import SECRET, eventually
from support.webhooks import signed

STRIKE = "<img src=x onerror=top.struck=1>"
HOSTILE = (
    f"{STRIKE}<script>top.struck=1</script>\"'><svg/onload=top.struck=1>[x](javascript:top.struck=1)\u202egpj"
)
PHONE, MALLORY = "212698765401", "212698765402"
CONTRACT = "F1000005D"
APIKEY = "canary-apikey-0a9b8c7d"
CANARIES = {
    "phone": (PHONE, f"0{PHONE[3:]}"),
    "name": ("Zoubida Canari",),
    "identity card": ("QX987654",),
    "apikey": (APIKEY,),
    "secret": (SECRET, "re_demo_jarvis"),
    "words": ("chouwari tkhedmo lia had lkhedma",),
}
PAGES = (
    "",
    "analytics",
    "audit",
    "complaints",
    "contractors",
    f"contracts/{CONTRACT}",
    "escalations",
    "messages",
)
PAGES += ("promises", "sessions", "settings", "templates", "tickets", "users")
_LISTEN = """() => { window.heard = ''; fetch('/api/events').then(async (answer) => {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) { const {done, value} = await reader.read(); if (done) return; window.heard += value }
}) }"""


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    folder = tmp_path_factory.mktemp("traps")
    with databases.fresh() as dsn, dashboard(folder, dsn) as built:
        built.dsn, built.folder = dsn, folder
        yield built


@pytest.fixture(scope="module")
def admin(board):
    """The administrator's window after the story was told."""
    tab = board.signed_in(board.window())
    tab.struck = []
    tab.on("dialog", lambda dialog: (tab.struck.append(dialog.message), dialog.dismiss()))
    tab.evaluate(_LISTEN)
    tells_the_story(board, tab)
    board.heard = tab.evaluate("window.heard")
    return tab


def posts_what_nobody_handles(board):
    """With the instance's own key in it, as some configurations of Evolution send it."""
    body = {
        "event": "chats.upsert",
        "instance": "jarvis",
        "apikey": APIKEY,
        "data": [{"remoteJid": "x@g.us"}],
    }
    raw = json.dumps(body).encode()
    answer = httpx.post(f"{board.here.web}/api/webhook/message", content=raw, headers=signed(raw))
    assert answer.json() == {"outcome": "kept"}


def asked(page, method, path, body=None):
    status, answer = call(page, method, path, body)
    assert status < 300, answer
    return answer


def tells_the_story(board, tab):
    preferences = asked(tab, "GET", "/api/settings")["preferences"]
    asked(tab, "PUT", "/api/settings", preferences | {"orange_addresses": ["support@orange.example"]})
    board.here.faults("portal", statuses={"F1000006D": {"etat": "En cours", "sous_etat": STRIKE}})
    posts_what_nobody_handles(board)
    words = "salam, chouwari tkhedmo lia had lkhedma, CIN QX987654"
    board.here.write(PHONE, words, name="Zoubida Canari")
    board.here.write(MALLORY, f"{HOSTILE} F1000006D", name=HOSTILE)
    eventually(lambda: len(asked(tab, "GET", "/api/contractors")["items"]) == 2, "both are known")
    people = asked(tab, "GET", "/api/contractors")["items"]
    mallory = next(person for person in people if person["name"].startswith("<img"))
    asked(tab, "POST", f"/api/contractors/{mallory['id']}/reply", {"text": HOSTILE})
    for person, details in ((mallory, HOSTILE), (people[0], "Toujours rien.")):
        body = {"contract": CONTRACT, "kind": "cas_bloque", "contractor": person["id"], "details": details}
        asked(tab, "POST", "/api/complaints", body)
    eventually(lambda: "ONG-" in str(board.here.sent()), "the case went to Orange")
    status, _ = call(tab, "PUT", f"/api/contractors/{PHONE}", {"phone": PHONE, "name": "Zoubida Canari"})
    assert status >= 400


def test_markup_in_a_message_a_name_a_status_or_a_case_stays_text_on_every_page(admin):
    (message, *_) = asked(admin, "GET", "/api/dashboard/messages?q=F1000006D")["items"]
    (case, *_) = asked(admin, "GET", "/api/complaints?q=struck")["items"]
    details = (
        f"messages?message={message['id']}",
        f"complaints?complaint={case['id']}",
        "contracts/F1000006D",
    )
    shown = 0
    for path in PAGES + details:
        admin.goto(f"/app/{path}")
        expect(admin.get_by_role("heading").first).to_be_visible()
        expect(admin.locator("main .animate-pulse, main [aria-busy=true]")).to_have_count(0)
        shown += admin.get_by_text("onerror=top.struck").count()
        assert admin.locator("img[src=x], svg[onload], a[href^='javascript:']").count() == 0, path
        assert admin.evaluate("window.struck === undefined"), path
    assert shown > 3, "the markup is there to be read"
    assert (admin.struck, admin.trouble) == ([], [])

    admin.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", STRIKE)
    eventually(lambda: admin.evaluate("1") and admin.trouble, "the page's policy refuses what got in")
    assert admin.evaluate("window.struck === undefined")


def jarvis(here, *arguments):
    command = [sys.executable, "-m", "jarvis_app", *arguments]
    done = subprocess.run(command, env=here.settings, capture_output=True, text=True, check=False)  # noqa: S603 ours
    return done.stdout + done.stderr


def rows_of(dsn, *tables):
    """Every row of these tables, as text."""
    every = [sql.SQL("select t::text from {} as t").format(sql.Identifier(one)) for one in tables]
    with psycopg.connect(dsn) as link:
        return "\n".join(row for query in every for (row,) in link.execute(query))


def strangers_answers(board):
    """What somebody who is not signed in is told, whatever they say."""
    asks = [
        ("GET", f"/api/contractors?q={PHONE}"),
        ("GET", f"/api/nowhere/{PHONE}"),
        ("POST", "/api/webhook/message"),
        ("GET", "/health/live"),
        ("GET", "/health/ready"),
        ("GET", "/metrics"),
    ]
    with httpx.Client(base_url=board.here.web) as stranger:
        return "\n".join(stranger.request(method, path).text for method, path in asks)


def artefacts(board):
    """Everything a run leaves or tells that is not the desk's own pages: by name, as text."""
    kept = {
        str(path.relative_to(board.folder)): path.read_bytes().decode("latin-1")
        for path in board.folder.rglob("*")
        if path.is_file() and path.name != "simulators.log"
    }
    return kept | {
        "names of files": "\n".join(kept),
        "answers": strangers_answers(board),
        "doctor": jarvis(board.here, "doctor"),
        "events": board.heard,
        "jobs": rows_of(board.dsn, "procrastinate_jobs", "procrastinate_events"),
        "sign-in": rows_of(board.dsn, "magic_links", "sessions"),
    }


def test_nothing_private_is_in_logs_figures_events_files_or_answers_to_strangers(board, admin):
    cookies = [one["value"] for one in admin.context.cookies() if one["httpOnly"]]
    tokens = LINK.findall(str(board.here.ledger("resend")["mails"]))
    assert cookies
    assert tokens
    canaries = Canaries(CANARIES | {"cookie": tuple(cookies), "link": tuple(tokens), "address": (ADMIN,)})
    found = artefacts(board)
    assert len(found["web.log"]) > 1000
    assert "contractor" in found["events"]
    assert canaries.in_all(found) == set()
    kept = rows_of(board.dsn, "webhook_events")
    assert b"chats.upsert".hex() in kept
    assert APIKEY.encode().hex() not in kept

    log = board.folder / "web.log"
    for name, words in canaries.words.items():
        with log.open("a") as leak:
            leak.write(f"2026-11-22 [info] {words[0]}\n")
        assert (name, "web.log") in canaries.in_all({"web.log": log.read_text()}), "a leak is seen"
