"""The report of a run: every figure by its name, from what was played and what was measured."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from jarvis_app.load.census import ProcessFigures, figures_of
from jarvis_app.load.exposition import Exposition, Spread, percentile, spread_of
from jarvis_app.load.measure import Measured
from jarvis_app.load.play import Played
from jarvis_app.load.traffic import Plan
from jarvis_app.load.verdict import Received, latency_of

_STEPS = {
    "read": "from the text to its reading, look-ups running beside it",
    "looked_up": "one contract, from the cache or the portal",
    "sent": "one sendText, until the gateway accepted it",
}
_HIT = {"cache"}


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The questions asked in one stretch of the run; its latencies are None where none was answered."""

    at_s: float
    asked: int
    answered: int
    p50_ms: float | None
    p95_ms: float | None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run; rates are from 0 to 1, `sent`, `answered` and `lost` count messages.

    An answer's time runs from the question's last message, as scheduled, to WhatsApp's receipt of the answer;
    the burst window is part of it.
    """

    sent: int
    answered: int
    lost: int
    duplicated: int
    out_of_order: int
    delivered_rate: float
    p50_ms: float
    p95_ms: float
    cache_hit_rate: float
    fallback_rate: float
    p99_ms: float
    max_ms: float
    worst_minute_p95_ms: float
    questions: int
    replies: int
    strange: int
    put_off: int
    rate: str
    minutes: float
    contractors: int
    hit_rate: float
    burst: float
    seed: int
    took_s: float
    drained_after_s: float
    late_p95_ms: float
    most_sends_in_10_s: int
    portal_look_ups: int
    portal_page_s: float
    cache_hit_rate_by: str
    webhooks: Spread
    webhooks_refused: int
    webhooks_tried_again: int
    steps: Mapping[str, Spread]
    oldest_waiting_s: float
    pools: Mapping[str, float]
    redis_mb: float | None
    processes: Mapping[str, ProcessFigures]
    windows: tuple[Window, ...]
    metrics_unread: int
    notes: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Nothing lost, doubled or out of order."""
        return not (self.lost or self.duplicated or self.out_of_order)


def report_of(
    plan: Plan,
    played: Played,
    measured: Measured,
    *,
    searches: int,
    portal_page_s: float,
    notes: tuple[str, ...],
) -> Report:
    """`searches`: how often the portal was asked for a contract during the run."""
    verdict, latencies = played.verdict, _latencies(played)
    all_of_them = [1000 * latency for latency in latencies if latency is not None]
    hit_rate, by = _cache_hit_rate(measured.counted, played, searches)
    ids = {one for asked in played.asked for one in asked.ids}
    ours = [reply for reply in played.received if reply.quoted_id in ids]
    last_asked = max(asked.times[-1] for asked in played.asked)
    return Report(
        sent=sum(len(asked.ids) for asked in played.asked),
        answered=verdict.answered,
        lost=verdict.lost,
        duplicated=verdict.duplicated,
        out_of_order=verdict.out_of_order,
        delivered_rate=_delivered_rate(played),
        p50_ms=round(percentile(all_of_them, 0.5), 1),
        p95_ms=round(percentile(all_of_them, 0.95), 1),
        cache_hit_rate=hit_rate,
        fallback_rate=_fallback_rate(measured.counted),
        p99_ms=round(percentile(all_of_them, 0.99), 1),
        max_ms=round(max(all_of_them, default=0.0), 1),
        worst_minute_p95_ms=max((w.p95_ms or 0.0 for w in windows_of(played, 60.0)), default=0.0),
        questions=len(played.asked),
        replies=len(ours),
        strange=verdict.strange,
        put_off=verdict.put_off,
        rate=str(plan.rate),
        minutes=round(plan.seconds / 60, 3),
        contractors=plan.contractors,
        hit_rate=plan.hit_rate,
        burst=plan.burst,
        seed=plan.seed,
        took_s=round(played.ended - played.began, 1),
        drained_after_s=round(max(0.0, _last_answer(played) - last_asked), 1),
        late_p95_ms=round(1000 * percentile(played.late, 0.95), 1),
        most_sends_in_10_s=_most_within(ours, 10.0),
        portal_look_ups=searches,
        portal_page_s=portal_page_s,
        cache_hit_rate_by=by,
        webhooks=_webhooks(played),
        webhooks_refused=sum(bool(w.statuses) and not _taken(w.statuses[-1]) for w in played.webhooks),
        webhooks_tried_again=sum(len(w.statuses) > 1 for w in played.webhooks),
        steps={step: spread_of(measured.counted, "jarvis_step_seconds", step=step) for step in _STEPS},
        oldest_waiting_s=round(played.oldest_s, 1),
        pools=measured.pools,
        redis_mb=measured.redis_mb,
        processes=figures_of(look for _, look in measured.looks),
        windows=windows_of(played, max(5.0, plan.seconds / 60)),
        metrics_unread=measured.unread,
        notes=notes,
    )


