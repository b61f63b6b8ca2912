"""What an editor types: files of raw copy in, a folder of drafts and a record out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from copydesk.answer import answer, refusal
from copydesk.changes import Decisions, Reading
from copydesk.codes import CopyRefusedError, DeskCode, refused
from copydesk.desk import Work, edit
from copydesk.drafts.folder import (
    DraftFile,
    day_of,
    draft_files,
    free_folder,
    write_new,
)
from copydesk.drafts.names import item_ids
from copydesk.record import render_record
from copydesk.rules import Rule
from copydesk.sources.reading import read_file
from newsroom.guard import MisusedError, fault_in, guarded
from newsroom.options import Conf, ContentToo
from newsroom.paper import Paper, conf_for, content_of

app = typer.Typer(add_completion=False, rich_markup_mode=None)

DRAFTS = Path("drafts")
RECORD = "record.html"

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
    typer.Option("--as", help="指定原稿的一行是什么，如 12=标题；可以用几次"),
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
        decisions = _decisions(accept or [], reject or [], read_as or [])
    except CopyRefusedError as error:
        _say(str(error), err=True)
        raise typer.Exit(2) from error
    sections: dict[str, str] = {}
    drafts = DRAFTS
    if not as_json:
        into = issue_folder(into, content, conf)
        home = into.resolve().parents[1] if into and day_of(into) else None
        sections = Paper.of(content or home, conf).sections
        drafts = _drafts_folder(content, conf)
    answers = []
    failed = False
    for path in files:
        try:
            answers.append(_import_one(path, decisions, into, drafts, sections, as_json=as_json))
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


def _import_one(
    path: Path,
    decisions: Decisions,
    into: Path | None,
    drafts: Path,
    sections: Mapping[str, str],
    *,
    as_json: bool,
) -> dict[str, Any]:
    """The answer to one file, its drafts written; raises CopyRefusedError for what it can't use."""
    name = _shown(path.as_posix())
    day = day_of(into) if into else None
    work = edit(read_file(path, name), decisions, day)
    given = answer(work)
    if not as_json:
        try:
            _write(work, path, into, drafts, sections)
        except OSError as error:
            what = f"草稿写不进文件夹：{error.strerror or '磁盘不让写'}"
            cure = "请检查 --into 后面的文件夹、磁盘的空间和权限"
            raise refused(name, DeskCode.UNWRITABLE, what, cure) from error
    return given


def _say(words: str, *, err: bool = False) -> None:
    typer.echo(_shown(words), err=err)


def _shown(words: str) -> str:
    """Words as a terminal can show them: a file's name may be no text at all."""
    return words.encode("utf-8", "replace").decode("utf-8")


_READING = re.compile("([0-9]{1,7})[=＝:：](.{1,8})")


def _decisions(accept: list[str], reject: list[str], read_as: list[str]) -> Decisions:
    """What the options say; raises CopyRefusedError for what nobody can mean."""
    at: set[tuple[Rule, int]] = set()
    whole: list[str] = []
    for each in reject:
        name, _, line = each.partition("@")
        if line.isdecimal() and len(line) < 8:
            at |= {(rule, int(line)) for rule in _rules([name])}
        else:
            whole.append(each)
    readings: set[tuple[int, Reading]] = set()
    known = {reading.value: reading for reading in Reading}
    for each in read_as:
        match = _READING.fullmatch(each.strip())
        if not match or match.group(2) not in known:
            what = f"看不懂“{each}”"
            cure = f"请写成 行号=…，如 12=标题；可以是 {'、'.join(known)}"
            raise refused("--as", DeskCode.READING, what, cure)
        readings.add((int(match.group(1)), known[match.group(2)]))
    return Decisions(_rules(accept), _rules(whole), frozenset(at), frozenset(readings))


def _rules(names: list[str]) -> frozenset[Rule]:
    known = {rule.value: rule for rule in Rule}
    for name in names:
        if name not in known:
            what, cure = f"没有规则“{name}”", f"可以是 {'、'.join(sorted(known))}"
            raise refused("--accept/--reject", DeskCode.RULE, what, cure)
    return frozenset(known[name] for name in names)


def issue_folder(into: Path | None, content: Path | None, conf: Path | None) -> Path | None:
    """The folder that `--into` means: of a bare day the folder of that issue, where there is one.

    Raises MisusedError for an issue that nobody has begun.
    """
    if into is None or into.exists() or len(into.parts) != 1 or not day_of(into):
        return into
    folder = content_of(content, conf) / "issues" / into.name
    if not folder.is_dir():
        cure = f"请先用 scripts/new issue {into.name}"
        raise MisusedError("--into", f"还没有 {into.name} 这一期", cure)
    return folder


def _drafts_folder(content: Path | None, conf: Path | None) -> Path:
    """Where drafts are put that go into no issue: beside the paper that was named, or here."""
    return conf_for(content, conf).parent / DRAFTS if content or conf else DRAFTS


def _write(
    work: Work, path: Path, into: Path | None, drafts: Path, sections: Mapping[str, str]
) -> None:
    """Write the drafts of one file and their record, and say where they are.

    An issue's folder holds what its items use and nothing else, so the record of drafts for it
    stands in `drafts/`.
    """
    own = free_folder(drafts / (path.stem or "draft"))
    target = into or own
    taken = [each.stem for each in sorted(target.glob("*.md"))] if target.is_dir() else []
    record_folder = own if into is None or day_of(into) else into
    ids = item_ids(work.pieces, taken)
    files = draft_files(work, sections, day_of(target), ids)
    name = RECORD if record_folder is own else f"{path.stem}-{RECORD}"
    record = DraftFile(name, render_record(work, ids).encode("utf-8", "replace"))
    if record_folder == target:  # together: where one of them may not be written, none is
        written = write_new(target, [*files, record])
    else:
        written = [*write_new(target, files), *write_new(record_folder, [record])]
    for file in written:
        _say(file.as_posix())
    for doubt in work.doubts:
        _say(
            f"{path.as_posix()}:{doubt.line}: {doubt.kind.value}: {doubt.reason}（{doubt.where}）",
            err=True,
        )
