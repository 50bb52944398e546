"""The one place where parts are chosen and wired: settings and a database in, flows and worker out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING, NewType
from uuid import UUID

import httpx
import uuid_utils.compat as uuid_utils
from dishka import AsyncContainer, Provider, Scope, from_context, make_async_container, provide
from dishka.integrations.litestar import LitestarProvider
from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector
from redis.asyncio import Redis

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.evolution.webhook import EvolutionWebhookReader
from jarvis_adapters.http.health import PartGauges, StoreGauges
from jarvis_adapters.http.webhook import WebhookCounters
from jarvis_adapters.lm_studio.model import LmStudio
from jarvis_adapters.lm_studio.prompt import PROMPT_VERSION
from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.memory.events import MemoryEvents
from jarvis_adapters.memory.language_model import NoLanguageModel
from jarvis_adapters.memory.limiter import MemoryLimiter
from jarvis_adapters.memory.off import NoCrm, NoMessaging
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.postgres.tallies import KeepTallies
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_adapters.postgres.worker import PostgresWorker
from jarvis_adapters.redis.cache import RedisCache
from jarvis_adapters.redis.connect import connect
from jarvis_adapters.redis.events import RedisEvents
from jarvis_adapters.redis.limiter import RedisLimiter
from jarvis_app.audit_heads import AuditHeads
from jarvis_app.cases import CaseParts
from jarvis_app.chores import Chores
from jarvis_app.desk import DeskParts
from jarvis_app.health import Looks
from jarvis_app.health_host import HostLooks
from jarvis_app.health_server import ServerLooks
from jarvis_app.journal import MeteredJournal
from jarvis_app.model_figures import ModelFigures
from jarvis_app.pool_figures import PoolFigures
from jarvis_app.settings import Settings
from jarvis_domain.flow.answer import Answer
from jarvis_domain.flow.conclude import Conclude
from jarvis_domain.flow.deliver import Deliver, Pace
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.flow.read import Reader
from jarvis_domain.flow.receive import Kept, Receive
from jarvis_domain.flow.understand import Understand
from jarvis_domain.flow.watch import Watch
from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.health import Checks
from jarvis_domain.ports.language_model import LanguageModel
from jarvis_domain.ports.messaging import Messaging, WebhookReader
from jarvis_domain.ports.persistence import Inbox, Store
from jarvis_domain.ports.runtime import (
    Cache,
    Clock,
    Events,
    Ids,
    Journal,
    Limiter,
    Worker,
)
from jarvis_domain.ports.views import Views

if TYPE_CHECKING:
    from jarvis_adapters.d2d_portal.portal import D2dPortal

Dsn = NewType("Dsn", str)
"""The database all parts of this process share: the configured one, or the embedded one's."""


class TimeIds(Ids):
    """UUID version 7: rising with time, so that rows and their index grow at one end."""

    def new(self) -> UUID:
        return uuid_utils.uuid7()


