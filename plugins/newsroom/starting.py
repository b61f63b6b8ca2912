"""Starts the files of an issue or an item, so that an editor begins with a form and not a blank."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from newsroom import placeholders
from newsroom.fields import KNOWN_KINDS, kind_of
from newsroom.folder import ITEM_ID, LONGEST_ID, day_like, is_day, is_reserved
from newsroom.guard import guarded
from newsroom.kinds import Kind
from newsroom.options import Conf, ContentToo
from newsroom.paper import Paper, content_of
from newsroom.problems import ProblemList
from newsroom.sources import source_of
from newsroom.typed import called
from newsroom.usage import run

ISSUE = f"""---
number: {{number}}
date: {{day}}
editors:
  - {{{{name: {placeholders.NAME}, role: 责任编辑}}}}
pages: 4
---
"""
ITEM = f"""---
kind: {{kind}}
section: {{section}}
kicker: ""
headline: {placeholders.HEADLINE}
deck: ""
dateline: ""
bylines:
  - {placeholders.NAME}
rank: 3
status: draft
{{more}}---
{{body}}"""
MORE = {
    Kind.SCHEDULE: (
        f"table: {{id}}.csv\nschedule:\n  period: {{month}}\n  venue: {placeholders.VENUE}\n"
        "  hours: 上午8:30-12:00 下午2:30-5:30\n"
    ),
    Kind.PHOTO: (
        f"photos:\n  - {{{{file: {{id}}.jpg, alt: {placeholders.ALT}, "
        f"caption: {placeholders.CAPTION}, "
        f"credit: {{{{name: {placeholders.NAME}, role: 摄}}}}}}}}\n"
    ),
}
BODY = {
    Kind.BRIEF: (
        f"{placeholders.FIRST_BRIEF}{placeholders.SIGNED}\n\n---\n\n"
        f"{placeholders.SECOND_BRIEF}{placeholders.SIGNED}\n"
    ),
    Kind.SCHEDULE: "",
}
TABLE = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"

app = typer.Typer(help="开始一期或一篇稿件。", add_completion=False, rich_markup_mode=None)


@app.command()
@guarded("new")
def issue(
    day: Annotated[str, typer.Argument(metavar="日期", help="出版日期，如 2013-10-08")],
    content: ContentToo = None,
    conf: Conf = None,
) -> None:
    """开始新的一期：建好文件夹和 issue.md。"""
    _check_day(day)
    content = content_of(content, conf)
    folder = content / "issues" / day
    number = 1 + max(_numbers(content), default=0)
    _write(folder / "issue.md", ISSUE.format(number=number, day=day))


@app.command()
@guarded("new")
def item(
    day: Annotated[str, typer.Argument(metavar="日期", help="哪一期，如 2013-10-08")],
    name: Annotated[
        str, typer.Argument(metavar="文件名", help="文件名，小写英文字母、数字和连字符，如 lead")
    ],
    kind: Annotated[str, typer.Option(help=f"稿件种类：{KNOWN_KINDS}")] = Kind.REPORT.value,
    section: Annotated[str, typer.Option(help="栏目，写名字或编号；不写是第一个栏目")] = "",
    content: ContentToo = None,
    conf: Conf = None,
) -> None:
    """开始一篇稿件：建好带稿件信息的文件，状态是草稿。"""
    _check_day(day)
    paper = Paper.of(content, conf)
    folder = paper.content / "issues" / day
    known = paper.sections
    section = section or next(iter(known), "")
    if section not in {*known, *known.values()}:
        shown = "、".join(f"{name}（{id_}）" for id_, name in known.items())
        _refuse(f"没有栏目“{section}”，可以是 {shown}")
    meant = kind_of(kind.strip())
    if not isinstance(meant, Kind):
        _refuse(f"没有稿件种类“{kind}”，可以是 {KNOWN_KINDS}")
    if not (folder / "issue.md").is_file():
        _refuse(f"还没有 {day} 这一期，请先用 {called('new')} issue {day}")
    if not ITEM_ID.fullmatch(name) or len(name) > LONGEST_ID:
        _refuse(f"文件名“{name}”不能做网址，请用小写英文字母、数字和连字符，如 lead")
    if is_reserved(name):
        _refuse(f"文件名“{name}”是网站自己要用的，请换一个，如 lead")
    more = MORE.get(meant, "").format(id=name, month=day[:7])
    body = BODY.get(meant, f"{placeholders.BODY}\n")
    text = ITEM.format(kind=meant.value, section=section, more=more, body=body)
    _write(folder / f"{name}.md", text)
    if meant is Kind.SCHEDULE:
        _write(folder / f"{name}.csv", TABLE)


def _check_day(written: str) -> None:
    """Refuse what cannot name the folder of an issue."""
    if not is_day(written):
        day = day_like(written)
        _refuse(
            f"日期要写成 {day}，不写 {written}"
            if day
            else f"“{written}”不是日历上有的日期，请写成 2013-10-08"
        )


def _numbers(content: Path) -> list[int]:
    """The numbers of the issues there are; files that can't be read count for nothing."""
    numbers = []
    for path in sorted((content / "issues").glob("*/issue.md")):
        try:
            source = source_of(path.read_bytes(), path.name, ProblemList())
        except OSError:
            continue
        number = (source.matter or {}).get("number") if source else None
        numbers += [number] if isinstance(number, int) else []
    return numbers


def _write(path: Path, text: str) -> None:
    if path.exists():
        _refuse(f"{path} 已经有了，没有改动")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    typer.echo(f"建好了 {path}")


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    run("new", app)
