"""Columns held against what is in them, after their headers have been read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from newsroom.occasions.columns import Column, role_word
from newsroom.occasions.contents import (
    are_people,
    is_phone,
    is_place,
    is_when,
    says_hours_only,
    times_in,
    written_in,
)
from newsroom.occasions.grid import Row
from newsroom.occasions.model import Frame, Told
from newsroom.occasions.people import looks_like_people
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import Role, folded, heading_of, is_lunar

CORNER = re.compile(r"[\\/／＼|]")
SEEN = 200  # rows by which a loosely known header is judged
_BEFORE = re.compile(
    r"(?:候考|候场|签到|报到|检录|入场|进场|集合|取号|安检|领票|换票)(?:时间|时刻)?"
)
_WEEK = re.compile(r"第[一二三四五六\d]{1,2}周")
_TIMES = {Role.DAYS, Role.WEEKDAY, Role.HOURS, Role.MONTH}
_AS_ABOVE = {"同上", "〃"}


def settled(columns: list[Column], body: Sequence[Row], frame: Frame) -> list[Column]:
    """Columns held against what is in them. body: the rows below the header."""
    found = []
    for column in columns:
        written = [text for text in written_in(body[:SEEN], column.at) if text not in _AS_ABOVE]
        found.append(_fitting(column, written, frame))
    if any(column.is_value for column in found):
        first = min(column.at for column in found if column.is_value)
        found = [
            _stub_column(column, written_in(body, column.at), frame)
            if column.at < first
            else column
            for column in found
        ]
    else:
        found = _by_content(found, body, frame)
    if not {Role.WHAT, Role.PERSON, Role.UNIT} & {column.role for column in found}:
        found = [
            replace(c, role=Role.WHAT)
            if c.role is Role.TOPICS and re.match("(?:服务|便民).*(?:内容|事项)$", folded(c.label))
            else c
            for c in found
        ]
    if not any(column.role is Role.WHAT for column in found):  # 场次 that is no number
        found = [
            replace(c, role=Role.WHAT) if c.role is Role.NUMBER and _has_titles(c.at, body) else c
            for c in found
        ]
    return _without_arrivals(_days_and_hours(_one_calendar(found), body, frame))


def _without_arrivals(columns: list[Column]) -> list[Column]:
    """Hours at which to be there, 签到时间, are remarks where those of the matter are told."""
    told = [c for c in columns if c.role in {Role.HOURS, Role.START} and not c.is_value]
    early = {c.at for c in told if _BEFORE.fullmatch(folded(c.label))}
    if not early or len(early) == len(told):
        return columns
    return [replace(c, role=Role.BOOKING) if c.at in early else c for c in columns]


def _one_calendar(columns: list[Column]) -> list[Column]:
    """The lunar day beside the day is a remark."""
    days = [c for c in columns if c.role is Role.DAYS and not c.is_value]
    lunar = {c.at for c in days if is_lunar(c.label)}
    if len(lunar) in {0, len(days)}:
        return columns
    return [replace(c, role=Role.NOTE) if c.at in lunar else c for c in columns]


def _days_and_hours(found: list[Column], body: Sequence[Row], frame: Frame) -> list[Column]:
    """Of several columns of times those that say hours: 日期 | 时间, 星期 | 服务时间."""
    days = [column for column in found if column.role is Role.DAYS and not column.is_value]
    if len(days) > 1:
        hours = {c.at for c in days if says_hours_only(written_in(body, c.at), frame)}
        if not hours:
            hours = {c.at for c in days[1:] if _tells_hours_of(c.at, days[0].at, body, frame)}
        if len(hours) < len(days):
            found = [replace(c, role=Role.HOURS) if c.at in hours else c for c in found]
    others = {Role.WEEKDAY, Role.WEEK, Role.MONTH, Role.START} & {c.role for c in found}
    if others and len(days) == 1 and says_hours_only(written_in(body, days[0].at), frame):
        found = [replace(c, role=Role.HOURS) if c == days[0] else c for c in found]
    starts = [column for column in found if column.role is Role.START and not column.is_value]
    if len(starts) > 1 and not days:  # 开始日期 and 开始时间
        dated = [c.at for c in starts if not says_hours_only(written_in(body, c.at), frame)]
        if len(dated) == 1:
            found = [replace(c, role=Role.DAYS) if c.at in dated else c for c in found]
    return found


def _has_titles(at: int, body: Sequence[Row]) -> bool:
    """Whether a column of numbers holds the names of what takes place: 春风行动专场."""
    texts = [folded(text) for text in written_in(body, at)]
    bare = (
        re.sub(r"[第\d一二三四五六七八九十百场期次批号组]|[^\u3400-\u9fff]", "", t) for t in texts
    )
    return bool(texts) and 2 * sum(len(text) > 2 for text in bare) > len(texts)


def _tells_hours_of(at: int, days_at: int, body: Sequence[Row], frame: Frame) -> bool:
    """Whether a column says again the days of another, with their hours: 6日 | 6日7:00至18:30.

    Cells that say hours alone, 7:00, or 每天8:00, say nothing of other days.
    """
    rows = [row for row in body if row.text(at) and row.text(days_at)]
    told = [(read_when(row.text(days_at), frame), read_when(row.text(at), frame)) for row in rows]
    pairs = [(one, other) for one, other in told if one.is_sound and other.is_sound]
    return bool(pairs) and all(
        (_days_of(one) & _days_of(other) or not _names_days(other))
        and all(part.has_hours for part in other.parts)
        for one, other in pairs
    )


def _names_days(told: Told) -> bool:
    """Whether a cell names days of its own; 每天 names none beside a date."""
    return any(part.days or (part.rule and part.rule.kind != "daily") for part in told.parts)


def _days_of(told: Told) -> set[date]:
    return {day for part in told.parts for day in part.days or ()}


def _by_content(columns: list[Column], body: Sequence[Row], frame: Frame) -> list[Column]:
    """Columns of unknown headers that hold nothing but names, days or hours; to be asked."""
    found = []
    known = {column.role for column in columns}
    for column in columns:
        texts = written_in(body, column.at)
        if column.role is not None or column.unused or not column.label or not texts:
            found.append(column)
        elif are_people(texts):
            who = role_word(column.label) or column.label[:6]
            found.append(replace(column, role=Role.PERSON, who=who, guessed=True))
        elif (role := times_in(texts, frame)) and role not in known:
            found.append(replace(column, role=role, guessed=True))
        else:
            found.append(column)
    return found


def _stub_column(column: Column, written: Sequence[str], frame: Frame) -> Column:  # noqa: C901, PLR0911 # one outcome a line
    """A column without a known header at the edge of a grid: its cells tell what it holds."""
    if column.role is Role.PERSON and written and all(map(_WEEK.match, map(folded, written))):
        return replace(column, role=Role.WEEK)  # 值班领导 over the weeks says who stands beside it
    if column.role in _TIMES and written and not any(is_when(text, frame) for text in written):
        if are_people(written):  # 日期 over the names says what stands beside it
            return replace(column, role=Role.PERSON)
        return column
    if column.role is not None or column.is_value or column.unused or not written:
        return column
    if re.search(r"\d", folded(column.label)):  # a day that cannot be read heads no names
        return column
    heads = [heading_of(text) for text in written]
    if all(found and found.sure and found.role is Role.PERSON for found in heads):
        return replace(column, role=Role.LABEL, label=column.label or "角色")
    if role := times_in(written, frame):
        return replace(column, role=role, label=column.label or role.value)
    if are_people(written):
        return replace(column, role=Role.PERSON, label=column.label or "姓名")
    if all(map(is_place, written)):
        return replace(column, role=Role.PLACE, label=column.label or "地点")
    if not column.label or CORNER.search(column.label):
        return replace(column, role=Role.UNIT, label=column.label or "单位")
    return column


def _fitting(column: Column, written: Sequence[str], frame: Frame) -> Column:
    """A column whose loosely known header is borne out by its cells, or is not used."""
    if column.sure or column.role is None or column.is_value or not written:
        return column
    most = len(written) * 2 // 3 or 1
    phones = sum(map(is_phone, written))
    people = sum(map(looks_like_people, written))
    whens = sum(is_when(text, frame) for text in written)
    if phones >= most:
        return replace(column, role=Role.PHONE)
    fits = {
        Role.PERSON: people >= most,
        Role.DAYS: whens >= most,
        Role.HOURS: whens >= most,
        Role.PLACE: people < most and whens < most,
    }.get(column.role, True)
    return column if fits else replace(column, role=None)
