"""Pictures cut to a shape, and the cover of an issue: what shelves and lists of messages show."""

from __future__ import annotations

import io
from math import ceil
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from PIL.Image import Resampling

from edition.darkroom import developed
from edition.lettering import HAND, Lettering
from edition.model import Edition
from edition.typefaces import Face, font_stamp, nameplate_face
from manuscripts.people import label_of_day
from newsroom.fingerprints import fingerprint
from newsroom.kinds import unbroken
from newsroom.model import Issue, NewsItem, Photo

if TYPE_CHECKING:
    from collections.abc import Iterator

QUALITY = 82
ENOUGH = 2  # times as large as a picture is to be, it is decoded before it is cut
PAPER, INK, RED = (255, 253, 248), (28, 26, 23), (173, 17, 25)
BOOK = (1200, 1600)  # pixels: the shape that shelves of books have
_BESIDE = 72  # pixels


def cut(edition: Edition, photo: Photo, size: tuple[int, int]) -> Image.Image:
    """A photo cut to a size in pixels, about the point that the editor named in it."""
    wide, high = size
    need = ENOUGH * max(wide / photo.width, high / photo.height)
    wanted = (ceil(photo.width * need), ceil(photo.height * need))
    image = developed(edition.photo_file(photo), wanted)
    scale = max(wide / image.width, high / image.height)
    across, down = wide / scale, high / scale
    x, y = photo.in_sight
    left = min(max(0.0, x * image.width - across / 2), image.width - across)
    top = min(max(0.0, y * image.height - down / 2), image.height - down)
    box = (left, top, left + across, top + down)
    return image.resize(size, Resampling.LANCZOS, box=box)


def as_jpeg(image: Image.Image, quality: int = QUALITY) -> bytes:
    """A picture as JPEG, the same bytes every time."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def plain_cover(edition: Edition, words: str, size: tuple[int, int]) -> Image.Image:
    """A cover without a photo: some words on the house's red."""
    image = Image.new("RGB", size, RED)
    face = nameplate_face(edition.fonts, edition.script)
    if face is None:
        return image
    wide, high = size
    for points in range(high // 4, high // 16, -2):
        letters = Lettering(face, points)
        lines = list(_lines(words, letters, wide - wide // 6))
        if len(lines) * points * 1.4 <= high * 0.8:
            break
    top = (high - len(lines) * points * 1.4) / 2
    for line in lines:
        left = (wide - letters.width(line)) / 2
        letters.draw(image, (round(left), round(top)), line, PAPER)
        top += points * 1.4
    return image


def book_cover(edition: Edition, issue: Issue) -> bytes:
    """The cover of an issue as JPEG: nameplate, number and day, its picture, its first headline."""
    lead, photo = lead_of(issue)
    image = Image.new("RGB", BOOK, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, BOOK[0], 24), fill=RED)
    face = nameplate_face(edition.fonts, edition.script)
    bottom = 1180 if photo else 420
    if photo:
        image.paste(cut(edition, photo, (BOOK[0], 760)), (0, 420))
    if face:
        _write(image, face, edition.house.name, (110, 180, RED), 1)
        number = edition.set_text(f"第{issue.number}期")
        _write(image, face, f"{number}  {label_of_day(issue.day)}", (340, 44, INK), 1)
        if lead:
            _write(image, face, unbroken(lead.headline), (bottom + 60, 84, INK), 4)
    return as_jpeg(image)


def lead_of(issue: Issue) -> tuple[NewsItem | None, Photo | None]:
    """The first story of an issue and the picture for its cover: the lead's, else the first."""
    told = [item for item in issue.items if not item.retraction]
    lead = next((item for item in told if item is issue.lead), told[0] if told else None)
    ordered = [lead, *told] if lead else told
    return lead, next((photo for item in ordered for photo in item.photos), None)


def cover_stamp(edition: Edition) -> str:
    """Of what a cover depends on beside the issue."""
    return fingerprint("cover", HAND, font_stamp(nameplate_face(edition.fonts, edition.script)))


def _write(
    image: Image.Image,
    face: Face,
    words: str,
    place: tuple[int, int, tuple[int, int, int]],
    most: int,
) -> None:
    """Set words from a height, at a size and in a colour, in so many lines at most."""
    top, size, colour = place
    room = BOOK[0] - 2 * _BESIDE
    letters = Lettering(face, size)
    lines = list(_lines(words, letters, room))
    while len(lines) > most and size > 30:
        size -= 4
        letters = Lettering(face, size)
        lines = list(_lines(words, letters, room))
    for number, line in enumerate(lines[:most]):
        letters.draw(image, (_BESIDE, top + round(number * size * 1.35)), line, colour)


def _lines(words: str, letters: Lettering, room: float) -> Iterator[str]:
    line, wide = "", 0
    for char in words[:200]:
        more = letters.width(char)
        if line and wide + more > room:
            yield line
            line, wide = "", 0
        line, wide = line + char, wide + more
    if line:
        yield line
