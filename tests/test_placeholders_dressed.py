"""A placeholder is found whatever stands round it: a role, other names, marks that do not print."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import placeholders
from newsroom.codes import ReadingCode
from newsrooms import item, small_newsroom
from test_placeholders import problems_of

LINK = "[请填主题](https://a.example)"


def left_in(content: Path) -> list[str]:
    return [
        found.what.split("”")[0].lstrip("“")
        for found in problems_of(content)
        if found.code is ReadingCode.PLACEHOLDER
    ]


@pytest.mark.parametrize(
    "byline",
    [
        *("记者：请填姓名", "通讯员请填姓名", "请填姓名 摄", "请填姓名、林晓", "林晓 请填姓名"),
        *("记者请填姓名摄", "林晓/文 请填姓名/图"),
    ],
)
def test_a_name_nobody_filled_in_is_found_among_names(tmp_path: Path, byline: str) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", bylines=[byline])
    assert left_in(content) == [placeholders.NAME]


@pytest.mark.parametrize(
    "body",
    [
        *(
            "## 1 请写正文。",
            "## 2、请写正文。",
            "==请写正文。==",
            "<u>请写正文。</u>",
            "**请写正文。**",
        ),
        *(
            "&#35831;写正文。",
            "-{请写正文。}-",
            "请写正文。\\",
            "请写正文。[^1]",
            "[^1]: 请写正文。",
        ),
        "> -{==请写正文。==}-",
    ],
)
def test_a_paragraph_nobody_wrote_is_found_in_its_marks(body: str) -> None:
    assert list(placeholders.in_body(body)) == [(0, placeholders.BODY)]


@pytest.mark.parametrize("body", [LINK, f"- {LINK}", f"| 甲 | {LINK} |"])
def test_a_link_nobody_named_is_found(body: str) -> None:
    assert list(placeholders.in_body(body)) == [(0, placeholders.HEADLINE)]


@pytest.mark.parametrize("signed", ["（记者 请填姓名）", "（请填姓名、林晓）", "（请填姓名 摄）"])
def test_a_signature_nobody_filled_in_is_found(signed: str) -> None:
    assert list(placeholders.in_body(f"花园今天开放。{signed}")) == [(0, placeholders.NAME)]


@pytest.mark.parametrize(
    "body",
    [
        *("[请填主题公园问卷](https://a.example)", "`请写正文。`", "<u>请填姓名</u>一栏不可空着。"),
        *("1 请填姓名栏", "2013年请写正文。", "（见表上请填姓名一栏）"),
    ],
)
def test_ordinary_copy_in_marks_is_no_placeholder(body: str) -> None:
    assert list(placeholders.in_body(body)) == []
