"""What does not fit together between files is told once, with its line, and how much it matters."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from items import item_of
from newsroom.checks import CrossCheck
from newsroom.folder import (
    RESERVED_ITEMS,
    RESERVED_PAGES,
    ContentFolder,
    ReadCount,
    day_like,
    is_day,
    is_reserved,
)
from newsroom.model import Credit, Issue, NewsItem, Publication, Recording
from newsroom.problems import ProblemList, Severity
from newsroom.references import Reference
from newsroom.wishes import PrintWish

FILE = "content/issues/2013-10-08/lead.md"
TAKEN = ("2013-10-01/gone",)
DEAD = "链接指向不存在的稿件：w"


def came_out(day: str, *items: NewsItem) -> Issue:
    """An issue of these items."""
    return Issue(date.fromisoformat(day), 1, PurePosixPath(f"issues/{day}/issue.md"), items, "")


def told(problems: ProblemList) -> list[tuple[str, int, str, str]]:
    """What was noted: file, line, code, and what."""
    return [(one.file, one.line, one.code.value, one.what) for one in problems]


@pytest.mark.parametrize(
    ("target", "what", "severity"),
    [
        ("item/2013-10-08/lead", "", None),
        ("item/2013-10-08/lead#s1", "", None),
        ("item/2013-10-08/lead#s2", "链接指向的小标题不存在：w", Severity.ERROR),
        ("#s9", "", None),
        ("page/about", "", None),
        ("page/nowhere", DEAD, Severity.ERROR),
        ("issue/2013-10-08", "", None),
        ("issue/2013-10-15", DEAD, Severity.ERROR),  # that has no story yet
        ("item/2013-10-08/draft", "链接指向还没有发布的稿件：w", Severity.ERROR),
        ("item/2013-10-08/broken", "", None),  # its own faults are told
        ("item/2013-10-01/gone", "链接指向已经撤下的稿件：w", Severity.WARNING),
        ("issue/2013-10-01", "链接指向已经撤下的稿件：w", Severity.WARNING),
        ("item/2013-10-08/nowhere", DEAD, Severity.ERROR),
        ("https://www.paper.cn/2013-10-08/lead", "", None),
        ("https://www.paper.cn/2013-09-30/old", "", None),
        ("https://www.paper.cn/2013-10-01/gone", "链接指向已经撤下的稿件：w", Severity.WARNING),
        (
            "https://www.paper.cn/2013-10-08/nowhere",
            "网址像是本报的网页，本报却没有这一页：w",
            Severity.WARNING,
        ),
        ("https://other.cn/2013-10-08/nowhere", "", None),
    ],
)
def test_a_link_is_told_that_leads_nowhere_or_to_what_is_not_out(
    target: str, what: str, severity: Severity | None
) -> None:
    def ours(address: str) -> str:
        home, _, key = address.partition("cn/")
        return f"item/{key}" if home == "https://www.paper." else ""

    problems = ProblemList()
    check = CrossCheck("content", problems, ours, lambda: TAKEN)
    lead = item_of("2013-10-08/lead", "头条", moved_from=("2013-09-30/old",))
    check.read(lead, (3,))
    check.read(item_of("2013-10-08/draft", "草稿"))
    check.saw("item/2013-10-08/broken")
    check.shown("item/2013-10-08/lead", frozenset({"s1"}))
    check.shown("page/about", frozenset())
    check.linked(FILE, [Reference(target, "w", 7)])
    check.check(Publication((came_out("2013-10-15"), came_out("2013-10-08", lead))))
    assert [(one.file, one.line, one.what, one.severity) for one in problems] == (
        [(FILE, 7, what, severity)] if what else []
    )


def test_an_old_address_is_nobody_elses() -> None:
    problems = ProblemList()
    check = CrossCheck("content", problems)
    old = ("2013-09-30/a", "2013-09-30/b")
    first = item_of("2013-10-08/one", "一", moved_from=old)
    second = item_of("2013-10-08/two", "二", moved_from=("2013-09-30/a", "2013-10-08/draft"))
    check.read(first, (3, 4))
    check.read(second, (5, 6))
    check.read(item_of("2013-10-08/draft", "草稿"))
    check.check(Publication((came_out("2013-10-08", first, second),)))
    assert [(line, what) for _, line, _, what in told(problems)] == [
        (5, "旧地址 2013-09-30/a 已有别的稿件在用"),
        (6, "旧地址 2013-10-08/draft 已有别的稿件在用"),
    ]


def test_two_items_are_read_in_one_file_from_different_seconds_on() -> None:
    def heard(name: str, start: float, day: str = "2013-10-08", digest: str = "1") -> NewsItem:
        place = PurePosixPath(f"issues/{day}/all.mp3")
        audio = Recording(place, digest, "audio/mpeg", 9, 90.0, start=start)
        return item_of(f"{day}/{name}", f"标题{name}", audio=audio)

    issues = (
        came_out("2013-10-15", heard("a", 0.0, "2013-10-15")),
        came_out(
            "2013-10-08",
            heard("a", 0.0),
            heard("b", 20.0),
            heard("c", 0.0),
            heard("d", 0, digest="2"),
        ),
    )
    problems = ProblemList()
    CrossCheck("content", problems).check(Publication(issues))
    assert [(file, what) for file, _, _, what in told(problems)] == [
        ("content/issues/2013-10-08/c.md", "录音 all.mp3 的同一处已经是另一篇：标题a")
    ]


def test_a_number_is_of_one_issue() -> None:
    problems = ProblemList()
    check = CrossCheck("content", problems)
    for number, day in (
        (28, "2013-10-01"),
        (28, "2013-10-01"),
        (29, "2013-10-08"),
        (28, "2013-10-15"),
    ):
        check.number(number, day, f"content/issues/{day}/issue.md")
    assert [(file, what) for file, _, _, what in told(problems)] == [
        ("content/issues/2013-10-15/issue.md", "第28期与 2013-10-01 的期号相同")
    ]


# -- names of files -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stem", "told_of"),
    [
        ("lead", ""),
        ("lead-2", ""),
        ("a" * 80, ""),
        ("a" * 81, "不能做网址"),
        ("Lead", "不能做网址"),
        ("lead-", "不能做网址"),
        ("头条", "不能做网址"),
        ("index", "网站自己要用的"),
        ("p1", "网站自己要用的"),
        ("p1a", ""),
        ("photos", "网站自己要用的"),
        ("archive", ""),
    ],
)
def test_the_name_of_an_item_can_be_an_address_that_is_free(
    tmp_path: Path, stem: str, told_of: str
) -> None:
    problems = ProblemList()
    folder = ContentFolder(tmp_path, problems, ReadCount())
    file = tmp_path / f"{stem}.md"
    assert folder.good_id(file, RESERVED_ITEMS) is (not told_of)
    assert [told_of in what for *_, what in told(problems)] == ([True] if told_of else [])


def test_pages_have_names_of_their_own_that_are_not_free() -> None:
    assert not is_reserved("p1", RESERVED_PAGES)
    assert is_reserved("archive", RESERVED_PAGES)
    assert is_reserved("hant", RESERVED_PAGES)
    assert not is_reserved("archive")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013-10-08", "2013-10-08"),
        ("2013.10.8", "2013-10-08"),
        ("20131008", "2013-10-08"),
        ("2013年10月8日", "2013-10-08"),
        ("2013-02-29", ""),
        ("2013-13-01", ""),
        ("十月", ""),
    ],
)
def test_a_day_is_known_however_it_is_written(written: str, day: str) -> None:
    assert day_like(written) == day
    assert is_day(written) is (written == day)


def test_what_lies_beside_the_items_and_is_not_used_is_told(tmp_path: Path) -> None:
    problems = ProblemList()
    folder = ContentFolder(tmp_path, problems, ReadCount())
    for name in ("lead.md", "b.MARKDOWN", "a.jpg", "c.jpg", ".hidden", "Thumbs.db", "d.md.txt"):
        (tmp_path / name).touch()
    files = [path.name for path in folder.visible(tmp_path)]
    assert sorted(files) == ["a.jpg", "b.MARKDOWN", "c.jpg", "d.md.txt", "lead.md"]
    folder.note_unused(tmp_path, files, {"a.jpg"})
    assert [(Path(file).name, what[:6]) for file, _, _, what in told(problems)] == [
        ("c.jpg", "这个文件没有"),
        ("d.md.txt", "文件名末尾多"),
    ]


# -- people and places of an issue ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("credit", "label", "under"),
    [
        (Credit("林晓"), "", "林晓"),
        (Credit("林晓", "摄"), "摄", "林晓 摄"),
        (Credit("林晓", "摄", "本报"), "摄", "本报 林晓 摄"),
        (Credit("林晓", "记者", "本报", "摄影报道"), "记者", "本报记者 林晓 摄影报道"),
        (Credit("林晓", work="文"), "文", "林晓 文"),
    ],
)
def test_a_name_is_printed_with_its_role(credit: Credit, label: str, under: str) -> None:
    assert (credit.label, credit.under_photo) == (label, under)


def test_the_item_of_the_highest_rank_leads_and_of_several_the_first() -> None:
    def ranked(name: str, rank: int, position: int) -> NewsItem:
        wish: Any = PrintWish(rank=rank)
        return item_of(f"2013-10-08/{name}", name, print_wish=wish, position=position)

    issue = came_out("2013-10-08", ranked("a", 3, 0), ranked("c", 1, 2), ranked("b", 1, 1))
    assert issue.lead is not None
    assert issue.lead.id == "b"
    assert came_out("2013-10-08").lead is None
