"""A table read back in words and as JSON: what an editor or a program is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from newsroom.appointments import Session
from newsroom.occasions.findings import Found
from newsroom.occasions.model import Occasion, Span
from newsroom.occasions.numerals import WEEKDAYS, day_text
from newsroom.problems import Problem, Severity


def sentence(occasion: Occasion, *, with_duty: bool) -> str:
    """3月4日 周三 上午8:30—12:00 刘冠瑜、孙忠信 区信访局."""
    day = occasion.day
    words = [day_text(day), f"周{WEEKDAYS[day.weekday()]}"]
    if occasion.spans:
        words.append("、".join(map(span_said, occasion.spans)))
    if occasion.half:
        words.append(occasion.half)
    if with_duty or occasion.title or not occasion.people:
        words.append(occasion.title or occasion.duty)
    words.append(people_said(occasion))
    words.append(occasion.place)
    return " ".join(filter(None, words))


def people_said(occasion: Occasion) -> str:
    """刘冠瑜、孙忠信（陪同）."""
    roles = {who.role for who in occasion.people}
    said = []
    for who in occasion.people:
        role = f"（{who.role}）" if who.role and len(roles) > 1 and who.role != "接待" else ""
        said.append(f"{who.name}{role}")
    return "、".join(said)


def span_said(span: Span) -> str:
    """上午8:30—12:00, 下午2:30—5:30, 22:00—次日6:00, 上午9:00起."""
    if span.start == span.end == time(0):
        return "全天24小时"
    return Session(span.start, span.end).said


def occasion_record(occasion: Occasion) -> dict[str, Any]:
    """An occasion as JSON has it."""
    record: dict[str, Any] = {
        "duty": occasion.duty,
        "title": occasion.title,
        "date": occasion.day.isoformat(),
        "sessions": [
            [f"{s.start:%H:%M}", f"{s.end:%H:%M}" if s.end else None] for s in occasion.spans
        ],
        "people": [
            {
                "name": who.name,
                "role": who.role,
                "post": who.post,
                **({"unit": who.unit} if who.unit else {}),
            }
            for who in occasion.people
        ],
        "place": occasion.place,
        "note": _note(occasion),
    }
    if occasion.half in {"上午", "下午"}:
        record["half"] = "am" if occasion.half == "上午" else "pm"
    return record


def _note(occasion: Occasion) -> str:
    half = occasion.half if occasion.half not in {"上午", "下午"} else ""
    units = dict.fromkeys(who.unit for who in occasion.people if who.unit)
    phone = f"电话：{occasion.phone}" if occasion.phone else ""
    return "；".join(filter(None, [half, *units, occasion.note, phone]))


def finding_record(found: Found) -> dict[str, Any]:
    """A finding as JSON has it."""
    severity = "question" if found.is_question else found.severity.value
    return {
        "code": found.code.value,
        "line": found.line,
        "column": found.column,
        **({"cell": found.address} if found.address else {}),
        "what": found.what,
        "cure": found.cure,
        "severity": severity,
    }


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem of the file itself as JSON has it."""
    return {
        "code": problem.code.value,
        "line": problem.line,
        "column": "",
        "what": problem.what,
        "cure": problem.cure,
        "severity": problem.severity.value,
    }


def words_of(occasions: Sequence[Occasion]) -> list[str]:
    """Every occasion as a sentence."""
    with_duty = len({occasion.duty for occasion in occasions}) > 1
    return [sentence(occasion, with_duty=with_duty) for occasion in occasions]


def is_serious(found: Iterable[Found], problems: Iterable[Problem]) -> bool:
    """Whether anything was refused or asked."""
    return any(one.is_question or one.severity is Severity.ERROR for one in found) or any(
        problem.severity is Severity.ERROR for problem in problems
    )
