"""Evolution's answers as Express words them, errors included, and the ways a connection ends without one."""

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.datastructures import State

EXPRESS = {
    "X-Powered-By": "Express",
    "Vary": "Origin, Accept-Encoding",
    "Access-Control-Allow-Credentials": "true",
}
_JSON = "application/json; charset=utf-8"
_PHRASES = {400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 500: "Internal Server Error"}

EvolutionRequest = Request[object, object, State]


class Fault(Exception):
    """Ends a call with one of Evolution's error bodies; `message` is a text, or a list of what it likes."""

    def __init__(self, status: int, message: object) -> None:
        self.status = status
        self.message = message
        super().__init__(status)


def answered(content: object, status: int = 200) -> Response[bytes]:
    return Response(msgspec.json.encode(content), status_code=status, media_type=_JSON, headers=EXPRESS)


def refused(_: EvolutionRequest, fault: Fault) -> Response[bytes]:
    """A Fault as it goes out."""
    body: dict[str, Any] = {
        "status": fault.status,
        "error": _PHRASES[fault.status],
        "response": {"message": fault.message},
    }
    return answered(body, fault.status)


def cut() -> Response[bytes]:
    """No answer: it promises more than it sends, so the server closes the connection half way."""
    return Response(b"", status_code=201, media_type=_JSON, headers={"Content-Length": "9000"})


def rate_limited(retry_after: int) -> Response[bytes]:
    """A proxy's 429; Evolution itself has none."""
    headers = {"Retry-After": str(retry_after)}
    return Response(b"Too Many Requests", status_code=429, media_type="text/plain", headers=headers)


def bad_gateway() -> Response[bytes]:
    """A proxy's 502."""
    return Response(b"<html><h1>502 Bad Gateway</h1></html>", status_code=502, media_type="text/html")


async def json_of(request: EvolutionRequest) -> dict[str, Any]:
    """The body's object; `{}` where there is none, as Express reads it."""
    raw = await request.body()
    try:
        body = msgspec.json.decode(raw) if raw else {}
    except (msgspec.DecodeError, RecursionError) as error:
        raise Fault(400, ["Unexpected token in JSON"]) from error
    return body if isinstance(body, dict) else {}
