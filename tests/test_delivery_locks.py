"""The lock of a target: whose it is, when it is taken over, and what is never taken away."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import cast

import pytest

from delivery.codes import DeliveryCode, DeliveryError
from delivery.lock import Lock, locked, machine, publisher, refuse_locked
from delivery.shape import AbsentError, PresentError, Target

PATH = "releases/lock"
NOW = 1_400_000_000.0


@dataclass
class Shelf:
    """A target that is a lock and a clock."""

    files: dict[str, bytes] = field(default_factory=dict)
    address: str = "/srv/www"
    moment: float = NOW

    def now(self) -> float:
        return self.moment

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise AbsentError(path)
        return self.files[path]

    def put(self, path: str, data: bytes, *, instead_of: bytes | None = b"") -> None:
        if instead_of is None and path in self.files:
            raise PresentError(path)
        if instead_of and self.files.get(path) != instead_of:
            raise PresentError(path)
        self.files[path] = data

    def remove(self, paths: list[str]) -> None:
        for path in paths:
            self.files.pop(path, None)

    @property
    def target(self) -> Target:
        return cast("Target", self)


def held(**told: object) -> Shelf:
    """A target at which somebody holds the lock."""
    by = {"by": "钱编辑@另一台", "machine": "0a", "pid": 1, "since": NOW, "seen": NOW, "token": "x"}
    return Shelf({PATH: json.dumps({**by, **told}).encode()})


HERE = {"by": publisher(), "machine": machine()}
LIVING, DEAD = os.getppid(), 2**22 + 7  # beyond the most that a system gives


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"seen": NOW - 14 * 60}, True),
        ({"seen": NOW - 16 * 60}, False),  # a quarter of an hour without a sign of life
        ({"seen": NOW + 60}, True),
        ({"seen": None}, False),
        ({**HERE, "pid": LIVING, "seen": NOW - 16 * 60}, True),  # it is seen to be at work
        ({**HERE, "pid": DEAD}, False),
        ({**HERE, "pid": os.getpid()}, False),  # ended without giving it back
        ({**HERE, "pid": "1"}, True),
        ({**HERE, "machine": "0a", "pid": DEAD}, True),  # its numbers mean nothing here
        ({**HERE, "by": "other@desk", "pid": DEAD}, True),
    ],
)
def test_a_lock_is_of_who_is_alive(told: dict[str, object], *, refused: bool) -> None:
    there = held(**told)
    before = dict(there.files)
    if refused:
        for work in (lambda: refuse_locked(there.target, PATH), lambda: take(there)):
            with pytest.raises(DeliveryError) as error:
                work()
            assert error.value.code is DeliveryCode.LOCKED
            assert error.value.problem.file == "/srv/www/releases/lock"
        assert there.files == before
        return
    refuse_locked(there.target, PATH)
    assert there.files == before
    take(there)
    assert there.files == {}


def take(there: Shelf) -> None:
    """Hold the lock for a moment."""
    with locked(there.target, PATH):
        assert json.loads(there.files[PATH])["pid"] == os.getpid()


def test_a_lock_that_was_taken_away_is_noticed_and_the_new_one_left_alone() -> None:
    there = Shelf()
    theirs = held().files[PATH]

    def lose_it() -> None:
        with locked(there.target, PATH) as lock:
            lock.hold()
            there.files[PATH] = theirs
            lock.beat()  # has just said that it is alive
            lock.hold()

    with pytest.raises(DeliveryError, match="被别人取走了") as lost:
        lose_it()
    assert lost.value.code is DeliveryCode.LOCKED
    assert there.files == {PATH: theirs}


def test_who_is_alive_says_so_once_a_minute() -> None:
    there = Shelf()
    lock = Lock(there.target, PATH, NOW)
    lock.take()
    there.moment += 120
    lock.beat()
    assert json.loads(there.files[PATH])["seen"] == NOW
    lock._last -= 61  # noqa: SLF001 - as if a minute had passed
    lock.beat()
    told = json.loads(there.files[PATH])
    assert (told["since"], told["seen"]) == (NOW, NOW + 120)


@pytest.mark.parametrize("written", [True, False])
def test_a_lock_without_a_word_may_be_one_that_is_being_written(
    monkeypatch: pytest.MonkeyPatch, *, written: bool
) -> None:
    there = Shelf({PATH: b""})
    theirs = held().files[PATH]

    def meanwhile(_: float) -> None:
        if written:
            there.files[PATH] = theirs

    monkeypatch.setattr("delivery.lock.time.sleep", meanwhile)
    if written:
        with pytest.raises(DeliveryError, match="钱编辑"):
            take(there)
        assert there.files == {PATH: theirs}
    else:
        take(there)
        assert there.files == {}


def test_a_lock_is_taken_away_only_where_an_editor_says_so() -> None:
    there = held()
    with locked(there.target, PATH, unlock=True):
        assert json.loads(there.files[PATH])["by"] == publisher()
    assert there.files == {}


@pytest.mark.parametrize("nonsense", [b"{", b"[]", b"null", b"\xff"])
def test_a_lock_that_says_nothing_is_nobodys(nonsense: bytes) -> None:
    there = Shelf({PATH: nonsense})
    take(there)
    assert there.files == {}
