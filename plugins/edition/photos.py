"""Photos in sizes that fit a screen."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property, partial
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

import PIL
from PIL import features

from edition.darkroom import RECIPE, developed
from edition.drawer import printed_once
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import digest, fingerprint
from newsroom.model import Photo

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 960, 1600)
FALLBACK_WIDTH = 960
MIDDLE = 0.5
HALF = 2  # times as large: every four pixels make one
QUALITY = 78
EFFORT = 2  # of 6; 4 takes 2.6 times as long for 5 % fewer bytes and the same likeness (SSIM)
CODE = digest(Path(__file__).read_bytes())


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a photo. path: in the output; width, height: pixels."""

    path: str
    width: int
    height: int
    media_type: str


def variants(photo: Photo) -> tuple[Variant, ...]:
    """The files of a photo: WebP from narrow to wide, then one JPEG for old readers."""
    stem = f"{photo.file.stem}-{photo.digest[:8]}"
    day = photo.file.parent.name.replace("-", "/")
    widths = [width for width in WIDTHS if width < photo.width] or [photo.width]
    if photo.width <= WIDTHS[-1] and widths[-1] != photo.width:
        widths.append(photo.width)
    made = [
        Variant(f"{day}/photos/{stem}-{width}.webp", width, _height(photo, width), "image/webp")
        for width in widths
    ]
    width = min(FALLBACK_WIDTH, photo.width)
    path = f"{day}/photos/{stem}-{width}.jpg"
    return (*made, Variant(path, width, _height(photo, width), "image/jpeg"))


def kept_in_sight(photo: Photo) -> str:
    """Classes of the style sheet that keep a photo's point in sight where it is cut: x3 y10.

    Tenths of its width and height, away from the middle, so that the point is never cut off
    itself; "" where the editor names none, and for what lies in the middle anyhow.
    """
    tenths = ((floor if part < MIDDLE else ceil)(round(part * 10, 6)) for part in photo.crop or ())
    return " ".join(f"{axis}{n}" for axis, n in zip("xy", tenths, strict=False))


class Negative:
    """A photo that is opened once for all the files made of it.

    file: the original. made: the files; the largest is made from the original, each other one from
    the next larger, whether that is written or not, so that its bytes are the same in every case.
    Without them each file is made from the original.
    """

    def __init__(self, file: Path, made: tuple[Variant, ...] = ()) -> None:
        self._file = file
        self._sizes = sorted({(one.width, one.height) for one in made}, reverse=True)
        self._shrunk: dict[tuple[int, int], Image] = {}

    @cached_property
    def _image(self) -> Image:
        return developed(self._file, self._sizes[0] if self._sizes else None)

    def _at(self, size: tuple[int, int]) -> Image:
        """The photo in a size."""
        if size not in self._shrunk:
            place = self._sizes.index(size) if size in self._sizes else 0
            larger = self._at(self._sizes[place - 1]) if place else self._image
            self._shrunk[size] = _resized(larger, size)
        return self._shrunk[size]

    def print(self, variant: Variant) -> bytes:
        """The bytes of one file of the photo, the same every time."""
        image = self._at((variant.width, variant.height))
        out = io.BytesIO()
        if variant.media_type == "image/webp":
            image.save(out, "WEBP", quality=QUALITY, method=EFFORT)
        else:
            image.save(out, "JPEG", quality=QUALITY + 4, optimize=True)
        return out.getvalue()


def encode(
    edition: Edition, photo: Photo, width: int, height: int, *, whole: bool = False
) -> bytes:
    """A photo as one JPEG of a size in pixels: upright, in sRGB, without metadata.

    Editions and outputs share it. Books ask for the site's JPEG, documents for the largest size:
    who asks for one of the two first has both printed of one negative, and put into the drawer.
    whole: the files of the site as well, for it wants them next.
    """
    files = variants(photo)
    largest = max(files, key=lambda one: one.width)
    alike = (files[-1], Variant("", largest.width, largest.height, "image/jpeg"))
    asked = Variant("", width, height, "image/jpeg")
    wanted = next((one for one in alike if (one.width, one.height) == (width, height)), asked)
    negative = Negative(edition.photo_file(photo), files if wanted in alike else (wanted,))

    def printed(one: Variant) -> bytes:
        print_one = partial(negative.print, one)
        return printed_once(edition.cache, variant_fingerprint(photo, one), print_one)

    def make() -> bytes:
        for one in dict.fromkeys((*alike, *(files if whole else ()))) if wanted in alike else ():
            if one != wanted:
                printed(one)
        return negative.print(wanted)

    return printed_once(edition.cache, variant_fingerprint(photo, wanted), make)


class Prints:
    """The photos of one edition as books and documents have them, beside the files of the site.

    tree: whose file is taken where it stands. A photo of which nothing stands is opened once for
    all that is made of it.
    """

    def __init__(self, edition: Edition, tree: OutputTree) -> None:
        self._edition = edition
        self._tree = tree

    def jpeg(self, photo: Photo, width: int, height: int) -> bytes:
        """As `encode` gives it."""
        *_, file = variants(photo)
        stands = self._tree.is_current(file.path, variant_fingerprint(photo, file))
        if stands and (file.width, file.height) == (width, height):
            return (self._tree.root / file.path).read_bytes()
        wanted = not stands and "website" in self._edition.rooms
        return encode(self._edition, photo, width, height, whole=wanted)


def variant_fingerprint(photo: Photo, variant: Variant) -> str:
    """Of everything the bytes of a photo's file depend on."""
    return fingerprint("photo", RECIPE, CODE, _tools(), photo.digest, repr(variant), str(QUALITY))


@cache
def _tools() -> str:
    return f"{PIL.__version__} {features.version('webp')} {features.version('jpg')}"


def _resized(image: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    if image.size == size:
        return image
    if image.size == (HALF * size[0], HALF * size[1]):
        return image.reduce(HALF)  # a sixth of the time, and alike to 0.1 % (SSIM)
    # Half the time of Lanczos's window, and alike to 0.3 % (SSIM); good for smaller sizes only.
    return image.resize(size, Resampling.HAMMING)


def _height(photo: Photo, width: int) -> int:
    return max(1, round(photo.height * width / photo.width))
