"""`jarvis read`: readings of messages, one JSON object a line in, one a line out."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO, TextIO, TypeVar

import msgspec

from jarvis_domain.flow.read import Reader
from jarvis_domain.understanding.reading import Reading
from jarvis_domain.understanding.rules import read_by_rules

BATCH = 64
"""Messages under way at once, by the rules; a model is given as many as it has places, none waits in vain."""
_PROGRESS_EVERY = 1000

ReadText = Callable[[str], Awaitable[Reading]]


class Line(msgspec.Struct, frozen=True):
    """One message to read; other keys of the line are ignored."""

    id: str | int
    text: str


_LINE = msgspec.json.Decoder(Line)
_Decoded = TypeVar("_Decoded")


def reading_shape(reading: Reading) -> dict[str, Any]:
    """A reading as `jarvis read` and `jarvis ask` print it: contract numbers as plain text."""
    return {
        "language": reading.language,
        "intent": reading.intent,
        "complaint_type": reading.complaint_type,
        "spam": reading.spam,
        "by": reading.by,
        "contracts": [{"number": c.number.value, "how": c.how, "seen": c.seen} for c in reading.contracts],
        "incomplete": list(reading.incomplete),
    }


async def by_rules(text: str) -> Reading:
    """The rules' reading, as one may wait for it."""
    return read_by_rules(text)


def by_model(reader: Reader) -> ReadText:
    """The house's reader, as a function from text to reading."""

    async def read(text: str) -> Reading:
        return (await reader(text)).reading

    return read


async def read_stream(
    read: ReadText, source: BinaryIO, out: BinaryIO, progress: TextIO, *, at_once: int = BATCH
) -> int:
    """Reads every line in order; says on `progress` which lines it cannot use, and answers how many."""
    lines = Lines(source, _LINE.decode, progress, 'write {"id": …, "text": "…"} on one line')
    done = 0
    for batch in iter(lambda: list(islice(lines, at_once)), []):
        readings = await asyncio.gather(*(read(line.text) for line in batch))
        out.writelines(_printed(line, reading) for line, reading in zip(batch, readings, strict=True))
        if (done + len(batch)) // _PROGRESS_EVERY > done // _PROGRESS_EVERY:
            print(f"{done + len(batch)} messages read", file=progress)
        done += len(batch)
    print(f"{done} messages read, {lines.unusable} lines unusable", file=progress)
    return lines.unusable


def _printed(line: Line, reading: Reading) -> bytes:
    return msgspec.json.encode({"id": line.id, **reading_shape(reading)}) + b"\n"


class Lines(Iterator[_Decoded]):
    """The usable lines of a file, decoded; the others are told on `progress`, with `mend`, and counted."""

    def __init__(
        self, source: BinaryIO, decode: Callable[[bytes], _Decoded], progress: TextIO, mend: str
    ) -> None:
        self._numbered = enumerate(source, start=1)
        self._decode = decode
        self._progress = progress
        self._mend = mend
        self.unusable = 0

    def __next__(self) -> _Decoded:
        for position, raw in self._numbered:
            if raw.strip():
                try:
                    return self._decode(raw)
                except (msgspec.DecodeError, RecursionError) as wrong:
                    self.unusable += 1
                    print(f"line {position} left out: {wrong}; {self._mend}", file=self._progress)
        raise StopIteration
