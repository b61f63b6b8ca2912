"""Photos on a sheet: in the text, in their group, each with its caption, cut round its point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsroom.model import Photo
from press.arrangement import PicturePlace
from press.columnlines import Line
from press.frames import Data, line_data
from press.gallery import PictureRow
from press.papers import Grid
from press.setting import CAPTION_SIZE
from press.spans import TextLine
from press.story import Picture

_CAPTION_GAP = 3.0


def photo_in_text(
    line: Line, shown: Picture, x: float, y: float, grid: Grid, files: Mapping[str, str]
) -> Data:
    """A photo in the text, its caption under it."""
    place = (x, y, grid.column, line.height - len(line.rows))
    return _photo_frame(shown.photo, line.rows, place, grid, files)


def _photo_frame(
    photo: Photo,
    caption: Sequence[TextLine],
    place: tuple[float, float, float, float],
    grid: Grid,
    files: Mapping[str, str],
) -> Data:
    """A photo and its caption under it. place: x, y, width, and how many lines the photo has."""
    x, y, width, share = place
    return {
        "kind": "photo",
        "x": x,
        "y": y,
        "width": width,
        "image_height": share * grid.pitch - (_CAPTION_GAP if caption else grid.leading),
        "file": files.get(photo.digest, ""),
        "ratio": photo.width / max(1, photo.height),
        "crop": crop_of(photo),
        "alt": photo.alt,
        "size": grid.size * CAPTION_SIZE,
        "pitch": grid.pitch,
        "lines": [line_data(each) for each in caption],
        "caption_y": share * grid.pitch + 0.5,
    }


def photo_group(place: PicturePlace, grid: Grid, files: Mapping[str, str]) -> Iterator[Data]:
    """The photos of a group at their places. files: of the photos, by their digest."""
    rows = place.block.rows
    words = sum(row.caption_lines for row in rows)
    room = place.lines - words
    line = float(place.line)
    x = grid.x(place.column)
    for row, share in zip(rows, _shared_lines(rows, max(len(rows), room)), strict=True):
        for number, (picture, caption) in enumerate(zip(row.pictures, row.captions, strict=True)):
            left = x + row.left(number, grid.gutter)
            at = (left, grid.y(0) + line * grid.pitch, row.widths[number], share)
            yield _photo_frame(picture.photo, caption, at, grid, files)
        line += share + row.caption_lines


def sizes_of(place: PicturePlace, grid: Grid) -> Iterator[tuple[Picture, float, float]]:
    """The photos of a group, each with the width and height that it has on paper, points."""
    rows = place.block.rows
    room = place.lines - sum(row.caption_lines for row in rows)
    for row, share in zip(rows, _shared_lines(rows, max(len(rows), room)), strict=True):
        for picture, width in zip(row.pictures, row.widths, strict=True):
            yield picture, width, share * grid.pitch


def crop_of(photo: Photo) -> list[float]:
    """The point of a photo that stays in sight: rather above the middle, where faces are."""
    return list(photo.in_sight)


def _shared_lines(rows: Sequence[PictureRow], room: int) -> list[int]:
    """Lines of the grid shared out among rows of pictures by their natural height."""
    whole = sum(row.natural for row in rows)
    shares, used, reach = [], 0, 0.0
    for row in rows:
        reach += row.natural / whole * room
        share = max(1, round(reach) - used)
        shares.append(share)
        used += share
    return shares
