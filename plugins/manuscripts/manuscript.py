"""An issue as a run of named paragraphs, for programs that lay out paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest

from edition.model import Edition
from manuscripts.bodies import Bodies, unplaced
from manuscripts.people import credit_line, label_of_day, signed
from newsroom.appointments import TITLE, TOLD_UNDER, Schedule
from newsroom.blocks import Entry, Heading, Paragraph, PhotoPlace, Rule, Table, blocks_of
from newsroom.itemfields import LABELS, shown_in
from newsroom.kinds import unbroken
from newsroom.model import Brief, Issue, NewsItem, Photo
from newsroom.runs import Run, Runs, plain
from newsroom.shown import Output


class Style(StrEnum):
    """Names of paragraph styles, words of the trade in the newsroom's own language."""

    NAMEPLATE = "报头"
    ISSUE = "期号"
    SECTION = LABELS["section"]
    KICKER = LABELS["kicker"]
    HEADLINE = LABELS["headline"]
    DECK = LABELS["deck"]
    BYLINE = LABELS["bylines"]
    DATELINE = LABELS["dateline"]
    TEXT = "正文"
    QUOTED = "引文"
    SUBHEAD = "小标题"
    LIST = "列表"
    BRIEF = "简讯标题"
    PHOTO = "图片"
    FIGURE = LABELS["figures"]
    QUOTE = LABELS["quote"]
    CAPTION = "图片说明"
    CREDIT = "图片署名"
    NOTE = "说明"
    FOOTNOTE = "注释"
    CORRECTION = LABELS["corrections"]
    TABLE_TITLE = "表题"
    CELL = "表格"


BULLET = "·"
"""The mark of an entry of a list without numbers."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. style: its name; item: the id of the story it begins, "" within one.

    mark, depth: of an entry of a list, as in `newsroom.blocks.Entry`; a later paragraph of an entry
    has no mark. BULLET stands for the mark of a list without numbers.
    """

    style: Style
    runs: Runs
    item: str = ""
    mark: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        """The paragraph without its styles."""
        return plain(self.marked)

    @property
    def marked(self) -> Runs:
        """The paragraph with its mark, for where there are no lists."""
        return (Run(f"{self.mark} "), *self.runs) if self.mark else self.runs


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in its place. item: the story it stands in."""

    photo: Photo
    item: NewsItem | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. header: may be empty."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


Part = Line | Picture | Grid


def manuscript(edition: Edition, issue: Issue) -> Iterator[Part]:
    """Everything of an issue in the editor's order; retracted items are left out."""
    text, bodies = edition.set_text, Bodies(edition)
    yield _line(Style.NAMEPLATE, edition.house.name)
    yield _line(Style.ISSUE, text(f"第{issue.number}期 {label_of_day(issue.day)}"))
    for editor in issue.editors:
        yield _line(Style.ISSUE, f"{editor.label or text('编辑')}：{editor.name}")
    if issue.note:
        yield from _body(bodies.led(issue.note), None, Style.NOTE)
    for item in issue.items:
        if not item.retraction:
            yield from _story(bodies, item)


def _story(bodies: Bodies, item: NewsItem) -> Iterator[Part]:
    text = bodies.edition.set_text
    item = shown_in(item, Output.EXPORTS)
    yield Line(Style.SECTION, (Run(bodies.edition.section_of(item).name),), item.id)
    yield from _lines(Style.KICKER, unbroken(item.kicker))
    yield _line(Style.HEADLINE, item.title)
    yield from _lines(Style.DECK, unbroken(item.deck))
    yield from _lines(Style.BYLINE, signed(item.bylines, text))
    yield from _lines(Style.DATELINE, item.dateline)
    for notice in item.corrections:
        label = text(f"更正（{label_of_day(notice.day)}）：")
        yield _line(Style.CORRECTION, label + notice.text)
    for figure in item.figures:
        yield _line(Style.FIGURE, f"{figure.value}{figure.unit} {figure.label}")
    for photo in unplaced(item):
        yield from _photo(photo, item)
    yield from _body(bodies.led(item.body.html), item, Style.TEXT)
    for brief in item.briefs:
        yield from _brief(bodies, item, brief)
    if item.schedule:
        yield from _schedule(text, item.schedule)
    yield from _lines(Style.QUOTE, item.quote)
    for fact in item.facts:
        yield _line(Style.NOTE, f"{fact.label}：{fact.value}")


