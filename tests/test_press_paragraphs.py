"""Whatever an editor may write is set as it was planned: line by line, letter by letter."""

from __future__ import annotations

import sys
from itertools import islice, pairwise, product
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from chance import errors_of
from galleys import ORDINARY, faults, passages_of
from guards import needs_type
from orders import FONTS, GRIDS, ROOT
from ordinary import Draft, Writer, issues

from newsroom.kinds import Script
from press.display import Display
from press.faces import faces_for
from press.lines import set_lines
from press.ruler import Face, Ruler
from press.sorts import NO_START
from press.spans import Span, text_of
from press.story import Role, TableCopy
from press.tables import TableSetter
from shares import share

pytestmark = needs_type
SEED = 20130930
PLACES = list(product((Script.HANS, Script.HANT, Script.HANT_HK), GRIDS))
CASES = ROOT.parent / "shared" / "cases"
AWKWARD = (
    "“孩子在，我就在。”他说这话的时候没有抬头，手里的红笔也没有停，灯一直亮到后半夜。",
    "《通知》要求，各单位要在11月30日以前报送材料，逾期不再受理，也不再另行通知。",
    "（一）加强领导。各单位要高度重视，（二）落实责任。一级抓一级，层层抓落实。",
    "“‘好！’”大家齐声喊道，声音传出去很远很远，山那边都听得见，“（再来一遍）”。",
    "街道新开的共享空间叫Office，夜里也开着，fluffy、difficult、file都写在墙上。",
    "The hall opens on Friday at 9 a.m., as before; bring an ID card, a photo - and a pen.",
    "他说：**“先修路，”**再修桥，[《后》](https://www.example.cn/a)来修学校，`x=1`，*“好”*。",
    "希腊文Αθήνα、ώ，塞尔维亚文Ќ，大屏按1️⃣2️⃣键，∴△ABC∽△DEF，长5′3″，第12—15版。",
    "新疆籍教师阿卜杜热合曼·买买提明与Łódź来的Świętopełk、Žižek今天到校，坐在第一排。",
)
CLOSED_THEN_OPENED = (
    "依照GB(2017)《标准》、[2019]【通知】和{表}“引文”、(丁)〔戊〕，又见(3)「说」(A)（乙）件。"
)
WHOLE = ["1∶500", "120m³/h", "±0.5", "12℃~15℃", "￥1,299.00", "２０２４", "№5", "50μg/m³"]
TOGETHER = [
    *("²³⁵U", "¹⁴C", "14：30", "3：0", "10⁻⁹/m", "m³·s⁻¹", "1 000", "1 234 567.5"),
    *("138 0013 8000", "0379 6312 0045", "SO₄²⁻", "x²y³", "5 000 000", "0379-6553××××"),
]
LONG = [
    *("https://www.example.cn/news/2024/index.html", "0379-12345678", "a.b@example.cn"),
    *("electroencephalographically", "`print(total_amount_of_all)`", "S/2023/456-78/Rev.1"),
    *("HB2024-0301号", "1,234,567.89元", "InternationalOrganizationForStandardization"),
]
PARTED = "https://www.example.cn/news/2024/index.html 0379-12345678 a.b@example.cn HB2024-0301号"


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    source = ROOT / "theme" / "print" / "measure.typ"
    return Ruler(faces_for(Script.HANS, FONTS), source)


@pytest.mark.share(3)
@pytest.mark.parametrize(("script", "paper"), PLACES)
def test_lines_are_printed_as_they_were_planned(script: Script, paper: str, tmp_path: Path) -> None:
    brackets = ("字" * shift + CLOSED_THEN_OPENED for shift in range(14))
    copy = "\n\n".join((*AWKWARD, *brackets, *Writer(SEED).paragraphs(200)))
    assert not list(faults(passages_of(copy, script), GRIDS[paper], script, tmp_path))


