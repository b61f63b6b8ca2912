"""The plates: the inks a press sheet is printed with, and the profile of the machine.

The theme draws in CMYK. Two of its colours are not colours but names: KEY stands for the spot ink,
REGISTRATION for every plate at once; `press.prepress` puts the inks in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsroom.fingerprints import digest
from newsroom.program import THEME
from press.options import Options
from press.papers import POINTS_PER_MM

# Of 255, since Typst writes colours in steps of that; no theme would choose them.
KEY = (3 / 255, 252 / 255, 5 / 255, 250 / 255)
REGISTRATION = (1.0, 1.0, 1.0, 1.0)
BLEED = 3 * POINTS_PER_MM
SLUG = 9 * POINTS_PER_MM  # white round the bleed, for the marks
HOUSE_RED = (0.10, 1.00, 0.90, 0.10)
COLOUR_FOLDERS = (
    THEME / "print",  # the program's own profile of newsprint
    Path("/usr/share/color/icc"),
    Path("/usr/local/share/color/icc"),
)

Ink = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plates:
    """What the print shop's machine prints with.

    profile: the ICC profile of its condition, None where none was found. condition: its registered
    name, or "". spot: name of the fifth ink, or "". red: the four inks that stand for the fifth, or
    that print the house's red without it, each 0 to 1. photos: who separates them.
    """

    profile: Path | None
    condition: str = ""
    spot: str = ""
    red: Ink = HOUSE_RED
    photos: Literal["rgb", "cmyk"] = "cmyk"

    @classmethod
    def of(cls, options: Options, folders: Sequence[Path]) -> Plates:
        """The plates that the settings ask for. folders: where a profile is looked for first."""
        spot = options.spot
        cyan, magenta, yellow, black = (part / 100 for part in spot.cmyk) if spot else HOUSE_RED
        return cls(
            profile=profile_file(options.output_profile, (*folders, *COLOUR_FOLDERS)),
            condition=options.output_condition,
            spot=spot.name if spot else "",
            red=(cyan, magenta, yellow, black),
            photos=options.press_photos,
        )

    @property
    def drawn_red(self) -> Ink:
        """The colour the theme draws red in."""
        return KEY if self.spot else self.red

    @property
    def separates(self) -> Path | None:
        """The profile photos are separated by; None where the print shop does it."""
        return self.profile if self.photos == "cmyk" else None

    @property
    def digest(self) -> str:
        """Of all that a file printed with these plates depends on."""
        profile = digest(self.profile.read_bytes()) if self.profile else ""
        return digest(repr((profile, self.condition, self.spot, self.red, self.photos)).encode())


def profile_file(name: str, folders: Iterable[Path]) -> Path | None:
    """The first CMYK output profile of a name. name: of a file in or under a folder, or a path."""
    if not name:
        return None
    path = Path(name)
    found = [path] if path.is_absolute() else []
    for folder in folders:
        if not path.is_absolute() and folder.is_dir():
            found += [folder / path, *sorted(folder.glob(f"*/{path}"))]
    return next((file for file in found if file.is_file() and _prints_cmyk(file)), None)


def _prints_cmyk(file: Path) -> bool:
    """Whether a file is a profile of a printing condition (ICC.1 §7.2: class, colour space)."""
    with file.open("rb") as opened:
        header = opened.read(40)
    return header[12:20] == b"prtrCMYK" and header[36:40] == b"acsp"
