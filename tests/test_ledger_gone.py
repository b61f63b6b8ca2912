"""What was published and is no longer there: told at its file, with the way out that fits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from items import item_of
from ledger import Ledger
from ledger.checks import check_content, faulty_issues
from ledger.digests import told_digest
from ledger.facts import Fact, Moved, Withdrawn
from ledgers import CLOCK, at, published
from newsroom.codes import ReadingCode
from newsroom.model import Issue, NewsItem, Publication
from newsroom.problems import ProblemList, Severity
from newsrooms import write

DAY = "2013-10-08"
LEAD, HEADLINE, SECOND = (f"{DAY}/{name}" for name in ("lead", "headline", "second"))


def news(key: str, text: str = "步道今天开放。", moved_from: tuple[str, ...] = ()) -> NewsItem:
    """An item as it is read."""
    return item_of(
        key,
        "步道开放",
        f"<p>{text}</p>",
        moved_from=moved_from,
    )


def told(
    content: Path, facts: Iterable[Fact], *items: NewsItem, problems: ProblemList | None = None
) -> list[tuple[str, int, str, str]]:
    """File, line, code and words of all that is told of a publication of one issue."""
    day = date.fromisoformat(DAY)
    issue = Issue(day, 1, PurePosixPath(f"issues/{DAY}/issue.md"), items, "")
    problems = ProblemList() if problems is None else problems
    known = {*problems}
    check_content(Publication((issue,)), Ledger(facts, CLOCK), content, problems)
    return [
        (one.file, one.line, one.code.value, f"{one.what}，{one.cure}")
        for one in problems
        if one not in known
    ]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the folder of the issue, and nothing in it."""
    (tmp_path / f"content/issues/{DAY}").mkdir(parents=True)
    return tmp_path / "content"


OUT = [published(LEAD, DAY, told=told_digest(news(LEAD))), published(SECOND, DAY)]


def test_what_is_as_it_was_told_is_not_told_of(content: Path) -> None:
    assert told(content, OUT, news(LEAD), news(SECOND, "桥上通车。")) == []
    assert told(content, OUT, news(HEADLINE, moved_from=(LEAD,)), news(SECOND)) == []
    assert told(content, [], news(LEAD)) == []


def test_what_is_gone_is_told_at_its_last_address_with_the_way_it_went(content: Path) -> None:
    ((file, line, code, said),) = told(content, OUT, news(SECOND))
    assert (file, line, code) == (f"content/issues/{LEAD}.md", 0, "ledger.gone")
    assert f"{LEAD} 已经发布过，现在不见了" in said
    assert f"改了名的，在新稿件里写 moved_from: [{LEAD}]" in said
    assert f"--withdraw {LEAD}" in said
    write(content, f"issues/{LEAD}.md", "")
    assert "现在改回了草稿或推迟了发布" in told(content, OUT, news(SECOND))[0][3]
    moved = [*OUT, Moved(at(DAY, "09:00"), LEAD, f"{DAY}/other")]
    assert told(content, moved, news(SECOND))[0][0] == f"content/issues/{DAY}/other.md"
    (content / f"issues/{LEAD}.md").unlink()
    (content / f"issues/{DAY}").rmdir()
    assert "现在整期都不见了" in told(content, OUT, news(SECOND))[0][3]


@pytest.mark.parametrize(("text", "like"), [("步道今天开放。", True), ("步道明天开放。", False)])
def test_a_new_item_with_the_words_of_one_that_is_gone_is_named(
    content: Path, text: str, *, like: bool
) -> None:
    (found,) = told(content, OUT, news(f"{DAY}/new", text), news(SECOND))
    named = f"像是改名成了 {DAY}/new：在那篇里写 moved_from: [{LEAD}]"
    assert (named in found[3]) == like
    assert ("改了名的" in found[3]) != like


@pytest.mark.parametrize("turned", [False, True])
def test_a_new_item_at_the_address_of_one_that_moved_is_the_one_to_be_renamed(
    content: Path, *, turned: bool
) -> None:
    facts = [*OUT, Moved(at(DAY, "09:00"), LEAD, HEADLINE)]
    items = [news(LEAD, "另一篇。"), news(HEADLINE)]
    ((file, line, code, said),) = told(
        content, facts, *(items[::-1] if turned else items), news(SECOND)
    )
    assert (file, line, code) == (f"content/issues/{LEAD}.md", 1, "ledger.address-taken")
    assert f"网址 {LEAD} 登过另一篇（现在在 {HEADLINE}），请给新稿件另起文件名" in said


def test_what_was_withdrawn_is_not_gone_and_may_not_stand_there(content: Path) -> None:
    facts = [*OUT, Withdrawn(at(DAY, "09:00"), LEAD, "应来源要求撤下。")]
    assert told(content, facts, news(SECOND)) == []
    problems = ProblemList()
    ((file, line, code, _),) = told(content, facts, news(LEAD), news(SECOND), problems=problems)
    assert (file, line, code) == (f"content/issues/{LEAD}.md", 1, "ledger.still-there")
    assert [one.severity for one in problems] == [Severity.WARNING]


def test_what_could_not_be_read_is_not_gone(content: Path) -> None:
    write(content, f"issues/{LEAD}.md", "---\n")
    problems = ProblemList()
    problems.add(f"content/issues/{DAY}/lead.md", 2, ReadingCode.NAME, "读不懂", "请改正")
    assert told(content, OUT, news(SECOND), problems=problems) == []


def test_two_that_were_published_are_not_made_one(content: Path) -> None:
    found = told(content, OUT, news(HEADLINE, moved_from=(LEAD, SECOND)))
    assert [one[:3] for one in found] == [(f"content/issues/{HEADLINE}.md", 1, "ledger.made-one")]
    assert f"请从旧地址（moved_from）里去掉 {LEAD}、{SECOND}" in found[0][3]


def test_an_issue_that_is_gone_with_its_item_is_told_at_the_item_alone(content: Path) -> None:
    other = "2013-10-15/lead"
    facts = [*OUT, published(other, "2013-10-15")]
    found = told(content, facts, news(LEAD), news(SECOND))
    assert [one[:3] for one in found] == [(f"content/issues/{other}.md", 0, "ledger.gone")]
    assert "现在整期都不见了" in found[0][3]


def test_faults_of_pages_say_nothing_of_issues() -> None:
    problems = ProblemList()
    for file in ("content/issues/2013-10-08/a.md", "content/pages/2013-10-15/a.md", "content/a.md"):
        problems.add(file, 1, ReadingCode.NAME, "读不懂", "请改正")
    assert faulty_issues(problems) == {"2013-10-08"}


def test_an_issue_of_which_only_the_file_is_gone_is_told_at_that(content: Path) -> None:
    other = "2013-10-15/lead"
    facts = [*OUT, published(other, "2013-10-15"), Moved(at("2013-10-16"), other, HEADLINE)]
    now = (news(LEAD), news(SECOND), news(HEADLINE, moved_from=(other,)))
    ((file, line, code, said),) = told(content, facts, *now)
    assert (file, line, code) == ("content/issues/2013-10-15/issue.md", 0, "ledger.issue-gone")
    assert "issue.md 却也不见了" in said
    problems = ProblemList()
    problems.add("content/issues/2013-10-15/x.md", 1, ReadingCode.NAME, "读不懂", "请改正")
    assert told(content, facts, *now, problems=problems) == []
