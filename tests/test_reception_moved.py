"""Whoever looks for a day or a village finds where a visit was moved to, and no other day."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from newsroom.kinds import Script
from newsrooms import issue, item, write
from presses import built

PLANS = {
    "2013-08-13": (
        "姓名,接访时间\n林晓,8月20日、9月25日\n",
        {"period": {"start": "2013-08-15", "end": "2013-09-30"}},
    ),
    "2013-09-24": (
        """姓名,接访时间,下访时间,下访地点
林晓,10月15日,10月22日,佃庄镇东马庄村
何静,10月30日,10月22日,李村镇雷村
王明,10月16日,10月23日,寇店镇西朱村
""",
        {"period": "2013-10"},
    ),
    "2013-10-08": (
        "姓名,下访时间,下访地点\n林晓,10月25日,佃庄镇西马庄村\n王明,10月23日,寇店镇东朱村\n",
        {"period": "2013-10", "corrects": "2013-09-24/plan"},
    ),
    "2013-10-09": (
        "姓名,接访时间\n何静,10月29日\n",
        {"period": "2013-10", "corrects": "2013-10-08/plan"},
    ),
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A schedule of autumn, one of October, and two corrections of it."""
    folder = tmp_path_factory.mktemp("moved")
    for number, (day, (table, schedule)) in enumerate(PLANS.items(), 1):
        issue(folder / "content", day, number)
        write(folder / "content", f"issues/{day}/plan.csv", table)
        given = {"venue": "信访大厅", "hours": "上午8:30-12:00", **schedule}
        plan = {"kind": "schedule", "table": "plan.csv", "schedule": given}
        item(folder / "content", "plan", "", day, headline=f"{number}号安排", **plan)
    return built(folder / "content", folder, ["reception", "website"], scripts=(Script.HANS,))[0]


def page(output: Path, path: str) -> html.HtmlElement:
    """The page of a path with a star for what is not known."""
    (found,) = output.glob(f"reception/{path}index.html")
    made: html.HtmlElement = html.document_fromstring(found.read_bytes())
    return made


def days(shown: html.HtmlElement, off: str = "") -> list[str]:
    """The days that a page lists. off: "[@data-off]" for those on which nothing takes place."""
    return [str(day) for day in shown.xpath(f"//main//li[@data-day]{off}/@data-day")]


def test_the_village_that_was_left_says_where_to_and_the_new_one_says_nothing_of_the_old_day(
    output: Path,
) -> None:
    left = page(output, "places/*dong-ma-zhuang-cun*/")
    assert (days(left), days(left, "[@data-off]")) == (["2013-10-22"], ["2013-10-22"])
    words = "".join(left.xpath("//main")[0].text_content().split())
    assert "已改期下访林晓佃庄镇东马庄村改到2013年10月25日，佃庄镇西马庄村" in words
    new = page(output, "places/*xi-ma-zhuang-cun*/")
    assert (days(new), days(new, "[@data-off]")) == (["2013-10-25"], [])


def test_a_day_is_off_when_nothing_is_left_of_it(output: Path) -> None:
    year = page(output, "2013/")
    assert days(year) == [
        *("2013-08-20", "2013-09-25", "2013-10-15", "2013-10-16", "2013-10-22", "2013-10-23"),
        *("2013-10-25", "2013-10-29", "2013-10-30"),
    ]
    assert days(year, "[@data-off]") == ["2013-10-30"]  # on the 22nd somebody else still comes


def test_the_first_page_begins_a_month_before_the_newest_schedule(output: Path) -> None:
    shown = days(page(output, ""))
    assert shown[:2] == ["2013-09-25", "2013-10-15"]
    assert shown[-1] == "2013-10-30"


def test_only_what_was_moved_to_another_day_bears_the_day_before(output: Path) -> None:
    moved = page(output, "2013/").xpath(
        "//*[@itemtype='https://schema.org/Event'][meta[@itemprop='previousStartDate']]"
    )
    told = {
        one.xpath("string(meta[@itemprop='name']/@content)"): (
            one.xpath("string(meta[@itemprop='previousStartDate']/@content)"),
            one.xpath("string(meta[@itemprop='startDate']/@content)")[:10],
        )
        for one in moved
    }
    assert told == {
        "林晓下访": ("2013-10-22", "2013-10-25"),
        "何静接访": ("2013-10-30", "2013-10-29"),
    }


def test_the_list_of_corrections_has_the_newest_first(output: Path) -> None:
    text = page(output, "changes/").xpath("//main")[0].text_content()
    assert 0 < text.index("4号安排") < text.index("3号安排")
