"""What search engines are told is new and until when, and what makes an episode another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import pytest

from edition.model import Edition
from items import item_of
from ledgers import at
from newsroom.model import Issue, NewsItem, Notice, Recording
from newsroom.told import Told, ToldIssue
from syndication import sitemaps
from syndication.podcast import Chapter, Episode, clock
from syndication.sitemaps import changes_at, news_of

DAY = date(2013, 10, 8)
NOW = at("2013-10-10", "08:00")
SECOND = timedelta(seconds=1)
READ = Recording(PurePosixPath("a.mp3"), "0b", "audio/mpeg", 9000, 60.4)


def item(name: str, published: datetime, **changes: Any) -> NewsItem:
    """An item that came out at a moment."""
    one = item_of(
        f"{DAY}/{name}",
        "后街通车",
        digest="0a",
        record=Told(f"{DAY}/{name}", published, published),
    )
    return replace(one, **changes)


def edition(*items: NewsItem, modified: datetime = NOW) -> Edition:
    """As much of an edition as a sitemap of news asks."""
    issue = Issue(DAY, 28, PurePosixPath("issue.md"), items, "", record=ToldIssue(NOW, modified))
    return cast("Edition", SimpleNamespace(issues=(issue,), now=NOW))


def names(what: Edition) -> list[str]:
    return [one.id for one in news_of(what)]


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (NOW - timedelta(days=2), False),
        (NOW - timedelta(days=2) + SECOND, True),
        (NOW - SECOND, True),
        (NOW, True),
        (NOW + SECOND, False),
    ],
)
def test_news_is_what_came_out_within_two_days(published: datetime, *, told: bool) -> None:
    one = edition(item("a", published))
    assert names(one) == (["a"] if told else [])
    assert changes_at(one) == (published + timedelta(days=2) if told else None)


def test_news_comes_newest_first_and_what_was_taken_back_is_none() -> None:
    gone = item("c", NOW, retraction=Notice(DAY, "有误。"))
    found = edition(item("a", NOW - 2 * SECOND), gone, item("b", NOW - SECOND))
    assert names(found) == ["b", "a"]
    assert changes_at(found) == NOW - 2 * SECOND + timedelta(days=2)


def test_of_more_news_than_may_be_told_the_newest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    found = edition(*(item(str(number), NOW - number * SECOND) for number in (3, 1, 2)))
    assert names(found) == ["1", "2"]


def test_an_old_issue_tells_news_where_something_of_it_came_out_late() -> None:
    late = item("late", NOW - SECOND)
    assert names(edition(late, modified=NOW - SECOND)) == ["late"]
    assert names(edition(item("old", NOW - timedelta(days=9)), modified=NOW)) == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0:00"),
        (5.4, "0:05"),
        (59.6, "1:00"),
        (200, "3:20"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3723, "1:02:03"),
    ],
)
def test_a_moment_of_a_recording_is_told_as_a_player_shows_it(seconds: float, said: str) -> None:
    assert clock(seconds) == said


ONE, TWO = item("a", NOW, audio=READ), item("b", NOW, audio=READ)
ISSUE = edition(ONE).issues[0]
EPISODE = Episode(
    *(NOW, ISSUE, (READ, READ), (Chapter(ONE, 0.0), Chapter(TWO, 20.0)), "a.mp3", 9000),
    alone=True,
)


@pytest.mark.parametrize(
    "changed",
    [
        replace(EPISODE, moment=NOW + SECOND),
        replace(EPISODE, issue=replace(ISSUE, number=29)),
        replace(EPISODE, issue=replace(ISSUE, record=ToldIssue(NOW, NOW + SECOND))),
        replace(EPISODE, path="b.mp3"),
        replace(EPISODE, length=9001),
        replace(EPISODE, alone=False),
        replace(EPISODE, chapters=EPISODE.chapters[:1]),
        replace(EPISODE, chapters=(Chapter(ONE, 0.0), Chapter(TWO, 21.0))),
        replace(EPISODE, chapters=(Chapter(TWO, 0.0), Chapter(ONE, 20.0))),
        replace(EPISODE, chapters=(Chapter(replace(ONE, digest="0c"), 0.0), Chapter(TWO, 20.0))),
        replace(EPISODE, chapters=(Chapter(ONE, 0.0), Chapter(replace(TWO, digest="0c"), 20.0))),
        replace(
            EPISODE,
            chapters=(
                Chapter(replace(ONE, record=Told("x", NOW, NOW + SECOND)), 0.0),
                Chapter(TWO, 20.0),
            ),
        ),
    ],
)
def test_an_episode_is_another_where_its_entry_tells_anything_else(changed: Episode) -> None:
    assert changed.digest != EPISODE.digest
    assert replace(EPISODE).digest == EPISODE.digest


def test_an_episode_lasts_as_long_as_all_its_files() -> None:
    assert EPISODE.seconds == 121
    assert replace(EPISODE, files=(READ,)).seconds == 60
