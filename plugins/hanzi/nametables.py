"""What the tables beside this module say of personal names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hanzi.listed import rows_of
from hanzi.tables import tables

_LETTERS = frozenset(["never", "seldom", "given", "common", "wordlike", "verbal"])
_PHRASED = "发升松云钟谷沈"
"""Characters that phrases convert otherwise than names do (长发, 东升, 小钟, 谷雨, 沈阳)."""

SELDOM = -4
"""How readily a character is a surname that hardly ever is one."""


@dataclass(frozen=True, slots=True)
class NameTables:
    """Forms of characters in names, surnames, and the words that stand round a name.

    telling: matches a character whose form in a name may not be the dictionary's. weights: of what
    speaks for a name, each with its reason in the table.
    """

    as_surname: dict[str, str]
    as_given: dict[str, str]
    readiness: dict[str, int]
    surnames: frozenset[str]
    double: frozenset[str]
    cues: dict[str, frozenset[str]]
    title_ends: frozenset[str]
    never: frozenset[str]
    seldom: frozenset[str]
    given: frozenset[str]
    telling: re.Pattern[str]
    weights: dict[str, int]


@cache
def name_tables() -> NameTables:
    """The tables, read at the first call."""
    characters = rows_of("names.tsv")
    (plain,), (double,) = rows_of("surnames.tsv")
    cues = {
        kind: frozenset(words.split() if kind not in _LETTERS else words)
        for kind, words in rows_of("cues.tsv")
    }
    plain_forms = tables().characters
    sensitive = {
        letter
        for letter, *forms, _ in characters
        if any(form != plain_forms.get(letter, letter) for form in forms)
    }
    return NameTables(
        as_surname={row[0]: row[1] for row in characters},
        as_given={row[0]: row[2] for row in characters},
        readiness={row[0]: int(row[3]) for row in characters},
        surnames=frozenset(plain) | {row[0] for row in characters if int(row[3]) > SELDOM},
        double=frozenset(double.split()),
        cues=cues,
        title_ends=frozenset(title[-1] for title in cues["title"]),
        never=cues["never"],
        seldom=cues["seldom"],
        given=cues["given"],
        telling=re.compile(f"[{''.join(sorted(sensitive))}{_PHRASED}]"),
        weights={name: int(weight) for name, weight, _ in rows_of("weights.tsv")},
    )


def form(name: str, surname: int) -> str:
    """A name in standard Traditional forms, character by character: no phrase reaches into it."""
    book = name_tables()
    plain = tables().characters
    given = "".join(
        book.as_given.get(letter) or plain.get(letter, letter) for letter in name[surname:]
    )
    if surname == 2:
        head = tables().phrases.get(name[:2]) or "".join(plain.get(x, x) for x in name[:2])
        return head + given
    return (book.as_surname.get(name[0]) or plain.get(name[0], name[0])) + given
