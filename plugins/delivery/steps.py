"""The steps of a delivery and of a way back, whatever the target is.

How releases lie at a target, and how one takes the place of another, is for its `Holdings` to
know: side by side, where a folder can be switched (`switching`), or over one another (`storing`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from delivery.cargo import Cargo, with_packed
from delivery.carrying import Carrier
from delivery.codes import DeliveryCode, DeliveryError, remark
from delivery.judging import (
    before,
    is_same,
    lasting_of,
    refuse_behind,
    refuse_clock,
    refuse_forbidden,
    refuse_full,
    refuse_in_the_way,
    refuse_other_paper,
    refuse_other_papers_release,
    refuse_papers,
    refuse_removals,
    refuse_revived,
    refuse_unknown,
)
from delivery.lock import Lock, locked, publisher
from delivery.memory import Memory
from delivery.plan import Delivered, Options, Plan, Watch, earlier_items, planned, remarks_on
from delivery.record import ENDING, Kept, Release, packed, stamp_after
from delivery.shape import Found, Target
from newsroom.problems import Problem

LOCK = "lock"


@dataclass
class Errand:
    """One way to a target.

    lock: None for who only looks. ledger: by which is judged what may be shown.
    """

    target: Target
    options: Options
    watch: Watch
    lock: Lock | None = None
    ledger: Memory = field(default_factory=Memory)
    remarks: list[Problem] = field(default_factory=list)

    @contextmanager
    def after_the_switch(self) -> Iterator[None]:
        """Let what fails now be a remark: the delivery is done, the next one clears up."""
        try:
            yield
        except DeliveryError as error:
            what = f"新的一版已经换好，旧的没有清理完（{error.problem.what}）"
            cure = "网站没有事，下一次发布会再清理；一再这样的，请告诉管服务器的人"
            self.remarks.append(remark(error.problem.file, DeliveryCode(error.code), what, cure))

    def carrier(self, place: Callable[[str], str], total: int = 0) -> Carrier:
        """Who carries files there. place: makes a path at the target of one of the site."""
        return Carrier(self.target, self.lock, self.watch, place, total)

    def proven(
        self, files: Mapping[str, Kept], standing: Mapping[str, Found], place: Callable[[str], str]
    ) -> Mapping[str, Found]:
        """What stands, with the marks of the record where the bytes are those of the record.

        place: as for `carrier`.
        """
        doubtful = {
            path: kept for path, kept in files.items() if kept.may_be_as_left(standing.get(path))
        }
        items = [kept.item for kept in doubtful.values()]
        size = sum(item.size for item in items)
        wrong = {item.path for item in self.carrier(place, size).wrong(items, "核对变了时间的文件")}
        same = {
            path: Found(kept.item.size, kept.mark)
            for path, kept in doubtful.items()
            if path not in wrong
        }
        return {**standing, **same}

    def hold(self) -> None:
        """Make sure, now, that nobody has taken the lock away."""
        if self.lock:
            self.lock.hold()


@dataclass
class Holdings(ABC):
    """What a target holds.

    releases: by stamp; damaged: stamps of records that can't be read; current: the stamp of the
    release that is shown, "" for none; stamps: all that are taken.
    """

    releases: Mapping[str, Release]
    damaged: tuple[str, ...]
    current: str
    stamps: tuple[str, ...]

    carried = False  # whether what other hands left stays beside a new release

    @property
    def base(self) -> Release | None:
        """The release that is shown, if its record is whole."""
        return self.releases.get(self.current)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The stamps of releases of which nobody can tell any more what they were."""
        lost = [self.current] if self.current and self.base is None else []
        return tuple(dict.fromkeys([*lost, *self.damaged]))

    @property
    def last(self) -> Release | None:
        """The last one made, shown or not: it knows most."""
        return self.releases[max(self.releases)] if self.releases else None

    def newest_first(self) -> list[Release]:
        """The release that is shown and those before it."""
        return [self.releases[s] for s in sorted(self.releases, reverse=True) if s <= self.current]

    @abstractmethod
    def read(self, release: Release, path: str) -> bytes:
        """A file of a release; b"" if it is gone."""

    @abstractmethod
    def place(self, path: str) -> str:
        """Where a file of the release that is shown lies."""

    @abstractmethod
    def standing(self) -> Mapping[str, Found]:
        """What stands there of the release that is shown."""

    @abstractmethod
    def fitted(self, plan: Plan, cargo: Cargo) -> tuple[Plan, Cargo]:
        """A plan, and its cargo, as it can be carried out here."""

    @abstractmethod
    def is_settled(self, plan: Plan) -> bool:
        """Whether there is nothing to be done."""

    def clear(self) -> None:  # noqa: B027 - most have nothing to clear
        """Take away what a run that was cut off left, where all stands as it should."""

    def in_the_way(self, plan: Plan) -> list[str]:  # noqa: ARG002 - a folder of its own has none
        """What is not ours and would be written over."""
        return []

    @abstractmethod
    def put(self, release: Release, plan: Plan, cargo: Cargo, errand: Errand) -> None:
        """Make a new release whole, and show it. release: all but its files.

        What fails after that is a remark of the errand's: readers see the new release.
        """

    @abstractmethod
    def show(self, release: Release, errand: Errand) -> None:
        """Show a former release; raises DeliveryError if it is not whole any more."""


