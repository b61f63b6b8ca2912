"""The story comes first on a phone: menu and contents are folded, tables keep their numbers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from asking import reads
from browsing import ITEM, browser, host, look
from edition.tables import with_tables

__all__ = ["browser", "host"]  # fixtures

# The lines on which a piece of text stands, by the tops of its letters.
LINES = """cell => { const range = document.createRange(); range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size; }"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_menu_opens_in_place_and_says_where_one_is(
    browser: Browser, host: str, *, script: bool
) -> None:
    with look(browser, width=360, java_script_enabled=script) as page:
        page.goto(host + ITEM)
        sections = page.get_by_role("navigation", name="栏目")
        expect(sections).to_be_hidden()
        expect(page.get_by_role("switch")).to_be_hidden()
        menu = page.locator(".menu summary")
        reads(menu, "菜单 要闻")
        menu.focus()
        page.keyboard.press("Enter")
        expect(sections).to_be_visible()
        expect(page.get_by_role("switch")).to_be_visible()
        expect(page.get_by_role("link", name="繁體")).to_be_visible()
        current = sections.locator("[aria-current]")
        reads(current, "要闻")
        expect(current).to_be_visible()
        page.keyboard.press("Enter")
        expect(sections).to_be_hidden()


def test_wide_screens_show_sections_and_tools_without_a_menu(browser: Browser, host: str) -> None:
    with look(browser, width=1280) as page:
        for kind in ("index.html", ITEM):
            page.goto(host + kind)
            expect(page.locator(".menu summary")).to_be_hidden()
            expect(page.get_by_role("navigation", name="栏目")).to_be_visible()
            expect(page.get_by_role("switch")).to_be_visible()


def test_contents_stand_folded_before_the_text_and_beside_it_where_there_is_room(
    browser: Browser, host: str
) -> None:
    with look(browser, width=360) as page:
        page.goto(host + ITEM)
        entry = page.locator(".contents li a").first
        expect(entry).to_be_hidden()
        summary = page.locator(".contents summary")
        assert _top(page, ".contents summary") < _top(page, ".prose p")
        summary.click()
        expect(entry).to_be_visible()
        page.set_viewport_size({"width": 1280, "height": 800})
        expect(summary).to_be_hidden()
        expect(entry).to_be_visible()
        box, text = entry.bounding_box(), page.locator(".prose p").first.bounding_box()
        assert box
        assert text
        assert box["x"] > text["x"] + text["width"]


def test_a_headline_is_one_sentence_for_the_ear_and_the_search_of_the_page(
    browser: Browser, host: str
) -> None:
    with look(browser, width=360) as page:
        page.goto(host + ITEM)
        expect(page.get_by_role("heading", name="桥头村新路通车", exact=True)).to_be_visible()
        assert page.evaluate("window.find('桥头村新路通车')")
        shown = page.evaluate(
            "[...document.querySelectorAll('h1 *')].map(e => getComputedStyle(e).display)"
        )
        assert set(shown) <= {"inline"}


def test_numbers_of_a_table_stay_whole_and_stand_under_their_point(
    browser: Browser, host: str
) -> None:
    rows = [["柳树村", "9631", "12345.6", "2013年9月30日", "HB2024-0301号"]] * 2
    rows.append(["范家村", "1,234,567.89", "7", "9月3日", "13812345678"])
    cells = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in ("村名", "一月", "合计", "日期", "文号"))
    html = with_tables(f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>")
    assert html.count("1,234,567.89") == 1
    for width in (320, 360, 1280):
        with look(browser, width=width) as page:
            page.goto(host + ITEM)
            page.evaluate("html => document.querySelector('.prose').innerHTML = html", html)
            for cell in page.locator("td").all():
                assert cell.evaluate(LINES) == 1, (width, cell.text_content())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            points = [_point(page, row) for row in (0, 1, 2)]
            assert max(points) - min(points) < 1, (width, points)
            box = page.get_by_role("region", name="表格")
            assert box.get_attribute("tabindex") == "0"


def _point(page: Page, row: int) -> float:
    """Where the whole part of a number of the third column ends, in pixels from the left."""
    place: float = (
        page.locator("tbody tr")
        .nth(row)
        .locator("td")
        .nth(2)
        .evaluate(
            """cell => { const text = cell.firstChild, range = document.createRange();
        const digits = text.data.split('.')[0].length;
        range.setStart(text, digits - 1); range.setEnd(text, digits);
        return range.getBoundingClientRect().right; }"""
        )
    )
    return place


def _top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize(
    ("cell", "set_as"),
    [
        ("全村都通了自来水", "全村都通了自来水"),
        ("共用了3辆车从早到晚", '共用了<span class="nb">3</span>辆车从早到晚'),
        (
            "电话13812345678转张三",
            '电话<span class="nb">13812345678</span>转张三',
        ),
        ("甲&lt;乙&amp;丙同时办理", "甲&lt;乙&amp;丙同时办理"),
        (
            '见<a href="a3.html">第3版和全文</a>',
            '见<a href="a3.html">第<span class="nb">3</span>版和全文</a>',
        ),
    ],
)
def test_text_of_a_cell_is_kept_letter_by_letter(cell: str, set_as: str) -> None:
    table = f"<table><tbody><tr><td>甲</td><td>{cell}</td></tr></tbody></table>"
    assert f"<td>{set_as}</td>" in with_tables(table)


@pytest.mark.parametrize("nothing", ["", "-", "—", "——", "–", "/", "／", "…", "……", "无", "無"])
def test_a_column_of_numbers_may_lack_one(nothing: str) -> None:
    def column(*cells: str) -> str:
        rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
        return with_tables(f"<table><tbody>{rows}</tbody></table>")

    assert '<td class="n">3.5</td>' in column("3.5", nothing, "0.4")
    assert 'class="n"' not in column("3.5", "不详", "0.4")


@pytest.mark.parametrize(
    "text",
    ["2013年9月30日", '<a href="a-1-2.html">第3版</a>', "甲-乙", "COVID-19", "T-34-85"],
)
def test_a_body_without_tables_and_telephone_numbers_is_left_alone(text: str) -> None:
    assert with_tables(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize("number", ["0379-65112345", "400-800-1234", "+86-379-6511", "2013-09-30"])
def test_a_telephone_number_does_not_part_behind_its_hyphen(number: str) -> None:
    assert with_tables(f"<p>请打{number}，</p>") == f'<p>请打<span class="nb">{number}</span>，</p>'


def test_no_line_ends_within_a_telephone_number(browser: Browser) -> None:
    """At every width of a line, so that it would at one of them."""
    page = browser.new_page()
    page.set_content(
        f"<style>.nb {{ white-space: nowrap }}</style>"
        f"<p>{with_tables('本次活动的咨询电话是0379-65112345，请市民拨打')}</p>"
    )
    for width in range(160, 320, 8):
        page.locator("p").evaluate("(p, w) => { p.style.width = `${w}px` }", width)
        boxes = page.locator(".nb").evaluate("one => one.getClientRects().length")
        assert boxes == 1, width
    page.close()
