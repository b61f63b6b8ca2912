"""From a table and its front matter to a Schedule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.model import GlossaryRow
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.findings import ACCEPTED
from newsroom.occasions.holidays import Holiday, region_of
from newsroom.occasions.model import Who
from newsroom.occasions.raw import RawTable
from newsroom.occasions.reading import Reading, read_occasions
from newsroom.problems import Problem, Severity
from newsroom.schedules.checks import (
    check_coverage,
    check_glossary,
    check_heading,
    check_period,
    check_persons,
    check_workdays,
)
from newsroom.schedules.columns import Header, read_header
from newsroom.schedules.findings import Entry, Findings
from newsroom.schedules.framing import framed
from newsroom.schedules.identity import lasting_name, town_and_village
from newsroom.schedules.matter import ScheduleMatter
from newsroom.schedules.others import other_problems, other_schedule, sessions_said
from newsroom.schedules.rows import ReadRow, Stay, read_rows
from newsroom.schedules.workdays import Workdays

_NOON = 12  # o'clock; a session of the morning begins before it
_DUTY_ORDER = (Duty.RECEPTION, Duty.VISIT)


def read_schedule(
    table: RawTable,
    matter: ScheduleMatter,
    file: PurePosixPath,
    name: str,
    headline: str,
    glossary: Sequence[GlossaryRow] = (),
    holidays: Sequence[Holiday] = (),
) -> tuple[Schedule | None, list[Problem]]:
    """Read and check a timetable.

    A table of receptions and visits with a row a person is printed in two levels; one of any other
    shape is read by `newsroom.occasions` and printed as the newsroom set it. The first kind, too,
    is read both ways: where the two differ, nothing is taken for granted.

    file: the table's path inside the content folder. name: the file as problems call it.
    headline: of the item; its month must be the period's. holidays: of `holidays.csv`. Warnings and
    questions signed off in the front matter are left out. None where no row could be read.
    """
    if table.refused:
        return None, []
    about = framed(matter, headline, table, holidays, house=region_of(holidays))
    seen = read_occasions(table, about.frame, columns=matter.columns, answers=matter.cells)
    workdays = Workdays.of(about.days, matter.period)
    rows, header, problems = _two_levels(table, matter, workdays, name, headline, glossary)
    if header is not None and _stands(rows, problems, seen, matter):
        told = {(problem.line, problem.code) for problem in problems}
        problems += [
            found.problem(name)
            for found in seen.findings.found
            if found.is_question and (found.line, found.code) not in told
        ]
        problems = _signed_off(problems, matter, name)
        if not rows:
            return None, problems
        return _schedule(rows, header, matter, file, glossary), problems
    problems = list(other_problems(seen, matter, about, name, headline, glossary))
    problems = _signed_off(problems, matter, name)
    if not seen.occasions:
        return None, problems
    return other_schedule(seen, matter, file, glossary), problems


def _two_levels(
    table: RawTable,
    matter: ScheduleMatter,
    workdays: Workdays,
    name: str,
    headline: str,
    glossary: Sequence[GlossaryRow],
) -> tuple[list[ReadRow], Header | None, list[Problem]]:
    """The rows of a table of receptions and visits, and all that is wrong with them."""
    header, problems = read_header(table, name, headline)
    if header is None:
        return [], None, problems
    findings = Findings()
    rows = read_rows(table, header, matter.period, workdays, findings)
    entries = [entry for row in rows for entry in _entries(row, matter)]
    title_line = table.rows[0].line
    check_heading([(0, headline), (title_line, header.title)], matter.period, findings)
    believable = check_period(entries, matter.period, findings)
    check_persons(entries, findings)
    if believable:
        check_workdays(entries, workdays, findings)
        check_coverage(entries, workdays, findings, is_patch=matter.is_patch)
    check_glossary(entries, glossary, findings)
    _check_hours(entries, findings)
    _check_posts(rows, matter, findings)
    problems += [finding.problem(name) for finding in findings.found]
    return rows, header, problems


_UNREAD = {ScheduleCode.CELL_UNREADABLE, ScheduleCode.HEADER_UNKNOWN}


def _stands(
    rows: Sequence[ReadRow], problems: Sequence[Problem], seen: Reading, matter: ScheduleMatter
) -> bool:
    """Whether a table is one of receptions and visits and means what its rows were read as.

    Both readings have to give the same people, duties, days and hours. Where a fault of the table
    is known (a short row, a day twice), its problem is what the editor is told.
    """
    errors = {p.code for p in problems if p.severity is Severity.ERROR}
    if errors - _UNREAD:
        return True
    if matter.columns or matter.cells or matter.odd_week or not seen.occasions:
        return not (matter.columns or matter.cells or matter.odd_week)
    one = {
        (entry.person, _DUTY_SAID[entry.duty], entry.day, entry.place, entry.sessions)
        for row in rows
        for entry in _entries(row, matter)
    }
    other = {
        (who.name, occasion.duty, occasion.day, occasion.place, sessions_said(occasion))
        for occasion in seen.occasions
        for who in occasion.people or (Who(""),)
    }
    roles = {who.role for occasion in seen.occasions for who in occasion.people}
    return one == other and not roles - {"", "接待"}


_DUTY_SAID = {Duty.RECEPTION: "接访", Duty.VISIT: "下访"}


def _entries(row: ReadRow, matter: ScheduleMatter) -> Iterable[Entry]:
    for duty, stay in ((Duty.RECEPTION, row.reception), (Duty.VISIT, row.visit)):
        place = stay.place or (matter.venue if duty is Duty.RECEPTION else "")
        for mention in stay.mentions:
            receives = duty is Duty.RECEPTION
            yield Entry(
                row.line,
                stay.label,
                row.person,
                duty,
                mention.day,
                place,
                mention.note,
                mention.sessions or (sessions_of(matter.hours, mention.note) if receives else ()),
            )


def _check_hours(entries: Sequence[Entry], findings: Findings) -> None:
    """Receptions have a place and hours a citizen can go by."""
    receptions = [entry for entry in entries if entry.duty is Duty.RECEPTION]
    missing = [] if all(entry.place for entry in receptions) else ["地点"]
    missing += [] if all(entry.sessions for entry in receptions) else ["钟点"]
    if receptions and missing:
        findings.warning(
            0,
            ScheduleCode.HOURS_MISSING,
            f"有接访，却没有写明{'和'.join(missing)}",
            "请在安排（schedule）里写明地点（venue）和钟点（hours），"
            "如 hours: 上午8:30-12:00 下午2:30-5:30",
        )


def _check_posts(rows: Sequence[ReadRow], matter: ScheduleMatter, findings: Findings) -> None:
    """Every office given in the front matter finds its holder in the table."""
    strangers = sorted(matter.posts.keys() - {row.person for row in rows})
    if strangers:
        findings.warning(
            0,
            ScheduleCode.POST_UNUSED,
            f"职务（posts）里的{'、'.join(strangers)}不在表里",
            "请核对姓名，或删去这一条",
        )


def _signed_off(problems: list[Problem], matter: ScheduleMatter, name: str) -> list[Problem]:
    """The problems without the warnings the editor answers for."""
    accepted = {accept.code for accept in matter.accept}
    warned = {p.code.value for p in problems if _can_be_signed(p)}
    kept = [p for p in problems if not _can_be_signed(p) or p.code.value not in accepted]
    return kept + [
        Problem(
            name,
            0,
            ScheduleCode.ACCEPT_UNUSED,
            f"签过的提醒（accept）里的“{code}”没有可签的提醒",
            "请删去这一条；错误不能签过，只能改正",
            Severity.WARNING,
        )
        for code in sorted(accepted - warned)
    ]


def _can_be_signed(problem: Problem) -> bool:
    """Whether an editor may answer for it: a warning, or a question that says how it was taken."""
    return problem.severity is Severity.WARNING or ACCEPTED % problem.code.value in problem.cure


def _schedule(
    rows: Sequence[ReadRow],
    header: Header,
    matter: ScheduleMatter,
    file: PurePosixPath,
    glossary: Sequence[GlossaryRow],
) -> Schedule:
    names = {
        text: lasting_name(text, glossary, person=person) for text, person in _named(rows, matter)
    }
    appointments = [
        (appointment.day, _DUTY_ORDER.index(appointment.duty), position, appointment)
        for position, row in enumerate(rows)
        for appointment in _appointments(row, matter, names)
    ]
    appointments.sort(key=lambda keyed: keyed[:3])
    return Schedule(
        file=file,
        period_start=matter.period.start,
        period_end=matter.period.end,
        venue=matter.venue,
        hours=matter.hours,
        rows=tuple(_printed(row, matter, names) for row in rows),
        appointments=tuple(keyed[3] for keyed in appointments),
        visit_rule=matter.visit_rule,
        contact=matter.contact,
        topics=matter.topics,
        booking_deadline=matter.booking_deadline,
        caption=header.title,
        corrects=matter.corrects,
        whole=matter.whole,
    )


def _named(rows: Sequence[ReadRow], matter: ScheduleMatter) -> Iterable[tuple[str, bool]]:
    """Everything that gets an address, and whether it is a person's name."""
    if matter.venue:
        yield matter.venue, False
    for row in rows:
        yield row.person, True
        for place in (row.reception.place, row.visit.place):
            if place:
                yield place, False
                town, _ = town_and_village(place)
                if town:
                    yield town, False


