"""Which lines of a web page are its article: headline, heading lines, text.

The text is the container in which running text stands thickest; the headline is the line that the
page's own data name as its title, wherever it stands; of what lies between them only lines stay
that say what they are. Where a page holds several stories, each with a heading of its own, nothing
is chosen: only what stands outside all of them goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from copydesk.blocks.heads import is_head
from copydesk.furniture.leads import COMMENTS, RELATED
from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import pairs, simple
from copydesk.rules import Rule
from copydesk.sheet import Hint, Part, RawLine
from copydesk.sources.pagedata import (
    SHORTEST_TITLE,
    Headline,
    PageData,
    bare_title,
    headline_of,
    letters,
    names_of,
    without_site,
)
from copydesk.sources.pagetext import (
    FEWEST_APART,
    MOST_LINKED,
    ends_text,
    goes_on,
    holds_several,
    is_prose,
    short_text,
    text_of,
    unruled,
)
from copydesk.sources.plates import (
    CREDITED,
    in_plate,
    is_credited,
    is_heading_line,
    is_over,
    is_under,
    signs,
)
from copydesk.sources.streams import without_comments, without_stream

MOST_AHEAD = 12
"""Lines between a headline and its text that are read as heading; more are another part."""


def article_of(lines: Sequence[RawLine], data: PageData) -> tuple[list[RawLine], bool]:
    """The lines of a page, those ruled out that are no part of its article or articles.

    Also whether the page is that of one article.
    """
    lines = unruled(without_site(lines), names_of(lines, data))
    lines = without_stream(without_comments(lines))
    text = text_of(lines)
    if not text:
        return lines, False
    headline = headline_of(lines, data, text)
    text |= short_text(lines, text, headline.at) if headline else frozenset()
    titled = any(line.hint.out is Rule.PAGE_TITLE for line in lines)
    told = headline is not None and (headline.posted or headline.sure)
    told = told or _stands_in_crowd(lines, text)
    named = headline.at if headline and headline.sure else -1
    if holds_several(lines, text, named) or not (titled or told):
        return _without_frame(lines, headline), False
    return _article(lines, data, text, headline)


CROWD = 10
"""Lines round the text of a page, from which it is a page though nothing names its title."""


def _stands_in_crowd(lines: Sequence[RawLine], text: frozenset[int]) -> bool:
    """Whether nearly all sentences of a page stand in one text, and many short lines round it."""
    around = [line for at, line in enumerate(lines) if at not in text and line.text.strip()]
    said = sum(len(lines[at].text) for at in text if is_prose(lines[at]))
    elsewhere = sum(len(line.text) for line in around if is_prose(line) and not line.hint.out)
    return len(around) >= CROWD and said >= ALONE * (said + elsewhere)


ALONE = 0.8
"""The share of a page's sentences that its one text has."""


def _article(
    lines: list[RawLine], data: PageData, text: frozenset[int], headline: Headline | None
) -> tuple[list[RawLine], bool]:
    """The lines of one article."""
    lines = _unfolded(lines, text)
    linked = -1 if headline and headline.sure else _self_linked(lines, text)
    headline = headline if linked < 0 else Headline(linked)
    again = _heading_again(lines, text, headline) if headline else None
    start = next((at for at in sorted(text) if is_prose(lines[at])), None)
    if headline and again is not None and start is not None:
        lines[headline.at] = _ruled_out(lines[headline.at])
        lines[again] = replace(lines[again], hint=replace(lines[again].hint, part=Part.HEADLINE))
        heading = [
            line if at >= start or (at in text and not line.hint.out) else _ruled_out(line)
            for at, line in enumerate(lines)
        ]
        text = frozenset(at for at in text if at >= start)
        behind = _article(heading, data, text, None)[0]
        return [*heading[:start], *behind[start:]], True
    first, last = min(text), max(text)
    top = headline.at if headline else max(0, first - MOST_AHEAD)
    kept: list[RawLine] = []
    for at, line in enumerate(lines):
        if not line.text.strip():
            kept.append(line)
        elif headline and at == headline.at:
            rest = "".join(lines[each].text.strip() for each in headline.more)
            kept.append(_as_headline(replace(line, text=line.text + rest), headline))
        elif headline and at in headline.more:
            kept.append(replace(line, text="", deleted=()))
        elif headline and at == headline.deck:
            kept.append(replace(line, hint=replace(line.hint, out=None, part=Part.DECK)))
        elif at in text and at >= min(top, first):
            kept.append(replace(line, hint=replace(line.hint, story=not line.hint.table)))
        else:
            of_heading = top < at < first and at - top <= MOST_AHEAD
            over = headline is not None and 0 < top - at <= 3
            stays = (
                (of_heading and is_heading_line(line, near=first - at))
                or (of_heading and headline is not None and in_plate(line, lines[top]))
                or (over and is_over(line, lines[top], next_to=top - at == 1))
                or (of_heading and at - top == 1 and is_under(line, lines[top]))
                or (last < at <= last + 4 and is_credited(line))
            )
            sure = headline is not None and headline.sure
            kept.append(_as_tier(line, over=at < top, sure=sure) if stays else _ruled_out(line))
    if headline is None:
        kept = _headed(lines, _titled(kept, data), text)
    return _passed_over(lines, kept, last), True


