"""A schedule of visits as a table and notes of the newspaper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsroom.appointments import Schedule, ScheduleRow
from press.ruler import Face
from press.spans import Span
from press.story import Cell, Passage, Role, TableCopy
from press.words import Words


@dataclass(frozen=True, slots=True)
class TimetableReader:
    """Reads schedules as the compositor needs them. clean: a text as the case of type has it."""

    words: Words
    clean: Callable[[str], str]

    def table(self, schedule: Schedule) -> TableCopy:
        """Who receives whom, when and where."""
        if schedule.sheet:
            return self._sheet(schedule)
        posts = any(row.post for row in schedule.rows)
        names = [Cell(self._label("姓名"), down=2)] + [Cell(self._label("职务"), down=2)] * posts
        top = (
            *names,
            Cell(self._label("接访安排")),
            Cell(self._label("下访安排"), across=2),
        )
        below = tuple(Cell(self._label(word)) for word in ("时间", "时间", "地点"))
        rows = []
        for row in schedule.rows:
            cells = [row.person, *([row.post] * posts)]
            cells += [_days(row, "reception"), _days(row, "visit"), row.visit_place]
            rows.append(tuple((Span(self.clean(cell), Face.SANS),) for cell in cells))
        return TableCopy((top, below), tuple(rows), 4 + posts)

    def _sheet(self, schedule: Schedule) -> TableCopy:
        """A timetable of another shape, as the newsroom set it."""
        heads, *rows = schedule.sheet
        head = tuple(Cell((Span(self.clean(text), Face.SANS_BOLD),)) for text in heads)
        cells = tuple(
            tuple((Span(self.clean(text), Face.SANS),) if text else () for text in row)
            for row in rows
        )
        return TableCopy((head,), cells, len(heads))

    def _label(self, word: str) -> tuple[Span, ...]:
        return (Span(self.words.say(word), Face.SANS_BOLD),)

    def notes(self, schedule: Schedule) -> Iterator[Passage]:
        """What stands under the table."""
        notes = (
            (
                "时间：" if schedule.sheet else "接访时间：",
                self.words.hours(schedule.hours) if schedule.hours else "",
            ),
            ("地点：" if schedule.sheet else "接访地点：", schedule.venue),
            ("下访说明：", schedule.visit_rule),
            ("接访内容：", schedule.topics),
            ("预约截止：", schedule.booking_deadline),
            ("联系方式：", schedule.contact),
        )
        for label, text in notes:
            if text:
                spans = (*self._label(label), Span(self.clean(text), Face.SANS))
                yield Passage(Role.NOTE, spans)


def _days(row: ScheduleRow, duty: str) -> str:
    """The cell as the newsroom wrote it, or the days in the order of the calendar."""
    text, days = (
        (row.reception_text, row.reception_days)
        if duty == "reception"
        else (row.visit_text, row.visit_days)
    )
    if text:
        return text
    months: dict[int, list[str]] = {}
    for day in days:
        months.setdefault(day.month, []).append(f"{day.day}日")
    return "、".join(f"{month}月{'、'.join(found)}" for month, found in months.items())
