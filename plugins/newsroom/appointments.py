"""A schedule as it is kept: who is where on which day, and the table it was printed as."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from newsroom.kinds import Id, Place


class Duty(StrEnum):
    """What kind of appointment it is: at the hall (接访), in a village (下访), or any other.

    What any other is, its own `what` says (值班, 出诊, 停水): the list of those is open.
    """

    RECEPTION = "reception"
    VISIT = "visit"
    OCCASION = "occasion"


@dataclass(frozen=True, slots=True)
class Session:
    """A span of hours, 8:30–12:00; local time of the newsroom.

    end: None where only a beginning is known; one not after start is of the next day.
    """

    start: time
    end: time | None

    @property
    def is_overnight(self) -> bool:
        """Whether it ends on the next day."""
        return self.end is not None and self.end <= self.start

    @property
    def said(self) -> str:
        """上午8:30—12:00, 下午2:30—5:30, 下午5:00—晚上8:00, 22:00—次日6:00, 上午9:00起.

        The words are the same in both scripts.
        """
        start, end = self.start, self.end
        if end is None:
            return f"{_of_half(start)}起"
        if self.is_overnight:
            return f"{start.hour}:{start:%M}—次日{end.hour}:{end:%M}"
        half = _half(start)
        same = half == _half(end) or (half == "上午" and end == _NOON)
        return f"{_of_half(start)}—{_clock(end) if same else _of_half(end)}"

    def ends_on(self, day: date) -> date:
        """The day it ends on, of one that begins on a day."""
        return day + timedelta(days=1) if self.is_overnight else day


_NOON, _EVENING = time(12), time(19)


def _of_half(moment: time) -> str:
    return f"{_half(moment)}{_clock(moment)}"


def _half(moment: time) -> str:
    return "上午" if moment < _NOON else "下午" if moment < _EVENING else "晚上"


def _clock(moment: time) -> str:
    hour = moment.hour if moment.hour <= _NOON.hour else moment.hour - _NOON.hour
    return f"{hour}:{moment:%M}"


_HALVES_BEGIN = {"上午": time(8), "下午": time(14), "晚上": time(19)}


@dataclass(frozen=True, slots=True)
class Appointment:
    """One person on one day for one duty: one cell of the table taken apart.

    town, village: taken from a visit's place (佃庄镇, 东马庄村); empty for a reception at the hall.
    whole: the place as printed. sessions: empty for a visit whose hour is announced in the village.
    note: "上午", "下午", "全天" or "" as the cell said. what: the duty as it is shown where it is
    an occasion of another kind (律师值班, 出诊), else ""; title: an event's own name; role: 陪同,
    带班, 候补 or "". person may be empty; person_id then names the occasion. person_id, place_id,
    town_id: ASCII names for addresses, made at reading, the same in every script. rule: what made
    its day where the table gives a rule, as RFC 5545 §3.3.10 writes it, else ""; it changes nothing
    of what takes place.
    """

    person: str
    duty: Duty
    day: date
    place: str
    town: str = ""
    village: str = ""
    sessions: tuple[Session, ...] = ()
    note: str = ""
    person_id: Id = ""
    place_id: Id = ""
    town_id: Id = ""
    what: str = ""
    title: str = ""
    role: str = ""
    rule: str = field(default="", compare=False)

    @property
    def begins(self) -> time:
        """When it begins, for order: a half day of no hours about then, what has neither last."""
        if self.sessions:
            return self.sessions[0].start
        return _HALVES_BEGIN.get(self.note, time.max)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One row of the printed table: who, when they receive, when and where they visit.

    post: the person's office, where the table or the front matter gives it. reception_place: only
    where the table itself names it. person_id, place_id (of the visit): as in `Appointment`.
    """

    person: str
    reception_days: tuple[date, ...]
    visit_days: tuple[date, ...]
    visit_place: str
    post: str = ""
    reception_text: str = ""  # the cell as the newsroom wrote it, NFC, full-width digits folded
    visit_text: str = ""
    reception_place: str = ""
    person_id: Id = ""
    place_id: Id = ""


TITLE = "接访下访安排"
"""What stands over a table that has no title of its own."""

TOLD_UNDER = {
    "period": "起止日期",
    "venue": "接访地点",
    "hours": "接访时间",
    "visit_rule": "说明",
    "topics": "议题",
    "booking_deadline": "预约截止",
    "contact": "联系方式",
}
"""What the papers for layout programs call the fields of a schedule, under its table."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A reception schedule, 接访下访安排.

    period_start, period_end: the days it covers, both included; the front matter gives the year.
    venue: where receptions are held. hours: the sessions of a reception day. visit_rule: the note
    on half days. file: the table's path inside the content folder. corrects: the key of the item
    whose schedule this one corrects ("2013-09-30/reception"), or "". whole: whether it takes the
    place of all of that; else only the people it names are corrected. sheet: of a timetable of
    another shape, its heads and its rows as the newsroom set them, which are printed then; it has
    no rows.
    """

    file: Place
    period_start: date
    period_end: date
    venue: str
    hours: tuple[Session, ...]
    rows: tuple[ScheduleRow, ...]
    appointments: tuple[Appointment, ...]
    visit_rule: str = ""
    contact: str = ""
    topics: str = ""
    booking_deadline: str = ""
    caption: str = ""
    corrects: Id = ""
    whole: bool = False
    sheet: tuple[tuple[str, ...], ...] = ()
