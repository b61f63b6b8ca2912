"""The nameplate as a picture: the masthead's calligraphy, from the paper's own theme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsroom.drawings import SUFFIX, drawing_of
from newsroom.kinds import Script
from newsroom.model import Photo
from newsroom.pictures import Flaw, Picture, picture_of

_ENDINGS = (SUFFIX, ".png")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The picture of the nameplate. photo: its file by its whole path; it is no item's."""

    photo: Photo

    @property
    def ratio(self) -> float:
        """Its width by its height."""
        return self.photo.width / max(1, self.photo.height)


def masthead_of(folder: Path, script: Script) -> Masthead | None:
    """The masthead of a script, or of all; None where a paper sets it in type.

    folder: of the theme, for print. One that is no sound picture is told elsewhere.
    """
    for name in (f"nameplate-{script.value}", "nameplate"):
        for ending in _ENDINGS:
            file = folder / f"{name}{ending}"
            made = _facts(file) if file.is_file() else None
            if isinstance(made, Picture):
                place = PurePosixPath(file.resolve().as_posix())
                return Masthead(Photo(place, made.digest, made.width, made.height, ""))
    return None


def flaw_of(file: Path) -> Flaw | None:
    """What is wrong with a masthead."""
    made = _facts(file)
    return made if isinstance(made, Flaw) else None


def _facts(file: Path) -> Picture | Flaw:
    data = file.read_bytes()
    return drawing_of(data) if file.suffix == SUFFIX else picture_of(data, file.suffix)
