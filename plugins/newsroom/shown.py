"""What a field of an item is to readers; said where the field is declared (`newsroom.matter`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Output(StrEnum):
    """What readers have an item from."""

    WEB = "web"
    MAIL = "mail"
    BOOK = "book"
    FEEDS = "feeds"
    SEARCH = "search"
    PRINT = "print"
    EXPORTS = "exports"


EVERYWHERE = frozenset(Output)
NOWHERE: frozenset[Output] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark in the type of a field of front matter: its name, and where readers see it.

    label: what the newsroom calls it, in Simplified. called: other words for it; who writes one is
    told the right name. on: the outputs that show it. fact: it has no place of its own in the
    outputs; all show it as "label：value" under the text, so that nothing else is to be changed for
    it. must: a notice, or what an item can't be without; no output may be told to leave it out.
    word: it holds a word, a number or a date for the program; a comment may follow it.
    """

    label: str
    called: tuple[str, ...] = ()
    on: frozenset[Output] = EVERYWHERE
    fact: bool = False
    must: bool = False
    word: bool = False


def steers(label: str, *called: str) -> Shown:
    """Of a field that no reader sees: a word, a number or a date for the program."""
    return Shown(label, called, NOWHERE, word=True)
