"""Which schedule corrects which: by what they say, not by the order of issues or file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from ledger import Ledger
from ledger.checks import faulty_issues
from newsroom.model import Issue, NewsItem
from newsroom.problems import ProblemList
from reception.codes import ReceptionCode


@dataclass(frozen=True, slots=True)
class Chain:
    """A schedule with the items that correct it, oldest first.

    bases: lasting ids of withdrawn items that it began with, or that were links of it.
    """

    items: tuple[NewsItem, ...]
    bases: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The lasting ids of all its items, those that were withdrawn first."""
        return (*self.bases, *(item.told.id for item in self.items))


def chains_of(
    issues: Sequence[Issue], ledger: Ledger, problems: ProblemList, content: str
) -> list[Chain]:
    """Every schedule with its corrections; what corrects nothing, or in vain, begins a chain.

    What readers have been told as one history stays one, whatever link of it was withdrawn since.
    """
    faulty = faulty_issues(problems)
    items = [item for issue in reversed(issues) for item in issue.items if item.schedule]
    by_key = {key: item for item in items for key in item.told.former}
    by_key |= {item.key: item for item in items}
    after: dict[str, NewsItem] = {}
    bases: dict[str, str] = {}
    firsts: list[NewsItem] = []
    for item in items:
        corrects = item.schedule.corrects if item.schedule else ""
        there = by_key.get(corrects)
        where = f"{content}/{item.source}"
        if there and (there.issue_day > item.issue_day or _leads_to(there, item, by_key)):
            there = None
        if not corrects:
            firsts.append(item)
        elif there is None:
            firsts.append(item)
            owner = ledger.owner(corrects)
            if owner in ledger.withdrawals:
                bases[item.key] = owner or ""
            elif corrects.partition("/")[0] not in faulty:
                _report_nothing(problems, where, corrects)
        elif there.key in after:
            firsts.append(item)
            _report_corrected(problems, where, corrects, _last(there, after))
        else:
            after[there.key] = item
    chains = [
        Chain(tuple(_from(one, after)), (bases[one.key],) if one.key in bases else ())
        for one in firsts
    ]
    return list(_joined(chains, ledger, problems, content))


def histories(ledger: Ledger, chains: Iterable[Sequence[str]] = ()) -> dict[str, str]:
    """Lasting id of an item to that of the one that stands for its whole history.

    Two are of one history if readers were told of one appointment by both. chains: of more that
    belong together.
    """
    above: dict[str, str] = {}

    def root(item: str) -> str:
        while above.setdefault(item, item) != item:
            item = above[item]
        return item

    told = ([fact.item for fact in facts] for _, facts in sorted(ledger.tellings.items()))
    for ids in (*told, *chains):
        for one in ids:
            above[root(one)] = root(ids[0])
    return {item: root(item) for item in list(above)}


def _joined(
    chains: Sequence[Chain], ledger: Ledger, problems: ProblemList, content: str
) -> Iterator[Chain]:
    """Chains, of each history one; its items by their days, those of one chain in its order."""
    roots = histories(ledger, [chain.ids for chain in chains])
    links: dict[str, list[str]] = {}
    for item, of in roots.items():
        if item in ledger.withdrawals:
            links.setdefault(of, []).append(item)
    groups: dict[str, list[Chain]] = {}
    for chain in chains:
        groups.setdefault(roots[chain.ids[0]], []).append(chain)
    for of, group in groups.items():
        for chain in group[1:]:
            first = chain.items[0]
            if first.schedule and not first.schedule.corrects:
                _report_untied(problems, f"{content}/{first.source}", group[0].items[-1])
        items = merge(*(chain.items for chain in group), key=lambda item: item.issue_day)
        yield Chain(tuple(items), tuple(sorted(links.get(of, ()))))


def _leads_to(item: NewsItem, other: NewsItem, by_key: dict[str, NewsItem]) -> bool:
    """Whether an item corrects, in the end, what is to correct it."""
    seen: set[str] = set()
    there: NewsItem | None = item
    while there is not None and there.key not in seen:
        if there is other:
            return True
        seen.add(there.key)
        there = by_key.get(there.schedule.corrects) if there.schedule else None
    return False


def _from(item: NewsItem, after: dict[str, NewsItem]) -> Iterator[NewsItem]:
    there: NewsItem | None = item
    while there is not None:
        yield there
        there = after.get(there.key)


def _last(item: NewsItem, after: dict[str, NewsItem]) -> NewsItem:
    *_, last = _from(item, after)
    return last


@dataclass(frozen=True, slots=True)
class Patch:
    """A correction that holds only some people.

    strangers: names of whom nothing was said before; others: names it says nothing of.
    """

    item: NewsItem
    strangers: tuple[str, ...]
    others: tuple[str, ...]


def patches(chain: Iterable[NewsItem]) -> Iterator[Patch]:
    """Every correction of a chain that is not of the whole."""
    standing: dict[str, str] = {}
    for place, item in enumerate(chain):
        rows = item.schedule.rows if item.schedule else ()
        people = {row.person_id: row.person for row in rows}
        if place and item.schedule and not item.schedule.whole:
            new = tuple(name for one, name in people.items() if one not in standing)
            old = tuple(name for one, name in standing.items() if one not in people)
            yield Patch(item, new, old)
            standing |= people
        else:
            standing = people


def _report_nothing(problems: ProblemList, file: str, corrects: str) -> None:
    what = f"更正的对象（corrects）写的“{corrects}”不是此前的接访安排"
    cure = "请写成“期号日期/文件名”，如 2013-09-30/reception"
    problems.add(file, 0, ReceptionCode.CORRECTS_NOTHING, what, cure)


def _report_untied(problems: ProblemList, file: str, before: NewsItem) -> None:
    what = "发布时是更正，读者的日历里同原来的安排连在一起；现在没有更正的对象（corrects）一行"
    cure = (
        f"请从备份或版本库里取回更正的对象（corrects）一行（如 corrects: {before.key}）；"
        "更正有误的，写撤回（retracted）"
    )
    problems.add(file, 0, ReceptionCode.CORRECTS_GONE, what, cure)


def _report_corrected(problems: ProblemList, file: str, corrects: str, last: NewsItem) -> None:
    what = f"“{corrects}”已经由“{last.key}”更正过"
    cure = f"请把更正的对象（corrects）改成 {last.key}"
    problems.add(file, 0, ReceptionCode.CORRECTED_TWICE, what, cure)
