"""The published tree: what it refuses, keeps and drops, and what a killed build leaves."""

from __future__ import annotations

import errno
import json
import os
import threading
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.manifest import OWN
from edition.ownership import TreeRefusedError
from edition.tree import MANIFEST, STAGING, OutputTree, TreeError
from shares import examples


def made(root: Path, files: dict[str, tuple[str, str]]) -> OutputTree:
    """A tree built and published from path → (fingerprint, text)."""
    with OutputTree(root, paper="test") as tree:
        for path, (cause, text) in files.items():
            tree.write(path, cause, lambda text=text: text)
        tree.commit()
    return tree


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(OWN)
    }


def test_a_file_with_the_same_fingerprint_is_not_rendered_again(tmp_path: Path) -> None:
    made(tmp_path, {"a/index.html": ("1", "first")})
    calls = []
    with OutputTree(tmp_path) as tree:
        tree.write("a/index.html", "1", lambda: calls.append("again") or "never")
        tally = tree.commit()
    assert calls == []
    assert (tally.rendered, tally.kept) == (0, 1)
    assert (tmp_path / "a/index.html").read_text() == "first"


def test_a_file_whose_fingerprint_changed_is_replaced(tmp_path: Path) -> None:
    made(tmp_path, {"a.html": ("1", "first")})
    made(tmp_path, {"a.html": ("2", "second")})
    assert (tmp_path / "a.html").read_text() == "second"


def test_what_is_no_longer_produced_is_dropped_with_its_empty_folders(tmp_path: Path) -> None:
    made(tmp_path, {"old/deep/page.html": ("1", "x"), "a.html": ("1", "a")})
    made(tmp_path, {"a.html": ("1", "a")})
    assert not (tmp_path / "old").exists()
    assert (tmp_path / "a.html").exists()


def test_a_file_somebody_deleted_is_made_again(tmp_path: Path) -> None:
    made(tmp_path, {"a.html": ("1", "first")})
    (tmp_path / "a.html").unlink()
    made(tmp_path, {"a.html": ("1", "first")})
    assert (tmp_path / "a.html").read_text() == "first"


def test_files_of_others_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    made(tmp_path, {"a.html": ("1", "a")})
    (tmp_path / "CNAME").write_text("example.cn")
    made(tmp_path, {})
    assert contents(tmp_path).keys() == {"CNAME"}


def test_a_second_build_into_the_folder_waits_for_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build by hand while the site is being served must not tread on the other's files."""
    waits, order = threading.Event(), []

    class Lock(FileLock):
        def _acquire(self) -> None:
            super()._acquire()
            if not self.is_locked:
                waits.set()

    monkeypatch.setattr("newsroom.locks.FileLock", Lock)

    def second() -> None:
        with OutputTree(tmp_path) as tree:
            order.append("second")
            tree.write("a.html", "1", lambda: pytest.fail("the first build made it"))
            tree.commit()

    other = threading.Thread(target=second)
    with OutputTree(tmp_path) as tree:
        other.start()
        assert waits.wait(60)
        tree.write("a.html", "1", lambda: "a")
        tree.commit()
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    assert (tmp_path / "a.html").read_text() == "a"


@pytest.mark.parametrize(
    "path",
    [
        *("../evil.html", "/etc/passwd", "a/../../b", "", ".", "a//b", "./a", "a/./b", "a\\b"),
        *("a\x00b", "a\nb", f"{STAGING}/x", MANIFEST, f"{STAGING.upper()}/x", "a/..", ".."),
    ],
)
def test_paths_outside_the_tree_are_refused(tmp_path: Path, path: str) -> None:
    with OutputTree(tmp_path / "out") as tree, pytest.raises(TreeError):
        tree.write(path, "1", lambda: "x")


def test_two_writers_for_one_path_are_refused(tmp_path: Path) -> None:
    with OutputTree(tmp_path) as tree:
        tree.write("a.html", "1", lambda: "x")
        with pytest.raises(TreeError):
            tree.write("a.html", "1", lambda: "x")


def test_a_link_in_the_tree_does_not_lead_writing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "out"
    made(root, {"a/page.html": ("1", "x")})
    (root / "a/page.html").unlink()
    (root / "a").rmdir()
    (root / "a").symlink_to(outside)
    with pytest.raises(TreeRefusedError, match="in-the-way"):
        made(root, {"a/page.html": ("1", "x")})
    assert list(outside.iterdir()) == []
    assert (root / "a").is_symlink()


