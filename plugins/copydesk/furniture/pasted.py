"""A whole web page copied as plain text: its article is where running text stands thickest.

A page so copied has lost what its own data say of it; what is left are short lines in great number
round one run of sentences. Such a run, its headline over it and its writers under it stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copydesk.blocks.heads import is_day, is_numbered, numeral_style
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import whole_byline
from copydesk.fields.captions import caption_of, is_caption, is_lent
from copydesk.fields.datelines import opens
from copydesk.fields.names import is_office
from copydesk.fields.tierwords import DECK_START
from copydesk.furniture.leads import COMMENTS, RELATED
from copydesk.furniture.pagetitles import SHORTEST, STAMPED_LINE, told_titles
from copydesk.furniture.textruns import (
    CLOSES,
    CLOSING,
    NEAR_TITLE,
    STAMP_NEAR,
    WHOLE,
    dated,
    drawn_rows,
    is_menu,
    run_under,
    runs_of,
    thickest,
    weight_of_line,
)
from copydesk.furniture.titleweights import (
    is_office_field,
    is_said_again,
    kinship,
    matter_of,
    weight_of_title,
)
from copydesk.furniture.words import AUTHOR, LONGEST_STAMP, POSTED_AUTHOR, furniture_rule, is_posted
from copydesk.judgement import SHORT_AT_TOP, Judgement, Subject
from copydesk.lexicon import HAN, ends_sentence, han_count, has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.pagedata import bare_title, letters

FEWEST_AROUND = 14
"""Short lines round the text of a page at least; a newsroom's own copy has no such crowd."""

FEW_AROUND = 8
"""The same round a text with the stamp of its posting over it."""

FEWEST_MARKS = 4
"""Of them, those that by their own words are the site's."""

MUCH = 0.7
"""The share of a page's text from which another run of sentences may be its article."""

FEWEST_CHARACTERS = 60
"""Characters of a page's text at least; half as many under a headline that its title tells."""

HEAVY = 5.0
"""The weight of such a headline, which the text says again, too; a running head has none."""

NEAR = 24
"""Lines over the text among which its headline stands."""


SHORT_TOP = 45
"""Characters of a sentence over a page's text that may be what its picture shows."""


@dataclass(frozen=True, slots=True)
class PastedPage:
    """Where the article of a page stands. title: -1 where none is found; last: inclusive.

    title_margin: by how much the headline was better than another line; over: lines of the heading
    over it; text_share: how much of the text another run of sentences has, 1 for as much.
    """

    title: int
    first: int
    last: int
    title_margin: float = 0.0
    text_share: float = 0.0
    over: int = 0

    def judgements(self, lines: Sequence[Line]) -> Iterator[Judgement]:
        """What was decided of the page, and how surely. lines: of the page."""
        if self.title >= 0:
            reason = "整页复制的网页，按位置认定"
            yield Judgement(
                *(Subject.TIERS, lines[self.title].number, "主题", reason),
                *(self.title_margin, "别的一行"),
            )
        if self.text_share > MUCH:
            reason = "整页复制的网页，这里的字最多"
            yield Judgement(
                *(Subject.DIVISION, lines[self.first].number, "正文的开头", reason),
                *(1.0, "是页面的另一处"),
            )
        top, below = lines[self.first], lines[self.first + 1 : self.first + 2]
        ends = ends_sentence(top.words) and top.words.rstrip()[-1:] not in ":："  # 各镇街：
        short = len(top.words) <= SHORT_TOP and ends
        longer = any(len(each.words) >= 2 * len(top.words) for each in below)
        if short and longer and not opens(top.words):
            yield Judgement(Subject.BLOCK, top.number, "正文", SHORT_AT_TOP, 0.5)


