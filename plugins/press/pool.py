"""Several issues printed at once, in the order in which they were asked for."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from press.printing import Order, Printed, print_issue

_WORTH_A_POOL = 3  # orders; starting processes costs as much as printing one


def printed(orders: Sequence[Order], workers: int) -> Iterator[Printed]:
    """Print orders, several at a time where that pays.

    workers: processes at most. Fresh processes, not forks: Typst and OpenCC keep threads of their
    own, which a fork would leave behind in the middle of their work.
    """
    workers = min(workers, os.cpu_count() or 1)
    if workers < 2 or len(orders) < _WORTH_A_POOL:
        yield from map(print_issue, orders)
        return
    done = 0
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            for result in pool.map(print_issue, orders):
                done += 1
                yield result
    except BrokenProcessPool:
        # No more processes to be had here (memory, a sandbox): one after another, then.
        yield from map(print_issue, orders[done:])
