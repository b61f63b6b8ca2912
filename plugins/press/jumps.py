"""Which stories may leave a page and go on on another."""

from __future__ import annotations

from enum import StrEnum


class Jumps(StrEnum):
    """The stories that may: those of page one, all, none."""

    FRONT = "front"
    ANY = "any"
    NEVER = "never"
