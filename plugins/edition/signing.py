"""Names nobody has signed off, told at every build if the house wants it."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from hanzi import Converter
from hanzi.proofing import copy_below, manuscript_of
from hanzi.sheet import Manuscript, entries, unsigned
from newsroom.fingerprints import fingerprint
from newsroom.keptitems import Warned, reading_code
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.store import Store

_WARNED: TypeAdapter[tuple[Warned, ...]] = TypeAdapter(tuple[Warned, ...])


def note_unsigned_names(
    content: Path, converter: Converter, severity: Severity, store: Store, problems: ProblemList
) -> None:
    """Note every name in the news that could convert more than one way and is not signed off.

    What a manuscript holds is kept in the store, so an unchanged one is not looked through again.
    """
    for path in copy_below(content / "issues", content):
        key = _key(path, content, converter, severity)
        kept = store.load(key, _WARNED)
        if kept is None:
            manuscript = manuscript_of(path, content)
            listed = _unsigned(manuscript, converter, severity) if manuscript else []
            kept = tuple(Warned.of(found) for found in listed)
            store.put(key, _WARNED.dump_json(kept))
        for warned in kept:
            found = warned.problem(content.name)
            where = (found.file, found.line, found.code, found.what, found.cure)
            problems.add(*where, severity)


def _key(path: Path, content: Path, converter: Converter, severity: Severity) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    name = path.relative_to(content).as_posix()
    return fingerprint(
        "unsigned", reading_code(), converter.fingerprint, severity.value, name, data
    )


def _unsigned(manuscript: Manuscript, converter: Converter, severity: Severity) -> list[Problem]:
    return list(unsigned(entries([manuscript], converter), severity))
