"""Where only the time of a file is another, its bytes say whether it was changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deliveries import send, site, written
from delivery.codes import DeliveryCode
from targets import shown_as, spot
from test_delivery_memory import refusal


@pytest.mark.share(2)
@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_place_that_was_copied_without_its_times_is_as_it_was_left(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot(kind, tmp_path, monkeypatch) as there:
        tree = written(tmp_path / "tree", site(1))
        there.send(tree)
        there.send(written(tree, {**site(1), "feed.xml": "<rss>2</rss>"}))
        for path in (there.root / "releases").glob("2*Z/**/*"):
            os.utime(path, (1, 1))
        again = there.send(tree)
        assert (again.stamp, again.remarks) == ("", ())
        there.back()
        assert there.shown() == shown_as(site(1), there)


def test_a_place_may_be_reached_by_two_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot("sftp", tmp_path, monkeypatch) as there:
        tree = written(tmp_path / "tree", site(1))
        send(tree, str(there.root))
        again = there.send(tree)
        assert (again.stamp, again.remarks) == ("", ())
        sent = there.send(written(tree, {**site(1), "feed.xml": "<rss>2</rss>"}))
        assert (sent.sent, sent.remarks) == (1, ())


@pytest.mark.share(3)
@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_what_has_its_size_and_other_bytes_was_changed_by_other_hands(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot(kind, tmp_path, monkeypatch) as there:
        tree = written(tmp_path / "tree", site(1))
        there.send(tree)
        page = there.shown()["index.html"]
        changed = page.replace(b"v1", b"v7")
        assert len(changed) == len(page)
        there.meddle("index.html", changed)
        if there.switches:  # sftp tells whole seconds: not in the second of the delivery
            os.utime(there.root / "current/index.html", (1, 1))
        sent = there.send(tree)
        assert [remark.code for remark in sent.remarks] == [DeliveryCode.MENDED]
        assert there.shown() == shown_as(site(1), there)
        if there.switches:
            assert refusal(there.back).code is DeliveryCode.DIFFERS
