"""Whoever types a name is led to it: person, village, section, issue; a hit is what is claimed."""

from __future__ import annotations

import json
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from asking import absent, ask, asked, misled, reads, said, shows
from browsing import ITEM, browser, host, look, open_menu, visit
from search.folding import fold, keys
from searching import numbers_of, strings_of
from shares import leading, share
from test_website_sample import site

__all__ = ["browser", "host"]  # fixtures
OTHER = "2013/10/08/other/index.html"
RECEPTION = "2013/09/30/reception/index.html"
CLOCK = "2013-10-09T08:00:00+08:00"


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("prefix", "typed", "name", "kind", "noon"),
    [
        ("", "王涛", "王涛", "人物", "2013年10月16日"),
        ("", "王濤", "王涛", "人物", "2013年10月16日"),
        ("hant/", "王涛", "王濤", "人物", "2013年10月16日"),
        ("", "东马庄", "佃庄镇东马庄村", "地点", "2013年10月22日"),
    ],
)
def test_a_person_comes_first_with_the_next_day_and_the_calendar(
    browser: Browser, host: str, prefix: str, typed: str, name: str, kind: str, noon: str
) -> None:
    with visit(browser, width=360) as page:
        page.clock.install(time=CLOCK)
        page.goto(f"{host}{prefix}search/index.html?q={typed}")
        first = page.locator("#search-ways li").first
        expect(first.get_by_role("link", name=name, exact=True)).to_be_visible()
        shows(first, kind)
        shows(first, noon)
        expect(first.get_by_role("link", name="日历" if not prefix else "日曆")).to_be_visible()
        first.get_by_role("link", name=name, exact=True).click()
        shows(page.get_by_role("heading", level=1), name)


def test_names_are_offered_while_one_types_and_taken_by_keyboard(
    browser: Browser, host: str
) -> None:
    with look(browser, width=360) as page:
        page.goto(f"{host}search/index.html")
        box = page.get_by_role("combobox", name="人名、地名、期号或词语")
        expect(box).to_have_attribute("aria-expanded", "false")
        box.press_sequentially("王")
        options = page.locator("#q-list").get_by_role("option")
        expect(options.first).to_be_visible()
        expect(box).to_have_attribute("aria-expanded", "true")
        box.press("ArrowDown")
        chosen = options.first
        expect(chosen).to_have_attribute("aria-selected", "true")
        assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        box.press("ArrowUp")
        expect(chosen).to_have_attribute("aria-selected", "false")
        box.dispatch_event("keydown", {"key": "ArrowDown", "isComposing": True})
        expect(chosen).to_have_attribute("aria-selected", "false")  # the input method's own key
        box.press("Escape")
        expect(options.first).to_be_hidden()
        box.press("ArrowDown")  # opens again what was closed
        expect(options.first).to_be_visible()
        expect(options.first).to_have_attribute("aria-selected", "false")
        box.press("Escape")
        box.press_sequentially("涛")
        expect(options).to_have_count(1)
        box.press("ArrowDown")
        box.press("Enter")
        page.wait_for_url("**/reception/people/**")


@pytest.mark.parametrize("typed", ["第2", "2"])
def test_issues_are_offered_from_their_first_digit_on(
    browser: Browser, host: str, typed: str
) -> None:
    with look(browser, width=360) as page:
        page.goto(f"{host}search/index.html")
        page.get_by_role("combobox", name="人名、地名、期号或词语").press_sequentially(typed)
        offered = page.locator("#q-list").get_by_role("option")
        for name in ("第29期 2013-10-08", "第28期 2013-09-30"):
            expect(offered.filter(has_text=name)).to_be_visible()


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "words",
    ["2013年10月接访、下访安排", "2013年10月接访", "下午2:30—5:30", "上午8:30"],
)
def test_what_stands_over_and_under_a_schedule_is_found(
    browser: Browser, host: str, words: str
) -> None:
    with look(browser) as page:
        assert RECEPTION in asked(page, host, words)
        page.goto(host + RECEPTION)
        expect(page.locator("article").get_by_text(words).first).to_be_visible()


