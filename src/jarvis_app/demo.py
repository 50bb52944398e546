"""`jarvis demo`: the whole of JARVIS with a simulated outside world, each in a process of its own."""

import asyncio
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect

from jarvis_app.processes import bind, serve
from jarvis_app.settings import Settings
from jarvis_app.simulated import LOOPBACK, tell_mail_webhook, wait_until_up, with_simulators

log = structlog.get_logger(__name__)


@contextmanager
def simulators_process(port: int) -> Iterator[str]:
    """The simulators in another process; they end with this one, also when it is killed (end of input)."""
    bind(LOOPBACK, port).close()  # a stranger who answers there must not be taken for the simulators
    command = [sys.executable, "-m", "jarvis_app", "simulators", "--port", str(port), "--until-end-of-input"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 our own interpreter
        try:
            yield f"http://{LOOPBACK}:{port}"
        finally:
            process.terminate()


def phone_page(simulators: str) -> HTTPRouteHandler:
    """The contractor's phone, at an address people can remember."""

    @get("/phone", include_in_schema=False)
    async def phone() -> Redirect:
        return Redirect(f"{simulators}/evolution/phone", status_code=302)

    return phone


async def run_demo(settings: Settings, dsn: str, port: int, simulators: str, *, open_page: bool) -> None:
    """Web and worker on the simulated world, until a signal."""
    page = f"http://{LOOPBACK}:{port}"
    with bind(LOOPBACK, port) as listening:
        await wait_until_up(simulators)
        log.info("demo", page=page, phone=f"{simulators}/evolution/phone", simulators=simulators)
        everything = with_simulators(settings, simulators, page)
        await tell_mail_webhook(everything, simulators)
        print(f"\n  Phone:      {page}/phone  (write to JARVIS)")
        print(f"  Dashboard:  {page}  (sign in as {everything.first_admin})")
        print(f"  Mail:       {simulators}/resend/inbox\n\n  Ctrl+C stops it.\n", flush=True)
        if open_page:
            await asyncio.to_thread(webbrowser.open, f"{page}/phone")
        await serve(everything, dsn, listening=listening, worker=True, extra=[phone_page(simulators)])
