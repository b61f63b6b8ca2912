"""How deep a line of a list stands: by where the words of the entry above it begin.

The library counts in fours: `  - 甲` under an entry is to it the next entry, and `   - 甲` words
of the entry itself. CommonMark §5.2 and every editor's program go by the width of the mark above.
Here lines are put where the library looks for them, and none is taken away. Code between fences it
knows at the margin alone: such code in an entry stands between two parts of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    return [line for placed in _placed(lines) for line in placed.split("\n")]


def _placed(lines: list[str]) -> list[str]:
    """Each line as it is to stand, some behind an empty one."""
    read = _Reader()
    result: list[str] = []
    at = 0
    while at < len(lines):
        found: list[re.Match[str]] = []
        if not read.holds(lines[at]):
            found += _while_quoted(lines, at)
        if not found:
            result.append(read.line(lines[at]))
            at += 1
            continue
        inner = _placed([match.string[match.end() :] for match in found])
        for match, line in zip(found, inner, strict=True):
            result.append("\n".join(f"{match.group()}{part}" for part in line.split("\n")))
        read = _Reader()
        at += len(found)
    return result


def _while_quoted(lines: list[str], at: int) -> Iterator[re.Match[str]]:
    """The marks of a quotation that begins on a line; none where none does."""
    while at < len(lines) and (match := _QUOTED.match(lines[at])):
        yield match
        at += 1


def _column(line: str) -> int:
    """Where the words of a line begin."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_STEP))


class _Reader:
    """Reads line after line; knows which entries are open."""

    def __init__(self) -> None:
        self._open: list[_Entry] = []
        self._may_begin = True
        self._blank_above = True
        self._part = False  # whether a part of an entry behind an empty line goes on: a table
        self._fence = ""
        self._within = 0  # the column at which the code between the fences begins

    def holds(self, line: str) -> bool:
        """Whether a line is indented as what an open entry has in it."""
        return bool(self._open) and _column(line) >= self._open[-1].words

    def line(self, line: str) -> str:
        """One line, where the library looks for it."""
        words = line.lstrip(" \t")
        column = _column(line)
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
        apart = "\n" if self._part and not self._blank_above else ""  # or it would be joined
        self._part = False
        self._open = [*kept, _Entry(column, column + len(mark.group().expandtabs(1)))]
        return apart + " " * (_STEP * len(kept)) + mark.string

    def _words(self, column: int, words: str, line: str) -> str:
        if not self._blank_above:
            if column == 0 and DEFINED.match(words):
                self._open, self._part = [], False
            goes_on = self._part and column >= self._open[-1].words
            inside = len(self._open) - (not goes_on) if column else 0
            return " " * (_STEP * inside) + words if inside > 0 else line
        self._open = [entry for entry in self._open if column >= entry.words]
        self._part = bool(self._open) and column < self._open[-1].words + _STEP
        if not self._part:
            return line
        return " " * (_STEP * len(self._open)) + words
