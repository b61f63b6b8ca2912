"""Releases where nothing can be switched: put over one another, in an order that harms nobody.

    PREFIX/…                        the site
    PREFIX/.press/current           the stamp of the release that is shown
    PREFIX/.press/STAMP.json.gz     records
    PREFIX/.press/incoming.json.gz  what is being delivered, and was by runs that were cut off
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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import md5
from pathlib import Path
from typing import NoReturn, Self

from delivery.cargo import Cargo, Item
from delivery.carrying import Carrier
from delivery.codes import DeliveryCode, DeliveryError
from delivery.judging import RELEASES, held_by
from delivery.plan import Plan, earlier_items, few, planned
from delivery.record import ENDING, Kept, Release, is_stamp, packed, read_records, unpacked
from delivery.shape import AbsentError, Found, Target
from delivery.steps import Errand, Holdings
from edition.media import is_lasting

HOME = ".press"
CURRENT = f"{HOME}/current"
INCOMING = f"{HOME}/incoming{ENDING}"
KEPT = f"{HOME}/kept"
LISTS = re.compile(
    r"(^|/)(feed\.xml|atom\.xml|feed\.json|opml\.xml|robots\.txt|sitemap[^/]*\.xml)$"
)


@dataclass
class Stock(Holdings):
    """What a store holds. there: the public's files; kept: digests of what is kept."""

    target: Target
    there: dict[str, Found]
    kept: set[str]
    incoming: Release | None

    carried = True

    @classmethod
    def of(cls, target: Target) -> Self:
        """Read."""
        everything = target.found("")
        there = {p: one for p, one in everything.items() if not p.startswith(f"{HOME}/")}
        kept = {p.removeprefix(f"{KEPT}/") for p in everything if p.startswith(f"{KEPT}/")}
        records = read_records(target, HOME)
        current = _small(target, CURRENT).decode("ascii", "replace").strip()
        current = current if is_stamp(current) else ""
        stamps = (*records.whole, *records.damaged, *([current] if current else []))
        incoming = unpacked(_small(target, INCOMING))
        return cls(records.whole, records.damaged, current, stamps, target, there, kept, incoming)

    @property
    def last(self) -> Release | None:
        """The last one made, or begun: readers may have seen some of it."""
        last = super().last
        if last is None or (self.incoming and self.incoming.stamp > last.stamp):
            return self.incoming
        return last

    def read(self, release: Release, path: str) -> bytes:
        """A file of a release, from the site or from what is kept; b"" if it is gone."""
        one = release.files[path]
        if one.item.digest in self.kept:
            return _small(self.target, f"{KEPT}/{one.item.digest}")
        return _small(self.target, path) if one.is_as_left(self.there.get(path)) else b""

    def place(self, path: str) -> str:
        """Where a file of the release that is shown lies."""
        return path

    def standing(self) -> Mapping[str, Found]:
        """What stands there."""
        return self.there

    def fitted(self, plan: Plan, cargo: Cargo) -> tuple[Plan, Cargo]:
        """Without what runs that were cut off have left: it is no work of other hands."""
        unfinished = self.incoming.files if self.incoming else {}
        plan = replace(
            _in_place(plan),
            changed=tuple(path for path in plan.changed if path not in unfinished),
            strangers=tuple(path for path in plan.strangers if not self.is_ours(path)),
        )
        return plan, cargo

    def is_ours(self, path: str) -> bool:
        """Whether an object of the site was put there by a delivery, and not by other hands."""
        if self.incoming and path in self.incoming.files:
            return True
        if self.base and path in self.base.files:
            return True
        found = self.there.get(path)
        return any(
            path in one.files and one.files[path].is_as_left(found)
            for one in self.releases.values()
        )

    def due(self, found: Mapping[str, Found], plan: Plan) -> list[str]:
        """Our own objects that nobody wants any more."""
        return sorted(
            path
            for path in found
            if not path.startswith(f"{HOME}/") and path not in plan.items and self.is_ours(path)
        )

    def is_settled(self, plan: Plan) -> bool:
        """Whether there is nothing to be done."""
        quiet = replace(plan, strangers=()).is_nothing(self.base)
        return quiet and not self.due(self.there, plan)

    def clear(self) -> None:
        """Take away the record of what was begun: a way back that was cut off at once, say."""
        if self.incoming is not None:
            self.target.remove([INCOMING])

    def in_the_way(self, plan: Plan) -> list[str]:
        """What is not ours and would be written over."""
        paths = (item.path for item in plan.send if item.path in self.there)
        return sorted(path for path in paths if not self.is_ours(path))

    def put(self, release: Release, plan: Plan, cargo: Cargo, errand: Errand) -> None:
        """Put it over the one that is shown."""
        carrier = errand.carrier(self.place)
        there = self._there_already(carrier, plan, cargo)
        carrier.total = plan.size - sum(item.size for item in there)

        def send(items: Sequence[Item]) -> None:
            carrier.send(cargo, [item for item in items if item not in there])

        _Over(self, plan, errand, carrier).put(release, send)

    def show(self, release: Release, errand: Errand) -> None:
        """Put it back over the one that is shown, from what is kept."""
        shown = earlier_items(self.base.files) if self.base else {}
        lasting = {path: item for path, item in shown.items() if is_lasting(path)}
        wanted = earlier_items(release.own())
        plan = _in_place(planned(wanted, lasting, self.base, self.there))
        carrier = errand.carrier(self.place)
        over = _Over(self, plan, errand, carrier)
        over.keep()
        kept = errand.carrier(lambda path: f"{KEPT}/{wanted[path].digest}")
        gone = [item for item in plan.send if item.digest not in self.kept]
        gone += kept.wrong([item for item in plan.send if item not in gone])
        if gone:
            _refuse_damaged(self.target, release, gone)

        def copy(items: Sequence[Item]) -> None:
            carrier.link([(f"{KEPT}/{item.digest}", item.path) for item in items])
            wrong = carrier.wrong(items)
            if wrong:
                _refuse_damaged(self.target, release, wrong)

        over.put(release, copy)

    def _there_already(self, carrier: Carrier, plan: Plan, cargo: Cargo) -> set[Item]:
        """What a run that was cut off has put, and is right."""
        if self.incoming is None:
            return set()
        there = []
        for item in plan.send:
            found = self.there.get(item.path)
            if found and found.size == item.size and found.mark == _etag(cargo.data(item)):
                there.append(item)
        wrong = carrier.wrong(there)
        return {item for item in there if item not in wrong}


