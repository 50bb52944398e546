"""What is counted of readings and of the model, as Prometheus shows it."""

from prometheus_client import CollectorRegistry

from jarvis_adapters.lm_studio.answer import Usage
from jarvis_adapters.lm_studio.model import Asking
from jarvis_app.container import Foundations
from jarvis_app.journal import MeteredJournal
from jarvis_app.model_figures import ModelFigures
from jarvis_domain.flow.read import Way
from jarvis_domain.ports.runtime import Step
from jarvis_domain.understanding.reading import ReadBy


def test_tokens_are_summed_and_seconds_are_kept_apart_by_outcome():
    registry = CollectorRegistry()
    observe = ModelFigures(registry)
    observe(Asking(failure="", seconds=1.2, usage=Usage(prompt=500, answer=40)))
    observe(Asking(failure="", seconds=0.3, usage=Usage(prompt=510, answer=41)))
    observe(Asking(failure="queue", seconds=7.5, usage=Usage()))

    assert registry.get_sample_value("jarvis_model_tokens_total", {"kind": "prompt"}) == 1010
    assert registry.get_sample_value("jarvis_model_tokens_total", {"kind": "answer"}) == 81
    assert registry.get_sample_value("jarvis_model_seconds_count", {"outcome": "read"}) == 2
    assert registry.get_sample_value("jarvis_model_seconds_sum", {"outcome": "queue"}) == 7.5


def test_readings_are_counted_by_reader_and_way_and_a_spared_model_is_no_fallback():
    registry = CollectorRegistry()
    journal = MeteredJournal(registry)
    journal.note(Step.READ, by=ReadBy.MODEL, way=Way.CACHE, fallback=None)
    journal.note(Step.READ, by=ReadBy.RULES, way=Way.SURE, fallback=None)
    journal.note(Step.READ, by=ReadBy.RULES, way=Way.FALLBACK, fallback="queue")

    def readings(by, way):
        return registry.get_sample_value("jarvis_readings_total", {"by": by, "way": way})

    assert (readings("model", "cache"), readings("rules", "sure"), readings("rules", "fallback")) == (1, 1, 1)
    assert registry.get_sample_value("jarvis_model_fallbacks_total", {"reason": "queue"}) == 1


def test_what_alerts_wait_for_is_a_figure_before_it_first_happens():
    registry = CollectorRegistry()
    MeteredJournal(registry)
    Foundations().webhook_counters(registry)

    for name, labels in (
        ("jarvis_steps_total", {"step": "failed"}),
        ("jarvis_deliveries_total", {"delivery": "delivered"}),
        ("jarvis_look_ups_total", {"source": "withheld"}),
        ("jarvis_webhooks_total", {"outcome": "refused"}),
        ("jarvis_webhooks_total", {"outcome": "repeated"}),
    ):
        assert registry.get_sample_value(name, labels) == 0
