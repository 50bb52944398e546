"""Complaints over HTTP, on the whole application: their life, their lists, and who was first."""

import asyncio
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.http.histories import since
from jarvis_domain.casework.complaints import ComplaintChanged
from jarvis_domain.desk.staff import Role
from support.at_the_desk import (
    CONTRACT,
    KARIM,
    NOBODY,
    SALMA,
    all_of,
    asks,
    at_the_desk,
    does,
    files,
    listed,
    writes,
)
from support.casework import changes, opened
from support.talk import NOON

COMPLAINTS, TICKETS = "/api/complaints", "/api/tickets"
XSS = '<script>alert(1)</script><img src=x onerror="alert(2)"> \u202e'


def names(complaint):
    return [event["what"] for event in complaint["history"]]


def test_a_complaint_lives_from_its_filing_to_its_end_and_again(database):
    async def story(place):
        contractor = await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        me = (await leila.get("/api/auth/me")).json()

        filed = await leila.send(
            "POST",
            COMPLAINTS,
            {
                "contract": "f-1234567-d",
                "kind": "retard_installation",
                "phone": "0600111222",
                "details": "Rien.",
            },
        )
        assert filed.status_code == 201
        assert (filed.json()["how"], filed.json()["ticket"]) == ("opened", None)
        seen = filed.json()["complaint"]
        assert (seen["contract"], seen["status"], seen["priority"]) == (CONTRACT, "open", "medium")
        assert seen["contractor"] == {"id": str(contractor), "name": "Karim Démo", "phone": f"+{KARIM}"}

        seen = (await does(leila, seen, "assign", to="me")).json()
        assert (seen["status"], seen["assignee"]["id"]) == ("assigned", me["id"])
        edit = {
            "version": seen["version"],
            "priority": "high",
            "reason": "Client important",
            "note": "Rappeler.",
        }
        seen = (await leila.send("PUT", f"{COMPLAINTS}/{seen['id']}", edit)).json()
        assert (seen["status"], seen["priority"], seen["priority_set_by_bo"]) == ("escalated", "high", True)
        assert seen["ticket"].startswith("ONG-")
        assert [ticket["number"] for ticket in seen["tickets"]] == [seen["ticket"]]
        assert (seen["clock"]["sent_at"], seen["clock"]["seconds_left"]) == (None, 300)
        assert {notice["kind"] for notice in seen["notices"]} == {"orange", "back_office"}
        assert [note["facts"]["text"] for note in seen["notes"]] == ["Rappeler."]

        place.clock.advance(301)
        late = (await leila.get(f"{TICKETS}/{seen['tickets'][0]['id']}")).json()
        assert (late["clock"]["late"], late["clock"]["seconds_left"]) == (True, 0)
        seen = (await does(leila, seen, "resolve", resolution="Activée.")).json()
        assert seen["status"] == "resolved"
        seen = (await does(leila, seen, "reopen", reason="Encore coupée.")).json()
        assert (seen["status"], seen["assignee"], seen["reopen_until"]) == ("escalated", None, None)
        assert len(seen["tickets"]) == 2
        return names(seen), {(event["by"] or {}).get("email") for event in seen["history"]}

    happened, who = at_the_desk(database, story)
    assert happened == [
        "opened",
        "assigned",
        "priority_changed",
        "note_added",
        "escalated",
        "resolved",
        "reopened",
        "escalated",
    ]
    assert who == {"leila@tktm.ma", None}


