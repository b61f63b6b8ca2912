"""Where the text of a web page stands: told by where its running text is thickest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copydesk.blocks.heads import LONGEST, is_head
from copydesk.fields.datelines import opens
from copydesk.furniture.leads import ATTACHED, COMMENTS, RELATED, TEASER
from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import are_apart, ends_sentence, pairs, simple
from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine
from copydesk.sources.pagedata import is_named

_MARKS = re.compile("[，。！？；：、”]")


def unruled(lines: list[RawLine], names: frozenset[str] = frozenset()) -> list[RawLine]:
    """The lines, those back that a class or a style rules out though they hold the page's text.

    A class that means furniture elsewhere may hold the story here; WeChat hides its text until a
    script shows it. Where a page has no sentence as long as prose, its short ones tell: a poem.
    names: letters of what the page calls itself; where a first heading says one and sentences in
    sight follow, what the page recommends under them is other stories, however long.
    """
    ruled = {Rule.SITE, Rule.RECOMMENDATION, Rule.LEGAL, Rule.HIDDEN}
    top = next((at for at, line in enumerate(lines) if is_named(line, names)), len(lines))
    under = next((line for line in lines[top:] if is_prose(line)), None)
    if under and not under.hint.out:
        ruled -= {Rule.RECOMMENDATION}
    told = is_prose if any(map(is_prose, lines)) else is_short_sentence
    named = sum(len(line.text) for line in lines if line.hint.out in ruled and told(line))
    shown = sum(len(line.text) for line in lines if not line.hint.out and told(line))
    if named <= 3 * shown:
        return lines
    found = [line for line in lines if line.hint.out in ruled and told(line)]
    if told is not is_prose and len(found) < FEWEST_SHORT:
        return lines
    held = {line.hint.place for line in found}
    wrongly = {line.hint.out_by for line in found if line.hint.out is not Rule.HIDDEN} - {0}
    return [
        replace(line, hint=replace(line.hint, out=None))
        if line.hint.out in ruled
        and (line.hint.out_by in wrongly or line.hint.place in held)
        and line.hint.links <= 0.5
        else line
        for line in lines
    ]


FEWEST_SHORT = 4
"""Lines of a page that make a text though none is as long as prose."""


def is_short_sentence(line: RawLine) -> bool:
    """Whether a line without a link ends as a sentence or a verse does."""
    words = line.text.strip()
    return (
        not line.hint.links
        and len(words) > 3
        and words[-1] in "，。！？；…"
        and not (furniture_rule(words))
    )


def _weight(line: RawLine, *, short: bool) -> float:
    """How much running text a line holds, in characters. short: whether its page has no prose."""
    words = line.text.strip()
    hint = line.hint
    if hint.out or not words or hint.links > 0.5 or furniture_rule(words):
        return 0.0
    free = len(words) * (1 - hint.links)
    if hint.table:
        return 0.5 * free
    if TEASER.search(words) and hint.links:
        return 0.0
    if is_prose(line) or len(_MARKS.findall(words)) >= 2 or (short and is_short_sentence(line)):
        return free
    return 0.5 * free if len(words) >= 20 and _MARKS.search(words) else 0.2 * free


def text_of(lines: Sequence[RawLine]) -> frozenset[int]:
    """The indices of the lines that are the page's text, none where it has none."""
    short = not any(is_prose(line) for line in lines if not line.hint.out)
    weights = [_weight(line, short=short) for line in lines]
    if not sum(weights):
        return frozenset()
    place = _thickest(lines, weights)
    inside = [
        at
        for at, line in enumerate(lines)
        if line.text.strip() and line.hint.place[: len(place)] == place
    ]
    filled = [at for at in inside if weights[at] > 0]
    behind = range(filled[-1] + 1, len(lines))  # what a broken tag has left outside
    ahead = range(filled[0] - 1, -1, -1)  # a lead in a box of its own
    on = _beside(lines, range(filled[-1] + 1, len(lines)), place)
    back = _beside(lines, range(filled[0] - 1, -1, -1), place)
    text = {*inside, *_going_on(lines, behind), *_going_on(lines, ahead), *on, *back}
    return _without_end(lines, frozenset(text | _between(lines, text)))


