"""Personal names in Simplified text, known by what stands around them.

A surname such as 于, 范 or 后 is also a common word, and converts otherwise as one. Every stretch
that could be a name and holds such a character is weighed: what stands before it (a post, a list,
the start of a sentence), what follows (a post, a verb of speech), whether the dictionary reads
other words there. Above DECIDED it is set as a name; above DOUBTED it is left as it is and listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hanzi.characters import HAN
from hanzi.engines import is_known
from hanzi.nametables import form, name_tables
from hanzi.sentence import Sentence
from hanzi.spans import Claims
from hanzi.tables import tables
from hanzi.weighing import SURELY, after, before, may_split, weight_of

DECIDED = 3
DOUBTED = -2
GUESSED = 2
"""What the segmenter's hidden Markov model adds where it guesses the very same name."""

SETTLED = 8
"""A name that weighs this much needs no guess."""

_NO_HAN = re.compile(f"[^{HAN}]")
_DIGIT = re.compile("[0-9０-９一二三四五六七八九十百千万零〇]")
_PARTY = re.compile(
    "(?:国民|民主|共和|劳工|保守|自由|共产|社会|人民|联盟|劳动|进步|公民|独立|团结|正义|革命|解放|前进|左翼|右翼|执政|反对|农民)$"
)
"""What the name of a political party ends with before 党: 农民|党, 民主|党."""
_PREPOSED = frozenset("于向")
"""Surnames that are prepositions as well."""
_OF_SOMEBODY = frozenset(
    ["的", "等", "甲", "乙", "夫妇", "夫妻", "一家", "兄弟", "父子", "母子", "母女", "父女"]
)
_NUMBER = re.compile("[ \u3000]?[0-9０-９一二三四五六七八九十百千万零〇]")
_NICK = frozenset("老小阿")
_MEASURES = frozenset("座口只台架个块条种")
_STEP = frozenset("干后向")
"""干爹 and 后妈 are nobody's surname, and 向老师 begins with a preposition."""
_HOUSES = frozenset("社店厂铺馆厅")
_OF_A_HOUSE = frozenset("的里人中老大二三小")


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that may be a name: [start, end) in characters, its form, and how likely it is."""

    start: int
    end: int
    form: str
    weight: int


def names(sentence: Sentence) -> list[Name]:
    """The likeliest names, none overlapping, in order; all weigh at least DOUBTED."""
    found = [name for name in _weighed(sentence) if name.weight >= DOUBTED]
    sure = {name.form for name in found if name.weight >= DECIDED and name.end - name.start > 1}
    found = [
        replace(name, weight=DECIDED) if name.weight < DECIDED and name.form in sure else name
        for name in found
    ]
    claims = Claims(len(sentence.text))
    best = sorted(found, key=lambda name: (-name.weight, name.start, -name.end))
    chosen = [name for name in best if claims.claim(name.start, name.end)]
    return sorted([*chosen, *_again(sentence, chosen, claims)], key=lambda name: name.start)


def _again(sentence: Sentence, chosen: list[Name], claims: Claims) -> Iterator[Name]:
    """Other places of the same text where a decided full name stands."""
    known = {
        sentence.text[name.start : name.end]: name
        for name in chosen
        if name.weight >= DECIDED and name.end - name.start > 1
    }
    if not known:
        return
    longest_first = sorted(known, key=lambda written: (-len(written), written))
    for match in re.finditer("|".join(map(re.escape, longest_first)), sentence.text):
        if sentence.is_edge(match.start()) and claims.claim(*match.span()):
            yield Name(*match.span(), known[match.group()].form, DECIDED)


def _weighed(sentence: Sentence) -> Iterator[Name]:
    book = name_tables()
    for match in book.telling.finditer(sentence.text):
        place = match.start()
        yield from _alone(sentence, place)
        for start, surname, end in _spans(sentence.text, place):
            if not sentence.is_edge(start) and not may_split(sentence, start):
                continue
            if _is_shop(sentence.text[start:end]) or _is_rest(sentence.text, start):
                continue
            weight = weight_of(sentence, start, surname, end)
            if (
                DOUBTED - GUESSED <= weight < DECIDED
                and sentence.text[start:end] not in tables().phrases
                and sentence.is_guessed(start, end)
            ):
                weight += GUESSED
            if weight >= DOUBTED:
                yield Name(start, end, form(sentence.text[start:end], surname), weight)


def _is_shop(written: str) -> bool:
    """Whether a stretch is a word and the house that deals in it: 钟表|社, 种子|店."""
    return len(written) > 2 and written[-1] in _HOUSES and is_known(written[:-1])


def _is_rest(text: str, start: int) -> bool:
    """Whether 余 says how much a number leaves out, or 党 ends a party's name: 20|余人, 民主|党."""
    if text[start] == "党":
        return _PARTY.search(text, 0, start) is not None
    return text[start] == "余" and _DIGIT.match(text[start - 1 : start]) is not None


