"""Who tells an editor what was found in a body, by the words of the source."""

from __future__ import annotations

from typing import Protocol

from newsroom.codes import ReadingCode


class Reader(Protocol):
    """Who tells an editor; as `_TreeReader` of `markup`."""

    def note(self, written: str, code: ReadingCode, what: str, cure: str) -> None:
        """A mistake, where some words of the source stand."""

    def warn(self, written: str, what: str, cure: str) -> None:
        """What may be none."""
