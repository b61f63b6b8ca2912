"""Gives the functions of a module that is imported already the code of a changed source.

A child that is forked for one change then imports nothing anew, which is most of a small test.
"""

from __future__ import annotations

import gc
import inspect
from collections.abc import Iterable
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType

Pairs = list[tuple[CodeType, CodeType]]
"""The code of functions as it was, and as it is with a change."""


def swaps(path: Path, before: str, after: str) -> Pairs | None:
    """What a change to a module's source changes in its functions, those within others as well.

    None where it changes more than functions: what runs when the module is imported, or what a
    function needs of those round it.
    """
    first = compile(before, path, "exec", dont_inherit=True)
    return _differing(first, compile(after, path, "exec", dont_inherit=True))


def _differing(old: CodeType, new: CodeType) -> Pairs | None:
    """The differing functions in the code of a module or class, which is otherwise the same."""
    if (old.co_code, old.co_names) != (new.co_code, new.co_names):
        return None
    if len(old.co_consts) != len(new.co_consts):
        return None
    found: Pairs = []
    for one, other in zip(old.co_consts, new.co_consts, strict=True):
        if not (isinstance(one, CodeType) and isinstance(other, CodeType)):
            if repr(one) != repr(other):  # True is 1
                return None
            continue
        is_function = bool(one.co_flags & inspect.CO_OPTIMIZED)
        below = _of_functions(one, other) if is_function else _differing(one, other)
        if below is None:
            return None
        found += below
    return found


def _of_functions(old: CodeType, new: CodeType) -> Pairs | None:
    if old == new:
        return []
    if old.co_freevars != new.co_freevars:
        return None
    found = [(old, new)]
    inner = [[one for one in code.co_consts if isinstance(one, CodeType)] for code in (old, new)]
    if [one.co_name for one in inner[0]] == [one.co_name for one in inner[1]]:
        for one, other in zip(*inner, strict=True):
            found += _of_functions(one, other) or []
    return found


class Imported:
    """The functions and memories of all that is imported from below a folder."""

    def __init__(self, root: Path) -> None:
        self._functions: dict[str, list[FunctionType]] = {}
        self._memories: list[_lru_cache_wrapper[object]] = []
        gc.unfreeze()  # what is frozen is not among the objects; who runs tests freezes what it has
        gc.collect()
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                if one.__code__.co_filename.startswith(str(root)):
                    self._functions.setdefault(one.__code__.co_filename, []).append(one)
            elif isinstance(one, _lru_cache_wrapper):
                code = getattr(inspect.unwrap(one), "__code__", None)
                if code and code.co_filename.startswith(str(root)):
                    self._memories.append(one)
        gc.freeze()  # what is there is shared with children, who need not look through it

    def swap(self, path: Path, pairs: Iterable[tuple[CodeType, CodeType]]) -> bool:
        """Give functions their changed code, and forget what any has remembered.

        False where the module is imported and none of its functions had the code that changes.
        """
        living = self._functions.get(str(path), [])
        changed = False
        for old, new in pairs:
            for function in living:
                if function.__code__ == old:
                    function.__code__ = new
                    changed = True
        for memory in self._memories:
            memory.cache_clear()
        return changed or not living
