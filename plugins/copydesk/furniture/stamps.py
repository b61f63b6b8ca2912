"""The stamp of a posting: when and where a page was posted, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_day, is_head, is_numbered
from copydesk.fields.bylines import whole_byline
from copydesk.furniture.pagetitles import STAMPED_LINE
from copydesk.furniture.tokens import MEDIUM
from copydesk.furniture.words import AUTHOR, furniture_rule, is_posted
from copydesk.lexicon import HAN, ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Traced


def is_stamp(line: Line) -> bool:
    """Whether a line says when and where something was posted, and whose it is."""
    words = simple(line.words.strip())
    if (
        _PASSED.fullmatch(words)
        or is_day(words.strip("（()） "))
        or _FOLIO.search(words)
        or is_numbered(words)
    ):
        return False  # of a paper or a speech, or of a printed page; an entry: 一、时间：…
    return bool(STAMPED_LINE.search(words)) or furniture_rule(words) is Rule.SOURCE


_PASSED = re.compile("[（(][^（()）]*(?:会议|通过|批准|公布|发布|修订|修正|施行)[^（()）]*[）)]")
"""When a paper was passed, under its title: （2007年6月29日…第二十八次会议通过）."""

_FOLIO = re.compile("星期[一二三四五六日天]|农历|第[ ]?[A-Z]?\\d{1,5}[ ]?[版期]|美编|版式")


def is_posting(line: Line) -> bool:
    """Whether a line is the stamp of one posting, and neither a day nor who wrote a text."""
    words = simple(line.words.strip())
    if is_numbered(words):
        return False
    labelled = any(label != "时间" for label in LABELS.findall(words))
    issued = _DATED.search(words) and (_ISSUED.search(words) or labelled)
    return is_posted(words) or bool(issued or _READ.search(words))


_DATED = re.compile(r"(?:19|20)\d{2}[-/.年]|/(?:19|20)\d{2}")
LABELS = re.compile(
    "(时间|来源|作者|编辑|发布时间|发表于|发布日期|点击|点阅数?|浏览)(?:次?[数量])?[ ]*[:：]"
)
_ISSUED = re.compile("发布|发表|更新|刊登")
_READ = re.compile(r"(?:点击|点阅|浏览|阅读)[^:：]{0,4}[:：][ ]*\d|^来源[:：][ ]*\S")


def is_place(words: str) -> bool:
    """Whether a line is where who posted something is, as sites have it beside the time."""
    return bool(_PLACE.fullmatch(simple(words.strip())))


def is_poster(words: str) -> bool:
    """Whether a line is who posted something, where it stands beside the time."""
    return bool(_POSTER.fullmatch(simple(words.strip())))


_PLACE = re.compile(f"[{HAN}]{{2,7}}(?:省|市|自治区)")
_POSTER = re.compile(f"{MEDIUM.pattern}|[{HAN}]{{2,6}}电视")


def signs(line: Line) -> bool:
    """Whether the stamp of a posting names a writer."""
    match = AUTHOR.search(simple(line.words))
    if match and _MEDIUM.search(match.group()):
        return False
    told = line.text[match.start() : match.end()] if match else line.text
    named = match and whole_byline(Traced(re.sub("[,，/]", "、", told.text), told.origin))
    return bool(named or whole_byline(line.text))


_MEDIUM = re.compile("[报网社台刊部号][ ]*$")


def posted_titles(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are titles in a list of postings, its time under each.

    Two at least, a text under each, the first on top: one time stands on a page of one article,
    and what such a page recommends has its times far down.
    """
    found = [at for at in range(len(lines) - 2) if _is_posted_title(lines, at)]
    several = len(found) > 1 and found[0] < NEAR_TOP
    return frozenset(lines[at].number for at in found) if several else frozenset()


def as_title(line: Line) -> Line:
    """A line told to be a headline."""
    return replace(line, hint=replace(line.hint, part=Part.HEADLINE))


NEAR_TOP = 3
"""Lines before the first title of a list: where the reader stands, the name of the list."""


def _is_posted_title(lines: Sequence[Line], at: int) -> bool:
    title, stamp, text = lines[at : at + 3]
    plain = title.hint.untold
    words = simple(stamp.words.strip())
    dated = bool(_DATED.search(words)) and furniture_rule(words) is Rule.SOURCE
    if not (plain and dated) or not is_head(title.words) or is_numbered(title.words):
        return False
    return ends_sentence(text.words) and not is_head(text.words)
