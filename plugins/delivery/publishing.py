"""scripts/publish: one command from the content to the server, and back.

It stands above the editions and the targets: a build is published (`edition.publishing`), the tree
is delivered, then the ledger is written and the hub told.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from jinja2 import Environment
from pelican import get_config, get_instance, parse_arguments

from delivery.command import Order, Sender, answering, carry_out, confirmed, sender_of
from delivery.engines import tell_engines
from delivery.plan import Question
from delivery.posting import asked, posting
from delivery.remembering import memory_of, papers_of
from edition.building import output_for, settings_of
from edition.host import job_of
from edition.house import House
from edition.hub import record_of
from edition.publishing import Publishing, stop
from edition.tree import OutputTree, Removals
from ledger import Ledger
from ledger.facts import KEY, Fact
from ledger.writing import LedgerBusyError, writing
from newsroom.gate import CONTROLS
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.options import Conf, Content, ContentToo
from newsroom.paper import meant
from newsroom.typed import called
from newsroom.usage import parsing, run

LONGEST_NOTICE = 400
NOBODYS = ".example"  # RFC 2606: as a new paper has it, until somebody knows its address


@guarded("publish")
def publish(
    context: typer.Context,
    content: Content = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="网站放在哪里", show_default=False)
    ] = None,
    conf: Conf = None,
    withdraw: Annotated[
        list[str] | None, typer.Option(help="撤下一篇：期号日期/文件名；可以写几次")
    ] = None,
    notice: Annotated[
        list[str] | None, typer.Option(help="撤下的缘由，登在原来的网址上；几篇缘由不同的，依次写")
    ] = None,
    reprint: Annotated[str, typer.Option(help="重新排印一期的报纸：期号日期")] = "",
    to: Annotated[str, typer.Option(help="送到哪里：TARGETS 里的名字，或者地址")] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="不再问，直接发布")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会告诉读者什么")] = False,
    confirm_removals: Annotated[
        bool, typer.Option("--confirm-removals", help="一次删去很多文件，也照办")
    ] = False,
    go_back: Annotated[bool, typer.Option("--back", help="服务器退回上一版")] = False,
    listed: Annotated[bool, typer.Option("--releases", help="列出服务器上的各版")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="服务器上的逐个读回来核对")] = False,
    confirm: Annotated[
        list[str] | None, typer.Option("--confirm", help="程序问的，确实要照办：问题里的那个词")
    ] = None,
    unlock: Annotated[bool, typer.Option("--unlock", help="取消别人的发布锁")] = False,
    wechat: Annotated[bool, typer.Option("--wechat", help="再把一期放进公众号的草稿箱")] = False,
    issue: Annotated[str, typer.Option(help="放进草稿箱的是哪一期，不写是最新的")] = "",
    without_pdf: Annotated[bool, typer.Option("--without-pdf", help="不排报纸的PDF")] = False,
    content_too: ContentToo = None,
) -> None:
    """排好网站，列出将告诉读者的，问过再发布，记进账本，再通知 WebSub 中枢（HOUSE 里的 hub）。"""
    more = [*context.args]
    if str(content).startswith("-"):  # an option of the host's, and no folder was named
        content, more = None, [str(content), *more]
    conf, content = meant(content, content_too, conf)
    content = content_folder(content)
    taking = _withdrawals(withdraw or (), notice or ())
    order = Order(to, dry_run, verify, confirmed(confirm or ()), unlock)
    output = output or output_for(content, conf)
    with parsing("publish"):
        args = parse_arguments([str(content), "-s", str(conf), "-o", str(output), *more])
    anew = _day_to_reprint(content, reprint)
    if anew and (without_pdf or settings_of(conf, {**args.overrides}).get("WITHOUT_PDF")):
        cure = "请去掉 --without-pdf"
        raise MisusedError("--reprint", "重新排印要排报纸的PDF，同 --without-pdf 不能一起用", cure)
    post = asked(issue, wechat=wechat, dry_run=dry_run)
    if to or go_back or listed:
        settings = settings_of(conf, {"PATH": str(content)})
        with answering():  # a wrong address costs no build
            Sender(settings, output).place(order)
            if go_back or listed:
                typer.echo(_looked_back(order, settings, output, go_back=go_back))
                return
    if not (yes or dry_run or sys.stdin.isatty()):
        cure = "确定要发布，请加上 --yes；只想看看，用 --dry-run"
        raise MisusedError(called("publish"), "这里没有人可问", cure)
    settings_of(conf, {**get_config(args), **args.overrides})
    host, settings = get_instance(args)
    if confirm_removals:
        settings["REMOVALS"] = Removals.CONFIRMED
    settings["WITHOUT_PDF"] = without_pdf or settings.get("WITHOUT_PDF", False)
    job = job_of(settings, Environment(autoescape=True))
    _check_addresses(job.house, conf, dry_run=dry_run)
    courier = Courier(order, settings, output, job.house.identity) if to else None
    sure = Question.CLOCK in order.confirm
    teller = Publishing(
        content, not yes, dry_run, taking, anew=anew, courier=courier, clock_is_right=sure
    )
    settings["TELLER"] = teller
    with posting(post, job):
        try:
            with writing(content):
                if sure and not dry_run:
                    teller.mend_clock()
                host.run()
        except LedgerBusyError:
            stop("另一处正在发布这份报纸，请等它做完")
        finally:  # what was told is told, also where some output was withheld
            tell_engines(job, teller.pages, typer.echo)
            teller.tell_hub(job.house, record_of(job.cache, job.house))


def _check_addresses(house: House, conf: Path, *, dry_run: bool) -> None:
    """Refuse an address that readers can't use, before they are told of it."""
    if house.hub and urlsplit(house.hub).scheme not in {"http", "https"}:
        raise MisusedError(str(conf), f"hub 的地址不对：{house.hub}", "请写 https:// 开头的地址")
    if house.domain.endswith(NOBODYS) and not dry_run:
        what = f"SITEURL 还是样子：{house.site}"
        raise MisusedError(str(conf), what, "请改成网站的网址；告诉过读者的网址不能再变")


