"""An item as plain text that the desk reads back as the same item (`copydesk.sources.exported`).

Fields that a page tells by its type bear a label here, in the words of the trade; the lines of the
text are indented by two ideographic spaces, as in a Chinese manuscript, and bear none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.sources.exported import KINDS, MARK
from newsroom.appointments import Schedule
from newsroom.blocks import Entry, Heading, Paragraph, PhotoPlace, Rule, Table, blocks_of
from newsroom.kinds import Kind, unbroken
from newsroom.model import Body, Credit, NewsItem
from newsroom.runs import plain

INDENT = "\u3000\u3000"


def plain_text(item: NewsItem) -> str:
    """The plain text of an item: labelled heading, then its text, table and captions."""
    return "\n".join(_lines(item)) + "\n"


def _lines(item: NewsItem) -> Iterator[str]:
    yield MARK
    yield f"体裁：{KINDS[item.kind]}"
    for label, text in (
        ("引题", unbroken(item.kicker)),
        ("标题", item.title),
        ("副题", unbroken(item.deck)),
    ):
        if text:
            yield f"{label}：{text}"
    yield from _signed("署名", item.bylines)
    if item.dateline:
        yield f"电头：{item.dateline}"
    yield "正文："
    if item.kind is Kind.BRIEF:
        for brief in item.briefs:
            if brief.headline:
                yield f"小标题：{unbroken(brief.headline)}"
            yield from _body(brief.body)
            yield from _signed("本条署名", brief.bylines)
    else:
        yield from _body(item.body)
    if item.schedule:
        yield from _schedule(item.schedule)
    for photo in item.photos:
        yield f"图片说明：{photo.caption or photo.alt}"
        yield from _signed("图片作者", photo.credits)


def _body(body: Body) -> Iterator[str]:
    for block in blocks_of(body.html):
        match block:
            case Heading(_, _, number, runs):
                yield f"小标题：{number} {plain(runs)}" if number else f"小标题：{plain(runs)}"
            case Paragraph(runs):
                yield from (INDENT + line for line in plain(runs).split("\n") if line.strip())
            case Entry(_, mark, runs):
                yield INDENT + f"{mark} {plain(runs)}".strip()
            case Table(header, rows):
                yield from _table(
                    [plain(cell) for cell in row] for row in ((header, *rows) if header else rows)
                )
            case PhotoPlace() | Rule():
                pass


def _table(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield "表格："
    for row in rows:
        yield "\t".join(" ".join(cell.split()) for cell in row)
    yield ""


def _signed(label: str, names: Iterable[Credit]) -> Iterator[str]:
    for credit in names:
        post = "／".join(filter(None, (credit.organisation, credit.role)))
        if credit.organisation and not credit.role:
            post += "／"
        yield f"{label}：{credit.name}" + (f"（{post}）" if post else "")


def _schedule(schedule: Schedule) -> Iterator[str]:
    leaders = [("姓名", "接访时间", "下访时间", "下访地点")] + [
        (row.person, row.reception_text, row.visit_text, row.visit_place) for row in schedule.rows
    ]
    yield from _table(schedule.sheet or leaders)
    hours = " ".join(
        f"{each.start:%H:%M}-{each.end:%H:%M}" if each.end else f"{each.start:%H:%M}起"
        for each in schedule.hours
    )
    for label, text in (
        ("时间", hours),
        ("地点", schedule.venue),
        ("电话", schedule.contact),
        ("内容", schedule.topics),
        ("预约", schedule.booking_deadline),
        ("说明", schedule.visit_rule),
    ):
        if text:
            yield f"{INDENT}{label}：{text}"
