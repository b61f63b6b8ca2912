"""A table of any shape, read into occasions: its long form, and what had to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.occasions.around import with_notes
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column, Header, blocks_of
from newsroom.occasions.findings import Findings
from newsroom.occasions.grid import Cell, Grid, grid_of
from newsroom.occasions.header import find_header, guessed_header, is_turned
from newsroom.occasions.model import Frame, Occasion
from newsroom.occasions.raw import RawTable
from newsroom.occasions.rows import RowReader
from newsroom.occasions.subject import subject_of
from newsroom.occasions.unused import name_columns
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import Role, folded, heading_of

_BEYOND_NOON = re.compile(r"(?<![\d:])(?:1[3-9]|2[0-4])(?::\d{2}|[时点])")
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])")
_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?![\d/])")
_ZEROS = re.compile(r"(?<![\d.:])\d{1,2}\.[123]0(?![\d.])")
_LONG_FORM = "日期,时间,姓名,职务,地点"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says.

    title: what stands above its header; shape: how it was taken; sheet: its heads and its rows as
    they are printed.
    """

    occasions: tuple[Occasion, ...]
    findings: Findings
    title: str = ""
    shape: str = ""
    sheet: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _Sheet:
    """One sheet on its way."""

    occasions: list[Occasion] = field(default_factory=list)
    title: str = ""
    shape: str = ""
    printed: list[tuple[str, ...]] = field(default_factory=list)


