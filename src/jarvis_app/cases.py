"""The parts of case work: complaints, escalations, talks with contractors, and what administrators set."""

from datetime import timedelta

from dishka import Provider, Scope, provide

from jarvis_adapters.memory.off import NoMailer
from jarvis_app.settings import Settings
from jarvis_domain.flow.complain import Complain
from jarvis_domain.flow.converse import Converse
from jarvis_domain.flow.escalate import Escalate
from jarvis_domain.flow.follow_ticket import FollowTicket
from jarvis_domain.flow.handle import HandleComplaint
from jarvis_domain.flow.satisfy import Satisfy
from jarvis_domain.flow.send_notices import SendNotices
from jarvis_domain.flow.settings_desk import SettingsDesk
from jarvis_domain.flow.try_template import TryTemplate
from jarvis_domain.ports.mail import Mailer
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Events, Ids, Limiter
from jarvis_domain.ports.sheets import Workbooks


class CaseParts(Provider):
    """From a contractor's word to Orange's answer."""

    scope = Scope.APP

    escalate = provide(Escalate)
    complain = provide(Complain)
    handle = provide(HandleComplaint)
    follow_ticket = provide(FollowTicket)
    satisfy = provide(Satisfy)
    settings_desk = provide(SettingsDesk)

    @provide
    def try_template(
        self, settings: Settings, store: Store, limiter: Limiter, clock: Clock, ids: Ids
    ) -> TryTemplate:
        return TryTemplate(store, limiter, clock, ids, settings.evolution_instance[0])

    @provide
    def converse(self, settings: Settings, store: Store, events: Events, clock: Clock, ids: Ids) -> Converse:
        return Converse(store, events, clock, ids, timedelta(minutes=settings.human_minutes))

    @provide
    def send_notices(
        self, store: Store, mailer: Mailer, workbooks: Workbooks, events: Events, clock: Clock
    ) -> SendNotices:
        mailing = not isinstance(mailer, NoMailer)
        return SendNotices(store, mailer, workbooks, events, clock, mailing=mailing)
