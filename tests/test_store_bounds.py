"""What a store keeps at hand is bounded by the characters of its texts, not by number alone."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from newsroom.store import ALL_AT_HAND, LARGEST_AT_HAND, Store

BODIES = 200
TEXT = "路" * (LARGEST_AT_HAND - 10)  # together two and a half times as many characters as may stay


def test_long_texts_do_not_pile_up_in_memory(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite3") as store:
        keys = [store.keep_body(f"{TEXT}{number}").digest for number in range(BODIES)]
    with Store(tmp_path / "store.sqlite3") as store:
        bodies = [store.unseen_body(key, None) for key in keys]
        tracemalloc.start()
        for number, body in enumerate(bodies):
            assert body.html.endswith(f"{number}")
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
    assert held < 2 * ALL_AT_HAND + 2_000_000  # bytes: two for a Chinese character
