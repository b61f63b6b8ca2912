"""Releases where nothing can be switched: put over one another, in an order that harms nobody.

    PREFIX/…                        the site
    PREFIX/.press/current           the stamp of the release that is shown
    PREFIX/.press/STAMP.json.gz     records
    PREFIX/.press/incoming.json.gz  what is being delivered, until it is
    PREFIX/.press/kept/DIGEST       what the last releases had and the site no longer has
    PREFIX/.press/lock              who publishes

New files that are no pages go first, then new pages, then what changed (pages last but for the
lists of what is new, which lead to them), then the record; what is no longer wanted goes last,
after some time for those who still read the old pages. The bytes of a page that was retracted or
withdrawn are not kept.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path
from typing import NoReturn

from delivery.cargo import Cargo, Item
from delivery.carrying import Carrier
from delivery.codes import DeliveryCode, DeliveryError
from delivery.lock import Lock, locked, publisher
from delivery.plan import (
    RELEASES,
    Delivered,
    Options,
    Plan,
    Watch,
    before,
    earlier_items,
    few,
    held_by,
    lasting_of,
    planned,
    refuse_forbidden,
    refuse_removals,
    remarks_on,
)
from delivery.record import ENDING, Kept, Release, packed, read_releases, stamp_after, unpacked
from delivery.shape import AbsentError, Found, Target
from edition.media import is_lasting

HOME = ".press"
CURRENT = f"{HOME}/current"
INCOMING = f"{HOME}/incoming{ENDING}"
KEPT = f"{HOME}/kept"
LOCK = f"{HOME}/lock"
LISTS = re.compile(
    r"(^|/)(feed\.xml|atom\.xml|feed\.json|opml\.xml|robots\.txt|sitemap[^/]*\.xml)$"
)


@dataclass
class Stock:
    """What a store holds. standing: the public's files; kept: digests of what is kept."""

    target: Target
    releases: dict[str, Release]
    current: str
    standing: dict[str, Found]
    kept: set[str]
    incoming: Release | None

    @classmethod
    def of(cls, target: Target) -> Stock:
        """Read."""
        everything = target.found("")
        standing = {p: one for p, one in everything.items() if not p.startswith(f"{HOME}/")}
        kept = {p.removeprefix(f"{KEPT}/") for p in everything if p.startswith(f"{KEPT}/")}
        releases = read_releases(target, HOME)
        current = _small(target, CURRENT).decode("ascii", "replace").strip()
        return cls(target, releases, current, standing, kept, unpacked(_small(target, INCOMING)))

    @property
    def base(self) -> Release | None:
        """The release that is shown, if its record is whole."""
        return self.releases.get(self.current)

    def newest_first(self) -> list[Release]:
        """The release that is shown and those before it."""
        return [self.releases[s] for s in sorted(self.releases, reverse=True) if s <= self.current]

    def read(self, release: Release, path: str) -> bytes:
        """A file of a release, from the site or from what is kept; b"" if it is gone."""
        one = release.files[path]
        if one.item.digest in self.kept:
            return _small(self.target, f"{KEPT}/{one.item.digest}")
        return _small(self.target, path) if one.is_as_left(self.standing.get(path)) else b""

    def is_ours(self, path: str) -> bool:
        """Whether an object of the site was put there by a delivery, and not by other hands."""
        if self.incoming and path in self.incoming.files:
            return True
        if self.base and path in self.base.files:
            return True
        found = self.standing.get(path)
        return any(
            path in one.files and one.files[path].is_as_left(found)
            for one in self.releases.values()
        )


def deliver(target: Target, cargo: Cargo, options: Options, watch: Watch) -> Delivered:
    """Deliver a cargo over what there is; raises DeliveryError."""
    if options.dry:
        _, plan = _planned(target, cargo, options, watch)
        return _delivered(target, plan, "", dry=True)
    with locked(target, LOCK, unlock=options.unlock) as lock:
        stock, plan = _planned(target, cargo, options, watch, lock)
        over = _Over(stock, plan, options, Carrier(target, lock, watch, _here))
        quiet = replace(plan, strangers=()).is_nothing(stock.base) and stock.incoming is None
        if quiet and not over.due(stock.standing):
            return _delivered(target, plan, "")
        refuse_removals(target.address, plan, stock.base, options)
        _refuse_strangers(stock, plan, options)
        there = _there_already(over.carrier, stock, plan, cargo)
        over.carrier.total = plan.size - sum(item.size for item in there)

        def send(items: Sequence[Item]) -> None:
            over.carrier.send(cargo, [item for item in items if item not in there])

        stamps = [*stock.releases, *([stock.current] if stock.current in stock.releases else [])]
        stamp = stamp_after(datetime.now(UTC), stamps)
        over.put(Release(stamp, publisher(), options.paper, stock.current, {}), send)
    return _delivered(target, plan, stamp)


