"""The facts of the ledger, and each as one line of JSON.

`at` is when a fact was told. A `moment` beside it is what readers are shown where that is another
one: the end of an embargo, or the date of a paper that was public before it had a ledger. Facts
never contradict: of two that name a first moment the earlier holds, of two that name the last
state the later one; so their order in a file, and a fact written twice, mean nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias

from ledger.appointments import appointment_of, words_of
from newsroom.appointments import Appointment
from newsroom.gate import CONTROLS
from newsroom.kinds import Script

KEY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}/[a-z0-9]+(?:-[a-z0-9]+)*")
NOTICE_ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9a-z]{1,32})*")
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIGEST = re.compile(r"[0-9a-f]{1,64}")
UID = re.compile(r"[\x21-\x7e]{1,400}")
PATH = re.compile(r"[^\x00-\x1f\x7f\\]{1,1000}")
RULE = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY)(?:;INTERVAL=[1-9][0-9]?)?"
    r"(?:;BYMONTH=(?:1[0-2]|[1-9])(?:,(?:1[0-2]|[1-9])){0,11})?"
    r"(?:;BYDAY=(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*"
    r"|;BYMONTHDAY=(?:-1|[12]?[0-9]|3[01])(?:,(?:-1|[12]?[0-9]|3[01]))*)?"
)
"""A rule of days as newsrooms have them (RFC 5545 §3.3.10), without an end."""
LONGEST_TEXT = 2_000
_PLAIN = re.compile(
    r'\{"at": "([0-9T:+.-]{1,40})", "fact": "published", '
    rf'"item": "({KEY.pattern})", "address": "({KEY.pattern})", "told": "({DIGEST.pattern})"'
    r'(?:, "moment": "([0-9T:+.-]{1,40})")?'
    rf'(?:, "section": "({WORD.pattern})", "kind": "({WORD.pattern})")?\}}'
)


class FactError(ValueError):
    """A line is no fact: damaged, or written by a newer program."""


class State(StrEnum):
    """How an appointment was told last (RFC 5545 §3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Published:
    """An item came out. item: its lasting id; address: the key it came out under; told: digest.

    section, kind: where subscribers have it, should it be withdrawn one day; "" where not known.
    """

    at: datetime
    item: str
    address: str
    told: str
    moment: datetime
    section: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """An item was told anew with other words."""

    at: datetime
    item: str
    told: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """An item stands at another address from now on."""

    at: datetime
    item: str
    address: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction was told, or told in other words. id: lasting, of its item; day: as printed."""

    at: datetime
    item: str
    id: str
    day: date
    told: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Retracted:
    """An item was taken back with a notice; it stands for as long as the item is not told anew."""

    at: datetime
    item: str
    id: str
    day: date
    told: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An item was taken away for good. notice: what readers find in its place."""

    at: datetime
    item: str
    notice: str


@dataclass(frozen=True, slots=True)
class Appointed:
    """An appointment as calendars were told of it.

    uid: of all its sessions, whose own UIDs have their number before the @. item: the lasting id
    of the item that said so; day: it falls on; what: the appointment as it was printed, in the
    item's script. A history is made of all facts of a UID in the order of their sequence. series,
    rule: the recurring entry that calendars have it as one occurrence of, without the domain, and
    its rule; "" where they have it as an entry of its own, which then lasts.
    """

    at: datetime
    uid: str
    item: str
    day: date
    sequence: int
    state: State
    told: str
    what: Appointment
    moment: datetime
    script: Script = Script.HANS
    series: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """An issue was signed to press. files: (name it is kept under, digest of its bytes), sorted."""

    at: datetime
    issue: date
    files: tuple[tuple[str, str], ...]


Fact: TypeAlias = (
    Published | Changed | Moved | Corrected | Retracted | Withdrawn | Appointed | Signed
)


def line_of(fact: Fact) -> str:
    """A fact as one line of JSON, without the line's end; the moment first, then what happened."""
    row: dict[str, Any] = {"at": fact.at.isoformat(), "fact": KINDS[type(fact)]}
    for name in fact.__dataclass_fields__:
        value = getattr(fact, name)
        told_already = name == "moment" and value == fact.at
        if name == "at" or value == "" or told_already or value is Script.HANS:
            continue
        row[name] = _plain(value)
    return json.dumps(row, ensure_ascii=False)


def fact_of(row: object) -> Fact:
    """The fact of a parsed line; raises FactError for anything else."""
    if not isinstance(row, dict):
        raise FactError("not an object")
    try:
        read = READERS.get(row["fact"])
        if read is None:
            raise FactError(f"unknown fact {row['fact']!r}")
        return read(row, moment_of(row["at"]))
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise FactError(f"{type(error).__name__} {error}") from error
    except ValueError as error:
        raise FactError(str(error)) from error


def plain_fact(line: str) -> Fact | None:
    """The fact of a line that says what most say: an item came out; as `line_of` writes it.

    None for any other, which is read as JSON: one expression tells and proves in less than half
    the time what a parser and a check of every field do.
    """
    match = _PLAIN.fullmatch(line)
    if match is None:
        return None
    at, item, address, told, moment, section, kind = match.groups("")
    try:
        when = moment_of(at)
        _day(item[:10])
        if address != item:
            _day(address[:10])
        shown = moment_of(moment) if moment else when
    except ValueError:
        return None  # told of where the line is read as JSON
    return Published(when, item, address, told, shown, section, kind)


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, Appointment):
        return words_of(value)
    if isinstance(value, tuple):
        return dict(value)
    return value


