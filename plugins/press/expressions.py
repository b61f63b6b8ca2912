"""Where a line may end, and where not: marks, expressions, codes, addresses, names.

A mark that may not begin a line takes what stands before it along (clreq §3.1.4). What is read as
one thing is one: 1∶500, 120m³/h, ±0.5, HB2024-0301号, 8:30—11:30. A thing too long for what is left
of a line is parted only where a reader expects it: after / . @ - and their like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from press.sorts import NO_END, NO_START, TWINS, Sort, Token

_DASH = "—"
_EM_SPACE = "\u3000"
_BINDING = frozenset({"No", "Sm", "Sc"})  # ² ½ ①, ± × ≥ ∶, ￥: they bind to the word beside them
_UNIT = range(0x3371, 0x3400)  # ㎏ ㎡ and their like
_SIGNS = frozenset("△∠⊥∥∽⊙")  # they belong to the letters behind them
_MINUTES = frozenset("°′″")
_MEASURE = re.compile(r"[A-Za-zµμΩ℃/·²³]{1,5}[.,;:!?)]*")
_CODE = re.compile(r"[A-Za-z].*[0-9]$|[0-9]-[0-9]+$")
# After these a word may be parted; a point, comma or colon between two figures is none of them.
_JOINT = re.compile(
    r"(?<=[/@\-_?&=#+~%])(?=[^/@\-_?&=#+~%.,:])|(?<=[.,:])(?=[^0-9.,:/])|(?<=[^0-9][.,:])(?=[0-9])"
)


def may_end(row: Sequence[Token], at: int, *, whole: bool = False) -> bool:
    """Whether a line may end between two sorts. at: of the second. whole: inside a name."""
    before, after = row[at - 1], row[at]
    if before.sort is Sort.SPACE or after.sort is Sort.SPACE:
        return _may_end_at_space(row, at)
    if not _marks_part(before, after):
        return False
    if whole:
        return _EM_SPACE in {before.text, after.text}
    dash = after.text == _DASH and not _is_twin(row, at)  # one joins its sides, two are a pause
    return not (dash or _is_one(before, after))


def _is_one(before: Token, after: Token) -> bool:
    """Whether two sorts are read as one thing: parts of a word, a figure and its sign, 2024-1号."""
    word = before.sort is Sort.WORD and after.sort is Sort.WORD
    wide = _is_wide(before) and _is_wide(after)
    code = after.text in {"号", "號"} and _CODE.search(before.text) is not None
    figure = after.sort is Sort.WORD and after.text[0].isdecimal()
    if (figure or _is_wide(after)) and (before.text == "第" or before.text in _MINUTES):
        return True
    sign = after.sort is Sort.WORD and before.text in _SIGNS
    return word or wide or code or sign or _binds(before, after) or _binds(after, before)


def _may_end_at_space(row: Sequence[Token], at: int) -> bool:
    """At a space, unless a mark behind it would begin the line, or one before it end the line."""
    left = next((token for token in reversed(row[:at]) if token.sort is not Sort.SPACE), None)
    right = next((token for token in row[at:] if token.sort is not Sort.SPACE), None)
    if left is None or right is None:
        return True
    figure = left.sort is Sort.WORD and left.text[-1].isdecimal()
    if figure and right.sort is Sort.WORD and _MEASURE.fullmatch(right.text):
        return False  # 3.5 m/s
    return _marks_part(left, right)


def _marks_part(before: Token, after: Token) -> bool:
    first, last = after.text[0], before.text[-1]
    if last in TWINS and first == last:
        return False
    # A sign alone between two words stands with the first of them; ".cn" and "@name" do not.
    if first in NO_START and (after.sort is not Sort.WORD or _leads_nowhere(after)):
        return False
    return last not in NO_END and after.text != "-"


def _leads_nowhere(word: Token) -> bool:
    """Whether a word that begins with a mark is no word of its own: ", Ltd", "/h", "%".

    ".cn" and "’90s" lead somewhere.
    """
    return not re.match(r"[.:’][0-9A-Za-z]", word.text)


def _is_wide(token: Token) -> bool:
    """Whether it is a full-width figure or letter: ２０２４ is one number, ＡＢＣ one word."""
    return len(token.text) == 1 and "０" <= token.text <= "ｚ" and token.text.isalnum()


def _is_twin(row: Sequence[Token], at: int) -> bool:
    return (at + 1 < len(row) and row[at + 1].text == _DASH) or row[at - 1].text == _DASH


def _binds(mark: Token, word: Token) -> bool:
    """Whether a sign belongs to the word beside it."""
    if mark.sort is not Sort.MARK or word.sort is not Sort.WORD:
        return False
    return unicodedata.category(mark.text[0]) in _BINDING or ord(mark.text[0]) in _UNIT


def joints(word: str) -> Iterator[str]:
    """A long word in the parts that a reader expects it in; joined they are the word."""
    start = 0
    for match in _JOINT.finditer(word):
        if match.start() > start:
            yield word[start : match.start()]
            start = match.start()
    yield word[start:]
