"""A correction of a published schedule reaches subscribers numbered, and moves nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.build import Build
from edition.publishing import Publishing
from newsroom.store import Store
from presses import job
from publications import ledger_lines
from timetables import (
    AGAIN,
    FIRST,
    LAST,
    NEXT,
    ONE_ROW,
    ROOMS,
    TABLE,
    Play,
    check_next_issue,
    check_partial,
    check_same_issue,
    published,
    schedule,
    starts,
    when,
)


@pytest.fixture
def play(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    return published(tmp_path_factory, tmp_path)


def test_a_correction_in_the_next_issue_is_numbered_and_what_it_drops_is_cancelled(
    play: Play,
) -> None:
    schedule(play.content, AGAIN, NEXT, "again", corrects=f"{FIRST}/reception")
    check_next_issue(play.publish(f"{NEXT}T09:00"))
    log = play.change_log()
    assert "2026年4月5日09:00" in log
    assert "何静2026年4月16日的接访取消" in log
    assert "高明的接访，由2026年4月7日改为2026年4月8日" in log


def test_a_correction_of_one_row_leaves_all_other_rows_alone(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    (warning,) = play.warnings()
    assert "改1（高明接访4月7日→4月8日）" in warning
    assert "没有写到的3人照旧：林晓、何静、于方" in warning
    check_partial(play.publish(f"{NEXT}T09:00"))
    page = (play.output / "reception/index.html").read_text(encoding="utf-8")
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert [name for name in ("林晓", "何静", "于方", "高明") if name in table] == [
        *("林晓", "何静", "于方", "高明")
    ]
    assert play.warnings() == []


def test_what_a_whole_correction_cancels_is_listed_before_anything_is_told(
    play: Play, capsys: pytest.CaptureFixture[str]
) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception", whole=True)
    (warning,) = play.warnings()
    assert "改1（高明接访4月7日→4月8日），取消9（林晓接访4月1日；" in warning
    capsys.readouterr()
    found = play.publish(f"{NEXT}T09:00")
    assert "接访下访 改1（高明接访4月7日→4月8日），取消9（" in capsys.readouterr().out
    assert sum(entry.is_cancelled for entry in found.values()) == 15


def test_an_editor_who_does_not_sign_changes_nothing(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception", whole=True)
    before = (play.output / "reception/calendar.ics").read_bytes(), ledger_lines(play.content)
    monkeypatch.setattr("typer.confirm", lambda *_: False)
    teller = Publishing(play.content, ask=True, now=when(f"{NEXT}T09:00"))
    work = job(play.content, play.folder, ROOMS, now=when(f"{NEXT}T09:00"))
    build = Build(work, teller=teller)
    with Store(work.cache / "store.sqlite3") as store:
        build.prepare(store)
        with pytest.raises(SystemExit):
            build.publish()
    after = (play.output / "reception/calendar.ics").read_bytes(), ledger_lines(play.content)
    assert after == before


def test_a_patch_of_receptions_alone_leaves_the_persons_visits(play: Play) -> None:
    table = "姓名,接访时间\n林晓,4月1日、13日\n"
    schedule(play.content, table, NEXT, "again", corrects=f"{FIRST}/reception")
    found = play.publish(f"{NEXT}T09:00")
    assert starts(found, "林晓下访：柳树镇河东村") == [("2026-04-09", 0)]
    assert ("2026-04-13T08:30", 1) in starts(found, "林晓接访")


def test_a_patch_that_names_a_stranger_says_so_and_adds_a_row(play: Play) -> None:
    table = "姓名,接访时间\n高鸣,4月10日\n"
    schedule(play.content, table, NEXT, "again", corrects=f"{FIRST}/reception")
    assert any("原来的安排里没有高鸣，当作新增" in said for said in play.warnings())
    found = play.publish(f"{NEXT}T09:00")
    assert starts(found, "高鸣接访") == [("2026-04-10T08:30", 0), ("2026-04-10T14:30", 0)]
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 0), ("2026-04-07T14:30", 0)]
    assert "增加：高鸣2026年4月10日接访" in play.change_log()


def test_patches_upon_patches_keep_counting(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    third = ONE_ROW.replace("4月8日", "4月10日")
    schedule(play.content, third, LAST, "third", corrects=f"{NEXT}/again")
    found = play.publish(f"{LAST}T09:00")
    assert starts(found, "高明接访") == [("2026-04-10T08:30", 2), ("2026-04-10T14:30", 2)]
    assert len(found) == 18


def test_a_correction_in_the_same_issue_is_told_apart_by_what_it_corrects(tmp_path: Path) -> None:
    play = Play(tmp_path)
    schedule(play.content, TABLE)
    fixed = TABLE.replace("高明,4月7日", "高明,4月8日")
    schedule(play.content, fixed, FIRST, "a-fix", corrects=f"{FIRST}/reception")
    check_same_issue(play.publish(f"{FIRST}T09:00"))
    assert "高明的接访，由2026年4月7日改为2026年4月8日" in play.change_log()


def test_two_tables_of_one_issue_are_corrected_each_for_itself(tmp_path: Path) -> None:
    play = Play(tmp_path)
    leaders, lawyers = "区领导,接访时间\n林晓,3月4日\n", "姓名,接访时间\n何静,3月5日\n于方,3月6日\n"
    schedule(play.content, leaders, "2026-02-27", period="2026-03")
    schedule(play.content, lawyers, "2026-02-27", "lawyers", period="2026-03", venue="法律服务中心")
    before = play.publish("2026-02-27T09:00")
    schedule(
        play.content,
        "姓名,接访时间\n于方,3月9日\n",
        "2026-03-01",
        "again",
        period="2026-03",
        venue="法律服务中心",
        corrects="2026-02-27/lawyers",
        whole=True,
    )
    after = play.publish("2026-03-01T09:00")
    assert {uid for uid, e in after.items() if e.is_cancelled} == {
        uid for uid in before if "he-jing" in uid
    }
    assert starts(after, "林晓接访") == starts(before, "林晓接访")
