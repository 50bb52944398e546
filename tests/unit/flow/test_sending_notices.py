"""The mails of escalations: each once, whatever happens to the mail service or to us."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.memory.mail import MemoryMailer
from jarvis_domain.casework.escalation import EscalationPending, EscalationSent
from jarvis_domain.casework.notice_mail import back_office_mail, orange_mail
from jarvis_domain.casework.orange_pack import compose_pack
from jarvis_domain.desk.digests import latest_round, next_round
from jarvis_domain.desk.preferences import Digest
from jarvis_domain.desk.staff import Role
from jarvis_domain.flow.send_notices import MAIL_OFF, NO_ADDRESS
from jarvis_domain.ports.mail import MailFailed
from jarvis_domain.understanding.reading import ComplaintType
from support.back_office import ORANGE, TEAM, BackOffice, Died, Mortal
from support.casework import ONG, opened

BLOCKED = ComplaintType.CAS_BLOQUE
TROUBLE, REFUSED = MailFailed(detail="503 busy"), MailFailed(detail="422 no such thing", permanent=True)


async def escalated(count=1, *, digest=Digest.AT_ONCE, **sending):
    """An office with addresses, and so many escalations of one contractor."""
    office = BackOffice(mailer=Mortal(MemoryMailer()), **sending)
    await office.prefer(orange_addresses=ORANGE, back_office_addresses=TEAM, digest=digest)
    office.clock.advance(30)  # half a minute past noon, also in Casablanca: it is Ramadan
    karim = await office.contractor()
    tickets = []
    for number in range(1, count + 1):
        filed = await office.files(karim, BLOCKED, number, details="<b>bloqué</b>")
        tickets += await office.tickets_of(filed.complaint.id)
    office.heard.events.clear()
    return office, tickets


async def clock_of(office, ticket):
    async with office.store.begin() as work:
        return await work.cases.clock_of(ticket.id)


def test_orange_gets_the_pack_with_its_sheet_and_the_clock_stops():
    async def story():
        office, (ticket,) = await escalated()
        began = office.clock.now()
        office.clock.advance(2)
        await office.send_notices()
        (mail,) = office.sent("orange")

        assert (mail.to, mail.copies) == ("b2b@orange.example", ("suivi@orange.example",))
        assert ticket.number.value in mail.subject
        assert [sheet.name for sheet in mail.attachments] == [f"{ticket.number}.xlsx"]
        assert "<b>bloqué" in mail.text
        assert "<b>bloqué" not in mail.html
        stopped = EscalationSent(decided_at=began, sent_at=began + timedelta(seconds=2))
        assert await clock_of(office, ticket) == stopped
        entry = (await office.audit(f"ticket:{ticket.id}"))[-1]
        assert (entry.action, entry.changes["seconds"]) == ("ticket_notified", "2.0")
        assert "b2b@" not in entry.changes["to"]
        assert office.heard.of("ticket") == [str(ticket.id)]

    asyncio.run(story())


def test_the_back_office_is_told_too_and_nothing_is_left_waiting():
    async def story():
        office, (ticket,) = await escalated()
        await office.send_notices()
        await office.send_notices()
        (mail,) = office.sent("back-office")

        assert mail.to == "bo@tktm.example"
        assert ticket.number.value in mail.subject
        assert await office.waiting() == []
        assert len(office.mailer.sent) == 2

    asyncio.run(story())


def test_without_addresses_of_their_own_everybody_who_works_is_mailed():
    async def story():
        office, _ = await escalated()
        await office.prefer(back_office_addresses=())
        await office.colleague("leila")
        await office.colleague("vera", Role.VIEWER)
        await office.colleague("gone", active=False)
        await office.send_notices()
        (mail,) = office.sent("back-office")

        assert (mail.to, mail.copies) == ("leila@tktm.example", ())

    asyncio.run(story())


def test_trouble_of_the_mail_service_is_waited_out():
    async def story():
        office, (ticket,) = await escalated()
        for _ in range(2):
            office.mailer.fail_next(TROUBLE)
        await office.send_notices()
        assert ("orange", "503 busy") in await office.waiting()
        assert isinstance(await clock_of(office, ticket), EscalationPending)

        office.clock.advance(4)
        await office.send_notices()
        assert office.sent("orange") == []
        office.clock.advance(1)
        await office.send_notices()
        assert len(office.sent("orange")) == 1

    asyncio.run(story())


def test_what_cannot_be_sent_is_given_up_and_shown():
    async def story():
        office, (ticket,) = await escalated()
        office.mailer.fail_next(REFUSED)
        await office.send_notices()

        assert await office.waiting() == []
        entry = (await office.audit(f"ticket:{ticket.id}"))[-1]
        assert (entry.action, entry.changes["reason"]) == ("ticket_not_notified", "422 no such thing")
        assert office.heard.of("alert") == [str(ticket.complaint)]
        assert len(office.sent("back-office")) == 1

    asyncio.run(story())


def test_a_day_of_trouble_is_the_end_of_it():
    async def story():
        office, (ticket,) = await escalated(digest=Digest.OFF)
        began = office.clock.now()
        while await office.waiting():
            office.mailer.fail_next(TROUBLE)
            await office.send_notices()
            office.clock.advance(60)
        lasted = office.clock.now() - began

        assert timedelta(hours=23) < lasted < timedelta(hours=26)
        assert office.sent("orange") == []
        assert office.heard.of("alert") == [str(ticket.complaint)]

    asyncio.run(story())


def test_without_an_address_at_orange_they_wait_and_alert_once():
    async def story():
        office, tickets = await escalated(2)
        await office.prefer(orange_addresses=())
        for _ in range(3):
            await office.send_notices()
            office.clock.advance(3600)
        assert await office.waiting() == [("orange", NO_ADDRESS)] * 2
        assert sorted(office.heard.of("alert")) == sorted(str(ticket.complaint) for ticket in tickets)

        await office.prefer(orange_addresses=ORANGE)
        await office.send_notices()
        assert len(office.sent("orange")) == 2

    asyncio.run(story())


def test_while_mail_is_off_nothing_is_lost_however_long():
    async def story():
        office, (ticket,) = await escalated(mailing=False)
        for _ in range(100):
            await office.send_notices()
            office.clock.advance(3600)
        assert office.mailer.sent == []
        assert ("orange", MAIL_OFF) in await office.waiting()
        assert office.heard.of("alert") == [str(ticket.complaint)]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("digest", "wait"), [(Digest.HOURLY, 58 * 60), (Digest.DAILY, 20 * 3600 - 120)], ids=["hourly", "daily"]
)
def test_a_digest_gathers_what_came_before_its_round(digest, wait):
    async def story():
        office, _ = await escalated(3, digest=digest)
        office.clock.advance(30)
        await office.send_notices()
        assert office.sent("back-office") == []
        assert len(office.sent("orange")) == 3

        office.clock.advance(wait)
        await office.send_notices()
        assert office.sent("back-office") == []
        office.clock.advance(61)
        await office.files(await office.contractor(), BLOCKED, 9)
        await office.send_notices()
        (mail,) = office.sent("back-office")
        assert mail.subject == "3 escalades à Orange"
        assert "F0000009D" not in mail.text

    asyncio.run(story())


def test_a_back_office_that_wants_no_mail_gets_none():
    async def story():
        office, _ = await escalated(2, digest=Digest.OFF)
        await office.send_notices()

        assert office.sent("back-office") == []
        assert await office.waiting() == []

    asyncio.run(story())


happenings = st.lists(
    st.sampled_from(["before", "after", "trouble", "cut off", "quiet", "wait"]), max_size=12
)


@given(happenings, st.integers(1, 3), st.sampled_from([Digest.AT_ONCE, Digest.HOURLY]))
def test_each_escalation_is_mailed_exactly_once_whatever_dies_or_fails(happens, count, digest):
    async def story():
        office, tickets = await escalated(count, digest=digest)
        for what in happens:
            await _happens(office, what)
        for _ in range(40):
            await _happens(office, "wait")
        numbers = [mail.attachments[0].name for mail in office.sent("orange")]

        assert sorted(numbers) == sorted(f"{ticket.number}.xlsx" for ticket in tickets)
        assert await office.waiting() == []
        for ticket in tickets:
            assert isinstance(await clock_of(office, ticket), EscalationSent)
            told = await office.actions(f"ticket:{ticket.id}")
            assert told == ["ticket_escalated", "ticket_notified"]

    asyncio.run(story())


async def _happens(office, what):
    match what:
        case "before" | "after":
            office.mailer.deaths.append(what)
        case "trouble" | "cut off":
            office.mailer.fail_next(TROUBLE, after_sending=what == "cut off")
        case "wait":
            office.clock.advance(600)
    try:
        await office.send_notices()
    except Died:
        office.clock.advance(30)


def test_the_same_pack_makes_the_same_mail():
    complaint = opened(details="client <script>alert(1)</script>\nn'a pas répondu")
    now = complaint.opened_at
    packs = [compose_pack(complaint, ONG, contractor_name="A & B", status=None, now=now) for _ in range(2)]
    mails = [orange_mail(pack) for pack in packs]

    assert mails[0] == mails[1]
    assert "<script>" not in mails[0].html
    assert "&lt;script&gt;" in mails[0].html
    assert "A &amp; B" in mails[0].html
    assert "http" not in mails[0].html


def test_a_mail_of_no_escalation_is_not_written():
    with pytest.raises(ValueError, match="no escalation"):
        back_office_mail([])


moments = st.integers(0, 3 * 365 * 24 * 3600).map(
    lambda second: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)


@given(st.sampled_from([Digest.HOURLY, Digest.DAILY]), moments)
def test_a_round_has_just_been_and_another_is_to_come(digest, now):
    latest, following = latest_round(digest, now), next_round(digest, now)

    assert latest <= now < following
    assert latest_round(digest, latest) == latest
    assert latest_round(digest, following) == following
    assert following - latest <= timedelta(hours=1 if digest is Digest.HOURLY else 25)


def test_the_daily_round_is_at_eight_by_casablancas_clock_also_in_ramadan():
    usual, ramadan = datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert latest_round(Digest.DAILY, usual) == datetime(2026, 6, 1, 7, tzinfo=UTC)
    assert latest_round(Digest.DAILY, ramadan) == datetime(2026, 3, 2, 8, tzinfo=UTC)
