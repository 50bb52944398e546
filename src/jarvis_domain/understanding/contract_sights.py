"""Judging which pieces of a folded text are contract numbers and which only look like one."""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jarvis_domain.understanding import contract_shapes as shapes

_MASK = "\x00"
_LABEL_REACH = 48  # a label stands at most this many characters before its number
_MOST = 1000  # more number-like pieces than this are a file pasted in, and the rest of it is not read
_LONGEST = 400  # a longer run of digits is a table or an attack, not something to ask about


class Sight(NamedTuple):
    """Places [start, end) of the folded text and the seven digits read there, or None where one must ask."""

    start: int
    end: int
    digits: str | None


class _Piece(NamedTuple):
    """A number-like piece: where its characters stand, and the text before it that no other piece used."""

    text: str
    match: re.Match[str]
    core: str
    left: str
    after: str

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def groups(self) -> list[re.Match[str]]:
        at = self.match.start(f"{self.match.lastgroup}_core")
        return list(shapes.GROUP.finditer(self.text, at, at + len(self.core)))


def sights(text: str, typed: str) -> Iterator[Sight]:
    """The sights of the first thousand pieces; `text` is folded, without invisibles, `typed` as written."""
    text = _masked(text)
    position = 0
    for _ in range(_MOST):
        if not (match := shapes.PIECE.search(text, position)):
            return
        kind = str(match.lastgroup)
        left = text[max(position, match.start() - _LABEL_REACH) : match.start()]
        core = match.group(f"{kind}_core") if kind != "mirrored" else ""
        if len(core) > _LONGEST:
            position = match.end()
            continue
        piece = _Piece(text, match, core, left, text[match.end() : match.end() + 24])
        seen, position = _judge(kind, piece, typed)
        yield from seen


def _masked(text: str) -> str:
    if shapes.MAY_HOLD_LINK.search(text):
        text = shapes.LINK.sub(lambda m: _MASK * len(m.group()), text)
    text = shapes.CODE.sub(lambda m: _MASK * len(m.group()), text)
    return shapes.ARABIZI_DIGIT.sub(_MASK, text)


def _judge(kind: str, piece: _Piece, typed: str) -> tuple[list[Sight], int]:
    """What is seen in a piece, and where to read on."""
    match kind:
        case "full":
            return _judge_full(piece, typed), piece.end
        case "front":
            return _judge_front(piece)
        case "arabic":
            digits = "".join(shapes.NUMERIC.findall(piece.core))
            return [Sight(piece.start, piece.end, digits)], piece.end
        case "mirrored":
            return [Sight(piece.start, piece.end, None)], piece.end
        case _ if piece.match.group("bare_end"):
            return _judge_back(piece, typed), piece.end
        case _:
            return _judge_bare(piece), piece.end


def _judge_full(piece: _Piece, typed: str) -> list[Sight]:
    """F … D: seven places with at most one look-alike are a number; nearly that is to be asked."""
    places = [place for place in range(*piece.match.span("full_core")) if _is_place(piece.text[place])]
    letters = [place for place in places if not piece.text[place].isdigit()]
    doubt = [Sight(piece.start, piece.end, None)]
    if _inside_a_code(piece):
        return doubt if len(places) == 7 and len(piece.left) < 2 else []
    if (
        len(places) == 7
        and not any(_is_doubtful(piece.text[p], typed[p]) for p in letters)
        and len(letters) < 2
    ):
        return [Sight(piece.start, piece.end, _digits(piece.text[p] for p in places))]
    return doubt if _nearly(piece, len(places), len(letters)) else []


def _nearly(piece: _Piece, count: int, letters: int) -> bool:
    if letters > 3 or shapes.DATE_LIKE.fullmatch(piece.core):
        return False
    compact = len(piece.groups) == 1
    return count in {6, 7, 8} or (count in {5, 9} and compact)


