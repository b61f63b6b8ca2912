"""The room's bench: Typst's files and prepared photos in the cache, and one way to run Typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from newsroom.cabinet import replaced
from newsroom.fingerprints import digest_folder
from press.faces import Faces
from press.photography import Darkroom

READER_STANDARDS = ("ua-1", "a-2a")
PRESS_STANDARDS = ("1.6",)  # the version that PDF/X-4 builds on


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder that Typst may read and nothing else: `type-…/` the theme, `photos/` pictures."""

    root: Path
    theme: str

    @classmethod
    def opened(cls, cache: Path, theme: Path) -> Workshop:
        """The workshop in the cache, with the theme's Typst files laid out in it."""
        root = cache / "press"
        files = {file.name: file.read_bytes() for file in sorted((theme / "print").glob("*.typ"))}
        name = f"type-{digest_folder(theme / 'print', ['.typ'])}"
        for file, data in files.items():
            laid_out = root / name / file
            if not _holds(laid_out, data):
                replaced(laid_out, data)
        return cls(root, name)

    def file(self, name: str) -> Path:
        """One of the theme's Typst files."""
        return self.root / self.theme / name

    def darkroom(self, content: Path) -> Darkroom:
        """Where the prints of a content folder's photos are made and kept."""
        folder = self.root / "photos"
        folder.mkdir(parents=True, exist_ok=True)
        return Darkroom(folder, content)


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


@dataclass(slots=True)
class Typesetter:
    """Runs Typst over one sheet. day: of the issue, the only time a file knows."""

    workshop: Workshop
    faces: Faces
    day: date

    def pdf(self, sheet: dict[str, Any], standards: Sequence[str]) -> bytes:
        """The sheet as a PDF; raises typst.TypstError where Typst refuses."""
        made = self._compiler(sheet).compile(
            format="pdf",
            pdf_standards=list(standards),
            timestamp=datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC),
        )
        return bytes(made)

    def picture(self, sheet: dict[str, Any], dpi: float) -> bytes:
        """The only page of a sheet as PNG; raises typst.TypstError where Typst refuses."""
        made = self._compiler(sheet).compile(format="png", ppi=dpi)
        return bytes(made)

    def _compiler(self, sheet: dict[str, Any]) -> Any:
        import typst

        return typst.Compiler(
            str(self.workshop.file("newspaper.typ")),
            root=str(self.workshop.root),
            font_paths=self.faces.handle,
            ignore_system_fonts=True,
            sys_inputs={"job": json.dumps(sheet, ensure_ascii=False)},
        )
