"""Breaking text into lines, by the rules of Chinese setting (W3C clreq §3.1).

First fit: a line takes what it can hold; marks close up before a line is stretched far (§3.1.6),
and where lines are loose all the same, the whole paragraph is levelled. A mark that may not begin a
line takes the character before it along; twin marks stay together; a paragraph never ends in a line
of one character.
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
_LOOSE = 0.5  # ems: a line that would be stretched by so much closes up its marks, if that helps
_SEEN = 1.0  # ems: a line stretched by so much is seen to be loose
_SEEN_COST = 4.0  # of such a line; others cost the square of what they are stretched by
_CLOSED_COST = 0.3  # of a line that closes up
_RUNT_COST = 20.0  # a paragraph that ends in a line of one character
_ENDS = 3  # places tried for the end of a line
_WAYS = 5  # ways kept from line to line
_GAPING = 0.25  # ems between two characters: beyond it a stretched line falls to pieces
_SPACE = 0.3  # ems, that of the widest face
_WHITE = 0.5  # ems, of a mark; at the end of a line it goes
_SPACE_GIVES = 1.5  # of the joint of two characters; Typst widens a space by half of it before


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. href: an absolute address, or "".

    mark: the small square before an entry of a list. whole: names, which only their spaces may
    part. turn: the line ends here, as the writer wanted or as what follows it is too long to part,
    and is not stretched. struck, tinted: what the writer struck out or marked; dotted: what bears
    a dot under every character, 着重号.
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
    dotted: bool = False


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
    ruler: Ruler,
    spans: Sequence[Span],
    measure: float,
    indent: float = 0.0,
    *,
    closing: bool = False,
) -> list[TextLine]:
    """Lines of a paragraph.

    measure: width of the line, ems of the type's size. indent: of the first line, ems. closing:
    whether marks may close up to take a character more into a line; only of a justified paragraph.
    """
    lines: list[TextLine] = []
    for number, part in enumerate(turned(spans)):
        if number and lines:
            lines[-1] = (*lines[-1][:-1], replace(lines[-1][-1], turn=True))
        lines += _set(ruler, part, measure, 0.0 if number else indent, closing=closing)
    return lines


def widest_group(ruler: Ruler, spans: Sequence[Span]) -> float:
    """The widest part of a text that no line end may part, ems."""
    groups = (group for part in turned(spans) for group in _groups(ruler, _merged(part)))
    return max((_grown(ruler.slug(), group).ended for group in groups), default=0.0)


def width_of(ruler: Ruler, line: TextLine, indent: float = 0.0) -> float:
    """How wide a line is before it is stretched, ems. indent: of its paragraph, where it begins."""
    return _grown(ruler.slug(indent), _units(ruler, line)).ended


def shared_out(spans: Sequence[Span], rows: Sequence[str]) -> list[TextLine]:
    """Spans shared out among rows that say the same; blanks of a row are as the row has them."""
    letters = [(letter, span) for span in spans for letter in span.text if letter.strip()]
    made: list[TextLine] = []
    at = 0
    for row in rows:
        parts: list[tuple[str, Span]] = []
        for letter in row:
            if letter.strip():
                _, span = letters[at]
                at += 1
            elif parts:
                span = parts[-1][1]
            if parts and parts[-1][1] is span:
                parts[-1] = (parts[-1][0] + letter, span)
            else:
                parts.append((letter, span))
        made.append(tuple(replace(span, text=text) for text, span in parts))
    return made


def turned(spans: Iterable[Span]) -> list[list[Span]]:
    """The spans of every line that the writer ended by hand."""
    parts: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        parts[-1].append(replace(span, text=first))
        parts += [[replace(span, text=other)] for other in others]
    return parts


def _set(
    ruler: Ruler, spans: Sequence[Span], measure: float, indent: float, *, closing: bool
) -> list[TextLine]:
    groups = list(_groups(ruler, _merged(spans)))
    stick = _Stick(ruler, measure, indent, closing=closing)
    for group in groups:
        stick.add(group)
    rows = stick.finished()
    if closing and stick.is_loose and not stick.has_parted:
        rows = _levelled(ruler, groups, measure, indent) or rows
    rows = [trimmed for trimmed in map(_without_spaces, rows) if trimmed]
    _mend_runt(rows, ruler, measure)
    lines = [tuple(_spans(row)) for row in rows]
    for at, row in enumerate(rows[:-1]):
        short = stick.is_short or stick.is_loose or at == len(rows) - 2
        if short and _gapes(row, ruler.slug(0.0 if at else indent), measure):
            lines[at] = (*lines[at][:-1], replace(lines[at][-1], turn=True))
    return lines


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to set the first groups of a paragraph. ends: the group after each of its lines."""

    cost: float
    ends: tuple[int, ...]


