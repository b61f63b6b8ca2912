"""One issue on one paper, from copy to files: what a worker does, far from the edition."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from newsroom.faults import ProgramCode, said
from newsroom.kinds import Script
from newsroom.model import Photo
from newsroom.problems import Severity
from newsroom.wishes import Dummy, Folio
from press import copy, lines, prepress, proof
from press.arrangement import Block, Layout
from press.codes import Finding, PressCode
from press.drawing import drawing_of, dressed, with_nameplate
from press.faces import Faces, faces_for
from press.furniture import BESIDE, Furniture, imprint_lines
from press.inkcheck import ink_findings
from press.intext import taken_out
from press.layout import lay_out
from press.masthead import masthead_of
from press.papers import Grid
from press.photography import Separation, printed_widths, small_photos
from press.plates import Plates
from press.posters import fits, learn_posters
from press.readback import Box
from press.regions import PagePicture, layout_data, page_pictures
from press.ruler import Face, Ruler
from press.setting import NOTE_SIZE, Setting
from press.sheet import sheet
from press.sheets import single_pages
from press.spans import TextLine
from press.stock import Filling, Stock
from press.story import Story
from press.whites import white_cells
from press.wishes import Wishes, findings_of
from press.words import Phrases
from press.workshop import (
    PRESS_STANDARDS,
    READER_STANDARDS,
    Typesetter,
    Workshop,
)


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
        """The order with its stories and its nameplate as the dummy wants them."""
        if self.dummy is None:
            return self
        grid = with_nameplate(self.grid, self.dummy)
        return replace(self, grid=grid, stories=dressed(self.stories, self.dummy))


@dataclass(frozen=True, slots=True)
class Printed:
    """What came off the press.

    pages: each page as a PDF of its own; pictures: of every page, small to large; both only of the
    readers' paper. press: the print shop's PDF, or empty. data: of layout.json. trail: of a fault
    of the program, for its report. draft: a refused paper, to be looked at and not delivered.
    """

    pdf: bytes
    pages: tuple[bytes, ...]
    pictures: tuple[tuple[PagePicture, ...], ...]
    press: bytes
    data: dict[str, Any]
    findings: tuple[Finding, ...]
    layout: Layout
    trail: str = ""
    draft: bytes = b""

    @classmethod
    def nothing(cls, finding: Finding, trail: str = "") -> Printed:
        """No files, and why."""
        return cls(b"", (), (), b"", {}, (finding,), Layout(()), trail)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What withholds the files; those of the print shop's file withhold only that."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)


def print_issue(order: Order) -> Printed:
    """Lay an issue out, print it, and read the proof.

    What Typst refuses to print, and a fault of the program, becomes a finding; then there are no
    files.
    """
    import typst

    try:
        return _print(order)
    except (typst.TypstError, _RefusedError) as refusal:
        source, alone = _culprit(order, (typst.TypstError, _RefusedError)) or ("", refusal)
        reason = " ".join(str(getattr(alone, "message", alone)).split())
        what = f"排印程序 Typst 不肯印，它说：{reason}"
        cure = "改去提示里说的字、照片或链接，再出一次；看不懂提示，请告知维护者"
        page, boxes = refusal.place_of(source) if isinstance(refusal, _RefusedError) else (0, ())
        refused = Finding(source, PressCode.REFUSED, what, cure, Severity.ERROR, page, boxes)
        draft = refusal.draft if isinstance(refusal, _RefusedError) else b""
        return replace(Printed.nothing(refused, _trail(refusal)), draft=draft)
    except Exception as error:
        memory = isinstance(error, MemoryError)
        source, _ = (None if memory else _culprit(order, type(error))) or ("", error)
        return Printed.nothing(program_fault(source, error), _trail(error))


def program_fault(source: str, error: BaseException, *, for_shop: bool = False) -> Finding:
    """A fault of the program in printing as what it is. source: the item that brings it about."""
    what = f"这是程序的差错（{said(error)}），不是您写错了"
    cure = "这篇稿件若是刚改过的，可先改回去再出一次" if source else "请稍后再出一次"
    grave = Severity.ERROR
    return Finding(source, ProgramCode.FAULT, what, cure, grave, for_shop=for_shop)


def _trail(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def _culprit(
    order: Order, kind: type[Exception] | tuple[type[Exception], ...]
) -> tuple[str, Exception] | None:
    """Which item brings an exception about, found by printing each of them alone."""
    for story in order.stories:
        try:
            _print(replace(order, stories=(story,), for_readers=False, plates=None))
        except Exception as alone:
            if isinstance(alone, kind):
                return story.source, alone
    return None


class _RefusedError(Exception):
    """Typst refuses a sheet that is laid out. draft: the sheet all the same, or empty."""

    def __init__(
        self, refusal: Any, draft: bytes, layout: Layout, settings: Sequence[Setting]
    ) -> None:
        self.message = str(refusal.message)
        self.draft = draft
        self._layout = layout
        self._settings = settings
        super().__init__(self.message)

    def place_of(self, source: str) -> tuple[int, tuple[Box, ...]]:
        """The first page that an item stands on, and where; 0 and nothing for no item."""
        for page in self._layout.pages:
            boxes = tuple(
                _box_of(block, self._settings[block.story].grid)
                for block in page.blocks
                if self._settings[block.story].story.source == source
            )
            if boxes:
                return page.number, boxes
        return 0, ()


def _box_of(block: Block, grid: Grid) -> Box:
    left, top = grid.left + grid.x(block.column), grid.top + grid.y(block.line)
    return Box(left, top, left + grid.span(block.columns), top + grid.depth(block.lines))


def _draft(typesetter: Typesetter, whole: dict[str, Any]) -> bytes:
    """A sheet held to no standard, only to be looked at; empty where Typst refuses that, too."""
    import typst

    try:
        return typesetter.pdf(whole, ())
    except typst.TypstError:
        return b""


@dataclass(frozen=True, slots=True)
class Laid:
    """An issue laid out and not yet drawn. order: as the dummy wants it.

    settings: of the stories and, after them, of the fillers; stories: theirs. gone: what is told
    of photos that are not there; prints: of the others, for the screen, by their digest.
    """

    order: Order
    faces: Faces
    workshop: Workshop
    settings: Sequence[Setting]
    stories: Sequence[Story]
    imprint: tuple[TextLine, ...]
    layout: Layout
    gone: tuple[Finding, ...]
    prints: dict[str, str]

    @property
    def photos(self) -> list[Photo]:
        """Every photo that may stand on a page."""
        return _photos(self.order)

    def sheets(self, prints: dict[str, str]) -> list[dict[str, Any]]:
        """The pages as Typst takes them. prints: file of a photo by the photo's digest."""
        order, furniture = self.order, _furniture(self.order, self.imprint)
        return sheet(self.layout, self.settings, order.grid, furniture, order.phrases, prints)


