"""Photos as files: is it an image, how large, and where does it lie."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from newsroom.fingerprints import digest

FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
SUFFIXES = {**FORMATS, "MPO": FORMATS["JPEG"]}  # what many phones write: JPEGs in a row
TALLEST = 6  # times its width; WebP ends at 16,383 pixels
MOST_PIXELS = 120_000_000
MOST_BYTES = 60 * 1024 * 1024
SAVE_AS = "请换成 JPEG、PNG 或 WebP 照片"
# Other kinds of files, by how they begin; 4: bytes before the name of an ISO media file's brand.
_BEGINNINGS = (
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\x00", "TIFF 或相机原始文件"),
    (0, b"MM\x00*", "TIFF 或相机原始文件"),
    (0, b"8BPS", "Photoshop"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\x03\x04", "Word 或压缩文件"),
    (0, b"\xff\x0a", "JPEG XL"),
    (4, b"JXL ", "JPEG XL"),
    (4, b"jP  ", "JPEG 2000"),
    *((4, b"ftyp" + brand, "AVIF") for brand in (b"avif", b"avis")),
    *((4, b"ftyp" + brand, "HEIC") for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1")),
    (4, b"ftyp", "视频"),
)
_MOST = f"最多{MOST_PIXELS // 10_000}万"
_SMALLER = "请缩小了再用"
_SEEN_FOR_SVG = 1024  # bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's facts; width and height in pixels, as seen (after its EXIF turn)."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a file is no picture for us. what: goes on from the file's name; cure: what to do."""

    what: str
    cure: str = SAVE_AS


class FlawedError(Exception):
    """A file is no picture for us."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.flaw = Flaw(what, cure)


def picture_of(data: bytes, suffix: str) -> Picture | Flaw:
    """The facts of a picture, or what is wrong with it.

    suffix: of the file name; it must agree with what the bytes are.
    """
    try:
        width, height = _measured(data, suffix)
    except FlawedError as error:
        return error.flaw
    except UnidentifiedImageError:
        return _other_kind(data)
    except Exception as error:
        return _broken(error)
    return Picture(digest(data), width, height)


def _measured(data: bytes, suffix: str) -> tuple[int, int]:
    """Width and height as seen, once every pixel has been read; raises FlawedError."""
    if len(data) > MOST_BYTES:
        raise FlawedError(f"有{len(data) // (1024 * 1024)} MB，最大60 MB", _SMALLER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves
        with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
            _look_over(image, suffix)
            size = image.size
            image.draft(None, (1, 1))  # a JPEG is read to its end all the same
            image.load()
            width, height = seen_size(image, size)
    if height > TALLEST * width:
        raise FlawedError(f"太长，高不能超过宽的{TALLEST}倍", "请裁短，或分成几张")
    return width, height


def upright(image: Image.Image) -> Image.Image:
    """A picture turned as its EXIF says; EXIF that can't be read says nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except OSError:
        raise  # the picture itself
    except Exception:
        return image


def seen_size(image: Image.Image, size: tuple[int, int] | None = None) -> tuple[int, int]:
    """Width and height in pixels after the turn. size: its own, where it was decoded smaller."""
    try:
        turn = image.getexif().get(ExifTags.Base.Orientation, 1)
        turned = turn in {5, 6, 7, 8}
    except Exception:
        turned = False
    width, height = size or image.size
    return (height, width) if turned else (width, height)


def _look_over(image: Image.Image, suffix: str) -> None:
    """Raise FlawedError for what the first bytes of a picture tell, before it is read whole."""
    kind = image.format or ""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise FlawedError(f"有{width}×{height}像素，{_MOST}", _SMALLER)
    if kind != "MPO" and getattr(image, "is_animated", False):
        raise FlawedError("是会动的图片", "请截取其中一幅，存成 JPEG")
    if suffix.lower() not in SUFFIXES.get(kind, ()):
        kind = "JPEG" if kind == "MPO" else kind
        cure = f"请把文件名改成以 {FORMATS[kind][0]} 结尾，稿件里也改"
        raise FlawedError(f"其实是 {kind} 图片，文件名却以 {suffix} 结尾", cure)


def _broken(error: Exception) -> Flaw:
    """A picture that can't be read to its end."""
    if isinstance(error, Image.DecompressionBombError):
        return Flaw(f"的像素太多，{_MOST}", _SMALLER)
    # The library has no class of its own for a file that ends too soon.
    if "truncated" in str(error) or isinstance(error, EOFError):
        return Flaw("不完整，没有拷贝完或下载完", "请从原处重新拷贝一次")
    return Flaw(f"打不开，文件坏了（{type(error).__name__}）", "请从原处重新拷贝，或另存一次")


def _other_kind(data: bytes) -> Flaw:
    """A file that is none of our pictures, called by its name where that shows."""
    for start, sign, kind in _BEGINNINGS:
        if data.startswith(sign, start):
            return Flaw(f"是 {kind}，不是 JPEG、PNG 或 WebP 图片", _CURES.get(kind, SAVE_AS))
    if b"<svg" in data[:_SEEN_FOR_SVG].lower():
        return Flaw("是 SVG 矢量图，不是 JPEG、PNG 或 WebP 图片", "请导出成 PNG")
    return Flaw("不是 JPEG、PNG 或 WebP 图片")


_CURES = {
    "HEIC": "请在手机上用“兼容性最佳”的格式拍，或另存成 JPEG",
    "视频": "请截取其中一幅，存成 JPEG",
    "Word 或压缩文件": "请把里面的照片另存出来",
}


def inside(folder: Path, path: Path) -> bool:
    """Whether a path, links followed, lies inside a folder."""
    try:
        return path.resolve(strict=False).is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
