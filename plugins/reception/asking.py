"""What an editor is told of corrections before they are published: errors, and what will change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ledger import Ledger
from newsroom.model import Appointment, Duty, Publication
from newsroom.problems import ProblemList, Severity
from reception.chains import Patch, chains_of, patches
from reception.codes import ReceptionCode
from reception.history import Change, Series
from reception.tracing import series_of

MOST_NAMED = 20
_DUTIES = {Duty.RECEPTION: "接访", Duty.VISIT: "下访"}
_ORDER = ("改", "取消", "新")


def check(publication: Publication, ledger: Ledger, content: str, problems: ProblemList) -> None:
    """What is wrong between schedules, and what of those that readers have will change.

    publication: through the gate. content: the name of the content folder.
    """
    before = len(problems.errors)
    series = series_of(publication.issues, ledger, problems=problems, content=content)
    if len(problems.errors) > before:
        return
    items = {item.told.id: item for issue in publication.issues for item in issue.items}
    newest = max((issue.day for issue in publication.issues), default=None)
    found: dict[str, Patch] = {}
    for chain in chains_of(publication.issues, ledger, problems, content):
        found |= {patch.item.told.id: patch for patch in patches(chain.items)}
    for one in series:
        for item_id, changes in _untold(one).items():
            item = items.get(item_id)
            if item is None:
                _note(problems, f"{content}/issues/{item_id}.md", changes, None)
            elif one.known or (not item.told.known and item.issue_day == newest):
                _note(problems, f"{content}/{item.source}", changes, found.get(item_id))
    for patch in found.values():
        if patch.strangers and not patch.item.told.known:
            _note_strangers(problems, f"{content}/{patch.item.source}", patch)


def _untold(series: Series) -> dict[str, list[Change]]:
    """The changes that the ledger does not know, by the lasting id of the item they come from."""
    found: dict[str, list[Change]] = {}
    for engagement in series.engagements:
        for change in engagement.untold:
            found.setdefault(change.source.lasting_id, []).append(change)
    return found


def _note(problems: ProblemList, file: str, changes: Iterable[Change], patch: Patch | None) -> None:
    what = "；".join([f"读者的日历将{summary_of(changes)}", *_others(patch)])
    cure = "请逐一核对；对的，发布时确认就是签字"
    problems.add(file, 0, ReceptionCode.WILL_CHANGE, what, cure, Severity.WARNING)


def _others(patch: Patch | None) -> Iterator[str]:
    if patch and patch.others:
        names = listed(patch.others, "、")
        yield f"没有写到的{len(patch.others)}人照旧：{names}（要整张替换，写 whole: true）"


def _note_strangers(problems: ProblemList, file: str, patch: Patch) -> None:
    problems.add(
        file,
        0,
        ReceptionCode.NEW_PERSON,
        f"原来的安排里没有{listed(patch.strangers, '、')}，当作新增",
        "请核对姓名，同音字、异体字也算另一人；确是新增的，不用改",
        Severity.WARNING,
    )


def summary_of(changes: Iterable[Change]) -> str:
    """改1（高明接访4月7日→4月8日），取消9（…）."""
    counts: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    for change in sorted(changes, key=_by_day):
        kind = "取消" if change.after is None else "新" if change.before is None else "改"
        counts[kind] += 1
        named.setdefault(kind, []).append(_said(change))
    return "，".join(
        f"{kind}{counts[kind]}（{listed(named[kind], '；')}）" for kind in _ORDER if counts[kind]
    )


def listed(words: Iterable[str], mark: str) -> str:
    """The first of some words, and how many there are where there are more."""
    said = list(words)
    more = f"{mark}……" if len(said) > MOST_NAMED else ""
    return mark.join(said[:MOST_NAMED]) + more


def _said(change: Change) -> str:
    before, after = change.before, change.after
    if before and after and before.day != after.day:
        return f"{_name(before)}→{after.day.month}月{after.day.day}日"
    if before and after and before.place_id != after.place_id:
        return f"{_name(before)}→{after.place}"
    one = after or before
    return _name(one) if one else ""


def _name(one: Appointment) -> str:
    return f"{one.person}{_DUTIES[one.duty]}{one.day.month}月{one.day.day}日{one.note}"


def _by_day(change: Change) -> tuple[object, ...]:
    one = change.before or change.after
    return (one.day, one.duty.value, one.person_id) if one else ()