class Foundations(Provider):
    """Time, ids, figures, and what is shared between processes."""

    scope = Scope.APP
    settings = from_context(Settings)
    dsn = from_context(Dsn)

    @provide
    def clock(self) -> Clock:
        return SystemClock()

    @provide
    def ids(self) -> Ids:
        return TimeIds()

    @provide
    def registry(self) -> CollectorRegistry:
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        return registry

    @provide
    def journal(self, registry: CollectorRegistry) -> Journal:
        return MeteredJournal(registry)

    @provide
    def webhook_counters(self, registry: CollectorRegistry) -> WebhookCounters:
        became = Counter(
            "jarvis_webhooks", "Webhooks by what became of them.", ["outcome"], registry=registry
        )
        for outcome in (*Kept, "refused"):
            became.labels(outcome)  # there from the start: see the journal
        return WebhookCounters(became)

    @provide
    def store_gauges(self, registry: CollectorRegistry) -> StoreGauges:
        return StoreGauges(
            messages=Gauge("jarvis_messages", "Messages by outcome.", ["outcome"], registry=registry),
            replies=Gauge("jarvis_replies", "Replies by delivery.", ["delivery"], registry=registry),
            unconfirmed=Gauge("jarvis_replies_unconfirmed", "Of a day, without receipt.", registry=registry),
        )

    @provide
    def part_gauges(self, registry: CollectorRegistry, clock: Clock) -> PartGauges:
        gauge = Gauge("jarvis_part", "Parts: 0 well or off, 1 degraded, 2 down.", ["part"], registry=registry)
        return PartGauges(gauge, clock)

    pools = provide(PoolFigures)

    @provide
    async def redis(self, settings: Settings) -> AsyncIterator[Redis | None]:
        client = connect(settings.redis_url) if settings.redis_url else None
        yield client
        if client is not None:
            await client.aclose()

    @provide
    def cache(self, redis: Redis | None, clock: Clock) -> Cache:
        return RedisCache(redis) if redis is not None else MemoryCache(clock)

    @provide
    def limiter(self, redis: Redis | None, clock: Clock) -> Limiter:
        return RedisLimiter(redis) if redis is not None else MemoryLimiter(clock)

    @provide
    def events(self, redis: Redis | None) -> Events:
        return RedisEvents(redis) if redis is not None else MemoryEvents()

    @provide
    async def postgres(
        self, dsn: Dsn, settings: Settings, clock: Clock, pools: PoolFigures
    ) -> AsyncIterator[PostgresStore]:
        store = await PostgresStore.open(
            dsn,
            quiet=timedelta(seconds=settings.burst_seconds),
            at_most=timedelta(seconds=settings.burst_max_seconds),
            clock=clock,
        )
        pools.show(store.pools)
        yield store
        await store.close()

    @provide
    async def views(self, dsn: Dsn, clock: Clock) -> AsyncIterator[Views]:
        views = PostgresViews.open(dsn, clock)
        yield views
        await views.close()

    @provide
    async def keep_tallies(self, dsn: Dsn, clock: Clock) -> AsyncIterator[KeepTallies]:
        keep = KeepTallies.open(dsn, clock)
        yield keep
        await keep.close()

    @provide
    def store(self, postgres: PostgresStore) -> Store:
        return postgres

    @provide
    def inbox(self, postgres: PostgresStore) -> Inbox:
        return postgres


class OutsideWorld(Provider):
    """WhatsApp, the language model, the D2D portal; each may be off."""

    scope = Scope.APP

    @provide
    async def http(self) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(follow_redirects=False) as client:
            yield client

    @provide
    def messaging(self, settings: Settings, http: httpx.AsyncClient, clock: Clock) -> Messaging:
        if settings.evolution_url is None:
            return NoMessaging()
        return EvolutionGateway(http, settings.evolution_url, settings.evolution_api_key.value, clock)

    @provide
    def webhook_reader(self, settings: Settings) -> WebhookReader:
        secrets = [secret.value for secret in settings.evolution_webhook_secret]
        return EvolutionWebhookReader(secrets, settings.evolution_instance)

    @provide
    async def language_model(
        self, settings: Settings, clock: Clock, registry: CollectorRegistry
    ) -> AsyncIterator[LanguageModel]:
        model = build_language_model(settings, clock, registry)
        yield model
        if isinstance(model, LmStudio):
            await model.aclose()

    @provide
    async def crm(self, settings: Settings, clock: Clock, registry: CollectorRegistry) -> AsyncIterator[Crm]:
        if settings.portal_url is None:
            yield NoCrm()
            return
        portal = build_portal(settings, clock, registry)
        yield portal
        await portal.close()

    @provide
    def checks(  # noqa: PLR0913 one argument for each thing that is looked at
        self,
        settings: Settings,
        dsn: Dsn,
        store: PostgresStore,
        heads: AuditHeads,
        messaging: Messaging,
        redis: Redis | None,
        http: httpx.AsyncClient,
        model: LanguageModel,
        clock: Clock,
    ) -> Checks:
        looks = Looks(settings, store, messaging, redis, http, model.describe, clock)
        server = ServerLooks(settings, dsn, store, heads, clock)
        return Checks((*looks.all(), *HostLooks(settings, store, clock).all(), *server.all()))


