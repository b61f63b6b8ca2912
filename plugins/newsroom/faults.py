"""A fault of the program: told to the editor in a line, and to a maintainer in one file.

An editor's mistake is a `Problem` of its own kind. What is left, an exception nobody foresaw, is
reported as what it is; the report holds all that a maintainer needs, and no secret.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from newsroom.fingerprints import fingerprint
from newsroom.problems import Code, Problem, Severity

SECRET = re.compile(
    r"secret|passw|token|credential|private|api_?key|access_?key|cookie|auth(?!or)", re.I
)
IN_ADDRESS = re.compile(r"(?<=://)[^/@\s'\"]+:[^/@\s'\"]+(?=@)")
HIDDEN = "（隐去）"
AT_WORK_ON = "file at work: "
LONGEST_SAID = 120  # characters of an exception in a message
REPORTS = "reports"  # the folder in the cache


class ProgramCode(Code):
    """What is nobody's mistake but the program's."""

    FAULT = "program.fault"


@contextmanager
def at_work_on(file: str) -> Iterator[None]:
    """Let a fault in here say which file was at work; the innermost counts."""
    try:
        yield
    except Exception as error:
        if not file_of(error):
            error.add_note(f"{AT_WORK_ON}{file}")
        raise


def file_of(error: BaseException) -> str:
    """The file that was at work when an exception was raised, or ""."""
    for note in getattr(error, "__notes__", ()):
        if note.startswith(AT_WORK_ON):
            return str(note.removeprefix(AT_WORK_ON))
    return ""


@dataclass(frozen=True)
class Reports:
    """A folder for reports, and what all of them say.

    folder: made when there is something to report; where it can't be written to, the system's
    folder for passing files is taken. command: what the editor ran. settings: told without secrets.
    """

    folder: Path
    command: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)

    def text(self, error: BaseException, facts: Mapping[str, str] | None = None) -> str:
        """One report. facts: what else a maintainer wants to see, by its name."""
        trail = "".join(traceback.format_exception(error))
        return self.text_of(trail, file_of(error), facts)

    def text_of(self, trail: str, file: str, facts: Mapping[str, str] | None = None) -> str:
        """One report of what a process of its own has told. trail: its traceback."""
        sections = {
            "命令": f"{self.command}\n{' '.join(sys.argv)}",
            "正在处理的文件": file or "（不明）",
            "差错": trail or "（没有异常；见下面的校对记录）",
            **(facts or {}),
            "设置（密码一类已隐去）": "\n".join(_told(self.settings)),
            "版本": "\n".join(_versions()),
        }
        body = "\n\n".join(f"== {name} ==\n{said.rstrip()}" for name, said in sections.items())
        return f"程序差错报告：请把这个文件交给维护程序的人\n\n{body}\n"

    def write(self, error: BaseException, facts: Mapping[str, str] | None = None) -> Path | None:
        """Write a report and give its place; None where no folder takes it.

        The same fault has the same name, so that a hundred builds leave one report.
        """
        trail = [f"{frame.filename}:{frame.lineno}" for frame in _frames(error)]
        mark = fingerprint(self.command, repr(type(error)), file_of(error), *trail)[:8]
        name = f"{self.command or 'press'}-{mark}.txt"
        data = self.text(error, facts).encode("utf-8", "backslashreplace")
        for folder in (self.folder, Path(tempfile.gettempdir())):
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
                return folder / name
        return None

    def problem(
        self,
        error: BaseException,
        file: str,
        cure: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """Report a fault, and give it as a problem of a file. cure: what an editor can do now."""
        file = file_of(error) or file
        what = f"这是程序的差错（{said(error)}），不是您写错了"
        return Problem(file, 0, ProgramCode.FAULT, what, f"{cure}；{self.where(error)}", severity)

    def where(self, error: BaseException, facts: Mapping[str, str] | None = None) -> str:
        """Write a report, and say where it is."""
        place = self.write(error, facts)
        return f"请把 {place} 交给维护程序的人" if place else "请告知维护程序的人（报告写不进磁盘）"


def is_of_the_machine(error: BaseException) -> bool:
    """Whether the machine refused (no room, no leave), which is no fault of the program.

    Pillow says with an OSError without a number that a picture is broken; that is not meant.
    """
    return isinstance(error, sqlite3.Error) or (isinstance(error, OSError) and bool(error.errno))


def said(error: BaseException) -> str:
    """An exception in one short line."""
    words = " ".join(str(error).split())[:LONGEST_SAID]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def without_secrets(value: Any, name: str = "") -> Any:
    """A setting as it may be told: what looks like a password is left out, at any depth."""
    if SECRET.search(name) and value:
        return HIDDEN
    if isinstance(value, Mapping):
        return {key: without_secrets(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(inner) for inner in value]
    return IN_ADDRESS.sub(HIDDEN, value) if isinstance(value, str) else value


def _told(settings: Mapping[str, Any]) -> Iterator[str]:
    for name, value in sorted(without_secrets(settings).items()):
        if isinstance(value, str | int | float | bool | list | dict | None):
            yield f"{name} = {value!r}"


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))[-30:]


def _versions() -> Iterator[str]:
    yield f"python {sys.version}"
    yield f"system {platform.platform()}, {sys.stdout.encoding if sys.stdout else 'no terminal'}"
    yield from (f"{name} {version}" for name, version in _packages())


@cache
def _packages() -> tuple[tuple[str, str], ...]:
    """Name and version of what is installed; to read it all takes a tenth of a second."""
    found = {(each.metadata["Name"] or "").lower(): each.version for each in distributions()}
    return tuple(sorted(found.items()))
