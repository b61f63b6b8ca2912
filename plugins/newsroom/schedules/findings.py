"""Problems of one table while they are still being gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from newsroom.appointments import Duty, Session
from newsroom.occasions.codes import ScheduleCode
from newsroom.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A person's duty on a day, and where the table says so.

    line: of the table; label: the column's header; note: 上午, 下午, 全天 or ""; sessions: the
    hours, where they are known.
    """

    line: int
    label: str
    person: str
    duty: Duty
    day: date
    place: str
    note: str = ""
    sessions: tuple[Session, ...] = ()


@dataclass(slots=True)
class Finding:
    """A problem whose cure may still learn more.

    displaced: how many reception days it may have displaced; near: where they are looked for;
    label: the header of the column it is in, where it is of one cell.
    """

    line: int
    code: ScheduleCode
    what: str
    cure: str
    severity: Severity = Severity.ERROR
    displaced: int = 0
    near: date | None = None
    label: str = ""

    def problem(self, name: str) -> Problem:
        """The finding as a problem of a file."""
        return Problem(name, self.line, self.code, self.what, self.cure, self.severity)


@dataclass(slots=True)
class Findings:
    """What is wrong with a table; one cause is said in one sentence.

    doubted: entries already found wrong, which later checks leave alone. seen: days that rows
    which could not be taken over nevertheless name.
    """

    found: list[Finding] = field(default_factory=list)
    doubted: set[Entry] = field(default_factory=set)
    seen: set[date] = field(default_factory=set)

    def error(
        self,
        line: int,
        code: ScheduleCode,
        what: str,
        cure: str,
        displaced: int = 0,
        near: date | None = None,
        label: str = "",
    ) -> None:
        """Note an error; arguments as in `Finding`."""
        self.found.append(Finding(line, code, what, cure, Severity.ERROR, displaced, near, label))

    def warning(
        self,
        line: int,
        code: ScheduleCode,
        what: str,
        cure: str,
        displaced: int = 0,
        near: date | None = None,
    ) -> None:
        """Note a warning; arguments as in `Finding`."""
        self.found.append(Finding(line, code, what, cure, Severity.WARNING, displaced, near))

    def doubt(self, entries: Iterable[Entry]) -> None:
        """Leave these entries out of later checks."""
        self.doubted.update(entries)