def _heading_again(
    lines: Sequence[RawLine], text: frozenset[int], headline: Headline
) -> int | None:
    """Where a text begins with its own heading, its line that says the page's headline again.

    Other short lines stand beside it, as a kicker and the writers do; none where nothing does.
    """
    first = next((at for at in sorted(text) if is_prose(lines[at])), max(text))
    over = [at for at in sorted(text) if at < first and lines[at].text.strip()]
    said = letters(lines[headline.at].text)
    again = [at for at in over if letters(lines[at].text) == said and at != headline.at]
    return again[0] if again and len(over) > 1 and headline.at < again[0] else None


def _headed(lines: Sequence[RawLine], kept: list[RawLine], text: frozenset[int]) -> list[RawLine]:
    """The lines of an article that nothing names a headline of, those over it back that may be one.

    lines: as they were before; text: which of them are the page's text.
    """
    if any(line.hint.part is Part.HEADLINE for line in kept):
        return kept
    first = min((at for at in text if goes_on(lines[at])), default=min(text))
    over = [at for at in range(first) if lines[at].text.strip() and not lines[at].hint.out]
    for at in over[-MOST_OVER:]:
        words, hint = lines[at].text.strip(), lines[at].hint
        if hint.links < MOST_LINKED and is_head(words) and not furniture_rule(words):
            kept[at] = lines[at]
    return kept


def _self_linked(lines: Sequence[RawLine], text: frozenset[int]) -> int:
    """Where the headline stands that a weblog links to its own page; -1 for none.

    It stands right over the text and says its words.
    """
    first = min((at for at in text if is_prose(lines[at])), default=min(text))
    last = next((at for at in reversed(range(first)) if lines[at].text.strip()), first)
    words = lines[last].text.strip()
    matter = pairs(" ".join(lines[each].text for each in sorted(text)[:MATTER]))
    linked = last < first and lines[last].hint.links >= MOST_LINKED and is_head(words)
    return last if linked and len(pairs(words) & matter) >= AKIN else -1


MATTER = 6
AKIN = 3
"""Lines of a text, and pairs of characters in them, that its headline says."""


MOST_OVER = 2
"""Lines right over a text that may be its headline and its writer, where nothing tells."""


def _passed_over(lines: Sequence[RawLine], kept: list[RawLine], last: int) -> list[RawLine]:
    """The lines, those marked from which paragraphs begin that read as text and are left out.

    lines: as they were before; last: where the text ends. Comments and other stories end it.
    """
    run: list[int] = []
    for at, line in enumerate(lines):
        if not line.text.strip():
            continue
        if at > last and ends_text(line):
            break
        left = kept[at].hint.out is Rule.SITE and not line.hint.out and goes_on(line)
        run = [*run, at] if left else []
        if len(run) == FEWEST_APART:
            kept[run[0]] = replace(kept[run[0]], hint=replace(kept[run[0]].hint, left=True))
    return kept


def _unfolded(lines: list[RawLine], text: frozenset[int]) -> list[RawLine]:
    """The lines, those back that are hidden in the text's own container until one asks for more.

    Of a text that begins in sight, sentences that say nothing again; the first of them is marked.
    """
    shown = (at for at in text if not lines[at].hint.out and is_prose(lines[at]))
    begins = min(shown, default=len(lines))
    said = {letters(line.text) for line in lines if not line.hint.out}
    folded = [
        at
        for at in sorted(text)
        if at > begins
        and lines[at].hint.out is Rule.HIDDEN
        and is_prose(lines[at])
        and letters(lines[at].text) not in said
    ]
    found = list(lines)
    for at in folded:
        hint = replace(lines[at].hint, out=None, folded=at == folded[0])
        found[at] = replace(lines[at], hint=hint)
    return found


