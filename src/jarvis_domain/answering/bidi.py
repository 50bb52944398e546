"""Arabic text as a phone should show it: Latin pieces isolated, every line from right to left."""

import re

from jarvis_domain.understanding.text import isolate_ltr

RIGHT_TO_LEFT_MARK = "\u200f"
_ISOLATE, _POP = "\u2066", "\u2069"

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# A run of letters and digits that are not Arabic, with what may stand inside it ("14:32", "en cours");
# a piece that is isolated already belongs to the run it is glued to ("ONG-" before a number).
_LETTER = f"[^\\W_{_RTL}]"
_ISOLATED = f"{_ISOLATE}[^{_POP}]*{_POP}"
_GLUE = ".:/'’@&+%\\ufe0f\\u20e3-"
_LTR_RUN = re.compile(
    f"[+]?(?:{_LETTER}|{_ISOLATED})(?:[ ,;{_GLUE}]*{_LETTER}|[{_GLUE}]*{_ISOLATED})*[%\\ufe0f\\u20e3]*"
)


def isolate_latin(text: str) -> str:
    """Wraps every run of letters and digits that are not Arabic; wrapped runs stay as they are."""
    return _LTR_RUN.sub(lambda run: isolate_ltr(run.group()), text)


def has_arabic(text: str) -> bool:
    return re.search(f"[{_RTL}]", text) is not None


def right_to_left(text: str) -> str:
    """Puts a right-to-left mark before each line that a phone could take for a Latin one."""
    return "\n".join(_marked(line) for line in text.split("\n"))


def _marked(line: str) -> str:
    first = re.search(r"[^\W_]", line)
    starts_arabic = first is not None and has_arabic(first.group())
    return line if starts_arabic or not line.strip() else RIGHT_TO_LEFT_MARK + line
