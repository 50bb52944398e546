"""The simulated portal served on loopback, with its switches, and browsers that look into it."""

import asyncio
from contextlib import contextmanager
from datetime import timedelta

import httpx
import msgspec
from litestar import Litestar

from jarvis_adapters.d2d_portal.portal import D2dPortal
from jarvis_adapters.d2d_portal.profile import load_profile
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.simulators.portal import portal_router
from support.serving import serve

USERNAME, PASSWORD = "agent-d2d", "Mot de passe/été&1"


class ServedPortal:
    """What a test does to the simulator, and asks it, over HTTP."""

    def __init__(self, url, http, gate):
        self.url = url
        self.gate = gate
        self._http = http

    def set(self, **faults):
        """Puts the switches to exactly these."""
        self._http.put("/_faults", content=msgspec.json.encode(faults)).raise_for_status()

    def show(self, **statuses):
        """Single contracts show these statuses instead of the rule's; everything else is as it should be."""
        self.set(statuses=statuses)

    def sign_everybody_out(self):
        self._http.delete("/_sessions").raise_for_status()

    def asked(self, kind):
        """The ledger's lines of one kind, oldest first."""
        return [line for line in self._http.get("/_ledger").json() if line["kind"] == kind]

    def heal(self):
        """Everything in order, nobody signed in, nothing in the ledger."""
        self.set()
        self.sign_everybody_out()
        self.forget()

    def forget(self):
        self._http.delete("/_ledger").raise_for_status()


@contextmanager
def served_portal(gate=lambda app: app):
    """The portal; `gate` makes of it what is served in its place."""
    router = portal_router(username=USERNAME, password=PASSWORD)
    app = gate(Litestar([router], openapi_config=None, logging_config=None))
    with serve(app) as server, httpx.Client(base_url=f"{server}/portal", timeout=20) as http:
        yield ServedPortal(f"{server}/portal", http, app)


@contextmanager
def browser_on(url, *, seconds=30, artefacts=None, profile=None, browser_path=None, clock=None, **mode):
    """A D2dPortal and the runner of the loop it lives in; `over_http` and `observe` are passed on."""
    with asyncio.Runner() as runner:
        crm = D2dPortal(
            profile or load_profile(None),
            url,
            USERNAME,
            PASSWORD,
            clock=clock or SystemClock(),
            browser_path=browser_path,
            deadline=timedelta(seconds=seconds),
            artefacts=artefacts,
            **mode,
        )
        try:
            yield crm, runner
        finally:
            runner.run(crm.close())
