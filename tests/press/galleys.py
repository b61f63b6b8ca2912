"""Galley proofs: paragraphs set and printed with nothing round them, read back line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

from orders import FONTS, ROOT, order

from edition.addresses import Addresses
from newsroom import blocks
from newsroom.markup import Place, Typesetter
from newsroom.model import Script
from newsroom.problems import ProblemList
from press import sheet
from press.copy import _Desk
from press.faces import faces_for
from press.lines import learn, text_of
from press.papers import Grid
from press.printing import job
from press.proof import _collision
from press.readback import folded, in_lines, read_pages, words_of
from press.ruler import Ruler
from press.setting import Setting
from press.story import Passage, Story
from press.words import Words
from press.workshop import READER_STANDARDS
from press.workshop import Typesetter as Compositor
from press.workshop import Workshop


def passages_of(markdown: str, script: Script) -> list[Passage]:
    """The passages that the press makes of a body. markdown: as an editor writes it."""
    place = Place("a.md", PurePosixPath("issues/2014-01-02"), 1)
    html = Typesetter().markup(markdown, place, ProblemList()).html
    edition: Any = SimpleNamespace(addresses=Addresses("https://news.example", "", "news"))
    desk = _Desk(edition, Words(str), faces_for(script, FONTS))
    return list(desk._passages(html))


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was not printed as it was planned."""

    what: str
    wanted: str
    found: str


def faults(passages: Sequence[Passage], grid: Grid, script: Script, folder: Path) -> Iterator[Fault]:
    """Print passages in one endless column and hold every line against the plan."""
    faces = faces_for(script, FONTS)
    workshop = Workshop.opened(folder / "cache", ROOT / "theme")
    ruler = Ruler(faces, workshop.file("measure.typ"))
    story = Story("s", "issues/2014-01-02/s.md", "", ("题",), passages=tuple(passages))
    for passage in passages:
        learn(ruler, passage.spans)
    ruler.settle()
    setting = Setting(story, grid, ruler)
    per_page = grid.lines
    pages: list[dict[str, Any]] = []
    held: list[Any] = []
    plan: list[list[Any]] = []

    def turn() -> None:
        if held:
            frames = list(sheet._column(held, 0, 0, grid))
            pages.append({"number": len(pages) + 1, "frames": frames})
            plan.append(list(held))
            held.clear()

    for line in setting.lines:
        if sum(each.height for each in held) + line.height > per_page:
            turn()
        held.append(line)
    turn()
    made = order([story], folder, grid.id, script)
    typesetter = Compositor(workshop, faces, date(2014, 1, 2))
    pdf = typesetter.pdf(job(made, faces, pages), READER_STANDARDS[:0] or ("a-2b",))
    for lines, read in zip(plan, read_pages(pdf), strict=True):
        top = 0
        for line in lines:
            upper = grid.top + grid.y(top)
            lower = upper + line.height * grid.pitch
            letters = [each for each in read.letters if upper <= each.heart[1] < lower]
            wanted = folded("".join(map(text_of, line.rows)))
            found = words_of(in_lines(letters))
            if found != wanted:
                yield Fault("line", wanted, found)
            out = [
                each
                for each in letters
                if each.box.left < grid.left - 1.5 or each.box.right > grid.left + grid.column + 1.5
            ]
            if out:
                yield Fault("outside", wanted, "".join(each.text for each in out))
            for one, other in zip(letters, letters[1:], strict=False):
                if _collision(one, other) > 0:
                    yield Fault("overlap", wanted, one.text + other.text)
            top += line.height
