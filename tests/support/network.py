"""Keeps tests off the network: they reach this machine or, unit tests, nothing at all."""

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_reach = {"loopback": True}


def closed():
    """No socket connects anywhere while this lasts."""
    return _reaching(loopback=False)


def loopback():
    """Sockets connect to this machine alone: what holds outside of unit tests."""
    return _reaching(loopback=True)


@contextmanager
def _reaching(*, loopback: bool) -> Iterator[None]:
    before, _reach["loopback"] = _reach["loopback"], loopback
    try:
        yield
    finally:
        _reach["loopback"] = before


def guard() -> None:
    """From now on a connection of Python's own sockets to another machine fails the test that tries it."""
    sys.addaudithook(_watch)


def _watch(event: str, args: tuple) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        _check(args[1])
    elif event == "socket.getaddrinfo":
        _check((args[0],))


def _check(address) -> None:
    if not _reach["loopback"]:
        raise AssertionError(f"a unit test wanted to connect to {address!r}")
    if isinstance(address, tuple) and not _is_here(address[0]):
        raise AssertionError(f"a test wanted to leave this machine for {address!r}")


def _is_here(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False
