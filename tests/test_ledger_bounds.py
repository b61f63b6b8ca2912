"""What a line of the ledger may hold at most, and which files are it."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest

from ledger.facts import line_of
from ledger.reading import ledger_files
from ledgers import appointed, at, opened, published, written
from meetings import meeting
from newsrooms import write

KEY = "2014-01-02/table"
OUT = published(KEY, "2014-01-02")
TOLD = appointed("a@x.cn", KEY, meeting("甲", 8), at("2014-01-02"))
HOURS = [f"{hour:02}:00-{hour:02}:30" for hour in range(24)]


def lines_read(content: Path, **changed: Any) -> tuple[int, list[str]]:
    """How many appointments are read of one whose line is changed, and what is told."""
    row = json.loads(line_of(TOLD))
    row["what"] |= changed
    text = f"{line_of(OUT)}\n{json.dumps(row, ensure_ascii=False)}\n"
    write(content, "ledger/2014.jsonl", text)
    ledger, problems = opened(content)
    return len(ledger.tellings), [problem.what for problem in problems]


@pytest.mark.parametrize(
    "changed",
    [
        {"hours": HOURS},
        {"hours": ["09:00-"]},
        {"place": "厅" * 2000},
        {"person_id": "lin-xiao-5e6f"},
        {"note": "雨天顺延；晴天照旧"},
    ],
)
def test_a_line_holds_as_much_as_it_may(tmp_path: Path, changed: dict[str, Any]) -> None:
    assert lines_read(tmp_path / "content", **changed) == (1, [])


@pytest.mark.parametrize(
    "changed",
    [
        {"hours": [*HOURS, "23:30-23:45"]},
        {"hours": ["12:00"]},
        {"hours": ["-12:00"]},
        {"hours": ["08:00+08:00-12:00"]},
        {"hours": ["08:00-12:00+08:00"]},
        {"place": "厅" * 2001},
        {"place": "大\u202e厅\x07"},
        {"person_id": "lin xiao"},
        {"person_id": "lin-xiao-"},
        {"duty": "holiday"},
    ],
)
def test_a_line_that_holds_what_none_may_counts_for_nothing(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    count, told = lines_read(tmp_path / "content", **changed)
    assert count == 0
    assert [what.startswith("这一行读不懂，没有算数（") for what in told] == [True]
    assert len(told[0]) < 100


def test_the_files_of_the_years_are_the_ledger_the_oldest_first(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for year in (2015, 2013, 2014):
        written(content, [OUT], year)
    for other in ("2013.jsonl.bak", "old-2013.jsonl", "13.jsonl"):
        write(content, f"ledger/{other}", "{")
    (content / "ledger/2012.jsonl").mkdir()
    names = [path.name for path in ledger_files(content)]
    assert names == ["2013.jsonl", "2014.jsonl", "2015.jsonl"]
    ledger, problems = opened(content)
    assert not problems
    assert len(ledger.facts) == 1  # three times the same


def test_a_file_that_cannot_be_read_is_told_and_the_others_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, read = tmp_path / "content", Path.read_bytes
    written(content, [OUT], 2014)
    written(content, [TOLD], 2013)

    def refused(path: Path) -> bytes:
        if path.name == "2013.jsonl":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    ledger, problems = opened(content)
    assert [one.what for one in problems] == ["账本读不出来（Permission denied）"]
    assert [*ledger.records] == [KEY]


def test_the_collector_is_as_it_was_once_a_ledger_is_read(tmp_path: Path) -> None:
    before = gc.isenabled()
    try:
        for wanted in (True, False):
            (gc.enable if wanted else gc.disable)()
            opened(tmp_path / "content")
            assert gc.isenabled() is wanted
    finally:
        (gc.enable if before else gc.disable)()
