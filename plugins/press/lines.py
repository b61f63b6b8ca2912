"""Breaking text into lines, by the rules of Chinese setting (W3C clreq §3.1).

First fit: a line takes what it can hold; marks close up before a line is stretched far (§3.1.6),
and where lines are loose all the same, the whole paragraph is levelled. A mark that may not begin a
line takes the character before it along; twin marks stay together; a paragraph never ends in a line
of one character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from press.fitting import Slug
from press.ruler import Ruler
from press.sorts import NO_START, Sort
from press.spans import Span, TextLine, merged, turned
from press.stick import BEARABLE, GAPING, SEEN, TOLERANCE, Stick, gapes, gives, loosened
from press.units import READING_FACE, Unit, groups_of, grown, may_part_at, spans_of, units_of
from press.verses import at_marks

_SEEN_COST = 4.0  # of such a line; others cost the square of what they are stretched by
_CLOSED_COST = 0.3  # of a line that closes up, more by the square of what it closes up by
_RUNT_COST = 20.0  # a paragraph that ends in a line of one character
_GAPING_COST = 8.0  # of a line that gapes just so; it grows with the square of the joints
_RAGGED_COST = 60.0  # of a line left short, which a reader takes for the end of the paragraph
_FEW_LINES = 2  # of a paragraph: no full line stands beside its first, which may be short
_OPENED = 0.15  # ems between two characters: what such a first line is stretched by at most
_EM_SPACE = "\u3000"
_ENDS = 3  # places tried for the end of a line
_WAYS = 8  # ways kept from line to line


def learn(ruler: Ruler, spans: Iterable[Span]) -> None:
    """Note the widths that setting these spans will ask for."""
    for span in spans:
        ruler.learn(span.face, span.text)
        if span.above:
            ruler.learn(READING_FACE, span.above.text)


def set_lines(
    ruler: Ruler,
    spans: Sequence[Span],
    measure: float,
    indent: float = 0.0,
    *,
    closing: bool = False,
    hanging: float = 0.0,
) -> list[TextLine]:
    """Lines of a paragraph.

    measure: width of the line, ems of the type's size. indent: of the first line, ems. closing:
    whether marks may close up to take a character more into a line; only of a justified paragraph.
    hanging: by how many ems what goes over from a line that the writer ended is let in.
    """
    lines: list[TextLine] = []
    within, let_in = measure - hanging, _EM_SPACE * round(hanging)
    for number, part in enumerate(turned(spans)):
        if number and lines:
            lines[-1] = (*lines[-1][:-1], replace(lines[-1][-1], turn=True))
        first = (0.0 if number else indent) - hanging
        rows = at_marks(ruler, part, measure, hanging) if hanging else []
        rows = rows or _set(ruler, part, within, first, closing=closing)
        lines += rows[:1]
        lines += [(Span(let_in, row[0].face), *row) if let_in else row for row in rows[1:]]
    return lines


def widest_group(ruler: Ruler, spans: Sequence[Span]) -> float:
    """The widest part of a text that no line end may part, ems."""
    groups = (group for part in turned(spans) for group in groups_of(ruler, merged(part)))
    return max((grown(ruler.slug(), group).ended for group in groups), default=0.0)


def width_of(ruler: Ruler, line: TextLine, indent: float = 0.0) -> float:
    """How wide a line is before it is stretched, ems. indent: of its paragraph, where it begins."""
    return grown(ruler.slug(indent), units_of(ruler, line)).ended


def _set(
    ruler: Ruler, spans: Sequence[Span], measure: float, indent: float, *, closing: bool
) -> list[TextLine]:
    groups = list(groups_of(ruler, merged(spans)))
    stick = Stick(ruler, measure, indent, closing=closing)
    for group in groups:
        stick.add(group)
    rows = stick.finished()
    uneven = stick.is_loose or stick.is_short
    if closing and uneven and not stick.has_parted:
        starts = [ruler.slug(indent), *(ruler.slug() for _ in rows[1:])]
        if stick.is_loose or _some_gape(rows[:-1], starts, measure):
            rows = _levelled(ruler, groups, measure, indent) or rows
    rows = [rows[0], *map(_without_first_blanks, rows[1:])] if rows else []
    rows = [trimmed for trimmed in map(_without_blanks, rows) if trimmed]
    _mend_runt(rows, ruler, measure)
    lines = [tuple(spans_of(row)) for row in rows]
    few = len(rows) == _FEW_LINES
    bound = (_OPENED if few else BEARABLE) if closing else GAPING
    for at, row in enumerate(rows[:-1]):
        short = uneven or at == len(rows) - 2
        if short and gapes(row, ruler.slug(0.0 if at else indent), measure, bound):
            lines[at] = (*lines[at][:-1], replace(lines[at][-1], turn=True))
        elif closing:
            lines[at] = _read_loose(lines[at], row, ruler.slug(0.0 if at else indent), measure)
    return lines


def _some_gape(rows: Iterable[Sequence[Unit]], starts: Sequence[Slug], measure: float) -> bool:
    """Whether a line of some gapes. starts: how each begins."""
    return any(
        gapes(_without_spaces([*row]), slug, measure)
        for row, slug in zip(rows, starts, strict=False)
    )


def _read_loose(line: TextLine, row: Sequence[Unit], slug: Slug, measure: float) -> TextLine:
    """A line that is stretched, its readings as far apart as the type under them."""
    if not any(span.above for span in line):
        return line
    loose = loosened(row, slug, measure)
    return tuple(
        replace(span, above=replace(span.above, loose=loose)) if span.above else span
        for span in line
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to set the first groups of a paragraph. ends: the group after each of its lines."""

    cost: float
    ends: tuple[int, ...]


