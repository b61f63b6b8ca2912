"""A newsroom whose paper was signed to press, and what can be seen of its papers."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from orders import prose

from edition.build import Build
from ledgers import at
from newsroom.kinds import Script
from newsrooms import issue, item, picture, write
from once import once
from press.readback import read_pages
from presses import ROOT, built
from publications import ledger_lines, publish
from test_law_of_the_tree import tree_of

ROOMS = ("press", "website")
A4 = ("a4",)  # printed_lives signs all sizes; a reprint of each is cut in test_press_cutting
DAY = "2014-01-02"
FOLDER = "2014/01/02"
PDF = f"{FOLDER}/yibin-tongxun-{DAY}.pdf"
LATER = "2014-01-06"
MARK = "秘密标记词"
RETRACTED = {"retracted": {"date": "2014-01-05", "text": "所述不实，现予撤回。"}}


def newsroom(folder: Path) -> Path:
    """An issue of two pages and more; the item "second" goes to pieces in the tests."""
    content = folder / "content"
    issue(content, DAY)
    write(content, f"issues/{DAY}/a.jpg", picture(size=(900, 600)))
    item(content, "lead", prose(4200), DAY, rank=1, headline="河岸步道开放")
    secret(content)
    item(content, "third", prose(900, 50), DAY, headline="后街改造完工")
    item(content, "fourth", prose(700, 90), DAY, headline="新学校开学")
    shutil.copytree(ROOT / "theme", folder / "theme")
    return content


def secret(content: Path, name: str = "second", **more: object) -> None:
    """An item that bears the marker word in every field."""
    body = f"第一段说{MARK}。\n\n## 小标题{MARK}\n\n{prose(500, 20)}{MARK}。"
    photos = [{"file": "a.jpg", "alt": f"替代文字{MARK}", "caption": f"图说{MARK}。"}]
    fields = {
        "headline": "桥上通车",
        "kicker": f"引题{MARK}",
        "deck": f"副题{MARK}",
        "dateline": f"电头{MARK}",
        "quote": f"引语{MARK}",
        "bylines": [MARK],
        "photos": photos,
        "figures": [{"value": "8", "unit": "座", "label": MARK}],
    }
    item(content, name, body, DAY, **{**fields, **more})


def signed(factory: pytest.TempPathFactory, work: Path) -> Path:
    """A copy of a newsroom whose paper was signed."""
    shutil.copytree(once(factory, "signed-paper", _sign), work / "press")
    return work / "press"


def _sign(folder: Path) -> None:
    publish(newsroom(folder), folder, at(DAY, "06:10"), ROOMS, theme=folder / "theme", papers=A4)


def rebuilt(folder: Path, day: str = LATER, **more: object) -> tuple[Path, Build]:
    """A proof, built later."""
    now = at(day)
    return built(
        folder / "content", folder, ROOMS, theme=folder / "theme", now=now, papers=A4, **more
    )


def published(folder: Path, day: str = LATER, **more: object) -> Path:
    """Publish later."""
    return publish(
        folder / "content", folder, at(day), ROOMS, theme=folder / "theme", papers=A4, **more
    )


def built_scripts() -> tuple[Script, ...]:
    """One script, where the test is not about two."""
    return (Script.HANS,)


def kept(folder: Path) -> Path:
    return folder / "content/issues" / DAY / "printed/zh-Hans"


def signatures(folder: Path) -> list[dict[str, str]]:
    """What was signed, time after time."""
    facts = map(json.loads, ledger_lines(folder / "content"))
    return [fact["files"] for fact in facts if fact["fact"] == "signed"]


def papers(tree: dict[str, bytes]) -> dict[str, bytes]:
    """The files that the press has made."""
    made = re.compile(rf"(hant/)?{FOLDER}/[^/]+\.(pdf|webp|json)")
    return {path: data for path, data in tree.items() if made.fullmatch(path)}


def clean(folder: Path, day: str = LATER) -> dict[str, bytes]:
    """What a build from nothing makes of the same content."""
    other = folder / "elsewhere"
    shutil.rmtree(other, ignore_errors=True)
    now = at(day)
    how = {"theme": folder / "theme", "now": now, "papers": A4}
    return tree_of(built(folder / "content", other, ROOMS, **how)[0])


def another_look(folder: Path) -> None:
    """Change the theme, of the web and of the paper."""
    for name, old, new in (
        ("print/colours.typ", "#a8171c", "#17a81c"),
        ("templates/base.html", "</body>", "<!-- 新的页脚 --></body>"),
    ):
        path = folder / "theme" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def said_in(pdf: bytes) -> str:
    """All words in a file: on its pages, and in every string and stream of it."""
    words = ["".join(letter.text for letter in page.letters) for page in read_pages(pdf)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                data = thing.read_raw_bytes() if _is_picture(thing) else thing.read_bytes()
                words += [data.decode("utf-8", "replace"), data.decode("utf-16-be", "replace")]
                words += _strings(thing.stream_dict)
            else:
                words += _strings(thing)
    return "\n".join(words)


def _is_picture(thing: pikepdf.Object) -> bool:
    return thing.get("/Subtype") == "/Image"


def _strings(thing: object, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < 4 and isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _strings(each, depth + 1)
    elif depth < 4 and isinstance(thing, pikepdf.Dictionary):
        for each in thing.values():
            yield from _strings(each, depth + 1)


def page_of(layout: bytes, lasting: str) -> set[int]:
    """The pages on which an item stands."""
    pages = json.loads(layout)["pages"]
    return {page["number"] for page in pages for r in page["regions"] if r["id"] == lasting}
