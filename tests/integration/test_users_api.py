"""People of the desk over HTTP: invited, changed at once, never without an administrator."""

from jarvis_domain.desk.staff import Role
from jarvis_domain.flow.send_links import SendLinks
from support.at_the_desk import all_of, at_the_desk
from support.desk import token_of
from support.signing_in import ME, REDEEM

USERS = "/api/users"


async def person(browser, email):
    return next(one for one in (await browser.get(USERS)).json() if one["email"] == email)


async def edit(browser, email, **change):
    return await browser.send("PUT", f"{USERS}/{(await person(browser, email))['id']}", change)


def test_who_is_invited_may_sign_in_and_a_second_invitation_is_refused(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        wanted = {"email": " Salma@TKTM.ma ", "role": "bo", "name": "Salma  Idrissi"}
        invited = await boss.send("POST", USERS, wanted)
        assert invited.status_code == 201
        assert (invited.json()["email"], invited.json()["name"]) == ("salma@tktm.ma", "Salma Idrissi")
        again = await boss.send("POST", USERS, wanted | {"role": "admin"})
        assert (again.status_code, again.json()["code"]) == (409, "known")
        assert (await person(boss, "salma@tktm.ma"))["role"] == "bo"
        wrong = await boss.send("POST", USERS, {"email": "salma", "role": "bo"})
        assert wrong.json()["errors"][0]["key"] == "email"

    at_the_desk(database, story)


def test_another_role_counts_at_the_next_request(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        salma = await place.signed_in("salma@tktm.ma", Role.BO)
        assert (await salma.get("/api/exports/tickets")).status_code == 200
        assert (await edit(boss, "salma@tktm.ma", role="viewer")).status_code == 200
        assert (await salma.get("/api/exports/tickets")).status_code == 403
        assert (await salma.get(ME)).json()["role"] == "viewer"

    at_the_desk(database, story)


def test_who_is_made_inactive_is_out_at_once_and_stays_out_when_let_back_in(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        salma = await place.signed_in("salma@tktm.ma", Role.BO)
        await edit(boss, "salma@tktm.ma", active=False)
        assert (await salma.get(ME)).status_code == 401
        await edit(boss, "salma@tktm.ma", active=True)
        assert (await salma.get(ME)).status_code == 401
        sessions = await boss.get(f"{USERS}/{(await person(boss, 'salma@tktm.ma'))['id']}/sessions")
        assert sessions.json() == []

    at_the_desk(database, story)


def test_the_last_administrator_stays_one(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        for change in ({"role": "bo"}, {"active": False}):
            refused = await edit(boss, "boss@tktm.ma", **change)
            assert (refused.status_code, refused.json()["code"]) == (409, "last-admin")
        await place.invite("second@tktm.ma", Role.ADMIN)
        assert (await edit(boss, "boss@tktm.ma", role="bo")).status_code == 200
        assert (await boss.send("POST", USERS, {"email": "x@tktm.ma", "role": "bo"})).status_code == 403

    at_the_desk(database, story)


def test_only_who_manages_users_sees_sign_ins_and_mails(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        viewer = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        await place.invite("salma@tktm.ma")
        seen = await person(boss, "viewer@tktm.ma")
        assert (seen["last_login_at"] is not None, seen["link_mail"]) == (True, "sent")
        assert (await person(boss, "salma@tktm.ma"))["link_mail"] is None
        seen = await person(viewer, "boss@tktm.ma")
        assert (seen["role"], seen["last_login_at"], seen["link_mail"]) == ("admin", None, None)

    at_the_desk(database, story)


def test_a_link_mailed_for_somebody_must_be_confirmed_where_it_is_opened(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await place.invite("salma@tktm.ma")
        id_ = (await person(boss, "salma@tktm.ma"))["id"]
        assert (await boss.send("POST", f"{USERS}/{id_}/link")).status_code == 202
        await (await place.part(SendLinks))()
        assert place.mailer.sent[-1].to == "salma@tktm.ma"
        token = token_of(place.mailer.sent[-1])
        for browser in (boss, place.browser()):
            assert (await browser.get(REDEEM + token)).json()["status"] == "confirm_required"
        (asked,) = await all_of(boss, "/api/audit", action="magic_link_asked")
        assert (asked["resource"], asked["by"]["email"]) == (f"staff:{id_}", "boss@tktm.ma")
        await edit(boss, "salma@tktm.ma", active=False)
        refused = await boss.send("POST", f"{USERS}/{id_}/link")
        assert (refused.status_code, refused.json()["code"]) == (409, "inactive")

    at_the_desk(database, story)


def test_each_change_of_a_person_is_in_the_audit_log(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await boss.send("POST", USERS, {"email": "salma@tktm.ma", "role": "bo"})
        await edit(boss, "salma@tktm.ma", role="admin", name="Salma")
        await edit(boss, "salma@tktm.ma", role="admin")
        id_ = (await person(boss, "salma@tktm.ma"))["id"]
        changed, invited = await all_of(boss, "/api/audit", resource=f"staff:{id_}")
        assert (changed["before"]["role"], changed["changes"]["role"]) == ("bo", "admin")
        assert changed["changes"]["name"] == "Salma"
        assert (invited["by"]["email"], invited["ip"] != "") == ("boss@tktm.ma", True)

    at_the_desk(database, story)


def test_somebody_elses_session_is_ended_by_who_manages_users(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        salma = await place.signed_in("salma@tktm.ma", Role.BO)
        id_ = (await person(boss, "salma@tktm.ma"))["id"]
        (session,) = (await boss.get(f"{USERS}/{id_}/sessions")).json()
        assert not session["current"]
        ended = await boss.send("DELETE", f"/api/auth/sessions/{session['id']}")
        assert ended.status_code == 204
        assert (await salma.get(ME)).status_code == 401

    at_the_desk(database, story)
