"""TKTM's list over HTTP: a file in, a report line by line out, and nothing but small plain files."""

from jarvis_domain.desk.staff import Role
from support.at_the_desk import KARIM, all_of, at_the_desk, writes
from support.sheets import corpus, opened, packed
from support.signing_in import ME
from support.webapp import ORIGIN

IMPORT = "/api/contractors/import"


async def send(browser, raw, **query):
    await browser.get(ME)
    ours = {"Origin": ORIGIN, "x-csrftoken": browser.http.cookies["__Host-csrf"]}
    files = {"file": ("liste.xlsx", raw, "application/octet-stream")}
    return await browser.http.post(IMPORT, files=files, headers=ours, params=query)


def outcomes(answer):
    assert answer.status_code == 200, answer.text
    return [(line["line"], line["outcome"]) for line in answer.json()["lines"]]


LIST = packed([
    ["Région", "Téléphone", "Nom"],
    ["Fès", "0600111222", "Karim Alami"],
    ["Rabat", 712345678, "Nour"],
    [None, "12", "Personne"],
])  # fmt: skip


def test_a_list_is_tried_then_read_in_and_read_again_changes_nothing(database):
    async def story(place):
        await writes(place, "salam", phone=KARIM)
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        expected = [(2, "added"), (3, "added"), (4, "refused")]

        tried = await send(boss, LIST, dry_run=True)
        assert (outcomes(tried), tried.json()["saved"]) == (expected, False)
        assert await all_of(boss, "/api/contractors", registered=True) == []

        saved = await send(boss, LIST)
        assert (outcomes(saved), saved.json()["saved"]) == (expected, True)
        assert saved.json()["counts"] == {"added": 2, "changed": 0, "unchanged": 0, "refused": 1}
        assert "+212600111222" not in saved.text
        listed = await all_of(boss, "/api/contractors", registered=True)
        assert {(one["phone"], one["name"], one["region"]) for one in listed} == {
            ("+212600111222", "Karim Alami", "Fès"),
            ("+212712345678", "Nour", "Rabat"),
        }
        assert outcomes(await send(boss, LIST)) == [(2, "unchanged"), (3, "unchanged"), (4, "refused")]
        moved = packed([["Téléphone", "Région"], ["0600111222", "Meknès"]])
        assert outcomes(await send(boss, moved)) == [(2, "changed")]
        (karim,) = await all_of(boss, "/api/contractors", q="Karim")
        assert (karim["name"], karim["region"]) == ("Karim Alami", "Meknès")

    at_the_desk(database, story)


def test_an_import_is_in_the_audit_log_and_a_trial_is_not(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await send(boss, LIST, dry_run=True)
        await send(boss, LIST)
        (entry,) = await all_of(boss, "/api/audit", action="contractors_imported")
        assert entry["by"]["email"] == "boss@tktm.ma"
        assert entry["changes"] == {"lines": "2-3", "added": "2", "changed": "0", "unchanged": "0"}

    at_the_desk(database, story)


def test_a_file_that_is_no_small_plain_workbook_is_refused_in_french_and_nothing_is_kept(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        for name, raw, word in corpus():
            refused = await send(boss, raw)
            assert refused.status_code in {413, 422}, name
            if refused.status_code == 422:
                (fault,) = refused.json()["errors"]
                assert fault["key"] == "file"
                assert word in fault["message"], name
        nameless = await send(boss, packed([["a", "b"], [1, 2]]))
        assert "Téléphone" in nameless.json()["errors"][0]["message"]
        assert await all_of(boss, "/api/contractors") == []
        assert await all_of(boss, "/api/audit", action="contractors_imported") == []

    at_the_desk(database, story)


def test_the_example_in_the_form_to_fill_in_puts_nobody_on_the_list(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        answer = await boss.get(IMPORT + "/template")
        assert [cell.value for cell in opened(answer.content)[1]] == ["Téléphone", "Nom", "Région"]
        assert outcomes(await send(boss, answer.content)) == [(2, "refused")]

    at_the_desk(database, story)


def test_a_request_without_a_file_is_refused(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        for body in ({}, {"file": "text"}):
            assert (await boss.send("POST", IMPORT, body)).status_code in {400, 422}

    at_the_desk(database, story)