@dataclass(frozen=True)
class Courier:
    """Takes a tree to where an order goes; output: the folder of the tree."""

    order: Order
    settings: dict[str, Any]
    output: Path
    paper: str

    @property
    def address(self) -> str:
        """Where to."""
        return Sender(self.settings, self.output).place(self.order).address.rstrip("/")

    def known(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """Which of these the target remembers."""
        with answering():
            return Sender(self.settings, self.output).known(self.order, facts)

    def ask(
        self, tree: OutputTree, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]
    ) -> None:
        """Say what would go, where that is all that is wanted; else only whether it may."""
        sender = self._sender(ledger, told, prefixes)
        if self.order.dry_run:
            carry_out(self.order, tree, sender)
            return
        with answering():
            sender.ask(self.order, tree)

    def take(
        self, tree: Path, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]
    ) -> None:
        """Deliver a finished tree; ends the program where that fails: nothing is written down."""
        carry_out(self.order, tree, self._sender(ledger, told, prefixes))

    def _sender(self, ledger: Ledger, told: Sequence[Fact], prefixes: Sequence[str]) -> Sender:
        memory = memory_of(Path(self.settings["PATH"]), ledger, told, prefixes)
        papers = papers_of(ledger, prefixes)
        moment = max((fact.at for fact in told), default=None)
        return Sender(self.settings, self.output, self.paper, memory, papers, moment)


def _looked_back(order: Order, settings: dict[str, Any], output: Path, *, go_back: bool) -> str:
    if go_back:
        return sender_of(settings, output).back(order)
    return "\n".join(Sender(settings, output).releases(order))


def _withdrawals(keys: Sequence[str], notices: Sequence[str]) -> dict[str, str]:
    """What is to be taken away, notice by key: one notice for all, or one for each."""
    for key in keys:
        if not KEY.fullmatch(key):
            cure = "请写成 2013-09-30/lead 的样子"
            raise MisusedError("--withdraw", f"没有这样的稿件名：{key}", cure)
    if len(notices) not in {min(len(keys), 1), len(keys)} or not all(map(str.strip, notices)):
        cure = '请一起写：--withdraw 2013-09-30/lead --notice "撤下的缘由"'
        raise MisusedError("--withdraw", "撤下一篇，要写明是哪一篇，也要写缘由", cure)
    for notice in notices:
        if CONTROLS.search(notice) or "\n" in notice or len(notice) > LONGEST_NOTICE:
            raise MisusedError("--notice", "缘由太长，或有看不见的字符", "请写成一行，不超过400字")
    return dict(zip(keys, list(notices) * len(keys) if len(notices) == 1 else notices, strict=True))


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
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
        publish
    )
    run("publish", app)


if __name__ == "__main__":
    main()
