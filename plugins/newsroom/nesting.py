"""How deep a line of a list stands: by where the words of the entry above it begin.

The library counts in fours: `  - 甲` under an entry is to it the next entry, and `   - 甲` words
of the entry itself. CommonMark §5.2 and every editor's program go by the width of the mark above.
Here lines are put where the library looks for them; no line is added or taken away. Code between
fences it knows at the margin alone: such code in an entry stands between two parts of the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from newsroom.notes import DEFINED

_STEP = 4
_DEEPER = 2
"""Blanks more than the mark above that make an entry one of a list within; 1 is carelessness."""
_MARK = re.compile(r"(?:[-*+]|[0-9]{1,3}\.)[ \t]+(?=\S)")
_WIDE_BLANK = re.compile(r"^(-|[0-9]{1,3}\.) ?\u3000+(?=\S)")
"""A mark and the blank of a Chinese keyboard; behind a star or a plus it is a remark, *　注."""
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_QUOTED = re.compile(r"[ ]{0,3}>[ ]?")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`\n]*$")


def register(md: Markdown) -> None:
    """Read the depth of lists before their lines are read; before code between fences is."""
    md.preprocessors.register(_Nesting(md), "nesting", 26)


class _Nesting(Preprocessor):
    """Every line of a list where the library expects it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with other blanks before some of them."""
        return nested(lines)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry that is open. mark, words: the columns where they begin."""

    mark: int
    words: int


def nested(lines: list[str]) -> list[str]:
    """The lines of a text, those of lists indented by four for every list they stand in."""
    read = _Reader()
    result: list[str] = []
    at = 0
    while at < len(lines):
        quoted = at
        while quoted < len(lines) and _QUOTED.match(lines[quoted]):
            quoted += 1
        if quoted == at:
            result.append(read.line(lines[at]))
            at += 1
            continue
        read = _Reader()
        signs = [_QUOTED.match(line) for line in lines[at:quoted]]
        found = [match for match in signs if match]
        inner = nested([match.string[match.end() :] for match in found])
        result += [f"{match.group()}{line}" for match, line in zip(found, inner, strict=True)]
        at = quoted
    return result


class _Reader:
    """Reads line after line; knows which entries are open."""

    def __init__(self) -> None:
        self._open: list[_Entry] = []
        self._may_begin = True
        self._blank_above = True
        self._fence = ""
        self._within = 0  # the column at which the code between the fences begins

    def line(self, line: str) -> str:
        """One line, where the library looks for it."""
        words = line.lstrip(" \t")
        column = len(line[: len(line) - len(words)].expandtabs(_STEP))
        if self._fence:
            if words.startswith(self._fence) and not words.strip("`~ \t"):
                self._fence = ""
            return " " * max(0, column - self._within) + words
        fence = _FENCE.match(words)
        if fence and (self._open or column < _STEP):
            self._fence, self._within, self._open = fence.group(1), column, []
            self._blank_above = self._may_begin = True
            return words
        if not words:
            self._blank_above = self._may_begin = True
            return line
        mark = None if _RULE.match(words) else _MARK.match(_WIDE_BLANK.sub(r"\1 ", words))
        if mark and (self._open or (self._may_begin and column < _STEP)):
            placed = self._entry(column, mark, line)
        else:
            placed = self._words(column, words, line)
        self._may_begin = words.startswith("#") or _RULE.match(words) is not None
        self._blank_above = False
        return placed

    def _entry(self, column: int, mark: re.Match[str], line: str) -> str:
        kept = [entry for entry in self._open if column >= entry.mark + _DEEPER]
        if kept and column >= kept[-1].words + _STEP:
            return line  # code, or a hand that slipped
        self._open = [*kept, _Entry(column, column + len(mark.group().expandtabs(1)))]
        return " " * (_STEP * len(kept)) + mark.string

    def _words(self, column: int, words: str, line: str) -> str:
        if not self._blank_above:
            if column == 0 and DEFINED.match(words):
                self._open = []
            inside = len(self._open) - 1 if column else 0
            return " " * (_STEP * inside) + words if inside > 0 else line
        self._open = [entry for entry in self._open if column >= entry.words]
        if not self._open:
            return line
        beyond = column - self._open[-1].words
        if beyond >= _STEP:
            return line
        return " " * (_STEP * len(self._open)) + words
