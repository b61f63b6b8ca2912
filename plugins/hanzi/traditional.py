"""A Traditional passage read as an editor reads it: words, names, then the dictionary.

Nearly every Traditional character has one Simplified form. Those that have two are other words:
著 is 着 but where somebody wrote something, 乾 is 干 but in names and in 乾坤, 於 is 于 but where
somebody is called so. OpenCC's own tables come first; what stands beside the character decides the
rest, and what nothing decides is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from hanzi.characters import HAN
from hanzi.contexts import Rule, rules_of
from hanzi.engines import edges, is_known, opencc, tagged, words
from hanzi.glossary import FixedForms, Hit, accepted
from hanzi.listed import rows_of
from hanzi.names import DECIDED, DOUBTED, names
from hanzi.nametables import name_tables
from hanzi.sentence import Sentence
from hanzi.simplified import SURE
from hanzi.spans import Claims
from hanzi.weighing import before, weight_of
from newsroom.kinds import Region, Script

_GIVEN = {"乾": "乾", "鍾": "锺", "鉅": "钜", "昇": "昇", "陞": "陞"}
"""What a character becomes inside a given name (通用规范汉字表: for use in names)."""

_NEUTRAL = "坤"
"""Stands for such a character while a name is weighed: a given name's, and no word's."""

_ASKED = re.compile("[著於乾鍾鉅昇陞沈夥畫帳]")
_BY_NAME = re.compile("[乾鍾鉅昇陞]")
_HAN = re.compile(f"[{HAN}]")
_OF_FAMILY = re.compile("於[\u4e00-\u9fff]")
_WORDS = {"乾": "干", "鍾": "钟", "鉅": "巨", "昇": "升", "陞": "升"}
FULL = 3
"""Characters of a full name, surname and given name."""

LONGEST = 4
"""Characters of the longest word that is looked for over a character."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a Traditional text that is not certain: its form, the other one. name: of whom."""

    start: int
    end: int
    form: str
    other: str
    name: bool = False


@dataclass(frozen=True, slots=True)
class Simplified:
    """A passage in Simplified characters, as long as its source, and what is doubtful in it."""

    text: str
    doubtful: tuple[Place, ...]


def simplified(source: str, script: Script, fixed: Iterable[tuple[int, int]] = ()) -> Simplified:
    """A Traditional passage in Simplified characters.

    source: as `engines.plain` leaves it. fixed: spans that the glossary has decided; nothing in
    them is doubtful.
    """
    base = opencc("hk2s" if script.region is Region.HK else "tw2s")(source)
    letters = list(_lettered(source, base))
    claims = Claims(len(source))
    for start, end in fixed:
        claims.claim(start, end)
    for hit in _whole(base, _phrases().candidates(source)):
        if claims.claim(hit.start, hit.end):
            letters[hit.start : hit.end] = hit.form
    if not _ASKED.search(source):
        return Simplified("".join(letters), ())
    plain = "".join(letters)
    tags = tagged(plain)
    places = (*_names(source, plain, tags), *_beside(Sentence(source, tags), script))
    found = [place for place in places if claims.claim(place.start, place.end)]
    for place in found:
        letters[place.start : place.end] = place.form
    doubtful = [place for place in found if place.other]
    return Simplified("".join(letters), tuple(sorted(doubtful, key=lambda place: place.start)))


def _lettered(source: str, base: str) -> Iterator[str]:
    """OpenCC's text with the characters that it leaves."""
    left = _letters()
    for own, form in zip(source, base, strict=True):
        yield left.get(own, form) if own == form or own in left else form


def _whole(base: str, hits: list[Hit]) -> list[Hit]:
    """The hits that part no two words: 今年|分别 holds no 年分.

    base: the text in Simplified characters, as the segmenter knows it. A hit in a word stands.
    """
    if not hits:
        return hits
    marks = edges(words(base))
    apart = [hit for hit in hits if marks.isdisjoint(range(hit.start + 1, hit.end))]
    across = [hit for hit in hits if not marks.isdisjoint(range(hit.start + 1, hit.end))]
    return sorted([*apart, *accepted(base, across, marks)], key=lambda hit: hit.start)


def _beside(sentence: Sentence, script: Script) -> Iterator[Place]:
    """What stands beside a character decides its form."""
    written = script.region is Region.HK and "着" in sentence.text
    for match in _ASKED.finditer(sentence.text):
        place = match.start()
        if match.group() == "著" and written:
            continue  # whoever writes 着 where it means it means 著 by the other
        rule = next(
            (one for one in _rules().get(match.group(), ()) if one.holds(sentence, place)), None
        )
        if rule is not None:
            yield Place(place, place + 1, rule.form, _other(sentence, place, rule.form))


