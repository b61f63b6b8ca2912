"""The subscribe page: every feed's address, and as a QR code for a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import starmap
from typing import Any

from edition.model import Edition
from edition.page import render_page
from edition.squares import squares_of
from edition.tree import OutputTree
from newsroom.fingerprints import fingerprint
from website.views import CODE, Link, page_fingerprint


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the edition. code: path of the QR code, "" for none."""

    name: str
    path: str
    url: str
    media_type: str
    code: str = ""


OTHERS = (
    ("各期，附报纸 PDF", "issues"),
    ("更正与撤回", "corrections"),
    ("公告", "kind/notice"),
    ("接访日程", "kind/schedule"),
    ("报道", "kind/report"),
    ("通讯", "kind/story"),
    ("简讯", "kind/brief"),
    ("图片", "kind/photo"),
)
MAIN = (
    ("RSS", "feed.xml", "application/rss+xml"),
    ("Atom", "atom.xml", "application/atom+xml"),
    ("JSON Feed", "feed.json", "application/feed+json"),
)


def write_subscribe(edition: Edition, tree: OutputTree) -> None:
    """`/subscribe/`, where syndication is at work and has no such page itself."""
    path = edition.addresses.standing("subscribe")
    if "syndication" not in edition.rooms or tree.entry(path):
        return
    feeds = tuple(_feeds(edition, tree))
    for feed in feeds:
        if feed.code:
            tree.write(feed.code, fingerprint(CODE, feed.url), partial(qr_code, feed.url))
    sections = tuple(_section_feeds(edition, tree))
    calendar = edition.addresses.reception("calendar.ics")
    opml = edition.addresses.file("opml.xml")
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(edition.set_text("订阅"), path))
    values: dict[str, Any] = {
        "feeds": feeds,
        "sections": sections,
        "calendar": calendar if tree.entry(calendar) else "",
        "others": tuple(_other_feeds(edition, tree)),
        "opml": opml if tree.entry(opml) else "",
        "crumbs": crumbs,
    }
    tree.write(
        path,
        page_fingerprint(edition, "subscribe", values),
        lambda: render_page(edition, path, "subscribe.html", **values),
    )


def qr_code(address: str) -> bytes:
    """An address as a QR code (ISO/IEC 18004, level M), SVG with its quiet zone; a module is 1."""
    code = squares_of(address)
    side = code.side
    runs = "".join(starmap(_run, code.runs))
    size = f'width="{side}" height="{side}" viewBox="0 0 {side} {side}"'
    paper = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{paper}<path d="{runs}"/></svg>\n'
    return svg.encode()


@lru_cache(maxsize=16_384)  # of all the places and lengths there are on codes of our addresses
def _run(row: int, start: int, end: int) -> str:
    """Dark modules side by side."""
    return f"M{start} {row}h{end - start}v1H{start}z"


def _feeds(edition: Edition, tree: OutputTree) -> list[Feed]:
    return [
        Feed(
            name,
            edition.addresses.file(file),
            edition.addresses.url(edition.addresses.file(file)),
            media_type,
            edition.addresses.file(f"subscribe/{file.replace('.', '-')}.svg"),
        )
        for name, file, media_type in MAIN
        if tree.entry(edition.addresses.file(file))
    ]


def _section_feeds(edition: Edition, tree: OutputTree) -> list[Feed]:
    folders = [(section.name, f"section/{section.id}") for section in edition.house.sections]
    return _made(edition, tree, folders)


def _other_feeds(edition: Edition, tree: OutputTree) -> list[Feed]:
    heard = edition.addresses.file("podcast.xml")
    named = [(edition.set_text(name), folder) for name, folder in OTHERS]
    podcast = Feed(
        edition.set_text("录音（播客）"), heard, edition.addresses.url(heard), "application/rss+xml"
    )
    return [*_made(edition, tree, named), *([podcast] if tree.has(heard) else [])]


def _made(edition: Edition, tree: OutputTree, folders: Sequence[tuple[str, str]]) -> list[Feed]:
    """The feeds of some folders that this build has made."""
    feeds = [(name, edition.addresses.file(f"{folder}/feed.xml")) for name, folder in folders]
    return [
        Feed(name, path, edition.addresses.url(path), "application/rss+xml")
        for name, path in feeds
        if tree.entry(path)
    ]
