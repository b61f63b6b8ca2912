"""A photo leaves the newsroom as a picture and nothing else, in the colours it was taken in."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from PIL import Image

from edition.darkroom import developed
from edition.photos import Negative, Variant, kept_in_sight, variants
from newsroom.fingerprints import digest
from newsroom.model import Photo
from newsroom.pictures import MOST_PIXELS, Flaw, Picture, picture_of
from newsrooms import DAY, issue, item, write
from photographs import (
    MARKED,
    full_jpeg,
    full_png,
    full_webp,
    pictures_in,
    pieces,
    profile,
    whole,
)
from press.options import Options
from press.photography import Darkroom, Separation
from press.plates import COLOUR_FOLDERS, profile_file
from presses import built

GREEN = (59, 200, 60)
GREEN_IN_SRGB = (0, 201, 37)
ROOMS = ("press", "syndication", "website")


def photo_in(file: Path) -> Photo:
    """A photo of the model."""
    return Photo(PurePosixPath(file.name), digest(file.read_bytes()), 640, 400, "一片绿地")


INK = {"FFEE"}  # the colour transform of four inks, which is no word


def near(pixel: object, wanted: tuple[int, ...], slack: int = 2) -> bool:
    """Whether a colour is another but for rounding."""
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= slack for a, b in zip(pixel, wanted, strict=True))


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    image.save(out, kind, **how)  # type: ignore[arg-type] # each format has its own
    return out.getvalue()


def pixel_of(data: bytes, folder: Path, suffix: str = ".png") -> object:
    """The middle pixel of a photo as it leaves us."""
    file = write(folder, f"photo{suffix}", data)
    image = developed(file)
    assert image.mode == "RGB"
    assert not image.info
    return image.getpixel((image.width // 2, image.height // 2))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with photos that tell everything, in all rooms."""
    content = tmp_path_factory.mktemp("content")
    issue(content)
    plain = Image.new("RGB", (640, 400), GREEN)
    write(content, f"issues/{DAY}/a.jpg", full_jpeg(plain, profile()))
    write(content, f"issues/{DAY}/b.png", full_png(plain, profile()))
    write(content, f"issues/{DAY}/c.webp", full_webp(plain, profile()))
    item(
        *(content, "lead", "区里今天开会，部署招商工作。\n\n![](a.jpg)\n\n会议开了一天。"),
        photos=[{"file": file, "alt": "一片绿地"} for file in ("a.jpg", "b.png", "c.webp")],
    )
    made, _ = built(content, tmp_path_factory.mktemp("made"), ROOMS, papers=("a4",))
    return made


def test_the_originals_of_these_tests_tell_a_lot() -> None:
    plain = Image.new("RGB", (64, 40), GREEN)
    for data in (full_jpeg(plain, profile()), full_png(plain, profile()), full_webp(plain)):
        assert MARKED.encode() in whole(data)
        assert len(pieces(data)) > 2


def test_no_picture_that_leaves_has_a_word_in_it(output: Path) -> None:
    found = dict(pictures_in(output))
    for kind in (".webp", ".jpg", "card.png", ".epub!", ".docx!", ".pdf!"):
        assert any(kind in name for name in found), kind
    inks = {name for name in found if "-press.pdf!" in name}
    said = {name: pieces(data) for name, data in found.items()}
    assert inks
    assert {name: more for name, more in said.items() if more and name not in inks} == {}
    assert all(set(said[name]) <= INK for name in inks)


def test_no_file_that_leaves_says_what_the_camera_knew(output: Path) -> None:
    files = [path for path in output.rglob("*") if path.is_file()]
    assert [path.name for path in files if MARKED.encode() in whole(path.read_bytes())] == []


