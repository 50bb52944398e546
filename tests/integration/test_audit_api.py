"""The audit log over HTTP: filtered, paged, and its chain followed."""

import asyncpg

from jarvis_domain.desk.staff import Role
from support.at_the_desk import all_of, at_the_desk, files, writes

AUDIT = "/api/audit"


def test_the_log_is_read_newest_first_in_parts_and_by_its_filters(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await writes(place, "salam")
        complaint = await files(boss, kind="prise_de_rdv")
        whole = await all_of(boss, AUDIT)
        assert [entry["seq"] for entry in whole] == sorted((e["seq"] for e in whole), reverse=True)
        assert [entry["seq"] for entry in await all_of(boss, AUDIT, limit=2)] == [e["seq"] for e in whole]
        (created,) = await all_of(boss, AUDIT, action="complaint_created")
        assert created["resource"] == f"complaint:{complaint['id']}"
        assert (created["by"]["email"], len(created["hash"])) == ("boss@tktm.ma", 64)
        about = await all_of(boss, AUDIT, resource="complaint:*")
        assert {entry["resource"] for entry in about} == {f"complaint:{complaint['id']}"}
        mine = await all_of(boss, AUDIT, actor=created["actor"])
        assert {entry["actor"] for entry in mine} == {created["actor"]}
        assert await all_of(boss, AUDIT, until="2000-01-01") == []
        both = await all_of(boss, AUDIT, action=["admin_login", "complaint_created"])
        assert {entry["action"] for entry in both} == {"admin_login", "complaint_created"}

    at_the_desk(database, story)


def test_a_log_that_is_whole_says_so_with_its_head(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await writes(place, "salam")
        await files(boss)
        newest = (await all_of(boss, AUDIT, limit=1))[0]
        found = (await boss.get(AUDIT + "/verify")).json()
        assert found == {"ok": True, "entries": newest["seq"], "broken": [], "head": newest["hash"]}

    at_the_desk(database, story)


def test_an_entry_changed_behind_our_back_is_found(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await writes(place, "salam")
        await files(boss)
        link = await asyncpg.connect(database)
        try:
            async with link.transaction():
                # Only whoever owns the table can do this, which JARVIS's own role need not.
                await link.execute("set local session_replication_role = replica")
                await link.execute("update audit_log set actor = 'nobody' where action = 'complaint_created'")
        finally:
            await link.close()
        found = (await boss.get(AUDIT + "/verify")).json()
        (entry,) = await all_of(boss, AUDIT, action="complaint_created")
        assert not found["ok"]
        assert found["broken"] == [{"seq": entry["seq"], "fault": "changed"}]

    at_the_desk(database, story)