def test_names_are_offered_one_below_another(browser: Browser, host: str) -> None:
    for width in (360, 1280):
        with look(browser, width=width) as page:
            page.goto(host + ITEM)
            if width == 360:
                open_menu(page)
            page.get_by_role("banner").get_by_role("combobox").press_sequentially("镇")
            options = page.get_by_role("banner").get_by_role("option")
            expect(options.nth(1)).to_be_visible()
            boxes = [one.bounding_box() for one in options.all()[:2]]
            places = [(box["x"], box["y"], box["width"]) for box in boxes if box]
            assert len({(left, wide) for left, _, wide in places}) == 1, places
            assert len({top for _, top, _ in places}) == 2, places


def test_a_small_picture_beside_a_hit_keeps_its_shape(browser: Browser, host: str) -> None:
    with look(browser, width=360) as page:
        page.goto(f"{host}search/index.html?q=桥头村")
        box = page.locator("#search-hits img.thumb").first.bounding_box()
        assert box
        assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.03)


def test_every_page_offers_names_in_its_head(browser: Browser, host: str) -> None:
    """Nobody loads what is needed for it but those who type."""
    asked_for: list[str] = []
    with visit(browser, width=360) as page:
        page.clock.install(time=CLOCK)
        page.on("request", lambda request: asked_for.append(request.url))
        for kind, typed, name in ((ITEM, "王濤", "王涛"), ("hant/404.html", "王涛", "王濤")):
            page.goto(host + kind)
            page.wait_for_load_state("networkidle")
            assert not [one for one in asked_for if "/search" in one]
            open_menu(page)
            head = page.get_by_role("banner")
            head.get_by_role("combobox").press_sequentially(typed)
            option = head.get_by_role("option").first
            expect(option).to_be_visible()
            shows(option, name)
            shows(option, "2013年10月16日")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            shows(page.get_by_role("heading", level=1), name)
            asked_for.clear()
    with look(browser, width=1280, java_script_enabled=False) as page:
        page.goto(host + ITEM)
        page.get_by_role("banner").get_by_role("combobox").fill("王涛")
        page.keyboard.press("Enter")
        page.get_by_role("main").get_by_role("link", name="按人", exact=True).click()
        expect(page.get_by_role("link", name="王涛", exact=True).first).to_be_visible()


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("要闻", "section/yaowen/index.html"),
        ("第28期", "2013/09/30/index.html"),
        ("第28", "2013/09/30/index.html"),
        ("第 28 期", "2013/09/30/index.html"),
        ("２８期", "2013/09/30/index.html"),
        ("2013年9月30日", "2013/09/30/index.html"),
        ("2013-9-30", "2013/09/30/index.html"),
        ("2013.9.30", "2013/09/30/index.html"),
        ("2013年9月", "archive/2013/09/index.html"),
        ("关于", "about/index.html"),
        ("往期", "archive/index.html"),
        ("接访", "reception/index.html"),
    ],
)
def test_sections_issues_months_and_pages_go_by_their_names(
    browser: Browser, host: str, typed: str, leads_to: str
) -> None:
    with look(browser) as page:
        page.goto(f"{host}search/index.html?q={typed}")
        way = page.locator("#search-ways a[data-fill=name]").first
        expect(way).to_be_visible()
        assert way.evaluate("a => a.href") == host + leads_to


def test_without_a_script_the_box_leads_to_lists_that_are_complete(
    browser: Browser, host: str
) -> None:
    with look(browser, java_script_enabled=False) as page:
        for name, where in (("按人", "reception/people/"), ("按地点", "reception/places/")):
            page.goto(f"{host}search/index.html")
            page.locator("main").get_by_role("link", name=name, exact=True).click()
            assert where in page.url


def test_no_hole_is_left_for_results_where_no_script_runs(browser: Browser, host: str) -> None:
    with look(browser, width=360, java_script_enabled=False) as page:
        page.goto(f"{host}search/index.html")
        said = page.locator("noscript p").bounding_box()
        lists = page.get_by_role("heading", name="换个找法").bounding_box()
        assert said
        assert lists
        assert lists["y"] - said["y"] - said["height"] < 150


def test_every_person_and_place_is_found_first_with_the_next_day(
    browser: Browser, host: str
) -> None:
    found = 0
    for prefix, clock in (("", CLOCK), ("hant/", "2013-10-25T08:00:00+08:00")):
        file = f"{prefix}reception/names.json"
        rows = json.loads((site() / file).read_text(encoding="utf-8"))
        with visit(browser) as page:
            page.clock.install(time=clock)
            for name, way, kind, *_ in share(rows, 2):
                assert misled(page, host, prefix, name, urljoin(host + file, way), kind) == ""
                found += 1
    assert found >= 4


