"""A room that fails keeps its old files, but none that shows what was taken back since."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from edition.build import Build
from edition.publishing import Publishing
from ledgers import at
from newsroom.problems import Outcome
from newsroom.store import Store
from newsrooms import issue, item, picture, write
from presses import job
from publications import publish
from test_withdrawal import DAY, NOTICE, TODAY, found, marked_newsroom

ROOMS = ("reception", "syndication", "search", "website")
BOOKS = {"syndication": {"documents": True}}
PAGES = {
    "website": "index.html",
    "syndication": "opml.xml",
    "reception": "reception/index.json",
    "search": "search/fold.txt",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("standing")
    marked_newsroom(folder / "content")
    publish(folder / "content", folder, at(DAY, "09:00"), ROOMS, options=BOOKS)
    return folder


def fail(*_: object) -> None:
    raise RuntimeError("forced")


def published(folder: Path, day: str, hour: str, *keys: str) -> Build:
    """Publish with what an editor would be told of."""
    now = at(day, hour)
    teller = Publishing(
        folder / "content", ask=False, withdraw=dict.fromkeys(keys, NOTICE), now=now
    )
    build = Build(job(folder / "content", folder, ROOMS, now=now, options=BOOKS), teller=teller)
    with Store(build.job.cache / "store.sqlite3") as store:
        build.prepare(store)
        build.publish()
    return build


def left_of(folder: Path) -> set[str]:
    return {
        path.relative_to(folder / "output").as_posix() for path in (folder / "output").rglob("*")
    }


@pytest.mark.share(2)
@pytest.mark.parametrize("room", ROOMS)
def test_of_a_retracted_item_nothing_stays_public_in_a_room_that_failed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    before = left_of(tmp_path)
    marked_newsroom(tmp_path / "content", retracted={"date": TODAY, "text": NOTICE})
    for hour in ("09:00", "10:00"):  # the fault is still there the next time
        with monkeypatch.context() as broken:
            broken.setattr(sys.modules[room], "publish", fail)
            build = published(tmp_path, TODAY, hour)
        assert build.outcome is Outcome.WITHHELD
        assert found(tmp_path / "output") == set()
    gone = before - left_of(tmp_path)
    if room == "website":
        assert not [path for path in gone if path.endswith(".html")]
        page = (tmp_path / "output/hant/2013/10/08/marked/index.html").read_text("utf-8")
        assert "這一頁正在更新" in page
        assert (tmp_path / "output/index.html").is_file()
    elif room != "search":
        assert len(gone) > 3
    assert len(before & left_of(tmp_path)) > len(before) / 3
    published(tmp_path, TODAY, "11:00")
    assert found(tmp_path / "output") == set()
    assert (tmp_path / "output" / PAGES["website"]).is_file()


@pytest.mark.share(2)
@pytest.mark.parametrize("known", [True, False])
def test_of_a_withdrawn_item_nothing_stays_whether_its_file_is_there_or_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, known: bool
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    names = ("marked", "briefs", "schedule")
    if not known:
        item(tmp_path / "content", "lead", "今天开会。", DAY, rank=1)
        for name in names:
            (tmp_path / f"content/issues/{DAY}/{name}.md").unlink()
    with monkeypatch.context() as broken:
        for room in ("syndication", "website"):
            broken.setattr(sys.modules[room], "publish", fail)
        build = published(tmp_path, TODAY, "10:00", *(f"{DAY}/{name}" for name in names))
    told = [str(problem) for problem in build.problems.withheld]
    assert any("拿掉了有它的" in line for line in told)
    assert found(tmp_path / "output") == set()


def test_what_was_taken_back_before_costs_a_room_that_fails_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    marked_newsroom(tmp_path / "content", retracted={"date": TODAY, "text": NOTICE})
    published(tmp_path, TODAY, "09:00")
    before = left_of(tmp_path)
    item(tmp_path / "content", "another", "又一篇。秘密词语zqmark这回是公开的。", DAY)
    published(tmp_path, TODAY, "10:00")
    with_another = left_of(tmp_path)
    assert before < with_another
    item(tmp_path / "content", "another", "又一篇，改过。秘密词语zqmark这回是公开的。", DAY)
    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["website"], "publish", fail)
        published(tmp_path, TODAY, "11:00")
    assert left_of(tmp_path) == with_another


def test_what_stands_in_the_tags_of_a_page_alone_goes_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of a photo, and what it shows in words."""
    content = tmp_path / "content"
    issue(content, DAY, 1)
    write(content, f"issues/{DAY}/view.jpg", picture(size=(1200, 800)))
    photo = {"file": "view.jpg", "alt": "一位老人在楼前晾晒衣物的情景", "caption": "如图。"}
    matter = {"kind": "photo", "headline": "一张照片", "photos": [{**photo, "credit": "摄"}]}
    item(content, "view", "如题。", DAY, **matter)
    item(content, "lead", "今天开会。", DAY)
    publish(content, tmp_path, at(DAY, "09:00"), ROOMS)
    item(content, "view", "如题。", DAY, **matter, retracted={"date": TODAY, "text": NOTICE})
    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["website"], "publish", fail)
        assert published(tmp_path, TODAY, "09:00").outcome is Outcome.WITHHELD
    pages = [path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.html")]
    assert len(pages) > 10
    assert not any("老人在楼前" in page or "/view-" in page for page in pages)


def test_an_index_that_could_not_be_made_anew_finds_nothing_by_what_was_taken_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    shards = tmp_path / "output/search/s"
    assert any("秘密\t" in path.read_text("utf-8") for path in shards.iterdir())
    marked_newsroom(tmp_path / "content", retracted={"date": TODAY, "text": NOTICE})
    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["search"], "publish", fail)
        assert published(tmp_path, TODAY, "09:00").outcome is Outcome.WITHHELD
    assert not any("秘密\t" in path.read_text("utf-8") for path in shards.glob("*"))
    published(tmp_path, TODAY, "10:00")
    assert list(shards.iterdir())
