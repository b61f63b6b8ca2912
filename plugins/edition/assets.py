"""The theme's style sheet and scripts, each named by the digest of its bytes.

A page that was fetched before a new release goes on finding the style it was made for, and a
browser may keep the file for ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.fingerprints import digest

COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# White space that no style sheet needs; what stands in quotation marks is let alone.
SPARE = re.compile(r'("[^"]*")|\s*([{};,>~])\s*|(:)[ \t]+|\s+')
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
PICTURES_AND_TYPE = frozenset({".svg", ".png", ".jpg", ".webp", ".woff2"})
DIGITS = 8  # of the digest, in a name


@dataclass(frozen=True, slots=True)
class Asset:
    """A file below `/assets/`. name: "site-1a2b3c4d.css"; data: its bytes."""

    name: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Asset:
        """A file with the digest of its bytes in its name."""
        stem, _, ending = name.rpartition(".")
        return cls(f"{stem}-{digest(data)[:DIGITS]}.{ending}", data)


def assets_of(theme: Path) -> Mapping[str, Asset]:
    """The theme's style sheet, `site.css`, and what lies beside it, by the names templates use."""
    static = theme / "static"
    beside = {
        source.name: Asset.of(source.name, source.read_bytes())
        for source in sorted(static.glob("*"))
        if source.suffix in PICTURES_AND_TYPE
    }
    texts = {"site.css": _pointed(joined_styles(static / "css"), beside)}
    for source in sorted(static.glob("*.js")):
        texts[source.name] = spare_script(source.read_text(encoding="utf-8"))
    return {**{name: Asset.of(name, text.encode()) for name, text in texts.items()}, **beside}


def _pointed(styles: str, beside: Mapping[str, Asset]) -> str:
    """A style sheet whose `url(…)` name the files beside it as they are published."""
    for name, asset in beside.items():
        styles = re.sub(rf"""url\((["']?){re.escape(name)}\1\)""", f'url("{asset.name}")', styles)
    return styles


def joined_styles(folder: Path) -> str:
    """The style sheet from its parts, in the order of their names, without comments."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css"))]
    return SPARE.sub(_kept, COMMENT.sub("", "".join(parts))).replace(";}", "}") + "\n"


def spare_script(text: str) -> str:
    """A script of the theme without comments and indentation; it has neither within its strings."""
    return INDENT.sub("", COMMENT.sub("", text))


def _kept(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or " "
