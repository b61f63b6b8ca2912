"""What stands around an item and on the front of its issue, and the ways from one to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from edition.tree import OutputTree
from newsroom.kinds import Script
from newsrooms import issue, item, picture, write
from presses import editions
from website.fronts import write_home, write_issues
from website.items import write_items

BEFORE, DAY, AFTER = "2013-10-01", "2013-10-08", "2013-10-15"
DATES = "reception/2013-10-08-plan.ics"


def plan(content: Path, day: str, row: str, **schedule: object) -> None:
    write(content, f"issues/{day}/plan.csv", f"姓名,接访时间\n{row}\n")
    given = {"period": "2013-10", "venue": "大厅", "hours": "上午8:30-12:00", **schedule}
    title = f"{day}的安排"
    item(
        content, "plan", "", day, kind="schedule", table="plan.csv", headline=title, schedule=given
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three issues: the second has fifteen items, the last none of its own."""
    folder = tmp_path_factory.mktemp("around")
    content = folder / "content"
    issue(content, BEFORE, 1)
    plan(content, BEFORE, "林晓,10月9日\n何静,10月20日")
    duty = {"period": "2013-10", "venue": "二楼", "hours": "上午8:30-12:00"}
    write(content, f"issues/{BEFORE}/duty.csv", "姓名,接访时间\n于方,10月25日\n")
    item(content, "duty", "", BEFORE, kind="schedule", table="duty.csv", schedule=duty)
    issue(content, DAY, 2, editors=[{"name": "钱编辑", "role": "责任编辑"}])
    for name in "abcdefghijkl":
        item(content, name, day=DAY, headline=f"第{name}篇")
    photos = [{"file": f"{name}.jpg", "alt": f"照片{name}"} for name in "xy"]
    for one in photos:
        write(content, f"issues/{DAY}/{one['file']}", picture())
    item(
        content, "m", "头段。\n\n末段。", DAY, photos=photos, dateline="本报讯", headline="有照片的"
    )
    gone = {"date": AFTER, "text": "不实。"}
    item(content, "n", day=DAY, photos=photos, headline="不实的", retracted=gone)
    plan(content, DAY, "林晓,10月10日", corrects=f"{BEFORE}/plan")
    issue(content, AFTER, 3)
    item(content, "draft", day=AFTER, status="draft")
    plan(content, AFTER, "何静,10月21日", corrects=f"{DAY}/plan", whole=True)
    options = {"website": {"cards": False}}
    with editions(content, folder, ["website"], scripts=(Script.HANS,), options=options) as made:
        edition = made[Script.HANS]
        with OutputTree(folder / "site") as tree:
            for path in (edition.addresses.newspaper(edition.issues[1].day), DATES):
                tree.write(path, "1", b"made".strip)  # by another room
            tree.write("reception/2013-10-08.ics", "1", b"made".strip)
            write_items(edition, tree)
            write_home(edition, tree)
            write_issues(edition, tree)
            tree.commit()
        empty = replace(edition.issues[0], day=date(2013, 10, 22), items=(), number=4)
        with OutputTree(folder / "empty") as tree:  # all of the newest was withdrawn
            write_home(replace(edition, issues=(empty, *edition.issues)), tree)
            tree.commit()
    return folder / "site"


def page(root: Path, path: str) -> html.HtmlElement:
    found: html.HtmlElement = html.document_fromstring((root / path / "index.html").read_bytes())
    return found


def ways(root: Path, path: str) -> list[tuple[str, str]]:
    """Where the ways at a page's end lead: how each is called, and its address."""
    links = page(root, path).xpath("//nav[@class='pager']/a")
    return [(link.text_content(), link.get("href").removesuffix("index.html")) for link in links]


def side(root: Path, path: str, query: str) -> list[str]:
    """The words of what stands at some places of a page."""
    return ["".join(found.text_content().split()) for found in page(root, path).xpath(query)]


def test_an_item_leads_to_the_next_and_the_ends_of_an_issue_to_the_issues_beside_it(
    root: Path,
) -> None:
    assert ways(root, "2013/10/08/a") == [
        *(("上一期2013年10月1日 第1期", "../../01/"), ("下一篇第b篇", "../b/")),
    ]
    assert ways(root, "2013/10/08/b") == [("上一篇第a篇", "../a/"), ("下一篇第c篇", "../c/")]
    assert ways(root, "2013/10/08/plan") == [
        *(("上一篇已撤回：不实的", "../n/"), ("下一期2013年10月15日 第3期", "../../15/")),
    ]
    assert ways(root, "2013/10/01/duty") == [("下一篇2013-10-01的安排", "../plan/")]
    assert ways(root, "2013/10/01/plan")[1] == ("下一期2013年10月8日 第2期", "../../08/")
    assert ways(root, "2013/10/15/plan") == [("上一期2013年10月8日 第2期", "../../08/")]


