"""The numbers that Word writes before paragraphs and that stand nowhere in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN_NUMERALS = "〇一二三四五六七八九"
_SILENT = frozenset({"bullet", "none", ""})


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered (ECMA-376 §17.9.6)."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: etree._Element) -> Numbering:
        """The lists that a numbering part defines."""
        numbering = cls()
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{_W}lvl"):
                levels[_number(level.get(f"{_W}ilvl"))] = _Level(
                    _value(level, "numFmt"),
                    _value(level, "lvlText"),
                    _number(_value(level, "start"), 1),
                )
            numbering.levels[abstract.get(f"{_W}abstractNumId") or ""] = levels
        for number in root.iter(f"{_W}num"):
            identifier = number.get(f"{_W}numId") or ""
            numbering.lists[identifier] = _value(number, "abstractNumId")
            for override in number.iter(f"{_W}lvlOverride"):
                start = _value(override, "startOverride")
                if start:
                    place = identifier, _number(override.get(f"{_W}ilvl"))
                    numbering.starts[place] = _number(start, 1)
        return numbering

    def label(self, identifier: str, depth: int) -> str:
        """The number of the next paragraph of a list, with its marks; "" for a bullet.

        identifier: numId of the paragraph; depth: its level, 0 outermost.
        """
        home = self.lists.get(identifier, "")
        levels = self.levels.get(home, {})
        level = levels.get(depth)
        if level is None:
            return ""
        start = self.starts.get((identifier, depth), level.start)
        if (identifier, depth) in self.starts and (identifier, depth) not in self._begun:
            self._counts.pop((home, depth), None)  # it begins anew, whatever another has counted
        self._begun.add((identifier, depth))
        self._counts[home, depth] = self._counts.get((home, depth), start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((home, deeper), None)
        if level.form in _SILENT or "%" not in level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels.get(at, level)
            return _in_form(self._counts.get((home, at), other.start), other.form)

        text = level.text
        if _is_han(level.form.lower()):
            text = re.sub(r"(?<=%[1-9])\?", "、", text)  # RTF loses the mark
        label = re.sub("%([1-9])", shown, text)
        return label + (" " if label[-1:].isalnum() and label.isascii() else "")


def list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """The list and level that some paragraph properties name; None where they name none."""
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    if numbered is None:
        return None
    return _value(numbered, "numId"), _number(_value(numbered, "ilvl"))


def _value(parent: etree._Element, tag: str) -> str:
    child = parent.find(f"{_W}{tag}")
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _in_form(number: int, form: str) -> str:
    lowered = form.lower()
    if _is_han(lowered):
        return _han(number)
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if lowered.endswith("letter") and 1 <= number <= 26:
        return chr(ord("A" if form.startswith("upper") else "a") + number - 1)
    return str(number)


def _is_han(form: str) -> bool:
    """Whether a form counts in Han numerals; converters rename one country's to another's."""
    return any(name in form for name in ("chinese", "ideograph", "japanese", "taiwanese"))


def _han(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _HAN_NUMERALS[tens] + "十"
    return head + (_HAN_NUMERALS[ones] if ones else "")
