"""What is printed in place of a story that was taken out, and the word that a page was reprinted.

Each is a sheet of its own, as large as the page and blank but for its words, in the type that is
at hand today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsroom.kinds import Script
from press import lines
from press.faces import MISSING, Faces, faces_for
from press.frames import line_data
from press.readback import Box
from press.ruler import Face, Ruler
from press.sorts import printable
from press.spans import Span, TextLine
from press.workshop import READER_STANDARDS, Typesetter, Workshop

_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the body type: a notice has the room its story had
_PITCH = 1.5  # of the type's size
_GAP = 6.0  # points between the headline and the notice
_FOLIO = 24.0  # points above the type area that belong to the running head
_STAMP = 8.0  # points, the type of the word that a page was reprinted


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said in place of a story. short: where there is no room for more."""

    label: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """The paper a page was printed on, points; left, top, bottom: of the type area."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    size: float

    @property
    def stamp(self) -> Box:
        """Where a page says that it was reprinted: above the running head, or at the foot."""
        above, below = self.top - _FOLIO, self.height - self.bottom
        if above >= min(below, 2 * _STAMP):
            return Box(0, 0, self.width, above)
        return Box(0, self.bottom + 4, self.width, self.height)


@dataclass(slots=True)
class NoticeDesk:
    """Sets notices. day: of the issue, the only date a file knows."""

    faces: Faces
    ruler: Ruler
    typesetter: Typesetter
    day: date

    @classmethod
    def opened(
        cls, script: Script, day: date, fonts: tuple[Path, ...], cache: Path, theme: Path
    ) -> NoticeDesk:
        """The desk for one script; raises NoTypeError where there is no type for it."""
        faces = faces_for(script, fonts)
        workshop = Workshop.opened(cache, theme)
        ruler = Ruler(faces, workshop.file("measure.typ"))
        return cls(faces, ruler, Typesetter(workshop, faces, day), day)

    def notice(self, said: Notice, paper: PaperSheet, room: Box, headline: Box | None) -> bytes:
        """The sheet with a notice in the room of a story, under or beside the headline left."""
        places = list(_free(room, headline))
        for text in (said.text, said.short):
            for size in _SIZES:
                for place in places:
                    frame = self._set(said.label, text, place, paper.size * size)
                    if frame["height"] <= place.bottom - place.top:
                        return self._sheet(paper, frame)
        largest = max(places, key=lambda place: place.area)
        return self._sheet(paper, self._set(said.label, "", largest, paper.size * _SIZES[-1]))

    def stamp(self, text: str, paper: PaperSheet) -> bytes:
        """The sheet that says of a page that it was reprinted."""
        box = paper.stamp
        middle = (box.top + box.bottom - _STAMP) / 2
        frame = {
            "kind": "jump",
            "x": paper.left,
            "y": middle,
            "width": paper.width - 2 * paper.left,
            "size": _STAMP,
            "text": self._clean(text),
        }
        return self._sheet(paper, frame)

    def _set(self, label: str, text: str, place: Box, size: float) -> dict[str, Any]:
        spans = [Span(self._clean(label), Face.SANS_BOLD), Span(self._clean(text), Face.SANS)]
        spans = [span for span in spans if span.text]
        lines.learn(self.ruler, spans)
        self.ruler.settle()
        width = place.right - place.left
        rows: Sequence[TextLine] = lines.set_lines(self.ruler, spans, width / size)
        return {
            "kind": "passage",
            "role": "note",
            "x": place.left,
            "y": place.top,
            "width": width,
            "height": (len(rows) - 1) * size * _PITCH + size,
            "size": size,
            "pitch": size * _PITCH,
            "indent": 0.0,
            "closes": True,
            "lines": [line_data(row) for row in rows],
        }

    def _clean(self, text: str) -> str:
        text = "".join(printable(text).split("\n"))
        return "".join(each if self.faces.has(each) else MISSING for each in text)

    def _sheet(self, paper: PaperSheet, frame: dict[str, Any]) -> bytes:
        sheet = {
            "title": "notice",
            "description": "",
            "keywords": [],
            "publisher": "",
            "date": [self.day.year, self.day.month, self.day.day],
            "press": None,
            "paper": {
                "width": paper.width,
                "height": paper.height,
                "left": 0,
                "top": 0,
                "size": paper.size,
            },
            "type": {
                "serif": self.faces.serif,
                "sans": self.faces.sans,
                "kai": self.faces.kai,
                "region": self.faces.region,
                "script": self.faces.script,
            },
            "pages": [{"number": 1, "frames": [frame]}],
        }
        return self.typesetter.pdf(sheet, READER_STANDARDS)


def _free(room: Box, headline: Box | None) -> Iterator[Box]:
    """What the headline leaves of a story's room: below it, and to the right of it."""
    if headline is None:
        yield room
        return
    yield Box(room.left, headline.bottom + _GAP, room.right, room.bottom)
    if room.right - headline.right > _GAP + 40:
        yield Box(headline.right + _GAP, room.top, room.right, room.bottom)
