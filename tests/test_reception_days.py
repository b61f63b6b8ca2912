"""On a phone the days in order, on paper the table; what was moved is found on both days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page, expect

from chromium import chromium
from newsrooms import item
from once import once
from receptions import FIRST, corrected_content, published, write_schedule

OLD = "2013/09/30/reception/index.html"
NEW = "2013/10/08/reception/index.html"
PHONE, DESK = 360, 1280
# the evening before in New York, and already the fourteenth in Shanghai
FOURTEENTH = datetime(2013, 10, 13, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("days")
    return published(corrected_content(folder / "content"), folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    width: int = DESK,
    now: datetime = FOURTEENTH,
    scripts: bool = True,
) -> Iterator[Page]:
    """A page as a reader in New York sees it at a moment."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        timezone_id="America/New_York",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    if scripts:
        page.clock.set_fixed_time(now)
    page.goto(path.as_uri())
    yield page
    context.close()


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def day(path: Path, iso: str) -> Tag:
    """The entry of a day in a list by date."""
    found = soup(path).select_one(f'main [data-day="{iso}"]')
    assert found is not None
    return found


def heard(page: Page) -> dict[str, int]:
    """How many of each role a screen reader finds in the schedule."""
    inside = page.locator(".schedule")
    roles = ("table", "listitem", "checkbox", "heading")
    return {role: inside.get_by_role(role).count() for role in roles}  # type: ignore[arg-type] # str


def test_on_a_phone_the_schedule_is_a_list_by_date(output: Path, browser: Browser) -> None:
    with opened(browser, output / OLD, width=PHONE) as page:
        assert heard(page) == {"table": 0, "listitem": 19, "checkbox": 1, "heading": 1 + 19}
        assert page.get_by_role("checkbox", name="看整张表").count() == 1
        first = page.locator(".by-date li").first
        expect(first).to_be_visible()
        expect(first).to_have_text(
            "10月8日 星期二 接访 孙忠信 下访 王明高 李村镇提庄社区 下访 陈志恒 李村镇老井村",
            use_inner_text=True,
        )
        page.locator(".schedule > label").click()
        assert heard(page)["table"] == 1
        assert heard(page)["listitem"] == 0


def test_on_a_wide_screen_it_is_the_table_and_nothing_is_heard_twice(
    output: Path, browser: Browser
) -> None:
    with opened(browser, output / "hant" / OLD) as page:
        assert heard(page) == {"table": 1, "listitem": 0, "checkbox": 1, "heading": 0}
        page.get_by_role("checkbox", name="按日期看").press("Space")
        assert heard(page)["table"] == 0
        assert heard(page)["listitem"] == 19


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_on_paper_it_is_the_table(output: Path, browser: Browser, width: int) -> None:
    with opened(browser, output / OLD, width=width) as page:
        page.locator(".schedule > label").click()
        page.emulate_media(media="print")
        assert page.locator(".schedule table").is_visible()
        assert not page.locator(".by-date").is_visible()
        assert not page.locator(".schedule > label").is_visible()


def test_the_page_of_a_schedule_stays_small(output: Path) -> None:
    for path in (OLD, f"hant/{NEW}"):
        assert len((output / path).read_bytes()) < 24_200


@pytest.mark.share(3)
@pytest.mark.parametrize("path", ["reception/index.html", NEW, "hant/reception/2013/index.html"])
def test_the_next_days_are_marked_by_the_newsrooms_clock(
    output: Path, browser: Browser, path: str
) -> None:
    with opened(browser, output / path, width=PHONE) as page:
        marks = page.locator("main [data-day] .soon")
        expect(marks).to_have_text(["今天", "明天"])
        assert all(mark.is_visible() for mark in marks.all())
        marked = page.locator("main [data-day]", has=page.locator(".soon"))
        days = [one.get_attribute("data-day") for one in marked.all()]
        assert days == ["2013-10-14", "2013-10-15"]
        lead = page.locator(".next-day a")
        expect(lead).to_be_visible()
        expect(lead).to_have_text("今天 10月14日 星期一")
        assert lead.get_attribute("href") == "#d2013-10-14"
        assert page.locator("main .past").count() == (4 if path == NEW else 5)


