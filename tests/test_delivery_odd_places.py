"""Servers that can't do all, and places where others have been: told, or put up with."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path

import pytest

import servers
from deliveries import site, written
from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import Folder
from delivery.lock import machine, publisher
from delivery.record import is_stamp
from delivery.shape import PresentError
from newsroom.store import Store
from targets import KINDS, SWITCHING, Spot, own, shown_as, spot, spots
from test_delivery_failures import refusal

there = spots(KINDS)
switching = spots(SWITCHING)


@pytest.fixture
def shelf(switching: Spot, tmp_path: Path) -> Spot:
    """A target with two releases side by side."""
    for version in (1, 2):
        switching.send(written(tmp_path / "tree", site(version)))
    return switching


@pytest.mark.parametrize(
    ("sftp", "cure"),
    [("", "Subsystem sftp"), ("Subsystem sftp internal-sftp -P symlink", "symlink")],
)
def test_a_server_that_can_not_do_it_is_told_with_the_line_to_change(
    tmp_path: Path, sftp: str, cure: str
) -> None:
    tree = written(tmp_path / "tree", site(1))
    with servers.sshd(tmp_path / "ssh", sftp=sftp) as ssh:
        told = refusal(tree, ssh.address(), ssh.settings)
    assert told.code is DeliveryCode.REFUSED
    assert cure in told.problem.cure
    assert "权限" not in str(told)


@pytest.mark.share(2)
def test_where_the_link_is_gone_the_last_release_is_shown_again(shelf: Spot) -> None:
    (shelf.root / "current").unlink()
    last = max(one.release.stamp for one in shelf.releases())
    assert shelf.back().stamp == last
    assert own(shelf.shown(), site(2)) == shown_as(site(2), shelf)


@pytest.mark.share(2)
def test_a_link_that_is_written_out_in_full_is_the_same_link(shelf: Spot, tmp_path: Path) -> None:
    link = shelf.root / "current"
    full = shelf.root / os.readlink(link)  # noqa: PTH115 - as it is written
    link.unlink()
    link.symlink_to(full)
    assert shelf.send(written(tmp_path / "tree", site(3))).stamp
    link.unlink()
    link.symlink_to(tmp_path)
    with pytest.raises(DeliveryError) as refused:
        shelf.send(written(tmp_path / "tree", site(2)))
    assert refused.value.code is DeliveryCode.IN_THE_WAY


@pytest.mark.share(3)
@pytest.mark.parametrize("name", ["99991231T235959Z", "20131399T250000Z", "20130231T000000Z"])
def test_a_folder_that_names_no_moment_is_no_release(
    shelf: Spot, tmp_path: Path, name: str
) -> None:
    assert not is_stamp(name)
    (shelf.root / "releases" / name).mkdir()
    (shelf.root / "releases" / f"{name}.json.gz").write_bytes(b"x")
    assert shelf.send(written(tmp_path / "tree", site(3))).stamp < "9000"
    shelf.back()
    assert (shelf.root / "releases" / name).is_dir()


def test_who_goes_back_where_nothing_was_published_makes_nothing(there: Spot) -> None:
    with pytest.raises(DeliveryError) as refused:
        there.back()
    assert refused.value.code is DeliveryCode.NO_RELEASE
    assert there.kind == "s3" or not there.root.exists()
    assert there.kind != "s3" or there.stored() == {}


def test_a_full_disk_leaves_no_part_of_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        path.write_bytes(data[:3])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("delivery.folder._write", full)
    with Folder(tmp_path / "srv") as target, pytest.raises(DeliveryError) as refused:
        target.put("releases/lock", b"{}", instead_of=None)
    assert refused.value.code is DeliveryCode.FULL
    assert [path.name for path in (tmp_path / "srv/releases").iterdir()] == []


@pytest.mark.share(3)
def test_another_machine_of_the_same_name_is_another_publisher(there: Spot, tmp_path: Path) -> None:
    """The number of its process means nothing here, be it running or not."""
    told = {
        "by": publisher(),
        "machine": f"not {machine()}",
        "pid": 2**22 + 1,
        "since": time.time(),
        "seen": time.time(),
        "token": "x",
    }
    lock = "releases/lock" if there.switches else ".press/lock"
    with there.target() as target:
        target.put(lock, json.dumps(told).encode())
    tree = written(tmp_path / "tree", site(1))
    with pytest.raises(DeliveryError) as refused:
        there.send(tree)
    assert refused.value.code is DeliveryCode.LOCKED
    with there.target() as target:
        target.put(lock, json.dumps({**told, "machine": machine()}).encode())
    assert there.send(tree).stamp


def test_what_was_begun_and_changed_nothing_makes_no_release_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot("s3", tmp_path, monkeypatch) as there:
        there.send(written(tmp_path / "tree", site(1)))
        tree = written(tmp_path / "tree", site(2))
        there.send(tree)
        with monkeypatch.context() as cut:
            cut.setattr("delivery.storing.waves", _dies)
            with pytest.raises(KeyboardInterrupt):
                there.back()
        assert ".press/incoming.json.gz" in there.stored()
        assert there.send(tree).stamp == ""
        assert len(there.releases()) == 2
        assert ".press/incoming.json.gz" not in there.stored()
        assert own(there.shown(), site(2)) == shown_as(site(2), there)


@pytest.mark.parametrize(
    ("said", "knows_none"),
    [("NotImplemented", True), ("501", True), ("InvalidArgument", True), ("SlowDown", False)],
)
def test_a_store_that_knows_no_conditions_is_looked_at_before_it_is_written(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, knows_none: bool
) -> None:
    from botocore.client import BaseClient
    from botocore.exceptions import ClientError

    asked = BaseClient._make_api_call  # noqa: SLF001 - a double knows conditions, as it happens

    def unconditional(self: object, call: str, given: dict[str, object]) -> object:
        if "IfNoneMatch" in given:
            raise ClientError({"Error": {"Code": said}}, call)
        return asked(self, call, given)

    with spot("s3", tmp_path, monkeypatch) as there:
        monkeypatch.setattr(BaseClient, "_make_api_call", unconditional)
        with there.target() as target:
            if not knows_none:
                with pytest.raises(DeliveryError):
                    target.put("lock", b"ours", instead_of=None)
                assert there.stored() == {}
                return
            target.put("lock", b"ours", instead_of=None)
            with pytest.raises(PresentError):
                target.put("lock", b"others'", instead_of=None)
        assert there.stored() == {"lock": b"ours"}


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_folder_in_the_place_of_the_store_is_put_out_of_the_way(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3/x").mkdir(parents=True)
    with Store(tmp_path / "store.sqlite3") as store:
        store.put("a", b"1")
    with Store(tmp_path / "store.sqlite3") as store:
        assert store.get("a") == b"1"
