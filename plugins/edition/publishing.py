"""Publishes: builds, shows what readers will be told, asks, hands over, and writes it down.

The one command that writes the ledger. What will be told is put down as pending with its moments
and ids before anything is handed over; a run that died is taken up with those.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer
from pelican import get_instance, parse_arguments

from edition.adoption import adopted
from edition.build import Build, build_time
from edition.building import output_for
from edition.hub import feeds_of, record_of, tell, told_before, write_told
from edition.telling import Plan, in_words
from edition.tree import OutputTree, Removals
from ledger import Ledger
from ledger.facts import KEY, Fact, Signed, Withdrawn
from ledger.writing import LedgerBusyError, append, pending, put_pending, state_of, writing
from newsroom.guard import guarded
from newsroom.model import Publication
from newsroom.sources import CONTROLS
from newsroom.store import Store

ROOT = Path(__file__).resolve().parents[2]
REFUSED, USAGE = 1, 2
MOST_SHOWN = 200


@dataclass(slots=True)
class Publishing:
    """One publication from the reading of the ledger to the writing of it (a `Teller`).

    withdraw: the key of an item to take away for good, with its notice. ask: whether the editor
    is to be asked; dry: whether to stop when everything has been shown.
    """

    content: Path
    ask: bool = True
    dry: bool = False
    withdraw: str = ""
    notice: str = ""
    now: datetime = field(default_factory=build_time)
    _state: str = ""
    _facts: list[Fact] = field(default_factory=list)
    _before: Ledger | None = None
    _adopts: bool = False

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
        told = list(Plan(ledger, self.now, store).facts(publication))
        self._facts += told
        return told

    def release(self, build: Build, tree: OutputTree) -> None:
        """Show what will be told and ask; put it down as pending. Ends the program on a no."""
        self._facts += self._signed(build, tree)
        self._show(build)
        if self.dry:
            typer.echo("只是看看，什么都没有改动")
            raise SystemExit(0)
        if self.ask and not typer.confirm("发布吗？"):
            typer.echo("没有发布，什么都没有改动")
            raise SystemExit(REFUSED)
        if state_of(self.content) != self._state:
            stop("另一位编辑刚刚发布过，账本变了；请先合并他的改动，再发布一次")
        if self._facts:
            put_pending(self.content, self._facts)

    def told(self, build: Build, tree: OutputTree) -> None:
        """The tree is in its place: write the ledger, then tell the hub."""
        append(self.content, self._facts)
        hub = build.job.house.hub
        feeds = feeds_of(tree, self.now.date())
        record = record_of(build.job.cache, build.job.house)
        if not hub:
            typer.echo("没有设 hub，不用通知")
        elif self._adopts:
            write_told(record, {**told_before(record), **feeds})
            typer.echo("这份报纸从前已经公开，这一次只记账，不通知")
        else:
            taken, left = tell(build.job.house, feeds, record)
            if left:
                stop(f"{hub} 没有收下通知（{left} 个订阅源），下次发布时再试；网站已经发布")
            typer.echo(f"已通知 {hub}：{taken} 个订阅源有新内容")

    def _withdrawal(self, ledger: Ledger) -> Withdrawn:
        item_id = ledger.owner(self.withdraw)
        if item_id is None:
            stop(f"没有发布过 {self.withdraw}，不用撤下")
        if item_id in ledger.withdrawals:
            stop(f"{self.withdraw} 已经撤下了")
        return Withdrawn(self.now, item_id, self.notice)

    def _signed(self, build: Build, tree: OutputTree) -> list[Fact]:
        """The issues whose printed papers are new or other than those signed last."""
        if self._before is None or not build.editions:
            return []
        papers: dict[str, list[tuple[str, str]]] = {}
        for path in tree.paths():
            folder, _, name = path.rpartition("/")
            entry = tree.entry(path)
            if entry and name.endswith(".pdf") and not name.endswith("-press.pdf"):
                papers.setdefault(folder, []).append((path, entry.content))
        signed: list[Fact] = []
        for issue in reversed(build.editions[0].issues):
            folders = (e.addresses.issue(issue.day).rpartition("/")[0] for e in build.editions)
            files = tuple(sorted(file for one in folders for file in papers.get(one, ())))
            known = self._before.signed(issue.day)
            if files and (known is None or known.files != files):
                signed.append(Signed(self.now, issue.day, files))
        return signed

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


def stop(sentence: str, status: int = REFUSED) -> NoReturn:
    """Say why nothing more is done, and end."""
    typer.echo(sentence, err=True)
    raise SystemExit(status)


@guarded("publish")
def publish(
    context: typer.Context,
    content: Annotated[Path, typer.Argument(help="内容文件夹")] = ROOT / "content",
    output: Annotated[Path | None, typer.Option(help="网站放在哪里")] = None,
    conf: Annotated[Path, typer.Option(help="设置文件")] = ROOT / "pelican.conf.py",
    withdraw: Annotated[str, typer.Option(help="撤下一篇：期号日期/文件名")] = "",
    notice: Annotated[str, typer.Option(help="撤下的缘由，登在原来的网址上")] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="不再问，直接发布")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会告诉读者什么")] = False,
    confirm_removals: Annotated[
        bool, typer.Option("--confirm-removals", help="一次删去很多文件，也照办")
    ] = False,
) -> None:
    """排好网站，列出将告诉读者的，问过再发布，记进账本，再通知 WebSub 中枢（HOUSE 里的 hub）。"""
    _check(content, withdraw, notice)
    if not (yes or dry_run or sys.stdin.isatty()):
        stop("这里没有人可问：确定要发布，请加上 --yes；只想看看，用 --dry-run", USAGE)
    output = output or output_for(content, conf)
    args = [str(content), "-s", str(conf), "-o", str(output), *context.args]
    host, settings = get_instance(parse_arguments(args))
    if confirm_removals:
        settings["REMOVALS"] = Removals.CONFIRMED
    hub = settings.get("HOUSE", {}).get("hub", "")
    if hub and urlsplit(hub).scheme not in {"http", "https"}:
        stop(f"hub 的地址不对：{hub}，请写 https:// 开头的地址")
    try:
        with writing(content):
            settings["TELLER"] = Publishing(content, not yes, dry_run, withdraw, notice)
            host.run()
    except LedgerBusyError:
        stop("另一处正在发布这份报纸，请等它做完")


def _check(content: Path, withdraw: str, notice: str) -> None:
    if not content.is_dir():
        stop(f"没有内容文件夹 {content}，请检查名字写得对不对")
    if withdraw and not KEY.fullmatch(withdraw):
        stop("--withdraw 要写成 2013-09-30/lead 的样子", USAGE)
    if bool(withdraw) != bool(notice.strip()):
        stop('撤下一篇，要写 --withdraw 期号日期/文件名 --notice "撤下的缘由"', USAGE)
    if CONTROLS.search(notice) or "\n" in notice or len(notice) > 400:
        stop("--notice 只能写一行字，不超过400字", USAGE)


def main() -> None:
    """Run the command; options it does not know are the host's."""
    app = typer.Typer(add_completion=False)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
        publish
    )
    app()


if __name__ == "__main__":
    main()
