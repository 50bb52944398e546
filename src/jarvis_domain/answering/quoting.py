"""Text from outside (portal labels, pieces of messages) made safe to show inside a reply."""

import unicodedata

MAX_QUOTED = 60
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# What WhatsApp or a template would act on, in look-alikes without effect.
_INERT = str.maketrans({"*": "＊", "_": "＿", "~": "～", "`": "＇", "{": "(", "}": ")"})


def quote(text: str, *, limit: int = MAX_QUOTED) -> str:
    """One line of visible text, at most `limit` characters, without effect on layout; "–" for nothing.

    Control and bidi marks go, WhatsApp's formatting signs and braces become look-alikes.
    """
    one_line = " ".join(unicodedata.normalize("NFC", text).split())
    visible = "".join(c for c in one_line if unicodedata.category(c) not in _INVISIBLE)
    inert = " ".join(visible.translate(_INERT).split()).lstrip("->#• ")
    cut = inert if len(inert) <= limit else inert[: limit - 1].rstrip() + "…"
    return cut or "–"
