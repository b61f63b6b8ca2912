"""Names that can be read in two ways are read in one of them, and asked about with that reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.briefs import split_briefs
from newsroom.codes import ReadingCode
from newsroom.credits import credits_of, read_credits
from newsroom.model import Credit
from newsroom.problems import Severity
from press.words import Words
from test_front_matter import read_matter


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("记者林晓何静", [("林晓", "记者"), ("何静", "记者")]),
        ("记者 林晓何静", [("林晓", "记者"), ("何静", "记者")]),
        ("林晓 通讯员 何静", [("林晓",), ("何静", "通讯员")]),
        ("林晓 发自北京", [("林晓",), ("发自北京",)]),
        ("林晓、记者李明摄", [("林晓", "", "", "摄"), ("李明", "记者", "", "摄")]),
    ],
)
def test_what_may_be_meant_otherwise_is_asked_with_what_it_was_read_as(
    tmp_path: Path, written: str, people: list[tuple[str, ...]]
) -> None:
    meant = tuple(Credit(*one) for one in people)
    (made,), found = read_matter(tmp_path, f"headline: 停水\nbylines:\n  - 王强\n  - {written}")
    assert made.bylines == (Credit("王强"), *meant)
    (told,) = [one for one in found if one.code is ReadingCode.CREDIT]
    assert (told.line, told.severity) == (7, Severity.WARNING)
    settled = told.cure.partition("bylines: ")[2]
    (again,), found = read_matter(tmp_path, f"headline: 停水\nbylines: {settled}")
    assert (again.bylines, found) == (meant, [])


def test_what_several_did_is_printed_once_behind_the_last_of_them() -> None:
    words = Words(str)
    reading = read_credits("记者 林晓 通讯员 何静 文/图")
    assert reading is not None
    assert words.names(reading.credits) == "记者 林晓　通讯员 何静 文/图"
    photo = read_credits("新华社记者 李明 摄")
    assert photo is not None
    assert words.photo_credit(photo.credits) == "新华社记者 李明 摄"


@pytest.mark.parametrize(
    ("written", "name", "label"),
    [
        *(("文图 林晓", "林晓", "文图"), ("林晓 图文", "林晓", "图文")),
        *(("读者 老张", "老张", "读者"), ("市民 何静", "何静", "市民")),
        *(("记者欧阳小红", "欧阳小红", "记者"), ("记者李明", "李明", "记者")),
        *(("记者 一凡", "一凡", "记者"), ("买买提 摄", "买买提", "摄")),
    ],
)
def test_one_person_is_one_credit_and_nothing_is_asked(written: str, name: str, label: str) -> None:
    reading = read_credits(written)
    assert reading is not None
    assert reading.is_sure
    behind = written.endswith(f" {label}")
    meant = Credit(name, work=label) if behind else Credit(name, label)
    assert credits_of(written) == (meant,)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("（记者 林晓 通讯员 何静）", [("林晓", "记者"), ("何静", "通讯员")]),
        ("（林晓 何静）", [("林晓",), ("何静",)]),
        ("（区委办 供稿）", [("区委办", "", "", "供稿")]),
        ("（未完待续）", []),
        ("（全文完）", []),
        ("（见左图）", []),
        ("（John Smith）", [("John Smith",)]),
    ],
)
def test_a_brief_is_signed_by_names_and_by_nothing_else(
    written: str, people: list[tuple[str, ...]]
) -> None:
    (brief,) = split_briefs(f"明日停水。{written}")
    assert brief.bylines == tuple(Credit(*one) for one in people)
    assert (written in brief.text) == (not people)
