"""A build that would change nothing says so at once; whatever may have changed has it made."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from edition import unchanged
from edition.build import Build
from edition.ownership import stamps_below
from edition.unchanged import Command, Noting, told_again
from newsrooms import issue, item, small_newsroom
from presses import job, prepared

HOUR = 3600.0
HERE = datetime.fromisoformat("2013-10-08T12:00:00+08:00")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder and what was made of it, a while ago."""
    monkeypatch.setattr(unchanged, "_libraries", list)
    small_newsroom(tmp_path / "content")
    for name in ("output/index.html", "output/2013/10/08/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("出版")
    noting = Noting(command(), tmp_path / "cache", [tmp_path / "content"])
    until = time.time() + HOUR
    tree = (tmp_path / "output", stamps_below(tmp_path / "output"))
    noting.done([tmp_path / "output.proofs"], until, "提醒\n", tree)
    return tmp_path


def command(*arguments: str) -> Command:
    """The same command, begun long after every file was written."""
    with mock.patch.dict(os.environ):
        os.environ.pop("PYTEST_CURRENT_TEST", None)  # another one in every phase of a test
        return Command(Command.now(["content", *arguments]).key, time.time_ns() + 60 * 10**9)


def told(paper: Path, *arguments: str) -> str | None:
    """What is told of the paper again, an hour on."""
    return told_again(command(*arguments), paper / "cache")


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the clock; two minutes on to begin with."""
    now = time.time()

    def set_clock(seconds: float) -> None:
        monkeypatch.setattr(unchanged.time, "time", lambda: now + seconds)

    set_clock(120)
    return set_clock


def test_what_was_told_is_told_again(paper: Path) -> None:
    assert told(paper) == "提醒\n"
    assert told(paper, "--without-pdf") is None
    assert told(paper) == "提醒\n"


def rewrite(path: Path) -> None:
    """The same bytes, the same size, and the same time set by hand."""
    before = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda paper: rewrite(paper / "content/issues/2013-10-08/lead.md"),
        lambda paper: (paper / "content/issues/2013-10-08/lead.md").unlink(),
        lambda paper: (paper / "content/issues/2013-10-08/lead.md").rename(
            paper / "content/issues/2013-10-08/new.md"
        ),
        lambda paper: item(paper / "content", "second"),
        lambda paper: (paper / "content/issues/2013-10-15").mkdir(),
        lambda paper: (paper / "output/index.html").unlink(),
        lambda paper: rewrite(paper / "output/2013/10/08/index.html"),
        lambda paper: (paper / "output/stranger.txt").write_text("x"),
        lambda paper: (paper / "output.proofs").mkdir(),
        lambda paper: (paper / "content/elsewhere").symlink_to(paper / "cache"),
    ],
)
def test_whatever_looks_otherwise_is_made(paper: Path, change: Callable[[Path], object]) -> None:
    time.sleep(0.01)  # a tick of the disk's clock
    change(paper)
    assert told(paper) is None


@pytest.mark.parametrize(
    "path",
    [
        *("content/.git", "content/issues/__pycache__"),
        *("output.kits/.press-staging", "output.kits/.press-lock"),
    ],
)
def test_what_programs_keep_for_themselves_changes_nothing(paper: Path, path: str) -> None:
    (paper / "output.kits").mkdir()
    noting = Noting(command(), paper / "cache", [paper / "content"])
    noting.done([paper / "output.kits"], time.time() + HOUR, "提醒\n")
    (paper / path).mkdir()
    (paper / path / "x").write_text("x")
    assert told(paper) == "提醒\n"
    (paper / path).rename((paper / path).with_name("x"))
    assert told(paper) is None


def test_a_file_that_is_younger_than_the_build_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "_libraries", list)
    small_newsroom(tmp_path / "content")
    at_once = Command.now(["content"])
    noting = Noting(at_once, tmp_path / "cache", [tmp_path / "content"])
    noting.done([tmp_path / "out"], time.time() + HOUR, "")
    assert told_again(at_once, tmp_path / "cache") is None


def test_the_clock_ends_it(paper: Path, later: Callable[[float], None]) -> None:
    later(HOUR / 2)
    assert told(paper) is not None
    later(2 * HOUR)
    assert told(paper) is None
    later(-HOUR)
    assert told(paper) is None, "the clock was set back"


def test_a_damaged_note_is_none(paper: Path) -> None:
    file = command().file(paper / "cache")
    data = file.read_bytes()
    for damaged in (data[:-9], data.replace(b"told", b"tolt"), b"", b"{}"):
        file.write_bytes(damaged)
        assert told(paper) is None


def test_a_build_that_does_not_end_leaves_no_note(paper: Path) -> None:
    Noting(command(), paper / "cache", [paper / "content"])
    assert told(paper) is None


@pytest.mark.parametrize(
    ("day", "matter", "rooms", "until"),
    [
        ("2013-10-01", {}, [], "2013-10-09T00:00+08:00"),
        ("2013-10-08", {}, ["syndication"], "2013-10-09T00:00+08:00"),
        ("2013-10-07", {}, ["syndication"], "2013-10-09T00:00+08:00"),
        ("2013-10-01", {"embargo": "2013-10-08T18:00+08:00"}, [], "2013-10-08T18:00+08:00"),
        ("2013-10-01", {"embargo": "2013-10-06T18:00+08:00"}, [], "2013-10-09T00:00+08:00"),
        (
            "2013-10-01",
            {"embargo": "2013-10-06T18:00+08:00"},
            ["syndication"],
            "2013-10-08T18:00+08:00",
        ),
    ],
)
def test_it_is_known_until_when_the_clock_changes_nothing(
    tmp_path: Path, day: str, matter: dict[str, str], rooms: list[str], until: str
) -> None:
    content = tmp_path / "content"
    issue(content, day)
    item(content, "lead", day=day)
    item(content, "second", day=day, **matter)
    with prepared(job(content, tmp_path, rooms, now=HERE)) as made:
        assert made.until() == datetime.fromisoformat(until)


@pytest.mark.parametrize("hours", [(18, 20), (20, 18)])
def test_of_several_embargoes_the_first_to_end_is_waited_for(
    tmp_path: Path, hours: tuple[int, int]
) -> None:
    content = tmp_path / "content"
    issue(content, "2013-10-01")
    item(content, "lead", day="2013-10-01")
    for name, hour in zip(("second", "third"), hours, strict=True):
        item(content, name, day="2013-10-01", embargo=f"2013-10-08T{hour}:00+08:00")
    with prepared(job(content, tmp_path, [], now=HERE)) as made:
        assert made.until() == datetime.fromisoformat("2013-10-08T18:00+08:00")


def test_what_is_not_out_yet_is_dated_anew_every_time(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    early = HERE.replace(hour=1)
    made: Build
    with prepared(job(content, tmp_path, [], now=early)) as made:
        assert made.until() == early
    with prepared(job(content, tmp_path, [], now=early + timedelta(hours=11))) as made:
        assert made.until() > HERE
