"""Lines of a paragraph or an entry that Markdown joins, though each may be meant by itself.

Wrapped prose fills every line but its last, and breaks where the measure ends, not where a sentence
does. Whatever else stands on several lines - verse, an address, questions and answers, prices - may
be meant to stay so, and the program asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

NARROWEST = 24
"""Half-widths of the narrowest measure in which anybody wraps prose: twelve characters of Han."""
FILLED = 0.7
"""Of the longest line: what a wrapped line fills at least; a long word moves to the next."""

_WIDE = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f\U00020000-\U000323af“”‘’…—]"
)
_STARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[^\s，。；！？：:,.;!?]{1,8}[：:](?!//)",  # 地址：, 问：
        r"[0-9]{1,2}[:：][0-9]{2}|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日",
        r"第[一二三四五六七八九十百零〇0-9]{1,5}[条條章节節款项項步届屆名位]",
        r"[A-Za-z][.．、)）](?![A-Za-z])",
        r"[-–*+·]\S",
    )
)
_ENDS_SENTENCE = re.compile(r"[。！？；][”’」』）)]*$")
_ENDS_VERSE = re.compile(r"[，。、；：！？,.;:!?…][”’」』）)]*$")
_BLOCKS = {"p", "ul", "ol", "blockquote", "pre", "table", "hr", "h2", "h3", "h4"}
_BAR = re.compile("[|｜]")
_ROW = re.compile("[|｜].*[|｜]")


def row_left(element: Element) -> str:
    """The first row of a paragraph that was to be a table; "" if there is none."""
    lines = [line for lines in _pieces(element) for line in lines]
    rows = [line for line in lines if _ROW.fullmatch(line)]
    parted = len(lines) > 1 and all(_BAR.search(line) for line in lines)
    return rows[0] if rows else lines[0] if parted else ""


def run_together(element: Element) -> tuple[str, str] | None:
    """Two lines that were joined and perhaps should not be; None where all is wrapped prose."""
    for lines in _pieces(element):
        if len(lines) > 1 and (_begin_alike(lines) or not _is_wrapped(lines)):
            return lines[0], lines[1]
    return None


def _pieces(element: Element) -> Iterator[list[str]]:
    """The lines of a paragraph between its hard breaks; a rule of signs (====) is none."""
    for piece in "".join(words_of(element)).split("\v"):
        yield [line.strip() for line in piece.split("\n") if any(map(str.isalnum, line))]


def words_of(element: Element) -> Iterator[str]:
    """The words of a paragraph or an entry, a hard break as U+000B, without what stands below."""
    yield element.text or ""
    for child in element:
        if child.tag in _BLOCKS:  # in an entry, whose own words end here
            return
        if child.tag == "br":
            yield "\v"
        elif child.tag == "code":
            yield _BAR.sub("", "".join(child.itertext()))  # a bar in code parts no cells
        else:
            yield from words_of(child)
        yield child.tail or ""


def _begin_alike(lines: Sequence[str]) -> bool:
    return any(all(start.match(line) for line in lines) for start in _STARTS)


def _is_wrapped(lines: Sequence[str]) -> bool:
    widths = [len(line) + len(_WIDE.findall(line)) for line in lines]
    longest = max(widths)
    if longest < NARROWEST or min(widths[:-1]) < FILLED * longest:
        return False
    ends = _ENDS_VERSE if longest < 2 * NARROWEST else _ENDS_SENTENCE
    return not all(ends.search(line) for line in lines[:-1])
