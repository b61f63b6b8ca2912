"""What a build tells at its end: the problems, then one line of figures."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TextIO

from edition.build import Build
from newsroom.problems import Problem, Severity

MARKS = {Severity.ERROR: "", Severity.WITHHELD: "（扣发）", Severity.WARNING: "（提醒）"}

MOST_NAMED = 5


class Progress:
    """Says now and then how far a long build has come.

    out: the editor's terminal. every: seconds between two lines; a quick build prints none.
    """

    def __init__(self, out: TextIO, every: float = 3.0) -> None:
        self._out = out
        self._every = every
        self._last = time.monotonic()

    def __call__(self, stage: str, count: int) -> None:
        """One step of a stage; count: files so far."""
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            done = f"，已有 {count} 个文件" if count else ""
            print(f"正在做：{stage}{done}……", file=self._out, flush=True)


def print_problems(problems: Iterable[Problem], out: TextIO) -> None:
    """One line a problem, in order; warnings, and what withholds an output, say that they are."""
    for problem in problems:
        print(f"{problem}{MARKS[problem.severity]}", file=out)


def print_withheld(build: Build, out: TextIO) -> None:
    """What was left out of the build, in a short list; nothing where all is well."""
    withheld = list(dict.fromkeys(held.what for held in build.withholding.held))
    if not withheld:
        return
    folder = build.withholding.folder.name
    print(f"其余都已做好；扣发 {len(withheld)} 份（缘由见上，校样和报告在 {folder}）：", file=out)
    for what in withheld:
        print(f"  {what}", file=out)


def print_report(build: Build, out: TextIO) -> None:
    """What was read, rendered and kept, and how long each stage took."""
    report, tally = build.report, build.report.tally
    stages = "，".join(f"{name} {seconds:.1f} 秒" for name, seconds in report.stages.items())
    issues = len(build.editions[0].issues) if build.editions else 0
    print(
        f"读了 {report.count.files} 个文件（新解析 {report.count.parsed} 个），"
        f"{issues} 期 {report.items} 篇；"
        f"生成 {tally.rendered} 个文件，改动 {tally.changed} 个，沿用 {tally.kept} 个，"
        f"删去 {tally.dropped} 个；{stages}",
        file=out,
    )
    if tally.strangers:
        named = "、".join(tally.strangers[:MOST_NAMED])
        more = "……" if len(tally.strangers) > MOST_NAMED else ""
        folder, count = build.job.output.name, len(tally.strangers)
        print(f"{folder} 里另有 {count} 样不是本报的，没有动它们：{named}{more}", file=out)
