"""What the preview and a build that stands by say to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.problems import Outcome

SHOWN = frozenset({Outcome.WELL, Outcome.WITHHELD})  # there is something new to see
BEGIN = "\n"  # what a build that stands by waits for


@dataclass(frozen=True, slots=True)
class Pulled:
    """pages: output path to the page; faults: of the issues that were read, a line each."""

    pages: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
