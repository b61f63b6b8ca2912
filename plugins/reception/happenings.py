"""An engagement as what stands in a calendar: one happening a session, in one script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from edition.model import Edition
from newsroom.appointments import Appointment, Duty
from reception.history import Engagement

CANCELLED = "【取消】"


class State(StrEnum):
    """How sure a happening is, in the words of RFC 5545 §3.8.1.11."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Recurring:
    """What a happening is an occurrence of.

    uid: of the recurring entry; rule: as RFC 5545 writes it, without an end; day: that the rule
    made, wherever it was moved since. told: every moment at which anything of it was told.
    """

    uid: str
    rule: str
    day: date
    told: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a calendar.

    uid: of it alone. rule: what made its day now, as RFC 5545 writes it, or "". series: what it is
    an occurrence of in a calendar, or None.
    start, end: aware times, or days for what lasts all day (the end is then the day after); no end
    where only the beginning is known. what: as it is shown. stamp:
    when it was told last, in the newsroom's zone; created: when first.
    """

    uid: str
    sequence: int
    state: State
    duty: Duty
    what: str
    title: str
    person: str
    person_id: str
    post: str
    place: str
    place_id: str
    town: str
    village: str
    note: str
    start: datetime | date
    end: datetime | date | None
    created: datetime
    stamp: datetime
    summary: str
    description: str
    url: str
    rule: str = ""
    series: Recurring | None = None

    @property
    def is_all_day(self) -> bool:
        """Whether no hour is known."""
        return not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a calendar in one script."""

    reception: str
    visit: str
    other: str
    hour_open: str
    contact: str
    deadline: str
    source: str
    cancelled: str
    moved: str

    @classmethod
    def of(cls, edition: Edition) -> Wording:
        """The words in an edition's script."""
        say = edition.set_text
        return cls(
            reception=say("接访"),
            visit=say("下访"),
            other=say("安排"),
            hour_open=say("具体时间由村（社区）提前公示"),
            contact=say("联系方式"),
            deadline=say("预约截止"),
            source=say("详见"),
            cancelled=say("已取消"),
            moved=say("已改到"),
        )

    def what(self, appointment: Appointment) -> str:
        """接访, 下访, or what an occasion of another kind is called."""
        if appointment.what:
            return appointment.what
        named = {Duty.RECEPTION: self.reception, Duty.VISIT: self.visit}
        return named.get(appointment.duty, self.other)


def happenings_of(
    edition: Edition, engagements: Iterable[Engagement], left: Iterable[Engagement] = ()
) -> tuple[Happening, ...]:
    """The happenings of some engagements, in their order.

    left: engagements that have moved out of this calendar; they stand in it as cancelled.
    """
    wording = Wording.of(edition)
    made: list[Happening] = []
    for engagement in engagements:
        made += _sessions(edition, engagement, wording, is_gone=engagement.withdrawn)
    for engagement in left:
        made += _sessions(edition, engagement, wording, is_gone=True)
    return tuple(made)


