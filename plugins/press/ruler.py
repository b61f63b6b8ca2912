"""Widths of sorts, measured by Typst itself, so that our lines and its lines cannot differ.

A line's width is the sum of its sorts, and of what neighbours do to each other: two marks side by
side give up half an em, a mark at the end of a line its right half, a Han character beside a Latin
one keeps a quarter of an em. Each of these is measured once, at 1,000 points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from press.faces import Faces
from press.sorts import Sort, Token, tokens

_HAN = "一"
_GAP = 0.25  # between Han and Latin, clreq §3.1.6


class Face(StrEnum):
    """A face of the paper's type."""

    SERIF = "serif"
    SERIF_BOLD = "serif-bold"
    SANS = "sans"
    SANS_BOLD = "sans-bold"


Probe = tuple[Face, str]


@dataclass(slots=True)
class Ruler:
    """Measures sorts in ems. `learn` what will be asked, `settle` once, then ask.

    source: the Typst file that measures; its sister files lie in the same folder.
    """

    faces: Faces
    source: Path
    _known: dict[Probe, float] = field(default_factory=dict)
    _wanted: dict[Probe, None] = field(default_factory=dict)

    def learn(self, face: Face, text: str) -> None:
        """Note what a text of one face will ask for."""
        row = list(tokens(text))
        for token in row:
            for probe in _probes_of(token):
                self._want(face, probe)
            if token.sort is Sort.WORD:
                for character in token.text:
                    self._want(face, character)
        for left, right in pairwise(row):
            if left.sort is Sort.MARK and right.sort is Sort.MARK:
                self._want(face, f"{_HAN}{left.text}{right.text}{_HAN}")

    def _want(self, face: Face, probe: str) -> None:
        key = (face, probe)
        if key not in self._known:
            self._wanted[key] = None

    def settle(self) -> None:
        """Measure everything noted so far."""
        if not self._wanted:
            return
        probes = list(self._wanted)
        for probe, width in zip(probes, self._measure(probes), strict=True):
            self._known[probe] = width
        self._wanted.clear()

    def _measure(self, probes: Sequence[Probe]) -> list[float]:
        import typst

        job = {
            "region": self.faces.region,
            "serif": self.faces.serif,
            "sans": self.faces.sans,
            "probes": [[face.value, text] for face, text in probes],
        }
        answer = typst.query(
            str(self.source),
            "<widths>",
            field="value",
            one=True,
            root=str(self.source.parent),
            font_paths=self.faces.handle,
            ignore_system_fonts=True,
            sys_inputs={"job": json.dumps(job, ensure_ascii=False)},
        )
        return [float(width) for width in json.loads(answer)]

    def _ask(self, face: Face, probe: str) -> float:
        width = self._known.get((face, probe))
        if width is None:
            self._want(face, probe)
            self.settle()
            width = self._known[face, probe]
        return width

    def width(self, face: Face, token: Token) -> float:
        """The width of one sort in the middle of a line, ems."""
        match token.sort:
            case Sort.HAN:
                return 1.0
            case Sort.MARK:
                return self._ask(face, f"{_HAN}{token.text}{_HAN}") - 2
            case _:
                return self._ask(face, token.text)

    def between(self, face: Face, left: Token, right: Token) -> float:
        """What two neighbours add to their widths, ems; negative where they close up."""
        match left.sort, right.sort:
            case Sort.MARK, Sort.MARK:
                pair = self._ask(face, f"{_HAN}{left.text}{right.text}{_HAN}")
                return pair - 2 - self.width(face, left) - self.width(face, right)
            case (Sort.HAN, Sort.WORD) | (Sort.WORD, Sort.HAN):
                return _GAP
            case _:
                return 0.0

    def at_start(self, face: Face, token: Token) -> float:
        """What the start of a line takes off a sort, ems (zero or less)."""
        if token.sort is not Sort.MARK:
            return 0.0
        return min(0.0, self._ask(face, f"{token.text}{_HAN}") - 1 - self.width(face, token))

    def at_end(self, face: Face, token: Token) -> float:
        """What the end of a line takes off a sort, ems (zero or less)."""
        if token.sort is not Sort.MARK:
            return 0.0
        return min(0.0, self._ask(face, f"{_HAN}{token.text}") - 1 - self.width(face, token))

    def line(self, face: Face, text: str) -> float:
        """The width of a text set on one line, ems."""
        row = list(tokens(text))
        if not row:
            return 0.0
        total = sum(self.width(face, token) for token in row)
        total += sum(self.between(face, left, right) for left, right in pairwise(row))
        return total + self.at_start(face, row[0]) + self.at_end(face, row[-1])


def _probes_of(token: Token) -> Iterable[str]:
    if token.sort is Sort.MARK:
        return (
            f"{_HAN}{token.text}{_HAN}",
            f"{_HAN}{token.text}",
            f"{token.text}{_HAN}",
        )
    return () if token.sort is Sort.HAN else (token.text,)
