"""A piece of a copy in the making, block by block."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.blocks.heads import is_bare_numbered, is_numbered
from copydesk.piece import Unfinished
from copydesk.sheet import Line


@dataclass(slots=True)
class Draft(Unfinished):
    """A piece in the making and where the walk over its blocks stands."""

    heads: list[Line] = field(default_factory=list)
    level: int = 0
    verse: set[int] = field(default_factory=set)
    closed: bool = False
    box: bool = False
    signatures: int = 0
    ends: set[int] = field(default_factory=set)
    """Indices of paragraphs behind which a brief ends."""
    jumped: bool = False
    resumed: bool = False
    orphaned: bool = False

    @property
    def has_body(self) -> bool:
        """Whether it has text."""
        return bool(self.paragraphs)

    @property
    def numbered(self) -> int:
        """How many of its sub-heads bear a numeral."""
        return sum(is_numbered(s.text.text) or is_bare_numbered(s.text.text) for s in self.subheads)
