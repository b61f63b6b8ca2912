"""Where the header of a table stands, and what each column holds: by words and by cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.occasions.grid import Cell, Grid, Row
from newsroom.occasions.marks import is_nothing, is_tick
from newsroom.occasions.model import Frame
from newsroom.occasions.people import looks_like_people
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import DutyWord, Role, duties_in, folded, heading_of

HEADER_WITHIN = 10  # rows: titles and lines of notes may stand above the header
MOST_LEVELS = 4
FEW = 3
_PHONE = re.compile(r"\+?[\d\-() ]{7,}|[\d\-]{7,}(?:[、,/ ][\d\-]{7,})*")
_WEEKDAY_CHAR = re.compile(r"[一二三四五六日天]")
_DAY_NUMBER = re.compile(r"(?:[1-9]|[12]\d|3[01])日?")
_CORNER = re.compile(r"[\\/／＼|]")
_PLACE = re.compile(
    r".*(?:村|社区|镇|乡|街道|街|路|局|中心|站|楼|室|厅|所|院|馆|场|号|广场|公园|学校|大厅|口|门|区|里|店|点|旁|侧|桥|市|城|庄|屯|队|小区|花园|苑|堂|庙|宫|大厦|商场|超市|门前|对面)(?:[（(].*[)）])?$"
)
ROLE_WORDS = (
    "陪同",
    "带班",
    "候补",
    "替补",
    "备班",
    "备勤",
    "主班",
    "副班",
    "主持",
    "主讲",
    "驾驶",
    "司机",
    "协助",
    "牵头",
    "包案",
    "接待",
    "值班",
    "值守",
    "领队",
    "讲解",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. at: 0-based in the grid; label: how an editor is told of it.

    whens: what its headers say of time, from the top down; month: that they name; is_value: whether
    its cells stand where two headings meet. person, place: named by the header. sure: whether the
    words of its header are known to the letter; guessed: whether its cells alone tell.
    """

    at: int
    label: str
    role: Role | None = None
    duty: DutyWord | None = None
    who: str = ""
    whens: tuple[str, ...] = ()
    person: str = ""
    place: str = ""
    is_value: bool = False
    sure: bool = True
    with_posts: bool = False
    unused: bool = False
    guessed: bool = False


@dataclass(slots=True)
class Header:
    """The columns of a table. above: rows before the header; body: those below it."""

    columns: tuple[Column, ...]
    above: tuple[Row, ...]
    heads: tuple[Row, ...]
    body: tuple[Row, ...]
    doubtful: list[tuple[Column, str]] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Column]:
        """The columns of some roles, from the left."""
        return [column for column in self.columns if column.role in roles and not column.unused]

    @property
    def values(self) -> list[Column]:
        """The columns whose cells stand where two headings meet."""
        return [column for column in self.columns if column.is_value]


def find_header(grid: Grid, frame: Frame, declared: Mapping[str, str]) -> Header | None:
    """The header of a grid, looked for in its first rows; None where there is none."""
    for start, row in enumerate(grid.rows[:HEADER_WITHIN]):
        if not _can_be_header(row, frame, declared):
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
        texts = [row.text(at) for row in grid.rows if not is_nothing(row.text(at))]
        if not texts:
            continue
        role = None
        if all(_PHONE.fullmatch(folded(text)) for text in texts):
            role = Role.PHONE
        elif all(_is_when(text, frame) for text in texts):
            role = Role.HOURS if _says_hours_only(texts, frame) else Role.DAYS
        elif all(looks_like_people(text) for text in texts):
            role = Role.PERSON
        elif all(_PLACE.fullmatch(folded(text)) for text in texts):
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
    if heading_of(text) and not re.search(r"\d|周[一二三四五六日]|星期[一二三四五六日]", plain):
        return False
    told = read_when(text, frame, bare=False)
    return told.is_sound


