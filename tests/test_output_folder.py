"""Nothing is written into a folder, or removed from it, that is not proven to be this paper's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition.manifest import MANIFEST, MARKER
from edition.ownership import OutputCode, TreeRefusedError
from edition.tree import Removals
from newsroom.problems import Outcome
from newsrooms import small_newsroom
from outputs import FEW, MOST, PAGES, made, refused, shown, whole
from presses import ROOT, built, job


@pytest.mark.parametrize("name", ["nginx.conf", "index.html", ".htpasswd", "a/b/c.txt"])
def test_a_folder_with_something_else_in_it_is_refused_and_not_touched(
    tmp_path: Path, name: str
) -> None:
    root = tmp_path / "www"
    file = root / name
    file.parent.mkdir(parents=True)
    file.write_text("of somebody else")
    found = refused(root, PAGES)
    assert found.outcome is Outcome.MISUSED
    assert [problem.code for problem in found.problems] == [OutputCode.NOT_OURS]
    assert [path.name for path in root.iterdir()] == [Path(name).parts[0]]


def test_an_empty_folder_and_what_systems_leave_in_one_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "www"
    (root / "lost+found").mkdir(parents=True)
    (root / ".DS_Store").write_bytes(b"\0")
    made(root, PAGES)
    assert (root / MARKER).is_file()


def test_the_folder_of_another_paper_is_refused(tmp_path: Path) -> None:
    made(tmp_path, PAGES, paper="another-paper https://another.example")
    found = refused(tmp_path, PAGES)
    assert (found.outcome, found.problems[0].code) == (Outcome.MISUSED, OutputCode.OTHER_PAPER)
    assert "another.example" in str(found)


OVERLAPS = {
    "the content": lambda folder: folder / "content",
    "inside the content": lambda folder: folder / "content/issues/2013-10-08",
    "round the content": lambda folder: folder,
    "the theme": lambda _: ROOT / "theme",
    "inside the program": lambda _: ROOT / "plugins/website/output",
    "round the program": lambda _: ROOT,
    "the cache": lambda folder: folder / "cache",
    "a link to the content": lambda folder: folder / "link",
}


@pytest.mark.parametrize("name", OVERLAPS)
def test_an_output_folder_that_overlaps_is_refused(tmp_path: Path, name: str) -> None:
    content = small_newsroom(tmp_path / "content")
    (tmp_path / "link").symlink_to(content)
    before = whole(content)
    with pytest.raises(TreeRefusedError) as found:
        built(content, tmp_path, ["website"], output=OVERLAPS[name](tmp_path))
    assert (found.value.outcome, found.value.problems[0].code) == (
        Outcome.MISUSED,
        OutputCode.OVERLAP,
    )
    assert whole(content) == before


def as_the_version_before(root: Path) -> None:
    """A tree without a marker, its manifest without a seal."""
    rows = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    del rows[MANIFEST]
    (root / MANIFEST).write_text(json.dumps(rows, indent=0), encoding="utf-8")
    (root / MARKER).unlink()


def test_the_folder_of_the_version_before_is_taken_over_without_a_word(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    clean = whole(tmp_path)
    as_the_version_before(tmp_path)
    tally, notes = made(tmp_path, PAGES)
    assert (tally.rendered, tally.kept, notes) == (0, len(PAGES), [])
    assert whole(tmp_path) == clean


def test_a_manifest_that_does_not_fit_its_files_proves_nothing(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    as_the_version_before(tmp_path)
    (tmp_path / "0/index.html").write_text("of somebody else")
    assert refused(tmp_path, PAGES).problems[0].code is OutputCode.NOT_OURS


def test_foreign_files_are_left_alone_and_listed_in_short(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    for name in ("CNAME", "stats/2013/a.html", "stats/2013/b.html", "0/note.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine")
    tally, _ = made(tmp_path, MOST)
    assert tally.strangers == ("0/note.txt", "CNAME", "stats/")
    assert {path for path, text in shown(tmp_path).items() if text == "mine"} == {
        *("CNAME", "stats/2013/a.html", "stats/2013/b.html", "0/note.txt")
    }


@pytest.mark.parametrize("path", ["new.html", "new.html/inside.txt", "0/index.html/x"])
def test_a_foreign_file_in_the_way_is_an_error_and_nothing_is_changed(
    tmp_path: Path, path: str
) -> None:
    made(tmp_path, PAGES)
    file = tmp_path / path
    if path.startswith("0"):
        (tmp_path / "0/index.html").unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    wanted = {**PAGES, "0/index.html": "changed", "new.html": "page"}
    found = refused(tmp_path, wanted)
    assert (found.outcome, found.problems[0].code) == (Outcome.REFUSED, OutputCode.IN_THE_WAY)


def test_a_foreign_link_in_the_way_is_an_error(tmp_path: Path) -> None:
    root, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    made(root, PAGES)
    (root / "new").symlink_to(outside)
    assert refused(root, {**PAGES, "new/x.html": "page"}).problems[0].code is OutputCode.IN_THE_WAY
    assert list(outside.iterdir()) == []


def test_a_file_that_is_there_already_as_it_should_be_is_no_stranger(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    (tmp_path / "new.html").write_text("page")
    tally, _ = made(tmp_path, {**PAGES, "new.html": "page"})
    assert tally.strangers == ()


def test_removing_more_than_half_wants_a_word(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    found = refused(tmp_path, FEW)
    assert (found.outcome, found.problems[0].code) == (Outcome.REFUSED, OutputCode.REMOVALS)
    assert "--confirm-removals" in str(found)
    made(tmp_path, FEW, Removals.CONFIRMED)
    assert shown(tmp_path) == FEW


def test_half_of_the_pages_or_most_of_nine_go_without_a_word_and_most_of_ten_do_not(
    tmp_path: Path,
) -> None:
    for name, count, left in (("half", 12, 6), ("nine", 9, 3)):
        made(tmp_path / name, dict(list(PAGES.items())[:count]))
        fewer = dict(list(PAGES.items())[:left])
        made(tmp_path / name, fewer)
        assert shown(tmp_path / name) == fewer
    made(tmp_path / "ten", MOST)
    assert refused(tmp_path / "ten", FEW).problems[0].code is OutputCode.REMOVALS


def test_a_build_nobody_watches_goes_on_and_says_what_it_left(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    for _ in range(2):
        tally, notes = made(tmp_path, {**FEW, "0/index.html": "changed"}, Removals.LEAVE)
        assert shown(tmp_path) == {**PAGES, "0/index.html": "changed"}
        assert (tally.dropped, [note.code for note in notes]) == (0, [OutputCode.LEFT])
    refused(tmp_path, FEW)  # what was left still waits for a word
    made(tmp_path, FEW, Removals.CONFIRMED)
    assert shown(tmp_path) == FEW


@pytest.mark.parametrize(("output", "kits"), [("output", "kits"), ("trial", "trial.kits")])
def test_the_kits_of_a_trial_do_not_take_the_place_of_the_papers(
    tmp_path: Path, output: str, kits: str
) -> None:
    work = job(tmp_path / "content", tmp_path, output=tmp_path / output)
    assert work.kits_folder == tmp_path / kits
