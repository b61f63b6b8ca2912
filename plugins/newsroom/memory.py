"""Memory during a build: nothing is looked through for rubbish that has to be kept anyway."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

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
