"""What was made of an issue and what was found, so that an unchanged build is not silent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from newsroom.problems import Code, Severity
from press.codes import Finding


@dataclass(frozen=True, slots=True)
class Memory:
    """What an earlier build made from a cause. files: names; of issues that are not signed none."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()


def remember(cache: Path, cause: str, memory: Memory) -> None:
    """Keep what a build found, by the fingerprint of all it came from."""
    folder = cache / "press" / "findings"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[f.source, f.code.value, f.what, f.cure, f.severity.value] for f in memory.findings]
    data = {"files": list(memory.files), "findings": rows}
    (folder / f"{cause}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def remembered(cache: Path, cause: str) -> Memory | None:
    """What an earlier build found; None where nobody knows any more."""
    file = cache / "press" / "findings" / f"{cause}.json"
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        findings = tuple(
            Finding(source, Code.of(code), what, cure, Severity(severity))
            for source, code, what, cure, severity in data["findings"]
        )
        return Memory(findings, tuple(map(str, data["files"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None
