"""What an editor sees on a printed page, found in the PDF by a reader that is not Typst's.

Type with its size, face, colour and place; links; from these headlines, lines of columns, and the
passages they belong to. Nothing here asks the layout where it believes things to be.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pikepdf
import pypdfium2
from pypdfium2 import raw

from press.display import words_of
from press.papers import Grid
from press.story import Role, Story

_HEADLINE = 1.3  # of the body size; type of that size and more is a headline's
_PULL = 1.3
_DARK = 200  # of 255
_LIGHT, _COLOURED, _MUCH = 200, 8, 0.3  # of a tint: how light, how far from grey, how much of it
_THIN = 0.02  # of a column's width and height: less ink than this is not type
_ALIKE = 0.1  # of the larger: headlines nearer in size than this look the same


@dataclass(frozen=True)
class Sort:
    """A character. left, top, right, bottom, base (line): points from the page's top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    red: bool


@dataclass(frozen=True)
class Headline:
    """The headline of one story. rows: their texts from the top down."""

    page: int
    url: str
    size: float
    rows: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, order=True)
class Place:
    """A line of a column."""

    page: int
    column: int
    line: int

    @property
    def below(self) -> Place:
        return Place(self.page, self.column, self.line + 1)


class Eye:
    """One printed issue, looked at."""

    def __init__(self, pdf: bytes, grid: Grid) -> None:
        self.grid = grid
        document = pypdfium2.PdfDocument(pdf)
        self.pages = [list(_sorts(page)) for page in document]
        self._pictures = [np.asarray(page.render(scale=1).to_numpy()) for page in document]
        self._passages: list[tuple[Story, list[Place]]] | None = None
        document.close()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            self._links = [list(_links(page)) for page in opened.pages]

    # ------------------------------------------------------------------ headlines
    def headlines(self) -> list[Headline]:
        """The headlines of stories that are not in a box; those are red."""
        found = []
        for number, sorts in enumerate(self.pages):
            display = [
                sort
                for sort in sorts
                if sort.bold and not sort.red and sort.size >= _HEADLINE * self.grid.size
            ]
            by_url: dict[str, list[Sort]] = {}
            for sort in display:
                by_url.setdefault(self._url(number, sort), []).append(sort)
            found += [_headline(number, url, group) for url, group in by_url.items() if url]
        return found

    def above(self, headline: Headline) -> str:
        """What stands between a headline and the head of its page, over its own width."""
        first = self.grid.nameplate if headline.page == 0 else 0
        return "".join(
            sort.text
            for sort in self.pages[headline.page]
            if self.grid.top + first * self.grid.pitch - 4 < sort.top < headline.top - 2
            and headline.left < (sort.left + sort.right) / 2 < headline.right
        )

    def _url(self, page: int, sort: Sort) -> str:
        x, y = (sort.left + sort.right) / 2, (sort.top + sort.bottom) / 2
        for left, top, right, bottom, url in self._links[page]:
            if left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1:
                return url
        return ""

    def tombstones(self) -> list[tuple[Headline, Headline]]:
        """Headlines beside one another at one height in one size, nothing between them."""
        return [
            (one, other)
            for one, other in combinations(self.headlines(), 2)
            if one.page == other.page
            and min(one.bottom, other.bottom) - max(one.top, other.top) > 1.0
            and abs(one.size - other.size) < _ALIKE * max(one.size, other.size)
            and self._side_by_side(*sorted((one, other), key=lambda head: head.left))
        ]

    def _side_by_side(self, left: Headline, right: Headline) -> bool:
        """Whether no column with anything in it, at that height, stands between two headlines."""
        grid, top, bottom = self.grid, max(left.top, right.top), min(left.bottom, right.bottom)
        for column in range(grid.columns):
            start = grid.left + grid.x(column)
            if start >= left.right and start + grid.column <= right.left:
                across = slice(int(start) + 1, int(start + grid.column))
                between = self._pictures[left.page][int(top) : int(bottom) + 1, across]
                if float(np.mean(between < _DARK)) > _THIN:
                    return False
        return True

    def line_of(self, page: int, words: str) -> int:
        """The line of the grid on which a page says some words that it says only once."""
        rows: dict[int, list[Sort]] = {}
        for sort in self.pages[page]:
            rows.setdefault(round(sort.base), []).append(sort)
        for base, row in rows.items():
            if _plain(words) in _plain("".join(s.text for s in sorted(row, key=lambda s: s.left))):
                return int((base - self.grid.top) // self.grid.pitch)
        raise LookupError(words)

    # ------------------------------------------------------------------ columns
    def lines(self) -> dict[Place, str]:
        """The lines of running text by their places."""
        return self._set(lambda sort: abs(sort.size - self.grid.size) < 0.03 * self.grid.size)

    def filled(self) -> set[Place]:
        """Everything that fills columns: running text, jump lines, pull quotes with their rules."""
        near = self._near
        filled = set(self._set(lambda sort: near(sort, 1.0) or near(sort, 0.92)))
        for place in self._set(lambda sort: near(sort, _PULL) and sort.red):
            filled |= {place, place.below, place.below.below}
        return filled

    def _near(self, sort: Sort, size: float) -> bool:
        return abs(sort.size / self.grid.size - size) < 0.02

    def _set(self, chosen: Callable[[Sort], bool]) -> dict[Place, str]:
        grid = self.grid
        rows: dict[Place, list[Sort]] = {}
        for number, sorts in enumerate(self.pages):
            first = grid.nameplate if number == 0 else 0
            for sort in sorts:
                if not chosen(sort):
                    continue
                middle = (sort.left + sort.right) / 2 - grid.left
                column = int((middle + grid.gutter / 2) // (grid.column + grid.gutter))
                line = int(((sort.top + sort.bottom) / 2 - grid.top) // grid.pitch)
                if line >= first and 0 <= column < grid.columns and sort.top > grid.top - 4:
                    rows.setdefault(Place(number, column, line), []).append(sort)
        return {
            place: _plain("".join(s.text for s in sorted(row, key=lambda s: s.left)))
            for place, row in sorted(rows.items())
        }

    def is_tinted(self, place: Place) -> bool:
        """Whether a line has a tint behind its type: not white, and far from ink."""
        top = self.grid.top + self.grid.y(place.line)
        left = self.grid.left + self.grid.x(place.column)
        bottom, right = top + self.grid.pitch, left + self.grid.column
        cell = self._pictures[place.page][int(top) : int(bottom), int(left) : int(right)]
        warm = (cell.min(axis=2) > _LIGHT) & (np.ptp(cell, axis=2) > _COLOURED)
        return float(warm.mean()) > _MUCH

    def passages(self, stories: Sequence[Story]) -> list[tuple[Story, list[Place]]]:
        """Every passage of running text with the places of its lines, in reading order."""
        if self._passages is None:
            self._passages = list(self._found(stories))
        return self._passages

    def _found(self, stories: Sequence[Story]) -> Iterator[tuple[Story, list[Place]]]:
        lines = self.lines()
        starts: dict[str, list[Place]] = {}
        for place, words in lines.items():
            starts.setdefault(words[:3], []).append(place)
        used: set[Place] = set()
        for story in stories:
            for passage in story.passages:
                if passage.role in {Role.PULL, Role.NOTE, Role.SUBHEAD}:
                    continue
                words = _plain("".join(span.text for span in passage.spans))
                mark = "" if passage.mark == "■" else _plain(passage.mark)
                yield story, _followed(mark + words, lines, starts, used)

    def stubs(self, stories: Sequence[Story]) -> list[Place]:
        """Single lines parted from their passage by the end of a column."""
        found = []
        for _, places in self.passages(stories):
            for at, (place, after) in enumerate(pairwise(places), 1):
                if after != place.below and (at == 1 or at == len(places) - 1):
                    found.append(place)
        return found

    def unlevel(self, stories: Sequence[Story]) -> list[int]:
        """By how many lines the columns of a story on a page differ at their feet."""
        filled = self.filled()
        columns: dict[tuple[str, int], dict[int, int]] = {}
        for story, places in self.passages(stories):
            for place in places:
                feet = columns.setdefault((story.id, place.page), {})
                feet[place.column] = max(feet.get(place.column, 0), place.line)
        found = []
        for (_, page), feet in columns.items():
            foot = max(feet.values())
            for column, line in feet.items():
                lowest = max(
                    (at for at in range(line, foot + 1) if Place(page, column, at) in filled),
                    default=line,
                )
                found.append(foot - lowest)
        return found


def parted_words(headlines: Sequence[Headline], stories: Sequence[Story]) -> list[str]:
    """Rows of headlines that end inside a word, though the editor marked no break there."""
    found = []
    titles = {story.url: story.headline for story in stories}
    for headline in headlines:
        ends = {0}
        for part in titles[headline.url]:
            for run in part.replace("\\u3000", " ").split(" "):
                for word in words_of(run):
                    ends.add(max(ends) + len(_plain(word)))
        at = 0
        for row in headline.rows:
            at += len(row)
            if at not in ends:
                found.append(row)
    return found


def _followed(
    words: str, lines: dict[Place, str], starts: dict[str, list[Place]], used: set[Place]
) -> list[Place]:
    """The lines that a passage is set in; fails where it is not there whole."""
    at, places = 0, list[Place]()
    while at < len(words):
        below = places[-1].below if places else None
        if (
            below is not None
            and below not in used
            and words.startswith(lines.get(below, "\\0"), at)
        ):
            place = below
        else:
            near = starts.get(words[at : at + 3], ())
            place = max(
                (p for p in near if p not in used and words.startswith(lines[p], at)),
                key=lambda p: (len(lines[p]), (-p.page, -p.column, -p.line)),
                default=None,
            )  # type: ignore[assignment] # checked in the next line
            assert place is not None, f"not on the page: {words[at : at + 20]}"
        used.add(place)
        places.append(place)
        at += len(lines[place])
    return places


def _headline(page: int, url: str, sorts: Sequence[Sort]) -> Headline:
    size = max(sort.size for sort in sorts)
    rows: dict[int, list[Sort]] = {}
    for sort in sorts:
        rows.setdefault(round(sort.base), []).append(sort)
    upright = len(rows) > 1 and all(len(row) <= 3 for row in rows.values()) and len(rows) > 4
    texts = () if upright else tuple(_texts(rows))
    return Headline(
        page,
        url,
        size,
        texts,
        min(sort.left for sort in sorts),
        min(sort.top for sort in sorts),
        max(sort.right for sort in sorts),
        max(sort.bottom for sort in sorts),
    )


def _texts(rows: dict[int, list[Sort]]) -> Iterator[str]:
    for _, row in sorted(rows.items()):
        yield _plain("".join(s.text for s in sorted(row, key=lambda s: s.left)))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _links(page: pikepdf.Page) -> Iterator[tuple[float, float, float, float, str]]:
    height = float(page.mediabox[3])
    for note in page.get("/Annots", ()):
        left, bottom, right, top = (float(value) for value in note.Rect)
        yield left, height - top, right, height - bottom, str(note.A.URI)


def _sorts(page: pypdfium2.PdfPage) -> Iterator[Sort]:
    text = page.get_textpage()
    height = page.get_height()
    name = ctypes.create_string_buffer(256)
    flags, inks = ctypes.c_int(), [ctypes.c_uint() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if not character.strip() or unicodedata.category(character) in {"Cc", "Cf"}:
            continue
        raw.FPDFText_GetFontInfo(text, index, name, 256, ctypes.byref(flags))
        raw.FPDFText_GetFillColor(text, index, *inks)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, bottom, right, top = text.get_charbox(index)
        yield Sort(
            character,
            left,
            height - top,
            right,
            height - bottom,
            height - y.value,
            raw.FPDFText_GetFontSize(text, index),
            bold=name.value.endswith(b"-Bold"),
            red=inks[0].value > 120 > inks[1].value,
        )
    text.close()
