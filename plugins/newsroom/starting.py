"""Starts the files of an issue or an item, so that an editor begins with a form and not a blank."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
import yaml

from newsroom.guard import guarded
from newsroom.model import Kind

ISSUE = """---
number: {number}
date: {day}
editors:
  - {{name: 请填姓名, role: 责任编辑}}
pages: 4
---
"""
ITEM = """---
kind: {kind}
section: {section}
kicker: ""
headline: 请填主题
deck: ""
dateline: ""
bylines:
  - 请填姓名
rank: 3
status: draft
{more}---
{body}"""
MORE = {
    Kind.SCHEDULE: (
        "table: {id}.csv\nschedule:\n  period: {month}\n  venue: 请填地点\n"
        "  hours: 上午8:30-12:00 下午2:30-5:30\n"
    ),
    Kind.PHOTO: (
        "photos:\n  - {{file: {id}.jpg, alt: 请写照片里有什么, caption: 请填图片说明, "
        "credit: {{name: 请填姓名, role: 摄}}}}\n"
    ),
}
BODY = {
    Kind.BRIEF: "请写第一则简讯。（请填姓名）\n\n---\n\n请写第二则简讯。（请填姓名）\n",
    Kind.SCHEDULE: "",
}
TABLE = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"
ITEM_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

HOME = Path(__file__).parents[2] / "content"

app = typer.Typer(help="开始一期或一篇稿件。", no_args_is_help=True, add_completion=False)
Content = Annotated[Path, typer.Option("--content", help="内容文件夹")]


@app.command()
@guarded("new")
def issue(
    day: Annotated[str, typer.Argument(help="出版日期，如 2013-10-08")],
    content: Content = HOME,
) -> None:
    """开始新的一期：建好文件夹和 issue.md。"""
    folder = content / "issues" / _day(day)
    number = 1 + max(_numbers(content), default=0)
    _write(folder / "issue.md", ISSUE.format(number=number, day=day))


@app.command()
@guarded("new")
def item(
    day: Annotated[str, typer.Argument(help="哪一期，如 2013-10-08")],
    name: Annotated[str, typer.Argument(help="文件名，小写英文字母、数字和连字符，如 lead")],
    kind: Annotated[Kind, typer.Option(help="稿件种类")] = Kind.REPORT,
    section: Annotated[str, typer.Option(help="栏目")] = "yaowen",
    content: Content = HOME,
) -> None:
    """开始一篇稿件：建好带稿件信息的文件，状态是草稿。"""
    folder = content / "issues" / _day(day)
    if not (folder / "issue.md").is_file():
        _refuse(f"还没有 {day} 这一期，请先用 scripts/new issue {day}")
    if not ITEM_ID.fullmatch(name):
        _refuse(f"文件名“{name}”不能做网址，请用小写英文字母、数字和连字符")
    more = MORE.get(kind, "").format(id=name, month=day[:7])
    body = BODY.get(kind, "请写正文。\n")
    text = ITEM.format(kind=kind.value, section=section, more=more, body=body)
    _write(folder / f"{name}.md", text)
    if kind is Kind.SCHEDULE:
        _write(folder / f"{name}.csv", TABLE)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        _refuse(f"“{text}”不是日历上有的日期，请写成 2013-10-08")
        raise


def _numbers(content: Path) -> list[int]:
    """The numbers of the issues there are; files that can't be read count for nothing."""
    numbers = []
    for path in sorted((content / "issues").glob("*/issue.md")):
        head = path.read_text(encoding="utf-8", errors="replace").split("---")[1:2]
        try:
            number = yaml.safe_load(head[0]).get("number")
        except (yaml.YAMLError, AttributeError, IndexError, ValueError):
            continue
        numbers += [number] if isinstance(number, int) else []
    return numbers


def _write(path: Path, text: str) -> None:
    if path.exists():
        _refuse(f"{path} 已经有了，没有改动")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    typer.echo(f"建好了 {path}")


def _refuse(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
