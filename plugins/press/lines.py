"""Breaking text into lines, by the rules of Chinese setting (W3C clreq §3.1).

First fit: a line takes what it can hold. A mark that may not begin a line takes the character
before it along; twin marks stay together; a paragraph never ends in a line of one character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from press.ruler import Face, Ruler
from press.sorts import NO_END, NO_START, TWINS, Sort, Token, tokens

_TOLERANCE = 1e-4
_LONG_WORD = 10  # characters; a longer word may be parted where it would leave a gaping line
_GAPING = 0.3  # of the line


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. href: an absolute address, or ""."""

    text: str
    face: Face = Face.SERIF
    href: str = ""
    red: bool = False
    mark: bool = False  # the small square before an entry of a list


TextLine = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    token: Token
    span: Span
    width: float


def text_of(line: Iterable[Span]) -> str:
    """The text of some spans."""
    return "".join(span.text for span in line)


def learn(ruler: Ruler, spans: Iterable[Span]) -> None:
    """Note the widths that setting these spans will ask for."""
    for span in spans:
        ruler.learn(span.face, span.text)


def set_lines(
    ruler: Ruler, spans: Sequence[Span], measure: float, indent: float = 0.0
) -> list[TextLine]:
    """Lines of a paragraph.

    measure: width of the line, ems of the type's size. indent: of the first line, ems.
    """
    stick = _Stick(ruler, measure, indent)
    for group in _groups(ruler, _merged(spans)):
        stick.add(group)
    rows = [trimmed for trimmed in map(_without_spaces, stick.finished()) if trimmed]
    _mend_runt(rows, ruler, measure)
    return [tuple(_spans(row)) for row in rows]


class _Stick:
    """The composing stick: it takes groups of sorts and gives full lines."""

    def __init__(self, ruler: Ruler, measure: float, indent: float) -> None:
        self._ruler = ruler
        self._measure = measure
        self._rows: list[list[_Unit]] = []
        self._row: list[_Unit] = []
        self._width = indent

    def add(self, group: Sequence[_Unit]) -> None:
        """Set a group of sorts that stay together, on this line or on the next."""
        if group[0].token.sort is Sort.SPACE:
            if self._row:
                self._take(group)
        elif self._fits(group):
            self._take(group)
        elif self._may_part(group):
            self._add_letters(group)
        else:
            self._turn()
            if self._fits(group):
                self._take(group)
            else:
                self._add_letters(group)

    def finished(self) -> list[list[_Unit]]:
        """All lines, the last one as it stands."""
        self._turn()
        return self._rows

    def _fits(self, group: Sequence[_Unit]) -> bool:
        needed = _added(self._ruler, self._row, group) + _end(self._ruler, group)
        return self._width + needed <= self._measure + _TOLERANCE

    def _take(self, group: Sequence[_Unit]) -> None:
        self._width += _added(self._ruler, self._row, group)
        self._row.extend(group)

    def _turn(self) -> None:
        if self._row:
            self._rows.append(self._row)
            self._row, self._width = [], 0.0

    def _may_part(self, group: Sequence[_Unit]) -> bool:
        """Whether a long word is better parted than pushed to the next line."""
        long = any(len(unit.token.text) > _LONG_WORD for unit in group)
        return long and self._measure - self._width > _GAPING * self._measure

    def _add_letters(self, group: Sequence[_Unit]) -> None:
        for unit in _letters(self._ruler, group):
            if not self._fits([unit]):
                self._turn()
            self._take([unit])


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring spans of one style as one."""
    held: Span | None = None
    for span in spans:
        if held is not None and replace(held, text="") == replace(span, text=""):
            held = replace(held, text=held.text + span.text)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _added(ruler: Ruler, row: Sequence[_Unit], group: Sequence[_Unit]) -> float:
    """What a group adds to the width of a line, ems."""
    total = 0.0
    before = row[-1] if row else None
    for unit in group:
        total += unit.width
        if before is None:
            total += ruler.at_start(unit.span.face, unit.token)
        else:
            closing_up = ruler.between(unit.span.face, before.token, unit.token)
            # Typst closes marks up only within one stretch of text.
            total += closing_up if unit.span is before.span else max(0.0, closing_up)
        before = unit
    return total


def _end(ruler: Ruler, group: Sequence[_Unit]) -> float:
    return ruler.at_end(group[-1].span.face, group[-1].token)


def _units(ruler: Ruler, spans: Iterable[Span]) -> Iterator[_Unit]:
    for span in spans:
        for token in tokens(span.text):
            yield _Unit(token, span, ruler.width(span.face, token))


def _letters(ruler: Ruler, group: Iterable[_Unit]) -> Iterator[_Unit]:
    """A group taken apart into single sorts, words into letters."""
    for unit in group:
        if unit.token.sort is not Sort.WORD:
            yield unit
            continue
        for letter in unit.token.text:
            token = Token(Sort.WORD, letter)
            yield replace(unit, token=token, width=ruler.width(unit.span.face, token))


def _groups(ruler: Ruler, spans: Iterable[Span]) -> Iterator[list[_Unit]]:
    """Units that no line end may part."""
    group: list[_Unit] = []
    for unit in _units(ruler, spans):
        if group and _may_break(group[-1].token, unit.token):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _may_break(before: Token, after: Token) -> bool:
    if before.sort is Sort.SPACE or after.sort is Sort.SPACE:
        return True
    if after.text[0] in NO_START or before.text[-1] in NO_END:
        return False
    if before.text[-1] in TWINS and after.text[0] == before.text[-1]:
        return False
    return not (before.sort is Sort.WORD and after.sort is Sort.WORD)


def _without_spaces(row: list[_Unit]) -> list[_Unit]:
    while row and row[-1].token.sort is Sort.SPACE:
        row.pop()
    return row


def _mend_runt(rows: list[list[_Unit]], ruler: Ruler, measure: float) -> None:
    """Give a last line of a single character company from the line before."""
    if len(rows) < 2:
        return
    last = [unit for unit in rows[-1] if unit.token.text[0] not in NO_START]
    alone = len(last) == 1 and last[0].token.sort is Sort.HAN
    if not alone or len(rows[-2]) < 4:
        return
    cut = len(rows[-2]) - 1
    while cut > 1 and not _may_break(rows[-2][cut - 1].token, rows[-2][cut].token):
        cut -= 1
    moved = [*rows[-2][cut:], *rows[-1]]
    if cut > 1 and _added(ruler, [], moved) <= measure:
        rows[-2], rows[-1] = _without_spaces(rows[-2][:cut]), moved


def _spans(row: Iterable[_Unit]) -> Iterator[Span]:
    span: Span | None = None
    parts: list[str] = []
    for unit in row:
        if span is not None and unit.span is not span:
            yield replace(span, text="".join(parts))
            parts = []
        span = unit.span
        parts.append(unit.token.text)
    if span is not None:
        yield replace(span, text="".join(parts))
