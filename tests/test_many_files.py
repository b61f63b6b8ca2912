"""Many files are made and made to last with as little work as few."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from edition import hands as forks
from edition.tree import OutputTree
from edition.waiting import WORTH_A_FIRST, Waiting, in_order
from newsroom import bulksync
from newsroom.disk import MANY, Disk


def _waiting(name: str, near: str = "") -> Waiting:
    return Waiting(near, lambda: name)


def test_files_of_the_same_things_are_made_one_after_the_other() -> None:
    waiting = {"b2": _waiting("b2", "b"), "a": _waiting("a", "a"), "b1": _waiting("b1", "b")}
    assert in_order(waiting, hands=1) == ([], ["a", "b2", "b1"])


def test_one_of_each_kind_is_made_before_the_process_is_copied() -> None:
    names = [f"{number:03}" for number in range(WORTH_A_FIRST)]
    waiting = {name: _waiting(name) for name in names}
    waiting["rare"] = Waiting("", lambda: "rare")
    first, others = in_order(waiting, hands=2)
    assert first == ["000"]
    assert others == [*names[1:], "rare"]
    assert in_order(waiting, hands=1) == ([], [*names, "rare"])


def test_the_order_changes_nothing_of_what_is_made(tmp_path: Path) -> None:
    made = []
    for hands, near in ((1, ""), (2, "x")):
        root = tmp_path / f"{hands}"
        with OutputTree(root, hands=hands) as tree:
            with tree.by_many():
                for number in range(100):
                    text = f"{number}"
                    tree.write(f"{number}.txt", text, text.encode, f"{near and number % 7}")
            tree.commit()
        made.append({path.name: path.read_bytes() for path in root.glob("*.txt")})
    assert made[0] == made[1]
    assert len(made[0]) == 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks are of Linux alone here")
def test_long_work_is_shared_and_a_hand_that_fails_is_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test before this one may have left a thread, beside which a build would not fork.
    monkeypatch.setattr(forks, "can_fork", lambda: True)

    def do(number: int) -> None:
        if number == 1:
            raise ValueError(number)
        (tmp_path / f"{number}").write_text(f"{os.getpid()}", "utf-8")

    with OutputTree(tmp_path / "tree", hands=2) as tree:
        tree.spread(3, do)
    done = {file.name: file.read_text("utf-8") for file in tmp_path.iterdir() if file.is_file()}
    assert sorted(done) == ["0", "2"]
    assert f"{os.getpid()}" not in done.values()


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{number}" for number in range(MANY)]
    for file in files:
        file.write_bytes(b"x")
    return files


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="syncfs is of Linux alone")
def test_a_fault_of_the_disk_is_told_when_all_is_synced_at_once(
    many: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulksync, "lasts", lambda _: True)
    monkeypatch.setattr(bulksync, "_syncfs", lambda _: errno.EIO)
    with pytest.raises(OSError, match=str(many[0].parent)):
        Disk().sync_files(many)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="syncfs is of Linux alone")
@pytest.mark.parametrize("lasting", [True, False])
def test_files_are_synced_one_by_one_where_it_cannot_be_done_at_once(
    many: list[Path], monkeypatch: pytest.MonkeyPatch, *, lasting: bool
) -> None:
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    monkeypatch.setattr(bulksync, "lasts", lambda _: lasting)
    monkeypatch.setattr(bulksync, "_syncfs", lambda _: errno.ENOSYS if lasting else errno.EIO)
    Disk().sync_files(many)
    assert len(synced) == len(many)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="syncfs is of Linux alone")
def test_folders_that_are_gone_need_no_sync(many: list[Path], tmp_path: Path) -> None:
    gone = [tmp_path / "gone" / f"{number}" for number in range(MANY)]
    Disk().sync_folders([*many[:1], *gone])
    Disk().sync_folders(gone)


def test_only_file_systems_that_keep_what_they_say_are_synced_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        "30 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "31 1 8:17 / /stick rw - fuseblk /dev/sdb1 rw\n"
        "32 1 0:40 / /far rw - nfs host:/ rw\n"
    )
    (tmp_path / "mountinfo").write_text(lines, "utf-8")
    monkeypatch.setattr(bulksync, "MOUNTS", tmp_path / "mountinfo")
    lasts = {bulksync.lasts(os.makedev(*one)) for one in ((8, 17), (0, 40), (9, 9))}
    assert lasts == {False}
    assert bulksync.lasts(os.makedev(8, 1))
