"""Raw copy as it came off the wire: numbered lines with what their format says about them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum

from copydesk.rules import Rule
from copydesk.traced import Traced


class Part(StrEnum):
    """What the format of the copy calls a line (an element's class, a paragraph's style)."""

    NONE = ""
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    CAPTION = "caption"
    TITLE = "title"
    META = "meta"
    TEXT = "text"
    DATELINE = "dateline"
    CREDIT = "credit"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Inline:
    """How some words of a paragraph are set. href: where they lead, "" for nowhere.

    reading: what stands above them, "" for nothing. note: whether they are a footnote's number.
    """

    strong: bool = False
    emphasis: bool = False
    deleted: bool = False
    href: str = ""
    marked: bool = False
    reading: str = ""
    note: bool = False


Spans = tuple[tuple[int, int, Inline], ...]
"""Stretches of a text that are set apart: start, end, and how."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the format of the copy says about one line.

    level: of a heading, 1 to 6, or 0. table: rows of one table bear one number, 0 for none. links:
    share of characters inside links. place: the container the line stands in, as a path of numbers,
    outermost first. out: the rule by which the format itself rules the line out; out_by: the number
    of the element of a page that does, 0 for none. unmerged: a row of a format that cannot merge
    cells, so that an empty one may stand for a merged one. size: of its letters in points, 0 where
    the format does not tell. story: whether it stands in the text of an article's page, where a
    short line is a paragraph unless set apart. style: the name of its paragraph style, "" where the
    format has none. entry: of a paragraph in the press's own style of lists its mark ("3.", "·"
    without numbers, "" for a later paragraph of an entry) and its depth, 0 outermost; the mark
    stands nowhere in the text. spans: what is set apart in the line, where the format tells. fixed:
    whether an editor said what the line is; begins, goes_on: that a piece begins with it, or none.
    broken: whether it goes on with the paragraph of the line before it, behind a break of lines.
    empty: rows of its table without a word that stand before it, where it is the first that has
    one, and behind it. pictured: whether a picture of a page stands right before it. folded: that
    the page hides it from here on until its reader asks for more. left: that paragraphs begin here
    which read as the text of the page's article and were ruled out.
    """

    part: Part = Part.NONE
    level: int = 0
    table: int = 0
    bold: bool = False
    centred: bool = False
    links: float = 0.0
    place: tuple[int, ...] = ()
    out: Rule | None = None
    out_by: int = 0
    unmerged: bool = False
    size: float = 0.0
    story: bool = False
    style: str = ""
    entry: tuple[str, int] | None = None
    spans: Spans = ()
    fixed: bool = False
    begins: bool = False
    goes_on: bool = False
    broken: bool = False
    empty: tuple[int, int] = (0, 0)
    pictured: bool = False
    folded: bool = False
    left: bool = False

    @property
    def untold(self) -> bool:
        """Whether neither the copy nor an editor says what the line is."""
        return self.part is Part.NONE and not (self.table or self.fixed)


PLAIN = Hint()

LARGE = 1.2
"""How much larger than the text the letters of a headline are."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of raw copy. number: 1-based, in the file.

    deleted: spans that the format of the copy takes out itself, each with its rule. A row of a
    table has its cells parted by tabs, merged cells repeated.
    """

    text: str
    number: int
    hint: Hint = PLAIN
    deleted: tuple[tuple[int, int, Rule], ...] = ()

    @property
    def stays(self) -> str:
        """The text without what its format takes out."""
        text = self.text
        for start, end, _ in sorted(self.deleted, reverse=True):
            text = text[:start] + text[end:]
        return text

    def ruled_out(self, rule: Rule) -> RawLine:
        """The line as no part of a page's article; the rule that says so already stands."""
        return replace(self, hint=replace(self.hint, out=self.hint.out or rule))


class Format(StrEnum):
    """What kind of file raw copy came in."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    SHEET = "sheet"
    MAIL = "mail"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came with the copy. after: number of lines before it.

    own: whether one of the press's own papers shows it, so that its place in the text and alt, its
    description, are meant as they are.
    """

    name: str
    data: bytes
    after: int = 0
    own: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of raw copy. name: as an editor knows the file; encoding: as found, or "".

    single: whether its format says that it is one piece, as the page of an article is.
    """

    name: str
    format: Format
    lines: tuple[RawLine, ...]
    pictures: tuple[Picture, ...] = ()
    encoding: str = ""
    single: bool = False

    @property
    def text(self) -> str:
        """All the raw copy, lines parted by line feeds; what offsets count in."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the desk: mended so far. blanks: empty lines before it in the raw copy.

    indented: whether the raw line began with an ideographic space or the like. jumps: it goes on on
    another page; continues: it comes from one. tail: it goes on with a sentence that the line
    before it broke off at the measure. margin: columns of white space before it in the raw copy.
    """

    text: Traced
    number: int
    hint: Hint = PLAIN
    blanks: int = 0
    indented: bool = False
    verse: bool = False
    jumps: bool = False
    continues: bool = False
    tail: bool = False
    margin: int = 0

    @property
    def words(self) -> str:
        """The text as it stands now."""
        return self.text.text

    def as_verse(self) -> Line:
        """The line as one of verse; in a tenth of the time that `replace` takes."""
        return Line(
            *(self.text, self.number, self.hint, self.blanks, self.indented, True, self.jumps),
            *(self.continues, self.tail, self.margin),
        )

    def spaced(self, gap: int) -> Line:
        """The line with so many more empty lines before it."""
        return replace(self, blanks=self.blanks + gap) if gap else self


@dataclass(slots=True)
class Offsets:
    """From an offset in the raw copy to the number of its line."""

    sheet: Sheet
    _starts: list[int] = field(default_factory=list)
    _numbered: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place = 0
        for line in self.sheet.lines:
            self._starts.append(place)
            if line.text.strip():
                self._numbered.setdefault(line.number, place)
            place += len(line.text) + 1

    def start(self, index: int) -> int:
        """The offset at which a line of the sheet begins."""
        return self._starts[index]

    def start_of(self, number: int) -> int:
        """The offset at which the raw line of a number begins; -1 where there is none."""
        return self._numbered.get(number, -1)

    def line(self, place: int) -> int:
        """The number of the line that holds an offset."""
        if not self.sheet.lines:
            return 0
        return self.sheet.lines[max(0, bisect_right(self._starts, place) - 1)].number
