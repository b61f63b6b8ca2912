"""Small content folders for tests, written in a line or two."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

DAY = "2013-10-08"


@cache
def picture(colour: str = "#8a9a5b", size: tuple[int, int] = (64, 40), kind: str = "JPEG") -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def write(content: Path, name: str, data: str | bytes) -> Path:
    """A file of the content folder."""
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def issue(content: Path, day: str = DAY, number: int = 1, **matter: Any) -> Path:
    """An issue.md."""
    head = yaml.safe_dump({"number": number, "date": day, **matter}, allow_unicode=True)
    return write(content, f"issues/{day}/issue.md", f"---\n{head}---\n")


def item(
    content: Path, name: str, body: str = "区里今天开会。", day: str = DAY, **matter: Any
) -> Path:
    """An item; `matter` adds to or replaces its front matter."""
    given = {"kind": "report", "section": "yaowen", "headline": f"标题{name}", **matter}
    head = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
    return write(content, f"issues/{day}/{name}.md", f"---\n{head}---\n{body}\n")


def small_newsroom(content: Path) -> Path:
    """A content folder with one issue and one item."""
    issue(content)
    item(content, "lead")
    return content
