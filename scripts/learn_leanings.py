#!/usr/bin/env python
"""Learn what each meaning leans to from labelled messages, and write it as the table the rules read.

Run: python scripts/learn_leanings.py tests/data/messages_dev.jsonl tests/data/messages_second.jsonl
Logistic regression over the meanings heard in a message, by gradient descent from zero over all messages at
once: the same messages always give the same table.
"""

import json
import math
import sys
from pathlib import Path

from jarvis_domain.understanding.leanings import OUTCOMES
from jarvis_domain.understanding.rules import meant, understand
from jarvis_domain.understanding.vocabulary import BIT

TABLE = Path(__file__).parents[1] / "src/jarvis_domain/understanding/leanings.py"
ROUNDS, STEP, DECAY = 400, 2.0, 0.0008
SLIGHT = 0.1  # weights that round to less are left out of the table

Example = tuple[list[str], int]


def examples(paths: list[str]) -> list[Example]:
    lines = (line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines())
    return [example(json.loads(line)) for line in lines]


def example(message: dict[str, object]) -> Example:
    concepts = meant(understand(str(message["text"])).heard)
    truth = "spam" if message["spam"] else message["complaint_type"] or message["intent"]
    return ["", *(name for name, bit in BIT.items() if concepts & bit)], OUTCOMES.index(str(truth))


def shares(weights: dict[str, list[float]], names: list[str]) -> list[float]:
    sums = [sum(weights[name][place] for name in names) for place in range(len(OUTCOMES))]
    powers = [math.exp(value - max(sums)) for value in sums]
    return [power / sum(powers) for power in powers]


def learn(known: list[Example]) -> dict[str, list[float]]:
    weights = {name: [0.0] * len(OUTCOMES) for name in ("", *BIT)}
    for _ in range(ROUNDS):
        slopes = {name: [0.0] * len(OUTCOMES) for name in weights}
        for names, truth in known:
            for place, share in enumerate(shares(weights, names)):
                miss = share - (place == truth)
                for name in names:
                    slopes[name][place] += miss
        for name, row in weights.items():
            for place, slope in enumerate(slopes[name]):
                row[place] -= STEP * (slope / len(known) * 5 + DECAY * row[place])
    return weights


def written(weights: dict[str, list[float]]) -> str:
    rows = {name: row for name, row in weights.items() if max(map(abs, row)) >= SLIGHT}
    lines = "".join(
        f'    "{name}": ({", ".join(f"{value:.1f}" for value in row)}),\n' for name, row in rows.items()
    )
    head = TABLE.read_text(encoding="utf-8").split("LEANINGS:")[0]
    return f"{head}LEANINGS: dict[str, tuple[float, ...]] = {{\n{lines}}}\n"


if __name__ == "__main__":
    TABLE.write_text(written(learn(examples(sys.argv[1:]))), encoding="utf-8")
