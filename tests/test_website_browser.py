"""What the site does in a browser: on a cheap phone, in the dark, for the old, by keyboard."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Browser, expect

from asking import reads
from browsing import ITEM, browser, host, look, open_menu, visit
from measuring import SHIFT
from test_website_sample import site

__all__ = ["browser", "host"]  # fixtures


def test_results_of_a_search_move_nothing(browser: Browser, host: str) -> None:
    for width in (360, 1280):
        with visit(browser, width=width) as page:
            page.goto(f"{host}search/index.html?q=桥头")
            page.locator("#search-hits h3 a").first.wait_for()
            assert page.evaluate(SHIFT) == 0


def test_switching_script_keeps_the_reader_on_the_same_item(browser: Browser, host: str) -> None:
    with look(browser) as page:
        page.goto(host + ITEM)
        page.get_by_role("link", name="繁體").click()
        assert page.url == f"{host}hant/{ITEM}"
        assert page.locator("html").get_attribute("lang") == "zh-Hant"
        expect(page.locator("h1")).to_be_visible()
        reads(page.locator("h1"), "橋頭村新路通車")
        page.get_by_role("link", name="简体").click()
        assert page.url == host + ITEM


def test_elder_mode_enlarges_the_page_and_is_kept_from_page_to_page(
    browser: Browser, host: str
) -> None:
    body = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    with look(browser, width=360) as page:
        page.goto(host + ITEM)
        before = page.evaluate(body)
        open_menu(page)
        page.get_by_role("switch", name="长者模式").check()
        assert page.evaluate(body) >= 23 > before
        page.goto(f"{host}hant/{ITEM}")
        open_menu(page)
        assert page.get_by_role("switch").is_checked()
        assert page.evaluate(body) >= 23
        page.get_by_role("switch").uncheck()
        page.reload()
        open_menu(page)
        assert not page.get_by_role("switch").is_checked()


def test_without_javascript_everything_can_be_read_and_elder_mode_works(
    browser: Browser, host: str
) -> None:
    with look(browser, width=360, java_script_enabled=False) as page:
        page.goto(host + ITEM)
        open_menu(page)
        before = page.locator(".prose p").first.bounding_box()
        page.get_by_role("switch").check()
        after = page.locator(".prose p").first.bounding_box()
        assert before
        assert after
        assert after["y"] > before["y"]
        assert page.get_by_text("头发也不白了").is_visible()
        page.goto(f"{host}search/index.html")
        page.get_by_role("link", name="到往期目录里按月查找").click()
        assert page.url == f"{host}archive/index.html"


def test_search_finds_an_item_typed_in_the_other_script(browser: Browser, host: str) -> None:
    with look(browser, width=360) as page:
        page.goto(f"{host}search/index.html")
        page.get_by_role("combobox", name="词语").fill("橋頭村")
        page.get_by_role("combobox", name="词语").press("Enter")
        hit = page.locator("#search-hits h3 a").first
        hit.wait_for()
        expect(hit).to_be_visible()
        reads(hit, "桥头村新路通车")
        hit.click()
        assert page.url == host + ITEM


def test_pages_opened_from_the_disk_lead_to_each_other(browser: Browser) -> None:
    with look(browser) as page:
        page.goto((site() / "index.html").as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.util')).display") == "flex"
        page.get_by_role("link", name="往期").first.click()
        page.get_by_role("link", name="桥头村新路通车").first.click()
        page.wait_for_url((site() / ITEM).as_uri())
        assert page.evaluate("document.querySelector('.plate img').naturalWidth") > 0


def test_who_wants_no_motion_gets_none(browser: Browser, host: str) -> None:
    with look(browser, reduced_motion="reduce") as page:
        page.goto(host)
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(e => {
            const s = getComputedStyle(e);
            return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0
              || s.scrollBehavior === 'smooth'; }).length"""
        )
        assert moving == 0


def test_a_printed_page_shows_the_text_and_no_furniture(browser: Browser, host: str) -> None:
    with look(browser) as page:
        page.goto(host + ITEM)
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="栏目").is_visible()
        assert not page.get_by_role("switch").is_visible()
        assert page.get_by_text("头发也不白了").is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_page_on_paper_is_black_on_white_numbered_and_short(browser: Browser, host: str) -> None:
    with look(browser, color_scheme="dark") as page:
        for kind, sheets in ((ITEM, 2), ("2013/09/30/reception/index.html", 1)):
            page.goto(host + kind)
            with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
                assert len(printed) <= sheets, kind
                first = printed[0]
                assert [round(side) for side in first.get_size()] == [595, 842]  # A4
                text = first.get_textpage().get_text_range()
                assert f"1 / {len(printed)}" in text
                assert "长者模式" not in text
                paper = first.render(scale=0.2).to_pil().convert("L")
                assert paper.getpixel((2, 2)) == 255
