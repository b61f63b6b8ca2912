"""Photos developed: upright, in sRGB, on white, and nothing in them but the picture.

Every output takes its photos from here, so that none tells where a photo was taken, by whom or
with what, and none shows the colours of a wide space as if they were sRGB (ICC.1:2022; IEC
61966-2-1). What is made is untagged: readers take that for sRGB.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.fingerprints import digest
from newsroom.memory import hold_freed
from newsroom.pictures import FORMATS, seen_size, upright

if TYPE_CHECKING:
    from PIL.Image import Image

RECIPE = digest(Path(__file__).read_bytes())
"""Of the way of developing; part of the fingerprint of everything made from a photo."""

_DEEP = 1 / 256  # from 16 bits to 8


def developed(file: Path, wanted: tuple[int, int] | None = None) -> Image:
    """A photo in red, green and blue of 8 bits; raises OSError where it can't be read.

    wanted: width and height in pixels, as seen, of the largest file to be made; a JPEG much larger
    than that is decoded at a half, a quarter or an eighth, which takes that much less time. None:
    it is wanted as large as it is.
    """
    from PIL import Image as Images

    hold_freed()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Images.DecompressionBombWarning)  # reading has counted
        with Images.open(file, formats=tuple(FORMATS)) as opened:
            if wanted:
                turned = seen_size(opened) != opened.size
                opened.draft(None, wanted[::-1] if turned else wanted)
            image = _on_paper(upright(opened))
            bare = image.copy() if image is opened else image  # never the opened picture itself
    bare.info = {}
    return bare


def _on_paper(image: Image) -> Image:
    """In sRGB; what is transparent is white."""
    from PIL import Image as Images

    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * _DEEP).convert("L")
    if not image.has_transparency_data:
        return _in_srgb(image, profile)
    whole = image.convert("RGBA")
    colours = image.convert("L") if image.mode in {"L", "LA"} else whole.convert("RGB")
    paper = Images.new("RGB", image.size, "white")
    paper.paste(_in_srgb(colours, profile), mask=whole.getchannel("A"))
    return paper


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """The colours that a profile means; without one, or with one that lies, the numbers as sRGB."""
    from PIL import ImageCms

    if image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert("RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = None  # a profile that does not fit the picture is no profile
        if changed is not None:
            return changed
    return image if image.mode == "RGB" else image.convert("RGB")