@pytest.mark.share(2)
@pytest.mark.parametrize(("script", "paper"), PLACES[:4])
def test_issues_of_any_copy_pass_the_proof(script: Script, paper: str, tmp_path: Path) -> None:
    for drafts in islice(issues(SEED, 60), 1):
        assert not list(errors_of(drafts, paper, script, tmp_path))


@pytest.mark.share(2)
@pytest.mark.parametrize("paper", GRIDS)
@pytest.mark.parametrize("words", AWKWARD)
def test_a_story_of_one_awkward_paragraph_is_printed(
    words: str, paper: str, tmp_path: Path
) -> None:
    draft = Draft(("一段话",), "", "", 3, words)
    assert not list(errors_of([draft], paper, Script.HANS, tmp_path))


@pytest.mark.parametrize("name", ["fuzz-han.md", "fuzz-mix.md"])
def test_paragraphs_of_other_makers_are_printed(name: str, tmp_path: Path) -> None:
    """Twin: the issues of chance above, which stand in this repository."""
    if not CASES.is_dir():
        pytest.skip("the cases are not beside this checkout")
    body = (CASES / "press" / name).read_text(encoding="utf-8")
    for script, paper in share(PLACES[:4], 4):
        draft = Draft(("一百二十段",), "", "", 1, body)
        assert not list(errors_of([draft], paper, script, tmp_path))


@pytest.mark.parametrize("paper", GRIDS)
def test_no_line_before_a_long_word_falls_to_pieces(paper: str, tmp_path: Path) -> None:
    """`faults` names every line whose characters stand far apart."""
    copy = [
        f"见{'字' * lead}{words}，后面的话说得长一点，好排成几行，{words}也在这里。"
        for words in LONG
        for lead in range(3, 26, 3)
    ]
    passages = passages_of("\n\n".join(copy), Script.HANS)
    assert not list(faults(passages, GRIDS[paper], Script.HANS, tmp_path))


def test_a_line_is_ragged_only_where_what_follows_cannot_be_parted(ruler: Ruler) -> None:
    def ends(words: str) -> list[tuple[str, bool]]:
        rows = set_lines(ruler, [Span(f"量量量量量量量{words}，再量")], 13.0)
        return [(text_of(row), row[-1].turn) for row in rows[:-1]]

    assert ends("electroencephal") == [("量量量量量量量", True)]
    assert ends("https://a.example/bcd/e") == [("量量量量量量量https://a.", False)]
    assert not any(ragged for _, ragged in ends("量" * 40))


def test_no_line_in_the_middle_of_a_paragraph_reads_as_its_end(ruler: Ruler) -> None:
    """Beside a long figure and a long name the ends of the lines before give way."""

    def begins(words: str, measure: float) -> list[tuple[str, bool]]:
        rows = set_lines(ruler, [Span(words)], measure, 2.0, closing=True)
        return [(text_of(row), row[-1].turn) for row in rows[:3]]

    trade = "据南宁海关统计，2023年，广西对东盟进出口值3394.4亿元，同比增长22.8%，创历史新高。"
    assert begins(trade, 13.0) == [
        ("据南宁海关统计，2023", False),
        ("年，广西对东盟进出口", False),
        ("值3394.4亿元，同比增长", False),
    ]
    claim = "伊拉克民兵武装“伊斯兰抵抗组织”14日发表声明称，当天使用无人机和火箭弹，袭击了基地。"
    assert begins(claim, 10.2) == [
        ("伊拉克民兵武装", False),
        ("“伊斯兰抵抗组织”14日", False),
        ("发表声明称，当天使用", False),
    ]


def test_the_first_of_two_lines_is_not_spread_out(ruler: Ruler) -> None:
    """That the second may not be a single character is no ground to spread the first."""

    def turns(words: str) -> list[tuple[str, bool]]:
        rows = set_lines(ruler, [Span(words)], 13.0, 2.0, closing=True)
        return [(text_of(row), row[-1].turn) for row in rows]

    assert turns("请带好身份证和有关材料。") == [("请带好身份证和有关", True), ("材料。", False)]
    full = [("全国已建成工会驿站共", False), ("18.42万个", False)]
    assert turns("全国已建成工会驿站共18.42万个") == full


