"""A timetable of any shape but the leaders' own as a Schedule: its appointments, printed as set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.model import GlossaryRow
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.model import Occasion, Who
from newsroom.occasions.reading import Reading
from newsroom.occasions.rules import recurrence
from newsroom.occasions.words import RECEPTION, VISIT, folded
from newsroom.problems import Problem, Severity
from newsroom.schedules.checks import check_glossary, check_heading, check_persons
from newsroom.schedules.findings import Entry, Findings
from newsroom.schedules.framing import Framed
from newsroom.schedules.identity import lasting_name, town_and_village
from newsroom.schedules.matter import ScheduleMatter

_HALVES = {"", "上午", "下午", "全天"}  # shifts of other names have hours nobody knows
_KINDS = {RECEPTION: Duty.RECEPTION, VISIT: Duty.VISIT}


def sessions_said(occasion: Occasion) -> tuple[Session, ...]:
    """The hours of an occasion as the model has them."""
    return tuple(Session(span.start, span.end) for span in occasion.spans)


def other_problems(
    seen: Reading,
    matter: ScheduleMatter,
    about: Framed,
    name: str,
    headline: str,
    glossary: Sequence[GlossaryRow],
) -> Iterator[Problem]:
    """What is asked, refused or told of a timetable."""
    findings = Findings()
    check_heading([(0, headline), (0, seen.title)], matter.period, findings)
    entries = [entry for occasion in seen.occasions for entry in _entries(occasion)]
    check_persons([entry for entry in entries if entry.note in _HALVES], findings)
    check_glossary(entries, glossary, findings)
    yield from (found.problem(name) for found in seen.findings.found)
    yield from (finding.problem(name) for finding in findings.found)
    is_ruled = any(occasion.rule for occasion in seen.occasions)
    for year in about.days.unknown_years if is_ruled else ():
        yield Problem(
            name,
            0,
            ScheduleCode.YEAR_UNKNOWN,
            f"不知道{year}年的放假安排，按规律排出的日子没有避开节假日",
            "请把放假、调休的日子写进 content/holidays.csv",
            Severity.WARNING,
        )


def _entries(occasion: Occasion) -> Iterator[Entry]:
    for who in occasion.people:
        if folded(who.role) in {"带班", "陪同", "候补", "替补", "备班", "牵头"}:
            continue  # may stand beside several at once
        yield Entry(
            occasion.line,
            occasion.duty,
            who.name,
            _KINDS.get(occasion.duty, Duty.OCCASION),
            occasion.day,
            occasion.place,
            occasion.half,
            sessions_said(occasion),
        )


def other_schedule(
    seen: Reading, matter: ScheduleMatter, file: PurePosixPath, glossary: Sequence[GlossaryRow]
) -> Schedule:
    """The Schedule of a timetable; one appointment a person, or one of the occasion itself."""
    names = _Names(glossary)
    appointments = [
        _appointment(occasion, who, names)
        for occasion in seen.occasions
        for who in occasion.people or (Who(""),)
    ]
    return Schedule(
        file=file,
        period_start=matter.period.start,
        period_end=matter.period.end,
        venue=matter.venue,
        hours=matter.hours,
        rows=tuple(_people(seen, matter, names)),
        appointments=tuple(appointments),
        visit_rule=matter.visit_rule,
        contact=matter.contact,
        topics=matter.topics,
        booking_deadline=matter.booking_deadline,
        caption=seen.title,
        corrects=matter.corrects,
        whole=matter.whole,
        sheet=seen.sheet,
    )


def _people(seen: Reading, matter: ScheduleMatter, names: _Names) -> Iterator[ScheduleRow]:
    """Everybody once, with an office; their days stand in the sheet."""
    posts: dict[str, str] = {}
    for occasion in seen.occasions:
        for who in occasion.people:
            post = "，".join(filter(None, (who.unit, who.post))) or matter.posts.get(who.name, "")
            posts[who.name] = posts.get(who.name) or post
    for name, post in posts.items():
        yield ScheduleRow(name, (), (), "", post=post, person_id=names.of(name, person=True))


class _Names:
    """Lasting names, each made once."""

    def __init__(self, glossary: Sequence[GlossaryRow]) -> None:
        self._glossary = glossary
        self._made: dict[tuple[str, bool], str] = {}

    def of(self, text: str, *, person: bool = False) -> str:
        """The ASCII name of a text, "" of none."""
        if not text:
            return ""
        key = text, person
        if key not in self._made:
            self._made[key] = lasting_name(text, self._glossary, person=person)
        return self._made[key]


def _appointment(occasion: Occasion, who: Who, names: _Names) -> Appointment:
    duty = _KINDS.get(occasion.duty, Duty.OCCASION)
    town, village = town_and_village(occasion.place) if duty is Duty.VISIT else ("", "")
    subject = occasion.title or f"{occasion.duty}{occasion.place}"
    return Appointment(
        person=who.name,
        duty=duty,
        day=occasion.day,
        place=occasion.place,
        town=town,
        village=village,
        sessions=sessions_said(occasion),
        note=occasion.half,
        person_id=names.of(who.name, person=True) or names.of(subject),
        place_id=names.of(occasion.place),
        town_id=names.of(town),
        what="" if duty is not Duty.OCCASION else occasion.duty,
        title=occasion.title,
        rule=recurrence(occasion.rule) if occasion.rule else "",
        role="" if who.role == "接待" or who.role in occasion.duty else who.role,
    )
