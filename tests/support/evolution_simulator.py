"""The simulated Evolution served on loopback, and a hook that takes its webhooks."""

import json
import threading
import time
from contextlib import contextmanager

import httpx
from litestar import Litestar, Request, Response, post

from jarvis_adapters.simulators.evolution import evolution_router
from support.serving import serve

SECRET = "a-secret-that-is-long-enough-to-be-one-0001"
ALL_EVENTS = [
    "MESSAGES_UPSERT",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "SEND_MESSAGE",
    "CONNECTION_UPDATE",
    "STATUS_INSTANCE",
]


class Hook:
    """Where the webhooks arrive; answers with the statuses it was given, then 200."""

    def __init__(self):
        self.arrived = []
        self.statuses = []
        self._lock = threading.Condition()

    def take(self, headers, raw):
        with self._lock:
            self.arrived.append((headers, raw))
            self._lock.notify_all()
            return self.statuses.pop(0) if self.statuses else 200

    def wait(self, count, event=None):
        """The first `count` bodies (of this event), as soon as there are so many."""
        with self._lock:
            assert self._lock.wait_for(lambda: len(self.bodies(event)) >= count, 10), self.bodies()
            return self.bodies(event)[:count]

    def bodies(self, event=None):
        bodies = [json.loads(raw) for _, raw in self.arrived]
        return [body for body in bodies if event in (None, body["event"])]


class World:
    def __init__(self, base, hook):
        self.hook = hook
        self.base = base
        self.http = httpx.Client(base_url=f"{base}/evolution", headers={"apikey": "jarvis-demo"})

    def subscribe(self, *, headers=None, events=ALL_EVENTS, **more):
        webhook = {"enabled": True, "url": f"{self.base}/hook", "headers": headers or {"jwt_key": SECRET}}
        body = {"webhook": webhook | {"byEvents": False, "base64": False, "events": events} | more}
        return self.http.post("/webhook/set/jarvis", json=body)

    def write(self, number="212600111222", **message):
        answer = self.http.post(f"/_phone/{number}/messages", json=message)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def send(self, number="212600111222", text="ok", **more):
        return self.http.post("/message/sendText/jarvis", json={"number": number, "text": text} | more)

    def faults(self, **faults):
        self.http.put("/_faults", json=faults).raise_for_status()

    def ledger(self):
        return self.http.get("/_ledger").json()


@contextmanager
def running(**settings):
    hook = Hook()

    @post("/hook", status_code=200)
    async def taken(request: Request) -> Response:
        return Response(b"", status_code=hook.take(list(request.headers.items()), await request.body()))

    router = evolution_router(**{"retry_scale": 0.002, "ack_seconds": 0.01} | settings)
    with serve(Litestar([router, taken], openapi_config=None, logging_config=None)) as base:
        world = World(base, hook)
        try:
            yield world
        finally:
            world.http.close()


def eventually(fact):
    until = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < until, "it did not come about"
        threading.Event().wait(0.01)


def shape(value):
    """The keys in their order, with the kinds of the values."""
    if isinstance(value, dict):
        return [(key, shape(inner)) for key, inner in value.items()]
    return None if value is None else type(value).__name__


def without(body, *names):
    return {key: value for key, value in body.items() if key not in names}
