"""Names nobody has signed off, told at every build if the house wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from hanzi import Converter
from newsroom.fingerprints import fingerprint
from newsroom.folder import PRINTED
from newsroom.keptissues import looks_of
from newsroom.keptitems import Warned, reading_code
from newsroom.problems import ProblemList, Severity
from newsroom.store import Store

_WARNED: TypeAdapter[tuple[Warned, ...]] = TypeAdapter(tuple[Warned, ...])


def note_unsigned_names(
    content: Path, converter: Converter, severity: Severity, store: Store, problems: ProblemList
) -> None:
    """Note every name in the news that could convert more than one way and is not signed off.

    What an issue holds is kept in the store while its files look as they did, and what a manuscript
    holds while its bytes are the same, so an unchanged one is not looked through again.
    """
    way = ("unsigned", reading_code(), converter.fingerprint, severity.value)
    for folder in sorted(path for path in (content / "issues").glob("*") if path.is_dir()):
        within = (path for path in folder.iterdir() if path.is_dir() and path.name != PRINTED)
        looks = "" if any(within) else looks_of(folder)  # which does not see what lies deeper
        name = folder.relative_to(content).as_posix()
        key = fingerprint("looks", *way, name, looks)
        kept = store.load(key, _WARNED) if looks else None
        if kept is None:
            kept = tuple(_told(folder, content, converter, severity, store, way))
            if looks:
                store.put(key, _WARNED.dump_json(kept))
        for warned in kept:
            found = warned.problem(content.name)
            where = (found.file, found.line, found.code, found.what, found.cure)
            problems.add(*where, severity)


def _told(
    folder: Path,
    content: Path,
    converter: Converter,
    severity: Severity,
    store: Store,
    way: tuple[str, ...],
) -> Iterator[Warned]:
    """What is to be told of the manuscripts of one issue."""
    from hanzi.proofing import copy_below, manuscript_of  # knows many names
    from hanzi.sheet import entries, unsigned

    for path in copy_below(folder, content):
        if PRINTED in path.relative_to(folder).parts:
            continue  # the press's own files
        key = _key(path, content, way)
        kept = store.load(key, _WARNED)
        if kept is None:
            manuscript = manuscript_of(path, content)
            listed = unsigned(entries([manuscript], converter), severity) if manuscript else ()
            kept = tuple(Warned.of(found) for found in listed)
            store.put(key, _WARNED.dump_json(kept))
        yield from kept


def _key(path: Path, content: Path, way: tuple[str, ...]) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    name = path.relative_to(content).as_posix()
    return fingerprint(*way, name, data)
