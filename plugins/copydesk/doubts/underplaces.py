"""Short lines under what stood for a picture, which may say what it showed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.changes import Change
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.furniture.pictureplaces import may_be_shown
from copydesk.piece import Piece
from copydesk.rules import Rule


def under_places(
    pieces: Sequence[Piece], changes: Sequence[Change], words: Words
) -> Iterator[Doubt]:
    """Each line right under [图片] that is short and became a paragraph or a sub-head."""
    lines = {words.offsets.line(change.places[0]) for change in changes if _is_place(change)}
    if not lines:
        return
    for piece in pieces:
        for text in (*piece.paragraphs, *(subhead.text for subhead in piece.subheads)):
            places = text.places()
            above = words.offsets.line(min(places)) - 1 if places else 0
            if above in lines and may_be_shown(text.text):
                yield words.doubt(DoubtKind.CAPTION, text, "图片记号下面的短句，可能是图片说明")


def _is_place(change: Change) -> bool:
    return change.rule is Rule.PICTURE_PLACE and bool(change.places)