def test_twelve_other_items_of_the_issue_stand_beside_one(root: Path) -> None:
    others = "//section[@class='others']//li"
    assert side(root, "2013/10/08/a", others) == [
        *(f"第{name}篇" for name in "bcdefghijkl"),
        "有照片的",
    ]
    assert side(root, "2013/10/08/plan", others) == [f"第{name}篇" for name in "abcdefghijkl"]
    assert side(root, "2013/10/15/plan", others) == []


def test_a_page_says_of_what_it_is_a_part_and_offers_the_files_that_there_are(root: Path) -> None:
    trail, acts = "//nav[@class='crumb']//li", "//p[@class='acts']/a"
    assert side(root, "2013/10/08/m", trail) == ["第2期", "要闻", "有照片的"]
    assert side(root, "2013/10/08/m", "//p[@class='end']") == [
        "责任编辑：钱编辑来源：伊滨通讯第2期"
    ]
    assert side(root, "2013/10/08/m", acts) == ["本期PDF"]
    assert side(root, "2013/10/08/plan", acts) == [
        *("订阅日历", "下载日历文件", "全部接访安排", "本期PDF"),
    ]
    assert side(root, "2013/10/01/plan", acts) == []


def test_the_first_photo_of_an_item_is_what_is_loaded_at_once(root: Path) -> None:
    shown = page(root, "2013/10/08/m").xpath("//figure//img")
    assert [(one.get("alt"), one.get("fetchpriority")) for one in shown] == [
        *(("照片x", "high"), ("照片y", None)),
    ]
    text = side(root, "2013/10/08/m", "//div[@class='prose']/*")
    assert text == ["本报讯", "头段。", "", "末段。"]


def test_what_was_retracted_has_no_photo_and_no_code_to_share_it_by(root: Path) -> None:
    assert side(root, "2013/10/08/n", "//figure | //details[@class='share']") == []
    assert side(root, "2013/10/08/n", "//div[@class='notice']/p") == ["2013年10月15日不实。"]
    assert not (root / "2013/10/08/n/qr.svg").exists()
    assert (root / "2013/10/08/m/qr.svg").exists()


def test_schedules_lead_to_what_they_correct_and_to_what_corrects_them(root: Path) -> None:
    told = "//div[@class='item-main']/p[@class='notice']"
    assert side(root, "2013/10/01/plan", told) == [
        "这份安排有更正。请看2013年10月8日第2期的2013-10-08的安排。"
    ]
    assert side(root, "2013/10/08/plan", told) == [
        "这份安排已经更正。请看2013年10月15日第3期的2013-10-15的安排。",
        "这份安排更正2013年10月1日第1期的2013-10-01的安排；没有写到的人照旧。",
    ]
    (whole,) = side(root, "2013/10/15/plan", told)
    assert whole == "这份安排更正2013年10月8日第2期的2013-10-08的安排。"
    (link,) = page(root, "2013/10/15/plan").xpath(f"{told}/a/@href")
    assert link == "../../08/plan/index.html"


# -- fronts ---------------------------------------------------------------------------------------
def test_a_front_leads_to_the_issues_beside_it_and_the_home_page_to_the_one_before(
    root: Path,
) -> None:
    assert ways(root, "2013/10/08") == [
        *(("上一期2013年10月1日 第1期", "../01/"), ("下一期2013年10月15日 第3期", "../15/")),
    ]
    assert ways(root, "") == [("上一期2013年10月8日 第2期", "2013/10/08/")]
    assert side(root.parent / "empty", "", "//article/header/h2") == ["2013-10-15的安排"]


def test_days_to_come_of_an_earlier_schedule_stand_on_the_home_page_alone(root: Path) -> None:
    days = "//section[@class='service']//dd"
    assert side(root, "", days) == ["接访于方二楼"]
    assert side(root, "2013/10/15", days) == []


def test_a_front_offers_the_calendar_of_its_timetables_where_one_was_made(root: Path) -> None:
    calendars = "//main//a[starts-with(@href, 'webcal:')]/@href"
    assert page(root, "2013/10/08").xpath(calendars) == [
        "webcal://www.example.cn/reception/2013-10-08.ics"
    ]
    assert page(root, "2013/10/15").xpath(calendars) == []


def test_a_front_names_what_stands_and_apart_from_it_what_was_retracted(root: Path) -> None:
    said = page(root, "2013/10/08").xpath("string(//meta[@name='description']/@content)")
    assert said.strip() == "伊滨通讯第2期（2013年10月8日）：第a篇；第b篇；第c篇；第d篇。"
    heads = side(root, "2013/10/08", "//main//h2[@id='h-withdrawn']/following-sibling::ul/li")
    assert heads == ["不实的"]
    cards = side(root, "2013/10/08", "//main//article//*[self::h2 or self::h3]")
    assert cards == [*(f"第{name}篇" for name in "abcdefghijkl"), "有照片的"]
    assert side(root, "2013/10/08", "//section[@class='service']//dd") == [
        *("接访林晓大厅", "接访何静大厅"),
    ]
