"""What was published and is no longer there: said, with the three ways out of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ledger.book import Ledger
from ledger.codes import LedgerCode
from ledger.digests import notice_digest, told_digest
from ledger.record import Record
from newsroom.model import NewsItem, Notice, Publication
from newsroom.problems import ProblemList, Severity


def check_content(
    publication: Publication, ledger: Ledger, content: Path, problems: ProblemList
) -> None:
    """Hold what is to be published against what was; a file with errors has its own to tell."""
    if not ledger:
        return
    items = [item for issue in publication.issues for item in issue.items]
    holders = _holders(items, ledger, content, problems)
    claimed = {ledger.owner(key) for item in items for key in (item.key, *item.moved_from)}
    faulty = faulty_issues(problems)
    fresh = [item for item in items if ledger.lasting_id(item) not in ledger.records]
    for item_id, record in ledger.records.items():
        if item_id in holders or item_id in claimed or record.withdrawal:
            continue
        if not any(_is_unread(content, key, faulty) for key in record.addresses):
            _tell_gone(record, content, fresh, problems)
    _tell_made_one(items, ledger, content, problems)
    _tell_gone_corrections(items, ledger, content, problems)
    days = {issue.day for issue in publication.issues}
    faulty = faulty_issues(problems)  # with what was told since
    for day in sorted(ledger.days - days):
        if day.isoformat() not in faulty:
            _tell_gone_issue(f"{content.name}/issues/{day.isoformat()}/issue.md", problems)


def _tell_made_one(
    items: Iterable[NewsItem], ledger: Ledger, content: Path, problems: ProblemList
) -> None:
    """Refuse an item that bears the addresses of two that were published.

    Each has entries, corrections and a place on paper of its own, which would be nobody's.
    """
    for item in items:
        known = {owner: key for key in (item.key, *item.moved_from) if (owner := ledger.owner(key))}
        if len(known) < 2:
            continue
        what = f"{'、'.join(known.values())} 是分别发布过的稿件，不能并成一篇"
        left = [key for key in known.values() if key != item.key]
        others = "、".join(left)
        cure = (
            f"请从旧地址（moved_from）里去掉 {others}；那一篇不再要的，放回原处并写"
            f'撤回（retracted），或运行 scripts/publish --withdraw {left[0]} --notice "撤下的缘由"'
        )
        where = f"{content.name}/{item.source.as_posix()}"
        problems.add(where, 1, LedgerCode.MADE_ONE, what, cure)


def _tell_gone_issue(file: str, problems: ProblemList) -> None:
    """Say of an issue that its page and its printed pages would vanish.

    Where an item is missing as well, that is told already.
    """
    what = "这一期发布过，稿件都撤下或移走了，issue.md 却也不见了"
    cure = (
        "请从备份或版本库里取回 issue.md：这一期的网页和报纸的版面还要用它；"
        "整期改了日期的，旧的文件夹里也留着 issue.md，期号照旧"
    )
    problems.add(file, 0, LedgerCode.ISSUE_GONE, what, cure)


def _tell_gone_corrections(
    items: Iterable[NewsItem], ledger: Ledger, content: Path, problems: ProblemList
) -> None:
    """Say of a correction that readers have and the item has no longer; it can't be untold.

    One that stands under another date is told anew, and not lost.
    """
    for item in items:
        record = ledger.records.get(ledger.lasting_id(item))
        if record is None or not record.corrections or record.withdrawal or item.retraction:
            continue
        left = {notice.id for notice in ledger.told(item).corrections}
        for one, facts in sorted(record.corrections.items()):
            day = facts[-1].day
            told = {notice_digest(Notice(day, notice.text)) for notice in item.corrections}
            if one not in left and told.isdisjoint(fact.told for fact in facts):
                what = f"登过的一条更正（{day.isoformat()}）不见了，订阅的读者已经收到"
                cure = "请从备份或版本库里取回；更正写错了的，日期照旧，改它的文字"
                where = f"{content.name}/{item.source.as_posix()}"
                problems.add(where, 1, LedgerCode.CORRECTION_GONE, what, cure)


def faulty_issues(problems: ProblemList) -> frozenset[str]:
    """The days of the issues in whose folders something is wrong.

    What is missing there may only not have been read: for a fault of its own, of its table or of
    the issue.
    """
    parts = (problem.file.split("/") for problem in problems.errors)
    return frozenset(part[2] for part in parts if len(part) > 2 and part[1] == "issues")


def _is_unread(content: Path, key: str, faulty: frozenset[str]) -> bool:
    there = (content / "issues" / f"{key}.md").is_file()
    return there and key.partition("/")[0] in faulty


def _holders(
    items: Iterable[NewsItem], ledger: Ledger, content: Path, problems: ProblemList
) -> set[str]:
    """The lasting ids that items of the content have; two cannot have one."""
    held: dict[str, NewsItem] = {}
    for item in items:
        item_id = ledger.lasting_id(item)
        record = ledger.records.get(item_id)
        if record is None:
            continue
        where = f"{content.name}/{item.source.as_posix()}"
        if record.withdrawal:
            what = f"{item.key} 已经撤下，网站上不再登"
            cure = "文件可以删去；要重新发表，请另起文件名"
            problems.add(where, 1, LedgerCode.STILL_THERE, what, cure, Severity.WARNING)
        other = held.setdefault(item_id, item)
        if other is not item:
            wrong = other if item.key == record.address else item
            held[item_id] = item if wrong is other else other
            name = f"{content.name}/{wrong.source.as_posix()}"
            what = f"网址 {wrong.key} 登过另一篇（现在在 {held[item_id].key}）"
            problems.add(name, 1, LedgerCode.ADDRESS_TAKEN, what, "请给新稿件另起文件名")
    return set(held)


def _tell_gone(
    record: Record, content: Path, fresh: Iterable[NewsItem], problems: ProblemList
) -> None:
    key = record.address
    file = content / "issues" / f"{key}.md"
    if file.is_file():
        what = f"{key} 已经发布过，现在改回了草稿或推迟了发布"
    elif not file.parent.is_dir():
        what = f"{key} 已经发布过，现在整期都不见了"
    else:
        what = f"{key} 已经发布过，现在不见了"
    twin = next((item for item in fresh if told_digest(item) == record.told), None)
    moved = f"改了名的，在新稿件里写 moved_from: [{key}]"
    if twin is not None:
        moved = f"像是改名成了 {twin.key}：在那篇里写 moved_from: [{key}]"
    cure = (
        f"{moved}；有错要收回的，放回原处并写撤回（retracted）；"
        f'要从网站上撤下的，运行 scripts/publish --withdraw {key} --notice "撤下的缘由"'
    )
    problems.add(f"{content.name}/issues/{key}.md", 0, LedgerCode.GONE, what, cure)
