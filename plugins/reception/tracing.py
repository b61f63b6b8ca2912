"""Every schedule of a publication followed, from what the ledger knows of it on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from edition.withdrawals import unnamed
from ledger import Ledger
from ledger.facts import Appointed, State
from newsroom.appointments import Appointment
from newsroom.kinds import Script
from newsroom.model import Issue, NewsItem
from newsroom.problems import ProblemList
from reception.chains import Chain, chains_of, histories
from reception.following import Known, follow
from reception.history import Engagement, Series, Source, Telling, Version


@dataclass(frozen=True, slots=True)
class Dress:
    """How things stand in an edition.

    path: of the page at a day and an item's id; appointment: one of the ledger's in the edition's
    script; gone: the title of what was withdrawn.
    """

    path: Callable[[date, str], str] = lambda _day, _item: ""
    appointment: Callable[[Appointment, Script], Appointment] = lambda one, _: one
    gone: str = "已撤下的安排"


PLAIN = Dress()


def series_of(
    issues: Sequence[Issue],
    ledger: Ledger,
    dress: Dress = PLAIN,
    problems: ProblemList | None = None,
    content: str = "",
) -> list[Series]:
    """The series of a publication that went through the gate; the newest comes last.

    problems: where to say what is wrong between corrections; content: the folder's name.
    """
    if problems is None:
        problems = ProblemList()
    trace = _Trace(issues, ledger, dress)
    chains = chains_of(issues, ledger, problems, content)
    told = _told_by_chain(chains, ledger)
    made = [trace.series(chain.ids, chain.items, told.pop(chain.ids, ())) for chain in chains]
    made += [trace.series(ids, (), facts) for ids, facts in sorted(told.items())]
    return made


def _told_by_chain(
    chains: Iterable[Chain], ledger: Ledger
) -> dict[tuple[str, ...], list[tuple[Appointed, ...]]]:
    """What the ledger has of each chain, by its ids; what is of none, by those of its history.

    So no item is of two series.
    """
    by_chain = [chain.ids for chain in chains]
    roots = histories(ledger, by_chain)
    owner = {roots[ids[0]]: ids for ids in by_chain}
    left: dict[str, list[str]] = defaultdict(list)
    for item, root in sorted(roots.items()):
        left[root].append(item)
    told: dict[tuple[str, ...], list[tuple[Appointed, ...]]] = defaultdict(list)
    for _, facts in sorted(ledger.tellings.items()):
        root = roots[facts[0].item]
        told[owner.get(root) or tuple(left[root])].append(facts)
    return told


class _Trace:
    """Makes series; knows the items and what the ledger has of them."""

    def __init__(self, issues: Sequence[Issue], ledger: Ledger, dress: Dress) -> None:
        self._ledger = ledger
        self._dress = dress
        self._zone = ledger.clock.zone
        self._numbers = {issue.day: issue.number for issue in issues}
        self._items = {item.told.id: item for issue in issues for item in issue.items}
        self._withdrawn = ledger.withdrawals
        self._names = frozenset(uid.partition("@")[0] for uid in ledger.tellings)
        self._sources: dict[str, Source] = {}

    def series(
        self,
        ids: Sequence[str],
        items: Sequence[NewsItem],
        told: Sequence[tuple[Appointed, ...]],
    ) -> Series:
        """One series. ids: lasting, of all its items, oldest first; items: those that there are.

        told: the tellings of each of its appointments.
        """
        versions = [self._version(item, is_known=bool(told)) for item in items]
        engagements = _added([self._engagement(facts) for facts in told], ids)
        return follow(versions, Known(engagements, self._names, self._taken, self._shown))

    def _version(self, item: NewsItem, *, is_known: bool) -> Version:
        if item.schedule is None:
            raise ValueError(f"no schedule in {item.key}")
        told, retraction = item.told, item.retraction
        withdrawn_at = None
        if retraction:
            known_at = told.retraction.moment if told.retraction and is_known else None
            withdrawn_at = known_at or self._midnight(retraction.day)
        return Version(
            self.source(told.id),
            item.schedule,
            announced=self._midnight(item.issue_day),
            edited=told.modified,
            withdrawn_at=withdrawn_at,
            known=told.known,
        )

    def _midnight(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=self._zone)

    def source(self, item_id: str) -> Source:
        """An item by its lasting id, also one that was withdrawn."""
        if item_id not in self._sources:
            self._sources[item_id] = self._source(item_id)
        return self._sources[item_id]

    def _source(self, item_id: str) -> Source:
        item = self._items.get(item_id)
        if item is not None:
            path = self._dress.path(item.issue_day, item.id)
            number = self._numbers[item.issue_day]
            former = item.told.former
            key, title, script = item.key, item.title, item.script
            return Source(key, title, path, item.issue_day, number, item_id, former, script)
        record = self._ledger.records.get(item_id)
        key = record.address if record else item_id
        former = tuple(one for one in record.addresses if one != key) if record else ()
        day, _, name = key.partition("/")
        on = date.fromisoformat(day)
        path = self._dress.path(on, name)
        return Source(key, self._dress.gone, path, on, self._numbers.get(on, 0), item_id, former)

    def _engagement(self, facts: tuple[Appointed, ...]) -> Engagement:
        tellings: list[Telling] = []
        for fact in facts:
            moment = fact.moment.astimezone(self._zone)
            if tellings:
                moment = max(moment, tellings[-1].moment)
            is_gone = fact.state is State.CANCELLED
            source = self.source(fact.item)
            telling = Telling(fact.sequence, moment, source, fact.what, is_gone, fact.script)
            tellings.append(telling)
        name, _, domain = facts[0].uid.partition("@")
        return Engagement(
            name,
            tuple(tellings),
            tellings[-1].source,
            known=len(tellings),
            domain=domain,
            series=facts[-1].series,
            rule=facts[-1].rule,
        )

    def _taken(self, item_id: str) -> datetime | None:
        """When an item was withdrawn."""
        fact = self._withdrawn.get(item_id)
        return fact.at.astimezone(self._zone) if fact else None

    def _shown(self, telling: Telling) -> Telling:
        if telling.script is None:
            return telling
        item = self._items.get(telling.source.lasting_id)
        is_hidden = item is None or item.retraction is not None
        if is_hidden:
            return replace(telling, appointment=unnamed(telling.appointment))
        made = self._dress.appointment(telling.appointment, telling.script)
        return telling if made is telling.appointment else replace(telling, appointment=made)


def _added(engagements: Sequence[Engagement], ids: Sequence[str]) -> tuple[Engagement, ...]:
    """What the ledger has, marked where it was added to what was announced first of all."""
    if not engagements:
        return ()
    start = min(engagement.created for engagement in engagements)
    first = {e.tellings[0].source.lasting_id for e in engagements if e.created == start}
    root = ids[0] if ids[0] in first else min(first)
    return tuple(
        replace(e, added=True)
        if e.created > start or e.tellings[0].source.lasting_id != root
        else e
        for e in engagements
    )
