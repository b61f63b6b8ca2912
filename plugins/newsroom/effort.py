"""How much work a text asks for, counted before any of it is done.

Markdown is read by a program whose work grows with the square of some texts: a thousand runs of
backticks are each looked for to the paragraph's end. What a text may ask for is counted in units
of its own, never in seconds, so that the same file is refused on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 20  # lists and quotations in each other
TAB = 4  # columns that Markdown's lists are indented by
MOST_SPACES = 200  # between two words of a line
LONGEST_PARAGRAPH = 100_000  # characters
MOST_LINES_TOGETHER = 3_000  # without an empty line between them
MOST_ROWS = 50_000  # lines, empty ones included
MOST_LINES = 10_000
MOST_CELLS = 50_000
MOST_COLUMNS = 60
MOST_TAGS = 2_000
MOST_COMMENTS = 50
MOST_MARKS = 30_000
MOST_STEPS = 500_000_000
# A bracket or backtick is followed by a search of the whole paragraph, character by character;
# other marks by one that is fifty times faster (measured with Python-Markdown 3.11).
_SEARCHED = re.compile(r"`+|[\[<]")
_SLOW = 50
_WIDE = 10  # times the columns of a table: a line of words has never so many bars
_MARKS = re.compile(r"\\|\*+|_+|&|!|~+|=+")

_MARK = re.compile(r"[`\[<\\*_&!~=]")  # what any of them begins with; most paragraphs have none
_ANY_MARK = re.compile(f"{_SEARCHED.pattern}|{_MARKS.pattern}")

_PARTING = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LEVEL = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}\.(?=[ \t]))")
_SPACES = re.compile(rf"(?<=\S)[ \t]{{{MOST_SPACES + 1},}}(?=\S)")
_TAG = re.compile(r"</?[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Excess:
    """Something of which a text has too much. at: characters before it; what, cure: Chinese."""

    at: int
    what: str
    cure: str


def excesses(text: str) -> Iterator[Excess]:
    """What a body has too much of to be read, each kind once; takes time in proportion to it."""
    rows = text.count("\n") + 1
    if rows > MOST_ROWS:  # nothing more is looked at
        yield Excess(0, f"正文连空行有{rows}行，最多{MOST_ROWS}行", "请删去空行，或拆成几篇")
        return
    yield from _of_the_whole(text)
    yield from _of_lines(text)
    yield from _of_paragraphs(text)


def _of_the_whole(text: str) -> Iterator[Excess]:
    for what, found, most in (
        ("个标记", _count(_ANY_MARK, text), MOST_MARKS),
        ("条竖线", text.count("|"), MOST_CELLS),
        ("个 HTML 标签", len(_TAG.findall(text)), MOST_TAGS),
        ("条 HTML 注释", text.count("<!--"), MOST_COMMENTS),
    ):
        if found > most:
            yield Excess(0, f"正文里有{found}{what}，最多{most}{what[0]}", "请删减，或拆成几篇")


def _count(marks: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in marks.finditer(text)) if _MARK.search(text) else 0


def _of_lines(text: str) -> Iterator[Excess]:
    start = lines = 0
    deep = wide = False
    for line in text.split("\n"):
        lines += not line.isspace() and bool(line)
        depth = 0 if deep else _depth(line)
        if depth > DEEPEST:
            deep = True
            what = f"列表或引文套了{depth}层，最多{DEEPEST}层"
            yield Excess(start, what, "请减少层次，或删去行首的空格")
        columns = 0 if wide else line.count("|")
        if columns > _WIDE * MOST_COLUMNS:
            wide = True
            yield Excess(start, f"表格有{columns}栏，最多{MOST_COLUMNS}栏", "请拆成几张表")
        start += len(line) + 1
    if lines > MOST_LINES:
        yield Excess(0, f"正文有{lines}行，最多{MOST_LINES}行", "请拆成几篇")
    gap = _SPACES.search(text) if "  " in text or "\t" in text else None
    if gap:
        what = f"一行里连着{len(gap.group())}个空格，最多{MOST_SPACES}个"
        yield Excess(gap.start(), what, "请删去多余的空格")


def _depth(line: str) -> int:
    """Levels of lists and quotations that a line may open, by its indentation and marks."""
    bare = line.lstrip(" \t")
    if not bare:
        return 0
    columns = len(line[: len(line) - len(bare)].expandtabs(TAB))
    marks = at = 0
    while marks <= DEEPEST and (found := _LEVEL.match(line, at)):
        marks += 1
        at = found.end()
    return columns // TAB + marks if columns // TAB + marks > DEEPEST else 0


def _of_paragraphs(text: str) -> Iterator[Excess]:
    steps = start = 0
    marked = _MARK.search(text)
    told: set[str] = set()
    for end, following in [
        *((m.start(), m.end()) for m in _PARTING.finditer(text)),
        (len(text), 0),
    ]:
        paragraph = text[start:end]
        lines = paragraph.count("\n") + 1
        longest = len(paragraph) if lines == 1 else max(map(len, paragraph.split("\n")))
        for what, found, most in (
            ("字的一行", longest, LONGEST_PARAGRAPH),
            ("行连在一起", lines, MOST_LINES_TOGETHER),
        ):
            if found > most and what not in told:
                told.add(what)
                yield Excess(start, f"有{found}{what}，最多{most}{what[0]}", "请空一行，分成几段")
        slow = _count(_SEARCHED, paragraph) if marked else 0
        marks = _count(_MARKS, paragraph) if marked else 0
        before, steps = steps, steps + len(paragraph) * (_SLOW * slow + marks)
        if before <= MOST_STEPS < steps:
            what = (
                f"标记太多：到这一段为止要查找{steps}步（标记数乘段落的字数），最多{MOST_STEPS}步"
            )
            yield Excess(start, what, "请删去多余的反引号、反斜线、方括号、尖括号，或多分几段")
        start = following
