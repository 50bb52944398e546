"""Rates as people write them: 100/min, 5/s, 900/h."""

import re

import msgspec

from jarvis_domain.errors import InvalidValue

_FORM = re.compile(r"([0-9]+(?:\.[0-9]+)?)/(s|min|h)")
_SECONDS = {"s": 1, "min": 60, "h": 3600}


class Rate(msgspec.Struct, frozen=True, order=True):
    """Messages a second; shown by the minute, or by the second from two digits on."""

    per_second: float

    @property
    def per_minute(self) -> float:
        return self.per_second * 60

    def __str__(self) -> str:
        if self.per_second >= 10:
            return f"{self.per_second:.4g}/s"
        return f"{self.per_minute:.4g}/min"


def parse_rate(text: str) -> Rate:
    """`N/s`, `N/min` or `N/h`, more than none; raises InvalidValue that says so."""
    match _FORM.fullmatch(text.strip().lower()):
        case None:
            raise InvalidValue(f"{text!r} is no rate: write 100/min, 5/s or 900/h")
        case found if float(found[1]) == 0:
            raise InvalidValue("a rate of nothing sends nothing: write 100/min, 5/s or 900/h")
        case found:
            return Rate(float(found[1]) / _SECONDS[found[2]])
