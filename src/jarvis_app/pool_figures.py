"""How many connections to the database this process has open and in use, by pool, as metrics."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from jarvis_adapters.postgres.connections import PoolUse


class PoolFigures(Collector):
    """In `registry`; every pool that is shown is asked when the figures are read."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._pools: list[Callable[[], Mapping[str, PoolUse]]] = []
        registry.register(self)

    def show(self, pools: Callable[[], Mapping[str, PoolUse]]) -> None:
        self._pools.append(pools)

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily(
            "jarvis_database_connections", "Connections to the database, by pool.", labels=["pool", "state"]
        )
        for pools in self._pools:
            for name, use in pools().items():
                family.add_metric([name, "open"], use.open)
                family.add_metric([name, "in_use"], use.in_use)
        yield family