def _alone(sentence: Sentence, place: int) -> Iterator[Name]:
    """A surname without a given name: 老于, 小范, 于大爷, 余某, 余家的, 姓后, 范姓."""
    book = name_tables()
    character = sentence.text[place]
    readiness = book.readiness[character]
    if readiness < -3 or _is_rest(sentence.text, place):
        return
    weight = _alone_weight(sentence, place, readiness)
    if weight >= DOUBTED:
        yield Name(place, place + 1, book.as_surname[character], weight)


def _alone_weight(sentence: Sentence, place: int, readiness: int) -> int:
    text = sentence.text
    previous, following = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    began, word, tag = sentence.word_at(place)
    ends = began + len(word) == place + 1
    if following == "某":
        return _somebody(sentence, place) if began == place else DOUBTED - 1  # 由于|某种原因
    if previous == "姓" or following in ("姓", "氏"):
        free = (began == place and ends) or word.endswith("姓") or word.startswith("姓")
        return SETTLED + 1 + min(readiness, 0) if free else DOUBTED - 1
    if following == "家" and text[place + 2 : place + 3] in _OF_A_HOUSE:
        free = readiness > -2 and not _DIGIT.match(previous or "x")
        at_home = text[place] == "于" and text[place + 2] in "里中"  # 死于家中
        return (2 if at_home else 4) + min(readiness, 0) if free else DOUBTED - 1
    if ends and _is_nick(text, place) and not _NUMBER.match(text, place + 1):
        weight = 2 + after(sentence, place + 1) + min(readiness, 1)
        weight += 4 if following == "头" else 0
        edge = place and sentence.is_edge(place - 1)
        return weight + (min(before(sentence, place - 1), 2) if edge else 0)
    title = _title(sentence, place + 1, len(word) - 1) if began == place else ""
    party = sentence.text[place] == "党" and title not in name_tables().cues["address"]
    if title and (party or (len(word) > 1 and not tag.startswith("nr"))):
        return DOUBTED - 1  # 党代表 is a word, and 党主席 a post
    return _addressed(sentence, place, title) if title else DOUBTED - 1


def _somebody(sentence: Sentence, place: int) -> int:
    """The weight of a surname before 某: 男子|于某, and no 始建于|某年."""
    if sentence.text[place] not in _PREPOSED:
        return SETTLED + 1
    ahead = before(sentence, place)
    if ahead >= SURELY:
        return SETTLED + 1
    _, word, _ = sentence.word_at(place + 1)
    end = place + 1 + len(word)
    _, following, tag = sentence.word_at(end) if end < len(sentence.text) else (0, "", "x")
    free = word in ("某", "某某") and (tag[0] in "vpcx" or following in _OF_SOMEBODY)
    return DECIDED + ahead if free and ahead > 0 else DOUBTED - 1


def _addressed(sentence: Sentence, place: int, title: str) -> int:
    """The weight of a surname that a form of address follows."""
    book = name_tables()
    character = sentence.text[place]
    readiness = book.readiness[character]
    if title in book.cues["address"] and character not in _STEP:
        return 6 + min(readiness, 0) + max(0, before(sentence, place))
    of = place and sentence.text[place - 1] == "的"
    return 4 + readiness + (1 if of else before(sentence, place))


def _is_nick(text: str, place: int) -> bool:
    """Whether 老 or 小 stands before a surname, and no measure word before that (这座|老|钟)."""
    return text[place - 1 : place] in _NICK and text[max(0, place - 2) : place - 1] not in _MEASURES


def _title(sentence: Sentence, place: int, inside: int) -> str:
    """The form of address that stands here; `inside`: how much of it the word before has."""
    titles = name_tables().cues["after"]
    written = (sentence.text[place : place + size] for size in (4, 3, 2))
    title = next((one for one in written if one in titles), "")
    fits = inside in (0, len(title)) and sentence.is_edge(place + len(title))
    return title if fits else ""


def _spans(text: str, place: int) -> Iterator[tuple[int, int, int]]:
    """Stretches over a character that could be names: start, length of the surname, end."""
    book = name_tables()
    first = [place] if book.readiness[text[place]] > -5 else []
    for start in (*first, place - 1, place - 2):
        if start == place or (start >= 0 and text[start] in book.surnames):
            for end in range(max(place + 1, start + 2), start + 4):
                if _all_han(text, start, end):
                    yield start, 1, end
    for start in range(max(0, place - 3), place + 1):
        if text[start : start + 2] in book.double:
            for end in (start + 3, start + 4):
                if end > place and _all_han(text, start, end):
                    yield start, 2, end


def _all_han(text: str, start: int, end: int) -> bool:
    return end <= len(text) and not _NO_HAN.search(text, start, end)