def _kinds(row: Row, frame: Frame, declared: Mapping[str, str]) -> list[str]:
    kinds = []
    written = row.written
    chars = sum(bool(_WEEKDAY_CHAR.fullmatch(folded(cell.text))) for cell in written)
    numbers = sum(bool(_DAY_NUMBER.fullmatch(folded(cell.text))) for cell in written)
    for cell in written:
        plain = folded(cell.text)
        if (chars >= 5 and _WEEKDAY_CHAR.fullmatch(plain)) or (
            numbers >= 5 and _DAY_NUMBER.fullmatch(plain)
        ):
            kinds.append("facet")
        elif plain in declared or heading_of(cell.text):
            kinds.append("role")
        elif is_facet(cell.text, frame):
            kinds.append("facet")
        elif duties_in(cell.text) and len(plain) <= 8:
            kinds.append("duty")
        elif _CORNER.search(plain) and len(plain) <= 12:
            kinds.append("corner")
        else:
            kinds.append("other")
    return kinds


def _can_be_header(row: Row, frame: Frame, declared: Mapping[str, str]) -> bool:  # noqa: PLR0911 # one outcome a line
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
    if facets >= FEW and not row.text(0):
        return True
    if facets >= FEW and facets == len(kinds) and _has_other_under(row):
        return True
    names = [cell.text for cell, kind in zip(row.written, kinds, strict=True) if kind == "other"]
    return (
        roles + kinds.count("corner") >= 1
        and len(names) >= 2
        and all(looks_like_people(name) or _PLACE.fullmatch(folded(name)) for name in names)
        and kinds[0] in {"role", "corner"}
    )


def _has_other_under(row: Row) -> bool:
    """A row of nothing but times heads a calendar; its first cell is no day of the month."""
    return bool(re.match(r"(?:周|星期)?[一日]", folded(row.written[0].text)))


def _goes_on(row: Row, levels: Sequence[Row], frame: Frame) -> bool:
    """Whether a row is one more level of a header."""
    if not row.written:
        return False
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
    bottoms = [folded(stack[-1]) if stack else "" for stack in stacks]
    chars = sum(bool(_WEEKDAY_CHAR.fullmatch(text)) for text in bottoms)
    numbers = sum(bool(_DAY_NUMBER.fullmatch(text)) for text in bottoms)
    columns = []
    for at, stack in enumerate(stacks):
        cells = [row.cells[at] for row in body if at < len(row.cells)]
        columns.append(
            _column(at, stack, cells, frame, declared, chars=chars >= 5, numbers=numbers >= 5)
        )
    return _settled(columns, body, frame)


def _stacks(grid: Grid, levels: Sequence[Row]) -> list[list[str]]:
    """The texts over each column from the top down; a group goes on over blank cells."""
    spread: list[list[str]] = []
    for level, row in enumerate(levels):
        texts = [row.text(at) for at in range(grid.width)]
        if level < len(levels) - 1:
            for at in range(1, grid.width):
                lower = any(under.text(at) for under in levels[level + 1 :])
                left_lower = any(under.text(at - 1) for under in levels[level + 1 :])
                if (not texts[at] and lower and left_lower and texts[at - 1]) or (
                    not texts[at] and lower and texts[at - 1] and duties_in(texts[at - 1])
                ):
                    texts[at] = texts[at - 1]
        spread.append(texts)
    stacks: list[list[str]] = []
    for at in range(grid.width):
        stack: list[str] = []
        for texts in spread:
            if texts[at] and (not stack or stack[-1] != texts[at]):
                stack.append(texts[at])
        stacks.append(stack)
    return stacks