@dataclass
class _Over:
    """One release on its way over another."""

    stock: Stock
    plan: Plan
    errand: Errand
    carrier: Carrier

    def put(self, release: Release, send: Callable[[Sequence[Item]], None]) -> None:
        """Put all in order. release: all but its files, which are those of the plan."""
        target = self.stock.target
        told = self._record(release, {})
        left = self.stock.incoming.files if self.stock.incoming else {}  # by runs that were cut off
        target.put(INCOMING, packed(replace(told, files={**left, **told.files})))
        self.keep()
        for wave in waves(self.plan.send, self.stock.there):
            send(wave)
        self.errand.hold()
        found = target.found("")
        self._insist(found)
        whole = self._record(release, found)
        target.put(f"{HOME}/{release.stamp}{ENDING}", packed(whole))
        target.put(CURRENT, release.stamp.encode())
        with self.errand.after_the_switch():
            due = self.stock.due(found, self.plan)
            if due:
                self._wait()
                target.remove(due)
            self._prune(whole)
            target.remove([INCOMING])

    def keep(self) -> None:
        """Keep what goes from the site and a release that may come back needs; nothing else.

        A release that shows what was taken back since can't come back: its bytes are not kept.
        """
        base, stock = self.stock.base, self.stock
        needed = self._needed(stock.releases.values())
        spare = stock.kept - needed
        stock.target.remove([f"{KEPT}/{digest}" for digest in sorted(spare)])
        stock.kept -= spare
        going = {item.path for item in self.plan.send} | set(stock.due(stock.there, self.plan))
        wanted = {item.digest for item in self.plan.send}
        pairs = {
            one.item.digest: path
            for path, one in (base.files if base else {}).items()
            if (path in going or one.item.digest in wanted)
            and one.is_as_left(stock.there.get(path))
            and not (is_lasting(path) and path not in self.plan.items)
            and one.item.digest in needed - stock.kept
        }
        self.carrier.link([(path, f"{KEPT}/{digest}") for digest, path in sorted(pairs.items())])
        stock.kept |= pairs.keys()

    def _needed(self, releases: Iterable[Release]) -> set[str]:
        """The digests of all files of those releases that may come back."""
        ledger = self.errand.ledger
        forbidden = (*ledger.forbidden, *ledger.orphans)
        return {
            one.item.digest
            for release in releases
            if not held_by(release, forbidden)
            for one in release.files.values()
        }

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
        end = time.monotonic() + self.errand.options.grace
        while (left := end - time.monotonic()) > 0:
            self.errand.watch("等读者翻完旧的页面，再删旧文件", 0, 0)
            time.sleep(min(left, 1.0))

    def _prune(self, whole: Release) -> None:
        """Keep the records of the last releases, and the bytes that they need."""
        target = self.stock.target
        releases = {**self.stock.releases, whole.stamp: whole}
        stay = {whole.stamp, whole.before, *sorted(releases)[-RELEASES:]}
        needed = self._needed(release for stamp, release in releases.items() if stamp in stay)
        stale = [*(stamp for stamp in releases if stamp not in stay), *self.stock.damaged]
        target.remove([f"{HOME}/{stamp}{ENDING}" for stamp in stale])
        target.remove([f"{KEPT}/{digest}" for digest in sorted(self.stock.kept - needed)])


def waves(items: Sequence[Item], standing: Mapping[str, Found]) -> Iterator[list[Item]]:
    """Files in an order in which no page that is read leads to one that is not there yet."""

    def wave(item: Item) -> int:
        name = item.path.rpartition(".")[0] if item.of else item.path  # packed: index.html.gz
        if LISTS.search(name):
            return 4
        return (item.path in standing) * 2 + name.endswith(".html")

    for number in range(5):
        some = [item for item in items if wave(item) == number]
        if some:
            yield some


def _small(target: Target, path: str) -> bytes:
    try:
        return target.read(path)
    except AbsentError:
        return b""


def _refuse_damaged(target: Target, release: Release, items: Sequence[Item]) -> NoReturn:
    names = few([item.path for item in items])
    what = f"上一版（{release.stamp}）的文件不全了：{names}"
    cure = "不能退回去；请改好稿件，再发布一次"
    raise DeliveryError(target.address, DeliveryCode.DIFFERS, what, cure)


def _in_place(plan: Plan) -> Plan:
    """The same where a file can't be linked from another path: it goes."""
    moved = tuple(item for old, item in plan.reuse if old != item.path)
    stays = tuple((old, item) for old, item in plan.reuse if old == item.path)
    return replace(plan, send=plan.send + moved, reuse=stays)


def _etag(data: Path | bytes) -> str:
    """What a store calls an object that was put in one piece, and not encrypted."""
    whole = data if isinstance(data, bytes) else data.read_bytes()
    return md5(whole, usedforsecurity=False).hexdigest()
