"""What each process uses: seconds of processor time and memory, of those this one started."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
import psutil


class Usage(msgspec.Struct, frozen=True):
    """Processor seconds since it started, and megabytes in memory."""

    cpu_s: float
    rss_mb: float


Look = Mapping[str, Usage]


class ProcessFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One process over a run: `rss_mb_*` at its beginning, at most, and at its end."""

    cpu_s: float
    rss_mb_first: float
    rss_mb_peak: float
    rss_mb_last: float


def figures_of(looks: Iterable[Look]) -> dict[str, ProcessFigures]:
    """By process, from all the looks at it."""
    seen: dict[str, list[Usage]] = defaultdict(list)
    for look in looks:
        for name, usage in look.items():
            seen[name].append(usage)
    return {
        name: ProcessFigures(
            cpu_s=round(usages[-1].cpu_s - usages[0].cpu_s, 2),
            rss_mb_first=round(usages[0].rss_mb, 1),
            rss_mb_peak=round(max(usage.rss_mb for usage in usages), 1),
            rss_mb_last=round(usages[-1].rss_mb, 1),
        )
        for name, usages in seen.items()
    }


class Census:
    """Looks at this process and everything below it, by name.

    A process of ours is named by `names` (pid to name); what it started itself, a worker's browser, counts as
    "browser", and PostgreSQL's many processes as "postgres": of those only the memory they share with nobody
    is added up.
    """

    def __init__(self, names: Mapping[int, str]) -> None:
        self._me = psutil.Process()
        self._names = {**names, self._me.pid: "load"}
        self._cpu: dict[int, tuple[str, float]] = {}

    def look(self) -> Look:
        rss: dict[str, float] = defaultdict(float)
        for process in (self._me, *self._me.children(recursive=True)):
            try:
                self._add(process, rss)
            except psutil.NoSuchProcess:
                continue
        cpu: dict[str, float] = defaultdict(float)
        for name, seconds in self._cpu.values():
            cpu[name] += seconds
        return {name: Usage(round(cpu[name], 2), round(megabytes, 1)) for name, megabytes in rss.items()}

    def _add(self, process: psutil.Process, rss: dict[str, float]) -> None:
        with process.oneshot():
            name = self._name_of(process)
            times, memory = process.cpu_times(), process.memory_info()
        self._cpu[process.pid] = (name, times.user + times.system)
        shared = 0 if process.pid in self._names else getattr(memory, "shared", 0)
        rss[name] += (memory.rss - shared) / 1_000_000

    def _name_of(self, process: psutil.Process) -> str:
        if process.pid in self._names:
            return self._names[process.pid]
        return "postgres" if process.name() == "postgres" else "browser"
