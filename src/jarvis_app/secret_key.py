"""The secret that signs sessions: the configured one, or one drawn once and kept in the data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from jarvis_app.settings import Settings


def secret_of(settings: Settings) -> bytes:
    """The same for every process on one data folder, also when they start together."""
    if settings.secret_key:
        return settings.secret_key.value.encode()
    return _kept(settings.data_dir / "secret-key").encode()


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # another process was first: its secret is the one
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
