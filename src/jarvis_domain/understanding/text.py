"""Text as phones send it: folding for comparison, and isolates that keep Latin pieces readable inside Arabic."""

_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_POP_ISOLATE = "\u2069"


def isolate_ltr(text: str) -> str:
    """Wrap a Latin piece (number, date, label) so that a phone shows it left to right inside Arabic.

    Isolates already inside are dropped, so that a quoted piece can never leave one open.
    """
    inner = text.replace(_LEFT_TO_RIGHT_ISOLATE, "").replace(_POP_ISOLATE, "")
    return f"{_LEFT_TO_RIGHT_ISOLATE}{inner}{_POP_ISOLATE}"
