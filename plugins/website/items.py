"""The page of one item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from markupsafe import Markup

from edition.addresses import INDEX
from edition.model import Edition
from edition.page import PageView, render_page
from edition.recordings import recording_path
from edition.tree import OutputTree
from newsroom.blocks import PhotoPlace
from newsroom.fingerprints import fingerprint
from newsroom.itemfields import shown_in
from newsroom.kinds import Kind
from newsroom.model import Issue, NewsItem
from newsroom.shown import Output
from newsroom.told import Told
from website.cards import card_path, has_cards
from website.datelines import dated
from website.printed import Sheet, sheets_of
from website.schedules import Corrections, Neighbour
from website.subscribe import qr_code
from website.views import (
    CODE,
    Link,
    Picture,
    contents_of,
    item_link,
    neighbours,
    page_fingerprint,
    picture_of,
)

Part = Markup | PhotoPlace
MOST_OTHERS = 12
TRIO = 3
PANORAMA = 2.2  # times as wide as high; _parts.html and site.js know it too


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording as a page plays it.

    since: anchor of the second from which on it is of this item; length: as printed.
    """

    path: str
    since: str
    length: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """What an item's page shows beside the item itself.

    older, newer: the issues that the first and the last item of an issue lead on to. code: path of
    the QR code of its address, "" for none.
    """

    told: Told
    crumbs: tuple[Link, ...]
    before: Link | None
    after: Link | None
    others: tuple[Link, ...]
    sheet: Link | None = None
    sheet_number: int = 0
    sheet_pdf: str = ""
    pdf: str = ""
    calendar: str = ""
    card: str = ""
    first_photo: str = ""
    code: str = ""
    audio: Heard | None = None
    replaces: Neighbour | None = None
    replaced_by: Neighbour | None = None
    older: Link | None = None
    newer: Link | None = None


def write_items(edition: Edition, tree: OutputTree) -> None:
    """Every item of the edition at its own address."""
    corrections = Corrections(edition)
    cards = has_cards(edition)
    for at, issue in enumerate(edition.issues):
        if not tree.wants(edition.addresses.issue(issue.day).removesuffix(INDEX)):
            continue
        older, newer = neighbours(edition, at)
        sheets = sheets_of(edition, tree, issue.day)
        around = [_around(edition, tree, one, corrections) for one in issue.items if one.schedule]
        paper = tree.has(edition.addresses.newspaper(issue.day))
        shown = (cards, sheets, issue.told.items, around, older, newer, paper)
        mark = page_fingerprint(edition, "items", issue.digest, *shown)
        with tree.group(issue.key, mark) as fresh:
            if fresh:
                frame = _Frame(
                    issue,
                    fingerprint(str(issue.number), issue.key, repr(issue.editors)),
                    sheets,
                    tuple(item_link(edition, item) for item in issue.items),
                    older,
                    newer,
                    cards=cards,
                )
                for place in range(len(issue.items)):
                    _write_item(edition, tree, frame, place, corrections)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the pages of an issue's items share.

    heading: the fingerprint of the issue's own words. links: to every item, in order.
    """

    issue: Issue
    heading: str
    sheets: tuple[Sheet, ...]
    links: tuple[Link, ...]
    older: Link | None
    newer: Link | None
    cards: bool


def _around(
    edition: Edition, tree: OutputTree, item: NewsItem, corrections: Corrections
) -> tuple[object, ...]:
    """What the page of a schedule shows that its issue's digest does not know of."""
    calendar = edition.addresses.reception(f"{item.issue_day.isoformat()}-{item.id}.ics")
    return item.key, corrections.before(item), corrections.after(item), tree.has(calendar)


def _write_item(
    edition: Edition,
    tree: OutputTree,
    frame: _Frame,
    place: int,
    corrections: Corrections,
) -> None:
    issue = frame.issue
    item = issue.items[place]
    path = edition.item_path(item)
    view = replace(
        _view(edition, tree, frame, place),
        replaces=corrections.before(item),
        replaced_by=corrections.after(item),
        older=None if place else frame.older,
        newer=None if place + 1 < len(issue.items) else frame.newer,
    )

    def render() -> str:
        page = PageView(edition, path)
        item = shown_in(issue.items[place], Output.WEB)
        pictures = {photo.file.name: picture_of(photo) for photo in item.photos}
        text, notes = page.text_and_notes("" if item.retraction or item.briefs else item.body.html)
        shown = () if item.retraction or item.briefs else _placed(text, item)
        shown = dated(shown, item.dateline)
        return render_page(
            edition,
            path,
            "item.html",
            item=item,
            issue=issue,
            section=edition.section_of(item),
            view=view,
            card=view.card,
            pictures=pictures,
            parts=tuple(_rows(shown, item, pictures)),
            notes=notes,
            contents=contents_of(item.body, item.subheads),
        )

    tree.write(path, page_fingerprint(edition, "item", item.digest, frame.heading, view), render)
    if view.code:
        url = edition.item_url(item)
        tree.write(view.code, fingerprint(CODE, url), partial(qr_code, url))