@lru_cache(maxsize=1024)
def moment_of(text: str) -> datetime:
    """A moment; what is told in one run bears the same one."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise FactError(f"no time zone: {text}")
    return moment


def _shown(row: Mapping[str, Any], at: datetime) -> datetime:
    return moment_of(row["moment"]) if "moment" in row else at


def _match(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise FactError(f"not well formed: {text[:60]!r}")
    return text


def _key(text: str) -> str:
    """A key; its day is one of the calendar, for pages are made of it."""
    _day(_match(KEY, text)[:10])
    return text


_day = lru_cache(maxsize=16384)(date.fromisoformat)


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT or CONTROLS.search(text) or not text.strip():
        raise FactError(f"not a text: {text[:60]!r}")
    return text


def _published(row: Mapping[str, Any], at: datetime) -> Published:
    item, address = _key(row["item"]), row["address"]
    if address != item:
        _key(address)
    told, moment = _match(DIGEST, row["told"]), _shown(row, at)
    section, kind = _place(row.get("section", ""), row.get("kind", ""))
    return Published(at, item, address, told, moment, section, kind)


@lru_cache(maxsize=1024)
def _place(section: str, kind: str) -> tuple[str, str]:
    """Section and kind; both or none."""
    if section or kind:
        _match(WORD, section), _match(WORD, kind)
    return section, kind


def _changed(row: Mapping[str, Any], at: datetime) -> Changed:
    return Changed(at, _key(row["item"]), _match(DIGEST, row["told"]), _shown(row, at))


def _moved(row: Mapping[str, Any], at: datetime) -> Moved:
    return Moved(at, _key(row["item"]), _key(row["address"]))


def _notice(
    make: Callable[[datetime, str, str, date, str, datetime], Fact],
) -> Callable[[Mapping[str, Any], datetime], Fact]:
    def read(row: Mapping[str, Any], at: datetime) -> Fact:
        return make(
            at,
            _key(row["item"]),
            _match(NOTICE_ID, row["id"]),
            date.fromisoformat(row["day"]),
            _match(DIGEST, row["told"]),
            _shown(row, at),
        )

    return read


def _withdrawn(row: Mapping[str, Any], at: datetime) -> Withdrawn:
    return Withdrawn(at, _key(row["item"]), _text(row["notice"]))


def _appointed(row: Mapping[str, Any], at: datetime) -> Appointed:
    sequence = row["sequence"]
    if type(sequence) is not int or not 0 <= sequence < 2**31:  # True is an int, and no number
        raise FactError(f"not a sequence: {sequence!r}")
    day = _day(row["day"])
    return Appointed(
        at,
        _match(UID, row["uid"]),
        _key(row["item"]),
        day,
        sequence,
        State(row["state"]),
        _match(DIGEST, row["told"]),
        appointment_of(row["what"], day),
        _shown(row, at),
        Script(row.get("script", Script.HANS)),
        *_series(row),
    )


def _series(row: Mapping[str, Any]) -> tuple[str, str]:
    """The recurring entry and its rule; both or none."""
    if "series" not in row and "rule" not in row:
        return "", ""
    return _match(UID, row["series"]), _match(RULE, row["rule"])


def _signed(row: Mapping[str, Any], at: datetime) -> Signed:
    files = tuple(
        (_match(PATH, path), _match(DIGEST, told)) for path, told in sorted(row["files"].items())
    )
    return Signed(at, date.fromisoformat(row["issue"]), files)


KINDS: Mapping[type, str] = {
    Published: "published",
    Changed: "changed",
    Moved: "moved",
    Corrected: "corrected",
    Retracted: "retracted",
    Withdrawn: "withdrawn",
    Appointed: "appointment",
    Signed: "signed",
}
READERS: Mapping[str, Callable[[Mapping[str, Any], datetime], Fact]] = {
    "published": _published,
    "changed": _changed,
    "moved": _moved,
    "corrected": _notice(Corrected),
    "retracted": _notice(Retracted),
    "withdrawn": _withdrawn,
    "appointment": _appointed,
    "signed": _signed,
}
