"""Copy that few papers have: a table of twelve columns, briefs without a heading, a panorama."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from asking import shows
from browsing import browser, look, serving, visit
from newsrooms import issue, item, picture, write
from test_website_sample import build
from test_website_valid import POLICY, complaints

__all__ = ["browser"]  # a fixture
FIGURE = "1,234,567.89"
TOTAL = "11,111,111.01"
COLUMNS = ["编号", "单位", *(f"{month}月" for month in range(1, 10)), "合计"]
TABLE = "\n".join(
    f"| {' | '.join(row)} |"
    for row in (
        COLUMNS,
        ["---", "---", *(["---:"] * 10)],
        *(["YB-2013-0001", "城建局", *([FIGURE] * 9), TOTAL] for _ in range(5)),
    )
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two issues whose days a careless reader of 2013年12月 mistakes for each other."""
    work = tmp_path_factory.mktemp("odd")
    content = work / "content"
    for number, day in enumerate(("2013-01-02", "2013-12-05"), 1):
        issue(content, day, number)
        item(content, "story", "开头一段。", day)
    item(content, "budget", f"今年的数字。\n\n{TABLE}", "2013-12-05", kind="notice")
    briefs = "### 有标题的\n\n晚上开到九点。（林晓）\n\n---\n\n区里发放补贴。（于方）"
    item(content, "briefs", briefs, "2013-12-05", kind="brief")
    item(
        content,
        "bare",
        "路灯换成节能灯。\n\n---\n\n菜市场早上六点开门。",
        "2013-12-05",
        kind="brief",
    )
    photos = []
    for name, size in (("long", (1800, 400)), ("next", (600, 400))):
        write(content, f"issues/2013-12-05/{name}.jpg", picture(size=size))
        photos.append({"file": f"{name}.jpg", "alt": f"河湾{name}。", "caption": f"河湾{name}"})
    item(content, "bay", "河湾。", "2013-12-05", kind="photo", photos=photos)
    output, _ = build(content, work, ("search", "website"))
    return output


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    """Its site on a web server."""
    with serving(folder) as address:
        yield address


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2013年12月", "2013年12月"),
        ("2013年1月2日", "第1期 2013-01-02"),
        ("20131205", "第2期 2013-12-05"),
        ("2013/12/5", "第2期 2013-12-05"),
    ],
)
def test_a_month_is_not_taken_for_a_day(
    browser: Browser, host: str, typed: str, first: str
) -> None:
    with look(browser) as page:
        page.goto(f"{host}search/index.html?q={typed}")
        expect(page.locator("#search-ways a[data-fill=name]")).to_have_text([first])


def test_a_wide_table_is_printed_whole_beside_text_that_can_be_read(
    browser: Browser, host: str
) -> None:
    with look(browser) as page:
        page.goto(f"{host}2013/12/05/budget/index.html")
        data = page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(data) as printed:
        sheet = printed[0]
        text = sheet.get_textpage()
        assert text.get_text_bounded(0, 0, *sheet.get_size()).count(TOTAL) == 5
        at = text.search("今年的数字").get_next()
        assert at
        left, bottom, right, top = text.get_charbox(at[0] + 2)
        assert max(right - left, top - bottom) > 7  # points


def test_a_brief_without_a_heading_is_no_section(folder: Path, tmp_path: Path) -> None:
    page = (folder / "2013/12/05/briefs/index.html").read_text(encoding="utf-8")
    copy = tmp_path / "briefs.html"
    copy.write_text(POLICY.sub("", page), encoding="utf-8")
    assert complaints([str(copy)]) == []


def test_a_list_tells_briefs_by_their_headings_or_the_first_by_its_text(folder: Path) -> None:
    page = lxml.html.parse(folder / "section/yaowen/index.html")
    told = {
        entry.xpath("string(.//a)"): entry.xpath("string(.//p[@class='two'])")
        for entry in page.iter("li")
    }
    assert told["标题briefs"] == "有标题的"
    assert told["标题bare"] == "路灯换成节能灯。"


def test_arrows_move_a_panorama_and_the_button_leads_on(browser: Browser, host: str) -> None:
    with look(browser, width=360) as page:
        page.goto(f"{host}2013/12/05/bay/index.html")
        page.get_by_role("link", name="看大图：河湾long。").press("Enter")
        viewer = page.get_by_role("dialog")
        shows(viewer, "河湾long")
        seen = page.locator(".viewer img")
        before = seen.bounding_box()
        page.keyboard.press("ArrowRight")
        shows(viewer, "河湾long")
        page.wait_for_timeout(400)
        after = seen.bounding_box()
        assert before
        assert after
        assert after["x"] < before["x"]
        page.get_by_role("button", name="下一张").press("Enter")
        shows(viewer, "河湾next")
        page.keyboard.press("ArrowLeft")
        shows(viewer, "河湾long")


def test_two_fingers_spread_a_photo_and_one_looks_about_in_it(browser: Browser, host: str) -> None:
    with visit(browser, width=360, has_touch=True, is_mobile=True) as page:
        page.goto(f"{host}2013/12/05/bay/index.html")
        page.get_by_role("link", name="看大图：河湾next。").tap()
        viewer = page.get_by_role("dialog")
        shows(viewer, "河湾next")
        screen = page.context.new_cdp_session(page)
        screen.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
        for kind, x in (("touchStart", 300), ("touchMove", 150), ("touchMove", 40)):
            points = [{"x": x, "y": 300}]
            screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)
        shows(viewer, "河湾next")
        assert page.evaluate("visualViewport.scale") == 2
