"""Zip files whose bytes depend on what is in them and on nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can tell
COMPRESSED = (".jpg", ".jpeg", ".png", ".webp", ".docx")  # once more would only take time


def packed(members: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Members in the order given.

    stored: names of those that are not to be compressed, beside those that are already.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, EPOCH)
            member.create_system = 3  # Unix, wherever it is made
            member.external_attr = 0o644 << 16
            as_it_is = name in stored or name.lower().endswith(COMPRESSED)
            member.compress_type = zipfile.ZIP_STORED if as_it_is else zipfile.ZIP_DEFLATED
            archive.writestr(member, data, compresslevel=None if as_it_is else 6)
    return out.getvalue()