def _sessions(
    edition: Edition, engagement: Engagement, wording: Wording, *, is_gone: bool
) -> Iterable[Happening]:
    """One happening a session; a session the engagement once had and lost is cancelled."""
    appointment = engagement.appointment
    zone = edition.house.zone
    for slot in range(engagement.slots):
        start: datetime | date
        end: datetime | date | None
        is_lost = slot >= max(1, len(appointment.sessions))
        timed = engagement.had(slot) if is_lost else appointment
        if timed.sessions:
            session = timed.sessions[slot]
            start = datetime.combine(timed.day, session.start, zone)
            end = (
                datetime.combine(session.ends_on(timed.day), session.end, zone)
                if session.end
                else None
            )
        else:
            start, end = timed.day, timed.day + timedelta(days=1)
        state = _state(engagement, is_gone=is_gone or is_lost)
        yield Happening(
            uid=f"{engagement.name}.{slot + 1}@{engagement.domain or edition.house.domain}",
            sequence=engagement.sequence,
            state=state,
            duty=appointment.duty,
            what=wording.what(appointment),
            title=appointment.title,
            person=appointment.person,
            person_id=appointment.person_id,
            post=engagement.post,
            place=appointment.place,
            place_id=appointment.place_id if appointment.place else "",  # it may be taken back
            town=appointment.town,
            village=appointment.village,
            note=appointment.note,
            rule="" if is_lost or is_gone else appointment.rule,
            start=start,
            end=end,
            created=engagement.created,
            stamp=engagement.revised,
            summary=_summary(engagement, wording, state),
            description="\n".join(
                _reason(edition, engagement, wording, is_moved=is_gone)
                if state is State.CANCELLED
                else _description(edition, engagement, wording)
            ),
            url=edition.addresses.url(engagement.source.path),
            series=_series(engagement, slot, edition.house.domain),
        )


def _series(engagement: Engagement, slot: int, domain: str) -> Recurring | None:
    if not engagement.series:
        return None
    tellings = engagement.tellings
    return Recurring(
        f"{engagement.series}.{slot + 1}@{engagement.domain or domain}",
        engagement.rule,
        tellings[0].appointment.day,
        tuple(telling.moment for telling in tellings),
    )


def _state(engagement: Engagement, *, is_gone: bool) -> State:
    if is_gone:
        return State.CANCELLED
    return State.CONFIRMED if engagement.appointment.sessions else State.TENTATIVE


def _summary(engagement: Engagement, wording: Wording, state: State) -> str:
    """刘冠瑜接访; 刘冠瑜下访：佃庄镇; 义诊; 【取消】刘冠瑜接访, as Outlook ignores STATUS."""
    appointment = engagement.appointment
    what = appointment.title or wording.what(appointment)
    summary = f"{appointment.person}{appointment.role or what}"
    if appointment.role:
        summary = f"{what}：{appointment.person}（{appointment.role}）"
    if appointment.duty is Duty.OCCASION and appointment.note and not appointment.sessions:
        summary = f"{summary}（{appointment.note}）"
    nobody = not (appointment.person or appointment.title)
    if (appointment.duty is Duty.VISIT or nobody) and appointment.place:
        summary = f"{summary}：{appointment.place}"
    is_marked = state is not State.CANCELLED or summary.startswith(CANCELLED)
    return summary if is_marked else f"{CANCELLED}{summary}"


def _description(edition: Edition, engagement: Engagement, wording: Wording) -> Iterable[str]:
    """What a citizen should know before going, one thing a line; the last says where all stands."""
    appointment, remarks = engagement.appointment, engagement.remarks
    lines = [f"{appointment.person}（{engagement.post}）" if engagement.post else ""]
    if not appointment.sessions:
        lines.append(appointment.note)
        is_visit = appointment.duty is Duty.VISIT
        lines.append(remarks.visit_rule or wording.hour_open if is_visit else "")
    if appointment.duty is Duty.RECEPTION and remarks.booking_deadline:
        lines.append(f"{wording.deadline}：{remarks.booking_deadline}")
    lines.append(f"{wording.contact}：{remarks.contact}" if remarks.contact else "")
    lines.append(f"{wording.source}：{edition.addresses.url(engagement.source.path)}")
    return filter(None, lines)


def _reason(
    edition: Edition, engagement: Engagement, wording: Wording, *, is_moved: bool
) -> Iterable[str]:
    """Why an entry is cancelled: its appointment is, or has moved, or is shorter now."""
    here, source = engagement.appointment, engagement.source
    if engagement.withdrawn:
        yield f"{wording.cancelled}：{source.title}"
    elif is_moved and here.place:
        yield f"{wording.moved}{here.place}"
    else:
        yield wording.cancelled
    yield f"{wording.source}：{edition.addresses.url(source.path)}"
