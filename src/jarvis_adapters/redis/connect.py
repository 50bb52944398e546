"""The client for a Redis or Valkey server, set up to give up quickly."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

SOCKET_SECONDS = 2.0
"""Only a last resort: `Reach` gives every call up much sooner."""


def connect(url: str) -> Redis:
    """`redis://`, `rediss://` or `unix://`; connects on first use.

    One immediate retry mends a connection the server closed while it was idle; the library's own waits
    between retries would outlast every message.
    """
    return Redis.from_url(
        url,
        socket_timeout=SOCKET_SECONDS,
        socket_connect_timeout=SOCKET_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )
