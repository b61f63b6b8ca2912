"""Which column of a table holds what: headers of one level or two, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from newsroom.appointments import Duty
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.raw import RawRow, RawTable
from newsroom.problems import Problem, Severity

HEADER_WITHIN = 6  # rows: a title and a line of notes may stand above the header
LONGEST_GROUP = 6  # characters; 接访安排, 下访安排情况
_DUTY_NAMES = {Duty.RECEPTION: "接访", Duty.VISIT: "下访"}
_BETWEEN = re.compile("[ \u3000、，,;；/／]+")
_DATE = re.compile(r"日期|日程")
_SIMPLIFIED = str.maketrans("訪時間點領導職務號週單員鎮鄉責", "访时间点领导职务号周单员镇乡责")
_DUTIES = (
    (Duty.VISIT, ("下访", "走访", "驻村", "包村", "回访")),
    (Duty.RECEPTION, ("接访", "接待", "信访", "坐班", "值班")),
)


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "序号"
    PERSON = "姓名"
    POST = "职务"
    DAYS = "时间"
    HOURS = "时段"
    PLACE = "地点"
    TOWN = "乡镇"
    VILLAGE = "村"


_WORDS = (
    (Role.NUMBER, ("序号", "编号")),
    (Role.POST, ("职务", "职位", "职称")),
    (Role.HOURS, ("时段", "钟点")),
    (Role.DAYS, ("时间", "日期", "日程")),
    (Role.PLACE, ("地点", "地址", "场所", "去向")),
    (Role.PERSON, ("姓名", "领导", "人员", "责任人", "接访人", "接待人", "下访人")),
    (Role.VILLAGE, ("村", "社区")),
    (Role.TOWN, ("乡镇", "镇", "乡", "街道")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    index: 0-based; duty: None where it governs both; label: how an editor is told of it, 接访时间.
    """

    index: int
    role: Role
    duty: Duty | None
    label: str


@dataclass(frozen=True, slots=True)
class Header:
    """The columns a table has, and where its rows begin.

    title: what stands above the header. width: columns of the header. body: the rows below it.
    """

    columns: tuple[Column, ...]
    title: str
    width: int
    body: tuple[RawRow, ...]

    def column(self, role: Role, duty: Duty | None = None) -> Column | None:
        """The column of a role, for a duty where it is given."""
        for column in self.columns:
            if column.role is role and (duty is None or column.duty is duty):
                return column
        return None


def fold(text: str) -> str:
    """The header words of a text in Simplified, without spaces: 接訪 時間 is 接访时间."""
    return "".join(text.split()).translate(_SIMPLIFIED)


def read_header(table: RawTable, name: str, headline: str) -> tuple[Header | None, list[Problem]]:
    """Find the header among the first rows.

    A header of two levels has the duties (接访安排 | 下访安排) over 姓名, 时间, 地点; the name
    may stand in either. headline: decides the duty of a table that does not name it.
    """
    if table.refused:
        return None, []
    for position, row in enumerate(table.rows[:HEADER_WITHIN]):
        above = table.rows[position - 1] if position else None
        above = None if above and _is_title(above) else above
        for upper, lower in ((above, row), (None, row)):
            columns, unknown = _columns(upper, lower, headline)
            if _is_complete(columns):
                first = position - (upper is not None)
                title = "".join(cell for r in table.rows[:first] for cell in r.cells)
                width = max(_width(lower), _width(upper) if upper else 0)
                header = Header(tuple(columns), title, width, table.rows[position + 1 :])
                return header, [_unknown_column(name, lower.line, *column) for column in unknown]
    line = table.rows[0].line if table.rows else 0
    what = "表头认不出来" if table.rows else "表格是空的"
    cure = "表头要有“姓名”，以及“接访时间”或“下访时间”“下访地点”"
    return None, [Problem(name, line, ScheduleCode.HEADER_UNKNOWN, what, cure)]


