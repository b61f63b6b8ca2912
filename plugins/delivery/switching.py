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
from typing import Self

from delivery.cargo import Cargo, Item, with_packed
from delivery.carrying import Carrier
from delivery.codes import DeliveryCode, DeliveryError
from delivery.judging import RELEASES
from delivery.plan import Plan, few
from delivery.record import ENDING, Kept, Release, is_stamp, packed, read_records
from delivery.shape import CLOSED, AbsentError, Found, Switchable
from delivery.steps import Errand, Holdings

HOME = "releases"
INCOMING = f"{HOME}/incoming"
CURRENT = "current"


@dataclass
class Shelf(Holdings):
    """The releases of a target as they stand, side by side."""

    target: Switchable

    @classmethod
    def of(cls, target: Switchable) -> Self:
        """Read; raises DeliveryError where `current` is not ours."""
        pointed = target.pointed(CURRENT).rstrip("/")
        stamp = pointed.removeprefix(f"{HOME}/")
        if pointed and not (pointed.startswith(f"{HOME}/") and is_stamp(stamp)):
            what = f"{CURRENT} 指着别处（{pointed}），不是发布程序建的"
            cure = "请让管服务器的人把它挪开，再发布一次"
            where = f"{target.address}/{CURRENT}"
            raise DeliveryError(where, DeliveryCode.IN_THE_WAY, what, cure)
        names = set(target.names(HOME))
        records = read_records(target, HOME)
        whole = {stamp: one for stamp, one in records.whole.items() if stamp in names}
        damaged = tuple(stamp for stamp in records.damaged if stamp in names)
        taken = tuple(name for name in names if is_stamp(name))
        return cls(whole, damaged, stamp, taken, target)

    def read(self, release: Release, path: str) -> bytes:
        """A file of a release; b"" if it is gone."""
        try:
            return self.target.read(f"{HOME}/{release.stamp}/{path}")
        except AbsentError:
            return b""

    def place(self, path: str) -> str:
        """Where a file of the release that is shown lies."""
        return f"{HOME}/{self.current}/{path}"

    def standing(self) -> Mapping[str, Found]:
        """What stands there of the release that is shown."""
        return self.target.found(f"{HOME}/{self.current}") if self.base else {}

    def fitted(self, plan: Plan, cargo: Cargo) -> tuple[Plan, Cargo]:
        """What was packed for an earlier release and is not whole any more is packed again."""
        lacking = [item for item in plan.send if item.of and item.path not in cargo.packed]
        if not lacking:
            return plan, cargo
        encodings = sorted({item.path.rpartition(".")[2] for item in lacking})
        plain = {path: item for path, item in cargo.items.items() if not item.of}
        return plan, with_packed(Cargo(cargo.locate, plain), encodings, {})

    def is_settled(self, plan: Plan) -> bool:
        """Whether there is nothing to be done."""
        return plan.is_nothing(self.base)

    def put(self, release: Release, plan: Plan, cargo: Cargo, errand: Errand) -> None:
        """Make it whole in a folder of its own, and switch."""
        target, stamp = self.target, release.stamp
        files = _Incoming(self, cargo, plan, errand.carrier(_incoming)).made()
        errand.hold()
        target.put(f"{HOME}/{stamp}{ENDING}", packed(replace(release, files=files)))
        target.rename(INCOMING, f"{HOME}/{stamp}")
        target.point(CURRENT, f"{HOME}/{stamp}")
        errand.watch("清理旧的版本", 0, 0)
        with errand.after_the_switch():
            self._prune({stamp, self.current})

    def show(self, release: Release, errand: Errand) -> None:
        """Switch back; raises DeliveryError if other hands were there."""
        target, stamp = self.target, release.stamp

        def place(path: str) -> str:
            return f"{HOME}/{stamp}/{path}"

        found = target.found(f"{HOME}/{stamp}")
        standing = errand.proven(release.files, found, place)
        wrong = [p for p, kept in release.files.items() if not kept.is_as_left(standing.get(p))]
        if errand.options.verify and not wrong:
            carrier = errand.carrier(place, release.size)
            items = [kept.item for kept in release.files.values()]
            wrong = [item.path for item in carrier.wrong(items, "核对上一版")]
        if wrong:
            what = f"上一版（{stamp}）的文件被别人改过或者删了：{few(wrong)}"
            cure = "不能退回去；请改好稿件，再发布一次"
            raise DeliveryError(target.address, DeliveryCode.DIFFERS, what, cure)
        errand.hold()
        target.point(CURRENT, f"{HOME}/{stamp}")

    def _prune(self, shown: set[str]) -> None:
        """Keep the last releases; take away older ones, and what a cut-off run left."""
        target = self.target
        names = target.names(HOME)
        folders = sorted(name for name in names if is_stamp(name))
        records = {name.removesuffix(ENDING) for name in names if name.endswith(ENDING)}
        records = {stamp for stamp in records if is_stamp(stamp)}
        good = records.difference(self.damaged)
        stay = {*shown, *[stamp for stamp in folders if stamp in good][-RELEASES:]}
        target.remove([f"{HOME}/{stamp}{ENDING}" for stamp in records - (stay & good)])
        for stamp in folders:
            if stamp not in stay:
                target.drop(f"{HOME}/{stamp}")


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
            if one.mark.endswith(CLOSED) and marks.get(item.digest) != one.mark:
                del good[path]
            elif marks.get(item.digest) != one.mark:
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
