"""Where the dateline of a story stands on its page: before its first words."""

from __future__ import annotations

import re

from markupsafe import Markup

from newsroom.blocks import PhotoPlace

SUBHEADS = re.compile(r"(?:\s*<h([2-6])\b.*?</h\1>)*\s*", re.DOTALL)


def dated(parts: tuple[Markup | PhotoPlace, ...], dateline: str) -> tuple[Markup | PhotoPlace, ...]:
    """A body with its dateline, which no sub-head and no photo parts from the text it opens."""
    if not dateline or not parts:
        return parts
    line = Markup('<p class="dateline">{}</p>\n').format(dateline)
    for at, part in enumerate(parts):
        heads = SUBHEADS.match(part) if isinstance(part, Markup) else None
        if isinstance(part, Markup) and heads and heads.end() < len(part):
            opened = part[: heads.end()] + line + part[heads.end() :]
            return (*parts[:at], opened, *parts[at + 1 :])
    return (line, *parts)