def laid_out(order: Order) -> Laid:
    """An issue laid out, round what is drawn of it."""
    order = order.as_drawn()
    faces = faces_for(order.script, order.fonts)
    workshop = Workshop.opened(order.cache, order.theme)
    darkroom = workshop.darkroom(order.content)
    ruler = Ruler(faces, workshop.file("measure.typ"))
    prints = darkroom.for_readers(_photos(order))
    order, gone = _without_gone(order, prints)
    settings, imprint = set_stories(order, ruler)
    foot = len(imprint) + 1 if imprint else 0

    def has_room(filling: Filling, columns: int, lines: int) -> bool:
        return fits(filling, order.grid, columns, lines, ruler)

    stock = Stock(order.grid, order.fillers, order.turn, has_room)
    drawing = drawing_of(order.dummy, order.drawn, order.stories, order.grid, order.fillers)
    layout = lay_out(settings, order.grid, foot, order.wishes, stock, drawing)
    settings += [Setting(filling.story, order.grid, ruler) for filling in order.fillers]
    stories = [*order.stories, *(filling.story for filling in order.fillers)]
    return Laid(order, faces, workshop, settings, stories, imprint, layout, tuple(gone), prints)


def _print(order: Order) -> Printed:
    import typst

    laid = laid_out(order)
    order, faces, settings, layout = laid.order, laid.faces, laid.settings, laid.layout
    typesetter = Typesetter(laid.workshop, faces, order.day)
    darkroom = laid.workshop.darkroom(order.content)
    photos, sheets, prints = laid.photos, laid.sheets, laid.prints
    pages = sheets(prints)
    widths = printed_widths(pages, prints)
    whole = job(order, faces, pages)
    try:
        pdf = typesetter.pdf(whole, READER_STANDARDS)
    except typst.TypstError as refusal:
        raise _RefusedError(refusal, _draft(typesetter, whole), layout, settings) from refusal
    findings = [
        *laid.gone,
        *layout.findings,
        *findings_of(
            layout, order.grid, order.wishes, settings, white_cells(pdf, layout, order.grid)
        ),
        *proof.proof(pdf, layout, settings, order.grid, order.phrases),
        *small_photos(order.stories, widths, order.grid, order.photo_dpi),
    ]
    names = tuple(order.page_name.format(page.number) for page in layout.pages)
    single: tuple[bytes, ...] = ()
    pictures: tuple[tuple[PagePicture, ...], ...] = ()
    if order.for_readers:
        single = single_pages(pdf, names)
        pictures = page_pictures(pdf)
    press, trail = b"", ""
    if order.plates:
        try:
            separates = order.plates.separates
            separation = Separation(separates, order.grid.ink) if separates else None
            prints = darkroom.for_press(photos, widths, order.photo_dpi, separation)
            plates = job(order, faces, sheets(prints), plates=order.plates)
            printed = typesetter.pdf(plates, PRESS_STANDARDS)
            press = prepress.finished(printed, order.title, order.plates)
            findings += proof.plates_proof(pdf, press)
            findings += ink_findings(press, order.grid.ink, order.grid.name)
        except Exception as error:  # the readers' file is made; it need not wait for the shop's
            press, trail = b"", _trail(error)
            findings.append(program_fault("", error, for_shop=True))
    data = layout_data(layout, order.stories, order.grid, names, pictures)
    return Printed(pdf, single, pictures, press, data, tuple(findings), layout, trail)


