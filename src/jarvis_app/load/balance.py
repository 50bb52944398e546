"""`python -m jarvis_app.load.balance PORT ADDRESS…`: connections in turn to several web processes."""

import asyncio
import contextlib
import sys
from itertools import cycle
from urllib.parse import urlsplit

from jarvis_app.simulated import LOOPBACK


async def balance(port: int, addresses: list[str]) -> None:
    """Serves until cancelled; each connection goes whole to the next address."""
    turns = cycle([urlsplit(address) for address in addresses])

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to = next(turns)
        try:
            inner_reader, inner_writer = await asyncio.open_connection(to.hostname, to.port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pour(reader, inner_writer), _pour(inner_reader, writer))

    server = await asyncio.start_server(forward, LOOPBACK, port)
    async with server:
        await server.serve_forever()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(balance(int(sys.argv[1]), sys.argv[2:]))
