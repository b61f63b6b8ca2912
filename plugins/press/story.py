"""An item as the compositor receives it: paragraphs, pictures and tables, all of it plain data."""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass, field
from enum import StrEnum

from newsroom.model import Figure, Photo
from newsroom.wishes import PrintWish
from press.ruler import Face
from press.spans import Span, text_of

# A dash that begins a deck, in whatever guise; a minus before a figure is none.
_OWN_DASH = re.compile(r"(?:[—―─⸺⸻]+|[-－–]{2,}|[-－–](?![0-9０-９]))\s*")

_NUMBERED = re.compile(
    "(?:第[一二三四五六七八九十百]+[章节節条條]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])"
)
_BRACKETS = frozenset("（()）")
_LONGEST_HEAD = 30  # characters
_ENDS = tuple("。！；，、…;,!.")

# Who asks, before a colon: 问：, 本报记者：, 主持人：
_ASKER = re.compile("(?:[^，。：:？！；、“”]{0,6}(?:[问問]|[记記]者|主持人?|主播)|Q)[：:]")


SQUARE = "■"
"""The mark before an entry of a list that has no other, or a brief without a headline; drawn."""


class Role(StrEnum):
    """What a paragraph is on the page."""

    TEXT = "text"
    SUBHEAD = "subhead"
    ENTRY = "entry"
    QUOTE = "quote"
    PULL = "pull"
    NOTE = "note"
    VERSE = "verse"
    SIGNED = "signed"
    FLUSH = "flush"
    NAMES = "names"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with the words under it.

    sharp: points across to which its pixels suffice for the print shop.
    """

    photo: Photo
    caption: str
    credit: str
    sharp: float = math.inf


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. mark: of a list entry. depth: how far a list entry is let in.

    picture: of a photo that stands in the text, whose caption are its spans.
    """

    role: Role
    spans: tuple[Span, ...]
    mark: str = ""
    depth: int = 0
    picture: Picture | None = None

    @property
    def heads(self) -> bool:
        """Whether it is a head over what follows, though it was not written as a sub-head.

        All of it is bold, or it has a number of its own and no end: 一、报名办法.
        """
        text = text_of(self.spans).strip()
        if self.role is not Role.TEXT or self.mark or not 0 < len(text) <= _LONGEST_HEAD:
            return False
        bold = all(span.face is Face.SANS for span in self.spans if span.text.strip())
        return not text.endswith(_ENDS) and (bold or _NUMBERED.match(text) is not None)

    @property
    def asks(self) -> bool:
        """Whether it is a question of an interview, which stands with its answer."""
        if self.role is not Role.TEXT:
            return False
        text = "".join(span.text for span in self.spans).strip()
        inked = [span for span in self.spans if span.text.strip()]
        bold = all(span.face is Face.SANS for span in inked)
        named = bool(inked) and inked[0].face is Face.SANS and inked[0].text.endswith(("：", ":"))
        asked = text.endswith(("？", "?"))
        return _ASKER.match(text) is not None or (asked and (bold or named))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's head. across, down: cells it covers."""

    spans: tuple[Span, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class TableCopy:
    """A table. head: its header rows; rows: cells by row, equally many in each.

    at: the number of the passage before which it stands; by itself it stands after them all.
    """

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    columns: int
    at: int = sys.maxsize


@dataclass(frozen=True, slots=True)
class Story:
    """One item of the issue, ready to be set.

    headline: its parts, where the editor marked good breaks. boxed: briefs stand in a box. stays:
    whether it is of a kind that never goes on on another page, as a notice. section: 栏目 as
    printed. frame: what stands behind it, "frame", "line" (as a notice), "tint", "none" or "".
    label: 栏头 of a column that comes back. byline: names as its last passage says them in
    brackets, or "". head_size: of the headline, ems of the body; 0 where
    its rank decides. lying: whether its place wants no upright headline, whatever it wishes itself.
    url: of its page on the web. opening: passages too few for columns, which stand over the tables
    across the whole; after: those that stand under them so. source: the file the
    editor would open. lasting: its id through all renames. taken:
    what a reader was told of it when it was retracted before it was printed (press.takings).
    """

    id: str
    source: str
    url: str
    headline: tuple[str, ...]
    kicker: str = ""
    deck: str = ""
    rank: int = 3
    boxed: bool = False
    opening: tuple[Passage, ...] = ()
    passages: tuple[Passage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[TableCopy, ...] = ()
    after: tuple[Passage, ...] = ()
    pictorial: bool = False
    stays: bool = False
    wish: PrintWish = field(default_factory=PrintWish)
    lasting: str = ""
    taken: str = ""
    section: str = ""
    frame: str = ""
    label: str = ""
    head_size: float = 0.0
    lying: bool = False
    byline: str = ""

    @property
    def ground(self) -> str:
        """What stands behind it: "frame", "line", "tint" or ""; briefs have a tint anyway."""
        return {"": "tint" if self.boxed else "", "none": ""}.get(self.frame, self.frame)

    @property
    def characters(self) -> int:
        """How long the text is."""
        return sum(
            len(span.text)
            for passage in self.passages
            if passage.picture is None
            for span in passage.spans
        )

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All its photos: those that stand together, and those in the text."""
        within = (passage.picture for passage in self.passages if passage.picture)
        return tuple(picture.photo for picture in (*self.pictures, *within))

    @property
    def title(self) -> str:
        """The headline on one line."""
        return "".join(self.headline)

    @property
    def dashed_deck(self) -> str:
        """The deck behind its dash of two ems, which the editor may have written; "" for none.

        One that is all in brackets, as a day or an occasion is, has none.
        """
        if self.deck[:1] in _BRACKETS and self.deck[-1:] in _BRACKETS:
            return self.deck
        written = _OWN_DASH.match(self.deck)
        return f"——{self.deck[written.end() if written else 0 :]}" if self.deck else ""
