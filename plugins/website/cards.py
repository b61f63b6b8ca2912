"""The picture shown where somebody shares an item: its headline, set as on the front page."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import PIL
from PIL import Image, ImageDraw, ImageFont

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import fingerprint
from newsroom.model import Issue, NewsItem
from website.nameplate import Face, font_stamp, nameplate_face
from website.settings import WebsiteSettings
from website.views import CODE

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN
PAPER, INK, RED = 0, 14, 15
# Fifteen steps from paper to ink, and the house's red: four bits a pixel keep the file small.
_FROM, _TO = (255, 253, 248), (28, 26, 23)
PALETTE = bytes(
    round(a + (b - a) * step / INK) for step in range(RED) for a, b in zip(_FROM, _TO, strict=True)
) + bytes((173, 17, 25))
SIZES = (96, 84, 72, 60, 50)
MOST_LINES = 3
NEVER_FIRST = frozenset("，。：；？！、）”’》〉」』】—…·")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. phrases: of the headline; lines break between them if they can."""

    phrases: tuple[str, ...]
    above: str
    below: str


def card_path(edition: Edition, item: NewsItem) -> str:
    """The output path of an item's card; "" where cards are off or no font is at hand."""
    if not WebsiteSettings.of(edition.options).cards or not _face(edition):
        return ""
    return edition.item_path(item).replace("index.html", "card.png")


def write_cards(edition: Edition, tree: OutputTree) -> None:
    """A card for every item of the edition."""
    face = _face(edition)
    if not face or not WebsiteSettings.of(edition.options).cards:
        return
    stamp = fingerprint(CODE, font_stamp(face), PIL.__version__, edition.house.name)
    for issue in edition.issues:
        for item in issue.items:
            _write(edition, tree, issue, item, face, stamp)


def _write(
    edition: Edition, tree: OutputTree, issue: Issue, item: NewsItem, face: Face, stamp: str
) -> None:
    day = item.issue_day
    withdrawn = (edition.set_text("已撤回："),) if item.retraction else ()
    card = Card(
        phrases=(*withdrawn, *(phrase for phrase in item.headline.split("|") if phrase)),
        above=f"{edition.house.name}  {edition.section_of(item).name}",
        below=f"{day.year}年{day.month}月{day.day}日  第{issue.number}期",
    )
    path = card_path(edition, item)
    tree.write(path, fingerprint("card", stamp, repr(card)), lambda: drawn(card, face))


def drawn(card: Card, face: Face) -> bytes:
    """A card as PNG, 1200 by 630 pixels (the ratio OpenGraph readers ask for)."""
    image = _frame(card.above, card.below, face).copy()
    draw = ImageDraw.Draw(image)
    font, lines = fitted(card.phrases, face)
    leading = round(font.size * 1.34)
    top = 142 + (HEIGHT - 250 - leading * len(lines)) // 2
    for place, line in enumerate(lines):
        draw.text((MARGIN, top + place * leading), line, font=font, fill=INK)
    out = io.BytesIO()
    inked = Image.frombytes("P", image.size, image.tobytes())
    inked.putpalette(PALETTE)
    # Run lengths suit flat areas: smaller than deflate's own search, in half the time.
    inked.save(out, "PNG", compress_level=6, compress_type=zlib.Z_RLE, bits=4)
    return out.getvalue()


@lru_cache(maxsize=64)
def _frame(above: str, below: str, face: Face) -> Image.Image:
    """All of a card but the headline; the items of a section and issue share it."""
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 14), fill=RED)
    draw.text((MARGIN, 64), above, font=_font(face, 38), fill=INK)
    draw.text((MARGIN, HEIGHT - 96), below, font=_font(face, 34), fill=INK)
    draw.line((MARGIN, 134, WIDTH - MARGIN, 134), fill=INK, width=3)
    draw.line((MARGIN, 142, WIDTH - MARGIN, 142), fill=INK, width=1)
    return image


def fitted(phrases: tuple[str, ...], face: Face) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the headline fits; at the smallest its end may be cut."""
    for size in SIZES:
        font = _font(face, size)
        lines = list(_lines(phrases, font))
        if len(lines) <= MOST_LINES:
            return font, lines
    *whole, last = lines[:MOST_LINES]
    while font.getlength(f"{last}…") > ROOM:
        last = last[:-1]
    return font, [*whole, f"{last}…"]


def _lines(phrases: tuple[str, ...], font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Lines no wider than the card, broken between phrases, or inside one that is too long."""
    line = ""
    for phrase in phrases:
        if not line or font.getlength(line + phrase) <= ROOM:
            line += phrase
        else:
            yield line
            line = phrase
        while font.getlength(line) > ROOM:
            cut = next(
                n for n in range(len(line), 0, -1) if n == 1 or font.getlength(line[:n]) <= ROOM
            )
            while cut > 1 and line[cut] in NEVER_FIRST:
                cut -= 1
            yield line[:cut]
            line = line[cut:]
    if line:
        yield line


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at a size, without the shaping library that not every Pillow has."""
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=basic)


def _face(edition: Edition) -> Face | None:
    return nameplate_face(edition.fonts, edition.script)
