"""Which lines beside the headline of a page are tiers of its heading, or signatures."""

from __future__ import annotations

import re

from copydesk.blocks.heads import is_head
from copydesk.fields.bylines import whole_byline
from copydesk.furniture.sites import SECTION, speaks
from copydesk.furniture.words import AUTHOR, LONGEST_STAMP, furniture_rule
from copydesk.furniture.writers import BESIDE, own_author
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine
from copydesk.sources.pagetext import (
    MOST_LINKED,
    is_prose,
    is_short_sentence,
)
from copydesk.traced import Traced

CREDITED = re.compile("[。）)” ][\u4e00-\u9fff]{2,8} ?(?:摄|摄影|供图)[）)]?$")
"""How the caption of a picture ends."""


_SIGNED = re.compile("(?:文字?|图片?|图文|撰文|摄影|作者|记者|通讯员|供稿)[ ]?[:：/／|｜丨]")
"""How a line under a text begins that says who wrote it: 文字：山涛."""


def is_heading_line(line: RawLine, *, near: int) -> bool:
    """Whether a line between headline and text belongs to the heading. near: lines to the text."""
    hint = line.hint
    words = line.text.strip()
    signs = hint.part is Part.BYLINE and hint.out is Rule.SITE  # in a bar of buttons
    authored = hint.out in {None, Rule.SITE} and bool(_AUTHORED.match(simple(words)))
    authored = authored or (not hint.out and bool(own_author(Traced.at(words, 0))))
    leads = hint.links >= 0.5 and not (authored or _is_linked_name(line))
    if (hint.out and not (signs or authored)) or leads:
        return False
    if authored or hint.part in {Part.DECK, Part.BYLINE, Part.META, Part.CAPTION, Part.KICKER}:
        return True
    if hint.table or hint.level in {1, 2, 3} or is_prose(line) or is_short_sentence(line):
        return True
    if whole_byline(Traced.at(words, 0)) or furniture_rule(words) is Rule.SOURCE:
        return True
    stamp = simple(words).replace("\u3000", " ")
    if len(words) <= LONGEST_STAMP and (AUTHOR.search(stamp) or BESIDE.search(stamp)):
        return True
    set_apart = hint.centred or hint.bold or hint.part is Part.TITLE
    return set_apart and near <= 4 and len(words) <= 46 and hint.links < 0.3


_AUTHORED = re.compile(
    f"作者[:：][ ]?(?!佚名|未知|网络|本站|管理员|admin)[{HAN}]{{2,4}}\\s.{{0,100}}$"
)
"""Who wrote, at the head of the line in which a page says when it was posted."""


def _is_linked_name(line: RawLine) -> bool:
    """Whether a line names the writer, as a link to what else he wrote."""
    named = line.hint.part is Part.BYLINE and not line.hint.out
    return named and bool(whole_byline(Traced.at(line.text.strip(), 0)))


def in_plate(line: RawLine, headline: RawLine) -> bool:
    """Whether a heading under the headline stands in the same head of the page as that one."""
    own, above = line.hint, headline.hint
    return (
        own.out is Rule.SITE
        and own.level == above.level + 1 > 1
        and own.out_by == above.out_by != 0
        and own.links < MOST_LINKED
        and is_head(line.text.strip())
    )


def is_over(line: RawLine, headline: RawLine, *, next_to: bool) -> bool:
    """Whether a line over the headline is its kicker. next_to: nothing stands between them."""
    hint = line.hint
    if hint.out or hint.links >= 0.3 or furniture_rule(line.text.strip()):
        return False
    near = hint.place == headline.hint.place
    set_apart = hint.centred or (hint.bold and near) or (hint.level in {2, 3, 4} and near)
    set_apart = set_apart or (next_to and _is_tier(line, headline))
    return hint.part is Part.KICKER or (set_apart and len(line.text.strip()) <= 46)


def _is_tier(line: RawLine, headline: RawLine) -> bool:
    """Whether a line next to a first heading, in one box with it, says something as a tier does."""
    words = line.text.strip()
    beside = headline.hint.level == 1 and line.hint.place == headline.hint.place
    plain = not (is_prose(line) or furniture_rule(words) or SECTION.fullmatch(simple(words)))
    return beside and plain and len(words) <= LONGEST_STAMP and speaks(words)


def is_under(line: RawLine, headline: RawLine) -> bool:
    """Whether a line right under the headline is its deck."""
    return not line.hint.out and line.hint.links < 0.3 and _is_tier(line, headline)


def is_credited(line: RawLine) -> bool:
    """Whether a line right behind the text is a caption or a signature."""
    hint = line.hint
    if hint.out or hint.links >= 0.3:
        return False
    words = simple(line.text.strip())
    return (
        hint.part is Part.CAPTION
        or bool(CREDITED.search(words))
        or (hint.part is Part.BYLINE and bool(whole_byline(Traced.at(words, 0))))
        or signs(words)
    )


def signs(words: str) -> bool:
    """Whether a line says who wrote what stands over it: 文字：山涛."""
    return bool(_SIGNED.match(simple(words))) and bool(whole_byline(Traced.at(words, 0)))
