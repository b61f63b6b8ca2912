"""What Windows, macOS and Word leave in a folder is passed over; names they spoil are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.leftovers import is_left_by_systems, meant_by
from newsroom.problems import ContentRefusedError
from newsrooms import DAY, item, small_newsroom, write
from presses import built

LEFT = ["Thumbs.db", "desktop.ini", ".DS_Store", "._lead.md", "~$lead.docx", ".~lock.a.xlsx#"]


@pytest.mark.parametrize("name", [*LEFT, "THUMBS.DB", "Desktop.ini", "~WRL0001.tmp"])
def test_what_a_system_leaves_is_known(name: str) -> None:
    assert is_left_by_systems(name)


@pytest.mark.parametrize("name", ["lead.md", ".htaccess", "thumbs.jpg", "swans~1.jpg", "a.tmp"])
def test_what_an_editor_made_is_not_taken_for_it(name: str) -> None:
    assert not is_left_by_systems(name)


def test_what_systems_leave_is_no_remark(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    for folder in (f"issues/{DAY}", "issues", "pages", "webroot", "."):
        for name in LEFT:
            write(content, f"{folder}/{name}", "x")
    output, work = built(content, tmp_path, ["website"])
    assert [str(problem) for problem in work.problems if problem.code.startswith("file.")] == []
    assert not [path for path in output.rglob("*") if path.name in LEFT]


def test_a_second_ending_that_windows_hides_is_told(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    path = item(content, "second")
    path.rename(path.with_name("second.md.txt"))
    _, work = built(content, tmp_path, ["website"])
    said = [str(problem) for problem in work.problems if "second.md.txt" in problem.file]
    assert len(said) == 1
    assert "请改名为 second.md" in said[0]
    issue = content / f"issues/{DAY}/issue.md"
    issue.rename(issue.with_name("issue.md.txt"))
    with pytest.raises(ContentRefusedError) as refused:
        built(content, tmp_path, ["website"])
    assert any("issue.md.txt 改名为 issue.md" in problem.cure for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("name", "meant"), [("a.md.txt", "a.md"), ("a.CSV.TXT", "a.CSV"), ("a.txt", ""), ("a.md", "")]
)
def test_the_name_that_was_meant(name: str, meant: str) -> None:
    assert meant_by(name) == meant
