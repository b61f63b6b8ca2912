"""A piece in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.blocks.heads import is_bare_numbered, is_numbered
from copydesk.fields.bylines import Author
from copydesk.fields.captions import Caption
from copydesk.fields.tiers import NO_TIERS, Tiers
from copydesk.piece import PlacedTable, Subhead
from copydesk.sheet import Line
from copydesk.traced import Traced


@dataclass(slots=True)
class Draft:
    """A piece in the making."""

    line: int
    heads: list[Line] = field(default_factory=list)
    level: int = 0
    dateline: Traced = field(default_factory=Traced)
    authors: list[Author] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    verse: set[int] = field(default_factory=set)
    subheads: list[Subhead] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    closed: bool = False
    box: bool = False
    signatures: int = 0
    ends: set[int] = field(default_factory=set)
    """Indices of paragraphs behind which a brief ends."""
    jumped: bool = False
    resumed: bool = False
    orphaned: bool = False
    tiers: Tiers = NO_TIERS

    @property
    def has_body(self) -> bool:
        """Whether it has text."""
        return bool(self.paragraphs)

    @property
    def numbered(self) -> int:
        """How many of its sub-heads bear a numeral."""
        return sum(is_numbered(s.text.text) or is_bare_numbered(s.text.text) for s in self.subheads)
