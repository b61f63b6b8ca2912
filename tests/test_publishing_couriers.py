"""A publication that goes to a server: readers there are told what arrived, once, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from edition.tree import OutputTree
from ledger import Ledger
from ledger.facts import Fact, line_of
from ledgers import at
from newsroom.kinds import Script
from newsrooms import item, small_newsroom
from publications import dying, ledger_lines, publish

NOON, HOUR = at("2026-01-02", "12:00"), timedelta(hours=1)
SECOND = "2013-10-08/second"
PAGE = "2013/10/08/second/index.html"


class Van:
    """A courier. there: the lines that readers at its address know; took: the pages it took."""

    def __init__(self, address: str = "/srv/www") -> None:
        self.address = address
        self.there: set[str] = set()
        self.took: list[str] = []
        self.log: list[str] = []
        self.told: list[list[str]] = []
        self.on_ask: Callable[[], None] = lambda: None
        self.on_take: Callable[[], None] = lambda: None

    def known(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """What readers there know."""
        self.log.append("known")
        return tuple(fact for fact in facts if line_of(fact) in self.there)

    def ask(
        self, tree: OutputTree, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]
    ) -> None:
        """Whether it may go."""
        self.log.append("ask")
        self.told.append([*map(line_of, told)])
        assert isinstance(tree, OutputTree)
        assert {*told} <= {*ledger.facts}
        assert tuple(prefixes) == ("",)
        self.on_ask()

    def take(
        self, tree: Path, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]
    ) -> None:
        """Take it there."""
        self.log.append("take")
        assert {*told} <= {*ledger.facts}
        assert tuple(prefixes) == ("",)
        self.on_take()
        self.there |= {*map(line_of, told)}
        self.took = sorted(path.name for path in (tree / "2013/10/08").iterdir() if path.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A paper that has published one item and is about to publish another."""
    content = small_newsroom(tmp_path / "content")
    told(tmp_path, 0)
    item(content, "second", "第二篇。")
    return tmp_path


def told(folder: Path, hours: int, courier: Van | None = None, **how: Any) -> list[dict[str, str]]:
    """Publish some hours after noon; the facts written of it."""
    before = ledger_lines(folder / "content")
    how = {"scripts": (Script.HANS,), **how}
    publish(folder / "content", folder, NOON + hours * HOUR, ("website",), courier=courier, **how)
    assert not pending(folder).exists()
    return [json.loads(line) for line in ledger_lines(folder / "content") if line not in before]


def pending(folder: Path) -> Path:
    """What is put down before it is told."""
    return folder / "content/ledger/pending.jsonl"


def ends() -> None:
    """As a courier ends the program, who has said why."""
    raise SystemExit(1)


def hour_of(fact: dict[str, str]) -> str:
    """When it was told."""
    return fact["at"][11:13]


def test_a_courier_is_asked_takes_the_finished_tree_and_then_it_is_written_down(
    folder: Path,
) -> None:
    van = Van()
    van.on_take = lambda: van.log.append("with " + pending(folder).read_text("utf-8"))
    (fact,) = told(folder, 1, van)
    assert (fact["item"], hour_of(fact)) == (SECOND, "13")
    assert [one.partition(" ")[0] for one in van.log] == ["ask", "take", "with"]
    put_down = json.loads(van.log[-1].partition(" ")[2].splitlines()[0])
    assert (put_down["target"], put_down["arrived"], put_down["known"]) == ("/srv/www", False, 0)
    assert "second" in van.took
    assert [json.loads(line)["item"] for line in van.told[0]] == [SECOND]


def test_a_courier_that_may_not_go_leaves_all_as_it_was(folder: Path) -> None:
    van = Van()
    van.on_ask = ends
    with pytest.raises(SystemExit):
        told(folder, 1, van)
    assert van.log == ["ask"]
    assert not pending(folder).exists()
    assert not (folder / "output" / PAGE).exists()
    assert len(ledger_lines(folder / "content")) == 1


