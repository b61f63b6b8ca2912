"""An issue laid out on one paper, and the sheet that Typst is handed of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsroom.model import Photo
from press import copy, lines
from press.arrangement import Block, Layout
from press.codes import Finding, PressCode
from press.drawing import drawing_of
from press.faces import Faces, faces_for
from press.furniture import BESIDE, Furniture, imprint_lines
from press.intext import taken_out
from press.kepttype import KeptType
from press.layout import lay_out
from press.masthead import masthead_of
from press.order import Order
from press.papers import Grid
from press.plates import BLEED, SLUG, Plates
from press.posters import fits, learn_posters
from press.ruler import Face, Ruler
from press.setting import NOTE_SIZE, Setting
from press.sheet import sheet
from press.spans import TextLine
from press.stock import Filling, Stock
from press.story import Story
from press.workshop import Workshop


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
    def type(self) -> KeptType | None:
        """What is set of it, to be kept for another time."""
        settings = tuple(setting.whole or setting for setting in self.settings)
        return KeptType(tuple(self.stories), settings, settings[0].ruler) if settings else None

    @property
    def made(self) -> Iterator[Finding]:
        """What is told of fillers that the press has made itself: which stands where."""
        first, name = len(self.order.stories), self.order.grid.name
        for page in self.layout.pages:
            for block in page.blocks:
                filling = self.order.fillers[block.story - first] if block.poster else None
                if filling is None or not filling.about:
                    continue
                at = self._asked_at(page.number, block, filling)
                if at is None:
                    what = (
                        f"{name}报纸第{page.number}版的空处，备的补白填不了，"
                        f"排了程序自拟的：{filling.about}"
                    )
                    cure = "请看一看；不要它，在 content/fillers 里添补白，或设 made_fillers: False"
                    yield Finding("", PressCode.MADE_FILLER, what, cure)
                else:
                    what = f"{name}报纸第{page.number}版照版样排了程序自拟的补白：{filling.about}"
                    cure = f"请看一看；不要它，在版样里删去“{filling.name}”这一处"
                    drawn = self.order.drawn
                    yield Finding(drawn, PressCode.MADE_FILLER, what, cure, line=at)

    def _asked_at(self, page: int, block: Block, filling: Filling) -> int | None:
        """The line of the dummy that asks for a filler where it stands; None for none."""
        pages = self.order.dummy.pages if self.order.dummy else ()
        for place in (place for one in pages if one.number == page for place in one.places):
            stands = place.ear or (place.column, place.line) == (block.column + 1, block.line + 1)
            if place.filler == filling.name and stands:
                return place.at
        return None

    @property
    def photos(self) -> list[Photo]:
        """Every photo that may stand on a page."""
        return _photos(self.order)

    def sheets(self, prints: dict[str, str]) -> list[dict[str, Any]]:
        """The pages as Typst takes them. prints: file of a photo by the photo's digest."""
        order, furniture = self.order, _furniture(self.order, self.imprint)
        return sheet(self.layout, self.settings, order.grid, furniture, order.phrases, prints)


def laid_out(order: Order, kept: KeptType | None = None) -> Laid:
    """An issue laid out, round what is drawn of it. kept: type that stands from another time."""
    order = order.as_drawn()
    faces = faces_for(order.script, order.fonts)
    workshop = Workshop.opened(order.cache, order.theme)
    darkroom = workshop.darkroom(order.content)
    ruler = kept.ruler if kept else Ruler(faces, workshop.file("measure.typ"))
    ruler.source = workshop.file("measure.typ")  # the cache may have been moved
    prints = darkroom.for_readers(_photos(order))
    order, gone = _without_gone(order, prints)
    settings, imprint = set_stories(order, ruler, kept)
    foot = len(imprint) + 1 if imprint else 0

    def has_room(filling: Filling, columns: int, lines: int) -> bool:
        return fits(filling, order.grid, columns, lines, ruler)

    stock = Stock(order.grid, order.fillers, order.turn, has_room)
    drawing = drawing_of(order.dummy, order.drawn, order.stories, order.grid, order.fillers)
    layout = lay_out(settings, order.grid, foot, order.wishes, stock, drawing)
    for number, parting in layout.partings:
        settings[number] = settings[number].parted_at(parting)
    settings += [_set(filling.story, order.grid, ruler, kept) for filling in order.fillers]
    stories = [*order.stories, *(filling.story for filling in order.fillers)]
    return Laid(order, faces, workshop, settings, stories, imprint, layout, tuple(gone), prints)


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


def _set(story: Story, grid: Grid, ruler: Ruler, kept: KeptType | None) -> Setting:
    return (kept.setting_of(story, grid) if kept else None) or Setting(story, grid, ruler)


def set_stories(
    order: Order, ruler: Ruler, kept: KeptType | None = None
) -> tuple[list[Setting], tuple[TextLine, ...]]:
    """The stories set in type, and the lines of the imprint."""
    lines.learn(ruler, copy.texts_of(order.stories))
    learn_posters(ruler, order.fillers)
    ruler.learn(Face.SANS, BESIDE.join(order.imprint))
    ruler.settle()
    grid = order.grid
    measure = grid.span(grid.columns) / (grid.size * NOTE_SIZE)
    imprint = tuple(imprint_lines(order.imprint, ruler, measure))
    return [_set(story, grid, ruler, kept) for story in order.stories], imprint


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
        "bleed": BLEED,
        "slug": SLUG,
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
