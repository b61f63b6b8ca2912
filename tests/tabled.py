"""Facts of who is where and when, and the shapes of table in which newsrooms print them."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from occasions import asked, lines, reading_of

FIRST = date(2026, 3, 2)  # a Monday
NAMES = ["刘明", "于方", "欧阳明远", "陈志恒", "林晓", "王小川", "司马青", "何静"]
PLACES = ["柳树镇政府", "区信访局", "河东社区广场", "滨河街道办事处"]
SPANS = ["08:30-12:00", "14:30-17:30", "09:00-11:00"]
WEEKDAYS = "一二三四五"


@dataclass(frozen=True, order=True)
class Fact:
    """One person on one day at one hour and place."""

    day: date
    span: str
    person: str
    place: str


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def said(day: date) -> str:
    """3月4日."""
    return f"{day.month}月{day.day}日"


def row_a_fact(made: list[Fact]) -> str:
    """The long form itself."""
    rows = [[said(f.day), f.span, f.person, f.place] for f in made]
    return table([["日期", "时间", "接访领导", "地点"], *rows])


def row_a_person(made: list[Fact]) -> str:
    """A row a person and place, all days of it in a cell with their hours."""
    by: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in made:
        by[fact.person, fact.place].append(fact)
    rows = [
        [person, "；".join(f"{said(f.day)}{f.span}" for f in some), place]
        for (person, place), some in by.items()
    ]
    return table([["姓名", "接访时间", "接访地点"], *rows])


def days_merged(made: list[Fact]) -> str:
    """A row a fact, the day written once: a merged cell saved as CSV."""
    rows, before = [], None
    for fact in made:
        day = "" if fact.day == before else said(fact.day)
        rows.append([day, fact.person, fact.span, fact.place])
        before = fact.day
    return table([["日期", "接访领导", "时间", "地点"], *rows])


def dittoed(made: list[Fact]) -> str:
    """A row a fact, 同上 where the place stays."""
    rows, before = [], None
    for fact in made:
        place = "同上" if fact.place == before else fact.place
        rows.append([fact.person, f"{said(fact.day)} {fact.span}", place])
        before = fact.place
    return table([["接访领导", "接访时间", "接访地点"], *rows])


def turned(made: list[Fact]) -> str:
    """The long form on its side: its header in the first column."""
    rows = [[said(f.day), f.span, f.person, f.place] for f in made]
    head = ["日期", "时间", "接访领导", "地点"]
    return table(list(zip(*[head, *rows], strict=True)))


def with_weekdays(made: list[Fact]) -> str:
    """The weekday in a column of its own, the year with every day."""
    rows = [
        [str(n), f"{f.day:%Y-%m-%d}", f"星期{WEEKDAYS[f.day.weekday()]}", f.person, f.span, f.place]
        for n, f in enumerate(made, 1)
    ]
    return table([["序号", "日期", "星期", "接访领导", "时间", "地点"], *rows])


def side_by_side(made: list[Fact]) -> str:
    """Two blocks of the same columns beside each other."""
    head = ["日期", "时间", "接访领导", "地点"]
    cells = [[said(f.day), f.span, f.person, f.place] for f in made]
    half = (len(cells) + 1) // 2
    other = cells[half:] + [[""] * 4] * (half * 2 - len(cells))
    rows = [left + right for left, right in zip(cells[:half], other, strict=True)]
    return table([head * 2, *rows])


def of_the_republic(made: list[Fact]) -> str:
    """Years of the Republic, a title above, a total and a signature at the foot."""
    rows = [
        [f"{f.day.year - 1911}年{said(f.day)}", f.person, f.span.replace("-", "~"), f.place]
        for f in made
    ]
    head = ["日期", "接访领导", "时间", "地点"]
    foot = [["合计", f"{len(rows)}人次", "", ""], ["制表：张敏", "", "审核：李华", ""]]
    return table([["接访一览表", "", "", ""], head, *rows, *foot])


def begun_and_ended(made: list[Fact]) -> str:
    """The beginning and the end in columns of their own, the names with an office."""
    rows = [[said(f.day), *f.span.split("-"), f"{f.person} 副区长", f.place] for f in made]
    return table([["日期", "开始时间", "结束时间", "接访领导", "地点"], *rows])


def under_their_day(made: list[Fact]) -> str:
    """A line with the day over the rows of it."""
    rows: list[list[str]] = []
    before = None
    for fact in made:
        if fact.day != before:
            rows.append([said(fact.day), "", ""])
        rows.append([fact.person, fact.span, fact.place])
        before = fact.day
    return table([["接访领导", "时间", "地点"], *rows])


def in_two_tables(made: list[Fact]) -> str:
    """Two tables on a sheet, the second with its columns in another order."""
    half = (len(made) + 1) // 2
    first = [[said(f.day), f.span, f.person, f.place] for f in made[:half]]
    other = [[f.person, f.place, f"{said(f.day)} {f.span}", ""] for f in made[half:]]
    head = ["日期", "时间", "接访领导", "地点"]
    second = [["续表", "", "", ""], ["接访领导", "接访地点", "接访时间", ""], *other]
    return table([head, *first, *(second if other else [])])


def hours_across(made: list[Fact]) -> str:
    """Days down, hours across, people where they meet; a table a place is not needed."""
    days = sorted({f.day for f in made})
    cells = {(f.day, f.span): f.person for f in made}
    rows = [[said(day), *(cells.get((day, span), "") for span in SPANS[:2])] for day in days]
    return table([["日期", *SPANS[:2]], *rows])


def days_across(made: list[Fact]) -> str:
    """Hours down, days across."""
    days = sorted({f.day for f in made})
    cells = {(f.day, f.span): f.person for f in made}
    rows = [[span, *(cells.get((day, span), "") for day in days)] for span in SPANS[:2]]
    return table([["时间", *map(said, days)], *rows])


def people_down(made: list[Fact]) -> str:
    """People down, days across, hours where they meet."""
    days = sorted({f.day for f in made})
    by: dict[tuple[str, date], list[str]] = defaultdict(list)
    for fact in made:
        by[fact.person, fact.day].append(fact.span)
    people = sorted({f.person for f in made})
    rows = [[who, *("、".join(by[who, day]) for day in days)] for who in people]
    return table([["姓名", *map(said, days)], *rows])


def weeks(made: list[Fact]) -> str:
    """Weeks down with their dates, two levels of weekdays and hours across."""
    cells = {(f.day, f.span): f.person for f in made}
    upper = ["日期", *(x for char in WEEKDAYS for x in (f"周{char}", ""))]
    lower = ["", *(span for _ in WEEKDAYS for span in SPANS[:2])]
    rows = []
    for week in (FIRST, FIRST + timedelta(7)):
        row = [f"{said(week)}-{said(week + timedelta(4))}"]
        for at in range(5):
            row += [cells.get((week + timedelta(at), span), "") for span in SPANS[:2]]
        rows.append(row)
    return table([upper, lower, *rows])


def month_down(made: list[Fact]) -> str:
    """Days of the month down as numbers under their month, hours across in two levels."""
    days = sorted({f.day for f in made})
    cells = {(f.day, f.span): f.person for f in made}
    rows = [
        ["3月", str(day.day), *(cells.get((day, span), "") for span in SPANS[:2])] for day in days
    ]
    return table([["月", "日", "接访领导", ""], ["", "", *SPANS[:2]], *rows])


def people_across(made: list[Fact]) -> str:
    """People across, days down, hours where they meet."""
    people = sorted({f.person for f in made})
    by: dict[tuple[str, date], list[str]] = defaultdict(list)
    for fact in made:
        by[fact.person, fact.day].append(fact.span)
    rows = [
        [said(day), *("、".join(by[who, day]) for who in people)]
        for day in sorted({f.day for f in made})
    ]
    return table([["日期", *people], *rows])


WITH_PLACES = [
    *(row_a_fact, row_a_person, days_merged, dittoed, turned, with_weekdays, side_by_side),
    *(of_the_republic, begun_and_ended, under_their_day, in_two_tables),
]
WITHOUT = [hours_across, days_across, people_down, weeks, month_down, people_across]


def came_back(made: list[Fact], shape: Callable[..., str]) -> list[str]:
    """What of some facts is not read back from a shape, and what is asked; [] is right."""
    written = shape(made)
    is_list = shape in WITH_PLACES
    if not is_list and (written.count("\n") < 2 or len(written.splitlines()[0].split(",")) < 3):
        return []  # one column of days is a list
    matter = {} if is_list else {"venue": "区信访局"}
    reading = reading_of(written, headline="区领导接访安排", **matter)
    got = sorted(
        " ".join([*one.split()[:2], span, *one.split()[3:]])
        for one in lines(reading)
        for span in one.split()[2].split(",")
    )
    places = [f.place if is_list else "区信访局" for f in made]
    want = sorted(
        f"{f.day:%m-%d} 接访 {f.span} {f.person} @{place}"
        for f, place in zip(made, places, strict=True)
    )
    lost = [f"lost: {one}" for one in want if one not in got]
    made_up = [f"made up: {one}" for one in got if one not in want]
    return [*lost, *made_up, *(f"asked: {code} {cell}" for code, cell in asked(reading))]
