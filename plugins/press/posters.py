"""Fillers set in type: as large as their place allows, in the manner of their kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from edition.squares import Squares
from newsroom.model import Filler, FillerKind, Photo
from press.display import Display, rows_by_sense
from press.lines import learn, set_lines, width_of
from press.papers import Grid
from press.ruler import Face, Ruler
from press.spans import Span, TextLine, shared_out, text_of
from press.stock import Filling
from press.story import Passage, Picture, Role, Story

_STEPS = 48  # sizes tried
_LEAD = 1.22  # from row to row of the headline, of its size
_BODY_LEAD = 1.5
_GAP = 0.35  # between headline and text, of the headline's size
_BODY = (1.0, 2.2)  # of the text under it, of the body size
_BODY_OF_HEAD = 0.34
_LABEL = 1.05  # of the body size
_INSET = 0.9  # of the body size
_LEAST_NOTICE = 0.85  # of the body size: the smallest type of a notice
_MOST_NOTICE = 44  # steps of a twentieth by which that of a notice may be larger
_MOST_MADE = 12  # and that of one which the press has made: it only reminds
_AIR = 0.3  # of the type: what lines may stand further apart
_WIDE = 1.7  # times as wide as it is high: then the picture stands on the left
_MOST_PICTURE = 0.46  # of the width or the height
_LEAST_CODE = 48.0  # points: of about 40 modules a telephone still reads each, at 0.4 mm
_MOST_CODE = 110.0
_LEAST_SHOWN = 0.65  # of a photo
_HEADING = 2.4  # of the body size: the height of the strip over a notice
_BLANK = "\u3000"  # between the parts of a headline that stand on one line
_FACES = {FillerKind.PROVERB: Face.SERIF_BOLD}


@dataclass(frozen=True, slots=True)
class PosterRow:
    """A line of a poster. x, y, width: points from its top left corner; spans: what it says."""

    spans: TextLine
    x: float
    y: float
    width: float
    size: float
    align: str = "center"


@dataclass(frozen=True, slots=True)
class Poster:
    """A filler in its place. picture: x, y, width, height of its photo or code, or None."""

    kind: str
    rows: tuple[PosterRow, ...]
    picture: tuple[float, float, float, float] | None = None
    heading: float = 0.0  # height of the strip that bears its headline
    fits: bool = True  # whether its words have room enough
    code: Squares | None = None


def filling_of(
    filler: Filler, headline: str, lines: Iterable[str], label: str, picture: Picture | None
) -> Filling:
    """A filler as copy; its words as they are printed."""
    story = Story(
        id="",
        source=filler.source.as_posix(),
        url="",
        headline=tuple(part for part in headline.split("|") if part),
        kicker=label,
        passages=tuple(Passage(Role.TEXT, (Span(line, Face.SERIF),)) for line in lines if line),
        pictures=(picture,) if picture else (),
        stays=True,
    )
    return Filling(story, filler.kind.value, frozenset(filler.sizes))


def learn_posters(ruler: Ruler, fillings: tuple[Filling, ...]) -> None:
    """Note the widths that posters will ask for."""
    for filling in fillings:
        story = filling.story
        learn(
            ruler,
            [Span(_BLANK.join(story.headline), _face(filling)), Span(story.kicker, Face.SANS)],
        )
        learn(ruler, [span for passage in story.passages for span in passage.spans])


def poster(filling: Filling, grid: Grid, columns: int, lines: int, ruler: Ruler) -> Poster:
    """A filler over some columns and lines."""
    return _Poster(filling, grid, grid.span(columns), grid.depth(lines), ruler).set()


def fits(filling: Filling, grid: Grid, columns: int, lines: int, ruler: Ruler) -> bool:
    """Whether a filler has room over some columns and lines: tried in its smallest type alone."""
    width, height = grid.span(columns), grid.depth(lines)
    return _Poster(filling, grid, width, height, ruler, smallest=True).set().fits


def _face(filling: Filling) -> Face:
    return _FACES.get(FillerKind(filling.kind), Face.SANS_BOLD)


@dataclass(slots=True)
class _Poster:
    filling: Filling
    grid: Grid
    width: float
    height: float
    ruler: Ruler
    smallest: bool = False

    def set(self) -> Poster:
        """Heading, picture and label take their room; the words take the rest."""
        size, story = self.grid.size, self.filling.story
        inset, label = _INSET * size, _LABEL * size
        rows: list[PosterRow] = []
        notice = self.filling.kind == FillerKind.NOTICE
        heading = _HEADING * size if notice else 0.0
        if notice:
            words = _BLANK.join(story.headline)
            wide = self.width - 2 * inset
            large = min(1.5 * size, wide / max(1.0, self.ruler.line(Face.SANS_BOLD, words)))
            title = (Span(words, Face.SANS_BOLD),)
            rows.append(PosterRow(title, inset, (heading - large) / 2, wide, large))
        picture, (left, top, wide, tall) = self._pictured(heading, inset)
        if story.kicker:
            spans = (Span(story.kicker, Face.SANS),)
            rows.append(PosterRow(spans, left, top + tall - label, wide, label, "right"))
            tall -= label * 1.2
        if notice:
            rows += self._text(left, top, wide, tall)
        else:
            rows[0:0] = self._words(left, top, wide, tall)
        lowest = max((row.y + row.size for row in rows if row.align != "right"), default=0.0)
        fits = wide > 0 and lowest <= top + tall + 0.1
        if self.filling.code is not None and picture is not None:
            fits = fits and picture[2] >= _LEAST_CODE
        code = self.filling.code
        return Poster(self.filling.kind, tuple(rows), picture, heading, fits, code)

    def _pictured(
        self, above: float, inset: float
    ) -> tuple[tuple[float, float, float, float] | None, tuple[float, float, float, float]]:
        """Where the picture stands, and what it leaves. above: points at the top that are taken."""
        width, height, gap = self.width, self.height - above, self.grid.size
        if self.filling.code is not None:
            side = min(height - 2 * inset, _MOST_CODE, width / 3)
            at = (inset, above + (height - side) / 2, side, side)
            left = side + inset + gap
            return at, (left, above + inset, width - left - inset, height - 2 * inset)
        if not self.filling.story.pictures:
            return None, (inset, above + inset, width - 2 * inset, height - 2 * inset)
        photo = self.filling.story.pictures[0].photo
        ratio = photo.width / max(1, photo.height)
        if width >= _WIDE * height:
            across = min(height * ratio, _MOST_PICTURE * width)
            room = (across + gap, above + inset, width - across - 2 * gap, height - 2 * inset)
            return _within((0.0, above, across, height), inset, photo), room
        down = min(width / ratio, (_MOST_PICTURE + 0.12) * height)
        room = (inset, above + down + gap * 0.6, width - 2 * inset, height - down - gap * 1.5)
        return _within((0.0, above, width, down), inset, photo), room

    def _words(self, left: float, top: float, wide: float, tall: float) -> list[PosterRow]:
        """Headline and text as large as they fit, in the middle of their room."""
        story, size = self.filling.story, self.grid.size
        face = _face(self.filling)
        parts = Display(story.headline, self.ruler, face, apart=True)
        most = max(1.2 * size, tall / _LEAD)
        least = 1.1 * size
        rows: list[PosterRow] = []
        barred = not parts.rows(wide / least).off  # the smallest breaks at the bars alone, or not
        for step in (_STEPS - 1,) if self.smallest else range(_STEPS):
            large = most * (least / most) ** (step / (_STEPS - 1))
            broken = parts.rows(wide / large)
            if barred and broken.off:
                continue
            small = min(max(_BODY_OF_HEAD * large, _BODY[0] * size), _BODY[1] * size)
            text = self._said(wide, small)
            high = len(broken.texts) * large * _LEAD
            if text:
                high += _GAP * large + len(text) * small * _BODY_LEAD
            if step < _STEPS - 1 and (
                high > tall or broken.parted or max(broken.widths, default=0) * large > wide + 0.1
            ):
                continue
            air = max(0.0, tall - high) / 2
            y = top + air + (_LEAD - 1) * large / 2
            rows = []
            for words in broken.texts:
                rows.append(PosterRow((Span(words, face),), left, y, wide, large))
                y += large * _LEAD
            y += _GAP * large - (_LEAD - 1) * large / 2
            for line in text:
                rows.append(PosterRow(line, left, y, wide, small))
                y += small * _BODY_LEAD
            break
        return rows

    def _text(self, left: float, top: float, wide: float, tall: float) -> list[PosterRow]:
        """Text alone, as large as it fits, and no larger than leaves every address whole."""
        size = self.grid.size
        small, text = size * _LEAST_NOTICE, self._lines(wide, size * _LEAST_NOTICE)
        most = _MOST_MADE if self.filling.about else _MOST_NOTICE
        tried = [] if self.smallest else [size * (1 + step * 0.05) for step in range(most, -3, -1)]
        fit: list[tuple[float, list[TextLine]]] = []
        for each in tried:
            lines = self._lines(wide, each)
            if len(lines) * each * _BODY_LEAD <= tall:
                fit.append((each, lines))
                if not _parts_address(lines):
                    break
        if fit:
            small, text = fit[0] if _parts_address(fit[-1][1]) else fit[-1]
        spare = max(0.0, tall - len(text) * small * _BODY_LEAD)
        lead = small * _BODY_LEAD + min(spare / max(1, len(text)), _AIR * small)
        y = top + max(0.0, tall - len(text) * lead) / 2 + (lead - small) / 2
        told = self.filling.story.passages
        if len(text) == len(told):  # nothing turns over: the lines stand in the middle
            widest = max((width_of(self.ruler, line) for line in text), default=0.0)
            shift = max(0.0, wide - widest * small) / 2
            left, wide = left + shift, wide - shift
        return [
            PosterRow(line, left, y + number * lead, wide, small, "left")
            for number, line in enumerate(text)
        ]

    def _said(self, wide: float, size: float) -> list[TextLine]:
        """Words under a headline, broken by their sense as it is: at a mark, never in a word."""
        found: list[TextLine] = []
        for passage in self.filling.story.passages:
            spans = passage.spans
            rows = rows_by_sense(self.ruler, spans[0].face, text_of(spans), wide / size)
            found += shared_out(spans, rows)
        return found

    def _lines(self, wide: float, size: float) -> list[TextLine]:
        found: list[TextLine] = []
        for passage in self.filling.story.passages:
            found += set_lines(self.ruler, passage.spans, wide / size)
        return found


def _within(
    place: tuple[float, float, float, float], inset: float, photo: Photo
) -> tuple[float, float, float, float]:
    """A picture in its place: a photo fills it, a drawing is shown whole and keeps off its edges.

    What is drawn is drawn to its own frame. A photo that a place would make a slit leaves the rest
    of it white, on either side. place: x, y, width, height, points.
    """
    left, top, wide, tall = place
    ratio = photo.width / max(1, photo.height)
    if photo.file.suffix.lower() == ".svg":
        across = min(wide - 2 * inset, (tall - 2 * inset) * ratio)
        down = across / ratio
    else:
        across = min(wide, tall * ratio / _LEAST_SHOWN)
        down = min(tall, wide / (ratio * _LEAST_SHOWN))
    return left + (wide - across) / 2, top + (tall - down) / 2, across, down


def _parts_address(lines: Iterable[TextLine]) -> bool:
    """Whether a line ends inside a word of Latin letters, as an address is."""
    told = [text_of(line) for line in lines]
    return any(
        before[-1:].isascii() and after[:1].isascii() and before[-1:].strip() and after[:1].strip()
        for before, after in pairwise(told)
    )
