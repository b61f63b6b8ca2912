"""The picture shown where somebody shares an item: its headline, and beside it its first photo."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageOps

from edition.darkroom import RECIPE, developed
from edition.drawer import printed_once
from edition.lettering import HAND, Lettering
from edition.model import Edition
from edition.tree import OutputTree
from edition.typefaces import Face, font_stamp, nameplate_face
from newsroom.fingerprints import fingerprint
from newsroom.itemfields import shown_in
from newsroom.model import Issue, NewsItem, Photo
from newsroom.shown import Output
from website.settings import WebsiteSettings
from website.strips import Strip, Way, blank, png, strip_of
from website.views import CODE

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
TOP, ROWS = 142, 380  # where a headline may begin, and how many rows there are for it
HEAD, FOOT = TOP + 1, HEIGHT - 96  # rows: what stands above it ends, what stands below it begins
ROOM = WIDTH - 2 * MARGIN
# The photo, its left and upper edge and its size, and what is left for the headline beside it.
PHOTO_AT, PHOTO_SIZE = (708, 168), (420, 346)
ROOM_BESIDE = PHOTO_AT[0] - MARGIN - 40
PAPER, INK, RED = 0, 14, 15
# Fifteen steps from paper to ink, and the house's red: four bits a pixel keep the file small.
_FROM, _TO = (255, 253, 248), (28, 26, 23)
PALETTE = bytes(
    round(a + (b - a) * step / INK) for step in range(RED) for a, b in zip(_FROM, _TO, strict=True)
) + bytes((173, 17, 25))
PHOTO_COLOURS = 256 - len(PALETTE) // 3
_SHIFTED = bytes((number + len(PALETTE) // 3) % 256 for number in range(256))
# Pixels, and the lines of them that a card has room for.
SIZES = ((96, 3), (84, 3), (72, 3), (60, 3), (50, 3), (50, 5))
NARROWEST = 6  # letters to the em at most: “i” and “l” have more than a sixth of it
NEVER_FIRST = frozenset("，。：；？！、）”’》〉」』】—…·,.:;?!)")
NEVER_LAST = frozenset("（“‘《〈「『【(")
# Run lengths suit flat areas: smaller than deflate's own search, in half the time. A photo is none;
# there 4 takes half as long again as 3 for 8 % fewer bytes.
PLAIN = Way(bits=4, level=6, strategy=zlib.Z_RLE)
SHARED = Way(bits=4, level=6, strategy=zlib.Z_FILTERED)  # an eighth smaller; packed once
WITH_PHOTO = Way(bits=8, level=3, strategy=zlib.Z_DEFAULT_STRATEGY)
LOOSE_END = " ，、；：（“‘《〈「『【(,;:"


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. phrases: of the headline; lines break between them if they can."""

    phrases: tuple[str, ...]
    above: str
    below: str


def has_cards(edition: Edition) -> bool:
    """Whether the items of an edition have cards: not where they are off, or no font is at hand."""
    return WebsiteSettings.of(edition.options).cards and _face(edition) is not None


def card_path(edition: Edition, item: NewsItem) -> str:
    """The output path of an item's card, of an edition that has them."""
    return edition.item_path(item).replace("index.html", "card.png")


def write_cards(edition: Edition, tree: OutputTree) -> None:
    """A card for every item of the edition."""
    face = _face(edition)
    if not face or not has_cards(edition):
        return
    stamp = fingerprint(CODE, HAND, font_stamp(face), PIL.__version__, edition.house.name)
    house = fingerprint(stamp, repr(edition.house.sections), edition.set_text("已撤回："))
    for issue in edition.issues:
        with tree.group(f"cards {issue.key}", fingerprint(house, issue.digest)) as fresh:
            for item in issue.items if fresh else ():
                _write(edition, tree, issue, item, face, stamp)


def _write(
    edition: Edition, tree: OutputTree, issue: Issue, item: NewsItem, face: Face, stamp: str
) -> None:
    photos = shown_in(item, Output.WEB).photos
    photo = photos[0] if photos and not item.retraction else None
    day = item.issue_day
    withdrawn = (edition.set_text("已撤回："),) if item.retraction else ()
    card = Card(
        phrases=(*withdrawn, *(phrase for phrase in item.headline.split("|") if phrase)),
        above=f"{edition.house.name}  {edition.section_of(item).name}",
        below=f"{day.year}年{day.month}月{day.day}日  第{issue.number}期",
    )
    path = card_path(edition, item)
    shown = f"{photo.digest} {photo.crop} {RECIPE}" if photo else ""
    tree.write(
        path,
        fingerprint("card", stamp, repr(card), shown),
        lambda: drawn(card, face, inset_of(edition, photo) if photo else None),
        near=issue.key,
    )


@dataclass(frozen=True, slots=True)
class Inset:
    """A photo as it stands on a card. colours: red, green, blue of each; pixels: their numbers."""

    colours: bytes
    pixels: bytes

    @classmethod
    def of(cls, made: bytes) -> Inset:
        """What `cut` made."""
        return cls(made[: 3 * PHOTO_COLOURS], made[3 * PHOTO_COLOURS :])


def inset_of(edition: Edition, photo: Photo) -> Inset:
    """The photo of an item for its cards, of which there is one a script."""
    key = fingerprint("inset", CODE, RECIPE, PIL.__version__, photo.digest, repr(photo.crop))
    file, kept = edition.photo_file(photo), photo.in_sight
    return Inset.of(printed_once(edition.cache, key, lambda: cut(file, kept)))


