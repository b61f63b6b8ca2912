"""What stands at the address of an item that was withdrawn: a notice, and nothing of the item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from edition.addresses import Addresses
from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from edition.withdrawals import Withdrawal
from website.views import page_fingerprint


def write_withdrawn(edition: Edition, tree: OutputTree) -> None:
    """A page at every address of every withdrawn item."""
    for gone in edition.withdrawn:
        for path in withdrawn_paths(edition, edition.addresses, gone):
            _write(edition, tree, path, gone)


def withdrawn_paths(edition: Edition, addresses: Addresses, gone: Withdrawal) -> Iterator[str]:
    """The paths, among some edition's addresses, of a withdrawn item that no other item has."""
    taken = edition.keys
    for key in gone.keys:
        if key not in taken:
            day, _, item_id = key.partition("/")
            yield addresses.item(date.fromisoformat(day), item_id)


def _write(edition: Edition, tree: OutputTree, path: str, gone: Withdrawal) -> None:
    tree.write(
        path,
        page_fingerprint(edition, "withdrawn", path, gone),
        lambda: render_page(edition, path, "withdrawn.html", gone=gone),
    )
