"""The archive: all years, the months of a year, the issues of a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.model import Issue
from website.entries import Entry, entry_of
from website.months import Month, month_of
from website.views import Link, issue_link, item_link, page_fingerprint


@dataclass(frozen=True, slots=True)
class MonthBox:
    """A month of a year's grid. issues: how many came out; path: "" where none did."""

    number: int
    issues: int
    path: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its twelve months."""

    link: Link
    months: tuple[MonthBox, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue in a list. lead: its first story; titles: of its others, where they are told."""

    link: Link
    number: int
    iso: str
    day: str
    lead: Entry | None
    titles: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """One page of the archive. month: of which it shows the calendar."""

    title: str
    crumbs: tuple[Link, ...]
    years: tuple[Year, ...]
    issues: tuple[IssueRow, ...] = ()
    before: Link | None = None
    after: Link | None = None
    month: Month | None = None


NEWEST = 10


def write_archive(edition: Edition, tree: OutputTree) -> None:
    """`/archive/`, `/archive/2013/` and `/archive/2013/09/`."""
    years = tuple(
        _year(edition, number, tuple(months))
        for number, months in groupby(edition.by_month, lambda month: month[0])
    )
    root = Link(edition.set_text("往期"), edition.addresses.archive())
    newest = month_of(edition, *next(iter(edition.by_month))) if edition.by_month else None
    view = ArchiveView(root.name, (root,), years, month=newest)
    _write(edition, tree, root.path, view, edition.issues[:NEWEST])
    for place, year in enumerate(years):
        number = int(year.link.name.removesuffix("年"))
        issues = tuple(
            issue
            for month in reversed(year.months)
            for issue in edition.by_month.get((number, month.number), ())
        )
        before = years[place + 1].link if place + 1 < len(years) else None
        after = years[place - 1].link if place else None
        crumbs = (root, year.link)
        view = ArchiveView(year.link.name, crumbs, (year,), before=before, after=after)
        _write(edition, tree, year.link.path, view, issues)
    _write_months(edition, tree, root)


def _write_months(edition: Edition, tree: OutputTree, root: Link) -> None:
    months = list(edition.by_month)
    links = [Link(f"{y}年{m}月", edition.addresses.archive(y, m)) for y, m in months]
    for place, (year, month) in enumerate(months):
        above = Link(f"{year}年", edition.addresses.archive(year))
        here = Link(f"{month}月", links[place].path)
        view = ArchiveView(
            title=links[place].name,
            crumbs=(root, above, here),
            years=(),
            before=links[place + 1] if place + 1 < len(links) else None,
            after=links[place - 1] if place else None,
            month=month_of(edition, year, month),
        )
        _write(edition, tree, here.path, view, edition.by_month[year, month], whole=True)


def _write(
    edition: Edition,
    tree: OutputTree,
    path: str,
    bare: ArchiveView,
    issues: tuple[Issue, ...],
    *,
    whole: bool = False,
) -> None:
    """One page. bare: without its rows, which nobody makes where no issue changed."""
    digests = (issue.digest for issue in issues)
    mark = page_fingerprint(edition, "archive", bare, *digests)
    with tree.group(path, mark) as fresh:
        if fresh:
            view = replace(bare, issues=tuple(_row(edition, one, whole=whole) for one in issues))
            tree.write(
                path,
                page_fingerprint(edition, "archive", view),
                lambda: render_page(edition, path, "archive.html", view=view),
            )


def _year(edition: Edition, year: int, months: tuple[tuple[int, int], ...]) -> Year:
    out = {month for _, month in months}
    return Year(
        Link(f"{year}年", edition.addresses.archive(year)),
        tuple(
            MonthBox(
                month,
                len(edition.by_month.get((year, month), ())),
                edition.addresses.archive(year, month) if month in out else "",
            )
            for month in range(1, 13)
        ),
    )


def _row(edition: Edition, issue: Issue, *, whole: bool) -> IssueRow:
    lead = issue.lead
    rest = (item for item in issue.items if item is not lead) if whole else ()
    return IssueRow(
        link=issue_link(edition, issue),
        number=issue.number,
        iso=issue.day.isoformat(),
        day=f"{issue.day.year}年{issue.day.month}月{issue.day.day}日",
        lead=entry_of(edition, lead) if lead else None,
        titles=tuple(item_link(edition, item) for item in rest),
    )
