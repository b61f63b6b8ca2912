"""A piece of copy: what becomes one item, every word of it traced to the raw copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from copydesk.blocks.aligned import Row
from copydesk.fields.author import Author
from copydesk.fields.captions import Caption, is_numbered_caption, is_pictured
from copydesk.fields.kinds import kind_of
from copydesk.sheet import Spans
from copydesk.traced import Traced
from newsroom.kinds import Kind, Script

NOTHING = Traced()
"""The text of a field that a piece does not have."""


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a piece. before: index of the paragraph it stands before.

    of_table: whether the press's own paper has it as the title of a table.
    """

    text: Traced
    before: int
    of_table: bool = False


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of a piece: rows, header rows first.

    before: index of the paragraph it precedes; heads: how many sub-heads stand over it.
    """

    rows: tuple[Row, ...]
    before: int
    heads: int = 0


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A photo in the text of a piece. file: its name.

    before, heads: as of a table; tables: how many tables stand over it.
    """

    file: str
    before: int
    heads: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph that is an entry of a list, or goes on with one.

    mark: as Markdown writes it, "-", "3." or "- [x]"; "" for what goes on. depth: 0 outermost.
    """

    mark: str
    depth: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of news as the desk found it. line: of its first words in the raw file.

    cuts: indices of paragraphs behind which a brief ends. lines: for each paragraph the number of
    its raw line. figures, quote: what the press's own papers set apart (数读, 摘引). entries: those
    of its paragraphs, by index, that the press's own papers show as lists; quoted: as quotations;
    notes: those that are footnotes, with their numbers in the text, "" for what goes on with one;
    spans: what is set apart in them, by offsets in the raw copy; broken: those that go on with the
    paragraph before them on a line of their own.
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
    goes_on: bool = False
    """The same of a page that it goes on to."""
    signed: tuple[int, ...] = ()
    """For each author, the index of the paragraph behind which the name stood; -1 at the head."""
    figures: tuple[Traced, ...] = ()
    quote: Traced = NOTHING
    entries: tuple[tuple[int, Entry], ...] = ()
    quoted: frozenset[int] = frozenset()
    spans: Spans = ()
    broken: frozenset[int] = frozenset()
    notes: tuple[tuple[int, str], ...] = ()
    asides: frozenset[int] = frozenset()
    """Paragraphs in which the press's own paper tells more of a table, each with its label."""
    section: str = ""
    """The name of its section, where the copy has it."""

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


@dataclass(slots=True)
class Unfinished:
    """A piece in the making, by whatever its parts are told: words, labels or styles."""

    line: int
    kicker: Traced = NOTHING
    headline: Traced = NOTHING
    deck: Traced = NOTHING
    dateline: Traced = NOTHING
    authors: list[Author] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    subheads: list[Subhead] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)

    def add_paragraph(self, text: Traced, line: int) -> None:
        """Let a paragraph follow. line: in the raw file."""
        self.paragraphs.append(text)
        self.lines.append(line)

    def add_subhead(self, text: Traced) -> None:
        """Let a sub-head stand over what follows."""
        self.subheads.append(Subhead(text, len(self.paragraphs)))

    def add_table(self, rows: tuple[Row, ...]) -> None:
        """Let a table follow."""
        self.tables.append(PlacedTable(rows, len(self.paragraphs), len(self.subheads)))

    def sign(self, authors: Sequence[Author], *, head: bool = False) -> None:
        """Let authors sign: the whole at its head, or what stands before."""
        self.authors += authors
        self.signed += [-1 if head else len(self.paragraphs) - 1] * len(authors)

    def credit(self, names: tuple[Author, ...]) -> None:
        """Give the last caption its photographers, and those numbered with it (①, ②) too."""
        numbered = is_numbered_caption(self.captions[-1])
        for at in range(len(self.captions) - 1, -1, -1):
            caption = self.captions[at]
            last = at == len(self.captions) - 1
            if caption.credits or not (last or (numbered and is_numbered_caption(caption))):
                break
            self.captions[at] = replace(caption, credits=names)

    def texts(self) -> Iterator[Traced]:
        """The texts by which its script is known: heading, paragraphs, captions, cells."""
        yield from (self.kicker, self.headline, self.deck, *self.paragraphs)
        yield from (caption.text for caption in self.captions)
        yield from (cell for table in self.tables for row in table.rows for cell in row)

    def signed_behind(self) -> set[int]:
        """The paragraphs behind which somebody signs."""
        return {at for at in self.signed if 0 <= at < len(self.paragraphs)}

    def kind(self, *, box: bool, dateline: bool, verse: bool = False) -> Kind:
        """What it is in the trade. dateline: whether it opens or is signed as news is."""
        rows = self.tables[0].rows if self.tables else ()
        return kind_of(
            heading=" ".join((self.kicker.text, self.headline.text)),
            deck=self.deck.text,
            words=sum(len(text) for text in self.paragraphs),
            paragraphs=len(self.paragraphs),
            captions=len(self.captions),
            table=tuple(cell.text for row in rows[:2] for cell in row),
            box=box,
            dateline=dateline,
            verse=verse,
            photographed=is_pictured(self.authors),
        )

    def piece(self, kind: Kind, script: Script, cuts: Iterable[int] = ()) -> Piece:
        """The piece that it has become. cuts: paragraphs behind which a brief ends."""
        return Piece(
            kind=kind,
            script=script,
            line=self.line,
            kicker=self.kicker,
            headline=self.headline,
            deck=self.deck,
            dateline=self.dateline,
            authors=tuple(self.authors),
            paragraphs=tuple(self.paragraphs),
            subheads=tuple(self.subheads),
            captions=tuple(self.captions),
            tables=tuple(self.tables),
            cuts=tuple(sorted(cuts)),
            lines=tuple(self.lines),
            signed=tuple(self.signed),
        )