def test_whoever_comes_back_to_a_page_after_midnight_sees_the_new_day(
    output: Path, browser: Browser
) -> None:
    with opened(browser, output / "reception" / "index.html", width=PHONE) as page:
        expect(page.locator(".next-day")).to_be_visible()
        expect(page.locator(".next-day")).to_have_text("今天 10月14日 星期一")
        page.clock.set_fixed_time(FOURTEENTH + timedelta(days=1))
        with page.expect_navigation():
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(".next-day")).to_be_visible()
        expect(page.locator(".next-day")).to_have_text("今天 10月15日 星期二")
        page.evaluate("window.stays = true; document.dispatchEvent(new Event('visibilitychange'))")
        assert page.evaluate("window.stays")


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2013, 10, 18, 17, 0, tzinfo=UTC), "下一次 10月21日 星期一"),
        (datetime(2013, 10, 11, 20, 0, tzinfo=UTC), "下一次 10月14日 星期一"),  # not the 12th
        (datetime(2013, 9, 1, tzinfo=UTC), "下一次 10月8日 星期二"),
        (datetime(2026, 1, 1, tzinfo=UTC), "眼下没有将要到来的日期。"),
    ],
)
def test_where_nothing_is_on_today_the_next_day_is_named(
    output: Path, browser: Browser, now: datetime, said: str
) -> None:
    with opened(browser, output / "reception" / "index.html", now=now) as page:
        expect(page.locator(".next-day")).to_be_visible()
        expect(page.locator(".next-day")).to_have_text(said)


def test_a_strip_of_dates_leads_to_every_day_without_a_script(
    output: Path, browser: Browser
) -> None:
    for path in ("reception/index.html", "hant/reception/2013/index.html"):
        with opened(browser, output / path, width=PHONE, scripts=False) as page:
            links = page.get_by_role("navigation", name="按日期").get_by_role("link")
            days = page.locator("main [data-day]")
            named = [f"#d{one.get_attribute('data-day')}" for one in days.all()]
            assert [one.get_attribute("href") for one in links.all()] == named
            links.nth(3).click()
            expect(days.nth(3)).to_be_in_viewport()
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_of_two_visits_on_a_day_each_has_its_place_and_the_morning_comes_first(
    tmp_path: Path,
) -> None:
    table = (
        "姓名,下访时间,下访地点\n林晓,10月14日下午,滨河街道南社区\n林晓,10月14日上午,柳树镇河东村\n"
    )
    write_schedule(tmp_path / "content", "2013-09-30", table)
    output = published(tmp_path / "content", tmp_path)
    people = sorted((output / "reception" / "people").glob("*/index.html"))
    for path in (output / OLD, output / "reception" / "index.html", *people):
        said = "".join(day(path, "2013-10-14").get_text().split())
        morning, afternoon = said.index("柳树镇河东村"), said.index("滨河街道南社区")
        assert morning < afternoon
        assert "上午" in said[:afternoon]
        assert "下午" not in said[:morning]


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2013, 9, 30, 20, 0, tzinfo=UTC), ["10月8日下一次", "10月9日", "10月10日"]),
        (FOURTEENTH, ["10月14日今天", "10月15日明天", "10月16日"]),
        (datetime(2013, 10, 30, 20, 0, tzinfo=UTC), ["10月31日今天"]),
        (datetime(2026, 1, 1, tzinfo=UTC), []),
    ],
)
def test_the_front_page_shows_the_next_days_by_the_readers_clock(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, now: datetime, said: list[str]
) -> None:
    folder = once(tmp_path_factory, "front-with-days", _front)
    with opened(browser, folder / "output" / "index.html", now=now) as page:
        box = page.locator(".service")
        days = box.locator("dt").filter(visible=True)
        expect(days).to_have_count(len(said))
        assert ["".join(text.split()) for text in days.all_text_contents()] == said
        none = box.get_by_text("眼下没有将要到来的日期").filter(visible=True)
        expect(none).to_have_count(0 if said else 1)
    with opened(browser, folder / "output" / "index.html", scripts=False) as page:
        expect(page.locator(".service dt").filter(visible=True)).to_have_count(3)


def _front(folder: Path) -> None:
    write_schedule(folder / "content", "2013-09-30", FIRST)
    item(folder / "content", "story", day="2013-09-30")
    published(folder / "content", folder)


def test_a_persons_list_prints_without_what_only_a_screen_needs(
    output: Path, browser: Browser
) -> None:
    path = next((output / "reception" / "people").glob("*/index.html"))
    with opened(browser, path) as page:
        page.emulate_media(media="print")
        assert all(one.is_visible() for one in page.locator("main [data-day]").all())
        for unseen in (".acts", ".scroll.nb", ".next-day", ".soon", ".crumb"):
            assert not any(one.is_visible() for one in page.locator(f"main {unseen}").all())


def test_without_scripts_every_day_is_there_and_nothing_is_promised(
    output: Path, browser: Browser
) -> None:
    with opened(browser, output / NEW, width=PHONE, scripts=False) as page:
        assert page.locator(".by-date li").count() == 18
        assert not page.locator(".next-day").is_visible()
        page.locator(".schedule > label").click()
        assert page.locator(".schedule table").is_visible()


def test_a_schedule_that_was_corrected_marks_no_days(output: Path) -> None:
    assert soup(output / OLD).select("[data-zone]") == []
    assert len(soup(output / NEW).select("[data-zone]")) == 1


