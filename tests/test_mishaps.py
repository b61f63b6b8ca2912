"""Whatever stops a build, the next one leaves what a clean build leaves (scripts/bench store)."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.manifest import STAGING, Trust, read_manifest
from edition.tree import OutputTree
from forgetful import ForgetfulDisk, PowerCutError
from mishaps import Mishaps, chance_of, tree_of

SOME = 6
SEED = 20131008
OLD = {f"{folder}/{name}.html": f"old {name}" for folder in "abc" for name in "xyz"}
NEW = {f"{folder}/{name}.html": f"new {name}" for folder in "bcd" for name in "xyz"} | {"i": "0"}


def made(root: Path, files: dict[str, str], disk: ForgetfulDisk | None = None) -> None:
    """A tree from path → text."""
    tree = OutputTree(root, paper="test", disk=disk)
    tree.__enter__()
    try:
        for path, text in files.items():
            tree.write(path, f"cause of {text}", text.encode().strip)
        tree.commit()
    finally:
        tree.unlock()


def test_builds_killed_at_random_moments_end_like_a_clean_build(tmp_path: Path) -> None:
    paper = Mishaps(tmp_path, chance_of(SEED))
    for _ in range(SOME):
        paper.kill()
    paper.assert_healed()


def test_builds_that_lose_power_end_like_a_clean_build(tmp_path: Path) -> None:
    paper = Mishaps(tmp_path, chance_of(SEED))
    for number in range(SOME):
        paper.cut_power()
        if number % 3 == 0:
            paper.assert_healed()
    paper.assert_healed()


@pytest.mark.share(2)
@pytest.mark.parametrize("before", [{}, OLD], ids=["first build", "another build"])
def test_wherever_the_power_goes_every_file_is_whole_and_the_next_build_clean(
    tmp_path: Path, before: dict[str, str]
) -> None:
    clean, counted = tmp_path / "clean", tmp_path / "counted"
    made(clean, NEW)
    made(counted, before)
    disk = ForgetfulDisk(counted, chance_of(0))
    made(counted, NEW, disk)
    for cut_at in range(disk.done):
        root = tmp_path / f"{cut_at}"
        if before:
            made(root, before)
        disk = ForgetfulDisk(root, chance_of(cut_at), cut_at)
        with pytest.raises(PowerCutError):
            made(root, NEW, disk)
        disk.lose_power(STAGING)
        shown = {path for path in tree_of(root) if not path.startswith(".")}
        assert not shown or read_manifest(root).trust is Trust.SEALED
        for path in shown:
            assert tree_of(root)[path].decode() in {before.get(path), NEW.get(path)}
        made(root, NEW)
        assert tree_of(root) == tree_of(clean)


def test_what_is_published_is_on_the_disk(tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    made(clean, NEW)
    for seed in range(8):
        root = tmp_path / f"{seed}"
        made(root, OLD)
        disk = ForgetfulDisk(root, chance_of(seed))
        made(root, NEW, disk)
        disk.lose_power(STAGING)
        assert tree_of(root) == tree_of(clean)


def test_the_forgetful_disk_finds_out_who_does_not_sync(tmp_path: Path) -> None:
    lost = 0
    for seed in range(8):
        root = tmp_path / f"{seed}"
        made(root, OLD)
        disk = ForgetfulDisk(root, chance_of(seed), careless=True)
        made(root, NEW, disk)
        whole = tree_of(root)
        disk.lose_power(STAGING)
        lost += tree_of(root) != whole
    assert lost == 8
