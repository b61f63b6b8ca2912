"""Content folders with schedules, written on the spot, and what is published of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import presses
from edition.tree import OutputTree
from reception import publish
from schedules import SAMPLE

ISSUE = """---
number: {number}
date: {day}
editors:
  - {{name: 示例姓名, role: 责任编辑}}
---
"""
ITEM = """---
kind: schedule
section: gonggao
headline: 区领导接访、下访日程
table: {stem}.csv
{more}schedule:
  period: {period}
  venue: 区信访大厅
  hours: 上午8:30-12:00 下午2:30-5:30
  visit_rule: 下访半天
  contact: 电话（示例）；短信,亦可
  accept: [{{code: schedule.days-uncovered, reason: 试排}}]
{matter}---
欢迎来访。
"""
CHROMIUM = Path("/usr/bin/chromium")
FIRST = SAMPLE.read_text(encoding="utf-8")
# one visit to another village, one reception moved, one person withdrawn, one half day
SECOND = (
    FIRST.replace("佃庄镇东马庄村", "佃庄镇西马庄村")
    .replace("王耀光,10月12日", "王耀光,10月15日")
    .replace("李建党,10月15日,10月24日,李村镇李东社区\n", "")
    .replace("高大雁,10月29日", "高大雁,10月29日下午")
)


def write_schedule(
    content: Path,
    day: str,
    table: str,
    *,
    number: int = 28,
    stem: str = "reception",
    period: str = "2013-10",
    matter: str = "",
    more: str = "",
) -> None:
    """Put one issue with one schedule into a content folder; matter, more: lines of YAML."""
    folder = content / "issues" / day
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "issue.md").write_text(ISSUE.format(number=number, day=day), encoding="utf-8")
    item = ITEM.format(stem=stem, period=period, matter=matter, more=more)
    (folder / f"{stem}.md").write_text(item, encoding="utf-8")
    (folder / f"{stem}.csv").write_text(table, encoding="utf-8")


def corrected_content(content: Path) -> Path:
    """A schedule and the issue that corrects it."""
    write_schedule(content, "2013-09-30", FIRST)
    matter = "  corrects: 2013-09-30/reception\n  whole: true\n"
    write_schedule(content, "2013-10-08", SECOND, number=29, matter=matter)
    return content


@dataclass(frozen=True)
class Made:
    """What a build of the receptions alone left: its folder, what it rendered, what was wrong."""

    output: Path
    fresh: frozenset[str]
    problems: list[str]


def receptions_of(content: Path, folder: Path, **changes: Any) -> Made:
    """Build the receptions alone. changes: of the job."""
    work = presses.job(content, folder, ["reception"], **changes)
    paper = work.house.identity
    with presses.prepared(work) as made, OutputTree(work.output, paper=paper) as tree:
        for edition in made.editions:
            publish(edition, tree)
        fresh = tree.fresh
        tree.commit()
        codes = [p.code.value for p in made.problems if p.code.value.startswith("reception.")]
    return Made(work.output, fresh, codes)


def published(content: Path, folder: Path) -> Path:
    """The output folder of a build of the receptions and the site."""
    output, _ = presses.built(content, folder, ["reception", "website"])
    return output
