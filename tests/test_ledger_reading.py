"""The ledger is read whatever happened to it: out of order, doubled, damaged, half merged."""

from __future__ import annotations

import json
import subprocess
from dataclasses import fields, replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import Ledger
from ledger.facts import (
    Appointed,
    Changed,
    Corrected,
    Fact,
    Moved,
    Published,
    Retracted,
    Signed,
    State,
    Withdrawn,
    fact_of,
    line_of,
    plain_fact,
)
from ledger.writing import append
from ledgers import CLOCK, appointed, at, opened, published, written
from newsroom.appointments import Appointment, Duty, Session
from newsroom.kinds import Script
from newsroom.problems import Severity
from newsrooms import write

LEAD, SECOND = "2013-10-08/lead", "2013-10-08/second"
DAY = date(2013, 10, 8)
MEETING = Appointment(
    "何静",
    Duty.VISIT,
    DAY,
    "柳树镇河东村",
    "柳树镇",
    "河东村",
    (Session(time(8, 30), time(12)),),
    "上午",
    "he-jing-0a",
    "liu-shu-zhen-he-dong-cun-0b",
    "liu-shu-zhen-0c",
)
OPEN_DAY = replace(
    MEETING,
    duty=Duty.OCCASION,
    sessions=(Session(time(22), time(6)), Session(time(9), None)),
    what="开放日",
    title="水厂开放日",
    role="讲解",
)
STORY: tuple[Fact, ...] = (
    published(LEAD, "2013-10-08"),
    published(SECOND, "2013-10-08", "09:00"),
    Changed(at("2013-10-09"), LEAD, "01", at("2013-10-09")),
    Moved(at("2013-10-10"), LEAD, "2013-10-08/headline"),
    Corrected(at("2013-10-11"), LEAD, "2013-10-11-0a", date(2013, 10, 11), "02", at("2013-10-11")),
    Retracted(at("2013-10-12"), SECOND, "2013-10-12-0b", DAY, "03", at("2013-10-12")),
    Withdrawn(at("2013-10-13"), SECOND, "应来源要求撤下。"),
    appointed("u1@x", LEAD, MEETING, at("2013-10-08")),
    appointed("u1@x", LEAD, MEETING, at("2013-10-09"), 1, State.CANCELLED),
    replace(
        appointed("u2@x", LEAD, OPEN_DAY, at("2013-10-08"), 0, State.TENTATIVE),
        script=Script.HANT,
        series="weekly-open-day",
        rule="FREQ=WEEKLY;BYDAY=TU",
    ),
    Signed(at("2013-10-08"), DAY, (("2013/10/08/a.pdf", "05"),)),
)


# A busy machine is no fault of the ledger's.
unhurried = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(ledger: Ledger) -> tuple[object, ...]:
    """All that a ledger answers."""
    records = {
        item: (r.published, r.modified, r.told, r.addresses, r.address, r.retraction, r.withdrawal)
        for item, r in sorted(ledger.records.items())
    }
    return records, dict(sorted(ledger.appointments.items())), ledger.signed(DAY), ledger.last


@pytest.mark.parametrize("fact", STORY, ids=lambda fact: type(fact).__name__)
def test_a_fact_is_read_as_it_was_written(fact: Fact) -> None:
    line = line_of(fact)
    assert "\n" not in line
    assert fact_of(json.loads(line)) == fact


def test_all_that_an_appointment_says_is_written_down() -> None:
    """But for the rule of its day, which the fact has."""
    blank = [one.name for one in fields(OPEN_DAY) if not getattr(OPEN_DAY, one.name)]
    assert blank == ["rule"]
    fact = next(one for one in STORY if isinstance(one, Appointed) and one.what is OPEN_DAY)
    assert not [one.name for one in fields(fact) if getattr(fact, one.name) in {"", None}]
    row = json.loads(line_of(fact))["what"]
    assert row.pop("hours") == ["22:00-06:00", "09:00-"]
    assert row.pop("duty") == "occasion"
    assert row == {
        one.name: getattr(OPEN_DAY, one.name)
        for one in fields(OPEN_DAY)
        if one.name not in {"duty", "day", "sessions", "rule"}
    }


