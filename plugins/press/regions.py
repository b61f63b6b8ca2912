"""The pages as pictures, and where on them each story stands: what the web needs to show them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from press.arrangement import Block, Layout, PageLayout
from press.papers import Grid
from press.readback import pictures_of
from press.stock import Filling
from press.story import Story

if TYPE_CHECKING:
    from PIL.Image import Image

LAYOUT = "layout.json"
PICTURE_WIDTHS = (480, 1440)
_QUALITY = {480: 72, 1440: 78}


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as WebP. width, height: pixels."""

    width: int
    height: int
    data: bytes

    def name(self, page: int) -> str:
        """Its file beside the issue: "p1-480.webp"."""
        return f"p{page}-{self.width}.webp"


def page_pictures(pdf: bytes) -> tuple[tuple[PagePicture, ...], ...]:
    """The pictures of every page of a PDF, small to large; of one PDF always the same."""
    return tuple(map(_sizes, pictures_of(pdf, PICTURE_WIDTHS[-1])))


def _sizes(page: Image) -> tuple[PagePicture, ...]:
    from PIL.Image import Resampling

    made = []
    for width in PICTURE_WIDTHS:
        height = round(page.height * width / page.width)
        out = io.BytesIO()
        small = page if page.width == width else page.resize((width, height), Resampling.LANCZOS)
        # Method 2 takes a third of the time of 4, for files a thirtieth larger.
        small.save(out, "WEBP", quality=_QUALITY[width], method=2)
        made.append(PagePicture(width, small.height, out.getvalue()))
    return tuple(made)


def layout_data(
    layout: Layout,
    stories: Sequence[Story],
    grid: Grid,
    names: Sequence[str],
    pictures: Sequence[Sequence[PagePicture]],
    fillers: Sequence[Filling] = (),
) -> dict[str, Any]:
    """What layout.json says: pages, their pictures, and the regions of the stories on them.

    Shapes are rectangles [x, y, width, height] in points from the page's top left corner, and so
    are left and top of the type area. names: of the pages, 第1版. An item is named as its file is,
    and by the id it keeps (`id`); `taken` tells what readers know of one that was retracted. A
    page with a filler that tells of stories of other issues says which (`tells`).
    """
    return {
        "paper": {
            "id": grid.id,
            "name": grid.name,
            "width": round(grid.width, 2),
            "height": round(grid.height, 2),
            "left": round(grid.left, 2),
            "top": round(grid.top, 2),
            "bottom": round(grid.top + grid.depth(grid.lines), 2),
            "size": grid.size,
        },
        "pages": [
            {
                "number": page.number,
                "name": names[page.number - 1],
                "pdf": f"p{page.number}.pdf",
                "pictures": [
                    {
                        "file": picture.name(page.number),
                        "width": picture.width,
                        "height": picture.height,
                    }
                    for picture in (pictures[page.number - 1] if pictures else ())
                ],
                "regions": [
                    {
                        "item": stories[block.story].id,
                        "id": stories[block.story].lasting,
                        "taken": stories[block.story].taken or None,
                        "shapes": list(_rectangles(block, page.blocks, grid)),
                        "from": block.jump_from or None,
                        "to": block.jump_to or next(iter(block.onto), None),
                    }
                    for block in page.blocks
                    if block.poster is None
                ],
                **_told_of(page, fillers, len(stories)),
            }
            for page in layout.pages
        ],
    }


def _told_of(page: PageLayout, fillers: Sequence[Filling], first: int) -> dict[str, list[str]]:
    """The lasting ids of the stories that fillers of a page tell of. first: number of a filler."""
    found = [
        name
        for block in page.blocks
        if block.poster is not None and fillers
        for name in fillers[block.story - first].names
    ]
    return {"tells": found} if found else {}


def _rectangles(block: Block, others: Sequence[Block], grid: Grid) -> Iterator[list[float]]:
    """A block as rectangles, from the top down, without the fillers that stand within it."""
    across = range(block.column, block.column + block.columns)
    foot = block.line + block.lines
    within = [
        one
        for one in others
        if one.poster is not None
        and one.column in across
        and block.line <= one.line < foot
        and block.poster is None
    ]
    edges = {block.line, foot, *(one.line for one in within)}
    edges |= {min(foot, one.line + one.lines) for one in within}
    for top, bottom in pairwise(sorted(edges)):
        taken = {
            column
            for one in within
            for column in range(one.column, one.column + one.columns)
            if one.line <= top < one.line + one.lines
        }
        for columns in _together([column for column in across if column not in taken]):
            yield [
                round(grid.left + grid.x(columns[0]), 2),
                round(grid.top + grid.y(top), 2),
                round(grid.span(len(columns)), 2),
                round(grid.depth(bottom - top), 2),
            ]


def _together(columns: Sequence[int]) -> Iterator[list[int]]:
    """Columns in runs of such as stand side by side."""
    for _, run in groupby(columns, key=lambda column: column - columns.index(column)):
        yield list(run)


def layout_bytes(data: Mapping[str, Any]) -> bytes:
    """A layout as it is written."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def page_files(
    pages: Sequence[bytes], pictures: Sequence[Sequence[PagePicture]]
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what is made of each page."""
    for number, page in enumerate(pages, 1):
        yield f"p{number}.pdf", page
        for picture in pictures[number - 1]:
            yield picture.name(number), picture.data
