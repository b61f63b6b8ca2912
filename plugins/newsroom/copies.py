"""Copies of frozen objects, for where there are many: a publication of some years, item by item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")
Put = Callable[[Any, Any], None]


def altered(value: T, **changes: object) -> T:
    """A dataclass with slots as it is but for some fields.

    `dataclasses.replace` does the same by way of `__init__`, and takes three times as long for an
    item; an object with a `__post_init__` is for it alone.
    """
    kind: Any = type(value)
    take, slots = _slots_of(kind)
    if not changes.keys() <= slots.keys():
        raise TypeError(f"{kind.__name__} has no {sorted(changes.keys() - slots.keys())}")
    made: T = object.__new__(kind)
    for put, held in zip(slots.values(), take(value), strict=True):
        put(made, held)
    for name, held in changes.items():
        slots[name](made, held)
    return made


@cache
def _slots_of(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, Put]]:
    """How all fields of a class are read, and how each is set, beside its being frozen."""
    if hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} wants to be made by dataclasses.replace")
    names = [one.name for one in fields(kind)]
    if len(names) < 2:  # of a single name `attrgetter` gives no tuple
        return lambda value: tuple(getattr(value, name) for name in names), _puts(kind, names)
    return attrgetter(*names), _puts(kind, names)


def _puts(kind: Any, names: list[str]) -> dict[str, Put]:
    return {name: getattr(kind, name).__set__ for name in names}
