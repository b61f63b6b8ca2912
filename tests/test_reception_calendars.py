"""A subscribed calendar shows who receives when and where, and follows every correction."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker

from newsroom.appointments import Duty
from reception.calendars import CalendarHead, calendar_file
from reception.happenings import Happening, State
from receptions import FIRST, corrected_content, receptions_of, write_schedule
from shares import examples
from subscribers import entries_by_icaljs

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    write_schedule(folder / "content", "2013-09-30", FIRST)
    return receptions_of(folder / "content", folder).output


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrected")
    return receptions_of(corrected_content(folder / "content"), folder).output


Entries = dict[str, Any]  # UID to VEVENT; the library's values have two dozen types


def read(path: Path) -> Entries:
    """The entries of a calendar by UID; the file must hold nothing the parser stumbles over."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ResourceWarning)  # of whatever is collected meanwhile
        calendar = Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, Calendar)
    for component in calendar.walk():
        assert component.errors == []
    assert calendar.get_missing_tzids() == set()
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(calendar.walk("VEVENT"))
    return events


def of(events: Entries, person: str, duty: str) -> list[Any]:
    """A person's entries of a duty, by their UIDs."""
    return [event for uid, event in sorted(events.items()) if f"-{person}-{duty}" in uid]


def calendars(output: Path) -> list[Path]:
    files = sorted(output.rglob("*.ics"))
    assert files
    return files


def test_the_sample_table_becomes_54_entries(first: Path) -> None:
    events = read(first / "reception" / "calendar.ics").values()
    timed = [event for event in events if isinstance(event.decoded("dtstart"), datetime)]
    all_day = [event for event in events if event not in timed]
    assert (len(events), len(timed), len(all_day)) == (54, 38, 16)
    assert {str(event["status"]) for event in timed} == {"CONFIRMED"}
    assert {str(event["status"]) for event in all_day} == {"TENTATIVE"}
    assert {str(event["transp"]) for event in all_day} == {"TRANSPARENT"}
    assert {int(event["sequence"]) for event in events} == {0}
    assert {event["dtstart"].params["TZID"] for event in timed} == {"Asia/Shanghai"}
    hours = Counter((e.decoded("dtstart").time(), e.decoded("dtend").time()) for e in timed)
    assert {f"{start:%H:%M}-{end:%H:%M}": n for (start, end), n in hours.items()} == {
        "08:30-12:00": 19,
        "14:30-17:30": 19,
    }


def test_stamps_come_from_the_issue_and_not_from_the_clock(first: Path) -> None:
    events = read(first / "reception" / "calendar.ics").values()
    midnight_in_shanghai = datetime(2013, 9, 29, 16, tzinfo=UTC)
    assert {event.decoded("dtstamp") for event in events} == {midnight_in_shanghai}


def test_there_is_a_calendar_of_everything_of_each_person_place_year_and_schedule(
    first: Path,
) -> None:
    folder = first / "reception"
    everything = read(folder / "calendar.ics")
    for kind, count in (("people", 16), ("places", 16 + 1 + 4)):  # villages, the hall, towns
        files = sorted((folder / kind).glob("*.ics"))
        assert len(files) == count
        assert set().union(*map(read, files)) == set(everything)
    assert read(folder / "2013" / "calendar.ics").keys() == everything.keys()
    assert read(folder / "2013-09-30-reception.ics").keys() == everything.keys()
    town = next((folder / "places").glob("li-cun-zhen-??????.ics"))
    assert len(read(town)) == 9  # every village of 李村镇


def test_both_scripts_have_the_same_entries_in_words_of_their_own(corrected: Path) -> None:
    for path in calendars(corrected / "reception"):
        hans = read(path)
        hant = read(corrected / "hant" / path.relative_to(corrected))
        assert hans.keys() == hant.keys()
        for uid, event in hans.items():
            assert event["dtstart"] == hant[uid]["dtstart"]
            assert event["sequence"] == hant[uid]["sequence"]
    hant = read(corrected / "hant" / "reception" / "calendar.ics")
    event = of(hant, "liu-guan-yu-384b84", "visit")[0]
    assert str(event["summary"]) == "劉冠瑜下訪：佃莊鎮西馬莊村"
    assert "LANGUAGE" not in event["summary"].params  # some programs make no string of such a title


