"""Which lines of a body are code between fences, for those who read a body before Markdown does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile("[ ]{0,3}(?:```|~~~)")


def outside_fences(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that are no code, each with how many stand above it.

    Rougher than Markdown's own rule (`passages`): any fence closes what another began.
    """
    in_code = False
    for above, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield above, line
