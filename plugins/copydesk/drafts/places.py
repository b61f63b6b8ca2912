"""Where the photos of a piece stand in its text, and which captions are theirs.

In one of the press's own papers both are told by where a photo stands; in other copy its caption is
that of its order, and a place in the text says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from copydesk.fields.captions import Caption
from copydesk.piece import Piece, PlacedPhoto, PlacedTable
from copydesk.sheet import Offsets, Picture
from copydesk.traced import Traced


def captions_of(
    piece: Piece, pictures: Sequence[Picture], offsets: Offsets
) -> list[Caption | None]:
    """For each picture its caption, or None."""
    if not any(picture.own for picture in pictures):
        some: list[Caption | None] = [*piece.captions[: len(pictures)]]
        return some + [None] * (len(pictures) - len(some))
    starts = [_start(picture, offsets) for picture in pictures]
    ends = [*starts[1:], None]
    return [
        next((each for each in piece.captions if _is_between(each, start, end)), None)
        for start, end in zip(starts, ends, strict=True)
    ]


def places_of(
    piece: Piece, pictures: Mapping[str, Picture], offsets: Offsets
) -> tuple[PlacedPhoto, ...]:
    """The places of those pictures that have one. pictures: by the names of their files.

    A photo before the first words of the text has none: it stands over it.
    """
    found: list[PlacedPhoto] = []
    for name, picture in pictures.items():
        if not picture.own:
            continue
        start = _start(picture, offsets)
        before = _count(piece.paragraphs, start)
        heads = _count((each.text for each in piece.subheads), start)
        tables = _count((_first(each) for each in piece.tables), start)
        if before or heads or tables:
            found.append(PlacedPhoto(name, before, heads, tables))
    return tuple(found)


def _start(picture: Picture, offsets: Offsets) -> int:
    """The offset in the raw copy at which a picture stands."""
    return offsets.start(min(max(picture.after, 0), len(offsets.sheet.lines) - 1))


def _count(texts: Iterable[Traced], start: int) -> int:
    """How many texts stand before an offset."""
    return sum(min(text.places(), default=start) < start for text in texts)


def _is_between(caption: Caption, start: int, end: int | None) -> bool:
    said = [caption.text, *(author.name for author in caption.credits)]
    at = min((place for text in said for place in text.places()), default=-1)
    return at >= start and (end is None or at < end)


def _first(table: PlacedTable) -> Traced:
    """The first cell of a table that says something."""
    return next((cell for row in table.rows for cell in row if cell), Traced())
