"""All text passes one gate: what no reader can see does not come through, and is told."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from hanzi import Converter, read_glossary
from hanzi.marks import marks
from newsroom import gate
from newsroom.codes import ReadingCode
from newsroom.houserules import HouseRules
from newsroom.kinds import Script
from newsroom.model import NewsItem
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.reading import read_publication
from newsroom.schedules import read_table
from newsroom.store import Store
from newsrooms import DAY, issue, item, small_newsroom, write

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WARNED = (ReadingCode.INVISIBLE, Severity.WARNING)


def passed(text: str) -> tuple[str, list[Problem]]:
    problems = ProblemList()
    return gate.passed(text, "lead.md", problems), list(problems)


def read(content: Path) -> tuple[dict[str, NewsItem], dict[str, str], list[Problem]]:
    """The items of a content folder by id, the HTML of each, and what was told."""
    problems = ProblemList()
    with Store(None) as store:
        desk = HouseRules(frozenset({"yaowen", "gonggao"}), NOW)
        publication = read_publication(content, store, desk, problems)
        items = {item.id: item for issue in publication.issues for item in issue.items}
        return items, {id_: item.body.html for id_, item in items.items()}, list(problems)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u200b", "U+200B 零宽空格"),
        ("\u2060", "U+2060 单词连接符"),
        ("\ufeff", "U+FEFF 零宽不断行空格"),
        ("\u00ad", "U+00AD 软连字符"),
        ("\u180e", "U+180E 蒙古文元音分隔符"),
        ("\u3164", "U+3164 谚文填充符"),
        ("\u115f", "U+115F 谚文占位符"),
        ("\u200d", "U+200D 零宽连字"),
        ("\ufe0f", "U+FE0F 异体选择符"),
        ("\ufe0d", "U+FE0D 异体选择符"),
        ("\U000e0041", "U+E0041 控制符"),
        ("\ufffc", "U+FFFC 对象占位符"),
    ],
)
def test_an_unseen_character_between_han_is_dropped_and_named(char: str, name: str) -> None:
    text, (told,) = passed(f"第一行\n干{char}立新到会")
    assert text == "第一行\n干立新到会"
    assert (told.line, told.code, told.severity) == (2, *WARNED)
    assert name in told.what


@pytest.mark.parametrize(
    "sign",
    [
        "👨\u200d👩\u200d👧",  # a family
        "👩🏽\u200d🚀",  # an astronaut, her skin
        "🏳\ufe0f\u200d🌈",
        "❤\ufe0f",
        "☎\ufe0e",
        "1\ufe0f\u20e3",  # a keycap
        "㊗\ufe0f",
        "ℹ\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England
        "葛\U000e0100飾区",  # a Han form of one place's name
        "می\u200cخواهم",  # Persian: the words would grow together
        "\u1820\u180b",  # Mongolian: another form of the letter
    ],
)
def test_what_a_sign_needs_to_be_seen_stays(sign: str) -> None:
    assert passed(f"文{sign}字") == (f"文{sign}字", [])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("\u202a", "\u202c"),
        ("\u202d", "\u202c"),
        ("\u2066", "\u2069"),
        ("\u2068", "\u2069"),
        ("\u200e", "\u200f"),
    ],
)
def test_the_marks_that_phones_copy_round_a_number_are_dropped(start: str, end: str) -> None:
    """Contacts of iOS and macOS copy U+202D … U+202C, Signal U+2068 … U+2069."""
    text, (told,) = passed(f"电话{start}+86 138-0000-0000{end}。")
    assert text == "电话+86 138-0000-0000。"
    assert (told.code, told.severity) == WARNED


@pytest.mark.parametrize(
    "text", ["文\u202e倒字", "文\u202d字\u202c", "\u202e0123\u202c", "a\u202d12文\u202c"]
)
def test_an_override_of_direction_is_refused(text: str) -> None:
    _, told = passed(text)
    assert (ReadingCode.DIRECTION, Severity.ERROR) in {(one.code, one.severity) for one in told}


def test_every_format_character_is_known_but_those_that_show_a_sign() -> None:
    seen = {c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Cf"} - set(
        filter(gate.INVISIBLE.match, map(chr, range(0x110000)))
    )
    assert {f"{ord(char):X}" for char in seen} == {
        *("600", "601", "602", "603", "604", "605", "6DD", "70F", "890", "891", "8E2"),
        *("110BD", "110CD"),
    }


@given(st.text(st.sampled_from("文字1❤👩🏽\u200b\u200d\ufe0f\u202d\u202c\u2066\u20e3a\n")))
def test_what_has_passed_passes_again(text: str) -> None:
    kept, _ = gate.sifted(text)
    assert gate.sifted(gate.sifted(kept)[0])[1] == []
    assert [c for c in kept if not gate.INVISIBLE.match(c)] == [
        c for c in text if not gate.INVISIBLE.match(c)
    ]


def test_many_lines_of_unseen_characters_are_counted_and_not_listed() -> None:
    _, told = passed("甲\u200b乙\n" * 500)
    assert len(told) == gate.MOST_TOLD + 1
    assert "480" in told[0].what


def test_a_name_with_an_unseen_character_is_the_name_of_the_glossary(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, "glossary.csv", "simplified,traditional\n干\u200b立新,干立新\n")
    item(content, "lead", "今天干立新到会。干\u200b立新和于\u2060红杰讲话。")
    rows, told = read_glossary(content / "glossary.csv", "content/glossary.csv")
    assert [(one.file, one.line, one.severity) for one in told] == [
        ("content/glossary.csv", 2, Severity.WARNING)
    ]
    _, html, found = read(content)
    assert [(one.line, one.code, one.severity) for one in found] == [(6, *WARNED)]
    assert "U+200B 零宽空格" in found[0].what
    assert "U+2060" in found[0].what
    made = Converter(Script.HANT, rows).html(html["lead"], Script.HANS)
    assert made.count("干立新") == 2
    assert "幹" not in made


@pytest.mark.parametrize("written", ["&#8203;", "&#x200B;", "&zwnj;", "&ZeroWidthSpace;", "&shy;"])
def test_an_unseen_character_written_as_a_reference_does_not_come_out(
    tmp_path: Path, written: str
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", f"第一段。\n\n今天干{written}立新到会。")
    _, html, found = read(content)
    assert "干立新到会" in html["lead"]
    assert [(one.line, one.code, one.severity) for one in found] == [(8, *WARNED)]


def test_an_override_written_as_a_reference_is_refused(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", "第一段。\n\n[gov.cn&#x202E;moc](https://example.cn)")
    assert [(one.line, one.code) for one in read(content)[2]] == [(8, ReadingCode.DIRECTION)]


def test_a_reference_that_is_shown_as_code_is_left_alone(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", "零宽空格写作`&#8203;`。")
    _, html, found = read(content)
    assert found == []
    assert "&amp;#8203;" in html["lead"]


@pytest.mark.parametrize("written", ['"停\\u200b水"', '"停\\xad水"', "停\u200b水"])
def test_front_matter_passes_with_its_escapes(tmp_path: Path, written: str) -> None:
    content = small_newsroom(tmp_path / "content")
    head = f"---\nkind: report\nsection: yaowen\nheadline: {written}\n---\n正文。\n"
    write(content, f"issues/{DAY}/lead.md", head)
    items, _, found = read(content)
    assert items["lead"].headline == "停水"
    assert [(one.line, one.code, one.severity) for one in found] == [(4, *WARNED)]


def test_the_cells_of_tables_pass() -> None:
    book, made = Workbook(), io.BytesIO()
    book.active.append(["姓名"])
    book.active.append(["干\u200b立新"])
    book.save(made)
    for data, suffix in ((made.getvalue(), ".xlsx"), ("姓名\n干\u200b立新\n".encode(), ".csv")):
        table, told = read_table(data, suffix, "t")
        assert table.rows[1].cells == ("干立新",)
        assert [(one.line, one.code, one.severity) for one in told] == [(2, *WARNED)]


def test_a_character_that_was_lost_is_told(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", "记者王\ufffd报道。")
    (told,) = read(content)[2]
    assert (told.line, told.code, told.severity) == (6, ReadingCode.DAMAGED, Severity.WARNING)


@pytest.mark.parametrize(
    ("written", "severity"),
    [
        ("主任-{于方说", Severity.ERROR),
        ("主任-{信息/}-屏", Severity.ERROR),
        ("-{zh-hans:信息;zh-hant:資訊}-", Severity.ERROR),
        ("-{甲/乙/丙/丁}-", Severity.ERROR),
        ("主任于}-方说", Severity.WARNING),
        ("主任－{于}－方", Severity.WARNING),
        ("主任-{}-方", Severity.WARNING),
    ],
)
def test_a_house_mark_that_would_be_printed_is_told(written: str, severity: Severity) -> None:
    problems = ProblemList()
    gate.told_of_marks(f"第一行\n{written}\n", "lead.md", problems)
    assert [(one.line, one.code, one.severity) for one in problems] == [
        (2, ReadingCode.HOUSE_MARK, severity)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "-{于}-方",
        "-{信息/資訊}-屏",
        "-{里/裡/裏}-",
        "-{km/h}-",
        "`-{`",
        "{甲}",
        "```\n-{\n```",
        "-{-}-{甲}-",
    ],
)
def test_a_house_mark_that_is_one_is_not_told(written: str) -> None:
    problems = ProblemList()
    gate.told_of_marks(written, "lead.md", problems)
    assert list(problems) == []


@pytest.mark.parametrize(
    "words", ["区里-{同意/反对}-征收", "-{于}-", "-{-{甲}-}-", "--{甲}", "-{", "-{-}-{甲}-"]
)
def test_a_mark_from_outside_prints_as_it_is_in_both_scripts(words: str) -> None:
    for script in (Script.HANS, Script.HANT):
        text = gate.without_marks(words)
        shown, place = "", 0
        for mark in marks(text, script):
            shown += text[place : mark.start] + text[mark.keep_start : mark.keep_end]
            place = mark.end
        assert shown + text[place:] == words


def test_an_issue_and_its_editors_pass_as_well(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    issue(content, editors=["王\u202e振华"])
    assert [(one.file, one.code) for one in read(content)[2]] == [
        (f"content/issues/{DAY}/issue.md", ReadingCode.DIRECTION)
    ]


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("\ufb01nance、o\ufb03ce、\ufb00", "finance、office、ff"),
        ("\u2f00名\u2f08员", "一名人员"),
        ("\u2ec4\u2ed4\u2ec5", "西门见"),
        ("\u2e9f\u2ef3", "母龟"),
    ],
)
def test_characters_as_pdfs_copy_them_become_plain_ones(copied: str, meant: str) -> None:
    kept, (told,) = passed(f"第一行\n{copied}")
    assert kept == f"第一行\n{meant}"
    assert (told.line, told.code, told.severity) == (2, ReadingCode.COPIED, Severity.WARNING)
    assert f"U+{ord(copied[0]):04X}" in told.what


def test_plain_characters_come_in_by_every_door(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    head = 'kind: report\nsection: yaowen\nheadline: \u2f08事\nkicker: "\\ufb01"\n'
    write(content, f"issues/{DAY}/lead.md", f"---\n{head}---\n\u2f00件&#x2f00;&#xfb01;。\n")
    items, html, found = read(content)
    assert (items["lead"].headline, items["lead"].kicker) == ("人事", "fi")
    assert html["lead"] == "<p>一件一fi。</p>"
    assert {problem.code for problem in found} == {ReadingCode.COPIED}
    data = "接访安排,,下访安排,\n姓名,时间,时间,地点\n\u2f29明,8日,9日,\u2f00村\n".encode()
    table, told = read_table(data, ".csv", "t.csv")
    assert [cell for row in table.rows for cell in row.cells if cell][-4:][0] == "小明"
    assert ReadingCode.COPIED in {problem.code for problem in told}


def test_many_lines_of_copied_characters_are_counted() -> None:
    _, told = passed("\u2f00\n" * 50)
    assert len(told) == gate.MOST_TOLD + 1
    assert "30行" in told[0].what
