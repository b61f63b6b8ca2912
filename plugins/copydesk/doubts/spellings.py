"""Names that a copy spells in two ways: the same but for one character that is easily mistaken.

Taken for another is what sounds the same, what looks much the same, and what stands behind one and
the same post (沙洲镇镇长), which two persons seldom hold in one piece of news.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.fields.names import is_name
from copydesk.lexicon import HAN, SURNAMES, simple, word_list
from copydesk.piece import Piece
from copydesk.traced import Traced

_POST = (
    "书记|主任|市长|镇长|区长|局长|县长|乡长|校长|院长|董事长|经理|主席|部长|厅长|省长|会长|"
    "所长|站长|队长|教授|医生|老师|记者|"
    "村民|居民|社长|科长|处长|秘书长|常委|委员|代表|负责人|工程师|同志|村官|教师|学生|司机|"
    "民警|厂长|组长|总裁|老人|农民|通讯员"
)
_AFTER_POST = re.compile(f"(?:{_POST})([{HAN}]{{2,3}})")
_LISTED = re.compile(
    f"(?<![{HAN}])([{HAN}]{{2,3}})(?=[、，。）；])|(?<=、)([{HAN}]{{2,3}})(?=[、等])"
)
_BEFORE_VERB = re.compile(
    f"(?<![{HAN}])([{HAN}]{{3}})(?=说|介绍|表示|指出|强调|要求|告诉|认为|主持|传达|宣布|作了|一行)"
)
_NO_GIVEN = frozenset(
    "说在对要向表介告指强率带主为是和与及等到从出作就先一也还都的了将被把给让使用已正又再不"
)
_ALIKE = frozenset(
    frozenset(pair)
    for pair in word_list(
        "佘余 冼洗 候侯 己已 未末 士土 宇字 析折 淮准 治冶 沐沭 晗哈 菅管 戌戍 戍戊 玥钥 旸肠 晓哓 "
        "梅海 彬杉 祎袆 钧钓 喧暄 瑄喧 暧暖 壬王 千干 于干 甲申 申由 天夫 夭天 日曰 大太 今令 "
        "兵乒 免兔 "
        "乌鸟 刀力 历厉 名各 吴昊 昊吴 尧光 师帅 帅师 拔拨 徽微 傅博 杨扬 杨场 柱桂 桂佳 佳住 "
        "泉景 淑叔 涛寿 渝谕 爱受 珍诊 琳淋 瑞端 盈盆 睛晴 晴睛 竟竞 芬芳 荣菜 莱菜 萍苹 贝见 "
        "贵责 赢羸 逸选 颜颂 颖颍 魏巍 崔催 李季 季李 林材 徐涂 陈阵 冯马 刘列 史吏 田由 白自 "
        "石右 邓郑 郑邓 郭部 蔡葵 薛薜 侃佩 俊浚 亭享 享亨 亨享 鸣呜 炀杨 烨晔 皓浩 皎皓 铭名 锐悦"
    )
)
"""Characters of names that a hasty eye takes for one another."""

_AT_POST = re.compile(f"([{HAN}]{{2,4}}(?:{_POST}))([{HAN}]{{3}})")
_HAN = re.compile(f"[{HAN}]")

MOST = 400
"""Names looked at in one copy; more are no story but a roll."""


def name_variants(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Names that stand in the copy in two spellings; told at the rarer one."""
    texts = [text for piece in pieces for text in piece.texts()]
    whole = "\n".join(text.text for text in texts)
    names = _names(pieces, texts)
    looked_at = names.most_common(MOST)
    nearly = _nearly([name for name, _ in looked_at], whole)
    told: set[str] = set()
    for name, count in looked_at:
        for other in sorted(_spellings(name, nearly)):
            if other == name or other in told or name in told:
                continue
            known = other in names
            if not known and (len(name) < 3 or other[0] not in SURNAMES):
                continue
            rarer, commoner = (other, name) if whole.count(other) <= count else (name, other)
            where = _first(rarer, texts)
            if where is not None:
                told |= {name, other}
                yield words.doubt(DoubtKind.NAME_VARIANT, where, f"“{rarer}”别处写作“{commoner}”")
    for name, other in (*_at_one_post(texts), *_speaking(texts)):
        where = _first(name, texts)
        if where is not None and not {name, other} & told:
            told |= {name, other}
            reason = f"同一个职务或称呼，别处写作“{other}”"
            yield words.doubt(DoubtKind.NAME_VARIANT, where, reason)


def _names(pieces: tuple[Piece, ...], texts: list[Traced]) -> Counter[str]:
    """Names in the places where names stand, with how often they do."""
    found: Counter[str] = Counter()
    for piece in pieces:
        found.update(author.name.text for author in piece.authors)
        column = _name_column(piece)
        if column is not None:
            found.update(row[column].text for row in piece.table if is_name(row[column].text))
    told: list[str] = []
    for text in texts:
        told += _AFTER_POST.findall(text.text)
        told += (one or other for one, other in _LISTED.findall(text.text))
        told += _BEFORE_VERB.findall(text.text)
    for words, times in Counter(told).items():
        for name in _trimmed(words):
            found[name] += times
    return Counter({name: count for name, count in found.items() if is_name(name)})


