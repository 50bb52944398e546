"""The chore that erases what has been kept long enough."""

from datetime import timedelta

import structlog

from jarvis_app.settings import Settings
from jarvis_domain.desk.personal_data import Ageing
from jarvis_domain.flow.keep_personal_data import ForgetTheOld
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)


class Retention:
    """Forgets by the periods of the settings, and says in the log how much."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        kept_for = {kind: timedelta(days=getattr(settings, f"keep_{kind}_days")) for kind in Ageing}
        self._forget = ForgetTheOld(store, clock, kept_for)

    async def __call__(self) -> None:
        for kind, erased in (await self._forget()).items():
            if erased:
                log.info("forgotten", kind=kind, rows=erased)
