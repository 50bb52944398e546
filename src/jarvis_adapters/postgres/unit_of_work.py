"""One transaction on PostgreSQL."""

from jarvis_adapters.postgres.personal import PersonalData
from jarvis_adapters.postgres.work_answering import Answering
from jarvis_adapters.postgres.work_cases import PostgresCases
from jarvis_adapters.postgres.work_contractors import PostgresContractors
from jarvis_adapters.postgres.work_delivering import Delivering
from jarvis_adapters.postgres.work_desk import PostgresDesk
from jarvis_domain.ports.cases import Cases
from jarvis_domain.ports.contractors import Contractors
from jarvis_domain.ports.desk import Desk
from jarvis_domain.ports.persistence import UnitOfWork


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
        """What operators and the law ask for; no flow needs it, so it is no part of the port."""
        return PersonalData(self._link)
