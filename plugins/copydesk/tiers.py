"""Which lines of a heading are kicker (引题), headline (主题) and deck (副题).

All ways of dividing the lines are weighed: what the format says, words that end a kicker (…强调) or
a deck (…纪实), blank lines between tiers, lengths, and that two lines standing together may be one
headline set on two lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.lexicon import simple
from copydesk.sheet import Hint, Line, Part
from copydesk.traced import Traced

LONG_HEADLINE = 30
"""Characters that one tier hardly ever has."""

_KICKER_END = re.compile(
    "(?:强调|指出|要求|提出|表示|寄语|致辞|致信|会见|号召|希望|勉励|批示|部署|认为|透露|呼吁|"
    "坦言|期待|感慨|提醒|称|说|发布|时|之际|背景下|以来|后|系列报道.{0,5}|"
    "之[一二三四五六七八九十])[:：]?$|[:：]$"
)
_SPEECH_END = re.compile("(?:强调|指出|要求|提出|表示|寄语|号召|勉励|时要求|时指出)[:：]?$")
_DECK_START = re.compile("^[ ]*(?:——|—|--|―)")
_DECK_END = re.compile(
    "(?:纪实|侧记|综述|走笔|见闻|观察|调查|解读|访谈|记事|掠影|述评|札记|手记|报告|回眸|巡礼|"
    "透视|扫描|剖析|启示|探析|追踪|特写|素描|小记|专访|报道|介绍|感言|故事|之路|现场会见闻)$|"
    "^(?:记|访|读|写在|来自)(?=.{4})"
)
_ATTENDED = re.compile(
    "(?:主持|出席|讲话|参加|陪同|作报告|作.{0,4}讲话|致辞|宣读|通报|列席|传达|部署)"
)
_TITLE_END = re.compile(
    "(?:表|公告|通知|名单|公示|通告|启事|声明|意见|办法|方案|细则|一览|须知|通报|倡议书|公开信|"
    "召开|举行|启动|开工|揭牌|开幕|闭幕|落幕|启用|通车)$"
)
_MARKS = " ★●◆■▪☆◎○▲►▶"
_COLUMN = re.compile(
    "^(?:[【\\[●■◆★].{2,14}|.{2,12}(?:专栏|专题|特刊|系列报道|进行时|在行动|走基层|行动|活动|"
    "实践活动|[①-⑳]))$"
)


@dataclass(frozen=True, slots=True)
class Tiers:
    """A heading taken apart; each tier on one line, empty where there is none."""

    kicker: Traced
    headline: Traced
    deck: Traced


@dataclass(frozen=True, slots=True)
class _Tier:
    text: Traced
    hint: Hint
    blanks: int

    @property
    def words(self) -> str:
        return simple(self.text.text.strip())

    @property
    def segments(self) -> list[str]:
        return [part for part in re.split(r"[ \u3000]+", self.words) if part]


def assign(lines: Sequence[Line], *, has_table: bool = False) -> Tiers:
    """The tiers of a heading's lines, at most six of them."""
    given = [_Tier(line.text.strip(), line.hint, line.blanks) for line in lines]
    if _is_one_headline(given):
        return Tiers(Traced(), Traced.joined(tier.text for tier in given), Traced())
    ways = [given]
    if len(given) <= 3:
        for at, tier in enumerate(given):
            halves = _two_in_one(tier)
            if halves:
                ways.append([*given[:at], *halves, *given[at + 1 :]])
    best = max(
        (
            (
                _weight(way, start, end, has_table=has_table) + (0.2 if way is not given else 0),
                -rank,
                way,
                start,
                end,
            )
            for rank, way in enumerate(ways)
            for start in range(len(way))
            for end in range(start + 1, len(way) + 1)
        ),
        key=lambda weighed: (weighed[0], weighed[1], weighed[3], -weighed[4]),
    )
    _, _, way, start, end = best
    return Tiers(_one(way[:start]), _one(way[start:end]), _one(way[end:]))


def _is_one_headline(tiers: list[_Tier]) -> bool:
    """Whether three or more very short lines are one headline broken to fit its column."""
    return (
        3 <= len(tiers) <= 4
        and all(tier.blanks == 0 for tier in tiers[1:])
        and all(len(tier.words) <= 9 and " " not in tier.words for tier in tiers)
        and not any(tier.hint.level or tier.hint.part is not Part.NONE for tier in tiers)
        and not any(_SPEECH_END.search(t.words) or _DECK_START.match(t.words) for t in tiers)
    )


