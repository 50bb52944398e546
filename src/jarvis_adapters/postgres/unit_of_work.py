"""One transaction on PostgreSQL."""

from jarvis_adapters.postgres.work_answering import Answering
from jarvis_adapters.postgres.work_delivering import Delivering
from jarvis_domain.ports.persistence import UnitOfWork


class PostgresUnitOfWork(Answering, Delivering, UnitOfWork):
    """Everything a unit of work can do, on one connection; PostgresStore commits it or rolls it back."""
