"""The pages as pictures, and where on them each story stands: what the web needs to show them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from press.arrangement import Block, Layout
from press.papers import Grid
from press.story import Story

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


def page_pictures(png: bytes) -> tuple[PagePicture, ...]:
    """The pictures of a page, small to large, from one rendered large enough."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as opened:
        page = opened.convert("RGB")
    made = []
    for width in PICTURE_WIDTHS:
        height = round(page.height * width / page.width)
        out = io.BytesIO()
        small = page.resize((width, height), Image.Resampling.LANCZOS)
        small.save(out, "WEBP", quality=_QUALITY[width], method=4)
        made.append(PagePicture(width, height, out.getvalue()))
    return tuple(made)


def layout_data(
    layout: Layout,
    stories: Sequence[Story],
    grid: Grid,
    pictures: Sequence[Sequence[PagePicture]],
) -> dict[str, Any]:
    """What layout.json says: pages, their pictures, and the regions of the stories on them.

    Shapes are rectangles [x, y, width, height] in points from the page's top left corner.
    """
    return {
        "paper": {
            "id": grid.id,
            "name": grid.name,
            "width": round(grid.width, 2),
            "height": round(grid.height, 2),
        },
        "pages": [
            {
                "number": page.number,
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
                        "shapes": [_rectangle(block, grid)],
                        "from": block.jump_from or None,
                        "to": block.jump_to or None,
                    }
                    for block in page.blocks
                ],
            }
            for page in layout.pages
        ],
    }


def _rectangle(block: Block, grid: Grid) -> list[float]:
    return [
        round(grid.left + grid.x(block.column), 2),
        round(grid.top + grid.y(block.line), 2),
        round(grid.span(block.columns), 2),
        round(grid.depth(block.lines), 2),
    ]
