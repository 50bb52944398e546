"""The contract of Desk, on every store, and of Tokens."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from jarvis_adapters.tokens import BcryptTokens
from jarvis_domain.desk.audit import AuditEntry, verify
from jarvis_domain.desk.sign_in import (
    Caller,
    LinkRequest,
    LinkToken,
    MagicLink,
    SessionLimits,
    hash_nonce,
    open_session,
    read_token,
)
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.mail import MailReport, MailStatus
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import DAY

HERE = Caller(ip="192.0.2.7", user_agent="Firefox ✓")
HOUR = timedelta(hours=1)


@pytest.fixture(params=["memory", "postgres"])
def hands(request):
    memory = request.param == "memory"
    made = InMemory() if memory else OnPostgres(request.getfixturevalue("database"))
    yield made
    made.close()


def salma(email="salma@tktm.ma", role=Role.ADMIN, **more):
    return Staff(id=uuid4(), email=EmailAddress(email), role=role, created_at=DAY, **more)


def link_for(person, at=DAY, *, hours=24, selector=None):
    return MagicLink(
        id=uuid4(),
        staff=person.id,
        selector=selector or uuid4().hex[:16],
        token_hash=uuid4().hex,
        nonce_hash=hash_nonce("browser"),
        created_at=at,
        expires_at=at + hours * HOUR,
        caller=HERE,
    )


def asked(email="salma@tktm.ma", at=DAY, nonce="browser"):
    return LinkRequest(id=uuid4(), email=email, nonce_hash=hash_nonce(nonce), requested_at=at, caller=HERE)


async def added(hands, *people):
    async with hands.store.begin() as work:
        for person in people:
            await work.desk.add_person(person)
    return people[0]


async def issued(hands, link, *, since=DAY - timedelta(days=1), limit=5):
    async with hands.store.begin() as work:
        return await work.desk.issue_link(link, since=since, limit=limit)


# staff


def test_a_person_is_found_by_id_and_by_address_as_saved_last(hands):
    async def story():
        person = await added(hands, salma())
        changed = msgspec.structs.replace(person, role=Role.BO, name="سلمى", last_login_at=DAY)
        async with hands.store.begin() as work:
            await work.desk.note_login(person.id, DAY)
            await work.desk.save_person(msgspec.structs.replace(changed, last_login_at=None))
        async with hands.store.begin() as work:
            assert await work.desk.person(person.id) == changed
            assert await work.desk.person_with(person.email) == changed
            assert await work.desk.person_with(EmailAddress("nobody@tktm.ma")) is None
            assert await work.desk.person(uuid4()) is None

    hands.run(story())


def test_an_address_belongs_to_one_person(hands):
    async def story():
        await added(hands, salma())
        with pytest.raises(Conflict, match="address"):
            await added(hands, salma())

    hands.run(story())


def test_everybody_is_listed_by_address_and_the_active_admins_are_known(hands):
    async def story():
        people = [
            salma("zoe@tktm.ma"),
            salma("ali@tktm.ma", Role.VIEWER),
            salma("mia@tktm.ma", active=False),
        ]
        await added(hands, *people)
        async with hands.store.begin() as work:
            assert [str(one.email) for one in await work.desk.people()] == [
                "ali@tktm.ma",
                "mia@tktm.ma",
                "zoe@tktm.ma",
            ]
            assert list(await work.desk.admins()) == [people[0].id]

    hands.run(story())


def test_of_two_admins_who_step_down_at_once_the_second_sees_the_first(hands):
    async def step_down(person):
        async with hands.store.begin() as work:
            admins = await work.desk.admins()
            if len(admins) > 1:
                await work.desk.save_person(msgspec.structs.replace(person, role=Role.BO))

    async def story():
        people = [salma(f"p{number}@tktm.ma") for number in range(6)]
        await added(hands, *people)
        await asyncio.gather(*(step_down(person) for person in people))
        async with hands.store.begin() as work:
            assert len(await work.desk.admins()) == 1

    hands.run(story())


# links


def test_requests_are_taken_up_in_their_order_and_held_for_the_lease(hands):
    async def story():
        first, second = asked("a@tktm.ma"), asked("b@tktm.ma", DAY + timedelta(seconds=1))
        for one in (second, first):
            async with hands.store.begin() as work:
                await work.desk.ask_link(one)
        taken = []
        for at in (DAY + HOUR, DAY + HOUR, DAY + HOUR, DAY + 3 * HOUR):
            async with hands.store.begin() as work:
                claimed = await work.desk.claim_link_request(at, lease=HOUR)
                taken.append(claimed and (claimed.email, claimed.attempts, claimed.caller))
        assert taken == [("a@tktm.ma", 1, HERE), ("b@tktm.ma", 1, HERE), None, ("a@tktm.ma", 2, HERE)]
        async with hands.store.begin() as work:
            await work.desk.end_link_request(first.id)
            await work.desk.end_link_request(second.id)
            await work.desk.end_link_request(second.id)
        async with hands.store.begin() as work:
            assert await work.desk.claim_link_request(DAY + 9 * HOUR, lease=HOUR) is None

    hands.run(story())


def test_who_asks_twice_before_anybody_looked_has_one_request_the_later(hands):
    async def story():
        for nonce in ("phone", "computer"):
            async with hands.store.begin() as work:
                await work.desk.ask_link(asked(nonce=nonce))
        async with hands.store.begin() as work:
            claimed = await work.desk.claim_link_request(DAY, lease=HOUR)
            assert claimed.nonce_hash == hash_nonce("computer")
            assert await work.desk.claim_link_request(DAY, lease=HOUR) is None
        async with hands.store.begin() as work:
            await work.desk.ask_link(asked(nonce="again"))
        async with hands.store.begin() as work:
            assert (await work.desk.claim_link_request(DAY, lease=HOUR)).nonce_hash == hash_nonce("again")

    hands.run(story())


def test_a_newer_link_revokes_the_older(hands):
    async def story():
        person = await added(hands, salma())
        older, newer = link_for(person), link_for(person, DAY + HOUR)
        assert await issued(hands, older)
        assert await issued(hands, newer)
        async with hands.store.begin() as work:
            assert await work.desk.link_with(newer.selector) == newer
            assert (await work.desk.link_with(older.selector)).revoked_at == newer.created_at
            assert not await work.desk.redeem_link(older.id, DAY + HOUR)
            assert await work.desk.redeem_link(newer.id, DAY + HOUR)
            assert await work.desk.link_with("0" * 16) is None

    hands.run(story())


def test_twenty_redemptions_of_one_link_at_once_make_one_session(hands):
    async def redeem(person, link):
        async with hands.store.begin() as work:
            if await work.desk.redeem_link(link.id, DAY):
                session = open_session(uuid4(), person, DAY, HERE, SessionLimits())
                await work.desk.add_session(session)

    async def story():
        person = await added(hands, salma())
        link = link_for(person)
        await issued(hands, link)
        await asyncio.gather(*(redeem(person, link) for _ in range(20)))
        async with hands.store.begin() as work:
            assert len(await work.desk.sessions_of(person.id)) == 1

    hands.run(story())


def test_a_link_ends_at_its_very_second(hands):
    async def story():
        person = await added(hands, salma())
        link = link_for(person)
        await issued(hands, link)
        async with hands.store.begin() as work:
            assert not await work.desk.redeem_link(link.id, link.expires_at)
            assert await work.desk.redeem_link(link.id, link.expires_at - timedelta(microseconds=1))

    hands.run(story())


def test_at_the_limit_no_link_is_issued_also_when_many_ask_at_once(hands):
    async def story():
        person = await added(hands, salma())
        links = [link_for(person, DAY + timedelta(seconds=n)) for n in range(8)]
        given = await asyncio.gather(*(issued(hands, link, limit=5) for link in links))
        assert sum(given) == 5
        kept = links[given.index(True)]
        async with hands.store.begin() as work:
            await work.desk.withdraw_link(kept.id)
        assert await issued(hands, link_for(person, DAY + HOUR))
        assert not await issued(hands, link_for(person, DAY + HOUR))
        assert await issued(hands, link_for(person, DAY + HOUR), since=DAY + HOUR / 2)

    hands.run(story())


# sessions


def test_a_session_comes_with_its_person_as_they_are_now_and_ends_once(hands):
    async def story():
        person = await added(hands, salma())
        session = open_session(uuid4(), person, DAY, HERE, SessionLimits())
        async with hands.store.begin() as work:
            await work.desk.add_session(session)
        demoted = msgspec.structs.replace(person, role=Role.VIEWER)
        async with hands.store.begin() as work:
            await work.desk.save_person(demoted)
            await work.desk.touch_session(session.id, DAY + HOUR)
        seen = msgspec.structs.replace(session, last_seen_at=DAY + HOUR)
        async with hands.store.begin() as work:
            assert await work.desk.session(session.id) == (seen, demoted)
            assert await work.desk.session(uuid4()) is None
            assert await work.desk.end_session(session.id, DAY + HOUR)
            assert not await work.desk.end_session(session.id, DAY + HOUR)
        async with hands.store.begin() as work:
            assert list(await work.desk.sessions_of(person.id)) == []
            assert (await work.desk.session(session.id))[0].revoked_at == DAY + HOUR

    hands.run(story())


def test_sessions_are_listed_newest_first(hands):
    async def story():
        person = await added(hands, salma())
        sessions = [open_session(uuid4(), person, DAY + n * HOUR, HERE, SessionLimits()) for n in range(3)]
        async with hands.store.begin() as work:
            for session in sessions:
                await work.desk.add_session(session)
        async with hands.store.begin() as work:
            assert list(await work.desk.sessions_of(person.id)) == sessions[::-1]

    hands.run(story())


def test_what_a_unit_of_work_did_at_the_desk_is_undone_with_it(hands):
    async def failing(person):
        async with hands.store.begin() as work:
            await work.desk.add_person(person)
            await work.record(entry("user_changed"))
            raise RuntimeError

    async def story():
        person = salma()
        with pytest.raises(RuntimeError):
            await failing(person)
        async with hands.store.begin() as work:
            assert await work.desk.person(person.id) is None
            assert list(await work.desk.audit_after(0, limit=10)) == []
            assert await work.desk.audit_end() is None

    hands.run(story())


def test_unknown_people_and_sessions_are_bugs_and_say_so(hands):
    async def story():
        stranger, nobody = salma(), uuid4()
        for wrong in (
            lambda desk: desk.save_person(stranger),
            lambda desk: desk.issue_link(link_for(stranger), since=DAY, limit=5),
            lambda desk: desk.note_login(nobody, DAY),
            lambda desk: desk.touch_session(nobody, DAY),
            lambda desk: desk.add_session(open_session(nobody, stranger, DAY, HERE, SessionLimits())),
        ):
            with pytest.raises(LookupError):
                async with hands.store.begin() as work:
                    await wrong(work.desk)

    hands.run(story())


# mails


def report(id_, status, mail="mail-1", reason=""):
    return MailReport(id=id_, mail_id=mail, status=status, at=DAY, reason=reason)


async def reported(hands, *reports):
    told = []
    for one in reports:
        async with hands.store.begin() as work:
            told.append(await work.desk.report_mail(one))
    return told


async def noted(hands):
    async with hands.store.begin() as work:
        await work.desk.note_mail("magic-link/1", "mail-1", kind="magic_link", at=DAY)


async def status_of(hands):
    async with hands.store.begin() as work:
        return await work.desk.mail_status("magic-link/1")


def test_how_far_the_last_links_mail_got_is_known_of_everybody_who_was_mailed(hands):
    async def story():
        one, other, nobody = salma(), salma("omar@tktm.ma"), salma("nour@tktm.ma")
        older, newer, theirs = link_for(one), link_for(one, DAY + timedelta(minutes=1)), link_for(other)
        async with hands.store.begin() as work:
            for person in (one, other, nobody):
                await work.desk.add_person(person)
            for link in (older, newer, theirs):
                await work.desk.issue_link(link, since=DAY - timedelta(days=1), limit=5)
                await work.desk.note_mail(link.mail_key, f"m-{link.id}", kind="magic_link", at=DAY)
            await work.desk.report_mail(report("b1", MailStatus.BOUNCED, mail=f"m-{older.id}"))
            await work.desk.report_mail(report("b2", MailStatus.DELIVERED, mail=f"m-{newer.id}"))
        async with hands.store.begin() as work:
            assert await work.desk.link_mails() == {
                one.id: MailStatus.DELIVERED,
                other.id: MailStatus.SENT,
            }

    hands.run(story())


def test_a_mails_status_rises_and_never_falls(hands):
    async def story():
        assert await status_of(hands) is None
        await noted(hands)
        assert await status_of(hands) is MailStatus.SENT
        told = await reported(
            hands,
            report("e1", MailStatus.DELIVERED),
            report("e2", MailStatus.DELAYED),
            report("e1", MailStatus.BOUNCED),
            report("e3", MailStatus.DELIVERED, mail="somebody else's"),
        )
        assert told == [True, False, False, False]
        assert await status_of(hands) is MailStatus.DELIVERED

    hands.run(story())


def test_a_report_that_comes_before_the_mail_is_noted_counts(hands):
    async def story():
        await reported(hands, report("e1", MailStatus.BOUNCED, reason="no such box"))
        await noted(hands)
        await noted(hands)
        assert await status_of(hands) is MailStatus.BOUNCED

    hands.run(story())


def test_a_report_at_the_very_moment_the_mail_is_noted_is_not_lost(hands):
    async def story():
        for number in range(8):
            mail = f"mail-{number}"

            async def note(mail=mail, number=number):
                async with hands.store.begin() as work:
                    await work.desk.note_mail(f"k{number}", mail, kind="magic_link", at=DAY)

            await asyncio.gather(
                note(), reported(hands, report(f"e{number}", MailStatus.DELIVERED, mail=mail))
            )
            async with hands.store.begin() as work:
                assert await work.desk.mail_status(f"k{number}") is MailStatus.DELIVERED

    hands.run(story())


# audit


def entry(action="did", **more):
    return AuditEntry(at=DAY, actor="ali", action=action, resource="thing", **more)


def test_entries_come_back_whole_and_chained(hands):
    async def story():
        written = [
            entry(changes={"z": "é\n", "a": "نعم"}, before={"b": "1"}, ip="::1", user_agent='"'),
            entry("then"),
            entry("last"),
        ]
        for one in written:
            async with hands.store.begin() as work:
                await work.record(one)
        async with hands.store.begin() as work:
            await work.record(entry("at the end"))
            log = list(await work.desk.audit_after(0, limit=10))
            assert [sealed.entry for sealed in log] == [*written, entry("at the end")]
            assert list(verify(log)) == []
            assert await work.desk.audit_end() == log[3]
            rest = list(await work.desk.audit_after(log[1].seq, limit=1))
            assert rest == [log[2]]
            assert list(verify(rest, head=log[1].hash)) == []

    hands.run(story())


def test_of_two_hundred_who_write_at_once_every_entry_is_in_the_chain(hands):
    connections = asyncio.Semaphore(20)

    async def write(number):
        async with connections, hands.store.begin() as work:
            await work.record(entry(f"{number}a"))
            await asyncio.sleep(0)
            await work.record(entry(f"{number}b"))

    async def story():
        await asyncio.gather(*(write(number) for number in range(200)))
        async with hands.store.begin() as work:
            log = await work.desk.audit_after(0, limit=1000)
        assert len(log) == 400
        assert list(verify(log)) == []

    hands.run(story())


# tokens


def test_tokens_are_64_hex_digits_and_never_the_same():
    tokens = {BcryptTokens().new().value for _ in range(50)}

    assert len(tokens) == 50
    assert all(read_token(token) for token in tokens)


def test_a_hash_knows_its_token_and_no_other_and_does_not_hold_it():
    async def story():
        tokens = BcryptTokens()
        one = tokens.new()
        hashed = await tokens.hash(one)
        assert await tokens.matches(one, hashed)
        assert one.value not in hashed
        assert await tokens.hash(one) != hashed
        assert not await tokens.matches(LinkToken(one.value[:-1] + "g"), hashed)
        assert not await tokens.matches(one, None)

    asyncio.run(story())
