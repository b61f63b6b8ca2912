"""Home and issue pages: the front of an issue, and the way to its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.model import Issue
from website.downloads import downloads_of
from website.front import front_of
from website.months import Month, Months
from website.printed import sheets_of
from website.schedules import Corrections
from website.views import Link, neighbours, page_fingerprint

HOME = "home.html"


@dataclass(frozen=True, slots=True)
class FrontView:
    """What a front shows beside its stories. calendar: of the issue's timetables, or "".

    month: in which it came out, with the other issues of it.
    """

    titles: tuple[str, ...]
    before: Link | None
    after: Link | None
    crumbs: tuple[Link, ...] = ()
    calendar: str = ""
    month: Month | None = None


def write_home(edition: Edition, tree: OutputTree) -> None:
    """The newest issue at `/`; one whose stories were all withdrawn has nothing for a front.

    Beside its stories the days that are to come of schedules that came out before it.
    """
    path = edition.addresses.home()
    newest = next((place for place, issue in enumerate(edition.issues) if issue.items), None)
    corrections = Corrections(edition)
    _write(edition, tree, path, HOME, newest, corrections, Months(edition))


def write_issues(edition: Edition, tree: OutputTree) -> None:
    """Every issue at its own address."""
    corrections, months = Corrections(edition), Months(edition)
    for place, issue in enumerate(edition.issues):
        path = edition.addresses.issue(issue.day)
        if tree.wants(path):
            _write(edition, tree, path, "issue.html", place, corrections, months)


def _write(
    edition: Edition,
    tree: OutputTree,
    path: str,
    template: str,
    place: int | None,
    corrections: Corrections,
    months: Months,
) -> None:
    issue = None if place is None else edition.issues[place]
    around = (None, None) if place is None else neighbours(edition, place)
    calendar = _calendar(edition, tree, issue) if issue else ""
    month, around_it = months.of(issue.day) if issue else (None, "")
    made = _press_digest(edition, tree, issue) if issue else ""
    digest = issue.digest if issue else ""
    items = issue.items if issue else ()
    older = corrections.lasting(issue.day) if issue and template == HOME else ()
    days = {item.key: corrections.standing(item) for item in (*items, *older) if item.schedule}

    def render() -> str:
        view = FrontView((), None, None)
        if issue:
            view = replace(_view(edition, issue, *around), calendar=calendar, month=month)
        front = front_of(edition, tree, issue, days, older) if issue else None
        flag = template == HOME
        return render_page(
            edition, path, template, issue=issue, view=view, front_view=front, front=flag
        )

    marks = [item.digest for item in older]
    key = page_fingerprint(
        edition, template, digest, made, around, calendar, days, around_it, marks
    )
    tree.write(path, key, render)


def _view(edition: Edition, issue: Issue, older: Link | None, newer: Link | None) -> FrontView:
    day = issue.day
    addresses = edition.addresses
    return FrontView(
        titles=tuple(item.title for item in issue.items if not item.retraction),
        before=older,
        after=newer,
        crumbs=(
            Link(edition.set_text("往期"), addresses.archive()),
            Link(f"{day.year}年", addresses.archive(day.year)),
            Link(f"{day.month}月", addresses.archive(day.year, day.month)),
            Link(f"第{issue.number}期", addresses.issue(day)),
        ),
    )


def _calendar(edition: Edition, tree: OutputTree, issue: Issue) -> str:
    """The address of the calendar of an issue's timetables; empty where it has none."""
    address = edition.addresses.reception(f"{issue.day.isoformat()}.ics")
    return address if tree.has(address) else ""


def _press_digest(edition: Edition, tree: OutputTree, issue: Issue) -> str:
    """What the front shows of the printed issue and of its files."""
    return repr((sheets_of(edition, tree, issue.day), downloads_of(edition, tree, issue)))
