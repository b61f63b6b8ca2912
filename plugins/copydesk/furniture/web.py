"""The furniture of a web page: what stands round a story and is no part of it.

A line goes only where its own words say what it is: what is left of it, when dates, counts,
sources, buttons and the site's standing links are taken off, must be nothing. Lists of links and
reader comments go from the heading that announces them to where a story begins again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.blocks.days import DAY_IN_FIGURES, is_listed_day
from copydesk.blocks.heads import is_head
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import names_in, names_writers, whole_byline
from copydesk.fields.captions import is_caption
from copydesk.fields.datelines import opens
from copydesk.fields.names import is_office
from copydesk.furniture.docket import (
    crumb_lines,
    docket_lines,
    housed_lines,
    is_docket,
    linked_lines,
)
from copydesk.furniture.edges import EDITORS, edge_rules, rule_of_place
from copydesk.furniture.leads import BULLET, COMMENTS, NEIGHBOUR, RELATED, TEASER
from copydesk.furniture.sites import statement
from copydesk.furniture.staff import staff_lines
from copydesk.furniture.stamps import LABELS
from copydesk.furniture.tokens import DAY, TIME
from copydesk.furniture.words import furniture_rule, is_posted
from copydesk.furniture.writers import NOBODY, author_in
from copydesk.lexicon import HAN, ends_sentence, has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Traced


def clear(lines: Sequence[Line], log: ChangeLog, *, is_page: bool) -> list[Line]:
    """The lines of a copy without the furniture of a web page.

    is_page: whether the copy is known to be a page, so that doubtful lines may go too.
    """
    sweep = _Sweep(log, is_page=is_page)
    return sweep.run(list(lines))


def is_pasted_article(lines: Sequence[Line]) -> bool:
    """Whether a copy is the page of one article, pasted: one posting's time, near its top.

    A second time or a second dateline tells of several.
    """
    stamps = [at for at, line in enumerate(lines) if is_posted(line.words)]
    if len(stamps) != 1 or stamps[0] > NEAR_TOP:
        return False
    return sum(opens(line.words) for line in lines) <= 1


def mark_story(lines: Sequence[Line]) -> list[Line]:
    """The lines of a pasted article, those right under the time of its posting marked as text.

    A headline stands over that time; one short line under it is the first words of the text, two or
    more are the heading again.
    """
    marked = list(lines)
    at = next((at for at, line in enumerate(lines) if is_posted(line.words)), len(lines)) + 1
    if not any(is_head(line.words) for line in lines[: at - 1]):
        return marked  # its headline stands under it
    heads = [line for line in lines[at : at + 2] if is_head(line.words)]
    if len(heads) == 1 and heads[0] is lines[at] and not furniture_rule(lines[at].words):
        marked[at] = replace(lines[at], hint=replace(lines[at].hint, story=True))
    return marked


NEAR_TOP = 6
"""Lines before the time of a posting that its headline and the site's bar may take."""


