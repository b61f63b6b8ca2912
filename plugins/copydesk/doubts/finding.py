"""All doubts about a copy, in the order of the raw lines."""

from __future__ import annotations

from copydesk.doubts.kinds import Doubt
from copydesk.ledger import Ledger
from copydesk.piece import Piece
from copydesk.sheet import Offsets, Sheet


def find_doubts(
    sheet: Sheet, pieces: tuple[Piece, ...], offsets: Offsets, words: str, ledger: Ledger
) -> tuple[Doubt, ...]:
    return ()
