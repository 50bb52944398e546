"""A TCP proxy on this machine whose line can be cut, go silent, slow down, or never be taken up at all."""

import asyncio
import socket
import struct
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

_ANYTHING = 65_536
_RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Passes bytes on to a `(host, port)` or to a unix socket; `url` is where to connect instead.

    Cut, silent, deaf and refusing are four different faults: each has a method, and `heal` ends them all.
    """

    def __init__(self, target):
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._listener = _listening(0)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._lines = set()
        self._delay, self._slice, self._left = 0.0, _ANYTHING, None

    def __enter__(self):
        self._open = asyncio.Event()
        self._open.set()
        self._thread.start()
        self._accepting = self._do(self._accept())
        return self

    def __exit__(self, *_):
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # faults

    def cut(self):
        """Every connection is reset, both ways; new ones pass."""
        self._do(self._reset_all())

    def black_hole(self):
        """Connections stay and new ones are taken; no byte passes."""
        self._loop.call_soon_threadsafe(self._open.clear)

    def delay(self, seconds):
        """Each piece waits so long."""
        self._delay = seconds

    def slice(self, size, every=0.01):
        """So few bytes at a time."""
        self._slice, self._delay = size, every

    def reset_after(self, size):
        """The next so many bytes of answers pass, then the connection that brings more is reset, once."""
        self._left = size

    def deaf(self):
        """What is connected is reset; the port stays open, connections are made, and nobody takes them up."""
        self._do(self._stop_accepting(close=False))

    def refuse(self):
        """Connections are reset and new ones refused, as when the process is gone."""
        self._do(self._stop_accepting(close=True))

    def heal(self):
        self._delay, self._slice, self._left = 0.0, _ANYTHING, None
        self._loop.call_soon_threadsafe(self._open.set)
        if self._accepting is None:
            if self._listener.fileno() < 0:
                self._listener = _listening(self.port)
            self._accepting = self._do(self._accept())

    # the line

    def _do(self, work):
        """Runs in the proxy's own loop; `_accept` gives its task."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _accept(self):
        return asyncio.create_task(self._accept_all())

    async def _accept_all(self):
        loop = asyncio.get_running_loop()
        while True:
            taken, _ = await loop.sock_accept(self._listener)
            line = asyncio.create_task(self._serve(taken))
            self._lines.add(line)
            line.add_done_callback(self._lines.discard)

    async def _serve(self, taken):
        reader, writer = await asyncio.open_connection(sock=taken)
        try:
            far_reader, far_writer = await self._reach()
        except OSError:
            _reset(writer)
            return
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(reader, far_writer, answers=False))
                both.create_task(self._pass(far_reader, writer, answers=True))
        except* (OSError, _Hung):
            pass
        finally:
            for side in (writer, far_writer):
                _reset(side)

    async def _reach(self):
        if isinstance(self._target, Path):
            return await asyncio.open_unix_connection(self._target)
        return await asyncio.open_connection(*self._target)

    async def _pass(self, source, sink, *, answers):
        while piece := await source.read(self._slice):
            await asyncio.sleep(self._delay)
            await self._open.wait()
            self._count(len(piece) if answers else 0)
            sink.write(piece)
            await sink.drain()
        raise _Hung

    def _count(self, size):
        if self._left is None or not size:
            return
        self._left -= size
        if self._left < 0:
            self._left = None
            raise _Hung

    async def _reset_all(self):
        lines = list(self._lines)
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)

    async def _stop_accepting(self, *, close):
        if self._accepting is not None:
            self._accepting.cancel()
            with suppress(asyncio.CancelledError):
                await self._accepting
            self._accepting = None
        if close:
            self._listener.close()
        await self._reset_all()

    async def _close(self):
        self._open.set()
        await self._stop_accepting(close=True)


class _Hung(Exception):
    """One side hung up, or the line is to be cut here."""


def _reset(writer):
    """Not a farewell but a reset, as when a process dies."""
    with suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


def _listening(port):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    listener.setblocking(False)
    return listener


@contextmanager
def proxy_to(url):
    """In front of an HTTP server."""
    parts = urlsplit(url)
    with Proxy((parts.hostname, parts.port)) as proxy:
        yield proxy


@contextmanager
def proxied_database(dsn):
    """The proxy in front of a PostgreSQL on a unix socket, and the DSN through it."""
    parts = urlsplit(dsn)
    folder = Path(dict(pair.split("=") for pair in parts.query.split("&"))["host"].replace("%2F", "/"))
    with Proxy(folder / ".s.PGSQL.5432") as proxy:
        yield proxy, f"postgresql://{parts.username}@127.0.0.1:{proxy.port}{parts.path}"
