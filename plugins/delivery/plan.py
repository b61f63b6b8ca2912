"""What a delivery will do, before it does anything: what goes, what stays, what is mended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from delivery.cargo import Item
from delivery.codes import DeliveryCode, remark
from delivery.memory import Memory
from delivery.progress import in_words
from delivery.record import Kept, Release
from delivery.shape import Found
from newsroom.problems import Problem

NAMES_TOLD = 8  # of files in one message
Watch = Callable[[str, int, int], None]  # stage, bytes done, bytes in all


def unwatched(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""


class Question(StrEnum):
    """What a delivery stops for, until an editor says so by this word.

    A word answers its own question alone: who has one part of the ledger no more has not said that
    half of the site may go.
    """

    REMOVALS = "removals"
    PAPER = "paper"
    LEDGER = "ledger"
    OVERWRITE = "overwrite"
    REVIVED = "revived"
    PAPERS = "papers"
    CLOCK = "clock"

    @property
    def cure(self) -> str:
        """How an editor says so."""
        return f"加 --confirm {self}"


@dataclass(frozen=True)
class Options:
    """How a delivery is to go.

    dry: only say what would go. verify: read all that stands at the target, not what is new alone.
    confirm: the questions that an editor has answered. unlock: take away the lock of another
    publisher. paper: its identity. compressed: "gz", "br". ledger: by which the tree was made.
    grace: seconds between the last new page and the first removal where nothing can be switched,
    for readers of the old pages. papers: paths of the papers that are signed to press. moment: at
    which readers are told, None where they are told nothing.
    """

    dry: bool = False
    verify: bool = False
    confirm: frozenset[Question] = frozenset()
    unlock: bool = False
    paper: str = ""
    compressed: tuple[str, ...] = ()
    ledger: Memory = field(default_factory=Memory)
    grace: float = 30.0
    papers: frozenset[str] = frozenset()
    moment: datetime | None = None


@dataclass(frozen=True)
class Plan:
    """What goes, what stays, what is mended.

    items: all the new release holds, by path, `own` those of the tree. send: what goes. reuse:
    what stands at the target under some path of the release before. removed: of that release's own
    tree, no longer wanted. changed: what other hands changed or removed. strangers: what they left.
    """

    items: Mapping[str, Item]
    own: frozenset[str]
    send: tuple[Item, ...] = ()
    reuse: tuple[tuple[str, Item], ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes that go."""
        return sum(item.size for item in self.send)

    def is_nothing(self, base: Release | None) -> bool:
        """Whether the target holds all this already, and nothing else."""
        return (
            base is not None
            and not (self.send or self.removed or self.changed or self.strangers)
            and self.items.keys() == base.files.keys()
            and all(old == item.path for old, item in self.reuse)
            and self.own == base.own().keys()
        )


@dataclass(frozen=True)
class Delivered:
    """What a delivery did, or would do if it was dry. stamp: "" if nothing had to be done."""

    address: str
    stamp: str
    sent: int
    size: int
    kept: int
    removed: int
    dry: bool = False
    remarks: tuple[Problem, ...] = field(default=())

    def __str__(self) -> str:
        did = (
            f"传 {self.sent} 个文件（{in_words(self.size)}），沿用 {self.kept} 个，"
            f"删去 {self.removed} 个"
        )
        if self.dry:
            return f"只是看看：会往 {self.address} {did}"
        if not self.stamp:
            return f"{self.address} 上已经是这一版，没有要传的"
        return f"已经发布到 {self.address}（{self.stamp}）：{did}"


def planned(
    wanted: Mapping[str, Item],
    lasting: Mapping[str, Item],
    base: Release | None,
    standing: Mapping[str, Found],
    damaged: Collection[str] = (),
) -> Plan:
    """Compare what is wanted with what the target holds.

    lasting: files of earlier releases that stay for their readers. standing: what the folder of
    the base holds now. damaged: paths of it whose bytes were read and are wrong.
    """
    files = base.files if base else {}
    whole = {
        path: kept.item
        for path, kept in files.items()
        if kept.is_as_left(standing.get(path)) and path not in damaged
    }
    by_digest = {item.digest: path for path, item in reversed(whole.items())}
    lasting = {path: item for path, item in lasting.items() if path in whole}
    items = {**lasting, **wanted}
    send, reuse = [], []
    for path, item in items.items():
        held = whole.get(path)
        if held is not None and held.digest == item.digest:
            reuse.append((path, item))
        elif item.digest in by_digest:
            reuse.append((by_digest[item.digest], item))
        else:
            send.append(item)
    own = base.own() if base else {}
    return Plan(
        items,
        frozenset(wanted),
        tuple(send),
        tuple(reuse),
        tuple(sorted(own.keys() - items.keys())),
        tuple(sorted(files.keys() - whole.keys())),
        tuple(sorted(standing.keys() - files.keys())) if base else (),
    )


def remarks_on(address: str, plan: Plan, *, carried: bool, dry: bool) -> tuple[Problem, ...]:
    """What an editor ought to know of other hands. carried: whether strangers stay where they are.

    An address of a stranger is told, never opened.
    """
    found = []
    if plan.changed:
        what = f"有 {len(plan.changed)} 个文件被别人改过或者删了：{few(plan.changed)}"
        done = "发布的时候会照成品补好" if dry else "已经照成品补好"
        cure = f"{done}；请问问谁动过服务器，改稿件才作数"
        found.append(remark(address, DeliveryCode.MENDED, what, cure))
    if plan.strangers:
        left = "没有动它们" if carried else f"新的一版{'不会' if dry else '没有'}带上它们"
        what = f"那里有 {len(plan.strangers)} 个文件不是发布程序放的：{few(plan.strangers)}"
        cure = f"{left}；要留在网站上的请放进稿件文件夹的 webroot/，不认识的请告诉管服务器的人"
        found.append(remark(address, DeliveryCode.STRANGER, what, cure))
    return tuple(found)


def few(names: Sequence[str]) -> str:
    """Some names for a message, each once, and how many more there are."""
    names = list(dict.fromkeys(names))
    told = "、".join(names[:NAMES_TOLD])
    more = len(names) - NAMES_TOLD
    return f"{told}，还有 {more} 个" if more > 0 else told


def earlier_items(kept: Mapping[str, Kept]) -> dict[str, Item]:
    """The items of a release's files."""
    return {path: one.item for path, one in kept.items()}
