"""How a check ended: nobody may take one that did not run for one that did."""

import subprocess
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Outcome:
    state: State
    note: str = ""


def ok(note=""):
    return Outcome(State.OK, note)


def failed(note):
    return Outcome(State.FAILED, note)


def not_run(why):
    return Outcome(State.NOT_RUN, why)


def run(command, **how):
    """The command's exit code, output and errors."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **how)  # noqa: S603 ours
    return done.returncode, done.stdout, done.stderr