def test_expressions_stand_whole(ruler: Ruler) -> None:
    for words in WHOLE:
        for lead in range(1, 26):
            for row in set_lines(ruler, [Span(f"{'量' * lead}{words}，再量一次")], 13.0):
                line = text_of(row)
                assert words in line or not set(words) & set(line) - set("，"), (words, line)


def test_what_is_read_as_one_thing_stands_on_one_line(ruler: Ruler) -> None:
    for words in TOGETHER:
        for lead in range(1, 26):
            spans = [Span(f"{'量' * lead}{words}，再量一次")]
            rows = [text_of(row) for row in set_lines(ruler, spans, 13.0)]
            assert any(words in row for row in rows), (words, rows)


def test_a_straight_quotation_mark_stands_on_its_own_side(ruler: Ruler) -> None:
    text = '量了"甲"又量"乙丙"，再量"丁"和" 戊 "以后"He said" 以及己'
    for lead in range(1, 26):
        rows = [text_of(row) for row in set_lines(ruler, [Span("量" * lead + text)], 13.0)]
        place = 0
        for row in rows:
            before = text.count('"') - "".join(rows)[place:].count('"')
            assert not (row.startswith('"') and before % 2), rows
            place += len(row)
            after = text.count('"') - "".join(rows)[place:].count('"')
            assert not (row.endswith('"') and after % 2), rows


def test_a_headline_parts_no_expression(ruler: Ruler) -> None:
    for words in (*TOGETHER, *WHOLE):
        for lead in range(1, 14, 2):
            head = f"{'今日量水' * lead}"[:lead] + words + "再量一次"
            rows = Display((head,), ruler, Face.SANS_BOLD).rows(14.0)
            assert any(words in row for row in rows.texts), (words, rows.texts)


def test_addresses_and_numbers_part_where_a_reader_expects_it(ruler: Ruler) -> None:
    for words in PARTED.split():
        for lead in range(1, 20):
            rows = [text_of(r) for r in set_lines(ruler, [Span(f"{'见' * lead}{words}。")], 13.0)]
            for row, after in pairwise(rows):
                if row[-1].isascii():
                    assert row[-1] in "/.@-", (row, after)


def test_a_number_and_its_measure_stand_together(ruler: Ruler) -> None:
    for words in ("3.5 m/s", "5′3″", "第12", "△DEF"):
        for lead in range(1, 20):
            rows = set_lines(ruler, [Span(f"{'量' * lead}{words}，再量")], 13.0)
            assert any(words in text_of(row) for row in rows), (words, lead)


def test_no_number_is_parted_in_a_cell_of_a_table(ruler: Ruler) -> None:
    """Five columns on a page, and thirteen, whose type is smaller for it."""
    wide = [
        "示例区人力资源和社会保障局",
        "0379-63120045",
        "1,234,567.89元",
        "138****5678",
        "备注" * 14,
    ]
    for cells in (wide, [f"19{year}0.{year}" for year in range(10, 23)]):
        rows = (tuple((Span(cell, Face.SANS),) for cell in cells),)
        grid = GRIDS["a4"]
        made = TableSetter(grid, ruler).table(
            TableCopy((), rows, len(cells)), grid.span(grid.columns)
        )
        for cell, lines in zip(cells, made.rows[0], strict=True):
            whole = not cell[0].isdecimal() or len(lines) == 1
            assert whole, [text_of(line) for line in lines]


def test_latin_words_of_a_headline_keep_their_blanks(ruler: Ruler) -> None:
    headline = "从IBM Smarter Planet到Sidewalk Labs Toronto 示例"
    rows = Display((headline,), ruler, Face.SANS_BOLD).rows(60.0)
    assert rows.texts == ("从IBM Smarter Planet到Sidewalk Labs Toronto\u3000示例",)


def test_a_word_longer_than_the_line_is_parted_at_a_letter(ruler: Ruler) -> None:
    rows = [text_of(row) for row in set_lines(ruler, [Span("a" * 90)], 13.0)]
    assert "".join(rows) == "a" * 90
    assert len(rows) > 2


