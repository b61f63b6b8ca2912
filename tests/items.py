"""News items made without a folder: the plainest there can be, and what a test says of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from newsroom.kinds import Kind, Script
from newsroom.model import Body, NewsItem


def item_of(key: str, headline: str, html: str = "", **others: Any) -> NewsItem:
    """An item of a day and a name (2013-10-08/lead), its text in HTML; others: of its fields."""
    day, _, name = key.partition("/")
    plain = NewsItem(
        id=name,
        issue_day=date.fromisoformat(day),
        source=PurePosixPath(f"issues/{key}.md"),
        kind=Kind.REPORT,
        section="yaowen",
        headline=headline,
        body=Body.of(html),
        script=Script.HANS,
        digest="",
        position=0,
    )
    return replace(plain, **others)
