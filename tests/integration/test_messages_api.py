"""Messages and conversations over HTTP: the timeline of each, answering as a human, answering anew."""

import asyncio
from uuid import UUID

from jarvis_domain.desk.staff import Role
from jarvis_domain.ports.persistence import Store
from support.at_the_desk import (
    CONTRACT,
    KARIM,
    NOBODY,
    SALMA,
    all_of,
    answers,
    asks,
    at_the_desk,
    files,
    listed,
    writes,
)

MESSAGES, CONTRACTORS = "/api/dashboard/messages", "/api/contractors"


async def counts(place):
    async with (await place.part(Store)).begin() as work:
        return {name: number for name, number in (await work.counts()).items() if number}


async def one(browser, path):
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def done(browser, path, body=None, how="POST"):
    answer = await browser.send(how, path, body)
    assert answer.status_code in {200, 202}, answer.text
    return answer.json()


def test_a_message_is_told_from_its_coming_to_its_reply(database):
    async def story(place):
        await asks(place, f"salam, chnou l7ala dyal {CONTRACT} ?")
        leila = await place.signed_in("leila@tktm.ma")
        (row,) = await all_of(leila, MESSAGES)
        message = await one(leila, f"{MESSAGES}/{row['id']}")
        assert {name: message[name] for name in row} == row
        assert (row["intent"], row["language"], row["contracts"]) == ("status_check", "darija", [CONTRACT])
        assert message["reading"]["contracts"] == [{"number": CONTRACT, "how": "exact", "seen": CONTRACT}]
        assert {reason["field"] for reason in message["why"]} >= {"language", "intent"}
        return message

    message = at_the_desk(database, story)
    steps = [step["step"] for step in message["timeline"]]
    assert steps[:2] == ["received", "read"]
    assert "replied" in steps
    assert CONTRACT in message["sent"]["text"]
    assert all(step["took_ms"] is None or step["took_ms"] >= 0 for step in message["timeline"])


