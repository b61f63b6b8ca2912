"""Tables that came one cell a line, as pages and letters give them when they are pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from copydesk.blocks.aligned import MAX_COLUMNS
from copydesk.blocks.tables import FEWEST_ROWS, SORTS, sort_of
from copydesk.lexicon import REMEMBERED, ends_sentence, simple
from copydesk.sheet import Line
from copydesk.traced import Traced

_COLUMN_HEAD = re.compile(
    "序号|编号|姓[ ]*名|性别|年龄|职务|职称|单位|部门|镇(?:街道)?|街道|村(?:名)?|社区|学校|班级|"
    "年级|时间|日期|星期|班次|地点|地址|场所|电话|手机|联系(?:电话|人|方式)|内容|主题|项目(?:名称)?|名称|"
    "数量|金额|单价|价格|规格|面积|负责人|责任(?:人|单位|领导)|"
    "(?:值班|带班|接访|下访|包案|主管)人|.{0,4}(?:领导|人员|时间|日期|地点|电话)|"
    "主讲人|科目|课程|路线|站点|车次|线路|备注|说明|完成时限|措施|物资|险段"
)
_AND = re.compile("[、/和及]")
_TITLE = re.compile(r".{2}(?:(?<!代)表|一览|名单|安排|日程)(?:[（(].{1,12}[）)])?$")
"""How the title of a table ends: 值班表, 一览表（2月）."""

LONGEST_CELL = 24
WIDEST = 8
"""Columns of a table whose heads are no words that heads are known for."""

FEWEST_BODIES = 3
"""Rows under such heads."""


def gather_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, tables that came one cell a line as rows again.

    Such a table begins with column heads, one under the other, known for such or not; the lines
    below must make whole rows, and one column at least must hold cells of one sort (days, numbers,
    hours), none of which stands elsewhere where the heads are not known.
    """
    gathered: list[Line] = []
    place = run = 0
    while place < len(lines):
        run = run if place < run else _cells_end(lines, place)
        end = run  # of one run of short lines, looked through once
        columns = _column_heads(lines, place)
        if columns < 2 or not _makes_rows(lines[place:end], columns):
            columns, end = _unknown_heads(lines, place, end)
        if not columns:
            gathered.append(lines[place])
            place += 1
            continue
        number = 1_000_000 + place  # no table of the format bears it
        for at in range(place, end, columns):
            row = lines[at : at + columns]
            parts = [part for line in row for part in (Traced.new("\t"), line.text.strip())][1:]
            hint = replace(row[0].hint, table=number)
            gathered.append(replace(row[0], text=Traced.joined(parts), hint=hint))
        place = end
    return gathered


def _column_heads(lines: Sequence[Line], place: int) -> int:
    """How many column heads stand one under the other at a place."""
    end = place
    while end < len(lines) and end - place < MAX_COLUMNS:
        line = lines[end]
        if line.hint.table or (end > place and line.blanks > 1):
            break
        words = simple("".join(line.words.split()))
        if not all(map(_COLUMN_HEAD.fullmatch, _AND.split(words))):
            break
        end += 1
    return end - place


def _cells_end(lines: Sequence[Line], place: int) -> int:
    end = place
    while end < len(lines) and end - place < MOST_CELLS:
        line = lines[end]
        words = line.words.strip()
        if line.hint.table or len(words) > LONGEST_CELL or ends_sentence(words):
            break
        if (end > place and line.blanks > 1) or "\t" in words:
            break
        end += 1
    return end


MOST_CELLS = 4_000
"""Cells of one such table at most: a bound of work."""


def _makes_rows(lines: Sequence[Line], columns: int) -> bool:
    if len(lines) % columns or len(lines) // columns < FEWEST_ROWS + 1:
        return False
    return any(
        sort_of([line.words.strip() for line in lines[columns + column :: columns]]) is not None
        for column in range(columns)
    )


def _unknown_heads(lines: Sequence[Line], place: int, end: int) -> tuple[int, int]:
    """How many columns a table at a place has, and its end, told by its figures; (0, end) if none.

    The figures below the heads must all stand in the same columns, and nothing else in those.
    """
    words = [line.words.strip() for line in lines[place : min(end, place + WIDEST + 1)]]
    figured = next((at for at, each in enumerate(words) if _is_figure(each)), 0)
    if not 2 <= figured <= WIDEST or any(re.search("[，。；：:！？]", w) for w in words[:figured]):
        return 0, end
    if _TITLE.search(simple(words[0])) or _column_heads(lines, place + 1) > 1:
        return 0, end  # the heads stand under it
    for columns in range(2, figured + 1):
        sorted_ones = figured % columns
        last = place + columns
        while last + columns <= end and (
            all(
                _is_figure(line.words) == _is_figure(lines[place + columns + at].words)
                for at, line in enumerate(lines[last : last + columns])
            )
        ):
            last += columns
        body = lines[place + columns : last]
        plain = columns - sum(_is_figure(line.words) for line in body[:columns])
        column = [line.words.strip() for line in body[sorted_ones::columns]]
        enough = len(body) >= FEWEST_BODIES * columns and figured >= columns
        if enough and plain and sort_of(column) is not None:
            return columns, last
    return 0, end


@lru_cache(REMEMBERED)
def _is_figure(words: str) -> bool:
    return any(sort.fullmatch(words.strip()) for sort in SORTS)
