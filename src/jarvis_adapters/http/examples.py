"""One example of everything that is sent and answered, by its name in the API's description."""

from collections.abc import Mapping

import msgspec

from jarvis_adapters.http.audit_log import BrokenOut, EntryOut, VerifiedOut
from jarvis_adapters.http.auth import ConfirmOut, LinkOnItsWay, LinkWanted, SessionOut, SignedInOut, UserOut
from jarvis_adapters.http.contractors import TalkOut
from jarvis_adapters.http.example_cases import (
    ASSIGNED,
    BROWSER,
    CASES,
    COMPLAINT,
    COMPLAINT_ROW,
    CONTRACT,
    CONTRACTOR_ROW,
    CURSOR,
    ENDED,
    IP,
    KARIM,
    MESSAGE,
    MESSAGE_ROW,
    NOTED,
    ONLY_FILED,
    ORANGE,
    REGION,
    REOPENED,
    REPLY,
    SALMA,
    SENT,
    TICKET,
    TICKET_ROW,
    WORDS,
    at_,
    id_,
)
from jarvis_adapters.http.figures import FiguresOut, PointOut, PromiseOut, PromisesOut, StatsOut, TimeOut
from jarvis_adapters.http.health import Alive, Readiness
from jarvis_adapters.http.lists import Listed
from jarvis_adapters.http.mail_webhook import MailReportAnswer
from jarvis_adapters.http.preferences import InForce, PreferencesIn, PreferencesOut, SettingsOut
from jarvis_adapters.http.shown import (
    ThreadOut,
)
from jarvis_adapters.http.templates import (
    PreviewOut,
    PublishIn,
    RollbackIn,
    TemplateOut,
    TextsIn,
    TrialIn,
    TrialOut,
)
from jarvis_adapters.http.today import Count, PartOut, RunningOut, TodayOut
from jarvis_adapters.http.users import Invitation, LinkAsked, PersonEdit, PersonOut
from jarvis_adapters.http.webhook import WebhookAnswer
from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.casework.priority import Priority
from jarvis_domain.desk.audit import Fault
from jarvis_domain.desk.figures import Counted, Estimate
from jarvis_domain.desk.preferences import Admission, Digest
from jarvis_domain.desk.promises import PROMISES, Standing
from jarvis_domain.desk.staff import PERMISSIONS, Role
from jarvis_domain.flow.receive import Kept
from jarvis_domain.ports.health import Part, PartState
from jarvis_domain.ports.mail import MailStatus

_TEMPLATE = DEFAULT_CATALOGUE[TemplateKey.CONTRAT_INTROUVABLE]
_TEMPLATE_OUT = TemplateOut(
    key=_TEMPLATE.key,
    fr=_TEMPLATE.fr,
    ar=_TEMPLATE.ar,
    version=2,
    by=SALMA,
    at=at_(10),
    required=("numero",),
    optional=(),
)
_ENTRY = EntryOut(
    seq=4_711,
    at=at_(9, 10),
    actor=str(SALMA.id),
    by=SALMA,
    action="complaint_assigned",
    resource=f"complaint:{COMPLAINT}",
    changes={"assignee": str(SALMA.id)},
    before={"assignee": ""},
    ip=IP,
    user_agent=BROWSER,
    hash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)
_COUNTS = {Counted.MESSAGES: {"all": 120}, Counted.LANGUAGES: {"fr": 70, "darija": 50}}
_TIMES = {Counted.ANSWERED_IN: TimeOut(median=Estimate(ms=3_400), p95=Estimate(ms=9_100))}
_FIGURES = FiguresOut(since=at_(8), until=at_(10), counts=_COUNTS, times=_TIMES)
_PREFERENCES = PreferencesOut(
    orange_addresses=("escalades@orange.example",),
    back_office_addresses=("backoffice@tktm.ma",),
    digest=Digest.AT_ONCE,
    admission=Admission.OPEN,
    ask_satisfaction=True,
    version=2,
)

