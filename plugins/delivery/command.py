"""`--to TARGET` and its companions: what an editor types, and the lines that answer.

`carry_out` is the hook for the command that publishes; run as a module it delivers a tree that is
already made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from delivery.codes import DeliveryCode, DeliveryError
from delivery.dispatch import back, deliver, judge, last_made, releases
from delivery.memory import Memory, marks_of
from delivery.plan import Delivered, Options, Question
from delivery.progress import Progress, in_words
from delivery.targets import Place
from edition.ownership import holds
from edition.settings import folder_of
from edition.tree import OutputTree
from ledger.facts import Fact, line_of
from newsroom.guard import MisusedError, guarded, say
from newsroom.options import Conf, Content
from newsroom.paper import meant
from newsroom.problems import Outcome
from newsroom.program import PLUGINS, cache_folder
from newsroom.usage import run

OWN_FOLDERS = {
    "PATH": "稿件文件夹",
    "THEME": "主题文件夹",
    "OWN_THEME": "本报的版式文件夹",
    "OUTPUT_PATH": "成品文件夹",
    "CACHE_FOLDER": "缓存文件夹",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What an editor asked for. to: `--to`; the rest as the options of the same names."""

    to: str
    dry_run: bool = False
    verify: bool = False
    confirm: frozenset[Question] = frozenset()
    unlock: bool = False


def confirmed(words: Iterable[str]) -> frozenset[Question]:
    """What an editor has answered, by `--confirm WORD`; raises MisusedError for no such word."""
    known = "、".join(Question)
    for word in words:
        if word not in set(Question):
            cure = f"请写程序问的那个词：{known}"
            raise MisusedError("--confirm", f"没有 {word} 这个问题", cure)
    return frozenset(map(Question, words))


