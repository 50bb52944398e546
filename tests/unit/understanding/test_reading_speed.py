"""The time a reading takes: it grows with the text and not faster, whatever the text."""

import time

import pytest

from jarvis_domain import read_by_rules
from jarvis_domain.understanding.explain import explain

KILOBYTE = 1024
SHORT, LONG = 8 * KILOBYTE, 64 * KILOBYTE
GROWTH = LONG // SHORT
SLACK = 3  # a quadratic step would need GROWTH times more
HOSTILE = {
    "digits": "1",
    "digits apart": "1 ",
    "frames": "F1234567D ",
    "look-alikes": "FOIL|!SBZG",
    "half frames": "F 1-2.3/4_5 ",
    "one long word": "a",
    "words": "bonjour technicien ",
    "misspelt": "tecnnicien annullattion ",
    "arabic": "مابغاش العقد ",
    "negations": "ma ma ما ما pas pas ",
    "links": "http://a.b/ www.c.d ",
    "invisible": "\u200f\u200b",
    "amounts": "100dh par jour ",
    "people": "10 personnes tous contacts ",
    "combining": "e\u0301\u0301",
}


def seconds(read, text):
    """Processor time of this process, the best of three."""
    best = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        best.append(time.process_time() - start)
    return min(best)


def of_length(piece, length):
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("read", [read_by_rules, explain])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_text_and_not_faster(piece, read):
    short, long = (seconds(read, of_length(piece, length)) for length in (SHORT, LONG))

    assert long <= SLACK * GROWTH * max(short, 0.0005)
