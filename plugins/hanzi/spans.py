"""Which characters of a text have been claimed."""

from __future__ import annotations


class Claims:
    """The claimed characters of a text; the first to claim a span keeps it.

    A byte a character, so that a page of ten thousand names costs no more than its length.
    """

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)

    def claim(self, start: int, end: int) -> bool:
        """Claim a span; false, and nothing claimed, where any of it is."""
        if self._taken.find(1, start, end) >= 0:
            return False
        self._taken[start:end] = b"\1" * (end - start)
        return True
