"""What calendars have of a paper without a ledger, where its tables say otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ledger import Ledger
from ledger.facts import Appointed
from ledgers import CLOCK, at, published
from meetings import BASE, FIRST, NEXT, meeting, paper, table
from newsroom.kinds import Script
from newsroom.model import NewsItem
from newsrooms import write
from reception.adopting import adopted

HOUSE: Any = SimpleNamespace(site="https://www.x.cn", domain="x.cn")
NOW = at("2014-02-01")
JIA = "20140108-jia-reception.2014-01-02.table"
YI = "20140120-yi-reception.2014-01-02.table"


def event(
    name: str = JIA, day: int = 8, slot: int = 1, begins: str = "08:30", **other: Any
) -> dict[str, Any]:
    """An entry beside a calendar, as it is published."""
    on = f"2014-01-{day:02}"
    ends = {"08:30": "12:00", "14:00": "17:00"}[begins]
    person = {"jia": "甲", "yi": "乙"}[name.split("-")[1]]
    return {
        "uid": f"{name}.{slot}@x.cn",
        "series": None,
        "sequence": 0,
        "status": "confirmed",
        "duty": "reception",
        "description": "详见：https://www.x.cn/2014/01/02/table/",
        "person": {"id": name.split("-")[1], "name": person, "post": ""},
        "place": {"id": "hall", "name": "大厅", "town": "", "village": ""},
        "what": "",
        "title": "",
        "note": "",
        "allDay": False,
        "start": f"{on}T{begins}:00+08:00",
        "end": f"{on}T{ends}:00+08:00",
        "created": "2014-01-02T08:00:00+08:00",
        "revised": "2014-01-05T08:00:00+08:00",
        "url": "https://www.x.cn/2014/01/02/table/",
        **other,
    }


def facts(
    folder: Path, *events: Mapping[str, Any], items: tuple[NewsItem, ...] = ()
) -> list[Appointed]:
    """What is written down of such a calendar, beside the table of one meeting or other items."""
    write(folder, "reception/2014-01-02-table.json", json.dumps({"events": events}))
    ledger = Ledger([published(BASE, FIRST)], CLOCK)
    given = paper(*(items or (table(BASE, meeting("甲", 8)),)))
    return list(adopted(given, ledger, folder, HOUSE, Script.HANS, NOW))


Row = tuple[str, int, str, int, datetime, bool]


def rows(told: list[Appointed]) -> list[Row]:
    """Who, how often changed, how it stands, on which day, since when, whether in known words."""
    return [
        (
            one.uid.split("-")[1],
            one.sequence,
            one.state.value,
            one.day.day,
            one.moment,
            one.told != "0",
        )
        for one in told
    ]


ANNOUNCED, REVISED = at(FIRST, "00:00"), at("2014-01-05")


@pytest.mark.parametrize(
    ("changed", "otherwise"),
    [
        ({}, []),
        ({"description": "他处"}, []),  # in words of another script
        (
            {"sequence": 1},
            [
                ("jia", 0, "confirmed", 8, ANNOUNCED, False),
                ("jia", 1, "confirmed", 8, REVISED, True),
            ],
        ),
        (
            {"sequence": 1, "revised": "2014-01-01T00:00:00+08:00"},
            [
                ("jia", 0, "confirmed", 8, at("2014-01-01", "00:00"), False),
                ("jia", 1, "confirmed", 8, at("2014-01-01", "00:00"), True),
            ],
        ),
        (
            {"status": "cancelled", "sequence": 1},
            [
                ("jia", 0, "confirmed", 8, ANNOUNCED, False),
                ("jia", 1, "cancelled", 8, REVISED, False),
            ],
        ),
        ({"status": "cancelled"}, [("jia", 0, "cancelled", 8, REVISED, False)]),
        ({"day": 9}, [("jia", 0, "confirmed", 9, REVISED, False)]),
        ({"note": "上午"}, [("jia", 0, "confirmed", 8, REVISED, False)]),
        ({"begins": "14:00"}, [("jia", 0, "confirmed", 8, REVISED, False)]),
        (
            {"series": {"uid": "rule-1-jia-reception.t.1@x.cn", "rule": "FREQ=DAILY"}},
            [("jia", 0, "confirmed", 8, REVISED, True)],
        ),
        ({"note": "晚上有事"}, []),  # no calendar of receptions says so
        ({"series": {"uid": "rule-1-jia-reception.t.1@x.cn", "rule": "常常"}}, []),
    ],
)
def test_what_a_calendar_says_otherwise_is_written_down_as_it_stands_there(
    tmp_path: Path, changed: dict[str, Any], otherwise: list[Row]
) -> None:
    told = facts(tmp_path, event(**changed))
    assert rows(told) == otherwise
    assert {(one.item, one.at, one.what.place) for one in told} <= {(BASE, NOW, "大厅")}
    assert {one.rule for one in told} <= {"FREQ=DAILY" if changed.get("series") else ""}


def test_an_entry_with_a_session_left_is_as_that_session_and_as_often_changed_as_any(
    tmp_path: Path,
) -> None:
    lost = event(begins="08:30", status="cancelled", sequence=2)
    kept = event(slot=2, begins="14:00", sequence=1)
    (*_, last) = facts(tmp_path, lost, kept)
    assert (last.state.value, last.sequence) == ("confirmed", 2)
    assert [f"{one.start:%H:%M}" for one in last.what.sessions] == ["14:00"]


def test_a_half_day_has_no_hours(tmp_path: Path) -> None:
    (last,) = facts(tmp_path, event(allDay=True, start="2014-01-08", end="2014-01-09", note="上午"))
    assert (last.what.sessions, last.what.note) == ((), "上午")


def test_what_a_schedule_says_of_all_is_looked_for_where_entries_say_it(tmp_path: Path) -> None:
    def said(*, hours: bool, words: str) -> list[Row]:
        one = meeting("甲", 8) if hours else replace(meeting("甲", 8), sessions=())
        plain = table(BASE, one)
        rules = {"visit_rule": "看通知", "contact": "6770", "topics": "供水"}
        item = replace(plain, schedule=replace(plain.schedule, **rules))  # type: ignore[type-var] # it has one
        days: dict[str, Any] = (
            {} if hours else {"allDay": True, "start": "2014-01-08", "end": "2014-01-09"}
        )
        status = "confirmed" if hours else "tentative"
        return rows(facts(tmp_path, event(description=words, status=status, **days), items=(item,)))

    assert said(hours=True, words="供水\n6770") == []
    assert said(hours=False, words="看通知\n供水\n6770") == []
    assert said(hours=True, words="看通知\n6770") == [("jia", 0, "confirmed", 8, REVISED, False)]
    assert said(hours=False, words="供水\n6770") == [("jia", 0, "tentative", 8, REVISED, False)]


def test_what_no_table_has_any_more_is_written_down_with_all_of_its_schedule(
    tmp_path: Path,
) -> None:
    told = facts(
        tmp_path, event(), event(YI, 20, sequence=3, url="https://www.x.cn/2014/01/02/table/#a")
    )
    assert rows(told) == [
        ("jia", 0, "confirmed", 8, ANNOUNCED, True),
        ("yi", 3, "confirmed", 20, REVISED, False),
    ]
    assert told[1].what.person == "乙"
    elsewhere = event(YI, 20, url="https://www.x.cn/2014/01/02/nobody/")
    assert facts(tmp_path, event(), elsewhere) == []  # nobody knows who said so


def test_what_an_item_said_where_it_stood_before_is_of_its_schedule(tmp_path: Path) -> None:
    now = table(f"{NEXT}/table", meeting("甲", 8))
    moved = replace(now, record=replace(now.told, id=BASE, former=(BASE,)))
    told = facts(tmp_path, event(), event(YI, 20), items=(moved,))
    assert [(one.uid.split("-")[1], one.item) for one in told] == [("jia", BASE), ("yi", BASE)]


def test_an_event_of_another_kind_keeps_what_it_is_called(tmp_path: Path) -> None:
    other = event(YI, 20, duty="occasion", what="义诊", title="开放日", note="晚上有事")
    (*_, told) = facts(tmp_path, other)
    assert (told.what.what, told.what.title, told.what.note) == ("义诊", "开放日", "晚上有事")
    (*_, told) = facts(tmp_path, {**other, "duty": "visit", "note": ""})
    assert (told.what.what, told.what.title) == ("", "")


@pytest.mark.parametrize("folder", ["people", "places"])
def test_the_calendar_of_a_person_or_a_place_is_not_asked(tmp_path: Path, folder: str) -> None:
    """There what moved elsewhere is cancelled, which it is not."""
    gone = json.dumps({"events": [event(status="cancelled", sequence=5)]})
    write(tmp_path, f"reception/{folder}/jia.json", gone)
    assert facts(tmp_path, event()) == []


@pytest.mark.parametrize("text", ["{", "[]", '{"events": [1]}', '{"events": [{"uid": "a.1@x"}]}'])
def test_a_file_that_somebody_has_changed_tells_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, "reception/2013.json", text)
    assert facts(tmp_path, event()) == []
    moved = facts(tmp_path, event(day=9))
    assert [one.day.day for one in moved] == [9]
