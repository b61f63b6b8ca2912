"""The names that calendars know things by: ASCII, lasting, the same in every script."""

from __future__ import annotations

from ledger.appointments import hours_of
from ledger.facts import RULE
from newsroom.appointments import Appointment
from newsroom.fingerprints import fingerprint

_HALVES = {"上午", "下午", "全天"}


def first_name(appointment: Appointment, key: str) -> str:
    """A name by day, person, duty and item, as long as nobody bears it."""
    stem = f"{appointment.day:%Y%m%d}-{appointment.person_id}-{appointment.duty.value}"
    return f"{stem}.{key.replace('/', '.')}"


def series_name(appointment: Appointment, key: str) -> str:
    """The recurring entry that a rule's day belongs to: rule-1b2c3d4e-lin-xiao-5e6f-visit.…

    What one rule of a table says of one person, place and hour is one entry; the same in every
    script. "" where no rule made the day, or none that calendars have words for.
    """
    if not RULE.fullmatch(appointment.rule):
        return ""
    half = appointment.note if appointment.note in _HALVES else ""
    hours = map(hours_of, appointment.sessions)
    traits = fingerprint(appointment.rule, appointment.place_id, half, *hours)[:8]
    who = f"{appointment.person_id}-{appointment.duty.value}"
    return f"rule-{traits}-{who}.{key.replace('/', '.')}"
