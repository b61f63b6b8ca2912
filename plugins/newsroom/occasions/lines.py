"""What a line below the header is: data, a heading of those that follow, a note, a total."""

from __future__ import annotations

import re
from enum import Enum, auto

from newsroom.occasions.columns import Header
from newsroom.occasions.contents import is_place
from newsroom.occasions.grid import Row
from newsroom.occasions.marks import is_nothing
from newsroom.occasions.model import Frame
from newsroom.occasions.people import looks_like_people
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import Role, duties_in, folded

_FOOT = re.compile(
    r"(?:合计|总计|小计|共计|总数|合\s*计|制表|填表|填报|制作|编制|审核|审批|签发|批准|负责人|单位负责人|联系人|联系电话|咨询|报名|投诉|监督|举报|"
    r"备注|附注|注|说明|附|附件|温馨提示|友情提示|提示|特别提醒|请注意|地点|时间|电话|地址|接访地点|接访时间|接待地点|接待时间|值班电话|值班时间)"
    r"(?:人|员|单位|日期|电话|说明|时间|地点)?(?:\(.{0,8}\))?(?:[:：]|$)|^(?:※|\*|注\d|合计|总计|共\d|[（(]?\d{1,2}[)）.、]|[①-⑳])"
)
_SENTENCE = re.compile(r"[，。；！]|.{24,}")
_CHANGES = re.compile(
    r"\d{1,2}[月日].{0,20}(?:改|调|取消|停|延|顺|代|换)|(?:改为|改至|改到|调整[为到至]|调至|取消|停诊|延期|推迟|暂停)|因.{1,16}(?:改|停|调)"
)
_NO_MATTER = re.compile(
    r"如有|若有|如遇|如需|遇有|遇特殊|以.{0,8}为准|请.{0,6}关注|敬请|恕不|特殊情况"
)
_BODY = re.compile(r"..(?:镇|乡|街道|村|社区|局|委|中心|办事处|院|校)$")
_DAY_ONLY = re.compile(r"(?:19|20)\d{2}[年.-/]\d{1,2}[月.-/]\d{1,2}日?")


class Kind(Enum):
    """Kinds of lines."""

    DATA = auto()
    BLANK = auto()
    HEAD = auto()
    NOTE = auto()
    CHANGES = auto()
    DAY = auto()
    DUTY = auto()
    UNIT = auto()
    CALENDAR = auto()
    DOUBT = auto()


def kind_of(row: Row, header: Header, frame: Frame, *, is_last: bool) -> tuple[Kind, str]:
    """What a line is, and its words where it is no data."""
    written = row.written
    if not written:
        return Kind.BLANK, ""
    texts = [cell.text for cell in row.cells]
    if any([cell.text for cell in head.cells] == texts for head in header.heads):
        return Kind.HEAD, ""
    first = written[0]
    said = "".join(cell.text for cell in written)
    is_first_column = first.column == 0 or first.origin is not None
    foot = _FOOT.match(folded(first.text))
    if (
        foot
        and is_first_column
        and (len(written) == 1 or not re.match(r"[（(]?\d|[①-⑳]", folded(first.text)))
    ):
        return _note(said), said
    values = header.values
    if values and len(written) >= 2 and _is_calendar_row(row, header, frame):
        return Kind.CALENDAR, ""
    if len(written) > 1 or len(header.columns) < 2:
        return Kind.DATA, ""
    return _single(row, header, frame, is_last=is_last)


def is_foot(row: Row) -> bool:
    """Whether a row begins as notes, totals and signatures do."""
    return bool(row.written) and bool(_FOOT.match(folded(row.written[0].text)))


def _note(said: str) -> Kind:
    plain = folded(said)
    return Kind.CHANGES if _CHANGES.search(plain) and not _NO_MATTER.search(plain) else Kind.NOTE


def _is_calendar_row(row: Row, header: Header, frame: Frame) -> bool:
    """A line of nothing but days of the month under a header of weekdays."""
    if not all(
        "周" in "".join(map(folded, c.whens)) or "星期" in "".join(map(folded, c.whens))
        for c in header.values
    ):
        return False
    at = {c.at for c in header.values}
    cells = [cell for cell in row.cells if cell.text]
    if any(cell.column not in at and not re.search("日期|日|号", cell.text) for cell in cells):
        return False
    inside = [cell for cell in cells if cell.column in at]
    return bool(inside) and all(
        re.fullmatch(
            r"(?:\d{4}[年./-])?(?:\d{1,2}[月/.-])?\d{1,2}(?:[日号]|[/.-]\d{4})?", folded(cell.text)
        )
        and read_when(cell.text, frame, bare=True).is_sound
        for cell in inside
    )


def _single(row: Row, header: Header, frame: Frame, *, is_last: bool) -> tuple[Kind, str]:  # noqa: C901, PLR0911 # one outcome a line
    """A line with one thing alone in it."""
    cell = row.written[0]
    text = cell.text
    plain = folded(text)
    column = next((c for c in header.columns if c.at == cell.column), None)
    merged = any(other.origin == (cell.line, cell.column) for other in row.cells)
    if cell.column > 0 and not merged:
        return Kind.DATA, ""
    if is_last and _DAY_ONLY.search(plain):
        return Kind.NOTE, text
    if (
        column
        and not merged
        and (
            column.is_value
            or (column.role is Role.PERSON and looks_like_people(text) and not _BODY.search(plain))
        )
    ):
        return Kind.DATA, ""
    told = read_when(text, frame)
    if told.is_sound and not is_last and all(p.month and not p.has_days for p in told.parts):
        return Kind.DAY, text  # 三月份 over its days
    dated = {Role.DAYS, Role.WEEK, Role.MONTH, Role.WEEKDAY}
    if column and not merged and column.role in dated and (told.parts or not is_last):
        return Kind.DATA, ""
    if told.is_sound and any(part.has_days for part in told.parts):
        return Kind.DAY, text
    if _SENTENCE.search(text):
        return _note(text), text
    if duties_in(text) and len(plain) <= 14:
        return Kind.DUTY, text
    if is_nothing(text):
        return Kind.BLANK, ""
    if is_last:
        return Kind.NOTE, text
    if is_place(text) or (column and column.role in {Role.UNIT, Role.TOWN}):
        return Kind.UNIT, text
    return Kind.DOUBT, text
