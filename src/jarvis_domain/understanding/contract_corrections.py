"""What was put right in a contract number that was not typed as it should be, in short English phrases."""

import unicodedata

from jarvis_domain.understanding.contract_shapes import DIGIT_FOR
from jarvis_domain.understanding.contracts import FoundContract, How
from jarvis_domain.understanding.text import INVISIBLE, fold_aligned


def corrections_of(found: FoundContract) -> tuple[str, ...]:
    """What makes `found.seen` the canonical number; nothing for a number typed as it should be."""
    if found.how is How.EXACT:
        return ()
    folded = fold_aligned(found.seen)
    inside = folded.replace(INVISIBLE, "").strip()
    noticed = (
        *(("invisible marks left out",) if INVISIBLE in folded else ()),
        *(("digits of another script",) if _foreign_digits(found.seen) else ()),
        *_separators(inside),
        *_lookalikes(inside),
        *_missing_ends(inside),
    )
    return noticed or ("letters of another form",)


def _foreign_digits(seen: str) -> bool:
    return any(not char.isascii() and unicodedata.digit(char, None) is not None for char in seen)


def _separators(inside: str) -> tuple[str, ...]:
    between = dict.fromkeys(char for char in inside if not char.isalnum() and char not in "|!")
    if not between:
        return ()
    named = {" ": "space", "\n": "line break"}
    return (f"left out: {', '.join(named.get(char, char) for char in between)}",)


def _lookalikes(inside: str) -> tuple[str, ...]:
    core = inside.removeprefix("F").removesuffix("D")
    letters = dict.fromkeys(char for char in core if char in DIGIT_FOR)
    return tuple(f"{letter} read as {DIGIT_FOR[letter]}" for letter in letters)


def _missing_ends(inside: str) -> tuple[str, ...]:
    arabic = ("\u0641" in inside) or ("\u062f" in inside)
    front = () if inside.startswith("F") or arabic else ("the F in front was missing",)
    return front + (() if inside.endswith("D") or arabic else ("the D at the end was missing",))


def doubt_of(piece: str) -> str:
    """Why a piece that resembles a contract number is asked about and not read."""
    folded = fold_aligned(piece).replace(INVISIBLE, "")
    digits = sum(char.isdigit() for char in folded)
    framed = "F" in folded or "D" in folded
    if digits == 7:
        return (
            "seven digits in an uncertain frame: asked" if framed else "seven digits without F and D: asked"
        )
    letters = [char for char in folded if char.isalpha() and char not in "FD"]
    if letters:
        return f"letters that may be digits ({', '.join(dict.fromkeys(letters))}): asked"
    return f"{digits} digits where seven belong: asked"
