"""A layout room gets an issue in its programs' forms; what it changes comes back word by word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import docx
import pytest
import yaml
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image, ImageCms

import presses
from copydesk.desk import Work, edit
from copydesk.drafts.folder import draft_files
from copydesk.drafts.markdown import body_of
from copydesk.sources.reading import read_copy
from edition.model import Edition
from exported import story
from generated import signed_back, unlike
from kits.documents import Said, paragraphs_of
from kits.layout.bundle import kit
from kits.layout.icml import icml
from kits.returned import day_of, differences, edition_of
from manuscripts.manuscript import BULLET, Grid, Line, Picture, Style, manuscript
from manuscripts.word import document
from newsroom.blocks import blocks_of, plain
from newsroom.kinds import Script
from newsroom.markup import Markup, Place, Typesetter
from newsroom.model import Body, Issue, Photo
from newsroom.problems import ProblemList
from newsroom.wordlinks import address_of
from newsrooms import picture
from test_signatures import by_chance
from test_syndication_newsroom import write_newsroom

SCRIPTS = [Script.HANS, Script.HANT]
STEM = "yibin-tongxun-2013-09-30"
RICH = """开头有[外面的网页](https://example.org/a?b=1&c=2)和[通知](notice.md)，**粗体**、*斜体*。

3. 从三开始
4. 第四

- 甲
  - 乙

=不是公式

| 甲 | 乙 |
|---|---|
| 一 | [表里的链接](https://example.org/table#row) |
"""

SET = """**~~又粗又删~~**、**[又粗又连](https://example.org/both)**、==标亮==、**==又粗又亮==**、*斜*。

第一行，\\
第二行，读作<ruby>范<rt>fàn</rt></ruby>

- 一条分\\
  两行

看注[^1]。

## <ruby>澠<rt>miǎn</rt></ruby>池

| 只有表头 | 没有行 |
|---|---|

[^1]: 注里读<ruby>郦<rt>lì</rt></ruby>。
"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Script, Edition]]:
    folder = tmp_path_factory.mktemp("layout")
    content = write_newsroom(folder / "content")
    issue = content / "issues/2013-09-30"
    (issue / "rich.md").write_text(story("什么都有", RICH), encoding="utf-8")
    (issue / "set.md").write_text(story("样样排法", SET), encoding="utf-8")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    whole = Image.new("RGB", (1200, 800), (90, 120, 150))
    whole.save(issue / "road.jpg", "JPEG", icc_profile=profile)
    with presses.editions(content, folder, ["kits"]) as made:
        yield made


def _issue_of(edition: Edition, body: str, *photos: Photo) -> Issue:
    """An issue of one item with photos."""
    made = _drawn(body)
    one = next(one for one in edition.issues[0].items if one.photos)
    item = replace(one, photos=photos, body=Body.of(made.html))
    return replace(edition.issues[0], items=(item,))


@pytest.fixture(scope="module")
def unpacked(editions: dict[Script, Edition]) -> dict[Script, dict[str, bytes]]:
    """The members of the kit in each script."""
    members = {}
    for script, edition in editions.items():
        data = kit(edition, edition.issues[0])
        assert kit(edition, edition.issues[0]) == data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members[script] = {name: archive.read(name) for name in archive.namelist()}
    return members


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
    issue = _issue_of(edition, f"![](<{quote(name)}>)", photo)
    pictures = [part for part in manuscript(edition, issue) if isinstance(part, Picture)]
    assert [part.photo for part in pictures] == [photo]


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


def _returned(data: bytes) -> Work:
    work = edit(read_copy(f"{STEM}.docx", data))
    assert not work.unaccounted()
    return work


def _changed(data: bytes) -> bytes:
    """A document in which somebody has corrected two words."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            words = run.text.replace("一刻钟就到", "二十分钟就到").replace("停水", "停电")
            if words != run.text:  # to say it again would take out a picture
                run.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_a_layout_room_changed_comes_back_and_nothing_else(
    editions: dict[Script, Edition],
    unpacked: dict[Script, dict[str, bytes]],
    script: Script,
) -> None:
    data = unpacked[script][f"{STEM}.docx"]
    changed = _changed(data)
    before, after = _returned(data).pieces, _returned(changed).pieces
    assert len(after) == len(before)
    text = editions[script].set_text
    told = list(differences(paragraphs_of(data), paragraphs_of(changed)))
    if script is Script.HANS:
        assert any("［删：一刻］［增：二十分］" in line for line in told)
        assert any(line.startswith("《") and "［删：水］［增：电］" in line for line in told)
        assert len(told) == 4  # the notice's headline, correction and text; the story
        heads = [piece.headline.text for piece in after]
        assert "关于停电的通知" in heads
    else:
        assert len(told) == 3  # the story says it in other characters
        assert all("停［删：水］［增：电］" in line for line in told)
    same = [piece.headline.text for piece in after if "停" not in piece.headline.text]
    assert same == [p.headline.text for p in before if "停" not in p.headline.text]
    assert text("什么都有") in same


def _relinked(document: Any) -> None:
    relations = document.part.rels
    name = next(key for key, one in relations.items() if "example.org/a" in one.target_ref)
    relations[name]._target = "https://example.org/else"  # noqa: SLF001 - the library changes no links


def _unbolded(document: Any) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text == "粗体":
                run._r.style = None  # noqa: SLF001 - the library has no other way to take it off
            if run.text == "斜体":
                run.bold = True


def _without_pictures(document: Any) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for drawing in run._r.findall(f"{{{W}}}drawing"):  # noqa: SLF001 - as above
                run._r.remove(drawing)  # noqa: SLF001 - as above


def _moved_out(document: Any) -> None:
    for paragraph in document.paragraphs:
        level = paragraph._p.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}ilvl")  # noqa: SLF001 - as above
        if paragraph.text == "乙" and level is not None:
            level.set(f"{{{W}}}val", "0")


def _repainted(document: Any) -> None:
    part = next(one.target_part for one in document.part.rels.values() if "image" in one.reltype)
    part._blob = picture()  # noqa: SLF001 - as Word's "change picture" does


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (_relinked, ["［删：链接“外面的网页”（https://example.org/a?b=1&c=2）］", "/else）］"]),
        (_unbolded, ["［删：粗体“粗体”］", "［增：粗体“斜体”］"]),
        (_without_pictures, ["图片：［删：图片“"]),
        (_moved_out, ["［删：列表“第2层”］［增：列表“第1层”］"]),
        (_repainted, ["［删：图片“", "［增：图片“"]),
    ],
)
def test_links_bold_words_and_pictures_that_changed_are_told(
    unpacked: dict[Script, dict[str, bytes]], edit: Callable[[Any], None], told: list[str]
) -> None:
    data = unpacked[Script.HANS][f"{STEM}.docx"]
    lines = list(differences(paragraphs_of(data), _edited(data, edit)))
    assert lines
    for words in told:
        assert any(words in line for line in lines), lines


def test_runs_that_a_program_cut_are_no_change(
    unpacked: dict[Script, dict[str, bytes]],
) -> None:
    def cut(document: Any) -> None:
        for paragraph in document.paragraphs:
            for run in list(paragraph.runs):
                if run.text == "粗体":
                    again = deepcopy(run._r)  # noqa: SLF001 - the library can not copy a run
                    run._r.addnext(again)  # noqa: SLF001 - as above
                    run.text = "粗"
                    again.find(f"{{{W}}}t").text = "体"

    data = unpacked[Script.HANS][f"{STEM}.docx"]
    assert list(differences(paragraphs_of(data), _edited(data, cut))) == []


def test_a_headline_or_caption_that_was_broken_by_hand_is_whole(
    unpacked: dict[Script, dict[str, bytes]],
) -> None:
    def broken(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.style.name in {"主题", "副题", "图片说明", "摘引"}:
                run = paragraph.runs[0]
                at = next(at for at in range(1, 9) if " " not in run.text[at - 1 : at + 1])
                run.text = run.text[:at] + "\n" + run.text[at:]

    data = unpacked[Script.HANS][f"{STEM}.docx"]
    document = docx.Document(io.BytesIO(data))
    broken(document)
    out = io.BytesIO()
    document.save(out)
    for was, piece in zip(_returned(data).pieces, _returned(out.getvalue()).pieces, strict=True):
        assert [text.text for text in piece.texts()] == [text.text for text in was.texts()]


@pytest.mark.parametrize("way", ["anchor", "field", "simple"])
def test_a_link_is_the_same_however_a_program_writes_it(
    unpacked: dict[Script, dict[str, bytes]], way: str
) -> None:
    """Word parts an address at its `#`; WPS and LibreOffice write fields."""

    def written_anew(document: Any) -> None:
        relations = document.part.rels
        for link in list(document.element.iter(f"{{{W}}}hyperlink")):
            relation = relations[link.get(qn("r:id"))]
            to, _, within = relation.target_ref.partition("#")
            field = f' HYPERLINK "{to}"' + (f' \\l "{within}" ' if within else "") + ' \\o "a b"'
            if way == "anchor" and within:
                relation._target = to  # noqa: SLF001 - the library changes no links
                link.set(qn("w:anchor"), within)
            elif way == "simple":
                link.tag = qn("w:fldSimple")
                link.attrib.clear()
                link.set(qn("w:instr"), field)
            elif way == "field":
                for run in list(link):
                    link.addprevious(run)
                    for mark in ("begin", "separate"):
                        run.addprevious(_field_mark(mark, field))
                    run.addnext(_field_mark("end", ""))
                link.getparent().remove(link)

    data = unpacked[Script.HANS][f"{STEM}.docx"]
    assert list(differences(paragraphs_of(data), _edited(data, written_anew))) == []
    out = io.BytesIO()
    document = docx.Document(io.BytesIO(data))
    written_anew(document)
    document.save(out)
    texts = [[body_of(piece) for piece in _returned(one).pieces] for one in (data, out.getvalue())]
    assert texts[0] == texts[1]
    assert "](https://example.org/a?b=1&c=2" in "".join(texts[0])


def _field_mark(kind: str, field: str) -> Any:
    run = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    if kind == "begin":
        run.append(OxmlElement("w:instrText"))
        run[-1].text = field
    return run


@pytest.mark.parametrize(
    ("field", "to"),
    [
        (' HYPERLINK "https://example.org/a b" \\l "c" ', "https://example.org/a b#c"),
        ('hyperlink \\o "look" \\n \\t "_blank" https://example.org/', "https://example.org/"),
        ('HYPERLINK \\l "within"', ""),
        (' TOC \\o "1-3" \\h ', ""),
        ('HYPERLINK "unended', "unended"),
        ("", ""),
    ],
)
def test_a_field_says_where_it_leads(field: str, to: str) -> None:
    assert address_of(field) == to


def test_every_story_of_the_sample_comes_back_as_it_was(tmp_path: Path) -> None:
    """Its lists, quotations, bold words, links and tables, in either script."""
    with presses.editions(presses.ROOT / "content", tmp_path, ["kits"]) as made:
        for edition in made.values():
            for one in edition.issues:
                items = [item for item in one.items if not item.retraction]
                assert list(unlike(edition, items, document(edition, one))) == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_everybody_who_signed_comes_back_by_name_post_house_and_work(
    editions: dict[Script, Edition], script: Script
) -> None:
    edition = editions[script]
    issue = edition.issues[0]
    plain_one = next(item for item in issue.items if item.bylines and not item.briefs)
    lines = by_chance(5, 200)
    items = tuple(replace(plain_one, bylines=people) for people in lines)
    pieces = _returned(document(edition, replace(issue, items=items))).pieces
    assert [tuple(signed_back(piece)) for piece in pieces] == lines


def test_a_document_names_its_issue_and_its_script(
    editions: dict[Script, Edition], unpacked: dict[Script, dict[str, bytes]]
) -> None:
    for script in SCRIPTS:
        said = paragraphs_of(unpacked[script][f"{STEM}.docx"])
        day = day_of(said)
        assert day == editions[script].issues[0].day
        assert edition_of(said, list(editions.values())).script is script


@pytest.mark.parametrize("script", SCRIPTS)
def test_photos_come_back_with_their_descriptions_where_they_stood(
    editions: dict[Script, Edition], script: Script
) -> None:
    """One picture that has two names is two photos; a caption is of the photo above it."""
    edition = editions[script]
    road = next(one for one in edition.issues[0].items if one.photos).photos[0]
    lead = replace(road, alt="先放的路。", caption="")
    again = replace(
        road, file=road.file.with_name("again.jpg"), alt="又放的路。", caption="又一张。"
    )
    (edition.content / again.file).write_bytes(edition.photo_file(road).read_bytes())
    table = "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |"
    body = f"前段。\n\n## 上\n\n{table}\n\n![](again.jpg)\n\n## 下\n\n末段。"
    data = document(edition, _issue_of(edition, body, lead, again))
    (edition.content / again.file).unlink()
    text, *files = draft_files(_returned(data), {})
    _, front, back = text.data.decode().split("---\n", 2)
    first, second = yaml.safe_load(front)["photos"]
    assert (first["alt"], first.get("caption")) == ("先放的路。", None)
    assert (second["alt"], second["caption"]) == ("又放的路。", "又一张。")
    assert (
        first["credit"]
        == second["credit"]
        == [{"name": edition.set_text("钟实"), "role": edition.set_text("摄")}]
    )
    assert [file.name for file in files] == [first["file"], second["file"]]
    shown = [type(block).__name__ for block in blocks_of(_drawn(back).html)]
    assert shown == ["Paragraph", "Heading", "Table", "PhotoPlace", "Heading", "Paragraph"]
    assert [one.target for one in _drawn(back).photos] == [second["file"]]


def _drawn(body: str) -> Markup:
    return Typesetter().markup(body, Place("a.md", PurePosixPath("."), 1), ProblemList())


def _edited(data: bytes, edit: Callable[[Any], None]) -> list[Said]:
    document = docx.Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return paragraphs_of(out.getvalue())


def _two_stories() -> bytes:
    """Two stories that say the same, and a table."""
    made = docx.Document()
    for name in ("主题", "正文"):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for head in ("第一篇", "第二篇"):
        made.add_paragraph(head, style="主题")
        made.add_paragraph("同一句。", style="正文")
        made.add_paragraph(f"{head}的末一句。", style="正文")
    table = made.add_table(rows=2, cols=2)
    for place, text in enumerate("甲乙丙丁"):
        table.cell(place // 2, place % 2).text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"


def _mark_deleted(paragraph: Any) -> None:
    """Its end is taken out, as a change that is tracked."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no other way to XML
    properties.append(etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:del/></w:rPr>'))


def _row_deleted(row: Any) -> None:
    element = row._tr  # noqa: SLF001 - the library has no other way to XML
    element.get_or_add_trPr().append(etree.fromstring(f'<w:del xmlns:w="{W}"/>'))
    for text in list(element.iter(f"{{{W}}}t")):
        text.tag = f"{{{W}}}delText"


def _boxed(paragraph: Any) -> None:
    both = f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
    whole = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    run = f'<w:r xmlns:w="{W}" xmlns:mc="{MC}">{whole}</w:r>'
    paragraph._p.append(etree.fromstring(run))  # noqa: SLF001 - the library has no other way to XML


def _nested(cell: Any) -> None:
    cell.add_table(1, 1).cell(0, 0).text = "内"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            lambda d: setattr(d.paragraphs[4].runs[0], "text", "不同一句。"),
            ["《第二篇》正文：［增：不］同一句。"],
        ),
        (
            lambda d: _mark_deleted(d.paragraphs[4]),
            [
                "《第二篇》正文：同一句。［增：第二篇的末一句。］",
                "《第二篇》正文：［删：第二篇的末一句。］",
            ],
        ),
        (lambda d: _row_deleted(d.tables[0].rows[1]), ["《第二篇》表格：［删：丙\t丁］"]),
        (lambda d: _boxed(d.paragraphs[1]), ["《第一篇》：［增：框里］"]),
        (
            lambda d: _nested(d.tables[0].cell(0, 0)),
            ["《第二篇》表格：甲［增： 内］\t乙"],
        ),
    ],
)
def test_what_word_can_do_to_a_paper_is_told_once_and_under_its_headline(
    edit: Callable[[Any], None], told: list[str]
) -> None:
    data = _two_stories()
    assert sorted(differences(paragraphs_of(data), _edited(data, edit))) == sorted(told)


def _spoilt(place: int, value: int) -> bytes:
    """A document whose list of members says something else of each of them."""
    data = bytearray(_two_stories())
    at = data.find(b"PK\x01\x02")
    while at != -1:
        data[at + place] = value
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"PK\x03\x04", b"not a document"),
        pytest.param(_spoilt(8, 1), id="behind a password"),
        pytest.param(_spoilt(10, 99), id="packed in a way of its own"),
        pytest.param(_spoilt(10, 12), id="not packed as it says"),
    ],
)
def test_what_is_no_document_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="no document"):
        paragraphs_of(data)


def test_a_story_without_anything_is_a_story(editions: dict[Script, Edition]) -> None:
    edition = editions[Script.HANS]
    empty = replace(edition.issues[0], items=(), note="", editors=())
    assert (
        etree.fromstring(icml(edition, empty, lambda photo: photo.file.name)).find("Story")
        is not None
    )
