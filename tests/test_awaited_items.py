"""Of issues that did not change no words are read, and nobody can tell by what is published."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from mishaps import tree_of
from newsroom import keptissues
from newsroom.awaited import like, whole
from newsroom.kinds import Kind, Script
from newsroom.model import Body, NewsItem, Notice
from newsrooms import issue, item, picture, write
from presses import built, job, prepared

ROOMS = ("syndication", "search", "website")
OLD, PLAIN, NEW = "2012-03-06", "2012-11-06", "2013-10-15"
RUINED = b"ruined"


@pytest.fixture(autouse=True)
def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is old enough to be believed."""
    monkeypatch.setattr(keptissues, "YOUNG", 0.0)


def newsroom(content: Path) -> Path:
    """Three issues; what items may have beside their words is there, but for the middle one."""
    for number, day in enumerate((OLD, PLAIN, NEW), 1):
        issue(content, day, number)
        write(content, f"issues/{day}/a.jpg", picture(size=(900, 600)))
        photos = [{"file": "a.jpg", "alt": "会场", "caption": "会场一角。"}]
        item(content, "lead", "市长发表讲话，台北来客。" * 9, day, photos=photos, rank=1)
        item(content, "second", "路修好了。" * 9, day, page=2)
        item(
            content, "mended", "堤修好了。", day, corrections=[{"date": day, "text": "应是两里。"}]
        )
    item(content, "wrong", "有误。", OLD, retracted={"date": NEW, "text": "已撤回。"})
    return content


def kept(cache: Path) -> list[str]:
    """The keys of what is kept of whole issues, read or set."""
    with closing(sqlite3.connect(cache / "store.sqlite3")) as db:
        rows = db.execute("SELECT key, value FROM results").fetchall()
    return [
        key
        for key, value in rows
        if b'"headline"' in value and value.startswith((b'{"issue":{"day"', b'{"day"'))
    ]


def ruin(cache: Path, keys: list[str]) -> None:
    """Put something in the place of what is kept, so that it shows whether it was asked for."""
    with closing(sqlite3.connect(cache / "store.sqlite3")) as db:
        db.executemany("UPDATE results SET value = ? WHERE key = ?", [(RUINED, k) for k in keys])
        db.commit()


def ruins(cache: Path) -> int:
    """How many of them are still what was put there."""
    with closing(sqlite3.connect(cache / "store.sqlite3")) as db:
        count = db.execute("SELECT count(*) FROM results WHERE value = ?", (RUINED,)).fetchone()
    return int(count[0])


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A paper that was built once, and of whose whole issues nothing can be read."""
    built(newsroom(tmp_path / "content"), tmp_path, ROOMS)
    keys = kept(tmp_path / "cache")
    assert len(keys) == 6, "three issues, as read and in the other script"
    ruin(tmp_path / "cache", keys)
    return tmp_path


def test_an_issue_without_corrections_is_checked_and_set_without_its_words(paper: Path) -> None:
    with prepared(job(paper / "content", paper, ROOMS)) as made:
        assert [len(edition.items) for edition in made.editions] == [10, 10]
        assert ruins(paper / "cache") >= 2
        (issue,) = [one for one in made.editions[1].issues if one.key == PLAIN]
        (lead,) = [one for one in issue.items if one.id == "lead"]
        assert lead.photos[0].caption == "會場一角。"


@pytest.mark.parametrize("day", [OLD, NEW])
def test_what_is_asked_for_and_cannot_be_read_is_made_anew(paper: Path, day: str) -> None:
    """The lists of its month and of the newest issues show other issues' words beside it."""
    item(paper / "content", "second", "路修好了，通车了。" * 9, day, page=2)
    output, made = built(paper / "content", paper, ROOMS)
    assert not made.withholding.held
    assert ruins(paper / "cache") < 6
    clean, _ = built(paper / "content", paper / "clean", ROOMS)
    assert tree_of(output) == tree_of(clean)


def test_rows_that_are_gone_are_made_anew(paper: Path) -> None:
    with closing(sqlite3.connect(paper / "cache" / "store.sqlite3")) as db:
        gone = "DELETE FROM results WHERE CAST(value AS TEXT) LIKE '%\"items\":[]%'"
        assert db.execute(gone).rowcount == 6
        db.commit()
    item(paper / "content", "second", "路修好了，通车了。" * 9, NEW, page=2)
    output, _ = built(paper / "content", paper, ROOMS)
    clean, _ = built(paper / "content", paper / "clean", ROOMS)
    assert tree_of(output) == tree_of(clean)


def an_item() -> NewsItem:
    """An item with some words."""
    return NewsItem(
        id="lead",
        issue_day=date(2013, 10, 8),
        source=PurePosixPath("issues/2013-10-08/lead.md"),
        kind=Kind.REPORT,
        section="yaowen",
        headline="新路通车",
        body=Body.of("<p>通车。</p>"),
        script=Script.HANS,
        digest="d",
        position=0,
        corrections=(Notice(date(2013, 10, 9), "应是两里。"),),
    )


def test_an_item_of_which_little_is_at_hand_is_told_from_no_other() -> None:
    item, light = an_item(), like(an_item(), position=0)
    assert light == item
    assert item == light
    assert hash(light) == hash(item)
    assert repr(light) == repr(item)
    assert like(item, position=3) == replace(item, position=3) == replace(light, position=3)
    assert like(like(light, position=3), digest="e") == replace(item, position=3, digest="e")
    assert like(replace(light, headline="停工"), position=3).title == "停工"
    assert type(whole(light)) is NewsItem
    assert whole(light) == item


def test_what_is_put_into_an_item_stays_when_the_rest_is_fetched() -> None:
    light = like(an_item(), corrections=(), digest="e")
    assert light.headline == "新路通车"
    assert (light.corrections, light.digest) == ((), "e")


def test_an_item_has_no_fields_but_its_own() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        getattr(like(an_item()), "nothing_of_the_kind")  # noqa: B009 - mypy knows it too