@dataclass(frozen=True)
class Sender:
    """From where deliveries are sent.

    settings: all of pelican.conf.py; output: the folder of the tree, None for the settings' own.
    paper: its identity; ledger: by which the tree was made. papers, moment: as in `Options`. out:
    for progress.
    """

    settings: Mapping[str, Any]
    output: Path | None = None
    paper: str = ""
    ledger: Memory = field(default_factory=Memory)
    papers: frozenset[str] = frozenset()
    moment: datetime | None = None
    out: TextIO = sys.stderr

    def place(self, order: Order) -> Place:
        """Where an order goes; to be asked before a long build. Raises DeliveryError."""
        targets = self.settings.get("TARGETS", {})
        if not isinstance(targets, Mapping):
            what = "TARGETS 写得不对"
            cure = '请写成 TARGETS = {"www": "sftp://用户@服务器/文件夹"} 这样'
            raise DeliveryError("pelican.conf.py", DeliveryCode.TARGET, what, cure)
        place = Place.of(order.to, targets)
        self._refuse_within(place)
        return place

    def ask(self, order: Order, tree: Path | OutputTree) -> None:
        """Whether a tree may go where an order goes. Raises DeliveryError if it may not."""
        place = self.place(order)
        judge(tree, place.target(self._home), self._options(order, place))

    def known(self, order: Order, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """Which facts the target's last release was made by. Raises DeliveryError."""
        last = last_made(self.place(order).target(self._home))
        marks = last.ledger.everything if last else frozenset()
        return tuple(fact for fact in facts if marks_of([line_of(fact).encode()]) <= marks)

    def send(self, order: Order, tree: Path | OutputTree) -> Delivered:
        """Deliver a tree. Raises DeliveryError."""
        place = self.place(order)
        return deliver(tree, place.target(self._home), self._options(order, place), self._watch)

    def back(self, order: Order) -> str:
        """Show the release before; gives what is told of it. Raises DeliveryError."""
        place = self.place(order)
        release = back(place.target(self._home), self._options(order, place), self._watch)
        return f"{place.address} 已经退回 {release.stamp} 的那一版"

    def releases(self, order: Order) -> list[str]:
        """The releases that stay, one a line, newest first. Raises DeliveryError."""
        place = self.place(order)
        lines = [
            f"{'→' if told.shown else ' '} {told.release.stamp}"
            f"  {told.release.made.astimezone():%Y-%m-%d %H:%M}"
            f"  {len(told.release.files)} 个文件  {in_words(told.release.size)}"
            f"  {told.release.by}"
            for told in releases(place.target(self._home))
        ]
        return lines or [f"{place.address} 还没有发布过"]

    def _refuse_within(self, place: Place) -> None:
        """A site is not delivered into, or round, the folders that it is made of, or made in."""
        target = place.folder(self._home)
        own = [(name, self.settings.get(key)) for key, name in OWN_FOLDERS.items()]
        output = self.output.absolute() if self.output else None  # from where the editor stands
        own += [("缓存文件夹", cache_folder()), ("成品文件夹", output), ("程序的文件夹", PLUGINS)]
        for name, folder in own:
            whole = self._home / folder if folder else None
            if target and whole and (holds(whole, target) or holds(target, whole)):
                what = f"发布的去处和{name}（{whole}）套在一起"
                cure = "请换一个别的文件夹"
                raise DeliveryError(place.address, DeliveryCode.TARGET, what, cure)

    @property
    def _home(self) -> Path:
        return folder_of(self.settings)

    @property
    def _watch(self) -> Progress:
        return Progress(self.out)

    def _options(self, order: Order, place: Place) -> Options:
        website = self.settings.get("ROOMS", {}).get("website", {})
        return Options(
            dry=order.dry_run,
            verify=order.verify,
            confirm=order.confirm,
            unlock=order.unlock,
            paper=self.paper,
            compressed=tuple(website.get("compressed", ())),
            ledger=self.ledger,
            grace=place.grace,
            papers=self.papers,
            moment=self.moment,
        )


def carry_out(order: Order, tree: Path | OutputTree, sender: Sender) -> Delivered:
    """Deliver a tree, and say how it went; ends the program with one line where it did not."""
    with answering():
        delivered = sender.send(order, tree)
    for problem in delivered.remarks:
        say(f"{problem}（提醒）")
    typer.echo(str(delivered))
    return delivered


@contextmanager
def answering() -> Iterator[None]:
    """Let a failure of a delivery end the program in one line, with its status."""
    try:
        yield
    except DeliveryError as error:
        say(str(error.problem))
        raise SystemExit(error.outcome) from None


@guarded("deliver")
def main(
    to: Annotated[str, typer.Option(help="发布到哪里：TARGETS 里的名字，或者地址")],
    content: Content = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="排好的网站")] = None,
    conf: Conf = None,
    *,
    go_back: Annotated[bool, typer.Option("--back", help="退回上一版")] = False,
    listed: Annotated[bool, typer.Option("--releases", help="列出留着的各版")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看看会传什么")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="逐个读回来核对")] = False,
    confirm: Annotated[
        list[str] | None, typer.Option("--confirm", help="程序问的，确实要照办：问题里的那个词")
    ] = None,
    unlock: Annotated[bool, typer.Option("--unlock", help="取消别人的发布锁")] = False,
) -> None:
    """把排好的网站发布到服务器上，或者退回上一版。"""
    from edition.building import settings_of

    conf, content = meant(content, None, conf)
    settings = settings_of(conf, {"PATH": str(content)})
    output = output or Path(settings["OUTPUT_PATH"])
    order = Order(to, dry_run, verify, confirmed(confirm or ()), unlock)
    with answering():
        Sender(settings, output).place(order)
        if listed:
            typer.echo("\n".join(Sender(settings, output).releases(order)))
            return
        sender = sender_of(settings, output)
        if go_back:
            typer.echo(sender.back(order))
        else:
            carry_out(order, output, sender)


def sender_of(settings: Mapping[str, Any], output: Path) -> Sender:
    """The sender of a paper with its ledger as it is; one that can't be read lets nothing back."""
    from jinja2 import Environment

    from delivery.remembering import memory_of
    from edition.editions import prefixes_of
    from edition.host import job_of
    from edition.manifest import manifest_digest
    from ledger import Clock, open_ledger
    from ledger.codes import LedgerCode
    from ledger.writing import pending
    from newsroom.problems import ProblemList

    job = job_of(dict(settings), Environment(autoescape=True))
    problems = ProblemList()
    clock = Clock(job.house.zone, job.house.hour, job.now)
    ledger = open_ledger(job.content, clock, problems)
    left = pending(job.content, problems)
    told = left.facts if left.target else left.shown(manifest_digest(output))
    for problem in problems:
        say(str(problem))
    if any(problem.code is LedgerCode.DAMAGED for problem in problems):
        raise SystemExit(Outcome.REFUSED)
    memory = memory_of(job.content, ledger.grown(told), told, prefixes_of(job.scripts))
    return Sender(settings, output, job.house.identity, memory)


if __name__ == "__main__":
    run("publish", main)
