"""A paper's own theme: what it has in its folder hides the program's file of the same name.

The two are laid over each other in the cache, in a folder named by the digest of what it holds, so
that everybody who reads a theme reads one folder.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from newsroom.cabinet import replaced
from newsroom.fingerprints import digest_folder, fingerprint
from newsroom.leftovers import is_left_by_systems

PARTS = {"templates": (), "static": (".css", ".js"), "print": (".typ",)}
"""The folders of a theme, and the endings of the files that are read in them; () for all."""


def overlaid(program: Path, own: Path, cache: Path) -> Path:
    """The folder of the theme to use: the program's own where a paper has none."""
    mine = own_files(own)
    if not mine or own.resolve() == program.resolve():
        return program
    files = {**_files(program), **mine}
    data = {name: path.read_bytes() for name, path in sorted(files.items())}
    named = fingerprint(*(part for name, held in data.items() for part in (name, held)))
    folder = cache / "themes" / named
    if folder.is_dir() and digest_folder(folder) != named:  # the cache was damaged
        shutil.rmtree(folder)
    for name, held in data.items():
        place = folder / name
        if not place.is_file():
            replaced(place, held)
    return folder


def own_files(folder: Path) -> dict[str, Path]:
    """What of a folder can be part of a theme, by its name there."""
    return {name: path for name, path in _files(folder).items() if _is_read(name)}


def strays(folder: Path) -> list[str]:
    """Files of a paper's own theme that nothing reads, misspelt as a rule."""
    return sorted(name for name in _files(folder) if not _is_read(name))


def _is_read(name: str) -> bool:
    part, _, rest = name.partition("/")
    endings = PARTS.get(part)
    return bool(rest) and endings is not None and (not endings or name.endswith(endings))


def _files(folder: Path) -> dict[str, Path]:
    found = {}
    with suppress(OSError):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not is_left_by_systems(path.name):
                found[name] = path
    return found
