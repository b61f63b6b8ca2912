"""Where one edition keeps its months' parts between builds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsroom.fingerprints import fingerprint
from newsroom.model import NewsItem
from search import folding
from search.parts import Part, inverted


class Shelf:
    """The parts of one edition: a file a month, and a list of what each was made of.

    folder: in the cache; whoever empties it or cuts a file off costs time and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[str, Part] = {}
        self.marks = self._whole()

    def part(self, month: str) -> Part:
        """A month's part."""
        if month not in self._parts:
            self._parts[month] = Part.read(self._file(month))
        return self._parts[month]

    def renew(
        self,
        months: Mapping[str, Sequence[NewsItem]],
        shards: int,
        before: Sequence[Shelf],
        code: str,
    ) -> None:
        """Invert the months that changed and drop those that are no more.

        before: the shelves of the editions before this one. code: digest of the program.
        """
        marks = {
            month: fingerprint(
                *(code, folding.version(), str(shards)),
                *(shelf.marks[month] for shelf in before),
                *(f"{item.key} {item.digest}" for item in items),
            )
            for month, items in months.items()
        }
        changed = [month for month, mark in marks.items() if self.marks.get(month) != mark]
        gone = self.marks.keys() - marks.keys()
        if not changed and not gone:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for month in changed:
            above = [shelf.part(month) for shelf in before]
            replaced(self._file(month), inverted(months[month], shards, above))
            self._parts.pop(month, None)
        for old in sorted(self._folder.glob("*.part")):
            if old.stem not in marks:
                old.unlink(missing_ok=True)
        self.marks = marks
        sizes = {month: (mark, self._file(month).stat().st_size) for month, mark in marks.items()}
        replaced(self._folder / "months.json", json.dumps(sizes).encode("utf-8"))

    def _file(self, month: str) -> Path:
        return self._folder / f"{month}.part"

    def _whole(self) -> dict[str, str]:
        """What the months were made of whose files are as long as they were written."""
        try:
            sizes = json.loads((self._folder / "months.json").read_bytes())
            return {
                str(month): str(mark)
                for month, (mark, size) in sizes.items()
                if self._file(month).is_file() and self._file(month).stat().st_size == size
            }
        except (OSError, ValueError, AttributeError, TypeError):
            return {}


def replaced(file: Path, data: bytes) -> None:
    """Write a file of the cache so that it is whole or not there."""
    fresh = file.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(file)
