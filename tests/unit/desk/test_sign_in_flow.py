"""Signing in from the request to the session, with nothing but memory."""

import asyncio
from datetime import timedelta

import pytest

from jarvis_domain.desk.sign_in import SessionLimits
from jarvis_domain.desk.staff import LastAdmin, Role, parse_email
from jarvis_domain.flow.sign_in import ConfirmFirst, LinkInvalid, SignedIn
from jarvis_domain.ports.mail import MailFailed
from support.desk import CONSOLE, HERE, SALMA, Office

DAY = 24 * 3600


def told(story):
    return asyncio.run(story)


def test_an_invited_person_asks_reads_the_mail_and_is_in():
    async def story():
        office = Office()
        person = await office.invite()
        signed_in = await office.redeem(await office.link())
        assert isinstance(signed_in, SignedIn)
        assert signed_in.person.id == person.id
        assert (await office.sessions.who(signed_in.session.id)).person.last_login_at is not None
        assert await office.audit() == ["user_changed", "magic_link_sent", "admin_login"]

    told(story())


def test_a_stranger_gets_no_mail_and_the_audit_hears_of_it():
    async def story():
        office = Office()
        for email in ("nobody@tktm.ma", "not an address", ""):
            await office.ask(email)
        assert office.mailer.sent == []
        assert await office.audit() == ["magic_link_refused"]

    told(story())


def test_a_person_who_was_deactivated_gets_no_mail_and_an_older_link_is_worth_nothing():
    async def story():
        office = Office()
        await office.invite("boss@tktm.ma")
        await office.invite(role=Role.BO)
        token = await office.link()
        await office.invite(role=Role.BO, active=False)
        assert await office.redeem(token) == LinkInvalid()
        await office.ask()
        assert len(office.mailer.sent) == 1

    told(story())


def test_a_scanner_that_opens_the_link_burns_nothing():
    async def story():
        office = Office()
        await office.invite()
        token = await office.link()
        for _ in range(3):
            opened = await office.redeem(token, nonce=None)
            assert isinstance(opened, ConfirmFirst)
            assert (opened.email, opened.ip) == ("s****@tktm.ma", HERE.ip)
        assert isinstance(await office.redeem(token, nonce="other browser", confirmed=True), SignedIn)

    told(story())


def test_a_link_works_once():
    async def story():
        office = Office()
        await office.invite()
        token = await office.link()
        outcomes = await asyncio.gather(*(office.redeem(token) for _ in range(20)))
        assert sum(isinstance(outcome, SignedIn) for outcome in outcomes) == 1
        assert await office.redeem(token, confirmed=True) == LinkInvalid()

    told(story())


@pytest.mark.parametrize("hours", [24, 1 / 6])
def test_a_link_lives_as_long_as_it_is_said_to(hours):
    async def story():
        office = Office(timedelta(hours=hours))
        await office.invite()
        token = await office.link()
        office.clock.advance(hours * 3600 - 1)
        assert isinstance(await office.redeem(token, nonce=None), ConfirmFirst)
        office.clock.advance(1)
        assert await office.redeem(token) == LinkInvalid()

    told(story())


def test_only_the_newest_link_counts():
    async def story():
        office = Office()
        await office.invite()
        older, newer = await office.link(), await office.link()
        assert await office.redeem(older) == LinkInvalid()
        assert isinstance(await office.redeem(newer), SignedIn)

    told(story())


def test_a_tampered_token_is_as_good_as_none():
    async def story():
        office = Office()
        await office.invite()
        token = await office.link()
        for wrong in (
            "f" + token[1:],
            token[:-1] + "f",
            token[:-1],
            token + "0",
            token.upper() + "G",
        ):
            assert await office.redeem(wrong, confirmed=True) == LinkInvalid()
        assert isinstance(await office.redeem(token), SignedIn)

    told(story())


def test_the_sixth_mail_within_a_day_is_not_sent_the_next_day_it_is():
    async def story():
        office = Office()
        await office.invite()
        for _ in range(6):
            await office.ask()
            office.clock.advance(60)
        assert len(office.mailer.sent) == 5
        assert "magic_link_refused" in await office.audit()
        office.clock.advance(DAY)
        await office.ask()
        assert len(office.mailer.sent) == 6

    told(story())


def test_a_mail_that_could_not_be_sent_is_tried_again_and_does_not_count():
    async def story():
        office = Office()
        await office.invite()
        office.mailer.fail_next(MailFailed(detail="500"))
        await office.ask()
        assert office.mailer.sent == []
        office.clock.advance(91)
        await office.send_links()
        assert len(office.mailer.sent) == 1
        for _ in range(4):
            await office.ask()
        assert len(office.mailer.sent) == 5

    told(story())


