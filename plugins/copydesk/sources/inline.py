"""The words of a web page's line, its white space as a reader sees it."""

from __future__ import annotations

import re

from copydesk.rules import Rule


def joined(words: str) -> str:
    """The words of a cell with one blank where any white space stood."""
    return re.sub(r"[\s\u3000]+", " ", words).strip()


def flat(
    runs: list[tuple[str, bool, bool, Rule | None]],
) -> tuple[str, tuple[tuple[int, int, Rule], ...], int, int]:
    """Runs as one line: its text, deleted spans, characters in links, characters in bold."""
    text = ""
    deleted: list[tuple[int, int, Rule]] = []
    linked = bold = 0
    parts: list[str] = []
    length = 0
    last = ""
    for data, in_link, is_bold, out in runs:
        piece = re.sub(r"[ \t\r\n]+", _blank_for, data)
        if not parts or last in " \t":
            piece = piece.lstrip(" \t")
        if not piece:
            continue
        if out:
            deleted.append((length, length + len(piece), out))
        parts.append(piece)
        length += len(piece)
        last = piece[-1]
        linked += len(piece.strip()) if in_link else 0
        bold += len(piece.strip()) if is_bold else 0
    text = "".join(parts)
    return text, tuple(deleted), linked, bold


def _blank_for(match: re.Match[str]) -> str:
    """White space of the source: nothing where a line ends between Han characters."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if "\n" in match.group() and before > "\u2e7f" and after > "\u2e7f":
        return ""
    return " "
