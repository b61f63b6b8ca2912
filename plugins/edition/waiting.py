"""Files that wait to be rendered: their order, and which are made before a process is copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

WORTH_A_FIRST = 32  # files of a kind


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits. near: as `OutputTree.write` has it; render: makes its bytes."""

    near: str
    render: Callable[[], bytes | str]

    @property
    def kind(self) -> object:
        """What makes it: files of a kind are made by the same function, each of its own things."""
        function = getattr(self.render, "func", self.render)
        return getattr(function, "__code__", function)


def in_order(waiting: Mapping[str, Waiting], hands: int) -> tuple[list[str], list[str]]:
    """The paths of the files that one process makes before it is copied, and of all others.

    hands: processes. With the first of a kind come the templates, patterns and tables that the
    others need, too; every copy would compile and load them anew.
    """
    paths = sorted(waiting, key=lambda path: waiting[path].near)
    if hands < 2:
        return [], paths
    count = Counter(one.kind for one in waiting.values())
    firsts: dict[object, str] = {}
    for path in paths:
        kind = waiting[path].kind
        if count[kind] >= WORTH_A_FIRST:
            firsts.setdefault(kind, path)
    first = set(firsts.values())
    return list(firsts.values()), [path for path in paths if path not in first]
