"""Nothing in the cache is believed: what is damaged is made anew; a clean build is the judge."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

from edition.build import build
from edition.hub import told_before, write_told
from mishaps import chance_of, tree_of
from newsroom.cabinet import Cabinet
from newsroom.store import Store
from newsrooms import issue, item, picture, write
from presses import built, job

ROOMS = ("search", "website")
DAYS = ("2013-10-08", "2013-10-15")
KEY = "0123456789abcdef"


def newsroom(content: Path, words: str) -> Path:
    """Two issues with a photo; words: what makes this paper another one."""
    for number, day in enumerate(DAYS, 1):
        issue(content, day, number)
        write(content, f"issues/{day}/a.jpg", picture(size=(900, 600)))
        photos = [{"file": "a.jpg", "alt": "会场", "caption": "会场一角。"}]
        item(content, "lead", f"{words}，市长发表讲话。" * 9, day, photos=photos, rank=1)
        item(content, "second", f"{words}，路修好了。" * 9, day)
    write(content, "pages/about.md", "---\ntitle: 关于本报\n---\n本报是样报。\n")
    return content


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper that was built once: content, output and cache."""
    folder = tmp_path_factory.mktemp("paper")
    built(newsroom(folder / "content", "甲报"), folder, ROOMS)
    return folder


def rows(statement: str, *values: str) -> Callable[[Path], None]:
    """Something done to the rows of the store."""

    def done(cache: Path) -> None:
        with closing(sqlite3.connect(cache / "store.sqlite3")) as db:
            assert db.execute(statement, values).rowcount > 0
            db.commit()

    return done


SCRIPT = "<p>好</p><script>alert(1)</script>"


def flipped(cache: Path) -> None:
    """Sixty bytes of the store turned into others."""
    with closing(sqlite3.connect(cache / "store.sqlite3")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file, chance = cache / "store.sqlite3", chance_of("flipped")
    data = bytearray(file.read_bytes())
    for _ in range(60):
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def every(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Something done to the bytes of files of the cache."""

    def done(cache: Path) -> None:
        files = [path for path in sorted(cache.rglob(pattern)) if path.is_file()]
        assert files
        for file in files:
            file.write_bytes(change(file.read_bytes()))

    return done


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def zeros(data: bytes) -> bytes:
    return bytes(len(data))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "a body altered": rows("UPDATE results SET value = CAST('<p>改</p>' AS BLOB)"),
    "a script in every body": rows(
        "UPDATE results SET value = CAST(? AS BLOB) WHERE key LIKE 'body:%'", SCRIPT
    ),
    "text in the place of bytes": rows("UPDATE results SET value = ?", SCRIPT),
    "one row in the place of another": rows(
        "UPDATE results SET (value, seal) = (SELECT value, seal FROM results r WHERE r.key LIKE"
        " 'body:%' AND r.key <> results.key LIMIT 1) WHERE key LIKE 'body:%'"
    ),
    "bodies missing": rows("DELETE FROM results WHERE key LIKE 'body:%'"),
    "every other row missing": rows("DELETE FROM results WHERE rowid % 2"),
    "sixty bytes flipped": flipped,
    "the store cut": every("store.sqlite3", half),
    "the store zeros": every("store.sqlite3", zeros),
    "the index cut": every("*.part", half),
    "the index's marks zeros": every("marks/*/*.json", zeros),
    "everything zeros": every("*", zeros),
}


@pytest.mark.share(3)
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_cache_is_made_anew(paper: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(paper / "cache", tmp_path / "cache")
    DAMAGES[name](tmp_path / "cache")
    output, made = built(paper / "content", tmp_path, ROOMS)
    assert not made.withholding.held
    assert not made.problems.errors
    assert tree_of(output) == tree_of(paper / "output")


def test_a_store_broken_while_it_is_used_is_made_anew_for_the_next(tmp_path: Path) -> None:
    place = tmp_path / "store.sqlite3"
    with Store(place) as store:
        bodies = [store.keep_body(f"<p>{number}</p>" * 500) for number in range(200)]
    with Store(place) as store:
        flipped(tmp_path)
        found = {store.get(f"body:{body.digest}") for body in bodies}
        assert found <= {f"<p>{number}</p>".encode() * 500 for number in range(200)} | {None}
        store.put("fresh", b"new")
    with Store(place) as store:
        assert store.get("fresh") == b"new"


@needs_type
def test_damaged_prints_and_type_are_made_anew(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content", "甲报")
    shutil.rmtree(content / "issues" / DAYS[1])
    one_worker = {"press": {"workers": 1}}
    output, _ = built(content, tmp_path, ["press"], options=one_worker)
    before = tree_of(output)
    assert any(path.endswith(".pdf") for path in before)
    for number, change in enumerate((half, zeros)):
        for pattern in ("*.jpg", "*.typ", "findings/*/*.json"):
            every(pattern, change)(tmp_path / "cache")
        output, made = built(
            *(content, tmp_path, ["press"]), options=one_worker, output=tmp_path / f"new-{number}"
        )
        assert not made.withholding.held
        assert tree_of(output) == before


@pytest.mark.parametrize("damage", [b"{", b"", b"\0\0\0", b'{"feed.xml": "1"}', b"[1]"])
def test_a_damaged_record_of_what_a_hub_was_told_is_one_of_nothing(
    tmp_path: Path, damage: bytes
) -> None:
    record = tmp_path / "told" / "x.json"
    write_told(record, {"feed.xml": "1"})
    assert told_before(record) == {"feed.xml": "1"}
    record.write_bytes(damage)
    assert told_before(record) == {}


def test_a_cabinet_gives_what_was_kept_or_nothing(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path, ".bin")
    file = cabinet.keep(KEY, b"whole")
    assert (cabinet.get(KEY), cabinet.find(KEY)) == (b"whole", file)
    mapped = cabinet.mapped(KEY)
    assert mapped is not None
    assert mapped[:] == b"whole"
    assert cabinet.get("f" + KEY[1:]) is None
    file.write_bytes(b"whale")
    assert cabinet.find(KEY) is None
    assert not file.exists()
    assert (cabinet.get(KEY), cabinet.mapped(KEY)) == (None, None)


def test_two_papers_built_at_once_share_a_cache_and_each_has_its_own(tmp_path: Path) -> None:
    papers = {}
    for words in ("甲报", "乙报"):
        folder = tmp_path / words
        content = newsroom(folder / "content", words)
        alone = tree_of(built(content, folder / "alone", ROOMS)[0])
        papers[words] = (content, folder, alone)
    fork = multiprocessing.get_context("fork")
    for number in range(2):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        works = [
            job(content, folder, ROOMS, cache=tmp_path / "cache", output=folder / f"out-{number}")
            for content, folder, _ in papers.values()
        ]
        processes = [fork.Process(target=build, args=[work]) for work in works]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        assert [process.exitcode for process in processes] == [0, 0]
        assert [tree_of(work.output) for work in works] == [tree for *_, tree in papers.values()]
