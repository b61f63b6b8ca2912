"""Under any edits and publications: no number goes back, nothing is told twice, the log agrees."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import PurePosixPath

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.withdrawals import gated
from ledger import Ledger
from ledger.facts import Appointed, Fact, Published, State, Withdrawn
from ledgers import CLOCK, at
from newsroom.appointments import Appointment, Duty, Schedule, Session
from newsroom.kinds import Kind, Script
from newsroom.model import Body, Issue, NewsItem, Notice, Publication
from reception.history import telling_traits
from reception.telling import facts_of
from reception.tracing import series_of
from shares import examples

START = date(2013, 10, 8)
HOURS = (Session(time(8, 30), time(12)), Session(time(14, 30), time(17, 30)))
APPOINTMENTS = st.builds(
    lambda person, duty, day, place, sessions, note, rule: Appointment(
        person=person,
        person_id=person,
        duty=duty,
        day=START + timedelta(day),
        place=place,
        place_id=place,
        sessions=HOURS[:sessions],
        note=note,
        rule=rule,
    ),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(list(Duty)),
    st.integers(0, 5),
    st.sampled_from(["x", "y"]),
    st.integers(0, 2),
    st.sampled_from(["", "上午"]),
    st.sampled_from(["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU"]),
)
TABLE = st.lists(APPOINTMENTS, max_size=6).map(tuple)


@dataclass
class Newsroom:
    """A content folder of schedules in memory, its ledger, and what subscribers have seen."""

    items: list[NewsItem] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    seen: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    hour: int = 0
    series: dict[str, tuple[str, str]] = field(default_factory=dict)

    def announce(self, table: tuple[Appointment, ...], **matter: object) -> None:
        """A new schedule, or a correction of one."""
        number = len(self.items) + len(self.withdrawn)
        day = START - timedelta(60) + timedelta(number // 2)  # two of an issue
        name = f"s{99 - number}"  # so that file names say nothing of the order
        schedule = Schedule(
            PurePosixPath("t.csv"),
            START,
            START,
            "x",
            HOURS,
            (),
            table,
            **matter,  # type: ignore[arg-type] # as the model has them
        )
        source = PurePosixPath(f"issues/{day}/{name}.md")
        notice = NewsItem(
            name, day, source, Kind.SCHEDULE, "x", "安排", Body.of(""), Script.HANS, name, 0
        )
        self.items.append(replace(notice, schedule=schedule))

    withdrawn: list[str] = field(default_factory=list)

    @property
    def ends(self) -> list[NewsItem]:
        """The schedules that nothing corrects."""
        corrected = {item.schedule.corrects for item in self.items if item.schedule}
        return [item for item in self.items if item.key not in corrected]

    def ledger(self) -> Ledger:
        return Ledger(self.facts, CLOCK)

    def publication(self) -> Publication:
        days = sorted({item.issue_day for item in self.items}, reverse=True)
        issues = []
        for number, day in enumerate(days):
            items = sorted((i for i in self.items if i.issue_day == day), key=lambda i: i.id)
            issues.append(Issue(day, number, PurePosixPath("issue.md"), tuple(items), "x"))
        return gated(Publication(tuple(issues)), self.ledger())

    def publish(self) -> list[Appointed]:
        """What is told; it is checked against all that was told before."""
        self.hour += 1
        now = at("2013-12-01", "00:00") + timedelta(hours=self.hour)
        told = list(facts_of(self.publication(), self.ledger(), now, "example.cn"))
        records = self.ledger().records
        fresh = [item.key for item in self.items if item.key not in records]
        self.facts += [Published(now, key, key, "00", now) for key in fresh]
        self.facts += told
        for fact in told:
            before = self.seen.get(fact.uid)
            if before is not None:
                assert fact.sequence == before[0] + 1
                assert fact.moment >= before[1]
            else:
                assert fact.sequence == 0
            self.seen[fact.uid] = fact.sequence, fact.moment
            assert self.series.setdefault(fact.uid, (fact.series, fact.rule)) == (
                fact.series,
                fact.rule,
            ), "what stands alone goes on alone, and what recurs in its series"
        return told

    def check(self) -> None:
        """Calendars and change log are what was told, and the tables are what holds."""
        ledger, publication = self.ledger(), self.publication()
        now = at("2014-01-01")
        assert list(facts_of(publication, ledger, now, "example.cn")) == []
        series = series_of(publication.issues, ledger)
        engagements = [e for one in series for e in one.engagements]
        assert sorted(f"{e.name}@{e.domain}" for e in engagements) == sorted(ledger.tellings)
        for engagement in engagements:
            last = ledger.appointments[f"{engagement.name}@{engagement.domain}"]
            assert engagement.sequence == last.sequence
            assert engagement.series == last.series
            assert engagement.withdrawn == (last.state is State.CANCELLED)
            gone = (telling.withdrawn for telling in engagement.tellings)
            hidden = sum(before and after for before, after in pairwise(gone))  # a name was taken
            assert len(engagement.changes) + hidden == engagement.sequence + engagement.added
            assert not engagement.untold
        for one in series:
            logged = Counter(map(repr, (c for group in one.corrections for c in group.changes)))
            assert logged == Counter(repr(c) for e in one.engagements for c in e.changes)
            held = one.schedule.appointments if one.schedule else ()
            live = [e.appointment for e in one.engagements if not e.withdrawn]
            assert Counter(map(telling_traits, live)) == Counter(map(telling_traits, held))


Step = Callable[[Newsroom], None]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """One thing an editor does."""
    table, pick = draw(TABLE), draw(st.integers(0, 7))
    kind = draw(st.sampled_from(["announce", "patch", "whole", *["edit"] * 3, "retract", "away"]))

    def announce(newsroom: Newsroom) -> None:
        newsroom.announce(table)

    def correct(newsroom: Newsroom) -> None:
        if newsroom.ends:
            end = newsroom.ends[pick % len(newsroom.ends)]
            newsroom.announce(table, corrects=end.key, whole=kind == "whole")

    def edit(newsroom: Newsroom) -> None:
        if newsroom.items:
            place = pick % len(newsroom.items)
            item = newsroom.items[place]
            assert item.schedule
            schedule = replace(item.schedule, appointments=table)
            newsroom.items[place] = replace(item, schedule=schedule)

    def retract(newsroom: Newsroom) -> None:
        if newsroom.items:
            place = pick % len(newsroom.items)
            item = newsroom.items[place]
            notice = None if item.retraction else Notice(date(2013, 10, 1), "有误。")
            newsroom.items[place] = replace(item, retraction=notice)

    def away(newsroom: Newsroom) -> None:
        known = [i for i in newsroom.items if i.key in newsroom.ledger().records]
        if known:
            item = known[pick % len(known)]
            newsroom.items.remove(item)
            newsroom.withdrawn.append(item.key)
            newsroom.hour += 1
            moment = at("2013-12-01", "00:00") + timedelta(hours=newsroom.hour)
            newsroom.facts.append(Withdrawn(moment, item.key, "撤下。"))

    doings = {"announce": announce, "edit": edit, "retract": retract, "away": away}
    return doings.get(kind, correct)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLE, st.lists(st.tuples(steps(), st.booleans()), max_size=8))
def test_whatever_editors_do_calendars_go_on_from_what_was_told(
    table: tuple[Appointment, ...], played: list[tuple[Step, bool]]
) -> None:
    newsroom = Newsroom()
    newsroom.announce(table)
    for step, is_published in [*played, (lambda _: None, True)]:
        step(newsroom)
        if is_published:
            newsroom.publish()
            newsroom.check()
            assert newsroom.publish() == []


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLE, st.lists(steps(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_lines_in_the_ledger_means_nothing(
    table: tuple[Appointment, ...], played: list[Step], chance: random.Random
) -> None:
    newsroom = Newsroom()
    newsroom.announce(table)
    for step in played:
        step(newsroom)
        newsroom.publish()
    before = series_of(newsroom.publication().issues, newsroom.ledger())
    chance.shuffle(newsroom.facts)
    assert series_of(newsroom.publication().issues, newsroom.ledger()) == before


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLE, st.lists(steps(), max_size=6))
def test_two_editors_who_published_at_once_leave_a_ledger_that_goes_on(
    table: tuple[Appointment, ...], played: list[Step]
) -> None:
    newsroom = Newsroom()
    newsroom.announce(table)
    newsroom.publish()
    other = Newsroom(list(newsroom.items), list(newsroom.facts), dict(newsroom.seen), 1000)
    for step in played:
        step(newsroom)
        newsroom.publish()
        other.announce(table)
        other.publish()
    newsroom.facts += [fact for fact in other.facts if isinstance(fact, Appointed)]
    newsroom.hour = 5000
    before = {uid: fact.sequence for uid, fact in newsroom.ledger().appointments.items()}
    now = at("2014-12-01")
    told = list(facts_of(newsroom.publication(), newsroom.ledger(), now, "example.cn"))
    assert all(fact.sequence == before.get(fact.uid, -1) + 1 for fact in told)
    newsroom.facts += told
    newsroom.check()


def test_an_entry_told_in_two_ways_goes_on_as_it_was_told_last() -> None:
    newsroom = Newsroom()
    newsroom.announce((Appointment("a", Duty.RECEPTION, START, "x", person_id="a"),))
    (alone,) = newsroom.publish()
    later = alone.at + timedelta(hours=1)
    recurring = replace(alone, at=later, sequence=1, series="rule-1.s", rule="FREQ=DAILY")
    newsroom.facts.append(recurring)
    (series,) = series_of(newsroom.publication().issues, newsroom.ledger())
    assert [(one.series, one.rule) for one in series.engagements] == [("rule-1.s", "FREQ=DAILY")]
