"""The passages of an item in their order: what is put before, after, over and under them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from press.spans import Span, text_of
from press.story import Passage, Role, TableCopy

_FEW = 160  # characters over or under the tables: two lines in each of six columns
_RUNS_ON = frozenset({Role.TEXT, Role.FLUSH, Role.SIGNED, Role.NOTE})


def with_first(passages: list[Passage], span: Span) -> list[Passage]:
    """Put a span before the first paragraph of text, or make one of it."""
    for index, passage in enumerate(passages):
        if passage.role is Role.TEXT:
            passages[index] = replace(passage, spans=(span, *passage.spans))
            return passages
    return [Passage(Role.TEXT, (span,)), *passages]


def with_mark(passages: list[Passage], mark: str) -> list[Passage]:
    """Put a mark before the first passage if it is text."""
    if not passages or passages[0].role is not Role.TEXT:
        return passages
    return [replace(passages[0], mark=mark), *passages[1:]]


def with_last(passages: list[Passage], span: Span) -> list[Passage]:
    """Put a span after the last paragraph before the notes if that is text, or make one of it."""
    end = len(passages)
    while end and passages[end - 1].role in {Role.NOTE, Role.SIGNED}:
        end -= 1
    if end and passages[end - 1].role in {Role.TEXT, Role.ENTRY}:
        last = passages[end - 1]
        signed = replace(last, spans=(*last.spans, span))
        return [*passages[: end - 1], signed, *passages[end:]]
    return [*passages[:end], Passage(Role.TEXT, (span,)), *passages[end:]]


def closed(
    passages: list[Passage], tables: Sequence[TableCopy]
) -> tuple[list[Passage], list[Passage]]:
    """The passages down to the last table, and the few words that close the item under it.

    They are too few for columns of their own: 逾期视为放弃, an office and a day. Across the whole
    of the block they stand under the table, as they do in the copy, and not over it.
    """
    at = max((table.at for table in tables), default=len(passages))
    return (passages[:at], passages[at:]) if _are_few(passages[at:]) else (passages, [])


def opened(
    passages: list[Passage], tables: Sequence[TableCopy]
) -> tuple[list[Passage], list[Passage]]:
    """The few words that are all there is over the first table, and the passages that are left.

    In columns they would be a line or two in the first of them.
    """
    over = all(table.at >= len(passages) for table in tables)
    return (passages, []) if tables and over and _are_few(passages) else ([], passages)


def _are_few(passages: Sequence[Passage]) -> bool:
    """Whether passages are too short for columns of their own, and nothing but text."""
    few = sum(len(text_of(passage.spans)) for passage in passages) <= _FEW
    return few and all(passage.role in _RUNS_ON for passage in passages)


def moved(tables: Iterable[TableCopy], start: int, by: int) -> list[TableCopy]:
    """Tables whose place is at a passage or after it moved on by some passages."""
    return [replace(table, at=table.at + by) if table.at >= start else table for table in tables]
