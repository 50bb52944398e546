"""The mail to Orange with its real sheet, through Resend's client to the simulated mail service."""

import asyncio
import base64
import io

import httpx
import openpyxl
import pytest
from litestar import Litestar

from jarvis_adapters.excel.workbooks import ExcelWorkbooks
from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.resend.client import ResendMailer
from jarvis_adapters.simulators.resend import DEMO_RESEND_KEY, resend_router
from jarvis_domain.casework.escalation import EscalationSent
from jarvis_domain.desk.preferences import Digest
from jarvis_domain.understanding.reading import ComplaintType
from support.back_office import ORANGE, TEAM, BackOffice, Died, Mortal
from support.serving import serve


class Unhurried(ManualClock):
    """Who waits wakes at once, and the clock has moved on."""

    async def sleep(self, seconds):
        self.advance(seconds)


@pytest.fixture
def resend():
    with serve(Litestar([resend_router()], openapi_config=None)) as url:
        yield f"{url}/resend"


def arrived(resend):
    return httpx.get(f"{resend}/_ledger").json()["mails"]


def cut_after_arriving(resend, times):
    httpx.put(f"{resend}/_faults", json={"script": ["cut_sent"] * times}).raise_for_status()


def escalated(resend, story):
    """Runs the story in an office with one escalation, whose mailer can die."""

    async def run():
        clock = Unhurried()
        async with httpx.AsyncClient() as http:
            mailer = ResendMailer(http, resend, DEMO_RESEND_KEY, "JARVIS <no-reply@tktm.example>", clock)
            office = BackOffice(clock=clock, mailer=Mortal(mailer), sheets=ExcelWorkbooks())
            await office.prefer(orange_addresses=ORANGE, digest=Digest.OFF)
            karim = await office.contractor()
            filed = await office.files(karim, ComplaintType.CAS_BLOQUE, details="الزبون كيتسنى")
            await story(office, *await office.tickets_of(filed.complaint.id))

    asyncio.run(run())


def test_orange_can_open_what_is_attached(resend):
    async def story(office, ticket):
        await office.send_notices()
        (mail,) = arrived(resend)
        (file,) = mail["attachments"]
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(file["content"])))

        assert mail["to"] == ["b2b@orange.example", "suivi@orange.example"]
        assert file["filename"] == f"{ticket.number}.xlsx"
        assert book["Dossier"]["A2"].value == ticket.number.value
        assert "الزبون كيتسنى" in [cell.value for cell in book["Historique"]["C"]]

    escalated(resend, story)


@pytest.mark.parametrize("fault", ["death", "cut"])
def test_a_mail_that_arrived_and_was_not_noted_is_the_same_mail_when_it_is_tried_again(resend, fault):
    async def story(office, ticket):
        if fault == "death":
            await dies_after_arriving(office)
        else:
            cut_after_arriving(resend, times=3)
            await office.send_notices()
        office.clock.advance(120)
        await office.send_notices()

        assert len(arrived(resend)) == 1
        async with office.store.begin() as work:
            assert isinstance(await work.cases.clock_of(ticket.id), EscalationSent)
        assert (await office.actions(f"ticket:{ticket.id}"))[-1] == "ticket_notified"

    escalated(resend, story)


async def dies_after_arriving(office):
    office.mailer.deaths.append("after")
    with pytest.raises(Died):
        await office.send_notices()


def test_an_address_changed_after_a_mail_arrived_makes_no_second_mail_and_gives_nothing_up(resend):
    async def story(office, ticket):
        await dies_after_arriving(office)
        await office.prefer(orange_addresses=TEAM)
        office.clock.advance(120)
        await office.send_notices()

        assert [mail["to"][0] for mail in arrived(resend)] == ["b2b@orange.example"]
        assert (await office.actions(f"ticket:{ticket.id}"))[-1] == "ticket_notified"
        later = await office.files(await office.contractor(), ComplaintType.CAS_BLOQUE, 2)
        await office.send_notices()
        assert later.complaint.id != ticket.complaint
        assert [mail["to"][0] for mail in arrived(resend)] == ["b2b@orange.example", "bo@tktm.example"]

    escalated(resend, story)


def test_a_colleague_who_joins_between_two_tries_does_not_undo_the_mail_to_the_others(resend):
    async def story(office, ticket):
        await office.colleague("leila")
        await office.prefer(orange_addresses=(), digest=Digest.AT_ONCE)
        await dies_after_arriving(office)
        await office.colleague("omar")
        office.clock.advance(120)
        await office.send_notices()

        assert [mail["to"] for mail in arrived(resend)] == [["leila@tktm.example"]]
        assert [kind for kind, _ in await office.waiting()] == ["orange"]
        assert "ticket_not_notified" not in await office.actions(f"ticket:{ticket.id}")

    escalated(resend, story)
