"""Recordings as they go out: sound alone, by a name that bears a digest; the editions share them.

Pages play them and feeds lead to them: whichever room comes first writes them.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import newsroom
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import Recording
from newsroom.recordings import SUFFIXES, bare

CODE = code_digest(Path(newsroom.__file__ or "").parent)


def recording_path(recording: Recording) -> str:
    """Where a recording stands in the output: `2013/09/30/lead-1a2b3c4d.mp3`."""
    day = recording.file.parent.name.replace("-", "/")
    suffix = SUFFIXES[recording.media_type]
    return f"{day}/{recording.file.stem}-{recording.digest[:8]}{suffix}"


def write_recordings(edition: Edition, tree: OutputTree) -> None:
    """Every recording of the edition, once, where no room has written it."""
    for item in edition.items:
        if item.audio is None or item.retraction:
            continue
        path = recording_path(item.audio)
        if not tree.has(path):
            mark = fingerprint("recording", CODE, item.audio.digest)
            tree.write(path, mark, partial(_bare, edition.recording_file(item.audio)))


def _bare(file: Path) -> bytes:
    return bare(file.read_bytes())
