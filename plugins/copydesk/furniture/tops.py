"""What stands over the first sentence of a page copied as text: its headline, and the site's lines.

Each line there is weighed by what a reader goes by: whether the text says its words again, whether
the page says the line twice, whether the stamp of the posting stands under it, how long it is and
how near the text. The heaviest is the headline. What the page is known by (a stamp, a path, a
menu, a headline said twice) tells that other lines there are the site's; they are where they share
no word with headline or text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from copydesk.blocks.heads import is_day, is_head, is_numbered, numeral_style
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import names_in
from copydesk.fields.captions import LONGEST_TAKEN, is_caption, is_lent
from copydesk.fields.datelines import opens
from copydesk.fields.tierwords import ATTENDANCE, DECK_START, RUBRIC, SERIES, THEME
from copydesk.furniture.docket import docket_lines
from copydesk.furniture.leads import RECOMMENDS, RELATED
from copydesk.furniture.pagetitles import steps_of
from copydesk.furniture.sites import is_mark, is_part, is_path, is_row_of_titles, site_rule, speaks
from copydesk.furniture.stamps import LABELS, is_place, is_poster, is_posting, is_stamp, signs
from copydesk.furniture.textruns import drawn_rows
from copydesk.furniture.titleweights import (
    ENOUGH,
    LONGEST,
    MATTER,
    SHORTEST,
    TWIN,
    is_said_again,
    is_twin,
    kinship,
    weight_of_title,
)
from copydesk.furniture.words import ELSEWHERE, furniture_rule, is_posted
from copydesk.judgement import SHORT_AT_TOP, Judgement, Subject
from copydesk.lexicon import HAN, ends_sentence, han_count, pairs, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.pagedata import letters

DEEPEST = 24
"""Lines over the first sentence of a page that are looked at."""

SURE = 3.0
"""By how much it is heavier than any other where nothing else is likely."""

CLOSE = 3.0
"""By how much it is heavier than the line beside it, where that is no other tier of it."""

APART = 2
"""Lines over a headline that share nothing with it, from which they are the site's alone."""

KIN = 0.2
"""The share of a line's pairs from which it is of one matter with the text."""

MENU = 3
"""Lines with a point before them over a headline, from which they are a site's menu."""

FULL = 10
"""Characters of a sentence that a text begins with."""

TABLE = 2
"""Tabs of a row, and rows, of a table typed with them; a menu has one row."""


@dataclass(frozen=True, slots=True)
class Top:
    """The lines over a text.

    title: of the headline, -1 where no line may be one; end: of the first sentence; margin: by how
    much the headline was heavier than the next best line; site: lines of the site, each with its
    rule; stamps: lines that say when and where it was posted, and perhaps who wrote it; shown:
    lines that say what the pictures over the text show; single: whether it is the page of one
    article; tiers: whether the line beside the headline is as good, so that both are weighed as
    tiers of one heading.
    """

    title: int
    end: int
    margin: float
    site: dict[int, Rule] = field(default_factory=dict)
    stamps: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    single: bool = False
    tiers: bool = False

    def judgements(self, lines: Sequence[Line]) -> Iterator[Judgement]:
        """What was decided, and how surely. lines: those that were weighed."""
        if self.site and self.title >= 0:
            number = lines[self.title].number
            reason = "正文用到它的词，页面重复它，或者发布时间在它下面"
            yield Judgement(Subject.TIERS, number, "主题", reason, self.margin, "别的一行")
        for at in range(max(self.stamps, default=self.end) + 1, self.end):
            plain = at != self.title and at not in self.site and at not in self.shown
            words = simple(lines[at].words.strip())
            bare = is_head(words) and not furniture_rule(words) and not re.search("[:：]", words)
            akin = kinship(words, pairs(lines[self.end].words)) >= KIN
            if plain and bare and akin and not names_in(lines[at].words):
                yield Judgement(Subject.BLOCK, lines[at].number, "正文", SHORT_AT_TOP, 0.5)


COUNTING = frozenset({"一、", "一.", "一．", "（一）", "(一)"})
FEWEST_COUNTED = 2
"""Numerals that count the items of a paper, and how many of them make it one."""


