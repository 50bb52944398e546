"""Figures over HTTP: a period and the one before, trends, promises, and what waits today."""

from datetime import UTC, datetime, timedelta

from jarvis_domain.desk.promises import PromiseKey
from jarvis_domain.desk.staff import Role
from support.at_the_desk import CONTRACT, KARIM, SALMA, asks, at_the_desk, files, writes


async def busy(place):
    """An answered question, one that waits, and two complaints, one of them urgent."""
    # Messages are dated by the database: the clock by hand joins it, an hour ahead.
    real = datetime.now(UTC) + timedelta(hours=1)
    place.clock.advance((real - place.clock.now()).total_seconds())
    await asks(place, CONTRACT, phone=KARIM)
    await writes(place, "salam", phone=SALMA)
    boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
    await files(boss, kind="cas_bloque", phone=f"+{KARIM}")
    await files(boss, kind="retard_installation", phone=f"+{SALMA}")
    return boss


async def got(browser, path, **query):
    answer = await browser.http.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_stats_count_the_period_and_the_one_before(database):
    async def story(place):
        boss = await busy(place)
        now = place.clock.now()
        period = {"since": (now - timedelta(days=1)).isoformat(), "until": now.isoformat(), "compare": True}
        stats = await got(boss, "/api/dashboard/stats", **period)
        assert stats["step"] == "hour"
        assert sum(stats["figures"]["counts"]["messages"].values()) == 2
        assert sum(stats["before"]["counts"]["messages"].values()) == 0
        assert sum(sum(p["counts"].get("messages", {}).values()) for p in stats["series"]) == 2
        assert "answered_in" in stats["figures"]["times"]
        assert [p["times"]["answered_in"] for p in stats["series"] if p["times"]] == [
            stats["figures"]["times"]["answered_in"]
        ]
        week = await got(boss, "/api/dashboard/stats")
        assert (week["step"], len(week["series"]) in {7, 8}, week["before"]) == ("day", True, None)

    at_the_desk(database, story)


def test_trends_tell_complaints_by_type_and_priority(database):
    async def story(place):
        boss = await busy(place)
        trends = (await got(boss, "/api/dashboard/complaints"))["figures"]["counts"]
        assert trends["opened"] == {"cas_bloque": 1, "retard_installation": 1}
        assert trends["priorities"] == {"high": 1, "medium": 1}
        assert "messages" not in trends

    at_the_desk(database, story)


def test_every_promise_is_told_with_its_sample(database):
    async def story(place):
        boss = await busy(place)
        told = await got(boss, "/api/dashboard/promises")
        promises = {promise["key"]: promise for promise in told["promises"]}
        assert set(promises) == set(PromiseKey)
        assert promises["bilingual"]["standing"] == "kept"
        assert promises["bilingual"]["sample"] >= 1
        assert promises["satisfaction"]["standing"] == "unknown"
        for promise in promises.values():
            for sentence in (promise["counted"], promise["missing"]):
                assert set(sentence) == {"fr", "ar", "en"}
                assert all(sentence.values())

    at_the_desk(database, story)


def test_a_period_without_end_or_too_long_is_refused(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        for query in ("since=2020-01-01", "since=2026-01-02&until=2026-01-01", "since=soon"):
            for path in ("stats", "complaints", "promises"):
                answer = await boss.get(f"/api/dashboard/{path}?{query}")
                assert answer.status_code == 422, (path, query)

    at_the_desk(database, story)


def test_today_shows_what_waits_and_the_running_clock(database):
    async def story(place):
        boss = await busy(place)
        place.clock.advance(60)
        today = await got(boss, "/api/dashboard/today")
        assert today["waiting"] == 1
        assert today["high_priority"] == {"count": 1, "more": False}
        assert [one["kind"] for one in today["urgent"]] == ["cas_bloque"]
        assert today["proposed"]["count"] == 1
        (running,) = today["escalations"]
        assert (running["seconds_left"], running["late"]) == (240, False)
        place.clock.advance(600)
        (running,) = (await got(boss, "/api/dashboard/today"))["escalations"]
        assert (running["seconds_left"], running["late"]) == (0, True)

    at_the_desk(database, story)


def test_today_says_in_french_how_the_parts_are_doing(database):
    async def story(place):
        viewer = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        parts = {part["name"]: part for part in (await got(viewer, "/api/dashboard/today"))["parts"]}
        assert [
            name for name, part in parts.items() if not part["says"].startswith(("Le ", "La ", "L'"))
        ] == []
        assert parts["database"]["says"] == "La base de données fonctionne."
        assert parts["mail"]["says"] == "L'envoi des e-mails n'est pas configuré."
        assert parts["whatsapp:jarvis"]["says"] == "Le numéro WhatsApp jarvis n'est pas configuré."

    at_the_desk(database, story)
