"""The proxy does what it is told: cut, black hole, deaf port and refusal are four different faults."""

import socket
import threading
from contextlib import closing, contextmanager

import pytest

from support.proxy import Proxy

WAIT = 0.3
"""How long nothing must come for nothing to be coming."""


@contextmanager
def echo():
    """A server that says back what it hears, a connection at a time."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                taken, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(taken,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def answer(taken):
    with closing(taken):
        try:
            while heard := taken.recv(1024):
                taken.sendall(heard)
        except OSError:
            return


@pytest.fixture
def proxy():
    with echo() as address, Proxy(address) as between:
        yield between


@contextmanager
def line(proxy):
    with closing(socket.create_connection(("127.0.0.1", proxy.port), timeout=5)) as link:
        yield link


def says(link, word):
    link.sendall(word)
    heard = b""
    while len(heard) < len(word) and (piece := link.recv(1024)):
        heard += piece
    return heard


def test_a_healthy_line_passes_everything(proxy):
    with line(proxy) as link:
        assert says(link, b"salam" * 100) == b"salam" * 100


def test_a_cut_resets_what_is_there_and_lets_new_ones_pass(proxy):
    with line(proxy) as link:
        assert says(link, b"one") == b"one"
        proxy.cut()
        with pytest.raises(ConnectionResetError):
            link.recv(1)
    with line(proxy) as link:
        assert says(link, b"two") == b"two"


def test_a_black_hole_takes_everything_and_gives_nothing_until_it_is_healed(proxy):
    with line(proxy) as link:
        assert says(link, b"one") == b"one"
        proxy.black_hole()
        link.sendall(b"two")
        link.settimeout(WAIT)
        with pytest.raises(TimeoutError):
            link.recv(1)
        proxy.heal()
        link.settimeout(5)
        assert link.recv(1024) == b"two"


def test_a_deaf_port_connects_and_never_answers(proxy):
    proxy.deaf()
    with line(proxy) as link:
        link.sendall(b"one")
        link.settimeout(WAIT)
        with pytest.raises(TimeoutError):
            link.recv(1)


def test_a_refusal_resets_and_refuses_and_the_port_is_the_same_afterwards(proxy):
    with line(proxy) as link:
        assert says(link, b"one") == b"one"
        proxy.refuse()
        with pytest.raises(ConnectionResetError):
            link.recv(1)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", proxy.port), timeout=5)
    proxy.heal()
    with line(proxy) as link:
        assert says(link, b"two") == b"two"


def test_an_answer_is_cut_after_so_many_bytes_once(proxy):
    with line(proxy) as link:
        proxy.reset_after(3)
        assert says(link, b"abc") == b"abc"
        link.sendall(b"d")
        with pytest.raises(ConnectionResetError):
            link.recv(1)
    with line(proxy) as link:
        assert says(link, b"abcdef") == b"abcdef"


def test_slow_bytes_come_one_after_the_other(proxy):
    proxy.slice(1, every=0.001)
    with line(proxy) as link:
        link.sendall(b"salam")
        assert [link.recv(1024)[:1] for _ in range(2)] == [b"s", b"a"]
