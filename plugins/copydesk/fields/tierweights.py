"""How much speaks for a way of dividing a heading into kicker, headline and deck."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from copydesk.fields.kinds import is_paper
from copydesk.fields.names import is_office
from copydesk.fields.phrases import is_subject, lacks_subject
from copydesk.fields.tierwords import (
    ATTENDANCE,
    ATTENDED,
    COLUMN,
    COUNTED,
    DECK_END,
    DECK_START,
    FRAMED,
    ISSUER,
    KICKER_END,
    LATER,
    MARKS,
    MEETING,
    OFFICIAL,
    PLACE,
    RUBRIC,
    SERIES,
    SPEECH_END,
    THEME,
    TITLE_END,
)
from copydesk.lexicon import pairs, simple
from copydesk.sheet import Hint, Part
from copydesk.traced import Traced

LETTERHEAD = 11
"""Characters of a line from which the office over it is its letterhead."""

DASHES = frozenset({"——", "――", "--", "──"})
"""What a line ends with that leads in to the line under it."""

LONG_HEADLINE = 30
"""Characters that one tier hardly ever has."""


_BLANK = re.compile("[ \t\u3000]")
_BLANKS = re.compile("[ \u3000]+")


@dataclass(frozen=True)
class Tier:
    """A line of a heading, which may be a tier of it. blanks: empty lines before it."""

    text: Traced
    hint: Hint
    blanks: int

    @cached_property
    def words(self) -> str:
        """Its words in Simplified characters, without the signs around them."""
        return simple(self.text.text.strip(MARKS))

    @cached_property
    def segments(self) -> list[str]:
        """Its words, parted at their blanks."""
        return [part for part in _BLANKS.split(self.words) if part]

    @cached_property
    def unspaced(self) -> str:
        """Its words as they stand, without the signs around them and without a blank."""
        return _BLANK.sub("", self.text.text.strip(MARKS)).strip()

    @cached_property
    def is_rubric(self) -> bool:
        """Whether it is the name of a column and nothing else."""
        return bool(RUBRIC.fullmatch(self.words))

    @cached_property
    def is_column(self) -> bool:
        """Whether it names a column, a series or a theme."""
        return _is_column(self.words)

    @cached_property
    def is_title(self) -> bool:
        """Whether it ends as the title of an official paper does."""
        return bool(OFFICIAL.search(self.words))

    @cached_property
    def is_attendance(self) -> bool:
        """Whether it only says who presided and who came."""
        return _is_attendance(self.words)

    @cached_property
    def is_subject(self) -> bool:
        """Whether it names who does what the line under it says."""
        return is_subject(self.words)

    @cached_property
    def is_office(self) -> bool:
        """Whether it is the name of an office."""
        return is_office(self.words)

    @cached_property
    def is_issuer(self) -> bool:
        """Whether it is the name of who gives out a paper."""
        return bool(ISSUER.fullmatch(self.words))

    @cached_property
    def begins_deck(self) -> bool:
        """Whether it begins as a deck does."""
        return bool(DECK_START.match(self.words))

    @cached_property
    def ends_deck(self) -> bool:
        """Whether it ends as a deck does."""
        return bool(DECK_END.search(self.words))

    @cached_property
    def losses(self) -> tuple[float, ...]:
        """What speaks against its being a headline, be there other lines or none."""
        deck = self.begins_deck or bool(_BRACKETED.fullmatch(self.words))
        spoken = bool(SPEECH_END.search(self.words)) or self.words[-1:] in "：:"
        return (*((4.0,) if deck else ()), *((3.0,) if spoken else ()))

    @cached_property
    def losses_among(self) -> tuple[float, ...]:
        """What speaks against it where other lines stand beside it."""
        place = bool(PLACE.fullmatch(self.words))
        told = bool(COUNTED.fullmatch(self.words) or FRAMED.fullmatch(self.words))
        return (*((2.0,) if place else ()), *((3.0,) if told else ()))


_BRACKETED = re.compile("[（(].*[）)]")


def weight_of(  # noqa: C901, PLR0912 # a sum of many small weights
    way: list[Tier], start: int, end: int, *, has_table: bool, said: set[str]
) -> float:
    """How much speaks for lines start to end being the headline, those beside it the others.

    said: pairs of Han characters of the first paragraphs.
    """
    kicker, headline, deck = way[:start], way[start:end], way[end:]
    weight = -1.0 * (len(headline) - 1)
    weight -= 0.7 * max(0, len(kicker) - 1) + 0.7 * max(0, len(deck) - 1)
    weight += _boundaries(way, start, end)
    levels = [tier.hint.level for tier in way if tier.hint.level]
    highest = min(levels, default=0)
    sole = levels.count(highest) == 1
    weight += sum(_length(tier) for tier in way if tier not in kicker[:1]) + _parallel(headline)
    weight += sum(_length(tier) for tier in kicker[:1] if not _names_column(tier, way))
    weight += _size(kicker, headline, deck)
    for tiers, role in ((kicker, Part.KICKER), (headline, Part.HEADLINE), (deck, Part.DECK)):
        weight += sum(_told(tier, role, highest, sole=sole) for tier in tiers)
    main = " ".join(tier.words for tier in headline)
    if kicker:
        weight += _as_kicker(kicker, headline, main)
    if deck:
        weight += _as_deck(deck, main, kicker)
    if any(tier.hint.part is Part.HEADLINE for tier in headline):
        others = [tier for tier in headline if tier.hint.part is not Part.HEADLINE]
        weight -= sum(8.0 if tier.hint.level else 2.0 for tier in others)  # a file's, an item's
    for tier in headline:
        for loss in tier.losses:
            weight -= loss
        if len(way) > 1:
            weight -= 1.0 if tier.is_column else 0.0
            decked = bool(deck) and deck[0].begins_deck
            weight -= 0.8 if tier.is_subject and not decked else 0.0
            headed = bool(deck) and tier.is_office and len(deck[0].words) > LETTERHEAD
            weight -= 2.0 if tier.is_issuer or headed else 0.0
        for loss in tier.losses_among if len(way) > 1 else ():
            weight -= loss
        if tier.is_title:
            weight += 2.0
        if len(way) > 1:
            weight -= 2.0 if tier.is_attendance else 0.0
            weight -= 0.8 if tier.ends_deck else 0.0
    if TITLE_END.search(main):
        weight += 1.0
    if said and len(way) > 1:
        weight += LED * _kinship(main, said)
    if has_table and _OF_TABLE.search(main):
        weight += 2
    if len(main) > LONG_HEADLINE + 6:
        weight -= 1.5
    if len(main) < 4:
        weight -= 1
    return weight


_OF_TABLE = re.compile("(?:表|安排|日程|名单|一览|公示)$")


def _names_column(tier: Tier, way: list[Tier]) -> bool:
    """Whether a short first line over a longer one may be the name of a column: 读书, 身边好人."""
    return tier is way[0] and 2 <= len(tier.words) <= SHORT_COLUMN < len(way[1].words)


SHORT_COLUMN = 5

LED = 0.5
"""What it says for a headline that its text begins with all its words."""


def _kinship(words: str, said: set[str]) -> float:
    own = pairs(words)
    return len(own & said) / max(FEWEST, len(own))


FEWEST = 5
"""Pairs of characters of a line that says something."""


def _is_column(words: str) -> bool:
    """Whether a line names a column, a series or a theme: 聚焦“两会”."""
    theme = len(words) <= LONGEST_THEME and bool(THEME.match(words))
    return theme or bool(RUBRIC.fullmatch(words) or SERIES.search(words))


LONGEST_THEME = 8


def _length(tier: Tier) -> float:
    """Whether a line is as long as a tier is."""
    size = len(tier.words)
    if tier.is_rubric:
        return 0.0
    return -1.5 if size < 4 else -0.5 if size < 6 else 0.0


def _size(kicker: list[Tier], headline: list[Tier], deck: list[Tier]) -> float:
    """The headline is set in the largest letters, or in bold where nothing else tells."""
    tiers = (*kicker, *headline, *deck)
    if not any(tier.hint.size for tier in tiers) and len({tier.hint.bold for tier in tiers}) == 1:
        return 0.0
    if any(tier.is_issuer for tier in kicker) and any(
        tier.is_title or is_paper(tier.words) for tier in headline
    ):
        kicker = []  # the letterhead of a paper is set larger than its title
    kicker = [tier for tier in kicker if not tier.is_office]
    largest = max(tier.hint.size for tier in (*kicker, *headline, *deck))
    others = [tier.hint.size for tier in (*kicker, *deck)]
    if largest and any(
        size < largest * 0.95 for size in (*others, *(t.hint.size for t in headline))
    ):
        small = sum(tier.hint.size < largest * 0.95 for tier in headline)
        return -2.5 * small - 2.5 * sum(size >= largest * 0.95 for size in others)
    bold = {tier.hint.bold for tier in (*kicker, *headline, *deck)}
    if len(bold) == 2:
        return 0.8 * sum(t.hint.bold for t in headline) - 0.8 * sum(
            not t.hint.bold for t in headline
        )
    return 0.0


def _parallel(headline: list[Tier]) -> float:
    """Two lines of one length set one under the other are one headline of two halves."""
    return sum(
        1.5 - 0.5 * abs(len(before.words) - len(after.words))
        for before, after in pairwise(headline)
        if after.blanks == 0
        and (before.hint.bold, before.hint.size) == (after.hint.bold, after.hint.size)
        and abs(len(before.words) - len(after.words)) <= 2
        and len(after.words) >= 6
        and not _is_attendance(after.words)
    )


def _is_attendance(words: str) -> bool:
    """Whether a line only says who presided and who came: 周文彬主持 陈晓霞出席."""
    parts = words.split()
    return bool(parts) and all(ATTENDANCE.fullmatch(part) for part in parts)


def _boundaries(way: list[Tier], start: int, end: int) -> float:
    """Blank lines stand between tiers, not inside them."""
    weight = 0.0
    gaps = [tier.blanks for tier in way[1:]]
    mixed = len(set(gaps)) > 1
    for at in range(1, len(way)):
        is_boundary = at in {start, end}
        if is_boundary and way[at].blanks == 0 and mixed:
            weight -= 1.5
        if not is_boundary and way[at].blanks > 0:
            weight -= 1.0 if mixed else 0.8
    return weight


def _told(tier: Tier, role: Part, highest: int, *, sole: bool) -> float:
    """What the format of the copy says of a line.

    highest: level of heading among the lines; sole: whether one line alone has it, for of two alike
    it tells nothing.
    """
    part, level = tier.hint.part, tier.hint.level
    if part is Part.HEADLINE and highest and not level:
        return -1.0 if role is Part.DECK else 0.0  # a whole file's title, over that of an item
    if part in {Part.KICKER, Part.HEADLINE, Part.DECK}:
        return 6.0 if part is role else -6.0
    if part is Part.TITLE and not level:
        return 3.0 if role is Part.HEADLINE else -1.0
    if level and level == highest:
        return (5.0 if role is Part.HEADLINE else -5.0) if sole else 0.0
    if highest:
        return -1.0 if role is Part.HEADLINE else 0.5
    return 0.0


def _as_kicker(  # noqa: C901, PLR0912 # a sum of many small weights
    kicker: list[Tier], headline: list[Tier], main: str
) -> float:
    words = " ".join(tier.words for tier in kicker)
    weight = 0.0
    if KICKER_END.search(words):
        weight += 3 if SPEECH_END.search(words) else 1.2
    if COLUMN.match(words) or RUBRIC.fullmatch(words):
        weight += 1.2
    segments = [segment for tier in kicker for segment in tier.segments]
    if len(segments) == 2 and len(segments[0]) == len(segments[1]) and len(headline) == 1:
        weight += 1.2 if len(headline[0].segments) == 1 else 0.2
    elif len(segments) > 1 and len(headline[0].segments) == 1:
        weight += 0.5
    if DECK_START.match(words):
        weight -= 3
    if kicker[-1].text.text.rstrip()[-2:] in DASHES:
        weight += 2.0  # 听匠人讲述——
    attended = _is_attendance(headline[0].words)
    if MEETING.search(kicker[-1].words) and lacks_subject(headline[0].words) and not attended:
        weight += 2.5  # 区委常委会召开会议, over what it did
    if kicker[-1].is_subject and lacks_subject(headline[0].words):
        weight -= 1.0
    if DECK_END.search(words) and not RUBRIC.fullmatch(words):
        weight += 1.0 if len(words) > len(main) else -1.0  # …综述, over the words of a poet
    if len(words) > len(main):
        weight += 0.4
    if len(words) <= 6 and headline[0].blanks and len(main) >= 9:
        weight += 1.2  # the name of a column over its first story
    elif len(main) >= 8 and (
        len(words) <= 4 or (len(words) <= LONGEST_THEME and THEME.match(words))
    ):
        weight += 0.7
    if len(words) > 44:
        weight -= 1.5
    return weight


def _as_deck(  # noqa: C901 # a sum of many small weights
    deck: list[Tier], main: str, kicker: list[Tier]
) -> float:
    words = " ".join(tier.words for tier in deck)
    weight = 0.0
    weight += 5 if DECK_START.match(words) else 1 if COUNTED.fullmatch(words) else 0
    if DECK_END.search(words):
        weight += 3
    if any(tier.is_attendance for tier in deck):
        weight += 2.5
    elif ATTENDED.search(words):
        weight += 0.8
    if re.search(r"\d", words) and not re.search(r"\d", main):
        weight += 0.3
    if len(words) > len(main):
        weight += 0.5
    if SPEECH_END.search(words):
        weight -= 4
    spoken = bool(kicker) and bool(SPEECH_END.search(kicker[-1].words))
    if spoken and not any(tier.begins_deck for tier in deck):
        weight -= 1.5  # what he stressed is the headline, be it two lines
    if LATER.match(words):
        weight += 0.6
    if LATER.match(words) and re.search(r"\d", words) and not re.search(r"\d", main):
        weight += 1.0  # a result in figures: 提供岗位2300余个
    if len(words) < 6 and not DECK_START.match(words):
        weight -= 1.2
    if lacks_subject(deck[0].words) and not SPEECH_END.search(main):
        weight += 0.8
    if TITLE_END.search(words):
        weight -= 0.4
    return weight
