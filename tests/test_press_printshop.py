"""The print shop gets a file it can make plates of: boxes, marks, inks, profile (PDF/X-4)."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, figures, order, picture, prose, story, table

from machine import lacking, program
from newsroom.fingerprints import digest
from newsroom.guard import MisusedError
from newsroom.model import Photo
from press.codes import PressCode
from press.inkcheck import ink_findings, inks_of
from press.inks import brought_under
from press.options import Options, Spot
from press.plates import COLOUR_FOLDERS, Plates, profile_file
from press.printing import Printed, print_issue
from press.separations import plates
from press.separations import separated as separated_plates
from press.story import Picture

pytestmark = needs_type
MM = 72 / 25.4
EDGE = 34  # points from the sheet to the trimmed page
SPOT = "PANTONE 186 C"


def want_a_profile() -> None:
    """Skip where the machine has no CMYK output profile."""
    if profile_file("default_cmyk.icc", (*FONTS, *COLOUR_FOLDERS)) is None:
        lacking("there is no CMYK profile here (libgs-common)")


def printed_with(folder: Path, **options: Any) -> Printed:
    want_a_profile()
    stories = [
        story(
            0,
            prose(500),
            rank=1,
            kicker="一季度开局",
            deck="全线贯通",
            pictures=(picture(folder, 1800, 1200),),
            figures=figures(3),
        ),
        story(1, prose(400), tables=(table(6),)),
        story(2, prose(150), boxed=True),
    ]
    return print_issue(order(stories, folder, plates=Plates.of(Options(**options), FONTS)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed_with(tmp_path_factory.mktemp("plain"), press_photos="rgb")


@pytest.fixture(scope="module")
def spotted(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("spotted")
    return printed_with(folder, spot=Spot(name=SPOT), output_profile="default_cmyk.icc")


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(value) for value in page[name]]


Separations = dict[str, list[NDArray[np.uint8]]]


def separated(pdf: bytes, folder: Path) -> Separations:
    """Ink on every plate, 0 to 255, of every page, as Ghostscript separates them."""
    (folder / "press.pdf").write_bytes(pdf)
    command = [program("gs"), "-q", "-dSAFER", "-sDEVICE=tiffsep", "-r72"]
    made = folder / "plate-%d.tif"
    subprocess.run([*command, "-o", str(made), str(folder / "press.pdf")], check=True)
    plates: Separations = {}
    for file in sorted(folder.glob("plate-*(*).tif")):
        with Image.open(file) as plate:
            ink = 255 - np.asarray(plate.convert("L"))
        plates.setdefault(file.stem.partition("(")[2].rstrip(")"), []).append(ink)
    return plates


@pytest.fixture(scope="module")
def four_plates(plain: Printed, tmp_path_factory: pytest.TempPathFactory) -> Separations:
    return separated(plain.press, tmp_path_factory.mktemp("four"))


@pytest.fixture(scope="module")
def five_plates(spotted: Printed, tmp_path_factory: pytest.TempPathFactory) -> Separations:
    return separated(spotted.press, tmp_path_factory.mktemp("five"))


def test_every_page_says_where_it_is_cut_and_how_far_it_bleeds(plain: Printed) -> None:
    grid = GRIDS["a4"]
    with opened(plain.press) as document:
        for page in document.pages:
            trim, bleed, media = (box(page, f"/{name}Box") for name in ("Trim", "Bleed", "Media"))
            assert trim[2] - trim[0] == pytest.approx(grid.width, abs=0.02)
            assert trim[3] - trim[1] == pytest.approx(grid.height, abs=0.02)
            for at, way in enumerate((-1, -1, 1, 1)):
                assert bleed[at] - trim[at] == pytest.approx(way * 3 * MM, abs=0.02)
                assert way * (media[at] - bleed[at]) > 5 * MM


def test_a_page_stands_on_the_press_sheet_as_in_the_readers_file(plain: Printed) -> None:
    import pypdfium2

    def letters(pdf: bytes, by: float) -> list[tuple[str, float, float]]:
        document = pypdfium2.PdfDocument(pdf)
        text = document[0].get_textpage()
        found = []
        for at in range(text.count_chars()):
            character = text.get_text_range(at, 1)
            left, bottom, _, _ = text.get_charbox(at)
            if character.strip():
                found.append((character, round(left - by, 1), round(bottom - by, 1)))
        return found

    with opened(plain.press) as document:
        margin = box(document.pages[0], "/TrimBox")[0]
    on_sheet = set(letters(plain.press, margin))
    assert (
        set(letters(plain.pdf, 0.0))
        <= {
            (text, x + dx, y + dy)
            for text, x, y in on_sheet
            for dx in (-0.1, 0.0, 0.1)
            for dy in (-0.1, 0.0, 0.1)
        }
        | on_sheet
    )


def test_the_file_says_it_is_pdf_x_4_and_for_which_press(plain: Printed) -> None:
    with opened(plain.press) as document:
        (intent,) = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "Custom"
        assert str(intent.Info)
        profile = intent.DestOutputProfile
        assert profile.N == 4
        read = ImageCms.getOpenProfile(BytesIO(profile.read_bytes())).profile
        assert (read.device_class, read.xcolor_space) == ("prtr", "CMYK")
        metadata = document.open_metadata()
        assert metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        for wanted in ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            assert metadata[wanted]
        for wanted in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):
            assert metadata[wanted]
        assert metadata["{http://ns.adobe.com/pdf/1.3/}Trapped"] == "False"
        assert document.docinfo["/Trapped"] == "/False"
        assert str(document.docinfo["/CreationDate"]) == "D:20140102000000Z"
        assert str(document.docinfo["/ModDate"]) == "D:20140102000000Z"
        assert document.pdf_version == "1.6"
        assert "/ID" in document.trailer
        assert not document.is_encrypted


def test_a_registered_condition_is_named_as_such(tmp_path: Path) -> None:
    printed = printed_with(tmp_path, output_condition="FOGRA39")
    with opened(printed.press) as document:
        (intent,) = document.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"


def test_without_a_profile_the_file_does_not_claim_to_be_pdf_x(tmp_path: Path) -> None:
    plates = Plates.of(Options(output_profile="no-such.icc"), FONTS)
    printed = print_issue(order([story(0, prose(90))], tmp_path, plates=plates))
    with opened(printed.press) as document:
        assert "/OutputIntents" not in document.Root
        assert b"PDF/X" not in document.Root.Metadata.read_bytes()
        assert "/TrimBox" in document.pages[0]


def test_nothing_on_the_sheet_troubles_a_plate(plain: Printed, spotted: Printed) -> None:
    """No RGB without a profile, nothing transparent, no links, no actions, all type embedded."""
    for printed in (plain, spotted):
        with opened(printed.press) as document:
            assert "/AA" not in document.Root
            assert "/OpenAction" not in document.Root
            for page in document.pages:
                assert "/Annots" not in page
                assert "/Group" not in page
                operators = {str(each.operator) for each in pikepdf.parse_content_stream(page)}
                assert not operators & {"rg", "RG", "g", "G", "sh"}
                for state in page.Resources.get("/ExtGState", {}).values():
                    assert not {"/SMask", "/ca", "/CA", "/BM", "/TR", "/HT"} & set(state.keys())
                for font in page.Resources.Font.values():
                    (inner,) = font.DescendantFonts
                    assert (
                        "/FontFile3" in inner.FontDescriptor or "/FontFile2" in inner.FontDescriptor
                    )


def space_of(image: Any) -> str:
    space = image.ColorSpace
    return str(space if isinstance(space, pikepdf.Name) else space[0])


def images(pdf: bytes) -> list[Any]:
    with opened(pdf) as document:
        return [
            (
                str(
                    thing.ColorSpace
                    if isinstance(thing.ColorSpace, pikepdf.Name)
                    else thing.ColorSpace[0]
                ),
                "/SMask" in thing,
            )
            for page in document.pages
            for thing in page.Resources.get("/XObject", {}).values()
            if thing.Subtype == "/Image"
        ]


def test_photos_bear_a_profile_or_are_separated_as_the_option_says(
    plain: Printed, spotted: Printed
) -> None:
    assert images(plain.press) == [("/ICCBased", False)]
    assert images(spotted.press) == [("/DeviceCMYK", False)]


def test_black_type_is_on_the_black_plate_alone(four_plates: Separations) -> None:
    assert set(four_plates) == {"Cyan", "Magenta", "Yellow", "Black"}
    grid = GRIDS["a4"]
    headline = area(grid.nameplate, 4, 0, grid.span(grid.columns))
    assert four_plates["Black"][0][headline].max() == 255
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert four_plates[ink][0][headline].max() == 0


def test_black_type_prints_over_the_tint_under_it(plain: Printed, four_plates: Separations) -> None:
    """Where a box's black letters stand, its tint goes on beneath: no letter is knocked out."""
    page, block = next(
        (page.number, b) for page in plain.layout.pages for b in page.blocks if b.story == 2
    )
    grid = GRIDS["a4"]
    first = block.line + block.head_lines
    text = area(first, 2, grid.x(block.column), grid.span(block.columns))
    assert four_plates["Black"][page - 1][text].max() > 200
    tint = four_plates["Yellow"][page - 1][text]
    assert tint.min() > 0
    assert tint.min() == tint.max()