def read_top(lines: Sequence[Line]) -> Top | None:
    """What stands over the first sentence of a copy, where it is a page's; None where it is not."""
    within = range(min(len(lines), DEEPEST + 1))
    end = next((at for at in within if _is_prose(lines[at]) and not is_twin(lines, at)), 0)
    above = lines[:end]
    if len(above) < APART or any(line.hint.fixed or line.hint.table for line in above):
        return None
    if drawn_rows(above) or sum(line.words.count("\t") >= TABLE for line in above) >= TABLE:
        return None  # a timetable, of which only its notes are sentences
    if sum(numeral_style(line.words) in COUNTING for line in above) >= FEWEST_COUNTED:
        return None  # a paper, item by item: 一、时间：…
    text = " ".join(line.words for line in lines[end : end + MATTER] if _is_prose(line))
    matter = pairs(text)
    ranked = sorted(
        (
            (weight_of_title(lines, at, end, matter), at)
            for at in range(end)
            if not is_path(simple(lines[at].words))
        ),
        reverse=True,
    )
    weight, title = ranked[0] if ranked else (0.0, -1)
    if weight < ENOUGH:
        title = -1
    since = next((at for at, line in enumerate(above) if is_posted(line.words)), end)
    over = [
        line
        for at, line in enumerate(above[: max(0, title)])
        if not _shows(line, posted=at > since)
    ]
    if any(_is_copy(line) for line in over):
        return None  # what stands over it is another piece
    reader = _Reader(lines, title, end, matter)
    site = reader.site()
    other, near = next(((w, at) for w, at in ranked if at != title and at not in site), (0.0, -1))
    if not (site or reader.marks):
        return None
    margin = SURE if title >= 0 and is_said_again(lines, title) else 0.0
    several = sum(opens(line.words) for line in lines) > 1
    times = {line.words for line in above if is_posted(line.words)}
    behind = sum(is_posted(line.words) for line in lines[end:])
    several = several or len(times) + behind > 1
    return Top(
        title,
        end,
        max(margin, weight - other),
        site,
        reader.stamps,
        _shown(lines, title, since, end),
        single=reader.posted and not several,
        tiers=abs(near - title) == 1 and weight - other < CLOSE,
    )


def cut_top(lines: Sequence[Line], top: Top, log: ChangeLog) -> list[Line]:
    """The lines without those of the site over their text; the headline marked as one."""
    kept: list[Line] = []
    gap = 0
    until = next((at for at, line in enumerate(lines) if at > top.end and _offers(line)), None)
    last = max((at for at, line in enumerate(lines[:until]) if _is_prose(line)), default=0)
    for at, line in enumerate(lines):
        rule = top.site.get(at)
        if at in top.stamps and not (top.single or signs(line) or is_posted(line.words)):
            rule = Rule.SOURCE
        if rule and log.remove(line.text, rule):
            gap += line.blanks + 1
            continue
        told = _told(line, at, top, last)
        kept.append(told.spaced(gap) if kept else replace(told, blanks=0))
        gap = 0
    return kept


def _offers(line: Line) -> bool:
    """Whether a line heads what a page recommends behind its article."""
    words = simple(line.words.strip())
    return bool(RECOMMENDS.match(words) and RELATED.match(words))


def _told(line: Line, at: int, top: Top, last: int) -> Line:
    """A line with what its place on the page says of it. last: of the page's sentences."""
    hint = line.hint
    if top.single and top.end <= at <= last and _is_prose(line):
        return replace(line, hint=replace(hint, story=True))
    if hint.part is not Part.NONE:
        return line
    behind = top.title < max(top.stamps, default=top.end) < at < top.end
    said = ends_sentence(line.words) and len(line.words) >= FULL and not is_caption(line)
    if behind and said:
        return replace(line, hint=replace(hint, part=Part.TEXT, story=top.single))
    part = Part.NONE
    if at == top.title:
        sure = top.margin >= SURE or not is_head(line.words)
        part = Part.HEADLINE if sure else Part.NONE if top.tiers else Part.TITLE
    elif at in top.stamps:
        part = Part.META
    elif at in top.shown:
        part = Part.CAPTION
    return line if part is Part.NONE else replace(line, hint=replace(hint, part=part))


def _is_prose(line: Line) -> bool:
    """Whether a line is running text: a sentence, or what begins a report."""
    words = simple(line.words.strip())
    shown = is_caption(line) and len(words) <= LONGEST_TAKEN
    if furniture_rule(words) or shown or is_lent(line) or ELSEWHERE.search(words):
        return False
    if len(LABELS.findall(words)) > 1 or is_row_of_titles(words):
        return False
    whole = "。" in words or words.count("，") > 1 or ("，" in words and words[-1:] in ":：")
    sentence = ends_sentence(words) and whole and len(words) >= FULL
    return sentence or len(words) > LONGEST or opens(line.words)


