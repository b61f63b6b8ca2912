"""`--wechat`: what was published becomes a draft in the box of the paper's 公众号."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edition.job import Job
from kits.wechat.account import APPID, SECRET
from kits.wechat.package import MESSAGE, package_folder
from kits.wechat.sending import Account, AccountError, Box, RefusedError, put, read_package
from newsroom.guard import MisusedError, say
from newsroom.problems import Outcome


@dataclass(frozen=True, slots=True)
class Post:
    """A draft that was asked for. issue: its day, "" for the newest; account: None for a look."""

    issue: str
    account: Account | None

    def goes_on_after(self, end: SystemExit) -> bool:
        """Whether a publication that ended so was made: all of it, or but for some output."""
        looked = self.account is None and end.code in {None, Outcome.WELL}
        return looked or end.code == Outcome.WITHHELD

    def put(self, job: Job) -> None:
        """Send it, or say what would be sent; ends with status 1 where it can't be."""
        folder = self._folder(job)
        try:
            package = read_package(folder)
            if self.account is None:
                titles = "".join(f"\n  《{one.title}》" for one in package.message.articles)
                say(f"将放进公众号的草稿箱：{package.message.issue}{titles}")
                return
            box = Box.of(job.cache, job.house.identity, self.account.appid)
            say(put(package, self.account, box, say))
        except RefusedError as refused:
            _fail(["公众号不收，什么都没有送去：", *refused.lines])
        except AccountError as error:
            _fail([f"没有放进公众号的草稿箱：{error}", "网站和账本不受影响，可以再来一次"])

    def _folder(self, job: Job) -> Path:
        slug = job.house.slug
        if self.issue:
            return job.kits_folder / package_folder(slug, self.issue)
        made = sorted(job.kits_folder.glob(f"{package_folder(slug, '*')}/{MESSAGE}"))
        return made[-1].parent if made else job.kits_folder / package_folder(slug, "")


def asked(issue: str, *, wechat: bool, dry_run: bool) -> Post | None:
    """The draft that an editor asked for, or None; raises MisusedError before anything is built."""
    if not wechat:
        if issue:
            cure = "请加上 --wechat，或去掉 --issue"
            raise MisusedError("--issue", "--issue 要和 --wechat 一起写", cure)
        return None
    try:
        if issue:
            issue = date.fromisoformat(issue).isoformat()
    except ValueError:
        cure = "请写成 2013-09-30 的样子"
        raise MisusedError("--issue", f"不是日期：{issue}", cure) from None
    try:
        return Post(issue, None if dry_run else Account.of())
    except AccountError as error:
        cure = f"请在环境里写好 {APPID} 和 {SECRET}，不要写进设置文件"
        raise MisusedError("--wechat", str(error), cure) from None


@contextmanager
def posting(post: Post | None, job: Job) -> Iterator[None]:
    """Put a draft into the box after what happens meanwhile: a publication that may end."""
    ended: SystemExit | None = None
    try:
        yield
    except SystemExit as end:
        if post is None or not post.goes_on_after(end):
            raise
        ended = end
    if post:
        post.put(job)
    if ended:
        raise ended


def _fail(lines: list[str]) -> None:
    for line in lines:
        say(line)
    sys.exit(Outcome.REFUSED)
