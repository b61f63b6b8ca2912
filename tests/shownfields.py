"""What the outputs show of an item's fields, held against what the fields declare.

The recipes ask the same in a house with a field more.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import presses
from edition.tree import OutputTree
from manuscripts.manuscript import Line, Picture, manuscript
from newsroom.itemfields import FIELDS
from newsroom.model import Issue
from newsroom.shown import Output
from newsrooms import issue, item, picture, write
from press.copy import copy_of, texts_of
from press.faces import faces_for
from search import texts
from sounds import mp3
from syndication import mail
from syndication.book import book
from syndication.entries import Desk
from syndication.settings import SyndicationSettings
from website.fronts import write_issues
from website.items import write_items

SECTION = "要闻"
COMPOSED: dict[str, Any] = {
    "bylines": [{"name": "Zbylines"}],
    "photos": [{"file": "a.jpg", "alt": "新路两旁站着村民。", "caption": "Zphotos"}],
    "audio": "Zaudio.mp3",
    "figures": [{"value": "8", "unit": "个", "label": "Zfigures"}],
    "corrections": [{"date": "2013-10-09", "text": "Zcorrections"}],
}
"""Fields that hold further fields; any other is a line of text."""
SCHEDULE = {"period": "2013-10", "venue": "Zschedule"}
TABLE = "| 姓名 | 接访时间 |\n| --- | --- |\n| 林晓 | 10月8日 |\n"
RETRACTED = {"date": "2013-10-09", "text": "Zretracted"}
APART = {"kind", "section", "schedule", "retracted"}


def newsroom(folder: Path) -> Path:
    """An issue whose items say something of their own in every field that a reader may see."""
    content = folder / "content"
    issue(content)
    write(content, "issues/2013-10-08/a.jpg", picture())
    write(content, "issues/2013-10-08/Zaudio.mp3", mp3())
    names = [one.name for one in FIELDS if one.shown.on and one.name not in APART]
    fields = {name: COMPOSED.get(name, f"Z{name}") for name in names}
    item(content, "lead", section="yaowen", **fields)
    item(content, "plan", TABLE, kind="schedule", headline="安排", schedule=SCHEDULE)
    item(content, "gone", headline="Zgone", retracted=RETRACTED)
    return content


def differences(folder: Path) -> list[str]:
    """Every field with an output that should show it and does not, or shows it against its word."""
    with presses.editions(newsroom(folder), folder, ["syndication", "website"]) as editions:
        edition = next(iter(editions.values()))
        desk = Desk(edition, SyndicationSettings.of(edition.options))
        made = Made(desk, edition.issues[0], folder)
        said = {output: "\n".join(SAID[output](made)) for output in Output}
    found = []
    for field in FIELDS:
        words = SECTION if field.name == "section" else f"Z{field.name}"
        for output, text in said.items():
            if field.name == "retracted" and "Zgone" not in text:
                continue  # it leaves out the whole item
            if (words in text) != (output in field.shown.on):
                verb = "does not show" if output in field.shown.on else "shows"
                found.append(f"{output.value} {verb} {field.name}")
    return found


@dataclass(frozen=True)
class Made:
    """An issue, what makes its entries, and a folder for what is made."""

    desk: Desk
    issue: Issue
    folder: Path


def _web(made: Made) -> Iterator[str]:
    with OutputTree(made.folder / "web") as tree:
        write_items(made.desk.edition, tree)
        write_issues(made.desk.edition, tree)
        tree.commit()
    for path in sorted((made.folder / "web").rglob("*.html")):
        yield path.read_text(encoding="utf-8")


def _mail(made: Made) -> Iterator[str]:
    yield mail.letter(made.desk, made.issue)
    yield from mail._texts(made.desk, made.issue.items, 1_000)  # noqa: SLF001 - of a letter too long


def _book(made: Made) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(book(made.desk, made.issue))) as whole:
        for name in whole.namelist():
            yield whole.read(name).decode("utf-8", "replace")


def _feeds(made: Made) -> Iterator[str]:
    for one in made.issue.items:
        entry = made.desk.item(one)
        yield from (entry.title, entry.summary, entry.render(), repr(entry.categories))
        yield repr(entry.enclosures)
        places = range(len(one.corrections))
        yield from (made.desk.correction(one, place).summary for place in places)


def _search(made: Made) -> Iterator[str]:
    for one in made.issue.items:
        yield texts.title_of(one)
        yield from texts.lines(one)


def _print(made: Made) -> Iterator[str]:
    faces = faces_for(made.desk.edition.script, made.desk.edition.fonts)
    yield from (
        span.text for span in texts_of(copy_of(made.desk.edition, made.issue, faces).stories)
    )


def _exports(made: Made) -> Iterator[str]:
    for part in manuscript(made.desk.edition, made.issue):
        if isinstance(part, Line):
            yield part.text
        elif isinstance(part, Picture):
            yield part.photo.caption


SAID: dict[Output, Callable[[Made], Iterator[str]]] = {
    Output.WEB: _web,
    Output.MAIL: _mail,
    Output.BOOK: _book,
    Output.FEEDS: _feeds,
    Output.SEARCH: _search,
    Output.PRINT: _print,
    Output.EXPORTS: _exports,
}
"""All that each output says of an issue."""