def windows_of(played: Played, seconds: float) -> tuple[Window, ...]:
    """The run in stretches of so many seconds, by when each question was asked."""
    asked: Counter[int] = Counter()
    took: dict[int, list[float]] = defaultdict(list)
    for one, latency in zip(played.asked, _latencies(played), strict=True):
        place = int((one.times[-1] - played.began) // seconds)
        asked[place] += 1
        took[place] += [] if latency is None else [1000 * latency]
    return tuple(
        Window(
            at_s=place * seconds,
            asked=asked[place],
            answered=len(took[place]),
            p50_ms=round(percentile(took[place], 0.5), 1) if took[place] else None,
            p95_ms=round(percentile(took[place], 0.95), 1) if took[place] else None,
        )
        for place in range(max(asked, default=-1) + 1)
    )


def _latencies(played: Played) -> list[float | None]:
    return [
        None if answer is None else latency_of(asked, answer)
        for asked, answer in zip(played.asked, played.verdict.answers, strict=True)
    ]


def _delivered_rate(played: Played) -> float:
    """Of the messages, those whose answer reached the phone: by WhatsApp's receipt, not by its 201."""
    reached = sum(
        len(asked.ids)
        for asked, answer in zip(played.asked, played.verdict.answers, strict=True)
        if answer is not None and answer.id in played.delivered
    )
    return _share(reached, sum(len(asked.ids) for asked in played.asked))


def _cache_hit_rate(counted: Exposition, played: Played, searches: int) -> tuple[float, str]:
    """By our own counters where a worker tells them, else by what the portal was asked.

    Hits over hits and misses; a look-up that joined another on its way to the portal is a miss by our
    counters, and none to the portal.
    """
    sources = counted.by("jarvis_look_ups_total", "source")
    if all_of_them := sum(sources.values()):
        return _share(sum(sources.get(name, 0.0) for name in _HIT), all_of_them), "metrics"
    named = sum(len(asked.numbers) for asked in played.asked)
    return max(0.0, _share(named - searches, named)), "portal ledger"


def _fallback_rate(counted: Exposition) -> float:
    """Readings that wanted the model and were made by the rules alone, of all readings."""
    return _share(counted.total("jarvis_model_fallbacks_total"), counted.total("jarvis_readings_total"))


def _webhooks(played: Played) -> Spread:
    """From the posting of a message's webhook to its 2xx, tries again included."""
    took = [
        1000 * (webhook.ended_at - webhook.at).total_seconds()
        for webhook in played.webhooks
        if webhook.ended_at is not None and webhook.event == "messages.upsert"
    ]
    p50, p95 = (round(percentile(took, share), 1) for share in (0.5, 0.95))
    return Spread(count=len(took), p50_ms=p50, p95_ms=p95)


def _taken(status: int) -> bool:
    return 200 <= status < 300


def _last_answer(played: Played) -> float:
    return max((a.at.timestamp() for a in played.verdict.answers if a is not None), default=played.began)


def _most_within(replies: Sequence[Received], seconds: float) -> int:
    """The most replies that left within so many seconds: what a shared pace holds down."""
    times = [reply.at.timestamp() for reply in replies]
    most = first = 0
    for place, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, place - first + 1)
    return most


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