def _as_headline(line: RawLine, headline: Headline) -> RawLine:
    deleted = line.deleted
    if headline.start:
        deleted = (*deleted, (0, headline.start, Rule.SITE))
    hint = replace(line.hint, out=None, part=Part.HEADLINE, links=0.0)
    return replace(line, hint=hint, deleted=deleted)


def _as_tier(line: RawLine, *, over: bool, sure: bool) -> RawLine:
    """A line beside the headline that is called headline too: it is another tier.

    sure: whether the page's own data name the headline, so that no other line is part of it.
    """
    hint = replace(line.hint, out=None)
    titled = hint.part is Part.TITLE or (hint.level in {1, 2} and hint.part is Part.NONE)
    plain = is_prose(line) or furniture_rule(line.text.strip())
    if hint.part is Part.HEADLINE or (sure and titled and not over and not plain):
        hint = replace(hint, part=Part.KICKER if over else Part.DECK)
    return replace(line, hint=hint)


def _titled(lines: list[RawLine], data: PageData) -> list[RawLine]:
    """The lines, the page's own title back as headline where no line of the page is one."""
    at = next((at for at, line in enumerate(lines) if line.hint.out is Rule.PAGE_TITLE), None)
    if at is None:
        return lines
    line = lines[at]
    bare = bare_title(line.text)
    start = line.text.find(bare)
    said = pairs(bare) & pairs(" ".join(each.text for each in lines if each.hint.story))
    told = data.article or data.titles or bare == line.text.strip() or len(said) >= AKIN
    if _STEPS.search(line.text):
        return lines  # the way to a part of the site
    if start < 0 or len(letters(bare)) < SHORTEST_TITLE or not told:
        return lines
    spans = [(0, start), (start + len(bare), len(line.text))]
    deleted = tuple((a, b, Rule.PAGE_TITLE) for a, b in spans if b > a)
    lines[at] = replace(line, hint=Hint(part=Part.HEADLINE), deleted=(*line.deleted, *deleted))
    return lines


_STEPS = re.compile(r"\w ?(?:>|＞|›|»|→) ?\w")
"""Between the steps of a way through a site: 首页>教育."""


def _without_frame(lines: list[RawLine], headline: Headline | None) -> list[RawLine]:
    """The lines of a page of several stories, those outside the container of them all ruled out."""
    if headline and headline.sure:
        line = lines[headline.at]
        others = any(each.hint.level == 1 and not each.hint.out for each in lines)
        if line.hint.out in {None, Rule.SITE} and not (line.hint.out is None and others):
            part = Part.HEADLINE if line.hint.part in {Part.NONE, Part.TITLE} else line.hint.part
            lines[headline.at] = replace(line, hint=replace(line.hint, out=None, part=part))
    held: Counter[tuple[int, ...]] = Counter()
    for line in lines:
        if not line.hint.out and (is_prose(line) or line.hint.table):
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


def _stays(line: RawLine, at: int, ahead: int, titles: list[int]) -> bool:
    """Whether a line outside the main text belongs to it all the same: its heading, most of all.

    ahead: how many lines before the text it stands, blank ones not counted; 0 behind its start.
    """
    hint = line.hint
    if hint.out:
        return False
    if hint.level in {1, 2} or hint.part in {Part.KICKER, Part.HEADLINE, Part.DECK, Part.BYLINE}:
        return True
    if hint.part is Part.META or is_prose(line) or hint.table or (not ahead and signs(line.text)):
        return True
    if hint.level and any(abs(at - title) <= 3 for title in titles):
        return True
    if hint.part is Part.CAPTION or (hint.links < 0.3 and CREDITED.search(simple(line.text))):
        return True
    near = 0 < ahead <= 4 and len(simple(line.text)) <= 46
    set_apart = hint.centred or hint.bold or hint.part is Part.TITLE
    return near and set_apart and hint.links < 0.3


def _ruled_out(line: RawLine) -> RawLine:
    words = simple(line.text.strip())
    if RELATED.match(words):
        rule = Rule.RECOMMENDATION
    elif COMMENTS.match(words):
        rule = Rule.COMMENTS
    else:
        rule = Rule.LINKS if line.hint.links > 0.5 else Rule.SITE
    return line.ruled_out(rule)
