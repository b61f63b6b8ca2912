"""A rule is one entry of a calendar, and every program makes of it the very days that were read."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ledgers import at
from newsroom.appointments import Duty
from newsrooms import issue, item
from occurrences import ZONE, by_icalendar, by_icaljs, by_json, by_nodeical, by_vobject, said
from presses import built
from publications import ledger_lines, publish
from reception.calendars import CalendarHead, calendar_file
from reception.happenings import CANCELLED, Happening, Recurring, State
from reception.recurring import days_of
from shares import share
from timetables import ONE_SCRIPT

FIRST, NEXT = "2026-01-05", "2026-03-02"
ROOMS = ("reception", "website")
PUBLIC = ("reception", "syndication", "website")
RULES = """专家,坐诊时间
林晓,每周三上午8:00-12:00
何静,单周周五14:00-17:00
于方,双周周二上午
高明,每月第一、三个周四9:00-11:00
刘方,每月5日、20日14:30-17:00
王川,每个工作日8:30-12:00
张敏,每月最后一个周五9:00-10:00
周文,每天22:00-6:00
陈平,农历初一、十五9:00-11:00
孙立,每月第一个工作日9:00-11:00
赵宁,每季度第一个周四9:00-11:00
钱进,每月最后一天14:00-15:00
"""
RECURRING = 10  # of twelve: calendars have no words for the lunar month and the nth working day


def clinic(
    content: Path, table: str, day: str = FIRST, name: str = "clinic", **matter: object
) -> None:
    """A year's timetable of rules in an issue."""
    if not (content / f"issues/{day}/issue.md").exists():
        issue(content, day, date.fromisoformat(day).timetuple().tm_yday, editors=["林晓"])
    (content / f"issues/{day}/{name}.csv").write_text(table, encoding="utf-8")
    period = {"start": "2026-01-05", "end": "2026-12-31"}
    given_ = {"period": period, "venue": "区医院", "odd_week": "2026-01-05", **matter}
    item(
        content,
        name,
        "请带好证件。",
        day,
        kind="schedule",
        section="gonggao",
        headline="专家坐诊表",
        table=f"{name}.csv",
        schedule=given_,
    )


def events_of(file: Path) -> list[object]:
    return list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    clinic(folder / "content", RULES)
    return built(folder / "content", folder, list(ROOMS), now=at(FIRST, "09:00"))[0]


def test_a_rule_is_one_entry_and_all_else_its_own(output: Path) -> None:
    events = events_of(output / "reception/calendar.ics")
    ruled = [str(one["summary"]) for one in events if "rrule" in one]
    assert len(ruled) == RECURRING
    alone = {str(one["summary"]) for one in events if "rrule" not in one}
    assert alone == {"陈平出诊", "孙立出诊", "王川出诊"}  # who works on Saturdays made up for
    made_up = [
        f"{one.decoded('dtstart'):%m-%d}"
        for one in events
        if "rrule" not in one and str(one["summary"]) == "王川出诊"
    ]
    assert made_up == ["02-14", "02-28", "05-09", "09-20", "10-10"]
    everybody = next(one for one in events if "rrule" in one and str(one["summary"]) == "王川出诊")
    left = {moment.dt.date() for moment in everybody["exdate"].dts}
    assert {date(2026, 2, 17), date(2026, 5, 1), date(2026, 10, 1)} <= left


def test_four_programs_make_the_days_that_were_read(output: Path) -> None:
    files = sorted(output.rglob("reception/**/*.ics"))
    assert len(files) >= 2 * (RECURRING + 4)
    files = share(files, 3)
    icaljs, nodeical = by_icaljs(files), by_nodeical(files)
    for file in files:
        days = by_json(file)
        assert by_icalendar(file) == days
        assert by_vobject(file) == days
        assert icaljs[file] == days
        assert nodeical[file] == days
    days = by_json(output / "reception/calendar.json")
    assert len(days) > 700
    assert not [one for one in days if one[0].startswith("2026-10-01") and "周文" not in one[1]]


