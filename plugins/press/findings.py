"""What was made of an issue and what was found, so that an unchanged build is not silent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from newsroom.cabinet import Cabinet
from newsroom.problems import Code, Severity
from press.codes import Finding


@dataclass(frozen=True, slots=True)
class Memory:
    """What an earlier build made from a cause. files: names; of issues that are not signed none."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()


def remember(cache: Path, cause: str, memory: Memory) -> None:
    """Keep what a build found, by the fingerprint of all it came from."""
    rows = [
        [f.source, f.code.value, f.what, f.cure, f.severity.value, f.line] for f in memory.findings
    ]
    data = {"files": list(memory.files), "findings": rows}
    _shelf(cache).keep(cause, json.dumps(data, ensure_ascii=False).encode())


def remembered(cache: Path, cause: str) -> Memory | None:
    """What an earlier build found; None where nobody knows any more."""
    kept = _shelf(cache).get(cause)
    if kept is None:
        return None
    data = json.loads(kept)
    findings = tuple(
        Finding(source, Code.of(code), what, cure, Severity(severity), line=sum(line))
        for source, code, what, cure, severity, *line in data["findings"]
    )
    return Memory(findings, tuple(data["files"]))


def _shelf(cache: Path) -> Cabinet:
    return Cabinet(cache / "press" / "findings", ".json")
