"""Whose an output folder is, and what is known of it when the proofs of it are lost or damaged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from deliveries import send
from delivery.codes import DeliveryCode, DeliveryError
from edition.manifest import MANIFEST, MARKER, OWN, UNSETTLED, Trust, manifest_of, read_manifest
from edition.ownership import OutputCode, TreeRefusedError
from edition.tree import OutputTree, Removals, Tally
from edition.verifying import verified
from newsroom.problems import Problem

OURS, OTHER = "yibin-tongxun https://www.example.cn", "another https://another.example"
PAGES = {f"2013/10/08/{name}/index.html": name for name in "abcdefghijkl"}
SOME = {path: text for path, text in PAGES.items() if text != "a"}


def made(
    root: Path,
    pages: Mapping[str, str],
    paper: str = OURS,
    removals: Removals = Removals.ASK,
    memory: Path | None = None,
) -> tuple[Tally, list[Problem]]:
    """A tree built and published from path → text."""
    with OutputTree(root, paper=paper, removals=removals, recollections=memory) as tree:
        for path, text in pages.items():
            tree.write(path, f"cause of {text}", text.encode)
        return tree.commit(), tree.notes


def whole(root: Path) -> dict[str, bytes]:
    """Every file below a folder, but the lock."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != f"{OWN}lock"
    }


def refused(root: Path, pages: Mapping[str, str], **how: object) -> TreeRefusedError:
    """A build that is refused, and leaves every byte as it was."""
    before = whole(root)
    with pytest.raises(TreeRefusedError) as found:
        made(root, pages, **how)  # type: ignore[arg-type] # as `made` takes them
    assert whole(root) == before
    return found.value


def without_a_name(root: Path) -> None:
    """The manifest as the version before wrote it, without the name of the paper."""
    with OutputTree(root.with_name("nameless")) as tree:
        for path, text in PAGES.items():
            tree.write(path, f"cause of {text}", text.encode)
        tree.commit()
    (root / MANIFEST).write_bytes((root.with_name("nameless") / MANIFEST).read_bytes())


@pytest.mark.parametrize("marker", [None, b"{", b"", b'{"paper": "yibin-tongxun"}', b"\0" * 40])
def test_another_paper_does_not_take_a_folder_over_whose_marker_is_lost_or_damaged(
    tmp_path: Path, marker: bytes | None
) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    clean = whole(root)
    (root / MARKER).unlink() if marker is None else (root / MARKER).write_bytes(marker)
    for removals in Removals:
        found = refused(root, PAGES, paper=OTHER, removals=removals)
        assert found.problems[0].code is OutputCode.OTHER_PAPER
        assert "yibin-tongxun" in str(found)
    tally, notes = made(root, PAGES)  # its own paper knows it by the manifest, and mends it
    assert (tally.rendered, notes) == (0, [])
    assert whole(root) == clean


@pytest.mark.parametrize("marker", [None, b"{"])
def test_a_folder_that_names_nobody_any_more_is_nobodys(
    tmp_path: Path, marker: bytes | None
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, memory=memory)
    clean = whole(root)
    without_a_name(root)
    (root / MARKER).unlink() if marker is None else (root / MARKER).write_bytes(marker)
    for paper in (OURS, OTHER):
        assert refused(root, PAGES, paper=paper).problems[0].code is OutputCode.NOT_OURS
    made(root, PAGES, memory=memory)  # its own cache knows it
    assert whole(root) == clean


def test_a_folder_of_the_version_before_gets_the_name_of_its_paper(tmp_path: Path) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    clean = whole(root)
    without_a_name(root)
    assert read_manifest(root).paper == ""
    tally, notes = made(root, PAGES)
    assert (tally.rendered, notes) == (0, [])
    assert whole(root) == clean
    assert read_manifest(root).paper == OURS


def test_a_damaged_marker_beside_a_list_without_a_seal_proves_nothing(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    rows = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    del rows[MANIFEST]
    (tmp_path / MANIFEST).write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / MARKER).write_bytes(b"{")
    for paper in (OURS, OTHER):
        assert refused(tmp_path, PAGES, paper=paper).problems[0].code is OutputCode.NOT_OURS


