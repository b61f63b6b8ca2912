"""What a worker is given to print an issue on one paper, far from the edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from newsroom.kinds import Script
from newsroom.wishes import Dummy, Folio
from press.captions import gathered
from press.drawing import dressed, fits_grid, with_nameplate
from press.keptwords import as_locked
from press.papers import Grid
from press.plates import Plates
from press.stock import Filling
from press.story import Story
from press.wishes import Wishes
from press.words import Phrases


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that printing an issue depends on, as plain data that a process can be sent.

    title, description, keywords: of the document. beside: lines beside the nameplate. imprint:
    paragraphs at the foot of the last page. photo_dpi: what the print shop asks of photos.
    fillers: what the pages may be filled with; turn: which of them is the first to be taken.
    folios: what the editor wrote over single pages.
    for_readers: whether page files and pictures are wanted. plates: of the print shop's file, None
    where none is wanted. dummy: of its pages, if there is one; drawn: its path in the content
    folder.
    """

    script: Script
    day: date
    stories: tuple[Story, ...]
    grid: Grid
    name: str
    latin_name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    publisher: str
    beside: tuple[str, ...]
    folio: str
    imprint: tuple[str, ...]
    phrases: Phrases
    wishes: Wishes
    page_name: str
    photo_dpi: int
    for_readers: bool
    plates: Plates | None
    content: Path
    cache: Path
    theme: Path
    fonts: tuple[Path, ...]
    fillers: tuple[Filling, ...] = ()
    turn: int = 0
    folios: tuple[Folio, ...] = ()
    dummy: Dummy | None = None
    drawn: str = ""

    def as_drawn(self) -> Order:
        """The order with stories and nameplate as the dummy and the paper want them."""
        used = self.dummy if self.dummy and fits_grid(self.dummy, self.grid) else None
        wishes = replace(self.wishes.settled(self.stories, used), dummy=self.drawn)
        order = replace(self, wishes=wishes)
        stories = dressed(self.stories, self.dummy)
        stories = tuple(gathered(story, self.grid, self.script) for story in stories)
        if self.dummy is None:
            return replace(order, stories=stories)
        grid = with_nameplate(self.grid, self.dummy)
        fillers = as_locked(self.fillers, self.dummy)
        return replace(order, grid=grid, stories=stories, fillers=fillers)
