"""Plain text as raw copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from copydesk import bounds
from copydesk.decoding import decode
from copydesk.rules import Rule
from copydesk.sheet import Format, Hint, RawLine, Sheet
from copydesk.sources.forms import FORM_TITLE, FormCell, form_lines, is_form
from copydesk.sources.markdown import (
    MOST_FIELDS,
    SUFFIXES,
    front_matter_end,
    is_markdown,
    sheet_of_markdown,
)
from copydesk.sources.tagged import is_tagged, sheet_of_tagged


def read_text(name: str, data: bytes) -> Sheet:
    """The lines of a plain text in whatever encoding."""
    decoded = decode(name, data)
    if is_tagged(decoded.text):
        return sheet_of_tagged(name, decoded.text, decoded.encoding)
    suffix = PurePosixPath(name).suffix.lower()
    matter = front_matter_end(decoded.text.split("\n", MOST_FIELDS + 2))
    if suffix in SUFFIXES or matter or is_markdown(decoded.text):
        bounds.check_text(name, decoded.text)
        return sheet_of_markdown(name, decoded.text, decoded.encoding)
    return sheet_of(name, decoded.text, decoded.encoding)


def sheet_of(name: str, text: str, encoding: str = "utf-8") -> Sheet:
    """The lines of a text that has been decoded."""
    bounds.check_text(name, text)
    text = text.replace("\x0c", "\n")
    lines = [RawLine(line, number) for number, line in enumerate(text.split("\n"), 1)]
    return Sheet(name, Format.TEXT, tuple(_without_form(lines)), encoding=encoding)


def _without_form(lines: list[RawLine]) -> list[RawLine]:
    """The lines of a copy, a form of cells parted by tabs (稿签) read as what it holds."""
    first = next((at for at, line in enumerate(lines) if "\t" in line.text), len(lines))
    last = first
    while last < len(lines) and last - first < MOST_ROWS and "\t" in lines[last].text:
        last += 1
    cells: list[FormCell] = []
    for line in lines[first:last]:
        head, *others = line.text.split("\t")
        if not head.strip() and cells:  # one more paragraph of the cell over it
            more = tuple(text for text in others if text.strip())
            cells[-1] = replace(cells[-1], paragraphs=cells[-1].paragraphs + more)
            continue
        cells += [FormCell((text,), line.number) for text in (head, *others) if text.strip()]
    if not is_form(cells):
        return lines
    title = [
        replace(line, hint=Hint(out=Rule.FORM)) if FORM_TITLE.search(line.text.strip()) else line
        for line in lines[:first]
    ]
    read = [
        RawLine(each.text, each.line, Hint() if each.copy else Hint(out=Rule.FORM))
        for each in form_lines(cells)
    ]
    return [*title, *read, *lines[last:]]


MOST_ROWS = 60
"""Rows of a form at most."""
