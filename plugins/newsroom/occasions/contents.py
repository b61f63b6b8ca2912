"""What cells hold, by themselves: days or hours, people, places, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsroom.occasions.grid import Row
from newsroom.occasions.marks import is_nothing
from newsroom.occasions.model import Frame, Part
from newsroom.occasions.people import looks_like_people
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import Role, folded

_PHONE = re.compile(r"\+?[\d\-() ]{7,}|[\d\-]{7,}(?:[、,/ ][\d\-]{7,})*")
_PLACE = re.compile(
    r".*(?:村|社区|镇|乡|街道|街|路|局|中心|站|楼|室|厅|所|院|馆|场|号|广场|公园|学校|大厅|口|门|区|里|店|点|旁|侧|桥|市|城|庄|屯|队|小区|花园|苑|堂|庙|宫|大厦|商场|超市|门前|对面)(?:[（(].*[)）])?$"
)


def written_in(rows: Iterable[Row], at: int) -> list[str]:
    """The cells of a column that hold anything. at: 0-based."""
    texts = (row.text(at) for row in rows)
    return [text for text in texts if not is_nothing(text)]


def is_when(text: str, frame: Frame, *, bare: bool = False) -> bool:
    """Whether a cell says days or hours. bare: whether numbers alone are days."""
    return read_when(text, frame, bare=bare).is_sound


def times_in(texts: Sequence[str], frame: Frame) -> Role | None:
    """DAYS or HOURS, where all of some cells say such; None where any says something else."""
    parts: list[Part] = []
    for text in texts:
        told = read_when(text, frame)
        if not told.is_sound:
            return None
        parts += told.parts
    return Role.DAYS if any(part.has_days or part.month for part in parts) else Role.HOURS


def says_hours_only(texts: Iterable[str], frame: Frame) -> bool:
    """Whether cells that say anything of time say hours, and no days."""
    told = [read_when(text, frame) for text in texts]
    parts = [part for one in told for part in one.parts]
    return bool(parts) and not any(part.has_days or part.month for part in parts)


def are_people(texts: Iterable[str]) -> bool:
    """Whether all of some cells hold names and nothing else."""
    return all(map(looks_like_people, texts))


def is_place(text: str) -> bool:
    """Whether a word ends as names of places do."""
    return bool(_PLACE.fullmatch(folded(text)))


def is_phone(text: str) -> bool:
    """Whether a cell is a telephone number."""
    return bool(_PHONE.fullmatch(folded(text)))