def test_a_moment_of_its_own_is_written_only_where_there_is_one() -> None:
    first = published(LEAD, "2013-10-08")
    later = Published(at("2013-10-09"), LEAD, LEAD, "00", at("2013-10-08", "00:00"))
    assert "moment" not in line_of(first)
    assert '"moment": "2013-10-08T00:00:00+08:00"' in line_of(later)


@unhurried
@given(st.permutations(STORY), st.lists(st.sampled_from(STORY), max_size=4))
def test_neither_order_nor_repetition_means_anything(facts: list[Fact], again: list[Fact]) -> None:
    assert said(Ledger([*facts, *again], CLOCK)) == said(Ledger(STORY, CLOCK))


def test_what_two_editors_told_at_once_has_one_first_moment() -> None:
    ours, theirs = published(LEAD, "2013-10-08", "08:05"), published(LEAD, "2013-10-08", "08:00")
    assert Ledger([ours, theirs], CLOCK).records[LEAD].published == at("2013-10-08", "08:00")


FIRST, LATER = at("2013-10-09"), at("2013-10-10")


@pytest.mark.parametrize("turned", [False, True])
def test_of_what_two_editors_told_the_first_is_when_and_why_and_the_last_is_how(
    *, turned: bool
) -> None:
    """Of two withdrawals, of whatever each says of the item, and of two papers of one day."""
    ours: list[Fact] = [
        Published(FIRST, LEAD, LEAD, "0a", FIRST, "yaowen", "report"),
        Withdrawn(FIRST, LEAD, "应来源要求撤下。"),
        Signed(FIRST, DAY, (("a.pdf", "0a"),)),
        Changed(FIRST, SECOND, "0a", FIRST),
    ]
    theirs: list[Fact] = [
        Published(LATER, LEAD, "2013-10-08/headline", "0b", LATER, "minsheng", "brief"),
        Withdrawn(LATER, LEAD, "所述不实，撤下。"),
        Signed(LATER, DAY, (("a.pdf", "0b"),)),
        Changed(LATER, SECOND, "0b", LATER),
    ]
    facts = [published(SECOND, "2013-10-08"), *(theirs + ours if turned else ours + theirs)]
    ledger = Ledger(facts, CLOCK)
    lead = ledger.records[LEAD]
    assert (lead.published, lead.first_address) == (FIRST, LEAD)
    assert (lead.section, lead.kind) == ("yaowen", "report")
    assert ledger.withdrawals[LEAD].notice == "应来源要求撤下。"
    assert (lead.told, lead.worded) == ("0b", LATER)
    assert (ledger.records[SECOND].told, ledger.records[SECOND].modified) == ("0b", LATER)
    assert dict(ledger.papers[DAY].files) == {"a.pdf": "0b"}


def test_lines_of_a_union_merge_are_read_as_one_ledger(tmp_path: Path) -> None:
    lines = [line_of(fact) for fact in STORY]
    mixed = lines[::2] + lines[::-1] + ["", "  "]
    write(tmp_path / "content", "ledger/2013.jsonl", "\r\n".join(mixed))
    ledger, problems = opened(tmp_path / "content")
    assert not problems
    assert said(ledger) == said(Ledger(STORY, CLOCK))


MOVED = {"at": "2013-10-08T08:00:00+08:00", "fact": "moved", "item": LEAD, "address": SECOND}


def moved(**changes: object) -> str:
    """A line that tells of a move, with something else in it."""
    return json.dumps({**MOVED, **changes})


MET = json.loads(next(line_of(one) for one in STORY if isinstance(one, Appointed) and one.series))


def met(**changes: object) -> str:
    """A line that tells of an appointment, with something else in it; None leaves out a part."""
    row = {**MET, **changes}
    return json.dumps({name: value for name, value in row.items() if value is not None})


def test_those_lines_are_read_but_for_what_is_put_into_them() -> None:
    assert isinstance(fact_of(json.loads(moved())), Moved)
    assert isinstance(fact_of(json.loads(met())), Appointed)