def _is_copy(line: Line) -> bool:
    """Whether a line over a headline is of another text: a caption, a point, a broken sentence."""
    words = simple(line.words.strip())
    point = is_numbered(words) and not re.search("[/>＞»]", words)
    goes_on = bool(_SENTENCES.search(words)) and not furniture_rule(words)
    return point or goes_on or is_caption(line)


_SENTENCES = re.compile(f"[。！？][”」』]?[{HAN}，、“「『]{{6}}")
"""A sentence that ends within a line, and what goes on behind it."""


def _shows(line: Line, *, posted: bool) -> bool:
    """Whether a line says what a picture shows. posted: it stands under the page's own time."""
    return posted and (is_lent(line) or is_caption(line))


def _shown(lines: Sequence[Line], title: int, since: int, end: int) -> frozenset[int]:
    """The lines between a headline and its text that bear an agency's name, or count pictures.

    And what stands over the headline, from line `since` on, which is the page's own time.
    """
    between = range(title + 1, end)
    counted = [at for at in between if _CIRCLED.match(lines[at].words)]
    lent = [at for at in between if is_lent(lines[at])]
    lent += [at for at in range(since + 1, title) if _shows(lines[at], posted=True)]
    return frozenset(lent + (counted if len(counted) > 1 else []))


_CIRCLED = re.compile("[ ]*[①-⑳][ ]*\\S")


# The site


@dataclass(slots=True)
class _Reader:
    """The lines over a text, read for what is the site's.

    marks: whether something tells that it is a page; posted: that it is the page of one article.
    """

    lines: Sequence[Line]
    title: int
    end: int
    matter: set[str]
    stamps: frozenset[int] = frozenset()
    docket: frozenset[int] = frozenset()
    marks: bool = False
    posted: bool = False

    def site(self) -> dict[int, Rule]:
        """The site's lines, each with its rule; none where nothing tells that it is a page."""
        above = self.lines[: self.end]
        self.docket = frozenset(docket_lines([line.words for line in above]))
        stamped = (at for at, line in enumerate(above) if at != self.title and is_stamp(line))
        self.stamps = frozenset(stamped)
        rules = [site_rule(line) for line in above]
        headline = self.lines[self.title].words if self.title >= 0 else ""
        said = letters(headline)
        twins = [
            at
            for at, line in enumerate(above)
            if at != self.title and len(said) >= TWIN and _says_of(line.words, headline)
        ]
        path = any(
            rule is Rule.SITE and len(said) >= SHORTEST and letters(line.words).endswith(said)
            for rule, line in zip(rules, above, strict=True)
        )
        posting = any(is_posting(self.lines[at]) for at in self.stamps)
        self.posted = posting or path
        sites = any(rule in _SITES for rule in rules) or bool(self._menu())
        dated = any(_ISO_DAY.fullmatch(line.words) for line in above)
        told = posting or sites or dated or sum(map(is_mark, above)) >= APART
        self.marks = told or bool(twins)
        foreign = self._foreign(rules, twins)
        if not told:  # a headline said twice alone tells nothing of a list between the two
            foreign = [at for at in foreign if at < min([*twins, self.title]) or rules[at]]
        over = [at for at in foreign if at < self.title]
        parted = all(line.blanks for line in self.lines[1 : self.title + 1])
        if not self.marks and not (len(over) >= APART and len(over) == self.title and parted):
            return {}
        if self.marks:
            foreign += self._above(rules, foreign, twins)
        site = dict.fromkeys(twins, Rule.PAGE_TITLE) | dict.fromkeys(foreign, Rule.SITE)
        return {at: rule for at, rule in site.items() if at not in self.docket}

    def _foreign(self, rules: Sequence[Rule | None], twins: Sequence[int]) -> list[int]:
        """The lines that have nothing to do with the text."""
        own = self.matter | (pairs(self.lines[self.title].words) if self.title >= 0 else set())
        paths = [
            letters(line.words)
            for line, rule in zip(self.lines, rules, strict=False)
            if rule is Rule.SITE
        ]
        above = zip(self.lines, rules, strict=False)
        steps = [s for line, rule in above if rule is Rule.SITE for s in steps_of(line.words)[1:-1]]
        menu = self._menu()
        found: list[int] = []
        for at, line in enumerate(self.lines[: self.end]):
            if at in {self.title, *twins, *self.stamps} or furniture_rule(line.words):
                continue
            place = self.title < 0 and self.posted and is_place(line.words)
            if place or ({at - 1, at + 1} & self.stamps and is_poster(line.words)):
                found.append(at)
                continue
            if at == self.end - 1 and at > self.title >= 0 and _ADDRESSES.search(line.words):
                continue  # 全校教师：
            if at == self.end - 1 and at > self.title >= 0 and _ADDRESSES.search(line.words):
                continue  # 全校教师：
            if line.hint.level or (self.title < 0 and han_count(line.words)):
                continue
            if at > self.title >= 0 and not rules[at] and at not in menu and speaks(line.words):
                continue
            own_letters = letters(line.words)
            step = len(own_letters) < SHORTEST and any(p.endswith(own_letters) for p in paths)
            step = step or own_letters in steps
            beside = at in self._beside() and len(own_letters) >= SHORTEST and not rules[at]
            if at in menu or rules[at] or step or (_is_foreign(line, own) and not beside):
                found.append(at)
        return found

    def _menu(self) -> set[int]:
        """The lines of menus over the headline: some with points, or names of parts in a row."""
        over = [at for at in range(max(0, self.title)) if at not in self.docket]
        listed = [at for at in over if _LISTED.match(self.lines[at].words)]
        found = set(listed) if len(listed) >= MENU else set()
        start = 0
        for at in range(max(0, self.title) + 1):
            if at in over and len(letters(self.lines[at].words)) <= PART:
                continue
            row = range(start, at)
            parts = sum(is_part(self.lines[each]) for each in row)
            if len(row) > MENU and 2 * parts >= len(row):
                found |= set(row)
            start = at + 1
        return found

    def _beside(self) -> set[int]:
        """The lines that stand at the headline with no gap between, where gaps part the others."""
        gaps = [line.blanks > 0 for line in self.lines[: self.end + 1]]
        if self.title < 0 or not any(gaps[1:]):
            return set()
        start = end = self.title
        while start > 0 and not gaps[start]:
            start -= 1
        while end + 1 < self.end and not gaps[end + 1]:
            end += 1
        return set(range(start, end + 1))

    def _above(
        self, rules: Sequence[Rule | None], foreign: Sequence[int], twins: Sequence[int]
    ) -> list[int]:
        """The lines over one of the site's: a kicker stands at its headline."""
        told = [at for at in range(max(0, self.title)) if at in foreign or rules[at] in _SITES]
        known = {*foreign, *twins, *self.stamps}
        return [at for at in range(max(told, default=0)) if at not in known and not rules[at]]


