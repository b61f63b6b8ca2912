"""Lists of a document of Word as lists: numbered and marked by Word, not by characters typed.

python-docx writes none of its own; ECMA-376 part 1, §17.9.
"""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

_NUMBERED = re.compile(r"(\d{1,5})\.")
_DEPTHS = 9  # levels of a list that the format has
_INDENT = 420  # twentieths of a point: two characters of 10.5 points
BULLET_GLYPH = "•"


class Lists:
    """The lists of one document that is prepared, as they are begun and gone on with."""

    def __init__(self, made: Any) -> None:
        self._part = made.part.numbering_part.element
        self._bullets = ""
        self._at: dict[int, tuple[str, int]] = {}
        self._made = 0

    @classmethod
    def prepare(cls, made: Any) -> None:
        """Define what lists look like, in an empty document."""
        lists = cls(made)
        for child in list(lists._part):  # the library's own example lists
            lists._part.remove(child)
        for number, is_numbered in ((0, False), (1, True)):
            lists._part.append(lists._abstract(number, is_numbered=is_numbered))

    def place(self, mark: str, depth: int) -> str:
        """The list of an entry with a mark at a depth; "" where no list shows such a mark."""
        depth = min(depth, _DEPTHS - 1)
        number = _NUMBERED.fullmatch(mark)
        for deeper in [at for at in self._at if at > depth]:
            del self._at[deeper]
        if number is None:
            self._at.pop(depth, None)
            return self._bulleted() if mark == "·" else ""
        value = int(number.group(1))
        name, last = self._at.get(depth, ("", -1))
        if last != value - 1:
            name = self._num("1", {depth: value})
        self._at[depth] = name, value
        return name

    def end(self) -> None:
        """What stood between is no list: the next entry begins one."""
        self._at.clear()

    def _bulleted(self) -> str:
        self._bullets = self._bullets or self._num("0", {})
        return self._bullets

    def _num(self, abstract: str, starts: dict[int, int]) -> str:
        self._made += 1
        num = self._element("num", numId=str(self._made))
        num.append(self._element("abstractNumId", val=abstract))
        for depth, start in starts.items():
            override = self._element("lvlOverride", ilvl=str(depth))
            override.append(self._element("startOverride", val=str(start)))
            num.append(override)
        self._part.append(num)
        return str(self._made)

    def _abstract(self, number: int, *, is_numbered: bool) -> Any:
        made = self._element("abstractNum", abstractNumId=str(number))
        made.append(self._element("multiLevelType", val="hybridMultilevel"))
        for depth in range(_DEPTHS):
            level = self._element("lvl", ilvl=str(depth))
            level.append(self._element("start", val="1"))
            level.append(self._element("numFmt", val="decimal" if is_numbered else "bullet"))
            text = f"%{depth + 1}." if is_numbered else BULLET_GLYPH
            level.append(self._element("lvlText", val=text))
            level.append(self._element("lvlJc", val="left"))
            properties = self._element("pPr")
            left = str(_INDENT * (depth + 1))
            properties.append(self._element("ind", left=left, hanging=str(_INDENT)))
            level.append(properties)
            made.append(level)
        return made

    def _element(self, tag: str, **values: str) -> Any:
        given = {qn(f"w:{name}"): value for name, value in values.items()}
        return self._part.makeelement(qn(f"w:{tag}"), given)
