"""Whatever a list, a link or a hand has done to the output folder, nothing beside it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.manifest import MANIFEST, STAGING, Entry, Trust, manifest_of, read_manifest
from edition.ownership import OutputCode
from edition.switching import Switch
from edition.tree import OutputTree, Removals, Tally
from newsroom.disk import Disk
from newsroom.fingerprints import digest
from outputs import FEW, MOST, PAGES, PAPER, made, refused, shown, whole

SOMEBODYS = b"of somebody else"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else's, with a file and an empty folder in it."""
    folder = tmp_path / "outside"
    (folder / "empty").mkdir(parents=True)
    (folder / "index.html").write_bytes(SOMEBODYS)
    return folder


def untouched(outside: Path) -> bool:
    """Whether the folder is as it was."""
    return whole(outside) == {"index.html": SOMEBODYS} and (outside / "empty").is_dir()


@pytest.mark.parametrize("path", ["../outside/index.html", "/etc/hostname", ".press-lock"])
def test_a_sealed_list_that_names_what_lies_outside_is_a_damaged_one(
    tmp_path: Path, outside: Path, path: str
) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    clean = whole(root)
    pages = {page: Entry("1", digest(text.encode()), len(text)) for page, text in PAGES.items()}
    forged = {**pages, path: Entry("1", digest(SOMEBODYS), len(SOMEBODYS))}
    (root / MANIFEST).write_bytes(manifest_of(forged, PAPER))
    _, notes = made(root, PAGES, Removals.CONFIRMED)
    assert [note.code for note in notes] == [OutputCode.MANIFEST]
    assert whole(root) == clean
    assert untouched(outside)


@pytest.mark.parametrize(
    "data",
    [
        *(b"[]", b"[1, 2]", b"7", b'"text"', b"null", b"true", b'{"a.html": 3}', b"\xff\xfe"),
        *(b'{"a.html": null}', b'{"a.html": ["1"]}', b'{"a.html": ["1", "2", "3"]}'),
        *(b'{"a.html": ["1", "2", null]}', b"[" * 100_000, b'{"a":' * 100_000),
    ],
    ids=lambda data: data[:30].decode("latin-1"),
)
def test_what_is_no_list_of_files_is_a_damaged_one(tmp_path: Path, data: bytes) -> None:
    made(tmp_path, PAGES)
    clean = whole(tmp_path)
    (tmp_path / MANIFEST).write_bytes(data)
    assert (read_manifest(tmp_path).trust, read_manifest(tmp_path).entries) == (Trust.DAMAGED, {})
    _, notes = made(tmp_path, PAGES)
    assert [note.code for note in notes] == [OutputCode.MANIFEST]
    assert whole(tmp_path) == clean


def test_pages_are_not_made_by_way_of_a_link_in_the_place_of_the_staging(
    tmp_path: Path, outside: Path
) -> None:
    root = tmp_path / "out"
    made(root, MOST)
    (root / STAGING).symlink_to(outside, target_is_directory=True)
    with OutputTree(root, paper=PAPER) as tree:
        for path in ("a.html", "b.html"):  # what the first writes, the second would see
            tree.write(path, "1", lambda: str(untouched(outside)))
        for path, text in MOST.items():
            tree.write(path, f"cause of {text}", text.encode)
        tree.commit()
    assert not (root / STAGING).is_symlink()
    assert shown(root) == {**MOST, "a.html": "True", "b.html": "True"}
    assert untouched(outside)


