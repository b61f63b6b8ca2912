"""All doubts about a copy, in the order of the raw lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from copydesk.changes import Change
from copydesk.doubts.contacts import mobiles
from copydesk.doubts.cuts import cut_ends, cut_starts
from copydesk.doubts.dates import bad_dates
from copydesk.doubts.joins import guessed_joins
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.doubts.leftovers import passed_over
from copydesk.doubts.periods import without_calendar
from copydesk.doubts.repeats import repeats
from copydesk.doubts.spellings import name_variants
from copydesk.doubts.structure import LAST_RESORT, structural
from copydesk.doubts.takenaway import cut_behind, cut_between, stayed_behind, taken_away
from copydesk.doubts.torn import torn
from copydesk.doubts.totals import bad_totals
from copydesk.doubts.underplaces import under_places
from copydesk.doubts.unreadable import turned, unreadable
from copydesk.judgement import Judgement
from copydesk.piece import Piece
from copydesk.scripts import converted_places, is_converted
from copydesk.sheet import Offsets, Sheet
from copydesk.traced import Traced


def find_doubts(
    sheet: Sheet,
    pieces: tuple[Piece, ...],
    offsets: Offsets,
    day: date | None = None,
    judgements: Sequence[Judgement] = (),
    changes: Sequence[Change] = (),
) -> tuple[Doubt, ...]:
    """Everything in some pieces that an editor should look at.

    offsets: of the sheet's lines; day: of the issue the copy is for, None where nobody said;
    judgements: what the desk decided of the structure; changes: what it made of the raw copy.
    """
    words = Words(sheet.text, offsets)
    found = [
        *turned(sheet, offsets),
        *unreadable(pieces, words),
        *cut_starts(pieces, words),
        *cut_ends(pieces, words),
        *repeats(pieces, words),
        *_converted(pieces, words),
        *bad_dates(pieces, words),
        *bad_totals(pieces, words),
        *name_variants(pieces, words),
        *mobiles(pieces, words),
        *without_calendar(pieces, words, day),
        *passed_over(words),
        *guessed_joins(changes, words),
        *taken_away(pieces, changes, words),
        *cut_between(pieces, changes, words),
        *cut_behind(pieces, changes, words),
        *stayed_behind(pieces, changes, words),
        *torn(pieces, words),
        *under_places(pieces, changes, words),
        *structural(pieces, judgements, words, changes),
    ]
    told = {doubt.line for doubt in found if doubt.reason not in LAST_RESORT}
    last = {doubt.line: doubt for doubt in found if doubt.line not in told}
    found = [each for each in found if each.line in told or last[each.line] is each]
    found = [each for each in found if each.line not in told or each.reason not in LAST_RESORT]
    return tuple(sorted(found, key=lambda doubt: (doubt.line, doubt.place, doubt.kind.value)))


def _converted(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """One doubt about a copy whose Traditional was made by a careless converter."""
    texts = [text for piece in pieces for text in piece.texts() if not piece.script.is_simplified]
    all_of_it = sum(map(len, texts))
    texts = _read_through(texts, all_of_it)
    whole = Traced.joined(texts)
    if not is_converted(whole.text):
        return
    places = converted_places(whole.text)
    shown = "".join(dict.fromkeys(whole.text[place] for place in places[:12]))
    at, home = places[0], 0
    for text in texts:
        if at < home + len(text):
            break
        home += len(text)
    where = whole[max(home, at - 6) : min(at + 7, home + len(text))]
    part = f"抽看的{len(whole)}字里" if len(whole) < all_of_it else ""
    reason = f"像是由简体逐字转成的繁体，{part}有{len(places)}处可疑，如“{shown}”"
    yield words.doubt(DoubtKind.CONVERTED, where, reason)


def _read_through(texts: list[Traced], size: int) -> list[Traced]:
    """The texts, or stretches of them from all over the copy where it is too long to convert.

    size: characters of all of them.
    """
    if size <= MOST_CONVERTED:
        return texts
    apart = STRETCH * -(-size // MOST_CONVERTED)
    read, place = list[Traced](), 0
    for text in texts:
        at = -place % apart if place % apart >= STRETCH else 0
        while at < len(text):
            end = at + STRETCH - (place + at) % apart
            read.append(text[at:end])
            at = end + apart - STRETCH
        place += len(text)
    return read


MOST_CONVERTED = 30_000
"""Characters of a copy that are converted and back: thirty items, which tell its script."""

STRETCH = 1_000
"""Characters that are read one after the other of a longer copy."""
