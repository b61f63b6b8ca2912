"""What a room could not put before readers is not written down as told, but told next time."""

from __future__ import annotations

from pathlib import Path

import pytest

import reception
from edition.model import Edition
from edition.tree import OutputTree
from ledgers import at
from newsrooms import issue, item, write
from publications import ledger_lines, publish

DAY = "2013-10-08"
ROOMS = ("reception", "website")


def schedule(content: Path, day: str) -> None:
    write(content, f"issues/{DAY}/table.csv", f"姓名,接访时间\n林晓,{day}\n")
    head = {"period": "2013-10", "venue": "大厅", "hours": "上午8:30-12:00"}
    item(content, "table", "", DAY, kind="schedule", table="table.csv", schedule=head)


def told_once(folder: Path) -> Path:
    """The content of a paper that has told its readers of one appointment."""
    content = folder / "content"
    issue(content, DAY, 1)
    item(content, "lead", "区里开会。", DAY, rank=1)
    schedule(content, "10月15日")
    publish(content, folder, at(DAY, "09:00"), ROOMS)
    return content


def fail(*_: object) -> None:
    raise RuntimeError("forced")


def appointed(content: Path) -> int:
    return sum('"uid"' in line for line in ledger_lines(content))


def test_appointments_of_a_room_that_failed_are_told_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = told_once(tmp_path)
    assert appointed(content) == 1
    schedule(content, "10月16日")
    with monkeypatch.context() as broken:
        broken.setattr("reception.write_calendars", fail)
        output = publish(content, tmp_path, at(DAY, "10:00"), ROOMS)
    assert "20131015T" in (output / "reception/calendar.ics").read_text(encoding="utf-8")
    assert appointed(content) == 1
    publish(content, tmp_path, at(DAY, "11:00"), ROOMS)
    told = (output / "reception/calendar.ics").read_text(encoding="utf-8")
    assert "20131016T" in told
    assert "SEQUENCE:1" in told
    assert appointed(content) == 2


def test_a_room_that_failed_in_one_script_catches_up_with_what_was_told_in_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = told_once(tmp_path)
    schedule(content, "10月16日")
    whole = reception.publish

    def fail_in_hant(edition: Edition, tree: OutputTree) -> None:
        if not edition.is_default:
            raise RuntimeError("forced")
        whole(edition, tree)

    with monkeypatch.context() as broken:
        broken.setattr(reception, "publish", fail_in_hant)
        output = publish(content, tmp_path, at(DAY, "10:00"), ROOMS)
    calendars = [output / "reception/calendar.ics", output / "hant/reception/calendar.ics"]
    assert ["SEQUENCE:1" in path.read_text(encoding="utf-8") for path in calendars] == [True, False]
    assert appointed(content) == 2
    publish(content, tmp_path, at(DAY, "11:00"), ROOMS)
    assert ["SEQUENCE:1" in path.read_text(encoding="utf-8") for path in calendars] == [True, True]
    assert appointed(content) == 2