def test_marks_are_on_every_plate(five_plates: Separations) -> None:
    assert set(five_plates) == {"Cyan", "Magenta", "Yellow", "Black", SPOT}
    edge = int(7 * MM)
    for ink, *_ in five_plates.values():
        middle = ink.shape[1] // 2
        assert ink[:edge, :60].max() > 60  # crop marks
        assert ink[:edge, middle - 9 : middle + 9].max() > 60  # target


def test_the_house_colour_has_a_plate_of_its_own(five_plates: Separations) -> None:
    name = area(0, GRIDS["a4"].nameplate - 1, 0, 200)
    assert five_plates[SPOT][0][name].max() == 255
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        assert five_plates[ink][0][name].max() == 0


def area(line: int, lines: int, left: float, width: float) -> tuple[slice, slice]:
    """Pixels of some lines of the A4 grid on a press sheet, at 72 dpi."""
    grid = GRIDS["a4"]
    top, start = EDGE + grid.top + grid.y(line), EDGE + grid.left + left
    return slice(int(top), int(top + grid.depth(lines))), slice(int(start), int(start + width))


def test_a_profile_of_another_kind_is_not_taken(tmp_path: Path) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (tmp_path / "default_cmyk.icc").write_bytes(screen)
    assert profile_file("default_cmyk.icc", (tmp_path,)) is None


