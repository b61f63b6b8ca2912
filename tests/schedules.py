"""What the tests of schedules share: the sample table, and one way to read any."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from newsroom.appointments import Schedule
from newsroom.model import GlossaryRow
from newsroom.problems import Problem
from newsroom.schedules import ScheduleMatter, read_schedule, read_table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "content" / "issues" / "2013-09-30" / "reception.csv"
HEADLINE = "区领导十月|接访、下访日程"
MATTER = ScheduleMatter.model_validate(
    {"period": "2013-10", "venue": "区信访大厅", "hours": "上午8:30-12:00 下午2:30-5:30"}
)
HEADER = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"


def read(
    table: str | bytes,
    suffix: str = ".csv",
    matter: ScheduleMatter = MATTER,
    headline: str = HEADLINE,
    glossary: Sequence[GlossaryRow] = (),
) -> tuple[Schedule | None, list[Problem]]:
    """Read a table as the reading of an item does."""
    data = table.encode() if isinstance(table, str) else table
    raw, problems = read_table(data, suffix, "t.csv")
    file = PurePosixPath("issues/2013-09-30/t.csv")
    schedule, found = read_schedule(raw, matter, file, "t.csv", headline, glossary)
    return schedule, problems + found


def believed(table: str | bytes, suffix: str = ".csv", **given: object) -> Schedule:
    """The schedule of a table in which nothing is wrong but days nobody takes."""
    schedule, problems = read(table, suffix, **given)  # type: ignore[arg-type] # as `read` has them
    serious = [p for p in problems if p.code.value != "schedule.days-uncovered"]
    assert not serious, [str(p) for p in serious]
    assert schedule is not None
    return schedule


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of problems, sorted."""
    return sorted(problem.code.value for problem in problems)
