"""Which script a copy stands in, and whether a careless converter made its Traditional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from copydesk.changes import ChangeLog
from copydesk.lexicon import han_count, has_han
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit
from newsroom.kinds import Script

SUSPICIOUS = 50
"""Characters in 10,000 that differ after conversion and back, above which a text was converted.

Measured: native Traditional 6 to 21, texts out of web converters 92 to 117.
"""

FEWEST = 4
"""Such characters that a short text must have; one or two may be an author's own."""

FEWEST_KINDS = 3
"""How many different ones they must be."""

_ENOUGH = 60

_OVERDONE = frozenset(
    "隻鬆後麵乾幹髮曆範餘醜鬥穀薑雲係鬱籲嚮捲纔彆衝澱鹹閤迴誌僕葉瞭製複覆徵臺颱檯鍾鐘築"
)
"""Forms that one Simplified character has beside another in Traditional, and that a converter
without words writes where the other belongs."""


def script_of(words: str) -> Script:
    """The script a copy stands in; Simplified where nothing tells."""
    from hanzi import recognise

    return recognise(words) or (Script.HANT if _traditional_share(words) > 0.5 else Script.HANS)


def _traditional_share(words: str) -> float:
    from hanzi.tables import tables

    book = tables()
    counted = Counter(words)
    hant = sum(count for one, count in counted.items() if one in book.traditional)
    hans = sum(count for one, count in counted.items() if book.characters.get(one, one) != one)
    return hant / (hant + hans) if hant + hans else 0.0


@lru_cache(2)  # of a whole copy: whether it is converted, and then where
def converted_places(words: str) -> tuple[int, ...]:
    """Offsets of characters that a proper conversion would have written otherwise.

    Traditional words are taken to Simplified and back with the words of the sentence in view;
    regional forms (臺 and 台) count as the same.
    """
    from hanzi.tables import tables

    ours, theirs = _there_and_back(words)
    traditional = tables().traditional
    # Where the text has the rarer Traditional form (於, 週) an author chose it; a converter that
    # knows no words leaves the form that both scripts have (后, 干, 里), or writes the other one
    # everywhere (隻有, 皇後).
    return tuple(
        place
        for place, (mine, other) in enumerate(zip(ours, theirs, strict=True))
        if mine != other and has_han(mine) and (mine not in traditional or mine in _OVERDONE)
    )


def _there_and_back(words: str) -> tuple[str, str]:
    """A Traditional text in Taiwan's forms, and the same taken to Simplified and back."""
    from hanzi import Converter
    from hanzi.engines import opencc, plain

    text = plain(words)
    ours = opencc("t2tw")(text)
    simplified = Converter(Script.HANS).run(text, Script.HANT)
    if any(len(form) != 1 for form in simplified) or len(ours) != len(text):
        return words, words
    back = Converter(Script.HANT).run("".join(simplified), Script.HANS)
    if len(back) != len(text) or any(len(form) != 1 for form in back):
        return words, words
    return ours, "".join(back)


def is_converted(words: str) -> bool:
    """Whether a Traditional text shows the marks of a careless converter."""
    count = han_count(words)
    if count < _ENOUGH:
        return False
    found = converted_places(words)
    if len(found) < FEWEST or len({words[place] for place in found}) < FEWEST_KINDS:
        return False  # one character again and again is what a text is about
    return len(found) * 10_000 > SUSPICIOUS * count


def mend_script(lines: Sequence[Line], script: Script, log: ChangeLog) -> list[Line]:
    """The lines with characters that a converter left in Simplified put right, where accepted."""
    if script is Script.HANS or not log.decisions.allow(Rule.PSEUDO_TRADITIONAL):
        return list(lines)
    mended = []
    for line in lines:
        words = line.words
        _, again = _there_and_back(words)
        edits = [Edit(at, at + 1, again[at]) for at in converted_places(words)]
        text = log.change(line.text, Rule.PSEUDO_TRADITIONAL, edits)
        mended.append(replace(line, text=text))
    return mended