def test_colours_of_a_wide_space_are_shown_in_srgb_everywhere(output: Path) -> None:
    """Adobe RGB (59, 200, 60) is sRGB (0, 201, 37)."""
    shown = 0
    for name, data in pictures_in(output):
        if name.endswith("card.png") or "icon" in name or "nameplate" in name:
            continue
        if "-press.pdf!" in name:
            continue  # in the inks of the press
        with Image.open(io.BytesIO(data)) as image:
            middle = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
        if isinstance(middle, tuple) and middle[1] > 150 > middle[0]:
            shown += 1
            assert near(middle, GREEN_IN_SRGB, 6), name
    assert shown > 10


def test_the_press_file_says_nothing_of_a_camera(output: Path) -> None:
    files = list(output.rglob("*-press.pdf"))
    assert files
    for path in files:
        with pikepdf.open(path) as pdf:
            assert MARKED not in str(pdf.docinfo)
    assert any("-press.pdf!" in name for name, _ in pictures_in(output))


def test_a_photo_in_inks_has_no_word_in_it(tmp_path: Path) -> None:
    inks = profile_file(Options().output_profile, COLOUR_FOLDERS)
    assert inks is not None
    file = write(tmp_path, "a.jpg", full_jpeg(Image.new("RGB", (640, 400), GREEN), profile()))
    made = Darkroom(tmp_path, tmp_path)._print(photo_in(file), 300, 95, Separation(inks, 240))  # noqa: SLF001 - one
    assert made is not None
    data = (tmp_path.parent / made.lstrip("/")).read_bytes()
    assert set(pieces(data)) <= INK
    with Image.open(io.BytesIO(data)) as image:
        assert image.mode == "CMYK"


@pytest.mark.parametrize(
    ("crop", "classes"),
    [
        (None, ""),
        ((0.0, 1.0), "x0 y10"),
        ((0.31, 0.69), "x3 y7"),  # away from the middle: what is named is never cut off itself
        ((0.39, 0.61), "x3 y7"),
        ((0.3, 0.7), "x3 y7"),
        ((0.499, 0.501), "x4 y6"),
        ((0.5, 0.02), "x5 y0"),
    ],
)
def test_the_point_that_stays_in_sight_is_told_in_tenths(
    crop: tuple[float, float] | None, classes: str
) -> None:
    photo = Photo(PurePosixPath("a.jpg"), "0a", 900, 600, "河岸", crop=crop)
    assert kept_in_sight(photo) == classes


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(turn: int, tmp_path: Path) -> None:
    upright = Image.new("RGB", (80, 48), "white")
    upright.paste((200, 0, 0), (0, 0, 40, 24))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = upright.transpose(back[turn]) if turn in back else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(held, "JPEG", exif=exif, quality=95)
    facts = picture_of(data, ".jpg")
    assert isinstance(facts, Picture)
    assert (facts.width, facts.height) == (80, 48)
    negative = Negative(write(tmp_path, "a.jpg", data))
    for media_type in ("image/webp", "image/jpeg"):
        made = negative.print(Variant("", 80, 48, media_type))
        with Image.open(io.BytesIO(made)) as image:
            assert image.getexif().get(0x0112) is None
            assert near(image.convert("RGB").getpixel((10, 10)), (200, 0, 0), 12)
            assert near(image.convert("RGB").getpixel((70, 40)), (255, 255, 255), 12)


