"""Plain text as raw copy."""

from __future__ import annotations

from pathlib import PurePosixPath

from copydesk import bounds
from copydesk.decoding import decode
from copydesk.sheet import Format, RawLine, Sheet
from copydesk.sources.markdown import (
    MOST_FIELDS,
    SUFFIXES,
    front_matter_end,
    sheet_of_markdown,
)
from copydesk.sources.tagged import is_tagged, sheet_of_tagged


def read_text(name: str, data: bytes) -> Sheet:
    """The lines of a plain text in whatever encoding."""
    decoded = decode(name, data)
    if is_tagged(decoded.text):
        return sheet_of_tagged(name, decoded.text, decoded.encoding)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in SUFFIXES or front_matter_end(decoded.text.split("\n", MOST_FIELDS + 2)):
        bounds.check_text(name, decoded.text)
        return sheet_of_markdown(name, decoded.text, decoded.encoding)
    return sheet_of(name, decoded.text, decoded.encoding)


def sheet_of(name: str, text: str, encoding: str = "utf-8") -> Sheet:
    """The lines of a text that has been decoded."""
    bounds.check_text(name, text)
    text = text.replace("\x0c", "\n")
    lines = tuple(RawLine(line, number) for number, line in enumerate(text.split("\n"), 1))
    return Sheet(name, Format.TEXT, lines, encoding=encoding)