def _brief(bodies: Bodies, item: NewsItem, brief: Brief) -> Iterator[Part]:
    yield from _lines(Style.BRIEF, unbroken(brief.headline))
    body = list(_body(bodies.led(brief.body.html), item, Style.TEXT))
    is_note = (isinstance(part, Line) and part.style is Style.FOOTNOTE for part in body)
    end = next((at for at, begins in enumerate(is_note) if begins), len(body))
    yield from body[:end]
    yield from _lines(Style.BYLINE, signed(brief.bylines, bodies.edition.set_text))
    yield from body[end:]


def _body(html: str, item: NewsItem | None, style: Style) -> Iterator[Part]:
    photos = {photo.file.name: photo for photo in item.photos} if item else {}
    for block in blocks_of(html):
        match block:
            case Paragraph(runs, quoted=False, note=True):
                yield Line(Style.FOOTNOTE, runs)
            case Paragraph(runs, quoted):
                yield Line(Style.QUOTED if quoted else style, runs)
            case Heading(number=number, runs=runs):
                yield Line(Style.SUBHEAD, (Run(f"{number} "), *runs) if number else runs)
            case Entry(depth, mark, runs, goes_on):
                mark = "" if goes_on else mark or BULLET
                yield Line(Style.LIST, runs, mark=mark, depth=depth)
            case Table(header, rows):
                yield Grid(header, rows)
            case PhotoPlace(file) if file in photos:
                yield from _photo(photos[file], item)
            case PhotoPlace() | Rule():
                pass


def _photo(photo: Photo, item: NewsItem | None) -> Iterator[Part]:
    yield Picture(photo, item)
    yield from _lines(Style.CAPTION, photo.caption)
    yield from _lines(Style.CREDIT, credit_line(photo.credits))


def _schedule(text: Callable[[str], str], schedule: Schedule) -> Iterator[Part]:
    yield _line(Style.TABLE_TITLE, schedule.caption or text(TITLE))
    heads = [text(head) for head in ("姓名", "接访时间", "下访时间", "下访地点")]
    rows = [
        (
            row.person,
            row.reception_text or "、".join(f"{d.month}月{d.day}日" for d in row.reception_days),
            row.visit_text or "、".join(f"{d.month}月{d.day}日" for d in row.visit_days),
            row.visit_place,
        )
        for row in schedule.rows
    ]
    if schedule.sheet:
        heads, rows = list(schedule.sheet[0]), list(schedule.sheet[1:])  # type: ignore[arg-type] # of any width
    yield Grid(_cells(heads), tuple(_cells(row) for row in rows))
    hours = "、".join(
        f"{each.start:%H:%M}{f'—{each.end:%H:%M}' if each.end else '起'}" for each in schedule.hours
    )
    first, last = schedule.period_start, schedule.period_end
    said = {
        "period": "" if _is_month(first, last) else f"{label_of_day(first)}—{label_of_day(last)}",
        "venue": schedule.venue,
        "hours": hours,
        "visit_rule": schedule.visit_rule,
        "topics": schedule.topics,
        "booking_deadline": schedule.booking_deadline,
        "contact": schedule.contact,
    }
    for field, label in TOLD_UNDER.items():
        if value := said[field]:
            yield _line(Style.NOTE, f"{text(label)}：{value}")


def _is_month(first: date, last: date) -> bool:
    """Whether some days are a whole month, which the table itself tells."""
    following = last + timedelta(days=1)
    return first.day == following.day == 1 and (first.year, first.month) == (last.year, last.month)


def with_addresses(runs: Runs, site: str) -> Runs:
    """The runs with the address after each link that leads out of the site: on paper none opens.

    site: the paper's own address; what it leads to is in the paper.
    """
    if not any(run.href for run in runs):
        return runs
    shown: list[Run] = []
    for run, after in zip_longest(runs, runs[1:]):
        shown.append(run)
        ends = after is None or after.href != run.href
        address = run.href.removeprefix("mailto:")
        said = run.text == re.sub("^https?://", "", address) or address in plain(runs)
        if ends and _leads_out(run.href, site) and not said:
            shown.append(Run(f"（{address}）"))
    return tuple(shown)


def _leads_out(address: str, site: str) -> bool:
    return address.startswith(("https://", "http://", "mailto:")) and not address.startswith(
        f"{site}/"
    )


def _cells(texts: list[str] | tuple[str, ...]) -> tuple[Runs, ...]:
    return tuple((Run(text),) for text in texts)


def _line(style: Style, text: str) -> Line:
    return Line(style, (Run(text),))


def _lines(style: Style, text: str) -> Iterator[Line]:
    if text:
        yield _line(style, text)
