"""What Windows lacks is taken from this Python: to be imported before the program is.

Gone: fcntl and its like, fork, links by a user without rights, folders that can be opened as
files, a look at processes by signal 0. The standard library itself keeps what it was built on.
"""

from __future__ import annotations

import builtins
import multiprocessing
import os
import sys
from typing import Any

MODULES = frozenset({"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"})
NAMES = ("fork", "forkpty", "geteuid", "getuid", "sched_getaffinity", "sync")
_LIBRARY = os.path.dirname(os.__file__)  # noqa: PTH120 # pathlib is not loaded for this
_import = builtins.__import__
_open, _kill = os.open, os.kill
FORK = os.fork  # kept for the tests' own process that is copied for each command


def _imported(name: str, scope: Any = None, *more: Any, **named: Any) -> Any:
    """Import as Python does, but for what Windows has not."""
    file = str((scope or {}).get("__file__", ""))
    inside = file.startswith(_LIBRARY) and "site-packages" not in file
    if name in MODULES and not inside:
        raise ImportError(f"No module named {name!r}", name=name)
    return _import(name, scope, *more, **named)


def _linked(*_: object, **__: object) -> None:
    raise OSError(22, "A required privilege is not held by the client")


def _opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
    if isinstance(path, str | bytes | os.PathLike) and os.path.isdir(path):  # noqa: PTH112 # the same
        raise PermissionError(13, "Permission denied", os.fspath(path))
    return _open(path, flags, *more, **named)


def _signalled(pid: int, number: int) -> None:
    if number == 0:
        raise AssertionError("signal 0 is Ctrl+C on Windows")
    _kill(pid, number)


def _no_fork(method: str | None = None) -> Any:
    if method == "fork":
        raise ValueError("cannot find context for 'fork'")
    return _context(method)


for _name in NAMES:
    if hasattr(os, _name):
        delattr(os, _name)
builtins.__import__ = _imported
os.symlink = _linked
os.open = _opened
os.kill = _signalled
_context = multiprocessing.get_context
multiprocessing.get_context = _no_fork
sys.modules.pop("fcntl", None)
