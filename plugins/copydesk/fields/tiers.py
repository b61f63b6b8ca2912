"""Which lines of a heading are kicker (引题), headline (主题) and deck (副题).

All ways of dividing the lines are weighed: what the format says, words that end a kicker (…强调) or
a deck (…纪实), blank lines between tiers, lengths, and that two lines standing together may be one
headline set on two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from copydesk.fields.phrases import is_broken, is_subject, lacks_subject
from copydesk.lexicon import HAN, simple
from copydesk.sheet import Hint, Line, Part
from copydesk.traced import Traced

_MARKS = " ★●◆■▪☆◎○▲►▶"

LONG_HEADLINE = 30
"""Characters that one tier hardly ever has."""

NARROW = 11
"""Characters of the longest line that a narrow column may have broken."""

MOST_LINES = 6

FEWER_LINES = 3
"""Lines of one tier where so many lines stand together that they are hardly a heading."""

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
_LATER = re.compile(
    "(?:今|明|昨|下|本|即)(?:日|天|年|月|周|起)|(?:近|连)日|\\d+月|[一二三四五六七八九十]+月|将|"
    "预计|拟|已|共|"
    "目前|全(?:区|市|县|镇|国|省)|总投资|涉及|覆盖|惠及"
)
"""How a line begins that says more of what another has said."""

_ATTENDANCE = re.compile(
    ".{2,12}(?:主持|出席|讲话|参加|陪同|致辞|列席|作报告|讲话|宣读.{2,8}|宣布.{2,8}|"
    "作.{0,6}讲话|等(?:出席|参加))"
)
_TITLE_END = re.compile(
    "(?:表|公告|通知|名单|公示|通告|启事|声明|意见|办法|方案|细则|一览|须知|通报|倡议书|公开信|"
    "召开|举行|启动|开工|揭牌|开幕|闭幕|落幕|启用|通车)$"
)
_RUBRIC = re.compile(
    f"[【\\[]?[{HAN}]{{0,4}}(?:链接|背景|提醒|提示|解读|资料|回放|速递|聚焦|关注|视点|视角|短评|"
    f"点评|时评|"
    f"评论|论坛|杂谈|随笔|漫笔|文苑|副刊|广角|贴士|课堂|访谈|追踪|声音|编后|编者按|手记|百科|"
    f"热线|曝光台|"
    f"专栏|专题|专版|特刊|特稿|连线|在线|传真|万象|纵横|茶座|信箱|来信|桥|窗|园地|天地|"
    f"擂台)[】\\]]?"
    f"|[{HAN}]{{2,8}}[·•|｜][{HAN}]{{2,8}}"
)
"""Names that columns of a paper have."""

_SERIES = re.compile("(?:特别报道|特别策划|系列报道.{0,5}|之[一二三四五六七八九十]|进行时|走基层)$")
_OFFICIAL = re.compile(
    "关于.{2,60}的?(?:通知|通报|公告|通告|意见|办法|决定|批复|函|报告|请示|方案|公示|规定|"
    "倡议书?|说明)$"
)
_ISSUER = re.compile(
    ".{2,24}(?:文件|办公室|委员会|人民政府|局|厅|部)$|.*[〔\\[（(]\\d{4}[〕\\]）)] ?第?\\d+ ?号$"
)
_COLUMN = re.compile(
    "^(?:[【\\[●■◆★].{2,14}|.{2,12}(?:专栏|专题|特刊|特别报道|特别策划|系列报道|进行时|在行动|"
    "走基层|行动|活动|"
    "实践活动|[①-⑳]))$"
)


@dataclass(frozen=True, slots=True)
class Tiers:
    """A heading taken apart; each tier on one line, empty where there is none."""

    kicker: Traced
    headline: Traced
    deck: Traced
    margin: float = 99.0
    """By how much this was better than the next best way; 99 where there is no other."""


NO_TIERS = Tiers(Traced(), Traced(), Traced())


@dataclass(frozen=True, slots=True)
class _Tier:
    text: Traced
    hint: Hint
    blanks: int

    @property
    def words(self) -> str:
        return simple(self.text.text.strip(_MARKS))

    @property
    def segments(self) -> list[str]:
        return [part for part in re.split(r"[ \u3000]+", self.words) if part]


def assign(lines: Sequence[Line], *, has_table: bool = False) -> Tiers:
    """The tiers of a heading's lines, at most six of them; none where it has no line."""
    if not lines:
        return NO_TIERS
    given = _titled([_Tier(line.text.strip(), line.hint, line.blanks) for line in lines])
    ways = list(_foldings(given[:MOST_LINES]))
    if len(given) > MOST_LINES:
        ways = [(0.0, given)]
    if len(given) <= 3:
        for at, tier in enumerate(given):
            halves = _two_in_one(tier)
            if halves:
                ways.append((0.2, [*given[:at], *halves, *given[at + 1 :]]))
    reach = MOST_LINES if len(given) <= MOST_LINES else FEWER_LINES
    weighed = sorted(
        (
            (_weight(way, start, end, has_table=has_table) + extra, -rank, way, start, end)
            for rank, (extra, way) in enumerate(ways)
            for start in range(min(len(way), reach))
            for end in range(start + 1, min(len(way), start + reach) + 1)
        ),
        key=lambda each: (each[0], each[1], each[3], -each[4]),
        reverse=True,
    )
    found, *others = (
        (weight, _Told(_one(way[:start]), _one(way[start:end]), _one(way[end:])))
        for weight, _, way, start, end in weighed[:CONSIDERED]
    )
    weight, told = found
    other = next((each for each, way in others if way.words != told.words), None)
    margin = 99.0 if other is None else weight - other
    return Tiers(told.kicker, told.headline, told.deck, margin)


