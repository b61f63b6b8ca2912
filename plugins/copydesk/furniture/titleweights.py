"""How much speaks for a line over the text of a page being its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_credit, is_day, is_label, is_numbered
from copydesk.fields.bylines import names_in
from copydesk.fields.captions import is_caption
from copydesk.fields.kinds import is_paper
from copydesk.fields.names import is_office, is_surnamed
from copydesk.fields.posts import POST_WORDS
from copydesk.fields.tierwords import DECK_START
from copydesk.furniture.leads import TEASER
from copydesk.furniture.pagetitles import STAMPED_LINE
from copydesk.furniture.stamps import is_stamp
from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import HAN, han_count, pairs, simple
from copydesk.sheet import Line
from copydesk.sources.pagedata import letters

TWIN = 4
"""Letters of a headline that stands a second time over its text."""

SHORTEST = 6
"""Letters of a line that no longer line has in it by chance."""

LONGEST = 60
"""Characters of the longest headline."""

FEWEST = 5
"""Pairs of characters of a line that says something."""

TWICE = 40
"""Lines on top of a page, and round its headline, among which the headline stands twice."""

ENOUGH = 1.5
"""The weight from which a line is taken for the headline."""

MATTER = 12
"""Lines from the first sentence on whose words a headline says."""


def matter_of(lines: Sequence[Line], first: int) -> set[str]:
    """The pairs of characters that a text says in its first lines. first: index of its first."""
    return pairs(" ".join(line.words for line in lines[first : first + MATTER]))


def weight_of_title(lines: Sequence[Line], at: int, end: int, matter: set[str]) -> float:
    """How much speaks for a line being the headline of the text under it; 0 where it cannot be."""
    line = lines[at]
    words = _DATED.sub("", simple(line.words.strip()))
    if not (_may_be_title(line, words) or _trails_off(lines, at, words) or is_twin(lines, at)):
        return 0.0
    weight = 4.0 * min(1.0, 2 * kinship(words, matter))
    weight += 3.0 if is_said_again(lines, at) else 0.0
    below = [line for line in lines[at + 1 : end] if _counts(line)][:2]
    weight += 2.0 if any(is_stamp(each) for each in below) else 0.0
    weight += (
        WRITTEN if below and below[0] is lines[at + 1] and _WRITER.search(below[0].words) else 0.0
    )
    weight += 1.5 if any(_is_signed(each) for each in below[:1]) else 0.0
    weight += 1.0 if 10 <= len(words) <= 40 else -1.0 if len(words) < 6 else 0.0
    weight += 2.0 if is_paper(words) else 0.0
    weight -= FOREIGN * _share(words)
    weight -= OFFICE if is_office(words) else 0.0
    weight -= HALF if _is_half(lines, at, end, matter) else 0.0
    return max(0.0, weight - NEARER * (end - at))


WRITTEN = 3.0
"""What it says for a line that who wrote, and when it was posted, stand right under it."""

_WRITER = re.compile(r"^[ ]*作者[:：].*(?:19|20)\d{2}[-/.年]")


def _trails_off(lines: Sequence[Line], at: int, words: str) -> bool:
    """Whether a line may be a headline but for its last mark, and the stamp of its posting tells.

    What a list breaks off (某镇召开工作会议，安排部…) has the stamp of its page elsewhere.
    """
    bare = words.rstrip("…”’」") if words.rstrip("”’」").endswith("…") else ""
    posted = at + 1 < len(lines) and is_stamp(lines[at + 1])
    return (
        bool(bare)
        and posted
        and _may_be_title(replace(lines[at], text=lines[at].text[: len(bare)]), bare)
    )


def _counts(line: Line) -> bool:
    """Whether a line may tell what stands over it; a rule and an office's field may not."""
    return bool(letters(line.words)) and not is_office_field(simple(line.words.strip()))


HALF = 2.5
"""What a line loses that another line over the text says whole, with a phrase before or behind."""


def _is_half(lines: Sequence[Line], at: int, end: int, matter: set[str]) -> bool:
    """Whether a line is one phrase of another line that may be the headline."""
    own = letters(lines[at].words)
    for other in lines[:end]:
        parts = other.words.split()
        if len(parts) < 2 or own not in map(letters, parts):
            continue
        rest = " ".join(part for part in parts if letters(part) != own)
        if pairs(rest) & matter and _may_be_title(other, simple(other.words.strip())):
            return True
    return False


