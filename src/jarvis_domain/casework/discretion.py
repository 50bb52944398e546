"""Free text without what identifies a customer, for readers outside TKTM."""

import re
import unicodedata

from jarvis_domain.understanding.text import INVISIBLE, fold_aligned

MAX_CHARACTERS = 2000
_GAP = f"[ .\\-/()\n{INVISIBLE}]{{0,3}}"
_PHONE = re.compile(
    rf"(?<![A-Z0-9])(?:(?:\+|00)?{_GAP}2{_GAP}1{_GAP}2{_GAP}(?:0{_GAP})?|0{_GAP})[5-8](?:{_GAP}[0-9]){{8}}(?![0-9])"
    rf"|\+{_GAP}[1-9](?:{_GAP}[0-9]){{7,14}}(?![0-9])"
)
_IDENTITY_CARD = re.compile(
    r"(?<![A-Z0-9])(?:CINE?[ :]{0,3}[A-Z]{1,2} ?[0-9]{5,6}|[A-Z]{1,2}[0-9]{5,6})(?![A-Z0-9])"
)
_BANK_ACCOUNT = re.compile(rf"(?<![A-Z0-9])(?:MA[0-9]{{2}}{_GAP})?[0-9](?:{_GAP}[0-9]){{15,27}}(?![0-9])")
_MAIL = re.compile(r"[A-Z0-9._%+-]{1,64}@[A-Z0-9.-]{1,190}")


def discreet(text: str, *, keep_phones: bool = False) -> str:
    """The text without identity card and bank account numbers, mail addresses and (else) phones.

    What cannot be seen goes too, and what is longer than MAX_CHARACTERS is cut.
    """
    cut = unicodedata.normalize("NFC", text[:MAX_CHARACTERS]) + "…" * (len(text) > MAX_CHARACTERS)
    folded = fold_aligned(cut)
    hidden = [(_MAIL, "[e-mail]"), (_BANK_ACCOUNT, "[compte]"), (_IDENTITY_CARD, "[CIN]")]
    if not keep_phones:
        hidden.append((_PHONE, "[téléphone]"))
    for shape, shown in hidden:
        cut, folded = _hide(shape, shown, cut, folded)
    return "".join(c for c, fold in zip(cut, folded, strict=True) if fold != INVISIBLE)


def _hide(shape: re.Pattern[str], shown: str, text: str, folded: str) -> tuple[str, str]:
    """Both texts with the places of the shape replaced, so that they stay as long as each other."""
    kept, kept_folded, end = [], [], 0
    for place in shape.finditer(folded):
        kept += [text[end : place.start()], shown]
        kept_folded += [folded[end : place.start()], shown]
        end = place.end()
    return "".join([*kept, text[end:]]), "".join([*kept_folded, folded[end:]])
