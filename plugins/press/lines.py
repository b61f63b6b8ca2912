"""Breaking text into lines, by the rules of Chinese setting (W3C clreq §3.1).

First fit: a line takes what it can hold. A mark that may not begin a line takes the character
before it along; twin marks stay together; a paragraph never ends in a line of one character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from press.expressions import directed, joints, may_end
from press.fitting import Fit, Slug
from press.ruler import Face, Ruler
from press.sorts import NO_START, Sort, Token, clusters, tokens

_TOLERANCE = 1e-4
_LONG_WORD = 10  # characters; a longer word may be parted where it would leave a gaping line
_GAPING = 0.25  # ems between two characters: beyond it a stretched line falls to pieces
_SPACE = 0.3  # ems, that of the widest face
_WHITE = 0.5  # ems, of a mark; at the end of a line it goes
_SPACE_GIVES = 1.5  # of the joint of two characters; Typst widens a space by half of it before


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. href: an absolute address, or "".

    mark: the small square before an entry of a list. whole: names, which only their spaces may
    part. turn: the line ends here, as the writer wanted or as what follows it is too long to part,
    and is not stretched. struck, tinted: what the writer struck out or marked.
    """

    text: str
    face: Face = Face.SERIF
    href: str = ""
    red: bool = False
    mark: bool = False
    whole: bool = False
    turn: bool = False
    struck: bool = False
    tinted: bool = False


