"""Items of which little is at hand: the rest is fetched when somebody asks for some of it.

Of an item that did not change most of what is made asks no more than that it is there, what it is
the digest of and when it came out; its words would be read for nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from newsroom.model import Body, NewsItem

HEAD = (
    "id",
    "issue_day",
    "kind",
    "section",
    "script",
    "digest",
    "position",
    "body",
    "print_wish",
    "status",
    "embargo",
    "moved_from",
    "record",
)
"""The fields of an item that are at hand, whatever they say."""

RARE = ("audio", "corrections", "retraction", "schedule", "photos", "briefs", "facts")
"""Those that are at hand where they say nothing, as of most items."""

ALL = (*HEAD, *RARE)
_SLOTS: dict[str, Any] = {one.name: getattr(NewsItem, one.name) for one in fields(NewsItem)}
_EVERY = frozenset(_SLOTS)
_EMPTY = {one.name: one.default for one in fields(NewsItem) if one.name in RARE}


class Awaited(NewsItem):
    """An item as another, or as one that is kept somewhere, but for what was put into it.

    Whoever asks for more has the other fetched, once, and all of it taken over.
    """

    __slots__ = ("_known", "_source")
    __qualname__ = "NewsItem"  # it is one, and fingerprints of what holds it say so
    _known: frozenset[str]
    _source: NewsItem | Callable[[], NewsItem]

    def __getattr__(self, name: str) -> Any:
        """A field that was not put."""
        if name == "_known":
            return _EVERY  # made as a whole, as `dataclasses.replace` makes it
        if name not in _EVERY:
            raise AttributeError(name)
        source = self._source
        whole = source if isinstance(source, NewsItem) else source()
        for left in _EVERY - self._known:
            _SLOTS[left].__set__(self, getattr(whole, left))
        _KNOWN.__set__(self, _EVERY)
        _SOURCE.__delete__(self)
        return getattr(self, name)

    def __eq__(self, other: object) -> bool:
        """Items are equal by what they say, however much of it is at hand."""
        if not isinstance(other, NewsItem):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _SLOTS)

    __hash__ = NewsItem.__hash__


_KNOWN: Any = Awaited.__dict__["_known"]
_SOURCE: Any = Awaited.__dict__["_source"]


def like(item: NewsItem, **changes: object) -> NewsItem:
    """An item as it is but for some fields; what is not at hand of it is not fetched."""
    known = item._known if isinstance(item, Awaited) else _EVERY  # noqa: SLF001 - of this module
    return _taken(item, item, _light(known), changes)


def set_anew(item: NewsItem, digest: str, body: Body, fetch: Callable[[], NewsItem]) -> NewsItem:
    """An item in another script, whose words are fetched. digest, body: in that script."""
    known = item._known if isinstance(item, Awaited) else _EVERY  # noqa: SLF001 - as above
    says = [name for name in RARE if name not in known or getattr(item, name)]
    names = tuple(name for name in ALL if name not in says) if says else ALL
    return _taken(item, fetch, names, {"digest": digest, "body": body})


def awaited(fetch: Callable[[], NewsItem], rare: tuple[str, ...], **head: object) -> NewsItem:
    """An item that is kept. rare: the fields that say something, of `RARE`; head: its `HEAD`."""
    made = object.__new__(Awaited)
    empty = {name: said for name, said in _EMPTY.items() if name not in rare}
    said = {**empty, **head}
    for name, value in said.items():
        _SLOTS[name].__set__(made, value)
    _KNOWN.__set__(made, frozenset(said))
    _SOURCE.__set__(made, fetch)
    return made


def whole(item: NewsItem) -> NewsItem:
    """An item with all its words at hand, to be kept."""
    if not isinstance(item, Awaited):
        return item
    return NewsItem(**{name: getattr(item, name) for name in _SLOTS})


def _taken(
    item: NewsItem,
    source: NewsItem | Callable[[], NewsItem],
    names: tuple[str, ...],
    changes: dict[str, Any],
) -> NewsItem:
    """An item with some fields of another, and some of its own; the rest is the source's."""
    take, puts, known = _way(names)
    made = object.__new__(Awaited)
    for put, said in zip(puts, take(item), strict=True):
        put(made, said)
    for name, said in changes.items():
        _SLOTS[name].__set__(made, said)
    _KNOWN.__set__(made, known if known.issuperset(changes) else known.union(changes))
    _SOURCE.__set__(made, source)
    return made


@lru_cache(maxsize=64)
def _light(known: frozenset[str]) -> tuple[str, ...]:
    """The fields worth taking over of those that are at hand."""
    return tuple(name for name in ALL if name in known)


@lru_cache(maxsize=64)
def _way(names: tuple[str, ...]) -> tuple[Callable[[Any], Any], tuple[Any, ...], frozenset[str]]:
    """How some fields are read, how each is set, and which they are."""
    return attrgetter(*names), tuple(_SLOTS[name].__set__ for name in names), frozenset(names)