def _without_end(lines: Sequence[RawLine], text: frozenset[int]) -> frozenset[int]:
    """A page's text without what stands in its container behind it: other stories and their heads.

    From where a line heads those on there is no paragraph; or most lines behind the last paragraph
    are links, and none of them is a file that the story has.
    """
    said = [at for at in text if goes_on(lines[at])]
    if not said:
        return text
    end = next((at for at in sorted(text) if ends_text(lines[at])), None)
    if end is not None and end > max(said):
        return frozenset(at for at in text if at < end)
    behind = [at for at in sorted(text) if at > max(said)]
    linked = [at for at in behind if lines[at].hint.links >= MOST_LINKED]
    over = [at for at in behind if linked and at < linked[0]]
    head = over[-1] if over and _heads_list(lines[over[-1]]) else None
    run = [at for at in behind if linked and linked[0] <= at <= linked[-1]]
    listed = len(linked) >= FEWEST_LINKS and 2 * len(linked) >= len(run)
    if not listed or any(ATTACHED.search(lines[at].text) for at in behind):
        return text
    return text - {*run, head}


def _heads_list(line: RawLine) -> bool:
    """Whether a short line is set as a head, of a list of links say."""
    return bool(line.hint.level or line.hint.bold) and is_head(line.text.strip())


FEWEST_LINKS = 4
"""Links behind a text from which they are a list of other stories."""


def _between(lines: Sequence[RawLine], text: set[int]) -> set[int]:
    """The short lines between paragraphs of the text that stand in one container with them."""
    homes = {lines[at].hint.place for at in text if goes_on(lines[at])}
    return {
        at
        for at in range(min(text), max(text))
        if lines[at].text.strip()
        and lines[at].hint.place in homes
        and not (lines[at].hint.out or lines[at].hint.links >= MOST_LINKED)
        and not furniture_rule(lines[at].text.strip())
    }


MOST_LINKED = 0.5
"""Share of a line in links from which it is none of the text."""


SKIPPED = 4
"""Lines of other matter, pictures and sub-heads aside, between two halves of one text."""

FEWEST_APART = 2
"""Paragraphs that go on with a text outside its own part of the page; one may be anything."""


def _beside(lines: Sequence[RawLine], places: range, place: tuple[int, ...]) -> Iterator[int]:
    """The lines of the text on one side of what cuts it in two: a film, an advertisement.

    They stand in containers beside the one in which text is thickest, and go on in sentences.
    Where a page nests brokenly they stand anywhere; then nothing but pictures and sub-heads may
    part them from the text and from each other.
    """
    home = place[:-2] or place[:-1]
    held: list[int] = []
    apart: list[int] = []
    skipped = 0
    for at in places:
        line = lines[at]
        words = line.text.strip()
        if not words:
            continue
        if not home or ends_text(line) or (places.step < 0 and _is_title(line)):
            break
        near = line.hint.place[: len(home)] == home
        if goes_on(line):
            if near:
                yield from (*held, at)
                held, skipped = [], 0
            else:
                apart.append(at)
                held.append(at)
            continue
        heads = line.hint.level > 1 or line.hint.part is Part.CAPTION
        if heads and not line.hint.links and line.hint.out in {None, Rule.SITE}:
            held.append(at)
        skipped += not (heads or (near and line.hint.out))
        if skipped > SKIPPED or (skipped and not near) or (places.step < 0 and not near):
            break
    if len(apart) >= FEWEST_APART:
        yield from (at for at in held if at <= apart[-1])


def ends_text(line: RawLine) -> bool:
    """Whether a line heads what is no text of the page: comments, other stories, legal lines."""
    words = simple(line.text.strip())
    return bool(COMMENTS.match(words) or RELATED.match(words)) or (
        furniture_rule(words) is Rule.LEGAL
    )


def _is_title(line: RawLine) -> bool:
    return line.hint.level == 1 or line.hint.part in {Part.HEADLINE, Part.TITLE}


def _thickest(lines: Sequence[RawLine], weights: Sequence[float]) -> tuple[int, ...]:
    """The container in which running text stands thickest, as a path of numbers.

    From the whole page down into the part that holds most of the text, as long as one does.
    """
    place: tuple[int, ...] = ()
    while True:
        depth = len(place)
        direct = 0.0
        inner: Counter[int] = Counter()
        for line, weight in zip(lines, weights, strict=True):
            if line.hint.place[:depth] == place:
                if len(line.hint.place) == depth:
                    direct += weight
                elif weight:
                    inner[line.hint.place[depth]] += round(weight)
        whole = direct + inner.total()
        if not inner or direct >= 0.5 * whole:
            return place
        best = max(inner, key=lambda number: (inner[number], -number))
        if inner[best] < MOST * whole:
            return place
        place = (*place, best)


def _going_on(lines: Sequence[RawLine], places: range) -> Iterator[int]:
    """Of some places next to the text those that go on with it."""
    for at in places:
        if lines[at].text.strip():
            if not goes_on(lines[at]):
                return
            yield at


MOST = 0.55
"""Share of a container's text that a part of it holds which is the page's text alone."""


