"""A clock that was wrong once does not block a paper, nor date what it tells for a year to come."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from edition.clock import build_time
from edition.publishing import Publishing
from ledger.facts import Appointed, Changed, Published, Signed, fact_of, line_of
from ledger.redating import mend_clock, redated
from ledgers import at, opened, published, written
from newsroom.guard import MisusedError
from newsrooms import item, small_newsroom
from publications import dying, ledger_lines, publish

NOON = at("2026-01-02", "12:00")
YEAR = timedelta(days=365)
ROOMS = ("website",)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A paper that has told of one item, by a right clock."""
    content = small_newsroom(tmp_path / "content")
    publish(content, tmp_path, NOON, ROOMS)
    return content


def test_a_clock_a_year_ahead_is_asked_about_before_anybody_is_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger_lines(content)
    item(content, "second")
    with pytest.raises(SystemExit):
        publish(content, content.parent, NOON + YEAR, ROOMS)
    assert "--confirm clock" in capsys.readouterr().err
    assert ledger_lines(content) == before
    publish(content, content.parent, NOON + YEAR, ROOMS, sure=True)
    assert len(ledger_lines(content)) == len(before) + 1


def test_what_a_wrong_clock_dated_into_the_future_is_told_now_in_its_order(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    item(content, "second", "第二篇。")
    publish(content, content.parent, NOON + YEAR, ROOMS, sure=True)
    item(content, "second", "第二篇，改过。")
    publish(content, content.parent, NOON + YEAR + timedelta(hours=1), ROOMS, sure=True)
    last = json.loads(ledger_lines(content)[-1])["told"]
    now = NOON + timedelta(days=1)
    item(content, "third", "第三篇。")
    with pytest.raises(SystemExit):
        publish(content, content.parent, now, ROOMS)
    assert "--confirm clock" in capsys.readouterr().err
    Publishing(content, now=now).mend_clock()
    assert "有 2 条" in capsys.readouterr().out
    assert sorted(path.name for path in (content / "ledger").glob("*.jsonl")) == ["2026.jsonl"]
    publish(content, content.parent, now, ROOMS)
    ledger, problems = opened(content)
    assert problems == []
    assert ledger.last == now
    second = ledger.records["2013-10-08/second"]
    assert second.told == last
    assert second.published == now - timedelta(seconds=1)
    first = ledger.records["2013-10-08/lead"].published
    assert first is not None
    assert first < NOON


def test_a_moment_before_the_wrong_clock_stays() -> None:
    embargo = at("2026-01-02", "06:00")
    early = Published(NOON + YEAR, "2013-10-08/a", "2013-10-08/a", "01", embargo)
    late = Changed(NOON + YEAR, "2013-10-08/a", "02", NOON + YEAR)
    good = published("2013-10-08/b", "2025-12-01")
    signed = Signed(NOON + YEAR, NOON.date(), ())
    found = redated([early, late, good, signed], NOON)
    assert found.keys() == {early, late, signed}
    new = found[early]
    assert isinstance(new, Published)
    assert (new.at, new.moment) == (NOON, embargo)
    assert found[signed].at == NOON
    assert not isinstance(found[late], Appointed)


def test_however_a_line_is_written_and_whatever_stands_beside_it(tmp_path: Path) -> None:
    future = published("2013-10-08/b", "2027-10-08")
    row = dict(reversed(json.loads(line_of(future)).items()))
    odd = json.dumps(row, separators=(",", ":")).encode()
    path = written(tmp_path, [published("2013-10-08/a", "2013-10-08")], 2027)
    path.write_bytes(path.read_bytes() + b"\xff\xfe damaged\n" + odd + b"\n" + b"[" * 9000 + b"\n")
    assert mend_clock(tmp_path, NOON) == 1
    ledger, problems = opened(tmp_path)
    assert ledger.last == NOON
    assert len(problems) == 2
    assert ledger.records.keys() == {"2013-10-08/a", "2013-10-08/b"}


def test_a_ledger_that_is_right_is_not_touched(tmp_path: Path) -> None:
    path = written(tmp_path, [published("2013-10-08/b", "2013-10-08")])
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert mend_clock(tmp_path, NOON) == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert fact_of(json.loads(before[0])).at < NOON


def test_a_run_that_died_with_a_wrong_clock_is_taken_up_with_the_right_one(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    item(content, "second")
    with dying(monkeypatch, "edition.publishing.Publishing.told"):
        publish(content, content.parent, NOON + YEAR, ROOMS, sure=True)
    now = NOON + timedelta(days=1)
    with pytest.raises(SystemExit):
        publish(content, content.parent, now, ROOMS)
    assert "--confirm clock" in capsys.readouterr().err
    publish(content, content.parent, now, ROOMS, sure=True)
    ledger, _ = opened(content)
    assert ledger.records["2013-10-08/second"].published == now
    assert ledger.last == now


def test_a_clock_that_stands_still_does_not_tell_twice_in_one_moment(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ledger_lines(content)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    publish(content, content.parent, build_time(), ROOMS)  # nothing is told: nothing to part
    item(content, "second")
    with pytest.raises(SystemExit):
        publish(content, content.parent, build_time(), ROOMS)
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    assert ledger_lines(content) == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp()) + 1))
    publish(content, content.parent, build_time(), ROOMS)
    assert len(ledger_lines(content)) == len(before) + 1


@pytest.mark.parametrize("moment", ["today", "-99999999999", "253402300799", "9" * 20])
def test_what_is_no_moment_is_said_in_terms_of_what_was_set(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(MisusedError) as told:
        build_time()
    assert told.value.file == "SOURCE_DATE_EPOCH"
    assert moment in told.value.what
