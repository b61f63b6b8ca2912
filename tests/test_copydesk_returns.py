"""What the press hands to those who lay out paper comes back from them field by field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
import yaml
from lxml import etree

import presses
from copydesk.answer import answer
from copydesk.desk import Work, edit
from copydesk.drafts.looks import Looks
from copydesk.drafts.markdown import body_of
from copydesk.drafts.sections import section_for
from copydesk.piece import Piece
from copydesk.sheet import Inline
from copydesk.sources.numbering import Numbering
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced
from drafting import draft_files
from edition.model import Edition
from exported import one_issue, story
from manuscripts.tagged import tagged
from manuscripts.word import document
from newsroom.blocks import Block, Entry, Heading, Paragraph, Table, blocks_of
from newsroom.kinds import Kind, Script
from newsroom.markup import Typesetter
from newsroom.model import Issue, NewsItem
from newsroom.problems import ProblemList
from newsroom.references import Place
from newsroom.runs import plain
from test_syndication_newsroom import write_newsroom

OURS = "<UNICODE-WIN>\r\n<ParaStyle:栏目>要闻\r\n<ParaStyle:主题>"
SCRIPTS = [Script.HANS, Script.HANT]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Script, Edition]]:
    folder = tmp_path_factory.mktemp("returns")
    content = write_newsroom(folder / "content", more_issues=1)
    with presses.editions(content, folder, ["syndication"]) as made:
        yield made


def returned(edition: Edition, issue: Issue, form: str) -> Work:
    data = document(edition, issue) if form == "docx" else tagged(edition, issue)
    work = edit(read_copy(f"issue.{'docx' if form == 'docx' else 'txt'}", data))
    assert not work.unaccounted()
    return work


def shown(issue: Issue) -> list[NewsItem]:
    return [item for item in issue.items if not item.retraction]


def texts(html: str) -> list[str]:
    return [plain(block.runs) for block in blocks_of(html) if isinstance(block, Paragraph)]


def heads(html: str) -> list[str]:
    found = [block for block in blocks_of(html) if isinstance(block, Heading)]
    return [f"{each.number} {plain(each.runs)}".strip() for each in found]


def signed(piece: Piece) -> list[str]:
    return [author.name.text for author in piece.authors]


def item_roles(item: NewsItem) -> set[str]:
    return {credit.role for credit in item.bylines}


@pytest.mark.parametrize("form", ["docx", "tagged"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_item_returns_field_by_field(
    editions: dict[Script, Edition], script: Script, form: str
) -> None:
    edition = editions[script]
    for issue in edition.issues:
        items = shown(issue)
        pieces = returned(edition, issue, form).pieces
        assert len(pieces) == len(items)
        for piece, item in zip(pieces, items, strict=True):
            assert piece.headline.text == item.title
            assert piece.kicker.text == item.kicker.replace("|", "")
            assert piece.deck.text == item.deck.replace("|", "")
            assert piece.dateline.text == item.dateline
            assert len(piece.captions) == sum(bool(photo.caption) for photo in item.photos)
            assert [each.text for each in piece.figures] == [
                f"{figure.value}{figure.unit} {figure.label}" for figure in item.figures
            ]
            assert piece.quote.text == item.quote
            if item.kind is not Kind.BRIEF:
                assert signed(piece) == [credit.name for credit in item.bylines]
                assert all(author.role in item_roles(item) for author in piece.authors)
                own = [each.text.text for each in piece.subheads][: len(heads(item.body.html))]
                assert own == heads(item.body.html)
            if form == "docx" and item.kind is not Kind.BRIEF:
                kept = [text.text for text in piece.paragraphs]
                assert [text for text in texts(item.body.html) if text not in kept] == []


def test_a_headline_that_was_corrected_on_paper_is_the_corrected_one(
    editions: dict[Script, Edition],
) -> None:
    edition = editions[Script.HANS]
    issue = next(issue for issue in edition.issues if shown(issue))
    title = shown(issue)[0].title
    data = tagged(edition, issue).decode("utf-16")
    changed = data.replace(title, "排版时改过的标题").encode("utf-16")
    found = answer(edit(read_copy("issue.txt", changed)))
    assert found["pieces"][0]["headline"] == "排版时改过的标题"


def test_figures_and_the_quote_return_to_the_front_matter(editions: dict[Script, Edition]) -> None:
    edition = editions[Script.HANS]
    written = [
        file.data.decode("utf-8")
        for issue in edition.issues
        for file in draft_files(returned(edition, issue, "docx"))
        if file.name.endswith(".md")
    ]
    figures = [item for issue in edition.issues for item in shown(issue) if item.figures]
    assert sum("\nfigures:" in text for text in written) == len(figures)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (f"{OURS}秋收\r\n<ParaStyle:正文>全区秋收过半。", "秋收"),
        (f"{OURS}\\<秋收\\>\r\n<ParaStyle:正文>全区秋收过半。", "<秋收>"),
        ("<UNICODE-WIN>\r\n<ParaStyle:标题>秋收\r\n<ParaStyle:正文>全区秋收过半。", "秋收"),
    ],
)
def test_tagged_text_of_others_is_read_too(raw: str, kept: str) -> None:
    pieces = answer(edit(read_copy("copy.txt", raw.encode("utf-16"))))["pieces"]
    assert pieces[0]["headline"] == kept


def test_of_tags_that_are_none_every_letter_is_kept() -> None:
    raw = "<UNICODE-WIN>\r\n<<<ParaStyle:<0x110000>"
    told = answer(edit(read_copy("copy.txt", raw.encode("utf-16"))))
    assert [piece["paragraphs"] for piece in told["pieces"]] == [["<<<ParaStyle:"]]
    assert "untitled" in {doubt["what"] for doubt in told["doubts"]}


def test_a_word_file_of_a_stranger_with_one_of_our_styles_is_no_paper_of_ours() -> None:
    raw = (Path(__file__).parent / "copydesk" / "raw" / "box-in-story.docx").read_bytes()
    assert answer(edit(read_copy("copy.docx", raw)))["pieces"][0]["kicker"]


def test_tagged_text_in_two_bytes_is_no_web_page_though_its_characters_hold_those_of_tags() -> None:
    lines = ["<UNICODE-WIN>", "<ParaStyle:栏目>要闻", "<ParaStyle:主题>前四个月产值增加值都在增长"]
    lines += ["<ParaStyle:正文>工业增加值、总产值、附加值，几项都在增长。"] * 2
    raw = "\r\n".join(lines).encode("utf-16")
    (piece,) = answer(edit(read_copy("paper.txt", raw)))["pieces"]
    assert piece["headline"] == "前四个月产值增加值都在增长"
    assert len(piece["paragraphs"]) == 2


LISTS = """工作要点：

