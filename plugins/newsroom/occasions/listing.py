"""Rows of a list: a person, a day or an event in each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from newsroom.occasions.basics import CLOCK_SAID
from newsroom.occasions.celling import HALVES, Base, month_said
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column
from newsroom.occasions.combining import combined
from newsroom.occasions.crossing import GridReader
from newsroom.occasions.grid import Cell, Row
from newsroom.occasions.marks import is_nothing, is_off
from newsroom.occasions.model import Part, Span
from newsroom.occasions.numerals import days_from, plain_of
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import VISIT, DutyWord, Role, folded

_UNTIL = re.compile(  # days of a matter beside its own: (至9/4), (6月10日补一场)
    r"\((?:至|到|迄)\d{1,2}[/月.]\d|\([^()]*\d{1,2}月\d{1,2}[日号][^()]*\)"
)
_GOES_ON = re.compile(r"开始|起|前|后|以[前后]|止|截止")


class ListReader(GridReader):
    """Reads the rows of a list."""

    def _groups(self, dated: list[Column]) -> list[tuple[Column | None, list[Column]]]:
        """Each column of days with the columns that belong to it."""
        roles = {Role.HOURS, Role.PLACE, Role.TOWN, Role.VILLAGE, Role.END}
        mates = [
            c for c in self._header.columns if c.role in roles and not c.unused and not c.is_value
        ]
        days = [c for c in dated if c.role is Role.DAYS]
        if len(days) <= 1:
            first = days[0] if days else dated[0] if dated else None
            return [(first, mates)]
        owner: dict[int, int] = {}
        for mate in mates:
            same = [c for c in days if mate.duty and c.duty and mate.duty.label == c.duty.label]
            near = [c for c in days if c.at < mate.at]
            owned = (
                same[0]
                if same
                else near[-1]
                if near
                else next((c for c in days if c.duty and c.duty.label == VISIT), days[0])
            )
            owner[mate.at] = owned.at
        return [(c, [m for m in mates if owner[m.at] == c.at]) for c in days]

    def _group(  # noqa: C901, PLR0911, PLR0912 # the cases of one table stand together
        self,
        row: Row,
        cells: dict[int, Cell],
        column: Column | None,
        mates: list[Column],
        base: Base,
    ) -> bool:
        """One duty of a row; whether it says anything."""
        duty = base.duty or self._subject.of(column)
        parts = self._stub(row, cells, own=column)
        end_columns = [c for c in mates if c.role is Role.END]
        day_cell = cells[column.at] if column else None
        has_days = bool(day_cell and not is_nothing(day_cell.text))
        place = self._place(cells, mates)
        if column and has_days and day_cell:
            told = self._told(
                day_cell,
                column,
                month=month_said(parts),
                duty=duty,
                bare=column.role is Role.DAYS and self._all_bare(column),
            )
            if not told.parts:
                return True
            for begins in self._begins(column):
                if not is_nothing(cells[begins.at].text):
                    since = self._told(cells[begins.at], begins, duty=duty).parts
                    told.parts = combined(told.parts, since, self._frame)
            self._check_weekdays(row, cells, told.parts)
            parts = combined(
                [p for p in parts if not (p.rule and self._header.of(Role.WEEKDAY))],
                told.parts,
                self._frame,
            )
        elif not any(part.has_days for part in parts):
            hours = [c for c in mates if c.role is Role.HOURS and not is_nothing(cells[c.at].text)]
            if place and column and duty.label == VISIT:
                self._findings.refuse(
                    row.line,
                    column,
                    ScheduleCode.DAY_MISSING,
                    f"第{row.line}行“{column.label}”栏空着，地点却是“{place}”",
                    "请补上下访时间",
                    cell=day_cell,
                )
                return True
            if hours and self._frame.start == self._frame.end:
                parts = [Part(days=[self._frame.start])]
            elif (
                column
                and (above := self._before.get(column.at))
                and (place or hours)
                and base.people
            ):
                self._findings.ask(
                    row.line,
                    column,
                    ScheduleCode.CELL_BLANK,
                    f"第{row.line}行“{column.label}”栏空着",
                    f"当作同上一行：{above.text}",
                    "请写明日期",
                    cell=day_cell,
                    is_grave=False,
                )
                parts = combined(parts, self._told(above, column, duty=duty).parts, self._frame)
            elif hours and not column:
                pass
            else:
                return bool(hours)
        self._ask_each(row, column, place, parts)
        timed = self._with_hours(row, cells, mates, parts, duty)
        if timed is None:
            return True
        parts = timed
        if has_days and end_columns and column and column.role in {Role.START, Role.DAYS}:
            parts = self._until(parts, cells, end_columns, duty)
        if not any(part.has_days for part in parts) and (day := self._only_day(row, column)):
            parts = combined([Part(days=[day])], parts, self._frame)
        if not any(part.has_days for part in parts):
            self._findings.refuse(
                row.line,
                column,
                ScheduleCode.DAY_MISSING,
                f"第{row.line}行没有日期",
                "请补上日期一栏，如“3月4日”“每周三”",
            )
            return True
        if duty.label == VISIT and not place:
            said = (
                "；若与上一行相同，也请写出"
                if any(c.role in {Role.PLACE, Role.VILLAGE, Role.TOWN} for c in mates)
                else ""
            )
            self._findings.refuse(
                row.line,
                column,
                ScheduleCode.PLACE_MISSING,
                f"第{row.line}行有下访时间，没有下访地点",
                f"请补上地点{said}",
            )
        elif not place and duty.label != VISIT:
            place = self._blank_place(row, cells, mates)
        base, parts = self._hours_of_title(row, base, parts)
        says = (
            base.people or base.title or base.unit or base.note or any(p.has_hours for p in parts)
        )
        if not says and not self._place(cells, mates):
            return False
        self._emit(row.line, parts, base, place, duty, column)
        return True

    def _ask_each(self, row: Row, column: Column | None, place: str, parts: list[Part]) -> None:
        """As many days as places: whether each day is at one of them is asked."""
        places = [one for one in re.split("[、,，;；]", place) if one]
        single = [part for part in parts if part.days is not None and len(part.days) == 1]
        if column is None or len(places) < 2 or not (len(places) == len(single) == len(parts)):
            return
        self._findings.ask(
            row.line,
            column,
            ScheduleCode.CELL_DOUBTFUL,
            f"第{row.line}行有{len(places)}天、{len(places)}个地点，没有说哪天在哪里",
            "当作每天都有这几个地点",
            "请一天写一行",
            is_grave=False,
        )

    def _with_hours(
        self,
        row: Row,
        cells: dict[int, Cell],
        mates: list[Column],
        parts: list[Part],
        duty: DutyWord,
    ) -> list[Part] | None:
        """Days with the hours of other columns; None where nothing takes place or they differ."""
        for mate in (c for c in mates if c.role is Role.HOURS):
            cell = cells[mate.at]
            if is_off(cell.text):
                return None
            if is_nothing(cell.text):
                self._ask_blank(row, cell, mate)
                continue
            half = next((p.half for p in parts if p.half in HALVES), "")
            told = self._told(cell, mate, half=half, duty=duty)
            both = combined(parts, told.parts, self._frame)
            if parts and told.parts and not both:
                self._findings.refuse(
                    row.line,
                    mate,
                    ScheduleCode.CELL_DOUBTFUL,
                    f"第{row.line}行两栏的日期不一样：“{cell.text}”",
                    "请核对，两栏写同一天",
                    cell=cell,
                )
                return None
            parts = self._ask_both(row, cell, mate, parts, told.parts) or both
        return parts

    def _hours_of_title(self, row: Row, base: Base, parts: list[Part]) -> tuple[Base, list[Part]]:
        """班亲会8:30-12:00 as a matter and its hours, where no cell has any; else asked."""
        column = next(iter(self._header.of(Role.WHAT)), None)
        if not base.title or column is None:
            return base, parts
        plain = folded(base.title)
        is_timed = bool(_UNTIL.search(plain))
        if not self._frame.hours and not any(part.has_hours for part in parts):
            title, timed = self._without_hours(base.title, parts)
            if _GOES_ON.match(folded(title)):  # 9:30开始签到
                title, timed = base.title, parts
            parts = timed
            is_timed |= title == base.title and bool(CLOCK_SAID.search(plain))
            base = replace(base, title=title)
        if is_timed:
            self._findings.ask(
                row.line,
                column,
                ScheduleCode.REMARK_CHANGES,
                f"第{row.line}行“{column.label}”栏里写着时间：“{base.title}”",
                "照时间栏读，没有改动",
                "请把时间写进时间栏",
                cell=row.cells[column.at],
            )
        return base, parts

    def _ask_both(
        self, row: Row, cell: Cell, column: Column, parts: list[Part], others: list[Part]
    ) -> list[Part]:
        """Hours in two columns that begin apart, asked, as hours of both; [] where they agree."""
        earlier = [span.start for part in parts for span in part.spans]
        later = [span.start for part in others for span in part.spans]
        if not earlier or not later or set(earlier) & set(later):
            return []
        if not any(part.has_days for part in parts):
            return []  # refused for its days
        is_plain = len(others) == 1 and not others[0].has_days
        said = "、".join(f"{start:%H:%M}" for start in dict.fromkeys(earlier))
        self._findings.ask(
            row.line,
            column,
            ScheduleCode.CELL_DOUBTFUL,
            f"第{row.line}行“{column.label}”栏的钟点是“{cell.text}”，前面一栏的是{said}起",
            "两个钟点都排" if is_plain else "照这一栏读",
            "请在安排（schedule）的各栏（columns）里写明哪一栏是“开始”、哪一栏是“结束”，或“不用”",
            cell=cell,
        )
        if not is_plain:
            return []
        return [
            replace(part, spans=sorted([*part.spans, *others[0].spans], key=lambda s: s.start))
            for part in parts
        ]

    def _only_day(self, row: Row, column: Column | None) -> date | None:
        """The one day of a period of one day, or, asked, of a headline that names one."""
        frame = self._frame
        if frame.start == frame.end:
            return frame.start
        said = re.search(r"\d{1,2}月\d{1,2}日", plain_of(frame.headline))
        told = read_when(said[0], frame) if said else None
        if said is None or told is None or not told.is_sound or not told.parts[0].days:
            return None
        self._findings.ask(
            row.line,
            column,
            ScheduleCode.CELL_BLANK,
            "表里没有日期，标题里有",
            f"当作都在{said[0]}",
            "请加一栏日期",
            is_grave=False,
        )
        return told.parts[0].days[0]

    def _ask_blank(self, row: Row, cell: Cell, column: Column) -> None:
        above = self._before.get(column.at)
        if above is not None and not self._has_merges and not cell.text and not self._frame.hours:
            self._findings.ask(
                row.line,
                column,
                ScheduleCode.CELL_BLANK,
                f"第{row.line}行“{column.label}”栏空着，上面写着“{above.text}”",
                "当作没有写钟点",
                "请写明钟点；没有，写“——”",
                cell=cell,
                is_grave=False,
            )

    def _blank_place(self, row: Row, cells: dict[int, Cell], mates: list[Column]) -> str:
        """The place of a row that names none: the venue, or by a question that of the row above."""
        if self._frame.venue:
            return self._frame.venue
        for column in mates:
            if column.role is Role.PLACE and not cells[column.at].text and not self._has_merges:
                above = self._before.get(column.at)
                if above is not None:
                    self._findings.ask(
                        row.line,
                        column,
                        ScheduleCode.CELL_BLANK,
                        f"第{row.line}行“{column.label}”栏空着",
                        f"当作同上一行：{above.text}",
                        "请写明地点；没有，写“——”",
                        cell=cells[column.at],
                        is_grave=False,
                    )
                    cells[column.at] = replace(cells[column.at], text=above.text)
                    return above.text
        return ""

    def _begins(self, column: Column) -> list[Column]:
        """The column of beginnings beside one of days."""
        if column.role is not Role.DAYS:
            return []
        return [one for one in self._header.of(Role.START) if not one.is_value][:1]

    def _until(  # one outcome a line
        self, parts: list[Part], cells: dict[int, Cell], columns: list[Column], duty: DutyWord
    ) -> list[Part]:
        """The beginning in one column and the end in another, or in two: 结束日期, 结束时间."""
        ends: list[Part] = []
        cell, column = cells[columns[0].at], columns[0]
        for column in (c for c in columns if not is_nothing(cells[c.at].text)):
            cell = cells[column.at]
            ends = combined(ends, self._told(cell, column, duty=duty).parts, self._frame)
        if not ends or not parts:
            return parts
        start, end = parts[-1], ends[0]
        first = start.days[0] if start.days else None
        last = end.days[0] if end.days else None
        if start.spans and end.spans:
            days = (last - first).days if first and last else 0
            span = Span(start.spans[0].start, end.spans[0].start)
            if days not in {0, 1} or (days == 1 and span.end and span.end > span.start):
                self._findings.ask(
                    cell.line,
                    column,
                    ScheduleCode.SEVERAL_DAYS,
                    f"第{cell.line}行从开始到结束跨了{days}天",
                    "只排在开始的那一天",
                    "请一天写一行",
                    cell=cell,
                )
                span = Span(span.start)
            if not end.days:
                return [replace(part, spans=[span]) if part.spans else part for part in parts]
            return [*parts[:-1], replace(start, spans=[span])]
        if first and last and last > first:
            between = days_from(first, last)
            if not duty.every_day:
                between = [day for day in between if self._frame.is_working(day)]
            return [*parts[:-1], replace(start, days=between)]
        if end.spans and first:
            return [*parts[:-1], replace(start, spans=end.spans)]
        return parts
