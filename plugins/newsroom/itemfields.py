"""The fields of an item as they are declared, for outputs to ask what they show of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, get_args

from pydantic import BaseModel

from newsroom.matter import ItemMatter
from newsroom.model import Fact, NewsItem
from newsroom.shown import NOWHERE, Output, Shown


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item. name: in front matter, and of the attribute of `NewsItem`."""

    name: str
    shown: Shown


FIELDS = tuple(
    Field(name, mark)
    for name, info in ItemMatter.model_fields.items()
    for mark in info.metadata
    if isinstance(mark, Shown)
)
"""Every field of an item's front matter, in the order of its declaration."""

WORDS_OF_ITEMS = frozenset(field.name for field in FIELDS if field.shown.word)
LABELS = {field.name: field.shown.label for field in FIELDS}
_DEFAULTS: dict[str, Any] = {
    field.name: field.default_factory() if callable(field.default_factory) else field.default
    for field in fields(NewsItem)
    if field.default is not MISSING or field.default_factory is not MISSING
}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type has in it: of tuple[Photo, ...] the photo."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def names_in(*models: type[BaseModel]) -> frozenset[str]:
    """The names of all fields of front matter, those of fields within fields too."""
    names: set[str] = set()
    for model in models:
        for name, info in model.model_fields.items():
            names |= {name, *names_in(*models_in(info.annotation))}
    return frozenset(names)


def facts_of(matter: ItemMatter) -> tuple[Fact, ...]:
    """What front matter says in fields that have no place of their own."""
    given = ((one, getattr(matter, one.name)) for one in FIELDS if one.shown.fact)
    return tuple(Fact(one.name, one.shown.label, value) for one, value in given if value)


def hidden(output: Output, declared: tuple[Field, ...] = FIELDS) -> frozenset[str]:
    """The fields that an output is told to leave out."""
    return frozenset(
        field.name
        for field in declared
        if output not in field.shown.on and field.shown.on != NOWHERE and not field.shown.must
    )


_HIDDEN = {output: hidden(output) for output in Output}


def bared(item: NewsItem) -> NewsItem:
    """An item without anything that a field says but its headline, section and notices."""
    said = frozenset(one.name for one in FIELDS if one.shown.on and not one.shown.must)
    return replace(shown_in(item, Output.WEB, said), facts=())


def shown_in(item: NewsItem, output: Output, without: frozenset[str] | None = None) -> NewsItem:
    """An item with what an output may show of it; the same object where that is all.

    without: the fields to leave out, where others than those that are declared.
    """
    without = _HIDDEN[output] if without is None else without
    taken = {name: _DEFAULTS[name] for name in without if getattr(item, name, None)}
    facts = tuple(fact for fact in item.facts if fact.name not in without)
    if facts != item.facts:
        taken["facts"] = facts
    return replace(item, **taken) if taken else item
