"""What an editor types: files of raw copy in, a folder of drafts and a record out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from copydesk.answer import answer, refusal
from copydesk.answers import BACK, Answers
from copydesk.calling import Call, program_here
from copydesk.codes import CopyRefusedError, DeskCode, refused
from copydesk.desk import edit
from copydesk.drafts.earlier import source_of
from copydesk.drafts.folder import day_of
from copydesk.drafts.homes import Earlier, Home, home_for
from copydesk.drafts.putting import carried, put_drafts
from copydesk.heeding import misplaced, unheeded
from copydesk.sources.reading import read_file
from copydesk.work import Work
from newsroom.guard import fault_in, guarded
from newsroom.memory import uncollected
from newsroom.options import Conf, ContentToo
from newsroom.problems import Problem

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Files = Annotated[
    list[Path], typer.Argument(metavar="来稿", help="来稿，可以是几个文件", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="只把结果印成 JSON，不写文件")]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        help="草稿放进哪里：一期的日期，如 2013-10-08；或一个文件夹，如 content/issues/2013-10-08",
        show_default=False,
    ),
]
Accept = Annotated[list[str] | None, typer.Option("--accept", help="采用一条平时不用的规则")]
Reject = Annotated[
    list[str] | None,
    typer.Option("--reject", help="不采用一条规则；只管一行时写 规则@行号，如 wrap.lines@12"),
]
As = Annotated[
    list[str] | None,
    typer.Option(
        "--as", help="指定原稿的一行是什么，如 12=标题；可以用几次；12=改回 是不要从前的回答"
    ),
]


@app.command()
@guarded("import")
def main(
    files: Files,
    *,
    as_json: Json = False,
    into: Into = None,
    accept: Accept = None,
    reject: Reject = None,
    read_as: As = None,
    content: ContentToo = None,
    conf: Conf = None,
) -> None:
    """把来稿变成草稿：一篇一个文件，每一处改动都记在 record.html 里。"""
    try:
        said = Answers.of(accept or [], reject or [], read_as or [])
    except CopyRefusedError as error:
        _say(str(error), err=True)
        raise typer.Exit(2) from error
    desk = _Desk(said, into)
    if not as_json:
        home, paper = home_for(into, content, conf)
        into_, content_, conf_ = (_typed(each) for each in (into, content, conf))
        call = Call("", into_, content_, conf_, program_here(Path.cwd()))
        desk = _Desk(said, home.into, home, paper.sections, call)
    answers = []
    failed = False
    for path in files:
        try:
            with uncollected():
                answers.append(desk.take(path))
        except CopyRefusedError as error:
            failed = True
            answers.append(refusal(error.problem))
            _say(str(error), err=True)
        except Exception as error:  # the last guard: one file does not keep the others waiting
            failed = True
            problem = fault_in("import", _shown(path.as_posix()), error)
            answers.append(refusal(problem))
            _say(str(problem), err=True)
    if as_json:
        shown = answers[0] if len(answers) == 1 else answers
        _say(json.dumps(shown, ensure_ascii=False, indent=1))
    if failed:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One command at work. home, sections, call: of a command that writes, not only answers."""

    said: Answers
    into: Path | None
    home: Home | None = None
    sections: Mapping[str, str] = field(default_factory=dict)
    call: Call = field(default_factory=Call)

    def take(self, path: Path) -> dict[str, Any]:
        """The answer to one file, or its drafts put and no answer where they have a home.

        Raises CopyRefusedError for what it can't use.
        """
        name = _shown(path.as_posix())
        sheet = read_file(path, name)
        source = source_of(path) if self.home else ""
        earlier = self.home.earlier(path, source) if self.home else Earlier()
        decisions = self.said.over(earlier.answers)
        misplaced_answer = misplaced(sheet, decisions)
        if misplaced_answer:
            raise misplaced_answer
        work = edit(sheet, decisions, day_of(self.into) if self.into else None)
        if self.home:
            self._put(work, path, source, self.home, earlier)
            return {}
        _tell(unheeded(work))
        return answer(work)

    def _put(self, work: Work, path: Path, source: str, home: Home, earlier: Earlier) -> None:
        """Put the drafts of one file and their record, and say where they are."""
        name = work.sheet.name
        call = replace(self.call, file=name)
        try:
            done = put_drafts(work, path, source, home, earlier, self.sections, call)
        except OSError as error:
            what = f"草稿写不进文件夹：{error.strerror or '磁盘不让写'}"
            cure = "请检查 --into 后面的文件夹、磁盘的空间和权限"
            raise refused(name, DeskCode.UNWRITABLE, what, cure) from error
        for file in done.written:
            _say(file.as_posix())
        for file in done.removed:
            _say(f"上次的草稿没有人改过，已经换掉：{file.as_posix()}", err=True)
        held = carried(work.decisions, self.said.decisions)
        if held:
            _say(
                f"{name}：从前的回答照旧算数：{' '.join(held)}（不要的写 --as 行号={BACK}）",
                err=True,
            )
        _tell(done.told)
        _tell(unheeded(work))
        for doubt in work.doubts:
            _say(
                f"{name}:{doubt.line}: {doubt.kind.value}: {doubt.reason}（{doubt.where}）",
                err=True,
            )


def _typed(path: Path | None) -> str:
    return _shown(path.as_posix()) if path else ""


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        _say(str(problem), err=True)


def _say(words: str, *, err: bool = False) -> None:
    typer.echo(_shown(words), err=err)


def _shown(words: str) -> str:
    """Words as a terminal can show them: a file's name may be no text at all."""
    return words.encode("utf-8", "replace").decode("utf-8")
