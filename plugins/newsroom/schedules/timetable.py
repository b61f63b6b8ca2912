"""`scripts/timetable`: reads a table back, and says what was doubted or left out."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from newsroom.guard import MisusedError, guarded
from newsroom.helping import ChineseParser
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.holidays import Holiday, read_holidays
from newsroom.occasions.reading import read_occasions
from newsroom.occasions.saying import (
    finding_record,
    is_serious,
    occasion_record,
    problem_record,
    words_of,
)
from newsroom.paper import content_of
from newsroom.problems import Outcome, Problem
from newsroom.schedules.framing import framed
from newsroom.schedules.matter import ScheduleMatter
from newsroom.schedules.tables import LARGEST_FILE, read_table
from newsroom.typed import called
from newsroom.usage import parsing

_RANGE = re.compile(r"(.+?)(?:\.\.|～|—|至)(.+)")


@guarded("timetable")
def main(argv: Sequence[str] | None = None) -> int:
    """Read one table and print it; 0 where all was read, 1 where anything was refused or asked."""
    with parsing("timetable"):
        options = _parser().parse_args(argv)
    file: Path = options.file
    try:
        data = (
            file.read_bytes() if file.stat().st_size <= LARGEST_FILE else b"\0" * (LARGEST_FILE + 1)
        )
    except OSError:
        sys.stderr.write(f"{file}: 没有这个文件，或不能读\n")
        return Outcome.MISUSED
    try:
        matter = ScheduleMatter.model_validate(_matter(options))
    except (ValidationError, ValueError) as error:
        said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        sys.stderr.write(f"选项写错了：{said.removeprefix('Value error, ')}\n")
        return Outcome.MISUSED
    holidays, wrong = _holidays(options.content or _own_content())
    suffix = file.suffix.lower() or ".csv"
    if suffix == ".md":
        data = _tables_alone(data)
    table, problems = read_table(data, suffix, file.name)
    problems = [*wrong, *problems]
    frame = framed(matter, options.headline or "", table, holidays).frame
    reading = read_occasions(table, frame, columns=matter.columns, answers=matter.cells)
    if any(one.rule for one in reading.occasions):
        for year in frame.unknown_years:
            what = f"不知道{year}年的放假安排，按规律排出的日子没有避开节假日"
            cure = "请把放假、调休的日子写进 content/holidays.csv"
            reading.findings.warn(0, None, ScheduleCode.YEAR_UNKNOWN, what, cure)
    found = sorted(reading.findings.found, key=lambda one: (one.line, one.column, one.code.value))
    if options.json:
        record = {
            "occasions": [occasion_record(one) for one in reading.occasions],
            "problems": [*map(problem_record, problems), *map(finding_record, found)],
        }
        sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    else:
        for line in words_of(reading.occasions):
            sys.stdout.write(f"{line}\n")
        for problem in [*problems, *(one.problem(file.name) for one in found)]:
            sys.stdout.write(f"  {problem}\n")
    return Outcome.REFUSED if is_serious(found, problems) else Outcome.WELL


def _tables_alone(data: bytes) -> bytes:
    """An item's Markdown with blank lines for all that is no table, so that lines keep numbers."""
    lines = data.splitlines()
    kept = [line if line.lstrip().startswith(b"|") else b"" for line in lines]
    return b"\n".join(kept) if any(kept) else data


def _matter(options: argparse.Namespace) -> dict[str, object]:
    period: object = options.period
    if match := _RANGE.fullmatch(options.period.strip()):
        period = {"start": match[1].strip(), "end": match[2].strip()}
    given = {
        "period": period,
        "venue": options.venue,
        "hours": options.hours,
        "region": options.region,
        "odd_week": options.odd_week,
        "cells": _pairs(options.cell),
        "columns": _pairs(options.column),
    }
    return {name: value for name, value in given.items() if value}


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs = (one.partition("=") for one in given)
    return {name.strip(): text.strip() for name, _, text in pairs}


def _own_content() -> Path:
    """The paper's own folder; where there is no paper, its holidays are those everybody knows."""
    try:
        return content_of()
    except MisusedError:
        return Path("content")


def _holidays(content: Path) -> tuple[tuple[Holiday, ...], list[Problem]]:
    try:
        data = (content / "holidays.csv").read_bytes()
    except OSError:
        return (), []
    return read_holidays(data, f"{content.name}/holidays.csv")


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog=called("timetable"),
        description="把一张安排表读一遍，逐项写出来，说明哪里没有读懂、哪里拿不准",
    )
    parser.add_argument("file", type=Path, metavar="表格", help=".csv .tsv .xlsx .md")
    parser.add_argument("--period", required=True, help="2026-03，或 2026-03-01..2026-03-15")
    parser.add_argument("--headline", default="", help="标题，用来看是什么安排")
    parser.add_argument("--venue", default="", help="表里没有写的地点")
    parser.add_argument(
        "--hours", default="", help="表里没有写的钟点，如“上午8:30-12:00 下午2:30-5:30”"
    )
    parser.add_argument("--region", choices=["cn", "hk", "mo", "tw"], help="哪里的节假日")
    parser.add_argument("--odd-week", default="", help="一个单周里的日期，如 2026-03-02")
    parser.add_argument(
        "--cell", action="append", default=[], metavar="B3=文字", help="照这几个字读一格"
    )
    parser.add_argument(
        "--column", action="append", default=[], metavar="栏名=姓名", help="说明一栏是什么"
    )
    parser.add_argument(
        "--content", type=Path, help="稿件文件夹（holidays.csv 在里面），不写是本报的"
    )
    parser.add_argument("--json", action="store_true", help="写成 JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