@pytest.mark.parametrize("text", ["page 3 and a word more", "page", ""])
@pytest.mark.parametrize("cache", [True, False], ids=["cache", "no cache"])
def test_a_page_edited_by_hand_is_mended_whatever_its_size(
    tmp_path: Path, text: str, *, cache: bool
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory" if cache else None
    made(root, PAGES, recollections=memory)
    (root / "3/index.html").write_text(text)
    assert made(root, PAGES, recollections=memory)[0] == Tally(1, 1, len(PAGES) - 1, 0)
    assert shown(root) == PAGES


def test_a_page_edited_by_hand_goes_when_it_is_produced_no_longer(tmp_path: Path) -> None:
    """The list is whole and says whose it is; of a lost one only what is proven goes."""
    root = tmp_path / "out"
    made(root, PAGES)
    (root / "11/index.html").write_text("by hand")
    tally, _ = made(root, {path: text for path, text in PAGES.items() if path != "11/index.html"})
    assert tally.dropped == 1
    assert not (root / "11").exists()


def test_a_link_to_the_same_bytes_is_no_page(tmp_path: Path) -> None:
    """As long as the page: the status of the link alone would not tell."""
    root = tmp_path / "out"
    made(root, PAGES)
    page = root / "3/index.html"
    page.rename(root / "3/backup")
    page.symlink_to("backup")
    assert page.lstat().st_size == len("page 3")
    made(root, PAGES)
    assert not page.is_symlink()
    assert page.read_text() == "page 3"


def test_a_link_to_a_folder_in_the_place_of_a_page_is_replaced_and_the_folder_is_not(
    tmp_path: Path, outside: Path
) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    (root / "3/index.html").unlink()
    (root / "3/index.html").symlink_to(outside, target_is_directory=True)
    made(root, PAGES)
    assert shown(root) == PAGES
    assert untouched(outside)


def test_a_link_of_somebody_elses_where_a_page_is_wanted_stays(
    tmp_path: Path, outside: Path
) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    (root / "new").symlink_to(outside, target_is_directory=True)
    assert refused(root, {**PAGES, "new": "page"}).problems[0].code is OutputCode.IN_THE_WAY
    assert (root / "new").is_symlink()


def test_pages_are_not_dropped_through_a_link(tmp_path: Path, outside: Path) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    (root / "11/index.html").unlink()
    (root / "11").rmdir()
    (root / "11").symlink_to(outside, target_is_directory=True)
    made(root, MOST, Removals.CONFIRMED)
    assert untouched(outside)
    Switch(root, Disk(), PAPER, {}).move([], ["11/index.html"])  # a link that came meanwhile
    assert untouched(outside)


def test_pages_are_not_moved_through_a_link_that_came_meanwhile(
    tmp_path: Path, outside: Path
) -> None:
    root = tmp_path / "out"
    (root / STAGING).mkdir(parents=True)
    (root / STAGING / "0").write_text("a page")
    (root / STAGING / "1").write_text("another")
    (root / "a").symlink_to(outside, target_is_directory=True)
    (root / "b").write_text("a file that came meanwhile")
    staged = {"a/index.html": "0", "b/index.html": "1"}
    Switch(root, Disk(), PAPER, staged).move(staged, [])
    assert shown(root) == {"a/index.html": "a page", "b/index.html": "another"}
    assert untouched(outside)


def test_a_page_makes_way_for_a_folder_of_its_name_and_back(tmp_path: Path) -> None:
    for pages in ({**PAGES, "news": "page"}, {**PAGES, "news/a/index.html": "deep"}):
        for _ in range(2):
            made(tmp_path, pages)
            assert shown(tmp_path) == pages
    made(tmp_path, {**PAGES, "news": "page"})
    assert shown(tmp_path) == {**PAGES, "news": "page"}


def test_a_folder_does_not_make_way_for_a_page_while_anything_of_it_stays(tmp_path: Path) -> None:
    made(tmp_path, {**PAGES, "news/a.html": "ours"})
    (tmp_path / "news/b.html").write_text("mine")
    found = refused(tmp_path, {**PAGES, "news": "page"})
    assert found.problems[0].code is OutputCode.IN_THE_WAY


def test_what_waits_for_a_word_does_not_make_way(tmp_path: Path) -> None:
    made(tmp_path, {**PAGES, "news/a.html": "ours"})
    wanted = {**FEW, "news": "page"}  # so little is left that the rest waits
    found = refused(tmp_path, wanted, removals=Removals.LEAVE)
    assert found.problems[0].code is OutputCode.IN_THE_WAY
