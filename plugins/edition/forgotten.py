"""What the standing site says was withdrawn and a ledger does not, as one from an old backup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledger import Ledger
from newsroom.model import NewsItem

RULES = "_redirects"
GONE = re.compile(r"\S*?/([0-9]{4})/([0-9]{2})/([0-9]{2})/([^/\s]+)/ \S+ 410!?")


def withdrawn_there(output: Path) -> frozenset[str]:
    """The keys that the rules of a site answer with 410, in any edition; none where it has none."""
    try:
        lines = (output / RULES).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return frozenset()
    found = filter(None, map(GONE.fullmatch, lines))
    return frozenset(f"{match[1]}-{match[2]}-{match[3]}/{match[4]}" for match in found)


def forgotten(
    output: Path, items: Iterable[NewsItem], ledger: Ledger, taking: Iterable[str]
) -> Iterator[str]:
    """The keys of items that would come back. taking: keys of those that are withdrawn now."""
    there = withdrawn_there(output)
    taken = {ledger.owner(key) or key for key in taking}
    for item in items if there else ():
        item_id = ledger.lasting_id(item)
        if item_id in ledger.withdrawals or item_id in taken:
            continue
        record = ledger.records.get(item_id)
        former = record.addresses if record else ()
        if not there.isdisjoint((item.key, *item.moved_from, *former)):
            yield item.key
