"""Case work in a store: a contractor who wrote, his complaints, their tickets and notices."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from jarvis_domain.casework.complaints import Filing, open_complaint
from jarvis_domain.casework.escalation import MailBackOffice, MailOrange
from jarvis_domain.casework.orange_pack import Moment, OrangePack, Sheet
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketNumber, open_ticket
from jarvis_domain.ports.cases import Notice
from jarvis_domain.understanding.reading import ComplaintType
from support.persistence_values import CONTRACTS, DAY, inbound

HOUR = timedelta(hours=1)
_drawn = count(1)


async def wrote(hands, **message):
    """Somebody's message was stored; both of its ids."""
    return await hands.store.receive(inbound(**message))


def opening(contractor, kind=ComplaintType.CAS_BLOQUE, contract=CONTRACTS[0], at=DAY, details="bloqué"):
    filing = Filing(kind=kind, contract=contract, contractor=contractor, details=details)
    return open_complaint(filing, complaint_id=uuid4(), priority=Priority.MEDIUM, by="jarvis", at=at)


async def filed(hands, contractor, **more):
    opened = opening(contractor, **more)
    async with hands.store.begin() as work:
        await work.cases.add_complaint(opened)
    return opened.complaint


async def saved(hands, change):
    async with hands.store.begin() as work:
        await work.cases.save_complaint(change)
    return change.complaint


async def complaint_in(hands, id_):
    async with hands.store.begin() as work:
        return await work.cases.complaint(id_)


def ticketing(complaint, ticket=None, at=DAY):
    return open_ticket(
        ticket or TicketNumber.from_random(next(_drawn)),
        ticket_id=uuid4(),
        complaint=complaint.id,
        contract=complaint.contract,
        by="jarvis",
        at=at,
    )


async def ticketed(hands, complaint, **more):
    opened = ticketing(complaint, **more)
    async with hands.store.begin() as work:
        await work.cases.add_ticket(opened)
    return opened.ticket


async def escalated(hands):
    """The ticket of a new contractor's new complaint."""
    return await ticketed(hands, await filed(hands, (await wrote(hands)).contractor))


def orange_notice(ticket, at=DAY):
    sheet = Sheet(title="Réclamation", columns=("Quoi", "Quand"), rows=(("=1+1", Moment(DAY)), (7, None)))
    pack = OrangePack(ticket=ticket.number, subject="[ONG]", text="Bonjour", sheets=(sheet,))
    return Notice(id=uuid4(), ticket=ticket.id, mail=MailOrange(pack=pack), queued_at=at)


def office_notice(ticket, at=DAY):
    mail = MailBackOffice(subject="Escalade", text="Saisissez le numéro.")
    return Notice(id=uuid4(), ticket=ticket.id, mail=mail, queued_at=at)


async def queued(hands, *notices):
    async with hands.store.begin() as work:
        for notice in notices:
            await work.cases.queue_notice(notice)