def test_a_year_of_rules_is_small(output: Path) -> None:
    assert (output / "reception/calendar.ics").stat().st_size < 40_000


def change(content: Path) -> None:
    """One day moved to another hour, one cancelled: the table is set anew as days."""
    days = [
        f"{day:%Y-%m-%d}"
        for day in days_of("FREQ=WEEKLY;BYDAY=WE", date(2026, 3, 4), date(2026, 3, 31))
    ]
    assert days[0] == "2026-03-04"
    clinic(
        content,
        "专家,坐诊时间\n林晓,3月4日上午8:00-12:00、3月12日9:00-11:00、3月25日8:00-12:00\n",
        NEXT,
        "again",
        corrects=f"{FIRST}/clinic",
        period="2026-03",
    )


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    table = "专家,坐诊时间\n林晓,3月每周三上午8:00-12:00\n何静,3月每周五14:00-17:00\n"
    clinic(content, table, period="2026-03")
    publish(content, tmp_path, at(FIRST, "09:00"), ROOMS, scripts=ONE_SCRIPT)
    return tmp_path


def test_what_changed_stands_beside_its_rule(paper: Path) -> None:
    file = paper / "output/reception/calendar.ics"
    before = events_of(file)
    assert [("rrule" in one, int(one["sequence"])) for one in before] == [(True, 0)] * 2
    change(paper / "content")
    publish(paper / "content", paper, at(NEXT, "09:00"), ROOMS, scripts=ONE_SCRIPT)
    after = events_of(file)
    (head,) = (one for one in after if "rrule" in one and "林晓" in one["summary"])
    assert head["uid"] in {one["uid"] for one in before}
    assert int(head["sequence"]) == 1
    changed = {
        one.decoded("recurrence-id").date().isoformat(): (
            str(one["summary"]),
            str(one["status"]),
            str(one["transp"]),
            one.decoded("dtstart").strftime("%m-%d %H:%M"),
        )
        for one in after
        if "recurrence-id" in one
    }
    assert changed["2026-03-11"] == ("林晓出诊", "CONFIRMED", "OPAQUE", "03-12 09:00")
    assert changed["2026-03-18"] == (
        f"{CANCELLED}林晓出诊",
        "CANCELLED",
        "TRANSPARENT",
        "03-18 08:00",
    )
    assert len(changed) == 2
    days = by_json(file)
    assert by_icalendar(file) == by_vobject(file) == days
    assert by_icaljs([file])[file] == by_nodeical([file])[file] == days
    others = [one for one in after if "何静" in str(one["summary"])]
    assert [int(one["sequence"]) for one in others] == [0]


def test_a_day_cancelled_while_its_rule_goes_on_for_longer_is_cancelled_and_not_moved(
    paper: Path,
) -> None:
    longer = "专家,坐诊时间\n林晓,每周三上午8:00-12:00（3月18日停诊）\n何静,3月每周五14:00-17:00\n"
    clinic(paper / "content", longer, period={"start": "2026-03-01", "end": "2026-04-18"})
    publish(paper / "content", paper, at(NEXT, "09:00"), ROOMS, scripts=ONE_SCRIPT)
    file = paper / "output/reception/calendar.ics"
    found = [one for one in by_icalendar(file) if "林晓" in one[1]]
    assert found == [
        (
            f"2026-{day}T08:00",
            f"{CANCELLED if day == '03-18' else ''}林晓出诊",
            "区医院",
            "CANCELLED" if day == "03-18" else "CONFIRMED",
        )
        for day in ("03-04", "03-11", "03-18", "03-25", "04-01", "04-08", "04-15")
    ]
    assert sum("林晓" in str(one["summary"]) and "rrule" in one for one in events_of(file)) == 1
    assert by_vobject(file) == by_json(file) == by_icalendar(file)


