"""Fillers on a sheet: the ground, the picture or the code, the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.frames import Data, line_data
from press.photoframes import crop_of
from press.posters import Poster
from press.story import Story


def poster_frames(
    made: Poster,
    story: Story,
    place: tuple[float, float, float, float],
    pictures: Mapping[str, str],
) -> Iterator[Data]:
    """A filler at a place: x, y, width, height, points. pictures: file of a photo by its digest."""
    x, y, width, height = place
    yield {
        "kind": "poster",
        "style": made.kind,
        "x": x,
        "y": y,
        "width": width,
        "height": height,
        "heading": made.heading,
        "rows": [
            {
                "x": row.x,
                "y": row.y,
                "width": row.width,
                "size": row.size,
                "align": row.align,
                "line": line_data(row.spans),
            }
            for row in made.rows
        ],
    }
    if made.picture and made.code is not None:
        left, top, wide, _ = made.picture
        yield {
            "kind": "code",
            "x": x + left,
            "y": y + top,
            "module": wide / made.code.side,
            "side": made.code.side,
            "runs": [list(run) for run in made.code.runs],
        }
    elif made.picture:
        left, top, wide, tall = made.picture
        photo = story.pictures[0].photo
        yield {
            "kind": "photo",
            "x": x + left,
            "y": y + top,
            "width": wide,
            "image_height": tall,
            "file": pictures.get(photo.digest, ""),
            "ratio": photo.width / max(1, photo.height),
            "crop": crop_of(photo),
            "alt": photo.alt,
            "size": 1.0,
            "pitch": 1.0,
            "lines": [],
            "caption_y": tall,
        }