def test_every_kind_of_pixel_becomes_the_colour_it_shows(tmp_path: Path) -> None:
    palette = Image.new("P", (9, 9), 1)
    palette.putpalette([0, 0, 0, *GREEN])
    grey = Image.new("L", (9, 9), 128)
    cases = {
        "palette with a profile": (saved(palette, "PNG", icc_profile=profile()), GREEN_IN_SRGB),
        "palette, see-through": (saved(palette, "PNG", transparency=1), (255, 255, 255)),
        "see-through with a profile": (
            saved(Image.new("RGBA", (9, 9), (*GREEN, 255)), "PNG", icc_profile=profile()),
            GREEN_IN_SRGB,
        ),
        "half see-through": (
            saved(Image.new("RGBA", (9, 9), (0, 0, 0, 128)), "PNG"),
            (127, 127, 127),
        ),
        "16 bits of grey": (saved(Image.new("I;16", (9, 9), 128 * 256), "PNG"), (128, 128, 128)),
        "grey with a profile": (
            saved(grey, "PNG", icc_profile=profile((), gamma=1.0)),
            (188, 188, 188),
        ),
        "grey, see-through": (saved(Image.new("LA", (9, 9), (128, 0)), "PNG"), (255, 255, 255)),
        "grey with a profile for colours": (
            saved(grey, "PNG", icc_profile=profile()),
            (128, 128, 128),
        ),
        "a profile that is none": (
            saved(Image.new("RGB", (9, 9), GREEN), "PNG", icc_profile=b"no profile" * 20),
            GREEN,
        ),
        "one bit": (saved(Image.new("1", (9, 9), 1), "PNG"), (255, 255, 255)),
        "four inks": (saved(Image.new("CMYK", (9, 9), (0, 0, 0, 0)), "JPEG"), (255, 255, 255)),
    }
    for name, (data, wanted) in cases.items():
        suffix = ".jpg" if data.startswith(b"\xff\xd8") else ".png"
        assert isinstance(picture_of(data, suffix), Picture), name
        assert near(pixel_of(data, tmp_path, suffix), wanted, 3), name


def test_exif_that_cannot_be_read_is_no_reason_to_refuse(tmp_path: Path) -> None:
    data = saved(Image.new("RGB", (64, 40), GREEN), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert isinstance(picture_of(data, ".jpg"), Picture)
    assert near(pixel_of(data, tmp_path, ".jpg"), GREEN, 4)


def frames(kind: str) -> bytes:
    """A picture of two frames."""
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ("red", "blue"))
    return saved(first, kind, save_all=True, append_images=[second], duration=100)


@cache
def photo() -> bytes:
    """A photo of much detail."""
    return saved(Image.effect_noise((400, 300), 60).convert("RGB"), "JPEG")


