"""The room's pages: by date, by person, by place, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.fingerprints import code_digest, fingerprint
from reception.files import CalendarLinks, words_of
from reception.history import Engagement
from reception.paths import (
    changes_path,
    index_path,
    list_path,
    subject_path,
    year_path,
)
from reception.register import Register, Subject, is_wide
from reception.views import (
    Entry,
    Frame,
    IndexView,
    Link,
    SubjectView,
    calendar_of,
    entries_of,
    months_of,
)

CODE = code_digest(Path(__file__).parent)
BEFORE_NEWEST = timedelta(days=31)  # the schedule before the newest one may still be running


def write_pages(edition: Edition, tree: OutputTree, register: Register) -> None:
    """Every page of the room in one edition."""
    pages = _Pages(edition, tree, register)
    pages.write_index()
    pages.write_years()
    pages.write_changes()
    listed = {"people": register.people, "places": register.places, "kinds": register.kinds}
    for kind, subjects in listed.items():
        if kind == "kinds" and not subjects:
            continue
        pages.write_list(kind, subjects)
        for subject in subjects:
            pages.write_subject(kind, subject)


class _Pages:
    """Writes pages; knows the edition, the tree and the register they are made of."""

    def __init__(self, edition: Edition, tree: OutputTree, register: Register) -> None:
        self._edition = edition
        self._tree = tree
        self._register = register
        say, addresses = edition.set_text, edition.addresses
        self._home = Link(say("首页"), addresses.home())
        wide = is_wide(register.engagements)
        self._here = Link(say("日程安排" if wide else "接访下访"), index_path(addresses))
        self._words = words_of(edition, register.engagements, "接访、下访安排")
        self._lists = {
            "people": Link(say("按人查看"), list_path(addresses, "people")),
            "places": Link(say("按地点查看"), list_path(addresses, "places")),
            "kinds": Link(say("按类别查看"), list_path(addresses, "kinds")),
        }
        self._place_by_id = {place.id: place for place in register.places}
        self._villages: dict[str, list[Subject]] = {}
        for place in register.places:
            self._villages.setdefault(place.town, []).append(place)
        self._years = tuple(Link(f"{y}年", year_path(addresses, y)) for y in register.years)

    def write_index(self) -> None:
        """The newest schedule, the days from a month before it, and the ways to all others."""
        register, edition = self._register, self._edition
        current = register.current
        shown: list[Engagement] = []
        if current:
            since = current.period_start - BEFORE_NEWEST
            shown = [e for e in register.engagements if e.appointment.day >= since]
        view = IndexView(
            frame=self._frame(calendar=calendar_of(edition) if register.engagements else None),
            current=current,
            months=months_of(entries_of(edition, shown)),
            years=self._years,
            people=tuple(self._link("people", s) for s in register.people if _is_in(s, shown)),
            towns=tuple(
                self._link("places", s) for s in register.places if not s.town and _is_in(s, shown)
            ),
            corrections=len(register.corrections),
            kinds=tuple(self._link("kinds", s) for s in register.kinds if _is_in(s, shown)),
        )
        self._write(self._here.path, "index", view=view)

    def write_years(self) -> None:
        """One page a year with everything in it."""
        entries = entries_of(self._edition, self._register.engagements)
        for link in self._years:
            year = int(link.name[:4])
            self._write(
                link.path,
                "year",
                frame=self._frame(
                    link, calendar=calendar_of(self._edition, f"{year:04d}", "calendar")
                ),
                year=year,
                months=months_of(_of_year(entries, year)),
                years=self._years,
            )

    def write_changes(self) -> None:
        """What later issues changed, newest first."""
        link = Link(self._edition.set_text("更正记录"), changes_path(self._edition.addresses))
        self._write(
            link.path, "changes", frame=self._frame(link), corrections=self._register.corrections
        )

    def write_list(self, kind: str, subjects: tuple[Subject, ...]) -> None:
        """All people, or all places by town."""
        groups = tuple(
            (self._link(kind, subject), tuple(self._link(kind, v) for v in self._within(subject)))
            for subject in subjects
            if not subject.town and not subject.is_hidden
        )
        self._write(
            self._lists[kind].path,
            "list",
            frame=self._frame(self._lists[kind]),
            kind=kind,
            groups=groups,
        )

    def write_subject(self, kind: str, subject: Subject) -> None:
        """A person's or a place's page with the newest year, and one page for each of several."""
        edition, years = self._edition, subject.years
        address = subject_path(edition.addresses, kind, subject.id)
        links = tuple(
            Link(f"{y}年", subject_path(edition.addresses, kind, subject.id, y)) for y in years
        )
        several = len(years) > 1
        town = self._place_by_id.get(subject.town)
        crumb = Link(subject.name, address)
        newest = (address, years[0] if years else None)
        entries = entries_of(
            edition,
            subject.engagements,
            subject.former,
            at=subject.id if kind == "places" else "",
        )
        for path, year in [newest, *((link.path, int(link.name[:4])) for link in links if several)]:
            view = SubjectView(
                frame=self._frame(
                    self._lists[kind],
                    crumb,
                    *([] if path == address else [Link(f"{year}年", path)]),
                    calendar=calendar_of(edition, kind, subject.id),
                ),
                kind=kind,
                subject=Subject(subject.id, subject.name, (), subject.town, subject.post),
                months=months_of(_of_year(entries, year)),
                year=year if several else None,
                years=links if several else (),
                town=self._link(kind, town) if town else None,
                villages=tuple(self._link(kind, v) for v in self._within(subject)),
            )
            self._write(path, "subject", view=view)

    def _within(self, subject: Subject) -> tuple[Subject, ...]:
        """The places that lie in a town."""
        return tuple(v for v in self._villages.get(subject.id, ()) if not v.is_hidden)

    def _link(self, kind: str, subject: Subject) -> Link:
        return Link(subject.name, subject_path(self._edition.addresses, kind, subject.id))

    def _frame(self, *crumbs: Link, calendar: CalendarLinks | None = None) -> Frame:
        return Frame((self._home, self._here, *crumbs), calendar, self._words)

    def _write(self, path: str, name: str, **values: Any) -> None:
        edition = self._edition
        foot = [(page.id, page.title) for page in edition.pages if page.footer]
        cause = fingerprint(
            edition.fingerprint, CODE, repr(foot), name, repr(sorted(values.items()))
        )
        self._tree.write(
            path,
            cause,
            lambda: render_page(edition, path, f"reception/{name}.html", **values),
        )


def _of_year(entries: Iterable[Entry], year: int | None) -> list[Entry]:
    return [entry for entry in entries if entry.appointment.day.year == year]


def _is_in(subject: Subject, shown: list[Engagement]) -> bool:
    names = {engagement.name for engagement in subject.engagements}
    return not subject.is_hidden and not names.isdisjoint(e.name for e in shown)
