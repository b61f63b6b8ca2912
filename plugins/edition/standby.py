"""The preview's side of a build that stands by (edition.residence): bidden, heard, and asked."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

import typer

from edition.pulled import BEGIN, SHOWN, Pulled
from edition.unchanged import looks_of
from newsroom.program import PLUGINS

FAULT = re.compile(r"[^\n]+?:\d+: [a-z0-9.-]+: (?!.*（提醒）$)")
MOST_FAULTS = 50
PROGRAM = (str(PLUGINS),)
LAST_LINES = 5
PATIENCE = 20.0  # seconds for a page; who takes longer hangs


class Standby:
    """A build that has loaded all that it needs and waits for a save, to show it the sooner.

    start: starts such a process. None of a program that has changed since it was loaded may begin.
    """

    def __init__(self, start: Callable[[], subprocess.Popen[str]]) -> None:
        self._program = looks_of(PROGRAM)
        self._process = start()

    def bidden(self) -> bool:
        """Whether the build begins: not of an older program, nor if it has come to an end."""
        if self._process.poll() is None and self.is_of_now() and self._tell(BEGIN):
            return True
        self.end()
        return False

    def is_of_now(self) -> bool:
        """Whether the program is as it was when this was loaded."""
        return looks_of(PROGRAM) == self._program

    def begun(self) -> Standby:
        """The build, told to begin whatever was saved meanwhile."""
        self._tell(BEGIN)
        return self

    def heard(self) -> tuple[int, tuple[str, ...]]:
        """The status of the build when it has ended, and what it told of faults; all is shown."""
        status, faults = heard(self._process)
        if status not in SHOWN:
            self.end()
        return status, faults

    def pulled(self, changed: Collection[Path], pages: Collection[str]) -> Pulled:
        """Pages at output paths, with what has changed since the build; none from who is gone."""
        stdout = self._process.stdout
        asked = {"changed": [str(path) for path in changed], "pages": list(pages)}
        if not stdout or not self._tell(json.dumps(asked) + "\n"):
            return Pulled()
        late = threading.Timer(PATIENCE, self._process.kill)
        late.start()
        try:
            given = json.loads(stdout.readline())
        except (OSError, ValueError):
            return Pulled()
        finally:
            late.cancel()
        return Pulled(dict(given["pages"]), tuple(given["faults"]))

    def end(self) -> None:
        """Nobody waits any more."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                with suppress(OSError):
                    stream.close()

    def _tell(self, line: str) -> bool:
        stdin = self._process.stdin
        if stdin is None:
            return False
        try:
            stdin.write(line)
            stdin.flush()
        except OSError:
            return False
        return True


def heard(build: subprocess.Popen[str]) -> tuple[int, tuple[str, ...]]:
    """The status of a build when it has ended, and what it told of faults; all of it is shown."""
    lines: list[str] = []
    for line in build.stderr or ():
        typer.echo(line, nl=False, err=True)
        lines.append(line.rstrip())
    told = build.stdout.readline() if build.stdout else ""
    status = json.loads(told)["status"] if told else build.wait()
    faults = [line for line in lines if FAULT.match(line)] or lines[-LAST_LINES:]
    return status, tuple(faults[:MOST_FAULTS])
