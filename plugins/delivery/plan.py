"""What a delivery will do, before it does anything: what goes, what stays, what is mended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from delivery.cargo import Item
from delivery.codes import DeliveryCode, DeliveryError, remark
from delivery.progress import in_words
from delivery.record import Kept, Release, moment_of
from delivery.shape import Found
from edition.media import is_lasting
from newsroom.problems import Problem

RELEASES = 5  # that stay
NAMES_TOLD = 8  # of files in one message
Watch = Callable[[str, int, int], None]  # stage, bytes done, bytes in all


def unwatched(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """An address whose former content may not come back.

    address: `/2013/10/04/wrong/` or the output path. since: the moment it was retracted or
    withdrawn, aware; None where nobody knows. name: as an editor knows it, "" for the address.
    """

    address: str
    since: datetime | None = None
    name: str = ""

    @property
    def path(self) -> str:
        """The path in the tree."""
        path = self.address.lstrip("/")
        return f"{path}index.html" if path.endswith("/") or not path else path


@dataclass(frozen=True)
class Options:
    """How a delivery is to go.

    dry: only say what would go. verify: read all that stands at the target, not what is new alone.
    confirm: remove more than half of the site, or take over what is not this paper's. unlock: take
    away the lock of another publisher. paper: the paper's ASCII name. compressed: "gz", "br".
    forbidden: what was retracted or withdrawn, ever. grace: seconds between the last new page and
    the first removal where nothing can be switched, for readers of the old pages.
    """

    dry: bool = False
    verify: bool = False
    confirm: bool = False
    unlock: bool = False
    paper: str = ""
    compressed: tuple[str, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    grace: float = 30.0


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


def lasting_of(
    releases: Iterable[Release],
    wanted: Mapping[str, Item],
    forbidden: Sequence[Forbidden],
    read: Callable[[Release, str], bytes],
) -> dict[str, Item]:
    """Files named by their digest that readers of the last releases still need.

    releases: the last ones, newest first; the new one and four before make five. What a page of a
    release showed that was retracted or withdrawn since is not kept. read: a file of a release.
    """
    kept: dict[str, Item] = {}
    for release in list(releases)[: RELEASES - 1]:
        own = {
            path: one.item
            for path, one in release.own().items()
            if is_lasting(path) and path not in wanted
        }
        pages = [read(release, path) for path in held_by(release, wanted, forbidden)] if own else []
        kept |= {
            path: item
            for path, item in own.items()
            if not any(path.rpartition("/")[2].encode() in page for page in pages)
        }
    banned = {path for path in kept if any(path == one.path for one in forbidden)}
    return {path: item for path, item in kept.items() if path not in banned}


def held_by(
    release: Release, wanted: Mapping[str, Item], forbidden: Sequence[Forbidden]
) -> dict[str, Forbidden]:
    """What a release shows at forbidden addresses, other than is shown there now, by path."""
    held = {}
    for one in forbidden:
        before, now = release.files.get(one.path), wanted.get(one.path)
        later = one.since is None or one.since > moment_of(release.stamp)
        if before and later and (now is None or now.digest != before.item.digest):
            held[one.path] = one
    return held


def before(address: str, releases: Mapping[str, Release], shown: str) -> Release:
    """The release that was shown before another; raises DeliveryError if it is not there."""
    current = releases.get(shown)
    stamp = current.before if current else ""
    earlier = [each for each in sorted(releases) if each < shown]
    if stamp not in releases and not earlier:
        what, cure = "没有更早的一版可以退回", "请改好稿件，再发布一次"
        raise DeliveryError(address, DeliveryCode.NO_RELEASE, what, cure)
    return releases[stamp if stamp in releases else earlier[-1]]


def refuse_removals(address: str, plan: Plan, base: Release | None, options: Options) -> None:
    """More than half of a site does not go without a word; nor does another paper's."""
    if base is None or options.confirm:
        return
    if base.paper and options.paper and base.paper != options.paper:
        what = f"那里放的是另一份报纸（{base.paper}）的网站"
        cure = "请看看 --to 写得对不对；真要换成这一份，加 --confirm"
        raise DeliveryError(address, DeliveryCode.REMOVALS, what, cure)
    own = len(base.own())
    if len(plan.removed) * 2 > own:
        what = f"这一次会删去 {len(plan.removed)} 个文件，超过网站（{own} 个）的一半"
        cure = "请看看稿件文件夹是不是缺了东西；真要删，加 --confirm"
        raise DeliveryError(address, DeliveryCode.REMOVALS, what, cure)


def refuse_forbidden(address: str, release: Release, held: Mapping[str, Forbidden]) -> None:
    """A release that shows what was taken back since does not come back."""
    if held:
        names = [one.name or one.address for one in held.values()]
        what = f"上一版（{release.stamp}）里还有后来撤回、撤下的内容：{few(names)}"
        cure = "不能退回去；请改好稿件，再发布一次"
        raise DeliveryError(address, DeliveryCode.FORBIDDEN, what, cure)


def remarks_on(address: str, plan: Plan, *, carried: bool) -> tuple[Problem, ...]:
    """What an editor ought to know of other hands. carried: whether strangers stay where they are.

    An address of a stranger is told, never opened.
    """
    found = []
    if plan.changed:
        what = f"有 {len(plan.changed)} 个文件被别人改过或者删了：{few(plan.changed)}"
        cure = "已经照成品补好；请问问谁动过服务器，改稿件才作数"
        found.append(remark(address, DeliveryCode.MENDED, what, cure))
    if plan.strangers:
        left = "没有动它们" if carried else "新的一版没有带上它们"
        what = f"那里有 {len(plan.strangers)} 个文件不是发布程序放的：{few(plan.strangers)}"
        cure = f"{left}；要留在网站上的请放进稿件文件夹，不认识的请告诉管服务器的人"
        found.append(remark(address, DeliveryCode.STRANGER, what, cure))
    return tuple(found)


def few(names: Sequence[str]) -> str:
    """Some names for a message, and how many more there are."""
    told = "、".join(names[:NAMES_TOLD])
    more = len(names) - NAMES_TOLD
    return f"{told}，还有 {more} 个" if more > 0 else told


def earlier_items(kept: Mapping[str, Kept]) -> dict[str, Item]:
    """The items of a release's files."""
    return {path: one.item for path, one in kept.items()}
