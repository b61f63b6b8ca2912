"""Zip files whose bytes depend on what is in them and on nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can tell


def packed(members: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Members in the order given. stored: names of those that are not to be compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, EPOCH)
            member.create_system = 3  # Unix, wherever it is made
            member.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            member.compress_type = method
            archive.writestr(member, data, compresslevel=None if name in stored else 6)
    return out.getvalue()


def repacked(data: bytes) -> bytes:
    """A zip file that a library has stamped with the hour, without the stamp."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed([(name, archive.read(name)) for name in archive.namelist()])
