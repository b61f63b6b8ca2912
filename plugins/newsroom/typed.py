"""What a command is called in the messages: as whoever is at work has typed it.

The rooms say `scripts/build`, as the checkout has it. Under the installed command the same is said
as `bulletin build`; where a message is shown, it is put so.
"""

from __future__ import annotations

import os
import re

COMMANDS = (
    "init",
    "new",
    "import",
    "returned",
    "timetable",
    "check",
    "dummy",
    "plates",
    "proof",
    "convert",
    "build",
    "serve",
    "publish",
)
INSTALLED = "bulletin"
TYPED = "PRESS_COMMAND"  # a variable, so that the processes of a command speak as it does
_SCRIPT = re.compile(rf"scripts/({'|'.join(COMMANDS)})(?![\w-])")


def called(command: str) -> str:
    """A command as it is typed: `bulletin build`, or `scripts/build` in a checkout."""
    return as_typed(f"scripts/{command}")


def as_typed(words: str) -> str:
    """A message in which every command is named as it is typed."""
    if os.environ.get(TYPED) != INSTALLED:
        return words
    return _SCRIPT.sub(rf"{INSTALLED} \1", words)