def _judge_front(piece: _Piece) -> tuple[list[Sight], int]:
    """F and digits without the D."""
    groups = piece.groups
    first, count = groups[0], sum(len(group.group()) for group in groups)
    if _not_a_front(piece):
        return [], piece.end
    whole = (piece.start, piece.match.end("front_core"))
    if count == 7 and not _ends_in_a_quantity(piece, groups):
        return [Sight(*whole, _digits("".join(g.group() for g in groups)))], whole[1]
    if len(first.group()) == 7:
        return [_front_of_many(piece, first)], first.end()
    if (cut := _cut_before_phone(piece, groups)) is not None:
        return [Sight(piece.start, cut.end(), _digits(piece.text[first.start() : cut.end()]))], cut.end()
    return _front_doubt(piece, first, whole, count)


def _front_doubt(
    piece: _Piece, first: re.Match[str], whole: tuple[int, int], count: int
) -> tuple[list[Sight], int]:
    size = len(first.group())
    if shapes.DATE_LIKE.fullmatch(piece.core) or shapes.PHONE_LIKE.match(piece.core):
        return [], whole[1]
    if count in {6, 8} or (count == size and size in {5, 9}):
        return [Sight(*whole, None)], whole[1]
    return ([Sight(piece.start, first.end(), None)] if size in {6, 8} else []), first.end()


def _not_a_front(piece: _Piece) -> bool:
    """An amount, an identity card, or an F that ends some serial number."""
    if len(piece.groups[0].group()) != 7 and _is_amount(piece, "front_core"):
        return True
    return bool(shapes.IDENTITY_LABEL.search(piece.left)) or not _may_be_glued(piece.left)


def _front_of_many(piece: _Piece, first: re.Match[str]) -> Sight:
    """`F1234567` and more digits: another number after a space, but `F1234567-8` is doubtful."""
    tail = re.match(r"[.\-/_*][0-9]{1,6}(?![0-9])", piece.text[first.end() : first.end() + 8])
    return Sight(piece.start, first.end(), None if tail else _digits(first.group()))


def _ends_in_a_quantity(piece: _Piece, groups: list[re.Match[str]]) -> bool:
    """`F123456 2 jours`: the last group counts something, it is not part of the number."""
    if len(groups) < 2 or len(groups[-1].group()) > 2 or piece.text[groups[-1].start() - 1] != " ":
        return False
    after = piece.text[groups[-1].end() : groups[-1].end() + 16]
    six_and_one = len(groups) == 2 and len(groups[0].group()) == 6
    return bool(shapes.UNIT_AFTER.match(after)) or (six_and_one and bool(re.match(r" [^\W\d_]", after)))


def _cut_before_phone(piece: _Piece, groups: list[re.Match[str]]) -> re.Match[str] | None:
    """The group that completes seven digits right before a phone number, if there is one."""
    count = 0
    for group, following in itertools.pairwise(groups):
        count += len(group.group())
        if count >= 7:
            rest = piece.text[following.start() : piece.match.end("front_core")]
            return group if count == 7 and shapes.PHONE_LIKE.match(rest) else None
    return None


def _judge_back(piece: _Piece, typed: str) -> list[Sight]:
    """Digits and D without the F."""
    groups = piece.groups
    last, count = groups[-1], sum(len(group.group()) for group in groups)
    doubt = [Sight(piece.start, piece.end, None)]
    if _is_amount(piece, "bare_core"):
        return []
    if _foreign(piece) or not _may_be_glued(piece.left):
        return doubt if re.search(r"(?<![A-Z0-9])[A-Z]$", piece.left) and count == 7 else []
    if count == 7:
        sure = not _d_is_a_word(piece, typed) and not _starts_with_a_quantity(piece, groups)
        return [Sight(piece.start, piece.end, _digits(piece.core))] if sure else doubt
    if len(last.group()) == 7 and piece.text[last.start() - 1] in " \n":
        return [Sight(last.start(), piece.end, _digits(last.group()))]
    return doubt if count in {6, 8} and len(groups) == 1 else []


