"""Which lines of a page are captions: told by the pictures beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import ends_sentence
from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine
from copydesk.sources.pagedata import letters

FRAMES = frozenset({"div", "dl", "li", "td"})
"""Elements that may hold one picture and what is said of it, and nothing else."""

LONGEST_FRAMED = 60
"""Characters of a line beside a picture that is no paragraph."""

SHORTEST_TOLD = 6
SHORTEST_SAID = 4
"""Letters of a picture's own description that no line near by has by chance in part, or whole."""

NEAR = 12
"""Lines between a picture and its caption at most."""

LARGEST_ICON = 48
"""Pixels on a side of the largest image that is an ornament of the page, and shows nothing."""

_UNTOLD = frozenset({Part.NONE, Part.TITLE})


def is_small(given: Mapping[str, str]) -> bool:
    """Whether an image element is as small as an icon or a spacer is, by what it says."""
    sides = [given.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    return any(side.isdecimal() and len(side) < 5 and int(side) <= LARGEST_ICON for side in sides)


@dataclass(slots=True)
class Pictures:
    """The pictures of a page while it is read: what each says of itself, and where it stands."""

    count: int = 0
    _told: list[tuple[str, int]] = field(default_factory=list)

    def take(self, given: Mapping[str, str], at: int) -> None:
        """Read one picture. at: how many lines stand before it."""
        self.count += 1
        for name in ("alt", "title"):
            words = letters(given.get(name, ""))
            if len(words) >= SHORTEST_SAID:
                self._told.append((words, at))

    def captioned(self, lines: Sequence[RawLine]) -> list[RawLine]:
        """The lines of a page, those that say what a picture near by says of itself as captions.

        Many pictures have the page's title for a description; that tells of no caption.
        """
        marked = list(lines)
        titles = [letters(line.text) for line in lines if line.hint.out is Rule.PAGE_TITLE]
        for words, at in self._told:
            if any(words in title or title in words for title in titles if title):
                continue
            for place in range(max(0, at - NEAR), min(len(marked), at + NEAR)):
                line = marked[place]
                if line.hint.part in _UNTOLD and _says(letters(line.text), words) and _bare(line):
                    marked[place] = _as_caption(line)
        return marked


def framed(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines of an element that holds a picture, the only short one among them its caption."""
    held = [at for at, line in enumerate(lines) if line.text.strip()]
    kept = list(lines)
    if len(held) != 1:
        return kept
    line = lines[held[0]]
    words = line.text.strip()
    said = ends_sentence(words) or words[-1:] in "）)"
    if said and len(words) <= LONGEST_FRAMED and line.hint.part in _UNTOLD and _bare(line):
        kept[held[0]] = _as_caption(line)
    return kept


def _says(own: str, words: str) -> bool:
    """Whether a line's letters are those of a picture's description, give or take a credit."""
    if own == words and len(own) >= SHORTEST_SAID:
        return True
    if len(own) < SHORTEST_TOLD:
        return False
    shorter, longer = sorted((own, words), key=len)
    return shorter in longer and 2 * len(shorter) >= len(longer)


def _bare(line: RawLine) -> bool:
    hint = line.hint
    own = hint.level or hint.table or hint.out is Rule.PAGE_TITLE
    return not (own or hint.links > 0.5 or furniture_rule(line.text.strip()))


def _as_caption(line: RawLine) -> RawLine:
    return replace(line, hint=replace(line.hint, part=Part.CAPTION))
