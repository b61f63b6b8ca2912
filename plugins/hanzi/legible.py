"""Copy as it is read: digits are numerals, and what parts a word for the eye alone is taken out.

4天后, 60 天后 and 四天后 are one phrase to a reader; dictionary and rules know the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanzi.characters import HAN

_MEASURES = (
    "天日月年周旬季刻点分秒世代届岁小个只条头匹名位人余多里公海英出斗斤台卷发杆杯盒瓶袋碗盘桶箱包筐件元角块米"
    "吨亩座口面扎坛干辆艘架部本册页张幅篇首支枝根颗粒株棵朵户家间栋层楼所处项起例次场回遍轮期批双对套副组级种钱"
)
"""What a number is followed by where it counts something."""

_NUMBER = re.compile(f"[0-9０-９]+(?:[.．][0-9０-９]+)?(?=[{_MEASURES}])")
_NAMING = re.compile("[A-Za-z0-9０-９.．]")
"""Latin letters before a number make it a name: A4面, G4后段."""
_DIGIT = re.compile("[0-9０-９]")

# A line break between two Han characters is none in Chinese; words run on across it. The white
# space is looked for first: of a text without any each letter would be asked what stands before.
_SOFT = re.compile(f"(?s:[ \t\r\n](?<=[{HAN}].))[ \t\r\n]*(?=[{HAN}])")
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
# Nor does the blank that some set between a number and its measure part anything: 15 只猪.
_BLANK = re.compile(f"[ \u00a0\u2009\u202f\u3000](?<=[0-9０-９].)(?=[{_MEASURES}])")

# A reading above a word stands in no word: {于|yú}家庄, <ruby>范<rt>fàn</rt></ruby>家庄.
_NOTES = re.compile(
    rf"\{{(?=[{HAN}]{{1,8}}\|[^{{}}|\n]{{1,40}}\}})|(?<=[{HAN}])\|[^{{}}|\n]{{1,40}}\}}"
    r"|</?(?:ruby|rb)>|<r[tp]>[^<\n]{0,40}</r[tp]>"
)
_HOUSE_MARK = re.compile(r"(-\{.*?\}-)")


@dataclass(frozen=True, slots=True)
class Legible:
    """A text as it is read, and where what was taken out of it stood.

    text: shorter than the source by the gaps. gaps: spans of the source, in order.
    """

    text: str
    gaps: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> int:
        """Where a character of the text stands in the source."""
        for start, end in self.gaps:
            if start > offset:
                break
            offset += end - start
        return offset

    def filled(self, forms: Sequence[str], source: str) -> Sequence[str]:
        """Forms of the text, one a character, with the gaps as the source has them."""
        if not self.gaps:
            return forms
        out: list[str] = []
        taken = place = 0
        for start, end in self.gaps:
            size = start - taken
            out += forms[place : place + size]
            out += source[start:end]
            place += size
            taken = end
        out += forms[place:]
        return out


def without_readings(text: str) -> str:
    """A line of a manuscript as its words stand in it, without what stands above them."""
    if "|" not in text and "<r" not in text:
        return text
    parts = _HOUSE_MARK.split(text)
    parts[::2] = [_NOTES.sub("", part) for part in parts[::2]]
    return "".join(parts)


def legible(text: str, *, soft: bool) -> Legible:
    """A text without what parts no word. soft: line breaks between Han characters are such."""
    gaps = [match.span() for match in _BLANK.finditer(text)]
    if soft:
        found = _SOFT.finditer(text)
        gaps += [match.span() for match in found if _BREAK.fullmatch(match.group())]
    if "|" in text or "<r" in text:
        gaps += [match.span() for match in _NOTES.finditer(text)]
    gaps.sort()
    if not gaps:
        return Legible(text, ())
    kept: list[str] = []
    taken = 0
    for start, end in gaps:
        kept.append(text[taken:start])
        taken = end
    kept.append(text[taken:])
    return Legible("".join(kept), tuple(gaps))


def numerals(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text of the same length with the digits that count something as numerals, and their spans.

    Ten before seven, since few words begin with either: 60天 is read as 十七天.
    """
    spans = [
        match.span()
        for match in _NUMBER.finditer(text)
        if not _NAMING.match(text[match.start() - 1 : match.start()])
    ]
    if not spans:
        return text, spans
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _DIGIT.sub("十", text[start : end - 1]) + "七"
    return "".join(letters), spans
