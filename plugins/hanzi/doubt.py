"""One place of a text that an editor should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a place of a text is listed."""

    NAME = "name"
    PLACE = "place"
    GATE = "gate"
    CHARACTER = "character"
    MIXED = "mixed"
    PSEUDO = "pseudo-traditional"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place to look at: [start, end) in characters of the text.

    found: as written. form: as it is set, in standard Traditional forms. other: the other reading,
    empty where there are several.
    """

    start: int
    end: int
    why: Cause
    found: str
    form: str = ""
    other: str = ""
