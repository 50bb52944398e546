"""What only a raw connection can send: bodies without an end, bombs, lies about where one comes from."""

import asyncio
import gzip
import json
from contextlib import asynccontextmanager

from jarvis_adapters.http.webhook import BODY_LIMIT
from jarvis_app.processes import bind, serving
from support.signing_in import ME, REQUEST, office
from support.webhooks import signed, upsert

HOOK = "POST /api/webhook/message HTTP/1.1"
PATIENCE = 20
"""Seconds after which a connection that gives no answer fails the test."""


class Line:
    """One connection: sends what it is told to, and reads answers."""

    def __init__(self, reader, writer):
        self._reader, self._writer = reader, writer

    def head(self, request, **headers):
        lines = [request, *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    async def send(self, raw):
        """Whether the other side still takes it."""
        try:
            self._writer.write(raw)
            await self._writer.drain()
        except ConnectionError:
            return False
        return not self._writer.is_closing()

    async def answer(self):
        """Status, headers in lower case, and the body."""
        head = (await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), PATIENCE)).decode("latin-1")
        status, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        return int(status.split()[1]), headers, body

    def close(self):
        self._writer.close()


class Server:
    """The application as the processes serve it, and how often it was connected to."""

    def __init__(self, place, listening):
        self.place, self._address = place, listening.getsockname()

    @asynccontextmanager
    async def line(self):
        line = Line(*await asyncio.open_connection(*self._address))
        try:
            yield line
        finally:
            line.close()


def told(dsn, story):
    async def run():
        async with office(dsn) as place:
            listening = bind("127.0.0.1", 0)
            listening.listen()  # who connects before the server is up waits for it
            async with serving(place.web.application, listening):
                return await story(Server(place, listening))

    return asyncio.run(run())


def chunk(raw):
    return f"{len(raw):x}\r\n".encode() + raw + b"\r\n"


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(shared_database):
    async def story(server):
        for length in (BODY_LIMIT + 1, 11 * 2**20):
            async with server.line() as line:
                line.head(HOOK, Host="x", Content_Length=length)
                assert (await line.answer())[0] == 413

    told(shared_database, story)


def test_of_a_body_that_never_ends_no_more_is_read_than_the_limit(shared_database):
    async def story(server):
        async with server.line() as line:
            line.head(HOOK, Host="x", Transfer_Encoding="chunked")
            piece, sent = chunk(b"x" * 65_536), 0
            answer = asyncio.create_task(line.answer())
            while not answer.done() and sent < 20 * BODY_LIMIT and await line.send(piece):
                sent += 65_536
                await asyncio.sleep(0)
            assert (await answer)[0] == 413
            assert sent < 6 * BODY_LIMIT, "what the two sides' buffers hold comes on top of the limit"

    told(shared_database, story)


def test_a_packed_bomb_is_never_unpacked(database):
    async def story(server):
        bomb = gzip.compress(b" " * (200 * 2**20), compresslevel=1)
        assert len(bomb) < BODY_LIMIT
        async with server.line() as line:
            headers = signed(bomb) | {"Content-Encoding": "gzip", "Host": "x", "Content-Length": len(bomb)}
            line.head(HOOK, **headers)
            await line.send(bomb)
            status, _, body = await line.answer()
        assert (status, json.loads(body)) == (200, {"outcome": "kept"})
        assert await server.place.web.counts() == {}

    told(database, story)


def test_a_request_that_names_no_host_is_refused(shared_database):
    async def story(server):
        for request in ("GET /health/live HTTP/1.1", HOOK):
            async with server.line() as line:
                line.head(request, X_Forwarded_Host="evil.example", Content_Length=0)
                assert (await line.answer())[0] == 400, request

    told(shared_database, story)


async def asks_for_a_link(server, forwarded):
    """The status of a request for a link that a proxy on this machine passes on."""
    browser = server.place.browser()
    await browser.get(ME)
    token = browser.http.cookies["__Host-csrf"]
    body = json.dumps({"email": "x@tktm.ma"}).encode()
    async with server.line() as line:
        line.head(
            f"POST {REQUEST} HTTP/1.1",
            Host="bo.tktm.ma",
            Origin="https://bo.tktm.ma",
            Cookie=f"__Host-csrf={token}",
            X_CSRFToken=token,
            X_Forwarded_For=forwarded,
            Content_Type="application/json",
            Content_Length=len(body),
        )
        await line.send(body)
        return (await line.answer())[0]


def test_who_makes_up_the_proxys_list_of_addresses_is_counted_by_what_the_proxy_saw(database):
    async def story(server):
        seen = [await asks_for_a_link(server, f"10.0.0.{n}, 203.0.113.9") for n in range(31)]
        assert seen == [202] * 30 + [429]
        assert await asks_for_a_link(server, "10.0.0.1, 203.0.113.10") == 202

    told(database, story)


def test_a_body_of_two_lengths_is_refused(database):
    raw = upsert("212600111222", "F1234567D", wa_id="3EB0A1", at=1795343624)

    async def story(server):
        proof = signed(raw)["X-Jarvis-Signature"]
        for smuggled in (
            f"Content-Length: {len(raw)}\r\nTransfer-Encoding: chunked",
            f"Content-Length: {len(raw)}\r\nContent-Length: 1",
        ):
            async with server.line() as line:
                line.head(f"{HOOK}\r\n{smuggled}", Host="x", X_Jarvis_Signature=proof)
                await line.send(raw + b"\r\n")
                assert (await line.answer())[0] == 400, smuggled
        assert await server.place.web.counts() == {}

    told(database, story)
