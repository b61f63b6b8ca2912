"""Many hands: a process forks children that do its work and send back what came of it.

A child has all that its parent has, so nothing is sent to it but the numbers of its tasks, some at
a time as it asks for them. Where a system does not fork, or threads are at work, the parent does
everything itself; so it does what a child left undone that was killed.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

A_CALL = 8  # tasks that a child takes at a time, at least; the files of a photo stay together
CALLS = 32  # calls to a child in all: neighbours have things in common, and the last ends alone
WORTH_IT = 48  # tasks; a fork copies the tables of some hundred megabytes
NUMBER = 4  # bytes of a number in a pipe

T = TypeVar("T")


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def done_by(
    hands: int,
    tasks: int,
    do: Callable[[int], T],
    born: Callable[[], None],
    *,
    small: bool = True,
) -> Iterator[tuple[int, T]]:
    """Do tasks 0, 1, … in children: (number, what `do` gave), in any order.

    What `do` gives is pickled. born: called first in every child. small: whether a task takes some
    milliseconds; a child takes larger ones one by one. A task that raised, or whose child died, is
    left out: the caller does it again, and meets the error itself.
    """
    if hands < 2 or tasks < (WORTH_IT if small else 2) or not can_fork():
        return
    calls = range(0, tasks, A_CALL * max(1, tasks // (A_CALL * CALLS * hands)) if small else 1)
    wanted, offered = os.pipe()
    os.write(offered, b"".join(call.to_bytes(NUMBER, "big") for call in calls))
    os.close(offered)
    children: dict[int, int] = {}
    try:
        for _ in range(min(hands, len(calls))):
            answer, told = os.pipe()
            pid = os.fork()
            if not pid:
                _work(wanted, told, calls.step, tasks, do, born)
            os.close(told)
            children[answer] = pid
        os.close(wanted)
        yield from _answers(set(children))
    finally:
        for answer, pid in children.items():
            os.close(answer)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def can_fork() -> bool:
    """Whether this process can be copied as it stands."""
    return sys.platform == "linux" and hasattr(os, "fork") and threading.active_count() == 1


def _work(
    wanted: int,
    told: int,
    step: int,
    tasks: int,
    do: Callable[[int], object],
    born: Callable[[], None],
) -> None:
    """The life of a child; it ends without a word to what its parent has open."""
    try:
        born()
        while number := os.read(wanted, NUMBER):
            first = int.from_bytes(number, "big")
            made = []
            for task in range(first, min(first + step, tasks)):
                with suppress(Exception):
                    made.append((task, do(task)))
            data = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
            _write(told, len(data).to_bytes(NUMBER, "big") + data)
    finally:
        os._exit(0)


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def _answers(pipes: set[int]) -> Iterator[tuple[int, Any]]:
    held = {pipe: bytearray() for pipe in pipes}
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ)
        while pipes:
            for key, _ in selector.select():
                data = os.read(key.fd, 1 << 20)
                if not data:
                    selector.unregister(key.fd)
                    pipes.discard(key.fd)
                held[key.fd] += data
                yield from _whole(held[key.fd])


def _whole(held: bytearray) -> Iterator[tuple[int, Any]]:
    """The answers that have come in whole; they are taken away."""
    while len(held) >= NUMBER:
        end = NUMBER + int.from_bytes(held[:NUMBER], "big")
        if len(held) < end:
            return
        answers = pickle.loads(bytes(held[NUMBER:end]))  # noqa: S301 - from our own child
        del held[:end]
        yield from answers
