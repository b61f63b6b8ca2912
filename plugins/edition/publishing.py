"""Publishes: shows what readers will be told, asks, hands over, and writes it down.

The one thing that writes the ledger (`delivery.publishing` is its command). What will be told is
put down as pending with its moments and ids before anything is handed over; a run that died is
taken up with those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import NoReturn, Protocol

import typer

from edition.adoption import Adoption
from edition.build import Build
from edition.clock import EPOCH, build_time, stopped_clock
from edition.forgotten import forgotten
from edition.house import House
from edition.hub import feeds_of, pages_of, tell, told_before, write_told
from edition.imprimatur import lay_down, settle, signatures
from edition.manifest import manifest_digest
from edition.printed import PrintedFolder
from edition.setting import Compositor
from edition.telling import Plan, in_words
from edition.tree import OutputTree
from hanzi import Converter
from ledger import Ledger
from ledger.authority import keep_authority
from ledger.codes import LedgerCode
from ledger.facts import Fact, Retracted, Signed, Withdrawn, line_of
from ledger.reading import FOLDER
from ledger.redating import mend_clock, redated
from ledger.writing import (
    PENDING,
    Pending,
    append,
    forget_pending,
    never_told,
    pending,
    put_pending,
    state_of,
)
from newsroom.guard import say
from newsroom.model import Publication
from newsroom.problems import Outcome
from newsroom.store import Store

ROOT = Path(__file__).resolve().parents[2]
MOST_SHOWN = 200
CLOCK_MENDED = (
    "请先对好这台机器的钟；钟是对的，错的是那一次，加 --confirm clock，程序把记在将来的改成现在"
)
LONGEST_SILENCE = timedelta(days=180)  # after which a clock is doubted, and not the paper


class Courier(Protocol):
    """Who takes a tree to readers.

    address: where to. ledger, told: as it will be, and what is told now. prefixes: of the editions'
    addresses.
    """

    @property
    def address(self) -> str:
        """Where to, as an editor is told it."""

    def known(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """Which of these readers there know; ends the program where nobody answers."""

    def ask(
        self, tree: OutputTree, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]
    ) -> None:
        """Whether a tree that is about to be finished may go; ends the program if it may not."""

    def take(
        self, tree: Path, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]
    ) -> None:
        """Take a finished tree there; ends the program where that fails."""


@dataclass(slots=True)
class Publishing:
    """One publication from the reading of the ledger to the writing of it (a `Teller`).

    withdraw: keys of items to take away for good, each with its notice. ask: whether the editor
    is to be asked; dry: whether to stop when everything has been shown. anew: day of an issue whose
    paper is to be made anew. courier: takes the finished tree to readers. clock_is_right: as an
    editor has said.
    """

    content: Path
    ask: bool = True
    dry: bool = False
    withdraw: Mapping[str, str] = field(default_factory=dict)
    now: datetime = field(default_factory=build_time)
    anew: date | None = None
    courier: Courier | None = None
    clock_is_right: bool = False
    feeds: dict[str, str] | None = None
    pages: dict[str, str] | None = None
    _state: str = ""
    _facts: list[Fact] = field(default_factory=list)
    _before: Ledger | None = None
    _known: int = 0  # of the facts, the first are those that readers know already
    _adopts: bool = False
    _takes_up: bool = False
    _prefixes: tuple[str, ...] = ()
    _printed: PrintedFolder | None = None
    _authority: str = ""
    _last: datetime | None = None  # when something was told before
    _left: Pending = field(default_factory=Pending)
    _laid: set[date] = field(default_factory=set)  # issues with papers that wait for the ledger

    @property
    def reprint(self) -> Mapping[date, date]:
        """Day of an issue to the day of its new paper; one that was not signed is simply new."""
        if self.anew is None or self._before is None or not self._before.signed(self.anew):
            return {}
        return {self.anew: self.now.date()}

    @property
    def taking(self) -> frozenset[str]:
        """The keys of the items that are to be withdrawn."""
        return frozenset(self.withdraw)

    def before(
        self, build: Build, publication: Publication, ledger: Ledger, store: Store
    ) -> Sequence[Fact]:
        """What readers know and the ledger does not, and what is to be taken away."""
        house = build.job.house
        self.now = self.now.astimezone(house.zone).replace(microsecond=0)
        self._state = state_of(self.content)
        self._last = ledger.last
        self._refuse_clock(ledger, house.zone)
        left = pending(self.content, build.problems)
        self._laid = {fact.issue for fact in left.facts if isinstance(fact, Signed)}
        known = list(self._shown(left, manifest_digest(build.job.output)))
        self._takes_up = bool(known)
        if mended := redated(known, self.now):  # died with a clock that was wrong
            if not self.clock_is_right:
                stop(f"上一次发布没有做完，它的时间比现在（{self.now}）还晚，{CLOCK_MENDED}")
            known = [mended.get(fact, fact) for fact in known]
        if any(problem.code is LedgerCode.DAMAGED for problem in build.problems):
            # it may have said that something was taken away, or when it first came out
            stop(
                "账本里有一行读不懂或者不见了（见上面的提示），它可能记着撤下了什么；"
                "请先从备份里找回那一行"
            )
        if not (ledger or known or left.target or never_told(self.content)):
            known = self._adopted(build, publication, ledger, store)
            self._adopts = bool(known)
        self._known = len(known)
        known += self._withdrawals(left, ledger.grown(known), known)
        self._facts = known
        self._refuse_forgotten(build.job.output, publication, ledger.grown(known))
        return known

    def mend_clock(self) -> None:
        """Date anew what a clock that was wrong has put into the future; an editor has said so."""
        count = mend_clock(self.content, self.now)
        if count:
            typer.echo(f"账本里有 {count} 条的时间在将来，是从前的钟错了，已改成现在")

    def _refuse_clock(self, ledger: Ledger, zone: tzinfo) -> None:
        """Stop where the clock, now or the last time, may be wrong: readers see its moments."""
        if ledger.last is None or self.dry:
            return
        last = ledger.last.astimezone(zone).isoformat(sep=" ", timespec="minutes")
        here = self.now.isoformat(sep=" ", timespec="minutes")
        if ledger.last > self.now:
            stop(f"账本里最后一次发布是 {last}，比现在（{here}）还晚，{CLOCK_MENDED}")
        if self.now - ledger.last > LONGEST_SILENCE and not self.clock_is_right:
            stop(
                f"上一次发布是 {last}，这台机器的钟已经是 {here}；请先看看钟对不对，"
                "时间一记下，读者就看到了；钟是对的，加 --confirm clock"
            )

    def _refuse_forgotten(self, output: Path, publication: Publication, ledger: Ledger) -> None:
        """Stop where what readers saw withdrawn would come back to them.

        A target has a memory of its own, and is asked.
        """
        if self.courier:
            return
        items = (item for issue in publication.issues for item in issue.items)
        back = sorted(forgotten(output, items, ledger, self.taking))
        if back:
            stop(
                f"网站上 {'、'.join(back)} 已经撤下，这里的账本却没有记着；请从版本库或备份里找回"
                f" {self.content.name}/{FOLDER}；找不回来的，用 --withdraw 再撤一次，或者删去稿件"
            )

    def _refuse_stopped_clock(self) -> None:
        """Stop where nothing parts what is told now from what was told last: which one holds?"""
        if self._last is None or not stopped_clock() or self.clock_is_right:
            return
        if self._last >= self.now and self._facts[self._known :]:
            stop(
                f"上一次发布记的也是 {self.now}，这台机器的钟停着：两次的事就分不出先后；"
                f"请去掉环境变量 {EPOCH}，再发布一次"
            )

    def _shown(self, left: Pending, standing: str) -> Sequence[Fact]:
        """What readers know of what is left of a run before."""
        shown = left.shown(standing)
        if len(shown) < len(left.facts) and self.courier and self.courier.address == left.target:
            there = frozenset(map(line_of, self.courier.known(left.facts)))
            shown = tuple(
                fact
                for at, fact in enumerate(left.facts)
                if at < left.known or line_of(fact) in there
            )
        return shown

    def _adopted(
        self, build: Build, publication: Publication, ledger: Ledger, store: Store
    ) -> list[Fact]:
        """What the output folder tells of a paper that has no ledger."""
        job = build.job
        script = job.scripts[0]
        compositor = Compositor(Converter(script, publication.glossary), store)
        adoption = Adoption(job.output, job.house, script, compositor.item, self.now)
        facts = list(adoption.facts(publication))
        if facts:
            facts += adoption.of_rooms(job.publishers, publication, ledger.grown(facts))
        return facts

    def tell(
        self, build: Build, publication: Publication, ledger: Ledger, store: Store
    ) -> Sequence[Fact]:
        """What readers will be told."""
        self._before = ledger
        if self.anew and not ledger.signed(self.anew):
            stop(f"{self.anew} 还没有付印过，照常发布就会付印，不用 --reprint")
        items = (item for one in publication.issues if one.day == self.anew for item in one.items)
        if self.anew and all(ledger.lasting_id(item) in ledger.withdrawals for item in items):
            stop(f"{self.anew} 的稿件都撤下或移走了，没有可以重新排印的；印过的照样留着")
        told = list(Plan(ledger, self.now, store).facts(publication))
        told += build.facts_of_rooms(publication, ledger, self.now)
        self._facts += told
        return told

    def release(self, build: Build, tree: OutputTree) -> None:
        """Show what will be told and ask; put it down as pending. Ends the program on a no."""
        ledger = build.ledger
        signed = signatures(build.editions, tree, ledger, self.now) if ledger else []
        self._facts = [*filter(build.is_told, self._facts), *signed]
        self._prefixes = tuple(edition.addresses.prefix for edition in build.editions)
        self._show(build)
        if self.dry:
            self._ask(tree, ledger)
            typer.echo("只是看看，什么都没有改动")
            raise SystemExit(0)
        self._refuse_stopped_clock()
        if self.ask and not typer.confirm("发布吗？"):
            typer.echo("没有发布，什么都没有改动")
            raise SystemExit(Outcome.REFUSED)
        if state_of(self.content) != self._state:
            stop("另一位编辑刚刚发布过，账本变了；请先合并他的改动，再发布一次")
        self._ask(tree, ledger)
        self._printed = build.editions[0].printed
        self._authority = build.job.house.authority
        self._laid |= {fact.issue for fact in signed}
        if self._facts:
            target = self.courier.address if self.courier else ""
            standing = manifest_digest(tree.root)
            self._put(Pending(tuple(self._facts), standing, target, self._known))
        lay_down(build.editions, tree, signed)

    def begin(self) -> None:
        """Readers of the output folder are about to see it change: from now on they are told."""
        if self._facts:
            self._put(replace(self._left, begun=True))

    def _put(self, pending: Pending) -> None:
        self._left = pending
        put_pending(self.content, pending)

    def told(self, tree: OutputTree) -> None:
        """The tree is in its place: hand it over, then write the ledger."""
        if self.courier and self._before is not None:
            facts = tuple(self._facts)
            self.courier.take(tree.root, self._before.grown(facts), facts, self._prefixes)
        try:
            if self.courier and self._facts:
                self._put(replace(self._left, arrived=True))
            append(self.content, self._facts)
            keep_authority(self.content, self._authority)
            if self._printed and self._before is not None:
                settle(self._printed, self._before.grown(self._facts), self._laid)
            forget_pending(self.content)
        except OSError as error:
            what = f"读者已经看到新的一版，账本却没有写成（{error.filename}：{error.strerror}）"
            stop(f"{what}；请看看磁盘和这个文件的权限，再照样发布一次，程序会接着记完")
        self.feeds = feeds_of(tree, self.now.date())
        self.pages = pages_of(tree)

    def tell_hub(self, house: House, record: Path) -> None:
        """Tell the hub which feeds are new. record: of what it has taken; may be deleted."""
        if self.feeds is None:
            return
        if not house.hub:
            typer.echo("没有设 hub，不用通知")
        elif self._adopts:
            write_told(record, {**told_before(record), **self.feeds})
            typer.echo("这份报纸从前已经公开，这一次只记账，不通知")
        else:
            taken, left = tell(house, self.feeds, record)
            typer.echo(f"已通知 {house.hub}：{taken} 个订阅源有新内容")
            if left:
                stop(f"{house.hub} 没有收下通知（{left} 个订阅源），下次发布时再试；网站已经发布")

    def _ask(self, tree: OutputTree, ledger: Ledger | None) -> None:
        """Ask the courier, before anything is put down."""
        if self.courier and ledger is not None:
            facts = tuple(self._facts)
            self.courier.ask(tree, ledger.grown(facts), facts, self._prefixes)

    def _withdrawals(
        self, left: Pending, ledger: Ledger, known: Sequence[Fact]
    ) -> Iterator[Withdrawn]:
        """What is to be taken away: what this run is told, and what one before did not get done.

        The same command again carries on, whether readers have seen its work or not.
        """
        asked = self._to_withdraw(ledger, known)
        for item_id, notice in asked.items():
            if item_id not in ledger.withdrawals:
                yield Withdrawn(self.now, item_id, notice)
        for fact in left.facts:
            if not isinstance(fact, Withdrawn) or fact.item in {*asked, *ledger.withdrawals}:
                continue
            if fact.item in ledger.records:
                name = min(ledger.records[fact.item].addresses, default=fact.item)
                typer.echo(
                    f"上一次撤下 {name} 没有做完，这一次接着撤下；"
                    f"不想撤了，请先删去 {self.content.name}/{FOLDER}/{PENDING}"
                )
                yield Withdrawn(self.now, fact.item, fact.notice)

    def _to_withdraw(self, ledger: Ledger, known: Sequence[Fact]) -> dict[str, str]:
        """What this run is told to take away, notice by lasting id.

        All at once: of two items that are gone each is in the way of the other.
        """
        taken_up = {fact.item for fact in known if isinstance(fact, Withdrawn)}
        found: dict[str, str] = {}
        for key, notice in self.withdraw.items():
            item_id = ledger.owner(key)
            if item_id is None:
                stop(f"没有发布过 {key}，不用撤下")
            if item_id not in ledger.withdrawals or item_id in taken_up:
                found[item_id] = notice
        if self.withdraw and not found:
            stop(f"{'、'.join(self.withdraw)} 已经撤下了")
        return found

    def _printed_with(self, items: Collection[str]) -> set[date]:
        """The issues signed to press in which some items stood. items: lasting ids."""
        ledger = self._before
        if ledger is None:
            return set()
        keys = (k for one in items if one in ledger.records for k in ledger.records[one].addresses)
        return {day for day in (date.fromisoformat(key[:10]) for key in keys) if ledger.signed(day)}

    def _show(self, build: Build) -> None:
        if self._before is None:
            return
        items = (item for issue in build.editions[0].issues for item in issue.items)
        titles = {item.told.id: item.title for item in items}
        if self._known:
            why = "上一次发布没有做完" if self._takes_up else "这份报纸从前已经公开"
            typer.echo(f"{why}：读者已经知道的记 {self._known} 条，不算新的")
        if "press" not in build.job.publishers:
            for day in sorted(self._printed_with(taken_by(self._facts))):
                typer.echo(
                    f"{day} 付印的文件里还有撤回、撤下的稿件，这一次没有排报纸的PDF；"
                    "请不加 --without-pdf 再发布一次，把它从版面上取走"
                )
        lines = list(in_words(self._facts[self._known :], titles, self._before))
        typer.echo("将告诉读者：" if lines else "没有新的内容要告诉读者")
        for line in lines[:MOST_SHOWN]:
            typer.echo(f"  {line}")
        if len(lines) > MOST_SHOWN:
            typer.echo(f"  ……一共 {len(lines)} 条")


def taken_by(facts: Iterable[Fact]) -> set[str]:
    """The lasting ids of what is taken back by some facts."""
    return {fact.item for fact in facts if isinstance(fact, Retracted | Withdrawn)}


def stop(sentence: str) -> NoReturn:
    """Say why nothing more is done, and end."""
    say(sentence)
    raise SystemExit(Outcome.REFUSED)
