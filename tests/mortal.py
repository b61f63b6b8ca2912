"""A program that dies at a moment told by what it has done, not by a clock that runs on without it.

`python -m mortal COUNT MODULE ARGUMENTS…` runs a module and kills it, as SIGKILL does, when it has
touched the disk or the network for the so-manyeth time; to read its own program does not count.
One that lives (with COUNT 0 each does) says at last how often it did.
"""

from __future__ import annotations

import atexit
import os
import runpy
import signal
import sys
from asyncio import selector_events
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import loaded

TOUCHES = frozenset(
    {
        *("os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir"),
        *("http.client.send", "socket.connect"),
    }
)
PROGRAM = (".py", ".pyc", ".so", ".pth")
COUNTED = "touched"


@dataclass(frozen=True)
class End:
    """How it ended. touches: of one that lived; told: all it said."""

    killed: bool
    touches: int
    told: str


def lived(
    module: str,
    words: Sequence[str | Path],
    last: int,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> End:
    """Run a module until it has touched something for the last time; one that fails raises."""
    mortal = [Path(__file__).stem, str(last), module, *words]
    done = loaded.run(mortal, env=env, cwd=cwd, first=Path(__file__).parent)
    told = done.stdout + done.stderr
    if done.returncode == -signal.SIGKILL:
        return End(killed=True, touches=last, told=told)
    if done.returncode:
        raise RuntimeError(told)
    return End(killed=False, touches=int(done.stdout.rsplit(COUNTED)[-1]), told=told)


class _Touches:
    """What a process has touched; its children do not count. last: at which it dies."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self._last, self._own = last, os.getpid()

    def one(self) -> None:
        """Count one more."""
        if os.getpid() == self._own:
            self.count += 1
            if self.count == self._last:
                os.kill(self._own, signal.SIGKILL)

    def heard(self, event: str, told: tuple[Any, ...]) -> None:
        """What the system is asked; an audit hook (PEP 578)."""
        if event in TOUCHES or (event == "open" and not str(told[0]).endswith(PROGRAM)):
            self.one()

    def tell(self) -> None:
        """Say how many there were."""
        if os.getpid() == self._own:
            sys.stdout.write(f"{COUNTED} {self.count}\n")
            sys.stdout.flush()


def main() -> None:
    """See above."""
    last, module, *arguments = sys.argv[1:]
    touches = _Touches(int(last))
    transport: Any = selector_events.__dict__["_SelectorSocketTransport"]
    really = transport.write

    def write(self: object, data: bytes) -> None:
        touches.one()  # what SSH sends comes to no hook
        really(self, data)

    transport.write = write
    sys.argv = [module, *arguments]
    atexit.register(touches.tell)
    sys.addaudithook(touches.heard)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
