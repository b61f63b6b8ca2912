"""Whoever reads while uploads die sees one whole site, the old or the new, and no dead link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import servers
from deliveries import public, site, written
from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import Folder
from delivery.s3 import S3
from delivery.shape import Parcel, Tell
from killings import played
from targets import Spot, spot

KILLS = {"folder": 2, "sftp": 3, "s3": 2}  # of scripts/bench delivery
SEED = 20131008
GRACE = 4.0  # seconds: longer than a reader's round on a machine that is busy


@contextmanager
def _read_at(there: Spot, folder: Path) -> Iterator[str]:
    """Where the public reads a target."""
    if there.switches:
        with servers.nginx(folder / "nginx", there.root / "current", include=False) as home:
            yield home
    else:
        yield f"{there.settings['endpoint']}/press/site/"


@pytest.mark.share(3)
@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_a_reader_of_a_site_whose_uploads_die_meets_no_dead_link_and_no_half_site(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot(kind, tmp_path, monkeypatch) as there, _read_at(there, tmp_path) as home:
        grace = 0.0 if there.switches else GRACE
        told = played(there, home, tmp_path / "trees", KILLS[kind], SEED, grace)
    assert told.dead == []
    assert told.unlike == []
    assert told.mixed == []
    assert told.wrong == []
    assert told.rounds > 3
    assert told.finished < told.kills


def test_what_several_cut_off_uploads_have_left_in_a_store_goes_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = S3.send
    waves: list[int] = []

    def send(self: S3, parcels: Sequence[Parcel], tell: Tell) -> None:
        if len(waves) == 2:  # what is new has been put, what changes has not
            raise DeliveryError("s3", DeliveryCode.CONNECTION, "断了", "再来")
        waves.append(1)
        really(self, parcels, tell)

    with spot("s3", tmp_path, monkeypatch) as there:
        there.send(written(tmp_path / "1", site(1)))
        for version in (2, 3, 4):
            tree = written(tmp_path / f"{version}", site(version))
            waves.clear()
            with monkeypatch.context() as patch:
                patch.setattr(S3, "send", send)
                with pytest.raises(DeliveryError):
                    there.send(tree)
            assert f"2013/10/{10 + version}/only-{version}/index.html" in there.shown()
        told = there.send(written(tmp_path / "5", site(5)))
        assert told.remarks == ()
        assert {path for path in there.shown() if "/only-" in path} == {
            f"2013/10/15/only-5/{name}" for name in ("index.html", "card-4.txt")
        }


def test_what_a_cut_off_upload_has_sent_is_not_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Spot("folder", str(tmp_path / "srv"), root=tmp_path / "srv")
    tree = written(tmp_path / "tree", site(1))
    sent: list[str] = []
    really = Folder.send

    def send(self: Folder, parcels: Sequence[Parcel], tell: Tell) -> None:
        if not sent:
            half = parcels[: len(parcels) // 2]
            sent.extend(one.path for one in half)
            really(self, half, tell)
            part = there.root / "releases/incoming/404.html"
            part.write_bytes(part.read_bytes()[:-1] + b"?") if part.exists() else None
            raise OSError(104, "Connection reset by peer")
        sent.extend(one.path for one in parcels)
        really(self, parcels, tell)

    monkeypatch.setattr(Folder, "send", send)
    with pytest.raises((DeliveryError, OSError)):
        there.send(tree)
    assert not (there.root / "current").exists()
    first = len(sent)
    there.send(tree)
    assert there.shown() == public(site(1))
    assert len(sent) <= len(site(1)) + 1  # one was damaged meanwhile, and is sent again
    assert first > 3
