"""Hostile files end in a clear problem; the program runs apart, with bounds on time and memory."""

from __future__ import annotations

import io
import json
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import loaded

SECONDS = 60
LOADING = 2  # seconds: what a process takes of them that loads the program itself
MEMORY = 2_500_000_000
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def formulas() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["镇", "户数"])
    sheet.append(["清泉镇", '=HYPERLINK("http://example.com","12")'])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "copydesk.swollen-archive": (
        "a.docx",
        lambda: archive({"word/document.xml": b" " * 250_000_000}),
    ),
    "copydesk.too-large": ("a.txt", ("河" * 10_000_000).encode),
    "copydesk.long-line": ("b.txt", ("河湾，" * 100_000).encode),
    "copydesk.nested": ("a.html", ("<div>" * 10_000 + "河湾" + "</div>" * 10_000).encode),
    "copydesk.entities": (
        "b.docx",
        lambda: archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ),
    "copydesk.formula": ("a.xlsx", formulas),
    "copydesk.broken": ("c.docx", lambda: archive({"word/document.xml": f"{WORD}<w:p>"})),
    "copydesk.unknown-format": ("a.rar", lambda: b"Rar!\x1a\x07 ..."),
    "copydesk.empty": ("c.txt", lambda: b""),
}


def run(path: Path, seconds: int = SECONDS) -> subprocess.CompletedProcess[str]:
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": seconds - LOADING}
    return loaded.run(["copydesk", path, "--json"], cwd=path.parent, limits=limits)


@pytest.mark.share(3)
@pytest.mark.parametrize("code", sorted(HOSTILE))
def test_a_hostile_file_ends_in_a_clear_problem(code: str, tmp_path: Path) -> None:
    name, make = HOSTILE[code]
    path = tmp_path / name
    path.write_bytes(make())
    done = run(path)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    answer = json.loads(done.stdout)
    assert answer["pieces"] == []
    assert answer["problems"][0]["code"] == code


def test_copy_without_end_is_done_within_bounds(tmp_path: Path) -> None:
    """An eighth of a megabyte, in an eighth of the time that a megabyte may take."""
    story = (
        "柳林镇三条村道通车\n\n河湾讯 9月12日,柳林镇的三个村道通车(全长7.8公里)。\n沿线群众说:“"
        "真方便!”\n(孙晓梅)\n\n"
    )
    path = tmp_path / "long.txt"
    path.write_text(story * (125_000 // len(story.encode())), encoding="utf-8")
    done = run(path, SECONDS // 8)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(json.loads(done.stdout)["pieces"]) > 500


@pytest.mark.share(2)
@pytest.mark.parametrize("sign", "1a/.—（")
def test_one_sign_again_and_again_takes_no_longer_than_words_do(sign: str) -> None:
    """What looks for an end at every place of a line takes minutes here."""
    from copydesk.desk import edit
    from copydesk.sources.reading import read_copy

    begun = time.process_time()
    edit(read_copy("copy.txt", (sign * 60_000).encode()))
    assert time.process_time() - begun < LONGEST


LONGEST = 8.0
"""Seconds of the processor, where it is shared; each takes less than one alone."""
