"""Fillers that the press makes of what the folder knows: facts alone, where none is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from drawn import as_drawn, drawn, page, place, read, stands, written
from guards import needs_type
from orders import GRIDS, ROOT, order, prose, story

from edition.house import ImprintLine
from edition.model import Edition
from ledgers import at
from newsroom.kinds import Script
from newsroom.model import FillerKind, FillerSize
from newsroom.wishes import DummyPlace
from newsrooms import issue, item, picture, write
from press.codes import Finding
from press.faces import faces_for
from press.housemade import HouseDesk, Made, told_with
from press.laying import Laid, laid_out
from press.options import Options
from press.orders import order_of
from press.pictured import page_picture
from press.posters import poster
from press.printing import print_issue
from press.readback import read_pages
from press.ruler import Ruler
from press.spans import Span, text_of
from press.stock import Filling, Stock
from press.story import Passage, Role, Story
from presses import built, editions
from publications import publish

SEPTEMBER, OCTOBER = "2013-09-30", "2013-10-08"
TABLE = """\
| 姓名 | 接访时间 | 下访时间 | 下访地点 |
|---|---|---|---|
| 高明 | 10月7日、10月9日 | 10月10日 | 寇店镇 |
| 李红 | 10月9日 | 10月21日 | 李村镇 |
"""
RECEPTION = {
    "kind": "schedule",
    "rank": 2,
    "headline": "十月接访日程",
    "schedule": {"period": "2013-10", "venue": "区信访大厅", "hours": "上午8:30-12:00"},
}


def newsroom(folder: Path, **october: object) -> Path:
    """September with two leads, briefs and a schedule; an issue of October."""
    content = folder / "content"
    issue(content, "2013-09-09", 27)
    item(content, "bridge", prose(300), "2013-09-09", rank=1, headline="桥上|通车")
    item(content, "small", prose(100), "2013-09-09", rank=4, headline="小事一桩")
    issue(content, SEPTEMBER, 28)
    item(content, "road", prose(300), SEPTEMBER, rank=1, headline="后山村修路")
    item(
        content,
        "gone",
        prose(300),
        SEPTEMBER,
        rank=2,
        headline="后来撤稿的一篇",
        retracted={"date": "2013-10-01", "text": "所述不实。"},
    )
    item(content, "reception", TABLE, SEPTEMBER, **RECEPTION)
    issue(content, OCTOBER, 29)
    item(content, "lead", prose(400), OCTOBER, rank=1, headline="新学校开学", **october)
    return content


def made_for(
    content: Path, folder: Path, script: Script = Script.HANS, **changes: object
) -> dict[str, Made]:
    """What is made for October, by id."""
    with editions(content, folder, ["website", "press"], **changes) as found:
        edition = found[script]
        (issue_of,) = [one for one in edition.issues if one.key == OCTOBER]
        return {one.id: one for one in HouseDesk.of(edition).made(issue_of)}


def lines_of(made: Made) -> list[str]:
    return [text for text, _ in made.lines]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    folder = tmp_path_factory.mktemp("made")
    return made_for(newsroom(folder), folder)


def test_the_next_days_are_those_of_the_schedule_that_holds(made: Mapping[str, Made]) -> None:
    days = made["house-days"]
    assert days.headline == "近期接访下访"
    assert lines_of(days) == [  # the seventh is over
        "10月9日（星期三）接访：高明、李红，区信访大厅，上午8:30—12:00",
        "10月10日（星期四）下访：高明，寇店镇",
        "10月21日（星期一）下访：李红，李村镇",
    ]
    assert "2013-09-30/reception" in days.about


def test_headlines_of_the_month_before_lead_to_their_pages(made: Mapping[str, Made]) -> None:
    month = made["house-month"]
    assert lines_of(month) == ["9月9日　桥上通车", "9月30日　后山村修路"]
    assert [url.split("/", 3)[3] for _, url in month.lines] == [
        "2013/09/09/bridge/",
        "2013/09/30/road/",
    ]


def test_the_address_is_that_of_the_page_of_the_issue(made: Mapping[str, Made]) -> None:
    web = made["house-web"]
    assert web.address == "https://www.example.cn/2013/10/08/"
    assert lines_of(web)[-1] == "www.example.cn/2013/10/08/"


def test_the_words_are_in_the_script_of_the_paper(tmp_path: Path) -> None:
    hant = made_for(newsroom(tmp_path), tmp_path, Script.HANT)
    assert lines_of(hant["house-days"])[0].startswith("10月9日（星期三）接訪：高明、李紅，")
    assert hant["house-letters"].headline == "編輯部"
    assert hant["house-web"].address == "https://www.example.cn/hant/2013/10/08/"


def test_a_correction_of_the_schedule_is_what_is_told(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    issue(content, "2013-10-02", 30)
    schedule = {**RECEPTION["schedule"], "corrects": "2013-09-30/reception"}  # type: ignore[dict-item]
    row = "| 姓名 | 接访时间 | 下访时间 | 下访地点 |\n|---|---|---|---|\n| 高明 | 10月18日 | | |\n"
    item(content, "again", row, "2013-10-02", **{**RECEPTION, "schedule": schedule})
    found = made_for(content, tmp_path)
    days = [line.partition("（")[0] for line in lines_of(found["house-days"])]
    assert days[0] == "10月9日"
    assert "高明" not in lines_of(found["house-days"])[0]
    assert "10月18日" in days


def test_a_day_that_is_not_told_in_full_says_how_much_more_there_is(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    rows = (
        "| 高明 | 10月9日 | 10月16日 | 寇店镇 |\n| 李红 | 10月10日 | 10月16日 | 李村镇 |\n"
        "| 王芳 | 10月11日 | 10月16日 | 诸葛镇 |\n| 刘明 | 10月18日 | 10月16日 | 翟镇镇 |\n"
    )
    table = f"| 姓名 | 接访时间 | 下访时间 | 下访地点 |\n|---|---|---|---|\n{rows}"
    item(content, "reception", table, SEPTEMBER, **RECEPTION)
    assert lines_of(made_for(content, tmp_path)["house-days"]) == [
        "10月9日（星期三）接访：高明，区信访大厅，上午8:30—12:00",
        "10月10日（星期四）接访：李红，区信访大厅，上午8:30—12:00",
        "10月11日（星期五）接访：王芳，区信访大厅，上午8:30—12:00",
        "10月16日（星期三）下访：高明，寇店镇（当天还有3场）",
    ]
    lines = lines_of(made_for(content, tmp_path, Script.HANT)["house-days"])
    assert lines[-1] == "10月16日（星期三）下訪：高明，寇店鎮（當天還有3場）"


def test_what_nobody_has_said_is_not_made(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, OCTOBER, 29)
    item(content, "lead", prose(400), OCTOBER, rank=1)
    with editions(content, tmp_path, ["press"]) as found:  # without a site there is no address
        edition = found[Script.HANS]
        bare = edition.house.model_copy(update={"email": "", "imprint": ()})
        object.__setattr__(edition, "house", bare)
        assert HouseDesk.of(edition).made(edition.issues[0]) == ()


def test_the_paper_is_reached_by_what_the_imprint_calls_so(tmp_path: Path) -> None:
    with editions(newsroom(tmp_path), tmp_path, ["press"]) as found:
        edition = found[Script.HANS]
        imprint = (
            ImprintLine(label="主办", text="河口街道"),
            ImprintLine(label="新闻热线", text="0000-1111111"),
            ImprintLine(label="投稿", text="柳树镇河东大街1号"),
            ImprintLine(label="发行", text="0000-2222222"),
            ImprintLine(label="广告电话", text="0000-3333333"),
        )
        told = edition.house.model_copy(update={"email": "bj@hekou.example", "imprint": imprint})
        object.__setattr__(edition, "house", told)
        made = {one.id: one for one in HouseDesk.of(edition).made(edition.issues[0])}
    (line,) = lines_of(made["house-letters"])
    assert line.split("\u3000") == [
        "来信请寄：bj@hekou.example",
        "新闻热线：0000-1111111",
        "投稿：柳树镇河东大街1号",
        "广告电话：0000-3333333",
    ]


def test_an_address_that_a_kept_filler_gives_is_not_given_twice(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    assert "house-letters" in made_for(content, tmp_path)
    kept = "---\nkind: notice\nheadline: 欢迎来稿\n---\n来稿请发 news@example.cn。\n"
    write(content, "fillers/letters.md", kept)
    assert "house-letters" not in made_for(content, tmp_path)


@pytest.mark.parametrize("allowed", [True, False])
def test_the_editor_may_do_without_them(allowed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    with editions(newsroom(tmp_path), tmp_path, ["website", "press"]) as found:
        edition: Edition = found[Script.HANS]
        faces = faces_for(Script.HANS, edition.fonts)
        options = Options(made_fillers=allowed)
        given = order_of(edition, edition.issues[0], GRIDS["a4"], faces, options, readers=True)
    assert [bool(one.about) for one in given.fillers] == [True] * 4 * allowed


def test_whoever_took_the_photo_of_a_filler_is_named(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    photo = "photo: {file: lamp.jpg, alt: 亮着的台灯, credit: 林秋月}\n"
    kept = f"---\nkind: psa\nheadline: 随手关灯\n{photo}---\n人走灯灭。\n"
    write(content, "fillers/lamp.md", kept)
    (content / "fillers" / "lamp.jpg").write_bytes(picture(size=(640, 480)))
    with editions(content, tmp_path, ["website", "press"]) as found:
        edition = found[Script.HANS]
        faces = faces_for(Script.HANS, edition.fonts)
        given = order_of(edition, edition.issues[0], GRIDS["a4"], faces, Options(), readers=True)
    ruler = Ruler(faces, ROOT / "theme" / "print" / "measure.typ")
    (lamp,) = (one for one in given.fillers if not one.about)
    made = poster(lamp, GRIDS["a4"], 3, 14, ruler)
    assert any("林秋月" in text_of(row.spans) for row in made.rows)


def test_a_dummy_is_drawn_with_the_issues_that_fillers_tell_of(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    issue(content, "2013-08-30", 26)
    item(content, "august", prose(100), "2013-08-30", rank=1)
    with editions(content, tmp_path, ["website", "press"]) as found:
        edition = found[Script.HANS]
        october = edition.issue_by_day[date(2013, 10, 8)]
        some = told_with(edition.issues, october)
        assert [one.key for one in some] == [OCTOBER, SEPTEMBER, "2013-09-09"]
        less = replace(edition, issues=some)
        assert HouseDesk.of(less).made(october) == HouseDesk.of(edition).made(october)


# -------------------------------------------------------------------- on the page
REMINDERS = (
    Made(
        "house-days",
        "近期接访",
        "接下来的日期（来自 2013-09-30/reception）",
        (("10月9日（星期三）接访：高明，区信访大厅", ""),),
    ),
    Made(
        "house-web",
        "本报网址",
        "这一期的网址和二维码",
        (
            ("本期网页，扫码可看：", ""),
            ("news.example/2014/01/02/", "https://news.example/2014/01/02/"),
        ),
        address="https://news.example/2014/01/02/",
    ),
)
OWN = tuple(one.filling(str) for one in REMINDERS)


def kept_filler(*sizes: FillerSize) -> Filling:
    words = (Passage(Role.TEXT, (Span("人走灯灭，空调调高一度。"),)),)
    lamp = Story("", "fillers/lamp.md", "", ("随手关灯",), kicker="公益广告", passages=words)
    return Filling(lamp, FillerKind.PSA.value, frozenset(sizes))


def test_what_the_paper_keeps_is_taken_first() -> None:
    stock = Stock(GRIDS["a4"], (kept_filler(*FillerSize), *OWN))
    assert {one.filler for one in stock.band(9, frozenset()) or ()} == {0}
    assert {one.filler for one in stock.band(9, frozenset({0})) or ()} <= {1, 2}
    assert {one.filler for one in stock.band(9, frozenset(), kept=False) or ()} <= {1, 2}


def test_none_is_larger_than_its_hole() -> None:
    stock = Stock(GRIDS["a4"], OWN, fits=lambda _, __, lines: lines >= 8)
    assert stock.band(6, frozenset()) is None
    assert stock.band(9, frozenset()) is not None


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    folder = tmp_path_factory.mktemp("laid")
    stories = [
        story(n, *(prose(150, n * 31 + at * 17) for at in range(2 + n * 7 % 5))) for n in range(8)
    ]
    return laid_out(order(stories, folder, fillers=OWN))


@needs_type
def test_the_editor_is_told_which_stands_where(laid: Laid) -> None:
    made_on = {
        page.number: laid.order.fillers[block.story - len(laid.order.stories)].about
        for page in laid.layout.pages
        for block in page.blocks
        if block.poster
    }
    assert made_on
    said = [found.what for found in laid.made]
    assert len(said) == sum(1 for page in laid.layout.pages for one in page.blocks if one.poster)
    for number, about in made_on.items():
        told = f"A4报纸第{number}版的空处，备的补白填不了，排了程序自拟的：{about}"
        assert told in said


def short(findings: Iterable[Finding]) -> list[str]:
    return [found.what for found in findings if found.code == "press.page-short"]


@needs_type
def test_a_sheet_too_short_for_its_fillers_takes_them_all_and_the_rest_is_told(
    tmp_path: Path,
) -> None:
    given = order([story(0, prose(300))], tmp_path, fillers=OWN)
    bare = print_issue(replace(given, fillers=()))
    assert [len(page.blocks) for page in bare.layout.pages] == [1]
    assert short(bare.findings) == ["A4报纸第1版下面空着，按一栏计约140行"]
    laid = laid_out(given)
    assert stands(laid, 1) == [(0, 0, 6, 4, 9), (1, 0, 16, 4, 7), (2, 0, 24, 4, 10)]
    printed = print_issue(given)
    assert printed.faults == ()
    assert short(printed.findings) == ["A4报纸第1版下面空着，按一栏计约64行"]
    again = as_drawn(given, read(written(laid)))
    assert sorted(stands(again, 1)) == sorted(stands(laid, 1))


@needs_type
def test_white_under_a_locked_page_is_told(tmp_path: Path) -> None:
    given = order([story(0, prose(900)), story(1, prose(2500))], tmp_path, fillers=OWN)
    half = drawn(page(1, place("s0", 1, 7, 4, 19), locked=True))
    printed = print_issue(as_drawn(given, half).order)
    assert [len(page.blocks) for page in printed.layout.pages] == [1, 1]
    assert short(printed.findings) == ["A4报纸第1版下面空着，按一栏计约108行"]


def test_a_strip_that_only_reminds_is_little_higher_than_its_words() -> None:
    stock = Stock(GRIDS["a4"], OWN, fits=lambda _, __, lines: lines >= 6)
    strip = stock.strip(40, frozenset(), 4)
    assert strip is not None
    assert (strip.filler, strip.lines) == (0, 9)
    assert stock.strip(5, frozenset(), 4) is None
    assert stock.strip(40, frozenset({0, 1}), 4) is None
    kept = Stock(GRIDS["a4"], (kept_filler(FillerSize.MEDIUM), *OWN))
    first = kept.strip(40, frozenset(), 4)
    assert first is not None
    assert (first.filler, first.lines) == (0, 26)  # half of a page of 52 lines


@needs_type
def test_a_telephone_reads_the_code_from_the_paper(tmp_path: Path) -> None:
    where = DummyPlace(8, filler="house-web", column=1, line=30, width=2, height=9)
    given = order([story(0, prose(300))], tmp_path, fillers=OWN)
    laid = as_drawn(given, drawn(page(1, where)))
    assert laid.layout.findings == ()
    (asked,) = (found for found in laid.made if "网址" in found.what)
    assert asked.what == "A4报纸第1版照版样排了程序自拟的补白：这一期的网址和二维码"
    assert asked.cure == "请看一看；不要它，在版样里删去“house-web”这一处"
    assert (asked.source, asked.line) == ("issues/2014-01-02/dummy.yaml", 8)
    printed = print_issue(laid.order)
    assert printed.faults == ()
    sheet = pypdfium2.PdfDocument(printed.pdf)[0].render(scale=200 / 72).to_pil()
    (code,) = zxingcpp.read_barcodes(sheet)
    assert code.text == "https://news.example/2014/01/02/"
    said = "".join(
        text_of(row.spans)
        for b in printed.layout.pages[0].blocks
        if b.poster
        for row in b.poster.rows
    )
    assert "news.example/2014/01/02/" in said
    assert "house-web" in written(laid)
    again = as_drawn(given, read(written(laid)))
    assert sorted(stands(again, 1)) == sorted(stands(laid, 1))


@needs_type
def test_a_signed_paper_that_tells_of_a_story_withdrawn_since_is_named(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    rooms, one = ("press", "website"), {"scripts": (Script.HANS,), "papers": ("a4",)}
    out = publish(content, tmp_path, at(OCTOBER, "06:10"), rooms, **one)
    layout = json.loads((out / "2013/10/08/layout.json").read_text())
    ours = [name for each in layout["pages"] for name in each.get("tells", ())]
    assert "2013-09-30/road" in ours
    assert "后山村修路" in "".join(
        letter.text
        for file in out.glob("2013/10/08/*2013-10-08.pdf")
        for each in read_pages(file.read_bytes())
        for letter in each.letters
    )
    before = built(content, tmp_path, rooms, now=at("2013-10-11"), **one)[1].problems
    assert not [str(each) for each in before if each.code == "press.still-told"]
    publish(
        content, tmp_path, at("2013-10-12"), rooms, withdraw=("2013-09-30/road", "撤下。"), **one
    )
    after = built(content, tmp_path, rooms, now=at("2013-10-13"), **one)[1].problems
    said = [str(each) for each in after if each.code == "press.still-told"]
    (one,) = said
    assert "issues/2013-10-08/issue.md" in one
    assert "2013-09-30/road" in one
    assert "--reprint 2013-10-08" in one


@needs_type
@pytest.mark.parametrize("now", ["other", "fewer", "none"])
def test_a_locked_page_keeps_the_words_of_its_reminders(laid: Laid, now: str) -> None:
    """Pixel by pixel, whatever the folder knows by then; the editor is told what has changed."""
    number, reminder = next(
        (page.number, block.story - len(laid.order.stories))
        for page in laid.layout.pages
        for block in page.blocks
        if block.poster and block.poster.code is None
    )
    written_ = read(written(laid))
    pages = tuple(replace(one, locked=one.number == number) for one in written_.pages)
    dummy = replace(written_, pages=pages)
    before = page_picture(as_drawn(laid.order, dummy), number, 72)
    assert before == page_picture(laid, number, 72)
    made = REMINDERS[reminder]
    changed = {
        "other": replace(made, lines=(("10月16日（星期三）接访：李四，区信访大厅", ""),)),
        "fewer": replace(made, headline="近期下访", lines=()),
    }
    fillers = [one for at, one in enumerate(OWN) if at != reminder]
    if now != "none":
        fillers.insert(reminder, changed[now].filling(str))
    after = as_drawn(replace(laid.order, fillers=tuple(fillers)), dummy)
    assert page_picture(after, number, 72) == before
    (said,) = [one.what for one in after.made if "这一版锁定了，照画版样时的文字印" in one.what]
    assert ("现在是“10月16日" in said) == (now == "other")
    unlocked = as_drawn(replace(laid.order, fillers=tuple(fillers)), written_)
    assert not [one for one in unlocked.made if "照画版样时的文字印" in one.what]
