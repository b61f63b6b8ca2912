"""A manifest that is lost, damaged or forged costs nobody a file; what was altered is mended."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from edition.manifest import MANIFEST
from edition.ownership import OutputCode
from edition.tree import Removals, Tally
from outputs import MOST, PAGES, made, refused, shown, whole


def lost(root: Path) -> None:
    (root / MANIFEST).unlink()


def cut(root: Path) -> None:
    data = (root / MANIFEST).read_bytes()
    (root / MANIFEST).write_bytes(data[: len(data) // 2])


def empty(root: Path) -> None:
    (root / MANIFEST).write_bytes(b"")


def changed(root: Path) -> None:
    data = (root / MANIFEST).read_bytes()
    (root / MANIFEST).write_bytes(data.replace(b"cause", b"caust", 1))


@pytest.mark.parametrize("damage", [lost, cut, empty, changed])
@pytest.mark.parametrize("cache", [True, False], ids=["cache", "no cache"])
def test_a_lost_or_damaged_manifest_is_told_and_made_anew(
    tmp_path: Path, damage: object, *, cache: bool
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory" if cache else None
    made(root, PAGES, recollections=memory)
    clean = whole(root)
    damage(root)  # type: ignore[operator] # one of those above
    _, notes = made(root, PAGES, recollections=memory)
    assert [note.code for note in notes] == [OutputCode.MANIFEST]
    assert whole(root) == clean
    assert made(root, PAGES, recollections=memory) == (Tally(0, 0, len(PAGES), 0), [])


@pytest.mark.parametrize("damage", [lost, cut, empty, changed])
def test_after_the_manifest_was_lost_every_removal_wants_a_word(
    tmp_path: Path, damage: object
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    damage(root)  # type: ignore[operator] # one of those above
    found = refused(root, MOST, recollections=memory)
    assert found.problems[0].code is OutputCode.REMOVALS
    made(root, MOST, Removals.LEAVE, memory)
    assert shown(root) == PAGES
    refused(root, MOST, recollections=memory)
    made(root, MOST, Removals.CONFIRMED, memory)
    assert shown(root) == MOST


def test_what_nobody_can_prove_to_be_ours_is_told_and_not_removed(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    lost(tmp_path)
    tally, _ = made(tmp_path, MOST)
    assert tally.strangers == ("10/", "11/")
    assert shown(tmp_path) == PAGES


def test_a_page_changed_after_the_manifest_was_lost_wants_a_word(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    lost(tmp_path)
    wanted = {**PAGES, "0/index.html": "changed"}
    assert refused(tmp_path, wanted).problems[0].code is OutputCode.IN_THE_WAY
    made(tmp_path, wanted, Removals.CONFIRMED)
    assert shown(tmp_path) == wanted


def test_a_foreign_file_written_into_the_manifest_is_not_removed(tmp_path: Path) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    (root / "nginx.conf").write_text("mine")
    rows = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    rows["nginx.conf"] = ["1", "0" * 32, 4, "website/zh-Hans"]
    (root / MANIFEST).write_text(json.dumps(rows), encoding="utf-8")
    tally, notes = made(root, PAGES, Removals.CONFIRMED, memory)
    assert (root / "nginx.conf").read_text() == "mine"
    assert [note.code for note in notes] == [OutputCode.MANIFEST]
    assert tally.strangers == ("nginx.conf",)


@pytest.mark.parametrize("cache", [True, False], ids=["cache", "no cache"])
def test_a_published_file_with_as_many_other_bytes_is_mended(
    tmp_path: Path, *, cache: bool
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory" if cache else None
    made(root, PAGES, recollections=memory)
    made(root, PAGES, recollections=memory)
    file = root / "3/index.html"
    status = file.stat()
    file.write_bytes(bytes(status.st_size))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    tally, _ = made(root, PAGES, recollections=memory)
    assert (tally.rendered, tally.changed) == (1, 1)
    assert shown(root) == PAGES


def test_a_file_nobody_touched_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    monkeypatch.setattr("edition.ground.digest", lambda _: pytest.fail("a file was read"))
    assert made(root, PAGES, recollections=memory)[0].kept == len(PAGES)


def test_a_damaged_recollection_is_none(tmp_path: Path) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    for file in memory.iterdir():
        file.write_bytes(file.read_bytes().replace(b"page", b"pale").replace(b"0", b"1"))
    (root / "3/index.html").write_bytes(bytes(6))
    made(root, PAGES, recollections=memory)
    assert shown(root) == PAGES