@dataclass(slots=True)
class _Sweep:
    """One pass over the lines of a copy, remembering whether it is behind a story."""

    log: ChangeLog
    is_page: bool

    def run(  # one outcome a line  # noqa: C901 # one outcome a line
        self, lines: list[Line]
    ) -> list[Line]:
        """The lines that stay."""
        kept: list[Line] = []
        gap = 0
        place = 0
        tail = behind = False
        edges = edge_rules(lines) if self.is_page else {}
        edges |= _told_by_neighbours(lines)
        titles = _titles_from(lines) if self.is_page else len(lines)
        while place < len(lines):
            line = lines[place]
            if line.hint.table:
                end = _table_end(lines, place)
                rule = self._rule_of_table(lines[place:end])
                for each in lines[place:end]:
                    if rule and self.log.remove(each.text, rule):
                        gap += each.blanks + 1
                        continue
                    kept.append(each.spaced(gap))
                    gap, tail = 0, False
                place = end
                continue
            bare = simple(line.words.strip())
            end = self._list_end(lines, place, bare)
            if end > place:
                for each in lines[place:end]:
                    gap += each.blanks + 1
                    if not self.log.remove(each.text, Rule.RECOMMENDATION):
                        kept.append(each)
                place, tail, behind = (
                    end,
                    tail or _has_read(kept),
                    behind or _turns_away(bare, kept),
                )
                continue
            goes_on = _goes_on(lines, place, kept)
            rule = self._rule(line, bare, tail=tail and not goes_on) or edges.get(place)
            if not rule and place >= titles:
                rule = self._rule_behind(line, bare, tail=tail, behind=behind)
            behind = behind or (rule is not None and _turns_away(bare, kept))
            if tail and not rule and is_head(line.words) and _is_teased(lines, place + 1):
                rule = Rule.RECOMMENDATION
            if not rule and self.is_page and line.hint.part is not Part.HEADLINE:
                rule = rule_of_place(lines, place, bare, above=len(kept))
            if rule and self._removed(line, rule, kept):
                tail = tail or (
                    rule in {Rule.LEGAL, Rule.RECOMMENDATION, Rule.SOURCE} and _has_read(kept)
                )
                ends = place in edges or (rule is Rule.SITE and self.is_page)
                tail = tail or (ends and place >= titles and any(map(_is_sentence, kept)))
                gap += line.blanks + 1
                place += 1
                continue
            if opens(line.words):
                tail = False
            kept.append(line.spaced(gap))
            tail = tail or (self.is_page and len(kept) > 2 and _is_passed(line))
            gap = 0
            place += 1
        return kept

    def _rule_behind(self, line: Line, bare: str, *, tail: bool, behind: bool) -> Rule | None:
        """The rule of a short line where nothing but such lines and furniture follow.

        tail: whether a page has said its last words about itself; behind: turned to its next item.
        """
        if behind:
            return Rule.RECOMMENDATION
        named = is_office(bare) or names_in(line.words) or DAY.fullmatch(bare)
        return Rule.SITE if tail and self.is_page and not named else None

    def _rule_of_table(self, rows: list[Line]) -> Rule | None:
        if not self.is_page:
            return None
        if is_docket([row.words.split("\t") for row in rows]):
            return Rule.SOURCE
        return Rule.SITE if _is_navigation(rows) else None

    def _removed(self, line: Line, rule: Rule, kept: list[Line]) -> bool:
        """Take a line out; the author's name that a page's head gives stays as a byline."""
        if line.hint.fixed or is_listed_day(line) or _dates_office(line, kept):
            return False
        start, end = author_in(line)
        edited = bool(EDITORS.fullmatch(simple(line.words).strip("（()） ")))
        if rule is Rule.SOURCE and end and not edited and self.log.allows(rule, line.text):
            name = line.text[start:end]
            name = Traced(re.sub("[,，/]", "、", name.text), name.origin)  # 作者：容若，李白
            if whole_byline(name) and not NOBODY.search(simple(name.text)):
                self.log.remove(line.text[:start], rule)
                self.log.remove(line.text[end:], rule)
                kept.append(replace(line, text=name, hint=replace(line.hint, part=Part.BYLINE)))
                return True
        return self.log.remove(line.text, rule)

    def _rule(self, line: Line, bare: str, *, tail: bool) -> Rule | None:  # one outcome a line  # noqa: PLR0911 # one outcome a line
        if line.hint.fixed or line.hint.out:
            return None if line.hint.fixed else line.hint.out
        if line.tail or _is_told_head(line) or names_writers(line.text):
            return None  # a heading, or writers: those who passed the piece go with their names
        start, end = author_in(line)
        words = simple(line.words)
        rest = words[:start] + " " + words[end:] if end else bare
        edge = self.is_page and line.hint.part in _AT_EDGE and _is_label_or_stamp(line, bare)
        rule = Rule.SOURCE if edge else furniture_rule(rest)
        if rule is Rule.SOURCE and not self.is_page and _HOUR.fullmatch(bare):
            return None  # 时间：… of a meeting
        if end and not rule and DAY.fullmatch(rest.strip(" |｜·-")):
            return Rule.SOURCE
        if rule:
            return rule
        teaser = bool(TEASER.search(bare)) and line.hint.part is not Part.SUBHEAD
        if teaser and (tail or BULLET.match(bare)) and (tail or self.is_page or bare[0] in "•"):
            return Rule.RECOMMENDATION
        signs = line.hint.part is Part.BYLINE and whole_byline(line.text)
        if line.hint.links > MOSTLY and len(bare) <= 60 and not (ends_sentence(bare) or signs):
            return Rule.LINKS
        return None

    def _list_end(  # one outcome a line  # noqa: C901, PLR0911 # one outcome a line
        self, lines: list[Line], place: int, bare: str
    ) -> int:
        """The end of a list of links or comments that begins at a line; the line itself if none."""
        comments = bool(COMMENTS.match(bare))
        if lines[place].tail:
            return place
        if not comments and not (
            RELATED.match(bare) and (len(bare) <= 20 or NEIGHBOUR.match(bare))
        ):
            return place
        if not (comments or self.is_page or place):
            return place  # nothing stands over it that could be related
        if lines[place].hint.level == 1 or bare in {"图片新闻", "今日要闻", "最新"}:
            return place
        if comments and not any(map(_is_sentence, lines[:place])):
            return place + 1  # a button over the story
        others = bool(place and _READ_BY_OTHERS.fullmatch(bare))
        others = others and not any(opens(line.words) for line in lines[place + 1 :])
        if others or NEIGHBOUR.match(bare):
            return len(lines) if others else place + 1
        end = place + 1
        while end < len(lines) and not self._story_begins(lines, end, comments=comments):
            if not comments and (_is_sentence(lines[end]) or _is_of_story(lines[end])):
                break
            end += 1
        below = lines[place + 1 : end + 1]
        if not (comments or self.is_page):
            below = [line for line in below if not line.blanks or line is below[0]]
            if any(line.words.strip().endswith("。") for line in below):
                return place  # sentences below it: a box of background, not a list of links
        if not comments and end - place <= 2 and end < len(lines) and _is_sentence(lines[end]):
            return place
        if end == place + 1 and not self.is_page and lines[place].blanks == 0 and place == 0:
            return place
        return end

    def _story_begins(self, lines: list[Line], place: int, *, comments: bool) -> bool:
        """Whether a story stands at a line, so that a list of links before it has ended."""
        line = lines[place]
        if line.hint.table or line.hint.level or opens(line.words):
            return True
        shows = line.hint.story and line.hint.part is Part.CAPTION and not line.hint.links
        if line.hint.part in {Part.HEADLINE, Part.KICKER} or shows:
            return True
        words = line.words.strip()
        if _is_entry(words) or furniture_rule(words) or line.hint.links > 0.5:
            return False
        if comments:
            return line.blanks > 0 and is_head(words) and _prose_follows(lines, place + 1)
        if is_head(words):
            stamped = any(is_posted(each.words) for each in lines[place + 1 : place + 2])
            return (line.blanks > 0 or stamped) and _prose_follows(lines, place + 1 + stamped)
        return ends_sentence(words) and len(words) > 40 and not TEASER.search(words)


