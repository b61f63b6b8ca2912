"""Fillers that the press makes of what the folder knows, where the kept ones fill no hole.

Nothing in them is invented: days to come of schedules that came out before and still hold, the
addresses that the settings give, the address of the issue's page, headlines of the month before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from edition.holding import Holding
from edition.model import Edition
from edition.squares import squares_of
from newsroom.appointments import Appointment, Duty
from newsroom.kinds import Kind
from newsroom.model import FillerKind, FillerSize, Issue, NewsItem
from press.ruler import Face
from press.spans import Span
from press.stock import MADE, Filling
from press.story import Passage, Role, Story
from press.words import Words

FOLDER = "made"
"""Where the source of a made filler would lie; there is no such file."""
_MOST_DAYS = 4  # lines
_MOST_HEADLINES = 4
_HIGHEST = 2  # ranks of the stories whose headlines are told again
# In labels of the imprint.
_REACHED_BY = (
    "热线",
    "熱線",
    "电话",
    "電話",
    "信箱",
    "邮箱",
    "郵箱",
    "投稿",
)
_DUTIES = {Duty.RECEPTION: "接访", Duty.VISIT: "下访", Duty.OCCASION: "安排"}


@dataclass(frozen=True, slots=True)
class Made:
    """One such filler, its words in the script of the edition. about: what it is, for the editor.

    lines: each with where it leads, or "". address: shown as a QR code, or "". names: the lasting
    ids of the stories whose headlines it tells.
    """

    id: str
    headline: str
    about: str
    lines: tuple[tuple[str, str], ...]
    address: str = ""
    label: str = ""
    names: tuple[str, ...] = ()

    def filling(self, clean: Callable[[str], str]) -> Filling:
        """As the compositor receives it. clean: a text as the case of type has it."""
        passages = (
            Passage(Role.TEXT, (Span(clean(text), Face.SERIF, href=url),))
            for text, url in self.lines
        )
        story = Story(
            id="",
            source=f"{FOLDER}/{self.id}",
            url="",
            headline=(clean(self.headline),),
            kicker=clean(self.label),
            passages=tuple(passages),
            stays=True,
        )
        code = squares_of(self.address) if self.address else None
        sizes = frozenset({FillerSize.SMALL})
        return Filling(story, FillerKind.NOTICE.value, sizes, self.about, code, self.names)


@dataclass(frozen=True, slots=True)
class HouseDesk:
    """Makes the fillers of an edition's issues."""

    edition: Edition
    words: Words
    holding: Holding

    @classmethod
    def of(cls, edition: Edition) -> HouseDesk:
        """The desk of an edition."""
        return cls(edition, Words(edition.set_text), Holding(edition.issues))

    def made(self, issue: Issue) -> tuple[Made, ...]:
        """What can be made for an issue, the most useful first."""
        found = (self._days(issue), self._web(issue), self._month(issue), self._letters())
        return tuple(one for one in found if one is not None)

    @property
    def _is_on_web(self) -> bool:
        return "website" in self.edition.rooms

    # ------------------------------------------------------------------ days to come
    def _days(self, issue: Issue) -> Made | None:
        """The next days of schedules that came out before and still hold."""
        say = self.words.say
        items = self.holding.lasting(issue.day)
        found = [
            (one, item)
            for item in items
            for one in self.holding.standing(item)
            if one.day > issue.day
        ]
        found.sort(key=lambda pair: (pair[0].day, pair[0].begins, pair[0].duty.value))
        groups = [list(some) for _, some in groupby(found, key=lambda one: _of_one_line(one[0]))]
        lines, sources, duties = list[tuple[str, str]](), list[NewsItem](), set[Duty]()
        for some in groups[:_MOST_DAYS]:
            url = self.edition.item_url(some[0][1]) if self._is_on_web else ""
            lines.append((self._said([one for one, _ in some]), url))
            sources += [item for _, item in some if item not in sources]
            duties.add(some[0][0].duty)
        if not lines:
            return None
        told, more = groups[:_MOST_DAYS], groups[_MOST_DAYS:]
        left = sum(some[0][0].day == told[-1][0][0].day for some in more)
        if left:  # without a word the last day would look told in full
            text, url = lines[-1]
            lines[-1] = f"{text}{say(f'（当天还有{left}场）')}", url
        of_people = Duty.OCCASION not in duties
        what = "接访下访" if of_people and len(duties) > 1 else _DUTIES[min(duties)]
        keys = "、".join(item.key for item in sources)
        names = tuple(item.told.id for item in sources)
        about = f"接下来的日期（来自 {keys}）"
        return Made(f"{MADE}days", say(f"近期{what}"), about, tuple(lines), names=names)

    def _said(self, some: Sequence[Appointment]) -> str:
        """10月8日（星期二）接访：高明、李四，区信访大厅，上午8:30—12:00."""
        first, say = some[0], self.words.say
        people = "、".join(dict.fromkeys(one.person for one in some if one.person))
        what = first.title or first.what or say(_DUTIES[first.duty])
        day = say(f"{first.day.month}月{first.day.day}日") + f"（{self.words.weekday(first.day)}）"
        parts = [people, first.place, self.words.hours(first.sessions) or say(first.note)]
        told = "，".join(part for part in parts if part)
        return f"{day}{what}{'：' if told else ''}{told}"

    # ------------------------------------------------------------------ ways to the paper
    def _letters(self) -> Made | None:
        """How to reach the paper, as the settings have it, unless a kept filler says it."""
        house, say = self.edition.house, self.words.say
        kept = " ".join(line for one in self.edition.fillers for line in (one.headline, *one.lines))
        lines = [f"{say('来信请寄')}：{house.email}"] if house.email else []
        lines += [
            f"{line.label}：{line.text}"
            for line in house.imprint
            if any(word in line.label for word in _REACHED_BY)
        ]
        told = [line for line in lines if line.partition("：")[2] not in kept]
        about = "编辑部的邮箱、电话（来自设置）"
        row = (("\u3000".join(told), ""),)
        return Made(f"{MADE}letters", say("编辑部"), about, row) if told else None

    def _web(self, issue: Issue) -> Made | None:
        """The page of the issue, as an address and as a QR code."""
        if not self._is_on_web:
            return None
        at, say = self.edition.addresses, self.words.say
        url = at.url(at.issue(issue.day))
        lines = ((say("本期网页，扫码可看："), ""), (url.partition("//")[2], url))
        return Made(f"{MADE}web", say("本报网址"), "这一期的网址和二维码", lines, address=url)

    # ------------------------------------------------------------------ the month before
    def _month(self, issue: Issue) -> Made | None:
        """Headlines of the month before, each leading to its page."""
        say = self.words.say
        before = issue.day.replace(day=1) - timedelta(days=1)
        issues = self.edition.by_month.get((before.year, before.month), ())
        items = sorted(
            (item for one in issues for item in one.items if _is_news(item)),
            key=lambda item: (item.print_wish.rank, item.issue_day, item.position),
        )[:_MOST_HEADLINES]
        if not items or not self._is_on_web:
            return None
        items.sort(key=lambda item: (item.issue_day, item.position))
        lines = tuple((self._headline(item), self.edition.item_url(item)) for item in items)
        names = tuple(item.told.id for item in items)
        month = f"{before.year}年{before.month}月"
        about, label = f"{month}的标题（各有网页链接）", say("全文见本报网站")
        return Made(f"{MADE}month", say("上月要闻"), about, lines, label=label, names=names)

    def _headline(self, item: NewsItem) -> str:
        day: date = item.issue_day
        return f"{self.words.say(f'{day.month}月{day.day}日')}\u3000{item.title}"


def told_with(issues: Sequence[Issue], issue: Issue) -> tuple[Issue, ...]:
    """An issue with those that its made fillers may tell of, in the order in which they are."""
    month = (issue.day.replace(day=1) - timedelta(days=1)).replace(day=1)

    def is_told(other: Issue) -> bool:
        schedules = (item.schedule for item in other.items if item.schedule)
        return month <= other.day < issue.day.replace(day=1) or any(
            one.period_end >= issue.day for one in schedules
        )

    return tuple(one for one in issues if one.key == issue.key or is_told(one))


def _of_one_line(one: Appointment) -> tuple[object, ...]:
    return one.day, one.duty.value, one.title, one.what, one.place, one.sessions, one.note


def _is_news(item: NewsItem) -> bool:
    news = item.kind not in {Kind.BRIEF, Kind.NOTICE, Kind.SCHEDULE}
    return news and item.print_wish.rank <= _HIGHEST and not item.retraction
