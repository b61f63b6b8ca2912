"""A layout room gets an issue in the forms of its programs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from edition.model import Edition
from kits.layout.bundle import kit
from kits.layout.icml import icml
from layoutkits import SCRIPTS, STEM, W, editions, issue_of, unpacked
from manuscripts.manuscript import BULLET, Grid, Line, Picture, Style, manuscript
from newsroom.fingerprints import digest
from newsroom.kinds import Script
from newsroom.model import Fact
from newsroom.runs import plain
from newsrooms import picture, write

__all__ = ["editions", "unpacked"]  # fixtures


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_kit_has_the_text_in_three_forms_the_photos_as_they_came_and_lists(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    files = unpacked[script]
    text = editions[script].set_text
    assert files.keys() >= {f"{STEM}.icml", f"{STEM}.docx", f"{STEM}-tagged.txt", "README.txt"}
    original = (editions[script].content / "issues/2013-09-30/road.jpg").read_bytes()
    assert files["photos/road.jpg"] == original
    heads, photo = (line.split("\t") for line in _lines(files["photos.txt"]))
    told = dict(zip(heads, photo, strict=True))
    assert told[text("图片说明")] == text("通车那天的早晨。")
    assert told[text("署名")] == text("钟实 摄")
    assert told[text("像素")] == "1200×800"
    assert "sRGB" in told[text("色彩")]
    assert told[text("300点时最宽（毫米）")] == "102"
    rows = [line.split("\t") for line in _lines(files["contents.txt"])]
    shown = [item for item in editions[script].issues[0].items if not item.retraction]
    assert [row[3] for row in rows[1:]] == [item.title for item in shown]
    assert "甲乙丙" not in "".join(
        data.decode("utf-8", "replace") for name, data in files.items() if "photos/" not in name
    )
    tagged = files[f"{STEM}-tagged.txt"].decode("utf-16")
    assert "[photos/road.jpg]" in tagged
    assert "<cTypeface:Italic>" in tagged


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").splitlines()


# The order in which Adobe's schema (IDMarkupLanguage.rnc) wants the parts of a story; InDesign
# calls a file damaged in which they stand otherwise. `scripts/bench kits` judges by the schema.
ORDER = {
    "Document": """Color RootCharacterStyleGroup RootParagraphStyleGroup RootCellStyleGroup
        RootTableStyleGroup Story HyperlinkURLDestination Hyperlink""",
    "Story": "StoryPreference ParagraphStyleRange",
    "Rectangle": "Properties ObjectExportOption Image",
    "Image": "Properties Link",
    "Table": "Row Column Cell",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_parts_of_the_story_stand_in_the_order_that_indesign_reads(
    unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    root = etree.fromstring(unpacked[script][f"{STEM}.icml"])
    for parent, order in ORDER.items():
        wanted = order.split()
        found = [list(dict.fromkeys(part.tag for part in one)) for one in root.iter(parent)]
        assert found
        assert max(found, key=len) == wanted
        for tags in found:
            assert tags == [tag for tag in wanted if tag in tags]


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_name_in_the_story_leads_to_something(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    root = etree.fromstring(unpacked[script][f"{STEM}.icml"])
    named = {one.get("Self") for one in root.iter() if one.get("Self")}
    for one in root.iter():
        for key in ("AppliedParagraphStyle", "AppliedTableStyle", "AppliedCellStyle"):
            assert one.get(key) is None or one.get(key) in named
        applied = one.get("AppliedCharacterStyle", "")
        assert not applied or "$ID/" in applied or applied in named
    text = editions[script].set_text
    assert {f"ParagraphStyle/{text(style)}" for style in Style} <= named
    addresses = {
        one.get("Self"): one.get("DestinationURL") for one in root.iter("HyperlinkURLDestination")
    }
    led = {}
    for link in root.iter("Hyperlink"):
        assert link.get("Source") in named
        (source,) = (
            s for s in root.iter("HyperlinkTextSource") if s.get("Self") == link.get("Source")
        )
        led["".join(source.itertext())] = addresses[link.findtext(".//Destination") or ""]
    assert led[text("外面的网页")] == "https://example.org/a?b=1&c=2"
    assert led[text("表里的链接")] == "https://example.org/table#row"
    for image in root.iter("Link"):
        file = image.get("LinkResourceURI", "").removeprefix("file:")
        assert file in unpacked[script]
    for table in root.iter("Table"):
        down = int(table.get("HeaderRowCount", "0")) + int(table.get("BodyRowCount", "0"))
        across = int(table.get("ColumnCount", "0"))
        cells = {one.get("Name") for one in table.iter("Cell")}
        assert cells == {f"{c}:{r}" for c in range(across) for r in range(down)}
        spans = {(one.get("RowSpan"), one.get("ColumnSpan")) for one in table.iter("Cell")}
        assert spans == {("1", "1")}  # InDesign opens no cell without
        assert (len(table.findall("Row")), len(table.findall("Column"))) == (down, across)


def _with_reading(run: Any) -> str:
    """What a run of a story says, and behind it what stands above it."""
    above = run.get("RubyString")
    return "".join(run.itertext("Content")) + (f"（{above}）" if above else "")


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_story_says_what_the_manuscript_says_in_its_styles(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    edition = editions[script]
    root = etree.fromstring(unpacked[script][f"{STEM}.icml"])
    told = []
    for paragraph in root.find("Story").iterchildren("ParagraphStyleRange"):  # type: ignore[union-attr] # it has one
        style = paragraph.get("AppliedParagraphStyle", "").removeprefix("ParagraphStyle/")
        if paragraph.find(".//Table") is not None:
            cells = ["".join(cell.itertext("Content")) for cell in paragraph.iter("Cell")]
            told.append((style, "|".join(cells)))
        else:
            told.append((style, "".join(map(_with_reading, paragraph))))
    wanted = []
    for part in manuscript(edition, edition.issues[0]):
        match part:
            case Line(style, runs):
                is_listed = part.mark == BULLET or part.mark.endswith(".")
                shown = plain(runs if is_listed else part.marked)
                wanted.append((edition.set_text(style), shown.replace("\n", "\u2028")))
            case Picture():
                wanted.append((edition.set_text(Style.PHOTO), ""))
            case Grid(header, rows):
                cells = [plain(cell) for row in (header, *rows) for cell in row]
                wanted.append((edition.set_text(Style.CELL), "|".join(cells)))
    assert told == wanted


def _paragraph(root: Any, words: str) -> Any:
    """The paragraph of a story that has some words."""
    found = [
        one
        for one in root.find("Story").iter("ParagraphStyleRange")
        if words in "".join(one.itertext("Content"))
    ]
    return found[-1]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_line_that_ends_within_a_paragraph_ends_no_paragraph(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    root = etree.fromstring(unpacked[script][f"{STEM}.icml"])
    text = editions[script].set_text
    for words in (text("第一行，") + "\u2028" + text("第二行"), "\u2028" + text("两行")):
        assert len(_paragraph(root, words).findall(".//Br")) == 1
    for one in root.find("Story").iterchildren("ParagraphStyleRange"):
        assert [len(run) and run[-1].tag == "Br" for run in one][-1]
        assert len(one.findall("*/Br")) == 1
        assert "\n" not in "".join(one.itertext("Content"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_in_several_looks_have_all_of_them_in_the_story(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    root = etree.fromstring(unpacked[script][f"{STEM}.icml"])
    styles = {one.get("Self"): one for one in root.iter("CharacterStyle")}
    text = editions[script].set_text
    for words, name, looks in (
        ("又粗又删", "强调+删去", {"FontStyle", "StrikeThru"}),
        ("又粗又连", "强调+链接", {"FontStyle", "Underline"}),
        ("标亮", "标亮", {"Underline", "UnderlineWeight", "UnderlineOffset"}),
        ("又粗又亮", "强调+标亮", {"FontStyle", "Underline", "UnderlineWeight"}),
        ("斜", "着重", {"Skew"}),
    ):
        (run,) = (
            one
            for one in _paragraph(root, text("又粗又删")).iter("CharacterStyleRange")
            if "".join(one.itertext("Content")) == text(words)
        )
        style = styles[run.get("AppliedCharacterStyle")]
        assert style.get("Name") == text(name)
        assert looks <= set(style.keys())
        based = style.findtext("Properties/BasedOn")
        assert (based in styles) == ("+" in name)
    colours = {one.get("Self") for one in root.iter("Color")}
    assert {one.text for one in root.iter("UnderlineColor")} == colours
    tagged = unpacked[script][f"{STEM}-tagged.txt"].decode("utf-16")
    marked, strong = text("标亮"), text("强调")
    assert f"<CharStyle:{marked}>{text('标亮')}<CharStyle:>" in tagged
    assert f"<CharStyle:{marked}><cTypeface:Bold>{text('又粗又亮')}<cTypeface:>" in tagged
    assert f"<CharStyle:{strong}><cStrikethru:1>{text('又粗又删')}<cStrikethru:>" in tagged


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_table_of_a_heading_alone_has_that_row(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]], script: Script
) -> None:
    root = etree.fromstring(unpacked[script][f"{STEM}.icml"])
    counts = {
        "".join(one.itertext("Content")): (one.get("HeaderRowCount"), one.get("BodyRowCount"))
        for one in root.iter("Table")
    }
    assert counts[editions[script].set_text("只有表头没有行")] == ("0", "1")
    assert ("1", "1") in counts.values()


def test_a_reading_stands_over_its_word_wherever_it_is(
    unpacked: dict[Script, dict[str, bytes]],
) -> None:
    """In the text, a sub-head and a note, and over no end of a paragraph."""
    read = {"范": "fàn", "澠": "miǎn", "郦": "lì"}
    body = docx.Document(io.BytesIO(unpacked[Script.HANS][f"{STEM}.docx"])).element.body
    words = {"".join(one.itertext(qn("w:t"))): one.getnext() for one in body.iter(f"{{{W}}}rt")}
    assert {"".join(base.itertext(qn("w:t"))): over for over, base in words.items()} == read
    root = etree.fromstring(unpacked[Script.HANS][f"{STEM}.icml"])
    runs = [one for one in root.iter("CharacterStyleRange") if one.get("RubyFlag")]
    assert {"".join(one.itertext("Content")): one.get("RubyString") for one in runs} == read
    assert not [one for one in runs if one.find("Br") is not None]


@pytest.mark.parametrize("name", ["it's.jpg", '"甲".jpg', "a&b.jpg", "乙<1>.jpg"])
def test_a_photo_stands_once_whatever_its_file_is_called(
    editions: dict[Script, Edition], name: str
) -> None:
    edition = editions[Script.HANS]
    one = next(one for one in edition.issues[0].items if one.photos)
    photo = replace(one.photos[0], file=one.photos[0].file.with_name(name))
    issue = issue_of(edition, f"![](<{quote(name)}>)", photo)
    pictures = [part for part in manuscript(edition, issue) if isinstance(part, Picture)]
    assert [part.photo for part in pictures] == [photo]


def test_photos_whose_names_differ_in_case_alone_are_two_files_wherever_they_are_unpacked(
    editions: dict[Script, Edition],
) -> None:
    edition = editions[Script.HANS]
    photo = next(one for one in edition.issues[0].items if one.photos).photos[0]
    photos = []
    for name, colour in (("Tree.jpg", "green"), ("TREE.jpg", "red"), ("leaf.jpg", "blue")):
        file = photo.file.with_name(colour) / name  # this disk, too, may not tell case
        data = picture(colour)
        write(edition.content, str(file), data)
        photos.append(replace(photo, file=file, digest=digest(data)))
    issue = issue_of(edition, "![](Tree.jpg)\n\n![](TREE.jpg)\n\n![](leaf.jpg)", *photos)
    with zipfile.ZipFile(io.BytesIO(kit(edition, issue))) as archive:
        names = [name for name in archive.namelist() if name.startswith("photos/")]
        held = {name: archive.read(name) for name in names}
        listed = [row.split("\t")[0] for row in _lines(archive.read("photos.txt"))[1:]]
    again = f"photos/TREE-{photos[1].digest[:8]}.jpg"
    assert listed == names == ["photos/Tree.jpg", again, "photos/leaf.jpg"]
    assert (held["photos/Tree.jpg"], held[again]) == (picture("green"), picture("red"))


def test_a_field_without_a_place_of_its_own_is_a_note(editions: dict[Script, Edition]) -> None:
    edition = editions[Script.HANS]
    issue = issue_of(edition, "正文。")
    (one,) = issue.items
    said = replace(one, facts=(Fact("phone", "电话", "61201234"),))
    *_, last = manuscript(edition, replace(issue, items=(said,)))
    assert isinstance(last, Line)
    assert (last.style, plain(last.runs)) == (Style.NOTE, "电话：61201234")
    *_, without = manuscript(edition, issue)
    assert without != last


def test_a_list_that_begins_at_three_begins_at_three(
    unpacked: dict[Script, dict[str, bytes]],
) -> None:
    root = etree.fromstring(unpacked[Script.HANS][f"{STEM}.icml"])
    numbers = [
        one.get("NumberingStartAt")
        for one in root.iter("ParagraphStyleRange")
        if one.get("BulletsAndNumberingListType") == "NumberedList"
    ]
    assert numbers == ["3", "4"]
    document = docx.Document(io.BytesIO(unpacked[Script.HANS][f"{STEM}.docx"]))
    (start,) = document.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert start == "3"
    assert len(document.element.xpath("//w:pPr/w:numPr")) == 5


def test_a_story_without_anything_is_a_story(editions: dict[Script, Edition]) -> None:
    edition = editions[Script.HANS]
    empty = replace(edition.issues[0], items=(), note="", editors=())
    assert (
        etree.fromstring(icml(edition, empty, lambda photo: photo.file.name)).find("Story")
        is not None
    )