def test_every_calendar_follows_a_day_that_moved_elsewhere(paper: Path) -> None:
    same = "、".join(f"3月{day}日8:00-12:00" for day in (4, 11, 18))
    clinic(
        paper / "content",
        f"专家,坐诊时间,坐诊地点\n林晓,{same},区医院\n林晓,3月26日8:00-12:00,镇医院\n",
        NEXT,
        "again",
        corrects=f"{FIRST}/clinic",
        period="2026-03",
    )
    publish(paper / "content", paper, at(NEXT, "09:00"), ROOMS, scripts=ONE_SCRIPT)
    files = sorted((paper / "output").rglob("reception/**/*.ics"))
    files = share(files, 3)
    icaljs, nodeical = by_icaljs(files), by_nodeical(files)
    for file in files:
        days = by_json(file)
        assert by_icalendar(file) == by_vobject(file) == days
        assert icaljs[file] == nodeical[file] == days
    places = paper / "output/reception/places"
    (new,) = (file for file in places.glob("zhen-*.ics"))
    (left,) = (file for file in places.glob("qu-*.ics"))
    assert by_json(new) == [("2026-03-26T08:00", "林晓出诊", "镇医院", "CONFIRMED")]
    gone = [one for one in by_json(left) if one[3] == "CANCELLED"]
    assert [one[0] for one in gone] == ["2026-03-26T08:00"]


def test_a_withdrawn_rule_is_cancelled_as_one(paper: Path) -> None:
    file = paper / "output/reception/calendar.ics"
    uids = {str(one["uid"]) for one in events_of(file)}
    withdrawn = f"{FIRST}/clinic", "安排有误，撤下。"
    publish(paper / "content", paper, at(NEXT, "09:00"), ROOMS, withdrawn, scripts=ONE_SCRIPT)
    after = events_of(file)
    assert {str(one["uid"]) for one in after} == uids
    assert all(str(one["summary"]).startswith(CANCELLED) and "rrule" in one for one in after)
    assert {str(one["transp"]) for one in after} == {"TRANSPARENT"}
    assert {int(one["sequence"]) for one in after} == {1}


def without_series(content: Path) -> None:
    """Makes the ledger one that was written before there were recurring entries."""
    for file in (content / "ledger").glob("*.jsonl"):
        rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        kept = [{k: v for k, v in row.items() if k not in {"series", "rule"}} for row in rows]
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in kept)
        file.write_text("".join(lines), encoding="utf-8")


def test_what_was_told_as_entries_of_its_own_goes_on_so(paper: Path) -> None:
    told = [json.loads(line) for line in ledger_lines(paper / "content")]
    names = {row["uid"] for row in told if row["fact"] == "appointment"}
    without_series(paper / "content")
    file = paper / "output/reception/calendar.ics"
    publish(paper / "content", paper, at(NEXT, "08:00"), ROOMS, scripts=ONE_SCRIPT)
    found = events_of(file)
    assert {str(one["uid"]).replace(".1@", "@") for one in found} == names
    assert not [one for one in found if "rrule" in one]
    change(paper / "content")
    publish(paper / "content", paper, at(NEXT, "09:00"), ROOMS, scripts=ONE_SCRIPT)
    found = events_of(file)
    assert {str(one["uid"]).replace(".1@", "@") for one in found} == names
    clinic(
        paper / "content",
        "专家,坐诊时间\n于方,4月每周二9:00-11:00\n",
        NEXT,
        "more",
        period="2026-04",
    )
    publish(paper / "content", paper, at(NEXT, "10:00"), ROOMS, scripts=ONE_SCRIPT)
    ruled = [str(one["summary"]) for one in events_of(file) if "rrule" in one]
    assert ruled == ["于方出诊"]