def test_the_same_problem_is_added_to_and_a_solved_one_comes_back(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        first = await files(leila)
        wanted = {"contract": CONTRACT, "kind": "retard_installation", "phone": KARIM, "details": "Toujours."}
        added = (await leila.send("POST", COMPLAINTS, wanted)).json()
        await does(leila, added["complaint"], "resolve", resolution="Fait.")
        again = (await leila.send("POST", COMPLAINTS, wanted)).json()
        assert {first["id"], added["complaint"]["id"]} == {again["complaint"]["id"]}
        return added["how"], again["how"]

    assert at_the_desk(database, story) == ("added", "reopened")


def test_high_priority_goes_to_orange_at_once_and_its_ticket_is_followed(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        complaint = await files(leila, kind="cas_bloque")
        pack = (await leila.get(f"{COMPLAINTS}/{complaint['id']}/escalation")).json()
        assert complaint["ticket"] in pack["subject"]
        assert [sheet["title"] for sheet in pack["sheets"]] == ["Dossier", "Historique"]

        (row,) = (await leila.get(f"{TICKETS}?q={complaint['ticket']}")).json()["items"]
        path = f"{TICKETS}/{row['id']}"
        faulty = await leila.send("PUT", path, {"version": 1, "orange_id": "!"})
        assert (faulty.status_code, faulty.json()["errors"][0]["key"]) == (422, "orange_id")
        ticket = (await leila.send("PUT", path, {"version": 1, "orange_id": "inc-77 12"})).json()
        ticket = (
            await leila.send("PUT", path, {"version": ticket["version"], "status": "in_progress"})
        ).json()
        refused = await leila.send("PUT", path, {"version": ticket["version"], "status": "closed"})
        assert (refused.status_code, refused.json()["reason"]) == (409, "not_resolved")
        silent = await leila.send("PUT", path, {"version": ticket["version"], "status": "resolved"})
        assert (silent.status_code, silent.json()["errors"][0]["key"]) == (422, "notes")
        late = await leila.send("PUT", path, {"version": 1, "status": "resolved", "notes": "Fait."})
        assert [change["what"] for change in late.json()["changes"]] == ["orange_id_assigned", "started"]
        assert late.json()["current"]["version"] == ticket["version"]
        return ticket

    ticket = at_the_desk(database, story)
    assert (ticket["orange_id"], ticket["status"]) == ("INC-77 12", "in_progress")
    assert ticket["about"]["ticket"] == ticket["number"]
    assert [event["what"] for event in ticket["history"]] == ["opened", "orange_id_assigned", "started"]


def test_of_two_browsers_the_second_is_told_who_did_what(database):
    async def story(place):
        await writes(place, "salam")
        leila, omar = await place.signed_in("leila@tktm.ma"), await place.signed_in("omar@tktm.ma")
        seen = await files(leila)
        assert (await does(leila, seen, "assign", to="me")).status_code == 200
        late = await does(omar, seen, "assign", to="me")
        assert late.status_code == 409
        assert late.headers["content-type"].startswith("application/problem+json")
        problem = late.json()
        assert (problem["type"], problem["current"]["version"]) == ("urn:jarvis:outdated", 2)
        (change,) = problem["changes"]
        assert (change["what"], change["by"]["email"]) == ("assigned", "leila@tktm.ma")
        assert change["facts"]["to"]["email"] == "leila@tktm.ma"

        assert (await does(omar, problem["current"], "assign", to="me")).status_code == 200
        back = await does(leila, problem["current"], "resolve", resolution="Fait.")
        return back.status_code, back.json()["current"]["assignee"]["email"]

    assert at_the_desk(database, story) == (409, "omar@tktm.ma")


def test_what_somebody_had_in_hand_is_given_to_nobody_and_the_log_says_so(database):
    async def story(place):
        await asks(place, CONTRACT)
        leila = await place.signed_in("leila@tktm.ma", Role.ADMIN)
        mine = (await does(leila, await files(leila), "assign", to="me")).json()
        free = (await does(leila, mine, "assign", to=None)).json()
        assert (free["status"], free["assignee"]) == ("open", None)
        assert free["history"][-1]["facts"] == {"to": None, "before": mine["assignee"]}
        assert await listed(leila, COMPLAINTS, unassigned=True) == [free["id"]]
        again = await does(leila, free, "assign", to=None)
        assert (again.status_code, again.json()["code"]) == (409, "not-allowed")
        entry, _ = await all_of(leila, "/api/audit", action="complaint_assigned")
        assert (entry["before"]["assignee"], entry["changes"]["assignee"]) == (mine["assignee"]["id"], "")

    at_the_desk(database, story)


def test_of_eight_who_file_the_same_at_one_moment_one_opens_it(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        wanted = {"contract": CONTRACT, "kind": "retard_installation", "phone": KARIM}
        answers = await asyncio.gather(*(leila.send("POST", COMPLAINTS, wanted) for _ in range(8)))
        filed = [answer.json() for answer in answers if answer.status_code == 201]
        again = [answer.json()["code"] for answer in answers if answer.status_code != 201]
        (kept,) = await all_of(leila, COMPLAINTS)
        assert kept["version"] == len(filed)
        return sorted({one["how"] for one in filed}), set(again)

    hows, again = at_the_desk(database, story)
    assert hows == ["added", "opened"]
    assert again <= {"conflict"}  # too many at once: told to try again, and nothing is kept of it


def test_of_eight_who_escalate_at_one_moment_one_draws_a_ticket(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        seen = await files(leila)
        answers = await asyncio.gather(*(does(leila, seen, "escalate") for _ in range(8)))
        assert len(await all_of(leila, TICKETS)) == 1
        return sorted(answer.status_code for answer in answers)

    assert at_the_desk(database, story) == [200] + [409] * 7


def test_what_a_state_does_not_allow_is_refused_with_its_reason(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        viewer = await place.invite("vue@tktm.ma", Role.VIEWER)
        seen = await files(leila)
        reasons = [
            (await does(leila, seen, "reopen", reason="")).json(),
            (await does(leila, seen, "assign", to=str(viewer.id))).json(),
            (await does(leila, seen, "assign", to=NOBODY)).json(),
        ]
        seen = (await does(leila, seen, "resolve", resolution="Fait.")).json()
        reasons.append((await does(leila, seen, "escalate")).json())
        place.clock.advance(timedelta(days=8).total_seconds())
        omar = await place.signed_in("omar@tktm.ma")
        reasons.append((await does(omar, seen, "reopen", reason="Encore.")).json())
        assert {problem["type"] for problem in reasons} == {"urn:jarvis:not-allowed"}
        assert all(problem["title"].endswith(".") for problem in reasons)
        return [problem["reason"] for problem in reasons]

    assert at_the_desk(database, story) == [
        "not_resolved",
        "not_staff",
        "not_staff",
        "already_resolved",
        "too_late",
    ]


def test_a_change_without_its_text_is_told_which_field_it_is(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        seen = await files(leila)
        path = f"{COMPLAINTS}/{seen['id']}"
        other = "low" if seen["priority"] != "low" else "medium"
        tried = [
            await does(leila, seen, "resolve", resolution="  "),
            await leila.send("PUT", path, {"version": seen["version"], "priority": other}),
            await leila.send("PUT", path, {"version": seen["version"], "note": " "}),
            await leila.send("POST", f"{path}/notes", {"text": " "}),
        ]
        mine = (await does(leila, seen, "assign", to="me")).json()
        ended = (await does(leila, mine, "resolve", resolution="Fait.")).json()
        assert ended["assignee"]["email"] == "leila@tktm.ma"
        tried.append(await does(leila, ended, "reopen", reason=" "))
        assert {(answer.status_code, answer.json()["code"]) for answer in tried} == {(422, "text-missing")}
        return [answer.json()["errors"][0]["key"] for answer in tried]

    assert at_the_desk(database, story) == ["resolution", "reason", "note", "text", "reason"]


def test_a_viewer_reads_and_changes_nothing(database):
    async def story(place):
        await writes(place, "salam")
        leila, viewer = (
            await place.signed_in("leila@tktm.ma"),
            await place.signed_in("vue@tktm.ma", Role.VIEWER),
        )
        seen = await files(leila)
        assert (await viewer.get(f"{COMPLAINTS}/{seen['id']}")).status_code == 200
        tried = [
            await viewer.send("POST", COMPLAINTS, {"contract": CONTRACT, "kind": "autre", "phone": KARIM}),
            await viewer.send("PUT", f"{COMPLAINTS}/{seen['id']}", {"version": 1, "note": "x"}),
            await does(viewer, seen, "assign", to="me"),
            await does(viewer, seen, "resolve", resolution="x"),
            await viewer.send("POST", f"{COMPLAINTS}/{seen['id']}/notes", {"text": "x"}),
        ]
        assert {answer.status_code for answer in tried} == {403}
        return (await leila.get(f"{COMPLAINTS}/{seen['id']}")).json() == seen

    assert at_the_desk(database, story)


def test_a_change_without_the_csrf_token_or_from_another_page_is_refused(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        seen = await files(leila)
        path, body = f"{COMPLAINTS}/{seen['id']}/notes", {"text": "x"}
        bare = await leila.http.post(path, json=body, headers={"Origin": "https://bo.tktm.ma"})
        wrong = await leila.send("POST", path, body, **{"x-csrftoken": "0" * 64})
        foreign = await leila.send("POST", path, body, Origin="https://evil.example")
        return [answer.status_code for answer in (bare, wrong, foreign)]

    assert at_the_desk(database, story) == [403, 403, 403]


def test_what_cannot_be_taken_is_named_by_its_field(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        good = {"contract": CONTRACT, "kind": "autre", "phone": KARIM}
        tried = [
            good | {"contract": "1234567"},
            good | {"contract": "F1234567D F7654321D"},
            good | {"phone": "12"},
            good | {"phone": "0699999999"},
            {"contract": CONTRACT, "kind": "autre"},
            {"contract": CONTRACT, "kind": "autre", "contractor": NOBODY},
            good | {"contractor": NOBODY},
            good | {"message": NOBODY},
            good | {"kind": "bavardage"},
            good | {"details": "x" * 4001},
            good | {"unknown": 1},
        ]
        answers = [await leila.send("POST", COMPLAINTS, body) for body in tried]
        assert {answer.status_code for answer in answers} == {422}, [a.text for a in answers]
        assert await listed(leila, COMPLAINTS) == []
        return [answer.json()["errors"][0].get("key") for answer in answers[:9]]

    assert at_the_desk(database, story) == [
        "contract",
        "contract",
        "phone",
        "phone",
        "contractor",
        "contractor",
        "contractor",
        "message",
        "kind",
    ]


def test_lists_are_filtered_and_paged_and_do_not_shift_under_inserts(database):
    async def story(place):
        for phone in (KARIM, SALMA):
            await writes(place, "salam", phone=phone)
        leila = await place.signed_in("leila@tktm.ma")
        ids = []
        for number in range(7):
            place.clock.advance(60)
            phone = KARIM if number % 2 else SALMA
            complaint = await files(leila, contract=f"F100000{number}D", phone=phone, kind="autre")
            ids.append(complaint["id"])
        newest = await listed(leila, COMPLAINTS, limit=3)
        assert newest == ids[::-1]
        assert await listed(leila, COMPLAINTS, sort="oldest", limit=2) == ids

        first = (await leila.http.get(COMPLAINTS, params={"limit": 3})).json()
        await files(leila, contract="F2000000D", kind="autre")
        second = await leila.http.get(COMPLAINTS, params={"limit": 3, "cursor": first["next"]})
        assert [row["id"] for row in second.json()["items"]] == ids[::-1][3:6]

        await does(leila, await _read(leila, ids[0]), "assign", to="me")
        assert await listed(leila, COMPLAINTS, mine="true") == [ids[0]]
        assert await listed(leila, COMPLAINTS, contract="f100 0003 d") == [ids[3]]
        assert await listed(leila, COMPLAINTS, status=["assigned", "resolved"]) == [ids[0]]
        assert len(await all_of(leila, COMPLAINTS, q="600333444")) == 4
        karim = (await _read(leila, ids[1]))["contractor"]["id"]
        assert len(await all_of(leila, COMPLAINTS, contractor=karim)) == 4
        day = f"{place.clock.now():%Y-%m-%d}"
        assert len(await all_of(leila, COMPLAINTS, since=day, until=day)) == 8
        assert await all_of(leila, COMPLAINTS, until="2026-01-01") == []

    at_the_desk(database, story)


async def _read(browser, id_):
    return (await browser.get(f"{COMPLAINTS}/{id_}")).json()


def test_cursors_that_are_forged_or_of_another_list_are_refused(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        for number in range(2):
            await files(leila, contract=f"F100000{number}D", kind="cas_bloque")
        ours = (await leila.get(f"{COMPLAINTS}?limit=1")).json()["next"]
        turned = ours[:-2] + ("A" if ours[-2] != "A" else "B") + ours[-1]
        tried = [
            f"{COMPLAINTS}?cursor=eyJrZXkiOiJ4IiwiaWQiOiJ5In0=",
            f"{COMPLAINTS}?cursor=é",
            f"{COMPLAINTS}?cursor={turned}",
            f"{COMPLAINTS}?sort=oldest&cursor={ours}",
            f"{TICKETS}?cursor={ours}",
            f"{COMPLAINTS}?limit=0",
            f"{COMPLAINTS}?limit=201",
            f"{COMPLAINTS}?since=2026-11-22T10:00:00",
            f"{COMPLAINTS}?until=0001-01-01T00:00:00%2B14:00",
            f"{COMPLAINTS}?status=broken",
        ]
        answers = [await leila.get(path) for path in tried]
        return [(answer.status_code, answer.json()["errors"][0]["key"]) for answer in answers]

    assert at_the_desk(database, story) == [
        *[(422, "cursor")] * 5,
        *[(422, "limit")] * 2,
        (422, "since"),
        (422, "until"),
        (422, "status"),
    ]


def test_a_stored_script_comes_back_as_inert_json(database):
    async def story(place):
        await writes(place, XSS)
        leila = await place.signed_in("leila@tktm.ma")
        seen = await files(leila, details=XSS)
        answer = await leila.get(f"{COMPLAINTS}/{seen['id']}")
        assert answer.json()["details"] == XSS
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]

    at_the_desk(database, story)


@given(st.lists(changes, max_size=8), st.data())
def test_what_came_after_a_version_is_told_by_the_history_alone(tried, data):
    complaint, later = opened(), [()]
    for name, args, fields in tried:
        change = getattr(complaint, name)(*args, **fields, by="leila", at=NOON)
        if isinstance(change, ComplaintChanged):
            complaint = change.complaint
            later.append(change.events)
    version = data.draw(st.integers(1, complaint.version))

    assert since(complaint.history, version) == tuple(event for events in later[version:] for event in events)
