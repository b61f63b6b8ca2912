"""What must hold between the entries of a schedule, and what an editor should at least look at."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from itertools import combinations

from newsroom.appointments import Duty
from newsroom.model import GlossaryRow
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.numerals import WEEKDAYS, day_text, days_text
from newsroom.schedules.cells import arabic
from newsroom.schedules.findings import Entry, Finding, Findings
from newsroom.schedules.identity import town_and_village
from newsroom.schedules.matter import Period
from newsroom.schedules.workdays import Workdays

_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?!\d)")
_DUTY_NAMES = {Duty.RECEPTION: "接访", Duty.VISIT: "下访"}
_NOON = time(12)


def check_heading(texts: Iterable[tuple[int, str]], period: Period, findings: Findings) -> None:
    """The month and year a heading names are the period's. texts: (line, heading)."""
    months = _months_of(period)
    for line, text in texts:
        for year, month in _MONTH.findall(
            arabic(unicodedata.normalize("NFKC", text.replace("|", "")))
        ):
            if not any(m == int(month) and year in {"", str(y)} for y, m in months):
                findings.error(
                    line,
                    ScheduleCode.HEADING_DIFFERS,
                    f"标题写的是{f'{year}年' if year else ''}{month}月，"
                    f"期间（period）是{_period_text(period)}",
                    "请核对标题和期间（period），改正其中写错的一个",
                )