def _name_column(piece: Piece) -> int | None:
    for row in piece.table[:3]:
        for column, cell in enumerate(row):
            if simple(cell.text) in {
                "姓名",
                "领导",
                "区领导",
                "接访领导",
                "负责人",
                "联系人",
                "值班领导",
            }:
                return column
    return None


def _trimmed(words: str) -> list[str]:
    """A name in some characters: two of them where the third begins the verb."""
    if len(words) == 3 and words[2] in _NO_GIVEN:
        words = words[:2]
    if len(words) == 3 and is_name(words) and not _is_phrase(words):
        return [words]
    return [words] if len(words) == 2 and is_name(words) and not _is_phrase(words) else []


@cache
def _is_phrase(words: str) -> bool:
    """Whether the dictionary knows some characters as words that are no name."""
    from hanzi.engines import tagged

    cut = tagged(words)
    return any(len(word) >= 2 and not tag.startswith("nr") for word, tag in cut)


_Gap = tuple[str, str]
"""What stands before and behind one character of a name."""


def _gaps(name: str) -> list[_Gap]:
    return [(name[:place], name[place + 1 :]) for place in range(len(name))]


def _nearly(names: Sequence[str], whole: str) -> dict[_Gap, set[str]]:
    """For each name without one of its characters those that stand in its place in a text."""
    found: dict[_Gap, set[str]] = {gap: set() for name in names for gap in _gaps(name)}
    firsts, rests = {name[0] for name in names}, {name[1:] for name in names}
    for size in {len(name) for name in names}:
        for stretch in set(zip(*(whole[at:] for at in range(size)), strict=False)):
            words = "".join(stretch)
            if words[0] not in firsts and words[1:] not in rests:
                continue
            for place, gap in enumerate(_gaps(words)):
                if gap in found:
                    found[gap].add(words[place])
    return found


def _spellings(name: str, nearly: Mapping[_Gap, set[str]]) -> set[str]:
    """What stands in a text and differs from a name in one character that sounds the same."""
    found = {
        f"{before}{other}{after}"
        for own, (before, after) in zip(name, _gaps(name), strict=True)
        for other in nearly[before, after]
        if other != own and _HAN.fullmatch(other) and _mistaken(other, own)
    }
    return {other for other in found if not _is_phrase(other)}


def _mistaken(one: str, other: str) -> bool:
    """Whether a character is easily written for another."""
    alike = frozenset({simple(one), simple(other)}) in _ALIKE
    return alike or bool(_sounds(one) & _sounds(other))


def _at_one_post(texts: list[Traced]) -> Iterator[tuple[str, str]]:
    """Two names of three characters, one of them different, behind the same post."""
    holders: dict[str, dict[str, int]] = {}
    for text in texts:
        for match in _AT_POST.finditer(text.text):
            for name in _trimmed(match.group(2)):
                names = holders.setdefault(match.group(1)[-6:], {})
                names.setdefault(name, len(names))
    for names in holders.values():
        alike: dict[str, list[str]] = {}
        for name in names:
            if len(name) != 3:
                continue
            keys = (f"{name[:2]}?", f"{name[0]}?{name[2]}")
            others = [other for key in keys for other in alike.get(key, ())]
            yield from ((name, other) for other in sorted(others, key=names.__getitem__))
            for key in keys:
                alike.setdefault(key, []).append(name)


_SPEAKER = re.compile(f"([{HAN}])({_POST}|先生|女士|师傅|同学|阿姨|大爷|大妈)[:：]")


def _speaking(texts: list[Traced]) -> Iterator[tuple[str, str]]:
    """Who speaks but once in an interview under a surname that sounds like another's: 许老师.

    The one whom it is held with speaks again and again, under the same form of address.
    """
    found = (_SPEAKER.match(simple(text.text)) for text in texts)
    spoken = [
        (text.text[: match.end(2)], match.group(2))
        for text, match in zip(texts, found, strict=True)
        if match
    ]
    times = Counter(spoken)
    for (name, how), count in times.items():
        for (other, same), again in times.items():
            if how == same and count == 1 < again and _mistaken(name[0], other[0]):
                yield name, other


@cache
def _sounds(character: str) -> frozenset[str]:
    """The usual readings of a character without tones."""
    from pypinyin import Style, pinyin

    readings = pinyin(simple(character), style=Style.NORMAL, heteronym=False)
    return frozenset(readings[0])


def _first(name: str, texts: list[Traced]) -> Traced | None:
    for text in texts:
        at = text.text.find(name)
        if at >= 0:
            return text[at : at + len(name)]
    return None
