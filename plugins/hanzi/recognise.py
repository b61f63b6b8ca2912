"""Which script a text stands in, and whether its Traditional was made by a careless converter."""

from __future__ import annotations

from collections import Counter
from functools import cache

from hanzi.tables import table, tables
from newsroom.kinds import Script

_BOTH = frozenset("乾瞭著於藉徵覆甯餘麽")
"""Traditional characters that Simplified texts hold too (乾隆, 瞭望, 著名)."""


def recognise(text: str) -> Script | None:
    """The script of a text, or None where it has too few telling characters or too many of both."""
    simplified, traditional = telling()
    counted = Counter(text)
    hans = sum(count for character, count in counted.items() if character in simplified)
    hant = sum(count for character, count in counted.items() if character in traditional)
    if hans > 4 * hant:
        return Script.HANS
    if hant > 4 * hans:
        return Script.HANT
    return None


@cache
def telling() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only Simplified has, and those that only Traditional has."""
    book = tables()
    either = set().union(*(forms for forms in book.choices.values()))
    simplified = {key for key, form in book.characters.items() if key != form and key not in either}
    # A character that Traditional has too, such as 后 or 里 or Taiwan's 群, tells nothing.
    simplified -= set(book.characters.values())
    for name in ("TWVariants", "HKVariants"):
        simplified -= {form for forms in table(name).values() for form in forms}
    traditional = {key for key in book.traditional if key not in _BOTH}
    return frozenset(simplified - traditional), frozenset(traditional - set(book.characters))