def test_a_message_nobody_has_read_has_only_come(database):
    async def story(place):
        await writes(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        (row,) = await all_of(leila, MESSAGES, waiting="true")
        message = await one(leila, f"{MESSAGES}/{row['id']}")
        assert (await leila.get(f"{MESSAGES}/{NOBODY}")).status_code == 404
        return message

    message = at_the_desk(database, story)
    assert (message["reading"], message["sent"], message["why"]) == (None, None, [])
    assert [step["step"] for step in message["timeline"]] == ["received"]


def test_messages_are_found_by_what_they_say_and_what_became_of_them(database):
    async def story(place):
        await asks(place, f"Où en est {CONTRACT} svp, la résiliation")
        await asks(place, "merci beaucoup", phone=SALMA)
        await writes(place, "salam", phone=SALMA)
        leila = await place.signed_in("leila@tktm.ma")
        rows = {row["content"]["text"][:5]: row["id"] for row in await all_of(leila, MESSAGES, limit=2)}
        assert len(rows) == 3
        assert await listed(leila, MESSAGES, sort="oldest", limit=1) == list(rows.values())[::-1]
        assert await listed(leila, MESSAGES, q="RESILIATION") == [rows["Où en"]]
        assert await listed(leila, MESSAGES, q="234567") == [rows["Où en"]]
        assert await listed(leila, MESSAGES, contract="f1234567d") == [rows["Où en"]]
        assert await listed(leila, MESSAGES, waiting="true") == [rows["salam"]]
        assert await listed(leila, MESSAGES, q="\x00") == await listed(leila, MESSAGES)
        for row in await all_of(leila, MESSAGES, language=["fr", "ar"]):
            assert row["language"] in {"fr", "ar"}

    at_the_desk(database, story)


def test_a_replay_answers_again_exactly_once(database):
    async def story(place):
        contractor = await asks(place, CONTRACT)
        leila = await place.signed_in("leila@tktm.ma")
        (row,) = await all_of(leila, MESSAGES)
        assert (await counts(place))["reply:queued"] == 1
        path = f"{MESSAGES}/{row['id']}/replay"

        clicks = await asyncio.gather(*(leila.send("POST", path) for _ in range(4)))
        assert sorted(answer.status_code for answer in clicks) == [202, 409, 409, 409]
        assert {a.json()["type"] for a in clicks if a.status_code == 409} == {"urn:jarvis:message-waiting"}
        for _ in range(3):
            await answers(place, contractor)
        assert (await leila.send("POST", f"{MESSAGES}/{NOBODY}/replay")).status_code == 404
        return await counts(place), len(await all_of(leila, f"{CONTRACTORS}/{contractor}/thread"))

    kept, bubbles = at_the_desk(database, story)
    assert kept["reply:queued"] == 2
    assert bubbles == 3


def test_a_complaint_is_filed_from_the_message_it_comes_from(database):
    async def story(place):
        await asks(place, f"{CONTRACT} le client a changé d'adresse, il habite rue 21")
        leila = await place.signed_in("leila@tktm.ma")
        (row,) = await all_of(leila, MESSAGES, attention="true")
        complaint = await files(leila, message=row["id"], details=row["content"]["text"])
        assert complaint["contractor"] == row["contractor"]
        assert await all_of(leila, MESSAGES, attention="true") == []
        message = await one(leila, f"{MESSAGES}/{row['id']}")
        return message["complaints"] == [complaint["id"]]

    assert at_the_desk(database, story)


def test_a_complaint_and_all_that_was_written_of_it_lead_to_each_other(database):
    async def story(place):
        await asks(place, f"{CONTRACT} le client a changé d'adresse, il habite rue 21 à Rabat")
        await asks(place, "oui")
        leila = await place.signed_in("leila@tktm.ma")
        (listed_,) = await all_of(leila, "/api/complaints")
        complaint = await one(leila, f"/api/complaints/{listed_['id']}")
        messages = await all_of(leila, MESSAGES, sort="oldest")
        assert [message["content"]["text"] for message in messages][1:] == ["oui"]
        assert complaint["messages"] == messages
        return [(await one(leila, f"{MESSAGES}/{row['id']}"))["complaints"] for row in messages], complaint

    told, complaint = at_the_desk(database, story)
    assert told == [[complaint["id"]]] * 2


def test_what_was_flagged_leaves_the_list_once_a_person_has_dealt_with_it(database):
    async def story(place):
        await asks(place, f"{CONTRACT} le client veut annuler, c'est bloqué !!")
        leila = await place.signed_in("leila@tktm.ma")
        flagged = await all_of(leila, MESSAGES, attention="true")
        for row in flagged:
            message = await done(leila, f"{MESSAGES}/{row['id']}/handled")
            assert message["handled_by"]["email"] == "leila@tktm.ma"
            assert message["timeline"][-1]["step"] == "handled"
        assert await all_of(leila, MESSAGES, attention="true") == []
        return len(flagged)

    assert at_the_desk(database, story) <= 1


def test_that_a_message_is_dealt_with_is_taken_back_by_a_colleague(database):
    async def story(place):
        await asks(place, "salam")
        leila, salma = [await place.signed_in(f"{name}@tktm.ma") for name in ("leila", "salma")]
        (row,) = await all_of(leila, MESSAGES)
        path = f"{MESSAGES}/{row['id']}/handled"
        await done(leila, path)
        for _ in range(2):
            message = await done(salma, path, how="DELETE")
            assert message["handled_by"] is None
            assert "handled" not in {step["step"] for step in message["timeline"]}
        assert await all_of(leila, MESSAGES) == [row]
        return (await salma.send("DELETE", f"{MESSAGES}/{NOBODY}/handled")).status_code

    assert at_the_desk(database, story) == 404


def test_who_is_taken_over_hears_nothing_from_the_bot_until_handed_back(database):
    async def story(place):
        contractor = await asks(place, "salam")
        leila = await place.signed_in("leila@tktm.ma")
        path = f"{CONTRACTORS}/{contractor}"
        before = (await counts(place)).get("reply:queued", 0)

        taken = await done(leila, f"{path}/take-over")
        assert taken["with_human_until"] == (await one(leila, path))["with_human_until"]
        await asks(place, CONTRACT)
        silent = (await counts(place)).get("reply:queued", 0)
        assert silent == before

        assert await done(leila, f"{path}/hand-back") == {
            "contractor": str(contractor),
            "with_human_until": None,
        }
        assert (await one(leila, path))["with_human_until"] is None
        await asks(place, CONTRACT)
        return (await counts(place))["reply:queued"] - before

    assert at_the_desk(database, story) == 1


def test_a_human_reply_leaves_once_is_signed_in_the_thread_and_silences_the_bot(database):
    async def story(place):
        contractor = await writes(place, CONTRACT)
        leila = await place.signed_in("leila@tktm.ma")
        path = f"{CONTRACTORS}/{contractor}"
        sent = await done(leila, f"{path}/reply", {"text": "Bonjour, je regarde."})
        await answers(place, contractor)
        thread = await all_of(leila, f"{path}/thread", limit=1)
        blank = await leila.send("POST", f"{path}/reply", {"text": " \n"})
        assert (blank.status_code, blank.json()["errors"][0]["key"]) == (422, "text")
        assert (await leila.send("POST", f"{path}/reply", {"text": "x" * 4001})).status_code == 422
        return sent, thread, await counts(place)

    sent, thread, kept = at_the_desk(database, story)
    assert (thread[0]["reply"]["id"], thread[0]["reply"]["by"]["email"]) == (sent["id"], "leila@tktm.ma")
    assert [bool(entry["message"]) for entry in thread] == [False, True]
    assert kept == {"with_human": 1, "reply:queued": 1}


def test_nobody_can_be_talked_to_who_never_wrote(database):
    async def story(place):
        leila = await place.signed_in("leila@tktm.ma")
        path = f"{CONTRACTORS}/{NOBODY}"
        tried = [await leila.send("POST", f"{path}/reply", {"text": "Bonjour"})]
        tried += [await leila.send("POST", f"{path}/{change}") for change in ("take-over", "hand-back")]
        tried += [await leila.get(path), await leila.get(f"{path}/thread")]
        return {answer.status_code for answer in tried}

    assert at_the_desk(database, story) == {404}


def test_a_viewer_only_looks_on(database):
    async def story(place):
        contractor = await asks(place, CONTRACT)
        viewer = await place.signed_in("vue@tktm.ma", Role.VIEWER)
        (row,) = await all_of(viewer, MESSAGES)
        tried = [f"{MESSAGES}/{row['id']}/{change}" for change in ("replay", "handled")]
        tried += [f"{CONTRACTORS}/{contractor}/{change}" for change in ("take-over", "hand-back", "reply")]
        return {(await viewer.send("POST", path, {"text": "x"})).status_code for path in tried}

    assert at_the_desk(database, story) == {403}


def test_contractors_are_listed_found_and_shown_with_what_is_open(database):
    async def story(place):
        for phone in (KARIM, SALMA):
            await writes(place, "salam", phone=phone)
        leila = await place.signed_in("leila@tktm.ma")
        body = {"contract": CONTRACT, "kind": "autre", "phone": SALMA}
        filed = (await leila.send("POST", "/api/complaints", body)).json()["complaint"]
        (salma,) = await all_of(leila, CONTRACTORS, q="333444")
        assert (salma["phone"], salma["unresolved_complaints"]) == (f"+{SALMA}", 1)
        seen = await one(leila, f"{CONTRACTORS}/{salma['id']}")
        assert [row["id"] for row in seen["complaints"]] == [filed["id"]]
        assert UUID(salma["id"]) in {UUID(id_) for id_ in await listed(leila, CONTRACTORS, limit=1)}
        return len(await all_of(leila, CONTRACTORS, sort="name", limit=1))

    assert at_the_desk(database, story) == 2


def test_a_contract_has_everything_on_one_timeline_whatever_typos_its_number_has(database):
    async def story(place):
        await asks(place, f"salam {CONTRACT}")
        leila = await place.signed_in("leila@tktm.ma")
        body = {"contract": CONTRACT, "kind": "cas_bloque", "phone": KARIM}
        await leila.send("POST", "/api/complaints", body)
        seen = await one(leila, "/api/contracts/f 1234567 d")
        assert seen == await one(leila, f"/api/contracts/{CONTRACT}")
        for nonsense in ("1234567", "F123D", "%00", "salam"):
            assert (await leila.get(f"/api/contracts/{nonsense}")).status_code == 422
        return seen

    seen = at_the_desk(database, story)
    moments = [entry["at"] for entry in seen["timeline"]]
    assert (seen["number"], moments) == (CONTRACT, sorted(moments, reverse=True))
    assert {entry["what"] for entry in seen["timeline"]} >= {
        "message",
        "reply",
        "complaint_opened",
        "ticket_opened",
    }
