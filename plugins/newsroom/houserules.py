"""What an item is held against when it has been read: the house, and its clock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsroom.codes import CheckingCode
from newsroom.faults import Reports
from newsroom.fingerprints import fingerprint
from newsroom.keptitems import ReadItem
from newsroom.kinds import Status
from newsroom.model import GlossaryRow, NewsItem
from newsroom.problems import ProblemList


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What reading is told.

    sections: ids known to the house. now: aware, decides on embargoes. reports: where a fault of
    the program is reported, so that one file that brings it about does not hide all others. names:
    of the sections, as an editor may write them, and the id of each. simplified: a name in
    Traditional characters as the house writes it. ours, taken: as `CrossCheck` wants them.
    preview: what no reader sees yet is shown, marked. helps: the program's own pages are shown, the
    handbook and the lists, where the paper has none of their names.
    """

    sections: frozenset[str]
    now: datetime
    glossary: tuple[GlossaryRow, ...] = ()
    reports: Reports | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    simplified: Callable[[str], str] = str
    ours: Callable[[str], str] = lambda _: ""
    taken: Callable[[], Collection[str]] = tuple
    preview: bool = False
    helps: bool = False

    def section_of(self, written: str) -> str | None:
        """The id of a section that is named by its id or its name; None for neither."""
        if written in self.sections:
            return written
        return self.names.get(written) or self.names.get(self.simplified(written))

    @property
    def known_sections(self) -> str:
        """The sections, for the editor."""
        by_id = {id_: name for name, id_ in self.names.items()}
        return "、".join(
            f"{by_id[section]}（{section}）" if section in by_id else section
            for section in sorted(self.sections)
        )


def accepted(
    read: ReadItem, name: str, rules: HouseRules, problems: ProblemList
) -> ReadItem | None:
    """An item with the id of its section; None where the house has no such section, or too early.

    name: of its file, shown to the editor.
    """
    item = read.item
    section = rules.section_of(item.section)
    if section is None:
        what, cure = f"没有栏目“{item.section}”", f"可以是 {rules.known_sections}"
        problems.add(name, read.section_line, CheckingCode.UNKNOWN_SECTION, what, cure)
        return None
    if section != item.section:
        item = replace(item, section=section)
        read = replace(read, item=item)
    is_early = item.embargo is None and item.issue_day > rules.now.date()
    if is_early and item.status is Status.PUBLISHED:
        what = f"{item.issue_day.isoformat()} 还没有到，稿件却已发布"
        cure = "请写明发布时刻（embargo，到时才发布），或把状态（status）改成 draft"
        problems.add(name, 1, CheckingCode.NO_EMBARGO, what, cure)
        return None
    return read


def marked(item: NewsItem) -> NewsItem:
    """An item that no reader sees yet, as the preview shows it."""
    mark = "草稿"
    if item.status is not Status.DRAFT and item.embargo is not None:
        at = item.embargo
        mark = f"{at.year}年{at.month}月{at.day}日{at:%H:%M}才发布"
    headline = f"【{mark}】|{item.headline}"
    return replace(item, headline=headline, digest=fingerprint(mark, item.digest))