TextLine = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sort as it is set; ruled: as the rules see it."""

    token: Token
    ruled: Token
    span: Span
    fit: Fit


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
    lines: list[TextLine] = []
    for number, part in enumerate(turned(spans)):
        if number and lines:
            lines[-1] = (*lines[-1][:-1], replace(lines[-1][-1], turn=True))
        lines += _set(ruler, part, measure, 0.0 if number else indent)
    return lines


def widest_group(ruler: Ruler, spans: Sequence[Span]) -> float:
    """The widest part of a text that no line end may part, ems."""
    groups = (group for part in turned(spans) for group in _groups(ruler, _merged(part)))
    return max((_grown(ruler.slug(), group).ended for group in groups), default=0.0)


def turned(spans: Iterable[Span]) -> list[list[Span]]:
    """The spans of every line that the writer ended by hand."""
    parts: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        parts[-1].append(replace(span, text=first))
        parts += [[replace(span, text=other)] for other in others]
    return parts


def _set(ruler: Ruler, spans: Sequence[Span], measure: float, indent: float) -> list[TextLine]:
    stick = _Stick(ruler, measure, indent)
    for group in _groups(ruler, _merged(spans)):
        stick.add(group)
    rows = [trimmed for trimmed in map(_without_spaces, stick.finished()) if trimmed]
    _mend_runt(rows, ruler, measure)
    lines = [tuple(_spans(row)) for row in rows]
    for at, row in enumerate(rows[:-1]):
        short = stick.is_short or at == len(rows) - 2
        if short and _gapes(row, ruler.slug(0.0 if at else indent), measure):
            lines[at] = (*lines[at][:-1], replace(lines[at][-1], turn=True))
    return lines


def _gapes(row: Sequence[_Unit], slug: Slug, measure: float) -> bool:
    """Whether a line would fall to pieces if it were stretched. slug: how it begins."""
    return measure - _grown(slug, row).ended > _GAPING * _gives(row)


def _gives(row: Sequence[_Unit]) -> float:
    """How many places of a line stretch: behind Chinese type, and spaces for more than one."""
    places = 0.0
    for unit in row[:-1]:
        if unit.token.sort is Sort.SPACE:
            places += _SPACE_GIVES
        elif unit.token.sort is Sort.HAN or unit.fit.mark:
            places += 1
    return max(places, 1)


class _Stick:
    """The composing stick: it takes groups of sorts and gives full lines."""

    def __init__(self, ruler: Ruler, measure: float, indent: float) -> None:
        self._ruler = ruler
        self._measure = measure
        self._rows: list[list[_Unit]] = []
        self._row: list[_Unit] = []
        self._slug = ruler.slug(indent)
        self.is_short = False  # whether some line may gape, a space at its end left aside,
        # and then the white of the mark before it and the place behind that

    def add(self, group: Sequence[_Unit]) -> None:
        """Set a group of sorts that stay together, on this line or on the next."""
        if group[0].token.sort is Sort.SPACE:
            if self._row:
                self._take(group, _grown(self._slug, group))
            return
        if self._took(group):
            return
        if not self._may_part(group):
            self._turn()
            if self._took(group):
                return
        self._add_parts(group)

    def finished(self) -> list[list[_Unit]]:
        """All lines, the last one as it stands."""
        self._turn()
        return self._rows

    def _took(self, group: Sequence[_Unit]) -> bool:
        """Put a group on the line if it has room for it; an empty line takes what it must."""
        grown = _grown(self._slug, group)
        if grown.ended > self._measure + _TOLERANCE:
            return False
        self._take(group, grown)
        return True

    def _take(self, group: Sequence[_Unit], grown: Slug) -> None:
        self._slug = grown
        self._row.extend(group)

    def _turn(self) -> None:
        if self._row:
            short = self._measure - self._slug.ended + _SPACE + _WHITE
            self.is_short = self.is_short or short > _GAPING * (_gives(self._row) - 1)
            self._rows.append(self._row)
            self._row, self._slug = [], self._ruler.slug()

    def _may_part(self, group: Sequence[_Unit]) -> bool:
        """Whether a long word is better parted than pushed to the next line."""
        long = any(len(unit.token.text) > _LONG_WORD for unit in group)
        return long and self._measure - self._slug.ended > _GAPING * _gives(self._row)

    def _add_parts(self, group: Sequence[_Unit]) -> None:
        """Part a group where a reader expects it, and what is still too long at any letter."""
        for part in _parts(self._ruler, group):
            if self._took(part):
                continue
            self._turn()
            if self._took(part):
                continue
            for letter in _letters(self._ruler, part):
                if not self._took([letter]):
                    self._turn()
                    self._take([letter], _grown(self._slug, [letter]))


def _grown(slug: Slug, group: Iterable[_Unit]) -> Slug:
    """A line with a group at its end."""
    grown = slug.copy()
    for unit in group:
        if unit.span.mark:  # a drawn square of one em, no type
            grown = replace(grown, width=grown.width + 1.0, let_in=True, last=None)
        else:
            grown.take(unit.fit, unit.span)
    return grown


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


def _units(ruler: Ruler, spans: Iterable[Span]) -> Iterator[_Unit]:
    pairs = [(token, span) for span in spans for token in tokens(span.text)]
    ruled = directed([token for token, _ in pairs])
    for (token, span), seen in zip(pairs, ruled, strict=True):
        yield _Unit(token, seen, span, ruler.fit(span.face, token))


def _groups(ruler: Ruler, spans: Iterable[Span]) -> Iterator[list[_Unit]]:
    """Units that no line end may part."""
    units = list(_units(ruler, spans))
    row = [unit.ruled for unit in units]
    start = 0
    for at in range(1, len(units)):
        if _may_part_at(units, row, at):
            yield units[start:at]
            start = at
    if units:
        yield units[start:]


def _may_part_at(units: Sequence[_Unit], row: Sequence[Token], at: int) -> bool:
    before, after = units[at - 1].span, units[at].span
    return may_end(row, at, whole=before.whole and before is after)


def _parts(ruler: Ruler, group: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """A group parted inside its words, where a reader expects it."""
    held: list[_Unit] = []
    for unit in group:
        if unit.token.sort is not Sort.WORD:
            held.append(unit)
            continue
        first, *others = joints(unit.token.text)
        held.append(_cut(ruler, unit, first))
        for part in others:
            yield held
            held = [_cut(ruler, unit, part)]
    yield held


def _letters(ruler: Ruler, group: Iterable[_Unit]) -> Iterator[_Unit]:
    """A group taken apart into single sorts, words into letters."""
    for unit in group:
        if unit.token.sort is Sort.WORD:
            for letter in clusters(unit.token.text):
                yield _cut(ruler, unit, letter)
        else:
            yield unit


def _cut(ruler: Ruler, unit: _Unit, text: str) -> _Unit:
    """A part of a word."""
    token = Token(Sort.WORD, text)
    return replace(unit, token=token, ruled=token, fit=ruler.fit(unit.span.face, token))


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
    whole = [*rows[-2], *rows[-1]]
    row = [unit.ruled for unit in whole]
    cut = len(rows[-2]) - 1
    while cut > 1 and not _may_part_at(whole, row, cut):
        cut -= 1
    moved = whole[cut:]
    if cut > 1 and _grown(ruler.slug(), moved).ended <= measure + _TOLERANCE:
        rows[-2], rows[-1] = _without_spaces(whole[:cut]), moved


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
