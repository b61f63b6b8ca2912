"""An edition is the publication in one script; the author's own words stay where they fit."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from edition.addresses import Addresses, key_of, link
from edition.bodies import parts_of, target_of, with_links
from edition.build import scripts_of
from edition.model import Edition
from edition.setting import texts_of
from newsroom.blocks import PhotoPlace
from newsroom.kinds import Script
from newsrooms import issue, item, picture, write
from presses import built, editions, job

DAY = "2013-10-08"


def newsroom(content: Path) -> Path:
    """One item in each script, a photo, a schedule."""
    issue(content)
    write(content, f"issues/{DAY}/a.jpg", picture())
    item(
        *(content, "lead", "干部理发，头**发**很短。书记余得水说。见[后面](other.md)。"),
        headline="后街理发店",
        deck="范庄村余得水带头干",
        bylines=[{"name": "于红杰", "role": "记者"}],
        photos=[{"file": "a.jpg", "alt": "里面", "caption": "店里。"}],
        glossary={"于红杰": "于紅傑"},
    )
    item(content, "other", "皇后街的里程，「後來」寫作台灣。", headline="皇后街", script="hant")
    item(
        *(content, "jiefang", "| 姓名 | 接访时间 |\n|---|---|\n| 范学贵 | 10月8日 |\n"),
        kind="schedule",
        section="gonggao",
        schedule={"period": "2013-10", "venue": "接访大厅", "hours": "上午8:30-12:00"},
    )
    write(content, "glossary.csv", "simplified,traditional,hong_kong,kind,note\n")
    return content


@pytest.fixture
def both(tmp_path: Path) -> Any:
    """The two editions, while their bodies can be read."""
    with editions(newsroom(tmp_path / "content"), tmp_path) as made:
        yield made


def find(edition: Edition, item_id: str) -> Any:
    return next(found for found in edition.items if found.id == item_id)


def test_every_reader_visible_string_is_in_the_script(both: dict[Script, Edition]) -> None:
    lead = find(both[Script.HANT], "lead")
    assert lead.headline == "後街理髮店"
    assert lead.deck == "范莊村余得水帶頭幹"  # as the body tells who that is
    assert lead.bylines[0].name == "于紅傑"
    assert lead.bylines[0].role == "記者"
    assert (lead.photos[0].alt, lead.photos[0].caption) == ("裡面", "店裡。")
    assert "幹部理髮，頭<strong>髮</strong>很短" in lead.body.html
    assert both[Script.HANT].house.section("yaowen").name == "要聞"


def test_an_item_keeps_its_own_words_in_its_own_script(both: dict[Script, Edition]) -> None:
    assert "皇后街的里程，「後來」寫作台灣" in find(both[Script.HANT], "other").body.html
    other = find(both[Script.HANS], "other")
    assert other.headline == "皇后街"
    assert "后来" in other.body.html
    assert "写作台湾" in other.body.html
    assert find(both[Script.HANS], "lead").headline == "后街理发店"


def identifiers(value: Any, found: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The identifiers of a value of the model, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in texts_of(type(value)):
                identifiers(inner, found)
            elif field.name != "digest":
                found.append((field.name, inner))
    elif isinstance(value, tuple):
        for entry in value:
            identifiers(entry, found)
    return found


def test_the_editors_words_of_an_issue_keep_their_own_script(tmp_path: Path) -> None:
    head = "---\nnumber: 1\ndate: 2013-10-08\nscript: hant\n---\n"
    note = "里長余先生說「面店」開了。"
    write(tmp_path / "content", "issues/2013-10-08/issue.md", f"{head}{note}\n")
    item(tmp_path / "content", "lead")
    with editions(tmp_path / "content", tmp_path) as made:
        notes = {script: one.issues[0].note for script, one in made.items()}
    assert note in notes[Script.HANT]
    assert "里长余先生说“面店”开了。" in notes[Script.HANS]


def test_identifiers_are_the_same_in_every_script(both: dict[Script, Edition]) -> None:
    one, two = (identifiers(edition.issues, []) for edition in both.values())
    assert {"id", "section", "glossary", "person_id", "place_id"} <= dict(one).keys()
    assert one == two
    assert one


def test_a_third_edition_is_one_word_in_the_settings(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content")
    scripts = scripts_of(["zh-Hans", "zh-Hant", "zh-Hant-HK"])
    output, _ = built(content, tmp_path, ["syndication", "website"], scripts=scripts)
    page = lxml_html.parse(output / "hant-hk/2013/10/08/lead/index.html").getroot()
    assert page.get("lang") == "zh-Hant-HK"
    languages = page.xpath('//link[@rel="alternate"][@hreflang]/@hreflang')
    assert languages == ["zh-Hans", "zh-Hant", "zh-Hant-HK", "x-default"]
    assert (output / "hant-hk/feed.xml").is_file()
    assert "後街理髮店" in page.text_content()


@pytest.mark.parametrize("tags", [[], ["zh"], ["zh-Hans", "zh-Hans"]])
def test_editions_that_make_no_sense_are_refused(tags: list[str]) -> None:
    with pytest.raises(ValueError, match="EDITIONS"):
        scripts_of(tags)


def test_a_page_knows_its_twins(tmp_path: Path) -> None:
    output, _ = built(newsroom(tmp_path / "content"), tmp_path, ["syndication", "website"])
    for path in ("", "2013/10/08/lead/", "section/yaowen/", "archive/2013/10/"):
        page = lxml_html.parse(output / "hant" / path / "index.html").getroot()
        links = {
            element.get("hreflang"): element.get("href")
            for element in page.xpath('//link[@rel="alternate"][@hreflang]')
        }
        site = "https://www.example.cn"
        assert links == {
            "zh-Hans": f"{site}/{path}",
            "zh-Hant": f"{site}/hant/{path}",
            "x-default": f"{site}/{path}",
        }
        assert page.xpath('//link[@rel="canonical"]/@href') == [f"{site}/hant/{path}"]


def test_addresses_last() -> None:
    from datetime import date

    here = Addresses("https://x.cn", "hant/", "paper")
    day = date(2013, 10, 1)
    assert here.url(here.issue(day)) == "https://x.cn/hant/2013/10/01/"
    assert here.url(here.item(day, "lead")) == "https://x.cn/hant/2013/10/01/lead/"
    assert here.url(here.printed_page(day, 1)) == "https://x.cn/hant/2013/10/01/p1/"
    assert here.url(here.newspaper(day)) == "https://x.cn/hant/2013/10/01/paper-2013-10-01.pdf"
    assert here.url(here.section("yaowen")) == "https://x.cn/hant/section/yaowen/"
    assert here.url(here.archive(2013, 10)) == "https://x.cn/hant/archive/2013/10/"
    assert here.url(here.reception("all.ics")) == "https://x.cn/hant/reception/all.ics"
    assert here.url(here.file("feed.xml")) == "https://x.cn/hant/feed.xml"


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("index.html", "2013/10/01/index.html", "2013/10/01/index.html"),
        ("2013/10/01/lead/index.html", "index.html", "../../../../index.html"),
        ("a/index.html", "a/index.html", "index.html"),
        ("a/index.html", "b/页.css", "../b/%E9%A1%B5.css"),
    ],
)
def test_the_way_from_page_to_page(source: str, target: str, way: str) -> None:
    assert link(source, target) == way


def test_a_way_without_index_for_those_who_want_it() -> None:
    assert link("a/index.html", "b/index.html", keep_index=False) == "../b/"
    assert link("a/index.html", "a/index.html", keep_index=False) == "./"


def test_a_body_is_cut_where_photos_stand_and_its_links_lead_on() -> None:
    here = Addresses("https://x.cn", "", "paper")
    html = (
        '<p><a href="press:item/2013-10-01/lead#s1">甲</a><a href="https://a.cn/?a=1&amp;b=2">乙</a>'
        '</p><figure data-photo="a.jpg"></figure><p>丙</p>'
    )
    first, photo, last = parts_of(with_links(html, here, here.url))
    assert 'href="https://x.cn/2013/10/01/lead/#s1"' in str(first)
    assert 'rel="external noopener" href="https://a.cn/?a=1&amp;b=2"' in str(first)
    assert photo == PhotoPlace("a.jpg")
    assert str(last) == "<p>丙</p>"
    with pytest.raises(ValueError, match="unknown reference"):
        target_of("press:nothing/here", here)


@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        ("press:page/about", True),
        ("https://x.cn", True),
        ("https://x.cn/a/?b=1&amp;c=2#d", True),
        ("https://x.cn.evil.example/", False),
        ("https://www.x.cn/", False),
        ("http://x.cn/", False),
    ],
)
def test_only_links_to_other_sites_are_marked(address: str, *, is_ours: bool) -> None:
    here = Addresses("https://x.cn", "", "paper")
    html = with_links(f'<p><a href="{address}">甲</a></p>', here, here.url)
    assert ('rel="external noopener"' in html) is not is_ours


def test_settings_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="timezone"):
        job(tmp_path, tmp_path).house.model_validate(
            {**job(tmp_path, tmp_path).house.model_dump(), "timezone": "Mars/Olympus"}
        )


def test_only_an_address_an_editor_wrote_out_counts_as_written() -> None:
    here = Addresses("https://www.example.cn", "", "paper")
    html = '<p><a href="press:page/about">甲</a><a href="https://www.example.cn/form/">乙</a></p>'
    made = with_links(html, here, here.url)
    assert made.count("data-written") == 1
    assert '<a data-written="" href="https://www.example.cn/form/">' in made


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        ("2013/10/08/", "issue/2013-10-08"),
        ("2013/10/08/index.html", "issue/2013-10-08"),
        ("2013/10/08/lead/?from=mail#a", "item/2013-10-08/lead"),
        ("hant/2013/10/08/lead/", "item/2013-10-08/lead"),
        ("zh-hant/2013/10/08/lead/index.html", "item/2013-10-08/lead"),
        ("2013/10/08/p1-bridge/", "item/2013-10-08/p1-bridge"),
        ("2013/10/08/p1/", ""),
        ("hant/2013/10/08/p12/index.html", ""),
        ("2013/10/08/photos/a-720.webp", ""),
        ("2013/10/08/photos/", ""),
        ("2013/10/08/paper-2013-10-08.pdf", ""),
        ("archive/2013/10/", ""),
        ("", ""),
    ],
)
def test_an_address_of_ours_says_what_it_shows(way: str, shown: str) -> None:
    site = "https://news.example"
    assert key_of(f"{site}/{way}", site) == shown
    assert not key_of(f"https://other.example/{way}", site)