def _says_of(words: str, title: str) -> bool:
    """Whether a line says a headline again, or its last phrase as an older form of it does."""
    own, phrases = letters(words), title.split()
    last = letters(phrases[-1]) if len(phrases) > 1 else ""
    return own == letters(title) or (own == last and len(own) >= SHORTEST)


_SITES = frozenset({Rule.SITE, Rule.COUNTS, Rule.LINKS, Rule.RECOMMENDATION})
_ADDRESSES = re.compile("^(?:各|全|尊敬的|亲爱的|广大|親愛的|廣大)[^，。；]{1,30}[:：][ ]*$")
"""Whom a paper is for, over its text: 各镇人民政府：."""

_ISO_DAY = re.compile(r"[ ]*(?:19|20)\d{2}-\d{2}-\d{2}[ ]*")
"""A day as only programs write it."""

_LISTED = re.compile("[ ]*[•·▪]")
PART = 6
"""Letters of the name of a part of a site."""


def _is_foreign(line: Line, own: set[str]) -> bool:
    """Whether a line over a text has nothing to do with it, and is nothing a heading has."""
    words = simple(line.words.strip())
    if ELSEWHERE.search(words):
        return True
    if kinship(words, own) >= KIN or names_in(line.words) or is_caption(line):
        return False
    if is_lent(line) or _CIRCLED.match(words) or ends_sentence(words.rstrip("：: ")):
        return False
    if DECK_START.match(words) or RUBRIC.fullmatch(words) or SERIES.search(words):
        return False
    if all(map(ATTENDANCE.fullmatch, words.split())):
        return False  # 李明主持 王敏出席
    return not (THEME.match(words) or is_day(words) or re.search("[省市区县镇乡村街]$", words))