def test_the_old_schedule_leads_to_its_correction_and_back(output: Path) -> None:
    for prefix in ("", "hant/"):
        old, new = soup(output / prefix / OLD), soup(output / prefix / NEW)
        (notice,), (back,) = (
            old.select("main .notice:not([hidden])"),
            new.select("main .notice:not([hidden])"),
        )
        assert "2013年10月8日第29期" in notice.get_text()
        assert "2013年9月30日第28期" in back.get_text()
        ways = {
            (prefix + OLD): [a["href"] for a in notice.select("a")],
            (prefix + NEW): [a["href"] for a in back.select("a")],
        }
        for page, hrefs in ways.items():
            folder = (output / page).parent
            there = [(folder / str(href)).resolve() for href in hrefs]
            other = NEW if page.endswith(OLD) else OLD
            assert there == [
                (output / prefix / other).resolve(),
                (output / prefix / "reception" / "changes" / "index.html").resolve(),
            ]


def test_an_entry_that_was_moved_stands_on_both_days(output: Path) -> None:
    for path in ("reception/index.html", "reception/2013/index.html"):
        left = day(output / path, "2013-10-12")
        assert left.get_text(" ", strip=True).endswith("改到 2013年10月15日")
        assert "已改期" in left.get_text()
        assert left.select_one("s") is not None
        assert left.has_attr("data-off")
        now = day(output / path, "2013-10-15")
        assert "原定10月12日" in now.get_text()
        assert not now.has_attr("data-off")
    person = next(output.glob("reception/people/wang-yao-guang-*/index.html"))
    assert "改到" in day(person, "2013-10-12").get_text()


def test_the_place_that_was_left_says_where_to_go(output: Path) -> None:
    left = next(output.glob("reception/places/*dong-ma-zhuang-cun*/index.html"))
    entry = day(left, "2013-10-22")
    assert "已改地点" in entry.get_text()
    assert "佃庄镇西马庄村" in entry.get_text()
    town = next(output.glob("reception/places/dian-zhuang-zhen-??????/index.html"))
    assert len(soup(town).select("p.engagement")) == 1  # still in this town, so it is there once


def test_a_day_moved_into_another_year_is_found_in_both(tmp_path: Path) -> None:
    content = tmp_path / "content"
    table = "姓名,接访时间\n王涛,2013年12月31日\n马芳,2014年1月3日\n"
    period = "{start: 2013-12-30, end: 2014-01-10}"
    write_schedule(content, "2013-12-20", table, period=period)
    moved = table.replace("2013年12月31日", "2014年1月2日")
    corrects = "  corrects: 2013-12-20/reception\n"
    write_schedule(content, "2013-12-30", moved, number=29, period=period, matter=corrects)
    output = published(content, tmp_path)
    assert "改到" in day(output / "reception" / "2013" / "index.html", "2013-12-31").get_text()
    assert "原定12月31日" in day(output / "reception/2014/index.html", "2014-01-02").get_text()
    kept = (output / "reception" / "2013" / "calendar.ics").read_text(encoding="utf-8")
    assert "SEQUENCE:1" in kept


def test_names_lead_to_the_pages_of_the_people(output: Path) -> None:
    page = output / OLD
    names = soup(page).select(".schedule tbody th a")
    assert len(names) == 16
    for name in names:
        there = (page.parent / str(name["href"])).resolve()
        title = soup(there).select_one("h1")
        assert title is not None
        assert title.get_text() == name.get_text()


def test_hours_of_one_day_stand_beside_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    table = FIRST.replace(
        "王涛,10月16日,10月31日", "王涛,10月16日上午9:00-11:00,10月31日14:30-16:00"
    )
    write_schedule(content, "2013-09-30", table)
    output = published(content, tmp_path)
    row = next(r for r in soup(output / OLD).select("tbody tr") if "王涛" in r.get_text())
    assert "10月16日（上午9:00—11:00）" in row.get_text()
    assert "10月31日（下午2:30—4:00）" in row.get_text()
    listed = day(output / "reception" / "index.html", "2013-10-31").get_text()
    assert "下午2:30—4:00" in listed
    calendar = (output / "reception" / "calendar.ics").read_text(encoding="utf-8")
    assert "DTSTART;TZID=Asia/Shanghai:20131031T143000" in calendar


def test_a_schedule_of_receptions_alone_has_no_empty_columns(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_schedule(content, "2013-09-30", "姓名,接访时间\n王涛,10月16日\n")
    page = soup(published(content, tmp_path) / OLD)
    assert [th.get_text() for th in page.select("thead th")] == ["姓名", "接访安排", "时间"]
    assert len(page.select("tbody td")) == 1
