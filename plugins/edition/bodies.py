"""A body as a page needs it: links that lead somewhere from there, photos in their places."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import TypeVar

from markupsafe import Markup, escape

from edition.addresses import Addresses
from newsroom.blocks import PhotoPlace

Part = TypeVar("Part")

PHOTO = re.compile(r'<figure data-photo="([^"]*)">\s*</figure>')
NOTES = re.compile(r'<section [^>]*role="doc-endnotes"')
"""How the notes begin that stand under a text."""

HREF = re.compile(r'(<a href=")(press:[^"]*)(")')
WRITTEN = "data-written"
"""Marks an address that an editor wrote out and that is on our own host, for the check of links."""

OUTWARD = re.compile(r'<a href="(https?:[^"]*)"')


def target_of(reference: str, addresses: Addresses) -> tuple[str, str]:
    """The output path and anchor of a `press:` reference; raises ValueError for an unknown one."""
    target, _, anchor = reference.removeprefix("press:").partition("#")
    match target.split("/"):
        case ["item", day, item_id]:
            return addresses.item(_day(day), item_id), anchor
        case ["issue", day]:
            return addresses.issue(_day(day)), anchor
        case ["page", page_id]:
            return addresses.standing(page_id), anchor
        case _:
            raise ValueError(f"unknown reference: {reference}")


def with_links(html: str, addresses: Addresses, lead_to: Callable[[str, str], str]) -> str:
    """A body whose `press:` links lead where `lead_to(path, anchor)` says.

    Links to other sites are marked as such, and those that an editor wrote out in full to our own
    host: there may be more on it than the paper.
    """
    own = addresses.site

    def led(match: re.Match[str]) -> str:
        path, anchor = target_of(unescape(match.group(2)), addresses)
        return f"{match.group(1)}{escape(lead_to(path, anchor))}{match.group(3)}"

    def marked(match: re.Match[str]) -> str:
        address = unescape(match.group(1))
        is_ours = address == own or address.startswith((f"{own}/", f"{own}?", f"{own}#"))
        mark = f'{WRITTEN}=""' if is_ours else 'rel="external noopener"'
        return f"<a {mark} {match.group(0)[3:]}"

    return HREF.sub(led, OUTWARD.sub(marked, html))  # what we lead to is not written out


def parts_of(html: str) -> tuple[Markup | PhotoPlace, ...]:
    """A body cut where photos stand; texts are Markup, for sanitising has made them safe."""
    parts: list[Markup | PhotoPlace] = []
    pieces = PHOTO.split(html)
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(PhotoPlace(unescape(piece)))
        else:
            notes = NOTES.search(piece)
            at = notes.start() if notes else len(piece)
            texts = (piece[:at].strip(), piece[at:].strip())
            parts += [Markup(one) for one in texts if one]  # noqa: S704 - sanitised by nh3
    return tuple(parts)


def apart(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of a body, and of the notes under it: a byline stands between them."""
    notes = tuple(part for part in parts if isinstance(part, str) and NOTES.match(part))
    return tuple(part for part in parts if part not in notes), notes


def _day(text: str) -> date:
    return date.fromisoformat(text)
