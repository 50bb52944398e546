"""Text as phones send it: folding for comparison, and isolates for Latin pieces inside Arabic."""

import re
import unicodedata
from collections.abc import Callable

_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_POP_ISOLATE = "\u2069"

# What stands for an invisible character in an aligned fold; it is itself never typed.
INVISIBLE = "\ufdd0"

_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u0640\u20e3")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\u30fc")
_OTHER_LOOKS = {
    "\u2800": " ",  # Braille blank, used as a space
    "\u00b7": ".",
    "\u2022": ".",
    "\u06d4": ".",
    "\u066b": ".",
    "\u066c": ",",
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
    "\u2044": "/",
    "\u2215": "/",
    "\\": "/",
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "`": "'",
    "\u00b4": "'",
    "\u0399": "I",  # Greek and Cyrillic twins of the letters people mistake for digits
    "\u0406": "I",
    "\u0456": "I",
    "\u04c0": "I",
    "\u039f": "O",
    "\u03bf": "O",
    "\u041e": "O",
    "\u043e": "O",
    "\u0405": "S",
    "\u0455": "S",
    "\u0392": "B",
    "\u0412": "B",
    "\u0396": "Z",
}


_REMEMBERED = 20_000  # characters; people write in a few hundred, only an attack uses more


class _CharacterTable(dict[int, str]):
    """A table for str.translate that works a character out once and remembers it."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        self[code] = folded = self._rule(chr(code))
        return folded


def _aligned(char: str) -> str:
    """One character for one character: capitals, ASCII digits, plain spaces, dashes and quotes."""
    if char in "\n\r\u2028\u2029\u0085":
        return "\n"
    if char in _OTHER_LOOKS:
        return _OTHER_LOOKS[char]
    if char.isspace():
        return " "
    if char in _DASHES:
        return "-"
    if char in _INVISIBLE_LETTERS or unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me"}:
        return INVISIBLE
    return _plain_capital(char)


def _plain_capital(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", char)
    base = unicodedata.normalize("NFD", compatible)[:1] or char
    if base.isspace():
        return " "
    capital = base.upper()
    return capital if len(capital) == 1 and len(compatible) == 1 else char


_ALIGNED = _CharacterTable(_aligned)


def fold_aligned(text: str) -> str:
    """Fold for reading numbers: the result has exactly as many characters as the text, so places agree.

    Any digit of any script becomes ASCII, letters become capitals without accents, spaces and dashes plain;
    what cannot be seen (bidi marks, joiners, combining marks, controls, tatweel) becomes INVISIBLE.
    """
    return text.translate(_ALIGNED)


_ARABIC_LETTERS = str.maketrans(
    {
        "\u0622": "\u0627",
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0671": "\u0627",
        "\u0649": "\u0627",
        "\u06cc": "\u064a",
        "\u0629": "\u0647",
        "\u06a9": "\u0643",
        "\u0626": "\u064a",
        "\u0624": "\u0648",
        "\u06af": "\u0643",
        "\u0763": "\u0643",
        "\u06a4": "\u0641",
        "\u0152": "oe",
        "\u0153": "oe",
    }
)


def _word_char(char: str) -> str:
    """Nothing for marks, a space for what is no letter or digit, ASCII for digits, the rest as it is."""
    if char in _INVISIBLE_LETTERS or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return char if char.isalnum() else " "


_WORD_CHARS = _CharacterTable(_word_char)
_REPEATED = re.compile(r"([^\W\d_])\1+")


def fold_words(text: str) -> str:
    """Fold for comparing words: lower case, no accents, tashkeel, tatweel or punctuation, one space between.

    Arabic letters that people interchange become one (alefs, ya without dots, ta marbuta), and a repeated
    letter counts once ("bzzaaaf" is "bzaf"), so that lengthened and misspelt doubles agree. Folding twice is
    folding once.
    """
    composed = unicodedata.normalize("NFKC", text).translate(_ARABIC_LETTERS)
    bare = unicodedata.normalize("NFKD", composed.casefold()).translate(_ARABIC_LETTERS)
    words = " ".join(bare.translate(_WORD_CHARS).split())
    return _REPEATED.sub(r"\1", words)


def isolate_ltr(text: str) -> str:
    """Wrap a Latin piece (number, date, label) so that a phone shows it left to right inside Arabic.

    Isolates already inside are dropped, so that a quoted piece can never leave one open.
    """
    inner = text.replace(_LEFT_TO_RIGHT_ISOLATE, "").replace(_POP_ISOLATE, "")
    return f"{_LEFT_TO_RIGHT_ISOLATE}{inner}{_POP_ISOLATE}"