def pasted_page(lines: Sequence[Line]) -> PastedPage | None:
    """The article of a page copied whole as text; None for all other copy."""
    again = told_titles(lines) if lines else []
    small = len(lines) < FEWEST_AROUND and not again
    if small or any(line.hint.fixed for line in lines):
        return None
    weights = [weight_of_line(line) for line in lines]
    stamps = [at for at, line in enumerate(lines) if STAMPED_LINE.search(simple(line.words))]
    first, last, share = thickest(weights, stamps)
    first, last = dated(lines, weights, stamps, (first, last))
    matter = matter_of(lines, first)
    most = sum(weights[first : last + 1])
    alike = [weight for weight, *_ in runs_of(weights) if 2 * weight >= most]
    if len(alike) > MOST_ALIKE and not (stamps or again):
        return None  # several items, none of them the page's own
    again = [at for at in again if kinship(lines[at].words, matter) or not _is_house(lines, at)]
    told = max((at for at in again if at < first), default=min(again, default=0))
    if told:
        weights[: told + 1] = [-CLOSING] * (told + 1)  # the text stands under its headline
        first, last, share = thickest(weights, stamps)
        if first - told > NEAR_TITLE:
            first, last = run_under(weights, told) or (first, last)
    while last + 1 < len(lines) and _says_last(lines[last + 1]):
        last += 1
    last += _announced(lines, last)
    last = _last_akin(lines, first, last)
    last += _signature(lines[last + 1 :])
    text = sum(weight for weight in weights[first : last + 1] if weight > 0)
    rows = drawn_rows(lines)
    around = [
        line
        for at, line in enumerate(lines)
        if not (first <= at <= last or at in rows or numeral_style(line.words) in COUNTED)
    ]
    crowd = sum(_is_short(line) for line in around)
    marks = sum(_is_sites(line) for line in around)
    posted = len(alike) <= 2 and any(first - STAMP_NEAR <= at < first for at in stamps)
    posted = posted and sum(is_posted(line.words) for line in lines) == 1
    crowded = crowd >= (FEW_AROUND if posted and marks >= FEWEST_MARKS else FEWEST_AROUND)
    said = told and crowded and weight_of_title(lines, told, first, matter) >= HEAVY
    said = said and _says_again(around) >= FEWEST_AGAIN
    known = said or (told and marks) or (crowded and marks >= FEWEST_MARKS)
    if not known or text < FEWEST_CHARACTERS * (HALF if said else 1):
        return None
    if sum(opens(line.words) for line in lines) > 1:
        return None  # several stories
    if told:
        guessed = not (marks and text >= FEWEST_CHARACTERS)
        return PastedPage(told, first, last, SURE, 1.0 if guessed else share, 0)
    title, margin, over = _title(lines, first)
    return PastedPage(title, first, last, margin, share, over)


COUNTED = frozenset({"一、", "（一）", "(一)", "（1）", "(1)"})
"""How a paper numbers its own points; no menu does."""

MOST_ALIKE = 3
"""Runs of sentences half as long as the longest, above which a page is a list of items."""


def _says_again(around: Sequence[Line]) -> int:
    """How many of the short lines round a text stand there twice, as the names of a menu do."""
    said = Counter(line.words.strip() for line in around if _is_short(line))
    return sum(times > 1 and has_han(words) for words, times in said.items())


FEWEST_AGAIN = 3
"""Names of a menu that a page says twice; a list of people or of places says none again."""


def _announced(lines: Sequence[Line], last: int) -> int:
    """How many lines behind a text it announces, which ends in a colon: 开放以下场地：."""
    if lines[last].words.rstrip()[-1:] not in "：:":
        return 0
    for at, line in enumerate(lines[last + 1 :]):
        words = simple(line.words.strip())
        if furniture_rule(words) or RELATED.match(words) or COMMENTS.match(words):
            return at
        if CLOSES.match(words) or line.blanks > MOST_BLANKS:
            return at
    return len(lines) - last - 1


MOST_BLANKS = 2
"""Blank lines between what a text announces and the text."""


def _signature(lines: Sequence[Line]) -> int:
    """How many lines right behind a text are who issues it, each an office, and the day below."""
    for at, line in enumerate(lines[: MOST_OFFICES + 1]):
        if is_day(line.words.strip()):
            written = not re.search(r"\d", line.words)  # as in papers: 二〇一一年二月二十三日
            return at + 1 if at or written else 0
        if not is_office(simple(line.words.strip())):
            return 0
    return 0


