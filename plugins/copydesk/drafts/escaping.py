"""A text in which nothing is a mark of Markdown, of HTML or of the house."""

from __future__ import annotations

import re

_TWICE = re.compile("~~|==")  # what some kinds of Markdown strike out or mark
_SPECIAL = re.compile(r"([\\`*_\[\]|])")
_LIST = re.compile(r"^(\d+)([.)])(?=\s)")
_LEAD = re.compile(r"^([#>+~=:-])")


def literal(text: str) -> str:
    """A text in which no `-{…}-` is a mark of the house: what outside copy has is printed as it is.

    The mark `-{-}-` prints a hyphen as it is, and what follows it opens no mark (`hanzi.marks`).
    """
    return text.replace("-{", "-{-}-{")


def escaped(text: str) -> str:
    """A paragraph with every character that Markdown, HTML or the house would take for its own."""
    text = literal(text).replace("&", "&amp;").replace("<", "&lt;")
    text = _SPECIAL.sub(r"\\\1", text)
    text = _LIST.sub(r"\1\\\2", text)
    text = _TWICE.sub(lambda match: _entity(match.group()[0]) * 2, text)
    if _LEAD.match(text):
        text = (f"\\{text[0]}" if text[0] in "#>+-" else _entity(text[0])) + text[1:]
    return text


def _entity(character: str) -> str:
    return f"&#{ord(character)};"
