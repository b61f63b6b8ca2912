"""Type that stands from the last time, 存版: stories that need not be set anew for another picture.

A dummy that is edited moves stories; it seldom changes one. What was set of the issue that was
drawn last is kept in the cache, one file for them all, and taken where story and grid are the same.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newsroom.cabinet import seal, unsealed
from newsroom.fingerprints import code_digest, fingerprint
from press.faces import Faces, stamp_of
from press.papers import Grid
from press.ruler import Ruler
from press.setting import Setting
from press.story import Story

_NAME = "kept.type"
_FACES = "faces"


@dataclass(frozen=True, slots=True)
class KeptType:
    """Stories as the copy desk gave them, and how they are set, by the same numbers."""

    stories: tuple[Story, ...]
    settings: tuple[Setting, ...]
    ruler: Ruler

    def all_of(self, other: KeptType | None) -> bool:
        """Whether all of it is of another time's."""
        theirs = set(map(id, other.settings)) if other else set()
        return all(id(setting) in theirs for setting in self.settings)

    def setting_of(self, story: Story, grid: Grid) -> Setting | None:
        """A story as it is set on a grid, if it stands."""
        for given, setting in zip(self.stories, self.settings, strict=True):
            if given.id == story.id and setting.grid == grid and given == story:
                return setting
        return None


def key_of(fonts: Sequence[Path], theme: str) -> str:
    """What the setting of a story depends on besides the story and the grid."""
    program = Path(__file__).parent
    return fingerprint(
        code_digest(program),
        code_digest(program.parent / "newsroom"),
        theme,
        repr([stamp_of(folder) for folder in fonts]),
        *map(version, ("typst", "rjieba")),
    )


def kept_in(root: Path, key: str, faces: Faces) -> KeptType | None:
    """What stands in the workshop's folder; None for nothing, and for what is not to be used."""
    try:
        name, _, data = (unsealed(root / _NAME) or b"").partition(b"\n")
        if name != key.encode():
            return None
        made = _Reader(io.BytesIO(data), faces).load()
    except Exception:  # whatever a damaged file holds, the stories are set anew
        return None
    return made if isinstance(made, KeptType) else None


def keep_in(root: Path, key: str, kept: KeptType) -> None:
    """Keep what stands; what the type case is made of is found again by the key."""
    out = io.BytesIO()
    _Writer(out, protocol=pickle.HIGHEST_PROTOCOL).dump(kept)
    with suppress(OSError):  # nobody waits for what is only quicker next time
        seal(root / _NAME, key.encode() + b"\n" + out.getvalue())


class _Writer(pickle.Pickler):
    def persistent_id(self, thing: Any) -> str | None:
        return _FACES if isinstance(thing, Faces) else None


class _Reader(pickle.Unpickler):
    """Reads what this program has written for itself in its own cache."""

    def __init__(self, file: io.BytesIO, faces: Faces) -> None:
        super().__init__(file)
        self._faces = faces

    def persistent_load(self, name: Any) -> Faces:
        if name != _FACES:
            raise pickle.UnpicklingError(name)
        return self._faces
