"""Photos made ready for print: upright, in one colour space, as large as their place asks."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL

from edition.darkroom import RECIPE, developed
from newsroom.cabinet import Cabinet
from newsroom.fingerprints import digest, fingerprint
from newsroom.model import Photo
from press.codes import Finding, PressCode
from press.papers import Grid
from press.story import Story

if TYPE_CHECKING:
    from PIL.Image import Image

CODE = f"{PIL.__version__} {digest(Path(__file__).read_bytes())}"
READER_PIXELS = 1600  # the longer side of a photo in the reader's PDF
_READER_QUALITY = 82
_PRESS_QUALITY = 95
_AMPLE = 1.5  # times the resolution asked for; a screen of dots shows no more
_STEP = 100  # pixels; sizes are rounded up to this, so that a small shift makes no new file


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where prints of photos are kept. folder: beside the Typst files; content: the originals."""

    folder: Path
    content: Path

    def for_readers(self, photos: Iterable[Photo]) -> dict[str, str]:
        """Prints for the screen: path as Typst takes it, by the photo's digest."""
        return self._prints((photo, READER_PIXELS, _READER_QUALITY) for photo in photos)

    def for_press(
        self, photos: Iterable[Photo], widths: Mapping[str, float], dpi: int, profile: Path | None
    ) -> dict[str, str]:
        """Prints for the press: path as Typst takes it, by the photo's digest.

        widths: points a photo is printed across, by its digest; dpi: asked for. profile: of the
        press, where the photos are to be separated here.
        """
        wanted = (
            (photo, _pixels(photo, widths[photo.digest], dpi), _PRESS_QUALITY)
            for photo in photos
            if photo.digest in widths
        )
        return self._prints(wanted, profile)

    def _prints(
        self, wanted: Iterable[tuple[Photo, int, int]], profile: Path | None = None
    ) -> dict[str, str]:
        found = (
            (photo, self._print(photo, pixels, quality, profile))
            for photo, pixels, quality in wanted
        )
        return {photo.digest: path for photo, path in found if path is not None}

    def _print(self, photo: Photo, pixels: int, quality: int, profile: Path | None) -> str | None:
        inks = digest(profile.read_bytes()) if profile else ""
        key = fingerprint("print", RECIPE, CODE, photo.digest, f"{pixels} {quality}", inks)
        prints = Cabinet(self.folder, ".jpg")
        target = prints.find(key)
        if target is None:
            data = _encoded(self.content / photo.file, pixels, quality, profile)
            if data is None:
                return None
            target = prints.keep(key, data)
        return f"/{target.relative_to(self.folder.parent).as_posix()}"


def _pixels(photo: Photo, width: float, dpi: int) -> int:
    """The longer side a print needs to be `width` points across at an ample resolution."""
    across = width / 72 * dpi * _AMPLE
    longer = across * max(1.0, photo.height / max(1, photo.width))
    return max(_STEP, math.ceil(longer / _STEP) * _STEP)


def printed_widths(
    pages: Sequence[Mapping[str, Any]], prints: Mapping[str, str]
) -> dict[str, float]:
    """How wide each photo is printed, points, what its frame cuts off included, by its digest.

    pages: as Typst takes them; prints: what the frames on them name, by digest. The widest counts.
    """
    digests = {path: photo for photo, path in prints.items()}
    widths: dict[str, float] = {}
    for frame in (frame for page in pages for frame in page["frames"]):
        if frame["kind"] != "photo" or frame["file"] not in digests:
            continue
        across = max(frame["width"], frame["image_height"] * frame["ratio"])
        photo = digests[frame["file"]]
        widths[photo] = max(widths.get(photo, 0.0), across)
    return widths


def small_photos(
    stories: Iterable[Story], widths: Mapping[str, float], grid: Grid, wanted: int
) -> Iterator[Finding]:
    """Photos whose pixels are too few for the place they are printed in. wanted: dpi."""
    for story in stories:
        for photo in story.photos:
            if photo.digest not in widths:
                continue
            dpi = photo.width / (widths[photo.digest] / 72)
            if dpi < wanted:
                yield Finding(
                    story.source,
                    PressCode.PHOTO_SMALL,
                    f"照片 {photo.file.name} 印在{grid.name}报纸上只有{dpi:.0f} dpi，"
                    f"印刷要{wanted} dpi",
                    f"换一张宽{math.ceil(widths[photo.digest] / 72 * wanted)}像素以上的照片，"
                    "或在 photos 里写 size: small",
                )


def _encoded(file: Path, pixels: int, quality: int, profile: Path | None) -> bytes | None:
    """A photo upright, on white, without metadata, in sRGB or in the inks of a profile."""
    from PIL.Image import Resampling

    try:
        image = developed(file)
    except OSError:
        return None
    image.thumbnail((pixels, pixels), Resampling.LANCZOS)
    if profile:
        image = _separated(image, profile)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, subsampling=0 if profile else -1)
    return out.getvalue()


def _separated(image: Image, profile: Path) -> Image:
    from PIL import ImageCms

    made = ImageCms.profileToProfile(
        image,
        ImageCms.createProfile("sRGB"),
        str(profile),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if made is None:  # only with inPlace
        raise AssertionError
    made.info = {}  # the profile is the output intent of the whole file
    return made
