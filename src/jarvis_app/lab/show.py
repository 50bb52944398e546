"""Scores as tables: for a terminal, for a page, and as plain data for a machine."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from jarvis_app.lab.score import Difference, Score, Share, compare

_TEXT_SHOWN = 60
_WRONG_SHOWN = 200


def score_text(name: str, score: Score) -> str:
    """One reader's score for people."""
    parts = [
        f"read by {name}: {score.messages} messages ({score.by_model} answered by a model), {_speed(score)}",
        table(("field", "all", *score.languages), _rows(score)),
        _spam_line(score),
        *(_confused(field, score) for field in score.confusions),
        _wrong_list(score),
    ]
    return "\n\n".join(part for part in parts if part)


def both_text(rules: Score, model: Score) -> str:
    """Rules and model side by side, then what the fused reading has wrong."""
    rows = [
        (field, _cell(rules.fields[field]), _cell(model.fields[field]), f"+{d.wins}", f"-{d.losses}")
        for field, d in compare(rules, model).items()
    ]
    head = f"{rules.messages} messages; rules: {_speed(rules)}, with the model: {_speed(model)}"
    side = table(("field", "rules", "with the model", "wins", "losses"), rows)
    return "\n\n".join([head, side, score_text("rules", rules), score_text("rules and model", model)])


def score_shape(score: Score) -> dict[str, Any]:
    """One reader's score for a machine."""
    plain = msgspec.to_builtins(score)
    for shares in (plain["fields"], *plain["languages"].values()):
        for share in shares.values():
            share["share"] = _rounded(share["right"], share["of"])
    return {**plain, "messages_per_second": round(score.messages / score.seconds) if score.seconds else None}


def both_shape(rules: Score, model: Score) -> dict[str, Any]:
    """Both scores and their differences for a machine."""
    differences: dict[str, Difference] = compare(rules, model)
    return {
        "rules": score_shape(rules),
        "model": score_shape(model),
        "differences": msgspec.to_builtins(differences),
    }


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; the first one begins left, the others end right."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def percent(share: Share | None) -> str:
    """`98.2 %`, or a dash of nothing."""
    value = share.share if share else None
    return "–" if value is None else f"{100 * value:.1f} %"


def _rows(score: Score) -> list[tuple[str, ...]]:
    return [
        (field, _cell(share), *(percent(shares.get(field)) for shares in score.languages.values()))
        for field, share in score.fields.items()
    ]


def _cell(share: Share) -> str:
    return f"{percent(share)} ({share.right}/{share.of})"


def _speed(score: Score) -> str:
    return f"{score.messages / score.seconds:,.0f} messages/s" if score.seconds else "in no time"


def _spam_line(score: Score) -> str:
    return (
        f"numbers and ask flag both right: {_cell(score.numbers)}, numbers invented: {score.invented}\n"
        f"spam: {_cell(score.spam_caught)} caught, {_cell(score.spam_precision)} of what was called spam is, "
        f"{_cell(score.real_kept)} of real messages kept"
    )


def _confused(field: str, score: Score) -> str:
    lines = [f"  {c.expected} taken for {c.got}: {c.count}" for c in score.confusions[field]]
    return "\n".join([f"{field} confused:", *lines])


def _wrong_list(score: Score) -> str:
    lines = [
        f"  {each.id}  {each.field}: {_value(each.expected)}, read {_value(each.got)}  {_cut(each.text)!r}"
        for each in score.wrong[:_WRONG_SHOWN]
    ]
    more = len(score.wrong) - len(lines)
    return "\n".join([f"wrong: {len(score.wrong)}", *lines, *([f"  and {more} more"] if more else [])])


def _value(value: Any) -> str:
    return (
        ", ".join(value) or "nothing" if isinstance(value, tuple) else str("none" if value is None else value)
    )


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else text[: _TEXT_SHOWN - 1] + "…"


def _rounded(right: int, of: int) -> float | None:
    return round(right / of, 4) if of else None