CONSIDERED = 24
"""Ways to read a heading that are compared with the best."""


@dataclass(frozen=True, slots=True)
class _Told:
    kicker: Traced
    headline: Traced
    deck: Traced

    @property
    def words(self) -> tuple[str, ...]:
        """Its tiers without the blanks between their lines."""
        tiers = (self.kicker, self.headline, self.deck)
        return tuple(tier.text.replace(" ", "") for tier in tiers)


_BODY = "[^ ]{2,24}(?:政府|委员会|党委|[区市县镇]委|办公室|局|厅|部|院|会)"
_AUTHORITY = re.compile(f"{_BODY}(?:[ ]+{_BODY}){{0,4}}")


def _titled(tiers: list[_Tier]) -> list[_Tier]:
    """The lines, an authority over the title of its paper (关于……的通知) made one with it."""
    titled: list[_Tier] = []
    for tier in tiers:
        last = titled[-1] if titled else None
        official = tier.words.startswith("关于") and _OFFICIAL.search(tier.words)
        if last and official and not tier.blanks and _AUTHORITY.fullmatch(last.words):
            titled[-1] = _Tier(last.text + tier.text, last.hint, last.blanks)
        else:
            titled.append(tier)
    return titled


def _foldings(tiers: list[_Tier]) -> Iterator[tuple[float, list[_Tier]]]:
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
                    way[-1] = _Tier(last.text + tier.text, last.hint, last.blanks)
                    weight += seams[at] or 0.0
                else:
                    way.append(tier)
            yield weight, way


def _seam(before: _Tier, after: _Tier) -> float | None:
    """What speaks for two lines being one that was broken; None where nothing can."""
    told = (before.hint.level, before.hint.part) != (after.hint.level, after.hint.part)
    if after.blanks or told or _DECK_START.match(after.words) or _SPEECH_END.search(before.words):
        return None
    if before.hint.part is not Part.NONE or before.hint.level or _RUBRIC.fullmatch(before.words):
        return None
    if _SERIES.search(before.words):
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


def _weight(  # noqa: C901, PLR0912 # a sum of many small weights
    way: list[_Tier], start: int, end: int, *, has_table: bool
) -> float:  # a sum of many small weights
    kicker, headline, deck = way[:start], way[start:end], way[end:]
    weight = -1.0 * (len(headline) - 1)
    weight -= 0.7 * max(0, len(kicker) - 1) + 0.7 * max(0, len(deck) - 1)
    weight += _boundaries(way, start, end)
    highest = min((tier.hint.level for tier in way if tier.hint.level), default=0)
    weight += sum(_length(tier) for tier in way) + _parallel(headline)
    weight += _size(kicker, headline, deck)
    for tiers, role in ((kicker, Part.KICKER), (headline, Part.HEADLINE), (deck, Part.DECK)):
        weight += sum(_told(tier, role, highest) for tier in tiers)
    main = " ".join(tier.words for tier in headline)
    if kicker:
        weight += _as_kicker(kicker, headline, main)
    if deck:
        weight += _as_deck(deck, main, kicker)
    for tier in headline:
        if _DECK_START.match(tier.words) or re.fullmatch("[（(].*[）)]", tier.words):
            weight -= 4
        if _SPEECH_END.search(tier.words) or tier.words[-1:] in "：:":
            weight -= 3
        if len(way) > 1 and (_RUBRIC.fullmatch(tier.words) or _SERIES.search(tier.words)):
            weight -= 1.0
        if (
            len(way) > 1
            and is_subject(tier.words)
            and not (deck and _DECK_START.match(deck[0].words))
        ):
            weight -= 0.8
        if len(way) > 1 and _ISSUER.fullmatch(tier.words):
            weight -= 2.0
        if _OFFICIAL.search(tier.words):
            weight += 2.0
        if _is_attendance(tier.words) and len(way) > 1:
            weight -= 2
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


