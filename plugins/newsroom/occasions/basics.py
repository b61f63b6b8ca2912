"""What a row says of all its occasions: people, title, place, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsroom.occasions.celling import Base
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column, role_word
from newsroom.occasions.contents import is_phone
from newsroom.occasions.filling import Filler
from newsroom.occasions.grid import Cell, Row
from newsroom.occasions.marks import is_nothing, without_note_marks
from newsroom.occasions.people import Named, looks_like_people, read_people
from newsroom.occasions.words import DutyWord, Role, duties_in, folded

HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_SPOTS = re.compile(  # a gap between places of one level parts them: 东风村 西风村
    r"(?<=[\u3400-\u9fff])(?P<one>村|社区|社區|小区|小區|小学|小學|中学|中學|广场|廣場|公园|公園|医院|醫院)"
    r"\s+(?=[\u3400-\u9fff]{1,10}?(?P=one)(?:$|[\s、,，;；（(]))"
)
_TIME_IN_PLACE = re.compile(
    r"\d[:：]\d{2}|[上下]午|\d[点點]|\d{1,2}月\d|\d日|改[在到至为為期]"
    r"|(?:[周週]|星期)[一二三四五六日天](?:$|[在去到改、，,：:；;）)]|至)"
)
FORMULA_START = ("=", "+", "-", "@", "|")
TOUCHES_TIME = re.compile(
    r"\d{1,2}月\d{1,2}|\d日|改[为至到在期]|调[整至到]|取消|停诊|暂停|延期|推迟|提前到|顺延|代[班替]|替[班换]|[调换]班|由.{2,10}代"
    r"|(?<!每)(?:仅|只|限)?(?:上午|下午)(?!\d)|周[一二三四五六日]|星期[一二三四五六日]"
)
CLOCK_SAID = re.compile(r"\d{1,2}:\d{2}|\d{1,2}[时点]")
PHONE_IN = re.compile(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1\d{10}|\d{7,8})(?!\d)")
_OWN_VILLAGE = re.compile(r"[\u3400-\u9fff]{2,3}[里村](?=[\u3400-\u9fff])")
NO_MATTER = re.compile(r"如有|若有|如遇|如需|遇有|遇特殊|届时|以.{0,8}为准|另行通知")


def _spaced(text: str) -> str:
    """A title on one line; gaps between single characters, 报 到, are closed."""
    words = text.split()
    is_stretched = len(words) > 1 and all(map(re.compile(r"[\u3400-\u9fff]").fullmatch, words))
    return ("" if is_stretched else " ").join(words)


class BaseReader(Filler):
    """Reads people, places and remarks."""

    def _base(self, row: Row, cells: dict[int, Cell]) -> Base:  # noqa: C901 # the cases of one table stand together
        header = self._header
        people: list[tuple[Named, str]] = []
        posts = [cells[c.at].text for c in header.of(Role.POST) if not is_nothing(cells[c.at].text)]
        unit = next(
            (cells[c.at].text for c in header.of(Role.UNIT) if not is_nothing(cells[c.at].text)),
            self._unit,
        )
        for column in header.of(Role.PERSON):
            if column.is_value:
                continue
            cell = cells[column.at]
            found = self._people(cell, column)
            if posts and found and column == header.of(Role.PERSON)[0]:
                said = [part for part in re.split(r"\n|[;；]", posts[0]) if part.strip()]
                for at, (one, role) in enumerate(found):
                    own = said[at] if len(said) == len(found) else posts[0]
                    if not one.post:
                        found[at] = replace(one, post=HAN_GAP.sub("", " ".join(own.split()))), role
            people += found
        if self._subject.office and not header.of(Role.PERSON) and not header.values:
            people.append((Named(self._subject.office), ""))
        title = "".join(_spaced(cells[c.at].text) for c in header.of(Role.WHAT)[:1])
        title = "" if is_nothing(title) else without_note_marks(title)[0]
        duty = self._duty
        for column in header.of(Role.DUTY):
            found_duties = duties_in(cells[column.at].text)
            if found_duties:
                duty = found_duties[0]
            elif cells[column.at].text and not is_nothing(cells[column.at].text):
                duty = DutyWord(cells[column.at].text[:8], 99)
        place = ""
        if header.values:
            roles = {Role.TOWN, Role.VILLAGE, Role.PLACE}
            place = self._place(
                cells, [c for c in header.columns if c.role in roles and not c.is_value]
            )
        label = next((role_word(cells[c.at].text) for c in header.of(Role.LABEL)), "")
        note = self._note(row, cells)
        if unit and title and header.of(Role.UNIT):
            note = "；".join(filter(None, [f"{header.of(Role.UNIT)[0].label}：{unit}", note]))
        return Base(people, title, place, note, self._phone(cells), unit, duty, label)

    def _people(self, cell: Cell, column: Column) -> list[tuple[Named, str]]:
        if (
            cell.text.startswith(FORMULA_START)
            and not cell.text.startswith("-{")
            and not is_nothing(cell.text)
        ):
            self._unread(cell, column, cell.text, "姓名里只能有文字和间隔号")
            return []
        if is_phone(cell.text) or (not looks_like_people(cell.text) and self._is_when(cell.text)):
            self._findings.ask(
                cell.line,
                column,
                ScheduleCode.COLUMN_DOUBTFUL,
                f"第{cell.line}行“{column.label}”栏不是姓名：“{cell.text}”",
                "没有当作姓名",
                "请核对这一栏",
                cell=cell,
            )
            return []
        found, doubts = read_people(cell.text)
        for doubt in doubts:
            self._findings.doubt(doubt, column, cell)
        return [(one, one.role or column.who) for one in found]

    def _note(self, row: Row, cells: dict[int, Cell]) -> str:
        parts = []
        header = self._header
        for column in header.of(
            Role.NOTE,
            Role.TOPICS,
            Role.HOST,
            Role.CONTACT,
            Role.BOOKING,
            *([Role.WHAT] if len(header.of(Role.WHAT)) > 1 else []),
        ):
            text = " ".join(cells[column.at].text.split())
            if is_nothing(text) or (column.role is Role.WHAT and column == header.of(Role.WHAT)[0]):
                continue
            parts.append(
                text
                if column.role is Role.NOTE and column.label in {"备注", "说明"}
                else f"{column.label}：{text}"
            )
            if column.role is Role.NOTE and not re.search("原因|事由", column.label):
                plain = folded(text)
                changes = TOUCHES_TIME.search(plain)
                has_clock = CLOCK_SAID.search(plain) and not self._says_hours(cells)
                if (changes or has_clock) and not NO_MATTER.search(plain):
                    self._findings.ask(
                        row.line,
                        column,
                        ScheduleCode.REMARK_CHANGES,
                        f"第{row.line}行“{column.label}”栏写着“{text}”，像是改动了时间",
                        "照时间栏读，没有改动",
                        "请把改定的时间写进时间栏",
                        cell=cells[column.at],
                        is_grave=bool(changes),
                    )
        return "；".join(parts)

    def _says_hours(self, cells: dict[int, Cell]) -> bool:
        """Whether a row says hours where they belong, or the house has them."""
        roles = (Role.HOURS, Role.START, Role.DAYS)
        texts = [cells[c.at].text for c in self._header.of(*roles) if not c.is_value]
        return bool(self._frame.hours) or any(CLOCK_SAID.search(folded(text)) for text in texts)

    def _phone(self, cells: dict[int, Cell]) -> str:
        texts = (cells[c.at].text for c in self._header.of(Role.PHONE))
        return "；".join(" ".join(text.split()) for text in texts if not is_nothing(text))

    @staticmethod
    def _beside(cells: dict[int, Cell], columns: Sequence[Column]) -> str:
        """The address or room beside a place that has a column of its own."""
        places = [c for c in columns if c.role is Role.PLACE]
        texts = [
            " ".join(cells[c.at].text.split())
            for c in places[1:]
            if re.search("地址|楼层|房间|诊室", c.label)
        ]
        return "，".join(text for text in texts if not is_nothing(text))

    def _ask_of_place(self, cell: Cell, column: Column, text: str) -> None:
        """What a place holds that is none: hours, a telephone number."""
        if _TIME_IN_PLACE.search(text):
            self._findings.ask(
                cell.line,
                column,
                ScheduleCode.CELL_DOUBTFUL,
                f"第{cell.line}行“{column.label}”栏（{cell.address}）里写着时间：“{text}”",
                "都当作地点",
                "请把时间写进时间栏",
                cell=cell,
            )
        if not is_phone(text) and PHONE_IN.search(text):
            self._findings.ask(
                cell.line,
                column,
                ScheduleCode.CELL_DOUBTFUL,
                f"第{cell.line}行“{column.label}”栏（{cell.address}）里有电话号码：“{text}”",
                "都当作地点",
                "请把人和电话另写一栏，如“联系人”“电话”",
                cell=cell,
                is_grave=False,
            )

    def _place(self, cells: dict[int, Cell], mates: Iterable[Column]) -> str:
        parts: list[str] = []
        spots: list[str] = []
        order = [Role.TOWN, Role.VILLAGE, Role.PLACE]
        columns = sorted(
            (c for c in mates if c.role in order),
            key=lambda c: (
                order.index(c.role or Role.PLACE),
                bool(re.search("线路|台区|地址|楼层|房间|诊室", c.label)),
            ),
        )
        for column in columns:
            cell = cells[column.at]
            text, marks = without_note_marks(HAN_GAP.sub("", _SPOTS.sub(r"\g<one>、", cell.text)))
            text = " ".join(text.split())
            if is_nothing(text):
                continue
            if marks:
                self._findings.ask(
                    cell.line,
                    column,
                    ScheduleCode.FOOTNOTE_MARK,
                    f"第{cell.line}行“{column.label}”栏有注码“{marks}”",
                    "注码不算地点",
                    "请看注文有没有改动安排",
                    cell=cell,
                    is_grave=False,
                )
            self._ask_of_place(cell, column, text)
            if is_phone(text):
                self._findings.ask(
                    cell.line,
                    column,
                    ScheduleCode.COLUMN_DOUBTFUL,
                    f"第{cell.line}行“{column.label}”栏是电话号码：“{text}”",
                    "没有当作地点",
                    "请核对这一栏",
                    cell=cell,
                )
                continue
            if text.startswith(FORMULA_START) and not text.startswith("-{"):
                self._unread(cell, column, text, "地点不能以符号开头")
                continue
            if (
                column.role is Role.PLACE
                and parts
                and re.search("线路|台区|地址|楼层|房间|诊室", column.label)
            ):
                continue
            if text not in parts:
                parts.append(text)
                if column.role is Role.PLACE:
                    spots.append(text)
        address = self._beside(cells, columns)
        joined = _placed([text for text in parts if text not in spots], spots)
        return f"{joined}（{address}）" if address and address not in joined else joined


def _placed(towns: list[str], spots: list[str]) -> str:
    """A town and village with the spots in it, 信义里 | 信义里活动中心 without the former."""
    if spots and towns and all(spot.startswith(tuple(towns[-1].split("、"))) for spot in spots):
        towns = towns[:-1]
    elif spots and towns and all(map(_OWN_VILLAGE.match, spots)):
        return "、".join([*towns, *spots])  # 大安里 | 通化里活动中心 is no place in the former
    return "".join(towns) + "、".join(spots)
