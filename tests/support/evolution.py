"""Captured exchanges with Evolution API 2.3.7, as the tests read them."""

import json
from pathlib import Path

CAPTURES = Path(__file__).parents[1] / "data" / "evolution"
CAPTURED_SECRET = "example-jwt-key-not-a-secret-0001"


def capture(name):
    """The exchange whose file name begins so (`01` … `15`)."""
    (found,) = CAPTURES.glob(f"{name}-*.json")
    return json.loads(found.read_text(encoding="utf-8"))


def captured_body(name):
    """The captured request body as it was on the wire: compact, unescaped UTF-8."""
    return on_the_wire(capture(name)["request"]["body"])


def on_the_wire(body):
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def upsert(message=None, *, key=None, **data):
    """A `messages.upsert` body; `key` and `data` override single fields of the ordinary one."""
    body = capture("01")["request"]["body"]
    body["data"] |= {"message": message or {"conversation": "salam"}} | data
    body["data"]["key"] |= key or {}
    return on_the_wire(body)
