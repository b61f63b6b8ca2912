"""What a reader does with a page: hears it, looks at its photos, goes to another day, prints it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from asking import reads, shows
from browsing import ITEM, SHEET, browser, host, look, open_menu, visit
from measuring import narrowed
from newsrooms import issue, item, picture, write
from test_website_sample import build, site

__all__ = ["browser", "host"]  # fixtures

# A machine's voices, and what they were given to say.
VOICES = """(languages) => {
    window.said = []; const waiting = [];
    const speech = { speaking: false, onvoiceschanged: null,
      getVoices: () => languages.map(lang => ({ lang })),
      speak(one) { said.push([one.text, one.lang]); waiting.push(one); },
      cancel() { waiting.length = 0; },
      finish() { while (waiting.length) waiting.shift().onend(); } };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; }; }"""


def with_voices(page: Page, *languages: str) -> None:
    """Give the machine voices; a headless browser has none."""
    listed = ",".join(f"'{one}'" for one in languages)
    page.add_init_script(f"({VOICES})([{listed}])")


def test_an_item_is_read_aloud_from_its_headline_where_there_is_a_chinese_voice(
    browser: Browser, host: str
) -> None:
    with visit(browser, width=360) as page:
        with_voices(page, "en-US", "zh-TW", "zh-CN")
        page.goto(host + ITEM)
        button = page.locator(".aloud")
        expect(button).to_be_visible()
        reads(button, "朗读")
        button.click()
        reads(button, "停下")
        said = page.evaluate("said")
        assert {lang for _, lang in said} == {"zh-CN"}
        spoken = [text for text, _ in said]
        assert "桥头村新路通车" in spoken
        assert spoken.index("桥头村新路通车") < spoken.index(
            "村民说，以前进城要绕三十里，现在一刻钟就到。"
        )
        assert len(spoken) == len({*spoken}) + spoken.count("钱由村里和镇里各出一半。") - 1
        button.click()
        reads(button, "朗读")
        button.click()
        page.evaluate("speechSynthesis.finish()")
        reads(button, "朗读")


@pytest.mark.parametrize("voices", [(), ("en-US",)])
def test_nothing_offers_to_read_aloud_without_a_chinese_voice(
    browser: Browser, host: str, voices: tuple[str, ...]
) -> None:
    with visit(browser, width=360) as page:
        with_voices(page, *voices)
        page.goto(host + ITEM)
        expect(page.locator(".prose p").first).to_be_visible()
        expect(page.locator(".aloud")).to_be_hidden()


def test_nothing_offers_to_read_aloud_in_large_type_where_no_script_runs(
    browser: Browser, host: str
) -> None:
    with look(browser, width=360, java_script_enabled=False) as page:
        page.goto(host + ITEM)
        open_menu(page)
        page.get_by_role("switch").check()
        expect(page.locator(".prose p").first).to_be_visible()
        expect(page.locator(".aloud")).to_be_hidden()


@pytest.mark.share(2)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_another_day_is_found_on_every_page_of_the_paper_with_or_without_a_script(
    browser: Browser, host: str, *, script: bool
) -> None:
    with look(browser, width=360, java_script_enabled=script) as page:
        for kind in ("index.html", "2013/09/30/index.html", SHEET, "hant/2013/10/08/index.html"):
            page.goto(host + kind)
            days = page.locator(".pick table a")
            expect(days.first).to_be_hidden()
            page.locator(".pick > summary").click()
            expect(days.first).to_be_visible()
            expect(page.locator(".pick .tabs a").first).to_be_visible()
        page.goto(f"{host}2013/09/30/index.html")
        page.locator(".pick > summary").click()
        page.locator(".pick").get_by_role("link", name="2013年10月").click()
        day = page.locator(".calendar a")
        expect(day).to_be_visible()
        day.click()
        assert page.url == f"{host}2013/10/08/index.html"
        page.goto(f"{host}archive/index.html")
        expect(page.locator(".calendar a").first).to_be_visible()


def test_a_page_as_printed_goes_on_one_sheet(browser: Browser, host: str) -> None:
    with look(browser) as page:
        for kind in (SHEET, f"hant/{SHEET}"):
            page.goto(host + kind)
            with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
                assert len(printed) == 1, kind
        page.emulate_media(media="print")
        box = page.locator(".sheet-picture img").bounding_box()
        assert box
        assert box["height"] > 600
        expect(page.locator(".sheet-list")).to_be_hidden()


FIVE_DAYS = {
    "2013-10-01": ("2013-10-14", "下一次"),
    "2013-10-14": ("2013-10-14", "今天"),
    "2013-10-15": ("2013-10-16", "明天"),
    "2013-10-30": ("2013-10-31", "明天"),
    "2013-11-01": ("", ""),
}


@pytest.mark.share(2)
@pytest.mark.parametrize("today", FIVE_DAYS)
def test_front_issue_item_and_receptions_name_the_next_day_where_it_is_seen(
    browser: Browser, host: str, today: str
) -> None:
    day, word = FIVE_DAYS[today]
    # The front is of the issue after that of the schedule.
    kinds = ["index.html", "2013/09/30/index.html", "2013/09/30/reception/index.html"]
    with visit(browser, timezone_id="America/New_York") as page:
        page.clock.set_fixed_time(f"{today}T08:00:00+08:00")
        for kind in (*kinds, *(f"hant/{kind}" for kind in kinds), "reception/index.html"):
            page.goto(host + kind)
            for width in (360, 1280):
                narrowed(page, width)
                _names(page, day, word)


def _names(page: Page, day: str, word: str) -> None:
    """Whether a page says in plain sight which day is next; or that none is."""
    if not day:
        said = page.get_by_text("將要到來" if "/hant/" in page.url else "将要到来")
        expect(said.filter(visible=True)).to_have_count(1)
        return
    date = "{}年{}月{}日".format(*map(int, day.split("-"))).partition("年")[2]
    told = page.locator(".next-day a, .service dt").filter(visible=True).first
    shows(told, word)
    shows(told, date)


def test_the_next_day_of_a_table_leads_to_its_place_in_the_list(
    browser: Browser, host: str
) -> None:
    with visit(browser) as page:
        page.clock.set_fixed_time("2013-10-14T08:00:00+08:00")
        page.goto(f"{host}2013/09/30/reception/index.html")
        expect(page.get_by_role("table")).to_be_visible()
        page.locator(".next-day a").click()
        expect(page.locator("#d2013-10-14")).to_be_in_viewport()


def test_an_item_has_the_code_of_its_address(browser: Browser, host: str) -> None:
    with look(browser, width=360) as page:
        page.goto(host + ITEM)
        code = page.get_by_alt_text("二维码")
        expect(code).to_be_hidden()
        page.get_by_text("二维码", exact=True).click()
        expect(code).to_be_visible()
        page.wait_for_function("document.querySelector('.share img').naturalWidth > 0")
    assert not (site() / "2013/09/30/wrong/qr.svg").exists()


def test_lists_show_two_lines_of_text_the_kind_the_day_and_a_picture(
    browser: Browser, host: str
) -> None:
    for width, across in ((360, 1), (1280, 2)):
        with look(browser, width=width) as page:
            page.goto(f"{host}section/yaowen/index.html")
            rows = page.locator(".entries > li")
            lead = rows.filter(has_text="桥头村新路通车")
            expect(lead.get_by_text("报道", exact=True)).to_be_visible()
            reads(lead.locator("time"), "2013年9月30日")
            expect(lead.locator("img")).to_be_visible()
            shows(rows.filter(has_text="简讯"), "第一则；第二则")
            text = lead.locator(".two").bounding_box()
            assert text
            assert text["height"] < 2.2 * 26
            lefts = {round(row.bounding_box()["x"]) for row in rows.all()}  # type: ignore[index] # it is seen
            assert len(lefts) == across


SHAPES = {"lie": (300, 200), "stand": (200, 300), "wide": (900, 200), "tower": (200, 900)}
# Which part of a photo its box shows, from the left and from the top.
SHOWN = """img => { const w = img.naturalWidth, h = img.naturalHeight;
    const x = img.clientWidth, y = img.clientHeight, scale = Math.max(x / w, y / h);
    const { objectPosition, objectFit } = getComputedStyle(img);
    if (objectFit !== 'cover') return [[0, 1], [0, 1]];
    const at = objectPosition.split(' ').map(parseFloat);
    return [[x, w * scale], [y, h * scale]].map(([box, all], i) => {
      const before = (all - box) * at[i] / 100;
      return [before / all, (before + box) / all]; }); }"""


CROPS = (
    *(("tower", (0.5, part)) for part in (0.0, 0.05, 0.3, 0.44, 0.5, 0.61, 0.7, 0.94, 1.0)),
    *(("wide", (part, 0.5)) for part in (0.0, 0.07, 0.49, 0.96)),
)


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Items with photos of every shape, three and four together."""
    folder = tmp_path_factory.mktemp("album")
    content = folder / "content"
    issue(content)
    for name, shapes in (
        ("three", ("lie", "stand", "lie")),
        ("four", ("stand", "stand", "lie", "wide")),
        ("report", ("lie", "lie", "stand", "lie")),
    ):
        photos = []
        for place, shape in enumerate(shapes):
            file = f"{name}-{place}.jpg"
            write(content, f"issues/2013-10-08/{file}", picture(size=SHAPES[shape]))
            photos.append({"file": file, "alt": f"第{place}张。", "caption": "田里。" * place})
        kind = "photo" if name == "report" else "story"
        item(content, name, "开头一段。\n\n后面一段。", kind=kind, photos=photos)
    for place, (shape, crop) in enumerate(CROPS):
        file = f"crop-{place}.jpg"
        write(content, f"issues/2013-10-08/{file}", picture(size=SHAPES[shape]))
        photos = [{"file": file, "alt": "人。", "crop": list(crop)}]
        item(content, f"crop-{place}", "一段。", kind="story", photos=photos)
    output, _ = build(content, folder, ("website",))
    return output


