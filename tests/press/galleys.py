"""Galley proofs: paragraphs set and printed with nothing round them, read back line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

from orders import FONTS, ROOT, order

from edition.addresses import Addresses
from newsroom.kinds import Script
from newsroom.markup import Typesetter
from newsroom.problems import ProblemList
from newsroom.references import Place
from press.columnlines import Line
from press.copy import CopyReader
from press.faces import faces_for
from press.laying import job
from press.lines import learn
from press.papers import Grid
from press.proof import collision
from press.readback import Letter, folded, in_lines, read_pages, words_of
from press.ruler import Ruler
from press.setting import Setting
from press.sheet import column_frames
from press.spans import text_of
from press.story import Passage, Story
from press.words import Words
from press.workshop import Typesetter as Compositor
from press.workshop import Workshop

_LEAN = 1.5  # points that a letter may stand out of its column
# Ems from one character to the next: what a reader still sees as one line. Before an address or a
# number that nothing parts a line comes to 1.35 where no other ends of the lines before it help: to
# leave it short would say that the paragraph ends. Ordinary copy keeps well within it.
LOOSEST = 1.36
ORDINARY = 1.3


def passages_of(markdown: str, script: Script) -> list[Passage]:
    """The passages that the press makes of a body. markdown: as an editor writes it."""
    place = Place("a.md", PurePosixPath("issues/2014-01-02"), 1)
    html = Typesetter().markup(markdown, place, ProblemList()).html
    edition: Any = SimpleNamespace(addresses=Addresses("https://news.example", "", "news"))
    return CopyReader(edition, Words(str), faces_for(script, FONTS)).body_of(html)[0]


_BLANK = re.compile(r"(\S)\s+(?=(\S))")  # what stands on both sides of one


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was not printed as it was planned."""

    what: str
    wanted: str
    found: str


def faults(
    passages: Sequence[Passage],
    grid: Grid,
    script: Script,
    folder: Path,
    loosest: float = LOOSEST,
) -> Iterator[Fault]:
    """Print passages in one endless column and hold every line against the plan.

    loosest: how far, in ems, from one character to the next any line of Chinese may be set.
    """
    faces = faces_for(script, FONTS)
    workshop = Workshop.opened(folder / "cache", ROOT / "theme")
    ruler = Ruler(faces, workshop.file("measure.typ"))
    for passage in passages:
        learn(ruler, passage.spans)
    ruler.settle()
    story = Story("s", "issues/2014-01-02/s.md", "", ("题",), passages=tuple(passages))
    galleys = list(_galleys(Setting(story, grid, ruler).lines, grid))
    pages = [
        {"number": number, "frames": list(column_frames(lines, 0, 0, grid))}
        for number, lines in enumerate(galleys, 1)
    ]
    compositor = Compositor(workshop, faces, date(2014, 1, 2))
    made = job(order([story], folder, grid.id, script), faces, pages)
    for lines, read in zip(galleys, read_pages(compositor.pdf(made, ("a-2b",))), strict=True):
        by_row: dict[int, list[Letter]] = {}
        for letter in read.letters:
            row = floor((letter.heart[1] - grid.top) / grid.pitch)
            by_row.setdefault(row, []).append(letter)
        top = 0
        for line in lines:
            rows = range(top, top + line.height)
            within = [letter for row in rows for letter in by_row.get(row, ())]
            yield from _line(line, sorted(within, key=lambda letter: letter.order), grid, loosest)
            top += line.height


def _galleys(lines: Sequence[Line], grid: Grid) -> Iterator[list[Line]]:
    """Lines shared out to pages of one column."""
    held: list[Line] = []
    for line in lines:
        if sum(each.height for each in held) + line.height > grid.lines:
            yield held
            held = []
        held.append(line)
    yield held


def _line(line: Line, letters: Sequence[Letter], grid: Grid, loosest: float) -> Iterator[Fault]:
    wanted = folded("".join(map(text_of, line.rows)))
    found = words_of(in_lines(letters))
    if found != wanted:
        yield Fault("line", wanted, found)
    left, right = grid.left - _LEAN, grid.left + grid.column + _LEAN
    out = [each.text for each in letters if each.box.left < left or each.box.right > right]
    if out:
        yield Fault("outside", wanted, "".join(out))
    for one, other in pairwise(letters):
        if collision(one, other) > 0:
            yield Fault("overlap", wanted, one.text + other.text)
    beside_blanks = set(_BLANK.findall("".join(map(text_of, line.rows))))
    apart = [
        other.start - one.start
        for one, other in pairwise(letters)
        if _is_han(one, other) and (one.text, other.text) not in beside_blanks
    ]
    if apart and min(apart) > loosest * grid.size:
        yield Fault("loose", wanted, f"{min(apart) / grid.size:.2f} em")


def _is_han(*letters: Letter) -> bool:
    return all("一" <= letter.text <= "龥" for letter in letters)
