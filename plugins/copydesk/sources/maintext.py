"""Which lines of a page are its text, told by where its running text stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import accumulate

from copydesk.datelines import opening
from copydesk.lexicon import ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine
from copydesk.traced import Traced

_CREDITED = re.compile("[。）)” ][\u4e00-\u9fff]{2,8} ?(?:摄|摄影|供图)[）)]?$")
"""How the caption of a picture ends."""


def main_text(lines: list[RawLine]) -> list[RawLine]:
    """The lines, those outside the container of the page's running text ruled out."""
    lines = _with_headline(lines)
    named = sum(len(line.text) for line in lines if line.hint.out and _is_prose(line))
    open_prose = sum(len(line.text) for line in lines if not line.hint.out and _is_prose(line))
    if named > 3 * open_prose:
        # A class that means furniture elsewhere holds the story here.
        lines = [
            replace(line, hint=replace(line.hint, out=None))
            if line.hint.out in {Rule.SITE, Rule.RECOMMENDATION, Rule.LEGAL} and _is_prose(line)
            else line
            for line in lines
        ]
    held: Counter[tuple[int, ...]] = Counter()
    for line in lines:
        if not line.hint.out and (_is_prose(line) or line.hint.table):
            held[line.hint.place] += len(line.text)
    weights: Counter[int] = Counter()
    for place, weight in held.items():
        for number in place:
            weights[number] += weight
    total = held.total()
    home = max((number for number, weight in weights.items() if weight >= 0.95 * total), default=0)
    if not home:
        return lines
    homes = {place for place in {line.hint.place for line in lines} if home in place}
    inside = [line.hint.place in homes for line in lines]
    first = inside.index(True)
    shown = list(accumulate(bool(line.text.strip()) for line in lines))
    titles = [at for at, line in enumerate(lines) if line.hint.level == 1 and not line.hint.out]
    return [
        line
        if within
        or not line.text.strip()
        or _stays(line, at, shown[first] - shown[at] if at < first else 0, titles)
        else _ruled_out(line)
        for at, (line, within) in enumerate(zip(lines, inside, strict=True))
    ]


def _with_headline(lines: list[RawLine]) -> list[RawLine]:
    """The lines, the one that the page's own title begins with kept wherever it stands.

    A site's frame may hold the headline of the story beside its own name.
    """
    titles = [_letters(line.text) for line in lines if line.hint.out is Rule.PAGE_TITLE]
    found = [
        at
        for at, line in enumerate(lines)
        if line.hint.links < 0.5
        and len(_letters(line.text)) >= SHORTEST_TITLE
        and any(title.startswith(_letters(line.text)) for title in titles)
        and line.hint.out in {None, Rule.SITE}
    ]
    if not found or any(lines[at].hint.out is None and lines[at].hint.level for at in found):
        return lines
    at = found[0]
    kept = list(lines)
    hint = lines[at].hint
    part = Part.HEADLINE if hint.part in {Part.NONE, Part.TITLE} else hint.part
    kept[at] = replace(lines[at], hint=replace(hint, out=None, part=part))
    return kept


SHORTEST_TITLE = 6
"""Letters of a headline that the page's title cannot begin with by chance."""


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words)


def _stays(line: RawLine, at: int, ahead: int, titles: list[int]) -> bool:
    """Whether a line outside the main text belongs to it all the same: its heading, most of all.

    ahead: how many lines before the text it stands, blank ones not counted; 0 behind its start.
    """
    hint = line.hint
    if hint.out:
        return False
    if hint.level in {1, 2} or hint.part in {Part.KICKER, Part.HEADLINE, Part.DECK, Part.BYLINE}:
        return True
    if hint.part is Part.META or _is_prose(line) or hint.table:
        return True
    if hint.level and any(abs(at - title) <= 3 for title in titles):
        return True
    if hint.part is Part.CAPTION or (hint.links < 0.3 and _CREDITED.search(simple(line.text))):
        return True
    near = 0 < ahead <= 4 and len(simple(line.text)) <= 46
    set_apart = hint.centred or hint.bold or hint.part is Part.TITLE
    return near and set_apart and hint.links < 0.3


def _ruled_out(line: RawLine) -> RawLine:
    rule = line.hint.out or (Rule.LINKS if line.hint.links > 0.5 else Rule.SITE)
    return replace(line, hint=replace(line.hint, out=rule))


def _is_prose(line: RawLine) -> bool:
    if line.hint.links > 0.5:
        return False
    words = line.text.strip()
    return (len(words) >= 30 and ends_sentence(words)) or opening(Traced.at(words, 0)) is not None
