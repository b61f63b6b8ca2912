"""Times a year of timetables: twelve months, forty people, three duties; and the same as rules."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from bench_press import GIVEN, PLACES, ROOT, SURNAMES, TOWNS, WITHOUT_PDF
from bench_speed import measured

YEAR = 2025  # whose holidays are known, and whose issues are out
ISSUE = "---\nnumber: {number}\ndate: {day}\neditors: [{{name: 示例姓名, role: 责任编辑}}]\n---\n"
ITEM = """---
kind: schedule
section: gonggao
headline: {headline}
table: {name}.csv
schedule:
  period: {period}
  venue: 区信访大厅
  hours: 上午8:30-12:00 下午2:30-5:30
  contact: 电话 0000-0000000
  accept:
    - {{code: schedule.days-uncovered, reason: 试排}}
    - {{code: schedule.not-working-day, reason: 试排}}
    - {{code: schedule.double-booked, reason: 试排}}
    - {{code: schedule.day-shared, reason: 试排}}
---
请带好证件。
"""
HOURS = ("8:00-10:00", "10:00-12:00", "14:00-17:00")
RULES = ("每周{w}", "单周周{w}", "每月第一、三个周{w}", "每月{d}日、{e}日")


def people(chance: random.Random, count: int) -> list[str]:
    """So many names, each once."""
    every = [family + given for family in SURNAMES for given in GIVEN]
    return chance.sample(every, count)


def months(content: Path, chance: random.Random, names: list[str]) -> None:
    """Twelve issues: who receives and goes out, and who is on duty, in two tables."""
    for month in range(1, 13):
        last = monthrange(YEAR, month)[1]
        day = date(YEAR, month, 1)
        leaders = ["姓名,接访时间,下访时间,下访地点"]
        for name in names:
            place = chance.choice(TOWNS) + chance.choice(PLACES)
            on, out = chance.sample(range(1, last + 1), 2)
            leaders.append(f"{name},{month}月{on}日,{month}月{out}日,{place}")
        order = chance.sample(names, len(names))
        roster = ["日期,值班领导,值班时间"]
        for at, name in enumerate(order):
            roster.append(f"{month}月{at % last + 1}日,{name},8:30至次日8:30")
        period = f"{YEAR}-{month:02}"
        tables = {"leaders": ("区领导接访、下访安排", leaders), "roster": ("区领导值班表", roster)}
        write(content, day, month, period, tables)


def rules(content: Path, chance: random.Random, names: list[str]) -> None:
    """One issue: three rules of each for the whole year."""
    rows = ["专家,坐诊时间,坐诊地点"]
    for name in names:
        for hours in HOURS:
            days = chance.sample(range(1, 29), 2)
            rule = chance.choice(RULES).format(w=chance.choice("一二三四五"), d=days[0], e=days[1])
            rows.append(f"{name},{rule}{hours},{chance.choice(TOWNS)}卫生院")
    period = f"{{start: {YEAR}-01-01, end: {YEAR}-12-31}}\n  odd_week: {YEAR}-01-06"
    write(content, date(YEAR, 1, 1), 1, period, {"clinic": ("专家坐诊表", rows)})


def write(
    content: Path, day: date, number: int, period: str, tables: dict[str, tuple[str, list[str]]]
) -> None:
    """An issue of timetables."""
    issue = content / "issues" / day.isoformat()
    issue.mkdir(parents=True)
    (issue / "issue.md").write_text(ISSUE.format(number=number, day=day), encoding="utf-8")
    for name, (headline, rows) in tables.items():
        (issue / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        text = ITEM.format(headline=headline, name=name, period=period)
        (issue / f"{name}.md").write_text(text, encoding="utf-8")


def main(
    folder: Annotated[Path, typer.Argument(help="where content and output are made")],
    count: Annotated[int, typer.Option("--people", help="how many people")] = 40,
    seed: Annotated[int, typer.Option(help="where the days come from")] = 1,
) -> None:
    """Print processor time, memory and sizes of a build without newspapers, cold and unchanged."""
    for kind, make in (("months", months), ("rules", rules)):
        chance = random.Random(seed)  # noqa: S311 # a corpus wants the same chance every time
        work = folder / kind
        shutil.rmtree(work, ignore_errors=True)
        content, output = work / "content", work / "output"
        make(content, chance, people(chance, count))
        settings = {"UNSIGNED_NAMES": "", "PUBLISHERS": WITHOUT_PDF}
        given = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
        conf = str(ROOT / "pelican.conf.py")
        command = ["-m", "edition.building", str(content), "-s", conf, "-o", str(output)]
        environment = {**os.environ, "PRESS_CACHE": str(work / "cache")}
        for when in ("cold", "unchanged"):
            run = measured([sys.executable, *command, "-e", *given], environment, content)
            typer.echo(f"{kind}, {when}: {run}")
        room = output / "reception"
        everything = sum(file.stat().st_size for file in output.rglob("*") if file.is_file())
        calendars = sorted(file.stat().st_size for file in room.rglob("*.ics"))
        typer.echo(
            f"{kind}: year {(room / f'{YEAR}' / 'calendar.ics').stat().st_size:,} bytes, "
            f"{len(calendars)} calendars {sum(calendars):,}, all output {everything:,}"
        )


if __name__ == "__main__":
    typer.run(main)
