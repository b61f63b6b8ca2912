"""Days as a Chinese paper prints them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lunardate import LunarDate

WEEKDAYS = "一二三四五六日"
MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
DIGITS = "一二三四五六七八九十"
FIRST_DAY = date(1900, 1, 31)
LAST_DAY = date(2100, 2, 8)


def weekday(day: date) -> str:
    """星期一 to 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


@lru_cache(maxsize=4096)
def lunar_day(day: date) -> str:
    """The lunar month and day, 农历八月廿六; "" for days the tables do not hold.

    Outside its years the library answers with nonsense instead of an error.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        return ""
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    leap = "闰" if lunar.is_leap_month else ""
    return f"农历{leap}{MONTHS[lunar.month - 1]}月{_lunar_number(lunar.day)}"


def _lunar_number(day: int) -> str:
    if day in {10, 20, 30}:
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return ("初", "十", "廿")[day // 10] + DIGITS[day % 10 - 1]
