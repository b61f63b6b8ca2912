"""A paper that is signed to press keeps the law of the tree: incremental leaves what clean leaves.

A small share; scripts/bench lives runs many.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

from printed_lives import lived


@needs_type
def test_through_a_life_of_a_printed_paper_incremental_is_clean(tmp_path: Path) -> None:
    life = lived(tmp_path, seed=20140102, steps=5, every=3)
    ledger = "".join(path.read_text("utf-8") for path in (life.content / "ledger").glob("*.jsonl"))
    assert ledger.count('"fact": "signed"') > 2
