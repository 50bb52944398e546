"""What every test may ask for: a database; and what none gets: the network."""

import os
import shutil
import tempfile
from contextlib import nullcontext
from pathlib import Path

import hypothesis
import pytest

from support import network

network.guard()
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("night", deadline=None, max_examples=1000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def _network(request):
    with network.closed() if "unit" in request.path.parts else nullcontext():
        yield


def in_memory():
    """Where files cost no disk, if there is room for the run's servers: databases come and go there."""
    place = Path("/dev/shm")  # noqa: S108 as the system calls it
    return place if place.is_dir() and shutil.disk_usage(place).free > 4 * 2**30 else None


@pytest.fixture(scope="session")
def reachable_folder():
    """A temporary folder that the server's user can enter; pytest's own is 0700."""
    folder = Path(tempfile.mkdtemp(prefix="jarvis-tests-", dir=in_memory()))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def databases(reachable_folder):
    """The run's PostgreSQL: `with databases.fresh() as dsn` gives a migrated, empty database."""
    from jarvis_adapters.postgres.embedded import EmbeddedPostgres  # noqa: PLC0415 unit tests do without
    from support.database import Databases  # noqa: PLC0415 unit tests do without

    with EmbeddedPostgres(reachable_folder / "postgres", state_dir=reachable_folder / "state") as server:
        yield Databases(server)


@pytest.fixture
def database(databases):
    """The DSN of a migrated, empty database of this test's own."""
    with databases.fresh() as dsn:
        yield dsn


@pytest.fixture(scope="session")
def shared_database(databases):
    """The DSN of one database for tests that do not mind what others left in it."""
    with databases.fresh() as dsn:
        yield dsn