MOST_OFFICES = 4
"""Offices that sign one notice."""


def _is_house(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is said so often on its page that it is the site's own name."""
    return sum(line.words == lines[at].words for line in lines[: FEWEST_AROUND + at]) > MOST_TOLD


MOST_TOLD = 2
"""Times that a page says its headline over its text."""


def _says_last(line: Line) -> bool:
    """Whether a line right behind a text is its last sentence, too short to weigh: 祝大会成功！"""
    words = simple(line.words.strip())
    plain = not (furniture_rule(words) or RELATED.match(words) or CLOSES.match(words))
    words = _IN_BRACKETS.sub("", words)
    return plain and words[-1:] in "。！" and len(words) >= SHORTEST


def _last_akin(lines: Sequence[Line], first: int, last: int) -> int:
    """The last sentence behind a page's text that is of its matter, with a list between.

    Nothing of the site's stands between them. Behind the numbered heads of a notice any sentence is
    the notice's; behind other short lines one that speaks of what the text speaks of.
    """
    matter = matter_of(lines, first)
    akin = last
    numbered = any(is_numbered(line.words) for line in lines[last + 1 : last + 2])
    for at in range(last + 1, min(len(lines), last + 1 + LONGEST_LIST)):
        words = simple(lines[at].words.strip())
        ended = furniture_rule(words) or RELATED.match(words) or COMMENTS.match(words)
        if ended or CLOSES.match(words) or lines[at].hint.table:
            break
        sentence = words[-1:] in "。！" and han_count(words) >= WHOLE // 2
        if sentence and (numbered or kinship(words, matter) >= KIN):
            akin = at
    return akin


LONGEST_LIST = 60
"""Lines of a list within the text of a page."""

_IN_BRACKETS = re.compile("[（(][^（()）]{2,20}[）)]$")
"""Who wrote a text, behind its last sentence."""

SURE = 99.0
"""The margin of a headline that the page's own title tells."""


def cut_page(lines: Sequence[Line], page: PastedPage, log: ChangeLog) -> list[Line]:
    """The lines of a page's article; those of its text marked as such."""
    kept: list[Line] = []
    top = page.title if page.title >= 0 else page.first
    for at, line in enumerate(lines):
        if _is_shown(line, at, page):
            hint = replace(line.hint, part=Part.CAPTION, story=True)
            kept.append(replace(line, hint=hint))
        elif page.first <= at <= page.last:
            kept.append(replace(line, hint=replace(line.hint, story=True)))
        elif at == page.title:
            sure = page.title_margin >= SURE or not page.over
            hint = replace(line.hint, part=Part.HEADLINE if sure else Part.NONE)
            kept.append(replace(line, hint=hint, blanks=0))
        elif page.title - page.over <= at < page.title or _stays(lines, at, top, page):
            kept.append(replace(line, blanks=0))
        elif not log.remove(line.text, _rule(line)):
            kept.append(line)
    return kept


def _is_shown(line: Line, at: int, page: PastedPage) -> bool:
    """Whether a line over a page's text, or its first, says what the picture over it shows."""
    over = page.title < at == page.first - 1
    if not (over or at == page.first < page.last) or line.hint.table:
        return False
    return is_lent(line) or (over and is_caption(line))


def _rule(line: Line) -> Rule:
    words = simple(line.words.strip())
    if COMMENTS.match(words):
        return Rule.COMMENTS
    return furniture_rule(words) or (Rule.RECOMMENDATION if RELATED.match(words) else Rule.SITE)


def _stays(lines: Sequence[Line], at: int, top: int, page: PastedPage) -> bool:
    """Whether a line beside the text belongs to it: its stamp, its deck, who wrote it."""
    line = lines[at]
    words = simple(line.words.strip())
    names = whole_byline(line.text)
    signs = any(author.role for author in names) or (
        len(words) <= LONGEST_STAMP and bool(AUTHOR.search(words) or POSTED_AUTHOR.search(words))
    )
    if top - NEAR_TITLE <= at < top:
        under = lines[top : page.first + 1]
        return any(each.role for each in names) and not any(_signs(each) for each in under)
    if top < at < page.first:
        rule = furniture_rule(words)
        akin = kinship(words, matter_of(lines, page.first)) >= KIN
        plain = not rule and han_count(words) >= SHORTEST and line.hint.links < HALF
        plain = plain and not is_office_field(words)
        plain = plain and letters(words) not in letters(lines[page.title].words)
        if akin and plain and at in {top + 1, page.first - 1}:
            return True  # a deck, or what its picture shows
        below = lines[at + 1].text if at + 1 < page.first else line.text
        decks = "，" in words and any(author.role for author in whole_byline(below)) and not rule
        return signs or decks or rule is Rule.SOURCE or words.startswith(("——", "--"))
    shown = caption_of(line) if page.last < at <= page.last + NEAR else None
    if shown and shown.credits and kinship(words, matter_of(lines, page.first)) >= KIN:
        return True  # what its picture shows, under what the page asks of its reader
    alone = bool(names) and at == page.last + 1 and not furniture_rule(words)
    return alone or (signs and page.last < at <= page.last + 3)


def _signs(line: Line) -> bool:
    """Whether somebody signs in a line: it names who wrote, or opens with who reports."""
    return any(each.role for each in whole_byline(line.text)) or opens(line.words)


def _is_short(line: Line) -> bool:
    words = line.words.strip()
    return len(words) <= 40 and not ends_sentence(words)


def _is_sites(line: Line) -> bool:
    words = simple(line.words.strip())
    return bool(furniture_rule(words) or RELATED.match(words) or is_menu(words))


def _title(lines: Sequence[Line], first: int) -> tuple[int, float, int]:
    """The line over a text that is its headline, by how much, and how many tiers stand over it.

    -1 where no line may be. A headline that stands again under the page's title is the one.
    """
    seen = [re.sub(f"[^{HAN}A-Za-z0-9]", "", simple(line.words)) for line in lines]
    matter = matter_of(lines, first)
    places = range(first - 1, max(-1, first - 1 - NEAR), -1)
    found = sorted(((_weight_of(lines, at, first, matter), at) for at in places), reverse=True)
    if not found or found[0][0] < ANY:
        return -1, 0.0, 0
    weights = {at: weight for weight, at in found}
    weight, title = found[0]
    inner = [at for at in range(title + 1, first) if seen[at] in seen[title]]
    inner = [at for at in inner if len(seen[at]) >= SHORTEST]
    decks = [at - 1 for at in inner if DECK_START.match(lines[at].words) and at - 1 > title]
    inner = decks or [at for at in inner if not DECK_START.match(lines[at].words)]
    chosen = over = inner[-1] if inner else title
    floor = title + 1 if inner else 0
    while over > floor and not lines[over].blanks:
        above = lines[over - 1]
        akin = kinship(above.words, matter) >= TIER or is_office(simple(above.words.strip()))
        akin = akin and 2 * weights.get(over - 1, 0) >= weight
        akin = akin and not is_said_again(lines, over - 1)
        if not (akin or (inner and not _is_sites(above))):
            break
        over -= 1  # other tiers of the heading, where no gap parts them
    others = [each for each, at in found if not over <= at <= max(chosen, title)]
    return chosen, weight - max(others, default=0.0), chosen - over


def _weight_of(lines: Sequence[Line], at: int, first: int, matter: set[str]) -> float:
    """How much speaks for a line over a text being its headline, the first line's place in it."""
    words = lines[0].words
    bare = not furniture_rule(words) and bare_title(words) == words
    top = FIRST_LINE if bare and not at else 0.0
    return weight_of_title(lines, at, first, matter) + top


FIRST_LINE = 3.0
"""What it says for a line that nothing stands over it, as in copy from a phone."""

KIN = 0.35
"""The share of a line's pairs that the text under it says from which it is a part of it."""

TIER = 0.2
"""The same of a line over the headline that is another tier of it."""

HALF = 0.5
ANY = 1.0
"""The weight of a headline on a page that was copied whole, which has one nearly always."""
