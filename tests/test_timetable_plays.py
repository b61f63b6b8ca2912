"""Whatever happens to a published schedule, subscribers follow: nothing vanishes, all is numbered.

Each play is published step by step and its calendar read by icalendar and ical.js. The plays of
the folder of cases are run from there as well, where it is at hand; each has its twin here.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from edition.build import Build
from edition.publishing import Publishing
from ledgers import at
from newsroom.model import Script
from newsroom.problems import ContentRefusedError
from newsroom.store import Store
from newsrooms import issue, item
from presses import built, job, prepared
from publications import ledger_lines, publish
from schedules import ROOT
from subscribers import Entry, Subscriber, entries, read_by_icaljs

CASES = ROOT.parent / "shared" / "cases" / "schedules" / "corrections"
FIRST, NEXT, LAST = "2026-03-31", "2026-04-05", "2026-04-12"
HEAD = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"
TABLE = f"""{HEAD}林晓,4月1日、15日,4月9日,柳树镇河东村
何静,4月2日、16日,4月14日,柳树镇范家社区
于方,4月3日、17日,4月22日,滨河街道南社区
高明,4月7日,4月28日,滨河街道北社区
"""
ONE_ROW = "姓名,接访时间,下访时间,下访地点\n高明,4月8日,4月28日,滨河街道北社区\n"
AGAIN = (
    TABLE.replace("何静,4月2日、16日,4月14日,柳树镇范家社区", "何静,4月2日,4月14日,柳树镇赵家村")
    .replace("4月3日、17日", "4月3日、16日、17日")
    .replace("高明,4月7日", "高明,4月8日")
)
VENUE = {"venue": "区信访大厅", "hours": "上午8:30-12:00 下午2:30-5:30"}
ROOMS = ("reception", "website")
ONE_SCRIPT = (Script.HANS,)


def schedule(
    content: Path, table: str, day: str = FIRST, name: str = "reception", **matter: object
) -> None:
    """Write a schedule and, if there is none, its issue; matter: of the block `schedule`."""
    if not (content / f"issues/{day}/issue.md").exists():
        issue(content, day, (date.fromisoformat(day) - date(2026, 1, 1)).days, editors=["林晓"])
    (content / f"issues/{day}/{name}.csv").write_text(table, encoding="utf-8")
    more = {key: matter.pop(key) for key in ("retracted", "status", "moved_from") if key in matter}
    item(
        content,
        name,
        "请带好证件。",
        day,
        kind="schedule",
        section="gonggao",
        headline="区领导接访、下访安排",
        table=f"{name}.csv",
        schedule={"period": "2026-04", **VENUE, **matter},
        **more,
    )


class Play:
    """A newsroom that publishes, and a subscriber who fetches each time."""

    def __init__(self, folder: Path, content: Path | None = None) -> None:
        self.folder = folder
        self.content = content or folder / "content"
        self.subscriber = Subscriber()
        self.scripts = ONE_SCRIPT

    def publish(self, moment: str, withdraw: str = "") -> dict[str, Entry]:
        """Publish at "2026-03-31T09:00"; the calendar of everything."""
        withdrawn = (withdraw, "安排有误，撤下。") if withdraw else ("", "")
        publish(self.content, self.folder, when(moment), ROOMS, withdrawn, scripts=self.scripts)
        files = sorted(self.output.rglob("*.ics"))
        told = read_by_icaljs(files)
        for file in files:
            ours, theirs = entries(file), told[str(file)]
            assert ours.keys() == theirs.keys()
            for uid, entry in ours.items():
                assert theirs[uid]["sequence"] == entry.sequence
                assert theirs[uid]["status"] == entry.status
                assert theirs[uid]["summary"] == entry.summary
        return self.subscriber.fetch(self.output / "reception/calendar.ics")

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def warnings(self) -> list[str]:
        """What a proof says of calendars."""
        with prepared(job(self.content, self.folder, ROOMS, now=when(f"{LAST}T09:00"))) as made:
            return [str(p) for p in made.problems if p.code.value.startswith("reception.")]

    def change_log(self) -> str:
        """The page of changes, its words alone."""
        html = (self.output / "reception/changes/index.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]*>|\s", "", html)


def when(moment: str) -> datetime:
    day, hour = moment.split("T")
    return at(day, hour)


def numbers(found: dict[str, Entry]) -> dict[str, tuple[int, str]]:
    """UID to sequence and status."""
    return {uid: (entry.sequence, entry.status) for uid, entry in found.items()}


def starts(found: dict[str, Entry], summary: str) -> list[tuple[str, int]]:
    """Start and sequence of all entries of a summary."""
    return sorted((e.start, e.sequence) for e in found.values() if e.summary == summary)


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """A schedule of eleven duties, eighteen entries, that has been published."""
    made = Play(tmp_path)
    schedule(made.content, TABLE)
    assert len(made.publish(f"{FIRST}T09:00")) == 18
    return made


# ---------------------------------------------------------------- corrections in a later issue
def test_a_correction_in_the_next_issue_is_numbered_and_what_it_drops_is_cancelled(
    play: Play,
) -> None:
    schedule(play.content, AGAIN, NEXT, "again", corrects=f"{FIRST}/reception")
    check_next_issue(play.publish(f"{NEXT}T09:00"))
    log = play.change_log()
    assert "2026年4月5日09:00" in log
    assert "何静2026年4月16日的接访取消" in log
    assert "高明的接访，由2026年4月7日改为2026年4月8日" in log


def check_next_issue(found: dict[str, Entry]) -> None:
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    gone = [entry for entry in found.values() if entry.is_cancelled]
    assert [entry.summary for entry in gone] == ["【取消】何静接访"] * 2
    assert all(entry.transparent and "已取消" in entry.description for entry in gone)
    assert starts(found, "何静下访：柳树镇赵家村") == [("2026-04-14", 1)]
    assert starts(found, "于方接访")[2:4] == [("2026-04-16T08:30", 0), ("2026-04-16T14:30", 0)]
    assert sum(entry.sequence for entry in found.values()) == 5


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


def check_partial(found: dict[str, Entry]) -> None:
    assert not any(entry.is_cancelled for entry in found.values())
    assert len(found) == 18
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    assert sum(entry.sequence for entry in found.values()) == 2


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


def check_same_issue(found: dict[str, Entry]) -> None:
    assert len(found) == 18
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    assert sum(entry.sequence for entry in found.values()) == 2


# ---------------------------------------------------------------- the same file edited
def test_a_day_changed_in_the_file_itself_is_a_numbered_change(play: Play) -> None:
    schedule(play.content, TABLE.replace("高明,4月7日", "高明,4月8日"))
    assert "改1（高明接访4月7日→4月8日）" in play.warnings()[0]
    found = play.publish("2026-04-01T10:30")
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]
    assert all(uid.startswith("20260407-") for uid, e in found.items() if "高明接访" in e.summary)
    assert sum(entry.sequence for entry in found.values()) == 2
    log = play.change_log()
    assert "2026年4月1日10:30" in log
    assert "改动2026年3月31日第89期刊登的安排" in log
    assert "由2026年4月7日改为2026年4月8日" in log


def test_a_row_deleted_from_the_file_itself_is_cancelled_by_name(play: Play) -> None:
    play.scripts = (Script.HANS, Script.HANT)
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    found = play.publish("2026-04-01T10:30")
    gone = sorted((e.start, e.summary, e.place) for e in found.values() if e.is_cancelled)
    assert gone == [
        ("2026-04-07T08:30", "【取消】高明接访", "区信访大厅"),
        ("2026-04-07T14:30", "【取消】高明接访", "区信访大厅"),
        ("2026-04-28", "【取消】高明下访：滨河街道北社区", "滨河街道北社区"),
    ]
    assert "高明2026年4月7日的接访取消" in play.change_log()
    hant = entries(play.output / "hant/reception/calendar.ics")
    assert "【取消】高明下訪：濱河街道北社區" in {e.summary for e in hant.values()}


def test_hours_and_place_changed_for_all_are_numbered(play: Play) -> None:
    schedule(play.content, TABLE, hours="上午9:00-12:00 下午2:30-5:30", venue="区政务中心")
    found = play.publish("2026-04-01T10:30")
    held = [entry for entry in found.values() if "接访" in entry.summary]
    assert {(e.sequence, e.place) for e in held} == {(1, "区政务中心")}


def test_a_half_day_given_up_is_cancelled_at_its_old_hour(play: Play) -> None:
    schedule(play.content, TABLE.replace("高明,4月7日", "高明,4月7日上午"))
    found = play.publish("2026-04-01T10:30")
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 1)]
    assert starts(found, "【取消】高明接访") == [("2026-04-07T14:30", 1)]


def test_another_telephone_number_is_told_too(play: Play) -> None:
    schedule(play.content, TABLE, contact="0379-0000001")
    found = play.publish("2026-04-01T10:30")
    assert {entry.sequence for entry in found.values()} == {1}
    assert "高明2026年4月7日接访的职务、联系方式等说明有改动" in play.change_log()


def test_what_was_edited_and_put_right_again_is_told_in_both_ways(play: Play) -> None:
    schedule(play.content, "".join(TABLE.splitlines(keepends=True)[:-1]))
    play.publish("2026-04-01T10:30")
    schedule(play.content, TABLE)
    found = play.publish("2026-04-01T11:30")
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 2), ("2026-04-07T14:30", 2)]
    assert len(found) == 18


def test_publishing_again_tells_nothing(play: Play) -> None:
    before = ledger_lines(play.content)
    calendar = (play.output / "reception/calendar.ics").read_bytes()
    play.publish("2026-04-01T10:30")
    assert ledger_lines(play.content) == before
    assert (play.output / "reception/calendar.ics").read_bytes() == calendar


def test_an_edit_of_a_corrected_schedule_changes_what_still_holds_of_it(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    schedule(play.content, TABLE.replace("林晓,4月1日、15日", "林晓,4月1日、20日"))
    found = play.publish("2026-04-06T09:00")
    assert ("2026-04-20T08:30", 1) in starts(found, "林晓接访")
    assert starts(found, "高明接访") == [("2026-04-08T08:30", 1), ("2026-04-08T14:30", 1)]


# ---------------------------------------------------------------- taken back
def test_a_schedule_set_back_to_draft_leaves_the_calendar_of_yesterday(play: Play) -> None:
    before = (play.output / "reception/calendar.ics").read_bytes()
    schedule(play.content, TABLE, status="draft")
    with pytest.raises(ContentRefusedError) as refused:
        play.publish("2026-04-01T10:30")
    assert [p.code.value for p in refused.value.problems.errors] == ["ledger.gone"]
    with pytest.raises(ContentRefusedError):
        built(play.content, play.folder, list(ROOMS), now=when("2026-04-01T10:30"))
    assert (play.output / "reception/calendar.ics").read_bytes() == before


def test_a_schedule_that_is_withdrawn_is_cancelled_without_a_name(play: Play) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    play.publish("2026-04-01T09:00")
    schedule(play.content, TABLE, status="draft")
    found = play.publish("2026-04-01T10:30", withdraw=f"{FIRST}/reception")
    assert numbers(found).values()
    assert set(numbers(found).values()) == {(1, "CANCELLED")}
    summaries = {entry.summary for entry in found.values()}
    assert summaries == {"【取消】已撤回接访", "【取消】已撤回下访"}
    own = entries(play.output / f"reception/{FIRST}-reception.ics")
    assert own.keys() == found.keys()
    for page in play.output.rglob("reception/**/*"):
        if page.is_file():
            assert "林晓" not in page.read_text(encoding="utf-8"), page
    again = play.publish("2026-04-02T10:30")
    assert numbers(again) == numbers(found)


def test_the_only_schedule_of_a_paper_can_be_withdrawn(play: Play) -> None:
    schedule(play.content, TABLE, status="draft")
    found = play.publish("2026-04-01T10:30", withdraw=f"{FIRST}/reception")
    assert set(numbers(found).values()) == {(1, "CANCELLED")}


def test_a_schedule_that_is_retracted_is_cancelled_and_comes_back_the_same(play: Play) -> None:
    retracted = {"date": "2026-04-01", "text": "安排有变。"}
    schedule(play.content, TABLE, retracted=retracted)
    found = play.publish("2026-04-01T10:30")
    assert set(numbers(found).values()) == {(1, "CANCELLED")}
    assert "林晓" not in (play.output / "reception/calendar.ics").read_text(encoding="utf-8")
    schedule(play.content, TABLE)
    found = play.publish("2026-04-02T10:30")
    assert {number for number, _ in numbers(found).values()} == {2}
    assert "CANCELLED" not in {status for _, status in numbers(found).values()}


def test_a_correction_that_is_withdrawn_brings_back_what_it_corrected(play: Play) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    shutil.rmtree(play.content / f"issues/{NEXT}")
    found = play.publish("2026-04-06T09:00", withdraw=f"{NEXT}/again")
    assert starts(found, "高明接访") == [("2026-04-07T08:30", 2), ("2026-04-07T14:30", 2)]
    assert len(found) == 18


def test_a_correction_may_correct_what_was_withdrawn(play: Play) -> None:
    item(play.content, "lead", "区里开会。", FIRST)
    (play.content / f"issues/{FIRST}/reception.md").unlink()
    play.publish("2026-04-01T10:30", withdraw=f"{FIRST}/reception")
    schedule(play.content, TABLE, NEXT, "again", corrects=f"{FIRST}/reception", whole=True)
    found = play.publish(f"{NEXT}T09:00")
    assert len(found) == 18
    assert {number for number, _ in numbers(found).values()} == {2}


def test_a_renamed_schedule_keeps_its_entries_and_its_old_calendar(play: Play) -> None:
    before = play.subscriber.known
    for name in ("reception.md", "reception.csv"):
        (play.content / f"issues/{FIRST}/{name}").unlink()
    schedule(play.content, TABLE, name="jiefang", moved_from=[f"{FIRST}/reception"])
    assert numbers(play.publish("2026-04-01T10:30")) == numbers(before)
    for name in ("reception", "jiefang"):
        assert entries(play.output / f"reception/{FIRST}-{name}.ics").keys() == before.keys()


# ---------------------------------------------------------------- two visits, two tables
VISITS = "姓名,下访时间,下访地点\n林晓,3月4日上午,柳树镇河东村\n林晓,3月4日下午,滨河街道南社区\n"


def test_two_visits_of_a_day_stay_two_entries_when_one_moves(tmp_path: Path) -> None:
    play = Play(tmp_path)
    schedule(play.content, VISITS, "2026-02-27", period="2026-03")
    before = play.publish("2026-02-27T09:00")
    assert {(e.summary, e.start) for e in before.values()} == {
        ("林晓下访：柳树镇河东村", "2026-03-04"),
        ("林晓下访：滨河街道南社区", "2026-03-04"),
    }
    moved = VISITS.replace("3月4日下午,滨河街道南社区", "3月4日下午,柳树镇赵家村")
    schedule(play.content, moved, "2026-02-27", period="2026-03")
    after = play.publish("2026-02-28T09:00")
    assert after.keys() == before.keys()
    assert starts(after, "林晓下访：柳树镇河东村") == [("2026-03-04", 0)]
    assert starts(after, "林晓下访：柳树镇赵家村") == [("2026-03-04", 1)]


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


# ---------------------------------------------------------------- what the ledger is to others
def test_without_a_ledger_calendars_are_made_of_the_content_alone(tmp_path: Path) -> None:
    content = tmp_path / "content"
    schedule(content, TABLE)
    schedule(content, AGAIN, NEXT, "again", corrects=f"{FIRST}/reception")
    output, _ = built(content, tmp_path, list(ROOMS), now=when(f"{LAST}T09:00"))
    found = entries(output / "reception/calendar.ics")
    check_next_issue(found)
    assert not (content / "ledger").exists()
    assert {e.stamp.astimezone(when(f"{LAST}T00:00").tzinfo).hour for e in found.values()} == {0}


def test_a_paper_that_begins_its_ledger_tells_calendars_nothing_new(tmp_path: Path) -> None:
    play = Play(tmp_path)
    schedule(play.content, TABLE)
    schedule(play.content, AGAIN, NEXT, "again", corrects=f"{FIRST}/reception")
    output, _ = built(
        play.content, tmp_path, list(ROOMS), now=when(f"{LAST}T09:00"), scripts=ONE_SCRIPT
    )
    before = {path: path.read_bytes() for path in output.rglob("*.ics")}
    play.publish(f"{LAST}T10:00")
    assert {path: path.read_bytes() for path in output.rglob("*.ics")} == before


def test_a_proof_after_publishing_is_the_published_site(play: Play, tmp_path: Path) -> None:
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    proof, _ = built(
        play.content, tmp_path / "proof", list(ROOMS), now=when(f"{LAST}T09:00"), scripts=ONE_SCRIPT
    )
    for path in sorted((play.output / "reception").rglob("*")):
        if path.is_file():
            assert (proof / path.relative_to(play.output)).read_bytes() == path.read_bytes()


def test_entries_keep_their_uids_when_the_house_moves_to_another_domain(play: Play) -> None:
    work = job(play.content, play.folder, ROOMS)
    house = work.house.model_copy(update={"site": "https://www.example.org"})
    assert house.domain != work.house.domain
    moment = when(f"{NEXT}T09:00")
    output = play.folder / "moved"  # another address is another paper's folder
    changes = {"house": house, "scripts": ONE_SCRIPT, "output": output}
    publish(play.content, play.folder, moment, ROOMS, **changes)
    assert entries(output / "reception/calendar.ics").keys() == play.subscriber.known.keys()


def test_every_appointment_told_is_one_line(play: Play) -> None:
    rows = [json.loads(line) for line in ledger_lines(play.content)]
    told = [row for row in rows if row["fact"] == "appointment"]
    assert len(told) == 11
    schedule(play.content, ONE_ROW, NEXT, "again", corrects=f"{FIRST}/reception")
    play.publish(f"{NEXT}T09:00")
    fresh = [json.loads(line) for line in ledger_lines(play.content)][len(rows) :]
    assert [row["fact"] for row in fresh] == ["published", "appointment"]


# ---------------------------------------------------------------- the plays as they were found
def check_draft(found: dict[str, Entry]) -> None:
    assert len(found) == 18
    assert set(numbers(found).values()) <= {(0, "CONFIRMED"), (0, "TENTATIVE")}


def check_lawyers(found: dict[str, Entry]) -> None:
    assert starts(found, "林晓接访") == [("2026-03-04T08:30", 0), ("2026-03-04T14:30", 0)]
    assert {e.place for e in found.values() if e.start.startswith("2026-03-04")} == {"区信访大厅"}
    assert {e.place for e in found.values() if not e.start.startswith("2026-03-04")} == {
        "区公共法律服务中心"
    }


def check_visits(found: dict[str, Entry]) -> None:
    assert sorted((e.start, e.summary) for e in found.values()) == [
        ("2026-03-04", "林晓下访：柳树镇河东村"),
        ("2026-03-04", "林晓下访：滨河街道南社区"),
        ("2026-03-09", "林晓下访：柳树镇河东村"),
    ]


FOUND: dict[str, Callable[[dict[str, Entry]], None]] = {
    "A-next-issue": check_next_issue,
    "B-partial": check_partial,
    "F-draft": check_draft,
    "H-same-issue": check_same_issue,
    "lawyers": check_lawyers,
    "two-visits": check_visits,
}


@pytest.mark.parametrize("case", FOUND)
def test_the_plays_end_as_a_subscriber_may_expect(case: str, tmp_path: Path) -> None:
    if not (CASES / case).is_dir():
        pytest.skip("the folder of cases is not at hand; each play has its twin above")
    play = Play(tmp_path)
    shutil.copytree(CASES / case, play.content)
    days = sorted(path.name for path in (play.content / "issues").iterdir())
    later = [shutil.move(play.content / "issues" / day, tmp_path / day) for day in days[1:]]
    found = {}
    for text in (play.content / "issues" / days[0]).glob("*.md"):
        text.write_text(text.read_text("utf-8").replace("status: draft\n", ""), encoding="utf-8")
    for day in days:
        for folder in later if day != days[0] else ():
            shutil.move(folder, play.content / "issues" / day)
        found = play.publish(f"{day}T09:00")
    FOUND[case](found)
    if case == "F-draft":
        before = (play.output / "reception/calendar.ics").read_bytes()
        shutil.rmtree(play.content / "issues")
        shutil.copytree(CASES / case / "issues", play.content / "issues")
        with pytest.raises(ContentRefusedError):
            play.publish(f"{NEXT}T09:00")
        assert (play.output / "reception/calendar.ics").read_bytes() == before
