"""The simulated LM Studio, served on loopback, with its switches and its ledger at hand."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from litestar import Litestar

from jarvis_adapters.simulators.lm_studio import lm_router
from support.serving import serve

MODEL = "google/gemma-3-12b"
COMPLETIONS = "/v1/chat/completions"
LOADS = "/api/v1/models/load"


class LmSimulator:
    """`url` is the base URL an adapter is given."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=10, trust_env=False)

    def set(self, **faults) -> None:
        """Sets the switches; those not named are right again."""
        self._http.put("/_faults", json=faults).raise_for_status()

    def reset(self) -> None:
        self.set()
        self._http.delete("/_ledger").raise_for_status()

    def asked(self, path: str) -> list[str]:
        """What was asked at a path, oldest first."""
        lines = self._http.get("/_ledger").raise_for_status().json()
        return [line["content"] for line in lines if line["path"] == path]

    def close(self) -> None:
        self._http.close()


@contextmanager
def lm_simulator() -> Iterator[LmSimulator]:
    with serve(Litestar([lm_router()])) as base:
        simulator = LmSimulator(f"{base}/lm")
        try:
            yield simulator
        finally:
            simulator.set()
            simulator.close()
