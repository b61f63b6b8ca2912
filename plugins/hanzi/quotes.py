"""Quotation marks of each script: “” ‘’ in Simplified, 「」 『』 in Traditional.

GB/T 15834 and 重訂標點符號手冊.
"""

from __future__ import annotations

import re

_CORNER = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_QUOTE = re.compile("[“”‘’]")
_CLITIC = re.compile(r"(?:s|t|d|m|ll|re|ve)(?![A-Za-z])", re.ASCII)
_CURLY = {corner: curly for curly, corner in _CORNER.items()}


def corner(text: str) -> str:
    """Curly quotes as corner brackets; an English apostrophe (don’t, workers’) stays."""
    marks = list(_QUOTE.finditer(text))
    if not marks:
        return text
    out = list(text)
    opened = 0
    for match in marks:
        place, character = match.start(), match.group()
        if character == "‘":
            opened += 1
        elif character == "’":
            before = text[place - 1] if place else ""
            after = text[place + 1 : place + 2]
            owned = _latin(before) and (_latin(after) or not opened)
            if owned or _CLITIC.match(text, place + 1):  # 于先生’s
                continue
            opened = max(0, opened - 1)
        out[place] = _CORNER[character]
    return "".join(out)


def curly(text: str) -> str:
    """Corner brackets as curly quotes."""
    return text.translate({ord(key): value for key, value in _CURLY.items()})


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
