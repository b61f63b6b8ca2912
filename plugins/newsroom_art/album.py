"""Which picture goes where in the sample publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from newsroom_art import indoors, outdoors, park, posters
from newsroom_art.canvas import Canvas

ALBUM: Mapping[str, Callable[[], Canvas]] = MappingProxyType(
    {
        "issues/2013-09-30/meeting.jpg": indoors.meeting,
        "issues/2013-09-30/workshop.jpg": indoors.workshop,
        "issues/2013-09-30/blood-donation.jpg": indoors.blood_donation,
        "issues/2013-09-30/registration.jpg": indoors.registration,
        "issues/2013-05-06/assembly-line.jpg": outdoors.assembly_line,
        "issues/2014-06-02/groundbreaking.jpg": outdoors.groundbreaking,
        "issues/2014-06-02/departure.jpg": outdoors.departure,
        "issues/2014-06-02/paving.jpg": park.paving,
        "issues/2014-06-02/bamboo.jpg": park.bamboo,
        "issues/2017-03-20/mountain-works.jpg": park.mountain_works,
        "fillers/river.jpg": posters.river,
        "fillers/wheat.jpg": posters.wheat,
    }
)


def draw_all(content: Path) -> Iterator[Path]:
    """Draw every picture into its issue's folder; content: the content folder."""
    for name, scene in ALBUM.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        scene().save(path)
        yield path
