"""`scripts/serve`: the site shown while it is written, in a folder of its own that nobody delivers.

On a save the pages are made first and shown, by a process that has stood by for it; the newspaper
keeps its last layout meanwhile, and then it is laid out, unless another save comes. What stops a
build is told over the page.
"""

from __future__ import annotations

import re
import signal
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from edition.building import (
    LEAVE_REMOVALS,
    PDF_LATER,
    PREVIEW,
    STANDBY,
    output_for,
    settings_of,
    started_apart,
)
from edition.serving import Changes, saves_in, server_for
from edition.settings import folder_of
from edition.unchanged import looks_of
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.options import Conf, Content, ContentToo
from newsroom.paper import conf_for, meant
from newsroom.problems import Outcome
from newsroom.program import PLUGINS
from newsroom.usage import run

SHOWN = {Outcome.WELL, Outcome.WITHHELD}  # there is something new to see
FAULT = re.compile(r"[^\n]+?:\d+: [a-z0-9.-]+: (?!.*（提醒）$)")
MOST_FAULTS = 50
PROGRAM = (str(PLUGINS),)
LAST_LINES = 5


class Preview:
    """The preview of one content folder. as_of: the moment that is shown, None for now."""

    def __init__(
        self,
        content: Path,
        output: Path,
        changes: Changes,
        as_of: datetime | None = None,
        conf: Path | None = None,
    ) -> None:
        self._conf = conf
        self._content = content
        self._output = output
        self._changes = changes
        self._as_of = as_of
        self._layout: subprocess.Popen[str] | None = None
        self._ready: Standby | None = None

    def make(self) -> int:
        """Make the pages, show them, and begin with the newspaper; gives the pages' status."""
        self._stop_laying_out()
        ready, self._ready = self._ready, None
        status, faults = heard((ready and ready.bidden()) or self._started(PDF_LATER))
        shown = status in SHOWN
        self._changes.tell(() if shown else faults, laying_out=shown)
        if shown:
            self._layout = self._started()
            threading.Thread(target=self._wait, args=(self._layout,), daemon=True).start()
        if status != Outcome.MISUSED:
            self._ready = Standby(partial(self._started, PDF_LATER, STANDBY, stdin=subprocess.PIPE))
        return status

    def stop(self) -> None:
        """Lay out no more, and have nobody wait for the next save."""
        self._stop_laying_out()
        ready, self._ready = self._ready, None
        if ready:
            ready.end()

    def _stop_laying_out(self) -> None:
        """The next build begins where this one was."""
        layout, self._layout = self._layout, None
        if layout:
            layout.terminate()
            layout.wait()

    def _wait(self, layout: subprocess.Popen[str]) -> None:
        status, faults = heard(layout)
        if self._layout is layout:  # nobody has stopped it
            self._changes.tell(() if status in SHOWN else faults)

    def _started(self, *flags: str, stdin: int | None = None) -> subprocess.Popen[str]:
        wanted = (LEAVE_REMOVALS, PREVIEW, *flags)
        where = (self._content, self._output, self._conf or conf_for(self._content))
        return started_apart(*where, *wanted, as_of=self._as_of, stdin=stdin)


class Standby:
    """A build that has loaded all that it needs and waits for a save, to show it the sooner.

    start: starts such a process, told by a line when to begin. Of a program that has changed since
    it was loaded none is to begin.
    """

    def __init__(self, start: Callable[[], subprocess.Popen[str]]) -> None:
        self._program = looks_of(PROGRAM)
        self._process = start()

    def bidden(self) -> subprocess.Popen[str] | None:
        """The build, told to begin; None where it may not, or has come to an end."""
        stdin = self._process.stdin
        if self._process.poll() is None and stdin and looks_of(PROGRAM) == self._program:
            with suppress(OSError), stdin:
                stdin.write("\n")
                stdin.flush()
                return self._process
        self.end()
        return None

    def end(self) -> None:
        """Nobody waits any more."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stderr):
            if stream:
                with suppress(OSError):
                    stream.close()


def heard(build: subprocess.Popen[str]) -> tuple[int, tuple[str, ...]]:
    """The status of a build when it has ended, and what it told of faults; all of it is shown."""
    lines: list[str] = []
    for line in build.stderr or ():
        typer.echo(line, nl=False, err=True)
        lines.append(line.rstrip())
    status = build.wait()
    faults = [line for line in lines if FAULT.match(line)] or lines[-LAST_LINES:]
    return status, tuple(faults[:MOST_FAULTS])


def moment_of(written: str, zone: ZoneInfo) -> datetime:
    """The moment that `--as-of` names; a day is meant at its end, when all of it is out.

    Raises MisusedError for what is no moment.
    """
    try:
        try:
            day = date.fromisoformat(written)
            return datetime.combine(day, time(23, 59), zone)
        except ValueError:
            moment = datetime.fromisoformat(written)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except ValueError as error:
        what, cure = f"“{written}”不是日子", "请写成 2026-12-01 或 2026-12-01T08:00"
        raise MisusedError("--as-of", what, cure) from error


def preview_for(output: Path) -> Path:
    """The folder of the preview, beside the one that is published."""
    return output.with_name(f"{output.name}.preview")


def _ended(*_: object) -> None:
    """Whoever ends the program ends the layout with it."""
    raise SystemExit(Outcome.STOPPED)


@guarded("serve")
def serve(
    content: Content = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="预览放在哪里", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(help="端口")] = 8000,
    as_of: Annotated[str, typer.Option(help="看哪一天的报纸，如 2026-12-01")] = "",
    content_too: ContentToo = None,
    conf: Conf = None,
) -> None:
    """在浏览器里看网站，草稿和还没到时的稿件也看得到；保存稿件后自动重排、刷新页面。"""
    conf, content = meant(content, content_too, conf)
    content = content_folder(content)
    settings = settings_of(conf, {"PATH": str(content)})
    own_theme = folder_of(settings) / settings["OWN_THEME"]
    watched = [content, Path(settings["THEME"]), PLUGINS, conf]
    watched += [own_theme] if own_theme.is_dir() else []
    moment = moment_of(as_of, ZoneInfo(settings["TIMEZONE"])) if as_of else None
    output = output or preview_for(output_for(content, conf))
    changes = Changes()
    try:
        server = server_for(output, port, changes)
    except (OSError, OverflowError) as error:
        what = f"端口 {port} 用不了（{getattr(error, 'strerror', None) or error}）"
        raise MisusedError("--port", what, "请换一个，如 --port 8001") from error
    saves = saves_in(watched)
    next(saves)  # from here on a save is seen, also one during the first build
    preview = Preview(content, output, changes, moment, conf)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _ended)
    try:
        if preview.make() == Outcome.MISUSED:  # somebody else's folder is not shown either
            raise SystemExit(Outcome.MISUSED)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        typer.echo(f"请打开 http://localhost:{server.server_port}/ ，按 Ctrl+C 结束")
        for saved in saves:
            if saved:
                preview.make()
    finally:
        preview.stop()


if __name__ == "__main__":
    run("serve", serve)
