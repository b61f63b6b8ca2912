"""The `schedule:` block of an item's front matter: what the table itself does not say."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from newsroom.appointments import Session
from newsroom.fields import Day, Words, as_list

LONGEST_PERIOD = 366
_MONTH = re.compile(r"(\d{4})(?:-|年)(\d{1,2})月?")
DASHES = "-‐‑‒–—―−─~〜～至到"  # every stroke that keyboards and Word make
_HALF = r"(?:上午|早上|中午|下午|晚上)"
# the digits after 4时 may be those of a day: 4时10月2日
_MINUTE = r"(?::(?P<{0}_minute>\d{{2}})|[时点](?:(?P<{0}_part>\d{{2}}(?![\d月日号])|半)分?)?)"
SPAN = (  # 上午8:30-12:00, 9点半至11点, 上午9—11时
    rf"(?P<start_half>{_HALF})?\s*(?P<start_hour>\d{{1,2}})(?:{_MINUTE.format('start')})?\s*"
    rf"[{DASHES}]+\s*(?P<end_half>{_HALF})?\s*(?P<end_hour>\d{{1,2}}){_MINUTE.format('end')}"
)
_SPAN = re.compile(SPAN)
_SIMPLIFIED = str.maketrans("時點", "时点")
_NOON_ENDS = 3  # o'clock; 中午1:30 is 13:30
_ITEM_KEY = r"^(\d{4}-\d{2}-\d{2}/[a-z0-9]+(-[a-z0-9]+)*)?$"


class Period(BaseModel):
    """The days a schedule covers, both included; written `2013-10` or `{start: …, end: …}`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: Day
    end: Day

    @model_validator(mode="before")
    @classmethod
    def _month(cls, given: Any) -> Any:
        if isinstance(given, Period | dict):
            return given
        from newsroom.occasions.numerals import month_of  # knows many words

        match = _MONTH.fullmatch(str(given).strip())
        if not match or not 1 <= int(match[2]) <= 12 or not 1900 <= int(match[1]) <= 2200:
            form = "2013-10，或 {start: 2013-10-08, end: 2013-10-31}"
            raise ValueError(f"期间（period）应写成 {form}")
        first, last = month_of(int(match[1]), int(match[2]))
        return {"start": first.isoformat(), "end": last.isoformat()}

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            raise ValueError("期间（period）的结束（end）早于开始（start）")
        if (self.end - self.start).days >= LONGEST_PERIOD:
            raise ValueError("期间（period）不能长于一年")
        return self

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


class Accept(BaseModel):
    """A warning an editor has signed off, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: Words
    reason: Words = Field(min_length=1)


def read_hours(text: str) -> tuple[Session, ...]:
    """The sessions of a day: "上午8:30-12:00 下午2:30-5:30" is 8:30–12:00 and 14:30–17:30.

    An hour below 12 after 下午 or 晚上 is counted from noon. Raises ValueError, in Chinese.
    """
    folded = unicodedata.normalize("NFKC", text).strip().translate(_SIMPLIFIED)
    sessions: list[Session] = []
    rest = folded
    for match in _SPAN.finditer(folded):
        session = session_of(match)
        if sessions and sessions[-1].end and session.start < sessions[-1].end:
            raise ValueError(f"钟点（hours）的时间先后不对：“{match[0]}”")
        sessions.append(session)
        rest = rest.replace(match[0], "", 1)
    if rest.strip(" ,;、。\n"):
        raise ValueError(
            f"钟点（hours）里有读不懂的文字：“{rest.strip()}”，应写成“上午8:30-12:00 下午2:30-5:30”"
        )
    return tuple(sessions)


def session_of(match: re.Match[str], half: str = "") -> Session:
    """The session a match of `SPAN` names; half: of the day, where the match names none.

    Raises ValueError, in Chinese.
    """
    half = match["start_half"] or half
    start = _clock(half, match["start_hour"], match["start_minute"] or match["start_part"])
    end_half = match["end_half"] or half
    end = _clock(end_half, match["end_hour"], match["end_minute"] or match["end_part"])
    if end <= start:
        raise ValueError(f"钟点的先后不对：“{match[0]}”")
    return Session(start, end)


def _clock(half: str, hour: str, minute: str | None) -> time:
    hours = int(hour)
    if (half in {"下午", "晚上"} and hours < 12) or (half == "中午" and hours < _NOON_ENDS):
        hours += 12
    try:
        return time(hours, 30 if minute == "半" else int(minute or 0))
    except ValueError:
        raise ValueError(f"没有这个钟点：{hour}:{minute or '00'}") from None


def _hours(given: Any) -> Any:
    given = () if given is None else given
    return read_hours(given) if isinstance(given, str) else given


def _region(given: Any) -> Any:
    names = {"内地": "cn", "香港": "hk", "澳门": "mo", "台湾": "tw"}
    return names.get(given, given) if isinstance(given, str) else given


def _kept(given: Any) -> Any:
    names = {"不排": "out", "照常": "kept", "顺延": "shifted"}
    return names.get(given, given) if isinstance(given, str) else given


Address = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[1-9][0-9]{0,4}$")]


class ScheduleMatter(BaseModel):
    """The front matter of a reception schedule.

    period: the days covered, with the year, which the printed table never bears. hours: the
    sessions of a reception day. posts: person to office, where the table has no such column.
    accept: warnings and questions signed off. columns: headers to what they hold; cells: addresses
    (B3) to the text read in their place; odd_week: a day of an odd week, by which 单周 and 双周 are
    told; region: whose holidays; on_holidays: what becomes of a rule's days on them. corrects: the
    key of the item whose table this one corrects; whole: whether it takes the place of all of it,
    and not only of the people it names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    period: Period
    venue: Words = ""
    hours: Annotated[tuple[Session, ...], BeforeValidator(_hours)] = ()
    visit_rule: Words = ""
    contact: Words = ""
    topics: Words = ""
    booking_deadline: Words = ""
    posts: dict[Words, Words] = Field(default_factory=dict)
    accept: Annotated[tuple[Accept, ...], BeforeValidator(as_list)] = ()
    columns: dict[Words, Words] = Field(default_factory=dict)
    cells: dict[Address, Words] = Field(default_factory=dict)
    odd_week: Day | None = None
    region: Annotated[Literal["cn", "hk", "mo", "tw"] | None, BeforeValidator(_region)] = None
    on_holidays: Annotated[Literal["out", "kept", "shifted"], BeforeValidator(_kept)] = "out"
    corrects: Words = Field(default="", pattern=_ITEM_KEY)
    whole: bool = False

    @model_validator(mode="after")
    def _whole_of_something(self) -> ScheduleMatter:
        if self.whole and not self.corrects:
            raise ValueError("整张替换（whole）只用在更正里，要和更正的对象（corrects）一起写")
        return self

    @property
    def is_patch(self) -> bool:
        """Whether it corrects only the people it names."""
        return bool(self.corrects) and not self.whole
