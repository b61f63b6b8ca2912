"""Names nobody has signed off, told at every build if the house wants it."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from hanzi import Converter
from hanzi.proofing import manuscripts
from hanzi.sheet import Manuscript, entries, unsigned
from newsroom.fingerprints import fingerprint
from newsroom.items import Warned
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.store import Store

_WARNED: TypeAdapter[tuple[Warned, ...]] = TypeAdapter(tuple[Warned, ...])


def note_unsigned_names(
    content: Path, converter: Converter, severity: Severity, store: Store, problems: ProblemList
) -> None:
    """Note every name in the news that could convert more than one way and is not signed off.

    What a manuscript holds is kept in the store, so an unchanged one is not looked through again.
    """
    for manuscript in manuscripts(content / "issues", content):
        key = fingerprint("unsigned", converter.fingerprint, severity.value, repr(manuscript))
        kept = store.load(key, _WARNED)
        if kept is None:
            kept = tuple(Warned.of(found) for found in _unsigned(manuscript, converter, severity))
            store.put(key, _WARNED.dump_json(kept))
        for warned in kept:
            found = warned.problem(content.name)
            where = (found.file, found.line, found.code, found.what, found.cure)
            problems.add(*where, severity)


def _unsigned(manuscript: Manuscript, converter: Converter, severity: Severity) -> list[Problem]:
    return list(unsigned(entries([manuscript], converter), severity))
