"""Bodies that leave the site: links are public addresses, photos JPEG files."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from edition.bodies import parts_of, with_links
from edition.model import Edition
from edition.photos import Variant, variants
from newsroom.blocks import PhotoPlace
from newsroom.model import Body, Issue, NewsItem, Photo

WITHIN = re.compile(r'(<a (?:[a-z-]+="[^"]*" )*href=")#')
NUMBER = re.compile(r'(<span class="num">[^<]*</span>)(?! )')


class Bodies:
    """Turns the bodies of one edition into what feeds, mails and books hold.

    lead_to: where a link to an output path and anchor leads; the public address by default.
    """

    def __init__(self, edition: Edition, lead_to: Callable[[str, str], str] | None = None) -> None:
        self.edition = edition
        self._lead_to = lead_to or edition.addresses.url

    def absolute(self, item: NewsItem, body: Body | None = None) -> tuple[Markup | Photo, ...]:
        """The parts of a body in order: texts, and the photos that stand between them."""
        html = self.led((body or item.body).html)
        return with_photos(parts_of(self._from(html, self.edition.item_path(item))), item)

    def note(self, issue: Issue) -> tuple[Markup | PhotoPlace, ...]:
        """The parts of an editor's note, on a page of its own."""
        return parts_of(self.led(issue.note))

    def absolute_note(self, issue: Issue) -> tuple[Markup | PhotoPlace, ...]:
        """The parts of an editor's note among other texts."""
        path = self.edition.addresses.issue(issue.day)
        return parts_of(self._from(self.led(issue.note), path))

    def _from(self, html: str, path: str) -> str:
        """A text whose links within itself lead to the page where it stands."""
        page = escape(self._lead_to(path, ""))
        return WITHIN.sub(lambda match: f"{match.group(1)}{page}#", html)

    def led(self, html: str) -> str:
        """A body's HTML whose links lead where they do; a number is set apart without a style."""
        apart = NUMBER.sub(r"\1 ", html)
        return with_links(apart, self.edition.addresses, self._lead_to)

    def variant(self, photo: Photo) -> Variant:
        """The file of a photo that every reader and mail program shows: the JPEG."""
        return next(v for v in variants(photo) if v.media_type == "image/jpeg")


def with_photos(
    parts: tuple[Markup | PhotoPlace, ...], item: NewsItem
) -> tuple[Markup | Photo, ...]:
    """The parts with the item's photos in their places; a place without a photo is left out."""
    photos = {photo.file.name: photo for photo in item.photos}
    shown = (photos.get(part.file) if isinstance(part, PhotoPlace) else part for part in parts)
    return tuple(part for part in shown if part is not None)


def unplaced(item: NewsItem) -> tuple[Photo, ...]:
    """The photos of an item that have no place of their own in its text."""
    htmls = [item.body.html, *(brief.body.html for brief in item.briefs)]
    parts = (part for html in htmls for part in parts_of(html))
    placed = {part.file for part in parts if isinstance(part, PhotoPlace)}
    return tuple(photo for photo in item.photos if photo.file.name not in placed)
