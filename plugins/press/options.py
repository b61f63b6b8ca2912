"""The room's settings in pelican.conf.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from edition.house import Settings
from press.jumps import Jumps

Percent = Annotated[float, Field(ge=0, le=100)]


class Spot(Settings):
    """An ink of its own for what the theme prints red: nameplate, rules, sub-heads.

    name: as the print shop orders it, "PANTONE 186 C". cmyk: percent of the four inks that stand
    for it on a screen and where it is not mixed.
    """

    name: str = Field(min_length=1, max_length=60, pattern=r"^[\x20-\x7e]+$")
    cmyk: tuple[Percent, Percent, Percent, Percent] = (10, 100, 90, 10)


class Options(Settings):
    """The room's settings.

    photo_dpi: resolution the print shop asks of photos. press_pdf: whether its file is made.
    workers: processes that print at once. output_profile: the ICC profile of the print shop's
    machine and paper, a path or the name of a file in FONT_FOLDERS, the program's or the system's.
    output_condition: its name in the ICC's registry, such as "FOGRA39"; "" for one not registered.
    press_photos: "rgb" leaves their separation to the print shop, "cmyk" does it by the profile.
    spot: an ink besides the four. jumps: which stories may go on on another page: those of page
    one, all, none; one too long for a page goes on all the same. made_fillers: whether the press
    may make fillers of what the folder knows where the kept ones fill no hole.
    """

    photo_dpi: int = Field(default=200, ge=50, le=1200)
    press_pdf: bool = True
    workers: int = Field(default=2, ge=1, le=16)
    output_profile: str = "newsprint.icc"
    output_condition: str = Field(default="", max_length=60, pattern=r"^[\x20-\x7e]*$")
    press_photos: Literal["rgb", "cmyk"] = "cmyk"
    spot: Spot | None = None
    jumps: Jumps = Jumps.FRONT
    made_fillers: bool = True


def settings_of(options: Mapping[str, Mapping[str, Any]]) -> Options:
    """The room's settings among all rooms'; raises ValidationError where they make no sense."""
    return Options.model_validate(options.get("press", {}))