def is_twin(lines: Sequence[Line], at: int) -> bool:
    """Whether a whole sentence is the title of a page, which says it twice over its text."""
    own = letters(lines[at].words)
    if not SHORTEST <= len(own) <= LONGEST or is_caption(lines[at]):
        return False
    near = range(max(0, at - TWIN_NEAR), min(len(lines), at + TWIN_NEAR))
    twin = next((e for e in near if abs(e - at) > 1 and letters(lines[e].words) == own), None)
    if twin is None or at > TWIN_NEAR:
        return False
    between = lines[min(at, twin) + 1 : max(at, twin)]
    return all(furniture_rule(each.words) or _share(each.words) >= LATIN for each in between)


def _share(words: str) -> float:
    """The share of a line that is Latin letters and figures."""
    return sum(char.isascii() and char.isalnum() for char in words) / len(words)


LATIN = 0.25
"""The share of them from which a line is hardly of a text."""

TWIN_NEAR = 8
"""Lines among which the title of a page stands twice."""

NEARER = 0.05
"""What each line loses that stands between a line and the text: it tells two alike apart."""

OFFICE = 3.0
"""What the name of an office alone loses: it stands over a text as whose it is."""

FOREIGN = 2.0
"""What a line of Latin letters and figures alone loses, as names of files and buttons are."""


def _is_signed(line: Line) -> bool:
    return any(author.role for author in names_in(line.words))


def kinship(words: str, matter: set[str]) -> float:
    """The share of a line's pairs of Han characters that a text has, too."""
    own = pairs(words)
    return len(own & matter) / max(FEWEST, len(own))


def _may_be_title(line: Line, words: str) -> bool:
    if not 2 <= len(words) <= LONGEST or han_count(words) < 2 or words[-1:] in "：:，。；、,;":
        return False
    if TEASER.search(line.words) or _TEASED.search(words):
        return False
    if furniture_rule(words) or STAMPED_LINE.search(words) or is_day(words) or is_numbered(words):
        return False
    if _BRACKETED.fullmatch(words) or DECK_START.match(words) or _FOLIO.match(words):
        return False
    if (
        is_office_field(words)
        or is_credit(words)
        or is_label(words)
        or _POSTED.fullmatch(words)
        or _is_presented(words)
    ):
        return False
    return not names_in(line.words) and not is_caption(line)


def _is_presented(words: str) -> bool:
    """Whether a line is somebody and what he is: 梁熙 立法會議員 某會執行會長."""
    name, *posts = words.split()
    posted = bool(posts) and all(
        re.search(f"(?:{POST_WORDS}|议员|会长|院士)$", each) for each in posts
    )
    return posted and is_surnamed(name)


def is_office_field(words: str) -> bool:
    """Whether a line is a label with an office behind it: 学校：某某中学."""
    value = _VALUED.fullmatch(words)
    return value is not None and is_office(value.group(1))


_VALUED = re.compile(f"[{HAN}]{{2,4}}[ ]?[:：][ ]*([{HAN}（）()]{{3,24}})")

_FOLIO = re.compile("第[ ]?[A-Z]?\\d{1,3}[ ]?版|[A-Z]\\d{1,3}版?[:： ]")
"""The page of a paper over its items: 第5版（读者来信）."""

_DATED = re.compile(r"^(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[ :：]+(?=.{8})")
"""The day of a posting before its headline, as lists of news have it."""

_POSTED = re.compile(
    "(?:发布|刊登|发表|更新|张贴|公告|上架|上传|发文)(?:日期|时间|单位|者|人|字号|机关)(?:[:：].*)?|"
    "期数|浏览(?:次数|人次)|点[击阅]数?"
)
"""A label of a posting, its value behind it or on the next line."""

_TEASED = re.compile("\\.{3}['’”\"]?$")
_BRACKETED = re.compile("[（(【\\[].*[）)】\\]]")


def is_said_again(lines: Sequence[Line], at: int) -> bool:
    """Whether a page says a line again: as another line, or in its path, its title or its menu."""
    said = letters(lines[at].words)
    about = set(range(min(TWICE, len(lines)))) | set(
        range(max(0, at - TWICE), min(len(lines), at + TWICE))
    )
    near = [lines[place] for place in sorted(about - {at})]
    others = [letters(each.words) for each in near]
    if len(said) < SHORTEST:
        return len(said) >= TWIN and said in others
    beside = [letters(each.words) for each in (*lines[at - 1 : at], *lines[at + 1 : at + 2])]
    halves = [said + each for each in beside] + [each + said for each in beside]
    if any(half in other for half in halves if half != said for other in others):
        return False  # half a title, which another line has whole
    parts = [letters(part) for part in lines[at].words.split()]
    if len(parts) > 1 and all(len(p) >= TWIN and any(p in o for o in others) for p in parts):
        return True  # each of its phrases, as in an older headline set on two lines
    phrases = {letters(phrase) for each in near for phrase in each.words.split()}
    return said in phrases or any(
        other == said or (said in other and len(other) <= 3 * len(said)) for other in others
    )
