"""What is delivered a web server can read, whatever the umask of who publishes or of the server."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from deliveries import public, site, written
from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import Folder
from targets import Spot, shown_as, spot


@pytest.fixture(params=["folder", "sftp"])
def closed(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Spot]:
    """A place where what is made is its maker's alone."""
    if request.param == "folder":
        with spot("folder", tmp_path, monkeypatch) as there:
            before = os.umask(0o077)
            yield there
            os.umask(before)
    else:
        more = "ForceCommand internal-sftp -u 0077"
        with servers.sshd(tmp_path / "ssh", more) as ssh:
            yield Spot("sftp", ssh.address(), ssh.settings, ssh.root / "site")


def unreadable(root: Path) -> list[str]:
    """What who is not the owner can't read or enter."""
    return [
        str(path)
        for path in [root, *root.rglob("*")]
        if ~path.stat().st_mode & (0o005 if path.is_dir() else 0o004)
    ]


@pytest.mark.share(2)
def test_a_web_server_reads_all_that_was_delivered(closed: Spot, tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", site(1))
    closed.send(tree)
    assert unreadable(closed.root) == []
    assert closed.send(tree).stamp == ""
    closed.send(written(tree, site(2)))
    assert unreadable(closed.root) == []
    closed.back()
    assert closed.shown() == shown_as(site(1), closed)


@pytest.mark.share(3)
@pytest.mark.parametrize("what", ["file", "folder", "releases"])
def test_what_other_hands_closed_is_noticed_and_opened(
    closed: Spot, tmp_path: Path, what: str
) -> None:
    tree = written(tmp_path / "tree", site(1))
    closed.send(tree)
    page = closed.root / "current/index.html"
    path = {"file": page, "folder": page.parent / "2013", "releases": closed.root / "releases"}
    path[what].chmod(0o600 if what == "file" else 0o700)
    sent = closed.send(tree)
    if what != "releases":  # which who publishes opens on his way to the lock
        assert [remark.code for remark in sent.remarks] == [DeliveryCode.MENDED]
    assert unreadable(closed.root / "current/") == []
    assert not ~stat.S_IMODE((closed.root / "releases").stat().st_mode) & 0o005
    assert closed.send(tree).stamp == ""


@pytest.mark.share(3)
@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_a_lock_that_a_full_disk_left_empty_keeps_nobody_out(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot(kind, tmp_path, monkeypatch) as there:
        lock = "releases/lock" if there.switches else ".press/lock"
        with there.target() as target:
            target.put(lock, b"")
        there.send(written(tmp_path / "tree", site(1)))
        assert there.shown() == shown_as(site(1), there)


def test_a_disk_that_is_full_for_the_lock_is_told_as_full_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        path.write_bytes(data[:1])
        raise OSError(28, "No space left on device")

    tree = written(tmp_path / "tree", site(1))
    with spot("folder", tmp_path, monkeypatch) as there, monkeypatch.context() as patch:
        patch.setattr("delivery.folder._write", full)
        with pytest.raises(DeliveryError) as told:
            there.send(tree)
        assert told.value.code is DeliveryCode.FULL
        assert [path for path in there.root.rglob("*") if path.is_file()] == []
        patch.undo()
        there.send(tree)
        assert there.shown() == public(site(1))
        assert isinstance(there.target(), Folder)
