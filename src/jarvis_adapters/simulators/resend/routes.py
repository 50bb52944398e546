"""The routes of the simulated Resend, its inbox page, and the control of it at `_ledger` and `_faults`."""

import hmac
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import MediaType, Request, Response, Router, delete, get, post, put
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from jarvis_adapters.simulators.resend import inbox
from jarvis_adapters.simulators.resend.hooks import Hooks
from jarvis_adapters.simulators.resend.state import (
    Faults,
    Ledger,
    MailFault,
    ResendState,
    Subscription,
    Wanted,
)

DEMO_RESEND_KEY = "re_demo_jarvis"
_LONGEST_KEY = 256
_Resend = NamedDependency[ResendState]
_Hooks = NamedDependency[Hooks]
_Request = Request[object, object, State]


def resend_router(path: str = "/resend", *, api_key: str = DEMO_RESEND_KEY) -> Router:
    """Resend's API below `path`, its inbox at `path`/inbox; webhooks go where PUT `path`/_webhook says."""
    resend = ResendState(api_key)
    hooks = Hooks(resend)
    return Router(
        path,
        route_handlers=[
            *(send, show_inbox, show_mail, download),
            *(ledger, clear_ledger, faults, set_faults, subscribe),
        ],
        dependencies={
            "resend": Provide(lambda: resend, sync_to_thread=False),
            "hooks": Provide(lambda: hooks, sync_to_thread=False),
        },
        include_in_schema=False,
    )


@post("/emails", status_code=200)
async def send(request: _Request, resend: _Resend, hooks: _Hooks) -> Response[Any]:
    fault, raw = resend.next_send(), await request.body()
    key = request.headers.get("idempotency-key", "")
    refusal = _stranger(request, resend) or _scripted(fault, resend) or _bad_key(key)
    if refusal is not None:
        return refusal
    try:
        wanted = msgspec.json.decode(raw, type=Wanted)
    except msgspec.DecodeError as wrong:
        return _error(422, "missing_required_field", str(wrong))
    if known := resend.known(key, raw):
        id_, same = known
        return _answer({"id": id_}) if same else _error(409, "invalid_idempotent_request", "Other payload.")
    mail = resend.take(key, raw, wanted)
    hooks.tell_about(mail)
    return _cut() if fault is MailFault.CUT_SENT else _answer({"id": mail.id})


def _stranger(request: _Request, resend: ResendState) -> Response[Any] | None:
    given = request.headers.get("authorization", "")
    if not request.headers.get("user-agent"):
        return _error(403, "validation_error", "A User-Agent header is needed.")
    if not given:
        return _error(401, "missing_api_key", "Missing API key in the authorization header.")
    if not hmac.compare_digest(given.encode(), f"Bearer {resend.api_key}".encode()):
        return _error(403, "invalid_api_key", "API key is invalid.")
    return None


def _scripted(fault: MailFault, resend: ResendState) -> Response[Any] | None:
    match fault:
        case MailFault.RATE_LIMITED:
            limits = {"ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": "1"}
            limits["retry-after"] = str(resend.faults.retry_after)
            return _error(429, "rate_limit_exceeded", "Too many requests.", limits)
        case MailFault.QUOTA:
            return _error(429, "daily_quota_exceeded", "You have reached your daily quota.")
        case MailFault.SERVER_ERROR:
            return _error(500, "application_error", "An unexpected error occurred.")
        case MailFault.GATEWAY:
            return Response(b"<html>502</html>", status_code=502, media_type=MediaType.HTML)
        case MailFault.CONCURRENT:
            return _error(409, "concurrent_idempotent_requests", "The same key is in progress.")
        case MailFault.UNVERIFIED:
            return _error(403, "validation_error", "The domain is not verified.")
        case MailFault.CUT_UNSENT:
            return _cut()
        case MailFault.NONE | MailFault.CUT_SENT:
            return None


def _bad_key(key: str) -> Response[Any] | None:
    if len(key) > _LONGEST_KEY:
        return _error(400, "invalid_idempotency_key", "The key must be between 1 and 256 characters.")
    return None


def _answer(body: object) -> Response[Any]:
    return Response(body, status_code=200, headers={"ratelimit-limit": "5", "ratelimit-remaining": "4"})


def _error(status: int, name: str, message: str, headers: dict[str, str] | None = None) -> Response[Any]:
    body = {"statusCode": status, "name": name, "message": message}
    return Response(body, status_code=status, headers=headers)


def _cut() -> Response[bytes]:
    """No answer: it promises more than it sends, so the server closes the connection half way."""
    return Response(b"", status_code=200, media_type=MediaType.JSON, headers={"Content-Length": "9000"})


@get("/inbox", sync_to_thread=False)
def show_inbox(request: _Request, resend: _Resend) -> Response[str]:
    return _html(inbox.list_page(request.url.path.rstrip("/"), resend.ledger.mails))


@get("/inbox/{mail_id:str}", sync_to_thread=False)
def show_mail(request: _Request, mail_id: FromPath[str], resend: _Resend) -> Response[str]:
    folder = request.url.path.rsplit("/", 1)[0]
    mail = resend.mail(mail_id)
    if mail is None:
        return _html(inbox.missing_page(folder), 404)
    return _html(inbox.mail_page(folder, mail))


@get("/inbox/{mail_id:str}/{number:int}", sync_to_thread=False)
def download(mail_id: FromPath[str], number: FromPath[int], resend: _Resend) -> Response[bytes]:
    """One of a mail's files, to be kept and never shown: whatever it is, it runs nowhere."""
    mail = resend.mail(mail_id)
    if mail is None or not 0 <= number < len(mail.attachments):
        return Response(b"", status_code=404)
    file = mail.attachments[number]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.filename, safe='')}"}
    return Response(
        file.content, media_type=MediaType.TEXT, headers=headers | {"X-Content-Type-Options": "nosniff"}
    )


def _html(page: str, status: int = 200) -> Response[str]:
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": inbox.CSP}
    return Response(page, status_code=status, media_type=MediaType.HTML, headers=headers)


@get("/_ledger", sync_to_thread=False)
def ledger(resend: _Resend) -> Ledger:
    return resend.ledger


@delete("/_ledger", sync_to_thread=False)
def clear_ledger(resend: _Resend) -> None:
    resend.ledger = Ledger()


@get("/_faults", sync_to_thread=False)
def faults(resend: _Resend) -> Faults:
    return resend.faults


@put("/_faults", sync_to_thread=False)
def set_faults(data: JSONBody[Faults], resend: _Resend) -> Faults:
    resend.switch(data)
    return data


@put("/_webhook", sync_to_thread=False)
def subscribe(data: JSONBody[Subscription], resend: _Resend) -> Subscription:
    """What is done by hand on Resend's own dashboard."""
    resend.subscription = data
    return data
