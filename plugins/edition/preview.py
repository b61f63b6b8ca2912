"""`scripts/serve`: the site shown while it is written, in a folder of its own that nobody delivers.

On a save the pages that are open in a browser are pulled from what the last build knows
(edition.galley) and shown; then all pages are made, by a process that has stood by for it; the
newspaper keeps its last layout meanwhile, and then it is laid out, unless another save comes. What
stops a build is told over the page.
"""

from __future__ import annotations

import os
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
from edition.pulled import SHOWN
from edition.serving import Changes, saves_in, server_for
from edition.settings import folder_of
from edition.standby import Standby, heard
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.options import Conf, Content, ContentToo
from newsroom.paper import conf_for, meant
from newsroom.problems import Outcome
from newsroom.program import PLUGINS
from newsroom.usage import run

BEHIND = 10  # how much the newspaper gives way (nice)


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
        self._built: Standby | None = None  # the last that has come to its end, and stayed
        self._meanwhile = threading.Lock()  # for what saves and builds both change
        self._saves = 0
        self._since_built: frozenset[Path] = frozenset()  # saved since that one has begun
        self._since_begun: frozenset[Path] = frozenset()  # saved since the last has begun

    def make(self) -> int:
        """Make the pages, show them, and begin with the newspaper; gives the pages' status."""
        self._stop_laying_out()
        ready, self._ready = self._ready, None
        with self._meanwhile:
            made, self._since_begun = self._saves, frozenset()
        build = ready if ready and ready.bidden() else self._standing_by().begun()
        status, faults = build.heard()
        shown = status in SHOWN
        if shown:
            self._takes_over(build)
        self._changes.tell(() if shown else faults, laying_out=shown, made=made)
        if shown:
            self._layout = self._started()
            _behind(self._layout)
            threading.Thread(target=self._wait, args=(self._layout,), daemon=True).start()
        if status != Outcome.MISUSED:
            self._ready = self._standing_by()
        return status

    def saved(self, paths: frozenset[Path]) -> None:
        """Show the pages that are looked at with what was saved; the whole is still to be made."""
        with self._meanwhile:
            self._saves += 1
            self._since_built |= paths
            self._since_begun |= paths
            built, pages = self._built, self._changes.looked_at()
            if not built or not pages or any(self._is_of_the_program(p) for p in self._since_built):
                return
            made = built.pulled(self._since_built, pages)
            if made.faults:
                self._changes.tell(made.faults)
            elif made.pages:
                self._changes.show(made.pages, self._saves)

    def stop(self) -> None:
        """Lay out no more, and have nobody wait for the next save."""
        self._stop_laying_out()
        for one in (self._ready, self._built):
            if one:
                one.end()
        self._ready = self._built = None

    def _takes_over(self, build: Standby) -> None:
        """A build that has come to its end knows more than the one before.

        What was saved while it was made it reads before somebody waits for it.
        """
        if self._since_begun:
            build.pulled(self._since_begun, ())
        with self._meanwhile:
            before, self._built = self._built, build
            self._since_built = self._since_begun
        if before:
            before.end()

    def _is_of_the_program(self, path: Path) -> bool:
        return not path.is_relative_to(self._content)

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

    def _standing_by(self) -> Standby:
        return Standby(partial(self._started, PDF_LATER, STANDBY, pipe=subprocess.PIPE))

    def _started(self, *flags: str, pipe: int | None = None) -> subprocess.Popen[str]:
        wanted = (LEAVE_REMOVALS, PREVIEW, *flags)
        where = (self._content, self._output, self._conf or conf_for(self._content))
        return started_apart(*where, *wanted, as_of=self._as_of, stdin=pipe, stdout=pipe)


class Builder:
    """Makes the whole, again and again, as things are saved; what is saved meanwhile, after it."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._wanted = threading.Event()
        self._fault: BaseException | None = None
        threading.Thread(target=self._work, daemon=True).start()

    def ask(self) -> None:
        """Something was saved."""
        self._wanted.set()

    def check(self) -> None:
        """Raise what has ended the work, if anything has."""
        if self._fault:
            raise self._fault

    def _work(self) -> None:
        while not self._fault and self._wanted.wait():
            self._wanted.clear()
            try:
                self._make()
            except BaseException as fault:  # told where the program can end
                self._fault = fault


def _behind(process: subprocess.Popen[str]) -> None:
    """Have a process give way to what somebody waits for, where the system can do that."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, process.pid, BEHIND)


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
        builder = Builder(preview.make)
        for saved in saves:
            builder.check()
            if saved:
                preview.saved(saved)
                builder.ask()
    finally:
        preview.stop()


if __name__ == "__main__":
    run("serve", serve)
