"""One issue on one paper, from copy to files: what a worker does, far from the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsroom.model import Script
from newsroom.problems import Severity
from press import copy, lines, prepress, proof
from press.arrangement import Layout
from press.codes import Finding, PressCode
from press.faces import Faces, faces_for
from press.layout import Wishes, findings_of, lay_out
from press.lines import Span, TextLine
from press.papers import Grid
from press.regions import PICTURE_WIDTHS, PagePicture, layout_data, page_pictures
from press.ruler import Face, Ruler
from press.setting import NOTE_SIZE, Setting
from press.sheet import Furniture, sheet
from press.story import Story
from press.words import Phrases
from press.workshop import (
    PRESS_PIXELS,
    READER_PIXELS,
    READER_STANDARDS,
    Typesetter,
    Workshop,
)


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that printing an issue depends on, as plain data that a process can be sent.

    title, description, keywords: of the document. beside: lines beside the nameplate. imprint:
    paragraphs at the foot of the last page. photo_dpi: what the print shop asks of photos.
    for_readers: whether page files and pictures are wanted, for_press: the print shop's file.
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
    for_press: bool
    content: Path
    cache: Path
    theme: Path
    fonts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What came off the press.

    pages: each page as a PDF of its own; pictures: of every page, small to large; both only of the
    readers' paper. press: the print shop's PDF, or empty. data: of layout.json.
    """

    pdf: bytes
    pages: tuple[bytes, ...]
    pictures: tuple[tuple[PagePicture, ...], ...]
    press: bytes
    data: dict[str, Any]
    findings: tuple[Finding, ...]
    layout: Layout


def print_issue(order: Order) -> Printed:
    """Lay an issue out, print it, and read the proof."""
    faces = faces_for(order.script, order.fonts)
    workshop = Workshop.opened(order.cache, order.theme)
    settings, imprint = set_stories(order, Ruler(faces, workshop.file("measure.typ")))
    foot = len(imprint) + 1 if imprint else 0
    layout = lay_out(settings, order.grid, foot, order.wishes)
    typesetter = Typesetter(workshop, faces, order.day)
    photos = [picture.photo for story in order.stories for picture in story.pictures]

    def sheets(pixels: int) -> list[dict[str, Any]]:
        ready = workshop.photos(photos, order.content, pixels)
        furniture = _furniture(order, imprint)
        return sheet(layout, settings, order.grid, furniture, order.phrases, ready)

    pages = sheets(READER_PIXELS)
    whole = job(order, faces, pages)
    pdf = typesetter.pdf(whole, READER_STANDARDS)
    findings = [
        *findings_of(layout, order.grid, order.wishes),
        *proof.proof(pdf, layout, settings, order.grid, order.phrases),
        *_small_photos(layout, settings, order.grid, order.photo_dpi),
    ]
    single: tuple[bytes, ...] = ()
    pictures: tuple[tuple[PagePicture, ...], ...] = ()
    if order.for_readers:
        single = tuple(
            typesetter.pdf(job(order, faces, [page], number), READER_STANDARDS)
            for number, page in enumerate(pages, 1)
        )
        ppi = PICTURE_WIDTHS[-1] / order.grid.width * 72
        pictures = tuple(map(page_pictures, typesetter.pictures(whole, ppi)))
    press = b""
    if order.for_press:
        plates = job(order, faces, sheets(PRESS_PIXELS), press=True)
        press = prepress.finished(typesetter.pdf(plates, ()), order.title)
    data = layout_data(layout, order.stories, order.grid, pictures)
    return Printed(pdf, single, pictures, press, data, tuple(findings), layout)


def set_stories(order: Order, ruler: Ruler) -> tuple[list[Setting], tuple[TextLine, ...]]:
    """The stories set in type, and the lines of the imprint."""
    lines.learn(ruler, copy.texts_of(order.stories))
    ruler.learn(Face.SANS, "　".join(order.imprint))
    ruler.settle()
    grid = order.grid
    measure = grid.span(grid.columns) / (grid.size * NOTE_SIZE)
    imprint = tuple(
        line
        for paragraph in order.imprint
        for line in lines.set_lines(ruler, [Span(paragraph, Face.SANS)], measure)
    )
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
    )


def job(
    order: Order,
    faces: Faces,
    pages: Sequence[dict[str, Any]],
    number: int = 0,
    *,
    press: bool = False,
) -> dict[str, Any]:
    """What Typst is handed. number: of the page, where it is printed alone."""
    grid = order.grid
    return {
        "title": order.title + (f" {order.page_name.format(number)}" if number else ""),
        "description": order.description,
        "keywords": list(order.keywords),
        "publisher": order.publisher,
        "date": [order.day.year, order.day.month, order.day.day],
        "press": press,
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
            "region": faces.region,
            "script": order.script.tag.split("-")[1].lower(),
        },
        "pages": list(pages),
    }


def _small_photos(
    layout: Layout, settings: Sequence[Setting], grid: Grid, wanted: int
) -> Iterator[Finding]:
    """Photos whose pixels are too few for the place they are printed in."""
    for page in layout.pages:
        for block in page.blocks:
            if not block.pictures:
                continue
            for row in block.pictures.block.rows:
                for picture in row.pictures:
                    across = picture.photo.width / (row.width / 72)
                    down = picture.photo.height / (row.natural / 72)
                    dpi = min(across, down)
                    if dpi < wanted:
                        yield Finding(
                            settings[block.story].story.source,
                            PressCode.PHOTO_SMALL,
                            f"照片 {picture.photo.file.name} 印在{grid.name}第{page.number}版上只有"
                            f"{dpi:.0f} dpi，印刷要{wanted} dpi",
                            "换一张更大的照片，或在 photos 里写 size: small",
                            Severity.WARNING,
                        )
