"""One place of a text that an editor should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Cause(StrEnum):
    """Why a place of a text is listed."""

    NAME = "name"
    PLACE = "place"
    GATE = "gate"
    CHARACTER = "character"
    MIXED = "mixed"
    PSEUDO = "pseudo-traditional"


class Risk(IntEnum):
    """How likely a listed place is wrong, and how bad that were: the higher, the sooner shown."""

    RULED = 1
    NAMED = 2
    SILENT = 3
    UNUSUAL = 4
    DISSENT = 5
    UNNAMED = 6
    CONTRADICTED = 7


@dataclass(frozen=True, slots=True)
class Doubt:
    """One place to look at: [start, end) in characters of the text.

    found: as written. form: as it is set, other: what it may be instead, both in standard
    Traditional forms; empty where nothing says. risk: by what it was found.
    """

    start: int
    end: int
    why: Cause
    found: str
    form: str = ""
    other: str = ""
    risk: Risk = Risk.RULED
