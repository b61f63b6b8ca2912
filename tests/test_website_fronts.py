"""The front of an issue ends as one, however few or many its stories are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import presses
from asking import seen
from browsing import browser, look, serving, visit
from edition.tree import OutputTree
from hostile_copy import SENTENCE
from measuring import faults
from newsrooms import issue, item, picture, write
from test_website_sample import build, print_by_hand
from website.front import front_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from edition.model import Edition

__all__ = ["browser"]  # a fixture
FIRST = date(2012, 1, 3)
SIZES = (1, 3, 8, 20)
KINDS = ("plain", "photos", "boxes")
TABLE = """接访安排,,下访安排,
姓名,时间,时间,地点
刘冠瑜,1月10日、11日,1月12日,佃庄镇东马庄村
王涛,1月13日,1月16日,诸葛镇梁村社区
"""


def _issue(content: Path, day: date, stories: int, kind: str, chance: random.Random) -> None:
    """An issue of so many stories, the last two of them boxes or none."""
    on = day.isoformat()
    issue(
        content, on, 1 + (day - FIRST).days // 7, editors=[{"name": "钱编辑", "role": "责任编辑"}]
    )
    for place in range(stories):
        body = "\n\n".join(SENTENCE * chance.randint(1, 4) for _ in range(chance.randint(1, 8)))
        more: dict[str, Any] = {"headline": f"区里第{place}件事办完了", "rank": min(3, place + 1)}
        if kind != "plain" and chance.random() < 0.5:
            size = chance.choice(((1200, 800), (800, 1200)))
            write(content, f"issues/{on}/p{place}.jpg", picture(size=size))
            more["photos"] = [{"file": f"p{place}.jpg", "alt": "路。", "caption": "新路。"}]
        if kind == "boxes" and place == 1:
            write(content, f"issues/{on}/days.csv", TABLE)
            schedule = {"period": "2012-01", "venue": "信访大厅", "hours": "上午8:30-12:00"}
            more = {"kind": "schedule", "table": "days.csv", "schedule": schedule}
        if kind == "boxes" and place == 2:
            more = {"kind": "brief", "headline": "要闻 时述"}
            count = chance.choice((3, 12))
            body = "\n\n---\n\n".join(f"### 第{n}则\n\n{SENTENCE * 2}" for n in range(count))
        item(content, f"story-{place}", body, on, **more)


def _half_printed(edition: Edition, tree: OutputTree) -> None:
    """A press that prints every second issue."""
    print_by_hand(replace(edition, issues=edition.issues[::2]), tree)


@pytest.fixture(scope="module")
def fronts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The site, and the fronts of its issues."""
    folder = tmp_path_factory.mktemp("fronts")
    chance = random.Random(5)  # noqa: S311 - not a secret, but always the same
    days = []
    for stories in SIZES:
        for kind in KINDS:
            day = FIRST + timedelta(days=7 * len(days))
            _issue(folder / "content", day, stories, kind, chance)
            days.append(f"{day:%Y/%m/%d}/index.html")
    rooms, options = ("press", "reception", "website"), {"website": {"cards": False}}
    with presses.printed_by(_half_printed):
        output, _ = build(folder / "content", folder, rooms, options=options)
    with serving(output) as address:
        yield address, days


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("width", "now"), [(1280, "2012-01-02"), (1280, "2012-01-12"), (1024, "2013-01-01")]
)
def test_both_columns_of_a_front_end_together_without_a_hole(
    browser: Browser, fronts: tuple[str, list[str]], width: int, now: str
) -> None:
    """Before, during and after the days of a schedule, which no estimate can know."""
    address, days = fronts
    with visit(browser, width=width) as page:
        page.clock.install(time=f"{now}T08:00:00+08:00")
        assert faults(page, address, ["index.html", *days]) == []


def test_what_fills_a_column_can_be_seen_and_is_not_read_twice(
    browser: Browser, fronts: tuple[str, list[str]]
) -> None:
    address, days = fronts
    shown = set()
    with look(browser) as page:
        for day in days:
            page.goto(address + day)
            for part in page.locator(".filler > p").all():
                assert part.evaluate("one => !!one.closest('[aria-hidden=true]')")
                assert part.locator("xpath=..").locator("a:not([tabindex='-1'])").count() == 0
                box, room = part.bounding_box(), part.locator("xpath=..").bounding_box()
                if box and room and box["x"] < room["x"] + room["width"] and room["height"]:
                    shown.add(seen(part))
    assert shown == {"看本期原版面", "本期目录"}


def test_what_the_editor_ranks_highest_leads_whatever_its_name_and_page(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    item(content, "a", headline="印在二版的", page=2, rank=2)
    item(content, "z", headline="最要紧的", rank=1)
    with presses.editions(content, tmp_path, ["website"]) as editions:
        edition = next(iter(editions.values()))
        assert [one.id for one in edition.issues[0].items] == ["a", "z"]  # as the pages come
        with OutputTree(tmp_path / "site") as tree:
            front = front_of(edition, tree, edition.issues[0], {})
    assert front.lead is not None
    assert front.lead.item.id == "z"