def _is_passed(line: Line) -> bool:
    """Whether a line names who wrote a piece and who passed it, as its page does at its end."""
    return "编" in line.words and names_writers(line.text)


def _told_by_neighbours(lines: Sequence[Line]) -> dict[int, Rule]:
    """The lines of a docket and of a word about rights, none of them a headline, with rules."""
    found = dict.fromkeys(statement(lines), Rule.LEGAL)
    found |= dict.fromkeys(crumb_lines([line.words for line in lines]), Rule.SITE)
    found |= dict.fromkeys(linked_lines([line.words for line in lines]), Rule.SOURCE)
    words = [line.words for line in lines]
    told = (*docket_lines(words), *housed_lines(words), *staff_lines(words))
    found |= dict.fromkeys(told, Rule.SOURCE)
    found |= {at: Rule.SOURCE for at, line in enumerate(lines) if _is_labels(line)}
    heads = {Part.HEADLINE, Part.TITLE}
    return {at: rule for at, rule in found.items() if lines[at].hint.part not in heads}


def _is_labels(line: Line) -> bool:
    """Whether a page sets a row of a posting's labels like a deck: 来源：… 作者：…."""
    return line.hint.part is Part.DECK and len(LABELS.findall(simple(line.words))) > 1


_READ_BY_OTHERS = re.compile(
    "(?:其他人|别人|大家|网友们?)(?:也|都|还)?(?:在看|爱看)[:：]?|猜你(?:喜欢|想看)"
)
"""What stands over the beginnings of other stories under an article, sentences among them."""


