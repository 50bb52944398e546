"""Another process that starts the embedded server of a folder and keeps it until it is told to let go."""

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from pathlib import Path
from jarvis_adapters.postgres.embedded import EmbeddedPostgres

with EmbeddedPostgres(Path(sys.argv[1]), state_dir=Path(sys.argv[2])) as dsn:
    print(dsn, flush=True)
    sys.stdin.read()
"""


class Holder:
    """`dsn()` waits until the process has its server; `let_go()` and `kill()` end it."""

    def __init__(self, data_dir: Path, state_dir: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 our own script
            [sys.executable, "-c", _SCRIPT, data_dir, state_dir],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.returncode is None:
            self.kill()

    def dsn(self) -> str:
        """Skips the log lines before it."""
        for line in self._process.stdout:
            if line.startswith("postgresql://"):
                return line.strip()
        raise AssertionError("the other process ended without a server")

    def let_go(self) -> int:
        self._process.communicate(timeout=30)
        return self._process.returncode

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()
