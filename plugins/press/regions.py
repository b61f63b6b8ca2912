"""The pages as pictures, and where on them each story stands: what the web needs to show them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
                        "shapes": [_rectangle(block, grid)],
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


def _rectangle(block: Block, grid: Grid) -> list[float]:
    return [
        round(grid.left + grid.x(block.column), 2),
        round(grid.top + grid.y(block.line), 2),
        round(grid.span(block.columns), 2),
        round(grid.depth(block.lines), 2),
    ]


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
