"""CPU time by program: what a measurement on a shared machine is judged by."""

import os

import psutil


def used(pids: dict[str, int]) -> dict[str, float]:
    """Seconds each of these has used so far, and PostgreSQL with all its connections."""
    own = {name: _seconds(psutil.Process(pid)) for name, pid in pids.items()}
    return own | {"postgres": sum(_family(server) for server in _servers())}


def since(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {name: seconds - before[name] for name, seconds in after.items()}


def told(spent: dict[str, float], messages: int) -> str:
    """Milliseconds a message, by program."""
    parts = ", ".join(f"{name} {1000 * seconds / messages:.1f}" for name, seconds in spent.items())
    return f"{parts} ms"


def _servers() -> list[psutil.Process]:
    return [child for child in psutil.Process(os.getpid()).children() if child.name() == "postgres"]


def _family(server: psutil.Process) -> float:
    """The living ones and those that ended."""
    times = server.cpu_times()
    return sum(map(_seconds, [server, *server.children()])) + times.children_user + times.children_system


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
