"""The simulated Evolution below one path: the API, the control of it, and the phone page."""

import hmac
from collections.abc import Callable
from importlib.resources import files

from litestar import HttpMethod, MediaType, Response, Router, get, route
from litestar.di import Provide
from litestar.params import FromPath

from jarvis_adapters.simulators.evolution import control, records, sending
from jarvis_adapters.simulators.evolution.answers import EvolutionRequest, Fault, answered, refused
from jarvis_adapters.simulators.evolution.instances import Instance
from jarvis_adapters.simulators.evolution.whatsapp import WhatsApp

DEMO_KEY = "jarvis-demo"
ABSENT = "212699000"
_PAGE = files(__package__).joinpath("page")
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_TYPES = {"html": MediaType.HTML, "css": MediaType.CSS, "js": "text/javascript"}


def evolution_router(
    path: str = "/evolution",
    *,
    api_key: str = DEMO_KEY,
    instances: tuple[str, ...] = ("jarvis",),
    absent: str = ABSENT,
    retry_scale: float = 1.0,
    ack_seconds: float = 0.15,
    gateway_secret: str = "",
) -> Router:
    """Evolution below `path`, with a WhatsApp of its own behind it; the phone is at `path`/phone.

    Numbers that begin with `absent` are not on WhatsApp. `retry_scale` shortens the waits between the
    attempts of a webhook, `ack_seconds` parts the receipts of a message. With a `gateway_secret` a signing
    gateway stands before JARVIS: webhooks carry the HMAC-SHA256 of their body. Whatever is under way ends
    with the loop that serves the router.
    """
    whatsapp = WhatsApp(
        instances,
        absent=absent,
        retry_scale=retry_scale,
        ack_seconds=ack_seconds,
        gateway_secret=gateway_secret,
    )
    api = Router(
        "/",
        route_handlers=[
            *(sending.send_text, sending.send_presence, sending.mark_as_read, sending.whatsapp_numbers),
            *(records.find_messages, records.find_status, records.set_webhook, records.find_webhook),
            *(records.connection_state, records.connect),
        ],
        dependencies={"instance": Provide(_admitting(whatsapp, api_key), sync_to_thread=False)},
    )
    outside = [welcome, no_such_route, phone, phone_part]
    switches = [
        control.write,
        control.edit,
        control.take_back,
        control.chat,
        control.ledger,
        control.ledger_part,
        control.subscriptions,
        control.clear_ledger,
    ]
    switches += [control.faults, control.set_faults, control.restart, control.turn_connection]
    return Router(
        path,
        route_handlers=[api, *outside, *switches],
        dependencies={"whatsapp": Provide(lambda: whatsapp, sync_to_thread=False)},
        exception_handlers={Fault: refused},
        include_in_schema=False,
    )


def _admitting(whatsapp: WhatsApp, api_key: str) -> Callable[[EvolutionRequest, str], Instance]:
    def admitted(request: EvolutionRequest, name: FromPath[str]) -> Instance:
        """Existence comes before the key, as in Evolution."""
        instance = whatsapp.instances.get(name)
        if instance is None:
            raise Fault(404, [f'The "{name}" instance does not exist'])
        if not hmac.compare_digest(request.headers.get("apikey", "").encode(), api_key.encode()):
            raise Fault(401, "Unauthorized")
        whatsapp.events.server_url = str(request.base_url).rstrip("/")
        return instance

    return admitted


@get("/", sync_to_thread=False)
def welcome() -> Response[bytes]:
    words = "Welcome to the Evolution API, it is working!"
    return answered({"status": 200, "message": words, "version": "2.3.7", "clientName": "evolution_exchange"})


_METHODS = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE]


_FOLDERS = ["/", "/message", "/chat", "/instance", "/webhook"]


@route(
    [f"{folder.rstrip('/')}/{{rest:path}}" for folder in _FOLDERS], http_method=_METHODS, sync_to_thread=False
)
def no_such_route(request: EvolutionRequest) -> Response[bytes]:
    raise Fault(404, [f"Cannot {request.method} {request.url.path}"])


@get("/phone", sync_to_thread=False)
def phone() -> Response[bytes]:
    return _file("phone.html")


@get("/phone/{part:str}", sync_to_thread=False)
def phone_part(part: FromPath[str]) -> Response[bytes]:
    if part not in ("phone.css", "phone.js", "chat.js", "text.js"):
        raise Fault(404, [f"Cannot GET /phone/{part}"])
    return _file(part)


def _file(name: str) -> Response[bytes]:
    headers = {
        "Content-Security-Policy": _CSP,
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(
        _PAGE.joinpath(name).read_bytes(), media_type=_TYPES[name.rsplit(".", 1)[1]], headers=headers
    )
