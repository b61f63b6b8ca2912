"""A section's pages: the newest items, and one page a year that holds them all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from edition.house import Section
from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.model import NewsItem
from website.entries import Entry, entry_of
from website.views import Link, page_fingerprint

NEWEST = 40


@dataclass(frozen=True, slots=True)
class SectionView:
    """A list of a section's items. year: None for the newest; years: pages of all of them."""

    rows: tuple[Entry, ...]
    years: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    year: int | None = None


def section_year_path(edition: Edition, section_id: str, year: int) -> str:
    """`/section/ID/2013/`."""
    return edition.addresses.file(f"section/{section_id}/{year:04d}/index.html")


def write_sections(edition: Edition, tree: OutputTree) -> None:
    """Every section of the house, one with nothing in it included."""
    for section in edition.house.sections:
        items = edition.by_section[section.id]
        by_year = {
            year: tuple(group) for year, group in groupby(items, lambda item: item.issue_day.year)
        }
        years = tuple(
            Link(f"{year}年", section_year_path(edition, section.id, year)) for year in by_year
        )
        here = Link(section.name, edition.addresses.section(section.id))
        home = Link(edition.set_text("首页"), edition.addresses.home())
        newest = SectionView((), years, (home, here))
        _write(edition, tree, here.path, section, newest, items[:NEWEST])
        for year, of_year in by_year.items():
            there = Link(f"{year}年", section_year_path(edition, section.id, year))
            view = SectionView((), years, (home, here, there), year)
            _write(edition, tree, there.path, section, view, of_year)


def _write(
    edition: Edition,
    tree: OutputTree,
    path: str,
    section: Section,
    bare: SectionView,
    items: tuple[NewsItem, ...],
) -> None:
    """One page. bare: without its rows, which nobody makes where no item changed."""
    digests = (item.digest for item in items)
    mark = page_fingerprint(edition, "section", section.id, bare, *digests)
    with tree.group(path, mark) as fresh:
        if fresh:
            view = replace(bare, rows=tuple(entry_of(edition, item) for item in items))
            tree.write(
                path,
                page_fingerprint(edition, "section", section.id, view),
                lambda: render_page(edition, path, "section.html", section=section, view=view),
            )
