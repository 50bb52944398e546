"""The arguments of `jarvis load`, checked before anything is started."""

import argparse
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from jarvis_app.load.rates import Rate, parse_rate
from jarvis_domain.errors import InvalidValue

REPORT_FOLDER = Path(".load")
LONGEST_MINUTES = 24 * 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Realistic traffic through the simulated WhatsApp, judged by its ledger: 0 when nothing was lost, "
        "doubled or out of order, else 1. Without --simulators, and with JARVIS_EVOLUTION_URL unset, "
        "everything is started for the run, on JARVIS_DATABASE_URL and JARVIS_REDIS_URL or on temporary ones."
    )
    parser.add_argument("--rate", type=_rate, default=Rate(100 / 60), help="messages, 100/min, 5/s or 900/h")
    parser.add_argument("--minutes", type=_between(0.01, LONGEST_MINUTES), default=1.0, metavar="M")
    parser.add_argument("--contractors", type=_count(1, 100_000), metavar="N", help="so many write in turns")
    parser.add_argument(
        "--hit-rate", type=_between(0, 1), default=0.8, metavar="H", help="contracts asked again"
    )
    parser.add_argument("--burst", type=_between(0, 1), default=0.35, help="questions of several messages")
    parser.add_argument("--seed", type=int, default=1, help="another number, another traffic")
    parser.add_argument(
        "--json", action="store_true", help="the figures on standard output, and nothing else"
    )
    parser.add_argument(
        "--report", type=Path, default=REPORT_FOLDER, metavar="FOLDER", help="JSON, pictures, logs"
    )
    parser.add_argument(
        "--patience", type=_between(1, 3600), default=90.0, metavar="S", help="without an answer"
    )
    parser.add_argument("--find-knee", action="store_true", help="faster and faster, until it does not hold")
    _running(parser.add_argument_group("an instance that runs"))
    _started(parser.add_argument_group("or what is started for the run"))


def _running(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--simulators", type=_url, metavar="URL", help="from JARVIS_EVOLUTION_URL unless given"
    )
    group.add_argument("--web", type=_url, metavar="URL", help="JARVIS_BASE_URL unless given")
    group.add_argument(
        "--metrics", type=_url, action="append", metavar="URL", help="of a worker; may be repeated"
    )


def _started(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--webs", type=_count(1, 16), default=1, metavar="N")
    group.add_argument("--workers", type=_count(1, 16), default=1, metavar="N")
    group.add_argument(
        "--portal-seconds", type=_between(0, 50), default=0.3, metavar="S", help="a page of the portal takes"
    )


def _rate(text: str) -> Rate:
    try:
        return parse_rate(text)
    except InvalidValue as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


def _between(least: float, most: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text} is not between {least:g} and {most:g}")
        return value

    return number


def _count(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return number


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1) > 0
    except ValueError:
        whole = False
    if not whole:
        raise argparse.ArgumentTypeError(f"{text!r} is no address: write http://127.0.0.1:8001")
    return text.rstrip("/")