def _dates_office(line: Line, kept: Sequence[Line]) -> bool:
    """Whether a day in figures stands right under the office that signs a text: 2021.2.26."""
    if line.blanks > 1 or len(kept) < 2 or not DAY_IN_FIGURES.fullmatch(line.words.strip()):
        return False
    signs = simple(kept[-1].words.strip())
    office = _LONG_NAME.fullmatch(signs) and is_office(signs[-LONGEST_END:])
    return bool(office) and any(map(_is_sentence, kept[:-1]))


_LONG_NAME = re.compile(f"[{HAN}（）]{{3,30}}")
LONGEST_END = 15
"""Characters at the end of an office's name that tell it is one, be the whole longer."""

_HOUR = re.compile("(?:时间|日期)[:：][^:：]{2,40}(?:[:：][^:：]{1,20}){0,2}")
"""When something takes place, as a form has it; with a source beside it the line is a stamp."""


_AT_EDGE = frozenset({Part.CAPTION, Part.META})


def _is_label_or_stamp(line: Line, bare: str) -> bool:
    """Whether a page shows a label without its value like a caption, or when an account posted."""
    if line.hint.part is Part.CAPTION:
        return bool(_BARE_LABEL.fullmatch(bare))
    return len(bare) <= LONGEST_POSTED and bool(_POSTED_BY.match(bare)) and not ends_sentence(bare)


_BARE_LABEL = re.compile(f"[{HAN}]{{2,6}}[:：]")
_POSTED_BY = re.compile(f"{TIME}[ ][^，。：:]{{2,24}}")
LONGEST_POSTED = 36
"""Characters of the longest line that says when an account posted: 2018-04-06 某某君 某某报."""


def _is_told_head(line: Line) -> bool:
    """Whether the format of a copy, or the weighing of its top, says that a line heads it."""
    part = line.hint.part
    levelled = line.hint.level > 0 and part is not Part.CAPTION
    told = levelled or part in {Part.HEADLINE, Part.KICKER, Part.DECK}
    if part is not Part.TITLE or not is_head(line.words):
        return told
    rule = furniture_rule(simple(line.words.strip()))
    linked = line.hint.story and line.hint.links > MOSTLY and not line.hint.pictured
    return told or not (rule is Rule.SOURCE or (rule and line.hint.story) or linked)


MOSTLY = 0.8
"""The share of a line inside links that makes it one, be it called a title in the text."""


def _goes_on(lines: Sequence[Line], place: int, kept: Sequence[Line]) -> bool:
    """Whether a line that breaks off stands right under a sentence that has stayed."""
    bare = simple(lines[place].words.strip())
    if not (place and kept and TEASER.search(bare)) or BULLET.match(bare) or RELATED.match(bare):
        return False
    if any(line.hint.story for line in lines):
        return False  # the page itself tells what is text
    over = kept[-1]
    stays = over.number == lines[place - 1].number and over.words.rstrip()[-1:] in "。！？”"
    return stays and len(over.words) >= SENTENCE and lines[place].blanks <= 1


SENTENCE = 24
"""Characters of a sentence of running text."""