def test_a_photo_too_small_for_its_place_is_named_with_its_dpi(tmp_path: Path) -> None:
    stories = [story(0, prose(900), pictures=(picture(tmp_path, 300, 200),))]
    (found,) = [f for f in print_issue(order(stories, tmp_path)).findings if "dpi" in f.what]
    across = float(found.what.partition("只有")[2].partition(" dpi")[0])
    with opened(print_issue(order(stories, tmp_path)).pdf) as document:
        page = document.pages[0]
        widths = [
            float(each.operands[0])
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "cm" and abs(float(each.operands[0])) > 50
        ]
    assert any(abs(300 / (width / 72) - across) < 1 for width in widths)


def test_photos_come_at_the_resolution_asked_for(tmp_path: Path) -> None:
    import pypdfium2

    stories = [story(0, prose(600), pictures=(picture(tmp_path, 4800, 3200),))]
    plates = Plates.of(Options(), FONTS)
    printed = print_issue(order(stories, tmp_path, plates=plates))
    document = pypdfium2.PdfDocument(printed.press)
    (photo,) = [each for each in document[0].get_objects() if each.type == 3]
    left, _, right, _ = photo.get_bounds()
    dpi = photo.get_metadata().width / ((right - left) / 72)
    assert 200 <= dpi <= 340


