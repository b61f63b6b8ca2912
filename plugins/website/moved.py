"""Old addresses of items that moved: a page that leads on, for any static host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from website.views import Link, item_link, page_fingerprint


@dataclass(frozen=True, slots=True)
class Move:
    """From an old key, "2013-09-30/lead", to an item; `path` is where the old page stood."""

    old_key: str
    new_key: str
    path: str
    item: Link


def moves_of(edition: Edition) -> Iterator[Move]:
    """Every old address of the edition; one that is in use again leads nowhere else."""
    taken = edition.keys | {key for gone in edition.withdrawn for key in gone.keys}
    for item in edition.items:
        for old in item.told.former:
            day, _, item_id = old.partition("/")
            if old not in taken:
                path = edition.addresses.item(date.fromisoformat(day), item_id)
                yield Move(old, item.key, path, item_link(edition, item))


def write_moved(edition: Edition, tree: OutputTree) -> None:
    """A page at every old address."""
    for move in moves_of(edition):
        _write(edition, tree, move)


def _write(edition: Edition, tree: OutputTree, move: Move) -> None:
    tree.write(
        move.path,
        page_fingerprint(edition, "moved", move),
        lambda: render_page(edition, move.path, "moved.html", move=move),
    )
