"""A usual run takes a share of the long rounds, another run another one, the bench all of them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from bench_promises import rounds

from shares import SEED, WHOLE, are_named, examples, leading, left_out, share


@dataclass(frozen=True)
class Test:
    """A test as pytest has collected it. one_in: what its mark says; 0 for one without."""

    __test__ = False
    nodeid: str
    one_in: int = 3

    @property
    def name(self) -> str:
        return self.nodeid.rpartition("::")[2]

    def get_closest_marker(self, _: str) -> Any:
        return pytest.mark.share(self.one_in).mark if self.one_in else None


def kept(*tests: Test) -> set[str]:
    """The names of those that are run."""
    others = {*left_out(tests)}  # type: ignore[arg-type] # they are asked for no more than this
    return {test.name for test in tests if test not in others}


def of(test: str, *sets: str, one_in: int = 3) -> list[Test]:
    """A test with sets of arguments."""
    return [Test(f"tests/test_a.py::{test}[{name}]", one_in) for name in sets]


@pytest.fixture(autouse=True)
def _usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WHOLE, raising=False)


def test_what_one_run_leaves_out_another_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    for seed in ("30", "31", "32"):
        monkeypatch.setenv(SEED, seed)
        runs.append(kept(*of("test_x", *"abcdef")))
        assert kept(*of("test_x", *"fedcba")) == runs[-1], "whatever the order"
    assert [len(run) for run in runs] == [2, 2, 2]
    assert set.union(*runs) == {f"test_x[{name}]" for name in "abcdef"}


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_of_fewer_sets_than_the_share_one_is_run(
    monkeypatch: pytest.MonkeyPatch, seed: str, count: int
) -> None:
    monkeypatch.setenv(SEED, seed)
    assert len(kept(*of("test_x", *"ab"[:count]))) == 1


def test_different_tests_are_run_with_different_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the uploads of a run would all go to one kind of target."""
    monkeypatch.setenv(SEED, "7")
    many = [one for number in range(12) for one in of(f"test_{number}", "folder", "s3", "sftp")]
    found = {name.partition("[")[2] for name in kept(*many)}
    assert found == {"folder]", "s3]", "sftp]"}
    assert len(kept(*many)) == 12


def test_what_bears_no_mark_or_has_no_sets_is_always_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in "012":
        monkeypatch.setenv(SEED, seed)
        plain = [*of("test_x", *"abc", one_in=0), Test("tests/test_a.py::test_alone")]
        assert len(kept(*plain)) == 4
        assert len(kept(*of("test_x", *"abc", one_in=1))) == 3


def test_shares_within_a_test_go_by_turns_too(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    for seed in ("8", "9"):
        monkeypatch.setenv(SEED, seed)
        taken.append(share("abcde", 2))
    assert taken == [["a", "c", "e"], ["b", "d"]]
    assert leading("abcde", 2) == ["a", "b"]
    assert (examples(150), examples(1)) == (50, 1)


def test_the_bench_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHOLE, "1")
    assert share("abcde", 2) == leading("abcde", 2) == [*"abcde"]
    assert examples(150) == 150
    names = {path.stem for path in rounds(Path(__file__).parent)}
    assert {"test_website_axe", "test_press_cutting", "test_delivery_memory"} <= names
    assert "test_closings" not in names


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (["tests/test_a.py"], True),
        (["tests", "tests/test_a.py::test_x[1]"], True),
        (["tests"], False),
        ([], False),
    ],
)
def test_who_names_files_has_all_of_them(words: list[str], *, whole: bool) -> None:
    assert are_named(words) is whole
