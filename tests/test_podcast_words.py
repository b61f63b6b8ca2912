"""What a podcast says in a line: moments, and whom to write to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from syndication.adapter import rss
from syndication.feed import Cast, Feed
from syndication.podcast import clock

OWNER = "{http://www.itunes.com/dtds/podcast-1.0.dtd}owner"
EMAIL = "{http://www.itunes.com/dtds/podcast-1.0.dtd}email"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *((0, "0:00"), (7.4, "0:07"), (75, "1:15"), (600, "10:00")),
        *((3599.6, "1:00:00"), (3725, "1:02:05")),
    ],
)
def test_a_moment_is_said_as_a_clock_does(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@pytest.mark.parametrize("email", ["", "news@example.cn"])
def test_whom_to_write_to_is_told_where_there_is_an_address(email: str) -> None:
    cast = Cast("https://www.example.cn/a.jpg", "guid", email)
    moment = datetime(2013, 10, 8, tzinfo=UTC)
    place = "https://www.example.cn/"
    root = etree.fromstring(
        rss(Feed("a", place, place, "题", "", "zh-Hans", "报", moment, (), cast=cast))
    )
    owners = root.findall(f".//{OWNER}")
    assert [one.findtext(EMAIL) for one in owners] == ([email] if email else [])
