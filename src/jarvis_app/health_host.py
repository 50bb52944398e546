"""Looks at what JARVIS stands on: its mail, its workers, the disk, the age of the backups."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.settings import Settings
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.ports.health import Check, Part, PartState
from jarvis_domain.ports.runtime import Clock

_LEAST_FREE = 1 << 30
_BOUNCES = 3
"""Fewer may be somebody's wrong address; from here on, and a fifth of all, it is ours."""
_ENGINES = 3
"""Of one worker process: for answers, for deliveries, for chores."""
_OLDEST_BACKUP = timedelta(hours=26)
"""A night's backup, and two hours in which it may be late."""


class HostLooks:
    """One method for each part; none raises."""

    def __init__(self, settings: Settings, store: PostgresStore, clock: Clock) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock

    def all(self) -> tuple[Check, ...]:
        """Every look, in the order people read them."""
        return (self.mail, self.workers, self.disk, self.backups)

    async def mail(self) -> Part:
        """The mail service has no call that costs nothing: what became of the last day's mails tells."""
        if not self._settings.resend_api_key:
            mend = "set JARVIS_RESEND_API_KEY; until then `jarvis users link EMAIL` lets people in"
            return Part(name="mail", state=PartState.OFF, says="off: nobody is sent a link", mend=mend)
        if not self._settings.resend_webhook_secret:
            mend = "set JARVIS_RESEND_WEBHOOK_SECRET to learn whether mails arrive"
            return Part(name="mail", state=PartState.OK, says="set up, without reports", mend=mend)
        try:
            async with self._store.begin() as work:
                sent, stopped = await work.mails_since(self._clock.now() - timedelta(days=1))
        except StoreUnavailable:
            return Part(name="mail", state=PartState.OK, says="set up, with reports of what arrives")
        says = f"set up; of {sent} mails in a day {stopped} did not arrive"
        if stopped < _BOUNCES or stopped * 5 < sent:
            return Part(name="mail", state=PartState.OK, says=says)
        mend = "see docs/runbooks/mail.md: SPF, DKIM, DMARC, or wrong addresses"
        return Part(name="mail", state=PartState.DEGRADED, says=says, mend=mend)

    async def workers(self) -> Part:
        """A worker that ends in order leaves no trace; one that died is missed."""
        try:
            async with self._store.begin() as work:
                alive, lost = await work.workers()
        except StoreUnavailable:
            return Part(name="worker", state=PartState.DOWN, says="not known while the database is away")
        if alive > _ENGINES and self._settings.redis_url is None:
            says = "several, without Redis: limits and pace count in each, pages learn of changes late"
            return Part(name="worker", state=PartState.DEGRADED, says=says, mend="set JARVIS_REDIS_URL")
        if alive:
            return Part(name="worker", state=PartState.OK, says="at work")
        mend = "start one: jarvis worker, or jarvis run"
        if lost:
            return Part(name="worker", state=PartState.DEGRADED, says="died, and none took over", mend=mend)
        return Part(name="worker", state=PartState.OFF, says="none runs on this database", mend=mend)

    async def disk(self) -> Part:
        """Where JARVIS_DATA_DIR is or will be: the embedded database fills it, and failed look-ups."""
        folder = self._settings.data_dir.absolute()
        existing = next(place for place in (folder, *folder.parents) if place.exists())
        free = shutil.disk_usage(existing).free
        says = f"{free / _LEAST_FREE:.1f} GB free under {self._settings.data_dir}"
        if free >= _LEAST_FREE:
            return Part(name="disk", state=PartState.OK, says=says)
        mend = "make room: a full disk stops the database, and every webhook gets 503"
        return Part(name="disk", state=PartState.DEGRADED, says=says, mend=mend)

    async def backups(self) -> Part:
        folder = self._settings.backup_dir
        if folder is None:
            mend = "set JARVIS_BACKUP_DIR, and have `jarvis backup` write there every night"
            return Part(name="backups", state=PartState.OFF, says="nobody looks after them", mend=mend)
        mend = f"look at the timer of `jarvis backup {folder}`"
        newest = _newest(folder)
        if newest is None:
            return Part(name="backups", state=PartState.DEGRADED, says=f"none in {folder}", mend=mend)
        age = self._clock.now() - newest
        says = f"the newest is {age / timedelta(hours=1):.0f} h old"
        if age <= _OLDEST_BACKUP:
            return Part(name="backups", state=PartState.OK, says=says)
        return Part(name="backups", state=PartState.DEGRADED, says=says, mend=mend)


def _newest(folder: Path) -> datetime | None:
    try:
        written = [file.stat().st_mtime for file in folder.glob("*.dump")]
    except OSError:
        return None
    return datetime.fromtimestamp(max(written), UTC) if written else None
