"""Every way to a story: by day, by kind, by printed page, and in a file to take home."""

from __future__ import annotations

from browsing import ITEM
from test_website_sample import read, site


def test_a_months_calendar_leads_to_the_issue_of_a_day() -> None:
    root = read("archive/2013/09/index.html")
    (table,) = root.xpath("//table[@class='calendar']")
    assert [cell.text for cell in table.xpath("thead//th")] == list("一二三四五六日")
    assert len(table.xpath("tbody/tr")) == 6  # September 2013 began on a Sunday
    assert table.xpath("string(tbody/tr[1]/td[7])") == "1"
    (way,) = table.xpath(".//a")
    assert way.get("href") == "../../../2013/09/30/index.html"
    assert way.xpath("string()") == "30日，第28期"
    assert read("archive/2013/10/index.html").xpath("//table//a/text()") == ["8"]


def test_archive_and_missing_pages_ask_the_search_page_without_any_script() -> None:
    for path, way in (("archive/index.html", "../search/index.html"), ("404.html", "/search/")):
        (form,) = read(path).xpath("//main//form[@role='search']")
        assert (form.get("action"), form.get("method")) == (way, "get")
        assert form.xpath(".//input[@name='q']")


def test_every_brief_is_on_the_page_of_briefs_and_leads_to_its_place() -> None:
    for prefix in ("", "hant/"):
        ways = read(f"{prefix}briefs/index.html").xpath("//h2/a")
        each = "則" if prefix else "则"
        assert [way.text for way in ways] == [f"第一{each}", f"第二{each}"]
        assert [way.get("href") for way in ways] == [
            "../2013/09/30/briefs/index.html#b1",
            "../2013/09/30/briefs/index.html#b2",
        ]
    assert "../briefs/index.html" in read("sitemap/index.html").xpath("//main//a/@href")


def test_an_issue_shows_its_sheets_with_what_stands_on_them() -> None:
    root = read("2013/09/30/index.html")
    first, second = root.xpath("//ul[@class='sheets']/li")
    assert first.xpath("string(.//h3)") == "第1版"
    assert first.xpath(".//h3/a/@href") == ["p1/index.html"]
    assert len(first.xpath(".//ul//a")) == 1
    assert len(second.xpath(".//ul//a")) == 5
    assert "本期2版" in root.xpath("string(//header)")


def test_an_issue_offers_its_files_and_tells_how_large_they_are() -> None:
    buttons = [
        button
        for button in read("2013/09/30/index.html").xpath("//p[@class='acts']/a[@type]")
        if button.get("type") != "text/calendar"  # which grows after the page is made
    ]
    kinds = {button.get("type"): button for button in buttons}
    assert {"application/pdf", "application/epub+zip"} <= kinds.keys()
    for button in buttons:
        file = site() / "2013/09/30" / button.get("href")
        size = file.stat().st_size
        assert button.xpath("string(small)") == f"{max(1, round(size / 1000))} KB"


def test_an_item_leads_to_its_printed_page_and_both_files_of_it() -> None:
    ways = read(ITEM).xpath("//div[@class='item-side']/p[@class='acts']/a")
    assert [(way.text, way.get("href")) for way in ways] == [
        ("看原版面", "../p1/index.html"),
        ("本版 PDF", "../p1.pdf"),
        ("本期 PDF", "../yibin-tongxun-2013-09-30.pdf"),
    ]


def test_an_issue_offers_its_calendar_to_subscribe_to_and_to_take_home() -> None:
    ways = read("2013/09/30/index.html").xpath("//p[@class='acts']/a[contains(@href, '.ics')]")
    assert [(way.text, way.get("href"), way.get("download")) for way in ways] == [
        ("订阅本期安排", "webcal://www.example.cn/reception/2013-09-30.ics", None),
        ("下载日历文件", "../../../reception/2013-09-30.ics", ""),
    ]
    assert read("2013/10/08/index.html").xpath("//a[contains(@href, '.ics')]") == []
