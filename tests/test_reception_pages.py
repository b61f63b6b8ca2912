"""Who receives on Thursday, and where: pages by date, by person and by place, for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import extruct
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import CDPSession, Page

from chromium import chromium
from newsroom.kinds import Script
from receptions import (
    FIRST,
    corrected_content,
    published,
    receptions_of,
    write_schedule,
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    return published(corrected_content(folder / "content"), folder)


def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def main_text(path: Path) -> str:
    return "".join(main.get_text() for main in page(path).select("main"))


def days(path: Path) -> list[str]:
    return [str(li["data-day"]) for li in page(path).select("main [data-day]")]


def test_every_day_is_listed_in_order_and_can_be_marked(output: Path) -> None:
    for path in ("reception/index.html", "reception/2013/index.html"):
        listed = days(output / path)
        assert listed == sorted(set(listed))
        assert listed[0] == "2013-10-08"
        assert listed[-1] == "2013-10-31"
        assert len(listed) == 19  # that of the Saturday too, which was moved to the 15th


def test_a_person_has_a_page_of_their_own(output: Path) -> None:
    path = next(output.glob("reception/people/liu-guan-yu-*/index.html"))
    assert days(path) == ["2013-10-14", "2013-10-22", "2013-10-28"]
    assert "原定佃庄镇东马庄村" in main_text(path)


def test_a_town_has_the_visits_of_its_villages_and_a_village_its_own(output: Path) -> None:
    town = next(output.glob("reception/places/li-cun-zhen-??????/index.html"))
    village = next(output.glob("reception/places/li-cun-zhen-lei-cun-*/index.html"))
    assert len(page(town).select("p.engagement")) == 9
    assert days(village) == ["2013-10-25"]
    back = [a.get_text() for a in page(village).select("main p.quiet a")]
    assert back == ["李村镇"]


def test_both_editions_have_the_same_addresses(output: Path) -> None:
    def addresses(folder: Path) -> set[str]:
        return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}

    hans, hant = addresses(output / "reception"), addresses(output / "hant" / "reception")
    assert hans - hant == {"schema.json"}  # one for all
    assert hant <= hans
    assert all(address.isascii() for address in hans)


def test_the_other_script_speaks_its_own(output: Path) -> None:
    main = main_text(output / "hant" / "reception" / "index.html")
    assert "劉冠瑜" in main
    assert "區信訪大廳" in main
    assert "訂閱日曆" in main
    assert "刘" not in main


def test_calendars_can_be_subscribed_to_and_downloaded(output: Path) -> None:
    for path in [
        output / "reception" / "index.html",
        next(output.glob("reception/people/liu-guan-yu-*/index.html")),
        next(output.glob("reception/places/li-cun-zhen-??????/index.html")),
    ]:
        links = [str(a["href"]) for a in page(path).select("p.acts a")]
        subscribe = next(link for link in links if link.startswith("webcal://"))
        file = output / subscribe.removeprefix("webcal://www.example.cn/")
        assert file.is_file()
        download = next(link for link in links if link.endswith(".ics") and "://" not in link)
        assert (path.parent / download).resolve() == file.resolve()


def test_search_engines_read_events(output: Path) -> None:
    text = (output / "reception" / "index.html").read_text(encoding="utf-8")
    found = extruct.extract(text, syntaxes=["microdata"], uniform=True)["microdata"]
    events = [entry for entry in found if entry["@type"] == "Event"]
    assert len(events) == 19 + 16
    by_name: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        assert {"name", "startDate", "endDate", "eventStatus", "location", "performer"} <= set(
            event
        )
        by_name.setdefault(event["name"], []).append(event)
    assert by_name["王涛接访"][0]["startDate"] == "2013-10-16T08:30+08:00"
    assert by_name["王涛接访"][0]["endDate"] == "2013-10-16T17:30+08:00"
    assert by_name["王涛接访"][0]["location"]["name"] == "区信访大厅"
    assert by_name["李建党下访"][0]["eventStatus"] == "https://schema.org/EventCancelled"
    moved = by_name["王耀光接访"][0]
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == "2013-10-12"


def test_headings_go_down_one_level_at_a_time(output: Path) -> None:
    for path in (output / "reception").rglob("*.html"):
        levels = [int(h.name[1]) for h in page(path).select("h1, h2, h3, h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_newsroom_without_schedules_has_an_empty_page(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_schedule(content, "2013-09-30", FIRST)
    folder = content / "issues" / "2013-09-30"
    (folder / "reception.csv").unlink()
    (folder / "reception.md").write_text(
        "---\nkind: notice\nsection: gonggao\nheadline: 无事\n---\n今天无事。\n", encoding="utf-8"
    )
    output = receptions_of(content, tmp_path).output
    assert "还没有安排" in (output / "reception" / "index.html").read_text(encoding="utf-8")
    assert not list(output.rglob("*.ics"))


def decade(content: Path, years: int) -> None:
    """A schedule a month for several years, twelve people in turn."""
    people = [f"{surname}一" for surname in "王李张刘陈杨赵黄周吴徐孙"]
    for number in range(years * 12):
        year, month = 2004 + number // 12, number % 12 + 1
        start = date(year, month, 1)
        dates = [start + timedelta(n) for n in range(28)]
        weekdays = [day for day in dates if day.weekday() < 5][:12]
        rows = "".join(
            f"{person},{day.month}月{day.day}日,,\n"
            for person, day in zip(people, weekdays, strict=True)
        )
        write_schedule(
            content,
            (start - timedelta(days=1)).isoformat(),
            f"接访安排,,下访安排,\n姓名,时间,时间,地点\n{rows}",
            number=number + 1,
            period=f"{year}-{month:02d}",
        )


def test_years_of_schedules_stay_readable(tmp_path: Path) -> None:
    content = tmp_path / "content"
    decade(content, years=3)
    output = receptions_of(content, tmp_path, scripts=(Script.HANS,)).output
    reception = output / "reception"
    assert len(days(reception / "index.html")) <= 3 * 12  # the newest and what may still run
    assert len(days(reception / "2005" / "index.html")) == 144
    person = next((reception / "people").glob("wang-yi-*/"))
    assert {day[:4] for day in days(person / "index.html")} == {"2006"}
    assert {day[:4] for day in days(person / "2004" / "index.html")} == {"2004"}
    assert (reception / "calendar.ics").read_bytes().count(b"BEGIN:VEVENT") == 2 * 12 * 12 * 2
    assert (reception / "2004" / "calendar.ics").read_bytes().count(b"BEGIN:VEVENT") == 12 * 12 * 2


def test_another_items_text_renders_no_page_of_the_receptions_anew(tmp_path: Path) -> None:
    content = corrected_content(tmp_path / "content")
    folder = content / "issues" / "2013-09-30"
    story = folder / "story.md"
    notice = "---\nkind: notice\nsection: gonggao\nheadline: 停水\n---\n{}\n"
    story.write_text(notice.format("今天停水。"), encoding="utf-8")
    receptions_of(content, tmp_path)
    story.write_text(notice.format("明天停水。"), encoding="utf-8")
    assert receptions_of(content, tmp_path).fresh == frozenset()
    table = FIRST.replace("王涛,10月16日", "王涛,10月17日")
    (folder / "reception.csv").write_text(table, encoding="utf-8")
    fresh = receptions_of(content, tmp_path).fresh
    assert any("wang-tao" in path for path in fresh)
    assert not any("ma-fang" in path for path in fresh)


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with chromium() as browser:
        # the site's own policy would keep the checker's script out
        yield browser.new_context(bypass_csp=True).new_page()


@pytest.mark.share(2)
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_have_no_barrier_axe_knows_and_never_scroll_sideways(
    output: Path, browser_page: Page, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    pages = [output / "reception" / name for name in ("index.html", "changes/index.html")]
    pages += sorted(output.glob("hant/reception/p*/index.html"))
    pages.append(next(output.glob("reception/people/liu-guan-yu-*/index.html")))
    pages.append(output / "2013" / "10" / "08" / "reception" / "index.html")
    for path in pages:
        browser_page.goto(path.as_uri())
        found = Axe().run(browser_page)
        assert found.violations_count == 0, found.generate_report()
        fits = "document.documentElement.scrollWidth <= window.innerWidth"
        assert browser_page.evaluate(fits)


def name_of(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", ""))


def role_of(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


class HeardTable:
    """A table as the browser's accessibility tree gives it to a screen reader."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        self._nodes = {node["nodeId"]: node for node in nodes}
        table = next(node for node in nodes if role_of(node) == "table")
        self.name = name_of(table)
        self.rows = [self._cells(row) for row in self._below(table, {"row"})]

    def _below(self, node: dict[str, Any], roles: set[str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for child in (self._nodes[i] for i in node.get("childIds", [])):
            found += [child] if role_of(child) in roles else self._below(child, roles)
        return found

    def _cells(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        return self._below(row, {"cell", "gridcell", "rowheader", "columnheader"})

    def _span(self, node: dict[str, Any]) -> tuple[int, int]:
        shown = self._session.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})
        flat = shown["node"].get("attributes", [])
        given = dict(zip(flat[::2], flat[1::2], strict=True))
        return int(given.get("colspan", 1)), int(given.get("rowspan", 1))

    def headers_of(self, row: int, column: int) -> tuple[str, list[str]]:
        """The row header and the column headers, outermost first, of a cell."""
        grid: dict[tuple[int, int], dict[str, Any]] = {}
        for y, cells in enumerate(self.rows):
            x = 0
            for cell in cells:
                while (y, x) in grid:
                    x += 1
                width, height = self._span(cell)
                grid.update({(y + j, x + i): cell for i in range(width) for j in range(height)})
        above: list[str] = []
        for y in range(row):
            head = grid[y, column]
            if role_of(head) == "columnheader" and name_of(head) not in above:
                above.append(name_of(head))
        heads = [name_of(c) for c in self.rows[row] if role_of(c) == "rowheader"]
        return (heads[0] if len(heads) == 1 else ""), above


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("2013/09/30/reception/index.html", ("王涛", "接访安排", "下访安排", "时间", "地点")),
        ("hant/reception/index.html", ("王濤", "接訪安排", "下訪安排", "時間", "地點")),
    ],
)
def test_a_screen_reader_hears_the_row_and_both_levels_of_headers(
    output: Path, browser_page: Page, address: str, words: tuple[str, ...]
) -> None:
    person, reception, visit, when, where = words
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.goto((output / address).as_uri())
    session = browser_page.context.new_cdp_session(browser_page)
    session.send("DOM.getDocument", {"depth": -1})
    heard = HeardTable(session)
    assert re.search("10月", heard.name)  # the caption
    row = next(n for n, cells in enumerate(heard.rows) if name_of(cells[0]) == person)
    assert heard.headers_of(row, 1) == (person, [reception, when])
    assert heard.headers_of(row, 2) == (person, [visit, when])
    assert heard.headers_of(row, 3) == (person, [visit, where])
    assert "10月16日" in " ".join(name_of(cell) for cell in heard.rows[row])
