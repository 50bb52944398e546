"""What workers do besides answering: the chores and their hours, and the flows that only chores run."""

from datetime import timedelta

from dishka import Provider, Scope, provide

from jarvis_adapters.memory.off import NoMailer, NoMessaging
from jarvis_adapters.postgres.tallies import KeepTallies
from jarvis_app.audit_heads import AuditHeads
from jarvis_app.retention import Retention
from jarvis_app.settings import Settings
from jarvis_domain.flow.answer import Answer
from jarvis_domain.flow.deliver import Deliver
from jarvis_domain.flow.outage import LOOKED_AT_EVERY, TellOfOutages
from jarvis_domain.flow.receive import Receive
from jarvis_domain.flow.reconcile import Reconcile
from jarvis_domain.flow.send_links import SendLinks
from jarvis_domain.flow.send_notices import SendNotices
from jarvis_domain.flow.silence import ListenForSilence
from jarvis_domain.flow.watch import Watch
from jarvis_domain.ports.mail import Mailer
from jarvis_domain.ports.messaging import Messaging
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Chore, Clock, Events, Journal, Tasks


class Chores(Provider):
    """Jobs and chores of a worker."""

    scope = Scope.APP

    @provide
    def reconcile(
        self,
        settings: Settings,
        store: Store,
        messaging: Messaging,
        receive: Receive,
        events: Events,
        clock: Clock,
        journal: Journal,
    ) -> Reconcile:
        return Reconcile(store, messaging, receive, events, clock, journal, settings.evolution_instance)

    @provide
    def silence(
        self, settings: Settings, store: Store, messaging: Messaging, events: Events, clock: Clock
    ) -> ListenForSilence:
        longest = timedelta(hours=settings.silent_hours)
        return ListenForSilence(store, messaging, events, clock, settings.evolution_instance, longest)

    @provide
    def outages(
        self,
        settings: Settings,
        store: Store,
        messaging: Messaging,
        mailer: Mailer,
        events: Events,
        clock: Clock,
    ) -> TellOfOutages:
        """Where no gateway is set up, no number can be lost."""
        instances = () if isinstance(messaging, NoMessaging) else settings.evolution_instance
        mailing = not isinstance(mailer, NoMailer)
        return TellOfOutages(store, messaging, mailer, events, clock, instances, mailing)

    @provide
    def retention(self, settings: Settings, store: Store, clock: Clock) -> Retention:
        return Retention(settings, store, clock)

    @provide
    def chores(  # noqa: PLR0913 one argument for each flow that has a chore
        self,
        watch: Watch,
        reconcile: Reconcile,
        silence: ListenForSilence,
        outages: TellOfOutages,
        retention: Retention,
        send_links: SendLinks,
        send_notices: SendNotices,
        keep_tallies: KeepTallies,
        heads: AuditHeads,
    ) -> tuple[Chore, ...]:
        return (
            Chore(name="send_links", every=timedelta(seconds=2), run=send_links),
            Chore(name="send_notices", every=timedelta(seconds=2), run=send_notices),
            Chore(name="wake_stranded", every=timedelta(seconds=5), run=watch.wake_stranded),
            Chore(name="answer_parked", every=timedelta(seconds=10), run=watch.answer_parked),
            Chore(name="wake_forgotten", every=timedelta(seconds=30), run=watch.wake_forgotten),
            Chore(name="tell_of_outages", every=LOOKED_AT_EVERY, run=outages),
            Chore(name="keep_tallies", every=timedelta(seconds=60), run=keep_tallies),
            Chore(name="reconcile", every=timedelta(minutes=2), run=reconcile.recent),
            Chore(name="listen_for_silence", every=timedelta(minutes=5), run=silence),
            Chore(name="keep_audit_head", every=timedelta(days=1), run=heads.keep),
            Chore(name="forget_the_old", every=timedelta(hours=6), run=retention),
            Chore(name="reconcile_day", every=timedelta(days=1), run=reconcile.whole_day),
        )

    @provide
    def tasks(self, answer: Answer, deliver: Deliver, chores: tuple[Chore, ...]) -> Tasks:
        return Tasks(answer=answer, deliver=deliver, chores=chores)
