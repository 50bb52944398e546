"""The Litestar application: routes, problems, CORS, CSRF, security headers."""

from collections.abc import Sequence

from dishka import AsyncContainer
from dishka.integrations.litestar import setup_dishka
from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.config.csrf import CSRFConfig
from litestar.types import ControllerRouterHandler

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.audit_log import AUDIT_ROUTES
from jarvis_adapters.http.auth import SIGN_IN_ROUTES
from jarvis_adapters.http.complaints import COMPLAINT_ROUTES
from jarvis_adapters.http.contractor_import import IMPORT_ROUTES
from jarvis_adapters.http.contractors import CONTRACTOR_ROUTES
from jarvis_adapters.http.contracts import read_contract
from jarvis_adapters.http.events import stream_events
from jarvis_adapters.http.exports import EXPORT_ROUTES
from jarvis_adapters.http.figures import FIGURE_ROUTES
from jarvis_adapters.http.headers import add_security_headers
from jarvis_adapters.http.health import live, metrics, ready
from jarvis_adapters.http.mail_webhook import receive_mail_report
from jarvis_adapters.http.messages import MESSAGE_ROUTES
from jarvis_adapters.http.openapi import openapi_config, read_openapi
from jarvis_adapters.http.preferences import SETTINGS_ROUTES
from jarvis_adapters.http.presence import PRESENCE_ROUTES
from jarvis_adapters.http.problems import PROBLEMS
from jarvis_adapters.http.templates import TEMPLATE_ROUTES
from jarvis_adapters.http.tickets import TICKET_ROUTES
from jarvis_adapters.http.today import read_today
from jarvis_adapters.http.users import USER_ROUTES
from jarvis_adapters.http.webhook import receive_webhook

_CASE_ROUTES = (
    *COMPLAINT_ROUTES,
    *TICKET_ROUTES,
    *MESSAGE_ROUTES,
    *CONTRACTOR_ROUTES,
    read_contract,
    stream_events,
    *PRESENCE_ROUTES,
)
_ADMIN_ROUTES = (
    *EXPORT_ROUTES,
    *TEMPLATE_ROUTES,
    *USER_ROUTES,
    *SETTINGS_ROUTES,
    *AUDIT_ROUTES,
    *FIGURE_ROUTES,
    *IMPORT_ROUTES,
    read_today,
    read_openapi,
)
_NOT_OF_BROWSERS = ["^/api/webhook", "^/health", "^/metrics"]


def build_application(
    container: AsyncContainer,
    access: Access,
    *,
    extra: Sequence[ControllerRouterHandler] = (),
) -> Litestar:
    """The web application on a container that knows the flows; `extra` routes stand beside ours.

    A change by a browser must carry what its csrf cookie says in the header `x-csrftoken`.
    """
    application = Litestar(
        [
            *(receive_webhook, receive_mail_report, live, ready, metrics),
            *SIGN_IN_ROUTES,
            *_CASE_ROUTES,
            *_ADMIN_ROUTES,
            *extra,
        ],
        exception_handlers=PROBLEMS,
        cors_config=CORSConfig(allow_origins=list(access.origins), allow_credentials=True)
        if access.origins
        else None,
        csrf_config=CSRFConfig(
            secret=access.csrf_secret(),
            cookie_name=access.cookie_name("csrf"),
            cookie_secure=access.secure,
            cookie_samesite="lax",
            header_name="x-csrftoken",
            exclude=_NOT_OF_BROWSERS,
        ),
        openapi_config=openapi_config(),
        before_send=[add_security_headers],
        logging_config=None,
    )
    setup_dishka(container, application)
    return application


def build_probes(container: AsyncContainer) -> Litestar:
    """Health and figures alone, for a process that takes nothing in."""
    application = Litestar(
        [live, ready, metrics],
        exception_handlers=PROBLEMS,
        openapi_config=None,
        before_send=[add_security_headers],
        logging_config=None,
    )
    setup_dishka(container, application)
    return application