def _view(edition: Edition, tree: OutputTree, frame: _Frame, place: int) -> ItemView:
    """What stands around an item."""
    issue, links = frame.issue, frame.links
    item = issue.items[place]
    sheet = next((sheet for sheet in frame.sheets if item.id in sheet.items), None)
    newspaper = edition.addresses.newspaper(issue.day)
    calendar = edition.addresses.reception(f"{issue.key}-{item.id}.ics")
    section = edition.section_of(item)
    return ItemView(
        told=item.told,
        crumbs=(
            Link(f"第{issue.number}期", edition.addresses.issue(issue.day)),
            Link(section.name, edition.addresses.section(section.id)),
            Link(item.title, edition.item_path(item)),
        ),
        before=links[place - 1] if place else None,
        after=links[place + 1] if place + 1 < len(links) else None,
        others=(*links[:place], *links[place + 1 :])[:MOST_OTHERS],
        sheet=Link(str(sheet.number), sheet.path) if sheet else None,
        sheet_number=sheet.number if sheet else 0,
        sheet_pdf=sheet.pdf if sheet else "",
        pdf=newspaper if tree.entry(newspaper) else "",
        calendar=calendar if tree.entry(calendar) else "",
        card=card_path(edition, item) if frame.cards else "",
        first_photo=item.photos[0].file.name if item.photos else "",
        audio=_heard(item),
        code="" if item.retraction else edition.item_path(item).replace(INDEX, "qr.svg"),
    )


def _heard(item: NewsItem) -> Heard | None:
    """The recording of an item."""
    audio = shown_in(item, Output.WEB).audio
    if audio is None or item.retraction:
        return None
    minutes, seconds = divmod(round(audio.seconds), 60)
    since = f"#t={audio.start:g}" if audio.start else ""
    length = f"{minutes}分{seconds:02d}秒" if minutes else f"{seconds}秒"
    return Heard(recording_path(audio), since, length)


def _placed(parts: tuple[Part, ...], item: NewsItem) -> tuple[Part, ...]:
    """A body with every photo of the item in it.

    Photos the editor has not placed stand at the top of a photo report, else after the first
    paragraph.
    """
    there = {part.file for part in parts if isinstance(part, PhotoPlace)}
    missing = [PhotoPlace(p.file.name) for p in item.photos if p.file.name not in there]
    if not missing:
        return parts
    if item.kind is Kind.PHOTO or not parts or isinstance(parts[0], PhotoPlace):
        return (*missing, *parts)
    head, tail = _after_first_paragraph(parts[0])
    return tuple(_filled([head, *missing, tail, *parts[1:]]))


def _rows(
    parts: tuple[Part, ...], item: NewsItem, pictures: Mapping[str, Picture]
) -> Iterator[Markup | tuple[Picture, ...]]:
    """Texts, and photos that stand together, in rows of one, two or three."""
    wide = {one.file.name for one in item.photos if one.width > PANORAMA * one.height}
    reports = item.kind is Kind.PHOTO
    for are_photos, group in groupby(parts, lambda part: isinstance(part, PhotoPlace)):
        members = list(group)
        if not are_photos:
            yield from (text for text in members if isinstance(text, Markup))
            continue
        photos = [photo for photo in members if isinstance(photo, PhotoPlace)]
        for alone, run in groupby(photos, lambda photo: photo.file in wide):
            places = _in_groups(list(run), alone=alone, large_first=reports)
            yield from (tuple(pictures[one.file] for one in row) for row in places)
            reports = False


def _in_groups(
    photos: list[PhotoPlace], *, alone: bool, large_first: bool
) -> Iterator[tuple[PhotoPlace, ...]]:
    """Two in a row; one large before an odd number, and at the head of a photo report.

    Where two in a row would leave a last one by itself, as large as the first, three share the
    last row. alone: each by itself, as panoramas are.
    """
    if alone:
        yield from ((photo,) for photo in photos)
        return
    if large_first or len(photos) % 2:
        yield (photos.pop(0),)
    last = TRIO if len(photos) % 2 else 0
    for start in range(0, len(photos) - last, 2):
        yield tuple(photos[start : start + 2])
    if last:
        yield tuple(photos[-last:])


def _after_first_paragraph(text: Markup) -> tuple[Markup, Markup]:
    end = text.find("</p>") + len("</p>")
    cut = end if text.startswith(("<p>", "<p ")) and end >= len("</p>") else 0
    return text[:cut], text[cut:]


def _filled(parts: list[Part]) -> Iterator[Part]:
    return (part for part in parts if isinstance(part, PhotoPlace) or part.strip())
