"""Photos in sizes that fit a screen."""

from __future__ import annotations

import io
from dataclasses import dataclass

import PIL
from PIL import Image, ImageOps, features

from edition.model import Edition
from newsroom.fingerprints import fingerprint
from newsroom.model import Photo

WIDTHS = (480, 960, 1600)
FALLBACK_WIDTH = 960
QUALITY = 78


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


def encode(edition: Edition, photo: Photo, variant: Variant) -> bytes:
    """The bytes of one file of a photo: turned upright, without metadata, the same every time."""
    with Image.open(edition.photo_file(photo)) as opened:
        image = _flat(ImageOps.exif_transpose(opened))
        image = image.resize((variant.width, variant.height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if variant.media_type == "image/webp":
        image.save(out, "WEBP", quality=QUALITY, method=4)
    else:
        image.save(out, "JPEG", quality=QUALITY + 4, optimize=True, progressive=True)
    return out.getvalue()


def variant_fingerprint(photo: Photo, variant: Variant) -> str:
    """Of everything the bytes of a photo's file depend on."""
    tools = f"{PIL.__version__} {features.version('webp')} {features.version('jpg')}"
    return fingerprint("photo", tools, photo.digest, repr(variant), str(QUALITY))


def _flat(image: Image.Image) -> Image.Image:
    """In red, green and blue of 8 bits; what is transparent is white, like paper."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return image.convert("RGB")


def _height(photo: Photo, width: int) -> int:
    return max(1, round(photo.height * width / photo.width))
