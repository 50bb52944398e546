"""Writes the measured tables of docs/reading.md anew: `PYTHONPATH=tests python -m support.reading_tables`."""

import re
from pathlib import Path

import msgspec

from jarvis_app.lab.cases import Case, Expected
from jarvis_app.lab.score import FIELDS, Score, compare, score
from jarvis_app.lab.show import percent
from jarvis_domain import Reading, ground, read_by_rules
from support.scripted_models import (
    DATA,
    INVENTED,
    Labelled,
    Model,
    alarmist,
    garbled,
    good,
    hostile,
    labelled,
    poor,
    sly,
)

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
LANGUAGES = ("fr", "ar", "darija", "en")
MODELS = {"good": good(), "poor": poor(), "hostile": hostile, "alarmist": alarmist, "sly": sly}
SEEDS = range(5)


def main(page: Path = PAGE) -> None:
    """Replaces what stands between each pair of markers in `page`."""
    text = page.read_text()
    for name, lines in tables().items():
        between = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        written = "\n".join(lines)
        text, replaced = between.subn(lambda found, w=written: f"{found[1]}{w}\n{found[2]}", text)
        if not replaced:
            raise LookupError(f"{page} has no table {name}: write its markers")
    page.write_text(text)


def tables() -> dict[str, list[str]]:
    """Each table by the name of its markers, as lines of Markdown."""
    names = sorted(path.stem.removeprefix("messages_") for path in DATA.glob("messages_*.jsonl"))
    sets = {name: labelled(name) for name in names}
    return {
        "rules": _by_language(sets),
        "readers": _by_reader(sets),
        "models": _by_model([message for messages in sets.values() for message in messages]),
    }


def slipped(messages: list[Labelled]) -> list[Labelled]:
    """The same messages, typed in a hurry."""
    return [msgspec.structs.replace(message, text=garbled(message)) for message in messages]


def cases_of(messages: list[Labelled]) -> list[Case]:
    return [
        Case(
            id=message.id,
            text=message.text,
            expected=Expected(**{field: getattr(message, field) for field in FIELDS}),
        )
        for message in messages
    ]


def scored(messages: list[Labelled], readings: list[Reading]) -> Score:
    return score(cases_of(messages), readings, 0.0)


def by_rules(messages: list[Labelled]) -> Score:
    return scored(messages, [read_by_rules(message.text) for message in messages])


def fused(messages: list[Labelled], model: Model) -> Score:
    return scored(messages, [ground(model(m), read_by_rules(m.text), m.text) for m in messages])


def alone(messages: list[Labelled], model: Model) -> Score:
    """What a model would read if it were believed in all but the numbers, which nobody can take from it."""
    return scored(messages, [_believed(model, message) for message in messages])


def _believed(model: Model, message: Labelled) -> Reading:
    said, rules = model(message), read_by_rules(message.text)
    invents = said.contracts == (INVENTED,)
    return Reading(
        language=said.language,
        intent=said.intent or rules.intent,
        complaint_type=said.complaint_type,
        spam=bool(said.spam),
        contracts=() if invents else rules.contracts,
        incomplete=rules.incomplete,
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row(*["---"] * len(cells))]


def _by_language(sets: dict[str, list[Labelled]]) -> list[str]:
    lines = _head("set", "field", "all", *LANGUAGES)
    for name, messages in sets.items():
        result = by_rules(messages)
        for field, share in result.fields.items():
            shares = [percent(result.languages.get(language, {}).get(field)) for language in LANGUAGES]
            lines.append(_row(name, field, f"{percent(share)} of {share.of}", *shares))
        kept = result.real_kept
        lines.append(
            _row(name, "spam caught", f"{percent(result.spam_caught)} of {result.spam_caught.of}", *[""] * 4)
        )
        lines.append(_row(name, "real messages kept", f"{percent(kept)} of {kept.of}", *[""] * 4))
        lines.append(_row(name, "invented numbers", str(result.invented), *[""] * 4))
    return lines


def _by_reader(sets: dict[str, list[Labelled]]) -> list[str]:
    """Fields by languages, rules / model / fused in one cell."""
    lines = _head("set", "field", "all", *LANGUAGES)
    for name, messages in sets.items():
        results = (by_rules(messages), alone(messages, good()), fused(messages, good()))
        for field in results[0].fields:
            cells = [" / ".join(_short(result.fields.get(field)) for result in results)]
            cells += [
                " / ".join(_short(result.languages.get(language, {}).get(field)) for result in results)
                for language in LANGUAGES
            ]
            lines.append(_row(name, field, *cells))
    return lines


def _short(share) -> str:
    return percent(share).removesuffix(" %")


def _by_model(messages: list[Labelled]) -> list[str]:
    """Messages put right and spoilt; then the same with many words that the rules do not know."""
    lines = _head("model", *(f"{field}: won, lost" for field in FIELDS))
    for mark, texts in (("", messages), (", slips", slipped(messages))):
        rules = by_rules(texts)
        for name, model in MODELS.items():
            differences = compare(rules, fused(texts, model))
            cells = (f"+{differences[field].wins} -{differences[field].losses}" for field in FIELDS)
            lines.append(_row(name + mark, *cells))
    return lines


if __name__ == "__main__":
    main()
