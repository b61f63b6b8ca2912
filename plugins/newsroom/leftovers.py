"""Files that a system or an office program leaves lying about, and names it gives unasked."""

from __future__ import annotations

import re

_LEFT = re.compile(
    r"\.DS_Store|\._.*|\.~lock\..*#"  # macOS, and LibreOffice while a file is open
    r"|\.git(?:keep|ignore)"
    r"|Thumbs\.db|ehthumbs\.db|desktop\.ini"  # Windows
    r"|~\$.*|~WRL\d+\.tmp"  # Word and Excel, while a file is open
    r"|__MACOSX|Icon\r",  # macOS, in an archive and for a folder's picture
    re.IGNORECASE,
)
_NAMED_TWICE = re.compile(r"(?P<meant>.+\.(?:md|markdown|csv|tsv))\.txt", re.IGNORECASE)


def is_left_by_systems(name: str) -> bool:
    """Whether a file of this name was made by a system for itself, and is no copy of anybody's."""
    return _LEFT.fullmatch(name) is not None


def meant_by(name: str) -> str:
    """`lead.md` for `lead.md.txt`; "" where a name has no second ending.

    Windows hides the endings it knows, so that Notepad's own is added unseen.
    """
    match = _NAMED_TWICE.fullmatch(name)
    return match["meant"] if match else ""
