"""What a build left out, and the folder beside the output that says why.

A fault in one output withholds that output and nothing else. Beside the site, in `output.proofs/`,
lie the marked proofs, the log and the report for a maintainer. The folder is never delivered; a
build without a fault removes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from edition.manifest import LOCK, MANIFEST, MARKER, read_manifest
from edition.ownership import standing_of
from edition.tree import OutputTree, Removals
from newsroom.faults import Reports
from newsroom.fingerprints import digest

LIST = "withheld.json"


@dataclass(frozen=True, slots=True)
class Withheld:
    """One output that was left out. what: as an editor is told it; paths: of its files, if known.

    room: the publisher, or the edition's room as a whole where `paths` is empty.
    """

    what: str
    room: str
    paths: tuple[str, ...] = ()


@dataclass(slots=True)
class Withholding:
    """All that a build leaves out. folder: for proofs, beside the output; paper: whose it is."""

    folder: Path
    reports: Reports
    paper: str = ""
    held: list[Withheld] = field(default_factory=list)
    _evidence: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def beside(cls, output: Path, reports: Reports, paper: str = "") -> Withholding:
        """For a build into an output folder: `output` has `output.proofs` beside it."""
        return cls(output.with_name(f"{output.name}.proofs"), reports, f"{paper} proofs")

    def withhold(self, held: Withheld, evidence: Mapping[str, bytes] | None = None) -> None:
        """Note an output as left out. evidence: files for the folder, by their name in it."""
        self.held.append(held)
        self._evidence.update(evidence or {})

    def place(self, name: str) -> str:
        """A file of the folder as an editor is told it: `output.proofs/2013-10-08-a4.pdf`."""
        return f"{self.folder.name}/{name}"

    def covers(self, path: str) -> bool:
        """Whether a file may be missing because something was withheld."""
        return any(path in held.paths or not held.paths for held in self.held)

    def settle(self) -> None:
        """Write the folder as this build wants it; without a fault there is none."""
        if not self.held and not self.folder.is_dir():
            return
        files = dict(self._evidence)
        if self.held:
            rows = [
                {"what": held.what, "room": held.room, "files": list(held.paths)}
                for held in self.held
            ]
            files[LIST] = f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n".encode()
        with self._tree() as tree:
            for name, data in sorted(files.items()):
                tree.write(name, digest(data), partial(bytes, data))
            tree.commit()
        if not files:
            own = {MARKER, MANIFEST, LOCK}
            with suppress(OSError):
                if {path.name for path in self.folder.iterdir()} <= own:
                    for name in own:
                        (self.folder / name).unlink(missing_ok=True)
                    self.folder.rmdir()

    def prove(self) -> None:
        """Raise TreeRefusedError, before anything is published, if the folder is not ours."""
        if self.folder.is_dir():
            standing_of(self.folder, self.paper, read_manifest(self.folder), {})

    def _tree(self) -> OutputTree:
        return OutputTree(self.folder, paper=self.paper, removals=Removals.CONFIRMED)
