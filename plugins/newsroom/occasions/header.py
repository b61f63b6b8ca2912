"""Where the header of a table stands, and what each column holds: by words and by cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsroom.occasions.columns import Column, Header, role_word
from newsroom.occasions.contents import (
    are_people,
    is_phone,
    is_place,
    is_when,
    times_in,
    written_in,
)
from newsroom.occasions.grid import Grid, Row
from newsroom.occasions.marks import is_tick
from newsroom.occasions.model import Frame
from newsroom.occasions.numerals import plain_of
from newsroom.occasions.people import looks_like_people
from newsroom.occasions.settling import CORNER, settled
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import Role, duties_in, folded, heading_of

HEADER_WITHIN = 10  # rows: titles and lines of notes may stand above the header
MOST_LEVELS = 4
FEW = 3
_WEEKDAY_CHAR = re.compile(r"[一二三四五六日天]")
_DAY_NUMBER = re.compile(r"(?:[1-9]|[12]\d|3[01])日?")
_HALF = re.compile(r"上午|下午|晚上|夜间|白天|(?:大夜|小夜|白|夜|早|中|晚)班")
_SHIFT = re.compile(r"\((白|夜|早|晚|日|中)\)")
MANY = 5  # of a row: 一 二 三 四 五 are weekdays then, and 1 2 3 4 5 days


def find_header(grid: Grid, frame: Frame, declared: Mapping[str, str]) -> Header | None:
    """The header of a grid, looked for in its first rows; None where there is none."""
    for start, row in enumerate(grid.rows[:HEADER_WITHIN]):
        under = grid.rows[start + 1] if start + 1 < len(grid.rows) else None
        if not _can_be_header(row, under, frame, declared):
            continue
        levels = [row]
        for under in grid.rows[start + 1 : start + MOST_LEVELS]:
            if not _goes_on(under, levels, frame):
                break
            levels.append(under)
        body = grid.rows[start + len(levels) :]
        columns = _columns(grid, levels, body, frame, declared)
        if _is_complete(columns):
            return Header(tuple(columns), grid.rows[:start], tuple(levels), body)
    return None


def is_turned(grid: Grid) -> bool:
    """Whether the header stands in the first column: 姓名 时间 地点 from the top down."""
    first = [row.text(0) for row in grid.rows if row.written]
    heads = [heading_of(text) for text in first]
    if len(first) < 2 or not all(found and found.sure for found in heads) or grid.width < 2:
        return False
    top = [heading_of(cell.text) for cell in grid.rows[0].cells[1:]]
    return not any(found and found.sure for found in top)


def guessed_header(grid: Grid, frame: Frame) -> Header | None:
    """The columns of a table without a header, by what is in them; to be asked."""
    columns: list[Column] = []
    for at in range(grid.width):
        texts = written_in(grid.rows, at)
        if not texts:
            continue
        role = Role.PHONE if all(map(is_phone, texts)) else times_in(texts, frame)
        if role is None and are_people(texts):
            role = Role.PERSON
        elif role is None and all(map(is_place, texts)):
            role = Role.PLACE
        if role is None or any(column.role is role for column in columns):
            return None
        columns.append(Column(at, role.value, role))
    roles = {column.role for column in columns}
    if Role.DAYS not in roles or len(roles) < 2:
        return None
    return Header(tuple(columns), (), (), grid.rows)


def is_facet(text: str, frame: Frame) -> bool:
    """Whether a header says a time: 周一, 3月2日, 上午, 8:30-12:00, 3月, 夜班."""
    plain = folded(text)
    if not plain or len(plain) > 24:
        return False
    if heading_of(text) and not re.search(
        r"\d|周[一二三四五六日]|星期[一二三四五六日]", plain_of(text)
    ):
        return False
    return is_when(text, frame)


def _half_of(plain: str) -> str:
    """The half day or the shift in a header: 上午领导, 带班（夜）."""
    if half := _HALF.search(plain):
        return half[0]
    shift = _SHIFT.search(plain)
    return f"{'白' if shift[1] == '日' else shift[1]}班" if shift else ""


def _bare_days(plain: Sequence[str]) -> tuple[bool, bool]:
    """Whether a row counts weekdays (一 二 …), and whether it counts days of a month (1 2 …).

    A row of few does where its first cell says so: 星期 一 二 三.
    """
    chars = sum(bool(_WEEKDAY_CHAR.fullmatch(text)) for text in plain)
    numbers = sum(bool(_DAY_NUMBER.fullmatch(text)) for text in plain)
    most = len(plain) - 1
    head = heading_of(plain[0]) if most > 1 else None
    is_weekday = head is not None and head.role is Role.WEEKDAY and head.sure
    is_day = head is not None and head.role is Role.DAYS and head.sure
    return (
        chars >= MANY or (is_weekday and chars == most),
        numbers >= MANY or (is_day and numbers == most),
    )


def _kinds(row: Row, frame: Frame, declared: Mapping[str, str]) -> list[str]:
    kinds = []
    written = row.written
    chars, numbers = _bare_days([folded(cell.text) for cell in written])
    for cell in written:
        plain = folded(cell.text)
        if (chars and _WEEKDAY_CHAR.fullmatch(plain)) or (numbers and _DAY_NUMBER.fullmatch(plain)):
            kinds.append("facet")
        elif plain in declared or heading_of(cell.text):
            kinds.append("role")
        elif is_facet(cell.text, frame):
            kinds.append("facet")
        elif duties_in(cell.text) and len(plain) <= 8:
            kinds.append("duty")
        elif CORNER.search(plain) and len(plain) <= 12:
            kinds.append("corner")
        else:
            kinds.append("other")
    return kinds


def _can_be_header(  # noqa: PLR0911 # one outcome a line
    row: Row, under: Row | None, frame: Frame, declared: Mapping[str, str]
) -> bool:
    if row.is_single or not row.written:
        return False
    kinds = _kinds(row, frame, declared)
    roles, facets, duties = kinds.count("role"), kinds.count("facet"), kinds.count("duty")
    sure = sum(bool((found := heading_of(cell.text)) and found.sure) for cell in row.written)
    others = kinds.count("other")
    if sure >= 2 and roles + facets + duties >= others:
        return True
    if roles >= FEW and others <= 1:
        return True
    if roles >= 1 and facets >= 2:
        return True
    if duties + roles >= 2 and others == 0:
        return True
    if facets >= 2 and kinds[0] in {"corner", "role"}:
        return True
    if facets >= 2 and facets == len(kinds) and not row.text(0) and _all_facets(under, frame):
        return True
    if facets >= FEW and (not row.text(0) or (facets == len(kinds) - 1 and kinds[0] == "other")):
        return True
    if facets >= FEW and facets == len(kinds) and _has_other_under(row, under):
        return True
    names = [cell.text for cell, kind in zip(row.written, kinds, strict=True) if kind == "other"]
    return (
        roles + kinds.count("corner") >= 1
        and len(names) >= 2
        and all(looks_like_people(name) or is_place(name) for name in names)
        and kinds[0] in {"role", "corner"}
    )


def _all_facets(row: Row | None, frame: Frame) -> bool:
    """Whether a row holds times alone and goes on a header above it."""
    if row is None or not row.written or row.text(0):
        return False
    return all(is_facet(cell.text, frame) for cell in row.written)


def _has_other_under(row: Row, under: Row | None) -> bool:
    """A row of nothing but times heads a calendar where it begins a week, or names stand below."""
    if re.match(r"(?:周|星期)?[一日]", folded(row.written[0].text)):
        return True
    return under is not None and bool(under.written) and are_people(c.text for c in under.written)


def _goes_on(row: Row, levels: Sequence[Row], frame: Frame) -> bool:
    """Whether a row is one more level of a header."""
    if not row.written:
        return False
    if _bare_days([folded(cell.text) for cell in row.written])[0]:
        return row.cells[0].text == "" or heading_of(row.cells[0].text) is not None
    first = row.cells[0]
    is_open = not first.text or first.origin is not None
    roles = facets = 0
    for cell in row.written:
        if cell.origin is not None and cell.origin[0] < row.line:
            continue
        found = heading_of(cell.text)
        if found and found.sure:
            roles += 1
        elif is_facet(cell.text, frame) or (duties_in(cell.text) and len(folded(cell.text)) <= 8):
            above = levels[-1].text(cell.column) if cell.column < len(levels[-1].cells) else ""
            if (
                above
                and (up := heading_of(above))
                and up.role in {Role.DAYS, Role.HOURS, Role.WEEKDAY, Role.MONTH}
            ):
                return False
            facets += 1
        else:
            return False
    if roles:
        return (
            is_open
            or bool(heading_of(first.text))
            or not any(heading_of(cell.text) for cell in levels[-1].written)
        )
    return bool(facets) and is_open


def _columns(
    grid: Grid,
    levels: Sequence[Row],
    body: Sequence[Row],
    frame: Frame,
    declared: Mapping[str, str],
) -> list[Column]:
    stacks = _stacks(grid, levels)
    counted = [_bare_days([folded(cell.text) for cell in row.written]) for row in levels]
    chars, numbers = (any(each) for each in zip(*counted, strict=True))
    columns = [
        _column(at, stack, written_in(body, at), frame, declared, chars=chars, numbers=numbers)
        for at, stack in enumerate(stacks)
    ]
    return settled(columns, body, frame)


def _stacks(grid: Grid, levels: Sequence[Row]) -> list[list[str]]:
    """The texts over each column from the top down; a group goes on over blank cells."""
    spread: list[list[str]] = []
    for level, row in enumerate(levels):
        texts = [row.text(at) for at in range(grid.width)]
        if level < len(levels) - 1:
            for at in range(1, grid.width):
                lower = any(under.text(at) for under in levels[level + 1 :])
                left_lower = any(under.text(at - 1) for under in levels[level + 1 :])
                before = texts[at - 1]
                if not texts[at] and before and lower and (left_lower or duties_in(before)):
                    texts[at] = before
        spread.append(texts)
    stacks: list[list[str]] = []
    for at in range(grid.width):
        stack: list[str] = []
        for texts in spread:
            if texts[at] and (not stack or stack[-1] != texts[at]):
                stack.append(texts[at])
        stacks.append(stack)
    return stacks


def _column(  # noqa: C901, PLR0912 # the cases of one table stand together
    at: int,
    stack: Sequence[str],
    written: Sequence[str],
    frame: Frame,
    declared: Mapping[str, str],
    *,
    chars: bool,
    numbers: bool,
) -> Column:
    label = "".join("".join(stack).split())
    made = Column(at, label[:24])
    whens: list[str] = []
    rest: list[str] = []
    for text in stack:
        plain = folded(text)
        words = duties_in(text)
        if words and (made.duty is None or words[0].order < made.duty.order):
            made = replace(made, duty=words[0])
        if chars and _WEEKDAY_CHAR.fullmatch(plain):
            whens.append(f"周{plain}")
            continue
        if numbers and _DAY_NUMBER.fullmatch(plain):
            whens.append(plain if plain.endswith("日") else f"{plain}日")
            continue
        if plain in declared:
            wanted = declared[plain]
            role = next((one for one in Role if one.value == wanted), None)
            found_role = heading_of(wanted)
            made = replace(
                made,
                role=role or (found_role.role if found_role else None),
                unused=wanted in {"不用", "略"},
            )
            continue
        if heading := heading_of(text):
            made = replace(made, role=heading.role, sure=heading.sure)
            if heading.role is Role.PERSON:
                made = replace(made, who=role_word(text))
            half = _half_of(plain)
            if half and heading.role in {Role.PERSON, Role.DAYS, Role.HOURS, Role.PLACE}:
                whens.append(half)
        elif is_facet(text, frame):
            whens.append(text)
        elif not (words and len(plain) <= 10):
            rest.append(text)
    if made.unused:
        return made
    if whens and made.role in {None, Role.PERSON, Role.DAYS, Role.PLACE, Role.HOURS}:
        only_half = all(map(_HALF.fullmatch, whens))
        if not (only_half and made.role is Role.HOURS):
            return replace(made, whens=tuple(whens), is_value=True)
    if made.role is None and stack and written:
        if rest:
            return _headed_by_name(made, rest[-1], written, frame)
        if made.duty and _are_mostly_when(written, frame):
            return replace(made, role=Role.DAYS)
        if made.duty and are_people(written):
            return replace(made, role=Role.PERSON, who=role_word(label))
    return made


def _are_mostly_when(written: Sequence[str], frame: Frame) -> bool:
    """Whether cells say days or hours; one in three days that is none is refused by itself."""
    told = [read_when(text, frame, bare=True) for text in written]
    dated = sum(one.is_sound and any(part.has_days for part in one.parts) for one in told)
    return all(one.is_sound for one in told) or 3 * dated >= 2 * len(written)


def _headed_by_name(column: Column, name: str, written: Sequence[str], frame: Frame) -> Column:
    """A column with a name over it: of a person, over times, or of a place, over times or people.

    written: the cells below it that hold anything.
    """
    has_times = all(is_tick(text) or is_when(text, frame) for text in written)
    if has_times and looks_like_people(name):
        return replace(column, person=name, is_value=True)
    if looks_like_people(name) and all(map(is_place, written)):
        return replace(column, person=name, is_value=True, role=Role.PLACE)
    if is_place(name) and (has_times or are_people(written)):
        return replace(column, place=name, is_value=True)
    return column


def _is_complete(columns: Sequence[Column]) -> bool:
    roles = {column.role for column in columns if not column.unused}
    values = any(column.is_value for column in columns)
    days = roles & {Role.DAYS, Role.WEEKDAY, Role.START, Role.HOURS, Role.MONTH, Role.WEEK}
    return (
        bool(values or days)
        and bool(roles - {None, Role.NUMBER} or values)
        and bool(values or len([c for c in columns if c.role]) >= 2)
    )
