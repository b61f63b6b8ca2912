"""Where a line may end, and where not: marks, expressions, codes, addresses, names.

A mark that may not begin a line takes what stands before it along (clreq §3.1.4). What is read as
one thing is one: 1∶500, 120m³/h, ±0.5, HB2024-0301号, 8:30—11:30. A thing too long for what is left
of a line is parted only where a reader expects it: after / . @ - and their like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from press.sorts import NO_END, NO_START, TWINS, Sort, Token, tokens

_DASH = "—"
_EM_SPACE = "\u3000"
_BINDING = frozenset({"No", "Sm", "Sc"})  # ² ½ ①, ± × ≥ ∶, ￥: they bind to the word beside them
_UNIT = range(0x3371, 0x3400)  # ㎏ ㎡ and their like
_SIGNS = frozenset("△∠⊥∥∽⊙")  # they belong to the letters behind them
_MASKS = frozenset("×＊*□")  # what stands for figures that nobody may know
_MINUTES = frozenset("°′″")
_MEASURE = re.compile(r"[A-Za-zµμΩ℃/·²³]{1,5}[.,;:!?)]*")
_RATIO = re.compile("[：∶]")  # between two figures: 14：30, 3：0
_SHORT_FIGURE = re.compile(r"[0-9]{1,3}")
_LATIN_DOT = "·"  # of a unit: N·m, m³·s⁻¹
_GROUP = re.compile("[0-9]{3,4}")
_IN_GROUPS = re.compile(  # 1 000 000.5, +86 138 0013 8000, 0379 6312 0045, 400 800 1234
    r"[^0-9]*(?:[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?:[.,%][0-9.,]*)?"
    r"|(?:86 )?(?:1[0-9]{2}|0[0-9]{2,3}|[48]00) [0-9]{3,4}(?: [0-9]{3,4})?)[^0-9]*"
)
_MOST_GROUPS = 5
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
    return not (dash or _is_one(before, after) or _is_ratio(row, at) or _is_unit(row, at))


def _is_ratio(row: Sequence[Token], at: int) -> bool:
    """Whether a colon stands between two short figures: 14：30, 3：0."""
    if at < 2 or not _RATIO.fullmatch(row[at - 1].text):
        return False
    figures = row[at - 2].text, row[at].text
    return all(_SHORT_FIGURE.fullmatch(figure) for figure in figures)


def _is_unit(row: Sequence[Token], at: int) -> bool:
    """Whether a raised dot stands between two Latin words: m³·s⁻¹."""
    return (
        row[at - 1].text == _LATIN_DOT
        and row[at].sort is Sort.WORD
        and at > 1
        and (row[at - 2].sort is Sort.WORD or _is_shifted(row[at - 2].text[-1]))
    )


def _is_shifted(character: str) -> bool:
    """Whether it is a raised or lowered figure or sign: ², ₄, ⁻."""
    return unicodedata.decomposition(character).startswith(("<super>", "<sub>"))


def _is_one(before: Token, after: Token) -> bool:
    """Whether two sorts are read as one thing: parts of a word, a figure and its sign, 2024-1号."""
    word = before.sort is Sort.WORD and after.sort is Sort.WORD
    wide = _is_wide(before) and _is_wide(after)
    code = after.text in {"号", "號"} and _CODE.search(before.text) is not None
    figure = after.sort is Sort.WORD and after.text[0].isdecimal()
    if (figure or _is_wide(after)) and (before.text == "第" or before.text in _MINUTES):
        return True
    sign = after.sort is Sort.WORD and before.text in _SIGNS
    if before.text == after.text and before.text in _MASKS:
        return True  # 6553××××
    if _is_shifted(before.text[-1]) and _is_shifted(after.text[0]):
        return True  # ²³⁵U
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
    if figure and _GROUP.match(right.text) and _IN_GROUPS.fullmatch(_in_figures(row, at)):
        return False
    return _marks_part(left, right)


def _in_figures(row: Sequence[Token], at: int) -> str:
    """The figures and spaces round a space, as many as may be one number."""
    start, end = at, at
    while start > 0 and at - start <= 2 * _MOST_GROUPS and _is_figure(row[start - 1]):
        start -= 1
    while end < len(row) and end - at <= 2 * _MOST_GROUPS and _is_figure(row[end]):
        end += 1
    return "".join(token.text for token in row[start:end])


def _is_figure(token: Token) -> bool:
    return token.sort is Sort.SPACE or token.text[0] in "+￥$" or token.text[0].isdecimal()


def directed(row: Sequence[Token]) -> list[Token]:
    """The sorts with every straight quotation mark turned to the side it stands on.

    They open and close in turn; where one is left over, a blank on one side tells as well.
    """
    made: list[Token] = []
    is_open = False
    is_even = sum(token.text.count('"') for token in row) % 2 == 0
    for at, token in enumerate(row):
        if '"' not in token.text:
            made.append(token)
            continue
        text = ""
        for place, character in enumerate(token.text):
            if character != '"':
                text += character
                continue
            starts = place == 0 and (at == 0 or row[at - 1].sort is Sort.SPACE)
            closes = place == len(token.text) - 1 and (
                at + 1 == len(row) or row[at + 1].sort is Sort.SPACE
            )
            is_open = not is_open if is_even or starts == closes else starts
            text += "“" if is_open else "”"
        made.append(Token(token.sort, text))
    return made


def ends(text: str) -> frozenset[int]:
    """Where a line may end in a text without double blanks, by characters before it."""
    row = directed(list(tokens(text)))
    at, found = 0, []
    for place, token in enumerate(row):
        if place and may_end(row, place):
            found.append(at)
        at += len(token.text)
    return frozenset(found)


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
