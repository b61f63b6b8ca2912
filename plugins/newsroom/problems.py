"""What an editor did that the press cannot print: one sentence a problem, all of them in one run.

A `Problem` is for an editor; an exception is for a programmer. Nothing in the house prints a
complaint and goes on: it collects a `Problem`, and the build decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from newsroom.typed import as_typed

MOST_ALIKE = 100  # problems of one kind in one file
REST_CURE = "请改好列出的几处，再检查一遍"


class Severity(StrEnum):
    """What a problem stops.

    An error stops the build before a byte of the published tree changes; what is withheld is one
    output, and the rest is published; warnings are listed.
    """

    ERROR = "error"
    WITHHELD = "withheld"
    WARNING = "warning"


class Outcome(IntEnum):
    """How a command ends, as its exit status says it.

    REFUSED: the content has errors, nothing was changed. MISUSED: an unknown option, a folder that
    is not there, settings that make no sense. WITHHELD: made, but for what the list at the end
    names. STOPPED: by the keyboard (128 + SIGINT). UNHEARD: who reads has gone (128 + SIGPIPE).
    """

    WELL = 0
    REFUSED = 1
    MISUSED = 2
    WITHHELD = 3
    STOPPED = 130
    UNHEARD = 141


class Code(StrEnum):
    """Base of every room's enumeration of problem codes.

    A room subclasses it (`class ReadingCode(Code)`), one member a kind of problem; the value is the
    stable code an editor can look up on the site's page of problems (`content/pages/problems.md`).
    A test walks the subclasses and holds that page complete.
    """

    @classmethod
    def of(cls, value: str) -> Code:
        """The member of any room whose value this is; raises KeyError for an unknown one."""
        for room in cls.__subclasses__():
            if value in room._value2member_map_:
                return room(value)
        raise KeyError(value)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    file: path as the editor knows it, relative to the content folder's parent, with `/`.
    line: 1-based; 0 where a problem belongs to the file as a whole.
    what, cure: Chinese, without a final full stop; `what` says what is wrong, `cure` what to do.
    apart: what is said instead of `what` where only one of several editions has the problem, "" of
    a problem that is no edition's.
    """

    file: str
    line: int
    code: Code
    what: str
    cure: str
    severity: Severity = Severity.ERROR
    apart: str = ""

    def __str__(self) -> str:
        words = as_typed(f"{self.what}，{self.cure}")
        return f"{self.file}:{self.line}: {self.code.value}: {words}"

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sort key: by file, then line, then code."""
        return self.file, self.line, self.code.value, self.what


@dataclass(slots=True)
class ProblemList:
    """Problems as they are found; `problems.add(...)` and go on to the next thing.

    Of one kind in one file only the first are told and the rest counted: a file that was pasted
    wrong has as many faults as lines.
    """

    _found: list[Problem] = field(default_factory=list)
    _alike: Counter[tuple[str, Code, Severity]] = field(default_factory=Counter)

    def add(
        self,
        file: str,
        line: int,
        code: Code,
        what: str,
        cure: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one problem; arguments as in `Problem`."""
        self.extend([Problem(file, line, code, what, cure, severity)])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note several problems."""
        for problem in problems:
            kind = (problem.file, problem.code, problem.severity)
            counts = problem.cure != REST_CURE  # another list has counted the rest already
            self._alike[kind] += counts
            if self._alike[kind] <= MOST_ALIKE or not counts:
                self._found.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        told = {*self._found, *self._untold()}
        return iter(sorted(_together(told), key=lambda problem: problem.order))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _untold(self) -> Iterator[Problem]:
        for (file, code, severity), count in self._alike.items():
            if count > MOST_ALIKE:
                what = f"同样的提示另外还有{count - MOST_ALIKE}处，没有列出"
                yield Problem(file, 0, code, what, REST_CURE, severity)

    def as_warnings(self) -> ProblemList:
        """The same problems, none of which stops the build."""
        return ProblemList([replace(problem, severity=Severity.WARNING) for problem in self])

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop the build, in order."""
        return [problem for problem in self if problem.severity is Severity.ERROR]

    @property
    def withheld(self) -> list[Problem]:
        """The problems for which an output was left out, in order."""
        return [problem for problem in self if problem.severity is Severity.WITHHELD]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that are only listed, in order."""
        return [problem for problem in self if problem.severity is Severity.WARNING]


class ContentRefusedError(Exception):
    """The content has errors; the published tree was left as it was."""

    exitcode = Outcome.REFUSED

    def __init__(self, problems: ProblemList) -> None:
        self.problems = problems
        super().__init__(f"{len(problems.errors)} 处错误，网站未改动")


def _together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, each once: what only one edition has names it, what several have does not."""
    alike: dict[Problem, set[str]] = {}
    for problem in problems:
        alike.setdefault(replace(problem, apart=""), set()).add(problem.apart)
    for problem, apart in alike.items():
        only = apart.pop() if len(apart) == 1 else ""
        yield replace(problem, what=only or problem.what)
