"""Examples for the API's description: a complaint at Orange, its message, its contractor."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from jarvis_adapters.http.case_files import ClockOut, ComplaintFile, TicketFile
from jarvis_adapters.http.complaints import (
    Assignment,
    AtVersion,
    ComplaintEdit,
    ComplaintFiled,
    ComplaintWanted,
    Note,
    Reopening,
    Resolution,
)
from jarvis_adapters.http.contractor_import import ImportReport, LineOut, LineOutcome
from jarvis_adapters.http.contractors import ContractorFile, ReplyQueued, TalkOut, Words
from jarvis_adapters.http.contracts import ContractFile, Happening, TimelineEntry
from jarvis_adapters.http.message_steps import StepName, StepOut
from jarvis_adapters.http.messages import MessageFile, ReadingOut
from jarvis_adapters.http.orange_packs import PackOut, SheetOut
from jarvis_adapters.http.presence import Presence, Present, PresentPeople
from jarvis_adapters.http.shown import (
    ComplaintOut,
    EventOut,
    FoundOut,
    KnownOut,
    MessageOut,
    StatusOut,
    TicketOut,
)
from jarvis_adapters.http.tickets import TicketChangeWanted
from jarvis_domain.answering.contract_status import Source
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, Outcome, Text
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketStatus
from jarvis_domain.flow.complain import How as Filing
from jarvis_domain.ports.views import ContractorRef, ContractorRow, PersonRef, ReplyView
from jarvis_domain.understanding.contracts import How
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reason

CONTRACT, TICKET, PHONE = "F1234567D", "ONG-7K3FQ9", "+212600111222"
CURSOR = "q83vEjRWeJCrze8SeyJrZXkiOiIyMDI2LTExLTIyIiwiaWQiOiI3In0="
REGION, BROWSER, IP = "Casablanca-Settat", "Mozilla/5.0 (X11; Linux x86_64)", "203.0.113.7"
WORDS = "salam, le contrat F1234567D est toujours bloqué, le client est très fâché"


def id_(count: int) -> UUID:
    return UUID(f"0193a5c4-0000-7000-8000-{count:012d}")


def at_(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, 22, hour, minute, second, tzinfo=UTC)


SALMA = PersonRef(id=id_(1), name="Salma Idrissi", email="salma@tktm.ma")
KARIM = ContractorRef(id=id_(2), name="Karim Démo", phone=PHONE)
COMPLAINT, ORANGE, MESSAGE, REPLY = id_(3), id_(4), id_(5), id_(6)

COMPLAINT_ROW = ComplaintOut(
    id=COMPLAINT,
    kind=ComplaintType.CAS_BLOQUE,
    contract=CONTRACT,
    contractor=KARIM,
    region=REGION,
    priority=Priority.HIGH,
    status=ComplaintStatus.ESCALATED,
    assignee=SALMA,
    ticket=TICKET,
    details=WORDS,
    opened_at=at_(9),
    updated_at=at_(9, 20),
    version=3,
)
TICKET_ROW = TicketOut(
    id=ORANGE,
    number=TICKET,
    orange_id="INC-2026/00417",
    complaint=COMPLAINT,
    kind=ComplaintType.CAS_BLOQUE,
    contract=CONTRACT,
    contractor=KARIM,
    priority=Priority.HIGH,
    status=TicketStatus.OPEN,
    opened_at=at_(9, 20),
    sent_at=at_(9, 20, 4),
    version=2,
)
MESSAGE_ROW = MessageOut(
    id=MESSAGE,
    contractor=KARIM,
    instance="jarvis",
    content=Text(WORDS),
    received_at=at_(9),
    language=Language.FR,
    intent=Intent.COMPLAINT,
    complaint_type=ComplaintType.CAS_BLOQUE,
    by=ReadBy.MODEL,
    confidence=0.94,
    contracts=(CONTRACT,),
    outcome=Outcome.ANSWERED,
    flags=(Flag.COMPLAINT,),
    reply=REPLY,
    delivery=Delivery.DELIVERED,
    answered_ms=4_200,
)
SENT = ReplyView(
    id=REPLY,
    text="Réclamation enregistrée.\n\nتم تسجيل الشكاية.",
    delivery=Delivery.DELIVERED,
    attempts=1,
    queued_at=at_(9, 0, 4),
    accepted_at=at_(9, 0, 5),
    delivered_at=at_(9, 0, 6),
)
_STATUS = StatusOut(
    number=CONTRACT, etat="Bloqué", sous_etat="Adresse", date_created="12/11/2026", read_at=at_(9, 0, 2)
)
_CLOCK = ClockOut(
    decided_at=at_(9, 20), sent_at=at_(9, 20, 4), seconds_taken=4.0, seconds_left=296.0, late=False
)
_OPENED = EventOut(at=at_(9), by=None, what="opened", facts={"kind": "cas_bloque", "details": WORDS})
_GIVEN = EventOut(at=at_(9, 10), by=SALMA, what="assigned", facts={"to": SALMA, "before": None})
_ESCALATED = EventOut(at=at_(9, 20), by=SALMA, what="escalated", facts={"ticket": TICKET})
_NOTED = EventOut(at=at_(9, 30), by=SALMA, what="note_added", facts={"text": "Rappeler demain."})
_RESOLVED = EventOut(at=at_(11), by=SALMA, what="resolved", facts={"resolution": "Port changé."})
_REOPENED = EventOut(at=at_(12), by=SALMA, what="reopened", facts={"reason": "Encore coupée."})

COMPLAINT_FILE = ComplaintFile(
    **msgspec.structs.asdict(COMPLAINT_ROW),
    priority_set_by_bo=False,
    reopen_until=None,
    history=(_OPENED, _GIVEN, _ESCALATED),
    notes=(),
    messages=(MESSAGE_ROW,),
    tickets=(TICKET_ROW,),
    clock=_CLOCK,
    notices=(),
)
ONLY_FILED = msgspec.structs.replace(
    COMPLAINT_FILE,
    priority=Priority.MEDIUM,
    status=ComplaintStatus.OPEN,
    assignee=None,
    ticket=None,
    updated_at=at_(9),
    version=1,
    history=(_OPENED,),
    tickets=(),
    clock=None,
)
ASSIGNED = msgspec.structs.replace(
    ONLY_FILED,
    status=ComplaintStatus.ASSIGNED,
    assignee=SALMA,
    updated_at=at_(9, 10),
    version=2,
    history=(_OPENED, _GIVEN),
)
ENDED = msgspec.structs.replace(
    COMPLAINT_FILE,
    status=ComplaintStatus.RESOLVED,
    updated_at=at_(11),
    resolved_at=at_(11),
    reopen_until=datetime(2026, 11, 29, 11, tzinfo=UTC),
    version=4,
    history=(_OPENED, _GIVEN, _ESCALATED, _RESOLVED),
)
NOTED = msgspec.structs.replace(
    COMPLAINT_FILE,
    version=4,
    updated_at=at_(9, 30),
    history=(*COMPLAINT_FILE.history, _NOTED),
    notes=(_NOTED,),
)
REOPENED = msgspec.structs.replace(
    COMPLAINT_FILE,
    status=ComplaintStatus.OPEN,
    assignee=None,
    updated_at=at_(12),
    version=5,
    history=(*ENDED.history, _REOPENED),
)
_TICKET_FILE = TicketFile(
    **msgspec.structs.asdict(TICKET_ROW),
    history=(
        EventOut(at=at_(9, 20), by=SALMA, what="opened"),
        EventOut(at=at_(9, 40), by=SALMA, what="orange_id_assigned", facts={"orange_id": "INC-2026/00417"}),
    ),
    clock=_CLOCK,
    notices=(),
    about=COMPLAINT_ROW,
)
_MESSAGE_FILE = MessageFile(
    **msgspec.structs.asdict(MESSAGE_ROW),
    whatsapp_id="3EB0B1000000000001",
    sent_at=at_(8, 59, 59),
    reading=ReadingOut(
        language=Language.FR,
        intent=Intent.COMPLAINT,
        complaint_type=ComplaintType.CAS_BLOQUE,
        by=ReadBy.MODEL,
        contracts=(FoundOut(number=CONTRACT, how=How.EXACT, seen=CONTRACT),),
        confidence=0.94,
    ),
    fallback="",
    why=(Reason(field="complaint_type", seen="bloqué", means="a case that does not move"),),
    read_at=at_(9, 0, 1),
    answers=(KnownOut(snapshot=_STATUS, source=Source.PORTAL),),
    settled_at=at_(9, 0, 4),
    sent=SENT,
    complaints=(COMPLAINT,),
    timeline=(
        StepOut(step=StepName.RECEIVED, at=at_(9), facts={"instance": "jarvis"}),
        StepOut(step=StepName.READ, at=at_(9, 0, 1), took_ms=1_000, facts={"by": "model"}),
        StepOut(step=StepName.REPLIED, at=at_(9, 0, 4), took_ms=3_000),
    ),
)
CONTRACTOR_ROW = ContractorRow(
    id=KARIM.id,
    name=KARIM.name,
    phone=PHONE,
    region=REGION,
    registered=True,
    created_at=at_(8),
    last_message_at=at_(9),
    unresolved_complaints=1,
)
CASES: tuple[msgspec.Struct, ...] = (
    # complaints and tickets
    ComplaintWanted(contract=CONTRACT, kind=ComplaintType.CAS_BLOQUE, phone="0600111222", details=WORDS),
    ComplaintEdit(version=1, priority=Priority.HIGH, reason="Le client menace de résilier."),
    Assignment(version=1, to="me"),
    AtVersion(version=2),
    Note(text="Rappeler demain."),
    Resolution(version=3, resolution="Port changé."),
    Reopening(version=4, reason="Encore coupée."),
    ComplaintFiled(complaint=ONLY_FILED, how=Filing.OPENED, ticket=None),
    COMPLAINT_FILE,
    PackOut(
        subject=f"[{TICKET}] Cas bloqué - contrat {CONTRACT}",
        text="Bonjour,\n\nMerci de traiter la réclamation jointe.",
        sheets=(SheetOut(title="Dossier", columns=("Contrat", "Type"), rows=((CONTRACT, "Cas bloqué"),)),),
    ),
    _TICKET_FILE,
    TicketChangeWanted(version=2, status=TicketStatus.RESOLVED, notes="Port changé au PC 12."),
    # messages, contractors and contracts
    _MESSAGE_FILE,
    ContractorFile(**msgspec.structs.asdict(CONTRACTOR_ROW), complaints=(COMPLAINT_ROW,)),
    Words(text="Bonjour, je regarde."),
    ReplyQueued(id=REPLY, contractor=KARIM.id, text="Bonjour, je regarde."),
    TalkOut(contractor=KARIM.id, with_human_until=at_(9, 30)),
    ImportReport(
        saved=True,
        counts={LineOutcome.ADDED: 1},
        lines=(LineOut(line=2, phone="+2126****222", name=KARIM.name, outcome=LineOutcome.ADDED),),
    ),
    ContractFile(
        number=CONTRACT,
        statuses=(_STATUS,),
        messages=(MESSAGE_ROW,),
        complaints=(COMPLAINT_ROW,),
        tickets=(TICKET_ROW,),
        timeline=(
            TimelineEntry(
                at=at_(9, 20, 4), what=Happening.TICKET_SENT, id=str(ORANGE), facts={"number": TICKET}
            ),
        ),
    ),
    Presence(active=True),
    PresentPeople((Present(id=SALMA.id, name=SALMA.name, email=SALMA.email, seen_at=at_(9)),)),
)
"""What is sent and answered about them."""
