"""The paper's own words: what it says besides what the editors wrote, in one script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from edition.calendars import lunar_day
from newsroom.appointments import Session
from newsroom.model import Credit, by_work

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences with a place for what they speak of.

    jump_to, jump_from: numbers of pages, （下转第{}版）, （上接第{}版）. pages: how many, 今日{}版.
    editor: of a page. mixed: the name of a page of several sections, 综合. "" for what is not said.
    """

    jump_to: str
    jump_from: str
    pages: str = ""
    editor: str = ""
    mixed: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of the press. say: puts Simplified into the script of the edition."""

    say: Callable[[str], str]

    def day(self, day: date) -> str:
        """2013年9月30日."""
        return self.say(f"{day.year}年{day.month}月{day.day}日")

    def weekday(self, day: date) -> str:
        """星期一."""
        return self.say(f"星期{_WEEKDAYS[day.weekday()]}")

    def number(self, number: int) -> str:
        """第28期."""
        return self.say(f"第{number}期")

    def lunar(self, day: date) -> str:
        """农历八月廿六; "" for days that no table holds."""
        return self.say(lunar_day(day))

    def reprinted(self, day: date) -> str:
        """重印 2013年10月9日: of a page made anew."""
        return f"{self.say('重印')} {self.day(day)}"

    def amended(self, day: date) -> str:
        """更正重印 2013年10月9日: of a page from which a story was taken."""
        return f"{self.say('更正重印')} {self.day(day)}"

    def page(self) -> str:
        """第{}版, with a place for the number."""
        return self.say("第{}版")

    def phrases(self) -> Phrases:
        """What a page says of other pages."""
        said = ("（下转第{}版）", "（上接第{}版）", "今日{}版", "编辑 {}", "综合")
        return Phrases(*map(self.say, said))

    def hours(self, sessions: Sequence[Session]) -> str:
        """上午8:30—12:00，下午2:30—5:30."""
        return self.say("，".join(_session(session) for session in sessions))

    def names(self, people: Sequence[Credit]) -> str:
        """本报记者 王振华　通讯员 李四 文/图; people of one role stand together.

        What several did stands behind the last of them.
        """
        parts = []
        for work, group in by_work(people):
            for (organisation, role), some in groupby(
                group, key=lambda c: (c.organisation, c.role)
            ):
                names = " ".join(credit.name for credit in some)
                parts.append(f"{organisation}{role} {names}".strip())
            parts[-1] = f"{parts[-1]} {work}".strip()
        return "　".join(parts)

    def photo_credit(self, people: Sequence[Credit]) -> str:
        """刘昆 摄; under a picture the role follows the name."""
        return "　".join(credit.under_photo for credit in people)


def _session(session: Session) -> str:
    half = "上午" if session.start.hour < 12 else "下午"
    if session.end is None:
        return f"{half}{_clock(session.start.hour, session.start.minute)}起"
    if session.is_overnight:
        return f"{session.start:%H:%M}—次日{session.end:%H:%M}"
    return f"{half}{_clock(session.start.hour, session.start.minute)}—" + _clock(
        session.end.hour, session.end.minute, afternoon=session.start.hour >= 12
    )


def _clock(hour: int, minute: int, *, afternoon: bool | None = None) -> str:
    late = hour > 12 if afternoon is None else afternoon and hour > 12
    return f"{hour - 12 if late else hour}:{minute:02d}"
