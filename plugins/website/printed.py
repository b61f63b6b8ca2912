"""The issue as printed: the sheets the press has made, what stands on them, and their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from edition.addresses import Addresses
from edition.model import Edition, Sibling
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.kinds import Script
from newsroom.model import Issue, NewsItem
from website.months import Month, month_of
from website.views import Link, item_link, neighbours, page_fingerprint

LAYOUT = "layout.json"


class _Record(BaseModel):
    """Base of what is read of the press's layout: frozen; what the site needs not is let pass."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Paper(_Record):
    width: float
    height: float


class _Picture(_Record):
    file: str
    width: int
    height: int


class _Region(_Record):
    item: str
    id: str = ""
    shapes: tuple[tuple[float, float, float, float], ...]
    before: int | None = Field(default=None, alias="from")
    after: int | None = Field(default=None, alias="to")


class _Page(_Record):
    number: int
    pdf: str
    pictures: tuple[_Picture, ...]
    regions: tuple[_Region, ...]


class _Layout(_Record):
    paper: _Paper
    pages: tuple[_Page, ...]
    formerly: int = 0


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture of a sheet. width, height: pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page, 版. items: ids, as they are now, of the items on it.

    small: its smallest picture. pdf: path of the sheet's own file, "" for none.
    """

    number: int
    path: str
    pdf: str = ""
    items: tuple[str, ...] = ()
    small: SheetPicture | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Where an item stands on a sheet. shapes: x, y, width, height in points from the top left.

    before, after: the sheets it comes from and goes on to, 0 for none.
    """

    item: Link
    shapes: tuple[tuple[float, float, float, float], ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet's page. pictures: narrow to wide; width, height: of the paper in points.

    elsewhere: scripts whose newspaper has no such sheet (withheld, or shorter), each with the path
    of its issue. older, newer: the issues that the first and the last sheet lead on to.
    """

    number: int
    pictures: tuple[SheetPicture, ...]
    width: float
    height: float
    pdf: str
    regions: tuple[Region, ...]
    sheets: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    before: Link | None
    after: Link | None
    elsewhere: tuple[tuple[Script, str], ...] = ()
    older: Link | None = None
    newer: Link | None = None
    month: Month | None = None


def sheets_of(edition: Edition, tree: OutputTree, day: date) -> tuple[Sheet, ...]:
    """The sheets of an issue; none where the press is not at work."""
    layout = _layout(edition, tree, day)
    if layout is None:
        return ()
    sheets = []
    for page in layout.pages:
        pictures = _pictures(edition, tree, day, page)
        sheets.append(
            Sheet(
                page.number,
                edition.addresses.printed_page(day, page.number),
                _pdf(edition, tree, day, page),
                tuple(_present_ids(edition, day, page)),
                pictures[0] if pictures else None,
            )
        )
    return tuple(sheets)


def _present_ids(edition: Edition, day: date, page: _Page) -> Iterator[str]:
    for region in page.regions:
        item = _item_of(edition, region, day)
        if item is not None and item.issue_day == day:
            yield item.id


def _item_of(edition: Edition, region: _Region, day: date) -> NewsItem | None:
    """The item of a region, wherever it stands now.

    It is found by the id it keeps; where the press does not say that, by its name in the issue.
    """
    if region.id:
        return edition.by_lasting_id.get(region.id)
    issue = edition.issue_by_day.get(day)
    return next((item for item in issue.items if item.id == region.item), None) if issue else None


def _link_of(edition: Edition, region: _Region, day: date) -> Link | None:
    """To an item where it stands now, to the notice of one that was withdrawn, or None."""
    item = _item_of(edition, region, day)
    if item is not None:
        return item_link(edition, item)
    gone = next((one for one in edition.withdrawn if one.id == region.id), None)
    if gone is None:
        return None
    key_day, _, item_id = gone.keys[-1].partition("/")
    path = edition.addresses.item(date.fromisoformat(key_day), item_id)
    return Link(edition.set_text("已撤下的文章"), path)


def write_sheets(edition: Edition, tree: OutputTree) -> None:
    """A page for every sheet of every issue: its picture, and the way to each story on it."""
    for at, issue in enumerate(edition.issues):
        layout = _layout(edition, tree, issue.day)
        if layout is None:
            continue
        older, newer = neighbours(edition, at)
        links = tuple(
            Link(f"第{page.number}版", edition.addresses.printed_page(issue.day, page.number))
            for page in layout.pages
        )
        for place, page in enumerate(layout.pages):
            view = replace(
                _view(edition, tree, issue, layout, page, links, place),
                older=None if place else older,
                newer=None if place + 1 < len(layout.pages) else newer,
                month=month_of(edition, issue.day.year, issue.day.month),
            )
            _write(edition, tree, issue, view)
        for number in range(len(links) + 1, layout.formerly + 1):
            _write_gone(edition, tree, issue, number, links[-1])


def _write_gone(edition: Edition, tree: OutputTree, issue: Issue, number: int, last: Link) -> None:
    """At the address of a page that the issue had before it was printed anew."""
    path = edition.addresses.printed_page(issue.day, number)
    elsewhere = {
        sibling.script: sibling.addresses.issue(issue.day)
        for sibling in edition.siblings
        if sibling.script is not edition.script
    }
    tree.write(
        path,
        page_fingerprint(edition, "sheet-gone", repr((issue.number, issue.day)), repr(last)),
        lambda: render_page(
            edition,
            path,
            "printed_gone.html",
            elsewhere=elsewhere,
            issue=issue,
            number=number,
            last=last,
        ),
    )


def _write(edition: Edition, tree: OutputTree, issue: Issue, view: SheetView) -> None:
    path = edition.addresses.printed_page(issue.day, view.number)
    heading = repr((issue.number, issue.day, issue.editors))
    tree.write(
        path,
        page_fingerprint(edition, "sheet", heading, view),
        lambda: render_page(
            edition, path, "printed.html", elsewhere=dict(view.elsewhere), issue=issue, view=view
        ),
    )


def _view(
    edition: Edition,
    tree: OutputTree,
    issue: Issue,
    layout: _Layout,
    page: _Page,
    links: tuple[Link, ...],
    place: int,
) -> SheetView:
    found = ((_link_of(edition, region, issue.day), region) for region in page.regions)
    return SheetView(
        number=page.number,
        pictures=_pictures(edition, tree, issue.day, page),
        width=layout.paper.width,
        height=layout.paper.height,
        pdf=_pdf(edition, tree, issue.day, page),
        regions=tuple(
            Region(link, region.shapes, region.before or 0, region.after or 0)
            for link, region in found
            if link
        ),
        sheets=links,
        crumbs=(
            Link(f"第{issue.number}期", edition.addresses.issue(issue.day)),
            links[place],
        ),
        before=links[place - 1] if place else None,
        after=links[place + 1] if place + 1 < len(links) else None,
        elsewhere=tuple(
            (sibling.script, sibling.addresses.issue(issue.day))
            for sibling in edition.siblings
            if page.number > _sheets_in(edition, tree, issue.day, sibling)
        ),
    )


def _pdf(edition: Edition, tree: OutputTree, day: date, page: _Page) -> str:
    pdf = edition.addresses.printed_file(day, page.pdf)
    return pdf if tree.entry(pdf) else ""


def _pictures(
    edition: Edition, tree: OutputTree, day: date, page: _Page
) -> tuple[SheetPicture, ...]:
    found = (
        SheetPicture(edition.addresses.printed_file(day, one.file), one.width, one.height)
        for one in sorted(page.pictures, key=lambda picture: picture.width)
    )
    return tuple(picture for picture in found if tree.entry(picture.path))


def _sheets_in(edition: Edition, tree: OutputTree, day: date, sibling: Sibling) -> int:
    layout = _layout(edition, tree, day, sibling.addresses)
    return len(layout.pages) if layout else 0


def _layout(
    edition: Edition, tree: OutputTree, day: date, addresses: Addresses | None = None
) -> _Layout | None:
    path = (addresses or edition.addresses).printed_file(day, LAYOUT)
    return _parsed(tree.read(path)) if "press" in edition.rooms and tree.entry(path) else None


@lru_cache(maxsize=512)
def _parsed(data: bytes) -> _Layout:
    return _Layout.model_validate_json(data)
