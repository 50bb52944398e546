"""Text from outside (portal labels, pieces of messages) made safe to show inside a reply."""

import unicodedata

MAX_QUOTED = 60
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# What WhatsApp or a template would act on, as signs without effect that every phone's font has.
_INERT = str.maketrans({"*": "•", "_": "-", "~": "-", "`": "'", "{": "(", "}": ")"})


def quote(text: str) -> str:
    """One line of visible text, at most MAX_QUOTED characters, without effect on layout; "–" for nothing.

    Control and bidi marks go, WhatsApp's formatting signs and braces become other signs.
    """
    composed = unicodedata.normalize("NFC", text).translate(_INERT)
    visible = (c for c in composed if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    line = " ".join("".join(visible).split()).lstrip("->#• ")
    return (line if len(line) <= MAX_QUOTED else line[: MAX_QUOTED - 1].rstrip() + "…") or "–"
