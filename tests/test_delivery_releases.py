"""A finished site arrives whole, as a release, and a former one comes back byte for byte."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import brotli
import pytest

from deliveries import public, site, written
from delivery.cargo import is_public, pack
from delivery.codes import DeliveryCode, DeliveryError
from delivery.judging import RELEASES
from delivery.plan import Question
from delivery.shape import Found, Parcel, Tell
from edition.manifest import MANIFEST, UNSETTLED, manifest_of, read_manifest
from targets import KINDS, Spot, own, shown_as, spot, spots

pytestmark = pytest.mark.share(3)  # each promise at one kind of target, each kind with some
there = spots(KINDS)


@pytest.mark.share(1)
def test_a_site_arrives_byte_for_byte_and_is_sent_once(there: Spot, tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", site(1))
    first = there.send(tree)
    assert there.shown() == shown_as(site(1), there)
    assert first.sent == len(there.shown())
    assert first.size == sum(map(len, there.shown().values()))
    again = there.send(tree)
    assert (again.sent, again.stamp) == (0, "")
    assert len(there.releases()) == 1


def test_only_what_changed_is_sent(there: Spot, tmp_path: Path) -> None:
    there.send(written(tmp_path / "tree", site(1)))
    files = {**site(1), "feed.xml": "<rss>new</rss>"}
    second = there.send(written(tmp_path / "tree", files))
    assert (second.sent, second.size) == (1, len("<rss>new</rss>"))
    assert there.shown() == shown_as(files, there)
    if there.switches:  # what has not changed is one file with two names
        stamps = sorted(one.release.stamp for one in there.releases())
        pair = [there.root / "releases" / stamp / "404.html" for stamp in stamps]
        assert pair[0].samefile(pair[1])


def test_the_last_five_releases_stay_and_files_named_by_their_digest_while_they_need_them(
    there: Spot, tmp_path: Path
) -> None:
    style = next(path for path in site(1) if path.startswith("assets/"))
    stays = []
    for version in range(1, 8):
        made = site(version, pages=1)
        there.send(written(tmp_path / "tree", made))
        shown = there.shown()
        stays.append(style in shown)
        assert own(shown, made) == shown_as(made, there)
    assert stays == [True] * 5 + [False] * 2
    listed = there.releases()
    assert len(listed) == RELEASES
    assert [one.shown for one in listed] == [True, False, False, False, False]
    if there.switches:
        folders = [path for path in (there.root / "releases").iterdir() if path.is_dir()]
        assert len(folders) == RELEASES
    else:
        needed = {k.item.digest for one in listed for k in one.release.files.values()}
        kept = {p.rpartition("/")[2] for p in there.stored() if p.startswith(".press/kept/")}
        assert kept <= needed


@pytest.mark.share(2)
def test_a_release_that_nobody_can_read_any_more_takes_no_place_of_those_that_stay(
    there: Spot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = "releases" if there.switches else ".press"
    for room in ("switching", "storing"):
        monkeypatch.setattr(f"delivery.{room}.RELEASES", 3)
    trees = [written(tmp_path / str(version), site(version, pages=1)) for version in range(1, 5)]
    first, second, third = (there.send(tree).stamp for tree in trees[:3])
    with there.target() as target:
        target.put(f"{home}/{second}.json.gz", b"\x1f\x8b half a record")
    fourth = there.send(trees[3], confirm={Question.LEDGER}).stamp
    assert [one.release.stamp for one in there.releases()] == [fourth, third, first]
    with there.target() as target:
        names = {name.removesuffix(".json.gz") for name in target.names(home)}
    assert second not in names


def test_the_shown_release_stays_for_its_readers_also_when_nobody_can_read_what_it_was(
    there: Spot, tmp_path: Path
) -> None:
    home = "releases" if there.switches else ".press"
    there.send(written(tmp_path / "tree", site(1, pages=1)))
    damaged = there.send(written(tmp_path / "tree", site(2, pages=1))).stamp
    with there.target() as target:
        target.put(f"{home}/{damaged}.json.gz", b"")
    words = {Question.LEDGER, Question.OVERWRITE}  # a store holds what nobody knows any more
    there.send(written(tmp_path / "tree", site(3, pages=1)), confirm=words)
    with there.target() as target:
        names = target.names(home)
    assert f"{damaged}.json.gz" not in names
    assert (damaged in names) is there.switches  # who reads one of its pages may follow its links
    assert len(there.releases()) == 2


def test_going_back_gives_the_former_site_byte_for_byte(there: Spot, tmp_path: Path) -> None:
    for version in (1, 2, 3):
        there.send(written(tmp_path / "tree", site(version, pages=1)))
    there.back()
    assert own(there.shown(), site(2, pages=1)) == shown_as(site(2, pages=1), there)
    there.back()
    assert own(there.shown(), site(1, pages=1)) == shown_as(site(1, pages=1), there)
    with pytest.raises(DeliveryError) as none:
        there.back()
    assert none.value.code is DeliveryCode.NO_RELEASE
    there.send(written(tmp_path / "tree", site(4, pages=1)))
    there.back(verify=True)
    assert own(there.shown(), site(1, pages=1)) == shown_as(site(1, pages=1), there)


def test_what_other_hands_did_is_told_and_mended(there: Spot, tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", site(1))
    there.send(tree)
    there.meddle("index.html", b"hacked")
    if there.switches:  # two seconds later: SFTP tells times in whole ones
        page = there.root / "current/index.html"
        os.utime(page, (page.stat().st_mtime + 2,) * 2)
    there.meddle("404.html", None)
    there.meddle("evil/shell.php", b"<?php")
    looked = {problem.code: str(problem) for problem in there.send(tree, dry=True).remarks}
    assert "会照成品补好" in looked[DeliveryCode.MENDED]
    assert "已经" not in "".join(looked.values())
    assert there.shown()["index.html"] == b"hacked"
    mended = there.send(tree)
    said = {problem.code: problem.what for problem in mended.remarks}
    assert "404.html、index.html" in said[DeliveryCode.MENDED]
    assert "evil/shell.php" in said[DeliveryCode.STRANGER]
    shown = there.shown()
    if not there.switches:  # others may keep things in a store: told, and left alone
        assert shown.pop("evil/shell.php") == b"<?php"
    assert shown == shown_as(site(1), there)


def test_a_change_that_neither_size_nor_time_betray_is_found_by_verifying(
    there: Spot, tmp_path: Path
) -> None:
    tree = written(tmp_path / "tree", site(1))
    there.send(tree)
    if not there.switches:  # a store tells a digest of its own of every object
        altered = (tree / "404.html").read_bytes().replace("新闻".encode(), "旧闻".encode(), 1)
        there.meddle("404.html", altered)
        assert there.send(tree).sent >= 1
        assert there.shown() == shown_as(site(1), there)
        return
    page = there.root / "current" / "404.html"
    status, data = page.stat(), page.read_bytes()
    page.write_bytes(data.replace("新闻".encode(), "旧闻".encode(), 1))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert there.send(tree).stamp == ""
    assert there.send(tree, verify=True).sent == 1
    assert there.shown() == public(site(1))


def test_removing_more_than_half_wants_to_be_confirmed(there: Spot, tmp_path: Path) -> None:
    there.send(written(tmp_path / "tree", site(1, pages=9)))
    few = {"index.html": "<p>empty"}
    with pytest.raises(DeliveryError) as refused:
        there.send(written(tmp_path / "few", few))
    assert refused.value.code is DeliveryCode.REMOVALS
    assert there.shown() == shown_as(site(1, pages=9), there)
    there.send(tmp_path / "few", confirm={Question.REMOVALS})
    assert own(there.shown(), few) == public(few)


def test_a_dry_run_says_what_would_go_and_changes_nothing(there: Spot, tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", site(1))
    dry = there.send(tree, dry=True)
    assert there.shown() == {}
    assert dry.dry
    assert there.root == Path() or not there.root.exists()
    wet = there.send(tree)
    assert (dry.sent, dry.size) == (wet.sent, wet.size)
    second = written(tmp_path / "tree", site(2))
    dry = there.send(second, dry=True)
    assert own(there.shown(), site(1)) == shown_as(site(1), there)
    wet = there.send(second)
    assert (dry.sent, dry.size, dry.removed) == (wet.sent, wet.size, wet.removed)


def test_what_is_not_for_the_public_is_never_sent(there: Spot, tmp_path: Path) -> None:
    private = {
        ".secret": "x",
        "2013/.hidden/a.html": "x",
        "build.log": "x",
        ".kit/wechat.zip": "x",
        "output.proofs/p1.pdf": "x",
        "a.html~": "x",
        "press.tmp": "x",
    }
    shown = {".well-known/security.txt": "Contact: x", "2013/10/08/kit/index.html": "x"}
    tree = written(tmp_path / "tree", {**site(1), **private, **shown})
    (tree / "left-by-hand.html").write_text("not of the tree")
    there.send(tree)
    assert there.shown() == shown_as({**site(1), **shown}, there)
    assert not is_public(MANIFEST)
    assert is_public(".htaccess")
    assert not is_public("output.proofs/p1.pdf")


@pytest.mark.share(1)
@pytest.mark.parametrize(
    "fault", ["manifest", "unfinished", "damaged list", "size", "bytes", "link", "gone", "front"]
)
def test_a_tree_that_is_not_as_the_build_left_it_is_not_sent(fault: str, tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", site(1))
    page, manifest = tree / "404.html", tree / MANIFEST
    match fault:
        case "manifest":
            manifest.unlink()
        case "unfinished":
            entries = read_manifest(tree).entries
            entries["404.html"] = entries["404.html"]._replace(fingerprint=UNSETTLED)
            manifest.write_bytes(manifest_of(entries))
        case "damaged list":
            manifest.write_text(manifest.read_text(encoding="utf-8")[:-20])
        case "size":
            page.write_bytes(b"x")
        case "bytes":
            page.write_bytes(b"\0" * page.stat().st_size)
        case "link":
            moved = page.rename(tmp_path / "elsewhere.html")
            page.symlink_to(moved)
        case "gone":
            page.unlink()
        case "front":
            entries = read_manifest(tree).entries
            del entries["index.html"]
            manifest.write_bytes(manifest_of(entries))
    to = Spot("folder", str(tmp_path / "srv"), root=tmp_path / "srv")
    with pytest.raises(DeliveryError) as refused:
        to.send(tree)
    assert refused.value.code is DeliveryCode.TREE
    assert not (tmp_path / "srv/current").exists()


def test_two_publishers_are_kept_apart_and_a_dead_one_does_not_bar_the_way(
    there: Spot, tmp_path: Path
) -> None:
    tree = written(tmp_path / "tree", site(1))
    lock = "releases/lock" if there.switches else ".press/lock"

    def hold(seen: float) -> None:
        told = {"by": "钱编辑@另一台", "pid": 1, "since": seen, "seen": seen, "token": "x"}
        with there.target() as target:
            target.put(lock, json.dumps(told).encode())

    hold(time.time() - 60)
    with pytest.raises(DeliveryError) as refused:
        there.send(tree)
    assert refused.value.code is DeliveryCode.LOCKED
    assert "钱编辑@另一台" in str(refused.value)
    assert "--unlock" in str(refused.value)
    assert there.shown() == {}
    hold(time.time() - 3600)
    assert there.send(tree).stamp
    hold(time.time())
    there.send(written(tmp_path / "tree", site(2)), unlock=True)
    assert own(there.shown(), site(2)) == shown_as(site(2), there)


def test_who_loses_the_lock_on_the_way_does_not_switch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from delivery.folder import Folder

    to = Spot("folder", str(tmp_path / "srv"), root=tmp_path / "srv")
    to.send(written(tmp_path / "tree", site(1)))
    really = Folder.send

    def send(self: Folder, parcels: Sequence[Parcel], tell: Tell) -> None:
        really(self, parcels, tell)
        self.put("releases/lock", b'{"by": "another"}')

    monkeypatch.setattr(Folder, "send", send)
    with pytest.raises(DeliveryError) as refused:
        to.send(written(tmp_path / "tree", site(2)))
    assert refused.value.code is DeliveryCode.LOCKED
    assert to.shown() == public(site(1))


def test_who_loses_the_lock_on_the_way_back_does_not_switch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from delivery.folder import Folder

    to = Spot("folder", str(tmp_path / "srv"), root=tmp_path / "srv")
    for version in (1, 2):
        to.send(written(tmp_path / "tree", site(version)))
    really = Folder.found

    def found(self: Folder, folder: str) -> dict[str, Found]:
        self.put("releases/lock", b'{"by": "another"}')
        return really(self, folder)

    monkeypatch.setattr(Folder, "found", found)
    with pytest.raises(DeliveryError) as refused:
        to.back()
    assert refused.value.code is DeliveryCode.LOCKED
    assert own(to.shown(), site(2)) == public(site(2))
    assert (tmp_path / "srv/releases/lock").read_bytes() == b'{"by": "another"}'


@pytest.mark.share(2)
def test_what_readers_saw_until_now_stays_however_old_it_is(there: Spot, tmp_path: Path) -> None:
    """After ways back as far as they go, a new release is the sixth."""
    for version in range(1, RELEASES + 1):
        there.send(written(tmp_path / "tree", site(version, pages=1)))
    for _ in range(RELEASES - 1):
        there.back()
    first = site(1, pages=1)
    assert own(there.shown(), first) == shown_as(first, there)
    there.send(written(tmp_path / "tree", site(9, pages=1)))
    there.back()
    assert own(there.shown(), first) == shown_as(first, there)


def test_a_damaged_transfer_is_found_by_reading_it_back(
    there: Spot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.send(written(tmp_path / "tree", site(1)))
    kind = type(there.target())
    really = kind.send
    times: list[int] = []

    def send(self: object, parcels: Sequence[Parcel], tell: Tell) -> None:
        times.append(1)
        spoilt = [
            Parcel(one.path, b"\0" * one.size, one.size, one.name)
            if one.path.endswith("404.html") and len(times) < bad
            else one
            for one in parcels
        ]
        really(self, spoilt, tell)  # type: ignore[arg-type] # it is one of that kind

    monkeypatch.setattr(kind, "send", send)
    bad = 1000
    with pytest.raises(DeliveryError) as refused:
        there.send(written(tmp_path / "tree", site(2)))
    assert refused.value.code is DeliveryCode.DIFFERS
    if there.switches:
        assert there.shown() == public(site(1))
    bad = 0
    there.send(tmp_path / "tree")
    assert own(there.shown(), site(2)) == shown_as(site(2), there)


def test_packed_files_lie_beside_the_texts_the_same_every_time(tmp_path: Path) -> None:
    text = public({"x": site(1)["index.html"]})["x"] * 3
    assert gzip.decompress(pack(text, "gz")) == text == brotli.decompress(pack(text, "br"))
    assert pack(text, "gz") == pack(text, "gz")
    to = Spot("folder", str(tmp_path / "srv"), root=tmp_path / "srv")
    both = ("gz", "br")
    tree = written(tmp_path / "tree", site(1))
    to.send(tree, compressed=both)
    shown = to.shown()
    assert gzip.decompress(shown["index.html.gz"]) == shown["index.html"]
    assert brotli.decompress(shown["index.html.br"]) == shown["index.html"]
    assert not any(".webp." in path for path in shown)
    assert to.send(tree, compressed=both).stamp == ""
    changed = {**site(1), "404.html": "新闻" * 900}
    assert (
        to.send(written(tmp_path / "tree", changed), compressed=both).sent == 3
    )  # and its .gz and .br


def test_a_store_is_told_types_and_how_long_to_keep_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot("s3", tmp_path, monkeypatch) as there:
        files = {**site(1), "reception/all.ics": "BEGIN:VCALENDAR"}
        there.send(written(tmp_path / "tree", files))

        def head(path: str) -> tuple[str, str]:
            told = there.store.head_object(Bucket="press", Key=f"site/{path}")
            return told["ContentType"], told["CacheControl"]

        assert head("index.html") == ("text/html; charset=utf-8", "no-cache")
        assert head("feed.xml")[0].startswith("application/rss+xml")
        assert head("reception/all.ics")[0] == "text/calendar; charset=utf-8"
        style = next(path for path in files if path.startswith("assets/"))
        assert head(style) == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")


def test_a_store_is_told_types_anew_of_what_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of files of the same bytes one is kept, and each comes back as what it is."""
    alike = {"a.txt": "the same", "b.css": "the same", "c.html": "the same", "d.ics": "the same"}
    with spot("s3", tmp_path, monkeypatch) as there:
        there.send(written(tmp_path / "tree", {"index.html": "1", **alike}))
        other = dict.fromkeys(alike, "another")
        there.send(written(tmp_path / "tree", {"index.html": "2", **other}))
        there.back()
        for path, kind in (("a.txt", "plain"), ("b.css", "css"), ("c.html", "html")):
            told = there.store.head_object(Bucket="press", Key=f"site/{path}")
            assert told["ContentType"] == f"text/{kind}; charset=utf-8"
            assert told["CacheControl"] == "no-cache"
            assert there.shown()[path] == b"the same"