def _d_is_a_word(piece: _Piece, typed: str) -> bool:
    """A small d that stands alone before a word is Darija for "of"."""
    alone = piece.match.group("bare_end") != "D"
    return alone and typed[piece.end - 1] == "d" and bool(re.match(r" [^\W\d_]", piece.after))


def _starts_with_a_quantity(piece: _Piece, groups: list[re.Match[str]]) -> bool:
    return len(groups) == 2 and len(groups[0].group()) == 1 and bool(re.search(r"[^\W\d_] $", piece.left))


def _judge_bare(piece: _Piece) -> list[Sight]:
    """Digits alone never are a number; seven of them, or some after "contrat", are asked about."""
    groups = piece.groups
    if _is_amount(piece, "bare_core"):
        groups = groups[:-1] if len(groups[0].group()) == 7 else []
    if not groups or _foreign(piece) or re.match(r"[.,][0-9]", piece.after):
        return []
    count = sum(len(group.group()) for group in groups)
    labelled = bool(shapes.CONTRACT_LABEL.search(piece.left))
    if len(groups) == 1:
        asked = count == 7 or (labelled and count in {5, 6, 8, 9})
        return [Sight(piece.start, groups[0].end(), None)] if asked and not _in_a_serial(piece.left) else []
    if labelled and count == 7:
        return [Sight(piece.start, piece.end, None)]
    return [Sight(*group.span(), None) for group in groups if _stands_alone(piece, group, count)]


def _stands_alone(piece: _Piece, group: re.Match[str], count: int) -> bool:
    before, after = piece.text[group.start() - 1 : group.start()], piece.text[group.end() : group.end() + 1]
    apart = (group.start() == piece.start or before in " \n") and (group.end() == piece.end or after in " \n")
    lines = "\n" in piece.core
    return len(group.group()) == 7 and apart and (lines or count % 7 == 0 or _beside_a_phone(piece, group))


def _beside_a_phone(piece: _Piece, group: re.Match[str]) -> bool:
    before, after = piece.text[piece.start : group.start()], piece.text[group.end() + 1 : piece.end]
    return any(shapes.PHONE_LIKE.fullmatch(rest.strip()) for rest in (before, after))


def _foreign(piece: _Piece) -> bool:
    """Part of a longer number, of a code such as `ONG-…`, or named as something else just before."""
    if shapes.CODE_BEFORE.search(piece.left) and not shapes.CONTRACT_LABEL.search(piece.left):
        return True
    return bool(shapes.DECOY_LABEL.search(piece.left))


def _is_amount(piece: _Piece, core: str) -> bool:
    return bool(shapes.AMOUNT_AFTER.match(piece.text, piece.match.end(core)))


def _may_be_glued(left: str) -> bool:
    """Whether the letters right before a number are a word written on to it, not part of a serial number."""
    glued = re.search(r"[A-Z]+\Z", left)
    return glued is None or len(glued.group()) > 3 or bool(shapes.JOINER.search(glued.group()))


def _in_a_serial(left: str) -> bool:
    """Letters right before bare digits, unless they are a word such as "contrat"."""
    return left[-1:].isascii() and left[-1:].isalpha() and not shapes.JOINER.search(left)


def _inside_a_code(piece: _Piece) -> bool:
    """Digits glued on either side, or hexadecimal neighbours: a serial number or a hash."""
    before = re.search(r"[A-F0-9]*[0-9][A-F]*\Z", piece.left)
    behind = re.match(r"[A-F]{0,3}[0-9]", piece.after)
    joined = piece.core != "" and shapes.PIECE.match(piece.text, piece.end)
    return bool(before) or bool(behind and not (joined and joined.lastgroup == "full"))


def _is_place(char: str) -> bool:
    return char.isalnum() or char in "|!"


def _is_doubtful(char: str, typed: str) -> bool:
    return char not in shapes.DIGIT_FOR or typed in "gq"


def _digits(places: Iterable[str]) -> str:
    return "".join(shapes.DIGIT_FOR.get(char, char) for char in places if _is_place(char))
