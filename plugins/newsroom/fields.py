"""What a field of front matter may hold: a line of text, a day, one thing or several."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from newsroom import gate
from newsroom.kinds import Kind

LONGEST_LINE = 400  # characters
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


KIND_NAMES = {
    Kind.REPORT: ("消息", "报道", "報道", "新闻", "新聞"),
    Kind.STORY: ("通讯", "通訊", "特写", "特寫"),
    Kind.BRIEF: ("简讯", "簡訊"),
    Kind.NOTICE: ("公告",),
    Kind.PHOTO: ("图片", "圖片", "图片新闻", "圖片新聞"),
    Kind.SCHEDULE: ("接访", "接訪", "接访下访安排", "接訪下訪安排"),
}
"""What a kind is called in the newsroom; the first is what a list of them shows."""

KNOWN_KINDS = "、".join(f"{kind.value}（{names[0]}）" for kind, names in KIND_NAMES.items())


def kind_of(written: Any) -> Any:
    """The kind that is named by its id or a name; what is neither stays as it is."""
    named = (kind for kind, names in KIND_NAMES.items() if written in {kind.value, *names})
    return next(named, written) if isinstance(written, str) else written


def _kind(value: Any) -> Any:
    kind = kind_of(value.strip() if isinstance(value, str) else value)
    if not isinstance(kind, Kind):
        raise PydanticCustomError("enum", "a kind", {"expected": KNOWN_KINDS})
    return kind


def _text(value: Any) -> Any:
    """Read as meant: `headline: 2013` and `headline: true` are headlines, `deck:` is an empty one.

    Front matter takes nothing else for a number or a yes than what `str` gives back as written.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def _one_line(value: Any) -> Any:
    value = _text(value)
    if isinstance(value, str) and gate.CONTROLS.search(value):
        raise ValueError("有看不见的控制字符")
    return " ".join(value.split()) if isinstance(value, str) else value


def iso_day(value: Any) -> Any:
    """A day is written out; a plain number would be taken for seconds since 1970."""
    if type(value) is date:
        return value
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value.strip()):
        raise PydanticCustomError("date_form", "a day looks like 2013-09-30")
    return value.strip()


def _no_yes(value: Any) -> Any:
    """`rank: true` is no 1, though Python says so."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "a whole number")
    return value


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""Of any day of a publication; a year out of these is a slip, and a clock may not reach it."""
Day = Annotated[date, BeforeValidator(iso_day), Field(ge=FIRST_DAY, le=LAST_DAY)]
AnyKind = Annotated[Kind, BeforeValidator(_kind)]
Whole = Annotated[int, BeforeValidator(_no_yes)]
Part = Annotated[float, BeforeValidator(_no_yes), Field(ge=0, le=1)]
Words = Annotated[str, BeforeValidator(_one_line)]
Line = Annotated[str, BeforeValidator(_one_line), Field(max_length=LONGEST_LINE)]


def _with_words(value: str) -> str:
    """A headline of marks alone is a slip: `headline: '|'`."""
    if not any(unicodedata.category(char)[0] in "LN" for char in value):
        raise ValueError("里面没有字")
    return value


Headline = Annotated[Line, AfterValidator(_with_words)]


def as_list(value: Any) -> Any:
    """One is welcome where several may stand, and none where the field was left empty."""
    if value is None:
        return ()
    return [value] if isinstance(value, str | dict) else value
