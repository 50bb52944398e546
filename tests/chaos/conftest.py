"""Short forms run with all tests; `--long` (`make chaos`) runs them at length and writes what was seen."""

import random
import shutil
import signal
from pathlib import Path

import pytest

from support import reliability
from support.processes import town
from support.traffic import AT_ONCE

_ROW = "reliability"
_SEED = pytest.StashKey[int]()


def pytest_addoption(parser):
    group = parser.getgroup("chaos")
    group.addoption("--long", action="store_true", help="more rounds, and what runs at night only")
    group.addoption("--seed", type=int, default=None, help="repeat the draws of an earlier run")
    group.addoption("--page", type=Path, default=None, help="write what was observed into this page")


def pytest_configure(config):
    """Once for all processes of the run: those of xdist get the number from the first."""
    # A shell that starts us in the background ignores it, and whatever we start would inherit that.
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    given = config.getoption("--seed", default=None)
    inherited = getattr(config, "workerinput", {}).get("chaos_seed")
    drawn = random.randrange(1, 10**6) if config.getoption("--long", default=False) else 7
    config.stash[_SEED] = given or inherited or drawn


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["chaos_seed"] = node.config.stash[_SEED]


def pytest_report_header(config):
    return f"chaos: --seed {config.stash[_SEED]}"


def pytest_collection_modifyitems(config, items):
    """What is marked `night` is not part of `make test`; a disk that fails needs `strace`."""
    everything, strace = config.getoption("--long", default=False), shutil.which("strace")
    left_out = [
        item
        for item in items
        if (item.get_closest_marker("night") and not everything)
        or ("failing_disk" in getattr(item, "fixturenames", ()) and not strace)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter, config):
    rows, failed = [], []
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            told = [value for name, value in report.user_properties if name == _ROW]
            rows += told
            if outcome != "passed" and not told:
                failed.append(report.nodeid)
    page = config.getoption("--page", default=None)
    if page is not None:
        reliability.write(page, rows, failed, seed=config.stash[_SEED])
        terminalreporter.write_line(f"written: {page}")


@pytest.fixture
def long(request):
    return request.config.getoption("--long", default=False)


@pytest.fixture
def seed(request):
    return request.config.stash[_SEED]


@pytest.fixture
def observed(request):
    """`observed(checks, fault, must, seen)`: a row of the page, from this very run."""

    def note(checks, fault, must, seen):
        row = {"checks": checks, "fault": fault, "must": must, "seen": seen}
        request.node.user_properties.append((_ROW, row))

    return note


@pytest.fixture
def house(tmp_path, database):
    with town(tmp_path, database, **AT_ONCE) as built:
        built.dsn = database
        yield built
