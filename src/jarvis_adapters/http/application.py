"""The Litestar application: routes, problems, CORS, security headers."""

from collections.abc import Sequence

from dishka import AsyncContainer
from dishka.integrations.litestar import setup_dishka
from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.openapi.config import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from jarvis_adapters.http.health import live, metrics, ready
from jarvis_adapters.http.problems import PROBLEMS
from jarvis_adapters.http.webhook import receive_webhook

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
}


def build_application(
    container: AsyncContainer,
    *,
    cors_origins: Sequence[str] = (),
    extra: Sequence[ControllerRouterHandler] = (),
) -> Litestar:
    """The web application on a container that knows the flows; `extra` routes stand beside ours."""
    application = Litestar(
        [receive_webhook, live, ready, metrics, *extra],
        exception_handlers=PROBLEMS,
        cors_config=CORSConfig(allow_origins=list(cors_origins), allow_credentials=True)
        if cors_origins
        else None,
        openapi_config=OpenAPIConfig(title="JARVIS", version="1", path="/api/schema"),
        response_headers=_HEADERS,
        logging_config=None,
    )
    setup_dishka(container, application)
    return application
