"""`jarvis evaluate`: the messages of a file read, and the readings held against what the file expects."""

import asyncio
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from jarvis_app.lab.cases import Case, decode_case
from jarvis_app.lab.score import Score, score
from jarvis_app.read import BATCH, Lines, ReadText
from jarvis_domain.errors import InvalidValue


def load_cases(path: Path, progress: TextIO) -> list[Case]:
    """The usable lines of a file; the others are told. Raises InvalidValue when nothing is left."""
    mend = 'write {"id": …, "text": "…", "intent": …} on one line, with the values of `jarvis read`'
    try:
        with path.open("rb") as source:
            cases = list(Lines(source, decode_case, progress, mend))
    except OSError as fault:
        raise InvalidValue(f"{path} cannot be read: {fault.strerror}") from fault
    if not cases:
        raise InvalidValue(f"{path} holds no message that can be evaluated")
    return cases


async def evaluate(cases: Sequence[Case], read: ReadText, *, at_once: int = BATCH) -> Score:
    """Reads all the messages, so many at once, and scores them."""
    began = time.perf_counter()
    remaining, readings = iter(cases), []
    while batch := list(islice(remaining, at_once)):
        readings += await asyncio.gather(*(read(case.text) for case in batch))
    return score(cases, readings, time.perf_counter() - began)
