"""Several briefs in one file: parted by a line `---`, each signed in brackets at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.model import Credit
from newsroom.notes import without_definitions

PARTING = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|(?:\*[ \t]*){3,})[ \t]*$", re.MULTILINE)
HEADLINE = re.compile(r"\A\s*#{2,4}[ \t]+(?P<headline>[^ \t\n].*)(?:\n|\Z)")
LONGEST_SIGNATURE = 200  # characters, brackets and blanks before them included
ROLE = r"(?:(?P<role>(?:本报|本報)?(?:记者|記者|通讯员|通訊員|整理|供稿))[ \u3000]*)?"
HAN = r"[\u3400-\u9fff]"
NAME = rf"(?:(?:{HAN}|-\{{[^{{}}]{{1,12}}\}}-){{2,4}}|{HAN}{{1,6}}(?:·{HAN}{{1,6}}){{1,3}})"
BYLINE = re.compile(rf"[（(]{ROLE}(?P<names>{NAME}(?:[ \u3000、]+{NAME}){{0,5}})[）)]\s*\Z")


@dataclass(frozen=True, slots=True)
class BriefText:
    """One brief as written. line: lines before it, counted from the start of the body."""

    headline: str
    text: str
    bylines: tuple[Credit, ...]
    line: int


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
    headline = ""
    match = HEADLINE.match(piece)
    if match:
        headline = match.group("headline").strip()
        line += piece.count("\n", 0, match.end())
        piece = piece[match.end() :]
    piece, notes = without_definitions(piece)
    piece = piece.rstrip()
    signed = BYLINE.search(piece, max(0, len(piece) - LONGEST_SIGNATURE))
    bylines: tuple[Credit, ...] = ()
    if signed:
        role = signed.group("role") or ""
        names = re.split(r"[ \u3000、]+", signed.group("names").strip())
        bylines = tuple(Credit(name, role) for name in names if name)
        piece = piece[: signed.start()].rstrip(" \u3000\n") + "\n" * signed.group().count("\n")
    piece = f"{piece}\n{notes}"  # every line keeps its number
    return BriefText(headline, piece, bylines, line)
