"""Releases where a folder can be put in the place of another at once.

    TARGET/releases/STAMP/          a whole site; the web server's root is TARGET/current
    TARGET/releases/STAMP.json.gz   its record
    TARGET/releases/incoming/       the next one, while it comes in
    TARGET/releases/lock            who publishes
    TARGET/current                  a symbolic link to releases/STAMP

A new release is made beside the others, of links to what has not changed and of what is sent;
read back; renamed; and the link replaced by rename. A run that is cut off leaves `incoming`, of
which the next one takes what is good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from delivery.cargo import Cargo, Item, with_packed
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
from delivery.record import ENDING, IS_STAMP, Kept, Release, packed, read_releases, stamp_after
from delivery.shape import AbsentError, Found, Target

HOME = "releases"
INCOMING = f"{HOME}/incoming"
LOCK = f"{HOME}/lock"
CURRENT = "current"


@dataclass
class Shelf:
    """The releases of a target as they stand. current: the stamp that is shown, ""."""

    target: Target
    releases: dict[str, Release]
    current: str

    @classmethod
    def of(cls, target: Target) -> Shelf:
        """Read; raises DeliveryError where `current` is not ours."""
        pointed = target.pointed(CURRENT).rstrip("/")
        stamp = pointed.removeprefix(f"{HOME}/")
        if pointed and not (pointed.startswith(f"{HOME}/") and IS_STAMP.fullmatch(stamp)):
            what = f"{CURRENT} 指着别处（{pointed}），不是发布程序建的"
            cure = "请让管服务器的人把它挪开，再发布一次"
            where = f"{target.address}/{CURRENT}"
            raise DeliveryError(where, DeliveryCode.IN_THE_WAY, what, cure)
        names = set(target.names(HOME))
        releases = read_releases(target, HOME)
        whole = {stamp: one for stamp, one in releases.items() if stamp in names}
        return cls(target, whole, stamp)

    @property
    def base(self) -> Release | None:
        """The release that is shown, if its record is whole."""
        return self.releases.get(self.current)

    def newest_first(self) -> list[Release]:
        """The release that is shown and those before it."""
        return [self.releases[s] for s in sorted(self.releases, reverse=True) if s <= self.current]

    def read(self, release: Release, path: str) -> bytes:
        """A file of a release; b"" if it is gone."""
        try:
            return self.target.read(f"{HOME}/{release.stamp}/{path}")
        except AbsentError:
            return b""


def deliver(target: Target, cargo: Cargo, options: Options, watch: Watch) -> Delivered:
    """Deliver a cargo as a new release and show it; raises DeliveryError, and shows the old one."""
    if options.dry:
        shelf, plan, _ = _planned(target, cargo, options, None, watch)
        return _delivered(target, plan, "", dry=True)
    with locked(target, LOCK, unlock=options.unlock) as lock:
        shelf, plan, cargo = _planned(target, cargo, options, lock, watch)
        if plan.is_nothing(shelf.base):
            return _delivered(target, Plan(plan.items, plan.own, reuse=plan.reuse), "")
        refuse_removals(target.address, plan, shelf.base, options)
        _refuse_full(target, plan)
        stamps = [name for name in target.names(HOME) if IS_STAMP.fullmatch(name)]
        stamp = stamp_after(datetime.now(UTC), stamps)
        files = _Incoming(shelf, cargo, plan, Carrier(target, lock, watch, _incoming)).made()
        lock.hold()
        release = Release(stamp, publisher(), options.paper, shelf.current, files)
        target.put(f"{HOME}/{stamp}{ENDING}", packed(release))
        target.rename(INCOMING, f"{HOME}/{stamp}")
        target.point(CURRENT, f"{HOME}/{stamp}")
        watch("清理旧的版本", 0, 0)
        _prune(target, {stamp, shelf.current})
    return _delivered(target, plan, stamp)


def back(target: Target, options: Options, watch: Watch) -> Release:
    """Show the release before the one that is shown; raises DeliveryError if it may not be."""
    with locked(target, LOCK, unlock=options.unlock) as lock:
        shelf = Shelf.of(target)
        release = before(target.address, shelf.releases, shelf.current)
        shown = earlier_items(shelf.base.files) if shelf.base else {}
        refuse_forbidden(target.address, release, held_by(release, shown, options.forbidden))
        watch("核对上一版", 0, 0)
        standing = target.found(f"{HOME}/{release.stamp}")
        wrong = [p for p, kept in release.files.items() if not kept.is_as_left(standing.get(p))]
        carrier = Carrier(target, lock, watch, lambda path: f"{HOME}/{release.stamp}/{path}")
        if options.verify and not wrong:
            carrier.total = release.size
            items = [kept.item for kept in release.files.values()]
            wrong = [item.path for item in carrier.wrong(items, "核对上一版")]
        if wrong:
            what = f"上一版（{release.stamp}）的文件被别人改过或者删了：{few(wrong)}"
            cure = "不能退回去；请改好稿件，再发布一次"
            raise DeliveryError(target.address, DeliveryCode.DIFFERS, what, cure)
        lock.hold()
        target.point(CURRENT, f"{HOME}/{release.stamp}")
    return release


def _planned(
    target: Target, cargo: Cargo, options: Options, lock: Lock | None, watch: Watch
) -> tuple[Shelf, Plan, Cargo]:
    watch("看看服务器上有什么", 0, 0)
    shelf = Shelf.of(target)
    base = shelf.base
    cargo = with_packed(cargo, options.compressed, earlier_items(base.files) if base else {})
    standing = target.found(f"{HOME}/{base.stamp}") if base else {}
    damaged: set[str] = set()
    if options.verify and base:
        carrier = Carrier(target, lock, watch, lambda p: f"{HOME}/{base.stamp}/{p}")
        carrier.total = base.size
        items = [kept.item for path, kept in base.files.items() if path in standing]
        damaged = {item.path for item in carrier.wrong(items, "逐个核对")}
    lasting = lasting_of(shelf.newest_first(), cargo.items, options.forbidden, shelf.read)
    plan = planned(cargo.items, lasting, base, standing, damaged)
    return shelf, plan, _with_bytes(cargo, plan)


def _with_bytes(cargo: Cargo, plan: Plan) -> Cargo:
    """What was packed for an earlier release and is not whole there any more is packed again."""
    lacking = [item for item in plan.send if item.of and item.path not in cargo.packed]
    if not lacking:
        return cargo
    encodings = sorted({item.path.rpartition(".")[2] for item in lacking})
    plain = {path: item for path, item in cargo.items.items() if not item.of}
    return with_packed(Cargo(cargo.folder, plain), encodings, {})


@dataclass
class _Incoming:
    """The next release while it comes in."""

    shelf: Shelf
    cargo: Cargo
    plan: Plan
    carrier: Carrier

    def made(self) -> dict[str, Kept]:
        """Make it whole; gives its files as the target holds them now."""
        target, plan = self.shelf.target, self.plan
        standing = self._left_by_an_earlier_run()
        lacking = [(old, item) for old, item in plan.reuse if item.path not in standing]
        base = self.shelf.current
        pairs = [(f"{HOME}/{base}/{old}", _incoming(item.path)) for old, item in lacking]
        unlinked = {new for _, new in self.carrier.link(pairs)}
        send = [item for item in plan.send if item.path not in standing]
        send += [item for _, item in lacking if _incoming(item.path) in unlinked]
        self.carrier.total = sum(item.size for item in send)
        self.carrier.send(self._cargo_for(send), send)
        self._insist_on_copies(pairs, unlinked)
        found = target.found(INCOMING)
        different = [
            path
            for path, item in plan.items.items()
            if getattr(found.get(path), "size", -1) != item.size
        ]
        if different or found.keys() != plan.items.keys():
            strange = sorted(different or found.keys() ^ plan.items.keys())
            what = f"传过去的文件对不上：{few(strange)}"
            cure = "网站没有切换；请看看是不是有别人在动 releases/incoming，再发布一次"
            raise DeliveryError(target.address, DeliveryCode.DIFFERS, what, cure)
        return {
            path: Kept(item, found[path].mark, path in plan.own)
            for path, item in plan.items.items()
        }

    def _left_by_an_earlier_run(self) -> dict[str, Found]:
        """What a run that was cut off left, and is good; the rest is taken away."""
        target, plan = self.shelf.target, self.plan
        found = target.found(INCOMING)
        marks = self._marks()
        good, doubtful = {}, []
        for path, one in found.items():
            item = plan.items.get(path)
            if item is None or one.size != item.size:
                continue
            good[path] = one
            if marks.get(item.digest) != one.mark:
                doubtful.append(item)
        for item in self.carrier.wrong(doubtful):
            del good[item.path]
        target.remove([_incoming(path) for path in found if path not in good])
        return good

    def _insist_on_copies(self, pairs: list[tuple[str, str]], unlinked: set[str]) -> None:
        """Where the server copied instead of linking, the copies are read back like the sent."""
        if not pairs:
            return
        found, marks = self.shelf.target.found(INCOMING), self._marks()
        linked = {new for _, new in pairs if new not in unlinked}
        doubtful = [
            item
            for path, item in self.plan.items.items()
            if _incoming(path) in linked
            and getattr(found.get(path), "mark", "") != marks.get(item.digest)
        ]
        wrong = self.carrier.wrong(doubtful)
        if wrong:
            self.carrier.send(self._cargo_for(wrong), wrong)

    def _cargo_for(self, items: list[Item]) -> Cargo:
        """A cargo that has the bytes of items; what only the target has is fetched from there."""
        elsewhere = {
            item.path: self.shelf.read(self._base, item.path)
            for item in items
            if item.path not in self.cargo.packed and (item.of or item.path not in self.cargo.items)
        }
        return replace(self.cargo, packed={**self.cargo.packed, **elsewhere})

    @property
    def _base(self) -> Release:
        return self.shelf.releases[self.shelf.current]

    def _marks(self) -> Mapping[str, str]:
        base = self.shelf.base
        return {kept.item.digest: kept.mark for kept in base.files.values()} if base else {}


def _incoming(path: str) -> str:
    return f"{INCOMING}/{path}"


def _refuse_full(target: Target, plan: Plan) -> None:
    room = target.room()
    if room is not None and room < plan.size:
        from delivery.folder import CURE_FULL
        from delivery.progress import in_words

        what = f"那边只剩 {in_words(room)}，这一版要 {in_words(plan.size)}"
        raise DeliveryError(target.address, DeliveryCode.FULL, what, CURE_FULL)


def _prune(target: Target, shown: set[str]) -> None:
    """Keep the last releases; take away older ones, and what a cut-off run left."""
    names = target.names(HOME)
    folders = sorted(name for name in names if IS_STAMP.fullmatch(name))
    records = {name.removesuffix(ENDING) for name in names if name.endswith(ENDING)}
    whole = [stamp for stamp in folders if stamp in records]
    stay = {*shown, *whole[-RELEASES:]}
    stale = [stamp for stamp in records if IS_STAMP.fullmatch(stamp) and stamp not in stay]
    target.remove([f"{HOME}/{stamp}{ENDING}" for stamp in stale])
    for stamp in folders:
        if stamp not in stay:
            target.drop(f"{HOME}/{stamp}")


def _delivered(target: Target, plan: Plan, stamp: str, *, dry: bool = False) -> Delivered:
    return Delivered(
        target.address,
        stamp,
        len(plan.send),
        plan.size,
        len(plan.reuse),
        len(plan.removed),
        dry,
        remarks_on(target.address, plan, carried=False),
    )
