"""How an item's photos stand in rows, how long its recording is, which days a front shows of it."""

from __future__ import annotations

from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

import pytest
from markupsafe import Markup

from items import item_of
from newsroom.appointments import Appointment, Duty, Schedule, Session
from newsroom.blocks import PhotoPlace
from newsroom.kinds import Kind
from newsroom.model import Body, Brief, Notice, Photo, Recording
from website.front import SHORT, _shared, _story, _to_come
from website.items import _heard, _rows
from website.views import picture_of

DAY = date(2013, 10, 14)
WRONG = Notice(date(2013, 10, 9), "不实。")


def photo(name: str, width: int = 900, height: int = 600) -> Photo:
    """A photo of a size."""
    place = PurePosixPath(f"issues/2013-10-08/{name}.jpg")
    return Photo(place, "0123456789", width, height, "河岸")


@pytest.mark.parametrize(
    ("names", "kind", "rows"),
    [
        ("a", Kind.REPORT, ["a"]),
        ("ab", Kind.REPORT, ["ab"]),
        ("abc", Kind.REPORT, ["a", "bc"]),
        ("abcd", Kind.REPORT, ["ab", "cd"]),
        ("ab", Kind.PHOTO, ["a", "b"]),
        ("abc", Kind.PHOTO, ["a", "bc"]),
        ("abcd", Kind.PHOTO, ["a", "bcd"]),
        ("abcdef", Kind.PHOTO, ["a", "bc", "def"]),
        ("W", Kind.REPORT, ["W"]),
        ("Wab", Kind.REPORT, ["W", "ab"]),
        ("WX", Kind.PHOTO, ["W", "X"]),
        ("aWbc", Kind.PHOTO, ["a", "W", "bc"]),
        ("ab-cd", Kind.PHOTO, ["a", "b", "-", "cd"]),
        ("abc-de", Kind.REPORT, ["a", "bc", "-", "de"]),
        ("-ab", Kind.PHOTO, ["-", "a", "b"]),
        ("V", Kind.REPORT, ["V"]),
        ("Va", Kind.REPORT, ["Va"]),
        ("Xa", Kind.REPORT, ["X", "a"]),
    ],
)
def test_photos_that_stand_together_stand_in_rows(names: str, kind: Kind, rows: list[str]) -> None:
    """W and X are panoramas; V is just not one; a dash is a text between them."""
    sizes = {"W": (2300, 1000), "X": (2201, 1000), "V": (2200, 1000)}
    photos = [photo(name, *sizes.get(name, (900, 600))) for name in names if name != "-"]
    parts = tuple(
        Markup("<p>文</p>") if name == "-" else PhotoPlace(f"{name}.jpg") for name in names
    )
    item = item_of("2013-10-08/lead", "步道", kind=kind, photos=tuple(photos))
    pictures = {one.file.name: picture_of(one) for one in photos}
    shown = [
        "-" if isinstance(row, Markup) else "".join(one.photo.file.stem for one in row)
        for row in _rows(parts, item, pictures)
    ]
    assert shown == rows


@pytest.mark.parametrize(
    ("seconds", "start", "since", "length"),
    [
        (59.4, 0.0, "", "59秒"),
        (59.6, 0.0, "", "1分00秒"),
        (65.0, 0.0, "", "1分05秒"),
        (3601.0, 12.5, "#t=12.5", "60分01秒"),
        (90.0, 30.0, "#t=30", "1分30秒"),
    ],
)
def test_a_recording_is_as_long_as_it_is_said_to_be(
    seconds: float, start: float, since: str, length: str
) -> None:
    place = PurePosixPath("issues/2013-10-08/a.mp3")
    audio = Recording(place, "0123456789", "audio/mpeg", 9, seconds, start=start)
    heard = _heard(item_of("2013-10-08/lead", "步道", audio=audio))
    assert heard is not None
    assert (heard.since, heard.length) == (since, length)
    assert _heard(item_of("2013-10-08/lead", "步道", audio=audio, retraction=WRONG)) is None
    assert _heard(item_of("2013-10-08/lead", "步道")) is None


# -- fronts ---------------------------------------------------------------------------------------
def at(day: int, *hours: int, name: str = "林晓") -> Appointment:
    """An appointment on a day of October."""
    sessions = tuple(Session(time(hour), None) for hour in hours)
    return Appointment(name, Duty.RECEPTION, DAY.replace(day=day), "大厅", sessions=sessions)


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([13, 14, 15], [14, 15]),
        ([15, 14], [15, 14]),
        ([12, 13], [12, 13]),  # nothing is to come: all of it
        ([], []),
    ],
)
def test_a_front_shows_what_is_to_come_of_a_schedule(days: list[int], shown: list[int]) -> None:
    assert [one.day.day for one in _to_come(tuple(map(at, days)), DAY)] == shown


def test_the_days_of_a_schedule_stand_in_order_each_with_its_hours_in_order() -> None:
    schedule = Schedule(PurePosixPath("a.csv"), DAY, DAY, "大厅", (), (), ())
    item = item_of("2013-10-08/plan", "安排", schedule=schedule, kind=Kind.SCHEDULE)
    held = (at(16, 14), at(15, 14, name="何静"), at(15, 8), at(16))
    story = _story(item, SHORT, {item.key: held})
    assert [[(one.day.day, one.person, one.begins.hour) for one in day] for day in story.days] == [
        [(15, "林晓", 8), (15, "何静", 14)],
        [(16, "林晓", 14), (16, "林晓", 23)],
    ]


@pytest.mark.parametrize(
    ("fields", "picture", "more"),
    [
        ({}, "a", ""),
        ({"kind": Kind.PHOTO}, "a", "bc"),
        ({"kind": Kind.BRIEF, "briefs": (Brief("b1", "", Body.of("<p>甲。</p>")),)}, "", ""),
    ],
)
def test_a_story_on_a_front_has_its_first_photo_and_a_photo_report_two_more(
    fields: dict[str, Any], picture: str, more: str
) -> None:
    photos = tuple(map(photo, "abcd"))
    story = _story(item_of("2013-10-08/lead", "步道", photos=photos, **fields), SHORT, {})
    assert (story.picture.photo.file.stem if story.picture else "") == picture
    assert "".join(one.photo.file.stem for one in story.more) == more


def test_every_story_of_a_front_has_one_place_in_the_editors_order() -> None:
    stories = [item_of(f"2013-10-08/s{n}", f"标题{n}", f"<p>{'文' * 300}</p>") for n in range(14)]
    lead, *rest = stories
    columns = _shared(lead, [], rest, {})
    assert columns.lead is not None
    assert columns.lead.item is lead
    placed = [story.item for story in (*columns.below, *columns.rail)]
    assert [*placed, *columns.left] == rest
