"""The papers a newspaper is printed on: those known by name, and those a settings file measures."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from newsroom.kinds import Id

ASCII_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Settings(BaseModel):
    """Base of what stands in pelican.conf.py: frozen, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class PaperSize(Settings):
    """A paper the newspaper is printed on, in millimetres and points.

    columns: of the grid; characters: Han characters in a line of one column; size: of the body
    type, points; pitch: from line to line, points; gutter: between columns, points; top, bottom:
    margins, millimetres; nameplate: height of the 报头 in lines. ink: how much of all inks together
    the paper takes in one place, percent: 240 newsprint (ISO 12647-3), 300 uncoated, 330 coated.
    """

    id: Id = Field(pattern=ASCII_NAME)
    name: str
    width: float
    height: float
    columns: int = Field(ge=1, le=8)
    characters: int
    size: float
    pitch: float
    gutter: float
    top: float
    bottom: float
    nameplate: int
    ink: int = Field(default=240, ge=150, le=400)


STANDARD = (
    PaperSize(
        id="a4",
        name="A4",
        width=210,
        height=297,
        columns=4,
        characters=13,
        size=9,
        pitch=14.5,
        gutter=14,
        top=18,
        bottom=12,
        nameplate=6,
    ),
    PaperSize(
        id="8k",
        name="八开",
        width=285,
        height=420,
        columns=5,
        characters=14,
        size=9.5,
        pitch=15,
        gutter=14.5,
        top=19,
        bottom=14,
        nameplate=7,
    ),
)
"""Known by name, and what is printed on where the settings say nothing."""
BROADSHEET = PaperSize(
    id="2k",
    name="对开",
    width=390,
    height=545,
    columns=7,
    characters=14,
    size=9.5,
    pitch=15,
    gutter=15,
    top=22,
    bottom=16,
    nameplate=8,
)
KNOWN = (*STANDARD, BROADSHEET)
"""Known by name; the broadsheet of dailies is printed on where the settings name it."""


def _by_name(given: Any) -> Any:
    """A paper that is only named, as it is measured."""
    if not isinstance(given, str):
        return given
    known = {paper.id: paper for paper in KNOWN}
    if given not in known:
        raise PydanticCustomError("enum", "unknown paper", {"expected": list(known)})
    return known[given]


PaperSizes = tuple[Annotated[PaperSize, BeforeValidator(_by_name)], ...]
