"""What is kept of an item that was read, so that an unchanged file is not read again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import NewsItem
from newsroom.problems import Code, Problem, Severity
from newsroom.references import Reference


@cache
def reading_code() -> str:
    """Of the program and the libraries that shape what is read from a file."""
    libraries = (
        "chinesecalendar",
        "lunardate",
        "opencc",
        "markdown",
        "nh3",
        "pillow",
        "pydantic",
        "pyyaml",
    )
    versions = (f"{name} {version(name)}" for name in libraries)
    return fingerprint(code_digest(Path(__file__).parent), *versions)


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning as the store keeps it, so that an unchanged file is not read again to repeat it.

    file: inside the content folder, whose name may be another the next time.
    """

    file: str
    line: int
    code: str
    what: str
    cure: str

    @classmethod
    def of(cls, problem: Problem) -> Warned:
        """What to keep of a warning."""
        return cls(
            problem.file.partition("/")[2],
            problem.line,
            problem.code.value,
            problem.what,
            problem.cure,
        )

    def problem(self, content: str) -> Problem:
        """The warning again. content: the content folder's name."""
        code = Code.of(self.code)
        return Problem(
            f"{content}/{self.file}", self.line, code, self.what, self.cure, Severity.WARNING
        )


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item with what the checks between files need of it."""

    item: NewsItem
    files: tuple[str, ...]
    links: tuple[Reference, ...]
    anchors: frozenset[str]
    section_line: int
    moved_lines: tuple[int, ...] = ()  # of each old address
    warnings: tuple[Warned, ...] = ()
