"""Memory during a build: nothing is looked through for rubbish that has to be kept anyway."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

HELD = 64 << 20  # bytes: what a photo of twelve million pixels takes, decoded
_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD (malloc.h of glibc)
SELDOM = 50_000  # allocations; a page makes some thousands


def clear_up() -> None:
    """Take away what builds before this one have left in the process.

    An edition and its templates hold one another, and while there are builds the collector looks at
    nothing old: `gc.freeze` sets back its counts. Two items leave some 4 MB, a paper a hundred.
    """
    gc.collect()


def keep_what_is_loaded() -> None:
    """Have the collector pass over all that is there, in a process that only just began, or ends.

    It would look through the program's own modules for what builds before have left: 0.1 s; and
    through the whole publication, before the system takes the memory back.
    """
    gc.freeze()


@cache
def hold_freed() -> None:
    """Have the C library hold what pictures leave free, for the next ones, in this process.

    It would hand the pages back after each, and the system fill them with noughts and hand them out
    again: 3,400 of them for the files of a photo of a megapixel, some 7 ms. Other libraries than
    glibc go on as they do.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # slow to load, for a build without photos

    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(_TRIM, HELD)
        library.mallopt(_MAP, HELD)


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare the collector the publication, which stays to the end; measured, it took 40 %.

    What is there at the beginning is passed over, the young is looked at seldom and the old not at
    all: templates leave circles behind, and they are young. As it was before, it is afterwards.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, before[1], 1_000_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
