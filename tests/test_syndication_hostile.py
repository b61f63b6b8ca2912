"""Whatever stands in a title, a name or a body: all stays well-formed, and nothing in it runs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import PurePosixPath

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import presses
from edition.model import Edition
from ledgers import asked
from manuscripts.tagged import tagged
from manuscripts.word import document
from manuscripts.words import one_line
from newsroom.kinds import Kind, Script
from newsroom.markup import Typesetter
from newsroom.model import Body, Brief, Credit, Issue, NewsItem, Notice
from newsroom.problems import ProblemList
from newsroom.references import Place
from syndication.adapter import atom, rss
from syndication.book import book
from syndication.entries import Desk
from syndication.feed import Feed
from syndication.jsonfeed import json_feed
from syndication.mail import letter, message
from syndication.settings import SyndicationSettings
from test_syndication_newsroom import write_newsroom

EVIL = [
    "<script>alert(1)</script>",
    "]]>",
    "<![CDATA[",
    "&lt;b&gt;",
    "&amp;",
    "\x00\x08\x0b\x1f",
    "\u202e倒着写\u202c",
    "\u200f\u2066\ufeff\ufffe\uffff",
    "\ud83d",
    "𠮷野家𫖯",
    '" onload="alert(1)',
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\r\nBcc: all@example.org",
    "{{ edition.house }}{% raw %}",
    "<ParaStyle:正文>\\",
    "|",
    "-{于}-",
    "\t \u3000",
]
texts = st.lists(st.one_of(st.sampled_from(EVIL), st.text(max_size=8)), max_size=4).map("".join)
LINKS = [
    "[点](javascript:alert(1))",
    "![](x.jpg)",
    "<a href='x' onclick='y'>点</a>",
    "<svg/onload=a>",
]
bodies = st.lists(st.one_of(st.sampled_from(EVIL + LINKS), texts), max_size=5).map("\n\n".join)
hostile = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("hostile")
    content = write_newsroom(folder / "content")
    with presses.editions(content, folder, ["syndication"]) as editions:
        yield editions[Script.HANT]


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    """An issue of one item, every text of which may be anything."""
    markdown = draw(bodies).encode("utf-8", "ignore").decode()  # files are read as UTF-8
    place = Place("x.md", PurePosixPath("issues/2013-09-30"), 1)
    html = Typesetter().markup(markdown, place, ProblemList()).html
    people = tuple(Credit(draw(texts), draw(texts), draw(texts)) for _ in range(2))
    item = NewsItem(
        id="lead",
        issue_day=date(2013, 9, 30),
        source=place.folder / "lead.md",
        kind=draw(st.sampled_from([Kind.REPORT, Kind.BRIEF])),
        section="yaowen",
        headline=draw(texts),
        body=Body.of(html),
        script=Script.HANT,
        digest="1",
        position=0,
        kicker=draw(texts),
        deck=draw(texts),
        summary=draw(texts),
        quote=draw(texts),
        bylines=people,
        briefs=(Brief("b1", draw(texts), Body.of(html), people),),
        corrections=(Notice(date(2013, 10, 1), draw(texts)),),
    )
    day, source = date(2013, 9, 30), PurePosixPath("issue.md")
    return asked(Issue(day, 28, source, (item,), "1", people, note=html))[0]


def test_a_summary_shows_as_itself_where_readers_take_it_for_html(edition: Edition) -> None:
    words = "问：<img src=x onerror=alert(1)>和 &lt; 怎么写？A&B公司说 1<2"
    issue = edition.issues[0]
    changed = replace(issue.items[0], summary=words, digest="summary")
    desk = Desk(edition, SyndicationSettings())
    entry = desk.item(changed)
    made = Feed(
        "tag:x,2013:f",
        "https://x.example/f",
        "https://x.example/",
        "报",
        "报",
        "zh-Hant",
        "报",
        entry.updated,
        (entry,),
    )
    told = etree.fromstring(rss(made)).findtext("./channel/item/description") or ""
    shown = html5lib.parseFragment(told, namespaceHTMLElements=False)
    assert len(shown) == 0
    assert shown.text == words
    assert "A&B公司" in told


def _desk(edition: Edition, issue: Issue) -> Desk:
    return Desk(replace(edition, issues=(issue,)), SyndicationSettings())


def _feed(desk: Desk, issue: Issue) -> Feed:
    item = issue.items[0]
    entries = (
        desk.issue(issue, ()),
        desk.item(item),
        desk.correction(item, 0),
    )
    home = "https://www.example.cn/"
    return Feed(
        "tag:x",
        home,
        home,
        item.title or "x",
        item.deck,
        "zh-Hant",
        "x",
        issue.told.modified,
        entries,
    )


def _harmless(html: str) -> None:
    """Nothing in the HTML runs, loads a frame or leads to a script."""
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        assert element.tag not in {"script", "iframe", "object", "embed", "svg", "style", "form"}
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert not value.strip().lower().startswith("javascript:")


@hostile
@given(issue=issues())
def test_feeds_are_well_formed_and_give_harmless_content(edition: Edition, issue: Issue) -> None:
    desk = _desk(edition, issue)
    feed = _feed(desk, issue)
    channel = etree.fromstring(rss(feed))
    assert len(channel.findall(".//item")) == 3
    for content in channel.iter("{http://purl.org/rss/1.0/modules/content/}encoded"):
        _harmless(content.text or "")
    titles = [title.text or "" for title in channel.findall(".//item/title")]
    assert titles[1] == (one_line(issue.items[0].title) or issue.items[0].key)
    root = etree.fromstring(atom(feed))
    for content in root.iter("{http://www.w3.org/2005/Atom}content"):
        _harmless(content.text or "")
    told = json.loads(json_feed(feed))
    assert [item["content_html"] for item in told["items"]][1:] == [
        content.text for content in root.iter("{http://www.w3.org/2005/Atom}content")
    ][1:]


@hostile
@given(issue=issues())
def test_books_are_well_formed(edition: Edition, issue: Issue) -> None:
    with zipfile.ZipFile(io.BytesIO(book(_desk(edition, issue), issue))) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                root = etree.fromstring(archive.read(name))
                assert not root.findall(".//{http://www.w3.org/1999/xhtml}script")


@hostile
@given(issue=issues())
def test_letters_are_harmless_and_messages_keep_their_headers(
    edition: Edition, issue: Issue
) -> None:
    desk = _desk(edition, issue)
    _harmless(letter(desk, issue))
    made = message_from_bytes(message(desk, issue), policy=policy.default)
    assert made["Bcc"] is None
    assert [part.get_content_type() for part in made.walk()][1:] == ["text/plain", "text/html"]


@hostile
@given(issue=issues())
def test_manuscripts_open_whatever_stands_in_them(edition: Edition, issue: Issue) -> None:
    import docx

    desk = _desk(edition, issue)
    docx.Document(io.BytesIO(document(desk.edition, issue)))
    lines = tagged(desk.edition, issue).decode("utf-16").split("\r\n")
    assert all(line.startswith("<ParaStyle:") for line in lines[1:-1])


@given(text=texts)
def test_a_line_is_one_line_and_turns_no_direction(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert one_line(line) == line
    etree.Element("a").text = line