def test_uids_are_ascii_and_lasting(first: Path) -> None:
    uids = read(first / "reception" / "calendar.ics").keys()
    assert all(uid.isascii() for uid in uids)
    assert "20131014-liu-guan-yu-384b84-reception.2013-09-30.reception.1@www.example.cn" in uids


def test_a_moved_item_keeps_its_uids(first: Path, tmp_path: Path) -> None:
    write_schedule(
        tmp_path / "content",
        "2013-09-30",
        FIRST,
        stem="jiefang",
        more="moved_from: [2013-09-30/reception]\n",
    )
    moved = receptions_of(tmp_path / "content", tmp_path).output
    assert (
        read(moved / "reception" / "calendar.ics").keys()
        == read(first / "reception" / "calendar.ics").keys()
    )


def test_a_moved_entry_keeps_its_uid_and_raises_its_sequence(first: Path, corrected: Path) -> None:
    before = of(read(first / "reception" / "calendar.ics"), "wang-yao-guang-c39f27", "reception")
    after = of(read(corrected / "reception" / "calendar.ics"), "wang-yao-guang-c39f27", "reception")
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert [event.decoded("dtstart").day for event in before] == [12, 12]
    assert [event.decoded("dtstart").day for event in after] == [15, 15]
    assert [int(event["sequence"]) for event in after] == [1, 1]
    assert after[0].decoded("dtstamp") == datetime(2013, 10, 7, 16, tzinfo=UTC)


def test_what_was_withdrawn_is_cancelled_and_not_gone(corrected: Path) -> None:
    events = of(read(corrected / "reception" / "calendar.ics"), "li-jian-dang-e0fb2b", "")
    assert [str(event["status"]) for event in events] == ["CANCELLED"] * 3
    assert [str(event["transp"]) for event in events] == ["TRANSPARENT"] * 3  # nobody is busy then
    assert {int(event["sequence"]) for event in events} == {1}


def test_a_session_that_falls_away_is_cancelled(corrected: Path) -> None:
    events = of(read(corrected / "reception" / "calendar.ics"), "gao-da-yan-1d5ffc", "reception")
    assert [(str(e["status"]), e.decoded("dtstart").hour) for e in events] == [
        ("CONFIRMED", 14),
        ("CANCELLED", 14),
    ]
    assert [str(e["transp"]) for e in events] == ["OPAQUE", "TRANSPARENT"]


def test_the_calendar_of_the_place_that_was_left_follows_too(corrected: Path) -> None:
    places = corrected / "reception" / "places"
    left = read(next(places.glob("*dong-ma-zhuang-cun*.ics")))
    new = read(next(places.glob("*xi-ma-zhuang-cun*.ics")))
    assert left.keys() == new.keys()
    assert [str(event["status"]) for event in left.values()] == ["CANCELLED"]
    assert [str(event["status"]) for event in new.values()] == ["TENTATIVE"]


def test_nothing_else_changes_its_sequence(first: Path, corrected: Path) -> None:
    before = read(first / "reception" / "calendar.ics")
    after = read(corrected / "reception" / "calendar.ics")
    assert before.keys() <= after.keys()
    changed = {uid for uid, event in after.items() if int(event["sequence"])}
    assert len(changed) == 1 + 2 + 3 + 2  # a village, a reception, a person, a half day
    for uid in before.keys() - changed:
        assert before[uid]["dtstart"] == after[uid]["dtstart"]


def test_a_retracted_schedule_is_cancelled_altogether(tmp_path: Path) -> None:
    write_schedule(
        tmp_path / "content",
        "2013-09-30",
        FIRST,
        more="retracted: {date: 2013-10-02, text: 日程作废}\n",
    )
    output = receptions_of(tmp_path / "content", tmp_path).output
    events = read(output / "reception" / "calendar.ics")
    assert {(str(e["status"]), int(e["sequence"])) for e in events.values()} == {("CANCELLED", 1)}
    index = (output / "reception" / "index.html").read_text(encoding="utf-8")
    assert "撤回" in index
    assert "<table" not in index


