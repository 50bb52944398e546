"""The desk's parts: mail, tokens, the flows of signing in; and what each start makes sure of."""

from datetime import timedelta

import httpx
import structlog
from dishka import AsyncContainer, Provider, Scope, provide

from jarvis_adapters.excel.workbooks import ExcelWorkbooks
from jarvis_adapters.http.access import Access
from jarvis_adapters.http.case_files import CaseFiles
from jarvis_adapters.http.messages import MessageFiles
from jarvis_adapters.http.preferences import InForce
from jarvis_adapters.http.today import Vitals
from jarvis_adapters.memory.off import NoMailer
from jarvis_adapters.resend.client import ResendMailer
from jarvis_adapters.resend.webhook import ResendReports
from jarvis_adapters.tokens import BcryptTokens
from jarvis_app.audit_heads import AuditHeads
from jarvis_app.secret_key import secret_of
from jarvis_app.settings import Settings
from jarvis_domain.answering.messages import ConfirmedWithin
from jarvis_domain.desk.sign_in import DEFAULT_LIMITS
from jarvis_domain.desk.staff import mask_email, parse_email
from jarvis_domain.flow.export import Export
from jarvis_domain.flow.import_contractors import ImportContractors
from jarvis_domain.flow.keep_personal_data import EraseContractor, ExportContractor
from jarvis_domain.flow.send_links import NoteMailReport, SendLinks
from jarvis_domain.flow.sign_in import AskForLink, Redeem, Sessions
from jarvis_domain.flow.staffing import Staffing
from jarvis_domain.flow.verify_audit import VerifyAudit
from jarvis_domain.ports.desk import Tokens
from jarvis_domain.ports.mail import Mailer, MailReports
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Events, Ids
from jarvis_domain.ports.sheets import Workbooks

log = structlog.get_logger(__name__)


class DeskParts(Provider):
    """Who may come in, and how they are let in."""

    scope = Scope.APP

    @provide
    def access(self, settings: Settings) -> Access:
        return Access(
            base_url=settings.base_url,
            secret=secret_of(settings),
            origins=settings.cors_origins,
            link_seconds=int(_lifetime(settings).total_seconds()),
        )

    @provide
    def tokens(self) -> Tokens:
        return BcryptTokens()

    @provide
    def mailer(self, settings: Settings, http: httpx.AsyncClient, clock: Clock) -> Mailer:
        if not settings.resend_api_key:
            return NoMailer()
        key = settings.resend_api_key.value
        return ResendMailer(http, settings.resend_url, key, settings.mail_from, clock)

    @provide
    def mail_reports(self, settings: Settings) -> MailReports:
        return ResendReports(settings.resend_webhook_secret.value)

    @provide
    def workbooks(self) -> Workbooks:
        return ExcelWorkbooks()

    export = provide(Export)
    verify_audit = provide(VerifyAudit)
    import_contractors = provide(ImportContractors)
    export_contractor = provide(ExportContractor)
    erase_contractor = provide(EraseContractor)
    vitals = provide(Vitals)

    @provide
    def in_force(self, settings: Settings) -> InForce:
        return in_force(settings)

    @provide
    def ask_for_link(self, store: Store, clock: Clock, ids: Ids) -> AskForLink:
        return AskForLink(store, clock, ids)

    @provide
    def redeem(self, store: Store, tokens: Tokens, clock: Clock, ids: Ids) -> Redeem:
        return Redeem(store, tokens, clock, ids)

    @provide
    def sessions(self, store: Store, clock: Clock) -> Sessions:
        return Sessions(store, clock)

    note_mail_report = provide(NoteMailReport)
    case_files = provide(CaseFiles)
    message_files = provide(MessageFiles)

    @provide
    def confirmed_within(self, settings: Settings) -> ConfirmedWithin:
        return ConfirmedWithin(timedelta(minutes=settings.unconfirmed_minutes))

    @provide
    def staffing(
        self, settings: Settings, store: Store, tokens: Tokens, clock: Clock, ids: Ids, events: Events
    ) -> Staffing:
        return Staffing(store, tokens, clock, ids, events, _lifetime(settings))

    @provide
    def audit_heads(self, settings: Settings, store: Store, clock: Clock) -> AuditHeads:
        return AuditHeads(store, clock, settings.data_dir / "audit-heads.jsonl")

    @provide
    def send_links(
        self, settings: Settings, store: Store, tokens: Tokens, mailer: Mailer, clock: Clock, ids: Ids
    ) -> SendLinks:
        return SendLinks(store, tokens, mailer, clock, ids, settings.base_url, _lifetime(settings))


def in_force(settings: Settings) -> InForce:
    """What the back office sees of the settings: limits, times, what is set up; never a secret or a URL."""
    return InForce(
        whatsapp_numbers=settings.evolution_instance,
        messages_per_minute=settings.messages_per_minute,
        sends_per_second=settings.sends_per_second,
        burst_seconds=settings.burst_seconds,
        burst_max_seconds=settings.burst_max_seconds,
        cache_seconds=settings.cache_seconds,
        model=settings.lm_model,
        model_seconds=settings.lm_seconds,
        portal_seconds=settings.portal_seconds,
        human_minutes=settings.human_minutes,
        link_hours=settings.link_hours,
        session_hours=DEFAULT_LIMITS.absolute.total_seconds() / 3600,
        parts={
            "whatsapp": settings.evolution_url is not None,
            "model": settings.lm_url is not None,
            "portal": settings.portal_url is not None,
            "mail": bool(settings.resend_api_key),
            "redis": settings.redis_url is not None,
        },
    )


async def ensure_first_admin(settings: Settings, container: AsyncContainer) -> None:
    """Invites the administrator of the settings when nobody else is one."""
    if not settings.first_admin:
        return
    staffing = await container.get(Staffing)
    address = parse_email(settings.first_admin)
    if await staffing.ensure_admin(address):
        log.info("first_admin_invited", email=mask_email(address))


def _lifetime(settings: Settings) -> timedelta:
    """To the second: ten minutes are no round part of an hour."""
    return timedelta(seconds=round(settings.link_hours * 3600))