def _is_teased(lines: Sequence[Line], place: int) -> bool:
    """Whether the beginning of some other page's text stands at a place: 序言：一座古镇的雨季..."""
    below = lines[place : place + 1]
    told = lines[place - 1].hint.part is not Part.NONE
    return bool(below and TEASER.search(below[0].words) and not (below[0].blanks or told))


_TURNS = re.compile("[上下]一[篇条版则]|本版(?:新闻|标题|目录)|版面(?:导航|目录|概览)|返回目录")
"""Buttons that turn an e-paper's pages; only the titles of its other items stand behind them."""


def _turns_away(bare: str, kept: Sequence[Line]) -> bool:
    """Whether a button turns from an item that has been read; over one it turns from nothing."""
    return bool(_TURNS.search(bare)) and _has_read(kept)


def _has_read(kept: Sequence[Line]) -> bool:
    """Whether an item has stayed: a sentence, or as many short lines as a poem has."""
    return len(kept) >= FEWEST_READ or any(map(_is_sentence, kept))


FEWEST_READ = 5
"""Short lines, a headline and a writer among them, that may be an item without a sentence."""


_CONTACTS = re.compile(
    "(?:邮编|邮政编码|传真|热线|地址|E-?mail)[:：].{4,}(?:电话|传真|邮编|热线|\\d{6})|"
    "^(?:[MS]MS|WhatsApp|电[ ]?邮|传[ ]?真|[^，。]{0,4}热线|[^，。]{0,4}方法)[ ]*[:：]",
    re.IGNORECASE,
)
"""How a site may be reached, at its foot."""


def _titles_from(lines: Sequence[Line]) -> int:
    """The place from which nothing but titles and furniture is left of a page."""
    at = len(lines)
    while at and (
        (is_head(lines[at - 1].words) and not lines[at - 1].verse)
        or furniture_rule(lines[at - 1].words)
        or _CONTACTS.search(simple(lines[at - 1].words))
        or not has_han(lines[at - 1].words)
        or lines[at - 1].hint.links > 0.5
    ):
        at -= 1
    return at


def _is_sentence(line: Line) -> bool:
    """Whether a line is a whole sentence, as the title of a recommended page is not."""
    words = line.words.strip()
    return words.endswith("。") and len(words) >= 10 and line.hint.links <= 0.5


def _is_of_story(line: Line) -> bool:
    """Whether a page's own text goes on in a line, which breaks off in no title of another page."""
    words = line.words.strip()
    if is_caption(line) and not line.hint.links:
        return True
    said = line.hint.story and len(words) > LONGEST_ENTRY and "，" in words
    return said and line.hint.links <= 0.2 and not TEASER.search(words)


LONGEST_ENTRY = 40
"""Characters of the title of a recommended page; more, with a comma, are running text."""


def _table_end(lines: Sequence[Line], place: int) -> int:
    end = place
    while end < len(lines) and lines[end].hint.table == lines[place].hint.table:
        end += 1
    return end


def _is_navigation(rows: Sequence[Line]) -> bool:
    """Whether a table holds nothing but buttons, dates and the names of pages."""
    cells = [cell.strip() for row in rows for cell in row.words.split("\t") if cell.strip()]
    return all(
        furniture_rule(cell) or re.fullmatch("第?[ ]*[A-Z]?\\d+[ ]*版.{0,12}", simple(cell))
        for cell in cells
    )


def _is_entry(words: str) -> bool:
    return bool(BULLET.match(words)) or bool(
        re.search(r"\d{4}-\d{2}-\d{2}|\(\d{2}-\d{2}\)$", words)
    )


def _prose_follows(lines: list[Line], place: int) -> bool:
    """Whether running text stands within a few headings of a line."""
    for line in lines[place : place + 4]:
        words = line.words.strip()
        if opens(line.words) or names_in(line.words):
            return True
        if ends_sentence(words) and len(words) > 40 and not TEASER.search(words):
            return not re.search("[:：]", words[:12])
        if not is_head(words) or _is_entry(words):
            return False
    return False
