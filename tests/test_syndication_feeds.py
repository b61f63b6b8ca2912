"""Subscribers get everything, in both scripts, as the newsroom wrote it, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.kinds import Script
from newsroom.model import Body, Credit, NewsItem, Notice
from syndicated import PDF, SITE, Built, editions_of, make, syndicated
from syndication.entries import Desk
from syndication.events import by_month, published
from syndication.feeds import publish_feeds
from syndication.settings import SyndicationSettings
from test_syndication_newsroom import write_newsroom
from written_feeds import PRINTED, WRITTEN, in_order, page_of, tag

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with syndicated(tmp_path_factory.mktemp("syndication")) as made:
        yield made


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
@pytest.mark.parametrize("file", ["feed.xml", "atom.xml"])
def test_a_reader_gives_back_what_the_newsroom_wrote(
    built: Built, script: Script, file: str
) -> None:
    edition = built.editions[script]
    issue = edition.issues[-1]
    feed = feedparser.parse(str(built.path(script, f"2013/09/30/{file}")))
    assert not feed.bozo
    assert feed.feed.language == edition.language if file == "feed.xml" else True
    whole, *entries = feed.entries
    assert whole.enclosures[0].href == edition.addresses.url(edition.addresses.newspaper(issue.day))
    assert int(whole.enclosures[0].length) == len(PDF)
    assert whole.enclosures[0].type == "application/pdf"
    assert [author.name for author in whole.authors] == ["示例姓名"]  # who edited it
    for written, entry in zip(WRITTEN[script], entries, strict=True):
        assert entry.title == written.title
        assert entry.link == page_of(script, written.key)
        assert entry.id == tag(script, written.key)
        assert _moment(entry.published_parsed) == datetime.fromisoformat(PRINTED)
        assert [author.name for author in entry.get("authors", [])] == list(written.people)
        named = entry.tags[0].label if file == "atom.xml" else entry.tags[0].term
        assert named == written.section
        assert entry.summary == written.summary
        assert in_order(written, entry.content[0].value)
        assert [
            media["url"].rpartition("/")[2].split("-")[0]
            for media in entry.get("media_content", [])
        ] == list(written.photos)


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_json_feed_gives_back_what_the_newsroom_wrote(built: Built, script: Script) -> None:
    feed = json.loads(built.path(script, "2013/09/30/feed.json").read_text(encoding="utf-8"))
    whole, *entries = feed["items"]
    assert whole["attachments"][0]["size_in_bytes"] == len(PDF)
    for written, entry in zip(WRITTEN[script], entries, strict=True):
        assert (entry["id"], entry["title"]) == (tag(script, written.key), written.title)
        assert (entry["date_published"], entry["date_modified"]) == (PRINTED, written.updated)
        assert [author["name"] for author in entry.get("authors", [])] == list(written.people)
        assert in_order(written, entry["content_html"])


def test_a_feed_says_what_it_is_in_every_format(built: Built) -> None:
    said = json.loads(built.path(Script.HANT, "section/yaowen/feed.json").read_text("utf-8"))
    home, icon = f"{SITE}hant/section/yaowen/", f"{SITE}assets/icon-180.png"
    head = {name: value for name, value in said.items() if name not in {"items", "icon", "favicon"}}
    assert head == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "伊濱通訊 要聞",
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "description": "伊濱通訊 要聞",
        "language": "zh-Hant",
        "authors": [{"name": "伊濱通訊", "url": home}],
    }
    assert (said.get("icon"), said.get("favicon")) in {(None, None), (icon, icon)}
    for file in ("feed.xml", "atom.xml"):
        feed = feedparser.parse(str(built.path(Script.HANT, f"section/yaowen/{file}"))).feed
        assert (feed.title, feed.link, feed.language) == ("伊濱通訊 要聞", home, "zh-Hant")


def test_only_what_was_changed_since_has_another_moment_in_rss(built: Built) -> None:
    root = etree.parse(str(built.path(Script.HANS, "2013/09/30/feed.xml"))).getroot()
    changed = {
        (one.findtext("link") or "").split("/")[-2]: one.findtext(
            "{http://www.w3.org/2005/Atom}updated"
        )
        for one in root.iter("item")
    }
    assert changed["notice"] == "2013-10-03T08:00:00+08:00"
    assert (changed["lead"], changed["briefs"]) == (None, None)


def test_every_json_feed_keeps_to_the_format(built: Built) -> None:
    schema = json.loads((HERE / "syndication" / "jsonfeed-1.1.schema.json").read_text())
    feeds = sorted(built.root.rglob("feed.json"))
    kept = [feed for feed in feeds if "archive" not in feed.parts]
    assert len(kept) == 2 * (1 + 6 + 6 + 1 + 1 + 6)
    assert len(feeds) > len(kept)
    for path in feeds:
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_every_feed_names_itself_and_every_address_is_absolute(built: Built) -> None:
    assert built.feeds()
    for path in built.feeds():
        root = etree.parse(str(path)).getroot()
        own = SITE + path.relative_to(built.root).as_posix()
        links = root.findall(".//{http://www.w3.org/2005/Atom}link")
        assert [link.get("href") for link in links if link.get("rel") == "self"] == [own]
        text = path.read_text(encoding="utf-8")
        for address in re.findall(r'(?:href|src|url)=(?:"|&quot;)?"?([^"&\s]+)', text):
            assert address.startswith("https://"), (path, address)


def test_no_two_entries_of_a_feed_share_an_id(built: Built) -> None:
    for path in built.feeds():
        feed = feedparser.parse(str(path))
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids), path


def test_entries_lead_to_the_same_page_in_the_other_script(built: Built) -> None:
    feed = feedparser.parse(str(built.path(Script.HANT, "2013/09/30/atom.xml")))
    lead = next(entry for entry in feed.entries if entry.link.endswith("/lead/"))
    twins = {link.get("hreflang"): link.href for link in lead.links if link.rel == "alternate"}
    assert twins["zh-Hans"] == f"{SITE}2013/09/30/lead/"
    assert {link.href for link in feed.feed.links if link.rel == "alternate"} == {
        f"{SITE}hant/2013/09/30/",
        f"{SITE}2013/09/30/atom.xml",
    }


def test_a_photo_bears_its_caption_alt_and_credit(built: Built) -> None:
    root = etree.parse(str(built.path(Script.HANT, "section/yaowen/feed.xml"))).getroot()
    media = "{http://search.yahoo.com/mrss/}"
    (content,) = root.findall(f".//{media}content")
    assert content.findtext(f"{media}title") == "通車那天的早晨。"
    assert content.findtext(f"{media}description") == "新路兩旁站著村民。"
    assert content.findtext(f"{media}credit") == "鍾實 攝"
    assert content.get("url", "").startswith(f"{SITE}2013/09/30/photos/")
    assert (content.get("width"), content.get("height")) == ("960", "640")


def test_the_rolling_feed_has_the_newest_thirty_newest_first(built: Built) -> None:
    edition = built.editions[Script.HANS]
    feed = feedparser.parse(str(built.path(Script.HANS, "feed.xml")))
    assert [entry.link for entry in feed.entries] == [
        edition.item_url(item) for item in edition.items[:30]
    ]


def test_a_correction_is_announced_and_stands_in_the_item(built: Built) -> None:
    feed = feedparser.parse(str(built.path(Script.HANT, "corrections/atom.xml")))
    told = {entry.title: entry for entry in feed.entries}
    assert set(told) == {"更正：關於停水的通知", "撤回：一篇撤回的稿件"}
    announced = told["更正：關於停水的通知"]
    assert announced.summary == "停水日期應為十月五日。"
    assert announced.published == "2013-10-03T08:00:00+08:00"
    stem = "tag:www.example.cn,2013:hant/2013-09-30/notice/correction/2013-10-03"
    assert re.fullmatch(re.escape(stem) + "-[0-9a-f]{8}", announced.id)
    section = feedparser.parse(str(built.path(Script.HANT, "section/gonggao/atom.xml")))
    item = next(entry for entry in section.entries if entry.link.endswith("/notice/"))
    assert "停水日期應為十月五日。" in item.content[0].value
    assert item.published.startswith("2013-09-30T")
    assert item.updated.startswith("2013-10-03T")


def test_a_retraction_is_delivered_and_its_text_is_nowhere(built: Built) -> None:
    feed = feedparser.parse(str(built.path(Script.HANS, "section/jingji/feed.xml")))
    (entry,) = feed.entries
    assert entry.title == "撤回：一篇撤回的稿件"
    assert "现予撤回" in entry.content[0].value
    assert entry.id == "tag:www.example.cn,2013:hans/2013-09-30/taken-back"
    assert "authors" not in entry
    for path in built.root.rglob("*"):
        if path.is_file():
            assert "秘密词语".encode() not in path.read_bytes(), path
            assert "秘密詞語".encode() not in path.read_bytes(), path


def test_archives_and_the_rolling_feed_hold_everything_ever_published(built: Built) -> None:
    edition = built.editions[Script.HANS]
    file: str | None = "atom.xml"
    found: list[str] = []
    while file:
        feed = feedparser.parse(str(built.path(Script.HANS, file)))
        assert len(feed.entries) <= 30
        found += [entry.id for entry in feed.entries]
        before = [link.href for link in feed.feed.links if link.rel == "prev-archive"]
        current = [link.href for link in feed.feed.links if link.rel == "current"]
        assert current == ([] if file == "atom.xml" else [f"{SITE}atom.xml"])
        file = before[0].removeprefix(SITE) if before else None
    assert {f"tag:www.example.cn,2013:hans/{item.key}" for item in edition.items} <= set(found)


@pytest.mark.parametrize(("first", "ending"), [("atom.xml", "prev-archive"), ("feed.json", "")])
def test_an_issue_of_more_items_than_a_feed_has_entries_is_told_whole(
    built: Built, tmp_path: Path, first: str, ending: str
) -> None:
    """What is archived first is what readers learn last: nothing falls between the two."""
    edition = built.editions[Script.HANS]
    for rolling in (4, 7):
        root = tmp_path / f"{rolling}"
        with OutputTree(root) as tree:
            months = by_month(edition.items, edition.withdrawn)
            publish_feeds(Desk(edition, SyndicationSettings(rolling=rolling)), tree, months)
            tree.commit()
        found: set[str] = set()
        file: str | None = first
        while file:
            data = (root / file).read_bytes()
            if ending:
                feed = feedparser.parse(data)
                found |= {entry.id for entry in feed.entries}
                before = next((x.href for x in feed.feed.links if x.rel == ending), None)
            else:
                said = json.loads(data)
                found |= {entry["id"] for entry in said["items"]}
                before = said.get("next_url")
            file = before.removeprefix(SITE) if before else None
        told = {f"tag:www.example.cn,2013:hans/{item.key}" for item in edition.items}
        assert told <= found, told - found


def test_a_new_issue_leaves_the_archives_as_they_are(built: Built, tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=6, items=10)
    with editions_of(content, tmp_path) as editions:
        make(editions, tmp_path / "output")
    standing = sorted((built.root / "archive").rglob("*.xml"))
    assert len(standing) >= 3
    for path in standing:
        new = tmp_path / "output" / path.relative_to(built.root)
        assert new.read_bytes() == path.read_bytes(), path


def _changed(edition: Edition, key: str, **changes: Any) -> Edition:
    def mended(item: NewsItem) -> NewsItem:
        made = replace(item, **changes, digest=f"{item.digest} changed")
        made = replace(made, record=edition.ledger.told(made))
        return made if item.key == key else item

    issues = tuple(
        replace(issue, items=tuple(map(mended, issue.items)), digest=f"{issue.digest}{key}")
        if any(item.key == key for item in issue.items)
        else issue
        for issue in edition.issues
    )
    return replace(edition, issues=issues)


def test_an_edit_changes_neither_id_nor_dates_and_remakes_only_its_feeds(
    built: Built, tmp_path: Path
) -> None:
    root = tmp_path / "output"
    shutil.copytree(built.root, root)
    body = Body.of("<p>正文改了一个字。</p>")
    hans = _changed(built.editions[Script.HANS], "2013-10-07/item-3", body=body)
    make({**built.editions, Script.HANS: hans}, root)
    changed = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.*")
        if path.is_file()
        and path.name[0] != "."
        and path.read_bytes() != (built.root / path.relative_to(root)).read_bytes()
    }
    day = "2013/10/07"
    feeds = {name for name in changed if "yibin-tongxun" not in name}
    assert feeds == {
        f"{day}/feed.xml",
        f"{day}/atom.xml",
        f"{day}/feed.json",
        "archive/2013/10/atom.xml",
        "archive/2013/10/feed.json",
        "data/2013-10-07.json",
    }
    before = feedparser.parse(str(built.root / day / "feed.xml")).entries
    after = feedparser.parse(str(root / day / "feed.xml")).entries
    assert [(e.id, e.published, e.title) for e in before] == [
        (e.id, e.published, e.title) for e in after
    ]


def test_a_moved_item_keeps_its_id(built: Built) -> None:
    edition = _changed(
        built.editions[Script.HANS], "2013-09-30/lead", moved_from=("2013-09-23/first",)
    )
    item = next(item for item in edition.items if item.id == "lead")
    entry = Desk(edition, SyndicationSettings()).item(item)
    assert entry.id == "tag:www.example.cn,2013:hans/2013-09-23/first"
    assert entry.url == f"{SITE}2013/09/30/lead/"


def test_an_item_under_embargo_is_dated_when_it_ended(built: Built) -> None:
    end = datetime(2013, 10, 1, 9, 30, tzinfo=UTC)
    edition = _changed(built.editions[Script.HANS], "2013-09-30/lead", embargo=end)
    item = next(item for item in edition.items if item.id == "lead")
    published = Desk(edition, SyndicationSettings()).item(item).published
    assert published == end
    assert published.utcoffset() == timedelta(hours=8)


def test_an_item_that_came_out_before_its_issue_is_dated_when_its_embargo_ended(
    built: Built,
) -> None:
    end = datetime(2013, 9, 29, 9, 30, tzinfo=UTC)
    edition = _changed(built.editions[Script.HANS], "2013-09-30/lead", embargo=end)
    item = next(item for item in edition.items if item.id == "lead")
    entry = Desk(edition, SyndicationSettings()).item(item)
    assert entry.published.isoformat() == entry.updated.isoformat() == "2013-09-29T17:30:00+08:00"


def test_two_corrections_of_one_day_are_two_entries(built: Built) -> None:
    day = date(2013, 10, 3)
    notices = (Notice(day, "日期应为五日。"), Notice(day, "地点应为北沟村。"))
    edition = _changed(built.editions[Script.HANS], "2013-09-30/notice", corrections=notices)
    item = next(item for item in edition.items if item.id == "notice")
    desk = Desk(edition, SyndicationSettings())
    entries = [desk.correction(item, number) for number in range(2)]
    assert [entry.summary for entry in entries] == ["日期应为五日。", "地点应为北沟村。"]
    stem = tag(Script.HANS, "notice") + "/correction/2013-10-03-"
    assert all(entry.id.startswith(stem) for entry in entries)
    assert entries[0].id != entries[1].id
    assert all(notice.text in desk.content(item) for notice in notices)
    told = [entry.content for entry in entries]
    assert [[notice.text in text for notice in notices] for text in told] == [
        *([True, False], [False, True])
    ]


def test_a_correction_of_a_later_month_stands_in_the_item_and_not_in_its_archive(
    built: Built,
) -> None:
    notices = (
        Notice(date(2013, 9, 30), "日期应为五日。"),
        Notice(date(2013, 11, 5), "应为北沟村。"),
    )
    edition = _changed(built.editions[Script.HANS], "2013-09-30/notice", corrections=notices)
    item = next(item for item in edition.items if item.id == "notice")
    desk = Desk(edition, SyndicationSettings())
    (live,) = published([item])
    then, *_ = by_month((item,), ())[2013, 9]
    told = [event.make(desk).content for event in (live, then)]
    assert ["日期应为五日。" in text for text in told] == [True, True]
    assert ["应为北沟村。" in text for text in told] == [True, False]


def test_a_correction_of_an_item_that_is_retracted_says_that_it_is(built: Built) -> None:
    gone = Notice(date(2013, 10, 5), "全文有误，现予撤回。")
    edition = _changed(built.editions[Script.HANS], "2013-09-30/notice", retraction=gone)
    item = next(item for item in edition.items if item.id == "notice")
    entry = Desk(edition, SyndicationSettings()).correction(item, 0)
    assert (entry.title, entry.summary) == ("撤回：关于停水的通知", "全文有误，现予撤回。")
    assert "全文有误，现予撤回。" in entry.content
    assert "停水日期" not in entry.content
    assert entry.published.isoformat() == "2013-10-03T08:00:00+08:00"
    assert entry.updated.isoformat() == "2013-10-05T08:00:00+08:00"


def test_of_a_retracted_item_neither_people_nor_pictures_are_told(built: Built) -> None:
    gone = Notice(date(2013, 10, 5), "全文有误，现予撤回。")
    edition = _changed(built.editions[Script.HANS], "2013-09-30/lead", retraction=gone)
    item = next(item for item in edition.items if item.id == "lead")
    entry = Desk(edition, SyndicationSettings()).item(item)
    assert (entry.people, entry.pictures, entry.summary) == ((), (), "全文有误，现予撤回。")


def test_preformatted_text_keeps_its_empty_lines_and_nothing_else_does(built: Built) -> None:
    html = "<p>前</p>\n\n<pre><code>甲\n\n  乙\n</code></pre>\n \n\n<p>后</p>"
    edition = _changed(built.editions[Script.HANS], "2013-09-30/schedule", body=Body.of(html))
    item = next(item for item in edition.items if item.id == "schedule")
    made = Desk(edition, SyndicationSettings()).content(item)
    assert "<p>前</p>\n<pre><code>甲\n\n  乙\n</code></pre>\n<p>后</p>" in made


def test_who_signed_twice_is_named_once_and_who_signed_a_brief_is_named(built: Built) -> None:
    edition = built.editions[Script.HANS]
    briefs = next(item for item in edition.items if item.id == "briefs").briefs
    signed = (Credit("谷雨", "记者"), Credit("沈一鸣", "通讯员"), Credit("谷雨", "摄"))
    edition = _changed(edition, "2013-09-30/briefs", bylines=signed, briefs=briefs)
    item = next(item for item in edition.items if item.id == "briefs")
    people = Desk(edition, SyndicationSettings()).item(item).people
    assert people == ("谷雨", "沈一鸣", "余得水")


def test_dates_come_from_the_items_and_never_from_the_clock(built: Built) -> None:
    days = {issue.day for issue in built.editions[Script.HANS].issues}
    days |= {date(2013, 10, 2), date(2013, 10, 3)}
    for path in [*built.feeds(), *built.root.rglob("*.json"), *built.root.rglob("*.xml")]:
        text = path.read_text(encoding="utf-8")
        for found in re.findall(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d\+08:00", text):
            assert date.fromisoformat(found) in days, path
        for found in re.findall(r">(?:\w{3}, (\d\d \w{3} \d{4})) \d\d:\d\d:\d\d \+0800<", text):
            assert datetime.strptime(found, "%d %b %Y").replace(tzinfo=UTC).date() in days, path


def test_nothing_changed_nothing_rendered(built: Built) -> None:
    assert make(built.editions, built.root).rendered == 0


def test_the_same_edition_makes_the_same_bytes_in_any_folder(built: Built, tmp_path: Path) -> None:
    make(built.editions, tmp_path)
    first, second = (
        {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file() and path.name[0] != "."
        }
        for root in (built.root, tmp_path)
    )
    assert len(first) > 200
    assert first == second


def test_a_hub_is_named_in_every_format(built: Built, tmp_path: Path) -> None:
    hub = "https://hub.example.org/"
    edition = built.editions[Script.HANS]
    house = edition.house.model_copy(update={"hub": hub})
    make({Script.HANS: replace(edition, house=house, fingerprint="hub")}, tmp_path)
    for file in ("feed.xml", "atom.xml", "section/yaowen/feed.xml"):
        links = feedparser.parse(str(tmp_path / file)).feed.links
        assert [link.href for link in links if link.rel == "hub"] == [hub]
    feed = json.loads((tmp_path / "feed.json").read_text(encoding="utf-8"))
    assert feed["hubs"] == [{"type": "WebSub", "url": hub}]


def test_the_list_of_feeds_names_feeds_that_are_there(built: Built) -> None:
    schema = etree.RelaxNG(etree.parse(str(HERE / "syndication" / "opml-2.0.rng")))
    for script in built.editions:
        root = etree.parse(str(built.path(script, "opml.xml"))).getroot()
        groups = [dict(one.attrib) for one in root.iter("outline") if "type" not in one.attrib]
        assert groups
        assert all(set(group) == {"text"} for group in groups)  # more asks for a type
        schema.assertValid(root)
        assert root.findtext("head/title")
        outlines = root.findall(".//outline[@type='rss']")
        assert len(outlines) == 1 + 6 + 6 + 1 + 1
        for outline in outlines:
            address = outline.get("xmlUrl", "")
            assert outline.get("text")
            assert (built.root / address.removeprefix(SITE)).is_file()
            feed = feedparser.parse(str(built.root / address.removeprefix(SITE)))
            assert feed.feed.title == outline.get("title")
            assert feed.feed.link == outline.get("htmlUrl")


def _moment(parsed: Any) -> datetime:
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
