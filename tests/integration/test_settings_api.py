"""Settings over HTTP: set by administrators, looked at by all, never over somebody else's change."""

from jarvis_domain.desk.staff import Role
from support.at_the_desk import all_of, at_the_desk

SETTINGS = "/api/settings"
WANTED = {
    "orange_addresses": ["Support@Orange.ma", "support@orange.ma", "second@orange.ma"],
    "back_office_addresses": ["bo@tktm.ma"],
    "digest": "hourly",
    "admission": "registered",
    "ask_satisfaction": False,
    "version": 0,
}


def test_what_is_set_is_kept_and_shown(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        kept = (await boss.send("PUT", SETTINGS, WANTED)).json()["preferences"]
        assert kept["orange_addresses"] == ["support@orange.ma", "second@orange.ma"]
        assert (kept["digest"], kept["admission"], kept["ask_satisfaction"]) == (
            "hourly",
            "registered",
            False,
        )
        assert kept["version"] == 1
        viewer = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        assert (await viewer.get(SETTINGS)).json()["preferences"] == kept

    at_the_desk(database, story)


def test_who_looked_at_older_settings_is_shown_the_newer(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await boss.send("PUT", SETTINGS, WANTED)
        late = await boss.send("PUT", SETTINGS, WANTED | {"digest": "off"})
        assert (late.status_code, late.json()["code"]) == (409, "outdated")
        assert late.json()["current"]["digest"] == "hourly"
        (change,) = late.json()["changes"]
        assert (change["by"]["email"], change["facts"]["digest"]) == ("boss@tktm.ma", "hourly")
        assert (await boss.get(SETTINGS)).json()["preferences"]["digest"] == "hourly"

    at_the_desk(database, story)


def test_only_what_changed_is_in_the_audit_log(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await boss.send("PUT", SETTINGS, WANTED)
        await boss.send("PUT", SETTINGS, WANTED | {"digest": "daily", "version": 1})
        newest, _ = await all_of(boss, "/api/audit", action="settings_changed")
        assert (newest["before"], newest["changes"]) == ({"digest": "hourly"}, {"digest": "daily"})

    at_the_desk(database, story)


def test_limits_and_parts_in_force_are_shown_without_secrets(database):
    async def story(place):
        viewer = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        answer = await viewer.get(SETTINGS)
        in_force = answer.json()["in_force"]
        assert in_force["messages_per_minute"] == 7
        assert in_force["parts"] == {
            "whatsapp": False,
            "model": False,
            "portal": False,
            "mail": True,
            "redis": False,
        }
        assert "re_secret" not in answer.text

    at_the_desk(
        database,
        story,
        JARVIS_MESSAGES_PER_MINUTE="7",
        JARVIS_RESEND_API_KEY="re_secret",
        JARVIS_MAIL_FROM="jarvis@tktm.ma",
    )


def test_an_address_that_is_none_and_a_field_nobody_knows_are_refused(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        wrong = await boss.send("PUT", SETTINGS, WANTED | {"back_office_addresses": ["bo@"]})
        assert wrong.json()["errors"] == [
            {"key": "back_office_addresses", "message": "Ce n'est pas une adresse e-mail."}
        ]
        assert (await boss.send("PUT", SETTINGS, WANTED | {"colour": "red"})).status_code == 422
        assert (await boss.get(SETTINGS)).json()["preferences"]["version"] == 0

    at_the_desk(database, story)
