"""称呼 and 敬礼: the lines of a letter, a speech or an official paper that begin at the margin.

    尊敬的编辑：
        我是柳树镇的一名中学教师……
        此致
    敬礼！

Whom a text addresses (称呼, 主送机关) is the line that opens it, or opens a part of it under a
sub-head, names people or offices and ends with a colon (GB/T 9704-2012, 7.3.2: 居左顶格). The wish
is the line right under 此致 or the like. Where the lines of a letter follow each other without an
empty one between them, they come apart there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

FLUSH = "flush"
_LONGEST = 60  # characters of an address; one to all the offices of a district is long
_LONGEST_WISH = 12
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_PEOPLE = (
    "同志|老[师師]|先生|女士|小姐|[编編][辑輯]|主[编編]|[领領][导導]|朋友|[读讀]者|[乡鄉][亲親]|同[学學]|家[长長]|代表|委[员員]|"
    "[来來][宾賓]|嘉[宾賓]|居民|市民|村民|民[众眾]|客[户戶]|用[户戶]|司[机機]|父老|同仁|[业業]主|大家|[战戰]友|孩子|你|您|(?:[你您]|[你您][们們]|大家|[上中下]午|[早晚]上|新年)好"
)
_OFFICES = (
    "部|局|委|[办辦]|[厅廳]|院|[会會]|公司|[单單]位|政府|[学學]校|中心|街道|[社園园][区區]|村|[部][门門]|[机機][构構]|"
    "[户戶]|站|所|[处處]|室|[队隊]|家庭|[企事][业業]|店|[厂廠]|[组組][织織]"
)
_ADDRESSED = re.compile(
    "(?:尊敬的|敬[爱愛]的|[亲親][爱愛]的|各位|致)[^。！？；“”：:]*[：:]"
    f"|[^。！？；“”：:]*(?:{_PEOPLE}|{_OFFICES})(?:[们們]|（[^（）]*）)*[：:]"
)
_OTHER = re.compile(  # who speaks or signs, and what announces a list
    "[（(【［]|[^：:]*(?:[记記]者|通[讯訊][员員]|[编編]者按|[来來]源|作者|[责責]任|以下|如下|下列|包括|分[别別]|名[单單]|[了是在])"
)
_TO_WISH = re.compile(
    "(?:此致|[谨謹]此|[谨謹]致|[顺順]致|[顺順][颂頌祝]|敬[颂頌祝]|即[颂頌]|恭祝|[谨謹]祝|祝)[，,：:]?"
)


def mark_letter(root: Element) -> None:
    """Give the lines of a body that begin at the margin a class of their own."""
    above: Element | None = None
    for each in root:
        if each.tag == "p" and not each.get("class"):
            words = _text(each)
            wished = above is not None and above.tag == "p" and is_to_wish(_text(above))
            if (opens(above) and is_address(words)) or (wished and len(words) <= _LONGEST_WISH):
                each.set("class", FLUSH)
        above = each


def parted(lines: Sequence[str], above: Element | None) -> list[str]:
    """The paragraphs that the lines of one are: an address, a wish and who signs under it part it.

    above: what stands before it, None for nothing.
    """
    at = 1 if opens(above) and len(lines) > 1 and is_address(_bare(lines[0])) else 0
    wish = next((n for n in range(at, len(lines) - 1) if is_to_wish(_bare(lines[n]))), len(lines))
    if not at and wish == len(lines):
        return ["\n".join(lines)]
    between = "\n".join(lines[at:wish])
    return [line.rstrip() for line in (*lines[:at], between, *lines[wish:]) if line]


def opens(above: Element | None) -> bool:
    """Whether what stands under an element opens a body, or a part of it."""
    return above is None or above.tag in _HEADS


def is_address(line: str) -> bool:
    """Whether a line by itself says whom a text addresses."""
    if len(line) > _LONGEST or _OTHER.match(line):
        return False
    return _ADDRESSED.fullmatch(line) is not None


def is_to_wish(line: str) -> bool:
    """Whether the wish of a letter stands in the next line: 此致."""
    return _TO_WISH.fullmatch(line) is not None


def _bare(line: str) -> str:
    return line.strip(" \t\u3000")


def _text(element: Element) -> str:
    return _bare("".join(element.itertext()).strip("\n"))
