"""Numbers and days as Chinese writes them, and a cell folded for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from newsroom.occasions.marks import DASHES
from newsroom.occasions.words import folded

WEEKDAYS = "一二三四五六日"
DASH = rf"(?:[{DASHES}]+|至|到)"
WD = "[一二三四五六日天]"
ORDINAL_WORD = "[一二三四五12345]"
ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})日?(?!\d)(?:[t、]?00:00:00)?")
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENGLISH_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:sday|nesday|rsday|urday|day)?(?![a-z])")
ROC_POINTS = re.compile(r"(?<![\d.])(\d{3})[-./](\d{1,2})[-./](\d{1,2})日?(?![\d.])")
_ALSO_SAID = (  # other ways to say what the patterns read
    (re.compile(r"主日"), "星期日"),
    (re.compile(r"逢(农历|公历|阳历|新历)(?=[\d一二三四五六七八九])"), r"\1逢"),
    (re.compile(r"逢农历(?=[初十廿])"), "农历"),
    (re.compile(r"每个?旬的?(?=逢)"), ""),
    (re.compile(r"[本当]月(?=\d{1,2}[日号])"), ""),
    (
        re.compile(rf"(?<![\d:.{DASHES}至到])(\d{{1,2}})(am|pm)(?![{DASHES}至到\d])"),
        r"\1:00\2",
    ),
)
_ROUNDED = 0.8  # of a minute, by which three decimals of a day may be off
EIGHT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
WEEK_DIGITS = re.compile(
    r"(?<![第单双隔两\d])(周|星期)([1-7](?:[、,和及与至到~-](?:周|星期)?[1-7])*)(?![\d次月日号点时:年天个./-])"
)
CLINIC = re.compile(r"(上午|下午|晚上|夜间|晚间|夜|晚|早|午)门?诊")
_CLINIC_HALVES = {
    "夜": "晚上",
    "夜间": "晚上",
    "晚": "晚上",
    "晚间": "晚上",
    "早": "上午",
    "午": "下午",
}
POINT_HOURS = re.compile(
    rf"(?<![\d.月])([01]?\d|2[0-3])\.(00|15|30|45)({DASH})([01]?\d|2[0-4])\.(00|15|30|45)(?![\d.日号])"
)
HOURS_OF_FOUR = re.compile(
    rf"(?<!\d)([01]\d|2[0-3])([0-5]\d)({DASH})([01]\d|2[0-4])([0-5]\d)(?:时|hrs?)?(?!\d)"
)
HAN = re.compile(
    r"(?<![周期第拜逢历每初])(?:[〇零一二三四五六七八九十廿卅]{1,4}(?=[年月日号时点分])|两(?=[点时]))"
    r"|(?<=[月日号])[〇零一二三四五六七八九十廿]{1,3}(?=(?:[、,和及至][〇零一二三四五六七八九十廿]{1,3})+[日号])"
    r"|(?<=[、,和及至])[〇零一二三四五六七八九十廿]{1,3}(?=(?:[、,和及至][〇零一二三四五六七八九十廿]{1,3})*[日号])"
)
HAN_DIGITS = {"〇": 0, "零": 0, "两": 2} | {
    char: n for n, char in enumerate("一二三四五六七八九十", 1)
}


def plain_of(text: str) -> str:
    """A cell folded for reading: widths, Traditional date words, Han numerals of dates."""
    text = _hour_of(text) or text
    lines = [part for part in text.splitlines() if part.strip()]
    text = "、".join(re.sub(r"(?<=\d)\s+(?=\d)", "、", line.strip()) for line in lines)
    text = folded(text).replace("礼拜", "星期").replace("毎", "每").lower().replace("中华", "")
    text = text.replace("正午", "中午")
    text = text.replace("a.m.", "am").replace("p.m.", "pm").replace("()", "")
    text = text.replace("﹑", "、").replace("noon", "pm").replace("nn", "pm")
    text = text.replace("阴历", "农历").replace("旧历", "农历")
    for said, meant in _ALSO_SAID:
        text = said.sub(meant, text)
    text = CLINIC.sub(lambda match: _CLINIC_HALVES.get(match[1], match[1]), text)
    text = WEEK_DIGITS.sub(_week_digits, text)
    text = ISO.sub(r"\1年\3月\4日", text)
    text = ENGLISH_DAY.sub(lambda match: f"星期{WEEKDAYS[DAY_NAMES.index(match[1])]}", text)
    text = ROC_POINTS.sub(r"\1年\2月\3日", text)
    text = EIGHT.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", text)
    text = HOURS_OF_FOUR.sub(_hours_of_four, text)
    text = POINT_HOURS.sub(_point_hours, text)
    return HAN.sub(lambda match: str(han_number(match[0])), text)


def _hour_of(text: str) -> str:
    """The hour that a spreadsheet keeps so, 0.604166667 for 14:30; "" for any other text."""
    if not re.fullmatch(r"0\.\d{3,18}", text.strip()):
        return ""
    exact = float(text) * 24 * 60
    minutes = round(exact)
    if abs(exact - minutes) > _ROUNDED or minutes % 5 or minutes >= 24 * 60:
        return ""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _week_digits(match: re.Match[str]) -> str:
    """周1、3 as 周一、三."""
    return match[1] + re.sub(r"[1-7]", lambda digit: WEEKDAYS[int(digit[0]) - 1], match[2])


def _point_hours(match: re.Match[str]) -> str:
    """9.00-11.30 as 9:00-11:30; 3.15-4.15 and 3.30-4.15 may be days."""
    hours = int(match[1]), int(match[4])
    if (
        hours[0] <= 12
        and hours[1] <= 12
        and "00" not in (match[2], match[5])
        and not _is_day(hours)
    ):
        return match[0]
    return f"{match[1]}:{match[2]}{match[3]}{match[4]}:{match[5]}"


def _is_day(hours: tuple[int, int]) -> bool:
    """Whether two numbers are hours of one morning: 8.30-11.30."""
    return hours[0] in {7, 8, 9, 10} and hours[1] in {11, 12}


def _hours_of_four(match: re.Match[str]) -> str:
    """0900-1200 as 09:00-12:00; 2025-2026 are years."""
    if all(hour in {"19", "20"} for hour in (match[1], match[4])) and match[2] >= "20":
        return match[0]
    return f"{match[1]}:{match[2]}{match[3]}{match[4]}:{match[5]}"


def han_number(text: str) -> int:
    """十四 is 14, 廿一 is 21, 三十一 is 31, 二〇二六 is 2026."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(HAN_DIGITS[char]) for char in text))
    return (HAN_DIGITS[tens[-1]] if tens else 1) * 10 + (HAN_DIGITS[ones[0]] if ones else 0)


