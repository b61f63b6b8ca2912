"""The title that a page copied as text begins with, and the lines that say it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.furniture.tokens import TIME
from copydesk.furniture.words import COMES_FROM
from copydesk.lexicon import simple
from copydesk.sheet import Line, Part
from copydesk.sources.pagedata import bare_title, letters

SHORTEST = 6
"""Characters of a headline that stands again under the page's title."""

LONGEST = 200
"""Characters of the longest title of a page."""

STAMPED_LINE = re.compile(
    "\\d{4}[-/.年] ?\\d{1,2}[-/.月] ?\\d{1,2}|来源[:：]|作者[:：]|编辑[:：]|"
    "\\d{1,2}-\\d{1,2} \\d{1,2}:\\d{2}"
)
"""When and where something was posted, and whose it is."""

_WHEN = re.compile(TIME)

LONG_ENOUGH = 8
"""Characters of a line that may be a headline again, without its column or its speaker."""


FARTHEST = 400
"""Lines of a page among which its title stands again as its headline."""


def has_told_title(lines: Sequence[Line]) -> bool:
    """Whether a copy begins with the title of a page and says it again further down."""
    return bool(lines) and bool(told_titles(lines))


def mark_quoted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, the one marked as its headline whose words its source line quotes.

    原文来自「某某」：题目 tells that the line 题目 over it is the title, be it a whole sentence.
    """
    marked = list(lines)
    for at, line in enumerate(lines[:QUOTED]):
        source = COMES_FROM.fullmatch(simple(line.words.strip()))
        quoted = source and (source["title"] or source["named"] or source["again"])
        title = letters(quoted or "")
        same = (n for n in range(QUOTED) if n != at and letters_at(lines, n) == title)
        place = next(same, -1) if len(title) >= SHORTEST_QUOTED else -1
        if place >= 0 and marked[place].hint.part is Part.NONE:
            hint = replace(marked[place].hint, part=Part.HEADLINE)
            marked[place] = replace(marked[place], hint=hint)
    return marked


def part_posted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, the day of a posting behind its headline on a line of its own.

    The page says the headline again over it, as the last step of its path or by itself.
    """
    parted: list[Line] = []
    for at, line in enumerate(lines):
        match = _POSTED.fullmatch(line.words) if at < DEEPEST and not line.hint.table else None
        title = letters(match.group("title")) if match else ""
        said = any(_is_said_by(lines[each].words, title) for each in range(at)) if title else False
        if match and said and len(title) >= SHORTEST:
            parted.append(replace(line, text=line.text[: match.end("title")], jumps=False))
            line = replace(line, text=line.text[match.end("title") :].strip(), blanks=0)  # noqa: PLW2901 # its rest
        parted.append(line)
    return parted


def _is_said_by(path: str, title: str) -> bool:
    """Whether a line is a title or a path whose last step is that title."""
    return letters(path) == title or steps_of(path)[-1] == title


def steps_of(path: str) -> list[str]:
    """The letters of each step of a page's path: 首页 > 新闻中心 > 题目; a plain line is one."""
    return [letters(step) for step in _STEPS.split(path)]


_STEPS = re.compile("[>＞»›→]|[ ]+[/／|｜-][ ]+")
_POSTED = re.compile(
    r"[ ]*(?P<title>\S.{4,80}?)[ ]+[（(\[]?(?P<day>(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"(?:[ T]\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?)[）)\]]?[ ]*"
)
DEEPEST = 24
"""Lines on top of a page among which its headline stands."""


def is_taken(lines: Sequence[Line]) -> bool:
    """Whether a copy says on top where its text was taken from, so that it is one text."""
    return any(COMES_FROM.fullmatch(simple(line.words.strip())) for line in lines[:QUOTED])


def letters_at(lines: Sequence[Line], at: int) -> str:
    """The letters of a line; "" where there is none."""
    return letters(lines[at].words) if at < len(lines) else ""


QUOTED = 4
"""Lines on top of a copy among which its title and its source stand."""

SHORTEST_QUOTED = 4


def told_titles(lines: Sequence[Line]) -> list[int]:
    """The lines that say again what the first line, the page's own title, says.

    Right under it only where the stamp of a posting stands under both. Where other lines from the
    top stand again under the last one, too, they are a list of what
    follows, and tell nothing.
    """
    if len(lines[0].words) > LONGEST:
        return []
    bare = letters(bare_title(lines[0].words))
    if len(bare) < SHORTEST or len(letters(_WHEN.sub("", lines[0].words))) < SHORTEST:
        return []  # a day and an hour that stand twice are the stamp of a posting
    seen = [letters(line.words) for line in lines[:FARTHEST]]
    title = lines[0].words
    stamped = len(lines) > MENU and bool(STAMPED_LINE.search(simple(lines[2].words)))
    found = [at for at in range(1 if stamped else 2, len(seen)) if _is_told(seen, at, bare, title)]
    listed = [own for own in seen[1 : found[0]] if len(own) >= LONG_ENOUGH] if found else []
    again = sum(own in seen[found[0] + 1 :] for own in listed)
    return [] if again > 1 and 2 * again >= len(listed) else found


def _is_told(seen: Sequence[str], at: int, bare: str, title: str) -> bool:
    """Whether a line has a page's title, or the first half of it with the next line the other.

    What stands behind it in the title is the site's name if a mark or a blank parts the two: in
    某某办公室文件 over a paper that 某某办公室 signs there is none.
    """
    whole = letters(title)
    own, below = seen[at], seen[at + 1] if at + 1 < len(seen) else ""
    if len(own) < SHORTEST:
        return False
    sited = (
        len(own) >= LONG_ENOUGH
        and whole.startswith(own)
        and len(whole) - len(own) <= SITE
        and _is_parted(title, len(own))
    )
    return (
        own in {bare, whole} or sited or (len(below) >= SHORTEST and whole.startswith(own + below))
    )


def _is_parted(title: str, length: int) -> bool:
    """Whether a mark or a blank stands behind so many letters of a title."""
    ends = [at for at, char in enumerate(title) if letters(char)]
    return length >= len(ends) or ends[length] > ends[length - 1] + 1


MENU = 3
"""Lines of the shortest page: its title, its headline and when it was posted."""

SITE = 12
"""Characters of the site's and the section's names behind a headline in a page's title."""