def check_period(entries: Sequence[Entry], period: Period, findings: Findings) -> bool:
    """Every day lies within the period; false where most do not, and the period is doubted."""
    outside = [entry for entry in entries if entry.day not in period]
    findings.doubt(outside)
    if len(outside) > max(3, len(entries) // 2):
        findings.error(
            outside[0].line,
            ScheduleCode.OUTSIDE_PERIOD,
            f"有{len(outside)}个日期不在{_period_text(period)}之内",
            "请先核对期间（period）",
        )
        return False
    by_cell: dict[tuple[int, str, str], list[Entry]] = defaultdict(list)
    for entry in outside:
        by_cell[entry.line, entry.label, entry.person].append(entry)
    for (line, label, person), cell in by_cell.items():
        impossible = _impossible_in(line, label, findings)  # 31日 of a month that has but 30
        findings.error(
            line,
            ScheduleCode.OUTSIDE_PERIOD,
            f"第{line}行“{label}”栏：{person}的{days_text(entry.day for entry in cell)}"
            f"不在{_period_text(period)}之内",
            "请核对月份和日期",
            displaced=sum(map(_receives, cell)) + impossible,
            near=_same_day_within(cell[0].day, period),
        )
    return True


def _impossible_in(line: int, label: str, findings: Findings) -> int:
    """Take back that a cell with a wrong month has impossible days; how many they displaced."""
    same = [
        finding
        for finding in findings.found
        if finding.code is ScheduleCode.DAY_IMPOSSIBLE
        and (finding.line, finding.label) == (line, label)
    ]
    for finding in same:
        findings.found.remove(finding)
    return sum(finding.displaced for finding in same)


def check_persons(entries: Sequence[Entry], findings: Findings) -> None:
    """Nobody has a day twice for one duty, and nobody is in two places at once."""
    by_person: dict[tuple[str, date], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry not in findings.doubted:
            by_person[entry.person, entry.day].append(entry)
    for (person, day), together in by_person.items():
        clashing = _clashing(together)
        if clashing is None:
            continue
        first, second = clashing
        findings.doubt(together)
        if first.duty is second.duty and first.place == second.place:
            findings.error(
                second.line,
                ScheduleCode.DAY_TWICE,
                f"第{second.line}行“{second.label}”栏：{person}的{day_text(day)}"
                f"{_DUTY_NAMES.get(second.duty, second.label)}写了两次",
                "请删去一个，或改成应有的日期",
                displaced=_receives(second),
                near=day,
            )
        else:
            findings.error(
                second.line,
                ScheduleCode.DOUBLE_BOOKED,
                f"第{second.line}行：{person}在{day_text(day)}既{_stay(first)}，又{_stay(second)}",
                "请改其中一个日期；若分在上午、下午，请在日期后写明",
                displaced=_receives(first) + _receives(second),
                near=day,
            )


def check_workdays(entries: Sequence[Entry], workdays: Workdays, findings: Findings) -> None:
    """Days off are pointed out; years without a known holiday notice are said."""
    for year in workdays.unknown_years:
        findings.warning(
            0,
            ScheduleCode.YEAR_UNKNOWN,
            f"不知道{year}年的放假安排，没有核对放假、调休和每个工作日是否有人接访",
            "请对照国务院办公厅的放假通知自行核对",
        )
    for entry in entries:
        if entry in findings.doubted or entry.day in workdays:
            continue
        findings.doubt([entry])
        off = f"星期{WEEKDAYS[entry.day.weekday()]}" if entry.day.weekday() > 4 else "法定节假日"
        findings.warning(
            entry.line,
            ScheduleCode.NOT_WORKING_DAY,
            f"第{entry.line}行“{entry.label}”栏：{entry.person}的{day_text(entry.day)}是{off}",
            "请核对日期",
            displaced=_receives(entry),
            near=entry.day,
        )


def check_coverage(
    entries: Sequence[Entry], workdays: Workdays, findings: Findings, *, is_patch: bool = False
) -> None:
    """Somebody receives on every working day, and one person on each.

    A patch holds only some people, and leaves most days to others.

    In a year whose holidays are not known nobody can say which days those are.

    A day that nobody takes is most often the right date of one found wrong before: it is then
    named in that problem's cure, and not again.
    """
    receptions = [entry for entry in entries if entry.duty is Duty.RECEPTION]
    if not receptions and not any(finding.displaced for finding in findings.found):
        return
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in receptions:
        by_day[entry.day].append(entry)
    for day, together in sorted(by_day.items()):
        if _clashing(together) and not findings.doubted.intersection(together):
            last = together[-1]
            findings.warning(
                last.line,
                ScheduleCode.DAY_SHARED,
                f"第{last.line}行“{last.label}”栏：{day_text(day)}有"
                f"{'、'.join(entry.person for entry in together)}{len(together)}人接访",
                "请核对日期；若确是同日接访，请在签过的提醒（accept）里写明理由",
                displaced=len(together) - 1,
                near=day,
            )
    unread = any(finding.code is ScheduleCode.CELL_UNREADABLE for finding in findings.found)
    if is_patch or unread:  # whose days an unreadable cell holds, nobody can say
        return
    open_days = sorted(workdays.days - by_day.keys() - findings.seen)
    for finding in sorted(findings.found, key=_certainty):
        near = finding.near
        taken = sorted(open_days, key=lambda d: abs((d - near).days) if near else 0)
        taken = sorted(taken[: finding.displaced])
        if taken:
            finding.cure += f"；{days_text(taken)}没有人接访，是否应在这里"
            open_days = [day for day in open_days if day not in taken]
    open_days = [day for day in open_days if day.year not in workdays.unknown_years]
    if open_days:
        findings.warning(
            0,
            ScheduleCode.DAYS_UNCOVERED,
            f"有{len(open_days)}个工作日没有人接访：{days_text(open_days)}",
            "请补上；若本来如此，请在签过的提醒（accept）里写明理由",
        )


def check_glossary(
    entries: Sequence[Entry], glossary: Sequence[GlossaryRow], findings: Findings
) -> None:
    """Names and places stand in the glossary, where it has any of their kind."""
    people = _forms(glossary, "person")
    places = _forms(glossary, "place")
    persons = {entry.person: entry for entry in reversed(entries)}
    visits = {entry.place: entry for entry in reversed(entries) if entry.duty is Duty.VISIT}
    if people:
        unknown = [entry for name, entry in persons.items() if name not in people]
        _check_known(
            [(e.line, e.person) for e in unknown],
            people,
            "人名",
            ScheduleCode.NAME_UNKNOWN,
            findings,
        )
    if places:
        unknown_places = [
            (entry.line, place) for place, entry in visits.items() if not _is_known(place, places)
        ]
        _check_known(unknown_places, places, "地名", ScheduleCode.PLACE_UNKNOWN, findings)


def _check_known(
    unknown: list[tuple[int, str]],
    known: Collection[str],
    kind: str,
    code: ScheduleCode,
    findings: Findings,
) -> None:
    """A slip of one character is said where it stands, all other unknown names in one sentence."""
    rest: list[str] = []
    for line, name in sorted(unknown):
        like = _slip_of(name, known)
        if like:
            what = f"第{line}行：词表里没有{kind}“{name}”，有“{like}”"
            findings.warning(line, code, what, "请核对；若没有写错，请把它加进 glossary.csv")
        else:
            rest.append(name)
    if rest:
        what = f"词表里没有这些{kind}：{'、'.join(rest)}"
        findings.warning(0, code, what, "请核对后把它们加进 glossary.csv")


def _slip_of(name: str, known: Collection[str]) -> str:
    """The known form a name is a slip of: one character of three or more, or one of the same sound.

    Of two characters any two of a surname differ in one, so only sound tells there.
    """
    from pypinyin import lazy_pinyin

    for form in known:
        if len(form) != len(name) or sum(a != b for a, b in zip(form, name, strict=True)) != 1:
            continue
        if len(name) > 2 or lazy_pinyin(form) == lazy_pinyin(name):
            return form
    return ""


def _is_known(place: str, known: Collection[str]) -> bool:
    town, village = town_and_village(place)
    return place in known or (town in known and village in known)


def _forms(glossary: Sequence[GlossaryRow], kind: str) -> Collection[str]:
    """Every form of the glossary's names of a kind, Simplified before the others."""
    rows = [row for row in glossary if row.kind == kind]
    forms = [row.simplified for row in rows]
    forms += [form for row in rows for form in (row.traditional, row.hong_kong) if form]
    return dict.fromkeys(forms).keys()


def _clashing(together: Sequence[Entry]) -> tuple[Entry, Entry] | None:
    """Two entries of a day that cannot both be kept, for their hours meet."""
    for first, second in combinations(together, 2):
        if any(
            one_start < other_end and other_start < one_end
            for one_start, one_end in _spans(first)
            for other_start, other_end in _spans(second)
        ):
            return (first, second) if first.line <= second.line else (second, first)
    return None


def _spans(entry: Entry) -> tuple[tuple[time, time], ...]:
    """The hours of an entry; where none are known, half the day it names, or all of it."""
    if entry.sessions:
        return tuple(
            (one.start, time.max if one.is_overnight else one.end or _an_hour_after(one.start))
            for one in entry.sessions
        )
    start = _NOON if entry.note == "下午" else time.min
    end = _NOON if entry.note == "上午" else time.max
    return ((start, end),)


def _an_hour_after(at: time) -> time:
    """Until when something is taken to last of which only the beginning is known."""
    return time(at.hour + 1, at.minute) if at.hour < 23 else time.max


def _certainty(finding: Finding) -> int:
    """Days that cannot be right come first when days without anybody are given out."""
    sure = {ScheduleCode.OUTSIDE_PERIOD: 0, ScheduleCode.NOT_WORKING_DAY: 1}
    return sure.get(finding.code, 2)


def _receives(entry: Entry) -> int:
    return int(entry.duty is Duty.RECEPTION)


def _stay(entry: Entry) -> str:
    if entry.duty is Duty.OCCASION:
        return f"{entry.label}（{entry.place}）" if entry.place else entry.label
    return "接访" if entry.duty is Duty.RECEPTION else f"到{entry.place}下访"


def _months_of(period: Period) -> set[tuple[int, int]]:
    first = period.start.year * 12 + period.start.month - 1
    last = period.end.year * 12 + period.end.month - 1
    return {(month // 12, month % 12 + 1) for month in range(first, last + 1)}


def _period_text(period: Period) -> str:
    months = sorted(_months_of(period))
    if len(months) == 1 and period.start.day == 1:
        return f"{months[0][0]}年{months[0][1]}月"
    start, end = period.start, period.end
    return f"{start.year}年{day_text(start)}至{end.year}年{day_text(end)}"


def _same_day_within(day: date, period: Period) -> date:
    """The same day of the month in the period's first month, or its first day."""
    try:
        return date(period.start.year, period.start.month, day.day)
    except ValueError:
        return period.start
