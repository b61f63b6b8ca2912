"""What every page bears besides stories: nameplate, running head, imprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.wishes import Folio
from press.arrangement import PageLayout
from press.frames import Data, line_data
from press.lines import set_lines
from press.masthead import Masthead
from press.papers import Grid
from press.ruler import Face, Ruler
from press.setting import NOTE_SIZE, Setting
from press.spans import Span, TextLine
from press.words import Phrases

BESIDE = "\u3000\u3000"  # between paragraphs of the imprint on one line


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page bears besides stories.

    name, title, subject: of the paper and this issue. nameplate: lines beside the 报头. folio: left
    and right of the running head; folios: what it says of single pages. imprint: lines at the foot
    of the last page. masthead: the nameplate as a picture.
    """

    name: str
    title: str
    latin_name: str
    beside: tuple[str, ...]
    folio: str
    publisher: str
    imprint: tuple[TextLine, ...]
    folios: tuple[Folio, ...] = ()
    masthead: Masthead | None = None


def folio(
    page: PageLayout,
    settings: Sequence[Setting],
    grid: Grid,
    furniture: Furniture,
    phrases: Phrases,
) -> Data:
    """The running head: number and name of the page, the paper, who edited the page, the day."""
    said = next((one for one in furniture.folios if one.page == page.number), Folio(page.number))
    editor = phrases.editor.format(said.editor) if said.editor else ""
    return {
        "kind": "folio",
        "number": str(page.number),
        "title": said.name or page.name or _section_of(page, settings, phrases),
        "name": furniture.name,
        "date": "\u3000".join(part for part in (editor, furniture.folio) if part),
        "width": grid.span(grid.columns),
    }


def _section_of(page: PageLayout, settings: Sequence[Setting], phrases: Phrases) -> str:
    """The section that takes more than half of a page's copy, or what a mixed page is called."""
    cells: Counter[str] = Counter()
    for block in page.blocks:
        if not block.poster:
            cells[settings[block.story].story.section] += block.columns * block.lines
    if not cells or not all(cells):
        return ""
    name, most = cells.most_common(1)[0]
    return name if 2 * most > cells.total() else phrases.mixed


def nameplate(
    grid: Grid, furniture: Furniture, columns: int, pages: str, pictures: Mapping[str, str]
) -> Data:
    """The nameplate over some columns; an ear stands beside it, the rule under both.

    pages: how many the issue has, in words; it stands beside the issue's number.
    """
    number, *others = furniture.beside or ("",)
    first = "\u3000".join(part for part in (number, pages) if part)
    masthead = furniture.masthead
    picture = pictures.get(masthead.photo.digest, "") if masthead else ""
    return {
        "kind": "nameplate",
        "picture": picture,
        "ratio": masthead.ratio if masthead else 1.0,
        "name": furniture.name,
        "latin": furniture.latin_name,
        "beside": [line for line in (first, *others) if line],
        "publisher": furniture.publisher,
        "width": grid.span(columns),
        "rule": grid.span(grid.columns),
        "height": grid.depth(grid.nameplate - 1),
    }


def imprint_lines(paragraphs: Sequence[str], ruler: Ruler, measure: float) -> Iterator[TextLine]:
    """The imprint, its paragraphs beside one another where a line takes them. measure: ems."""

    def broken(text: str) -> list[TextLine]:
        return set_lines(ruler, [Span(text, Face.SANS)], measure)

    held = ""
    for paragraph in paragraphs:
        both = BESIDE.join(part for part in (held, paragraph) if part)
        if held and len(broken(both)) > 1:
            yield from broken(held)
            held = paragraph
        else:
            held = both
    if held:
        yield from broken(held)


def imprint(grid: Grid, lines: Sequence[TextLine]) -> Data:
    """The imprint at the foot of the last page, under a rule."""
    top = grid.lines - len(lines)
    return {
        "kind": "imprint",
        "y": grid.y(top),
        "width": grid.span(grid.columns),
        "size": grid.size * NOTE_SIZE,
        "pitch": grid.pitch,
        "lines": [line_data(line) for line in lines],
    }
