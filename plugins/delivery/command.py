"""`--to TARGET` and its companions: what an editor types, and the lines that answer.

`carry_out` is the hook for the command that publishes; run as a module it delivers a tree that is
already made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from delivery.codes import DeliveryCode, DeliveryError
from delivery.dispatch import back, deliver, releases
from delivery.plan import Delivered, Forbidden, Options
from delivery.progress import Progress, in_words
from delivery.targets import Place
from newsroom.guard import guarded, say
from newsroom.problems import Outcome

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Order:
    """What an editor asked for. to: `--to`; the rest as the options of the same names."""

    to: str
    dry_run: bool = False
    verify: bool = False
    confirm: bool = False
    unlock: bool = False


@dataclass(frozen=True)
class Desk:
    """From where deliveries are sent. settings: all of pelican.conf.py; out: for progress."""

    settings: Mapping[str, Any]
    forbidden: Sequence[Forbidden] = ()
    out: TextIO = sys.stderr

    def place(self, order: Order) -> Place:
        """Where an order goes; to be asked before a long build. Raises DeliveryError."""
        targets = self.settings.get("TARGETS", {})
        if not isinstance(targets, Mapping):
            what = "TARGETS 写得不对"
            cure = '请写成 TARGETS = {"www": "sftp://用户@服务器/文件夹"} 这样'
            raise DeliveryError("pelican.conf.py", DeliveryCode.TARGET, what, cure)
        return Place.of(order.to, targets)

    def send(self, order: Order, tree: Path) -> Delivered:
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

    @property
    def _home(self) -> Path:
        return Path(self.settings.get("CONF_FOLDER", ROOT))

    @property
    def _watch(self) -> Progress:
        return Progress(self.out)

    def _options(self, order: Order, place: Place) -> Options:
        house = self.settings.get("HOUSE", {})
        website = self.settings.get("ROOMS", {}).get("website", {})
        return Options(
            dry=order.dry_run,
            verify=order.verify,
            confirm=order.confirm,
            unlock=order.unlock,
            paper=str(house.get("slug", "")),
            compressed=tuple(website.get("compressed", ())),
            forbidden=tuple(self.forbidden),
            grace=place.grace,
        )


def carry_out(order: Order, tree: Path, desk: Desk) -> Delivered:
    """Deliver a tree, and say how it went; ends the program with one line where it did not."""
    with answering():
        delivered = desk.send(order, tree)
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
    content: Annotated[Path, typer.Argument(help="内容文件夹")] = ROOT / "content",
    output: Annotated[Path, typer.Option(help="排好的网站")] = ROOT / "output",
    conf: Annotated[Path, typer.Option(help="设置文件")] = ROOT / "pelican.conf.py",
    *,
    go_back: Annotated[bool, typer.Option("--back", help="退回上一版")] = False,
    listed: Annotated[bool, typer.Option("--releases", help="列出留着的各版")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看看会传什么")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="逐个读回来核对")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="真要删掉一大半")] = False,
    unlock: Annotated[bool, typer.Option("--unlock", help="取消别人的发布锁")] = False,
) -> None:
    """把排好的网站发布到服务器上，或者退回上一版。"""
    from edition.building import settings_of

    settings = settings_of(conf, {"PATH": str(content)})
    order = Order(to, dry_run, verify, confirm, unlock)
    with answering():
        Desk(settings).place(order)
        desk = Desk(settings, () if listed else forbidden_by(settings))
        if listed:
            typer.echo("\n".join(desk.releases(order)))
        elif go_back:
            typer.echo(desk.back(order))
        else:
            carry_out(order, output, desk)


def forbidden_by(settings: Mapping[str, Any]) -> tuple[Forbidden, ...]:
    """What the ledger says was taken back; a ledger that can't be read lets nothing back."""
    from jinja2 import Environment

    from delivery.forbidding import forbidden_of
    from edition.build import PREFIXES
    from edition.host import job_of
    from ledger import Clock, open_ledger
    from newsroom.problems import ProblemList

    job = job_of(dict(settings), Environment(autoescape=True))
    problems = ProblemList()
    clock = Clock(job.house.zone, job.house.hour, job.now)
    ledger = open_ledger(job.content, clock, problems)
    for problem in problems:
        say(str(problem))
    if problems.errors:
        raise SystemExit(Outcome.REFUSED)
    prefixes = ["" if at == 0 else PREFIXES[script] for at, script in enumerate(job.scripts)]
    return forbidden_of(ledger, prefixes)


if __name__ == "__main__":
    typer.run(main)
