"""`scripts/returned`: which words a layout room has changed in a kit's document, for the editor.

The document that would be made now and the one that came back are read alike, paragraph by
paragraph with its style, and held against each other character by character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated

import typer
from jinja2 import Environment

from edition.build import Build
from edition.building import settings_of
from edition.host import job_of
from edition.model import Edition
from kits.documents import Said, paragraphs_of
from manuscripts.manuscript import Style
from manuscripts.word import document
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.options import Conf, Content, ContentToo
from newsroom.paper import meant
from newsroom.problems import ContentRefusedError, Outcome
from newsroom.store import Store
from newsroom.typed import called
from newsroom.usage import run

DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
DELETED, ADDED = ("［删：", "］"), ("［增：", "］")


def differences(before: Sequence[Said], after: Sequence[Said]) -> Iterator[str]:
    """One line for every paragraph that is not the same, under the headline it stands under."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = before[a:b], after[c:d]
        paired = list(zip(old, new, strict=False))
        for place, (one, other) in enumerate(paired, a):
            yield f"{_under(before, place)}{_changed(one, other)}"
        for one in old[len(paired) :]:
            yield f"{_under(before, a)}{one.style}：{DELETED[0]}{_whole(one)}{DELETED[1]}"
        for one in new[len(paired) :]:
            yield f"{_under(after, c)}{one.style}：{ADDED[0]}{_whole(one)}{ADDED[1]}"


def _changed(one: Said, other: Said) -> str:
    style = one.style if one.style == other.style else f"{one.style}→{other.style}"
    words = ""
    for kind, a, b, c, d in SequenceMatcher(
        None, one.text, other.text, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            words += _shortened(one.text[a:b])
            continue
        words += f"{DELETED[0]}{one.text[a:b]}{DELETED[1]}" if b > a else ""
        words += f"{ADDED[0]}{other.text[c:d]}{ADDED[1]}" if d > c else ""
    return f"{style}：{words}{_looked(one, other)}"


def _looked(one: Said, other: Said) -> str:
    """What is set apart in one and not in the other: links, bold words, pictures."""
    old, new = Counter(one.looks), Counter(other.looks)
    gone = "".join(f"{DELETED[0]}{look}{DELETED[1]}" for look in (old - new).elements())
    return gone + "".join(f"{ADDED[0]}{look}{ADDED[1]}" for look in (new - old).elements())


def _whole(said: Said) -> str:
    """A paragraph; of one without words what stands in it."""
    return said.text or "、".join(map(str, said.looks))


def _shortened(same: str) -> str:
    return same if len(same) <= 24 else f"{same[:10]}……{same[-10:]}"


def _under(said: Sequence[Said], place: int) -> str:
    heads = [one.text for one in said[: place + 1] if one.style in {"主题", "主題"}]
    return f"《{heads[-1]}》" if heads else ""


def day_of(said: Sequence[Said]) -> date | None:
    """The day of the issue that a document is of, as its head says it."""
    for one in said:
        match = DAY.search(one.text) if one.style in {"期号", "期號"} else None
        if match:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                return None
    return None


def edition_of(said: Sequence[Said], editions: Sequence[Edition]) -> Edition:
    """The edition whose names of styles a document has."""
    names = {one.style for one in said}
    return max(editions, key=lambda one: len(names & {one.set_text(style) for style in Style}))


@guarded("returned")
def returned(
    file: Annotated[Path, typer.Argument(metavar="DOCX", help="排版室改过的 Word 文档")],
    content: Content = None,
    conf: Conf = None,
    *,
    content_too: ContentToo = None,
) -> None:
    """列出版式包的 Word 文档改了哪些字；不改动任何文件。要收进稿件，再用 import。"""
    conf, content = meant(content, content_too, conf)
    folder = content_folder(content)
    try:
        after = paragraphs_of(file.read_bytes())
    except (OSError, ValueError):
        cure = "请给出版式包里那个 DOCX 改过以后的文件"
        raise MisusedError(str(file), "不是 Word 文档，或者读不出来", cure) from None
    settings = settings_of(conf, {"PATH": str(folder)})
    build = Build(job_of(settings, Environment(autoescape=True)))
    day = day_of(after)
    with Store(None) as store:
        try:
            editions = build.prepare(store)
        except ContentRefusedError as refused:
            typer.echo(f"{len(refused.problems.errors)} 处错误，请先运行 {called('check')}")
            raise typer.Exit(Outcome.REFUSED) from None
        edition = edition_of(after, editions)
        issue = edition.issue_by_day.get(day) if day else None
        if issue is None:
            cure = "请不要改动“期号”那一行；稿件里要有这一期"
            raise MisusedError(str(file), "看不出是哪一期的文档", cure)
        before = paragraphs_of(document(edition, issue))
    found = list(differences(before, after))
    for line in found:
        typer.echo(line)
    typer.echo(f"改了 {len(found)} 处" if found else "一个字也没有改")
    if found:
        typer.echo(f"要收进稿件，请运行 {called('import')} {file}")


if __name__ == "__main__":
    run("returned", returned)
