"""Long rounds: a share of each in a usual run, all of it in `scripts/bench promises`.

What a share leaves out another run takes: it is chosen by the seed of the run, which is printed
(`--randomly-seed=N` has it again). Rounds that are judged by a sum, or whose steps take unlike
times, have the same share every time (`leading`).

A test with several sets of arguments says `@pytest.mark.share(N)`: of N sets a usual run has one,
and of different tests other ones, so that a run has each target, each paper and each script. What
is left out is deselected, as the first lines of a run say; who names a file has all of its sets.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from zlib import crc32

import pytest

SEED = "SEED_OF_THE_RUN"  # an environment variable, as conftest sets it
WHOLE = "WHOLE_ROUNDS"  # another: nothing is left out

T = TypeVar("T")


def turn(among: int) -> int:
    """Whose turn it is in this run, of so many: 0 to `among` - 1."""
    return int(os.environ.get(SEED, "0")) % among


def share(every: Sequence[T], one_in: int) -> list[T]:
    """One in so many, those whose turn it is in this run; all of them in a whole round."""
    return [*every] if is_whole() else [*every[turn(one_in) :: one_in]]


def leading(every: Sequence[T], count: int) -> list[T]:
    """The first, which stand for those behind them; all of them in a whole round."""
    return [*every] if is_whole() else [*every[:count]]


def examples(count: int) -> int:
    """How many of so many examples a usual run draws: a third of them."""
    return count if is_whole() else -(-count // 3)


def are_named(words: Iterable[str]) -> bool:
    """Whether who runs the tests names files, or tests in them."""
    return any(word.partition("::")[0].endswith(".py") for word in words)


def is_whole() -> bool:
    """Whether this run leaves nothing out."""
    return bool(os.environ.get(WHOLE))


def left_out(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """The tests whose turn it is not, by the mark that stands nearest to each."""
    sets: dict[tuple[str, int], list[pytest.Item]] = {}
    for item in items:
        mark = item.get_closest_marker("share")
        if mark and "[" in item.name:
            sets.setdefault((item.nodeid.partition("[")[0], mark.args[0]), []).append(item)
    for (name, one_in), some in sets.items():
        kept = (turn(one_in) + crc32(name.encode())) % min(one_in, len(some))
        for place, item in enumerate(sorted(some, key=lambda one: one.nodeid)):
            if place % one_in != kept:
                yield item
