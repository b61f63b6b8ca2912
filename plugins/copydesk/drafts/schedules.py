"""A timetable of any kind as the item that has calendars, where the newsroom can read it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from copydesk.drafts.escaping import literal
from copydesk.lexicon import HAN, simple
from copydesk.piece import Piece
from copydesk.traced import Traced
from newsroom.appointments import TITLE, TOLD_UNDER, Session
from newsroom.kinds import Kind
from newsroom.problems import Severity

_RECEPTION = re.compile("接访|下访|信访|接待")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:月(?=\d{1,2}|份|每|第|$|[^\d])|/\d{1,2}(?!\d))")
_MONTHS_OF_ONE = 3  # no timetable of a notice is for longer
_FIELD = re.compile("^(?:接访)?(时间|地点|电话|咨询电话|预约电话|联系电话)[:：](.+)$")
_BESIDE = re.compile(f"[ \u3000]{{2,}}(?=[{HAN}]{{2,6}}[:：])")
"""Between two fields on one line: 地点：某处      时间：上午9:00—11:30."""

_LABELLED = {label: name for name, label in TOLD_UNDER.items()}
_OF_TABLE = re.compile("^.{2,40}(?<!代)表$")
_SAID = re.compile("时间[为是定在：:]{0,2}([^。！？；]{5,60})")
_DAYS = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日—(\d{4})年(\d{1,2})月(\d{1,2})日")
_CLOCKS = re.compile(r"^[上下]午\s*\d{1,2}[:：]\d{2}\s*[-—–~至到]+\s*\d{1,2}[:：]\d{2}$")


def table_csv(piece: Piece) -> bytes:
    """The table of a piece as CSV; a merged cell is repeated, as the newsroom reads it.

    A title that the press's own paper has over it stands in a row of its own.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    title = next((each.text.text for each in piece.subheads if each.of_table), "")
    if title and simple(title) != TITLE:
        writer.writerow([literal(title), *[""] * (len(piece.table[0]) - 1)])
    for row in piece.table:
        writer.writerow([literal(cell.text) for cell in row])
    return out.getvalue().encode("utf-8")