def _column(  # noqa: C901, PLR0911, PLR0912 # the cases of one table stand together
    at: int,
    stack: Sequence[str],
    cells: Sequence[Cell],
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
            made = replace(made, role=heading.role, sure=heading.sure, with_posts=heading.with_post)
            if heading.role is Role.PERSON:
                made = replace(made, who=role_word(plain))
            half = re.search(r"上午|下午|晚上|夜间|白天", plain)
            if half and heading.role in {Role.PERSON, Role.DAYS, Role.HOURS}:
                whens.append(half[0])
        elif is_facet(text, frame):
            whens.append(text)
        elif not (words and len(plain) <= 10):
            rest.append(text)
    if made.unused:
        return made
    if whens and made.role in {None, Role.PERSON, Role.DAYS, Role.PLACE, Role.HOURS}:
        only_half = all(re.fullmatch(r"上午|下午|晚上|夜间|白天", one) for one in whens)
        if not (only_half and made.role is Role.HOURS):
            return replace(made, whens=tuple(whens), is_value=True)
    if made.role is None and stack:
        written = [cell.text for cell in cells if not is_nothing(cell.text)]
        name = rest[-1] if rest else ""
        if name and written and all(is_tick(text) or _is_when(text, frame) for text in written):
            if looks_like_people(name):
                return replace(made, person=name, is_value=True)
            if _PLACE.fullmatch(folded(name)):
                return replace(made, place=name, is_value=True)
        if (
            name
            and written
            and _PLACE.fullmatch(folded(name))
            and all(looks_like_people(t) for t in written)
        ):
            return replace(made, place=name, is_value=True)
        if (
            made.duty
            and not rest
            and written
            and all(_is_when(text, frame, bare=True) for text in written)
        ):
            return replace(made, role=Role.DAYS)
        if made.duty and not rest and written and all(looks_like_people(text) for text in written):
            return replace(made, role=Role.PERSON, who=role_word(label))
    return made


def _is_when(text: str, frame: Frame, *, bare: bool = False) -> bool:
    return read_when(text, frame, bare=bare).is_sound


def role_word(plain: str) -> str:
    """The role a header gives to the people below it: 陪同, 带班, 接待."""
    for word in ROLE_WORDS:
        if word in plain:
            return word
    return "接待" if re.search("接访|信访|坐班|约访", plain) else "陪同" if "随同" in plain else ""


def _settled(columns: list[Column], body: Sequence[Row], frame: Frame) -> list[Column]:
    """Columns held against what is in them."""
    settled = []
    for column in columns:
        texts = [row.text(column.at) for row in body[:200]]
        written = [
            text for text in texts if not is_nothing(text) and not re.fullmatch(r"同上|〃", text)
        ]
        settled.append(_fitting(column, written, frame))
    settled = _by_content(settled, body, frame)
    if any(c.is_value for c in settled):
        settled = [_stub_column(c, [row.text(c.at) for row in body], frame) for c in settled]
    days = [c for c in settled if c.role is Role.DAYS and not c.is_value]
    if len(days) > 1:
        hours = {c.at for c in days if _says_hours_only([row.text(c.at) for row in body], frame)}
        if len(hours) < len(days):
            settled = [replace(c, role=Role.HOURS) if c.at in hours else c for c in settled]
    return settled


def _by_content(columns: list[Column], body: Sequence[Row], frame: Frame) -> list[Column]:
    """Columns of unknown headers that hold nothing but names, days or hours; to be asked."""
    settled = []
    known = {column.role for column in columns}
    for column in columns:
        texts = [row.text(column.at) for row in body if not is_nothing(row.text(column.at))]
        is_open = column.role is None and not (column.is_value or column.unused) and column.label
        if not is_open or not texts or any(c.is_value for c in columns):
            settled.append(column)
        elif all(looks_like_people(text) for text in texts):
            who = role_word(folded(column.label)) or column.label[:6]
            settled.append(replace(column, role=Role.PERSON, who=who, guessed=True))
        elif all(_is_when(text, frame) for text in texts):
            role = Role.HOURS if _says_hours_only(texts, frame) else Role.DAYS
            settled.append(column if role in known else replace(column, role=role, guessed=True))
        else:
            settled.append(column)
    return settled


def _stub_column(column: Column, texts: Sequence[str], frame: Frame) -> Column:  # noqa: PLR0911 # one outcome a line
    """A column without a known header at the edge of a grid: its cells tell what it holds."""
    written = [text for text in texts if not is_nothing(text)]
    if column.role is not None or column.is_value or column.unused or not written:
        return column
    heads = [heading_of(text) for text in written]
    if all(found and found.sure and found.role is Role.PERSON for found in heads):
        return replace(column, role=Role.LABEL, label=column.label or "角色")
    if all(_is_when(text, frame) for text in written):
        role = Role.HOURS if _says_hours_only(written, frame) else Role.DAYS
        return replace(column, role=role, label=column.label or role.value)
    if all(looks_like_people(text) for text in written):
        return replace(column, role=Role.PERSON, label=column.label or "姓名")
    if all(_PLACE.fullmatch(folded(text)) for text in written):
        return replace(column, role=Role.PLACE, label=column.label or "地点")
    if not column.label or _CORNER.search(column.label):
        return replace(column, role=Role.UNIT, label=column.label or "单位")
    return column


def _says_hours_only(texts: Sequence[str], frame: Frame) -> bool:
    told = [read_when(text, frame) for text in texts if not is_nothing(text)]
    sound = [one for one in told if one.parts]
    return bool(sound) and not any(
        part.has_days or part.month for one in sound for part in one.parts
    )


def _fitting(column: Column, written: Sequence[str], frame: Frame) -> Column:
    """A column whose loosely known header is borne out by its cells, or is not used."""
    if column.sure or column.role is None or column.is_value or not written:
        return column
    most = len(written) * 2 // 3 or 1
    phones = sum(bool(_PHONE.fullmatch(folded(text))) for text in written)
    people = sum(looks_like_people(text) for text in written)
    whens = sum(_is_when(text, frame) for text in written)
    if phones >= most:
        return replace(column, role=Role.PHONE)
    fits = {
        Role.PERSON: people >= most,
        Role.DAYS: whens >= most,
        Role.HOURS: whens >= most,
        Role.PLACE: people < most and whens < most,
    }.get(column.role, True)
    return column if fits else replace(column, role=None)


def _is_complete(columns: Sequence[Column]) -> bool:
    roles = {column.role for column in columns if not column.unused}
    values = any(column.is_value for column in columns)
    days = roles & {Role.DAYS, Role.WEEKDAY, Role.START, Role.HOURS, Role.MONTH, Role.WEEK}
    return (
        bool(values or days)
        and bool(roles - {None, Role.NUMBER} or values)
        and bool(values or len([c for c in columns if c.role]) >= 2)
    )


def blocks_of(header: Header) -> list[Header]:
    """The blocks of a table printed side by side, 日期|领导|日期|领导, one after the other.

    Columns before them, 日期|(时间|人员|时间|人员), are each block's.
    """
    labels = [column.label for column in header.columns]
    for shared in (0, 1, 2, 3):
        own = labels[shared:]
        for count in (4, 3, 2):
            size, rest = divmod(len(own), count)
            if rest or size < 2 or not all(own[:size]):
                continue
            if all(own[n * size : (n + 1) * size] == own[:size] for n in range(count)):
                return [_block(header, shared, shared + n * size, size) for n in range(count)]
    return [header]


def _block(header: Header, shared: int, start: int, size: int) -> Header:
    kept = [*range(shared), *range(start, start + size)]
    columns = tuple(replace(header.columns[at], at=place) for place, at in enumerate(kept))
    body = tuple(Row(tuple(row.cells[at] for at in kept)) for row in header.body)
    filled = tuple(row for row in body if any(cell.text for cell in row.cells[shared:]))
    return Header(columns, header.above if start == shared else (), header.heads, filled)


def is_place(text: str) -> bool:
    """Whether a word ends as names of places do."""
    return bool(_PLACE.fullmatch(folded(text)))


def is_phone(text: str) -> bool:
    """Whether a cell is a telephone number."""
    return bool(_PHONE.fullmatch(folded(text)))


__all__ = [
    "Column",
    "Header",
    "blocks_of",
    "find_header",
    "guessed_header",
    "is_facet",
    "is_phone",
    "is_place",
    "is_turned",
    "role_word",
]
