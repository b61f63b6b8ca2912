"""Sorts as they are set, and the groups of them that no line end may part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from press.expressions import directed, joints, may_end
from press.fitting import Fit, Slug, fit_of
from press.ruler import Face, Ruler
from press.sorts import Sort, Token, clusters, tokens
from press.spans import Above, Span

READING = 0.5  # of the type under it, as 注音 is set
READING_FACE = Face.SANS
_READING_AIR = 0.12  # ems of the type: at the least between two readings side by side


@dataclass(frozen=True, slots=True)
class Unit:
    """A sort as it is set; ruled: as the rules see it. A text with a reading is one sort."""

    token: Token
    ruled: Token
    span: Span
    fit: Fit

    @property
    def characters(self) -> int:
        """How many characters it is of; a word is one sort."""
        return len(clusters(self.token.text)) if self.span.above else 1


def grown(slug: Slug, group: Iterable[Unit]) -> Slug:
    """A line with a group at its end."""
    longer = slug.copy()
    for unit in group:
        if unit.span.mark:  # a drawn square of one em, no type
            longer = replace(longer, width=longer.width + 1.0, let_in=True, last=None)
        else:
            longer.take(unit.fit, unit.span)
    return longer


def units_of(ruler: Ruler, spans: Iterable[Span]) -> Iterator[Unit]:
    """The sorts of some spans in order."""
    pairs = [(token, span) for span in spans for token in _sorts_of(span)]
    ruled = directed([token for token, _ in pairs])
    for (token, span), seen in zip(pairs, ruled, strict=True):
        if span.above:
            yield _read(ruler, Unit(token, seen, span, Fit(0.0)), span.above)
        else:
            yield Unit(token, seen, span, ruler.fit(span.face, token))


def _sorts_of(span: Span) -> Iterable[Token]:
    return (Token(Sort.HAN, span.text),) if span.above else tokens(span.text)


def _read(ruler: Ruler, unit: Unit, above: Above) -> Unit:
    """A text under its reading: as wide as the wider of both, so that no two readings meet.

    Nothing of it closes up, and no white between scripts beside it gives way (`press.frames` puts
    it there).
    """
    text, face = unit.token.text, unit.span.face
    bare = ruler.slug(let_in=True)
    for token in tokens(text):
        bare.take(ruler.fit(face, token), text)
    reading = ruler.line(READING_FACE, above.text) * READING + _READING_AIR
    width = max(bare.width, reading)
    seen = fit_of(text, width, taiwanese=ruler.taiwanese)
    fit = Fit(
        width,
        han_first=seen.han_first,
        han_last=seen.han_last,
        letter_first=seen.letter_first,
        letter_last=seen.letter_last,
        rigid=True,
    )
    shown = replace(above, width=width, white=width - bare.width)
    return replace(unit, span=replace(unit.span, above=shown), fit=fit)


def groups_of(ruler: Ruler, spans: Iterable[Span]) -> Iterator[list[Unit]]:
    """Units that no line end may part."""
    units = list(units_of(ruler, spans))
    row = [unit.ruled for unit in units]
    start = 0
    for at in range(1, len(units)):
        if may_part_at(units, row, at):
            yield units[start:at]
            start = at
    if units:
        yield units[start:]


def may_part_at(units: Sequence[Unit], row: Sequence[Token], at: int) -> bool:
    """Whether a line may end before a unit. row: the units as the rules see them."""
    before, after = units[at - 1].span, units[at].span
    return may_end(row, at, whole=before.whole and before is after)


def parts_of(ruler: Ruler, group: Sequence[Unit]) -> Iterator[list[Unit]]:
    """A group parted inside its words, where a reader expects it."""
    _measure(ruler, group, joints)
    held: list[Unit] = []
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


def letters_of(ruler: Ruler, group: Sequence[Unit]) -> Iterator[Unit]:
    """A group taken apart into single sorts, words into letters."""
    _measure(ruler, group, clusters)
    for unit in group:
        if unit.token.sort is Sort.WORD:
            for letter in clusters(unit.token.text):
                yield _cut(ruler, unit, letter)
        else:
            yield unit


def _measure(ruler: Ruler, group: Sequence[Unit], parted: Callable[[str], Iterable[str]]) -> None:
    """Measure all parts of the words in a group at once."""
    for unit in group:
        if unit.token.sort is Sort.WORD:
            for part in parted(unit.token.text):
                ruler.learn(unit.span.face, part)
    ruler.settle()


def _cut(ruler: Ruler, unit: Unit, text: str) -> Unit:
    """A part of a word."""
    token = Token(Sort.WORD, text)
    return replace(unit, token=token, ruled=token, fit=ruler.fit(unit.span.face, token))


def spans_of(row: Iterable[Unit]) -> Iterator[Span]:
    """Sorts as the spans they are of."""
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
