"""What a table is about: its duty, by the headline and by the headers, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.columns import Column, Header
from newsroom.occasions.findings import Findings
from newsroom.occasions.model import Frame
from newsroom.occasions.words import (
    OFFICE,
    RECEPTION,
    VISIT,
    DutyWord,
    Role,
    duties_in,
    folded,
    own_words,
)

_HEADLINE_OFFICE = re.compile(
    r"[^\d年月日第的]{0,6}?(?:市长|区长|县长|镇长|乡长|局长|院长|校长|书记|主任|里长|议员|村长|处长|部长|所长)"
    r"(?=与[里居村市乡]?民|接待|接访|接见|民众|有约|信箱|开放|下乡|坐班)"
)
_SHELL = re.compile(
    r"安排|一览表|日程|时间表|公示|通知|通告|公告|预告|计划表|计划|表$|名单|情况|汇总|\d{4}年|\d{1,2}月份?|[一二三四五六七八九十]+月份?"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The duty of a table where its columns do not tell, and whose it is by its headline."""

    duty: DutyWord
    several: bool
    office: str = ""

    def of(self, column: Column | None) -> DutyWord:
        """The duty of a column."""
        if column is None or column.duty is None:
            return self.duty
        if {column.duty.label, self.duty.label} <= {RECEPTION, VISIT}:
            return column.duty
        if self.several or column.duty.order < self.duty.order:
            return column.duty
        return self.duty


def subject_of(header: Header, frame: Frame, title: str, findings: Findings) -> Subject:
    """The subject of a table; asked where a headline names two duties and no column tells which."""
    dated = [
        c
        for c in header.columns
        if c.role in {Role.DAYS, Role.HOURS, Role.PLACE, Role.START} or c.is_value
    ]
    named = {
        c.duty.label: c.duty
        for c in dated
        if c.duty and folded(c.duty.label) not in {"活动", "服务", "咨询"}
    }
    leading = [c.duty for c in dated if c.duty and c.duty.label in {RECEPTION, VISIT}]
    several = (
        len({duty.label for duty in leading}) > 1
        or len({c.duty.label for c in dated if c.role is Role.DAYS and c.duty}) > 1
    )
    heads = duties_in(frame.headline) or duties_in(title)
    labels = {duty.label for duty in heads}
    told_apart = header.of(Role.DUTY) or any(
        row.is_single and duties_in(row.written[0].text) for row in header.body
    )
    if not named and {RECEPTION, VISIT} <= labels and not told_apart:
        findings.ask(
            header.heads[-1].line if header.heads else 0,
            None,
            ScheduleCode.DUTY_DOUBTFUL,
            "标题写了接访和下访两样，表头没有说是哪一样",
            "当作接访",
            "请把表头写成“接访时间”“下访时间”",
        )
        heads = [duty for duty in heads if duty.label == RECEPTION]
    found = [*heads, *named.values(), *duties_in(title)]
    people = [duty for c in header.of(Role.PERSON) for duty in duties_in(c.label)]
    if found:
        duty = min(found, key=lambda one: one.order)
    elif people:
        duty = min(people, key=lambda one: one.order)
    elif header.of(Role.WHAT):
        duty = DutyWord("活动", 99)
    else:
        words = frame.headline.replace("|", "") or title
        shell = _SHELL.sub("", folded(words))[:8]
        duty = DutyWord(own_words(words, shell) if shell else "活动", 99)
    office = ""
    if not header.of(Role.PERSON) and not any(c.person for c in header.columns):
        match = _HEADLINE_OFFICE.search(frame.headline.replace("|", ""))
        plain = _HEADLINE_OFFICE.search(folded(frame.headline))
        office = (
            match[0]
            if match
            else own_words(frame.headline.replace("|", ""), plain[0])
            if plain
            else ""
        )
    return Subject(duty, several, office if office and OFFICE.search(folded(office)) else "")
