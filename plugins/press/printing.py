"""One issue on one paper, from copy to pages: what a worker does, far from the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsroom.model import Script
from press import copy, lines
from press.faces import Faces, faces_for
from press.layout import Wishes, lay_out
from press.lines import Span, TextLine
from press.papers import Grid
from press.ruler import Face, Ruler
from press.setting import NOTE_SIZE, Setting
from press.sheet import Furniture, sheet
from press.story import Story
from press.words import Phrases
from press.workshop import READER_PIXELS, READER_STANDARDS, Typesetter, Workshop


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that printing an issue depends on, as plain data that a process can be sent.

    title, description, keywords: of the document. beside: lines beside the nameplate. imprint:
    paragraphs at the foot of the last page.
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
    wanted_pages: int | None
    plan: tuple[tuple[str, Any], ...]
    content: Path
    cache: Path
    theme: Path
    fonts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What came off the press: the reader's PDF."""

    pdf: bytes
    pages: int


def print_issue(order: Order) -> Printed:
    """Lay an issue out and print it."""
    faces = faces_for(order.script, order.fonts)
    workshop = Workshop.opened(order.cache, order.theme)
    ruler = Ruler(faces, workshop.file("measure.typ"))
    lines.learn(ruler, copy.texts_of(order.stories))
    ruler.learn(Face.SANS, "　".join(order.imprint))
    ruler.settle()
    settings = [Setting(story, order.grid, ruler) for story in order.stories]
    imprint = _imprint(order, ruler)
    foot = len(imprint) + 1 if imprint else 0
    layout = lay_out(settings, order.grid, foot, Wishes(order.wanted_pages))
    photos = [picture.photo for story in order.stories for picture in story.pictures]
    furniture = Furniture(
        name=order.name,
        title=order.title,
        latin_name=order.latin_name,
        beside=order.beside,
        folio=order.folio,
        publisher=order.publisher,
        imprint=imprint,
    )
    pages = sheet(
        layout,
        settings,
        order.grid,
        furniture,
        order.phrases,
        workshop.photos(photos, order.content, READER_PIXELS),
    )
    typesetter = Typesetter(workshop, faces, order.day)
    pdf = typesetter.pdf(job(order, faces, pages, press=False), READER_STANDARDS)
    return Printed(pdf, len(pages))


def job(order: Order, faces: Faces, pages: Sequence[dict[str, Any]], *, press: bool) -> Any:
    """What Typst is handed."""
    grid = order.grid
    return {
        "title": order.title,
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


def _imprint(order: Order, ruler: Ruler) -> tuple[TextLine, ...]:
    grid = order.grid
    measure = grid.span(grid.columns) / (grid.size * NOTE_SIZE)
    return tuple(
        line
        for paragraph in order.imprint
        for line in lines.set_lines(ruler, [Span(paragraph, Face.SANS)], measure)
    )
