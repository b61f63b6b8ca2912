"""Photos can be seen large, by link, keyboard and finger; pages lead on beyond their issue."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from browsing import ITEM, browser, host, look
from test_website_sample import read, site

__all__ = ["browser", "host"]  # fixtures
GALLERY = "2013/09/30/harvest/index.html"


def test_a_photo_opens_large_and_the_keyboard_leads_on_and_back(
    browser: Browser, host: str
) -> None:
    with look(browser, width=360) as page:
        page.goto(host + GALLERY)
        photos = page.locator("a.large")
        assert photos.count() > 1
        dialog = page.get_by_role("dialog", name="大图")
        expect(dialog).to_be_hidden()
        photos.first.focus()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        image = dialog.locator("img")
        expect(image).to_be_visible()
        first = image.get_attribute("src")
        assert first == photos.first.evaluate("a => a.href")
        assert image.get_attribute("alt")
        page.keyboard.press("ArrowRight")
        assert image.get_attribute("src") == photos.nth(1).evaluate("a => a.href")
        dialog.get_by_role("button", name="上一张").click()
        assert image.get_attribute("src") == first
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        assert photos.first.evaluate("a => a === document.activeElement")


def test_the_back_button_closes_a_photo_and_stays_on_the_page(browser: Browser, host: str) -> None:
    """What a hand on a telephone does first; after Escape it leads to the page before, as ever."""
    with look(browser, width=360) as page:
        page.goto(host)
        page.goto(host + GALLERY)
        dialog = page.get_by_role("dialog", name="大图")
        photo = page.locator("a.large").first
        for close in (page.go_back, lambda: page.keyboard.press("Escape")):
            photo.click()
            expect(dialog.locator("img")).to_be_visible()
            close()
            expect(dialog).to_be_hidden()
            expect(photo).to_be_in_viewport()
            assert page.url == host + GALLERY
        page.go_back()
        assert page.url == host


def test_without_a_script_a_photo_leads_to_its_largest_file(browser: Browser, host: str) -> None:
    with look(browser, width=360, java_script_enabled=False) as page:
        page.goto(host + GALLERY)
        large = page.locator("a.large").first
        widths = large.locator("source").get_attribute("srcset")
        assert widths
        largest = widths.split(", ")[-1].split(" ")[0]
        assert large.get_attribute("href") == largest
        large.click()
        assert page.url.endswith(largest.rpartition("/")[2])


def test_switching_script_keeps_the_place_and_the_query(browser: Browser, host: str) -> None:
    with look(browser) as page:
        page.goto(f"{host}search/index.html?q=桥头村")
        page.get_by_role("link", name="繁體").click()
        page.wait_for_url("**/hant/**")
        expect(page.get_by_role("combobox").first).to_have_value("桥头村")
        page.goto(f"{host}{ITEM}#s1")
        page.get_by_role("link", name="繁體").click()
        assert page.url == f"{host}hant/{ITEM}#s1"


def test_the_last_page_of_an_issue_leads_to_the_next_and_the_first_to_the_one_before() -> None:
    ends: dict[str, list[str]] = {"prev": [], "next": []}
    for page in sorted((site() / "2013").glob("*/*/*/index.html")):
        path = page.relative_to(site()).as_posix()
        for link in read(path).xpath("//nav[@class='pager']/a[span[.='上一期' or .='下一期']]"):
            to = (page.parent / link.get("href")).resolve().relative_to(site().resolve())
            ends[link.get("rel")].append(f"{path[:10]} {to.as_posix()[:10]}")
    older, newer = "2013/09/30", "2013/10/08"
    # one item and one sheet each
    assert ends["next"].count(f"{older} {newer}") == len(ends["next"]) == 2
    assert ends["prev"].count(f"{newer} {older}") == len(ends["prev"]) == 2
