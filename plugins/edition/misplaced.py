"""Settings that stand where nothing reads them: under another name's roof, or in small letters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from edition.house import House, Settings
from edition.rooms import NAMES
from edition.settings import PaperSettings


def where_it_belongs(name: str) -> str:
    """Where a setting of this name is read, as a cure; "" for a name that nothing reads."""
    for own in PaperSettings.model_fields:
        if own.casefold() == name.casefold():
            return f"请另起一行，不放在别的设置里，写作 {own} = ……"
    for own in House.model_fields:
        if own.casefold() == name.casefold() and own != "site":
            return f'请写进 HOUSE 的花括号里："{own}": ……'
    for room, own in _of_rooms():
        if own.casefold() == name.casefold():
            return f'请写进 ROOMS 里："{room}": {{"{own}": ……}}'
    return ""


def idle_names(conf: Path) -> Iterator[tuple[str, int]]:
    """Names in small letters that a settings file gives something to and never uses, with lines.

    The host takes names in capitals only; one in small letters may well help to say another.
    """
    try:
        module = ast.parse(conf.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return
    named = [node for node in ast.walk(module) if isinstance(node, ast.Name)]
    used = {node.id for node in named if isinstance(node.ctx, ast.Load)}
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.isupper() and target.id not in used:
                yield target.id, target.lineno


def _of_rooms() -> Iterator[tuple[str, str]]:
    """Each room with each name that its settings have."""
    for module in (f"{room}{part}" for room in NAMES for part in ("", ".options")):
        with suppress(ImportError):
            import_module(module)
    waiting: list[type[Settings]] = [Settings]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        room = model.__module__.partition(".")[0]
        if room in NAMES:
            yield from ((room, name) for name in model.model_fields)
