"""What a calendar's file says of itself and its entries, line by line, and their names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.appointments import Appointment, Duty
from reception.calendars import CalendarHead, calendar_file
from reception.happenings import Happening, happenings_of
from reception.lasting import first_name, series_name
from test_reception_said import AFTERNOON, CLINIC, EDITION, HALL, VISIT, engaged

HEAD = CalendarHead("接访", "接访安排。", "https://www.paper.cn/a.ics", "zh-Hans", "paper.cn")
KEY = "2013-10-08/plan"


def lines(*happenings: Happening, zone: str = "Asia/Shanghai") -> list[str]:
    """The lines of a file, unfolded."""
    text = calendar_file(HEAD, happenings, ZoneInfo(zone)).decode()
    return text.replace("\r\n ", "").splitlines()


def entry(one: Appointment, told: int = 8, **more: Any) -> Happening:
    """An entry that was told last on a day of October."""
    engagement = engaged(one, **more)
    moment = datetime(2013, 10, told, 1, 2, 3, tzinfo=UTC)
    tellings = (*engagement.tellings[:-1], replace(engagement.tellings[-1], moment=moment))
    return happenings_of(EDITION, [replace(engagement, tellings=tellings)])[0]


def test_a_calendar_says_what_it_is_where_it_is_and_when_it_was_told_last() -> None:
    said = lines(entry(HALL, 9), entry(VISIT, 11), entry(CLINIC, 10))
    said = said[: said.index("BEGIN:VTIMEZONE")]
    assert {
        "PRODID:-//paper.cn//bulletin-press//EN",
        *("NAME:接访", "X-WR-CALNAME:接访"),
        *("DESCRIPTION:接访安排。", "X-WR-CALDESC:接访安排。", "X-WR-TIMEZONE:Asia/Shanghai"),
        *("SOURCE;VALUE=URI:https://www.paper.cn/a.ics", "URL:https://www.paper.cn/a.ics"),
        *("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"),
        "LAST-MODIFIED:20131011T010203Z",
    } <= {*said}


def test_the_hours_of_every_year_of_a_calendar_are_told() -> None:
    last, first = (entry(replace(HALL, day=date(year, 7, 1))) for year in (2014, 2013))
    told = [line.partition(":")[2][:8] for line in lines(last, first, zone="Europe/Berlin")]
    assert [day for day in told if day in {"20130331", "20140330", "20150329"}] == [
        *("20130331", "20140330"),
    ]


@pytest.mark.parametrize(
    ("one", "kind", "free"),
    [
        (entry(HALL), "RECEPTION", "OPAQUE"),
        (entry(VISIT), "VISIT", "TRANSPARENT"),
        (entry(replace(CLINIC, title="开放日", sessions=(AFTERNOON,))), "义诊", "OPAQUE"),
        (entry(HALL, withdrawn=True), "RECEPTION", "TRANSPARENT"),
    ],
)
def test_an_entry_says_its_kind_and_whether_it_takes_up_time(
    one: Happening, kind: str, free: str
) -> None:
    said = lines(one)
    assert {f"CATEGORIES:{kind}", f"TRANSP:{free}"} <= {*said}


@pytest.mark.parametrize(
    ("title", "folds"),
    [("a" * 67, ["SUMMARY:" + "a" * 66, " a"]), ("a" * 66, ["SUMMARY:" + "a" * 66])],
)
def test_no_line_is_longer_than_74_octets(title: str, folds: list[str]) -> None:
    one = replace(entry(HALL), summary=title)
    written = calendar_file(HEAD, [one], ZoneInfo("Asia/Shanghai")).decode().split("\r\n")
    at = next(place for place, line in enumerate(written) if line.startswith("SUMMARY"))
    assert written[at : at + len(folds)] == folds
    assert not written[at + len(folds)].startswith(" ")


# -- names ----------------------------------------------------------------------------------------
WEEKLY = replace(HALL, rule="FREQ=WEEKLY;BYDAY=WE")


@pytest.mark.parametrize(
    "other",
    [
        replace(WEEKLY, rule="FREQ=WEEKLY;BYDAY=TH"),
        replace(WEEKLY, place_id="north"),
        replace(WEEKLY, sessions=(AFTERNOON,)),
        replace(WEEKLY, note="上午"),
        replace(WEEKLY, person_id="wang"),
        replace(WEEKLY, duty=Duty.VISIT),
    ],
)
def test_what_recurs_otherwise_is_another_entry(other: Appointment) -> None:
    assert series_name(other, KEY) != series_name(WEEKLY, KEY)


def test_what_recurs_is_one_entry_whatever_its_day_and_its_words() -> None:
    same = replace(WEEKLY, day=date(2013, 11, 6), person="林曉", place="大廳", note="雨天顺延")
    assert series_name(same, KEY) == series_name(WEEKLY, KEY)
    assert series_name(WEEKLY, KEY).startswith("rule-")
    assert series_name(WEEKLY, KEY).endswith("-lin-reception.2013-10-08.plan")
    assert series_name(HALL, KEY) == ""
    assert series_name(replace(HALL, rule="常常"), KEY) == ""  # calendars have no word for it
    assert first_name(HALL, KEY) == "20131014-lin-reception.2013-10-08.plan"