- 修路
    1. 桥头村
    2. 西关村

        路面四米宽。

    - [x] 验收
- 引水

7. 第七条
8. 第八条

> 早一天修好，早一天方便。

见[外面的**网页**](https://example.org/a_b?c=%281%29&d=2)，**粗体**字，*斜体*，~~删去~~，***两样***，==标出==，1*2*3、a_b_c。

床前明月光，\\
疑是**地上**霜。\\
举头望明月

- 地址：河东大街\\
  五号院

> 一行\\
> 又一行

| 线路 | 备注 |
|---|---|
| **三路**车 | 见[时刻表](https://example.org/3?a=%7C#b)和[图](https://example.org/t) |
|  | *缓行*，~~停用~~，a\\|b |
"""


@pytest.mark.parametrize("form", ["docx", "tagged"])
def test_lists_quotations_and_marked_words_return_as_they_were(tmp_path: Path, form: str) -> None:
    """Tagged text knows no depth; a document of Word has all of it."""
    desk, issue = one_issue(tmp_path, {"points": story("要点", LISTS)})
    pieces = returned(desk.edition, issue, form).pieces
    piece = next(piece for piece in pieces if piece.headline.text == "要点")
    written = body_of(piece)
    if form == "docx":
        was = next(item for item in issue.items if item.id == "points").body.html
        again = Typesetter().markup(written, Place("a.md", PurePosixPath(), 1), ProblemList())
        assert [_bare(block) for block in blocks_of(again.html)] == [
            _bare(block) for block in blocks_of(was)
        ]
    assert "- 修路" in written
    assert "- [x] 验收" in written
    assert "7. 第七条\n8. 第八条" in written
    assert "> 早一天修好" in written


def _bare(block: Block) -> tuple[object, ...]:
    if isinstance(block, Entry):
        return block.depth, block.mark, block.runs, block.goes_on
    if isinstance(block, Table):
        return block.header, block.rows
    return type(block), block.runs if isinstance(block, Paragraph) else ()


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_item_returns_to_the_section_it_stood_in(
    editions: dict[Script, Edition], script: Script
) -> None:
    edition = editions[script]
    names = {section.id: section.name for section in editions[Script.HANS].house.sections}
    of = {issue.key: [item.section for item in shown(issue)] for issue in edition.issues}
    issue = next(issue for issue in edition.issues if len(set(of[issue.key])) > 1)
    for form in ("docx", "tagged"):
        pieces = returned(edition, issue, form).pieces
        found = [section_for(piece.kind, names, piece.section) for piece in pieces]
        assert found == of[issue.key]


def test_characters_that_stand_for_nothing_are_no_marks() -> None:
    """Copy may have any character in it, those that stand for marks while it is written, too."""
    text = Traced.at("甲\U0010f000乙", 0)
    assert Looks(((0, 1, Inline(strong=True)),)).written(text) == "甲\U0010f000乙"
    bold = Looks(((0, 4, Inline(strong=True, href="a b)")),)).written(Traced.at(" 甲* 乙", 0))
    assert bold == " **[甲\\*](a%20b%29)** 乙"


def test_a_list_that_begins_anew_counts_anew() -> None:
    """Lists of Word may share their form; each begins where it says (ECMA-376 §17.9.27)."""
    root = etree.fromstring(NUMBERED)
    numbering = Numbering.read(root)
    labels = [numbering.label(name, 0) for name in ("1", "1", "2", "2", "1")]
    assert labels == ["3.", "4.", "1.", "2.", "3."]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERED = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


TIMETABLE = (
    "<ParaStyle:表题>十月第二周安排表\r\n"
    "<ParaStyle:表格>姓名\t接访时间\t下访时间\t下访地点\r\n"
    "<ParaStyle:表格>刘明\t10月8日\t10月9日\t柳树镇河东村\r\n"
    "<ParaStyle:表格>于方\t10月9日\t10月10日\t柳树镇范家社区\r\n"
    "<ParaStyle:说明>起止日期：2013年10月8日—2013年10月11日\r\n"
    "<ParaStyle:说明>接访地点：区信访大厅\r\n"
    "<ParaStyle:说明>联系方式：电话 0000-0000000\r\n"
)


def test_what_stands_round_a_timetable_returns_to_its_fields_and_its_title_to_the_table() -> None:
    copy = f"{OURS}区领导接访、下访安排\r\n<ParaStyle:正文>请带好证件。\r\n{TIMETABLE}"
    work = edit(read_copy("a.txt", ("\ufeff" + copy).encode("utf-16-le")))
    files = {file.name.rpartition(".")[2]: file.data.decode() for file in draft_files(work)}
    front, _, body = files["md"].removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(front)["schedule"] == {
        "period": {"start": "2013-10-08", "end": "2013-10-11"},
        "venue": "区信访大厅",
        "contact": "电话 0000-0000000",
    }
    assert body.strip() == "请带好证件。"
    assert files["csv"].startswith("十月第二周安排表,,,\n姓名,接访时间")


ODD_TABLES = """一句话。

| 只有一列 |
|---|
| 一 |
| 二 |

再一句话。

| 只有 | 表头 |
|---|---|

又一句话。

|  |  |
|---|---|
| 甲 | 1 |
|  |  |
| 乙 | 2 |
|  |  |
"""


@pytest.mark.parametrize("form", ["docx", "tagged"])
def test_a_table_of_any_size_returns_with_its_empty_rows(tmp_path: Path, form: str) -> None:
    desk, issue = one_issue(tmp_path, {"odd": story("表格种种", ODD_TABLES)})
    pieces = returned(desk.edition, issue, form).pieces
    piece = next(piece for piece in pieces if piece.headline.text == "表格种种")
    back = Typesetter().markup(body_of(piece), Place("back.md", PurePosixPath(), 1), ProblemList())
    tables = [
        [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
        for block in blocks_of(back.html)
        if isinstance(block, Table)
    ]
    assert tables == [
        [["只有一列"], ["一"], ["二"]],
        [["只有", "表头"]],
        [["", ""], ["甲", "1"], ["", ""], ["乙", "2"], ["", ""]],
    ]
