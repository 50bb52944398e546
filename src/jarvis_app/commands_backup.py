"""`jarvis backup FILE` and `jarvis restore FILE`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from jarvis_adapters.postgres.backup import back_up, restore
from jarvis_adapters.postgres.migrate import upgrade
from jarvis_app.logs import configure_logs
from jarvis_app.processes import database
from jarvis_app.settings import Settings


def back_up_database(settings: Settings, target: Path) -> int:
    """Into the file, or into a new one in the folder."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    file = target / f"jarvis-{datetime.now(UTC):%Y%m%d-%H%M%S}.dump" if target.is_dir() else target
    with database(settings) as dsn:
        back_up(dsn, file)
    print(f"{file}: {file.stat().st_size / 1_048_576:.1f} MB; it holds personal data, keep it as such")
    return 0


def restore_database(settings: Settings, file: Path, *, force: bool) -> int:
    """Restores, and brings an older backup up to this version."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    with database(settings) as dsn:
        restore(dsn, file, force=force)
        asyncio.run(upgrade(dsn))
    print(
        "restored; now run `jarvis audit verify`, `jarvis db grant` if you use it, and erase again who asked"
    )
    return 0
