"""Dates that no calendar has: 9月31日, 13月5日, a weekday that does not go with its day."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.piece import Piece
from copydesk.traced import Traced

_NUMERAL = "[〇零一二三四五六七八九十]"
_DATE = re.compile(
    f"(?:(?P<year>\\d{{4}}|[〇零一二三四五六七八九]{{4}})年)?(?P<month>\\d{{1,2}}|"
    f"{_NUMERAL}{{1,3}})月"
    f"(?P<days>(?:\\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]?(?:[-—–~～至到、和,，](?:\\d{{1,2}}|"
    f"{_NUMERAL}{{1,3}})[日号]?(?![月年\\d个多余名]))*[日号])"
    "(?:[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))?"
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_WEEKDAYS = "一二三四五六日"


def bad_dates(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Dates in the pieces that do not exist."""
    for piece in pieces:
        texts = list(piece.texts())
        years = {int(year) for text in texts for year in _YEAR.findall(text.text)}
        only = next(iter(years)) if len(years) == 1 else 0
        told: set[tuple[int, int]] = set()
        for text in texts:
            for doubt in _in_text(text, only, words):
                if (doubt.line, doubt.place) not in told:
                    told.add((doubt.line, doubt.place))
                    yield doubt


def _in_text(text: Traced, only: int, words: Words) -> Iterator[Doubt]:
    for match in _DATE.finditer(text.text):
        year = _number(match.group("year") or "") or only
        reason = _wrong(year, match)
        if reason:
            yield words.doubt(DoubtKind.BAD_DATE, text[match.start() : match.end()], reason)
    for match in _NUMERIC.finditer(text.text):
        year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
        if 1900 <= year <= 2100 and not _exists(year, month, day):
            where = text[match.start() : match.end()]
            yield words.doubt(DoubtKind.BAD_DATE, where, "没有这一天")


def _wrong(year: int, match: re.Match[str]) -> str:
    month = _number(match.group("month"))
    days = [
        _number(day) for day in re.findall(f"\\d{{1,2}}|{_NUMERAL}{{1,3}}", match.group("days"))
    ]
    for day in days:
        if not _exists(year, month, day):
            return f"没有{month}月{day}日这一天"
    weekday = match.group("weekday")
    stated = _number(match.group("year") or "")
    if weekday and stated and len(days) == 1:
        true = _WEEKDAYS[datetime.date(stated, month, days[0]).weekday()]
        if true != weekday.replace("天", "日"):
            return f"{stated}年{month}月{days[0]}日是星期{true}"
    return ""


def _exists(year: int, month: int, day: int) -> bool:
    """Whether a day exists; without a year, in any."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= calendar.monthrange(year or 2000, month)[1]


def _number(text: str) -> int:
    """A number in digits or Han numerals: 31, 三十一, 二〇一三."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    digits = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
        "零": 0
    }
    if "十" in text:
        tens, _, ones = text.partition("十")
        return digits.get(tens, 1) * 10 + (digits.get(ones, 0) if ones else 0)
    return int("".join(str(digits[character]) for character in text))
