"""Foreign names spelt out in Han characters: 佩里, 莫利纳里, 范佩西, 亨利·卡塔里.

They are written with a few hundred characters, chosen for their sound, so no phrase and no word of
the dictionary has a say inside one: its 里 is no 裡 and its 范 no 範. One is known by the dot or
the Latin in brackets beside it, by the segmenter's own list, by three and more such characters that
make no other words, or by standing elsewhere in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hanzi.sentence import Sentence
from hanzi.tables import tables
from hanzi.weighing import SURELY, after, before

# The characters of jieba's 5,900 transliterated names that are commoner there than elsewhere, and
# those that are common in both.
_TYPICAL = frozenset(
    "尔斯拉克特德夫卡阿巴塔哈罗尼维瓦奥亚伊托米普诺洛纳勒莱姆蒂弗萨茨雷塞帕库曼莫埃贝菲兰吉恩迪戴赫穆凯耶圣伦戈朗"
    "顿默鲁雅波扎伯瑟佩韦乌坎博娜杰梅杜玛涅沃舍迈摩堡丁彼霍兹麦妮艾崇蒙佐莎罕撒珀卢逊桑厄翰琳泰芬慈莉亨奎辛夸"
    "宁乔芙卜昭冈昂廉契苏衮瑞吕汀娅里布格科达利基马西比什奇加威图希安列内切索登林森坦法海劳皮盖福谢宾泽丝赖英奈"
    "舒沙丽拜豪齐烈费汉多范干咸采谷松涂哥瓜柯班道根温文武高华伽腓敦菈柏宝岛努路施查金邦因万得治滕拿东鲍肯滋连墨噶忽札"
)
_FORMS = {
    "里": "里",
    "范": "范",
    "干": "干",
    "咸": "咸",
    "采": "采",
    "谷": "谷",
    "松": "松",
    "扎": "扎",
    "布": "布",
    "托": "托",
    "舍": "舍",
    "卜": "卜",
    "涂": "涂",
    "夸": "夸",
    "克": "克",
    "杰": "傑",
}
"""What a character that has several forms is in such a name."""

_TELLING = re.compile("[里范干咸采谷松扎布托舍卜涂夸]")
LONGEST = 8
"""Letters of the longest name that is looked for before Latin in brackets."""

SPELT = 3
"""Letters of the shortest: two may be a word that is glossed, 本里（km）."""

_COMMON = frozenset(
    "那这城家村镇怀夜心手眼嘴田区乡县厂校院屋队社国年月日天话信书文本法因各明大新人安古世海山费葛"
)
"""Letters that something is in or at as readily as they spell a sound."""

_DOT = re.compile("[·•・‧．]")
_GLOSSED = re.compile("[ ]?[（(][ ]?[A-Za-zÀ-ɏ]")

_HOLLOW = frozenset("库塔堡城岛海河山林沙汤宫井班马车门路店园馆房院校县市村镇东西南北内高金")
"""Nouns that something can be in: after one of these 里 at the end is likelier 裡 than a name."""

_HOLDS = re.compile("[有存堆放装还剩养藏停没是的住种挂摆]")
"""What is said of something in a place: 库里|存放着粮食."""

_VERBS = frozenset(["施舍", "拜托", "发布", "公布"])
"""Verbs that the segmenter's list of foreign names has too."""

_WORDY = ("n", "v", "a", "d", "t", "l", "i", "s", "z")
"""Parts of speech of words that are no names."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign name: [start, end) in characters, and its form. sure: something beside it tells."""

    start: int
    end: int
    form: str
    sure: bool


def foreign_names(sentence: Sentence) -> list[Foreign]:
    """The foreign names of a text that hold a character of several forms, in order."""
    found: dict[tuple[int, int], Foreign] = {}
    last = -1
    for match in _TELLING.finditer(sentence.text):
        if match.start() < last:
            continue
        span = _glossed(sentence.text, match.start()) or _run(sentence, match.start())
        if span is None:
            continue
        start, end = span
        last = end
        sure = _is_told(sentence.text, start, end)
        if sure or _is_likely(sentence, start, end):
            found[span] = Foreign(start, end, form(sentence.text[start:end]), sure)
    return sorted([*found.values(), *_again(sentence, found)], key=lambda one: one.start)


