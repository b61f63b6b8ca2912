"""Text that went with a site's lines over a story: what a site says there is seldom a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from copydesk.blocks.heads import is_head
from copydesk.changes import Change
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.furniture.words import ELSEWHERE, furniture_rule
from copydesk.lexicon import ends_sentence, han_count, pairs, simple
from copydesk.piece import Piece
from copydesk.rules import Rule
from copydesk.sheet import Format
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


def cut_between(
    pieces: Sequence[Piece], changes: Sequence[Change], words: Words
) -> Iterator[Doubt]:
    """Lines of plain text that went as a site's between two lines of a piece.

    Nothing in their own words is a site's: each may be a sub-head, or a sentence. Of those that
    stand near each other the first is asked about.
    """
    if words.offsets.sheet.format is not Format.TEXT:
        return
    names = {simple(part) for piece in pieces for part in _houses(piece)}
    ranges = sorted(_range(piece) for piece in pieces)
    starts = [start for start, _ in ranges]
    told = -NEAR
    for change in changes:
        said = change.before.strip()
        if change.rule is not Rule.SITE or change.after or not change.places or not said:
            continue
        at = bisect_left(starts, change.places[0]) - 1
        within = at >= 0 and change.places[0] < ranges[at][1]
        plain = simple(said)
        site = bool(furniture_rule(plain) or ELSEWHERE.search(plain))
        site = site or plain in names or not (is_head(plain) or _is_text(said))
        number = words.offsets.line(change.places[0])
        if within and not site and han_count(plain) >= SHORTEST and number - told >= NEAR:
            told = number
            yield words.doubt(DoubtKind.BLOCK, Traced.at(said, change.places[0]), _SHORT)


def cut_behind(pieces: Sequence[Piece], changes: Sequence[Change], words: Words) -> Iterator[Doubt]:
    """The first of some lines right behind a text that went as a site's and say nothing of one.

    A site says what it is: 上一篇, 版权所有. Lines that do not may be a roll, or who issues it.
    """
    if words.offsets.sheet.format is not Format.TEXT or len(pieces) != 1:
        return
    end = _range(pieces[0])[1]
    behind = [each for each in changes if each.places and each.places[0] > end]
    run: list[Change] = []
    for change in sorted(behind, key=lambda each: each.places[0]):
        plain = simple(change.before.strip())
        if change.rule is not Rule.SITE or furniture_rule(plain) or ELSEWHERE.search(plain):
            break
        run.append(change)
    if len(run) >= FEWEST_BEHIND:
        first = Traced.at(run[0].before.strip(), run[0].places[0])
        yield words.doubt(DoubtKind.BLOCK, first, f"从这一行起有{len(run)}行{_CUT}")


FEWEST_BEHIND = 2
_CUT = "当作网站的文字拿掉了，请看要不要"


def _houses(piece: Piece) -> Iterator[str]:
    """The papers and accounts that the writers of a piece are of, part by part: 某网·某新闻."""
    for author in piece.authors:
        yield from (author.organisation, *re.split("[·•| ]", author.organisation))


def stayed_behind(
    pieces: Sequence[Piece], changes: Sequence[Change], words: Words
) -> Iterator[Doubt]:
    """The first paragraph behind what a page recommends that says nothing of its piece's matter.

    A site speaks of itself there; a piece that goes on behind such a list speaks of what it spoke.
    """
    offered = [
        each.places[0] for each in changes if each.rule is Rule.RECOMMENDATION and each.places
    ]
    offers = sorted(offered)
    for piece in pieces if offers else ():
        starts = [min(text.places(), default=0) for text in piece.paragraphs]
        first = bisect_left(offers, starts[0]) if starts else len(offers)
        behind = (
            at for at, start in enumerate(starts) if first < len(offers) and start > offers[first]
        )
        at = next(behind, 0)
        over = pairs("".join(text.text for text in (piece.headline, *piece.paragraphs[:at])))
        if at and not pairs(piece.paragraphs[at].text) & over:
            yield words.doubt(DoubtKind.BLOCK, piece.paragraphs[at], _BEHIND)


_BEHIND = "在网页的推荐下面，和上文没有一个相同的词，可能是网站的文字"


def _range(piece: Piece) -> tuple[int, int]:
    """The offsets in the raw copy of the first and the last character of a piece."""
    places = [place for text in piece.texts() for place in text.places()]
    return (min(places), max(places)) if places else (0, 0)


NEAR = 3
"""Lines from one of them to the next that is asked about by itself."""

SHORTEST = 2
"""Han characters of the shortest sub-head."""

_SHORT = "夹在稿件中间的一行，当作网站的文字拿掉了，请看要不要"


def _is_text(said: str) -> bool:
    plain = simple(said)
    whole = "。" in plain and ends_sentence(plain) and han_count(plain) >= FEWEST
    return whole and not (furniture_rule(plain) or ELSEWHERE.search(plain))
