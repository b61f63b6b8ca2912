"""Changes of appointments as an editor reads them before signing: how many, and which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from newsroom.appointments import Appointment, Duty

Pair: TypeAlias = tuple[Appointment | None, Appointment | None]

MOST_NAMED = 40
_DUTIES = {Duty.RECEPTION: "接访", Duty.VISIT: "下访"}
_KINDS = ("改", "取消", "新", "说明改")


def changes_in_words(pairs: Iterable[Pair]) -> str:
    """改1（高明接访4月7日→4月8日），取消9（…）; a pair is what it was and what it will be."""
    said: dict[str, list[str]] = {}
    for before, after in sorted((pair for pair in pairs if any(pair)), key=_order):
        said.setdefault(_kind(before, after), []).append(_change(before, after))
    return "，".join(
        f"{kind}{len(said[kind])}（{listed(said[kind], '；')}）" for kind in _KINDS if kind in said
    )


def listed(words: Iterable[str], mark: str) -> str:
    """The first of some words, and dots where there are more."""
    said = list(words)
    more = f"{mark}……" if len(said) > MOST_NAMED else ""
    return mark.join(said[:MOST_NAMED]) + more


def _kind(before: Appointment | None, after: Appointment | None) -> str:
    if before is None or after is None:
        return "新" if after else "取消"
    same = (before.day, before.place_id, before.sessions, before.note)
    return "说明改" if same == (after.day, after.place_id, after.sessions, after.note) else "改"


def _change(before: Appointment | None, after: Appointment | None) -> str:
    one = before or after
    if one is None:
        return ""
    what = one.title or one.what or _DUTIES.get(one.duty, "")
    said = f"{one.person}{what}{one.day.month}月{one.day.day}日{one.note}"
    if before and after and before.day != after.day:
        said += f"→{after.day.month}月{after.day.day}日{after.note}"
    if before and after and before.place_id != after.place_id:
        said += f"→{after.place}"
    return said


def _order(pair: Pair) -> tuple[object, ...]:
    one = pair[0] or pair[1]
    return (one.day, one.duty.value, one.person_id) if one else ()
