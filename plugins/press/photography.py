"""Photos made ready for print: upright, in one colour space, as large as their place asks."""

from __future__ import annotations

import importlib.metadata
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL

from edition.darkroom import RECIPE, developed
from newsroom import drawings
from newsroom.cabinet import Cabinet
from newsroom.drawings import SUFFIX, drawn
from newsroom.fingerprints import digest, fingerprint
from newsroom.model import Photo
from newsroom.pictures import FlawedError
from press import inks
from press.codes import Finding, PressCode
from press.inks import encoded_under
from press.papers import Grid
from press.story import Story

if TYPE_CHECKING:
    from PIL.Image import Image

CODE = " ".join(
    (
        PIL.__version__,
        importlib.metadata.version("typst"),
        *(digest(Path(file).read_bytes()) for file in (__file__, drawings.__file__, inks.__file__)),
    )
)
READER_PIXELS = 1600  # the longer side of a photo in the reader's PDF
_READER_QUALITY = 82
_PRESS_QUALITY = 95
_AMPLE = 1.5  # times the resolution asked for; a screen of dots shows no more
_DRAWN = 360  # points that a drawing is laid out across before its points are counted
_STEP = 100  # pixels; sizes are rounded up to this, so that a small shift makes no new file


@dataclass(frozen=True, slots=True)
class Separation:
    """How photos are separated. profile: of the press; limit: ink that the paper takes, percent."""

    profile: Path
    limit: int

    @property
    def digest(self) -> str:
        """Of all that a separated photo depends on."""
        return f"{digest(self.profile.read_bytes())} {self.limit}"


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where prints of photos are kept. folder: beside the Typst files; content: the originals."""

    folder: Path
    content: Path

    def for_readers(self, photos: Iterable[Photo]) -> dict[str, str]:
        """Prints for the screen: path as Typst takes it, by the photo's digest."""
        return self._prints((photo, READER_PIXELS, _READER_QUALITY) for photo in photos)

    def for_press(
        self,
        photos: Iterable[Photo],
        widths: Mapping[str, float],
        dpi: int,
        separation: Separation | None,
    ) -> dict[str, str]:
        """Prints for the press: path as Typst takes it, by the photo's digest.

        widths: points a photo is printed across, by its digest; dpi: asked for. separation: None
        where the print shop separates them.
        """
        wanted = (
            (photo, _pixels(photo, widths[photo.digest], dpi), _PRESS_QUALITY)
            for photo in photos
            if photo.digest in widths
        )
        return self._prints(wanted, separation)

    def _prints(
        self, wanted: Iterable[tuple[Photo, int, int]], separation: Separation | None = None
    ) -> dict[str, str]:
        found = (
            (photo, self._print(photo, pixels, quality, separation))
            for photo, pixels, quality in wanted
        )
        return {photo.digest: path for photo, path in found if path is not None}

    def _print(
        self, photo: Photo, pixels: int, quality: int, separation: Separation | None
    ) -> str | None:
        plates = separation.digest if separation else ""
        key = fingerprint("print", RECIPE, CODE, photo.digest, f"{pixels} {quality}", plates)
        prints = Cabinet(self.folder, ".jpg")
        target = prints.find(key)
        if target is None:
            data = _encoded(self.content / photo.file, pixels, quality, separation)
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
        if frame["kind"] == "nameplate" and frame["picture"] in digests:
            photo, across = digests[frame["picture"]], frame["height"] * frame["ratio"]
        elif frame["kind"] == "photo" and frame["file"] in digests:
            across = max(frame["width"], frame["image_height"] * frame["ratio"])
            photo = digests[frame["file"]]
        else:
            continue
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
                    f"照片 {photo.file.name} 印在{grid.name}报纸上只有{math.floor(dpi)} dpi，"
                    f"印刷要{wanted} dpi",
                    f"换一张宽{math.ceil(widths[photo.digest] / 72 * wanted)}像素以上的照片，"
                    "或在照片（photos）里写 size: small",
                )


def _encoded(file: Path, pixels: int, quality: int, separation: Separation | None) -> bytes | None:
    """A photo upright, on white, without metadata, in sRGB or in inks that the paper takes."""
    from PIL.Image import Resampling

    try:
        image = _rastered(file, pixels) if file.suffix.lower() == SUFFIX else developed(file)
    except (OSError, FlawedError):
        return None
    image.thumbnail((pixels, pixels), Resampling.LANCZOS)
    if separation:
        separated = _separated(image, separation.profile)
        return encoded_under(separated, separation.limit, quality)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, subsampling=-1)
    return out.getvalue()


def _rastered(file: Path, pixels: int) -> Image:
    """A drawing as a picture on white, its longer side so many pixels; raises FlawedError."""
    import typst
    from PIL import Image as Images

    drawing = drawn(file.read_bytes())
    sheet = (
        f"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        f'#image(bytes(sys.inputs.drawing), format: "svg", width: {_DRAWN}pt)'
    )
    try:
        made = typst.compile(
            sheet.encode(),
            format="png",
            ppi=pixels / _DRAWN * 72,
            sys_inputs={"drawing": drawing},
            ignore_system_fonts=True,
        )
    except typst.TypstError as refusal:
        raise FlawedError("画不出来", str(refusal.message)) from refusal
    if not isinstance(made, bytes):
        raise FlawedError("画不出来", "")
    with Images.open(io.BytesIO(made), formats=("PNG",)) as opened:
        return opened.convert("RGB")


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
