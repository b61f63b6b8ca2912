"""What an editor reads of readers' calendars before signing: which change, by which file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger import Ledger
from ledger.facts import Appointed, Fact, State, Withdrawn
from ledgers import CLOCK, appointed, at, published
from meetings import BASE, FIRST, LAST, NEXT, meeting, paper, table
from newsroom.codes import ReadingCode
from newsroom.model import NewsItem, Notice
from newsroom.problems import ProblemList
from reception.asking import check


def had(person: str, day: int) -> Appointed:
    """What calendars have of the first table."""
    one = meeting(person, day)
    return appointed(f"201401{day:02}-{one.person_id}@x.cn", BASE, one, at(FIRST))


def told(
    *items: NewsItem, facts: tuple[Fact, ...] = (), newest: str = "", wrong: bool = False
) -> list[tuple[str, str]]:
    """File and words of all that is said. newest: day of one more issue, of other matter."""
    problems = ProblemList()
    if wrong:
        problems.add("content/issues/a.md", 1, ReadingCode.NAME, "读不懂", "请改正")
    known = [published(BASE, FIRST)] if facts else []
    check(paper(*items, newest=newest), Ledger([*known, *facts], CLOCK), "content", problems)
    return [(one.file, one.what) for one in problems if one.code is not ReadingCode.NAME]


SAID = "读者日历里的安排："
MOVED = (f"content/issues/{BASE}.md", f"{SAID}改1（甲接访1月8日→1月9日）")


def test_an_edited_table_says_what_calendars_will_have_and_nothing_else() -> None:
    facts = (had("甲", 8), had("乙", 20))
    edited = table(BASE, meeting("甲", 9), meeting("乙", 20), known=True)
    assert told(edited, facts=facts) == [MOVED]
    assert told(table(BASE, meeting("甲", 8), known=True), facts=facts[:1]) == []
    assert told(edited, facts=facts, wrong=True) == []  # what was not read seems to be cancelled
    both = table(BASE, meeting("甲", 9), meeting("丙", 20), known=True)
    (line,) = told(both, facts=facts)
    assert line[1] == (
        f"{SAID}改1（甲接访1月8日→1月9日），取消1（乙接访1月20日），新1（丙接访1月20日）"
    )


def test_a_correction_says_whom_it_leaves_alone_and_whom_nobody_has_heard_of() -> None:
    base = table(BASE, meeting("甲", 8), meeting("乙", 20), meeting("丙", 21), known=True)
    facts = (had("甲", 8), had("乙", 20), had("丙", 21))
    file = f"content/issues/{NEXT}/table.md"
    patch = table(f"{NEXT}/table", meeting("甲", 9), meeting("丁", 22), corrects=BASE)
    moved = f"{SAID}改1（甲接访1月8日→1月9日），新1（丁接访1月22日）"
    others = "没有写到的2人照旧：乙、丙（要整张替换，写 whole: true）"
    stranger = (file, "原来的安排里没有丁，当作新增")
    for newest in ("", LAST):  # whatever came out since
        assert told(base, patch, facts=facts, newest=newest) == [
            *(stranger, (file, f"{moved}；{others}"))
        ]
    known = replace(patch, record=replace(patch.told, known=True))
    assert stranger not in told(base, known, facts=facts)
    whole = table(f"{NEXT}/table", meeting("甲", 9), corrects=BASE, whole=True)
    assert told(base, whole, facts=facts) == [
        (file, f"{SAID}改1（甲接访1月8日→1月9日），取消2（乙接访1月20日；丙接访1月21日）")
    ]


def test_each_of_two_corrections_says_what_it_changes_of_the_one_before() -> None:
    base = table(BASE, meeting("甲", 8), known=True)
    second = table(f"{NEXT}/table", meeting("甲", 9), corrects=BASE)
    third = table(f"{LAST}/table", meeting("甲", 10), corrects=f"{NEXT}/table")
    assert told(base, second, third, facts=(had("甲", 8),)) == [
        (f"content/issues/{NEXT}/table.md", f"{SAID}改1（甲接访1月8日→1月9日）"),
        (f"content/issues/{LAST}/table.md", f"{SAID}改1（甲接访1月9日→1月10日）"),
    ]


@pytest.mark.parametrize(("newest", "lines"), [("", 1), (LAST, 0)])
def test_of_a_paper_without_a_ledger_the_newest_issue_is_asked_about(
    newest: str, lines: int
) -> None:
    base, patch = (
        table(BASE, meeting("甲", 8)),
        table(f"{NEXT}/table", meeting("甲", 9), corrects=BASE),
    )
    assert len(told(base, patch, newest=newest)) == lines


def test_who_signs_sees_the_name_that_readers_no_longer_see() -> None:
    taken = Notice(date.fromisoformat(NEXT), "有误。")
    back = table(BASE, meeting("甲", 8), known=True, retraction=taken)
    cancelled = [(f"content/issues/{BASE}.md", f"{SAID}取消1（甲接访1月8日）")]
    assert told(back, facts=(had("甲", 8),)) == cancelled
    gone = Withdrawn(at(NEXT), BASE, "撤下。")
    assert told(facts=(had("甲", 8), gone), newest=NEXT) == cancelled
    already = replace(had("甲", 8), sequence=1, state=State.CANCELLED)
    assert told(facts=(had("甲", 8), already, gone), newest=NEXT) == []