def test_a_file_put_in_the_place_of_a_folder_of_ours_is_not_overwritten(tmp_path: Path) -> None:
    made(tmp_path, {"a/page.html": ("1", "x")})
    (tmp_path / "a/page.html").unlink()
    (tmp_path / "a").rmdir()
    (tmp_path / "a").write_text("somebody else's", encoding="utf-8")
    with pytest.raises(TreeRefusedError, match="in-the-way"):
        made(tmp_path, {"a/page.html": ("1", "x")})
    assert (tmp_path / "a").read_text(encoding="utf-8") == "somebody else's"


def test_a_build_that_fails_leaves_the_published_files_as_they_were(tmp_path: Path) -> None:
    made(tmp_path, {"a.html": ("1", "first"), "b.html": ("1", "b")})
    before = contents(tmp_path)

    def fail() -> None:
        with OutputTree(tmp_path) as tree:
            tree.write("a.html", "2", lambda: "second")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert contents(tmp_path) == before


def test_a_produced_file_can_be_read_back_before_it_is_published(tmp_path: Path) -> None:
    made(tmp_path, {"a.json": ("1", "old"), "b.json": ("1", "kept")})
    with OutputTree(tmp_path) as tree:
        tree.write("a.json", "2", lambda: "new")
        tree.write("b.json", "1", lambda: "never")
        assert (tree.read("a.json"), tree.read("b.json")) == (b"new", b"kept")
        with pytest.raises(KeyError):
            tree.read("c.json")


def test_a_broken_manifest_means_making_everything_anew(tmp_path: Path) -> None:
    made(tmp_path, {"a.html": ("1", "first")})
    (tmp_path / MANIFEST).write_text("{broken")
    tree = made(tmp_path, {"a.html": ("1", "first")})
    assert tree.fresh == {"a.html"}


FILES = st.dictionaries(
    st.sampled_from(["a.html", "b/c.html", "b/d/e.html", "f.xml"]),
    st.sampled_from(["1", "2", "3"]),
)


class KilledError(BaseException):
    """The moment a build dies."""


@settings(max_examples=examples(60), deadline=None)
@given(builds=st.lists(FILES, min_size=1, max_size=4), last=FILES, data=st.data())
def test_a_build_killed_at_any_point_is_healed_by_the_next(
    tmp_path_factory: pytest.TempPathFactory,
    builds: list[dict[str, str]],
    last: dict[str, str],
    data: st.DataObject,
) -> None:
    root = tmp_path_factory.mktemp("tree")

    def run(files: dict[str, str], die_at: int | None) -> None:
        moves = 0
        replace = os.replace
        path_replace = Path.replace

        def dying(source: Path, target: Path) -> Path:
            nonlocal moves
            if moves == die_at:
                raise KilledError
            moves += 1
            replace(source, target)
            return Path(target)

        Path.replace = dying  # type: ignore[method-assign, assignment] # dies in mid-publication
        tree = OutputTree(root, paper="test")
        tree.__enter__()
        try:
            for path, text in files.items():
                tree.write(path, f"cause of {text}", lambda text=text: f"text {text}")
            tree.commit()
        except KilledError:
            pass
        finally:
            Path.replace = path_replace  # type: ignore[method-assign]
            tree.unlock()

    for files in builds:
        run(files, data.draw(st.none() | st.integers(0, 5)))
    run(last, None)
    clean = tmp_path_factory.mktemp("clean")
    made(clean, {path: (f"cause of {text}", f"text {text}") for path, text in last.items()})
    assert contents(root) == contents(clean)


def made_by_two(root: Path, wire: str, web: str | None) -> OutputTree:
    """A tree of two makers, committed; `web` None: its maker fails after its first file."""
    with OutputTree(root) as tree:
        with tree.made_by("wire"):
            tree.write("feed.xml", wire, wire.encode)
        with tree.made_by("web"):
            tree.write("index.html", web or "half", (web or "half").encode)
            if web:
                tree.write("about.html", web, web.encode)
        if web is None:
            assert len(tree.leave_standing("web")) == 2
            assert tree.entry("about.html")
            with tree.made_by("wire"):  # who may take over what was only left standing
                tree.write("about.html", "wire", b"wire".strip)
        tree.commit()
    return tree


def test_a_maker_that_fails_leaves_its_files_as_they_stood(tmp_path: Path) -> None:
    made_by_two(tmp_path, "1", "1")
    made_by_two(tmp_path, "2", None)
    found = contents(tmp_path)
    assert found == {"feed.xml": b"2", "index.html": b"1", "about.html": b"wire"}


