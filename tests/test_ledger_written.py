"""The ledger is written in whole lines, each once, and only grows; its name is kept for good."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from ledger import Ledger
from ledger.authority import authority_of, keep_authority
from ledger.facts import Changed, Corrected, Moved, Published, Retracted, Withdrawn, line_of
from ledger.record import Record
from ledger.writing import append, never_told, state_of
from ledgers import CLOCK, appointed, at, published
from newsroom.appointments import Appointment, Duty, Session
from newsroom.problems import ProblemList
from newsrooms import write

LEAD, SECOND = "2013-10-08/lead", "2013-10-08/second"
DAY = date(2013, 10, 8)


def lines(content: Path, name: str = "2013.jsonl") -> list[str]:
    """The lines of a year."""
    return (content / "ledger" / name).read_text("utf-8").splitlines()


def test_each_fact_goes_into_the_file_of_its_year_in_the_order_of_their_moments(
    tmp_path: Path,
) -> None:
    last, first, next_year = (
        published(LEAD, "2013-12-31", "23:59"),
        published(SECOND, "2013-10-08"),
        published("2013-12-31/third", "2014-01-01", "00:00"),
    )
    append(tmp_path, [next_year, last, first])
    assert lines(tmp_path) == [line_of(first), line_of(last)]
    assert lines(tmp_path, "2014.jsonl") == [line_of(next_year)]


def test_a_fact_that_is_written_down_already_is_not_written_twice(tmp_path: Path) -> None:
    lead, second = published(LEAD, "2013-10-08"), published(SECOND, "2013-10-08")
    append(tmp_path, [lead])
    append(tmp_path, [second, lead])
    assert lines(tmp_path) == [line_of(lead), line_of(second)]


def test_a_line_that_was_cut_stays_a_line_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "ledger/2013.jsonl", '{"at": "2013-10-')
    append(tmp_path, [published(LEAD, "2013-10-08")])
    assert lines(tmp_path) == ['{"at": "2013-10-', line_of(published(LEAD, "2013-10-08"))]


def test_git_is_told_how_to_merge_and_what_is_nobodys_but_once(tmp_path: Path) -> None:
    append(tmp_path, [published(LEAD, "2013-10-08")])
    assert (tmp_path / "ledger/.gitattributes").read_text() == "*.jsonl merge=union\n"
    assert (tmp_path / "ledger/.gitignore").read_text() == "/pending.jsonl\n"
    write(tmp_path, "ledger/.gitignore", "*.bak\n")
    append(tmp_path, [published(SECOND, "2013-10-08")])
    assert (tmp_path / "ledger/.gitignore").read_text() == "*.bak\n"


def test_a_paper_that_was_founded_has_told_nothing_until_its_first_publication(
    tmp_path: Path,
) -> None:
    assert not never_told(tmp_path)
    write(tmp_path, "ledger/new", "这份报纸还没有发布过。\n")
    assert never_told(tmp_path)
    append(tmp_path, [published(LEAD, "2013-10-08")])
    assert not never_told(tmp_path)
    assert sorted(one.name for one in (tmp_path / "ledger").iterdir()) == [
        *(".gitattributes", ".gitignore", "2013.jsonl")
    ]


def test_whoever_writes_is_noticed_by_names_and_by_bytes(tmp_path: Path) -> None:
    empty = state_of(tmp_path)
    write(tmp_path, "ledger/2013.jsonl", "a")
    first = state_of(tmp_path)
    (tmp_path / "ledger/2013.jsonl").rename(tmp_path / "ledger/2014.jsonl")
    second = state_of(tmp_path)
    write(tmp_path, "ledger/2014.jsonl", "b")
    assert len({empty, first, second, state_of(tmp_path)}) == 4
    before = state_of(tmp_path)
    write(tmp_path, "ledger/pending.jsonl", "c")
    assert state_of(tmp_path) == before


def test_what_an_appointment_does_not_say_is_not_written() -> None:
    plain = Appointment("何静", Duty.VISIT, DAY, "河东村", sessions=(Session(time(9), None),))
    row = json.loads(line_of(appointed("u1@x", LEAD, plain, at("2013-10-08"))))
    assert row["what"] == {
        "duty": "visit",
        "person": "何静",
        "place": "河东村",
        "hours": ["09:00-"],
    }
    assert {"script", "series", "rule", "moment"}.isdisjoint(row)


@pytest.mark.parametrize(
    "written", ["www.example.cn,2013\n", "\ufeffwww.example.cn,2013", "www.example.cn,2013-10-08\n"]
)
def test_the_name_that_numbers_are_made_of_is_read_as_it_was_kept(
    tmp_path: Path, written: str
) -> None:
    write(tmp_path, "ledger/authority", written)
    problems = ProblemList()
    assert authority_of(tmp_path, problems) == written.strip().lstrip("\ufeff")
    assert not list(problems)


@pytest.mark.parametrize("written", ["", "www.example.cn", "a,2013 b,2014", ",2013", "a b,2013"])
def test_a_name_that_is_damaged_is_told_and_counts_for_nothing(
    tmp_path: Path, written: str
) -> None:
    write(tmp_path, "ledger/authority", written)
    problems = ProblemList()
    assert authority_of(tmp_path, problems) == ""
    assert [(one.file, one.code.value) for one in problems] == [
        (f"{tmp_path.name}/ledger/authority", "ledger.damaged")
    ]
    assert authority_of(tmp_path) == ""


def test_the_name_that_numbers_are_made_of_is_kept_once_for_good(tmp_path: Path) -> None:
    keep_authority(tmp_path, "www.example.cn,2013")
    assert not (tmp_path / "ledger").exists()  # nothing has been told yet
    assert authority_of(tmp_path, ProblemList()) == ""
    append(tmp_path, [published(LEAD, "2013-10-08")])
    keep_authority(tmp_path, "www.example.cn,2013")
    keep_authority(tmp_path, "www.shan.cn,2026")
    assert authority_of(tmp_path) == "www.example.cn,2013"


# -- one item -------------------------------------------------------------------------------------
def record(*facts: Published | Changed | Moved | Corrected | Retracted | Withdrawn) -> Record:
    """What is known of an item."""
    found = Record()
    for fact in facts:
        found.enter(fact)
    return found


FIRST = published(LEAD, "2013-10-08")


def changed(day: str, told: str = "0c", shown: str = "") -> Changed:
    """Other words, told on a day."""
    return Changed(at(day), LEAD, told, at(shown or day))


def retracted(day: str, name: str = "2013-10-12-0a") -> Retracted:
    """Taken back on a day."""
    return Retracted(at(day), LEAD, name, DAY, "0d", at(day))


def test_an_item_stands_where_it_was_moved_to_last_and_every_address_is_known_once() -> None:
    there = Moved(at("2013-10-09"), LEAD, "2013-10-09/lead")
    back = Moved(at("2013-10-11"), LEAD, LEAD)
    again = Moved(at("2013-10-10"), LEAD, "2013-10-10/lead")
    moved = record(FIRST, again, back, there)
    assert moved.address == LEAD
    assert moved.addresses == (LEAD, "2013-10-09/lead", "2013-10-10/lead")
    assert record(FIRST).address == LEAD


def test_what_was_taken_back_stands_again_when_it_is_told_anew() -> None:
    assert record(retracted("2013-10-10")).retraction == retracted("2013-10-10")
    taken = record(FIRST, retracted("2013-10-10"))
    assert taken.retraction == retracted("2013-10-10")
    assert taken.back == at("2013-10-10")
    again = record(FIRST, retracted("2013-10-10"), changed("2013-10-11"))
    assert again.retraction is None
    assert again.back == at("2013-10-11")
    before = record(FIRST, changed("2013-10-09"), retracted("2013-10-10"))
    assert before.retraction == retracted("2013-10-10")
    assert before.back == at("2013-10-10")
    at_once = record(FIRST, retracted("2013-10-10"), changed("2013-10-10"))
    assert at_once.retraction == retracted("2013-10-10")
    assert record(FIRST, changed("2013-10-09")).back is None


def test_of_two_times_that_it_was_taken_back_the_last_counts() -> None:
    both = record(FIRST, retracted("2013-10-12", "2013-10-12-0b"), retracted("2013-10-10"))
    assert both.retraction == retracted("2013-10-12", "2013-10-12-0b")
    assert both.back == at("2013-10-12")
    between = record(FIRST, retracted("2013-10-10"), changed("2013-10-11"), changed("2013-10-14"))
    assert between.back == at("2013-10-11")  # the words of later days say nothing of it


@pytest.mark.parametrize(
    ("fact", "modified", "worded"),
    [
        (changed("2013-10-09"), "2013-10-09", "2013-10-09"),
        (Moved(at("2013-10-09"), LEAD, SECOND), "2013-10-08", "2013-10-08"),
        (
            Corrected(at("2013-10-09"), LEAD, "2013-10-09-0a", DAY, "0b", at("2013-10-09")),
            "2013-10-09",
            "2013-10-08",
        ),
        (retracted("2013-10-09"), "2013-10-09", "2013-10-08"),
        (Withdrawn(at("2013-10-09"), LEAD, "来源要求撤下"), "2013-10-09", "2013-10-08"),
        (changed("2013-10-09", shown="2013-10-07"), "2013-10-08", "2013-10-08"),
    ],
)
def test_whatever_is_told_of_an_item_modifies_it_but_for_a_move(
    fact: Changed | Moved | Corrected | Retracted | Withdrawn, modified: str, worded: str
) -> None:
    for facts in ((FIRST, fact), (fact, FIRST)):
        found = record(*facts)
        assert (found.published, found.modified) == (at("2013-10-08"), at(modified))
        assert found.worded == at(worded)


def test_of_two_withdrawals_the_first_says_why() -> None:
    first = Withdrawn(at("2013-10-09"), LEAD, "来源要求撤下")
    second = Withdrawn(at("2013-10-10"), LEAD, "所述不实")
    at_once = replace(first, notice="所述不实")
    for facts in ((first, second), (second, first)):
        assert record(FIRST, *facts).withdrawal == first
    assert record(FIRST, first, at_once).withdrawal == record(FIRST, at_once, first).withdrawal


def test_a_ledger_that_has_grown_is_the_ledger_of_all_its_facts_and_the_first_is_as_it_was() -> (
    None
):
    before = Ledger([FIRST, published(SECOND, "2013-10-08")], CLOCK)
    more = [changed("2013-10-09"), Moved(at("2013-10-10"), SECOND, "2013-10-10/second")]
    after = before.grown(more)
    assert (before.last, after.last) == (at("2013-10-08"), at("2013-10-10"))
    assert before.records[LEAD].told == "00"
    assert after.records[LEAD].told == "0c"
    assert before.owner("2013-10-10/second") is None
    assert after.owner("2013-10-10/second") == after.owner(SECOND) == SECOND
    assert before.grown([]) is before
    assert {*after.facts} == {*before.facts, *more}
