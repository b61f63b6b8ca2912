"""The room's bench: Typst's files and prepared photos in the cache, and one way to run Typst."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from newsroom.fingerprints import digest_folder
from newsroom.model import Photo
from press.faces import Faces

READER_STANDARDS = ("ua-1", "a-2a")
READER_PIXELS = 1600  # the longer side of a photo in the reader's PDF
PRESS_PIXELS = 5000
_QUALITY = {READER_PIXELS: 82, PRESS_PIXELS: 95}


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder that Typst may read and nothing else: `type-…/` the theme, `photos/` pictures."""

    root: Path
    theme: str

    @classmethod
    def opened(cls, cache: Path, theme: Path) -> Workshop:
        """The workshop in the cache, with the theme's Typst files laid out in it."""
        root = cache / "press"
        name = f"type-{digest_folder(theme / 'print', ['.typ'])}"
        folder = root / name
        if not folder.is_dir():
            root.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=root))
            for file in sorted((theme / "print").glob("*.typ")):
                shutil.copyfile(file, fresh / file.name)
            try:
                fresh.rename(folder)
            except OSError:  # another worker was first
                shutil.rmtree(fresh)
        (root / "photos").mkdir(parents=True, exist_ok=True)
        return cls(root, name)

    def file(self, name: str) -> Path:
        """One of the theme's Typst files."""
        return self.root / self.theme / name

    def photos(self, photos: Iterable[Photo], content: Path, pixels: int) -> dict[str, str]:
        """The photos made ready for a sheet: path as Typst takes it by the photo's digest.

        pixels: the longest side. A photo that cannot be read is left out.
        """
        return {
            photo.digest: path
            for photo in photos
            if (path := self._photo(photo, content, pixels)) is not None
        }

    def _photo(self, photo: Photo, content: Path, pixels: int) -> str | None:
        name = f"{photo.digest}-{pixels}.jpg"
        target = self.root / "photos" / name
        if not target.is_file():
            data = _encoded(content / photo.file, pixels)
            if data is None:
                return None
            fresh = target.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(data)
            fresh.replace(target)
        return f"/photos/{name}"


def _encoded(file: Path, pixels: int) -> bytes | None:
    """A photo upright, on white, without metadata."""
    from PIL import Image, ImageOps

    try:
        with Image.open(file) as opened:
            image = ImageOps.exif_transpose(opened)
            if image.mode in {"RGBA", "LA", "P"}:
                over = image.convert("RGBA")
                image = Image.new("RGBA", over.size, "white")
                image.alpha_composite(over)
            image = image.convert("RGB")
            image.thumbnail((pixels, pixels), Image.Resampling.LANCZOS)
    except OSError:
        return None
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY[pixels], optimize=True)
    return out.getvalue()


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

    def pictures(self, sheet: dict[str, Any], ppi: float) -> list[bytes]:
        """The pages as PNG."""
        made = self._compiler(sheet).compile(format="png", ppi=ppi)
        return [made] if isinstance(made, bytes) else list(made)

    def _compiler(self, sheet: dict[str, Any]) -> Any:
        import typst

        return typst.Compiler(
            str(self.workshop.file("newspaper.typ")),
            root=str(self.workshop.root),
            font_paths=self.faces.handle,
            ignore_system_fonts=True,
            sys_inputs={"job": json.dumps(sheet, ensure_ascii=False)},
        )