def _two_in_one(tier: _Tier) -> list[_Tier]:
    """A line too long for one tier: its last phrase is the headline, those before the kicker."""
    words = tier.text.text
    parts = [match.span() for match in re.finditer(r"[^ \u3000]+", words)]
    if len(parts) < 3 or len(words) <= LONG_HEADLINE or parts[-1][1] - parts[-1][0] < 9:
        return []
    cut = parts[-1][0]
    return [
        _Tier(tier.text[:cut].strip(), tier.hint, tier.blanks),
        _Tier(tier.text[cut:].strip(), tier.hint, 1),
    ]


def _one(tiers: Sequence[_Tier]) -> Traced:
    """Lines of one tier as one line, parted by a blank (a sense break)."""
    parts: list[Traced] = []
    for tier in tiers:
        if parts:
            parts.append(Traced.new(" "))
        parts.append(_single_blanks(tier.text.strip(_MARKS)))
    return Traced.joined(parts)


def _single_blanks(text: Traced) -> Traced:
    kept = [
        at
        for at, character in enumerate(text.text)
        if not (character in " \t\u3000" and text.text[at - 1 : at] in {" ", "\t", "\u3000"})
    ]
    single = "".join(" " if text.text[at] in "\t\u3000" else text.text[at] for at in kept)
    return Traced(single, tuple(text.origin[at] for at in kept)).strip()


def _weight(  # noqa: C901 # a sum of many small weights
    way: list[_Tier], start: int, end: int, *, has_table: bool
) -> float:  # a sum of many small weights
    kicker, headline, deck = way[:start], way[start:end], way[end:]
    weight = -1.0 * (len(headline) - 1)
    weight -= 0.7 * max(0, len(kicker) - 1) + 0.7 * max(0, len(deck) - 1)
    weight += _boundaries(way, start, end)
    highest = min((tier.hint.level for tier in way if tier.hint.level), default=0)
    for tiers, role in ((kicker, Part.KICKER), (headline, Part.HEADLINE), (deck, Part.DECK)):
        weight += sum(_told(tier, role, highest) for tier in tiers)
    main = " ".join(tier.words for tier in headline)
    if kicker:
        weight += _as_kicker(kicker, headline, main)
    if deck:
        weight += _as_deck(deck, main)
    for tier in headline:
        if _DECK_START.match(tier.words) or re.fullmatch("[（(].*[）)]", tier.words):
            weight -= 4
        if _SPEECH_END.search(tier.words):
            weight -= 3
        if _DECK_END.search(tier.words) and len(way) > 1:
            weight -= 0.8
    if _TITLE_END.search(main):
        weight += 1.0
    if has_table and re.search("(?:表|安排|日程|名单|一览|公示)$", main):
        weight += 2
    if len(main) > LONG_HEADLINE + 6:
        weight -= 1.5
    if len(main) < 4:
        weight -= 1
    return weight


def _boundaries(way: list[_Tier], start: int, end: int) -> float:
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


def _told(tier: _Tier, role: Part, highest: int) -> float:
    """What the format of the copy says of a line. highest: level of heading among the lines."""
    part, level = tier.hint.part, tier.hint.level
    if part in {Part.KICKER, Part.HEADLINE, Part.DECK}:
        return 6.0 if part is role else -6.0
    if part is Part.TITLE and not level:
        return 3.0 if role is Part.HEADLINE else -1.0
    if level and level == highest:
        return 5.0 if role is Part.HEADLINE else -5.0
    if highest:
        return -1.0 if role is Part.HEADLINE else 0.5
    return 0.0


def _as_kicker(kicker: list[_Tier], headline: list[_Tier], main: str) -> float:
    words = " ".join(tier.words for tier in kicker)
    weight = 0.0
    if _KICKER_END.search(words):
        weight += 3 if _SPEECH_END.search(words) else 1.2
    if _COLUMN.match(words):
        weight += 1.2
    segments = [segment for tier in kicker for segment in tier.segments]
    if len(segments) == 2 and len(segments[0]) == len(segments[1]) and len(headline) == 1:
        weight += 1.2 if len(headline[0].segments) == 1 else 0.2
    elif len(segments) > 1 and len(headline[0].segments) == 1:
        weight += 0.5
    if _DECK_START.match(words) or _DECK_END.search(words):
        weight -= 3
    if len(words) > len(main):
        weight += 0.4
    if len(words) > 44:
        weight -= 1.5
    return weight


def _as_deck(deck: list[_Tier], main: str) -> float:
    words = " ".join(tier.words for tier in deck)
    weight = 0.0
    if _DECK_START.match(words):
        weight += 5
    if _DECK_END.search(words):
        weight += 3
    if _ATTENDED.search(words):
        weight += 0.8
    if re.search(r"\d", words) and not re.search(r"\d", main):
        weight += 0.3
    if len(words) > len(main):
        weight += 0.5
    if _SPEECH_END.search(words):
        weight -= 4
    if _TITLE_END.search(words):
        weight -= 0.4
    return weight
