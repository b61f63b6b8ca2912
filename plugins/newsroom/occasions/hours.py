"""The hours of a cell, and which of its days they belong to."""

from __future__ import annotations

import re
from datetime import time

from newsroom.occasions.clocks import clock, half_doubt, later_half, settled
from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.model import Doubt, Part, Span
from newsroom.occasions.scanning import Scanner


class HoursReader(Scanner):
    """Reads 上午, 8:30-12:00, 9:00起, 24小时 and gives them to the days before them."""

    def _prefix(self, match: re.Match[str]) -> bool:
        self._take(match)
        self._ahead = match[1]
        self._since = len(self._told.parts)
        self._target = []
        return True

    def _half_first(self, match: re.Match[str]) -> bool:
        """上午3月4日、11日；下午3月5日: halves before their days."""
        if self._told.parts and (self._joined or not self._ahead):
            return False
        return self._prefix(match)

    def _over_days(self, match: re.Match[str]) -> bool:
        last = self._last_days()
        if not last:
            return False
        start = clock(match, "a", match["ha"] or "")
        end = clock(match, "b", match["hb"] or "")
        day = self._date(match["month"], match["day"], match["year"])
        if start is None or end is None or day is None:
            self._take(match)
            return True
        self._take(match)
        days = (day - last[-1]).days
        if not (days == 0 and end > start) and not (days == 1 and end <= start):
            self._told.doubts.append(
                Doubt(
                    ScheduleCode.SEVERAL_DAYS,
                    f"“{match[0]}”跨了{days}天",
                    "只排在开始的那一天",
                    cure="请一天写一行，或只写起止钟点",
                )
            )
            end = None if days > 0 else end
        self._give(spans=[Span(start, end)])
        return True

    def _whole(self, match: re.Match[str]) -> bool:
        self._take(match)
        self._give(spans=[Span(time(0), time(0))])
        return True

    def _span(self, match: re.Match[str]) -> bool:
        bare = (match["ab"] is not None) + (match["bb"] is not None)
        if (
            match["ab"] is not None
            and match["bb"] is not None
            and not (match["ha"] or match["by"] or match["ay"])
        ):
            return False
        if bare == 1 and match["bb"] is not None and not match["ah"]:
            return False
        known = match["ha"] or match["ax"] or match["ay"] or ""
        half = known or self._ahead or self._near_half()
        later = match["hb"] or match["bx"] or match["by"] or ""
        if not known and later == "pm" and match["ab"] is not None:
            known = half = "pm"
        start = clock(match, "a", half)
        end = clock(match, "b", later or half)
        self._take(match)
        if start is None or end is None:
            self._told.unread = match[0]
            return True
        span, doubt = settled(start, end, match, half, later, clock24=self._frame.clock24)
        if span is None:
            self._told.unread = match[0]
            return True
        earlier = self._target[-1].spans if self._target else []
        if doubt:
            self._told.doubts.append(doubt)
        elif (
            earlier
            and earlier[-1].end
            and span.start < earlier[-1].end
            and span.end
            and span.end > span.start
            and not half
        ):
            moved = Span(later_half(span.start), later_half(span.end))
            self._told.doubts.append(half_doubt(match[0], moved))
            span = moved
        self._give(spans=[span])
        return True

    def _near_half(self) -> str:
        """The half day that was told of just before: 下午，2:30-5:30; of the column otherwise."""
        last = self._target[-1] if self._target else None
        if last and last.half in {"上午", "下午", "晚上", "中午"} and not last.spans:
            return last.half
        return self._half

    def _start(self, match: re.Match[str]) -> bool:
        half = match["ha"] or match["ax"] or self._ahead or self._near_half()
        start = clock(match, "a", half)
        self._take(match)
        if start is None:
            self._told.unread = match[0]
            return True
        if (
            not (half or self._frame.clock24 or match["ah"].startswith("0"))
            and 1 <= start.hour <= 6
        ):
            span = Span(later_half(start))
            self._told.doubts.append(half_doubt(match[0], span))
            self._give(spans=[span])
            return True
        self._give(spans=[Span(start)])
        return True

    def _lone(self, match: re.Match[str]) -> bool:
        self._take(match)
        said = re.sub("(?:门诊|出诊|接诊|开诊|坐诊|接访|值班)$", "", match[0])
        word = {
            "全日": "全天",
            "整天": "全天",
            "整日": "全天",
            "一天": "全天",
            "am": "上午",
            "pm": "下午",
            "早上": "上午",
            "晚间": "晚上",
            "夜间": "晚上",
            "早": "上午",
            "晚": "晚上",
        }.get(said, said)
        if "上" in word and "下午" in word:
            word = "全天"
        self._give(half=word)
        return True

    def _give(self, half: str = "", spans: list[Span] | None = None) -> None:
        """Hours belong to the days just before them, or to all days that share one 日."""
        told = self._told
        spans = spans or []
        fresh = told.parts[self._since :]
        if fresh:
            dated = [part for part in fresh if part.has_days]
            target = fresh
            if len(dated) > 1 and not all(part.rule for part in dated):
                shares = any(part.bare for part in dated[:-1]) or bool(spans)
                if spans and self._frame.hours and not any(part.bare for part in dated[:-1]):
                    shares = False
                target = dated if shares else dated[-1:]
                said = half or "、".join(f"{s.start:%H:%M}" for s in spans)
                told.doubts.append(
                    Doubt(
                        ScheduleCode.HALF_SHARED,
                        f"“{said}”管前面几个日期，不能确定",
                        f"当作前面{len(target)}天都是" if shares else "当作只管最后一天",
                        is_grave=shares,
                        cure="请在每个日期后面写明",
                    )
                )
            self._target = target
            self._since = len(told.parts)
        elif not self._target or (not self._joined and not told.parts[-1].has_hours):
            part = Part()
            told.parts.append(part)
            self._target = [part]
            self._since = len(told.parts)
        for part in self._target:
            if half and part.half and not part.spans and part.half != half:
                part.half = (
                    "全天" if {half, part.half} == {"上午", "下午"} else f"{part.half}、{half}"
                )
            elif half and not part.spans:
                part.half = half
            part.spans = [*part.spans, *spans]
            if part.spans and part.half in {"上午", "下午", "全天", "晚上"}:
                part.half = ""
