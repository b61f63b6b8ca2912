"""名单: names with blanks between them, set in ranks and files as papers print them.

    王　强　李小明　于得水
    欧阳娜娜　　　　赵　一

A name of two characters is spread to three, whether the copy did so or not; a longer one takes as
many places as it needs. No name is parted, and no line is stretched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from hanzi.characters import HAN
from press.ruler import Face, Ruler
from press.spans import Span, TextLine, text_of

_BLANK = "\u3000"
_BLANKS = re.compile(f"[{_BLANK} \xa0\n]+")
_NAME = re.compile(
    f"(?:[{HAN}]{{1,8}}(?:[·・•][{HAN}]{{1,8}}){{1,3}}|[{HAN}]{{2,4}})(?:[（(][{HAN}]{{1,8}}[）)])?"
)
_LEAST = 6  # names
_FULL = 2  # of them that nobody takes for two characters of a name
_PLACES = (4, 5, 6)  # ems: of a name of three characters and the blank behind it; of longer ones
_SLACK = 1e-6


def names_in(text: str, least: int = _LEAST) -> tuple[str, ...]:
    """The names that a text is a list of, each in one; none if it is something else.

    A single character is half a name that was spread: 王　强. They come in pairs, and a list has
    other names beside them.
    """
    parts = [part for part in _BLANKS.split(text.strip(f"{_BLANK} \n")) if part]
    names: list[str] = []
    half = ""
    for part in parts:
        if len(part) == 1 and re.match(f"[{HAN}]", part):
            half, name = ("", half + part) if half else (part, "")
        elif half or not _NAME.fullmatch(part):
            return ()
        else:
            name = part
        names += [name] if name else []
    full = sum(len(name) > 2 for name in names)
    return tuple(names) if not half and len(names) >= least and full >= _FULL else ()


def rows_of_names(ruler: Ruler, spans: Sequence[Span], measure: float) -> list[TextLine]:
    """The lines of a list of names; none where one of them is wider than a line.

    measure: ems of the type's size.
    """
    span = spans[0]
    names = [_BLANK.join(name) if len(name) == 2 else name for name in names_in(text_of(spans), 1)]
    widths = [ruler.line(span.face, name) for name in names]
    if max(widths) > measure:
        return []
    ways = (_ranked(names, widths, measure, place) for place in _PLACES)
    lines = min(ways, key=len)
    return [(replace(span, text=line, turn=at < len(lines) - 1),) for at, line in enumerate(lines)]


def _ranked(names: Sequence[str], widths: Sequence[float], measure: float, place: int) -> list[str]:
    """The names in lines of equal places, the white behind each within its line."""
    most = int((measure + 1) // place)
    rows, taken = list[str](), most
    for name, wide in zip(names, widths, strict=True):
        needs = min(most, math.ceil((wide + 1) / place - _SLACK))
        if taken + needs > most:
            rows.append("")
            taken = 0
        rows[-1] += name + _BLANK * max(1, needs * place - math.ceil(wide - _SLACK))
        taken += needs
    return [row.rstrip(_BLANK) for row in rows]


def is_plain(spans: Sequence[Span]) -> bool:
    """Whether a text is in one face and one colour, without links and readings."""
    first = spans[0]
    return all(replace(span, text=first.text) == first for span in spans) and (
        first.face is Face.SERIF and not first.href and not first.above
    )
