"""How wide the lines of a copy are, and what of it is running text that something may have cut."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from copydesk.blocks.days import is_listed_day
from copydesk.blocks.tables import is_row
from copydesk.lexicon import HAN, REMEMBERED, ends_sentence, width
from copydesk.sheet import Line

NARROWEST = 20
"""Columns (two a Han character) below which lines are short by nature: verse, lists, names."""

NARROW = 40
TOO_WIDE = 1.6
"""No line is so many times as wide as a measure of fewer columns than NARROW."""

PAUSES = frozenset("，、；,;")
MOST_PAUSED = 0.6
"""The share of lines that end with a mark, above which no measure but a poet ended them."""

SLACK = 5
"""Columns by which a full line may fall short: no mark may begin a line, no number be cut."""

MOST_SPOKEN = 0.6
"""The share of the lines of a copy cut so that have a mark in them; those of lists have none."""

WIDE = 2
"""The same where a program counts characters: one, and nothing but a blank at its end."""

DEEPEST = 12
"""Columns of the deepest indent; what has more white space before it is set to the right."""

CELLS = 4
"""Words parted by blanks, no mark among them, that are a row of a list and no text."""

FEW_LINES = 6
"""Lines below which blanks between all of them may mean something."""

_COLUMNS = re.compile(r"(?<=\S)(?: {2,}| ?[|｜│] ?)(?=\S)")
"""What parts the cells of a table drawn in plain text."""

_STOPPED = re.compile(f'[{HAN}”》）)%]\\.[”’」』"]?$')
"""Chinese that ends a sentence with an ASCII full stop."""

MARKS = re.compile("[，。；：！？,;:!?]")
_ROLL = re.compile(
    f"(?:^|[ 、：:])[{HAN}]{{1,4}} ?[{HAN}]{{0,3}}[（(][^（()）]{{2,14}}[）)](?=[ 、]|$)|"
    "(?:[特一二三四五六]等奖|优[秀胜][^，。]{0,6}奖|[金银铜]奖|[冠亚季]军)[:：]"
)
"""Somebody of a roll and where he is from, or a prize and who won it: 一等奖：陈亮（四川）."""


def measure_of(lines: Sequence[Line]) -> int:
    """The width at which the lines of a copy were cut, in columns; 0 where they were not.

    A program that cuts by characters counts figures and letters as wide as Han ones.
    """
    full = _measured(lines, columns, SLACK)
    if full:
        return full
    spoken = [line for line in lines if MARKS.search(line.words)]
    full = _measured(spoken, counted, WIDE) if len(spoken) >= MOST_SPOKEN * len(lines) else 0
    return full if full >= NARROW else 0


def _measured(lines: Sequence[Line], measure: Callable[[Line], int], slack: int) -> int:
    """The same, by one way to measure a line. slack: columns by which a full one falls short."""
    cut = [
        measure(line)
        for line, after in itertools.pairwise(lines)
        if after.blanks == 0 and not ends(line) and measure(line) >= NARROWEST and is_text(line)
        if not (is_of_roll(line) or is_listed(line))
    ]
    if len(cut) < 3:
        return 0
    texts = [line for line in lines if is_text(line)]
    paused = sum(line.words.rstrip()[-1:] in PAUSES for line in texts)
    ended = sum(ends(line) for line in texts)
    if paused + ended > MOST_PAUSED * len(texts) and paused > ended:
        return 0  # lines end where a speaker draws breath: verse
    counts = Counter(cut)
    best = max(
        sorted(counts),
        key=lambda full: (sum(counts[each] for each in range(full - slack, full + 1)), full),
    )
    near = sum(counts[each] for each in range(best - slack, best + 1))
    widest = sorted(map(measure, texts))
    longer = sum(each > best + 2 for each in widest)
    if best < NARROW and widest[-1] > TOO_WIDE * best:
        return 0  # a paragraph runs past it: short lines of one length, not a measure
    return best if near >= 3 and near >= 0.6 * len(cut) and longer <= 0.15 * len(widest) else 0


def even_blanks(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy without the blank lines that stand between nearly all of them.

    Such blanks part nothing: they come of pasting, one line or paragraph at a time.
    """
    gaps = sorted(line.blanks for line in lines[1:] if is_text(line))
    least = gaps[len(gaps) // 10] if len(gaps) >= FEW_LINES else 0
    if not least:
        return list(lines)
    return [replace(line, blanks=max(0, line.blanks - least)) for line in lines]


def columns(line: Line) -> int:
    """The width of a line as it stood in the raw copy, its indent counted."""
    indent = line.margin if 4 < line.margin <= DEEPEST else 4
    return width(line.words) + (indent if line.indented else 0)


def counted(line: Line) -> int:
    """The same where a program cut by characters, figures and letters as wide as Han ones."""
    return 2 * len(line.words) + columns(line) - width(line.words)


def is_text(line: Line) -> bool:
    """Whether a line may be part of a longer text; one that an editor named stands by itself."""
    alone = line.hint.fixed or line.hint.table or line.verse or is_listed_day(line)
    return not (alone or _is_parted(line.words))


@lru_cache(REMEMBERED)
def _is_parted(words: str) -> bool:
    """Whether some words are the cells of a row."""
    bare = _IN_BRACKETS.sub("", words)  # names, set as wide as each other: （通讯员  李  平）
    return "\t" in words or len(_COLUMNS.findall(bare)) >= 2 or is_row(bare)


_IN_BRACKETS = re.compile("[（(][^（()）]*[）)]")


def is_listed(line: Line) -> bool:
    """Whether a line is a row of words parted by blanks, no mark among them."""
    return _reads_listed(line.words)


@lru_cache(REMEMBERED)
def _reads_listed(words: str) -> bool:
    if len(words.split()) < CELLS:
        return False  # what follows takes words away, and adds no blank
    bare = _BRACKET.sub("", words)  # 本报讯（记者 焦桐 实习生 闵佳）3月
    cells = len(bare.split()) - len(_LATIN_GAP.findall(bare))
    return cells >= CELLS and not _ANY_MARK.search(bare)


_BRACKET = re.compile("[（(][^（()）]*[）)]")
_ANY_MARK = re.compile("[，。；！？,;!?]")
_LATIN_GAP = re.compile("(?<=[A-Za-z0-9]) +(?=[A-Za-z])(?=.*[\u4e00-\u9fff])")
"""A blank between two Latin words of a Chinese sentence, which parts no cells: VA Ann Arbor医院."""


def ends(line: Line) -> bool:
    """Whether a line ends as a sentence does, be it with a western full stop."""
    return _is_ended(line.words)


@lru_cache(REMEMBERED)
def _is_ended(words: str) -> bool:
    return ends_sentence(words) or bool(_STOPPED.search(words))


def is_of_roll(line: Line) -> bool:
    """Whether a line is of a list of people or prizes, which stand one under the other."""
    return bool(_ROLL.search(line.words)) and "。" not in line.words