_ME = UserOut(
    id=SALMA.id,
    email=SALMA.email,
    name=SALMA.name,
    role=Role.BO,
    permissions=tuple(sorted(PERMISSIONS[Role.BO])),
    session_expires_at=at_(20),
)

_STRUCTS: tuple[msgspec.Struct, ...] = (
    # sign-in and people
    LinkWanted(email=SALMA.email),
    LinkOnItsWay(),
    _ME,
    SignedInOut(user=_ME),
    ConfirmOut(email=SALMA.email, requested_at=at_(8), ip=IP),
    SessionOut(
        id=id_(7),
        created_at=at_(8),
        last_seen_at=at_(9),
        expires_at=at_(20),
        ip=IP,
        user_agent=BROWSER,
        current=True,
    ),
    PersonOut(
        id=SALMA.id,
        email=SALMA.email,
        name=SALMA.name,
        role=Role.BO,
        active=True,
        last_login_at=at_(8),
        link_mail=MailStatus.DELIVERED,
    ),
    Invitation(email=SALMA.email, role=Role.BO, name=SALMA.name),
    PersonEdit(role=Role.ADMIN),
    LinkAsked(),
    # the desk's administration
    _TEMPLATE_OUT,
    TextsIn(fr=_TEMPLATE.fr, ar=_TEMPLATE.ar, contract=CONTRACT),
    PreviewOut(fr=_TEMPLATE.fr, ar=_TEMPLATE.ar, text=f"{_TEMPLATE.fr}\n\n{_TEMPLATE.ar}", real=True),
    TrialIn(fr=_TEMPLATE.fr, ar=_TEMPLATE.ar, contract=CONTRACT, phone="0600111222"),
    TrialOut(id=REPLY, phone="+2126****1222", text=f"{_TEMPLATE.fr}\n\n{_TEMPLATE.ar}", real=True),
    PublishIn(fr=_TEMPLATE.fr, ar=_TEMPLATE.ar, version=1),
    RollbackIn(to=1, version=2),
    SettingsOut(
        preferences=_PREFERENCES,
        in_force=InForce(
            whatsapp_numbers=("jarvis",),
            messages_per_minute=10,
            sends_per_second=1.0,
            burst_seconds=3.0,
            burst_max_seconds=10.0,
            cache_seconds=600.0,
            model="qwen3-8b",
            model_seconds=8.0,
            portal_seconds=20.0,
            human_minutes=30.0,
            link_hours=24.0,
            session_hours=12.0,
            parts={"portal": True, "mail": True},
        ),
    ),
    PreferencesIn(**msgspec.structs.asdict(_PREFERENCES)),
    VerifiedOut(ok=False, entries=4_711, broken=(BrokenOut(17, Fault.CHANGED),), head=_ENTRY.hash),
    # figures and health
    StatsOut(
        figures=_FIGURES,
        before=None,
        step="hour",
        series=(PointOut(at=at_(9), counts=_COUNTS, times=_TIMES),),
    ),
    PromisesOut(
        since=at_(8),
        until=at_(10),
        promises=(
            PromiseOut(
                key=PROMISES[0].key,
                unit=PROMISES[0].unit,
                comparison=PROMISES[0].comparison,
                target=PROMISES[0].target,
                value=0.998,
                sample=120,
                standing=Standing.KEPT,
                counted=PROMISES[0].counted,
                missing=PROMISES[0].missing,
            ),
        ),
    ),
    TodayOut(
        now=at_(9, 22),
        waiting=1,
        oldest_waiting_at=at_(9, 21, 58),
        parked=Count(count=0),
        unanswered=Count(count=2),
        attention=Count(count=100, more=True),
        high_priority=Count(count=1),
        unassigned=Count(count=4),
        proposed=Count(count=3),
        urgent=(COMPLAINT_ROW,),
        escalations=(
            RunningOut(
                ticket=ORANGE,
                number=TICKET,
                contract=CONTRACT,
                decided_at=at_(9, 20),
                seconds_left=180,
                late=False,
            ),
        ),
        parts=(
            PartOut(
                name="portal",
                state=PartState.OK,
                says="Le portail D2D fonctionne.",
                detail="It answers.",
                mend="",
            ),
        ),
    ),
    Alive(),
    Readiness("ready", (Part(name="database", state=PartState.OK, says="It answers."),)),
    WebhookAnswer(outcome=Kept.STORED),
    MailReportAnswer("kept"),
)

