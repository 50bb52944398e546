"""What `jarvis doctor` looks at: every part, and what takes too long for a health route."""

from collections.abc import AsyncIterator
from contextlib import suppress
from email.utils import parseaddr

import httpx
from dishka import AsyncContainer

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.evolution.subscription import NotSubscribed
from jarvis_adapters.postgres.migrate import HEAD, current, upgrade
from jarvis_adapters.resend.domain import DomainState, domain_state
from jarvis_app.container import build_container
from jarvis_app.preparation import webhook_url
from jarvis_app.settings import Settings
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.health import Checks, Part, PartState
from jarvis_domain.ports.messaging import Messaging

_MAIL_MENDS = {
    DomainState.UNVERIFIED: "its DNS records are not seen yet: docs/runbooks/mail.md",
    DomainState.MISSING: "add the domain on Resend's page, or mend JARVIS_MAIL_FROM",
    DomainState.REFUSED: "mend JARVIS_RESEND_API_KEY",
    DomainState.AWAY: "check JARVIS_RESEND_URL, and this machine's way to the internet",
}


async def look(settings: Settings, dsn: str) -> list[Part]:
    """A database that this version cannot work on is left as it is; the embedded one is prepared."""
    if (unready := await _schema(settings, dsn)) is not None:
        return [unready]
    container = build_container(settings, dsn)
    try:
        checks: Checks = await container.get(Checks)
        found = [await check() for check in checks.all]
        return found + [part async for part in _thorough(settings, container)]
    finally:
        await container.close()


async def _schema(settings: Settings, dsn: str) -> Part | None:
    with suppress(StoreUnavailable):  # then the first part says so, and the others are looked at too
        if settings.database_url is None:
            await upgrade(dsn)
        elif (found := await current(dsn)) != HEAD:
            says = f"schema {found or 'none yet'}, this version needs {HEAD}: nothing else was looked at"
            mend = "back up, then run `jarvis db upgrade` as the owner of the tables"
            return Part(name="database", state=PartState.DOWN, says=says, mend=mend)
    return None


async def _thorough(settings: Settings, container: AsyncContainer) -> AsyncIterator[Part]:
    if settings.portal_url is not None:
        yield await _sign_in(await container.get(Crm))
    gateway: Messaging = await container.get(Messaging)
    if isinstance(gateway, EvolutionGateway) and settings.evolution_webhook_secret:
        for instance in settings.evolution_instance:
            yield await _subscription(settings, gateway, instance)
    if settings.resend_api_key:
        yield await _mail_domain(settings, await container.get(httpx.AsyncClient))


async def _sign_in(portal: Crm) -> Part:
    """With a browser and the account, as the first look-up would."""
    failure = await portal.warm_up()
    if failure is None:
        return Part(name="portal account", state=PartState.OK, says="signs in")
    says = f"{type(failure).__name__}: {failure.detail}"
    return Part(
        name="portal account", state=PartState.DEGRADED, says=says, mend="docs/runbooks/portal-changed.md"
    )


async def _subscription(settings: Settings, gateway: EvolutionGateway, instance: str) -> Part:
    """A web process sets it at its start; somebody may have changed it since."""
    secret = settings.evolution_webhook_secret[0].value
    name = f"webhook:{instance}"
    match await gateway.webhook_differs(instance, webhook_url(settings), secret):
        case ():
            return Part(name=name, state=PartState.OK, says="set in Evolution as wanted")
        case NotSubscribed(detail=detail):
            says, mend = f"cannot be read in Evolution ({detail})", "check JARVIS_EVOLUTION_URL, _API_KEY"
        case differed:
            says, mend = (
                f"not as wanted in Evolution: {', '.join(differed)}",
                "restart `jarvis web`: it sets it",
            )
    return Part(name=name, state=PartState.DEGRADED, says=says, mend=mend)


async def _mail_domain(settings: Settings, http: httpx.AsyncClient) -> Part:
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    state = await domain_state(http, settings.resend_url, settings.resend_api_key.value, domain)
    says = f"{domain} is {state.value} at Resend"
    if mend := _MAIL_MENDS.get(state):
        return Part(name="mail domain", state=PartState.DEGRADED, says=says, mend=mend)
    return Part(name="mail domain", state=PartState.OK, says=says)
