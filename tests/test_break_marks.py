"""A bar marks a good break in a headline, kicker, deck or head of a brief; readers never see it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from newsrooms import issue, item
from presses import built

BARRED = re.compile(r"引题[甲乙]\|引题|副题[甲乙]\|副题|小题[甲乙]\|小题|主题[甲乙]\|主题")


def texts(path: Path) -> Iterator[str]:
    """What is written in a file, whatever its kind."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        yield "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    elif path.suffix in {".docx", ".epub", ".zip"}:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    elif path.suffix not in {".webp", ".jpg", ".png", ".woff2"}:
        yield data.decode("utf-8", "replace")


def test_bars_that_mark_breaks_are_in_no_output(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    heads = {"headline": "主题甲|主题乙", "kicker": "引题甲|引题乙", "deck": "副题甲|副题乙"}
    item(content, "lead", "区里今天开会。", **heads)
    body = "### 小题甲|小题乙\n\n区里今天开会。（林晓）\n\n---\n\n又一则。（何静）"
    item(content, "briefs", body, kind="brief", **heads)
    output, _ = built(content, tmp_path, papers=("a4",))
    files = [path for path in output.rglob("*") if path.is_file()]
    assert any(path.suffix == ".pdf" for path in files)
    found = {path.name for path in files for text in texts(path) if BARRED.search(text)}
    assert found == set()
