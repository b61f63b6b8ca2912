"""Mobile numbers that would be printed: an editor says whether readers are to have them."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.furniture.contacts import MOBILE
from copydesk.piece import Piece


def mobiles(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """One doubt a piece, at the first mobile number in it."""
    for piece in pieces:
        for text in piece.texts():
            match = MOBILE.search(text.text)
            if match:
                where = text[match.start() : match.end()]
                yield words.doubt(DoubtKind.CONTACT, where, "是手机号码，请核实能不能刊登")
                break
