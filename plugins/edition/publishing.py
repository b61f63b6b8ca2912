"""Publishes: builds, shows what readers will be told, asks, hands over, and writes it down.

The one command that writes the ledger. What will be told is put down as pending with its moments
and ids before anything is handed over; a run that died is taken up with those.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer
from jinja2 import Environment
from pelican import get_config, get_instance, parse_arguments

from edition.adoption import adopted
from edition.build import Build, build_time
from edition.building import CONF, settings_of
from edition.host import job_of
from edition.house import House
from edition.hub import feeds_of, tell, told_before, write_told
from edition.imprimatur import lay_down, settle, signatures
from edition.printed import PrintedFolder
from edition.telling import Plan, in_words
from edition.tree import OutputTree
from ledger import Ledger
from ledger.facts import KEY, Fact, Withdrawn
from ledger.writing import LedgerBusyError, append, pending, put_pending, state_of, writing
from newsroom.guard import MisusedError, content_folder, guarded, say
from newsroom.model import Publication
from newsroom.problems import Outcome
from newsroom.sources import CONTROLS
from newsroom.store import Store

ROOT = Path(__file__).resolve().parents[2]
TOLD = "told-feeds.json"
LONGEST_NOTICE = 400
MOST_SHOWN = 200


@dataclass(slots=True)
class Publishing:
    """One publication from the reading of the ledger to the writing of it (a `Teller`).

    withdraw: the key of an item to take away for good, with its notice. ask: whether the editor
    is to be asked; dry: whether to stop when everything has been shown. anew: day of an issue whose
    paper is to be made anew.
    """

    content: Path
    ask: bool = True
    dry: bool = False
    withdraw: str = ""
    notice: str = ""
    now: datetime = field(default_factory=build_time)
    anew: date | None = None
    feeds: dict[str, str] | None = None
    _state: str = ""
    _facts: list[Fact] = field(default_factory=list)
    _before: Ledger | None = None
    _adopts: bool = False
    _printed: PrintedFolder | None = None

    @property
    def reprint(self) -> Mapping[date, date]:
        """Day of an issue to the day of its new paper; one that was not signed is simply new."""
        if self.anew is None or self._before is None or not self._before.signed(self.anew):
            return {}
        return {self.anew: self.now.date()}

    def before(self, build: Build, publication: Publication, ledger: Ledger) -> Sequence[Fact]:
        """What readers know and the ledger does not, and what is to be taken away."""
        house = build.job.house
        self.now = self.now.astimezone(house.zone).replace(microsecond=0)
        self._state = state_of(self.content)
        if ledger.last is not None and ledger.last > self.now:
            last = ledger.last.astimezone(house.zone).isoformat(sep=" ", timespec="minutes")
            stop(f"账本里最后一次发布是 {last}，比现在还晚；请先对好这台机器的钟")
        known = list(pending(self.content, build.problems))
        if not ledger and not known:
            script = build.job.scripts[0]
            known = list(adopted(publication, build.job.output, house, script, self.now))
            self._adopts = bool(known)
        if self.withdraw:
            known.append(self._withdrawal(ledger.grown(known)))
        self._facts = known
        return known

    def tell(self, publication: Publication, ledger: Ledger, store: Store) -> Sequence[Fact]:
        """What readers will be told."""
        self._before = ledger
        if self.anew and not ledger.signed(self.anew):
            stop(f"{self.anew} 还没有付印过，照常发布就会付印，不用 --reprint")
        told = list(Plan(ledger, self.now, store).facts(publication))
        self._facts += told
        return told

    def release(self, build: Build, tree: OutputTree) -> None:
        """Show what will be told and ask; put it down as pending. Ends the program on a no."""
        ledger = build.ledger
        signed = signatures(build.editions, tree, ledger, self.now) if ledger else []
        self._facts += signed
        self._show(build)
        if self.dry:
            typer.echo("只是看看，什么都没有改动")
            raise SystemExit(0)
        if self.ask and not typer.confirm("发布吗？"):
            typer.echo("没有发布，什么都没有改动")
            raise SystemExit(Outcome.REFUSED)
        if state_of(self.content) != self._state:
            stop("另一位编辑刚刚发布过，账本变了；请先合并他的改动，再发布一次")
        lay_down(build.editions, tree, signed)
        self._printed = build.editions[0].printed
        if self._facts:
            put_pending(self.content, self._facts)

    def told(self, tree: OutputTree) -> None:
        """The tree is in its place: write the ledger."""
        append(self.content, self._facts)
        if self._printed:
            settle(self._printed, self._facts)
        self.feeds = feeds_of(tree, self.now.date())

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

    def _withdrawal(self, ledger: Ledger) -> Withdrawn:
        item_id = ledger.owner(self.withdraw)
        if item_id is None:
            stop(f"没有发布过 {self.withdraw}，不用撤下")
        if item_id in ledger.withdrawals:
            stop(f"{self.withdraw} 已经撤下了")
        return Withdrawn(self.now, item_id, self.notice)

    def _show(self, build: Build) -> None:
        if self._before is None:
            return
        items = (item for issue in build.editions[0].issues for item in issue.items)
        titles = {item.told.id: item.title for item in items}
        lines = list(in_words(self._facts, titles, self._before))
        typer.echo("将告诉读者：" if lines else "没有新的内容要告诉读者")
        for line in lines[:MOST_SHOWN]:
            typer.echo(f"  {line}")
        if len(lines) > MOST_SHOWN:
            typer.echo(f"  ……一共 {len(lines)} 条")


def stop(sentence: str) -> NoReturn:
    """Say why nothing more is done, and end."""
    say(sentence)
    raise SystemExit(Outcome.REFUSED)


@guarded("publish")
def publish(
    context: typer.Context,
    content: Annotated[Path, typer.Argument(help="内容文件夹")] = ROOT / "content",
    output: Annotated[Path, typer.Option(help="网站放在哪里")] = ROOT / "output",
    conf: Annotated[Path, typer.Option(help="设置文件")] = CONF,
    withdraw: Annotated[str, typer.Option(help="撤下一篇：期号日期/文件名")] = "",
    notice: Annotated[str, typer.Option(help="撤下的缘由，登在原来的网址上")] = "",
    reprint: Annotated[str, typer.Option(help="重新排印一期的报纸：期号日期")] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="不再问，直接发布")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会告诉读者什么")] = False,
) -> None:
    """排好网站，列出将告诉读者的，问过再发布，记进账本，再通知 WebSub 中枢（HOUSE 里的 hub）。"""
    content = content_folder(content)
    _check(withdraw, notice)
    anew = _day_to_reprint(content, reprint)
    if not (yes or dry_run or sys.stdin.isatty()):
        cure = "确定要发布，请加上 --yes；只想看看，用 --dry-run"
        raise MisusedError("scripts/publish", "这里没有人可问", cure)
    args = parse_arguments([str(content), "-s", str(conf), "-o", str(output), *context.args])
    settings_of(conf, {**get_config(args), **args.overrides})
    host, settings = get_instance(args)
    job = job_of(settings, Environment(autoescape=True))
    if job.house.hub and urlsplit(job.house.hub).scheme not in {"http", "https"}:
        what = f"hub 的地址不对：{job.house.hub}"
        raise MisusedError(str(conf), what, "请写 https:// 开头的地址")
    teller = Publishing(content, not yes, dry_run, withdraw, notice, anew=anew)
    settings["TELLER"] = teller
    try:
        with writing(content):
            host.run()
    except LedgerBusyError:
        stop("另一处正在发布这份报纸，请等它做完")
    finally:  # what was told is told, also where some output was withheld
        teller.tell_hub(job.house, job.cache / TOLD)


def _check(withdraw: str, notice: str) -> None:
    if withdraw and not KEY.fullmatch(withdraw):
        cure = "请写成 2013-09-30/lead 的样子"
        raise MisusedError("--withdraw", f"没有这样的稿件名：{withdraw}", cure)
    if bool(withdraw) != bool(notice.strip()):
        cure = '请一起写：--withdraw 2013-09-30/lead --notice "撤下的缘由"'
        raise MisusedError("--withdraw", "撤下一篇，要写明是哪一篇，也要写缘由", cure)
    if CONTROLS.search(notice) or "\n" in notice or len(notice) > LONGEST_NOTICE:
        raise MisusedError("--notice", "缘由太长，或有看不见的字符", "请写成一行，不超过400字")


def _day_to_reprint(content: Path, written: str) -> date | None:
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        cure = "请写成 2013-09-30 的样子"
        raise MisusedError("--reprint", f"不是日期：{written}", cure) from None
    if not (content / "issues" / day.isoformat()).is_dir():
        raise MisusedError("--reprint", f"没有 {day} 这一期", "请看看日期写得对不对")
    return day


def main() -> None:
    """Run the command; options it does not know are the host's."""
    app = typer.Typer(add_completion=False)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
        publish
    )
    app()


if __name__ == "__main__":
    main()
