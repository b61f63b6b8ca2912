"""Which lines of a heading are kicker (引题), headline (主题) and deck (副题).

All ways of dividing the lines are weighed: what the format says, words that end a kicker (…强调) or
a deck (…纪实), blank lines between tiers, lengths, and that two lines standing together may be one
headline set on two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from copydesk.fields.names import is_surnamed
from copydesk.fields.phrases import is_broken, is_subject
from copydesk.fields.tierweights import LONG_HEADLINE, Tier, weight_of
from copydesk.fields.tierwords import (
    DECK_START,
    MARKS,
    OF_PAPER,
    OFFICIAL,
    RUBRIC,
    SERIES,
    SPEECH_END,
    TITLE_END,
)
from copydesk.lexicon import BULLET, pairs, simple
from copydesk.sheet import Line, Part
from copydesk.traced import Traced

NARROW = 11
"""Characters of the longest line that a narrow column may have broken."""

SHORT_COLUMN = 4
"""Characters of the name of a column that stands over a title in marks: 读书."""

MOST_LINES = 6

FEWER_LINES = 3
"""Lines of one tier where so many lines stand together that they are hardly a heading."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """A heading taken apart; each tier on one line, empty where there is none."""

    kicker: Traced
    headline: Traced
    deck: Traced
    margin: float = 99.0
    """By how much this was better than the next best way; 99 where there is no other."""


NO_TIERS = Tiers(Traced(), Traced(), Traced())


def assign(lines: Sequence[Line], *, has_table: bool = False, lead: str = "") -> Tiers:
    """The tiers of a heading's lines, at most six of them; none where it has no line.

    lead: the first paragraphs under them. The name of a column before a headline is its kicker.
    """
    tiers = _assigned(lines, has_table=has_table, lead=lead)
    column = None if tiers.kicker else _COLUMN.match(simple(tiers.headline.text))
    if column is None or not (column.group("framed") or RUBRIC.fullmatch(column.group("bare"))):
        return tiers
    name = tiers.headline[slice(*column.span("framed" if column.group("framed") else "bare"))]
    return replace(tiers, kicker=name, headline=tiers.headline[column.end() :].strip())


_COLUMN = re.compile(
    "(?:[【［〖](?P<framed>[^【】［］〖〗]{2,12})[】］〗]|(?P<bare>[^ ，。：:]{2,8}) )"
    "[ ]*(?=[^ ].{5})"
)
"""The name of a column before a headline, in brackets or before a blank: 【民生】…, 记者手记 …."""


def _assigned(lines: Sequence[Line], *, has_table: bool, lead: str) -> Tiers:
    if not lines:
        return NO_TIERS
    given = _titled([Tier(line.text.strip(), line.hint, line.blanks) for line in lines])
    large = [at for at, tier in enumerate(given) if tier.hint.bold and tier.hint.size >= LARGEST]
    if len(large) == 1 and not any(tier.hint.size for tier in given if tier is not given[large[0]]):
        at = large[0]  # its letters alone are set larger
        return Tiers(_one(given[:at]), given[at].text, _one(given[at + 1 :]))
    ways = list(_foldings(given[:MOST_LINES]))
    if len(given) > MOST_LINES:
        ways = [(0.0, given)]
    if len(given) <= 3:
        for at, tier in enumerate(given):
            halves = _two_in_one(tier)
            if halves:
                ways.append((0.2, [*given[:at], *halves, *given[at + 1 :]]))
    if len(ways) == 1 and len(given) == 1:
        return Tiers(Traced(), _one(given), Traced())
    reach = MOST_LINES if len(given) <= MOST_LINES else FEWER_LINES
    said = pairs(lead)
    weighed = sorted(
        (
            (
                weight_of(way, start, end, has_table=has_table, said=said) + extra,
                -rank,
                way,
                start,
                end,
            )
            for rank, (extra, way) in enumerate(ways)
            for start in range(min(len(way), reach))
            for end in range(start + 1, min(len(way), start + reach) + 1)
        ),
        key=lambda each: (each[0], each[1], each[3], -each[4]),
        reverse=True,
    )
    weight, _, way, start, end = weighed[0]
    told = _words(way, start, end)
    other = next((one[0] for one in weighed[1:CONSIDERED] if _words(*one[2:]) != told), None)
    margin = 99.0 if other is None else weight - other
    return Tiers(_one(way[:start]), _one(way[start:end]), _one(way[end:]), margin)


LARGEST = 18.0
"""Points of letters, bold, that only a headline has where the lines beside it name no size."""

CONSIDERED = 24
"""Ways to read a heading that are compared with the best."""


def _words(way: Sequence[Tier], start: int, end: int) -> tuple[str, ...]:
    """Kicker, headline and deck of a way without the blanks in them and between their lines."""
    tiers = (way[:start], way[start:end], way[end:])
    return tuple("".join([tier.unspaced for tier in each]) for each in tiers)


_BODY = "[^ ]{2,24}(?:政府|委员会|党委|[区市县镇]委|办公室|局|厅|部|院|会)"
_AUTHORITY = re.compile(f"{_BODY}(?:[ ]+{_BODY}){{0,4}}")


_ACT = re.compile(
    "(?:决定|人事)?任免(?:职)?(?:决定|名单|通知|人员名单)|(?:任免|任职)令|令|命令|公报|布告"
)
"""What an authority gives out under its own name, without a 关于."""


def _titled(tiers: list[Tier]) -> list[Tier]:
    """The lines, an authority over the title of its paper (关于……的通知) made one with it."""
    titled: list[Tier] = []
    for tier in _whole_titles(tiers):
        last = titled[-1] if titled else None
        if (
            last
            and not tier.blanks
            and (tier.words.startswith("暨") or _is_broken_title(last, tier))
        ):
            titled[-1] = Tier(last.text + tier.text, last.hint, last.blanks)
            continue
        official = tier.words.startswith("关于") and OFFICIAL.search(tier.words)
        official = official or _ACT.fullmatch(tier.words)
        if last and official and not tier.blanks and _AUTHORITY.fullmatch(last.words):
            joint = len(titled) > 1 and not last.blanks and _AUTHORITY.fullmatch(titled[-2].words)
            above = titled.pop() if joint else last
            text = titled[-1].text + above.text if joint else above.text
            titled[-1] = Tier(text + tier.text, titled[-1].hint, titled[-1].blanks)
        else:
            titled.append(tier)
    return titled


def _is_broken_title(last: Tier, tier: Tier) -> bool:
    """Whether two lines are one title of a paper, which a year begins: 2020年度…评选／结果公示."""
    told = (last.hint.level, last.hint.part) != (tier.hint.level, tier.hint.part)
    begun = _OF_YEAR.match(last.words) and not _OF_YEAR.match(tier.words)
    plain = not told and " " not in last.words + tier.words and not TITLE_END.search(last.words)
    ends = OF_PAPER.search(tier.words) and len(last.words) + len(tier.words) <= LONGEST_TITLE
    return bool(begun and plain and ends)


_OF_YEAR = re.compile("(?:19|20)\\d{2}(?:年|学年|[-—～~])")
LONGEST_TITLE = 44


def _whole_titles(tiers: list[Tier]) -> list[Tier]:
    """The lines, the title of a paper that was set on several lines (关于……／……的通知) made one."""
    whole: list[Tier] = []
    for tier in tiers:
        begun = next((at for at, each in enumerate(whole) if _ABOUT.search(each.words)), None)
        if begun is not None and not any(OFFICIAL.search(each.words) for each in whole[begun:]):
            run = [*whole[begun:], tier]
            words = "".join(each.words for each in run)
            plain = not any(each.blanks for each in run[1:]) and len(run) <= TITLE_LINES
            if plain and OFFICIAL.search(words) and not OFFICIAL.search(tier.words):
                text = Traced.joined([each.text for each in run])
                whole[begun:] = [Tier(text, whole[begun].hint, whole[begun].blanks)]
                continue
        whole.append(tier)
    return whole


_ABOUT = re.compile("(?:^|政府|委员会|办公室|[委局厅部院会办])关于")
"""How the title of a paper goes on behind the office that gives it out."""

TITLE_LINES = 4


def _foldings(tiers: list[Tier]) -> Iterator[tuple[float, list[Tier]]]:
    """The lines as they stand, and with lines that a narrow column broke made whole again.

    Each way comes with what speaks for it. A break inside a word or a phrase speaks for folding; so
    does a line too short for a tier.
    """
    seams = [_seam(before, after) for before, after in pairwise(tiers)]
    places = [at for at, seam in enumerate(seams) if seam is not None]
    for count in range(len(places) + 1):
        for folded in combinations(places, count):
            way = [tiers[0]]
            weight = 0.0
            for at, tier in enumerate(tiers[1:]):
                if at in folded:
                    last = way[-1]
                    way[-1] = Tier(last.text + tier.text, last.hint, last.blanks)
                    weight += seams[at] or 0.0
                else:
                    way.append(tier)
            yield weight, way


def _seam(before: Tier, after: Tier) -> float | None:
    """What speaks for two lines being one that was broken; None where nothing can."""
    told = (before.hint.level, before.hint.part) != (after.hint.level, after.hint.part)
    column = len(before.words) <= SHORT_COLUMN and after.words[:1] in "《“「『【"
    signed = is_surnamed(before.words) and after.words[:1] not in "（("  # be the name a word: 周全
    led = bool(BULLET.match(before.text.text)) != bool(BULLET.match(after.text.text))
    if before.words[-1:] in "）)" or column or signed or led:
        return None
    if after.blanks or told or DECK_START.match(after.words) or SPEECH_END.search(before.words):
        return None
    if before.hint.part is not Part.NONE or before.hint.level or RUBRIC.fullmatch(before.words):
        return None
    if SERIES.search(before.words) or TITLE_END.search(before.words):
        return None
    if len(before.words) > NARROW or len(after.words) > NARROW or " " in before.words + after.words:
        return None
    weight = -0.9 - 0.3 * max(0, len(after.words) - len(before.words) - 3)
    if max(len(before.words), len(after.words)) <= 9:
        weight += 0.6
    if is_broken(before.words, after.words):
        weight += 1.6
        weight += 0.6 if is_subject(before.words) else 0.0
    if abs(len(before.words) - len(after.words)) <= 1 and len(after.words) >= 8:
        weight -= 0.8  # halves of one length are two phrases
    return weight


def _two_in_one(tier: Tier) -> list[Tier]:
    """A line too long for one tier: its last phrase is the headline, those before the kicker."""
    words = tier.text.text
    parts = [match.span() for match in re.finditer(r"[^ \u3000]+", words)]
    if len(parts) < 3 or len(words) <= LONG_HEADLINE or parts[-1][1] - parts[-1][0] < 9:
        return []
    cut = parts[-1][0]
    return [
        Tier(tier.text[:cut].strip(), tier.hint, tier.blanks),
        Tier(tier.text[cut:].strip(), tier.hint, 1),
    ]


def _one(tiers: Sequence[Tier]) -> Traced:
    """Lines of one tier as one line, parted by a blank (a sense break)."""
    parts: list[Traced] = []
    for tier in tiers:
        if parts:
            parts.append(Traced.new(" "))
        parts.append(_single_blanks(tier.text.strip(MARKS)))
    return Traced.joined(parts)


_DOUBLE = re.compile("[\t\u3000]|  ")


def _single_blanks(text: Traced) -> Traced:
    if not _DOUBLE.search(text.text):
        return text.strip()
    kept = [
        at
        for at, character in enumerate(text.text)
        if not (character in " \t\u3000" and text.text[at - 1 : at] in {" ", "\t", "\u3000"})
    ]
    single = "".join(" " if text.text[at] in "\t\u3000" else text.text[at] for at in kept)
    return Traced(single, tuple(text.origin[at] for at in kept)).strip()
