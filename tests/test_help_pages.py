"""The handbook and the lists are the program's: shown to the editor, not on a paper's own site."""

from __future__ import annotations

from pathlib import Path

from newsroom.program import HELPS, PAGES
from newsrooms import small_newsroom, write
from presses import built


def pages(output: Path) -> set[str]:
    """Which of the program's pages a site has."""
    return {one for one in HELPS if (output / one / "index.html").is_file()}


def test_a_papers_own_site_has_none_of_them(tmp_path: Path) -> None:
    output, _ = built(small_newsroom(tmp_path / "content"), tmp_path, ["website"])
    assert pages(output) == set()
    assert "编辑手册" not in (output / "index.html").read_text(encoding="utf-8")


def test_a_preview_has_all_of_them_in_both_scripts(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    output, work = built(content, tmp_path, ["website"], preview=True)
    assert pages(output) == set(HELPS)
    assert pages(output / "hant") == set(HELPS)
    assert [str(one) for one in work.problems if "pages/" in one.file] == []
    assert "编辑手册" in (output / "index.html").read_text(encoding="utf-8")


def test_a_paper_that_wants_them_has_them(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    write(
        content, "pages/handbook.md", "---\ntitle: 本报自己的手册\n---\n见[设置](settings.md)。\n"
    )
    output, _ = built(content, tmp_path, ["website"], helps=True)
    assert pages(output) == set(HELPS)
    own = (output / "handbook/index.html").read_text(encoding="utf-8")
    assert "本报自己的手册" in own
    assert "五分钟出一期" not in own


def test_the_pages_lie_where_the_program_says() -> None:
    assert {one for one in HELPS if (PAGES / f"{one}.md").is_file()} == set(HELPS)
