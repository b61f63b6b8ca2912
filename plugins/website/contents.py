"""The site map: one page that leads to every other."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from website.briefs import PATH as BRIEFS
from website.views import Link, page_fingerprint

PATH = "sitemap"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the site map and the pages under it."""

    title: str
    links: tuple[Link, ...]


def write_contents(edition: Edition, tree: OutputTree) -> None:
    """`/sitemap/`."""
    path = edition.addresses.standing(PATH)
    chapters = _chapters(edition, tree)
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(edition.set_text("网站地图"), path))
    tree.write(
        path,
        page_fingerprint(edition, "contents", chapters),
        lambda: render_page(edition, path, "sitemap.html", chapters=chapters, crumbs=crumbs),
    )


def _chapters(edition: Edition, tree: OutputTree) -> tuple[Chapter, ...]:
    at = edition.addresses
    services = [
        ("检索", at.file("search/index.html"), "search" in edition.rooms),
        ("接访安排", at.reception(), tree.has(at.reception())),
        ("简讯", at.standing(BRIEFS), tree.has(at.standing(BRIEFS))),
        ("订阅", at.standing("subscribe"), "syndication" in edition.rooms),
        ("更正", at.standing("corrections"), True),
    ]
    years = sorted({issue.day.year for issue in edition.issues}, reverse=True)
    groups = [
        (
            "栏目",
            [Link(section.name, at.section(section.id)) for section in edition.house.sections],
        ),
        ("服务", [Link(edition.set_text(name), path) for name, path, made in services if made]),
        (
            "往期",
            [Link(edition.set_text("全部"), at.archive())]
            + [Link(f"{year}年", at.archive(year)) for year in years],
        ),
        ("关于", [Link(page.title, at.standing(page.id)) for page in edition.pages]),
    ]
    return tuple(Chapter(edition.set_text(title), tuple(links)) for title, links in groups if links)
