"""What a run that died was telling: put down, taken up, and how much of it readers know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.writing import FOLDER, PENDING, Pending, forget_pending, pending, put_pending
from ledgers import published
from newsroom.problems import ProblemList
from newsrooms import write

FACTS = tuple(published(f"2013-10-08/{name}", "2013-10-08") for name in ("lead", "second"))
BEFORE, NOW = "0a", "0b"  # digests of what stands in the output folder


@pytest.mark.parametrize(
    ("left", "standing", "count"),
    [
        (Pending(FACTS, BEFORE), NOW, 0),  # it died before anything was shown
        (Pending(FACTS, BEFORE, begun=True), BEFORE, 0),
        (Pending(FACTS, BEFORE, begun=True), NOW, 2),
        (Pending(FACTS, None), BEFORE, 2),  # of a version that did not say
        (Pending(FACTS, BEFORE, "/srv/www", known=1), BEFORE, 1),
        (Pending(FACTS, BEFORE, "/srv/www", known=1, begun=True), NOW, 1),
        (Pending(FACTS, BEFORE, "/srv/www", begun=True), NOW, 0),
        (Pending(FACTS, BEFORE, "/srv/www", known=1, begun=True, arrived=True), NOW, 2),
    ],
)
def test_readers_know_what_was_shown_where_they_look(
    left: Pending, standing: str, count: int
) -> None:
    assert left.shown(standing) == FACTS[:count]


@pytest.mark.parametrize(
    "left",
    [
        Pending(FACTS, BEFORE),
        Pending(FACTS, "", "/srv/www", known=1),
        Pending(FACTS, BEFORE, "s3://b/网站", known=2, begun=True, arrived=True),
    ],
)
def test_what_was_put_down_is_taken_up_as_it_was(tmp_path: Path, left: Pending) -> None:
    put_pending(tmp_path, left)
    assert pending(tmp_path, ProblemList()) == left
    forget_pending(tmp_path)
    assert pending(tmp_path, ProblemList()) == Pending()


def _of_a_version_before(content: Path, *parts: str) -> Pending:
    """As a program wrote it that did not know some parts of the head yet."""
    put_pending(content, Pending(FACTS, BEFORE, "", begun=False))
    path = content / FOLDER / PENDING
    head, _, rest = path.read_text("utf-8").partition("\n")
    told = {name: value for name, value in json.loads(head).items() if name not in parts}
    path.write_text(f"{json.dumps(told)}\n{rest}" if told else rest, "utf-8")
    return pending(content, ProblemList())


def test_what_versions_before_did_not_say_counts_as_told(tmp_path: Path) -> None:
    assert not _of_a_version_before(tmp_path).begun
    assert _of_a_version_before(tmp_path, "begun").begun
    assert not _of_a_version_before(tmp_path, "arrived").arrived
    assert _of_a_version_before(tmp_path, "known").known == 0
    everything = ("standing", "target", "known", "begun", "arrived")
    assert _of_a_version_before(tmp_path, *everything) == Pending(FACTS, None)


def test_a_damaged_line_of_it_is_named_and_the_others_count(tmp_path: Path) -> None:
    put_pending(tmp_path, Pending(FACTS, BEFORE))
    path = tmp_path / FOLDER / PENDING
    head, first, second = path.read_text("utf-8").splitlines()
    write(tmp_path, f"{FOLDER}/{PENDING}", f"{head}\n{first}\n{second[:40]}\n")
    problems = ProblemList()
    assert pending(tmp_path, problems).facts == FACTS[:1]
    told = [(problem.file, problem.line) for problem in problems]
    assert told == [(f"{tmp_path.name}/ledger/pending.jsonl", 3)]