def form(name: str) -> str:
    """A foreign name in standard Traditional forms, character by character."""
    plain = tables().characters
    return "".join(_FORMS.get(letter) or plain.get(letter, letter) for letter in name)


def _again(sentence: Sentence, found: dict[tuple[int, int], Foreign]) -> Iterator[Foreign]:
    """Other places where a name stands that something tells: one name has one form in a text."""
    known = {sentence.text[one.start : one.end]: one.form for one in found.values() if one.sure}
    known = {name: written for name, written in known.items() if len(name) > 1}
    if not known:
        return
    longest = sorted(known, key=lambda name: (-len(name), name))
    for match in re.finditer("|".join(map(re.escape, longest)), sentence.text):
        if match.span() not in found and sentence.is_edge(match.start()):
            yield Foreign(*match.span(), known[match.group()], sure=True)


def _glossed(text: str, place: int) -> tuple[int, int] | None:
    """The letters about a character that Latin in brackets glosses, whatever words they make."""
    end = place + 1
    while end < len(text) and text[end] in _TYPICAL:
        end += 1
    if end - place > LONGEST or not _GLOSSED.match(text, end):
        return None
    start = place
    while start and text[start - 1] in _TYPICAL and end - start < LONGEST:
        start -= 1
    return (start, end) if end - start >= SPELT else None


def _run(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The words in a row about a character that are all written with typical characters."""
    began, word, tag = sentence.word_at(place)
    if not _spells(word, tag):
        return None
    start, end = began, began + len(word)
    while start:
        before, word, tag = sentence.word_at(start - 1)
        if not _spells(word, tag):
            break
        start = before
    while end < len(sentence.text):
        _, word, tag = sentence.word_at(end)
        if not _spells(word, tag):
            break
        end += len(word)
    return start, end


def _spells(word: str, tag: str) -> bool:
    """Whether a word may be a part of a foreign name."""
    if len(word) == 2 and word in tables().phrases and tag != "nrt":
        return False
    if word in _VERBS:
        return False
    named = tag[:2] in ("nr", "ns", "nz", "nt") or (tag == "n" and word[-1] in _FORMS)
    if len(word) > 1 and tag.startswith(_WORDY) and not named:
        return False
    return all(letter in _TYPICAL for letter in word)


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a dot or Latin in brackets beside a run tells that it is a name."""
    dotted = _DOT.match(text, end) or (start and _DOT.match(text, start - 1))
    return bool(dotted or (end - start > 1 and _GLOSSED.match(text, end)))


def _is_likely(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a run is a name by itself, or by what stands around it."""
    text = sentence.text
    first, word, tag = sentence.word_at(end - 1)
    whole = first == start and len(word) > 1
    if word == "里" or (whole and word in tables().phrases):
        held = text[end - 2] in _HOLLOW and sentence.word_at(end - 2)[0] >= end - 2
        if held or (end - start < 3 and (whole or text[start] in _HOLLOW)):
            return _is_framed(sentence, start, end, SURELY if held and not whole else 2)
    if whole:
        within = end - start == 2 and word[1] == "里" and word[0] in _COMMON  # 业务费|里
        return tag == "nrt" and (not within or _is_framed(sentence, start, end, 2))
    if end - start == 2 and word == "里" and text[start] in _TYPICAL - _HOLLOW:
        return tag != "nrt" and text[start] not in _COMMON
    return end - start > 2 or _is_framed(sentence, start, end, 3 if text[start] == "里" else 2)


def _is_framed(sentence: Sentence, start: int, end: int, least: int) -> bool:
    """Whether a post, a list or a verb stands where it does beside a name."""
    if end - start < 2 or _HOLDS.match(sentence.text, end):
        return False
    ahead, following = before(sentence, start), after(sentence, end)
    return ahead >= SURELY or following >= SURELY or (ahead >= least and following >= least)
