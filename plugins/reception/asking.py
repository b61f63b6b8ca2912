"""What an editor is told of corrections before they are published: errors, and what will change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from edition.appointments import changes_in_words, listed
from ledger import Ledger
from newsroom.model import Publication
from newsroom.problems import ProblemList, Severity
from reception.chains import Patch, chains_of, patches
from reception.codes import ReceptionCode
from reception.history import Change, Series
from reception.tracing import series_of


def check(publication: Publication, ledger: Ledger, content: str, problems: ProblemList) -> None:
    """What is wrong between schedules, and what of those that readers have will change.

    publication: through the gate. content: the name of the content folder.
    """
    series = series_of(publication.issues, ledger, problems=problems, content=content)
    if problems.errors:
        return  # what was not read would seem to be cancelled
    items = {item.told.id: item for issue in publication.issues for item in issue.items}
    newest = max((issue.day for issue in publication.issues), default=None)
    found: dict[str, Patch] = {}
    for chain in chains_of(publication.issues, ledger, problems, content):
        found |= {patch.item.told.id: patch for patch in patches(chain.items)}
    for one in series:
        for item_id, changes in _untold(one, ledger).items():
            item = items.get(item_id)
            if item is None:
                _note(problems, f"{content}/issues/{item_id}.md", changes, None)
            elif one.known or (not item.told.known and item.issue_day == newest):
                _note(problems, f"{content}/{item.source}", changes, found.get(item_id))
    for patch in found.values():
        if patch.strangers and not patch.item.told.known:
            _note_strangers(problems, f"{content}/{patch.item.source}", patch)


def _untold(series: Series, ledger: Ledger) -> dict[str, list[Change]]:
    """The changes that the ledger does not know, by the lasting id of the item they come from.

    Readers no longer see a name that is taken back; the editor who signs has to.
    """
    found: dict[str, list[Change]] = {}
    for engagement in series.engagements:
        known = ledger.appointment(f"{engagement.name}@{engagement.domain}")
        for place, change in enumerate(engagement.untold):
            named = change
            if known and change.before and not place:
                named = replace(change, before=known.what)
            found.setdefault(change.source.lasting_id, []).append(named)
    return found


def _note(problems: ProblemList, file: str, changes: Iterable[Change], patch: Patch | None) -> None:
    said = changes_in_words((one.before, one.after) for one in changes)
    what = "；".join([f"读者日历里的安排：{said}", *_others(patch)])
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
