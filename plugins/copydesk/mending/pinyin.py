"""Pinyin notes that a web page's script wrote into the text: 調(diào)動 becomes 調動.

Not every bracket with a syllable is one: 姓单(shàn) teaches a reading and A股(gu) is nobody's
business. A note is taken out only where the syllable is a reading of the character before it, the
document has several such notes with tone marks on characters that everybody reads (瓜瓞(dié) is
for the reader), and every occurrence of an annotated character in
the document bears one, as a program would leave them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.traced import Edit, Traced

ENOUGH = 3
"""Notes with tone marks that a document must have before any is taken for a program's."""

ALWAYS = 0.9
"""Share of the notes that must be on characters that (nearly) always bear one."""

MANY = 10
"""Notes from which a few occurrences without one (a title, another page) are no evidence."""

MOSTLY = 0.6
"""Share of an annotated character's occurrences that must bear a note where there are many."""

_NOTE = re.compile(f"(?<=([{HAN}]))[(（]([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜḿńňǹ]{{1,6}})[)）]")
_TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ]")


def mend_pinyin(lines: Sequence[Traced], log: ChangeLog) -> list[Traced]:
    """All lines of a document without a program's pinyin notes."""
    notes = [list(_notes(line.text)) for line in lines]
    found = [note for each in notes for note in each]
    toned = [match.group(1) for match in found if _TONE.search(match.group(2))]
    if sum(map(_is_everyday, toned)) < ENOUGH:
        return list(lines)
    annotated = Counter(match.group(1) for match in found)
    whole = "".join(line.text for line in lines)
    least = MOSTLY if len(found) >= MANY else 1.0
    systematic = {
        character
        for character, count in annotated.items()
        if count >= least * whole.count(character)
    }
    # A few exceptions prove a program (a title it did not reach); half of them prove an author.
    if sum(annotated[character] for character in systematic) < ALWAYS * len(found):
        return list(lines)
    return [
        log.change(
            line,
            Rule.PINYIN,
            [Edit(match.start(), match.end()) for match in each if match.group(1) in systematic],
        )
        for line, each in zip(lines, notes, strict=True)
    ]


def _notes(text: str) -> Sequence[re.Match[str]]:
    return [match for match in _NOTE.finditer(text) if _is_reading(match.group(1), match.group(2))]


def _is_reading(character: str, syllable: str) -> bool:
    """Whether a syllable is a reading of a character.

    With a tone mark another tone will do (programs have sandhi and errors); without one it must be
    a neutral tone: 的(de) is one, 股(gu) is an author's shorthand.
    """
    if _TONE.search(syllable):
        return _toneless(syllable) in {_toneless(reading) for reading in _readings(character)}
    return syllable in _readings(character)


def _is_everyday(character: str) -> bool:
    """Whether a character is one of the 3755 most used, the first level of GB 2312."""
    try:
        code = simple(character).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return code[0] <= LAST_ROW


LAST_ROW = 0xD7


@cache
def _readings(character: str) -> frozenset[str]:
    """All readings of a character in either script."""
    from pypinyin.constants import PINYIN_DICT

    found: set[str] = set()
    for form in {character, simple(character)}:
        found.update(PINYIN_DICT.get(ord(form), "").split(","))
    return frozenset(reading for reading in found if reading)


def _toneless(syllable: str) -> str:
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    return "".join(c for c in parts if not unicodedata.combining(c))