def test_a_mail_that_cannot_be_sent_is_given_up():
    async def story():
        office = Office()
        await office.invite()
        for permanent in (True, False, False, False):
            office.mailer.fail_next(MailFailed(detail="no", permanent=permanent))
        await office.ask()
        await office.ask()
        for _ in range(6):
            office.clock.advance(91)
            await office.send_links()
        assert office.mailer.sent == []
        assert (await office.audit()).count("magic_link_not_sent") == 4
        assert (await office.audit())[-1] == "magic_link_refused"

    told(story())


def test_a_role_taken_away_counts_at_the_next_request_and_so_does_an_end():
    async def story():
        office = Office()
        await office.invite("boss@tktm.ma")
        await office.invite()
        session = (await office.redeem(await office.link())).session
        await office.invite(role=Role.VIEWER)
        assert (await office.sessions.who(session.id)).person.role is Role.VIEWER
        await office.invite(role=Role.VIEWER, active=False)
        assert await office.sessions.who(session.id) is None

    told(story())


def test_a_session_ends_when_it_is_idle_old_or_signed_out():
    async def story():
        office, limits = Office(), SessionLimits()
        await office.invite()
        session = (await office.redeem(await office.link())).session
        for _ in range(5):
            office.clock.advance(limits.idle.total_seconds() - 61)
            assert await office.sessions.who(session.id)
        office.clock.advance(limits.absolute.total_seconds())
        assert await office.sessions.who(session.id) is None

        session = (await office.redeem(await office.link())).session
        office.clock.advance(limits.idle.total_seconds())
        assert await office.sessions.who(session.id) is None

        signed_in = await office.redeem(await office.link())
        await office.sessions.sign_out(signed_in, HERE)
        assert await office.sessions.who(signed_in.session.id) is None
        assert (await office.audit())[-1] == "admin_logout"

    told(story())


def test_one_ends_ones_own_sessions_and_an_administrator_everybodys():
    async def story():
        office = Office()
        boss, salma = await office.invite("boss@tktm.ma"), await office.invite(role=Role.BO)
        bosses = (await office.redeem(await office.link("boss@tktm.ma"))).session
        first = (await office.redeem(await office.link())).session
        second = (await office.redeem(await office.link())).session
        assert await office.sessions.of(salma) == (second, first)
        assert not await office.sessions.revoke(salma, bosses.id, HERE)
        assert await office.sessions.revoke(salma, first.id, HERE)
        assert await office.sessions.revoke(boss, second.id, HERE)
        assert not await office.sessions.revoke(boss, second.id, HERE)
        assert await office.sessions.of(salma) == ()

    told(story())


def test_the_last_administrator_stays():
    async def story():
        office = Office()
        boss = await office.invite("boss@tktm.ma")
        assert await office.invite("boss@tktm.ma", Role.VIEWER) == LastAdmin(boss.id)
        assert await office.invite("boss@tktm.ma", active=False) == LastAdmin(boss.id)
        await office.invite()
        assert (await office.invite("boss@tktm.ma", Role.VIEWER)).role is Role.VIEWER

    told(story())


def test_the_first_administrator_comes_from_the_settings_once():
    async def story():
        office = Office()
        assert await office.staffing.ensure_admin(parse_email(SALMA))
        assert not await office.staffing.ensure_admin(parse_email("other@tktm.ma"))
        assert [str(person.email) for person in await office.staffing.people()] == [SALMA]

    told(story())


def test_a_link_made_by_hand_lets_in_after_a_click_whatever_was_mailed_before():
    async def story():
        office = Office()
        await office.invite()
        for _ in range(6):
            await office.ask()
        token = (await office.staffing.link_by_hand(parse_email(SALMA))).value
        assert isinstance(await office.redeem(token), ConfirmFirst)
        assert isinstance(await office.redeem(token, confirmed=True), SignedIn)
        assert await office.staffing.link_by_hand(parse_email("nobody@tktm.ma")) is None

    told(story())


def test_no_token_and_no_whole_address_of_a_stranger_reaches_the_audit():
    async def story():
        office = Office()
        await office.invite()
        token = await office.link()
        await office.redeem(token)
        await office.ask("stranger@elsewhere.ma")
        async with office.store.begin() as work:
            log = repr(await work.desk.audit_after(0, limit=100))
        assert token[:16] not in log
        assert "stranger@" not in log

    told(story())


def test_a_change_of_the_staff_is_told_to_whoever_is_signed_in_a_refused_one_is_not():
    async def story():
        office = Office()
        async with office.events.subscribe() as events:
            salma = await office.invite()
            refused = await office.staffing.change(salma.id, who=CONSOLE, role=Role.BO)
            assert isinstance(refused, LastAdmin)
            await office.staffing.change(salma.id, who=CONSOLE, name="Salma")
            heard = [await anext(events), await anext(events)]
        assert [(event.kind, event.id) for event in heard] == [("settings", f"staff:{salma.id}")] * 2
        people = await office.staffing.people()
        assert [person.name for person in people] == ["Salma"]

    told(story())
