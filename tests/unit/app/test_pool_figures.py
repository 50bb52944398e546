"""The connections of every pool are figures, asked anew at each reading."""

from prometheus_client import CollectorRegistry

from jarvis_adapters.postgres.connections import PoolUse
from jarvis_app.pool_figures import PoolFigures


def test_each_pool_tells_what_is_open_and_what_is_in_use_now():
    registry = CollectorRegistry()
    now = {"statements": PoolUse(in_use=0, open=2)}
    PoolFigures(registry).show(lambda: now)

    def value(state):
        labels = {"pool": "statements", "state": state}
        return registry.get_sample_value("jarvis_database_connections", labels)

    assert (value("in_use"), value("open")) == (0, 2)
    now["statements"] = PoolUse(in_use=2, open=3)
    assert (value("in_use"), value("open")) == (2, 3)
