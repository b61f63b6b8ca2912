"""A reader of one item finds everything a newspaper owes: who, when, where, and what was mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from test_website_sample import pages, read, site

LEAD = "2013/09/30/lead/index.html"


def text(path: str, query: str) -> str:
    """The text of the first element of a page that a query finds."""
    return " ".join(read(path).xpath(f"string({query})").split())


def test_an_item_shows_kicker_headline_deck_dateline_and_who_wrote_it() -> None:
    assert text(LEAD, "//p[@class='kicker']") == "一号引题 分作两段"
    assert text(LEAD, "//h1") == "桥头村新路通车"
    assert text(LEAD, "//p[@class='deck']") == "副题说明工期与里程"
    assert text(LEAD, "//p[@class='dateline']") == "本报讯"
    assert text(LEAD, "//p[@class='sign']") == "（编辑部记者 于红杰；范学贵）"
    meta = text(LEAD, "//p[@class='meta']")
    assert "2013年9月30日" in meta
    assert "第28期" in meta
    assert "编辑部记者：于红杰" in meta
    assert "责任编辑：钱编辑" in text(LEAD, "//p[@class='end']")


def test_phrases_of_a_headline_stay_together_where_a_line_breaks() -> None:
    spans = read(LEAD).xpath("//h1//span[@class='ph']")
    assert [span.text for span in spans] == ["桥头村", "新路通车"]


def test_a_long_story_has_contents_that_lead_into_it() -> None:
    root = read(LEAD)
    links = root.xpath("//nav[@class='contents']//a")
    assert [link.xpath("string(span)") for link in links] == [
        "为什么修得快",
        "钱从哪里来",
        "以后怎么养护",
    ]
    for link in links:
        assert root.xpath(f"//*[@id='{link.get('href')[1:]}']")


def test_an_item_leads_to_its_neighbours_its_issue_its_section_and_its_pdf() -> None:
    root = read(LEAD)
    assert root.xpath("//a[@rel='next']/@href") == ["../briefs/index.html"]
    assert root.xpath("//a[@rel='prev']") == []  # it is the first
    assert root.xpath("//section[@class='others']//a[contains(., '十月接访安排')]")
    trail = root.xpath("//nav[@class='crumb']//a/@href")
    assert trail == ["../index.html", "../../../../section/yaowen/index.html"]
    assert root.xpath("//a[.='看原版面']/@href") == ["../p1/index.html"]
    assert root.xpath("//a[@type='application/pdf']/@href") == [
        "../p1.pdf",
        "../yibin-tongxun-2013-09-30.pdf",
    ]


def test_photos_come_in_sizes_that_fit_with_caption_and_credit() -> None:
    root = read(LEAD)
    figure = root.xpath("//figure")[0]
    assert figure.xpath("string(figcaption/span[1])") == "通车那天的早晨。"
    assert figure.xpath("string(figcaption/span[2])") == "钟实 摄"
    image = figure.xpath(".//img")[0]
    assert image.get("alt") == "新路两旁站着村民。"
    folder = (site() / LEAD).parent
    offers = [pair.split() for pair in figure.xpath("string(.//source/@srcset)").split(", ")]
    offers.append([image.get("src"), f"{image.get('width')}w"])
    assert len(offers) >= 3
    for address, width in offers:
        with Image.open(folder / address) as picture:
            assert f"{picture.width}w" == width
            assert abs(picture.width / picture.height - 1.5) < 0.01


def test_an_unplaced_photo_stands_after_the_first_paragraph_and_above_a_photo_report() -> None:
    story = read(LEAD).xpath("//div[@itemprop='articleBody']/*")
    assert [element.tag for element in story[:4]] == ["p", "p", "figure", "h2"]
    report = read("2013/09/30/harvest/index.html").xpath("//div[@itemprop='articleBody']/*")
    assert [element.tag for element in report[:3]] == ["figure", "figure", "p"]


def test_links_of_a_body_lead_on_and_those_to_other_sites_are_marked() -> None:
    root = read(LEAD)
    inside, outside = root.xpath("//div[@itemprop='articleBody']//p/a")
    assert inside.get("href") == "../notice/index.html"
    assert outside.get("href") == "https://example.org/a?b=1&c=2"
    assert outside.get("rel") == "external noopener"


def test_briefs_stand_on_one_page_each_with_its_own_name_and_author() -> None:
    root = read("2013/09/30/briefs/index.html")
    briefs = root.xpath("//section[@class='brief']")
    assert [brief.get("id") for brief in briefs] == ["b1", "b2"]
    assert [brief.xpath("string(h2)") for brief in briefs] == ["第一则", "第二则"]
    assert briefs[1].xpath("string(p[@class='sign'])") == "（记者 乙作者）"


def test_a_schedule_is_a_two_level_table_that_can_be_read_out() -> None:
    table = read("2013/09/30/reception/index.html").xpath("//table")[0]
    assert table.xpath("string(caption)").strip() == "2013年10月接访、下访安排"
    top, second = table.xpath("thead/tr")
    assert [(cell.text, cell.get("scope")) for cell in top] == [
        ("姓名", "col"),
        ("接访安排", "colgroup"),
        ("下访安排", "colgroup"),
    ]
    assert [(cell.text, cell.get("scope")) for cell in second] == [
        ("时间", "col"),
        ("时间", "col"),
        ("地点", "col"),
    ]
    rows = table.xpath("tbody/tr")
    assert [row.xpath("string(th[@scope='row'])") for row in rows] == ["刘冠瑜", "王涛"]
    assert rows[0].xpath("td[1]//time/@datetime") == ["2013-10-14", "2013-10-28"]
    assert rows[0].xpath("string(td[1])") == "10月14日、28日"
    assert rows[0].xpath("string(td[3])") == "佃庄镇东马庄村"
    assert table.xpath("descendant-or-self::*/@role") == []


def test_a_correction_stands_on_the_item_and_on_the_page_of_corrections() -> None:
    said = "停水日期应为十月五日。"
    assert said in text("2013/09/30/notice/index.html", "//section[@class='notice']")
    listed = read("corrections/index.html").xpath("//ul[contains(@class, 'entries')]/li")
    assert [item.xpath("string(.//time/@datetime)") for item in listed] == [
        "2013-10-04",
        "2013-10-03",
    ]
    assert said in listed[1].xpath("string()")


def test_a_retracted_item_leaves_a_page_that_says_so_and_nothing_else_of_it() -> None:
    path = "2013/09/30/wrong/index.html"
    page = (site() / path).read_text(encoding="utf-8")
    assert text(path, "//h1") == "已撤回：一条失实的消息"
    assert "核实后发现数字有误" in page
    assert "noindex" in page
    for file in pages():
        words = (site() / file).read_text(encoding="utf-8")
        assert "失实的字句" not in words, file
        assert "失實的字句" not in words, file
        assert "不该再出现的照片" not in words, file


def test_a_moved_item_leads_on_from_its_old_address_on_any_host() -> None:
    for prefix in ("", "hant/"):
        root = read(f"{prefix}2013/09/30/old-notice/index.html")
        way = root.xpath("string(//meta[@http-equiv='refresh']/@content)")
        assert way == "0; url=../notice/index.html"
        assert root.xpath("//main//a/@href") == ["../notice/index.html"]
        rule = f"/{prefix}2013/09/30/old-notice/ /{prefix}2013/09/30/notice/ 301"
        assert rule in (site() / "_redirects").read_text().splitlines()
        assert f"location = /{prefix}2013/09/30/old-notice/ {{ return 301" in _nginx()


def _nginx() -> str:
    return (site() / "nginx.conf").read_text(encoding="utf-8")


def test_hosts_are_given_headers_that_forbid_foreign_and_inline_code() -> None:
    headers = (site() / "_headers").read_text()
    for given in (headers, _nginx()):
        assert "default-src 'self'" in given
        assert "frame-ancestors 'self'" in given
        assert "nosniff" in given
        assert "unsafe" not in given


def test_an_item_of_1500_characters_weighs_less_than_30_kilobytes() -> None:
    text_of = "".join(read(LEAD).xpath("//div[@itemprop='articleBody']//text()"))
    weight = len((site() / LEAD).read_bytes())
    assert weight + 3 * max(0, 1500 - len(text_of)) < 30_000


def test_style_sheet_and_scripts_weigh_less_than_45_kilobytes() -> None:
    """All that any reader loads: elder.css stands in <noscript>, for those without a script."""
    files = [*(site() / "assets").glob("*.css"), *(site() / "assets").glob("*.js")]
    weights = {
        file.name[: -len("-12345678") - len(file.suffix)] + file.suffix: file.stat().st_size
        for file in files
    }
    weights["offline.js"] = (site() / "offline.js").stat().st_size
    assert weights.keys() == {"site.css", "elder.css", "site.js", "search.js", "offline.js"}
    without_script = weights["site.css"] + weights.pop("elder.css")
    assert max(sum(weights.values()), without_script) < 45 * 1024
    for path in pages():
        sheets = read(path).xpath("//link[@rel='stylesheet']")
        assert [sheet.getparent().tag for sheet in sheets] == ["head", "noscript"], path


def test_search_offers_every_section_and_leads_to_an_index_that_is_there() -> None:
    root = read("hant/search/index.html")
    form = root.xpath("//form[@role='search']")[0]
    index = (site() / "hant/search" / form.get("data-index")).resolve()
    assert json.loads(index.read_text(encoding="utf-8"))
    assert root.xpath("//select[@name='section']/option/@value")[1:3] == ["yaowen", "jingji"]
    (status,) = root.xpath("//*[@id='search-status']")
    for said in ("wait", "short", "found", "about", "none", "disk", "error"):  # by search.js
        assert status.get(f"data-{said}"), said
    assert root.xpath("//noscript//a/@href") == [
        *("../archive/index.html", "../reception/people/index.html"),
        *("../reception/places/index.html", "../sitemap/index.html"),
    ]


def test_the_subscribe_page_names_every_feed_by_address_and_picture() -> None:
    root = read("hant/subscribe/index.html")
    assert root.xpath("//ul[@class='feeds']//code/text()")[:2] == [
        "https://www.example.cn/hant/feed.xml",
        "https://www.example.cn/hant/atom.xml",
    ]
    for image in root.xpath("//ul[@class='feeds']//img"):
        assert Path(site() / "hant/subscribe" / image.get("src")).is_file()
        assert image.get("alt")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("公告", "kind/notice"),
        ("接访日程", "kind/schedule"),
        ("报道", "kind/report"),
        ("通讯", "kind/story"),
        ("简讯", "kind/brief"),
        ("图片", "kind/photo"),
        ("更正与撤回", "corrections"),
        ("各期，附报纸 PDF", "issues"),
    ],
)
def test_the_subscribe_page_names_what_each_feed_is_of(name: str, path: str) -> None:
    (entry,) = (
        each
        for each in read("subscribe/index.html").xpath("//main//li")
        if f"https://www.example.cn/{path}/feed.xml" in each.xpath(".//code/text()")
        or any(f"{path}/feed.xml" in href for href in each.xpath(".//a/@href"))
    )
    assert name in " ".join(entry.itertext())


def test_the_site_map_leads_to_every_section_year_and_standing_page() -> None:
    links = read("sitemap/index.html").xpath("//main//a/@href")
    for expected in ("section/tashan/", "archive/2013/", "about/", "corrections/", "search/"):
        assert f"../{expected}index.html" in links


def test_the_editors_words_stand_on_the_front_of_their_issue() -> None:
    assert text("2013/09/30/index.html", "//section[@aria-labelledby='h-note']/div") == "编者的话。"
    assert read("2013/10/08/index.html").xpath("//section[@aria-labelledby='h-note']") == []
