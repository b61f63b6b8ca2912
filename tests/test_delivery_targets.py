"""Where a paper goes: names and addresses that make sense, hold no secret and harm no folder."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from deliveries import ONE_LINE, command, ran, settings_file, site, written
from delivery.codes import DeliveryCode, DeliveryError
from delivery.command import Order, Sender
from delivery.targets import Place

SECRETS = [
    "sftp://web:hunter2@www.example.cn/srv/press",
    "s3://AKIAEXAMPLE:hunter2@bucket/prefix",
    "s3://bucket/prefix?secret_access_key=hunter2",
]


@pytest.mark.parametrize("address", SECRETS)
def test_an_address_with_a_password_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        Place.of(address, {})
    assert refused.value.code is DeliveryCode.SECRET
    assert "hunter2" not in str(refused.value)
    assert "AKIA" not in str(refused.value)


def test_a_password_in_the_settings_is_refused_and_not_repeated() -> None:
    for name in ("password", "secret_key", "access_key_id", "token"):
        with pytest.raises(DeliveryError) as refused:
            Place.of("www", {"www": {"address": "s3://b/p", name: "hunter2"}})
        assert refused.value.code is DeliveryCode.SECRET
        assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        "nowhere",
        "ftp://www.example.cn/srv",
        "sftp://www.example.cn/",
        "sftp:///srv/press",
        "sftp://www.example.cn:port/srv",
        "sftp://www.example.cn/srv/../../etc",
        "s3:///prefix",
        "sftp://[broken/srv",
        "C:\\site",
        "c:/site",
        "\\\\server\\share",
    ],
)
def test_an_address_that_makes_no_sense_is_told_with_what_would(given: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        Place.of(given, {"www": "/srv"})
    assert refused.value.code is DeliveryCode.TARGET
    assert "sftp://" in str(refused.value)
    assert ("Windows" in str(refused.value)) == ("\\" in given or given.startswith("c:"))


@pytest.mark.parametrize(
    "target", [5, {"adress": "/srv"}, {"address": "/srv", "grace": "long"}, None, ["/srv"]]
)
def test_a_target_that_is_written_wrong_is_told(target: object) -> None:
    with pytest.raises(DeliveryError) as refused:
        Place.of("www", {"www": target})
    assert refused.value.code is DeliveryCode.TARGET


OVERLAPS = ["output", "output/site", "content/issues", "theme", "", "link", "made", "made/site"]


def test_a_site_is_not_delivered_into_or_round_what_it_is_made_of(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    conf = settings_file(paper)
    made = written(paper / "made", site(1))
    (paper / "output").mkdir()
    (paper / "theme").mkdir()
    (paper / "link").symlink_to(paper / "content")
    ways = cycle([(), ("--releases",), ("--back",), ("--dry-run",)])
    for place, more in zip([*OVERLAPS, "made"], ways, strict=False):
        status, _, err = ran(command(made, str(paper / place), conf, *more))
        assert status == 2, (place, more)
        assert ONE_LINE.fullmatch(err), err
        assert "delivery.target" in err
    assert not list(paper.rglob("releases"))


def test_an_output_folder_is_counted_from_where_the_editor_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made").mkdir()
    monkeypatch.chdir(tmp_path)
    sender = Sender({"CONF_FOLDER": str(tmp_path / "paper")}, Path("made"))
    with pytest.raises(DeliveryError) as refused:
        sender.place(Order(str(tmp_path / "made/site")))
    assert refused.value.code is DeliveryCode.TARGET
    assert sender.place(Order(str(tmp_path / "srv"))).address == str(tmp_path / "srv")