def _levelled(
    ruler: Ruler, groups: Sequence[Sequence[_Unit]], measure: float, indent: float
) -> list[list[_Unit]] | None:
    """The lines of a paragraph that are stretched and closed up least, all of them together.

    None for a paragraph with something wider than a line.
    """
    ways, done = [_Way(0.0, ())], list[_Way]()
    while ways:
        grown: dict[int, _Way] = {}
        for way in ways:
            start = way.ends[-1] if way.ends else 0
            slug = ruler.slug(0.0 if way.ends else indent)
            for end, cost in _line_ends(slug, groups, start, measure):
                new = _Way(way.cost + cost, (*way.ends, end))
                if end == len(groups):
                    done.append(new)
                elif end not in grown or new.cost < grown[end].cost:
                    grown[end] = new
        ways = sorted(grown.values(), key=lambda way: (way.cost, way.ends))[:_WAYS]
        if done and ways and ways[0].cost >= min(way.cost for way in done):
            break
    if not done:
        return None
    ends = min(done, key=lambda way: (way.cost, way.ends)).ends
    return [
        _without_first_spaces([unit for group in groups[start:end] for unit in group])
        for start, end in zip((0, *ends), ends, strict=False)
    ]


def _line_ends(
    slug: Slug, groups: Sequence[Sequence[_Unit]], start: int, measure: float
) -> list[tuple[int, float]]:
    """Where a line may end that begins at a group, the last places first, and what each costs."""
    found: list[tuple[int, float]] = []
    begun = False
    for at in range(start, len(groups)):
        group = groups[at]
        space = group[0].token.sort is Sort.SPACE
        if space and not begun:
            continue
        slug = _grown(slug, group)
        over = slug.ended - measure
        if over > _TOLERANCE and not slug.closes_up(measure):
            if not space:
                break
            continue
        begun = True
        if at + 1 == len(groups):
            alone = not found and len(group) == 1 and len(group[0].token.text) == 1
            return [(at + 1, _RUNT_COST if alone else 0.0), *found[-1:-_ENDS:-1]]
        if not space:
            cost = _CLOSED_COST * (1 + over) if over > 0 else over * over
            found.append((at + 1, cost + (_SEEN_COST if -over >= _SEEN else 0.0)))
    return found[-1 : -_ENDS - 1 : -1]


def _without_first_spaces(row: list[_Unit]) -> list[_Unit]:
    while row and row[0].token.sort is Sort.SPACE:
        row.pop(0)
    return row


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
    """The composing stick: it takes groups of sorts and gives full lines.

    closing: whether marks may close up. is_loose: whether a line is stretched so that it shows.
    has_parted: whether something was too long for what was left of a line.
    """

    def __init__(self, ruler: Ruler, measure: float, indent: float, *, closing: bool) -> None:
        self._ruler = ruler
        self._closing = closing
        self.is_loose = False
        self.has_parted = False
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
            self.is_loose = self.is_loose or self._measure - self._slug.ended >= _SEEN
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
        if grown.ended > self._measure + _TOLERANCE and not self._closes_up(grown):
            return False
        self._take(group, grown)
        return True

    def _closes_up(self, grown: Slug) -> bool:
        """Whether the line rather closes up around a group than is stretched without it."""
        loose = self._measure - self._slug.ended
        return self._closing and loose >= _LOOSE and grown.closes_up(self._measure)

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
        self.has_parted = True
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