def back(target: Target, options: Options, watch: Watch) -> Release:
    """Put the release before over the one that is shown; raises DeliveryError if it may not be."""
    with locked(target, LOCK, unlock=options.unlock) as lock:
        watch("核对上一版", 0, 0)
        stock = Stock.of(target)
        release = before(target.address, stock.releases, stock.current)
        shown = earlier_items(stock.base.files) if stock.base else {}
        refuse_forbidden(target.address, release, held_by(release, shown, options.forbidden))
        lasting = {path: item for path, item in shown.items() if is_lasting(path)}
        wanted = earlier_items(release.own())
        plan = _in_place(planned(wanted, lasting, stock.base, stock.standing))
        over = _Over(stock, plan, options, Carrier(target, lock, watch, _here))
        over.keep()
        kept = Carrier(target, lock, watch, lambda path: f"{KEPT}/{wanted[path].digest}")
        gone = [item for item in plan.send if item.digest not in stock.kept]
        gone += kept.wrong([item for item in plan.send if item not in gone])
        if gone:
            _refuse_damaged(target, release, gone)

        def copy(items: Sequence[Item]) -> None:
            over.carrier.link([(f"{KEPT}/{item.digest}", item.path) for item in items])
            wrong = over.carrier.wrong(items)
            if wrong:
                _refuse_damaged(target, release, wrong)

        over.put(release, copy)
    return release


def _refuse_damaged(target: Target, release: Release, items: Sequence[Item]) -> NoReturn:
    names = few([item.path for item in items])
    what = f"上一版（{release.stamp}）的文件不全了：{names}"
    cure = "不能退回去；请改好稿件，再发布一次"
    raise DeliveryError(target.address, DeliveryCode.DIFFERS, what, cure)


def _planned(
    target: Target, cargo: Cargo, options: Options, watch: Watch, lock: Lock | None = None
) -> tuple[Stock, Plan]:
    watch("看看存储里有什么", 0, 0)
    stock = Stock.of(target)
    base = stock.base
    damaged: set[str] = set()
    if options.verify and base:
        carrier = Carrier(target, lock, watch, _here)
        carrier.total = base.size
        items = [kept.item for path, kept in base.files.items() if path in stock.standing]
        damaged = {item.path for item in carrier.wrong(items, "逐个核对")}
    lasting = lasting_of(stock.newest_first(), cargo.items, options.forbidden, stock.read)
    plan = _in_place(planned(cargo.items, lasting, base, stock.standing, damaged))
    unfinished = stock.incoming.files if stock.incoming else {}
    return stock, replace(
        plan,
        changed=tuple(path for path in plan.changed if path not in unfinished),
        strangers=tuple(path for path in plan.strangers if not stock.is_ours(path)),
    )


def _in_place(plan: Plan) -> Plan:
    """The same where a file can't be linked from another path: it goes."""
    moved = tuple(item for old, item in plan.reuse if old != item.path)
    stays = tuple((old, item) for old, item in plan.reuse if old == item.path)
    return replace(plan, send=plan.send + moved, reuse=stays)


def _there_already(carrier: Carrier, stock: Stock, plan: Plan, cargo: Cargo) -> set[Item]:
    """What a run that was cut off has put, and is right."""
    if stock.incoming is None:
        return set()
    there = []
    for item in plan.send:
        found = stock.standing.get(item.path)
        if found and found.size == item.size and found.mark == _etag(cargo.data(item)):
            there.append(item)
    wrong = carrier.wrong(there)
    return {item for item in there if item not in wrong}


def _etag(data: Path | bytes) -> str:
    """What a store calls an object that was put in one piece, and not encrypted."""
    whole = data if isinstance(data, bytes) else data.read_bytes()
    return md5(whole, usedforsecurity=False).hexdigest()


def _refuse_strangers(stock: Stock, plan: Plan, options: Options) -> None:
    """What lies there and is not ours is not written over without a word."""
    in_the_way = sorted(
        item.path
        for item in plan.send
        if item.path in stock.standing and not stock.is_ours(item.path)
    )
    if in_the_way and not options.confirm:
        what = f"那里已经有别人放的文件，会被盖掉：{few(in_the_way)}"
        cure = "请换一个空的地方；确实可以盖掉的，加 --confirm"
        raise DeliveryError(stock.target.address, DeliveryCode.IN_THE_WAY, what, cure)


