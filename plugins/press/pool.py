"""Several issues at work at once, in the order in which they were asked for."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from press.order import Order
from press.printing import Printed, print_issue

_WORTH_A_POOL = 3  # orders; starting processes costs as much as printing one

Job = TypeVar("Job")
Result = TypeVar("Result")


def printed(orders: Sequence[Order], workers: int) -> Iterator[Printed]:
    """Print orders, several at a time where that pays. workers: processes at most."""
    yield from worked(print_issue, orders, workers)


def worked(work: Callable[[Job], Result], jobs: Sequence[Job], workers: int) -> Iterator[Result]:
    """Do some jobs, several at a time where that pays.

    workers: processes at most. Fresh processes, not forks: Typst and OpenCC keep threads of their
    own, which a fork would leave behind in the middle of their work.
    """
    workers = min(workers, os.cpu_count() or 1)
    if workers < 2 or len(jobs) < _WORTH_A_POOL:
        yield from map(work, jobs)
        return
    done = 0
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            for result in pool.map(work, jobs):
                done += 1
                yield result
    except BrokenProcessPool:
        # No more processes to be had here (memory, a sandbox): one after another, then.
        yield from map(work, jobs[done:])