@dataclass(frozen=True, slots=True)
class ScheduleDraft:
    """Front matter of a schedule. told: indices of the paragraphs that it tells."""

    matter: dict[str, Any]
    told: frozenset[int]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a table: a schedule, or the first thing that keeps it from being one."""

    draft: ScheduleDraft | None = None
    hindered: str = ""


def schedule_of(piece: Piece, table: bytes, day: date | None) -> ScheduleDraft | None:
    """The schedule that a piece is, or None where it must stay a plain table.

    table: its CSV. day: of the issue, which gives the year that a printed table never bears.
    """
    return attempted(piece, table, day).draft


def attempted(piece: Piece, table: bytes, day: date | None) -> Attempt:
    """A table read as a timetable by the newsroom's own reader.

    A table of which nothing is read is no timetable; what hinders one that is, an editor is told.
    """
    from newsroom.occasions.words import duties_in
    from newsroom.schedules.matter import ScheduleMatter
    from newsroom.schedules.reading import read_schedule
    from newsroom.schedules.tables import read_table

    heading = _heading(piece)
    is_named = bool(duties_in(heading) or _RECEPTION.search(simple(heading)))
    if piece.kind not in {Kind.SCHEDULE, Kind.NOTICE} or not is_named:
        return Attempt()
    matter, told = _told(piece)
    period = matter.get("period") or _period(piece, day)
    if not period:
        return Attempt()
    matter = {"period": period, **{key: value for key, value in matter.items() if key != "period"}}
    try:
        read = ScheduleMatter.model_validate(matter)
    except ValidationError:
        return Attempt()
    rows, problems = read_table(table, ".csv", "table.csv")
    name = "table.csv"
    schedule, found = read_schedule(rows, read, PurePosixPath(name), name, piece.headline.text)
    wrong = [p for p in (*problems, *found) if p.severity is Severity.ERROR]
    if not wrong and schedule is not None and schedule.appointments:
        return Attempt(ScheduleDraft(matter, told))
    is_timetable = schedule is not None and bool(schedule.appointments)
    return Attempt(hindered=f"{wrong[0].what}；{wrong[0].cure}" if wrong and is_timetable else "")


def _heading(piece: Piece) -> str:
    """What says what a table is about: its headline; where it has none, its own title and text."""
    heads = [piece.kicker, piece.headline]
    if not piece.headline:
        heads += [each.text for each in piece.subheads if each.of_table]
        heads += piece.paragraphs[:1]
        heads += [each for each in piece.paragraphs if _OF_TABLE.search(simple(each.text))]
    return " ".join(each.text for each in heads)


def _period(piece: Piece, day: date | None) -> str | dict[str, str]:
    """The months the table is about, with the year: "2013-10", or the first and the last day."""
    from newsroom.occasions.numerals import month_of, plain_of

    cells = plain_of(" ".join(cell.text for row in piece.table for cell in row))
    months = {int(month) for month in _MONTH.findall(cells)}
    if not months:
        heading = plain_of(f"{piece.kicker.text} {piece.headline.text} {piece.deck.text}")
        months = {int(month) for month in _MONTH.findall(heading)}
    words = " ".join(text.text for text in piece.texts())
    years = {int(year) for year in re.findall(r"((?:19|20)\d{2})年", words)}
    if not months or len(years) > 1 or not (years or day) or not months <= set(range(1, 13)):
        return ""
    first, last = min(months), max(months)
    if last - first >= _MONTHS_OF_ONE:
        return ""
    if years:
        year = years.pop()
    else:
        assert day is not None  # one of both is there  # noqa: S101 # one of both is there, as seen above
        year = day.year + (first < day.month - 6) - (first > day.month + 6)
    if first == last:
        return f"{year}-{first:02d}"
    start, end = month_of(year, first)[0], month_of(year, last)[1]
    return {"start": start.isoformat(), "end": end.isoformat()}


def _between(days: re.Match[str]) -> dict[str, str]:
    """The first and the last day that some words name."""
    numbers = [int(number) for number in days.groups()]
    start, end = (f"{y:04d}-{m:02d}-{d:02d}" for y, m, d in (numbers[:3], numbers[3:]))
    return {"start": start, "end": end}


def _labelled(piece: Piece) -> tuple[dict[str, Any], frozenset[int]]:
    """The fields that the press's own paper tells under a table, each with its label."""
    matter: dict[str, Any] = {}
    told: set[int] = set()
    for at in sorted(piece.asides):
        label, _, value = piece.paragraphs[at].text.partition("：")
        name, value = _LABELLED.get(simple(label.strip()), ""), value.strip()
        days = _DAYS.fullmatch(value)
        if not name or name in matter or (name == "period" and not days):
            continue
        if name == "hours" and _sessions(value) is None:
            continue  # it stays in the text
        matter[name] = _between(days) if name == "period" and days else value
        told.add(at)
    return matter, frozenset(told)


def _told(piece: Piece) -> tuple[dict[str, Any], frozenset[int]]:
    """Notes of the table that have fields of their own."""
    if piece.asides:
        return _labelled(piece)
    matter: dict[str, Any] = {}
    told: set[int] = set()
    hours: list[str] = []
    for at, paragraph in enumerate(piece.paragraphs):
        words = paragraph.text.strip()
        fields = [_FIELD.match(part) for part in _BESIDE.split(words)]
        if all(fields):
            for match in filter(None, fields):
                name, value = match.group(1), match.group(2).strip()
                if name == "时间":
                    hours.append(value)
                else:
                    matter["venue" if name == "地点" else "contact"] = value
        elif hours and _CLOCKS.match(words):
            hours.append(words)
        elif words.startswith("下访时间"):
            matter["visit_rule"] = words
        else:
            continue
        told.add(at)
    if hours and _sessions(" ".join(hours)) is None:
        return {}, frozenset()
    said = {" ".join(hours)} if hours else set[str]().union(*map(_hours_said, piece.paragraphs))
    if len(said) == 1:
        matter["hours"] = said.pop()
    return matter, frozenset(told)


def _hours_said(paragraph: Traced) -> set[str]:
    """The hours that a text gives: 接待时间为上午8:30-11:30，下午2:30-5:30."""
    found: set[str] = set()
    for match in _SAID.finditer(simple(paragraph.text)):
        parts = re.split("[，、,]", match.group(1))
        ways = (" ".join(parts[:end]) for end in range(len(parts), 0, -1))
        found |= set(islice(filter(_sessions, ways), 1))
    return found


def _sessions(hours: str) -> tuple[Session, ...] | None:
    """The sessions of a day as the newsroom reads some words; None where they say anything else."""
    from newsroom.schedules.matter import read_hours

    try:
        return read_hours(hours)
    except ValueError:
        return None
