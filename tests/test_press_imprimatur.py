"""Which papers are signed to press: new ones and others than before, in all scripts or in none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from edition.imprimatur import papers_of, signatures
from edition.manifest import Entry
from ledger import Ledger
from ledger.facts import Signed
from ledgers import CLOCK, at

FIRST, SECOND = date(2014, 1, 2), date(2014, 1, 9)
NOW = at("2014-01-10", "09:00")
HANS, HANT = "zh-Hans", "zh-Hant"


class Tree:
    """As much of a tree as is asked: the digest of what was made at a path."""

    def __init__(self, made: Mapping[str, str]) -> None:
        self._made = made

    def entry(self, path: str) -> Entry | None:
        return Entry("", self._made[path], 1) if path in self._made else None


def signed(
    monkeypatch: pytest.MonkeyPatch,
    made: Mapping[str, str],
    *facts: Signed,
    scripts: tuple[str, ...] = (HANS, HANT),
) -> list[tuple[date, dict[str, str]]]:
    """The days that are signed, and their files. made: digest by "LANGUAGE/DAY"."""

    def to_sign(edition: Any, _: Any, day: date) -> dict[str, str]:
        path = f"{edition.language}/{day}"
        return {"a.pdf": path, "p1.webp": "never made"} if path in made else {}

    monkeypatch.setattr(
        "edition.imprimatur.offer_of", lambda room, _: to_sign if room == "press" else None
    )
    rooms, issues = frozenset({"website", "press"}), [SimpleNamespace(day=SECOND)]
    issues.append(SimpleNamespace(day=FIRST))
    editions: Any = tuple(
        SimpleNamespace(language=one, rooms=rooms, issues=issues) for one in scripts
    )
    tree: Any = Tree(made)
    assert papers_of(editions, tree, date(2014, 1, 16)) == {}
    found = signatures(editions, tree, Ledger(facts, CLOCK), NOW)
    assert all(fact.at == NOW for fact in found)
    return [(fact.issue, dict(fact.files)) for fact in found]


def paper(hans: str, hant: str = "") -> dict[str, str]:
    files = {f"{HANS}/a.pdf": hans, f"{HANT}/a.pdf": hant}
    return {name: told for name, told in files.items() if told}


def known(day: date, hans: str, hant: str) -> Signed:
    return Signed(at("2014-01-09"), day, tuple(sorted(paper(hans, hant).items())))


BOTH = {f"{HANS}/{FIRST}": "0a", f"{HANT}/{FIRST}": "0b"}
NEXT = {f"{HANS}/{SECOND}": "0c", f"{HANT}/{SECOND}": "0d"}


def test_papers_that_are_new_or_others_are_signed_the_oldest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = (FIRST, paper("0a", "0b")), (SECOND, paper("0c", "0d"))
    assert signed(monkeypatch, {**BOTH, **NEXT}) == [first, second]
    told = known(FIRST, "0a", "0b")
    assert signed(monkeypatch, {**BOTH, **NEXT}, told) == [second]
    assert signed(monkeypatch, {**BOTH, **NEXT}, told, known(SECOND, "0c", "0d")) == []
    assert signed(monkeypatch, BOTH, known(FIRST, "0a", "0e")) == [first]
    assert signed(monkeypatch, {}, told) == []


def test_an_issue_is_signed_in_all_scripts_or_in_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one was withheld, say."""
    assert signed(monkeypatch, {f"{HANS}/{FIRST}": "0a"}) == []
    assert signed(monkeypatch, {f"{HANT}/{FIRST}": "0b"}) == []


def test_a_script_that_was_given_up_keeps_what_was_signed_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = {f"{HANS}/{FIRST}": "0a"}
    told = known(FIRST, "0a", "0b")
    assert signed(monkeypatch, one, told, scripts=(HANS,)) == []
    told = known(FIRST, "0e", "0b")
    assert signed(monkeypatch, one, told, scripts=(HANS,)) == [(FIRST, paper("0a", "0b"))]