def short_text(lines: Sequence[RawLine], text: frozenset[int], top: int) -> frozenset[int]:
    """The short lines under a headline that are its text where the page has no sentence: a poem.

    text: what was taken for it; top: of the headline. They stand in the headline's own container
    and one after the other, to the first line that its own words or its links rule out.
    """
    if any(is_prose(lines[at]) for at in text):
        return frozenset()
    own = lines[top].hint.place
    found: list[int] = []
    for at in range(top + 1, len(lines)):
        line, words = lines[at], lines[at].text.strip()
        if not words or at in text:
            continue
        within = line.hint.place[: len(own)] == own and not line.hint.table
        if not within or line.hint.out or line.hint.links > 0.2 or furniture_rule(words):
            break
        found.append(at)
    return frozenset(found) if len(found) >= FEWEST_SHORT else frozenset()


FEWEST_SHORT = 4
"""Short lines under a headline that are a poem; fewer are a stamp and a button."""


def goes_on(line: RawLine) -> bool:
    """Whether a line beside the text's container is text all the same."""
    words = line.text.strip()
    whole = is_prose(line) and line.hint.links <= 0.2 and not line.hint.out
    return whole and not furniture_rule(words) and not TEASER.search(words)


def is_prose(line: RawLine) -> bool:
    """Whether a line is a whole sentence of running text, or opens a story."""
    if line.hint.links > 0.5:
        return False
    words = line.text.strip()
    return (len(words) >= 30 and ends_sentence(words)) or opens(words)


def holds_several(lines: Sequence[RawLine], text: frozenset[int], headline: int = -1) -> bool:
    """Whether the text is that of several stories.

    Two first headings tell, or two lines that a dateline opens under a heading, as in a file saved
    from a word processor, or headings that are all set alike and of which the first stands on top.
    headline: the line that the page's own data name; first headings in the text under it are of its
    parts where these are of one matter.
    """
    shown = [at for at in range(len(lines)) if lines[at].text.strip() and not lines[at].hint.out]
    titled: list[int] = []
    opened = 0
    for index, at in enumerate(shown):
        below = [lines[each] for each in shown[index + 1 : index + 4]]
        level = lines[at].hint.level
        over = level == 1 and not (index and lines[shown[index - 1]].hint.level == 1)
        if over and any(is_prose(line) for line in below):
            titled.append(at)
        if at in text and opens(lines[at].text.strip()):
            above = lines[shown[index - 1]] if index else None
            opened += above is None or is_head(above.text.strip())
    several = len(titled) >= FEWEST_STORIES and not _are_parts(lines, text, headline, titled)
    return several or opened >= FEWEST_STORIES or _all_set_alike([lines[at] for at in shown])


FEWEST_STORIES = 2


def _are_parts(
    lines: Sequence[RawLine], text: frozenset[int], headline: int, titled: Sequence[int]
) -> bool:
    """Whether first headings stand in the text under the page's headline, all of one matter."""
    inside = [at for at in titled if at in text]
    if headline < 0 or headline in text or not inside or {*titled} - {headline, *inside}:
        return False
    ends = [*inside, max(text) + 1]
    starts = [min(text), *inside]
    held = [range(a, b) for a, b in zip(starts, ends, strict=True)]
    texts = ["\n".join(lines[at].text for at in part) for part in held]
    said = pairs(lines[headline].text)
    if all(len(pairs(lines[at].text) & said) >= AKIN for at in inside):
        return True
    return not are_apart([text for text in texts if text.strip()])


AKIN = 2
"""Pairs of characters that a heading has in common with the headline of its own story."""


def _all_set_alike(lines: Sequence[RawLine]) -> bool:
    """Whether the lines of a page begin with a heading and have more like it, of other matters.

    A page of one story has a heading of its own over those of its sections.
    """
    if not lines or not _look(lines[0]) or len(lines[0].text.strip()) > LONGEST:
        return False
    heads = [at for at, line in enumerate(lines) if _look(line) == _look(lines[0])]
    others = any(0 < line.hint.level < (lines[0].hint.level or 7) for line in lines)
    over = all(is_prose(lines[at + 1]) for at in heads if at + 1 < len(lines))
    if len(heads) < 2 or others or not over or heads[-1] + 1 == len(lines):  # nothing under it
        return False
    ends = [*heads[1:], len(lines)]
    texts = ["\n".join(line.text for line in lines[a:b]) for a, b in zip(heads, ends, strict=True)]
    return are_apart(texts)


def _look(line: RawLine) -> tuple[object, ...]:
    """How a heading is set; nothing for what is set as text is."""
    hint = line.hint
    return (hint.level, hint.centred, hint.bold, hint.size) if hint.level or hint.bold else ()