def _printed(row: ReadRow, matter: ScheduleMatter, names: dict[str, str]) -> ScheduleRow:
    return ScheduleRow(
        person=row.person,
        reception_days=_days(row.reception),
        visit_days=_days(row.visit),
        visit_place=row.visit.place,
        post=row.post or matter.posts.get(row.person, ""),
        reception_text=row.reception.text,
        visit_text=row.visit.text,
        reception_place=row.reception.place,
        person_id=names[row.person],
        place_id=names.get(row.visit.place, ""),
    )


def _appointments(
    row: ReadRow, matter: ScheduleMatter, names: dict[str, str]
) -> Iterable[Appointment]:
    make = partial(Appointment, person=row.person, person_id=names[row.person])
    for mention in row.reception.mentions:
        place = row.reception.place or matter.venue
        yield make(
            duty=Duty.RECEPTION,
            day=mention.day,
            place=place,
            place_id=names.get(place, ""),
            sessions=mention.sessions or sessions_of(matter.hours, mention.note),
            note=mention.note,
        )
    for mention in row.visit.mentions:
        town, village = town_and_village(row.visit.place)
        yield make(
            duty=Duty.VISIT,
            day=mention.day,
            place=row.visit.place,
            town=town,
            village=village,
            sessions=mention.sessions,
            note=mention.note,
            place_id=names.get(row.visit.place, ""),
            town_id=names.get(town, ""),
        )


def sessions_of(hours: Sequence[Session], note: str) -> tuple[Session, ...]:
    """The sessions of a day of which the cell says 上午, 下午, 全天 or nothing."""
    if note == "上午":
        return tuple(session for session in hours if session.start.hour < _NOON)
    if note == "下午":
        return tuple(session for session in hours if session.start.hour >= _NOON)
    return tuple(hours)


def own_hours(appointment: Appointment, hours: Sequence[Session]) -> tuple[Session, ...]:
    """The hours an appointment has for itself and not from those of all; empty for none."""
    if appointment.duty is Duty.RECEPTION and (
        appointment.sessions == sessions_of(hours, appointment.note)
    ):
        return ()
    return appointment.sessions


def _days(stay: Stay) -> tuple[date, ...]:
    return tuple(mention.day for mention in stay.mentions)
