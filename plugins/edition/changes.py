"""What a commit will do to an output folder, and what it will not do without an editor's word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edition.ground import Ground, Removals
from edition.manifest import LEFT, Entry
from edition.ownership import OutputCode, TreeRefusedError
from edition.recollection import Stamp, stamp_of
from newsroom.problems import Outcome, Problem, Severity

FEW = 10  # a tree of fewer files may lose more than half of them unasked
MOST_NAMED = 5
CONFIRM = "--confirm-removals"


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit will do: paths of new bytes, and those that go.

    left: what should go and stays until an editor says so; notes: what he is told of that.
    """

    changed: frozenset[str]
    removed: frozenset[str]
    left: Mapping[str, Entry] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """What a build did: files rendered, of those changed on disk, kept, and dropped.

    strangers: files and folders in the tree that are not ours and were left alone.
    """

    rendered: int
    changed: int
    kept: int
    dropped: int
    strangers: tuple[str, ...] = ()


def stamps_after(
    root: Path, ground: Ground, change: Change, after: Mapping[str, Entry]
) -> dict[str, Stamp]:
    """How the files look that a commit has left. after: all that there is now, of ours."""
    stamps: dict[str, Stamp] = {}
    for path in after:
        if path in change.changed:
            stamps[path] = stamp_of((root / path).lstat())
        elif path not in change.left and (stamp := ground.stamp(path)):
            stamps[path] = stamp
    return stamps


def change_of(
    folder: str,
    ground: Ground,
    now: Mapping[str, Entry],
    fresh: Collection[str],
    removals: Removals,
) -> Change:
    """What is to be done; raises TreeRefusedError rather than touch what is not ours.

    folder: its name, for the editor. now: what this build has produced; fresh: what it rendered.
    """
    changed = frozenset(path for path in fresh if not ground.holds(path, now[path]))
    foreign = [path for path in sorted(changed) if ground.is_foreign(path, now)]
    if foreign:
        told = (_in_the_way(folder, path, lost=ground.lost) for path in foreign)
        raise TreeRefusedError(told, Outcome.REFUSED)
    going = {path for path in ground.before if path not in now and ground.is_removable(path)}
    waiting = {path for path in going if ground.before[path].maker == LEFT}
    going |= ground.unremembered(now)
    many = len(going) * 2 > len(ground.before) and len(ground.before) >= FEW
    asks = going if ground.lost or many else waiting
    if not asks or removals is Removals.CONFIRMED:
        return Change(changed, frozenset(going))
    if removals is Removals.ASK:
        told_all = _many_removals(folder, asks, lost=ground.lost)
        raise TreeRefusedError([told_all], Outcome.REFUSED)
    left = {path: Entry("-", *ground.as_found(path), LEFT) for path in asks}
    return Change(changed, frozenset(going - asks), left, (_left(folder, asks),))


def _in_the_way(folder: str, path: str, *, lost: bool) -> Problem:
    what = f"{path} 的地方已经有一个不是本报的文件，没有覆盖它"
    cure = "请把它移走，再排一次"
    if lost:
        cure = f"请把它移走；清单丢失之前它就是成品的，加上 {CONFIRM}"
    return Problem(folder, 0, OutputCode.IN_THE_WAY, what, cure)


def _many_removals(folder: str, paths: Collection[str], *, lost: bool) -> Problem:
    why = "成品的清单丢失过，" if lost else ""
    what = f"{why}这一次要从网站上删去 {len(paths)} 个文件（{_some(paths)}），什么都没有改动"
    cure = f"确实要删，请加上 {CONFIRM}；不是的话，请看看稿件文件夹和设置对不对"
    return Problem(folder, 0, OutputCode.REMOVALS, what, cure)


def _left(folder: str, paths: Collection[str]) -> Problem:
    what = f"有 {len(paths)} 个文件不再出版，没有删（{_some(paths)}）"
    cure = f"确实要删，请运行 scripts/build {CONFIRM}"
    return Problem(folder, 0, OutputCode.LEFT, what, cure, Severity.WARNING)


def _some(paths: Collection[str]) -> str:
    named = "、".join(sorted(paths)[:MOST_NAMED])
    return f"{named}……" if len(paths) > MOST_NAMED else named