@dataclass
class _Over:
    """One release on its way over another."""

    stock: Stock
    plan: Plan
    options: Options
    carrier: Carrier

    def put(self, release: Release, send: Callable[[Sequence[Item]], None]) -> None:
        """Put all in order. release: all but its files, which are those of the plan."""
        target = self.stock.target
        target.put(INCOMING, packed(self._record(release, {})))
        self.keep()
        for wave in waves(self.plan.send, self.stock.standing):
            send(wave)
        if self.carrier.lock:
            self.carrier.lock.hold()
        found = target.found("")
        self._insist(found)
        whole = self._record(release, found)
        target.put(f"{HOME}/{release.stamp}{ENDING}", packed(whole))
        target.put(CURRENT, release.stamp.encode())
        due = self.due(found)
        if due:
            self._wait()
            target.remove(due)
        self._prune(whole)
        target.remove([INCOMING])

    def keep(self) -> None:
        """Keep what goes from the site and an earlier release needs; never what was taken back."""
        base, stock = self.stock.base, self.stock
        back: set[str] = set()
        for one in stock.releases.values():
            held = held_by(one, self.plan.items, self.options.forbidden)
            back |= {one.files[path].item.digest for path in held}
        stock.target.remove([f"{KEPT}/{digest}" for digest in sorted(back & stock.kept)])
        stock.kept -= back
        going = {item.path for item in self.plan.send} | set(self.due(stock.standing))
        wanted = {item.digest for item in self.plan.send}
        pairs = {
            one.item.digest: path
            for path, one in (base.files if base else {}).items()
            if (path in going or one.item.digest in wanted)
            and one.is_as_left(stock.standing.get(path))
            and not (is_lasting(path) and path not in self.plan.items)
            and one.item.digest not in stock.kept | back
        }
        self.carrier.link([(path, f"{KEPT}/{digest}") for digest, path in sorted(pairs.items())])
        stock.kept |= pairs.keys()

    def due(self, found: Mapping[str, Found]) -> list[str]:
        """Our own objects that nobody wants any more."""
        return sorted(
            path
            for path in found
            if not path.startswith(f"{HOME}/")
            and path not in self.plan.items
            and self.stock.is_ours(path)
        )

    def _insist(self, found: Mapping[str, Found]) -> None:
        wrong = [
            path
            for path, item in self.plan.items.items()
            if path not in found or found[path].size != item.size
        ]
        if wrong:
            what = f"传过去的文件对不上：{few(sorted(wrong))}"
            cure = "请看看是不是还有别人在往那里放东西，再发布一次"
            raise DeliveryError(self.stock.target.address, DeliveryCode.DIFFERS, what, cure)

    def _record(self, release: Release, found: Mapping[str, Found]) -> Release:
        files = {
            path: Kept(item, found[path].mark if path in found else "", path in self.plan.own)
            for path, item in self.plan.items.items()
        }
        return replace(release, files=files)

    def _wait(self) -> None:
        """Let those who read an old page follow its links a little longer."""
        end = time.monotonic() + self.options.grace
        while (left := end - time.monotonic()) > 0:
            self.carrier.watch("等读者翻完旧的页面，再删旧文件", 0, 0)
            time.sleep(min(left, 1.0))

    def _prune(self, whole: Release) -> None:
        """Keep the records of the last releases, and the bytes that they need."""
        target = self.stock.target
        releases = {**self.stock.releases, whole.stamp: whole}
        stay = {whole.stamp, whole.before, *sorted(releases)[-RELEASES:]}
        needed = {
            one.item.digest
            for stamp, release in releases.items()
            if stamp in stay
            for one in release.files.values()
        }
        target.remove([f"{HOME}/{stamp}{ENDING}" for stamp in releases if stamp not in stay])
        target.remove([f"{KEPT}/{digest}" for digest in sorted(self.stock.kept - needed)])


def waves(items: Sequence[Item], standing: Mapping[str, Found]) -> Iterator[list[Item]]:
    """Files in an order in which no page that is read leads to one that is not there yet."""

    def wave(item: Item) -> int:
        if LISTS.search(item.path):
            return 4
        return (item.path in standing) * 2 + item.path.endswith(".html")

    for number in range(5):
        some = [item for item in items if wave(item) == number]
        if some:
            yield some


def _here(path: str) -> str:
    return path


def _small(target: Target, path: str) -> bytes:
    try:
        return target.read(path)
    except AbsentError:
        return b""


def _delivered(target: Target, plan: Plan, stamp: str, *, dry: bool = False) -> Delivered:
    return Delivered(
        target.address,
        stamp,
        len(plan.send),
        plan.size,
        len(plan.reuse),
        len(plan.removed),
        dry,
        remarks_on(target.address, plan, carried=True),
    )
