"""What a server is given to remember of the ledger: its lines, and all that was taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from delivery.memory import Forbidden, Memory, marks_of
from delivery.remembering import memory_of
from ledger import Ledger
from ledger.facts import Changed, Corrected, Fact, Moved, Retracted, Withdrawn, line_of
from ledgers import CLOCK, at, published, written

A, B, C, D = (f"2014-01-02/{name}" for name in "abcd")
DAY, TAKEN = date(2014, 1, 2), at("2014-01-03", "09:00")
GONE = Withdrawn(TAKEN, A, "应来源要求撤下。")
BACK = Retracted(TAKEN, B, "2014-01-03-0a", date(2014, 1, 3), "0a", TAKEN)
OUT: list[Fact] = [published(key, "2014-01-02") for key in (A, B, C, D)]


def forbidden(tmp_path: Path, *facts: Fact, prefixes: tuple[str, ...] = ("",)) -> set[Forbidden]:
    ledger = Ledger([*OUT, *facts], CLOCK)
    return set(memory_of(tmp_path / "content", ledger, (), prefixes).forbidden)


def gone(key: str, *folders: str) -> set[Forbidden]:
    """An item that is nowhere any more, at some folders of addresses."""
    name = key.partition("/")[2]
    return {Forbidden(f"{folder}/{name}/index.html", TAKEN, key) for folder in folders}


@pytest.mark.parametrize("fact", [GONE, BACK], ids=["withdrawn", "retracted"])
def test_what_was_taken_back_may_stand_nowhere_in_any_script(
    tmp_path: Path, fact: Withdrawn | Retracted
) -> None:
    day = "2014/01/02"
    assert forbidden(tmp_path, fact) == gone(fact.item, day)
    both = forbidden(tmp_path, fact, prefixes=("", "hant/"))
    assert both == gone(fact.item, day, f"hant/{day}")
    moved = Moved(at("2014-01-02", "10:00"), fact.item, "2014-01-09/new")
    everywhere = forbidden(tmp_path, fact, moved)
    assert {one.path for one in everywhere} == {
        f"{day}/{fact.item[-1]}/index.html",
        "2014/01/09/new/index.html",
    }


def test_what_was_corrected_or_stands_again_may_stand_there(tmp_path: Path) -> None:
    noted = Corrected(TAKEN, C, "2014-01-03-0b", DAY, "0b", TAKEN)
    again = Changed(at("2014-01-04"), B, "0c", at("2014-01-04"))
    assert forbidden(tmp_path, BACK, noted, again) == set()
    assert forbidden(tmp_path, BACK, noted, again, GONE) == gone(A, "2014/01/02")


def test_of_two_takings_the_last_is_told(tmp_path: Path) -> None:
    later = at("2014-01-05")
    (one,) = forbidden(tmp_path, BACK, Withdrawn(later, B, "撤下。"))
    assert one.since == later


def test_the_lines_are_those_of_the_files_and_those_told_now(tmp_path: Path) -> None:
    content = tmp_path / "content"
    written(content, OUT[:2], 2013)
    path = written(content, OUT[2:], 2014)
    odd = path.read_text("utf-8").replace('": "', '":  "') + "<<<<<<< ours\n\n"
    path.write_text(odd, encoding="utf-8")  # as another program has written it
    now = [GONE, BACK]
    found = memory_of(content, Ledger([*OUT, *now], CLOCK), now, ("",))
    of_now = marks_of(line_of(fact).encode() for fact in now)
    of_file = marks_of(line.encode() for line in odd.splitlines())
    assert (len(of_now), len(of_file)) == (2, 2)
    assert found.lines.keys() == {"2013.jsonl", "2014.jsonl"}
    assert len(found.lines["2013.jsonl"]) == 2
    assert found.lines["2014.jsonl"] == of_now | of_file
    assert memory_of(tmp_path, Ledger((), CLOCK), (), ("",)) == Memory({}, ())
