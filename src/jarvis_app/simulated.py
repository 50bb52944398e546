"""The simulated outside world: its application, its addresses, and settings that point at it."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec
from litestar import Litestar

from jarvis_adapters.simulators.evolution.routes import DEMO_KEY, evolution_router
from jarvis_adapters.simulators.lm_studio import lm_router
from jarvis_adapters.simulators.portal import portal_router
from jarvis_adapters.simulators.resend import DEMO_RESEND_KEY, resend_router
from jarvis_app.processes import address_of, bind, serving
from jarvis_app.settings import Secret, Settings

LOOPBACK = "127.0.0.1"
DEMO_ACCOUNT = "jarvis-demo"
DEMO_ADMIN = "admin@tktm.example"
DEMO_MAIL_SECRET = "whsec_amFydmlzLWRlbW8tbWFpbC1zZWNyZXQtMDAwMQ=="  # noqa: S105 as the next one
DEMO_SECRET = "jarvis-demo-secret"  # noqa: S105 shared with a simulator on loopback only


def simulators_application(settings: Settings) -> Litestar:
    """Portal, Evolution with its phone page, LM Studio, Resend: below /portal, /evolution, /lm, /resend."""
    evolution = evolution_router(instances=settings.evolution_instance)
    return Litestar(
        [portal_router(), evolution, lm_router(model=settings.lm_model), resend_router()],
        openapi_config=None,
        logging_config=None,
    )


def with_simulators(settings: Settings, simulators: str, base_url: str) -> Settings:
    """The settings with every part that is not set taken from the simulators at that address."""
    changes: dict[str, Any] = {"base_url": base_url} if settings.base_url == Settings().base_url else {}
    if settings.evolution_url is None:
        changes |= {"evolution_url": f"{simulators}/evolution", "evolution_api_key": Secret(DEMO_KEY)}
    if not settings.evolution_webhook_secret:
        changes["evolution_webhook_secret"] = (Secret(DEMO_SECRET),)
    if settings.lm_url is None:
        changes["lm_url"] = f"{simulators}/lm"
    changes |= _simulated_mail(settings, simulators)
    return with_simulated_portal(msgspec.structs.replace(settings, **changes), simulators)


def _simulated_mail(settings: Settings, simulators: str) -> dict[str, Any]:
    """Nothing for a mail service that is set up; its own secret is left alone too."""
    admin = {} if settings.first_admin else {"first_admin": DEMO_ADMIN}
    if settings.resend_api_key:
        return admin
    return admin | {
        "resend_url": f"{simulators}/resend",
        "resend_api_key": Secret(DEMO_RESEND_KEY),
        "resend_webhook_secret": Secret(DEMO_MAIL_SECRET),
        "mail_from": settings.mail_from or "JARVIS <jarvis@tktm.example>",
    }


async def tell_mail_webhook(settings: Settings, simulators: str) -> None:
    """What an administrator does on Resend's page: says where reports go, and with which secret."""
    if settings.resend_url != f"{simulators}/resend":
        return
    wanted = {
        "url": settings.base_url.rstrip("/") + "/api/webhook/resend",
        "secret": settings.resend_webhook_secret.value,
    }
    async with httpx.AsyncClient() as http:
        await http.put(f"{simulators}/resend/_webhook", json=wanted)


def with_simulated_portal(settings: Settings, simulators: str) -> Settings:
    """The settings with the portal, if it is not set, taken from the simulators at that address."""
    if settings.portal_url is not None:
        return settings
    return msgspec.structs.replace(
        settings,
        portal_url=f"{simulators}/portal",
        portal_username=DEMO_ACCOUNT,
        portal_password=Secret(DEMO_ACCOUNT),
    )


@asynccontextmanager
async def portal_if_unset(settings: Settings) -> AsyncIterator[Settings]:
    """Settings with a portal: the configured one, or a simulator that lives as long as the context."""
    if settings.portal_url is not None:
        yield settings
        return
    with bind(LOOPBACK, 0) as listening:
        async with serving(simulators_application(settings), listening):
            sys.stderr.write(
                "JARVIS_PORTAL_URL is not set: a simulated portal answers, with invented contracts\n"
            )
            yield with_simulated_portal(settings, address_of(listening))


async def wait_until_up(simulators: str, *, patience: float = 20.0) -> None:
    """Returns when the simulators at that address answer; raises httpx.ConnectError when they never do."""
    transport = httpx.AsyncHTTPTransport(retries=int(patience / 0.1))
    async with httpx.AsyncClient(transport=transport, timeout=patience) as http:
        await http.get(f"{simulators}/evolution/")
