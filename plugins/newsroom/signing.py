"""Names that were read, but may have been meant otherwise: told with what they were read as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsroom.codes import ReadingCode
from newsroom.credits import CREDITS, credits_of, read_credits, several, written_out
from newsroom.problems import ProblemList, Severity
from newsroom.sources import Source


def note_credits(source: Source, problems: ProblemList) -> None:
    """Ask about every line of names that can be read in more than one way."""
    for path, written in _written(source.matter or {}, ()):
        reading = read_credits(written)
        if reading is None or reading.is_sure:
            continue
        shown = written_out(reading.credits)
        problems.add(
            source.name,
            source.line_of(*path),
            ReadingCode.CREDIT,
            f"“{written[:40]}”读作 {shown}，不知道对不对",
            f"请把每个人写全，如 {path[0] if path[0] in CREDITS else 'credit'}: {shown}",
            Severity.WARNING,
        )


def people_in(matter: Any) -> Iterator[str]:
    """The names that sign in front matter: under a text, a photo or an issue."""
    for _, written in _written(matter, ()):
        yield from (credit.name for credit in credits_of(written) or ())
    yield from _named(matter, within=False)


def _named(value: Any, *, within: bool) -> Iterator[str]:
    """The names that are written out as such. within: in a field of credits."""
    if isinstance(value, dict):
        name = value.get("name") if within else None
        if isinstance(name, str):
            yield from several(name)
        for key, inner in value.items():
            yield from _named(inner, within=within or key in CREDITS)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, within=within)


def _written(
    value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The lines of names in front matter, each with its path."""
    named = bool(CREDITS & set(path))
    if isinstance(value, str) and named:
        yield path, value
    elif isinstance(value, dict):
        key = next(iter(value), "") if named and len(value) == 1 else ""
        if isinstance(key, str) and key and not key.isascii():
            yield path, f"{key}：{value[key]}"
            return
        if not (named and "name" in value):
            for key, inner in value.items():
                yield from _written(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _written(inner, (*path, at))
