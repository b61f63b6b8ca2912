"""Days, hours, people and a place put together as occasions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from newsroom.occasions.basics import BaseReader
from newsroom.occasions.celling import HALVES, Base
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column
from newsroom.occasions.combining import combined, days_of
from newsroom.occasions.model import Occasion, Part, Span, Who
from newsroom.occasions.numerals import day_text, days_text
from newsroom.occasions.patterns import SHIFT
from newsroom.occasions.people import Named
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import RECEPTION, VISIT, DutyWord, folded


class Emitter(BaseReader):
    """Makes occasions."""

    def _emit(
        self,
        line: int,
        parts: Sequence[Part],
        base: Base,
        place: str,
        duty: DutyWord,
        column: Column | None,
    ) -> None:
        """The occasions of some days. People with an hour of their own stand apart."""
        by_when: dict[str, list[tuple[Named, str]]] = {}
        for one, role in base.people:
            by_when.setdefault(one.when, []).append((one, role))
        shared = by_when.pop("", [])
        groups = [(when, [*people]) for when, people in by_when.items()]
        if shared and groups and column is not None:
            timed = "、".join(one.name for people in by_when.values() for one, _ in people)
            self._findings.ask(
                line,
                column,
                ScheduleCode.HALF_SHARED,
                f"第{line}行只有“{timed}”写了时段，别人没有写",
                "只管写了的人",
                "请在每个人后面写明，如“刘明（上午）、于方（下午）”",
                is_grave=False,
            )
        if shared or not groups:
            groups.insert(0, ("", shared))
        for when, people in groups:
            own = (
                combined(list(parts), read_when(when, self._frame).parts, self._frame)
                if when
                else parts
            )
            self._expand(line, own, people, base, place, duty, column)

    def _expand(
        self,
        line: int,
        parts: Sequence[Part],
        people: Sequence[tuple[Named, str]],
        base: Base,
        place: str,
        duty: DutyWord,
        column: Column | None,
    ) -> None:
        who = tuple(
            Who(
                one.name,
                role or ("接待" if duty.label == RECEPTION else ""),
                one.post,
                one.unit or base.unit,
            )
            for one, role in people
        )
        place = place or (self._frame.venue if duty.label != VISIT else "")
        unit = "" if people else base.unit
        title = base.title
        if unit and not place:
            place = unit
        elif unit and not title:
            title = unit
        outside: list[date] = []
        is_shifted = bool(SHIFT.search(folded(base.note)))
        for part in parts:
            if is_shifted and part.rule and not part.rule.holidays:
                part.rule = replace(part.rule, holidays="shifted")
            days = days_of(part, self._frame)
            self._note_days_off(line, part, days, duty, column)
            for day in days:
                if day not in self._frame:
                    outside.append(day)
                spans, half = self._hours(part, duty)
                self._made.append(
                    Occasion(
                        duty.label,
                        day,
                        title,
                        spans,
                        half,
                        who,
                        place,
                        base.note,
                        base.phone,
                        part.rule,
                        line,
                    )
                )
        if outside:
            said = "、".join(
                f"{d.year}年{day_text(d)}" if d.year != self._frame.start.year else day_text(d)
                for d in outside[:6]
            )
            start, end = self._frame.start, self._frame.end
            self._findings.refuse(
                line,
                column,
                ScheduleCode.OUTSIDE_PERIOD,
                f"第{line}行“{column.label if column else ''}”栏：{said}不在{start}至{end}之内",
                "请核对年份、月份和日期，或改期间（period）",
            )

    def _note_days_off(
        self, line: int, part: Part, days: Sequence[date], duty: DutyWord, column: Column | None
    ) -> None:
        """Days off on which somebody is to receive, go out or see patients are told of."""
        rule = part.rule
        is_meant = rule is not None and rule.kind not in {"monthly", "lunar"}
        if duty.every_day or is_meant or (rule is None and duty.label not in {RECEPTION, VISIT}):
            return
        off = [day for day in days if day in self._frame and not self._frame.is_working(day)]
        if off:
            said = days_text(off)
            self._findings.warn(
                line,
                column,
                ScheduleCode.NOT_WORKING_DAY,
                f"第{line}行“{column.label if column else ''}”栏：{said}是休息日",
                "请核对日期",
            )

    def _hours(self, part: Part, duty: DutyWord) -> tuple[tuple[Span, ...], str]:
        if not part.spans and (shift := self._frame.shift(part.half)):
            return (shift,), part.half
        if part.spans or duty.label == VISIT or not self._frame.hours:
            return tuple(part.spans), part.half if not part.spans or part.half not in HALVES else ""
        if part.half in HALVES:
            low, high = HALVES[part.half]
            spans = tuple(s for s in self._frame.hours if low <= s.start.hour < high)
            return spans, "" if spans else part.half
        if part.half in {"", "全天"}:
            return self._frame.hours, ""
        return (), part.half