def cut(file: Path, kept: tuple[float, float]) -> bytes:
    """A photo cut to its place: its colours, then its pixels.

    kept: the point of it that stays in sight, in parts of its width and height from the top left.
    """
    # A third less time than Pillow's own choice, and alike to 46 dB (PSNR).
    way = Image.Resampling.HAMMING
    shown = ImageOps.fit(developed(file, PHOTO_SIZE), PHOTO_SIZE, way, centering=kept)
    few = shown.quantize(PHOTO_COLOURS, method=Image.Quantize.FASTOCTREE)
    colours = bytes(few.getpalette() or ())[: 3 * PHOTO_COLOURS]
    return colours.ljust(3 * PHOTO_COLOURS, b"\0") + few.tobytes()


def drawn(card: Card, face: Face, photo: Inset | None = None) -> bytes:
    """A card as PNG, 1200 by 630 pixels (the ratio OpenGraph readers ask for).

    photo: to stand beside the headline.
    """
    letters, lines = fitted(card.phrases, face, ROOM_BESIDE if photo else ROOM)
    leading = round(letters.size * 1.34)
    top = TOP - HEAD + (ROWS - leading * len(lines)) // 2
    middle = Image.new("L", (WIDTH, FOOT - HEAD), PAPER)
    for place, line in enumerate(lines):
        letters.draw(middle, (MARGIN, top + place * leading), line, INK)
    if photo:
        _lay_in(middle, photo)
    way = WITH_PHOTO if photo else PLAIN
    palette = PALETTE + (photo.colours if photo else b"")
    above, below = _head(card.above, face, way.bits), _foot(card.below, face, way.bits)
    return png(WIDTH, way.bits, palette, [above, *_inked(middle, way), below])


def _lay_in(middle: Image.Image, photo: Inset) -> None:
    """Put a photo beside a headline; its colours follow the card's own, 256 keep the file small."""
    left, top = PHOTO_AT
    numbers = photo.pixels.translate(_SHIFTED)
    middle.paste(Image.frombytes("L", PHOTO_SIZE, numbers), (left, top - HEAD))


def _inked(middle: Image.Image, way: Way) -> Iterator[Strip]:
    """The rows of a headline and its photo, and the blank ones round them."""
    end = 0
    if box := middle.getbbox():
        _, top, _, end = box
        yield blank(WIDTH, top, way)
        yield strip_of(middle, way, top, end)
    yield blank(WIDTH, middle.height - end, way)


@lru_cache(maxsize=64)
def _head(above: str, face: Face, bits: int) -> Strip:
    """What stands above the headline; the items of a section share it."""
    image = Image.new("L", (WIDTH, HEAD), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 14), fill=RED)
    Lettering(face, 38).draw(image, (MARGIN, 64), above, INK)
    draw.line((MARGIN, 134, WIDTH - MARGIN, 134), fill=INK, width=3)
    draw.line((MARGIN, TOP, WIDTH - MARGIN, TOP), fill=INK, width=1)
    return strip_of(image, replace(SHARED, bits=bits))


@lru_cache(maxsize=64)
def _foot(below: str, face: Face, bits: int) -> Strip:
    """What stands below it; the items of an issue share it."""
    image = Image.new("L", (WIDTH, HEIGHT - FOOT), PAPER)
    Lettering(face, 34).draw(image, (MARGIN, 0), below, INK)
    return strip_of(image, replace(SHARED, bits=bits))


def fitted(phrases: tuple[str, ...], face: Face, room: int = ROOM) -> tuple[Lettering, list[str]]:
    """The largest size at which the headline fits; at the smallest its end may be cut.

    room: how wide a line may be, pixels.

    The work is bounded by what a card has room for, however long the headline is.
    """
    for size, most in SIZES:
        letters = Lettering(face, size)
        lines = list(islice(_lines(phrases, letters, room), most + 1))
        if len(lines) <= most:
            return letters, lines
    *whole, last = lines[:most]
    while letters.width(f"{last}…") > room:
        last = last[:-1]
    return letters, [*whole, f"{last.rstrip(LOOSE_END)}…"]


def _lines(phrases: tuple[str, ...], letters: Lettering, room: int) -> Iterator[str]:
    """Lines no wider than the card, broken between phrases, or inside one that is too long."""
    line = ""
    for phrase in phrases:
        if not line or _fits(line + phrase, letters, room):
            line += phrase
        else:
            yield line
            line = phrase
        while not _fits(line, letters, room):
            cut = _cut(line, letters, room)
            yield line[:cut].rstrip()
            line = line[cut:].lstrip()
    if line:
        yield line


def _fits(text: str, letters: Lettering, room: int) -> bool:
    """Whether a text is no wider than the card; one too long to fit is not measured."""
    return len(text) <= _most(letters, room) and letters.width(text) <= room


def _cut(line: str, letters: Lettering, room: int) -> int:
    """How many characters of a line that is too long stand on the first: whole words if it goes."""
    ends = range(1, min(len(line), _most(letters, room)) + 1)
    fitting = bisect_right(ends, x=False, key=lambda end: letters.width(line[:end]) > room)
    most = max(1, fitting)
    for cut in range(most, 0, -1):
        whole = not (_is_latin(line[cut - 1]) and _is_latin(line[cut]))
        if whole and line[cut] not in NEVER_FIRST and line[cut - 1] not in NEVER_LAST:
            return cut
    return most  # one long word


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "'-")


def _most(letters: Lettering, room: int) -> int:
    return room * NARROWEST // letters.size


def _face(edition: Edition) -> Face | None:
    return nameplate_face(edition.fonts, edition.script)
