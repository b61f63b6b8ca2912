"""What readers have been told of an item: its lasting name and its moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """A correction or retraction as readers know it.

    id: lasting, unique within its item, "2013-11-01-3fa4c1d2". moment: when it was told; modified:
    when its words were told last.
    """

    id: str
    moment: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What readers know of an item; all moments are in the newsroom's zone.

    id: lasting, of the item's first address: "2013-09-30/lead". published: the one moment it came
    out, which never moves. modified: when it last changed for a reader, no earlier. corrections:
    one each, in the order of the item's corrections. known: whether the ledger has it; of what is
    not told yet the moments are those of its issue.
    """

    id: str
    published: datetime
    modified: datetime
    corrections: tuple[ToldNotice, ...] = ()
    retraction: ToldNotice | None = None
    known: bool = False