def _levelled(
    ruler: Ruler, groups: Sequence[Sequence[Unit]], measure: float, indent: float
) -> list[list[Unit]] | None:
    """The lines of a paragraph that are stretched and closed up least, all of them together.

    None for a paragraph with something wider than a line.
    """
    ways, done = [_Way(0.0, ())], list[_Way]()
    while ways:
        further: dict[int, _Way] = {}
        for way in ways:
            start = way.ends[-1] if way.ends else 0
            slug = ruler.slug(0.0 if way.ends else indent)
            for end, cost in _line_ends(slug, groups, start, measure):
                new = _Way(way.cost + cost, (*way.ends, end))
                if end == len(groups):
                    done.append(new)
                elif end not in further or new.cost < further[end].cost:
                    further[end] = new
        ways = sorted(further.values(), key=lambda way: (way.cost, way.ends))[:_WAYS]
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
    slug: Slug, groups: Sequence[Sequence[Unit]], start: int, measure: float
) -> list[tuple[int, float]]:
    """Where a line may end that begins at a group, the last places first, and what each costs."""
    found: list[tuple[int, float]] = []
    begun, places = False, 0.0
    for at in range(start, len(groups)):
        group = groups[at]
        space = group[0].token.sort is Sort.SPACE
        if space and not begun:
            continue
        slug = grown(slug, group)
        places += sum(map(gives, group))
        over = slug.ended - measure
        if over > TOLERANCE and not slug.closes_up(measure):
            if not space:
                break
            continue
        begun = True
        if at + 1 == len(groups):
            alone = not found and len(group) == 1 and len(group[0].token.text) == 1
            last = (_RUNT_COST if alone else 0.0) + (_cost_of(over, 0) if over > 0 else 0.0)
            return [(at + 1, last), *found[-1:-_ENDS:-1]]
        if not space:
            found.append((at + 1, _cost_of(over, places - gives(group[-1]))))
    return found[-1 : -_ENDS - 1 : -1]


def _cost_of(over: float, places: float) -> float:
    """What a line costs. over: the measure, ems; places: of it that stretch."""
    if over > 0:
        return _CLOSED_COST * (1 + over * over)
    cost = over * over + (_SEEN_COST if -over >= SEEN else 0.0)
    joint = -over / max(places, 1)
    if joint > GAPING:
        cost += _GAPING_COST * (joint / GAPING) ** 2
    return cost + (_RAGGED_COST if joint > BEARABLE else 0.0)


def _without_first_spaces(row: list[Unit]) -> list[Unit]:
    while row and row[0].token.sort is Sort.SPACE:
        row.pop(0)
    return row


def _without_spaces(row: list[Unit]) -> list[Unit]:
    while row and row[-1].token.sort is Sort.SPACE:
        row.pop()
    return row


def _without_first_blanks(row: list[Unit]) -> list[Unit]:
    """A line that goes on: the blank between two names of a list does not begin it."""
    while len(row) > 1 and _is_blank(row[0]):
        row.pop(0)
    return row


def _without_blanks(row: list[Unit]) -> list[Unit]:
    while row and _is_blank(row[-1]):
        row.pop()
    return row


def _is_blank(unit: Unit) -> bool:
    return unit.token.sort is Sort.SPACE or unit.token.text == _EM_SPACE


def _mend_runt(rows: list[list[Unit]], ruler: Ruler, measure: float) -> None:
    """Give a last line of a single character company from the line before."""
    if len(rows) < 2:
        return
    last = [unit for unit in rows[-1] if unit.token.text[0] not in NO_START]
    alone = len(last) == 1 and last[0].token.sort is Sort.HAN and last[0].characters == 1
    if not alone or len(rows[-2]) < 4:
        return
    whole = [*rows[-2], *rows[-1]]
    row = [unit.ruled for unit in whole]
    cut = len(rows[-2]) - 1
    while cut > 1 and not may_part_at(whole, row, cut):
        cut -= 1
    moved = whole[cut:]
    if cut > 1 and grown(ruler.slug(), moved).ended <= measure + TOLERANCE:
        rows[-2], rows[-1] = _without_spaces(whole[:cut]), moved