EXAMPLES: Mapping[str, object] = {type(one).__name__: one for one in (*_STRUCTS, *CASES)} | {
    "ComplaintList": Listed(items=(COMPLAINT_ROW,), next=CURSOR),
    "TicketList": Listed(items=(TICKET_ROW,), next=CURSOR),
    "MessageList": Listed(items=(MESSAGE_ROW,), next=CURSOR),
    "ContractorList": Listed(items=(CONTRACTOR_ROW,), next=None),
    "ThreadList": Listed(
        items=(
            ThreadOut(at=SENT.queued_at, reply=SENT),
            ThreadOut(at=MESSAGE_ROW.received_at, message=MESSAGE_ROW),
        ),
        next=CURSOR,
    ),
    "EntryList": Listed(items=(_ENTRY,), next=CURSOR),
    "ListFile": {"file": "prestataires.xlsx"},
}
"""By the name of the schema; a struct as it is sent."""

ANSWERS: Mapping[str, object] = {
    "editComplaint": msgspec.structs.replace(
        ONLY_FILED, version=2, priority=Priority.LOW, priority_set_by_bo=True
    ),
    "assignComplaint": ASSIGNED,
    "noteOnComplaint": NOTED,
    "resolveComplaint": ENDED,
    "reopenComplaint": REOPENED,
    "listRegions": ["Casablanca-Settat", "Fès-Meknès"],
    "handBack": TalkOut(contractor=KARIM.id, with_human_until=None),
    "streamEvents": 'data: {"kind":"complaint","id":"' + str(COMPLAINT) + '"}\n\n',
    "metrics": 'jarvis_webhooks_total{outcome="stored"} 120.0\n',
}
"""By the operation, where it answers otherwise than others with the same schema, or with text."""

BODIES: Mapping[str, object] = {
    "receiveWebhook": {
        "event": "messages.upsert",
        "instance": "jarvis",
        "data": {
            "key": {"remoteJid": "212600111222@s.whatsapp.net", "fromMe": False, "id": "3EB0B1000000000001"},
            "pushName": KARIM.name,
            "message": {"conversation": WORDS},
            "messageTimestamp": 1_795_343_624,
        },
        "sender": "212700333444@s.whatsapp.net",
    },
    "receiveMailReport": {
        "type": "email.delivered",
        "created_at": at_(9).isoformat(),
        "data": {"email_id": str(id_(8))},
    },
}
"""Of those who write to us on their own terms: any JSON is taken, once its signature holds."""

PARAMETERS: Mapping[str, object] = {
    "complaint_id": COMPLAINT,
    "ticket_id": ORANGE,
    "message_id": MESSAGE,
    "contractor_id": KARIM.id,
    "session_id": id_(7),
    "user_id": SALMA.id,
    "key": TemplateKey.CONTRAT_INTROUVABLE,
    "number": CONTRACT,
    "token": "Yk3pQ2mVt8",
    "resource": f"complaint:{COMPLAINT}",
    "since": "2026-11-16",
    "until": "2026-11-22",
    "q": "bloqué",
    "contract": CONTRACT,
    "contractor": KARIM.id,
    "assignee": SALMA.id,
    "region": [REGION],
    "cursor": CURSOR,
    "confidence_below": 0.6,
    "actor": "jarvis",
    "action": ["complaint_assigned"],
    "instance": ["jarvis"],
    "id": [MESSAGE],
}
"""By the parameter's name, in a path or a query; the others say it all by their type."""
