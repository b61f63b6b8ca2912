"""Text that went with a site's lines over a story: what a site says there is seldom a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.changes import Change
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.furniture.words import ELSEWHERE, furniture_rule
from copydesk.lexicon import ends_sentence, han_count, simple
from copydesk.piece import Piece
from copydesk.rules import Rule
from copydesk.traced import Traced

FEWEST = 14
"""Han characters of a sentence that may be a story's."""

_WHY = "像一段正文，当作网站的文字拿掉了，请看要不要"


def taken_away(pieces: Sequence[Piece], changes: Sequence[Change], words: Words) -> Iterator[Doubt]:
    """The first sentence over a text that was taken for a site's and that no piece says again."""
    texts = [text for piece in pieces for text in piece.texts()]
    kept = "".join(text.text for text in texts)
    begins = min((place for text in texts for place in text.places()), default=0)
    for change in changes:
        if change.rule is not Rule.SITE or change.after or not change.places:
            continue
        said = change.before.strip()
        if change.places[0] < begins and _is_text(said) and said not in kept:
            yield words.doubt(DoubtKind.BLOCK, Traced.at(said, change.places[0]), _WHY)
            return


def _is_text(said: str) -> bool:
    plain = simple(said)
    whole = "。" in plain and ends_sentence(plain) and han_count(plain) >= FEWEST
    return whole and not (furniture_rule(plain) or ELSEWHERE.search(plain))
