"""落款: who signs a notice or a letter, and the day, as the lines at its end.

    柳树镇自来水公司
    2013年10月8日

They are known by the day alone on the last line; the short lines before it, which are no
sentences, are the names. Each a paragraph of its own, or all one with its lines ended by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from newsroom.letters import FLUSH

SIGNED = "signed"
_DIGITS = "0-9〇○零一二三四五六七八九十元"
_DAY = re.compile(
    rf"(?:[{_DIGITS}]{{1,4}}[ ]?年[ ]?)?[{_DIGITS}]{{1,2}}[ ]?月[ ]?[{_DIGITS}]{{1,3}}[ ]?[日号號]"
    r"|[0-9]{4}([./-])[0-9]{1,2}\1[0-9]{1,2}"
)
_LONGEST = 30  # characters of a name
_MOST_NAMES = 3
_THING = re.compile("(?:(?<!代)表|[名清][单單]|目[录錄]|一[览覽])$")
"""How the name of a table or a list ends, which signs nothing."""
_ENDS = tuple("。！？；：，、…”』」.!?;:,")


def mark_closing(root: Element) -> None:
    """Give the lines at the end of a body, if they sign it, a class of their own."""
    blocks = [each for each in root if each.tag != "section"]
    if len(blocks) < 2 or blocks[-1].tag != "p":
        return
    rows = _rows(blocks[-1])
    if len(rows) > 1 and _signs(rows):
        blocks[-1].set("class", SIGNED)
    elif len(rows) == 1 and _DAY.fullmatch(rows[0]):
        for each in (blocks[-1], *_names(blocks[1:-1])):
            each.set("class", SIGNED)


def _names(blocks: Sequence[Element]) -> list[Element]:
    """The paragraphs right before the day that are names; many such lines are a list or verse."""
    found = list(takewhile(_names_only, reversed(blocks)))
    return found if sum(len(_rows(block)) for block in found) <= _MOST_NAMES else []


def _names_only(block: Element) -> bool:
    rows = _rows(block)
    own = block.tag == "p" and block.get("class") != FLUSH
    return own and bool(rows) and all(map(_is_name, rows))


def _signs(rows: Sequence[str]) -> bool:
    *names, day = rows
    return bool(_DAY.fullmatch(day)) and len(names) <= _MOST_NAMES and all(map(_is_name, names))


def _is_name(row: str) -> bool:
    return len(row) <= _LONGEST and not row.endswith(_ENDS) and not _THING.search(row)


def _rows(block: Element) -> list[str]:
    """The lines of a paragraph."""
    text = block.text or ""
    for child in block:
        text += "\n" if child.tag == "br" else "".join(child.itertext())
        text += child.tail or ""
    return [row.strip(" \t\u3000") for row in text.split("\n") if row.strip(" \t\u3000")]
