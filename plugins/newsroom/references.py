"""What a body points at, and where it stands itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(slots=True)
class Reference:
    """A link or photo of a body.

    target: `item/…`, `issue/…`, `page/…`, a file's name, or an address with its scheme.
    words: of a photo, which are not shown where it stands.
    """

    target: str
    written: str
    line: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands. folder: inside the content folder; line: of the text's first line."""

    name: str
    folder: PurePosixPath
    line: int