def _length(tier: _Tier) -> float:
    """Whether a line is as long as a tier is."""
    size = len(tier.words)
    if _RUBRIC.fullmatch(tier.words):
        return 0.0
    return -1.5 if size < 4 else -0.5 if size < 6 else 0.0


def _size(kicker: list[_Tier], headline: list[_Tier], deck: list[_Tier]) -> float:
    """The headline is set in the largest letters, or in bold where nothing else tells."""
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


def _parallel(headline: list[_Tier]) -> float:
    """Two lines of one length set one under the other are one headline of two halves."""
    return sum(
        1.5 - 0.5 * abs(len(before.words) - len(after.words))
        for before, after in pairwise(headline)
        if after.blanks == 0
        and abs(len(before.words) - len(after.words)) <= 2
        and len(after.words) >= 6
        and not _is_attendance(after.words)
    )


def _is_attendance(words: str) -> bool:
    """Whether a line only says who presided and who came: 周文彬主持 陈晓霞出席."""
    parts = words.split()
    return bool(parts) and all(_ATTENDANCE.fullmatch(part) for part in parts)


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


def _as_kicker(  # noqa: C901 # a sum of many small weights
    kicker: list[_Tier], headline: list[_Tier], main: str
) -> float:  # a sum of many small weights
    words = " ".join(tier.words for tier in kicker)
    weight = 0.0
    if _KICKER_END.search(words):
        weight += 3 if _SPEECH_END.search(words) else 1.2
    if _COLUMN.match(words) or _RUBRIC.fullmatch(words):
        weight += 1.2
    segments = [segment for tier in kicker for segment in tier.segments]
    if len(segments) == 2 and len(segments[0]) == len(segments[1]) and len(headline) == 1:
        weight += 1.2 if len(headline[0].segments) == 1 else 0.2
    elif len(segments) > 1 and len(headline[0].segments) == 1:
        weight += 0.5
    if _DECK_START.match(words):
        weight -= 3
    if is_subject(kicker[-1].words) and lacks_subject(headline[0].words):
        weight -= 1.0
    if _DECK_END.search(words) and not _RUBRIC.fullmatch(words):
        weight += 1.0 if len(words) > len(main) else -1.0  # …综述, over the words of a poet
    if len(words) > len(main):
        weight += 0.4
    if len(words) <= 6 and headline[0].blanks and len(main) >= 9:
        weight += 1.2  # the name of a column over its first story
    if len(words) > 44:
        weight -= 1.5
    return weight


def _as_deck(  # noqa: C901 # a sum of many small weights
    deck: list[_Tier], main: str, kicker: list[_Tier]
) -> float:  # a sum of many small weights
    words = " ".join(tier.words for tier in deck)
    weight = 0.0
    if _DECK_START.match(words):
        weight += 5
    if _DECK_END.search(words):
        weight += 3
    if any(_is_attendance(tier.words) for tier in deck):
        weight += 2.5
    elif _ATTENDED.search(words):
        weight += 0.8
    if re.search(r"\d", words) and not re.search(r"\d", main):
        weight += 0.3
    if len(words) > len(main):
        weight += 0.5
    if _SPEECH_END.search(words):
        weight -= 4
    spoken = bool(kicker) and bool(_SPEECH_END.search(kicker[-1].words))
    if spoken and not any(_DECK_START.match(tier.words) for tier in deck):
        weight -= 1.5  # what he stressed is the headline, be it two lines
    if _LATER.match(words):
        weight += 0.6
    if len(words) < 6 and not _DECK_START.match(words):
        weight -= 1.2
    if lacks_subject(deck[0].words) and not _SPEECH_END.search(main):
        weight += 0.8
    if _TITLE_END.search(words):
        weight -= 0.4
    return weight
