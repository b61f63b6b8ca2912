"""The page as printed: a picture for the eye, a list for the keyboard, both to the same stories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from browsing import browser, host, look
from test_website_sample import build, read, site, write_sample

__all__ = ["browser", "host"]  # fixtures
SHEET = "2013/09/30/p2/index.html"


def test_every_story_of_a_sheet_is_in_the_list_and_on_the_picture() -> None:
    root = read(SHEET)
    listed = root.xpath("//section[@class='sheet-list']//li/a/@href")
    drawn = root.xpath("//svg/a/@href")
    assert len(listed) == 6
    assert listed == drawn
    assert all((site() / SHEET).parent.joinpath(address).is_file() for address in listed)
    assert set(root.xpath("//svg/a/@tabindex")) == {"-1"}
    assert root.xpath("string(//svg/@aria-hidden)") == "true"


def test_a_story_that_jumps_says_from_where_and_to_where() -> None:
    first = read("2013/09/30/p1/index.html").xpath("string(//section[@class='sheet-list']//li)")
    second = read(SHEET).xpath("string(//section[@class='sheet-list']//li)")
    assert first.endswith("（下转第2版）")
    assert second.endswith("（上接第1版）")


def test_a_sheet_leads_to_its_issue_its_neighbours_and_its_pdf() -> None:
    root = read(SHEET)
    assert root.xpath("//nav[@class='crumb']//a/@href") == ["../index.html"]
    assert root.xpath("//a[@rel='prev']/@href") == ["../p1/index.html"]
    assert root.xpath("//a[@type='application/pdf']/@href") == ["../p2.pdf"]
    assert root.xpath("//ul[@class='tabs']//a[@aria-current='page']")[0].text == "第2版"


def test_an_item_leads_to_the_sheet_it_begins_on() -> None:
    item = read("2013/09/30/lead/index.html").xpath("//p[@class='meta']/a")[0]
    number = item.text.removeprefix("第28期 第").removesuffix("版")
    assert item.get("href") == f"../p{number}/index.html"


def test_focus_on_an_entry_lights_its_region_on_the_picture(browser: Browser, host: str) -> None:
    with look(browser) as page:
        page.goto(host + SHEET)
        region = "getComputedStyle(document.querySelector('.r3 rect')).stroke"
        before = page.evaluate(region)
        page.locator(".sheet-list li:nth-child(3) a").focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(region) != before
        page.keyboard.press("Enter")
        third = read(SHEET).xpath("string(//svg/a[3]/@href)").replace("../", "2013/09/30/")
        page.wait_for_url(host + third)


def test_the_real_press_gives_every_item_a_place(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    shutil.rmtree(content / "issues/2013-09-30")
    (content / "issues/2013-10-08/later.md").unlink()
    output, _ = build(content, tmp_path, ["press", "website"])
    for prefix in ("", "hant/"):
        sheet = output / prefix / "2013/10/08/p1/index.html"
        if not sheet.is_file():
            pytest.fail("the press has left no layout")
        root: html.HtmlElement = html.document_fromstring(sheet.read_bytes())
        assert root.xpath("//section[@class='sheet-list']//li/a/@href") == ["../other/index.html"]
        box = [float(number) for number in root.xpath("string(//svg/@viewbox)").split()]
        for shape in root.xpath("//svg//rect"):
            assert float(shape.get("x")) + float(shape.get("width")) <= box[2]
            assert float(shape.get("y")) + float(shape.get("height")) <= box[3]