def _photos(order: Order) -> list[Photo]:
    stories = [*order.stories, *(filling.story for filling in order.fillers)]
    masthead = masthead_of(order.theme / "print", order.script)
    photos = [photo for story in stories for photo in story.photos]
    return [*photos, *([masthead.photo] if masthead else [])]


def _without_gone(order: Order, prints: Mapping[str, str]) -> tuple[Order, list[Finding]]:
    """The order without the photos that no print could be made of, and what is told of them."""
    gone = [
        Finding(
            story.source,
            PressCode.PHOTO_GONE,
            f"照片 {photo.file.name} 读不出来，{order.grid.name}报纸没有印这一张",
            "请把原来的照片放回稿件旁边，再出一次",
        )
        for story in order.stories
        for photo in story.photos
        if photo.digest not in prints
    ]
    if len(prints) == len({photo.digest for photo in _photos(order)}):
        return order, gone

    def kept(story: Story) -> Story:
        away = {photo.file.name for photo in story.photos if photo.digest not in prints}
        apart = taken_out(story, away)
        there = (each for each in apart.pictures if each.photo.digest in prints)
        return replace(apart, pictures=tuple(there))

    fillers = tuple(filling for filling in order.fillers if kept(filling.story) == filling.story)
    return replace(order, stories=tuple(map(kept, order.stories)), fillers=fillers), gone


def set_stories(order: Order, ruler: Ruler) -> tuple[list[Setting], tuple[TextLine, ...]]:
    """The stories set in type, and the lines of the imprint."""
    lines.learn(ruler, copy.texts_of(order.stories))
    learn_posters(ruler, order.fillers)
    ruler.learn(Face.SANS, BESIDE.join(order.imprint))
    ruler.settle()
    grid = order.grid
    measure = grid.span(grid.columns) / (grid.size * NOTE_SIZE)
    imprint = tuple(imprint_lines(order.imprint, ruler, measure))
    return [Setting(story, grid, ruler) for story in order.stories], imprint


def _furniture(order: Order, imprint: tuple[TextLine, ...]) -> Furniture:
    return Furniture(
        name=order.name,
        title=order.title,
        latin_name=order.latin_name,
        beside=order.beside,
        folio=order.folio,
        publisher=order.publisher,
        imprint=imprint,
        folios=order.folios,
        masthead=masthead_of(order.theme / "print", order.script),
    )


def _press(order: Order, plates: Plates, pages: int) -> dict[str, Any]:
    """What a press sheet bears round its pages, and the colour it draws red in."""
    inks = " ".join(("CMYK", f"+ {plates.spot}" if plates.spot else "")).strip()
    return {
        "bleed": prepress.BLEED,
        "slug": prepress.SLUG,
        "red": list(plates.drawn_red),
        "spot": plates.spot,
        "pages": [order.page_name.format(number) for number in range(1, pages + 1)],
        "said": f"{order.grid.name}　{inks}",
    }


def job(
    order: Order,
    faces: Faces,
    pages: Sequence[dict[str, Any]],
    *,
    plates: Plates | None = None,
) -> dict[str, Any]:
    """What Typst is handed. plates: of a press file."""
    grid = order.grid
    return {
        "title": order.title,
        "description": order.description,
        "keywords": list(order.keywords),
        "publisher": order.publisher,
        "date": [order.day.year, order.day.month, order.day.day],
        "press": _press(order, plates, len(pages)) if plates else None,
        "paper": {
            "width": grid.width,
            "height": grid.height,
            "left": grid.left,
            "top": grid.top,
            "size": grid.size,
        },
        "type": {
            "serif": faces.serif,
            "sans": faces.sans,
            "kai": faces.kai,
            "region": faces.region,
            "script": faces.script,
        },
        "pages": list(pages),
    }
