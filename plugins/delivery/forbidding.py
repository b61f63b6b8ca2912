"""What may not come back: every address of all that was retracted or withdrawn, by the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from delivery.plan import Forbidden
from edition.addresses import INDEX
from ledger import Ledger


def forbidden_of(ledger: Ledger, prefixes: Sequence[str]) -> tuple[Forbidden, ...]:
    """All of it, in every edition. prefixes: of the editions' addresses, "" and "hant/"."""
    return tuple(
        Forbidden(f"{prefix}{path}", since, name)
        for path, since, name in _paths(ledger)
        for prefix in prefixes
    )


def _paths(ledger: Ledger) -> Iterator[tuple[str, datetime, str]]:
    for item_id, record in sorted(ledger.records.items()):
        moments = [fact.at for fact in (ledger.withdrawals.get(item_id), record.retraction) if fact]
        for key in record.addresses if moments else ():
            day, _, name = key.partition("/")
            yield f"{date.fromisoformat(day):%Y/%m/%d}/{name}/{INDEX}", max(moments), key