def _other(sentence: Sentence, place: int, form: str) -> str:
    """The other form where a rule is not sure enough to say nothing."""
    text = sentence.text
    if text[place] == "著" and form == "着":
        return "著" if _AUTHOR.search(text, 0, place) and _WORK.match(text, place + 1) else ""
    if text[place] == "於" and form == "於":
        return "于"
    if text[place] == "沈" and form == "沉" and before(sentence, place) >= DECIDED:
        return "沈"
    return ""


_AUTHOR = re.compile("(?:作者|教授|作家|學者|先生|編|等)$")
_WORK = re.compile("[「“（(，。]")


def _names(source: str, plain: str, tags: list[tuple[str, str]]) -> Iterator[Place]:
    """Names whose characters Simplified keeps: 李乾, 周鍾岳; and 於 as a surname."""
    for match in _BY_NAME.finditer(source):
        place = match.start()
        letter = match.group()
        start, end, weight = _likeliest(source, plain, place)
        if weight >= (SURE if _in_word(plain, place, _WORDS[letter]) else DECIDED):
            kept, usual = (
                plain[start:place] + form + plain[place + 1 : end]
                for form in (_GIVEN[letter], _WORDS[letter])
            )
            common = plain[start] in name_tables().cues["common"]
            if end - start < FULL and is_known(usual) and not common:
                continue  # 晉陞 is a word, and 晉 hardly anybody's surname
            if letter == "乾" and not _is_framed(plain, start, end):
                kept, usual = usual, kept
            yield Place(start, end, kept, usual, name=True)
    if _OF_FAMILY.search(source):
        for name in names(Sentence(plain, tags)):
            if source[name.start] == "於" and name.weight >= SURE:
                rest = plain[name.start + 1 : name.end]
                yield Place(name.start, name.end, "於" + rest, "于" + rest, name=True)
    if "沈" in source and "沉" in plain:
        yield from _of_shen(source, plain)


def _of_shen(source: str, plain: str) -> Iterator[Place]:
    """Full names that begin as words do: 縣委書記|沈重光."""
    pairs = zip(source, plain, strict=True)
    copy = "".join("沈" if own == "沈" else form for own, form in pairs)
    for name in names(Sentence(copy, tagged(copy))):
        full = copy[name.start] == "沈" and name.end - name.start == FULL
        if full and name.weight >= SURE and _is_framed(plain, name.start, name.end):
            rest = plain[name.start + 1 : name.end]
            yield Place(name.start, name.end, "沈" + rest, "沉" + rest, name=True)


def _is_framed(plain: str, start: int, end: int) -> bool:
    """Whether anything stands beside a stretch: 梅乾 by itself is fruit, and nobody."""
    return bool(_HAN.match(plain[start - 1 : start]) or _HAN.match(plain[end : end + 1]))


def _likeliest(source: str, plain: str, place: int) -> tuple[int, int, int]:
    """The likeliest name with a character in its given part: start, end, weight."""
    none = (place, place + 1, DOUBTED - 1)
    if plain[place] == source[place] == "乾":
        return none  # a word that keeps it: 乾隆
    copy = plain[:place] + _NEUTRAL + plain[place + 1 :]
    sentence = Sentence(copy, tagged(copy))
    surnames = name_tables().surnames
    spans = [
        (start, end, weight_of(sentence, start, 1, end))
        for start in (place - 1, place - 2)
        if start >= 0 and plain[start] in surnames
        for end in (place + 1, place + 2)
        if end - start in (2, 3) and end <= len(plain)
    ]
    return max(spans, key=lambda span: span[2], default=none)


def _in_word(plain: str, place: int, form: str) -> bool:
    """Whether a word of the dictionary stands over a character in its usual form."""
    text = plain[:place] + form + plain[place + 1 :]
    return any(
        is_known(text[start:end])
        for start in range(max(0, place - LONGEST + 1), place + 1)
        for end in range(max(place + 1, start + 2), min(len(text), start + LONGEST) + 1)
    )


@cache
def _letters() -> dict[str, str]:
    return dict(rows_of("hans_letters.tsv"))


@cache
def _phrases() -> FixedForms:
    return FixedForms(dict(rows_of("hans_phrases.tsv")))


@cache
def _rules() -> dict[str, list[Rule]]:
    return rules_of("hans_contexts.tsv")
