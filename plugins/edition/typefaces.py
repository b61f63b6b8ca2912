"""The face that the paper's name is drawn in, among the fonts of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]

from newsroom.kinds import Region, Script

REGIONS = {Region.CN: "SC", Region.TW: "TC", Region.HK: "HK"}


@dataclass(frozen=True, slots=True)
class Face:
    """A font and which face of its collection has a region's glyphs."""

    path: Path
    index: int


def font_stamp(face: Face | None) -> str:
    """A font by name and size: its bytes are too many to read for every build."""
    return "" if face is None else f"{face.path.name} {face.path.stat().st_size} {face.index}"


@cache
def nameplate_face(fonts: tuple[Path, ...], script: Script, style: str = "Bold") -> Face | None:
    """The Song face of a script among font files and folders; None where there is none.

    Noto CJK collections hold one face a region; in static files the region is in the name.
    """
    region = REGIONS[script.region]
    for path in _files(fonts):
        name = path.name
        if "Serif" not in name or style not in name:
            continue
        if path.suffix == ".ttc":
            collection = TTCollection(path, lazy=True)
            for index, font in enumerate(collection.fonts):
                family = font["name"].getBestFamilyName() or ""
                if family.endswith(f"CJK {region}"):
                    return Face(path, index)
        elif region in name:
            return Face(path, 0)
    return None


def _files(fonts: tuple[Path, ...]) -> list[Path]:
    found: list[Path] = []
    for path in fonts:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [file for file in inside if file.suffix.lower() in {".ttc", ".otf", ".ttf"}]
    return found
