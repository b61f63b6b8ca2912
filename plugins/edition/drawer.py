"""What several outputs of a build show of a photo: made by whoever asks first, for all of them.

The book, the document and the package of an issue are made once a script, by processes that share
no memory, and print the same photos. What they print lies in a drawer of the cache until the build
has ended.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsroom.cabinet import Cabinet

FOLDER, SUFFIX = "prints", ".print"


def printed_once(cache: Path, key: str, make: Callable[[], bytes]) -> bytes:
    """The bytes that `make` gives, the same for a key whoever asks; a full disk costs time only.

    key: the fingerprint of everything they depend on.
    """
    drawer = Cabinet(cache / FOLDER, SUFFIX)
    data = drawer.get(key)
    if data is None:
        data = make()
        with suppress(OSError):
            drawer.keep(key, data)
    return data


def printed_before(cache: Path, key: str, *, alone: bool) -> bytes | None:
    """What lies in the drawer for a key, or None. alone: nobody else will ask for it."""
    drawer = Cabinet(cache / FOLDER, SUFFIX)
    return drawer.take(key) if alone else drawer.get(key)


def emptied(cache: Path) -> None:
    """Throw away what the build that has ended has left; another one makes its own again."""
    shutil.rmtree(cache / FOLDER, ignore_errors=True)