def weekday_of(char: str) -> int:
    """0 for 一."""
    return WEEKDAYS.index("日" if char == "天" else char)


def weekdays_of(text: str) -> list[int]:
    """三、五 is 2 and 4; 一至五 is 0 to 4."""
    found: list[int] = []
    for match in re.finditer(rf"({WD})(?:{DASH}(?:周|星期)?({WD}))?", text):
        start = weekday_of(match[1])
        end = weekday_of(match[2]) if match[2] else start
        found += range(start, end + 1) if end >= start else [*range(start, 7), *range(end + 1)]
    return sorted(set(found))


def ordinals_of(text: str) -> Iterator[int]:
    """一、三 is 1 and 3."""
    for char in re.findall(ORDINAL_WORD, text):
        yield int(char) if char.isdigit() else "一二三四五".index(char) + 1


def any_number(text: str) -> int:
    """初五, 十五 or 15."""
    text = text.replace("初", "")
    return int(text) if text.isdigit() else han_number(text)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, following - timedelta(1)


def days_from(first: date, last: date) -> list[date]:
    """All days from one to another, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def day_text(day: date) -> str:
    """10月14日."""
    return f"{day.month}月{day.day}日"


def days_text(days: Iterable[date]) -> str:
    """10月14日、10月28日."""
    return "、".join(map(day_text, days))
