"""Evolution played inside the process: given answers to a gateway's calls, and the calls as they came."""

import asyncio
import json
from datetime import UTC, datetime

import httpx

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.memory.clock import ManualClock

NOW = datetime(2026, 11, 22, 10, 34, tzinfo=UTC)


class Server:
    """Plays Evolution: the same answer to every call, or one of `answers` after the other."""

    def __init__(self, *answers):
        self.calls = []
        self._answers = list(answers)

    def __call__(self, request):
        body = json.loads(request.content) if request.content else None
        self.calls.append((request.method, request.url.raw_path.decode(), body))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def ask(self, call):
        """Runs one call on a gateway to this server."""

        async def asked():
            async with httpx.AsyncClient(transport=httpx.MockTransport(self)) as http:
                return await call(EvolutionGateway(http, "http://evolution:8080/", "KEY", ManualClock(NOW)))

        return asyncio.run(asked())


def error(status, message):
    return httpx.Response(status, json={"status": status, "error": "x", "response": {"message": message}})
