"""Several briefs in one file: parted by a line `---`, each signed in brackets at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.credits import read_credits
from newsroom.model import Credit
from newsroom.notes import without_definitions
from newsroom.passages import without_closing
from newsroom.trades import is_surnamed

PARTING = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|(?:\*[ \t]*){3,})[ \t]*$", re.MULTILINE)
HEADLINE = re.compile(r"\A\s*#{2,4}[ \t]+(?P<headline>[^ \t\n].*)(?:\n|\Z)")
LONGEST_SIGNATURE = 200  # characters, brackets and blanks before them included
# In brackets at the end; behind a ] they hold where a link or a photo leads.
BYLINE = re.compile(r"(?:（|(?<!\])\()(?P<names>[^（()）\n]{2,80})[）)]\s*\Z")


@dataclass(frozen=True, slots=True)
class BriefText:
    """One brief as written.

    line, head: lines before its text and before its headline, counted from the start of the body.
    """

    headline: str
    text: str
    bylines: tuple[Credit, ...]
    line: int
    head: int


def split_briefs(text: str) -> Iterator[BriefText]:
    """The briefs of a body, in order."""
    start = line = 0
    for end, following in [*((m.start(), m.end()) for m in PARTING.finditer(text)), (len(text), 0)]:
        piece = text[start:end]
        if piece.strip():
            yield _brief(piece, line)
        line += text.count("\n", start, following)
        start = following


def _brief(piece: str, line: int) -> BriefText:
    headline, head = "", line
    match = HEADLINE.match(piece)
    if match:
        head += piece.count("\n", 0, match.start("headline"))
        headline = without_closing(match.group("headline"))
        line += piece.count("\n", 0, match.end())
        piece = piece[match.end() :]
    piece, notes = without_definitions(piece)
    piece = piece.rstrip()
    signed = BYLINE.search(piece, max(0, len(piece) - LONGEST_SIGNATURE))
    bylines = _signed(signed["names"]) if signed else ()
    if signed and bylines:
        piece = piece[: signed.start()].rstrip(" \u3000\n") + "\n" * signed.group().count("\n")
    piece = f"{piece}\n{notes}"  # every line keeps its number
    return BriefText(headline, piece, bylines, line, head)


def _signed(words: str) -> tuple[Credit, ...]:
    """The names that words in brackets are; none where they may be a part of the text."""
    reading = read_credits(words)
    if reading is None or not reading.is_sure:
        return ()
    sure = all(one.role or one.work or is_surnamed(one.name) for one in reading.credits)
    return reading.credits if sure else ()
