"""Photos as files: is it an image, how large, and where does it lie."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from newsroom.fingerprints import digest

FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
SUFFIXES = {**FORMATS, "MPO": FORMATS["JPEG"]}  # what many phones write: JPEGs in a row
TALLEST = 6  # times its width; WebP ends at 16,383 pixels
MOST_PIXELS = 120_000_000
MOST_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's facts; width and height in pixels, as seen (after its EXIF turn)."""

    digest: str
    width: int
    height: int


def picture_of(data: bytes, suffix: str) -> Picture | str:  # noqa: PLR0911 - a fault each
    """The facts of a picture, or what is wrong with it, in Chinese.

    suffix: of the file name; it must agree with what the bytes are.
    """
    if len(data) > MOST_BYTES:
        return "照片超过60 MB"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
                kind, (width, height) = image.format or "", image.size
                if width * height > MOST_PIXELS:
                    return "照片超过1.2亿像素"
                width, height = ImageOps.exif_transpose(image).convert("RGB").size
    except UnidentifiedImageError:
        return "不是 JPEG、PNG 或 WebP 图片"
    except Image.DecompressionBombWarning:
        return "照片的像素太多"
    except Exception as error:
        return f"图片打不开（{type(error).__name__}）"
    if height > TALLEST * width:
        return "照片太长"
    if suffix.lower() not in SUFFIXES.get(kind, ()):
        return f"其实是 {kind} 图片，文件名却以 {suffix} 结尾"
    return Picture(digest(data), width, height)


def inside(folder: Path, path: Path) -> bool:
    """Whether a path, links followed, lies inside a folder."""
    try:
        return path.resolve(strict=False).is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
