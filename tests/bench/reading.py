"""Readings by the rules, on one core."""

import json
import time
from pathlib import Path

from jarvis_domain import read_by_rules

MESSAGES = Path(__file__).parents[1] / "data" / "messages_dev.jsonl"
TURNS = 20


def measure(folder: Path, dsn: str) -> list[str]:
    texts = [json.loads(line)["text"] for line in MESSAGES.read_text().splitlines()]
    for text in texts:
        read_by_rules(text)
    began = time.perf_counter()
    for _ in range(TURNS):
        for text in texts:
            read_by_rules(text)
    each = (time.perf_counter() - began) / (TURNS * len(texts))
    return [
        f"| reading by the rules | {1e6 * each:.0f} µs a message, {1 / each:.0f} messages/s | 50 µs-1 ms |"
    ]
