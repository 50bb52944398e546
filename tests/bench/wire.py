"""A small HTTP load generator: keep-alive connections that send ready-made bytes, one request after the other."""

import asyncio
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec


class Rounds(msgspec.Struct):
    """What one round measured; times in milliseconds."""

    per_second: float
    median_ms: float
    p95_ms: float
    statuses: dict[int, int]


def request_bytes(url: str, body: bytes, headers: dict[str, str]) -> bytes:
    """One POST, complete."""
    parts = urlsplit(url)
    lines = [f"POST {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def load(url: str, requests: list[bytes], connections: int = 10) -> Rounds:
    """Sends every request once over so many connections; each waits for its answer before the next."""
    waiting = iter(requests)
    took: list[float] = []
    statuses: dict[int, int] = {}
    began = time.perf_counter()
    await asyncio.gather(*(_connection(url, waiting, took, statuses) for _ in range(connections)))
    elapsed = time.perf_counter() - began
    took.sort()
    return Rounds(
        per_second=len(took) / elapsed,
        median_ms=1000 * took[len(took) // 2],
        p95_ms=1000 * took[int(len(took) * 0.95)],
        statuses=statuses,
    )


async def _connection(
    url: str, waiting: Iterator[bytes], took: list[float], statuses: dict[int, int]
) -> None:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    for request in waiting:
        began = time.perf_counter()
        writer.write(request)
        status = await _answer(reader)
        took.append(time.perf_counter() - began)
        statuses[status] = statuses.get(status, 0) + 1
    writer.close()
    await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length"))
    await reader.readexactly(length)
    return int(lines[0].split()[1])
