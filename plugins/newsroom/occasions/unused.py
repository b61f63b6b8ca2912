"""Columns that are not used, or only guessed: each is named."""

from __future__ import annotations

import re

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column, Header
from newsroom.occasions.findings import Findings
from newsroom.occasions.lines import is_foot
from newsroom.occasions.marks import is_nothing
from newsroom.occasions.words import folded, is_of_other_days

_TIMELY = re.compile(r"\d|[月日周]|星期|上午|下午|晚上|夜")
_CLOCK_OR_DATE = re.compile(
    r"\d{1,2}:\d{2}|\d{1,2}[时点](?!\d)|\d{1,2}月\d{1,2}|\d{1,2}[日号](?![\u3400-\u9fff])"
)
_CALLED_OFF = re.compile(r"取消|延期|推迟|停办|不办|暂停|改期|改为|改至|已满|作废")


def name_columns(header: Header, findings: Findings) -> None:
    """Columns that are not used are named."""
    line = header.heads[-1].line if header.heads else 0
    for column in header.columns:
        if not column.label and column.role is None and not column.is_value:
            _ask_unheaded(header, column, findings)
        if column.guessed and column.role:
            findings.ask(
                line,
                column,
                ScheduleCode.COLUMN_DOUBTFUL,
                f"第{column.at + 1}栏“{column.label}”不认识",
                f"按格子里的内容当作{column.role.value}",
                f"请在安排（schedule）里写 columns: {{{column.label}: {column.role.value}}}"
                "，或“不用”",
                is_grave=False,
            )
        if column.role is None and not column.is_value and column.label and not column.unused:
            filled = any(not is_nothing(row.text(column.at)) for row in header.body)
            for row in header.body:
                if _CALLED_OFF.search(folded(row.text(column.at))):
                    cell = row.cells[column.at]
                    findings.ask(
                        row.line,
                        column,
                        ScheduleCode.REMARK_CHANGES,
                        f"第{row.line}行“{column.label}”栏写着“{cell.text}”，像是改动了安排",
                        "照没有改动读",
                        "不办的一行请删去，改期的请把日期改好",
                        cell=cell,
                    )
            if filled and header.values and _TIMELY.search(folded(column.label)):
                findings.ask(
                    line,
                    column,
                    ScheduleCode.COLUMN_DOUBTFUL,
                    f"第{column.at + 1}栏的表头“{column.label}”像是日子或钟点，读不懂",
                    "这一栏没有采用",
                    "请写成“3月4日”“周三”“上午”或“8:30-12:00”",
                )
            elif filled and _tells_times(header, column):
                findings.ask(
                    line,
                    column,
                    ScheduleCode.COLUMN_DOUBTFUL,
                    f"第{column.at + 1}栏“{column.label}”不认识，栏里写着日子或钟点",
                    "这一栏没有采用",
                    f"请在安排（schedule）里写 columns: {{{column.label}: 日期}}（写着日子的）或 "
                    f"{{{column.label}: 时段}}（只有钟点的），或把时间单列一栏",
                )
            elif filled:
                findings.warn(
                    line,
                    column,
                    ScheduleCode.COLUMN_UNKNOWN,
                    f"第{column.at + 1}栏“{column.label}”不认识，栏里的内容没有采用",
                    f"若要用，请在安排（schedule）里写 columns: {{{column.label}: 姓名}} "
                    f"之类；若不用，写 {{{column.label}: 不用}}",
                )


def _tells_times(header: Header, column: Column) -> bool:
    """Whether half of the cells of a column speak of hours or dates."""
    if is_of_other_days(column.label):
        return False
    texts = [folded(row.text(column.at)) for row in header.body if row.text(column.at)]
    return 2 * sum(bool(_CLOCK_OR_DATE.search(text)) for text in texts) >= len(texts)


def _ask_unheaded(header: Header, column: Column, findings: Findings) -> None:
    """Cells that stand under no header, or beyond the last: a comma too many, or a remark."""
    data = [row for row in header.body if not row.is_single and not is_foot(row)]
    filled = [row for row in data if not is_nothing(row.text(column.at))]
    for row in filled:
        cell = row.cells[column.at]
        if cell.origin is not None:
            continue
        findings.ask(
            row.line,
            column,
            ScheduleCode.ROW_RAGGED,
            f"第{row.line}行第{column.at + 1}栏没有表头，写着“{cell.text[:30]}”",
            "没有采用",
            "请给这一栏写上表头；若是一格里的逗号，请改成顿号",
            cell=cell,
            is_grave=2 * len(filled) <= len(data),  # a column of remarks is filled in most rows
        )
