"""What a calendar, a list and the box of search say of one appointment, through all its changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from edition.addresses import Addresses
from newsroom.appointments import Appointment, Duty, Session
from reception.happenings import happenings_of
from reception.history import Engagement, Remarks, Source, Telling
from reception.names import _row, write_names
from reception.pairing import pair
from reception.register import _by_day, _people, _places
from reception.views import Day, entries_of, months_of, repeats_of

DAY = date(2013, 10, 14)
AT = Addresses("https://www.paper.cn", "", "paper")
SOURCE = Source("2013-10-08/plan", "十月安排", "2013/10/08/plan/index.html", date(2013, 10, 8), 29)
EDITION: Any = SimpleNamespace(
    set_text=lambda words: words,
    addresses=AT,
    keep_index=True,
    house=SimpleNamespace(zone=ZoneInfo("Asia/Shanghai"), domain="paper.cn"),
)
MORNING, AFTERNOON = Session(time(8, 30), time(12)), Session(time(14, 30), time(17))
HALL = Appointment(
    "林晓", Duty.RECEPTION, DAY, "大厅", sessions=(MORNING,), person_id="lin", place_id="hall"
)
VISIT = Appointment(
    *("林晓", Duty.VISIT, DAY, "柳树镇河东村", "柳树镇", "河东村"),
    note="上午",
    person_id="lin",
    place_id="hedong",
    town_id="liushu",
)
CLINIC = Appointment("", Duty.OCCASION, DAY, "河西", what="义诊", note="下午", place_id="hexi")
REMARKS = Remarks("以村里通知为准", "6770", "议题", "周五前")


def engaged(*told: Appointment, withdrawn: bool = False, **fields: Any) -> Engagement:
    """An appointment as it was told, one after the other."""
    tellings = [
        Telling(place, datetime(2013, 10, 8 + place, tzinfo=UTC), SOURCE, one)
        for place, one in enumerate(told)
    ]
    if withdrawn:
        last = tellings[-1]
        tellings.append(replace(last, sequence=last.sequence + 1, withdrawn=True))
    return Engagement(fields.pop("name", "n"), tuple(tellings), SOURCE, **fields)


def on(one: Appointment, day: int, **fields: Any) -> Appointment:
    """An appointment on another day of October."""
    return replace(one, day=DAY.replace(day=day), **fields)


# -- calendars ------------------------------------------------------------------------------------
GONE = "（已撤下）"
WHERE = "详见：https://www.paper.cn/2013/10/08/plan/"


@pytest.mark.parametrize(
    ("one", "summary", "lines"),
    [
        (engaged(HALL), "林晓接访", [WHERE]),
        (engaged(HALL, post="区长"), "林晓接访", ["林晓（区长）", WHERE]),
        (
            engaged(HALL, remarks=REMARKS),
            "林晓接访",
            ["预约截止：周五前", "联系方式：6770", WHERE],
        ),
        (
            engaged(VISIT, remarks=REMARKS),
            "林晓下访：柳树镇河东村",
            ["上午", "以村里通知为准", "联系方式：6770", WHERE],
        ),
        (
            engaged(VISIT),
            "林晓下访：柳树镇河东村",
            ["上午", "具体时间由村（社区）提前公示", WHERE],
        ),
        (engaged(replace(VISIT, sessions=(MORNING,))), "林晓下访：柳树镇河东村", [WHERE]),
        (engaged(CLINIC), "义诊（下午）：河西", ["下午", WHERE]),
        (engaged(replace(CLINIC, sessions=(AFTERNOON,))), "义诊：河西", [WHERE]),
        (engaged(replace(CLINIC, title="开放日")), "开放日（下午）", ["下午", WHERE]),
        (engaged(replace(CLINIC, person="何静")), "何静义诊（下午）", ["下午", WHERE]),
        (engaged(replace(HALL, role="陪同")), "接访：林晓（陪同）", [WHERE]),
        (engaged(HALL, withdrawn=True), "【取消】林晓接访", ["已取消：十月安排", WHERE]),
    ],
)
def test_an_entry_of_a_calendar_says_what_one_goes_by(
    one: Engagement, summary: str, lines: list[str]
) -> None:
    (made,) = happenings_of(EDITION, [one])
    assert (made.summary, made.description.split("\n")) == (summary, lines)


def test_what_moved_elsewhere_says_where_to_and_what_lost_an_hour_is_cancelled() -> None:
    moved = engaged(HALL, replace(HALL, place="北厅", place_id="north", rule="FREQ=WEEKLY"))
    (left,) = happenings_of(EDITION, [], [moved])
    assert (left.state.value, left.rule) == ("CANCELLED", "")
    assert left.description.split("\n") == ["已改到北厅", WHERE]
    nowhere = engaged(HALL, replace(HALL, place="", place_id="none"))
    (left,) = happenings_of(EDITION, [], [nowhere])
    assert left.description.split("\n") == ["已取消", WHERE]
    assert left.place_id == ""
    shorter = engaged(replace(HALL, sessions=(MORNING, AFTERNOON)), HALL)
    kept, lost = happenings_of(EDITION, [shorter])
    assert [kept.state.value, lost.state.value] == ["CONFIRMED", "CANCELLED"]
    assert (kept.uid, lost.uid) == ("n.1@paper.cn", "n.2@paper.cn")
    assert (kept.start.isoformat(), kept.end and kept.end.isoformat()) == (
        *("2013-10-14T08:30:00+08:00", "2013-10-14T12:00:00+08:00"),
    )
    assert lost.start.isoformat() == "2013-10-14T14:30:00+08:00"


@pytest.mark.parametrize(
    ("one", "start", "end", "uid", "state"),
    [
        (engaged(VISIT), "2013-10-14", "2013-10-15", "n.1@paper.cn", "TENTATIVE"),
        (
            engaged(replace(HALL, sessions=(Session(time(9), None),)), domain="old.cn"),
            *("2013-10-14T09:00:00+08:00", None, "n.1@old.cn", "CONFIRMED"),
        ),
        (
            engaged(replace(HALL, sessions=(Session(time(22), time(6)),))),
            *("2013-10-14T22:00:00+08:00", "2013-10-15T06:00:00+08:00"),
            *("n.1@paper.cn", "CONFIRMED"),
        ),
    ],
)
def test_an_entry_begins_and_ends_as_far_as_that_is_known(
    one: Engagement, start: str, end: str | None, uid: str, state: str
) -> None:
    (made,) = happenings_of(EDITION, [one])
    assert made.series is None
    assert (made.start.isoformat(), made.end and made.end.isoformat()) == (start, end)
    assert (made.uid, made.state.value) == (uid, state)


@pytest.mark.parametrize(("domain", "uid"), [("", "r.1@paper.cn"), ("old.cn", "r.1@old.cn")])
def test_an_occurrence_belongs_to_the_entry_that_its_rule_made(domain: str, uid: str) -> None:
    weekly = engaged(HALL, on(HALL, 16), series="r", rule="FREQ=WEEKLY", domain=domain)
    (made,) = happenings_of(EDITION, [weekly])
    assert made.series is not None
    assert (made.series.uid, made.series.rule, made.series.day) == (uid, "FREQ=WEEKLY", DAY)


# -- history --------------------------------------------------------------------------------------
NORTH = replace(HALL, place="北厅", place_id="north")
EAST = replace(VISIT, place="青溪镇东村", place_id="east", town="青溪镇", town_id="qingxi")


@pytest.mark.parametrize(
    ("one", "first", "former", "places", "changes"),
    [
        (engaged(HALL), None, [], set(), 0),
        (engaged(HALL, added=True), None, [], set(), 1),
        (engaged(HALL, NORTH), HALL, [HALL], {"hall"}, 1),
        (engaged(HALL, NORTH, HALL), None, [NORTH], {"north"}, 2),
        (engaged(HALL, on(HALL, 15)), HALL, [HALL], set(), 1),
        (engaged(VISIT, EAST), VISIT, [VISIT], {"hedong", "liushu"}, 1),
        (engaged(HALL, NORTH, withdrawn=True), None, [HALL], {"hall"}, 2),
        (engaged(HALL, NORTH, known=2), HALL, [HALL], {"hall"}, 1),
    ],
)
def test_an_appointment_knows_what_it_was(
    one: Engagement,
    first: Appointment | None,
    former: list[Appointment],
    places: set[str],
    changes: int,
) -> None:
    assert (one.moved_from, [*one.former], {*one.former_places}) == (first, former, places)
    assert len(one.changes) == changes
    assert len(one.untold) == (0 if one.known else changes)
    assert one.created.day == 8
    assert one.revised.day == 7 + len({telling.moment for telling in one.tellings})


def test_a_withdrawn_appointment_held_last_what_was_told_last() -> None:
    hidden = engaged(HALL, NORTH, withdrawn=True)
    last = replace(hidden.tellings[-1], appointment=replace(NORTH, person=GONE))
    hidden = replace(hidden, tellings=(*hidden.tellings[:-1], last))
    assert (hidden.held, hidden.appointment.person, hidden.withdrawn) == (NORTH, GONE, True)
    assert engaged(HALL, NORTH).held == NORTH
    assert engaged(HALL, replace(HALL, day=date(2014, 1, 1))).years == {2013, 2014}


# -- lists ----------------------------------------------------------------------------------------
def test_a_list_has_each_day_that_was_and_is_what_was_left_after_what_holds() -> None:
    moved = engaged(on(HALL, 15), on(HALL, 16))
    gone = engaged(on(HALL, 17), withdrawn=True)
    late = engaged(on(HALL, 15, sessions=(AFTERNOON,)))
    (month,) = months_of(entries_of(EDITION, [moved, gone, late]))
    assert [
        (day.day.day, day.is_off, [(e.left, e.start, e.was) for e in day.entries])
        for day in month.days
    ] == [
        (
            15,
            False,
            [
                (False, "2013-10-15T14:30+08:00", ""),
                (True, "2013-10-15T08:30+08:00", ""),
            ],
        ),
        (16, False, [(False, "2013-10-16T08:30+08:00", "2013-10-15")]),
        (17, True, [(False, "2013-10-17T08:30+08:00", "")]),
    ]
    left = [entry for entry in month.days[0].entries if entry.left]
    assert Day(DAY, tuple(left)).is_off


def test_a_place_has_what_moved_away_from_it_and_a_town_what_its_villages_have() -> None:
    there = engaged(VISIT, replace(VISIT, place_id="hexi", place="河西村"))
    assert [e.left for e in entries_of(EDITION, [], [there], at="hedong")] == [True]
    assert [e.left for e in entries_of(EDITION, [], [there], at="liushu")] == [True]
    assert entries_of(EDITION, [], [there], at="north") == []
    assert [e.left for e in entries_of(EDITION, [there])] == [False]  # on the same day
    other = engaged(on(VISIT, 15), on(VISIT, 16, place_id="hexi", town_id="other"))
    assert [e.left for e in entries_of(EDITION, [other], at="hexi")] == [False]
    assert [e.left for e in entries_of(EDITION, [other])] == [True, False]


def test_an_entry_of_several_hours_ends_with_the_last() -> None:
    both, open_ = (MORNING, AFTERNOON), (MORNING, Session(time(14), None))
    night = (Session(time(22), time(6)),)
    ends = [
        entries_of(EDITION, [engaged(replace(HALL, sessions=hours))])[0].end
        for hours in (both, open_, night, ())
    ]
    assert ends == [
        *("2013-10-14T17:00+08:00", "2013-10-14T14:00+08:00", "2013-10-15T06:00+08:00"),
        "2013-10-14",
    ]


def test_a_rule_is_told_of_what_holds_by_it_alone() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"
    weekly = engaged(replace(HALL, rule=rule), on(HALL, 16, rule=rule))
    here, there = entries_of(EDITION, [weekly])
    assert (here.left, here.repeats, there.repeats) == (True, None, repeats_of(rule))
    assert there.repeats is not None
    assert (there.repeats.frequency, there.repeats.days) == ("P2W", ("WE",))
    assert repeats_of("FREQ=MONTHLY;BYMONTHDAY=5") is not None
    assert repeats_of("") is None


def test_a_day_is_in_order_of_its_duties_and_then_of_its_hours() -> None:
    several = [
        engaged(VISIT, name="visit"),
        engaged(on(HALL, 14, sessions=(), note="晚上"), name="evening"),
        engaged(on(HALL, 14, sessions=(), note="下午"), name="two"),
        engaged(on(HALL, 14, sessions=(Session(time(13), None),)), name="one"),
        engaged(HALL, name="morning"),
        engaged(on(CLINIC, 14), name="clinic"),
        engaged(on(VISIT, 13), name="before"),
    ]
    assert [one.name for one in sorted(several, key=_by_day)] == [
        *("before", "clinic", "morning", "one", "two", "evening", "visit"),
    ]


# -- people and places ----------------------------------------------------------------------------


def test_a_person_is_called_as_last_printed_and_hidden_where_no_name_is_left() -> None:
    people = _people(
        [
            engaged(HALL, post="副区长"),
            engaged(on(HALL, 15, person="林曉"), post="区长"),
            engaged(on(HALL, 16, person=GONE), withdrawn=True),
            engaged(on(HALL, 17, person=GONE, person_id="wang"), withdrawn=True),
            engaged(on(HALL, 18, person="林小"), withdrawn=True),
            engaged(CLINIC),
        ],
        GONE,
    )
    assert [(one.id, one.name, one.post, one.is_hidden) for one in people] == [
        ("lin", "林曉", "区长", False),
        ("wang", GONE, "", True),
    ]


def test_a_place_is_listed_in_its_town_with_what_moved_away() -> None:
    moved = engaged(VISIT, replace(VISIT, place_id="hexi", place="柳树镇河西村"))
    bare = engaged(on(VISIT, 15, place_id="lost", place="", town_id="", town=""), withdrawn=True)
    later = engaged(on(VISIT, 16, place="柳树镇新河东村"))
    places = _places([moved, bare, later, engaged(on(VISIT, 17), withdrawn=True)], GONE)
    assert [
        (one.id, one.name, one.town, len(one.engagements), len(one.former), one.is_hidden)
        for one in places
    ] == [
        ("hedong", "柳树镇新河东村", "liushu", 2, 1, False),
        ("hexi", "柳树镇河西村", "liushu", 1, 0, False),
        ("liushu", "柳树镇", "", 3, 0, False),
        ("lost", GONE, "", 1, 0, True),
    ]


def test_the_box_of_search_knows_the_latest_days_on_which_somebody_is_there() -> None:
    held = [engaged(replace(HALL, day=date(2013, 5, 12) + timedelta(n))) for n in range(45)]
    (lin,) = _people([*held, engaged(on(HALL, 31), withdrawn=True)], GONE)
    name, page, word, calendar, days = _row(EDITION, "people", "人物", lin)
    assert (name, page, word, calendar) == (
        *("林晓", "people/lin/index.html", "人物", "people/lin.ics"),
    )
    assert isinstance(days, list)
    assert (len(days), days[0], days[-1]) == (40, "2013-05-17", "2013-06-25")
    (empty,) = (replace(lin, engagements=()),)
    assert _row(EDITION, "people", "人物", empty)[3:] == ["", []]


def test_nobody_is_named_in_the_box_of_search_whose_name_was_taken_back() -> None:
    written: dict[str, str] = {}
    tree: Any = SimpleNamespace(write=lambda path, _, text: written.update({path: text()}))
    here = [engaged(HALL), engaged(on(HALL, 15, person=GONE, person_id="wang"), withdrawn=True)]
    register: Any = SimpleNamespace(
        engagements=here, people=_people(here, GONE), places=_places(here, GONE)
    )
    write_names(EDITION, tree, register)
    (text,) = written.values()
    assert [*written] == ["reception/names.json"]
    assert [row[:3:2] for row in json.loads(text)] == [["林晓", "人物"], ["大厅", "地点"]]
    written.clear()
    nobody: Any = SimpleNamespace(engagements=[], people=(), places=())
    write_names(EDITION, tree, nobody)
    assert not written


# -- which is which -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("standing", "table", "wanted"),
    [
        ([engaged(HALL, name="a")], [HALL], {0: "a"}),
        (
            [engaged(replace(HALL, note="上午"), name="a"), engaged(HALL, name="b")],
            [HALL, replace(HALL, note="上午")],
            {0: "b", 1: "a"},
        ),
        (
            [engaged(replace(VISIT, note="下午"), name="a"), engaged(VISIT, name="b")],
            [replace(VISIT, place_id="x"), replace(VISIT, place_id="y", note="下午")],
            {0: "b", 1: "a"},
        ),
        (
            [engaged(HALL, name="a"), engaged(on(HALL, 20), name="b")],
            [on(HALL, 21), on(HALL, 15)],
            {0: "b", 1: "a"},
        ),
        ([engaged(HALL, name="a", withdrawn=True)], [HALL], {0: "a"}),
        ([engaged(HALL, name="a", withdrawn=True)], [replace(HALL, place_id="x")], {}),
        (
            [engaged(HALL, name="a", withdrawn=True)],
            [replace(HALL, sessions=(AFTERNOON,))],
            {0: "a"},
        ),
        ([engaged(HALL, name="a")], [replace(HALL, person_id="wang")], {}),
        ([engaged(HALL, name="a")], [replace(HALL, duty=Duty.VISIT)], {}),
        ([engaged(HALL, name="a"), engaged(HALL, name="b")], [HALL, HALL], {0: "a", 1: "b"}),
    ],
)
def test_an_appointment_keeps_its_name_through_a_new_table(
    standing: list[Engagement], table: list[Appointment], wanted: dict[int, str]
) -> None:
    assert {place: one.name for place, one in pair(standing, table).items()} == wanted