# ------------------------------------------------------------------ ink
@pytest.fixture(scope="module")
def newsprint(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A page with a photo that is black as a picture of night can be, and a poster in red."""
    folder = tmp_path_factory.mktemp("newsprint")
    night = np.zeros((800, 1200, 3), np.uint8)
    night[:, ::2] = (30, 0, 60)
    night[200:300] = np.random.default_rng(3).integers(0, 256, (100, 1200, 3))
    Image.fromarray(night).save(folder / "night.png")
    digest_of = digest((folder / "night.png").read_bytes())
    photo = Photo(PurePosixPath("night.png"), digest_of, 1200, 800, "夜里的街")
    stories = [
        story(0, prose(500), rank=1, pictures=(Picture(photo, "夜里的街。", "某某 摄"),)),
        story(1, prose(150), boxed=True),
    ]
    return print_issue(order(stories, folder, plates=Plates.of(Options(), FONTS)))


def test_no_place_bears_more_ink_than_newsprint_takes(newsprint: Printed, tmp_path: Path) -> None:
    assert [f.what for f in newsprint.findings if f.code is PressCode.INK] == []
    plates = separated(newsprint.press, tmp_path)
    for page in range(len(newsprint.layout.pages)):
        total = sum(plate[page].astype(int) for plate in plates.values()) / 2.55
        inside = total[EDGE:-EDGE, EDGE:-EDGE]
        assert inside.max() <= GRIDS["a4"].ink
        assert inside.max() > 200  # a night is still dark
        (measured,) = [each for each in inks_of(newsprint.press) if each.number == page + 1]
        assert measured.most == pytest.approx(inside.max(), abs=6)


def test_what_stands_in_too_much_ink_is_quoted(newsprint: Printed) -> None:
    """As if the paper took less: the photo, red type, black on a tint are named."""
    (found, *_) = ink_findings(newsprint.press, 105, "A4")
    assert "第1版" in found.what
    assert "河岸" in found.what
    assert found.for_shop
    assert list(ink_findings(newsprint.press, 240, "A4")) == []


@pytest.mark.parametrize("limit", [180, 240, 300])
def test_a_picture_is_brought_under_the_limit_and_keeps_its_shadows(limit: int) -> None:
    rich = np.random.default_rng(1).integers(0, 256, (64, 64, 4)).astype(np.uint8)
    rich[:8] = 255
    rich[8:16] = (128, 20, 0, 0)
    image = Image.fromarray(rich, "CMYK")
    made = np.asarray(brought_under(image, limit)).astype(int)
    assert made.sum(axis=2).max() <= limit * 2.55 + 0.01
    assert (made[8:16] == rich[8:16]).all()
    assert (made[..., 3] >= rich[..., 3].astype(int)).all()
    assert made[0, 0, 3] == 255


def test_the_programs_own_profile_is_of_newsprint() -> None:
    file = profile_file(Options().output_profile, COLOUR_FOLDERS)
    assert file is not None
    said = ImageCms.getOpenProfile(str(file)).profile
    assert "Newsprint" in str(said.profile_description)
    assert "TR 002" in str(said.copyright)


@pytest.mark.parametrize("checker", ["qpdf --check", "gs -q -dSAFER -dNODISPLAY -dBATCH"])
def test_readers_of_other_makers_find_nothing_wrong(
    newsprint: Printed, checker: str, tmp_path: Path
) -> None:
    (tmp_path / "press.pdf").write_bytes(newsprint.press)
    name, *options = checker.split()
    command = [program(name), *options, str(tmp_path / "press.pdf")]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0
    assert not re.search(r"WARNING|Error|ERROR|repair", said.stdout + said.stderr)


def test_the_plates_can_be_looked_at(
    spotted: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    program("gs")
    (tmp_path / "press.pdf").write_bytes(spotted.press)
    plates(tmp_path / "press.pdf", into=tmp_path / "plates", dpi=36, ink=200)
    names = {file.name for file in (tmp_path / "plates").iterdir()}
    inks = ("cyan", "magenta", "yellow", "black", "total")
    pages = range(1, len(spotted.layout.pages) + 1)
    assert {f"p{page}-{ink}.png" for page in pages for ink in inks} <= names
    assert "p1-pantone-186-c.png" in names
    grid = GRIDS["a4"]
    with Image.open(tmp_path / "plates" / "p1-black.png") as black:
        assert black.width == pytest.approx(grid.width / 2, abs=1.5)
        assert black.getextrema()[0] == 0
    assert "第1版：最重" in capsys.readouterr().out
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MisusedError, match="Ghostscript"):
        list(separated_plates(tmp_path / "press.pdf", 36))


def test_black_adds_to_what_it_lies_on_and_to_nothing_else() -> None:
    """Not to what a frame cuts off, nor to what a line only goes round."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    over = pikepdf.Dictionary(op=True, OPM=1)
    page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Over=over))

    def inks(*content: str) -> list[float]:
        text = "0 0 0 1 k /Over gs BT /F 10 Tf 1 0 0 1 100 100 Tm <0001> Tj ET"
        page.Contents = document.make_stream("\n".join((*content, text)).encode())
        out = BytesIO()
        document.save(out)
        (measured,) = inks_of(out.getvalue())
        return [patch.ink for patch in measured.patches if patch.text]

    filled = "0.5 0.5 0.5 0 k 90 90 60 60 re f"
    assert inks(filled) == [pytest.approx(250)]
    assert inks("q 0 0 50 50 re W n", filled, "Q") == [pytest.approx(100)]
    assert inks("0.5 0.5 0.5 0 K 90 90 60 60 re S") == [pytest.approx(100)]
