"""Days off and worked are those of the notices, and of `holidays.csv` where no notice is known."""

from __future__ import annotations

from datetime import date

import pytest

from newsroom.occasions.holidays import days_between, read_holidays, region_of
from newsroom.occasions.reading import read_occasions
from newsroom.schedules import ScheduleMatter, read_table
from newsroom.schedules.framing import framed
from occasions import lines, reading_of

WEEKLY = "姓名,接访时间\n林晓,每周三上午\n"


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2024-02-04", True),  # a Sunday worked for the Spring Festival
        ("2024-02-12", False),
        ("2024-10-12", True),
        ("2025-01-26", True),
        ("2025-10-08", False),
        ("2026-01-04", True),
        ("2026-02-16", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
    ],
)
def test_the_notices_of_three_years_are_known(day: str, *, worked: bool) -> None:
    one = date.fromisoformat(day)
    assert days_between(one, one).is_working(one) is worked


def test_a_year_without_a_notice_is_said_and_the_file_fills_it() -> None:
    first, last = date(2027, 1, 1), date(2027, 1, 31)
    assert days_between(first, last).unknown_years == (2027,)
    data = "date,name,off,region\n2027-01-01,元旦,off,cn\n2027-01-10,调休上班,上班,内地\n".encode()
    rows, problems = read_holidays(data, "content/holidays.csv")
    assert problems == []
    days = days_between(first, last, "cn", rows)
    assert days.unknown_years == ()
    assert not days.is_working(date(2027, 1, 1))
    assert days.is_working(date(2027, 1, 10))
    assert days.is_working(date(2027, 1, 4))


@pytest.mark.parametrize(
    ("rows", "day", "worked", "holiday"),
    [
        ("2026-01-04,不补班,off,", "2026-01-04", False, False),  # a Sunday that others work on
        ("2026-10-07,值班,上班,cn", "2026-10-07", True, False),  # a day that others have off
        ("2026-10-08,厂休,off,cn", "2026-10-08", False, True),
        ("2026-10-10,加班,上班,cn\n2026-10-10,不加班了,off,cn", "2026-10-10", False, False),
        ("2026-10-08,厂休,off,cn\n2026-10-08,不休了,上班,cn", "2026-10-08", True, False),
        ("2026-10-07,值班,上班,hk", "2026-10-07", False, True),
    ],
)
def test_a_row_of_the_file_stands_before_a_notice_and_a_later_one_before_it(
    rows: str, day: str, *, worked: bool, holiday: bool
) -> None:
    given, problems = read_holidays(f"date,name,off,region\n{rows}\n".encode(), "h.csv")
    assert problems == []
    one = date.fromisoformat(day)
    days = days_between(one, one, "cn", given)
    assert (days.is_working(one), days.is_holiday(one)) == (worked, holiday)


def test_a_house_elsewhere_keeps_its_own_days() -> None:
    rows, _ = read_holidays("2026-10-19,重阳节,off,hk\n".encode(), "h.csv")
    assert region_of(rows) == "hk"
    october = date(2026, 10, 1), date(2026, 10, 31)
    days = days_between(*october, "hk", rows)
    assert days.is_working(date(2026, 10, 7))
    assert not days.is_working(date(2026, 10, 19))
    assert region_of(()) == "cn"


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({}, ["10-14", "10-21", "10-28"]),
        ({"on_holidays": "照常"}, ["10-07", "10-14", "10-21", "10-28"]),
        ({"on_holidays": "顺延"}, ["10-08", "10-14", "10-21", "10-28"]),
        ({"region": "香港"}, ["10-07", "10-14", "10-21", "10-28"]),
    ],
)
def test_a_rule_meets_a_holiday_as_the_editor_says(given: dict[str, str], days: list[str]) -> None:
    reading = reading_of(WEEKLY, "2026-10", venue="信访局", **given)
    assert [one[:5] for one in lines(reading)] == days


def test_what_the_holidays_took_out_is_told() -> None:
    reading = reading_of(WEEKLY, "2026-10")
    told = [one for one in reading.findings.found if one.code == "schedule.holiday-left-out"]
    assert "10月7日" in told[0].what
    remark = reading_of("姓名,接访时间\n林晓,每周三上午\n注：如遇节假日顺延,\n", "2026-10")
    assert [one[:5] for one in lines(remark)] == ["10-08", "10-14", "10-21", "10-28"]


def test_a_wrong_row_is_told_with_its_line() -> None:
    rows, problems = read_holidays(b"date,name\n2027-01-01,x,off,cn\nx,2027-01-02\n", "h.csv")
    assert len(rows) == 1
    assert [(p.line, p.code.value) for p in problems] == [(3, "schedule.holiday-wrong")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("day", ["2027-01-01", "2027/1/1", "2027年1月1日"])
def test_the_file_may_be_saved_as_excel_saves_it(encoding: str, day: str) -> None:
    data = f"date,name,off,region\n{day},元旦,放假,内地\n".encode(encoding)
    (row,), problems = read_holidays(data, "h.csv")
    assert problems == []
    assert (row.day.isoformat(), row.name, row.off, row.region) == (
        "2027-01-01",
        "元旦",
        True,
        "cn",
    )


@pytest.mark.parametrize(
    ("region", "days"),
    [
        ("内地", ["01-08", "01-15", "01-22", "01-29"]),
        ("香港", ["01-08", "01-15", "01-22", "01-29"]),
        ("台湾", ["01-01", "01-08", "01-15", "01-29"]),
    ],
)
def test_a_house_of_each_region_keeps_the_days_of_the_file(region: str, days: list[str]) -> None:
    rows, _ = read_holidays(
        "2027-01-01,元旦,off,cn\n2027/1/1,一月一日,off,hk\n2027-01-22,本地假,off,tw\n".encode(),
        "h.csv",
    )
    raw, _ = read_table("姓名,接访时间\n林晓,每周五上午\n".encode(), ".csv", "t.csv")
    given = ScheduleMatter.model_validate({"period": "2027-01", "region": region})
    frame = framed(given, "接访安排", raw, rows).frame
    assert [f"{one.day:%m-%d}" for one in read_occasions(raw, frame).occasions] == days


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("3月6日至7日（节假日除外）", ["03-06"]),  # the 7th is a Saturday, and off like a holiday
        ("3月6日至8日（节假日除外）", ["03-06"]),
        ("3月6日至7日（含周末）", ["03-06", "03-07"]),
        ("3月7日（节假日除外）", ["03-07"]),  # who names one day means it
    ],
)
def test_a_range_without_holidays_has_no_weekend_either(cell: str, days: list[str]) -> None:
    assert [one[:5] for one in lines(reading_of(f"姓名,接访时间\n林晓,{cell}\n"))] == days


@pytest.mark.parametrize(
    ("table", "found", "notes"),
    [
        ("农历日期,活动\n二月初二,庙会\n", ["03-20 活动「庙会」"], [""]),  # its only days
        ("日期,农历,活动\n3月4日,正月十六,灯会\n", ["03-04 活动「灯会」"], ["农历：正月十六"]),
    ],
)
def test_days_of_the_moon_are_the_days_of_a_table_that_has_no_others(
    table: str, found: list[str], notes: list[str]
) -> None:
    reading = reading_of(table, headline="三月活动安排")
    assert lines(reading) == found
    assert [one.note for one in reading.occasions] == notes
