"""A name is a name with a slash behind it too; a release is no place to publish to."""

from __future__ import annotations

from pathlib import Path

import pytest

from deliveries import public, send, site, written
from delivery.codes import DeliveryCode, DeliveryError
from delivery.targets import Place
from targets import KINDS, SWITCHING, Spot, shown_as, spots
from test_delivery_memory import refusal

switching = spots(SWITCHING)
there = spots(KINDS)


def test_a_name_with_a_slash_behind_it_is_the_name() -> None:
    assert Place.of("www/", {"www": "/srv/press"}).address == "/srv/press"
    assert Place.of("other/", {"www": "/srv/press"}).address == "other/"


@pytest.mark.share(2)
@pytest.mark.parametrize("below", ["current", "releases", "current/2013", "releases/next"])
def test_nobody_publishes_into_a_release(switching: Spot, tmp_path: Path, below: str) -> None:
    tree = written(tmp_path / "tree", site(1))
    switching.send(tree)
    told = refusal(lambda: send(tree, f"{switching.to}/{below}", switching.settings))
    assert told.code is DeliveryCode.TARGET
    assert switching.shown() == public(site(1))


@pytest.mark.share(3)
def test_what_fails_after_the_switch_is_a_remark(
    there: Spot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = written(tmp_path / "tree", site(1))
    there.send(tree)

    def fails(*_: object) -> None:
        raise DeliveryError("t", DeliveryCode.PERMISSION, "服务器不让写", "请看看")

    with monkeypatch.context() as patch:
        for each in ("switching.Shelf", "storing._Over"):
            patch.setattr(f"delivery.{each}._prune", fails)
        sent = there.send(written(tree, {**site(1), "feed.xml": "<rss>2</rss>"}))
    assert sent.stamp
    assert [remark.code for remark in sent.remarks] == [DeliveryCode.PERMISSION]
    assert "已经换好" in str(sent.remarks[0])
    assert there.shown() == shown_as({**site(1), "feed.xml": "<rss>2</rss>"}, there)
    there.send(written(tree, {**site(1), "feed.xml": "<rss>3</rss>"}))
    assert there.shown() == shown_as({**site(1), "feed.xml": "<rss>3</rss>"}, there)
