"""Which picture goes where in the sample publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from newsroom_art import indoors
from newsroom_art.canvas import Canvas

ALBUM: Mapping[str, Callable[[], Canvas]] = MappingProxyType(
    {
        "issues/2013-09-30/meeting.jpg": indoors.meeting,
        "issues/2013-09-30/workshop.jpg": indoors.workshop,
        "issues/2013-09-30/blood-donation.jpg": indoors.blood_donation,
        "issues/2013-09-30/registration.jpg": indoors.registration,
    }
)


def draw_all(content: Path) -> Iterator[Path]:
    """Draw every picture into its issue's folder; content: the content folder."""
    for name, scene in ALBUM.items():
        path = content / name
        scene().save(path)
        yield path
