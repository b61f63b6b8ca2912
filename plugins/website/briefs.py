"""All 简讯 on one page, the newest first: each has no page of its own, only a place on one."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.kinds import unbroken
from newsroom.model import Brief, NewsItem
from website.views import Link, opening, page_fingerprint

NEWEST = 60
PATH = "briefs"


@dataclass(frozen=True, slots=True)
class Row:
    """A brief in the list. anchor: its place on the page; text: how it begins."""

    link: Link
    anchor: str
    iso: str
    day: str
    text: str


def write_briefs(edition: Edition, tree: OutputTree) -> None:
    """`/briefs/`, where the paper has any."""
    rows = tuple(_rows(edition))
    if not rows:
        return
    path = edition.addresses.standing(PATH)
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(edition.set_text("简讯"), path))
    feed = edition.addresses.file("kind/brief/feed.xml")
    feed = feed if tree.entry(feed) else ""
    tree.write(
        path,
        page_fingerprint(edition, "briefs", rows, feed),
        lambda: render_page(edition, path, "briefs.html", rows=rows, feed=feed, crumbs=crumbs),
    )


def _rows(edition: Edition) -> list[Row]:
    items = (item for item in edition.items if item.briefs and not item.retraction)
    return [_row(edition, item, brief) for item in items for brief in item.briefs][:NEWEST]


def _row(edition: Edition, item: NewsItem, brief: Brief) -> Row:
    day = item.issue_day
    begin = "".join(opening(brief.body, 1, 80))
    return Row(
        link=Link(unbroken(brief.headline) or begin, edition.item_path(item)),
        anchor=brief.anchor,
        iso=day.isoformat(),
        day=f"{day.year}年{day.month}月{day.day}日",
        text=begin if brief.headline else "",
    )