def test_lines_are_folded_at_75_octets_and_end_in_crlf(corrected: Path) -> None:
    for path in calendars(corrected):
        data = path.read_bytes()
        assert data.endswith(b"\r\n")
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            line.decode("utf-8")  # no character is cut in two


def test_a_second_reader_understands_the_same_instants(corrected: Path) -> None:
    files = calendars(corrected)
    theirs = entries_by_icaljs(files)
    for file in files:
        assert theirs[str(file)] == [_understood(event) for event in read(file).values()]


def _understood(event: Any) -> dict[str, Any]:
    start, end = event.decoded("dtstart"), event.decoded("dtend")
    is_timed = isinstance(start, datetime)
    return {
        "uid": str(event["uid"]),
        "sequence": int(event["sequence"]),
        "status": str(event["status"]),
        "summary": str(event["summary"]),
        "description": str(event["description"]),
        "location": str(event["location"]),
        "zone": "Asia/Shanghai" if is_timed else "",
        "start": int(start.timestamp()) if is_timed else start.isoformat(),
        "end": int(end.timestamp()) if is_timed else end.isoformat(),
    }


def test_the_json_says_the_same_and_fits_its_published_schema(corrected: Path) -> None:
    schema = json.loads((corrected / "reception" / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for path in calendars(corrected):
        data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        validator.validate(data)
        events = read(path)
        assert [record["uid"] for record in data["events"]] == list(events)
        for record in data["events"]:
            event = events[record["uid"]]
            start = event.decoded("dtstart")
            assert record["start"] == start.isoformat()
            assert record["status"] == str(event["status"]).lower()
            assert record["allDay"] == (not isinstance(start, datetime))
    data["events"][0]["status"] = "perhaps"
    assert not validator.is_valid(data)


def test_every_calendar_says_its_name_and_where_it_comes_from(corrected: Path) -> None:
    for path in calendars(corrected):
        calendar = Calendar.from_ical(path.read_bytes())
        address = f"https://www.example.cn/{path.relative_to(corrected).as_posix()}"
        assert str(calendar["name"]) == str(calendar["x-wr-calname"])
        assert str(calendar["name"])
        assert str(calendar["description"])
        assert str(calendar["source"]) == address


def test_what_a_citizen_should_know_stands_line_by_line_without_a_gap(corrected: Path) -> None:
    described = [
        str(e["description"]) for path in calendars(corrected) for e in read(path).values()
    ]
    for text in described:
        lines = text.split("\n")
        assert all(line.strip() for line in lines)
        assert lines[-1].rpartition("：")[2].startswith("https://www.example.cn/")
    assert described


@pytest.mark.parametrize(("duty", "is_told"), [("下访", True), ("接访", False)])
def test_when_a_visit_of_no_hours_begins_is_told_as_the_newsroom_says_it(
    first: Path, duty: str, *, is_told: bool
) -> None:
    found = [e for e in read(first / "reception/calendar.ics").values() if duty in e["summary"]]
    assert found
    assert {"下访半天" in str(each["description"]).split("\n") for each in found} == {is_told}


HEAD = CalendarHead("名称", "说明", "https://example.cn/c.ics", "zh-Hans", "example.cn")
HOSTILE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;:\\\"^'"), min_size=1
)


def _happening(text: str) -> Happening:
    stamp = datetime(2013, 9, 30, tzinfo=UTC)
    return Happening(
        uid="a@example.cn",
        sequence=0,
        state=State.TENTATIVE,
        duty=Duty.VISIT,
        what=text,
        title=text,
        person=text,
        person_id="a",
        post="",
        place=text,
        place_id="b",
        town="",
        village="",
        note="",
        start=date(2013, 10, 8),
        end=date(2013, 10, 9),
        created=stamp,
        stamp=stamp,
        summary=text,
        description=text,
        url="https://example.cn/",
    )


@settings(max_examples=examples(150), deadline=None)
@given(HOSTILE)
def test_no_name_breaks_out_of_its_line(text: str) -> None:
    from zoneinfo import ZoneInfo

    data = calendar_file(HEAD, [_happening(text)], ZoneInfo("Asia/Shanghai"))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert len(events) == 1
    assert str(events[0]["summary"]) == text
    assert str(events[0]["location"]) == text
    assert str(events[0]["description"]) == text