def test_a_paper_without_a_ledger_goes_on_with_the_entries_it_had(tmp_path: Path) -> None:
    content = tmp_path / "content"
    table = "专家,坐诊时间\n林晓,3月每周三上午8:00-12:00\n何静,3月每周五晚上\n于方,每周二9:00起\n"
    clinic(content, table, period="2026-03")
    output, _ = built(content, tmp_path, list(PUBLIC), now=at(FIRST, "09:00"), scripts=ONE_SCRIPT)
    for file in output.rglob("reception/**/*.json"):  # as it was before
        data = json.loads(file.read_text(encoding="utf-8"))
        for one in data["events"] if isinstance(data, dict) and "events" in data else ():
            del one["series"]
        file.write_text(json.dumps(data), encoding="utf-8")
    had = {
        one["uid"] for one in json.loads((output / "reception/calendar.json").read_text())["events"]
    }
    publish(content, tmp_path, at(NEXT, "09:00"), PUBLIC, scripts=ONE_SCRIPT)
    assert {str(one["uid"]) for one in events_of(output / "reception/calendar.ics")} == had


ROWS = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
        "FREQ=MONTHLY;BYDAY=1TU,3TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=5,20,31",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1WE",
        "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=15",
    ]
)


@given(ROWS, st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
def test_the_days_of_a_rule_are_those_another_program_makes(
    rule: str, first: date, length: int
) -> None:
    last = first + timedelta(length)
    start, end = (datetime.combine(day, time()) for day in (first, last))
    theirs = rrulestr(rule, dtstart=start).between(start, end, inc=True)
    assert list(days_of(rule, first, last)) == [moment.date() for moment in theirs]


OCCURRENCES = st.lists(
    st.tuples(
        st.integers(0, 60),  # the day the rule made
        st.integers(0, 9),  # what became of it
        st.integers(0, 3),  # how often it was told anew
    ),
    min_size=1,
    max_size=20,
)


@given(rule=ROWS, made=OCCURRENCES, timed=st.booleans())
def test_any_life_of_a_rule_reads_as_its_days_do(
    *, rule: str, made: list[tuple[int, int, int]], timed: bool
) -> None:
    happenings = [_happening(rule, n, one, timed=timed) for n, one in enumerate(made)]
    head = CalendarHead("日历", "日历。", "https://example.cn/a.ics", "zh-Hans", "example.cn")
    file = calendar_file(head, happenings, ZONE)
    events = Calendar.from_ical(file).walk("VEVENT")
    keys = [(str(e["uid"]), e.decoded("recurrence-id", None)) for e in events]
    assert len(keys) == len(set(keys))
    assert {int(e["sequence"]) for e in events if str(e["uid"]).startswith("rule")} <= set(
        range(60)
    )
    want = sorted(said(h.start, h.summary, h.place, h.state.value) for h in happenings)
    assert by_icalendar(_Bytes(file)) == want  # type: ignore[arg-type] # read as a file is


class _Bytes:
    """A file of a calendar that was never written."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read_bytes(self) -> bytes:
        return self.data


def _happening(rule: str, number: int, one: tuple[int, int, int], *, timed: bool) -> Happening:
    offset, fate, times = one
    day = date(2026, 1, 1) + timedelta(offset)
    held = day + timedelta(2) if fate == 1 else day
    hour = 9 if fate == 2 else 8
    start: date = datetime(held.year, held.month, held.day, hour, tzinfo=ZONE) if timed else held
    told = tuple(datetime(2025, 12, 1, n, tzinfo=ZONE) for n in range(times + 1))
    state = State.CANCELLED if fate == 3 else State.CONFIRMED
    return Happening(
        uid=f"{number}@example.cn",
        sequence=times,
        state=state,
        duty=Duty.OCCASION,
        what="坐诊",
        title="",
        person="林晓",
        person_id="lin-xiao",
        post="",
        place="区医院" if fate != 4 else "镇医院",
        place_id="a",
        town="",
        village="",
        note="",
        start=start,
        end=start + timedelta(hours=2) if timed else held + timedelta(1),
        created=told[0],
        stamp=told[-1],
        summary="【取消】林晓出诊" if state is State.CANCELLED else "林晓出诊",
        description="",
        url="https://example.cn/",
        series=Recurring("rule-1@example.cn", rule, day, told),
    )
