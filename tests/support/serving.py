"""Serves an ASGI app on an ephemeral loopback port, in a thread with its own event loop."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn


class _AnnouncingServer(uvicorn.Server):
    """Tells the waiting test when it listens, or that it ended without."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.settled.set()

    def serve_in_thread(self, listener: socket.socket) -> None:
        try:
            asyncio.run(self.serve(sockets=[listener]))
        finally:
            self.settled.set()


@contextmanager
def serve(app: Any) -> Iterator[str]:
    """Yields the base URL (`http://127.0.0.1:PORT`, no slash at the end) while `app` is served.

    The app runs in another thread and loop: build pools and locks inside the app's lifespan, not before.
    Open streams are cut one second after the block ends.
    """
    # With the protocol named, asyncio switches Nagle off on what is accepted: 40 ms less for each answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    config = uvicorn.Config(app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1)
    server = _AnnouncingServer(config)
    thread = threading.Thread(target=server.serve_in_thread, args=(listener,), daemon=True)
    thread.start()
    try:
        server.settled.wait(20)
        assert server.started, "the served app did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()
