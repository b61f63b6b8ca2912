"""One issue on one paper, from copy to files: what a worker does, far from the edition."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsroom.faults import ProgramCode, said
from newsroom.problems import Severity
from press import prepress, proof
from press.arrangement import Block, Layout
from press.codes import Finding, PressCode
from press.inkcheck import ink_findings
from press.laying import job, laid_out
from press.order import Order
from press.papers import Grid
from press.photography import Separation, printed_widths, small_photos
from press.readback import Box, opened, read
from press.regions import PagePicture, layout_data, page_pictures
from press.setting import Setting
from press.sheets import single_pages
from press.whites import white_cells
from press.wishes import findings_of
from press.workshop import (
    PRESS_STANDARDS,
    READER_STANDARDS,
    Typesetter,
)


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
    with opened(pdf) as printed_pages:
        white = white_cells(printed_pages, layout, order.grid)
        proofs = list(map(read, printed_pages))
    findings = [
        *laid.gone,
        *layout.findings,
        *laid.made,
        *findings_of(layout, order.grid, order.wishes, settings, white),
        *proof.proof(proofs, layout, settings, order.grid, order.phrases),
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
            findings += proof.plates_proof(proofs, press)
            findings += ink_findings(press, order.grid.ink, order.grid.name)
        except Exception as error:  # the readers' file is made; it need not wait for the shop's
            press, trail = b"", _trail(error)
            findings.append(program_fault("", error, for_shop=True))
    data = layout_data(layout, order.stories, order.grid, names, pictures, order.fillers)
    return Printed(pdf, single, pictures, press, data, tuple(findings), layout, trail)
