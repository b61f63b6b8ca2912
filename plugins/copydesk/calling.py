"""The command that gives a work again, to be copied from its record as it stands."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from copydesk.answers import options
from copydesk.changes import Decisions
from newsroom.program import PROGRAM, is_checkout
from newsroom.typed import called


@dataclass(frozen=True, slots=True)
class Call:
    """How the desk was called for one file.

    program, file, into, content, conf: as they are typed where the editor stands; "" for an option
    that was not used.
    """

    file: str = ""
    into: str = ""
    content: str = ""
    conf: str = ""
    program: str = ""

    def command(self, said: Decisions) -> str:
        """The command with all that was said of the copy; an answer may be written behind it."""
        named = (("--into", self.into), ("--content", self.content), ("--conf", self.conf))
        parts = [self.program or called("import"), _word(self.file)]
        parts += [f"{option} {_word(value)}" for option, value in named if value]
        return " ".join([*parts, *options(said)])


def program_here(here: Path) -> str:
    """What the command is called where the editor stands: in a checkout the way to its script."""
    said = called("import")
    if said != "scripts/import" or (here / said).is_file() or not is_checkout():
        return said
    script = PROGRAM / "scripts" / "import"
    try:
        near = os.path.relpath(script, here)
    except ValueError:  # on another drive
        near = str(script)
    return _word(min(near, str(script), key=len))


def _word(value: str) -> str:
    """A value as a shell takes it for one word, and no program for an option."""
    return shlex.quote(f"./{value}" if value.startswith("-") else value)
