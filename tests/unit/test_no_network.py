"""The guard that keeps tests where they belong."""

import socket

import pytest

from support import network


def test_a_unit_test_reaches_nothing_not_even_this_machine():
    with pytest.raises(AssertionError, match="unit test"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1", b"example.org"])
def test_no_test_leaves_this_machine(host):
    with network.loopback(), pytest.raises(AssertionError, match="leave this machine"):
        socket.getaddrinfo(host, 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", None])
def test_other_tests_reach_this_machine(host):
    with network.loopback():
        assert socket.getaddrinfo(host, 80)