def test_no_line_begins_with_what_may_not_even_after_a_blank(ruler: Ruler) -> None:
    for lead in range(1, 30):
        text = f"{'字' * lead} ，又 。再 ∶三和 / 或 ！"
        assert not [r for r in set_lines(ruler, [Span(text)], 9.0) if text_of(r)[0] in NO_START]


def test_names_in_a_credit_are_parted_only_between_names(ruler: Ruler) -> None:
    names = "（本报记者 欧阳示例　通讯员 司马样本 诸葛范文）"
    for lead in range(1, 14):
        spans = [Span("字" * lead), Span(names, whole=True)]
        lines = [text_of(row) for row in set_lines(ruler, spans, 13.0)]
        for name in ("本报记者", "欧阳示例", "通讯员", "司马样本", "诸葛范文"):
            assert any(name in line for line in lines), lines


def test_lines_that_the_writer_ended_end_in_print(ruler: Ruler) -> None:
    [verse, prose, *_] = passages_of("一盏是船  \n两盏是岸\n\n短。  \n" + "长" * 60, Script.HANS)
    assert verse.role is Role.VERSE
    rows = set_lines(ruler, verse.spans, 13.0)
    assert [text_of(row) for row in rows] == ["一盏是船", "两盏是岸"]
    assert [row[-1].turn for row in rows] == [True, False]
    assert prose.role is Role.TEXT


def test_code_keeps_the_blanks_that_begin_its_lines(ruler: Ruler) -> None:
    [code] = passages_of("```\nif x:\n    y = 1\n```", Script.HANS)
    rows = [text_of(row) for row in set_lines(ruler, code.spans, 30.0)]
    assert rows == ["if x:", "\xa0\xa0\xa0\xa0y = 1"]


def test_a_line_is_as_wide_as_typst_sets_it(ruler: Ruler) -> None:
    """Marks in a row, marks at the ends, Latin beside Han: measured by Typst in one piece."""
    texts = (
        "“‘好’”",
        "（《甲》）。”",
        "，“（《〈",
        "”，“",
        "中A文1，a）“B”",
        "甲·（乙）·丙",
        "——……",
        "１２Ａ中Ⅳ",
    )
    for text in texts:
        whole = ruler._measure([(Face.SERIF, f"一{text}一")])[0]  # noqa: SLF001 - Typst's own word
        assert ruler.line(Face.SERIF, f"一{text}一") == pytest.approx(whole, abs=1e-6), text
        alone = ruler._measure([(Face.SERIF, text)])[0]  # noqa: SLF001
        assert ruler.line(Face.SERIF, text) == pytest.approx(alone, abs=1e-6), text


def test_a_later_paragraph_of_an_entry_bears_no_square() -> None:
    listed = "- 甲\n\n    甲的第二段\n\n- 乙\n    1. 一\n\n        一的第二段\n\n    乙的末段\n"
    for text in (listed, "> " + listed.replace("\n", "\n> ")):
        marks = [passage.mark for passage in passages_of(text, Script.HANS)]
        assert marks == ["■", "", "■", "1.", "", ""]


@pytest.mark.share(2)
@pytest.mark.parametrize("paper", ["a4", "8k"])
def test_no_line_of_the_sample_is_set_loose(paper: str, tmp_path: Path) -> None:
    """Copy that is not made to be hard: marks close up before any line is spread."""
    bodies = [
        file.read_text(encoding="utf-8").split("---", 2)[2]
        for file in sorted((ROOT / "content" / "issues").glob("*/*.md"))
        if file.name != "issue.md"
    ]
    prose = "\n\n".join(
        line
        for body in bodies
        for line in body.splitlines()
        if len(line) > 40 and line[0] not in "|#!-"
    )
    assert len(prose) > 5_000
    passages = passages_of(prose, Script.HANS)
    assert list(faults(passages, GRIDS[paper], Script.HANS, tmp_path, ORDINARY)) == []
