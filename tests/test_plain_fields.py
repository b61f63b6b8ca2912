"""Front matter holds plain words; a mark of Markdown in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.briefs import split_briefs
from newsroom.codes import ReadingCode
from newsroom.problems import Severity
from newsrooms import DAY, issue, item, picture, write
from test_reading_problems import problems_of


@pytest.mark.parametrize("field", ["headline", "deck", "kicker", "summary", "quote", "dateline"])
@pytest.mark.parametrize(
    "mark",
    ["**重要**", "[点这里](https://a.example)", "`x`", "~~删~~", "==亮==", "[^1]", "<b>粗</b>"],
)
def test_a_mark_in_a_field_is_told_with_its_line(field: str, mark: str, tmp_path: Path) -> None:
    issue(tmp_path)
    path = item(tmp_path, "lead", **{field: f"通知{mark}"})
    line = next(
        number
        for number, text in enumerate(path.read_text("utf-8").split("\n"), 1)
        if text.startswith(f"{field}:")
    )
    (problem,) = problems_of(tmp_path)
    assert (problem.line, problem.code) == (line, ReadingCode.MARKS)
    assert problem.severity is Severity.WARNING
    assert f"（{field}）”" in problem.what


def test_a_mark_in_a_form_that_no_reader_sees_is_not_told(tmp_path: Path) -> None:
    issue(tmp_path)
    seen_by_the_desk = {"posts": {"于方": "`区长`"}, "accept": [{"code": "x", "reason": "`于方`"}]}
    item(tmp_path, "lead", glossary={"`于方`": "`于方`"}, schedule=seen_by_the_desk)
    assert ReadingCode.MARKS not in [problem.code for problem in problems_of(tmp_path)]


def test_a_mark_in_a_caption_is_told(tmp_path: Path) -> None:
    issue(tmp_path)
    write(tmp_path, f"issues/{DAY}/a.jpg", picture(size=(120, 80)))
    photo = {"file": "a.jpg", "alt": "两名工人在铺路。", "caption": "**现场**"}
    item(tmp_path, "lead", photos=[photo])
    assert [problem.what for problem in problems_of(tmp_path)] == [
        "“图片说明（caption）”里的标记会照原样印出：**现场**"
    ]


@pytest.mark.parametrize(
    "words",
    ["138****5678", "王*明、李*红", "王**、李**获奖", "600*400*300", "____年", "[通知] 停水",
     "若a<b", "3 * 4", "A|B", "#1号"],
)  # fmt: skip
def test_signs_that_are_no_marks_are_not_told(words: str, tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", deck=words)
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize("entity", ["&nbsp;", "&amp;", "&#8226;", "&ldquo;", "&#x2014;"])
def test_a_sign_as_web_pages_write_it_is_told(entity: str, tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", headline=f"停水{entity}停电")
    (problem,) = problems_of(tmp_path)
    assert problem.what == f"“主题（headline）”里的标记会照原样印出：{entity}"


def test_a_company_with_an_ampersand_is_no_mark(tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", headline="A&B公司的R&D; 与 AT&T", deck="Q&A")
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize("head", ["**图书馆**延长", "[公交](https://a.example)开通", "三则[^1]"])
def test_a_mark_in_the_head_of_a_brief_is_told_on_its_line(head: str, tmp_path: Path) -> None:
    issue(tmp_path)
    body = f"一则。（林晓）\n\n---\n\n### {head}\n\n区里今天开会。（林晓）"
    path = item(tmp_path, "briefs", body, kind="brief")
    told = [problem for problem in problems_of(tmp_path) if "简讯小标题" in problem.what]
    lines = path.read_text("utf-8").split("\n")
    assert [lines[problem.line - 1] for problem in told] == [f"### {head}"]


def test_the_signs_that_close_the_head_of_a_brief_are_not_printed() -> None:
    (brief,) = split_briefs("### 新公交开通 ###\n\n今天开通。")
    assert brief.headline == "新公交开通"