def test_a_maker_that_fails_leaves_no_page_that_somebody_has_taken_away(tmp_path: Path) -> None:
    made_by_two(tmp_path, "1", "1")
    (tmp_path / "about.html").unlink()
    with OutputTree(tmp_path) as tree:
        assert tree.leave_standing("web") == ["index.html"]
        assert not tree.has("about.html")
        tree.commit()
    assert contents(tmp_path) == {"index.html": b"1"}


def test_a_maker_that_fails_leaves_nothing_of_one_whose_name_begins_alike(tmp_path: Path) -> None:
    own, other = "web/zh-Hant", "web/zh-Hant-HK"
    with OutputTree(tmp_path) as tree:
        for maker, path in ((own, "hant/a"), (other, "hk/a"), (other, "hk/old")):
            with tree.made_by(maker):
                tree.write(path, "1", b"1".strip)
        tree.commit()
    with OutputTree(tmp_path) as tree:
        assert tree.leave_standing(own) == ["hant/a"]
        with tree.made_by(other):
            tree.write("hk/a", "1", b"1".strip)
        tree.commit()
    assert list(contents(tmp_path)) == ["hant/a", "hk/a"]


def test_nothing_stands_of_a_maker_that_never_made_anything(tmp_path: Path) -> None:
    with OutputTree(tmp_path) as tree:
        with tree.made_by("web"):
            tree.write("index.html", "1", b"1".strip)
        assert tree.leave_standing("web") == []
        tree.commit()
    assert contents(tmp_path) == {}


def test_a_manifest_without_makers_is_still_read(tmp_path: Path) -> None:
    made_by_two(tmp_path, "1", "1")
    rows = json.loads((tmp_path / MANIFEST).read_text())
    del rows[MANIFEST]  # the seal
    (tmp_path / MANIFEST).write_text(json.dumps({path: row[:3] for path, row in rows.items()}))
    with OutputTree(tmp_path) as tree:
        with tree.made_by("wire"):
            tree.write("feed.xml", "1", lambda: pytest.fail("made anew for nothing"))
        tree.commit()
    assert not (tmp_path / "index.html").exists()
    assert json.loads((tmp_path / MANIFEST).read_text())["feed.xml"][3] == "wire"


def grouped(
    folder: Path, mark: str, text: str, cache: str = "cache", *, fail: bool = False
) -> tuple[list[str], int]:
    """A tree of one group of two files; which were rendered, and how many stand after a failure."""
    rendered: list[str] = []
    standing = 0

    def page(name: str) -> str:
        rendered.append(name)
        return f"{name} {text}"

    with OutputTree(folder / "out", paper="甲报", recollections=folder / cache) as tree:
        with tree.made_by("website/zh-Hans"), tree.group("2013-10-08", mark) as fresh:
            for name in ("a", "b") if fresh else ():
                tree.write(f"{name}.html", f"{mark} {name}", partial(page, name))
        if fail:
            standing = len(tree.leave_standing("website/zh-Hans"))
        tree.commit()
    return rendered, standing


def test_a_group_with_the_same_causes_is_kept_without_a_look_at_each(tmp_path: Path) -> None:
    assert grouped(tmp_path, "m1", "甲") == (["a", "b"], 0)
    assert grouped(tmp_path, "m1", "never asked for") == ([], 0)
    assert grouped(tmp_path, "m2", "乙") == (["a", "b"], 0)
    assert (tmp_path / "out/a.html").read_text() == "a 乙"
    (tmp_path / "out/b.html").write_text("altered")
    assert grouped(tmp_path, "m2", "乙") == (["b"], 0)
    assert (tmp_path / "out/b.html").read_text() == "b 乙"


def test_a_group_is_made_anew_where_another_cache_has_built_meanwhile(tmp_path: Path) -> None:
    grouped(tmp_path, "m1", "甲", "one")
    grouped(tmp_path, "m2", "乙", "other")
    assert grouped(tmp_path, "m1", "甲", "one") == (["a", "b"], 0)
    assert (tmp_path / "out/a.html").read_text() == "a 甲"


def test_a_group_that_a_failure_left_standing_is_made_anew(tmp_path: Path) -> None:
    grouped(tmp_path, "m1", "甲")
    assert grouped(tmp_path, "m2", "乙", fail=True)[1] == 2
    assert (tmp_path / "out/a.html").read_text() == "a 甲"
    assert grouped(tmp_path, "m2", "乙") == (["a", "b"], 0)
    assert (tmp_path / "out/a.html").read_text() == "a 乙"


def test_a_full_disk_says_of_which_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as told:
        made(tmp_path / "out", {"a.html": ("m", "a")})
    assert str(told.value.filename).startswith(str(tmp_path / "out"))