def test_old_pages_stay_for_a_while_where_nothing_is_switched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[tuple[float, set[str]]] = []

    class Clock:
        now = 0.0

        def monotonic(self) -> float:
            return self.now

        def sleep(self, seconds: float) -> None:
            waited.append((seconds, {"old.html", "new.html"} & there.shown().keys()))
            self.now += seconds

    with spot("s3", tmp_path, monkeypatch) as there:
        there.send(written(tmp_path / "tree", {"index.html": "1", "old.html": "1"}))
        monkeypatch.setattr("delivery.storing.time", Clock())
        there.send(written(tmp_path / "tree", {"index.html": "2", "new.html": "2"}), grace=2.5)
        both = {"old.html", "new.html"}
        assert waited == [(1.0, both), (1.0, both), (0.5, both)]
        assert "old.html" not in there.shown()
        waited.clear()
        there.send(
            written(tmp_path / "tree", {"index.html": "3", "new.html": "2", "x.html": "3"}), grace=9
        )
        assert waited == []  # nothing goes: nobody waits


def test_a_store_that_others_use_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spot("s3", tmp_path, monkeypatch) as there:
        there.meddle("index.html", b"somebody else's")
        there.meddle("other/notes.txt", b"somebody else's")
        with pytest.raises(DeliveryError) as refused:
            there.send(written(tmp_path / "tree", site(1)))
        assert refused.value.code is DeliveryCode.IN_THE_WAY
        assert there.shown()["index.html"] == b"somebody else's"
        there.send(tmp_path / "tree", confirm={Question.OVERWRITE})
        assert there.shown()["other/notes.txt"] == b"somebody else's"
