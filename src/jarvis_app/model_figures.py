"""What the language model costs: tokens and seconds, as metrics."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from jarvis_adapters.lm_studio.model import Asking

_SECONDS = (0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10)


class ModelFigures:
    """An observer of LM Studio that counts in `registry`; the reasons of fallbacks are the journal's."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._tokens = Counter(
            "jarvis_model_tokens", "Tokens the model read and wrote.", ["kind"], registry=registry
        )
        self._seconds = Histogram(
            "jarvis_model_seconds",
            "From asking the model to its answer or failure, waiting for a place included.",
            ["outcome"],
            buckets=_SECONDS,
            registry=registry,
        )

    def __call__(self, asking: Asking) -> None:
        self._seconds.labels(asking.failure or "read").observe(asking.seconds)
        self._tokens.labels("prompt").inc(asking.usage.prompt)
        self._tokens.labels("answer").inc(asking.usage.answer)
