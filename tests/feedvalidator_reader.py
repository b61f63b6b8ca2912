"""Asks the W3C's feed validator about feeds that stand on the disk.

usage: feedvalidator_reader.py SITE FOLDER FILE…; the validator's `src` is on PYTHONPATH. SITE is
the address of FOLDER. One JSON object on standard output: FILE to what was said of it.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import feedvalidator  # type: ignore[import-not-found] # not a package of any index
from feedvalidator import compatibility
from feedvalidator.formatter.text_plain import Formatter  # type: ignore[import-not-found] # as above


def main(site: str, folder: str, *files: str) -> None:
    """Write what the validator says, as its web page would ("AA")."""
    said = {}
    for file in files:
        address = f"{site}/{Path(file).relative_to(folder).as_posix()}"
        stream = io.BytesIO(Path(file).read_bytes())
        found = feedvalidator.validateStream(stream, firstOccurrenceOnly=0, base=address)
        said[file] = list(Formatter(compatibility.AA(found["loggedEvents"])))
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
