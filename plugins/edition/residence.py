"""A build that stands by, and stays: `--standby`, for the preview, which speaks to it by its pipes.

It loads all that a build needs and waits for a line; then it builds, tells on stdout how that has
ended, and closes stderr. If there is something to see it stays, and is asked for pages: a line
`{"changed": [files], "pages": [output paths]}` is answered by
`{"pages": {output path: page}, "faults": [lines]}`. It ends with whoever has started it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

from edition.build import Build
from edition.clock import build_time
from edition.composing import SAMPLE
from edition.galley import Puller
from edition.host import LATER, PUBLISHED, EditionGenerator
from edition.pulled import SHOWN, Pulled
from edition.rooms import NAMES
from hanzi import Converter
from newsroom.guard import guarded
from newsroom.kinds import Script
from newsroom.memory import uncollected
from newsroom.problems import Outcome


def reside(build: Callable[[], None], prepare: Callable[[], None]) -> None:
    """Stand by, build, and answer; ends with the build's status where that shows nothing.

    prepare: read and set what `build` found unchanged since it was made.
    """
    out = _channel()
    _load()
    if not sys.stdin.readline():  # nothing comes from who has ended
        return
    ended: list[Build] = []

    def published(generator: EditionGenerator) -> None:
        ended.append(generator.build)

    with PUBLISHED.connected_to(published):
        status = _status_of(build)
        _hush()
        _say(out, {"status": status})
        if status not in SHOWN:
            raise SystemExit(status)
        if not ended:
            _status_of(prepare)
    if ended:
        with uncollected():
            _answer(ended[-1], out)


def _answer(build: Build, out: TextIO) -> None:
    puller = Puller(build)
    for line in sys.stdin:
        asked = json.loads(line)
        changed = [Path(path) for path in asked["changed"]]
        made = Pulled()
        with suppress(Exception):  # the build that follows meets it, and tells of it
            made = puller.pulled(changed, asked["pages"], build_time())
        _say(out, {"pages": dict(made.pages), "faults": made.faults})


def _channel() -> TextIO:
    """What was stdout; whatever else is printed goes to stderr."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def _hush() -> None:
    """Close stderr, so that who listens knows that no more comes."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _say(out: TextIO, words: object) -> None:
    with suppress(BrokenPipeError):
        out.write(json.dumps(words, ensure_ascii=False) + "\n")
        out.flush()


def _load() -> None:
    """All that a build needs, dictionaries too."""
    for room in NAMES.keys() - LATER:
        with suppress(ImportError):  # a build will say so
            import_module(room)
    for script in Script:
        Converter(script).text(SAMPLE, Script.HANS)


def _status_of(work: Callable[[], None]) -> int:
    try:
        with guarded("build"):
            work()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else Outcome.WELL
    return Outcome.WELL