def test_hits_are_what_a_reader_finds_by_eye_and_what_stands_nowhere_is_none(
    browser: Browser, host: str
) -> None:
    with look(browser) as page:
        texts = said(page, host, site())
        assert len(texts) > 5
        for query in leading(strings_of(texts, 8, seed=7), 4):
            assert asked(page, host, query) >= {k for k, t in texts.items() if query in t}, query
        for query in leading(absent(texts, 5), 2):
            assert asked(page, host, query) == set(), query


def test_a_word_that_only_the_other_script_has_is_shown_where_it_stands(
    browser: Browser, host: str
) -> None:
    """The glossary makes 施工队 a 工程隊: two characters or more of either lead to it, marked."""
    with look(browser) as page:
        for prefix, query, marked, language in (
            ("", "工程", "工程", "zh-Hant"),
            ("", "工程队日夜", "工程隊日夜", "zh-Hant"),
            ("hant/", "施工", "施工", "zh-Hans"),
            ("hant/", "工程隊", "工程隊", "zh-Hant"),
        ):
            ask(page, host, query, prefix)
            hit = page.locator("#search-hits li").filter(
                has=page.locator(f'a[href$="{prefix}{ITEM}"]')
            )
            reads(hit.locator("[data-fill=excerpt] mark").first, marked)
            excerpt = hit.locator("[data-fill=excerpt]")
            assert str(excerpt.get_attribute("lang")).startswith(language), query
        assert asked(page, host, "工程队今天") == set()


def test_a_query_between_marks_that_nobody_printed_is_asked_without_them(
    browser: Browser, host: str
) -> None:
    with look(browser) as page:
        for query in ("“新路今天”", "《新路今天》", "新路今天……"):
            assert asked(page, host, query) == {ITEM}, query
            reads(page.locator("#search-status"), "新路今天：共1条")


def test_every_two_letters_that_can_be_seen_are_in_the_index(browser: Browser, host: str) -> None:
    """Names below a text, captions, facts and cells are set by templates, the index is not."""
    with look(browser) as page:
        texts = said(page, host, site())
    kept = _keys_by_address()
    for kind, text in texts.items():
        lines = text.replace("已撤回：", "").split("\n")
        assert {one for line in lines for one in keys(fold(line))} <= kept[kind], kind


def _keys_by_address() -> dict[str, set[str]]:
    """What the index says of every item, by the address of its page."""
    folder = site() / "search"
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    kept: dict[int, set[str]] = {}
    for shard in folder.glob("s/*.txt"):
        for row in shard.read_text(encoding="utf-8").split("\n"):
            key, *lists = row.split("\t")
            for number in numbers_of(lists[0]) if lists else ():
                kept.setdefault(number, set()).add(key)
    found = {}
    for month, first in meta["months"].items():
        for file in folder.glob(f"d/{month}-*.json"):
            start = first + 8 * int(file.stem.rpartition("-")[2])
            for place, row in enumerate(json.loads(file.read_text(encoding="utf-8"))):
                found[row[0].removeprefix("../")] = kept[start + place]
    return found


def test_several_words_mean_all_of_them_and_cells_are_not_glued(
    browser: Browser, host: str
) -> None:
    with look(browser) as page:
        both = asked(page, host, "桥头村 通车")
        assert both
        assert asked(page, host, "桥头村 乌") == set()
        for query, is_said in (("5.25", True), ("19.4%", True), ("525", False), ("194", False)):
            assert (ITEM in asked(page, host, query)) is is_said, query
        # Its page says 今天通车。村民说……
        for query, is_said in (("通车村民", False), ("车村", False), ("通车。村民", True)):
            assert (ITEM in asked(page, host, query)) is is_said, query
        # That of the other issue says 裡面有「引號」。
        quoted = ("有“引号”", "有「引號」", '有"引号"', "“引号”。")
        for query, is_said in (*((one, True) for one in quoted), ("有引号", False), ("”", False)):
            assert (OTHER in asked(page, host, query)) is is_said, query
        page.goto(f"{host}2013/09/30/reception/index.html")
        cells = page.locator("table tbody tr").first.locator("th, td").all_text_contents()
        glued = f"{cells[0].strip()[-1]}{cells[1].strip()[:2]}"
        assert asked(page, host, glued) == set()
