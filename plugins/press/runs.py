"""Runs of the newsroom as spans of type: nothing of them is markup any more."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from edition.addresses import Addresses
from newsroom.runs import Runs
from press.faces import MISSING, Faces
from press.graphemes import bare, graphemes, whole
from press.readings import over
from press.ruler import Face
from press.sorts import printable
from press.spans import Above, Span

_OPEN_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class RunReader:
    """Reads text for the case of type. missing: characters no face has, by item; item: whose.

    above: whether readings stand above their words.
    """

    def __init__(self, addresses: Addresses, faces: Faces, *, above: bool) -> None:
        self._addresses = addresses
        self._faces = faces
        self._above = above
        self.item = ""
        self.missing: dict[str, list[str]] = {}

    def spans(
        self, runs: Runs, face: Face | None = None, *, above: bool = True
    ) -> tuple[Span, ...]:
        """Runs as spans. face: for all of them; above: whether readings may stand above words."""
        given = over(runs) if self._above and above else ((run, "") for run in runs)
        made = []
        for run, reading in given:
            text = "\n".join(map(self.clean, run.text.split("\n")))
            if text:
                chosen = face or (Face.SANS if run.strong or run.code else Face.SERIF)
                shown = self.clean(reading).strip() if reading else ""
                made.append(
                    Span(
                        text,
                        chosen,
                        self._address(run.href),
                        struck=run.deleted,
                        tinted=run.marked,
                        dotted=run.emphasis,
                        above=Above(shown) if shown else None,
                    )
                )
        return tuple(made)

    def _address(self, href: str) -> str:
        """The absolute address of a link, or "" for one that paper cannot lead to."""
        addresses = self._addresses
        if href.startswith("press:"):
            target, _, anchor = href.removeprefix("press:").partition("#")
            match target.split("/"):
                case ["item", day, name]:
                    return addresses.url(addresses.item(date.fromisoformat(day), name), anchor)
                case ["issue", day]:
                    return addresses.url(addresses.issue(date.fromisoformat(day)), anchor)
                case ["page", name]:
                    return addresses.url(addresses.standing(name), anchor)
                case _:
                    return ""
        return href if urlsplit(href).scheme in _OPEN_SCHEMES else ""

    def clean(self, text: str) -> str:
        """A text without what paper cannot show; a sort that is not in the case becomes 〓."""
        text = printable(text)
        if not text.isascii():
            text = "".join(map(self._whole, graphemes(text)))
        lacking = [c for c in dict.fromkeys(text) if not self._faces.has(c)]
        for character in lacking:
            self.missing.setdefault(self.item, []).append(character)
            text = text.replace(character, MISSING)
        return text

    def _whole(self, grapheme: str) -> str:
        """A letter with its marks as one character, or what stands for it."""
        made = whole(grapheme)
        if not made:
            self.missing.setdefault(self.item, []).append(grapheme.strip())
            made = bare(grapheme) or MISSING
        return made
