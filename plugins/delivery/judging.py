"""What may not be: another paper's site, a site of half a ledger, what was taken back shown again.

Releases are judged by what is in them and by what their records say; a stamp proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from delivery.cargo import Item
from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import CURE_FULL
from delivery.memory import Forbidden, Memory
from delivery.plan import Options, Plan, Question, few
from delivery.progress import in_words
from delivery.record import Release
from edition.media import is_lasting

RELEASES = 5  # that stay
MOST_AHEAD = 15 * 60  # seconds that two clocks may differ by
ISSUE = re.compile(r"[0-9]{4}/[0-9]{2}/[0-9]{2}(?=/)")
PHOTO = re.compile(  # all its sizes have one stem; a recording has one
    r"/(?:(?=[^/]+\.(?:mp3|m4a)$)|photos/)([^/]+-[0-9a-f]{8})(?:-\d+)?\.\w+$"
)
ANOTHER_TARGET = "请看看 --to 写得对不对，设置文件是不是这份报纸的"


def refuse_other_paper(address: str, shown: Release | None, options: Options) -> None:
    """Another paper's site is not written over without a word."""
    if shown and Question.PAPER not in options.confirm and not is_same(options, shown):
        what = f"那里放的是另一份报纸（{shown.paper}）的网站"
        cure = f"{ANOTHER_TARGET}；真要换成这一份，{Question.PAPER.cure}"
        raise DeliveryError(address, DeliveryCode.OTHER_PAPER, what, cure)


def refuse_other_papers_release(address: str, release: Release, options: Options) -> None:
    """Nobody goes back to another paper's site."""
    if not is_same(options, release):
        what = f"要退回的 {release.stamp} 是另一份报纸（{release.paper}）的网站"
        raise DeliveryError(address, DeliveryCode.OTHER_PAPER, what, ANOTHER_TARGET)


def refuse_unknown(address: str, damaged: Sequence[str], options: Options) -> None:
    """Where a record is damaged, nobody knows what was taken back with that release."""
    if damaged and Question.LEDGER not in options.confirm:
        what = f"那边的发布记录坏了或者丢了（{few(damaged)}），不知道那一次撤下过什么"
        cure = f"请先核对这里的账本是不是最新的；确实是的，{Question.LEDGER.cure}"
        raise DeliveryError(address, DeliveryCode.LEDGER, what, cure)


def refuse_behind(address: str, ours: Memory, theirs: Memory, options: Options) -> None:
    """Who knows less than the target does not say what may be shown."""
    lost = ours.lacking(theirs)
    if not lost or Question.LEDGER in options.confirm:
        return
    files = "、".join(f"{name} 缺 {count} 行" for name, count in lost.items())
    known = {one.path for one in ours.forbidden}
    names = [str(one) for one in (*theirs.forbidden, *theirs.orphans) if one.path not in known]
    gone = f"，其中撤下、撤回过：{few(names)}" if names else ""
    what = f"服务器记得的事，这里的账本上没有（{files}{gone}）"
    cure = (
        "请从版本库或备份里找回 content/ledger，同事发布过的先合并他的；"
        f"确实找不回来，{Question.LEDGER.cure}，服务器记得撤下的照样不放回去"
    )
    raise DeliveryError(address, DeliveryCode.LEDGER, what, cure)


def refuse_revived(
    address: str,
    wanted: Mapping[str, Item],
    releases: Iterable[Release],
    ledger: Memory,
    options: Options,
) -> Memory:
    """What the target remembers as taken back is not shown again by who has forgotten it.

    Only where another paper stood can it be another item, and that is asked. Gives the ledger,
    without what an editor has said is another.
    """
    releases = list(releases)
    notices = {
        (path, release.files[path].item.digest)
        for release in releases
        for path in release.ledger.noticed & release.files.keys()
    }
    back = [
        one
        for one in ledger.orphans
        if one.path in wanted and (one.path, wanted[one.path].digest) not in notices
    ]
    if not back:
        return ledger
    others = bool(releases) and not is_same(options, max(releases, key=lambda one: one.stamp))
    if others and Question.REVIVED in options.confirm:
        return replace(ledger, orphans=tuple(one for one in ledger.orphans if one not in back))
    what = f"服务器记得这几篇撤下、撤回过，这一次又有了：{few([str(one) for one in back])}"
    cure = "请找回账本；找不回来的，用 --withdraw 再撤一次，或者在稿件里写上 retracted"
    if others:
        cure += f"；确实是另一份报纸的另一篇，{Question.REVIVED.cure}"
    raise DeliveryError(address, DeliveryCode.FORBIDDEN, what, cure)


def refuse_removals(address: str, plan: Plan, base: Release | None, options: Options) -> None:
    """More than half of a site does not go without a word."""
    own = len(base.own()) if base else 0
    if len(plan.removed) * 2 > own and Question.REMOVALS not in options.confirm:
        what = f"这一次会删去 {len(plan.removed)} 个文件，超过网站（{own} 个）的一半"
        cure = f"请看看稿件文件夹是不是缺了东西；真要删，{Question.REMOVALS.cure}"
        raise DeliveryError(address, DeliveryCode.REMOVALS, what, cure)


