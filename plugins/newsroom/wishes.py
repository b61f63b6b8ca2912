"""What an editor asks of the printed page: wishes of an item, and the dummy (版样) of an issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from newsroom.kinds import AS_WRITTEN, Id


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What the editor asks of the newspaper's layout; every field may be left alone.

    rank: 1 (lead) to 4; page: 1-based; span: columns; jump: whether it may go on on another page;
    together: the name of a group kept on one page; vertical: headline set beside the story;
    upright: the text set downwards in a box, as a poem may be.
    """

    rank: int = 3
    page: int | None = None
    span: int | None = None
    jump: bool = True
    together: Id = ""
    vertical: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Folio:
    """What the head of a printed page says of it: 第2版 民生 编辑 何静; "" for what is not said."""

    page: int
    name: str = ""
    editor: str = ""


@dataclass(frozen=True, slots=True)
class DummyPhoto:
    """Where a photo stands on a page, in cells of its grid, from 1. at: line of the file.

    file: "" for all photos that are not named, as a group. height: with its caption.
    """

    at: int
    width: int
    height: int
    file: Id = ""
    column: int | None = None
    line: int | None = None
    crop: Annotated[tuple[float, float] | None, AS_WRITTEN] = None


@dataclass(frozen=True, slots=True)
class DummyPlace:
    """A place on a page, in cells of its grid, from 1. at: line of the file; 0 for one of no file.

    story: an item's id or title. filler: the id of a filler. ear: beside the nameplate, 报眼.
    head: lines of the headline; head_size: of its type, ems of the body. label: of a column that
    comes back, 栏头. box: "frame", "tint", "none" or None. to: the page where the story goes on.
    columns: that the text is set in, if not the grid's; photos in it are counted by them. short:
    lines that a column may stay short. upright: the text set downwards, 直排. spread: as
    `press.setting.Setting.spread`. says: headline and lines of a filler that the press had made,
    which a locked page keeps.
    """

    at: int = 0
    story: Id = ""
    filler: Id = ""
    ear: bool = False
    column: int | None = None
    line: int | None = None
    width: int | None = None
    height: int | None = None
    head: int | None = None
    head_size: float | None = None
    vertical: bool | None = None
    upright: bool | None = None
    photos: tuple[DummyPhoto, ...] = ()
    label: str = ""
    box: Annotated[str | None, AS_WRITTEN] = None
    columns: int | None = None
    to: int | None = None
    short: int | None = None
    spread: int | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DummyPage:
    """A page of a dummy. at: line of the file. nameplate: lines, of page one, or None."""

    number: int
    at: int = 0
    name: str = ""
    locked: bool = False
    nameplate: int | None = None
    places: tuple[DummyPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Dummy:
    """What stands where on the pages of an issue, 版样. file: its name beside issue.md.

    paper: id of the paper, "" for the readers'. columns, lines: of the grid it was drawn for.
    count: of the issue's pages then, None where nobody said.
    """

    file: Id
    paper: Id = ""
    columns: int | None = None
    lines: int | None = None
    pages: tuple[DummyPage, ...] = ()
    count: int | None = None
