"""File names for drafts: ASCII, short, told by the headline's sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from copydesk.lexicon import HAN, simple
from copydesk.piece import Piece

SYLLABLES = 5
_RESERVED = frozenset({"issue", "photos", "index"})


def item_ids(pieces: Iterable[Piece], taken: Iterable[str] = ()) -> list[str]:
    """One id a piece, `01-quan-qu-zhao-shang-yin`, none of them taken."""
    used = set(taken) | _RESERVED
    ids: list[str] = []
    for number, piece in enumerate(pieces, 1):
        stem = f"{number:02d}-{slug(piece.headline.text) or piece.kind.value}"
        name, again = stem, 2
        while name in used:
            name, again = f"{stem}-{again}", again + 1
        used.add(name)
        ids.append(name)
    return ids


def slug(words: str) -> str:
    """The first syllables of some words in ASCII letters and digits, joined by hyphens."""
    parts: list[str] = []
    for token in _TOKEN.findall(simple(words)):
        parts += [token] if token.isascii() else _syllables(token)
        if len(parts) >= SYLLABLES:
            break
    return "-".join(part.lower()[:16] for part in parts[:SYLLABLES])


_TOKEN = re.compile(f"[{HAN}]|[A-Za-z0-9]+")


@cache
def _syllables(character: str) -> tuple[str, ...]:
    """The sound of a Han character in ASCII letters; nothing where it has none."""
    from pypinyin import Style, lazy_pinyin

    return tuple(
        syllable
        for syllable in lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)
        if re.fullmatch("[a-z0-9]+", syllable.lower())
    )
