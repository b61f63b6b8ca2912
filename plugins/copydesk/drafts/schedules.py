"""A table of receptions as the item kind that has calendars, where the newsroom can read it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from copydesk.drafts.markdown import literal
from copydesk.lexicon import simple
from copydesk.piece import Piece
from newsroom.model import Kind
from newsroom.problems import Severity

_RECEPTION = re.compile("接访|下访|信访|接待")
_FIELD = re.compile("^(?:接访)?(时间|地点|电话|咨询电话|预约电话|联系电话)[:：](.+)$")
_CLOCKS = re.compile(r"^[上下]午\s*\d{1,2}[:：]\d{2}\s*[-—–~至到]+\s*\d{1,2}[:：]\d{2}$")


def table_csv(piece: Piece) -> bytes:
    """The table of a piece as CSV; a merged cell is repeated, as the newsroom reads it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in piece.table:
        writer.writerow([literal(cell.text) for cell in row])
    return out.getvalue().encode("utf-8")


@dataclass(frozen=True, slots=True)
class ScheduleDraft:
    """Front matter of a schedule. told: indices of the paragraphs that it tells."""

    matter: dict[str, Any]
    told: frozenset[int]


def schedule_of(piece: Piece, table: bytes, day: date | None) -> ScheduleDraft | None:
    """The schedule that a piece is, or None where it must stay a plain table.

    table: its CSV. day: of the issue, which gives the year that a printed table never bears.
    """
    from newsroom.schedules.matter import ScheduleMatter
    from newsroom.schedules.reading import read_schedule
    from newsroom.schedules.tables import read_table

    heading = simple(f"{piece.kicker.text} {piece.headline.text}")
    if piece.kind is not Kind.SCHEDULE or not _RECEPTION.search(heading):
        return None
    period = _period(piece, day)
    if not period:
        return None
    matter, told = _told(piece)
    matter = {"period": period, **matter}
    try:
        read = ScheduleMatter.model_validate(matter)
    except ValidationError:
        return None
    rows, problems = read_table(table, ".csv", "table.csv")
    name = "table.csv"
    _, found = read_schedule(rows, read, PurePosixPath(name), name, piece.headline.text)
    if any(problem.severity is Severity.ERROR for problem in (*problems, *found)):
        return None
    return ScheduleDraft(matter, told)


def _period(piece: Piece, day: date | None) -> str:
    """The one month the table is about, with its year: "2013-10"."""
    cells = " ".join(cell.text for row in piece.table for cell in row)
    months = {int(month) for month in re.findall(r"(\d{1,2})月\d{1,2}日", cells)}
    words = " ".join(text.text for text in piece.texts())
    years = {int(year) for year in re.findall(r"((?:19|20)\d{2})年", words)}
    if len(months) != 1 or len(years) > 1 or not (years or day):
        return ""
    month = months.pop()
    if years:
        year = years.pop()
    else:
        assert day is not None  # one of both is there  # noqa: S101 # one of both is there, as seen above
        year = day.year + (month < day.month - 6) - (month > day.month + 6)
    return f"{year}-{month:02d}" if 1 <= month <= 12 else ""


def _told(piece: Piece) -> tuple[dict[str, str], frozenset[int]]:
    """Notes of the table that have fields of their own."""
    from newsroom.schedules.matter import read_hours

    matter: dict[str, str] = {}
    told: set[int] = set()
    hours: list[str] = []
    for at, paragraph in enumerate(piece.paragraphs):
        words = paragraph.text.strip()
        match = _FIELD.match(words)
        if match and match.group(1) == "地点":
            matter["venue"] = match.group(2).strip()
        elif match and match.group(1) == "时间":
            hours.append(match.group(2).strip())
        elif match:
            matter["contact"] = match.group(2).strip()
        elif hours and _CLOCKS.match(words):
            hours.append(words)
        elif words.startswith("下访时间"):
            matter["visit_rule"] = words
        else:
            continue
        told.add(at)
    if hours:
        try:
            read_hours(" ".join(hours))
            matter["hours"] = " ".join(hours)
        except ValueError:
            return {}, frozenset()
    return matter, frozenset(told)
