"""The rules of a cell: 每周三, 每月第一个周三, 每个工作日, 农历初一, and what they leave out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.hours import HoursReader
from newsroom.occasions.model import Doubt, Part, Rule
from newsroom.occasions.numerals import (
    DASH,
    any_number,
    days_text,
    month_of,
    ordinals_of,
    weekdays_of,
)
from newsroom.occasions.patterns import WEEKDAY, WEEKDAY_LIST

LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


class RulesReader(HoursReader):
    """Reads days that return."""

    def _add(self, part: Part) -> None:
        """One more part. Days in brackets after a rule, or the other way, bear each other out."""
        told = self._told
        last = told.parts[-1] if told.parts else None
        if (
            self._depth
            and last
            and last.has_days
            and not last.has_hours
            and (part.rule or last.rule)
        ):
            earlier = [p for p in told.parts[self._since :] if p.has_days] or [last]
            self._bear_out(earlier, part)
            return
        if part.rule and self._months:
            part.rule = replace(part.rule, months=self._months)
            self._months = ()
        if part.rule and self._window is not None:
            first, end = self._window
            part.rule = replace(part.rule, first=first, last=end)
            self._window = None
        if self._ahead:
            part.half = self._ahead
        told.parts.append(part)
        self._target = [part] if self._ahead else []
        if self._ahead:
            self._since = len(told.parts)
        self._joined = True

    def _bear_out(self, earlier: list[Part], part: Part) -> None:
        said = sorted({day for p in earlier for day in self._dates(p)})
        other = sorted(set(self._dates(part)))
        if part.rule:
            fits = (
                all(day.weekday() in part.rule.weekdays for day in said)
                if part.rule.kind == "weekly"
                else set(said) <= set(other)
            )
        else:
            fits = set(other) <= set(said)
        is_rule_first = bool(earlier[0].rule)
        if fits and is_rule_first and self._is_bare_weekday:  # 周一（3月2日）
            at = self._told.parts.index(earlier[0])
            self._told.parts[at] = replace(earlier[0], rule=None, days=other)
            return
        if fits and (not is_rule_first or other == said):
            return
        self._told.doubts.append(
            Doubt(
                ScheduleCode.RULE_DIFFERS,
                "括号里外说的日子不一样：" + days_text(sorted(set(said) ^ set(other))[:6]),
                "照写明的日期读",
                cure="请核对日期和规律",
            )
        )
        if is_rule_first:
            at = self._told.parts.index(earlier[0])
            kept = self._told.parts[at]
            self._told.parts[at] = Part(days=other, half=kept.half, spans=kept.spans)

    def _weekly(self, match: re.Match[str]) -> bool:
        text = match[0]
        if not text.startswith(("每", "逢")) and self._last_days() and self._window is None:
            listed = set(weekdays_of(match["days"]))
            days = [day for part in self._told.parts for day in part.days or ()]
            if self._depth and len(listed) > 1 and {day.weekday() for day in days} == listed:
                self._take(match)  # 9月10、11日(周四、周五)
                return True
            only = WEEKDAY.match(self._rest)
            if only and not self._told.parts[-1].has_hours:
                self._rest = self._rest[only.end() :]
                self._check_weekday(only["day"] or only["short"])
                return True
        self._take_window()
        self._take(match)
        self._is_bare_weekday = not text.startswith(("每", "逢")) and self._window is None
        self._add(Part(rule=Rule("weekly", tuple(weekdays_of(match["days"])))))
        return True

    def _take_window(self) -> None:
        """A range or month right before a rule is the time in which it holds."""
        parts = self._told.parts
        if self._depth or not parts or not self._joined or self._window is not None:
            return
        last = parts[-1]
        if last.month and not last.has_days:
            first, end = month_of(self._year_of(last.month), last.month)
            parts.pop()
            self._window = first, end
        elif last.days is not None and len(last.days) > 1 and not last.has_hours:
            self._window = last.days[0], last.days[-1]
            parts.pop()
        self._since = min(self._since, len(parts))
        if self._window is not None:
            self._told.doubts = [
                d for d in self._told.doubts if d.code is not ScheduleCode.RANGE_OVER_WEEKEND
            ]

    def _alternate(self, match: re.Match[str]) -> bool:
        self._take_window()
        self._take(match)
        weekdays = tuple(weekdays_of(match["days"]))
        odd = self._frame.odd_week
        if odd is None:
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.ANCHOR_MISSING,
                    f"“{match[0]}”从哪一周算起，表里没有写",
                    "",
                    is_question=True,
                    cure=(
                        "请在安排（schedule）里写 odd_week: 一个单周里的日期（如 2026-03-02），"
                        "或在格子里逐日写明"
                    ),
                )
            )
            self._add(Part(days=[]))
            return True
        anchor = odd + timedelta(7) if match["even"] else odd
        self._add(Part(rule=Rule("weekly", weekdays, interval=2, anchor=anchor)))
        return True

    def _nth(self, match: re.Match[str]) -> bool:
        self._take_window()
        self._take(match)
        ordinals = (
            (-1,) if match["last"] else (1,) if match["first"] else tuple(ordinals_of(match["nth"]))
        )
        if match["week"] and not match["last"]:
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.ANCHOR_MISSING,
                    f"“{match[0]}”从哪一周算起，表里没有写",
                    f"当作当月第{match['nth'] or '一'}个星期{match['days']}",
                    cure="请写成“每月第二个周三”，或逐日写明",
                )
            )
        self._add(Part(rule=Rule("nth", tuple(weekdays_of(match["days"])), ordinals)))
        return True

    def _nth_work(self, match: re.Match[str]) -> bool:
        self._take_window()
        self._take(match)
        ordinal = (
            -1 if match["last"] else 1 if match["first"] else next(iter(ordinals_of(match["nth"])))
        )
        self._add(Part(rule=Rule("workdays", ordinals=(ordinal,))))
        return True

    def _quarterly(self, match: re.Match[str]) -> bool:
        """每季度第一个周三, 每季末月15日: of the first month, or of the one that is named."""
        self._take_window()
        self._take(match)
        is_last = match["last"] or (
            not (match["first"] or match["second"]) and re.match("最后|末|底", self._rest)
        )
        start = 3 if is_last else 2 if match["second"] else 1
        self._of_months(tuple(range(start, 13, 3)))
        return True

    def _some_months(self, match: re.Match[str]) -> bool:
        """单月10日, 1月、4月的15日."""
        if match["months"]:
            months = tuple(int(n) for n in re.findall(r"\d+", match["months"]))
            if not all(1 <= month <= 12 for month in months):
                return False
        else:
            months = tuple(range(1 if match["odd"] == "单" else 2, 13, 2))
        self._take(match)
        self._of_months(months)
        return True

    def _of_months(self, months: tuple[int, ...]) -> None:
        """What follows is a rule of these months: 15日 is that of each."""
        self._months = months
        if not self._rest.startswith("每"):
            self._rest = f"每月{self._rest}"

    def _months_end(self, match: re.Match[str]) -> bool:
        """每月最后一天; 月底, asked, for it may be the last day of work."""
        self._take_window()
        self._take(match)
        if not match["sure"]:
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.CELL_DOUBTFUL,
                    f"“{self._text.strip()}”是最后一天还是最后一个工作日，不能确定",
                    "当作最后一天",
                    cure="请写成“每月最后一天”或“每月最后一个工作日”",
                )
            )
        self._add(Part(rule=Rule("monthly", days=(-1,))))
        return True

    def _yearly(self, match: re.Match[str]) -> bool:
        """每年3月15日: of a period of a year at most it is a day."""
        self._take(match)
        return True

    def _monthly(self, match: re.Match[str]) -> bool:
        days: list[int] = []
        for first, last in re.findall(rf"(\d+)[日号]?(?:{DASH}(\d+))?", match["days"]):
            days += range(int(first), int(last or first) + 1)
        if not days or not all(1 <= n <= 31 for n in days):
            return False
        self._take(match)
        if m := re.match(r"[日号]", self._rest):
            self._rest = self._rest[m.end() :]
        self._add(Part(rule=Rule("monthly", days=tuple(days))))
        return True

    def _ten(self, match: re.Match[str]) -> bool:
        """逢五逢十: the days that end so, by the calendar that is named."""
        self._take(match)
        digits = {
            any_number(char) % 10
            for char in re.findall(r"\d+|[一二三四五六七八九十]", match["digits"])
        }
        days = tuple(n for n in range(1, 32) if n % 10 in digits)
        is_lunar = "农历" in match[0]
        if not (is_lunar or match["calendar"] or (match["unit"] or "") in {"日", "号"}):
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.RULE_DIFFERS,
                    f"“{match[0]}”是公历还是农历，没有写",
                    "当作公历",
                    cure="请写成“农历逢五、十”或“每月逢5日、10日”",
                )
            )
        self._add(Part(rule=Rule("lunar" if is_lunar else "monthly", days=days)))
        return True

    def _odd_days(self, match: re.Match[str]) -> bool:
        """逢单日: the days of the month with odd numbers."""
        self._take_window()
        self._take(match)
        rest = 1 if match["odd"] == "单" else 0
        days = tuple(n for n in range(1, 32) if n % 2 == rest)
        self._add(Part(rule=Rule("monthly", days=days)))
        return True

    def _workdays(self, match: re.Match[str]) -> bool:
        self._take_window()
        self._take(match)
        self._add(Part(rule=Rule("workdays")))
        return True

    def _daily(self, match: re.Match[str]) -> bool:
        if self._last_days() and self._joined:
            self._take(match)  # 3月2日至6日每天上午
            return True
        self._take_window()
        self._take(match)
        self._add(Part(rule=Rule("daily")))
        return True

    def _weekends(self, match: re.Match[str]) -> bool:
        self._take_window()
        self._take(match)
        self._add(Part(rule=Rule("weekends")))
        return True

    def _lunar(self, match: re.Match[str]) -> bool:
        self._take(match)
        month = match["month"] or ""
        number = LUNAR_MONTHS.get(month) or (any_number(month) if month else 0)
        days = tuple(
            any_number(part) for part in re.split(r"[、,和及与]", match["days"].replace("日", ""))
        )
        ordinals = (number,) if number else ()
        self._add(Part(rule=Rule("lunar", ordinals=ordinals, days=days)))
        return True

    def _from(self, match: re.Match[str]) -> bool:
        last = self._last_days()
        if not last or self._told.parts[-1].has_hours:
            return False
        self._take(match)
        after = self._rest.lstrip("、,")
        if after and re.match(r"每|逢|周|星期|单|双|隔|工作日|第", after):
            self._rest = after
            self._told.parts.pop()
            self._since = min(self._since, len(self._told.parts))
            self._window = last[0], None
            return True
        self._told.doubts.append(
            Doubt(
                ScheduleCode.SEVERAL_DAYS,
                "从这一天起，到哪一天为止没有写",
                "只排在这一天",
                cure="请写明起止日期，如“3月4日至31日”",
            )
        )
        return True

    def _except(self, match: re.Match[str]) -> bool:
        self._take(match)
        off = match["off"] or match["not"] or ""
        if re.search("周末|双休|周六日|休息日|公休", off):
            self._weekdays_out |= {5, 6}
        for said in re.finditer(WEEKDAY_LIST, off):
            self._weekdays_out |= set(weekdays_of(said["days"]))
        if "节" in off or "假" in off:
            self._holidays = "out"
            if "节假日" in off and self._has_range():
                self._weekdays_out |= {5, 6}
        return True

    def _has_range(self) -> bool:
        return any(part.days is not None and len(part.days) > 1 for part in self._told.parts)

    def _shift(self, match: re.Match[str]) -> bool:
        self._take(match)
        self._holidays = "shifted"
        return True

    def _kept(self, match: re.Match[str]) -> bool:
        self._take(match)
        self._holidays = "kept"
        return True