def white(side: int) -> bytes:
    """A picture with more pixels than bytes."""
    return saved(Image.new("1", (side, side)), "PNG", compress_level=1)


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("made", "suffix", "what", "cure"),
    [  # made when they are asked for: every worker reads this list, one looks at the pictures
        (lambda: b"\0\0\0\x18ftypheic\0\0\0\0", ".heic", "HEIC", "兼容性最佳"),
        (lambda: b"\0\0\0\x18ftypheic\0\0\0\0", ".jpg", "HEIC", "JPEG"),
        (lambda: b"\0\0\0\x1cftypavif\0\0\0\0", ".jpg", "AVIF", "JPEG"),
        (
            lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
            ".svg",
            "SVG",
            "PNG",
        ),
        (lambda: saved(Image.new("RGB", (9, 9)), "BMP"), ".jpg", "BMP", "JPEG"),
        (lambda: saved(Image.new("RGB", (9, 9)), "TIFF"), ".tif", "TIFF", "JPEG"),
        (lambda: saved(Image.new("RGB", (9, 9)), "GIF"), ".gif", "GIF", "JPEG"),
        (lambda: b"PK\x03\x04word/document.xml", ".jpg", "Word", "另存"),
        (lambda: b"", ".jpg", "不是 JPEG", "JPEG"),
        (lambda: saved(Image.new("RGB", (9, 9)), "PNG"), ".jpg", "其实是 PNG", ".png"),
        (lambda: photo()[: len(photo()) // 2], ".jpg", "不完整", "重新拷贝"),
        (
            lambda: saved(Image.open(io.BytesIO(photo())), "PNG")[:5000],
            ".png",
            "不完整",
            "重新拷贝",
        ),
        (lambda: frames("WEBP"), ".webp", "会动", "截取"),
        (lambda: frames("PNG"), ".png", "会动", "截取"),
        (lambda: white(12_000), ".png", "12000×12000", "缩小"),
        (lambda: white(20_000), ".png", "12000万", "缩小"),
    ],
)
def test_a_file_that_is_no_photo_is_named_with_a_cure(
    made: Callable[[], bytes], suffix: str, what: str, cure: str
) -> None:
    found = picture_of(made(), suffix)
    assert isinstance(found, Flaw)
    assert what in found.what
    assert cure in found.cure
    assert MOST_PIXELS == 120_000_000


def test_several_jpegs_in_a_row_are_the_first_of_them(tmp_path: Path) -> None:
    """What many phones write with a .jpg ending."""
    first, second = (Image.new("RGB", (64, 40), colour) for colour in ((200, 0, 0), (0, 0, 200)))
    data = saved(first, "MPO", save_all=True, append_images=[second])
    assert isinstance(picture_of(data, ".jpg"), Picture)
    assert near(pixel_of(data, tmp_path, ".jpg"), (200, 0, 0), 4)
    misnamed = picture_of(data, ".png")
    assert isinstance(misnamed, Flaw)
    assert misnamed.what == "其实是 JPEG 图片，文件名却以 .png 结尾"
    assert "以 .jpg 结尾" in misnamed.cure


def test_a_photo_makes_the_same_bytes_every_time(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jpg", full_jpeg(Image.new("RGB", (640, 400), GREEN), profile()))
    for media_type in ("image/webp", "image/jpeg"):
        variant = Variant("", 480, 300, media_type)
        assert Negative(file).print(variant) == Negative(file).print(variant)


@pytest.mark.parametrize(
    ("width", "webp", "jpeg"),
    [
        *((300, [300], 300), (480, [480], 480), (481, [480, 481], 481), (960, [480, 960], 960)),
        *((1000, [480, 960, 1000], 960), (4000, [480, 960, 1600], 960)),
    ],
)
def test_a_photo_is_published_in_widths_for_telephones_and_screens(
    width: int, webp: list[int], jpeg: int
) -> None:
    photo = Photo(PurePosixPath(f"issues/{DAY}/a.jpg"), "0" * 64, width, width // 2, "一座桥")
    made = [(one.width, one.media_type) for one in variants(photo)]
    assert made == [*((one, "image/webp") for one in webp), (jpeg, "image/jpeg")]


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("kind", "turn"),
    [("JPEG", 1), ("JPEG", 3), ("JPEG", 6), ("JPEG", 8), ("PNG", 6), ("WEBP", 8)],
)
def test_a_large_photo_is_the_same_picture_in_every_size(
    tmp_path: Path, kind: str, turn: int
) -> None:
    """Red above left, green above right, blue below; twice and four times its largest file."""
    upright = Image.new("RGB", (3600, 2400), (0, 0, 200))
    upright.paste((200, 0, 0), (0, 0, 1800, 1200))
    upright.paste((0, 160, 0), (1800, 0, 3600, 1200))
    back = {3: 180, 6: 90, 8: 270}
    held = upright.rotate(back[turn], expand=True) if turn in back else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    file = write(tmp_path, f"a.{kind.lower()}", saved(held, kind, exif=exif, quality=90))
    photo = Photo(PurePosixPath(DAY, file.name), digest(file.read_bytes()), 3600, 2400, "三色")
    made = variants(photo)
    negative = Negative(file, made)
    for variant in made:
        with Image.open(io.BytesIO(negative.print(variant))) as image:
            assert image.size == (variant.width, variant.height)
            shown = image.convert("RGB")
            for place, colour in (
                ((0.25, 0.25), (200, 0, 0)),
                ((0.75, 0.25), (0, 160, 0)),
                ((0.5, 0.75), (0, 0, 200)),
            ):
                at = (int(place[0] * variant.width), int(place[1] * variant.height))
                assert near(shown.getpixel(at), colour, 8)
        again = Negative(file, made).print(variant)
        assert again == negative.print(variant), "in whatever order they are made"