DAMAGED = {
    "cut": moved()[:60],
    "not an object": '["published"]',
    "no zone": moved(at="2013-10-08T08:00:00"),
    "a path": moved(address="../../etc/passwd"),
    "no day of the calendar": moved(address="2013-13-41/lead"),
    "a number for a name": moved(item=3),
    "a newer program's": moved(fact="sung"),
    "an unhashable kind": moved(fact=["moved"]),
    "no kind": '{"at": "2013-10-08T08:00:00+08:00"}',
    "two facts": f"{line_of(STORY[2])},{line_of(STORY[3])}",
    "too deep": "[" * 100_000,
    "not UTF-8": "\udcff",
    "a huge number": moved().replace(f'"{LEAD}"', "9" * 5000),
    "a control character": moved(fact="withdrawn", notice="a\u0000b"),
    "a withdrawal that says nothing": moved(fact="withdrawn", notice="  "),
    "a withdrawal that says too much": moved(fact="withdrawn", notice="撤" * 2001),
    "a digest of other letters": moved(fact="changed", told="xyz"),
    "a section without a kind": moved(fact="published", told="0a", section="yaowen"),
    "a kind without a section": moved(fact="published", told="0a", kind="report"),
    "a correction of no name": moved(fact="corrected", id="first", day="2013-10-09", told="0a"),
    "a correction of no day": moved(fact="corrected", id="2013-10-09", day="today", told="0a"),
    "a paper of no files": moved(fact="signed", issue="2013-10-08"),
    "a paper with a path of two lines": moved(
        fact="signed", issue="2013-10-08", files={"a\nb": "0a"}
    ),
    "a sequence below none": met(sequence=-1),
    "a sequence beyond all": met(sequence=2**31),
    "a sequence that is a word": met(sequence="1"),
    "a sequence that is yes": met(sequence=True),
    "a series without its rule": met(series="weekly", rule=None),
    "a rule without its series": met(series=None),
    "a rule of no calendar's": met(rule="FREQ=HOURLY"),
    "a name with a blank": met(uid="u 1@x"),
    "a day of no calendar": met(day="2013-02-30"),
    "a state of no calendar's": met(state="perhaps"),
    "a script of nobody's": met(script="latin"),
    "hours of no clock": met(what={**MET["what"], "hours": ["25:00-"]}),
    "hours of another zone": met(what={**MET["what"], "hours": ["09:00+08:00-"]}),
    "a duty of nobody's": met(what={"duty": "dance"}),
    "a person with a path for a name": met(what={**MET["what"], "person_id": "../a"}),
    "a person with a control character": met(what={**MET["what"], "person": "a\u0007"}),
    "a place that never ends": met(what={**MET["what"], "place": "村" * 2001}),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_line_is_named_and_survived(tmp_path: Path, damage: str) -> None:
    lines = [line_of(fact) for fact in STORY]
    text = "\n".join([*lines[:3], damage, *lines[3:]])
    write(tmp_path / "content", "ledger/2013.jsonl", text.encode("utf-8", "surrogateescape"))
    ledger, problems = opened(tmp_path / "content")
    assert [(p.file, p.line, p.code.value, p.severity) for p in problems] == [
        ("content/ledger/2013.jsonl", 4, "ledger.damaged", Severity.WARNING)
    ]
    assert said(ledger) == said(Ledger(STORY, CLOCK))


def test_marks_of_a_merge_are_named_and_both_sides_count(tmp_path: Path) -> None:
    lines = [line_of(fact) for fact in STORY]
    marks = ["<<<<<<< HEAD", "=======", ">>>>>>> main"]
    text = "\n".join([marks[0], *lines[:4], marks[1], *lines[4:], marks[2]])
    write(tmp_path / "content", "ledger/2013.jsonl", text)
    ledger, problems = opened(tmp_path / "content")
    assert [(p.line, p.code.value) for p in problems] == [
        (1, "ledger.conflict"),
        (6, "ledger.conflict"),
        (len(lines) + 3, "ledger.conflict"),
    ]
    assert said(ledger) == said(Ledger(STORY, CLOCK))


@unhurried
@given(st.binary(max_size=200))
def test_nothing_in_a_ledger_stops_a_build(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    content = tmp_path_factory.mktemp("press") / "content"
    write(content, "ledger/2013.jsonl", data)
    opened(content)


def test_years_are_one_ledger_and_other_files_none_of_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    written(content, STORY[:5], 2013)
    written(content, STORY[5:], 2014)
    write(content, "ledger/pending.jsonl", "{")
    write(content, "ledger/notes.md", "a")
    ledger, problems = opened(content)
    assert not problems
    assert said(ledger) == said(Ledger(STORY, CLOCK))


def test_a_ledger_outside_the_content_folder_is_not_read(tmp_path: Path) -> None:
    content = tmp_path / "content"
    written(tmp_path / "elsewhere", STORY)
    (content / "ledger").mkdir(parents=True)
    (content / "ledger/2013.jsonl").symlink_to(tmp_path / "elsewhere/ledger/2013.jsonl")
    ledger, problems = opened(content)
    assert not ledger
    assert [p.code.value for p in problems] == ["ledger.damaged"]


def test_ten_thousand_items_are_read_whole(tmp_path: Path) -> None:
    keys = [
        f"2013-{month:02d}-{day:02d}/item-{n}"
        for month in range(1, 13)
        for day in range(1, 29)
        for n in range(30)
    ]
    facts: list[Fact] = [published(key, key[:10]) for key in keys[:10_000]]
    facts += [Changed(at("2014-01-01"), key, "01", at("2014-01-01")) for key in keys[:10_000]]
    facts.sort(key=line_of)  # nothing like the order in which they were told
    written(tmp_path / "content", facts)
    ledger, problems = opened(tmp_path / "content")
    assert not problems
    assert len(ledger.records) == 10_000
    assert all(record.told == "01" for record in ledger.records.values())


def test_two_editors_clones_merge_without_a_word(tmp_path: Path) -> None:
    def git(*command: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.cn"]
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True, capture_output=True)

    content = tmp_path / "content"
    append(content, STORY[:2])
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "a")
    git("checkout", "-q", "-b", "theirs")
    append(content, STORY[2:6])
    git("commit", "-q", "-a", "-m", "b")
    git("checkout", "-q", "main")
    append(content, STORY[6:])
    git("commit", "-q", "-a", "-m", "c")
    git("merge", "-q", "theirs")
    ledger, problems = opened(content)
    assert not problems
    assert said(ledger) == said(Ledger(STORY, CLOCK))


def test_a_line_that_was_cut_is_not_grown_together_with_the_next(tmp_path: Path) -> None:
    content = tmp_path / "content"
    written(content, STORY[:2])
    path = content / "ledger/2013.jsonl"
    path.write_bytes(path.read_bytes()[:-10])
    append(content, [*STORY[:2], *STORY[2:]])
    ledger, problems = opened(content)
    assert [(problem.line, problem.code.value) for problem in problems] == [(2, "ledger.damaged")]
    assert said(ledger) == said(Ledger(STORY, CLOCK))


@pytest.mark.parametrize("change", [{}, {"moment": True}, {"section": True}, {"odd": True}])
def test_what_is_read_at_a_glance_is_what_is_read_as_json(change: dict[str, bool]) -> None:
    moment = at("2013-10-08", "06:00") if change.get("moment") else at("2013-10-08")
    place = ("yaowen", "report") if change.get("section") else ("", "")
    fact = Published(at("2013-10-08"), "2013-10-08/a", "2013-10-08/a-2", "0a", moment, *place)
    line = line_of(fact)
    if change.get("odd"):
        for odd in (line.replace("-08/", "-38/"), line.replace('": "', '":"'), f" {line}"):
            assert plain_fact(odd) is None
        return
    assert plain_fact(line) == fact == fact_of(json.loads(line))


def test_a_ledger_that_grows_leaves_the_one_before_as_it_was() -> None:
    first = [
        published("2013-10-08/a", "2013-10-08"),
        Corrected(at("2013-10-09"), "2013-10-08/a", "2013-10-09-aa", DAY, "01", at("2013-10-09")),
    ]
    more = [
        Changed(at("2013-10-10"), "2013-10-08/a", "02", at("2013-10-10")),
        Corrected(at("2013-10-10"), "2013-10-08/a", "2013-10-09-aa", DAY, "03", at("2013-10-10")),
        published("2013-10-10/b", "2013-10-10"),
    ]
    before = Ledger(first, CLOCK)
    known = said(before)
    grown = before.grown(more)
    assert said(before) == known
    assert said(grown) == said(Ledger([*first, *more], CLOCK))
    assert grown.last == at("2013-10-10")