def refuse_papers(
    address: str, wanted: Mapping[str, Item], base: Release | None, options: Options
) -> None:
    """Papers that were signed to press do not go from a site without a word.

    A second machine without the files that were kept prints nothing under their names. Where
    something of an issue was taken back since, its paper may go, and at once.
    """
    if base is None or Question.PAPERS in options.confirm:
        return
    known = {one.path for one in base.ledger.forbidden}
    since = {_issue(one.path) for one in options.ledger.forbidden if one.path not in known}
    gone = sorted(
        path
        for path in options.papers & base.own().keys()
        if path not in wanted and _issue(path) not in since
    )
    if gone:
        what = f"网站上付印过的报纸会不见 {len(gone)} 份：{few(gone)}"
        cure = (
            "请从备份或版本库里取回付印的文件（issues/日期/printed），不要加 --without-pdf；"
            f"确实要拿掉，{Question.PAPERS.cure}"
        )
        raise DeliveryError(address, DeliveryCode.PAPERS, what, cure)


def refuse_clock(address: str, here: datetime, there: float, options: Options) -> None:
    """Nobody is told anything from the future. there: the target's clock, seconds."""
    ahead = here.timestamp() - there
    if ahead > MOST_AHEAD and Question.CLOCK not in options.confirm:
        other = datetime.fromtimestamp(there, here.tzinfo)
        what = f"这台机器的钟是 {here:%Y-%m-%d %H:%M}，那边的钟是 {other:%Y-%m-%d %H:%M}"
        cure = (
            f"请先对好钟，不然读者看到的时间都是将来的；确实是那边的钟错了，{Question.CLOCK.cure}"
        )
        raise DeliveryError(address, DeliveryCode.CLOCK, what, cure)


def _issue(path: str) -> str:
    """The folder of the issue that a path lies in, whatever the edition."""
    found = ISSUE.search(path)
    return found.group(0) if found else ""


def refuse_in_the_way(address: str, paths: Sequence[str], options: Options) -> None:
    """What lies there and is not ours is not written over without a word."""
    if paths and Question.OVERWRITE not in options.confirm:
        what = f"那里已经有别人放的文件，会被盖掉：{few(paths)}"
        cure = f"请换一个空的地方；确实可以盖掉的，{Question.OVERWRITE.cure}"
        raise DeliveryError(address, DeliveryCode.IN_THE_WAY, what, cure)


def refuse_full(address: str, plan: Plan, room: int | None) -> None:
    """A disk that would be full is told before. room: bytes, None where nobody knows."""
    if room is not None and room < plan.size:
        what = f"那边只剩 {in_words(room)}，这一版要 {in_words(plan.size)}"
        raise DeliveryError(address, DeliveryCode.FULL, what, CURE_FULL)


def refuse_forbidden(address: str, release: Release, ledger: Memory) -> None:
    """A release that shows what was taken back since does not come back."""
    held = held_by(release, (*ledger.forbidden, *ledger.orphans))
    if held:
        names = few([str(one) for one in held.values()])
        what = f"上一版（{release.stamp}）里还有后来撤回、撤下的内容：{names}"
        cure = "不能退回去；请改好稿件，再发布一次"
        raise DeliveryError(address, DeliveryCode.FORBIDDEN, what, cure)


def held_by(release: Release, forbidden: Iterable[Forbidden]) -> dict[str, Forbidden]:
    """What a release shows that was taken back, by path.

    A release that was made by a ledger which said so already shows a notice there.
    """
    noticed = release.ledger.noticed
    return {
        one.path: one for one in forbidden if one.path in release.files and one.path not in noticed
    }


def lasting_of(
    releases: Iterable[Release],
    wanted: Mapping[str, Item],
    ledger: Memory,
    read: Callable[[Release, str], bytes],
) -> dict[str, Item]:
    """Files named by their digest that readers of the last releases still need.

    releases: the last ones, newest first; the new one and four before make five. What a page of a
    release showed that was taken back since is not kept, in no size. read: a file of a release.
    """
    forbidden = (*ledger.forbidden, *ledger.orphans)
    kept: dict[str, Item] = {}
    shown: list[bytes] = []
    for release in list(releases)[: RELEASES - 1]:
        kept |= {
            path: one.item
            for path, one in release.own().items()
            if is_lasting(path) and path not in wanted
        }
        held = held_by(release, forbidden)
        shown += [read(release, path) for path in held] if kept else []
    banned = {one.path for one in forbidden}
    return {
        path: item
        for path, item in kept.items()
        if path not in banned and not any(_may_show(page, path) for page in shown)
    }


def _may_show(page: bytes, path: str) -> bool:
    """Whether a page shows a photo; one that can't be read any more may have shown any."""
    photo = PHOTO.search(f"/{path}")
    return photo is not None and (not page or photo.group(1).encode() in page)


def before(address: str, releases: Mapping[str, Release], shown: str) -> Release:
    """The release that was shown before another; raises DeliveryError if it is not there.

    Where none is shown, for the link is gone, it is the last one made.
    """
    if not shown and releases:
        return releases[max(releases)]
    current = releases.get(shown)
    stamp = current.before if current else ""
    earlier = [each for each in sorted(releases) if each < shown]
    if stamp not in releases and not earlier:
        what, cure = "没有更早的一版可以退回", "请改好稿件，再发布一次"
        raise DeliveryError(address, DeliveryCode.NO_RELEASE, what, cure)
    return releases[stamp if stamp in releases else earlier[-1]]


def is_same(options: Options, release: Release) -> bool:
    """Whether a release is of this paper: by its name, or by a ledger that has lines of ours.

    A paper that moves to another domain bears another name, and is the same.
    """
    ours, theirs = options.ledger.everything, release.ledger.everything
    return is_of(options.paper, release) or bool(ours & theirs)


def is_of(paper: str, release: Release) -> bool:
    """Whether a release is a paper's, by its record; of who has no name anybody's is."""
    return not (paper and release.paper) or paper == release.paper
