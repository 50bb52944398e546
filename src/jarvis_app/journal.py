"""The journal: each step of a message becomes one log line and one set of metrics."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram

from jarvis_domain.answering.messages import Delivery
from jarvis_domain.ports.runtime import Journal, Step

_LATENCIES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 70)
_TROUBLE = {Step.FAILED, Step.POSTPONED, Step.PARKED}


class MeteredJournal(Journal):
    """Logs a step with its facts and counts it in `registry`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._log = structlog.get_logger("jarvis")
        self._steps = Counter("jarvis_steps", "Steps of messages.", ["step"], registry=registry)
        self._took = Histogram(
            "jarvis_step_seconds", "How long a step took.", ["step"], buckets=_LATENCIES, registry=registry
        )
        self._answered = Histogram(
            "jarvis_answer_seconds",
            "From a message's arrival to its reply in the outbox.",
            buckets=_LATENCIES,
            registry=registry,
        )
        self._look_ups = Counter(
            "jarvis_look_ups",
            "Contract look-ups by where the answer came from.",
            ["source"],
            registry=registry,
        )
        self._fallbacks = Counter(
            "jarvis_model_fallbacks", "Readings by the rules alone, by reason.", ["reason"], registry=registry
        )
        self._readings = Counter(
            "jarvis_readings", "Readings by who made them, and how.", ["by", "way"], registry=registry
        )
        self._deliveries = Counter(
            "jarvis_deliveries", "Receipts that changed a reply.", ["delivery"], registry=registry
        )
        self._begin_at_zero()

    def _begin_at_zero(self) -> None:
        """What alerts wait for is there from the start: Prometheus does not see the first of a new series."""
        for step in Step:
            self._steps.labels(step)
        for delivery in Delivery:
            self._deliveries.labels(delivery)
        self._look_ups.labels("withheld")

    def note(self, step: Step, **facts: object) -> None:
        """Counts and logs; ids are shown whole, times in milliseconds."""
        self._steps.labels(step).inc()
        if isinstance(took := facts.get("took_ms"), int | float):
            self._took.labels(step).observe(took / 1000)
        self._count(step, facts)
        shown = {name: _shown(value) for name, value in facts.items() if value is not None}
        level = "warning" if step in _TROUBLE else "info"
        getattr(self._log, level)(step.value, **shown)

    @contextmanager
    def about(self, **facts: object) -> Iterator[None]:
        """Binds the facts to every log line within, the adapters' own included."""
        with structlog.contextvars.bound_contextvars(**{name: str(value) for name, value in facts.items()}):
            yield

    def _count(self, step: Step, facts: dict[str, object]) -> None:
        match step:
            case Step.LOOKED_UP:
                self._look_ups.labels(str(facts.get("source", "none"))).inc()
            case Step.READ:
                self._readings.labels(str(facts.get("by")), str(facts.get("way"))).inc()
                if reason := facts.get("fallback"):
                    self._fallbacks.labels(str(reason)).inc()
            case Step.REPLIED:
                if isinstance(age := facts.get("age_ms"), int | float):
                    self._answered.observe(age / 1000)
            case Step.DELIVERED:
                self._deliveries.labels(str(facts.get("delivery"))).inc()
            case _:
                pass


def _shown(value: object) -> object:
    if isinstance(value, float):
        return round(value, 1)
    return value if isinstance(value, bool | int) else str(value)