def read_occasions(
    table: RawTable,
    frame: Frame,
    *,
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Reading:
    """Read a table. columns: headers to what they hold; answers: cells (B3) to the text meant.

    The occasions come by day and hour. Nothing that is not sure is read in silence: it is among
    the findings, with the cell and how it was taken.
    """
    findings = Findings()
    if table.refused:
        return Reading((), findings)
    declared = {folded(name): role for name, role in (columns or {}).items()}
    answers = answers or {}
    first = _sheet(table, frame, declared, answers, findings)
    for other in table.others:
        if not any(row.cells for row in other.rows):
            continue
        trial = Findings(sheet=other.title)
        more = _sheet(other, frame, declared, {}, trial)
        read = f"也读了，有{len(more.occasions)}项" if more.occasions else "没有读出什么"
        findings.ask(
            0,
            None,
            ScheduleCode.SHEET_SECOND,
            f"工作簿里还有一张表“{other.title}”",
            read,
            "只要第一张，请另存一份只有那一张的文件",
        )
        if more.occasions:
            first.occasions += more.occasions
            first.printed += more.printed[more.printed[:1] == first.printed[:1] :]
            findings.found += trial.found
    ordered = _written_once(sorted(first.occasions, key=_order), table)
    _note_twice(ordered, findings)
    _unused_answers(table, answers, findings)
    width = max(map(len, first.printed), default=0)
    sheet = tuple(row + ("",) * (width - len(row)) for row in first.printed)
    return Reading(tuple(ordered), findings, first.title, first.shape, sheet)


def _order(occasion: Occasion) -> tuple[object, ...]:
    start = occasion.spans[0].start.isoformat() if occasion.spans else ""
    return (
        occasion.day,
        start or {"上午": "08", "下午": "14", "晚上": "19"}.get(occasion.half, ""),
        occasion.line,
    )


def _written_once(ordered: Sequence[Occasion], table: RawTable) -> list[Occasion]:
    """What a merged cell says for several rows is one occasion, where the rows say no more."""
    seen: dict[Occasion, list[int]] = {}
    kept: list[Occasion] = []
    for one in ordered:
        lines = seen.setdefault(_wherever(one), [])
        if not any(_are_merged(table, line, one.line) for line in lines):
            kept.append(one)
        lines.append(one.line)
    return kept


def _wherever(occasion: Occasion) -> Occasion:
    """What takes place, wherever the table says so and whatever it says beside."""
    return replace(occasion, line=0, rule=None, note="", phone="")


def _are_merged(table: RawTable, first: int, last: int) -> bool:
    """Whether two cells at least, who and when, go on from one line to the other."""
    covering = [span for span in table.spans if span[0] <= first < last <= span[2]]
    return len(covering) > 1


def _note_twice(ordered: Sequence[Occasion], findings: Findings) -> None:
    """What stands in a table twice, word for word, is most often meant for another day."""
    seen: dict[Occasion, int] = {}
    for one in ordered:
        first = seen.setdefault(_wherever(one), one.line)
        if first != one.line:
            who = "、".join(who.name for who in one.people) or one.title or one.place
            findings.ask(
                one.line,
                None,
                ScheduleCode.DAY_TWICE,
                f"第{first}行和第{one.line}行写的是同一件事：{who}，{one.day.month}月{one.day.day}日",
                "照写了两次读",
                "请删去一行，或改成应有的日期",
            )


def _unused_answers(table: RawTable, answers: Mapping[str, str], findings: Findings) -> None:
    known = {cell.address for row in grid_of(table, {}).rows for cell in row.cells}
    for address in sorted(set(answers) - known):
        findings.warn(
            0,
            None,
            ScheduleCode.ANSWER_UNUSED,
            f"改读的格子（cells）里的“{address}”不在表里",
            "请核对格子的编号，如 B3",
        )


def _sheet(
    table: RawTable,
    frame: Frame,
    declared: Mapping[str, str],
    answers: Mapping[str, str],
    findings: Findings,
) -> _Sheet:
    struck = _left_out(table, findings)
    _ask_notes(table, answers, findings)
    shown = replace(table, rows=tuple(row for row in table.rows if row.line not in struck))
    grid = grid_of(shown, answers)
    made = _Sheet()
    if not grid.rows or not grid.width:
        findings.refuse(0, None, ScheduleCode.HEADER_UNKNOWN, "表格是空的", "请写入表头和安排")
        return made
    frame = replace(
        frame,
        clock24=_holds(grid, _BEYOND_NOON),
        keeps_zeros=_holds(grid, _ZEROS),
        day_first=_holds(grid, _DAY_FIRST) and not _holds(grid, _MONTH_FIRST),
    )
    if table.ragged:
        _ask_longer(shown, findings, turned=is_turned(grid))
    rest: Grid | None = grid
    while rest is not None:
        rest = _table(rest, frame, declared, findings, made)
    return made


def _table(
    grid: Grid, frame: Frame, declared: Mapping[str, str], findings: Findings, made: _Sheet
) -> Grid | None:
    """Read the first table of a sheet; what is left where another header follows."""
    turned = is_turned(grid)
    header = find_header(grid.transposed() if turned else grid, frame, declared)
    made.shape = made.shape or ("turned" if turned else "list")
    if header is None:
        header = guessed_header(grid, frame)
        if header is not None:
            findings.ask(
                grid.rows[0].line,
                None,
                ScheduleCode.HEADER_UNKNOWN,
                "没有表头",
                f"按格子里的内容认作{columns_said(header.columns)}",
                f"请在最上面写一行表头，如“{_LONG_FORM}”",
            )
    if header is None:
        _refuse_shape(grid, frame, findings)
        return None
    rest = None if turned else _second_table(header, grid)
    title = "".join(
        cell.text for row in header.above for cell in row.written if len(row.written) == 1
    )
    made.title = made.title or title
    frame = with_notes(header, frame)
    subject = subject_of(header, frame, title, findings)
    if header.values:
        made.shape = "grid"
    before = len(made.occasions)
    for block in blocks_of(header):
        name_columns(block, findings)
        reader = RowReader(block, frame, subject, findings, has_merges=grid.has_merges)
        made.occasions += reader.read()
        heads = tuple(column.label for column in block.columns)
        made.printed += [*([] if heads in made.printed else [heads]), *reader.printed]
    if len(made.occasions) == before and not findings.serious:
        findings.refuse(
            grid.rows[0].line,
            None,
            ScheduleCode.NOTHING_READ,
            f"认作{_shape_said(header)}，没有读出一项安排",
            f"请核对期间和日期；这样的表一定读得懂：{_LONG_FORM}，一项一行",
        )
    return rest


def _second_table(header: Header, grid: Grid) -> Grid | None:
    """What follows below a second header, which is cut off the body of the first."""
    heads = [[cell.text for cell in row.cells] for row in header.heads]
    for at, row in enumerate(header.body[1:], 1):
        found = [heading_of(cell.text) for cell in row.written]
        if len(found) < 2 or not all(one and one.sure for one in found):
            continue
        if [cell.text for cell in row.cells] in heads:
            continue
        start = at
        while start > 1 and header.body[start - 1].is_single:
            start -= 1
        rest = Grid(header.body[start:], grid.has_merges)
        header.body = header.body[:start]
        return rest
    return None


def _ask_longer(table: RawTable, findings: Findings, *, turned: bool) -> None:
    """The one row that is longer than all others has a comma too many: 林晓,何静 in one cell."""
    lengths = sorted(len(row.cells) for row in table.rows if len(row.cells) > 1)
    if len(lengths) < 3 or lengths[-1] == lengths[-2] or lengths[0] != lengths[-2]:
        return
    row = max(table.rows, key=lambda row: len(row.cells))
    is_head = row is next(row for row in table.rows if len(row.cells) > 1)
    if row.cells[-1] and not (turned or is_head):
        return  # asked as a cell without a header
    findings.ask(
        row.line,
        None,
        ScheduleCode.ROW_RAGGED,
        f"第{row.line}行有{len(row.cells)}格，别的行都是{lengths[0]}格",
        "照次序读",
        "若是一格里的逗号，请改成顿号；别的，请删去多出来的一格",
        is_grave=not is_head and (turned or bool(row.cells[-1])),
    )


def _holds(grid: Grid, pattern: re.Pattern[str]) -> bool:
    """Whether any cell has something: 14:30, by which 6:00 is in the morning; 3.10."""
    texts = (folded(cell.text) for row in grid.rows for cell in row.cells)
    return any(pattern.search(text) for text in texts)


def _ask_notes(table: RawTable, answers: Mapping[str, str], findings: Findings) -> None:
    """Notes beside cells, which a reader of the printed table never sees, are asked about."""
    texts = {row.line: row for row in table.rows}
    for line, column, words in table.notes:
        row = texts.get(line)
        cell = Cell(row.cell(column) if row else "", line, column)
        if cell.address in answers:
            continue
        findings.ask(
            line,
            None,
            ScheduleCode.CELL_NOTE,
            f"{cell.address}（{cell.text[:20] or '空格'}）有批注：“{words[:60]}”",
            "照格子读，没有照批注改",
            "批注改了安排的，请直接写进表里；不要的，删去批注",
            cell=cell,
        )


def _left_out(table: RawTable, findings: Findings) -> set[int]:
    """Lines struck out, which are told of and left out; hidden rows and columns are told of."""
    struck: dict[int, int] = {}
    for line, _ in table.struck:
        struck[line] = struck.get(line, 0) + 1
    gone = set()
    for row in table.rows:
        written = sum(bool(cell) for cell in row.cells)
        said = "、".join(cell for cell in row.cells if cell)[:30]
        if row.line in struck and row.line not in table.hidden_rows:
            whole = struck[row.line] >= written
            if whole:
                gone.add(row.line)
            findings.ask(
                row.line,
                None,
                ScheduleCode.ROW_STRUCK,
                f"第{row.line}行{'' if whole else '有几格'}划去了：{said}",
                "划去的一行没有排" if whole else "照没有划去读",
                "若还要，请取消删除线；若不要，请删去",
            )
        if row.line in table.hidden_rows and written:
            findings.ask(
                row.line,
                None,
                ScheduleCode.ROW_HIDDEN,
                f"第{row.line}行是隐藏的：{said}",
                "隐藏的一行没有排",
                "若要，请取消隐藏；若不要，请删去",
            )
    for column in sorted(table.hidden_columns):
        if any(row.cell(column) for row in table.rows):
            findings.ask(
                0,
                None,
                ScheduleCode.ROW_HIDDEN,
                f"第{column + 1}栏是隐藏的",
                "隐藏的一栏没有读",
                "若要，请取消隐藏；若不要，请删去",
            )
    return gone


def _refuse_shape(grid: Grid, frame: Frame, findings: Findings) -> None:
    """No header was found: say what was seen, and a form that passes."""
    row = next((row for row in grid.rows if not row.is_single and row.written), grid.rows[0])
    texts = [cell.text for cell in row.written]
    has_days = any(
        (told := read_when(text, frame)).is_sound and any(p.has_days for p in told.parts)
        for text in texts
    )
    seen = (
        "第一行就是日期，没有表头"
        if has_days
        else f"第{row.line}行“{'、'.join(texts)[:40]}”不像表头"
    )
    findings.refuse(
        row.line,
        None,
        ScheduleCode.HEADER_UNKNOWN,
        f"表头认不出来：{seen}",
        f"请在最上面写一行表头，如“{_LONG_FORM}”；自己的叫法可以在安排（schedule）的各栏（columns）里说明",
    )


def _shape_said(header: Header) -> str:
    if header.values:
        return "纵横对照的表"
    if header.of(Role.PERSON):
        return "一人一行或一天一行的表"
    return "一件事一行的表"


def columns_said(columns: Sequence[Column]) -> str:
    """The labels of some columns."""
    return "、".join(column.label for column in columns)
