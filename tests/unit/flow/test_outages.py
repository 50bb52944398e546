"""A number that is away is mailed of once, whoever looks and however often; a short absence never is."""

import asyncio

import pytest

from jarvis_adapters.memory.mail import MemoryMailer
from jarvis_adapters.memory.messaging import MemoryMessaging
from jarvis_domain.desk.staff import Role
from jarvis_domain.flow.outage import A_FLAP, BACK, LOOKED_AT_EVERY, LOST, UNTOLD, TellOfOutages
from jarvis_domain.ports.mail import MailFailed
from jarvis_domain.ports.messaging import Connection
from support.back_office import TEAM, BackOffice, Died, Mortal

LOOK, AN_HOUR = LOOKED_AT_EVERY.total_seconds(), 3600


class Numbers:
    """An office, a gateway, and workers that look at it in turn."""

    def __init__(self, workers=1, **sending):
        self.office = BackOffice(mailer=Mortal(MemoryMailer()))
        self.messaging = MemoryMessaging()
        self.workers = [self.worker(**sending) for _ in range(workers)]

    def worker(self, **sending):
        office = self.office
        parts = (office.store, self.messaging, office.mailer, office.heard, office.clock)
        return TellOfOutages(*parts, ("jarvis",), **sending)

    def is_now(self, connection):
        self.messaging.connections["jarvis"] = connection

    async def looks(self, seconds):
        """As many looks as that time has, each by the next worker."""
        for turn in range(int(seconds / LOOK)):
            await self.workers[turn % len(self.workers)]()
            self.office.clock.advance(LOOK)

    async def told(self):
        return [entry.action for entry in await self.office.audit("whatsapp:jarvis")]

    @property
    def mails(self):
        return self.office.sent("outage")


def watched(story, **more):
    async def run():
        numbers = Numbers(**more)
        await numbers.office.prefer(back_office_addresses=TEAM)
        await story(numbers)

    asyncio.run(run())


@pytest.mark.parametrize("workers", [1, 3])
def test_a_number_that_is_away_is_mailed_of_once_for_each_outage(workers):
    async def story(numbers):
        for outage in (1, 2):
            numbers.is_now(Connection.CLOSED)
            await numbers.looks(AN_HOUR)
            assert len(numbers.mails) == outage
            numbers.is_now(Connection.OPEN)
            await numbers.looks(AN_HOUR)
        assert await numbers.told() == [LOST, BACK, LOST, BACK]
        mail = numbers.mails[0]
        assert (mail.to, "jarvis" in mail.subject, "code QR" in mail.text) == ("bo@tktm.example", True, True)
        assert numbers.office.heard.of("alert")[:2] == ["number_lost:jarvis", "number_back:jarvis"]

    watched(story, workers=workers)


def test_who_is_back_within_two_minutes_was_never_lost():
    async def story(numbers):
        for _ in range(20):
            numbers.is_now(Connection.CONNECTING)
            await numbers.looks(A_FLAP.total_seconds())
            numbers.is_now(Connection.OPEN)
            await numbers.looks(LOOK)
        assert (numbers.mails, await numbers.told()) == ([], [])

    watched(story)


def test_two_looks_with_hours_between_them_are_no_outage():
    async def story(numbers):
        numbers.is_now(Connection.CLOSED)
        await numbers.workers[0]()
        numbers.office.clock.advance(AN_HOUR)
        await numbers.workers[0]()
        assert await numbers.told() == []

    watched(story)


def test_a_worker_that_starts_anew_during_an_outage_does_not_mail_again():
    async def story(numbers):
        numbers.is_now(Connection.CLOSED)
        await numbers.looks(600)
        numbers.workers = [numbers.worker()]
        await numbers.looks(600)
        assert len(numbers.mails) == 1

    watched(story)


@pytest.mark.parametrize("dies", ["before", "after"])
def test_a_worker_that_dies_while_it_mails_costs_no_mail_and_doubles_none(dies):
    async def story(numbers):
        numbers.is_now(Connection.CLOSED)
        numbers.office.mailer.deaths.append(dies)
        with pytest.raises(Died):
            await numbers.looks(600)
        await numbers.looks(600)
        assert len(numbers.mails) == 1

    watched(story)


def test_trouble_of_the_mail_service_is_waited_out_and_a_refusal_is_audited():
    async def story(numbers):
        numbers.is_now(Connection.CLOSED)
        numbers.office.mailer.fail_next(MailFailed(detail="503 busy"))
        numbers.office.mailer.fail_next(MailFailed(detail="422 no", permanent=True))
        await numbers.looks(AN_HOUR)
        assert (numbers.mails, await numbers.told()) == ([], [LOST, UNTOLD])
        numbers.is_now(Connection.OPEN)
        await numbers.looks(LOOK)
        assert await numbers.told() == [LOST, UNTOLD, BACK]

    watched(story)


def test_without_addresses_those_who_work_are_mailed_and_without_a_mail_service_nobody():
    async def story(numbers):
        await numbers.office.prefer(back_office_addresses=())
        await numbers.office.colleague("leila")
        await numbers.office.colleague("amina", Role.ADMIN)
        await numbers.office.colleague("vera", Role.VIEWER)
        numbers.is_now(Connection.CLOSED)
        await numbers.looks(600)
        (mail,) = numbers.mails
        assert {mail.to, *mail.copies} == {"leila@tktm.example", "amina@tktm.example"}

    watched(story)

    async def silent(numbers):
        numbers.is_now(Connection.CLOSED)
        await numbers.looks(600)
        assert (numbers.mails, await numbers.told()) == ([], [LOST])

    watched(silent, mailing=False)
