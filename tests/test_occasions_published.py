"""Timetables of any kind reach readers in words that fit: pages, calendars and the check's list."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr
from icalendar import Calendar

from newsroom.appointments import Duty, Schedule, Session
from newsroom.occasions.rules import recurrence
from newsroom.schedules import ScheduleMatter, read_schedule, read_table, table_csv
from newsroom.schedules.saying import schedule_in_words
from occasions import reading_of
from receptions import ISSUE, receptions_of
from subscribers import entries, entries_by_icaljs, entries_by_nodeical

DUTY = """日期,带班领导,值班人员,值班时间
10月9日,林晓,何静、于方,8:30至次日8:30
10月10日,高明,刘方,8:30起
"""
LAWYERS = "日期,值班律师,时间\n10月10日,何静,9:00-11:30\n"
POWER = "停电日期,停电时间,停电范围\n10月11日,22:00-6:00,河东社区\n"
CLINIC = "专家姓名,科室,周一,周二\n林晓,内科,上午,\n何静,骨科,,14:00-17:00\n"
TABLES = {
    "duty": ("十月防汛值班表", DUTY),
    "lawyers": ("法律援助律师值班表", LAWYERS),
    "power": ("十月计划停电通知", POWER),
    "clinic": ("专家门诊出诊表", CLINIC),
}


def schedule_of(name: str, **matter: object) -> Schedule:
    headline, table = TABLES[name]
    raw, _ = read_table(table.encode(), ".csv", "t.csv")
    given = ScheduleMatter.model_validate({"period": "2013-10", **matter})
    schedule, problems = read_schedule(raw, given, PurePosixPath("t.csv"), "t.csv", headline)
    assert [p for p in problems if p.severity.value == "error"] == []
    assert schedule is not None
    return schedule


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("occasions")
    issue = folder / "content" / "issues" / "2013-09-30"
    issue.mkdir(parents=True)
    (issue / "issue.md").write_text(ISSUE.format(number=1, day="2013-09-30"), encoding="utf-8")
    for name, (headline, table) in TABLES.items():
        (issue / f"{name}.csv").write_text(table, encoding="utf-8")
        (issue / f"{name}.md").write_text(
            f"---\nkind: schedule\nsection: gonggao\nheadline: {headline}\ntable: {name}.csv\n"
            "schedule: {period: 2013-10}\n---\n请留意。\n",
            encoding="utf-8",
        )
    return receptions_of(folder / "content", folder).output


def test_a_roster_has_its_roles_hours_and_its_own_shape_in_print() -> None:
    schedule = schedule_of("duty")
    first = schedule.appointments[:3]
    assert [(a.person, a.what, a.role, a.duty) for a in first] == [
        ("林晓", "值班", "带班", Duty.OCCASION),
        ("何静", "值班", "", Duty.OCCASION),
        ("于方", "值班", "", Duty.OCCASION),
    ]
    assert first[0].sessions == (Session(time(8, 30), time(8, 30)),)
    assert first[0].sessions[0].ends_on(first[0].day) == date(2013, 10, 10)
    assert schedule.appointments[-1].sessions == (Session(time(8, 30), None),)
    assert schedule.sheet[0] == ("日期", "带班领导", "值班人员", "值班时间")
    assert schedule.sheet[1] == ("10月9日", "林晓", "何静、于方", "8:30至次日8:30")
    assert table_csv(schedule) == DUTY


def test_what_was_read_is_said_back() -> None:
    assert schedule_in_words(schedule_of("duty")) == [
        "10月9日 周三 8:30—次日8:30 林晓（带班）、何静、于方",
        "10月10日 周四 上午8:30起 高明（带班）、刘方",
    ]
    assert schedule_in_words(schedule_of("power")) == ["10月11日 周五 22:00—次日6:00 停电 河东社区"]


def summaries(output: Path, name: str) -> list[str]:
    calendar = Calendar.from_ical((output / "reception" / f"{name}.ics").read_bytes())
    return [str(event["summary"]) for event in calendar.walk("VEVENT")]


def test_calendars_use_the_words_of_the_duty(output: Path) -> None:
    assert summaries(output, "2013-09-30-lawyers") == ["何静律师值班"]
    assert summaries(output, "2013-09-30-duty")[0] in {"值班：林晓（带班）", "何静值班", "于方值班"}
    assert summaries(output, "2013-09-30-power") == ["停电：河东社区"]
    assert "林晓出诊（上午）" in summaries(output, "2013-09-30-clinic")
    everything = (output / "reception" / "calendar.ics").read_text(encoding="utf-8")
    assert "接访" not in "".join(
        line for line in everything.splitlines() if line.startswith("SUMMARY")
    )
    assert "SUMMARY;" not in everything


def test_a_night_ends_the_next_day_and_a_beginning_has_no_end(output: Path) -> None:
    calendar = Calendar.from_ical((output / "reception" / "2013-09-30-power.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert (event.decoded("dtend") - event.decoded("dtstart")).total_seconds() == 8 * 3600
    calendar = Calendar.from_ical((output / "reception" / "2013-09-30-duty.ics").read_bytes())
    open_ended = [event for event in calendar.walk("VEVENT") if "dtend" not in event]
    assert {str(event["summary"]) for event in open_ended} == {"值班：高明（带班）", "刘方值班"}


def test_the_same_words_in_the_other_script(output: Path) -> None:
    assert summaries(output / "hant", "2013-09-30-lawyers") == ["何靜律師值班"]


def test_pages_name_the_duty_and_have_nobody_where_nobody_is_named(output: Path) -> None:
    page = (output / "reception" / "index.html").read_text(encoding="utf-8")
    assert "律师值班" in page
    assert "值班·带班" in page
    people = (output / "reception" / "people" / "index.html").read_text(encoding="utf-8")
    assert "林晓" in people
    assert "停电" not in people


def test_another_program_reads_the_same_titles(output: Path) -> None:
    for file in sorted((output / "reception").glob("*.ics")):
        read = vobject.readOne(file.read_text(encoding="utf-8"))
        titles = [str(event.summary.value) for event in read.vevent_list]
        assert titles == summaries(output, file.stem)


def test_a_rule_is_kept_as_one_beside_the_days_it_makes(output: Path) -> None:
    data = json.loads((output / "reception" / "calendar.json").read_text(encoding="utf-8"))
    rules: dict[str, set[str]] = {}
    for event in data["events"]:
        rules.setdefault(event["what"], set()).add(event["rule"])
    assert rules["出诊"] == {"FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TU"}
    assert rules["值班"] == rules["停电"] == {""}
    for event in data["events"]:
        if event["rule"]:  # another program finds the day among those of the rule
            first = datetime(2013, 10, 1)  # noqa: DTZ001 # of no zone, as the rule is
            days = rrulestr(event["rule"], dtstart=first).between(first, first + timedelta(31))
            assert event["start"][:10] in {f"{day:%Y-%m-%d}" for day in days}
    page = (output / "reception" / "2013" / "index.html").read_text(encoding="utf-8")
    assert page.count('itemtype="https://schema.org/Schedule"') == sum(
        bool(event["rule"]) for event in data["events"]
    )
    assert '<meta itemprop="byDay" content="MO">' in page


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每周三", "FREQ=WEEKLY;BYDAY=WE"),
        ("周一至周五上午", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("双周周五", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("每月第一、三个周二", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("每月最后一个周五", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("每月5日、20日", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
        ("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("每天（周日休息）", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("每周末", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("每天", "FREQ=DAILY"),
        ("每季末月15日", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
        ("每季度最后一个周三", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1WE"),
        ("单月10日", "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=10"),
        ("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("农历初一", ""),
        ("每月第一个工作日", ""),
        ("3月4日", ""),
    ],
)
def test_rules_are_written_as_calendars_write_them(text: str, rule: str) -> None:
    table = f"专家,坐诊时间\n林晓,{text}\n"
    found = reading_of(table, headline="坐诊表", odd_week="2026-03-02").occasions
    assert {recurrence(one.rule) if one.rule else "" for one in found} == {rule}


def test_four_programs_read_the_same_titles_places_and_instants(output: Path) -> None:
    files = sorted(output.rglob("*.ics"))
    assert len(files) > 8
    by_icaljs, by_nodeical = entries_by_icaljs(files), entries_by_nodeical(files)
    for file in files:
        ours = {
            uid: (one.summary, one.place, one.status, _seconds(one.start))
            for uid, one in entries(file).items()
        }
        for theirs in (by_icaljs[str(file)], by_nodeical[str(file)]):
            assert len(theirs) == len(ours)
            for one in theirs:
                place = one["location"] or ""
                assert ours[one["uid"]] == (one["summary"], place, one["status"], one["start"])
        for event in vobject.readOne(file.read_text(encoding="utf-8")).vevent_list:
            title, place, _, start = ours[event.uid.value]
            assert (event.summary.value, _instant(event.dtstart.value)) == (title, start)
            assert getattr(event, "location", None) is None or event.location.value == place


def _seconds(start: str) -> str | float:
    """2013-10-09, or 2013-10-09T08:30 in the newsroom's zone as seconds."""
    if "T" not in start:
        return start
    return datetime.fromisoformat(start).replace(tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()


def _instant(moment: date) -> str | float:
    """A day as it is written, a moment as seconds since 1970."""
    return moment.timestamp() if isinstance(moment, datetime) else moment.isoformat()


def test_a_year_of_forty_people_is_no_burden_for_a_phone(tmp_path: Path) -> None:
    issue = tmp_path / "content" / "issues" / "2013-01-02"
    issue.mkdir(parents=True)
    (issue / "issue.md").write_text(ISSUE.format(number=1, day="2013-01-02"), encoding="utf-8")
    rows = ["姓名,接访时间,下访时间,下访地点"]
    for n in range(40):
        days = "、".join(f"{month}月{n % 27 + 1}日" for month in range(1, 13, 2))
        visits = "、".join(f"{month}月{n % 27 + 1}日" for month in range(2, 13, 2))
        rows.append(f"王小{chr(0x4E00 + 7 * n)},{days},{visits},柳树镇范家第{n}村")
    (issue / "year.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (issue / "year.md").write_text(
        "---\nkind: schedule\nsection: gonggao\nheadline: 全年接访、下访安排\ntable: year.csv\n"
        "schedule:\n  period: {start: 2013-01-01, end: 2013-12-31}\n  venue: 区信访大厅\n"
        "  hours: 上午8:30-12:00 下午2:30-5:30\n  contact: 电话 0000-0000000\n---\n欢迎来访。\n",
        encoding="utf-8",
    )
    output = receptions_of(tmp_path / "content", tmp_path).output
    data = (output / "reception" / "2013" / "calendar.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 40 * (6 * 2 + 6)
    assert len(data) < 400_000


def test_an_issue_has_a_calendar_of_all_its_timetables(output: Path) -> None:
    assert set(summaries(output, "2013-09-30")) == {
        title for name in TABLES for title in summaries(output, f"2013-09-30-{name}")
    }
    hant = Calendar.from_ical((output / "hant/reception/2013-09-30.ics").read_bytes())
    assert str(hant["x-wr-calname"]).endswith("第1期日程安排")


def test_every_kind_has_a_page_and_a_calendar_of_its_own(output: Path) -> None:
    kinds = output / "reception" / "kinds"
    page = (kinds / "index.html").read_text(encoding="utf-8")
    assert [name in page for name in ("值班", "律师值班", "停电", "出诊")] == [True] * 4
    calendars = sorted(kinds.glob("*.ics"))
    assert len(calendars) == 4
    (lawyers,) = (one for one in calendars if one.name.startswith("lv-shi-zhi-ban"))
    titles = [
        str(event["summary"]) for event in Calendar.from_ical(lawyers.read_bytes()).walk("VEVENT")
    ]
    assert titles == ["何静律师值班"]
    index = (output / "reception" / "index.html").read_text(encoding="utf-8")
    assert "日程安排" in index
    assert "接访" not in index.partition("<h1")[2].partition("</h1>")[0]
    assert "来访群众" not in index