class Flows(Provider):
    """The way of a message."""

    scope = Scope.APP

    @provide
    def reader(self, settings: Settings, model: LanguageModel, cache: Cache, clock: Clock) -> Reader:
        return build_reader(settings, model, cache, clock)

    @provide
    def look_ups(
        self, settings: Settings, crm: Crm, cache: Cache, store: Store, clock: Clock, journal: Journal
    ) -> ContractLookUps:
        fresh = timedelta(seconds=settings.cache_seconds)
        return ContractLookUps(crm, cache, store, clock, journal, fresh=fresh)

    @provide
    def receive(
        self, settings: Settings, inbox: Inbox, events: Events, clock: Clock, journal: Journal
    ) -> Receive:
        return Receive(inbox, events, clock, journal, human_for=timedelta(minutes=settings.human_minutes))

    @provide
    def understand(
        self,
        settings: Settings,
        reader: Reader,
        look_ups: ContractLookUps,
        messaging: Messaging,
        limiter: Limiter,
        clock: Clock,
        journal: Journal,
    ) -> Understand:
        per_hour = settings.contracts_per_hour
        return Understand(reader, look_ups, messaging, limiter, clock, journal, contracts_per_hour=per_hour)

    conclude = provide(Conclude)

    @provide
    def answer(  # noqa: PLR0913 one argument for each part and port the flow needs
        self,
        settings: Settings,
        store: Store,
        understand: Understand,
        conclude: Conclude,
        limiter: Limiter,
        events: Events,
        clock: Clock,
        journal: Journal,
    ) -> Answer:
        return Answer(
            store,
            understand,
            conclude,
            limiter,
            events,
            clock,
            journal,
            grouped=settings.burst_seconds > 0,
            messages_per_minute=settings.messages_per_minute,
        )

    @provide
    def deliver(
        self,
        settings: Settings,
        store: Store,
        messaging: Messaging,
        limiter: Limiter,
        events: Events,
        clock: Clock,
        journal: Journal,
    ) -> Deliver:
        rate = settings.sends_per_second
        pace = Pace(every=timedelta(seconds=1 / rate) if rate else timedelta())
        return Deliver(store, messaging, limiter, events, clock, journal, pace)

    @provide
    def watch(
        self,
        store: Store,
        look_ups: ContractLookUps,
        events: Events,
        clock: Clock,
        ids: Ids,
        journal: Journal,
    ) -> Watch:
        return Watch(store, look_ups, events, clock, ids, journal)

    @provide
    def worker(self, dsn: Dsn, settings: Settings, pools: PoolFigures) -> Worker:
        worker = PostgresWorker(dsn, concurrency=settings.worker_concurrency)
        pools.show(worker.pools)
        return worker


def build_portal(settings: Settings, clock: Clock, registry: CollectorRegistry) -> "D2dPortal":
    """The configured portal, its figures in `registry`; its browser starts with the first use of it."""
    # Playwright weighs 30 MB, and a web process never drives a browser.
    from jarvis_adapters.d2d_portal.portal import D2dPortal  # noqa: PLC0415 as said above
    from jarvis_adapters.d2d_portal.profile import load_profile  # noqa: PLC0415 as said above
    from jarvis_app.portal_figures import PortalFigures  # noqa: PLC0415 as said above

    return D2dPortal(
        load_profile(settings.portal_profile),
        settings.portal_url or "",
        settings.portal_username,
        settings.portal_password.value,
        clock=clock,
        browser_path=settings.browser,
        pages=settings.portal_pages,
        deadline=timedelta(seconds=settings.portal_seconds),
        artefacts=settings.data_dir / "portal-failures",
        over_http=settings.portal_mode == "http",
        observe=PortalFigures(registry),
    )


def build_language_model(settings: Settings, clock: Clock, registry: CollectorRegistry) -> LanguageModel:
    """The configured model, which answers COLD until it was warmed up, or none; its figures in `registry`."""
    if settings.lm_url is None:
        return NoLanguageModel()
    return LmStudio(
        settings.lm_url,
        model=settings.lm_model,
        clock=clock,
        api_key=settings.lm_api_key.value,
        deadline=timedelta(seconds=settings.lm_seconds),
        parallel=settings.lm_parallel,
        observe=ModelFigures(registry),
    )


def build_reader(settings: Settings, model: LanguageModel, cache: Cache, clock: Clock) -> Reader:
    """The one reader, with the cache that knows which model was asked by which prompt."""
    asked_as = f"{settings.lm_model} by prompt {PROMPT_VERSION}"
    return Reader(model, cache, clock, asked_as=asked_as, when=settings.lm_when)


def build_container(settings: Settings, dsn: str, *instead: Provider) -> AsyncContainer:
    """The whole graph, checked at once; nothing is connected before it is asked for.

    What `instead` provides takes the place of our own parts.
    """
    return make_async_container(
        Foundations(),
        OutsideWorld(),
        Flows(),
        DeskParts(),
        CaseParts(),
        Chores(),
        LitestarProvider(),
        *instead,
        context={Settings: settings, Dsn: Dsn(dsn)},
    )
