"""One transaction on PostgreSQL."""

from datetime import datetime

import sqlalchemy as sa

from jarvis_adapters.postgres.personal import PostgresPersonalData
from jarvis_adapters.postgres.work_answering import Answering
from jarvis_adapters.postgres.work_cases import PostgresCases
from jarvis_adapters.postgres.work_contractors import PostgresContractors
from jarvis_adapters.postgres.work_delivering import Delivering
from jarvis_adapters.postgres.work_desk import PostgresDesk
from jarvis_domain.ports.cases import Cases
from jarvis_domain.ports.contractors import Contractors
from jarvis_domain.ports.desk import Desk
from jarvis_domain.ports.persistence import UnitOfWork
from jarvis_domain.ports.personal_data import PersonalData

_MAILS = sa.text("""
    select count(*), count(*) filter (where status in ('failed', 'suppressed', 'bounced', 'complained'))
    from mails where sent_at >= :since
""")
_WORKERS = sa.text("""
    select count(*) filter (where last_heartbeat >= now() - interval '45 s'),
        count(*) filter (where last_heartbeat < now() - interval '45 s')
    from procrastinate_workers
""")


class PostgresUnitOfWork(Answering, Delivering, UnitOfWork):
    """Everything a unit of work can do, on one connection; PostgresStore commits it or rolls it back."""

    @property
    def desk(self) -> Desk:
        return PostgresDesk(self._link, self.write_audit)

    @property
    def cases(self) -> Cases:
        return PostgresCases(self._link)

    @property
    def contractors(self) -> Contractors:
        return PostgresContractors(self._link)

    @property
    def personal(self) -> PersonalData:
        return PostgresPersonalData(self._link)

    async def mails_since(self, moment: datetime) -> tuple[int, int]:
        """How many mails were accepted since then, and how many of them did not arrive."""
        ((sent, stopped),) = await self._link.run(_MAILS, {"since": moment})
        return sent, stopped

    async def workers(self) -> tuple[int, int]:
        """How many engines of workers are alive, and how many stopped without a word."""
        ((alive, lost),) = await self._link.run(_WORKERS)
        return alive, lost
