"""Tests near a module by what their files import: for a change of which nothing is recorded."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path


class Neighbours:
    """The modules of a checkout, the files of its tests, and which of them imports which."""

    def __init__(self, checkout: Path) -> None:
        self._checkout = checkout
        self._root = checkout / "plugins"
        beside = [*(checkout / "tests").glob("*.py"), *(checkout / "tests/press").glob("*.py")]
        named = {path.stem: path for path in beside}
        named |= {self._name(path): path for path in self._root.rglob("*.py")}
        self._importers: dict[Path, set[Path]] = {}
        for path in named.values():
            for name in _imported(path) & named.keys():
                self._importers.setdefault(named[name], set()).add(path)

    def of(self, module: Path) -> list[str]:
        """Files of tests that import a module, by however many others; the nearest first.

        A word that both are named by brings them two steps together; small files come first.
        """
        far = self._distances(module)
        words = _words(module.relative_to(self._root))
        files = [path for path in far if path.name.startswith("test_")]
        steps = {path: far[path] - 2 * len(words & _words(Path(path.name))) for path in files}
        files.sort(key=lambda path: (steps[path], path.stat().st_size, path))
        return [str(path.relative_to(self._checkout)) for path in files]

    def _distances(self, module: Path) -> Mapping[Path, int]:
        far = {module: 0}
        waiting = [module]
        while waiting:
            path = waiting.pop(0)
            for importer in sorted(self._importers.get(path, set()) - far.keys()):
                far[importer] = far[path] + 1
                waiting.append(importer)
        return far

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self._root).with_suffix("").parts
        return ".".join(parts).removesuffix(".__init__")


def _words(path: Path) -> set[str]:
    return {word.removesuffix("s") for word in re.split(r"[/_]", str(path.with_suffix("")))}


@cache
def _imported(path: Path) -> frozenset[str]:
    """Modules that a file imports, and what it imports from them, which may be modules too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return frozenset(found)
