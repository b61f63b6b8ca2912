"""A piece of copy: what becomes one item, every word of it traced to the raw copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.blocks.tables import Row
from copydesk.fields.bylines import Author
from copydesk.fields.captions import Caption
from copydesk.traced import Traced
from newsroom.model import Kind, Script

NOTHING = Traced()
"""The text of a field that a piece does not have."""


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a piece. before: index of the paragraph it stands before."""

    text: Traced
    before: int


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of a piece: rows, header rows first.

    before: index of the paragraph it precedes; heads: how many sub-heads stand over it.
    """

    rows: tuple[Row, ...]
    before: int
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of news as the desk found it. line: of its first words in the raw file.

    cuts: indices of paragraphs behind which a brief ends. lines: for each paragraph the number of
    its raw line. figures, quote: what the press's own papers set apart (数读, 摘引).
    """

    kind: Kind
    script: Script
    line: int
    kicker: Traced = NOTHING
    headline: Traced = NOTHING
    deck: Traced = NOTHING
    dateline: Traced = NOTHING
    authors: tuple[Author, ...] = ()
    paragraphs: tuple[Traced, ...] = ()
    subheads: tuple[Subhead, ...] = ()
    captions: tuple[Caption, ...] = ()
    tables: tuple[PlacedTable, ...] = ()
    cuts: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    verse: frozenset[int] = frozenset()
    continued: bool = False
    """Whether a jump line says that it goes on from a page that is not in the copy."""
    signed: tuple[int, ...] = ()
    """For each author, the index of the paragraph behind which the name stood; -1 at the head."""
    figures: tuple[Traced, ...] = ()
    quote: Traced = NOTHING

    @property
    def table(self) -> tuple[Row, ...]:
        """The rows of its first table; none where it has none."""
        return self.tables[0].rows if self.tables else ()

    def texts(self) -> Iterator[Traced]:
        """Every text of the piece."""
        yield from (self.kicker, self.headline, self.deck, self.dateline, *self.paragraphs)
        yield from (author.name for author in self.authors)
        yield from (subhead.text for subhead in self.subheads)
        for caption in self.captions:
            yield caption.text
            yield from (author.name for author in caption.credits)
        yield from (cell for table in self.tables for row in table.rows for cell in row)
        yield from (*self.figures, self.quote)