@pytest.mark.share(2)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_point_that_an_editor_names_is_seen_wherever_a_photo_is_cut(
    browser: Browser, album: Path, width: int
) -> None:
    with look(browser, width=width) as page:
        page.goto((album / "section/yaowen/index.html").as_uri())
        for place, (_, crop) in enumerate(CROPS):
            image = page.locator(f".thumb[href*='crop-{place}/'] img")
            image.scroll_into_view_if_needed()
            expect(image).to_be_visible()
            page.wait_for_function("one => one.naturalWidth > 0", arg=image.element_handle())
            spans = image.evaluate(SHOWN)
            assert any(end - start < 0.99 for start, end in spans), place
            for part, (start, end) in zip(crop, spans, strict=True):
                assert start - 1e-6 <= part <= end + 1e-6, (crop, spans)


def test_photos_together_are_as_high_as_each_other_and_a_panorama_is_wide(
    browser: Browser, album: Path
) -> None:
    with look(browser) as page:
        for name, rows in (("report", [1, 3]), ("three", [1, 2]), ("four", [1, 2, 1])):
            page.goto((album / f"2013/10/08/{name}/index.html").as_uri())
            page.locator(".prose img").last.scroll_into_view_if_needed()
            boxes = [box.bounding_box() for box in page.locator(".prose figure img").all()]
            tops: dict[int, list[float]] = {}
            for box in boxes:
                assert box
                tops.setdefault(round(box["y"]), []).append(box["height"])
            in_rows = [tops[top] for top in sorted(tops)]
            assert sorted(map(len, in_rows)) == sorted(rows), name
            assert all(max(row) - min(row) < 1 for row in in_rows), name
        box = page.locator(".pan .large")
        assert box.evaluate("e => e.scrollWidth > e.clientWidth && e.clientHeight > 150")
        box.click()
        expect(page.locator(".viewer img")).to_be_visible()
        assert page.locator(".viewer").evaluate("e => e.classList.contains('pan')")