def test_a_look_asks_the_courier_and_tells_nobody(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    van = Van()
    with pytest.raises(SystemExit) as ended:
        told(folder, 1, van, dry=True)
    assert ended.value.code == 0
    assert van.log == ["ask"]
    assert "只是看看" in capsys.readouterr().out
    assert not pending(folder).exists()


def test_what_did_not_arrive_is_told_when_it_does(folder: Path) -> None:
    van = Van()
    van.on_take = ends
    with pytest.raises(SystemExit):
        told(folder, 1, van)
    assert len(ledger_lines(folder / "content")) == 1
    van.on_take = lambda: None
    (fact,) = told(folder, 2, van)
    assert hour_of(fact) == "14"


def test_what_arrived_before_the_line_broke_has_been_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    van = Van()

    def breaks() -> None:
        van.there |= {*van.told[0]}
        raise SystemExit(1)

    van.on_take = breaks
    with pytest.raises(SystemExit):
        told(folder, 1, van)
    van.on_take = lambda: None
    capsys.readouterr()
    (fact,) = told(folder, 2, van)
    assert hour_of(fact) == "13"
    assert "上一次发布没有做完：读者已经知道的记 1 条" in capsys.readouterr().out


def test_of_what_arrived_in_part_only_that_is_old(folder: Path) -> None:
    item(folder / "content", "third", "第三篇。")
    van = Van()

    def breaks() -> None:
        van.there |= {line for line in van.told[0] if SECOND in line}
        raise SystemExit(1)

    van.on_take = breaks
    with pytest.raises(SystemExit):
        told(folder, 1, van)
    van.on_take = lambda: None
    facts = told(folder, 2, van)
    assert {fact["item"][11:]: hour_of(fact) for fact in facts} == {"second": "13", "third": "14"}


@pytest.mark.parametrize("address", ["", "/srv/other"])
def test_another_place_is_not_asked_what_is_known_at_the_first(folder: Path, address: str) -> None:
    van = Van()
    van.on_take = ends
    with pytest.raises(SystemExit):
        told(folder, 1, van)
    next_one = Van(address) if address else None
    (fact,) = told(folder, 2, next_one)
    assert hour_of(fact) == "14"
    assert next_one is None or next_one.log == ["ask", "take"]


def test_what_is_known_to_have_arrived_is_told_wherever_one_goes_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dying(monkeypatch, "edition.publishing.append"):
        told(folder, 1, Van())
    (fact,) = told(folder, 2)
    assert hour_of(fact) == "13"


def test_a_disk_that_is_full_after_the_courier_has_gone_is_told_and_carried_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "2026.jsonl")

    van = Van()
    with monkeypatch.context() as patch:
        patch.setattr("edition.publishing.append", full)
        with pytest.raises(SystemExit) as ended:
            told(folder, 1, van)
    assert ended.value.code == 1
    assert "读者已经看到新的一版，账本却没有写成（2026.jsonl：" in capsys.readouterr().err
    (fact,) = told(folder, 2, van)
    assert hour_of(fact) == "13"
    assert "known" not in van.log  # it is written down that it arrived


def test_with_nothing_new_a_courier_goes_and_nothing_is_put_down(folder: Path) -> None:
    told(folder, 1)
    van = Van()
    van.on_take = lambda: van.log.append(str(pending(folder).exists()))
    assert told(folder, 2, van) == []
    assert van.log == ["ask", "take", "False"]


def test_a_target_has_a_memory_of_its_own_of_what_was_withdrawn(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(folder, 1)
    told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    ledger = folder / "content/ledger/2026.jsonl"
    lines = ledger.read_text("utf-8").splitlines()
    ledger.write_text("".join(f"{one}\n" for one in lines if "withdrawn" not in one), "utf-8")
    with pytest.raises(SystemExit):
        told(folder, 3)
    assert "已经撤下，这里的账本却没有记着" in capsys.readouterr().err
    van = Van()
    told(folder, 3, van)
    assert van.log == ["ask", "take"]
