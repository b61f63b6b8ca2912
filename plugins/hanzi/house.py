"""Which of two ways of writing a word newspapers of a region print, and which one this paper wants.

`data/house.tsv` holds the forms in both regions; a paper overrules them in its glossary with rows
of the kind `form`. A row of a character is followed inside words too, unlike every other row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from hanzi.engines import opencc
from hanzi.listed import rows_of
from newsroom.kinds import Region, Script
from newsroom.model import GlossaryRow

FORM = "form"
"""The kind of a glossary row that sets a way of writing: the usual form, Taiwan's, Hong Kong's."""

_REGIONAL = {Region.TW: "t2tw", Region.HK: "t2hk"}


@cache
def house(target: Script) -> dict[str, str]:
    """OpenCC's form → the form that newspapers of the region print."""
    rows = rows_of("house.tsv")
    column = 1 if target.region is Region.TW else 2
    return {row[0]: row[column] for row in rows if len(row) > column and row[column]}


def printed(target: Script, rows: Iterable[GlossaryRow]) -> Callable[[str], str]:
    """A converter of OpenCC's standard forms into those that this paper prints.

    It keeps the length of a text: a row whose forms differ in length is left out.
    """
    forms = dict(house(target))
    for row in rows:
        if row.kind == FORM:
            wanted = row.traditional
            if target.region is Region.HK:
                wanted = row.hong_kong or row.traditional
            if len(wanted) == len(row.simplified):
                forms = {key: wanted if to == row.simplified else to for key, to in forms.items()}
                forms[row.simplified] = wanted
    letters = {key: form for key, form in forms.items() if len(key) == 1}
    words = {key: form for key, form in forms.items() if len(key) > 1}
    longest = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, longest))) if words else None
    regional = opencc(_REGIONAL[target.region])

    def convert(text: str) -> str:
        text = regional(text)
        for letter, wanted in letters.items():  # a few are in a text; translate would ask of each
            text = text.replace(letter, wanted)
        return pattern.sub(lambda match: words[match.group()], text) if pattern else text

    return convert