@dataclass(frozen=True)
class Way:
    """How to a target. home: the folder of its lock; look: reads what is there.

    serves: whether a web server reads its rules there, and finds what is packed.
    """

    target: Target
    home: str
    look: Callable[[], Holdings]
    serves: bool

    def deliver(self, cargo: Cargo, options: Options, watch: Watch) -> Delivered:
        """Deliver a cargo as a new release and show it; raises DeliveryError."""
        errand = Errand(self.target, options, watch)
        if options.dry:
            held, plan, _ = self._planned(cargo, errand)
            return self._told(held, plan, "", dry=True)
        with self._locked(errand):
            held, plan, cargo = self._planned(cargo, errand)
            if held.is_settled(plan):
                held.clear()
                self._remember(held.base, errand.ledger)
                return self._told(held, plan, "")
            refuse_removals(self.target.address, plan, held.base, options)
            refuse_in_the_way(self.target.address, held.in_the_way(plan), options)
            refuse_full(self.target.address, plan, self.target.room())
            stamp = stamp_after(datetime.now(UTC), held.stamps)
            release = Release(stamp, publisher(), options.paper, held.current, {}, errand.ledger)
            held.put(release, plan, cargo, errand)
        told = self._told(held, plan, stamp)
        return replace(told, remarks=(*told.remarks, *errand.remarks))

    def judge(self, cargo: Cargo, options: Options, held: Holdings | None = None) -> Memory:
        """The ledger by which is judged what may be shown; raises DeliveryError if a cargo may not.

        held: what the target holds, where that was looked at already.
        """
        held = held or self.look()
        ledger = self._judged(held, options)
        refuse_papers(self.target.address, cargo.items, held.base, options)
        if options.moment and held.last and not options.dry:  # a look at its clock writes there
            refuse_clock(self.target.address, options.moment, self.target.now(), options)
        made = held.releases.values()
        return refuse_revived(self.target.address, cargo.items, made, ledger, options)

    def back(self, options: Options, watch: Watch) -> Release:
        """Show the release before the one that is shown; raises DeliveryError if it may not be."""
        errand = Errand(self.target, options, watch)
        held = self.look()  # a lock is a file, and there may be nothing yet
        before(self.target.address, held.releases, held.current)
        with self._locked(errand):
            watch("核对上一版", 0, 0)
            held = self.look()
            release = before(self.target.address, held.releases, held.current)
            refuse_other_papers_release(self.target.address, release, options)
            errand.ledger = self._judged(held, options)
            refuse_forbidden(self.target.address, release, errand.ledger)
            held.show(release, errand)
        return release

    def _remember(self, shown: Release | None, ledger: Memory) -> None:
        """Write down what the ledger knows now, where nothing that readers see has changed."""
        if shown and shown.ledger != ledger:
            record = packed(replace(shown, ledger=ledger))
            self.target.put(f"{self.home}/{shown.stamp}{ENDING}", record)

    @property
    def lock(self) -> str:
        """The path of its lock."""
        return f"{self.home}/{LOCK}"

    @contextmanager
    def _locked(self, errand: Errand) -> Iterator[None]:
        with locked(self.target, self.lock, unlock=errand.options.unlock) as errand.lock:
            yield

    def _planned(self, cargo: Cargo, errand: Errand) -> tuple[Holdings, Plan, Cargo]:
        options = errand.options
        errand.watch("看看那边有什么", 0, 0)
        held = self.look()
        errand.ledger = self.judge(cargo, options, held)
        base, standing = held.base, held.standing()
        if base:
            standing = errand.proven(base.files, standing, held.place)
        if self.serves:
            known = earlier_items(base.files) if base else {}
            cargo = with_packed(cargo, options.compressed, known)
        damaged: set[str] = set()
        if options.verify and base:
            items = [kept.item for path, kept in base.files.items() if path in standing]
            carrier = errand.carrier(held.place, base.size)
            damaged = {item.path for item in carrier.wrong(items, "逐个核对")}
        lasting = lasting_of(held.newest_first(), cargo.items, errand.ledger, held.read)
        return held, *held.fitted(planned(cargo.items, lasting, base, standing, damaged), cargo)

    def _judged(self, held: Holdings, options: Options) -> Memory:
        """The ledger, with what the target remembers better; raises DeliveryError if it may not.

        What was taken back stays remembered also where a paper has another name than before, or an
        editor has said that another one may go.
        """
        address, last = self.target.address, held.last
        refuse_other_paper(address, held.base or last, options)
        refuse_unknown(address, held.unknown, options)
        if last is None:
            return options.ledger
        if is_same(options, last):
            refuse_behind(address, options.ledger, last.ledger, options)
        return options.ledger.after(last.ledger)

    def _told(self, held: Holdings, plan: Plan, stamp: str, *, dry: bool = False) -> Delivered:
        return Delivered(
            self.target.address,
            stamp,
            len(plan.send),
            plan.size,
            len(plan.reuse),
            len(plan.removed),
            dry,
            remarks_on(self.target.address, plan, carried=held.carried, dry=dry),
        )
