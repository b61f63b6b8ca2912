"""One published and one modified moment an item, the same wherever they are told, never to come."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import extruct
import feedparser
import pytest
from lxml import etree, html

from ledgers import at
from newsroom.kinds import Script
from newsrooms import issue, item
from presses import built
from publications import ledger_lines, publish

DAY = "2013-10-26"
ROOMS = ("syndication", "website")
ONE_SCRIPT = {"scripts": (Script.HANS,)}  # what is said in one is said in the other
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGE = "2013/10/26/story/index.html"
URL = "https://www.example.cn/2013/10/26/story/"


def newsroom(content: Path, body: str = "正文。", **matter: object) -> None:
    """An issue of two items, one of them ours."""
    issue(content, DAY, 1)
    item(content, "lead", "头条。", DAY, rank=1)
    item(content, "story", body, DAY, **matter)


def moments(output: Path) -> dict[str, tuple[datetime, datetime]]:
    """Published and modified, as every place that tells them says; a missing one is the other."""
    page = html.document_fromstring((output / PAGE).read_bytes())
    data = extruct.extract(
        (output / PAGE).read_text(encoding="utf-8"), URL, syntaxes=["microdata"], uniform=True
    )
    article = next(one for one in data["microdata"] if one["@type"] == "NewsArticle")
    graph = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    first = graph["article:published_time"]
    found = {
        "opengraph": (first, graph.get("article:modified_time", first)),
        "schema.org": (article["datePublished"], article.get("dateModified", first)),
    }
    for path in (output / "feed.json", output / "section/yaowen/feed.json"):
        for entry in json.loads(path.read_text(encoding="utf-8"))["items"]:
            if entry["url"] == URL and "/correction/" not in entry["id"]:
                name = path.relative_to(output).as_posix()
                found[name] = entry["date_published"], entry["date_modified"]
    for entry in feedparser.parse(str(output / "atom.xml")).entries:
        if entry.link == URL and "/correction/" not in entry.id:
            found["atom"] = entry.published, entry.updated
    pub_date = page.xpath("//meta[@name='PubDate']/@content")[0]
    shown = {
        name: (datetime.fromisoformat(one), datetime.fromisoformat(two))
        for name, (one, two) in found.items()
    }
    told = datetime.fromisoformat(f"{pub_date}:00+08:00")
    shown["PubDate"] = told, shown["opengraph"][1]
    root = etree.parse(str(output / "sitemap-2013-10.xml")).getroot()
    for entry in root.iter(f"{MAP}url"):
        if entry.findtext(f"{MAP}loc") == URL:
            changed = datetime.fromisoformat(entry.findtext(f"{MAP}lastmod") or "")
            shown["sitemap"] = shown["opengraph"][0], changed
    return shown


def one(output: Path) -> tuple[datetime, datetime]:
    """The published and the modified moment, which all places agree upon."""
    shown = moments(output)
    assert {"opengraph", "schema.org", "feed.json", "section/yaowen/feed.json", "atom"} < set(shown)
    assert len(set(shown.values())) == 1, shown
    return shown["atom"]


@pytest.mark.parametrize("make", [built, publish], ids=["proof", "published"])
def test_an_item_under_embargo_came_out_when_it_ended(
    tmp_path: Path, make: Callable[..., object]
) -> None:
    newsroom(tmp_path / "content", embargo="2013-10-28T00:00+08:00")
    now = at("2013-10-28", "06:10")
    if make is built:
        built(tmp_path / "content", tmp_path, ROOMS, now=now, **ONE_SCRIPT)
    else:
        publish(tmp_path / "content", tmp_path, now, ROOMS, **ONE_SCRIPT)
    ended = at("2013-10-28", "00:00")
    assert one(tmp_path / "output") == (ended, ended)
    page = html.document_fromstring((tmp_path / "output" / PAGE).read_bytes())
    (told,) = page.xpath("//time[@itemprop='datePublished']")
    assert told.text == "2013年10月28日"
    news = (tmp_path / "output/sitemap-news.xml").read_text(encoding="utf-8")
    assert "2013-10-28T00:00:00+08:00" in news


def test_an_embargo_that_was_over_when_the_paper_spoke_last_dates_nothing_back(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    issue(content, DAY, 1)
    item(content, "lead", "头条。", DAY, rank=1)
    publish(content, tmp_path, at("2013-10-29", "06:10"), ROOMS, **ONE_SCRIPT)
    item(content, "story", "正文。", DAY, embargo="2013-10-28T00:00+08:00")
    told = at("2013-10-30", "06:10")
    assert one(publish(content, tmp_path, told, ROOMS, **ONE_SCRIPT)) == (told, told)


def test_an_issue_that_takes_in_a_story_of_an_older_one_is_no_older_itself(tmp_path: Path) -> None:
    content, new = tmp_path / "content", "2013-11-02"
    newsroom(content)
    publish(content, tmp_path, at(DAY, "06:10"), ROOMS, **ONE_SCRIPT)
    (content / f"issues/{DAY}/story.md").unlink()
    issue(content, new, 2)
    item(content, "story", "正文。", new, moved_from=[f"{DAY}/story"])
    item(content, "fresh", "新的。", new)
    dawn = at(new, "06:10")
    output, _ = built(content, tmp_path, ROOMS, now=dawn, **ONE_SCRIPT)
    issues = json.loads((output / "issues/feed.json").read_text(encoding="utf-8"))["items"]
    assert [entry["date_published"] for entry in issues] == [
        "2013-11-02T06:10:00+08:00",
        "2013-10-26T06:10:00+08:00",
    ]


def test_what_is_published_at_dawn_is_of_that_hour(tmp_path: Path) -> None:
    newsroom(tmp_path / "content")
    dawn = at(DAY, "06:10")
    output, _ = built(tmp_path / "content", tmp_path / "proof", ROOMS, now=dawn, **ONE_SCRIPT)
    assert one(output) == (dawn, dawn)
    publish(tmp_path / "content", tmp_path, dawn, ROOMS, **ONE_SCRIPT)
    later, _ = built(
        tmp_path / "content", tmp_path, ROOMS, now=dawn + timedelta(hours=5), **ONE_SCRIPT
    )
    assert one(later) == (dawn, dawn)


def test_an_edit_moves_what_is_modified_and_nothing_else(tmp_path: Path) -> None:
    content = tmp_path / "content"
    newsroom(content)
    first, then = at(DAY, "06:10"), at("2013-10-27", "09:30")
    publish(content, tmp_path, first, ROOMS, **ONE_SCRIPT)
    newsroom(content, "正文改了。")
    output = publish(content, tmp_path, then, ROOMS, **ONE_SCRIPT)
    assert one(output) == (first, then)
    note = {"date": "2013-10-27", "text": "数字有误。"}
    newsroom(content, "正文改了。", corrections=[note])
    output = publish(content, tmp_path, then + timedelta(hours=1), ROOMS, **ONE_SCRIPT)
    assert one(output) == (first, then + timedelta(hours=1))


def test_a_notice_that_is_worded_anew_and_a_story_that_is_back_are_told(tmp_path: Path) -> None:
    content = tmp_path / "content"
    hours = [at("2013-10-27", f"{hour:02}:30") for hour in range(9, 13)]
    lives: list[dict[str, object]] = [
        {"corrections": [{"date": "2013-10-27", "text": "数字有误。"}]},
        {"corrections": [{"date": "2013-10-27", "text": "数字应为七。"}]},
        {"retracted": {"date": "2013-10-27", "text": "来源有误。"}},
        {"corrections": [{"date": "2013-10-27", "text": "数字应为七。"}]},
    ]
    newsroom(content)
    first = at(DAY, "06:10")
    publish(content, tmp_path, first, ROOMS, **ONE_SCRIPT)
    for hour, matter in zip(hours, lives, strict=True):
        newsroom(content, **matter)
        output = publish(content, tmp_path, hour, ROOMS, **ONE_SCRIPT)
        if "corrections" in matter:
            assert one(output) == (first, hour)
    kinds = [json.loads(line) for line in ledger_lines(content)]
    mine = [fact["fact"] for fact in kinds if fact.get("item") == f"{DAY}/story"]
    assert mine == ["published", "corrected", "corrected", "retracted", "changed"]


def test_what_is_no_news_is_not_told_as_news(tmp_path: Path) -> None:
    content = tmp_path / "content"
    newsroom(content, "第一段。\n\n第二段，*要紧*。")
    first = at(DAY, "06:10")
    publish(content, tmp_path, first, ROOMS, **ONE_SCRIPT)
    newsroom(content, "第一段。\n\n\n第二段，**要紧**。\n", rank=2, together="a")
    output = publish(content, tmp_path, first + timedelta(hours=1), ROOMS, **ONE_SCRIPT)
    assert one(output) == (first, first)


def test_a_story_added_to_an_old_issue_is_told_first_and_closes_no_archive_anew(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    conf = {"options": {"syndication": {"rolling": 3, "archive_part": 3}}}
    for number, day in enumerate(("2013-09-01", "2013-09-08", DAY), 1):
        issue(content, day, number)
        for name in "abcd":
            item(content, name, "正文。", day)
    output = publish(content, tmp_path, at(DAY, "09:00"), ROOMS, **conf)
    closed = {path: path.read_bytes() for path in (output / "archive").rglob("*.xml")}
    assert closed
    item(content, "late", "补登。", "2013-09-01")
    publish(content, tmp_path, at("2013-10-27", "09:00"), ROOMS, **conf)
    feed = feedparser.parse(str(output / "atom.xml"))
    assert feed.entries[0].link == "https://www.example.cn/2013/09/01/late/"
    assert feed.entries[0].published == "2013-10-27T09:00:00+08:00"
    assert {path: path.read_bytes() for path in closed} == closed
