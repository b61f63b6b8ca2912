"""Quotation marks of each script: “” ‘’ in Simplified, 「」 『』 in Traditional.

GB/T 15834 and 重訂標點符號手冊.
"""

from __future__ import annotations

_CORNER = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_CURLY = {corner: curly for curly, corner in _CORNER.items()}


def corner(text: str) -> str:
    """Curly quotes as corner brackets; an English apostrophe (don’t, workers’) stays."""
    if not any(mark in text for mark in _CORNER):
        return text
    out = list(text)
    opened = 0
    for place, character in enumerate(text):
        if character not in _CORNER:
            continue
        if character == "‘":
            opened += 1
        elif character == "’":
            before = text[place - 1] if place else ""
            after = text[place + 1 : place + 2]
            if _latin(before) and (_latin(after) or not opened):
                continue
            opened = max(0, opened - 1)
        out[place] = _CORNER[character]
    return "".join(out)


def curly(text: str) -> str:
    """Corner brackets as curly quotes."""
    return text.translate({ord(key): value for key, value in _CURLY.items()})


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
