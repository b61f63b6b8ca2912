"""Widths of sorts, measured by Typst itself, so that our lines and its lines cannot differ.

Each sort is measured once, at 1,000 points; what neighbours do to each other is `press.fitting`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from press.faces import Faces
from press.fitting import HAN_LATIN, Fit, Slug, fit_of
from press.sorts import Sort, Token, tokens

_HAN = "一"  # one em; between two of it a mark keeps its whole width
_TAIWANESE = frozenset({"TW", "HK"})


class Face(StrEnum):
    """A face of the paper's type."""

    SERIF = "serif"
    SERIF_BOLD = "serif-bold"
    SANS = "sans"
    SANS_BOLD = "sans-bold"
    KAI = "kai"


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
    _fits: dict[tuple[Face, Token], Fit] = field(default_factory=dict)
    _lines: dict[Probe, float] = field(default_factory=dict)

    @property
    def taiwanese(self) -> bool:
        """Whether marks stand in the middle of their em and never close up."""
        return self.faces.region in _TAIWANESE

    def learn(self, face: Face, text: str) -> None:
        """Note what a text of one face will ask for."""
        for token in tokens(text):
            if token.sort is not Sort.HAN:
                self._want(face, _probe_of(token))

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
            "script": self.faces.script,
            "serif": self.faces.serif,
            "sans": self.faces.sans,
            "kai": self.faces.kai,
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

    def fit(self, face: Face, token: Token) -> Fit:
        """How a sort stands in the middle of a line."""
        key = (face, token)
        fit = self._fits.get(key)
        if fit is None:
            fit = fit_of(token.text, self._advance(face, token), taiwanese=self.taiwanese)
            self._fits[key] = fit
        return fit

    def _advance(self, face: Face, token: Token) -> float:
        if token.sort is Sort.HAN:
            return 1.0
        measured = self._ask(face, _probe_of(token))
        if token.sort is Sort.WORD:
            return measured
        bare = fit_of(token.text, 0.0, taiwanese=self.taiwanese)
        return measured - 2.0 - HAN_LATIN * (bare.letter_first + bare.letter_last)

    def slug(self, indent: float = 0.0, *, let_in: bool = False) -> Slug:
        """An empty line of type. let_in: whether it begins with something that is no type."""
        return Slug(self.taiwanese, let_in=let_in or indent > 0, width=indent)

    def line(self, face: Face, text: str) -> float:
        """The width of a text set on one line, ems."""
        width = self._lines.get((face, text))
        if width is None:
            slug = self.slug()
            for token in tokens(text):
                slug.take(self.fit(face, token), text)
            width = self._lines[face, text] = slug.ended
        return width


def _probe_of(token: Token) -> str:
    return token.text if token.sort is Sort.WORD else f"{_HAN}{token.text}{_HAN}"