def test_a_name_written_into_the_manifest_breaks_its_seal(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    rows = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    rows[MANIFEST][3] = OTHER
    (tmp_path / MANIFEST).write_text(json.dumps(rows), encoding="utf-8")
    assert read_manifest(tmp_path).trust is Trust.DAMAGED
    assert refused(tmp_path, PAGES).problems[0].code is OutputCode.OTHER_PAPER
    for odd in (5, "seal", {}, [], ["seal"], ["seal", 1, 2, 3]):
        rows[MANIFEST] = odd
        (tmp_path / MANIFEST).write_text(json.dumps(rows), encoding="utf-8")
        assert read_manifest(tmp_path).trust is Trust.DAMAGED


def test_another_papers_tree_is_not_delivered_as_ones_own(tmp_path: Path) -> None:
    made(tmp_path / "out", {**PAGES, "index.html": "front"}, paper=OTHER)
    with pytest.raises(DeliveryError) as told:
        send(tmp_path / "out", str(tmp_path / "srv"), paper=OURS)
    assert told.value.code is DeliveryCode.TREE
    assert "another" in str(told.value)
    assert not (tmp_path / "srv/current").exists()


def test_old_pages_go_also_where_manifest_and_cache_are_both_lost(tmp_path: Path) -> None:
    made(tmp_path, {**PAGES, "section/old/index.html": "old"})
    (tmp_path / "CNAME").write_text("mine")
    (tmp_path / MANIFEST).unlink()
    found = refused(tmp_path, SOME)
    assert found.problems[0].code is OutputCode.REMOVALS
    assert "2013/10/08/a/index.html" in str(found)
    tally, notes = made(tmp_path, SOME, removals=Removals.LEAVE)
    assert [note.code for note in notes] == [OutputCode.MANIFEST, OutputCode.LEFT]
    assert "从前的网页" in str(notes[0])
    assert tally.strangers == ("CNAME", "section/")
    (tmp_path / MANIFEST).unlink()
    tally, _ = made(tmp_path, SOME, removals=Removals.CONFIRMED)
    assert tally.dropped == 1
    left = {path for path in whole(tmp_path) if not path.startswith(OWN)}
    assert left == {*SOME, "CNAME", "section/old/index.html"}


def test_a_manifest_that_was_copied_to_other_files_proves_nothing(tmp_path: Path) -> None:
    """Of the files it names one at least must be there, as it says."""
    made(tmp_path / "out", PAGES)
    root = tmp_path / "pictures"
    root.mkdir()
    (root / MANIFEST).write_bytes((tmp_path / "out" / MANIFEST).read_bytes())
    (root / "holiday.jpg").write_bytes(b"somebody's own")
    for removals in Removals:
        found = refused(root, PAGES, removals=removals)
        assert found.problems[0].code is OutputCode.NOT_OURS
    page = next(iter(PAGES))
    (root / page).parent.mkdir(parents=True)
    (root / page).write_bytes(b"another a")
    assert refused(root, PAGES).problems[0].code is OutputCode.NOT_OURS
    (root / page).write_bytes(b"a")
    made(root, PAGES)
    assert (root / "holiday.jpg").read_bytes() == b"somebody's own"


@pytest.mark.parametrize("bytes_", [b"a", b"b"])
def test_a_build_that_was_not_done_is_told_whichever_bytes_stand_there(
    tmp_path: Path, bytes_: bytes
) -> None:
    root = tmp_path / "out"
    made(root, PAGES)
    entries = read_manifest(root).entries
    page, other = "2013/10/08/a/index.html", "2013/10/08/b/index.html"
    both = f"{entries[page].content} {entries[other].content}"
    entries[page] = entries[page]._replace(fingerprint=UNSETTLED, content=both)
    (root / MANIFEST).write_bytes(manifest_of(entries, OURS))
    (root / page).write_bytes(bytes_)
    (found,) = verified(root)
    assert (found.file, found.code) == (f"out/{page}", OutputCode.ALTERED)
    assert found.what == "上一次排报没有做完"
    (root / page).write_bytes(b"c")
    assert [one.what for one in verified(root)] == ["内容和排好时的不一样"]
    made(root, PAGES)
    assert verified(root) == []