def people_in(table: RawTable) -> Iterator[str]:
    """The words in the column of names, of whatever duty; none where no header is known."""
    header, _ = read_header(table, "", _DUTY_NAMES[Duty.RECEPTION])
    column = header.column(Role.PERSON) if header else None
    if header and column:
        for row in header.body:
            yield from _BETWEEN.split(row.cell(column.index))


def _is_title(row: RawRow) -> bool:
    """Whether a row holds the table's title and not the upper level of its header."""
    written = [cell for cell in row.cells if cell]
    return len(written) == 1 and (len(written[0]) > LONGEST_GROUP or written[0].endswith("表"))


def _width(row: RawRow) -> int:
    return max(index for index, cell in enumerate(row.cells, 1) if cell)


def _is_complete(columns: list[Column]) -> bool:
    roles = {(column.role, column.duty) for column in columns}
    days = [duty for role, duty in roles if role is Role.DAYS]
    return (
        len(roles) == len(columns)
        and any(role is Role.PERSON for role, _ in roles)
        and bool(days)
        and None not in days
    )


def _columns(
    upper: RawRow | None, lower: RawRow, headline: str
) -> tuple[list[Column], list[tuple[int, str]]]:
    """The columns two header rows (or one) make, and those that say nothing known."""
    groups = _groups(upper, len(lower.cells))
    only = _only_duty(headline)
    columns: list[Column] = []
    unknown: list[tuple[int, str]] = []
    duty_before: Duty | None = None
    for index, group in enumerate(groups):
        own = fold(lower.cell(index))
        label = own or group
        role = _role(own) or _role(group)
        if not role:
            if label:
                unknown.append((index, label))
            continue
        duty = _duty(own) or _duty(group)
        if role in {Role.DAYS, Role.HOURS, Role.PLACE, Role.TOWN, Role.VILLAGE}:
            duty = duty or (None if upper else duty_before) or only
            if role is not Role.DAYS and duty is None:
                duty = Duty.VISIT
            duty_before = duty
            if duty and own and not _duty(own) and _duty(group):
                label = f"{_DUTY_NAMES[duty]}{own}"  # 时间 stands under both duties
        else:
            duty = None
        columns.append(Column(index, role, duty, label))
    return _hours_apart(columns), unknown


def _hours_apart(columns: list[Column]) -> list[Column]:
    """Where a duty has 日期 and 时间, the days stand in the first and the hours in the second."""
    dated = {c.duty for c in columns if c.role is Role.DAYS and _DATE.search(c.label)}
    return [
        replace(column, role=Role.HOURS)
        if column.role is Role.DAYS and column.duty in dated and not _DATE.search(column.label)
        else column
        for column in columns
    ]


def _groups(upper: RawRow | None, width: int) -> list[str]:
    """The upper header's text over every column: a group goes on until the next one begins."""
    if upper is None:
        return [""] * width
    groups: list[str] = []
    for index in range(max(width, len(upper.cells))):
        text = fold(upper.cell(index))
        going_on = groups[-1] if groups and _duty(groups[-1]) else ""
        groups.append(text or going_on)
    return groups


def _role(text: str) -> Role | None:
    if text.endswith(("安排", "安排表")):
        return None
    for role, words in _WORDS:
        if any(word in text for word in words):
            return role
    return None


def _duty(text: str) -> Duty | None:
    for duty, words in _DUTIES:
        if any(word in text for word in words):
            return duty
    return None


def _only_duty(headline: str) -> Duty | None:
    """The one duty a headline names, if it names one alone."""
    text = fold(headline)
    named = [duty for duty, words in _DUTIES if any(word in text for word in words)]
    return named[0] if len(named) == 1 else None


def _unknown_column(name: str, line: int, index: int, label: str) -> Problem:
    return Problem(
        name,
        line,
        ScheduleCode.COLUMN_UNKNOWN,
        f"第{index + 1}栏“{label}”不认识，栏里的内容没有采用",
        "请改成姓名、职务、时间、地点之一，或删去这一栏",
        Severity.WARNING,
    )
