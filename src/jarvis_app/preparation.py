"""What a process does once it runs: subscribe to WhatsApp's webhooks, warm the browser and the model up."""

import asyncio

import structlog
from dishka import AsyncContainer

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.evolution.subscription import AlreadySubscribed, NotSubscribed, Subscribed
from jarvis_adapters.lm_studio.model import LmStudio
from jarvis_app.settings import Settings
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.flow.reconcile import Reconcile
from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.language_model import LanguageModel
from jarvis_domain.ports.messaging import Messaging

log = structlog.get_logger(__name__)

_SUBSCRIBE_AGAIN = 30.0
"""Seconds between tries while the gateway is away."""


async def subscribe(settings: Settings, container: AsyncContainer) -> None:
    """Makes each of our WhatsApp numbers post to us; goes on trying until all of them do."""
    gateway: Messaging = await container.get(Messaging)
    if not isinstance(gateway, EvolutionGateway) or not settings.evolution_webhook_secret:
        return
    missing = set(settings.evolution_instance)
    while missing:
        missing -= {name for name in sorted(missing) if await _subscribe_one(gateway, name, settings)}
        if missing:
            await asyncio.sleep(_SUBSCRIBE_AGAIN)


def webhook_url(settings: Settings) -> str:
    """Where each of our WhatsApp numbers has to post to."""
    return settings.base_url.rstrip("/") + "/api/webhook/message"


async def _subscribe_one(gateway: EvolutionGateway, instance: str, settings: Settings) -> bool:
    url = webhook_url(settings)
    secret = settings.evolution_webhook_secret[0].value
    match await gateway.ensure_subscribed(instance, url, secret):
        case NotSubscribed(detail=detail):
            log.warning("webhook_not_subscribed", instance=instance, detail=detail, again_s=_SUBSCRIBE_AGAIN)
            return False
        case Subscribed(differed=differed):
            log.info("webhook_subscribed", instance=instance, url=url, differed=differed)
        case AlreadySubscribed():
            log.info("webhook_was_subscribed", instance=instance, url=url)
    return True


async def catch_up(container: AsyncContainer) -> None:
    """Fetches what was written while nobody listened; the chore tries again if this fails."""
    reconcile: Reconcile = await container.get(Reconcile)
    try:
        await reconcile.recent()
    except StoreUnavailable as fault:
        log.warning("not_caught_up", detail=str(fault))


async def warm_up(container: AsyncContainer) -> None:
    """Starts the browser, signs in to the portal and loads the model, so that the first answer is quick."""
    async with asyncio.TaskGroup() as together:
        together.create_task(_prepare_portal(container))
        together.create_task(prepare_model(container))


async def _prepare_portal(container: AsyncContainer) -> None:
    crm: Crm = await container.get(Crm)
    if failure := await crm.warm_up():
        log.warning("portal_not_ready", outcome=type(failure).__name__, detail=failure.detail)


async def prepare_model(container: AsyncContainer) -> None:
    """Loads the model if there is one; until that has worked the rules read alone."""
    model: LanguageModel = await container.get(LanguageModel)
    if isinstance(model, LmStudio):
        await model.warm_up()
