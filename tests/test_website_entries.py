"""An item in a list: what tells it from the others, in the words of the page's script."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from edition.addresses import Addresses
from items import item_of
from newsroom.appointments import Appointment, Duty, Schedule
from newsroom.kinds import Kind
from newsroom.model import Body, Brief, Notice, Photo
from website.briefs import _rows
from website.downloads import said_size
from website.entries import entry_of
from website.views import Link, opening

AT = Addresses("https://www.paper.cn", "", "paper")
EDITION: Any = SimpleNamespace(
    set_text=lambda words: words.replace("则", "則").replace("张", "張").replace("图", "圖"),
    item_path=lambda item: AT.item(item.issue_day, item.id),
)
PHOTO = Photo(PurePosixPath("issues/2013-10-08/a.jpg"), "0123456789", 900, 600, "河岸")
BRIEFS = (
    Brief("b1", "路|通了", Body.of("<p>昨天通车。</p>")),
    Brief("b2", "", Body.of("<p>灯也亮了。</p>")),
    Brief("b3", "桥修好了", Body.of("<p>今天。</p>")),
)
PLAIN: dict[str, Any] = {
    "link": {"name": "步道开放", "path": "2013/10/08/lead/index.html"},
    "iso": "2013-10-08",
    "day": "2013年10月8日",
    "kind": "报道",
    "headline": "步道|开放",
    "kicker": "",
    "summary": "",
    "note": "",
    "picture": None,
}


def on(*days: date) -> Schedule:
    """A schedule with something on these days, as its table has them."""
    return Schedule(
        *(PurePosixPath("a.csv"), date(2013, 10, 1), date(2013, 10, 31), "大厅", (), ()),
        tuple(Appointment("林晓", Duty.RECEPTION, day, "大厅") for day in days),
    )


@pytest.mark.parametrize(
    ("fields", "otherwise"),
    [
        ({}, {}),
        ({"kicker": "引题"}, {"kicker": "引题"}),
        ({"kind": Kind.PHOTO}, {"kind": "圖片"}),
        ({"summary": "摘要。", "deck": "副|题"}, {"summary": "摘要。"}),
        ({"deck": "副|题"}, {"summary": "副题"}),
        ({"kind": Kind.BRIEF, "briefs": BRIEFS}, {"kind": "简讯", "summary": "路通了；桥修好了"}),
        (
            {"kind": Kind.BRIEF, "briefs": BRIEFS[1:2], "summary": "灯也亮了。"},
            {"kind": "简讯", "summary": "灯也亮了。", "note": "1則"},
        ),
        (
            {"kind": Kind.SCHEDULE, "schedule": on(date(2013, 10, 14), date(2013, 10, 9))},
            {"kind": "日程", "note": "10月9日—10月14日"},
        ),
        (
            {"kind": Kind.SCHEDULE, "schedule": on(date(2013, 10, 9), date(2013, 10, 9))},
            {"kind": "日程", "note": "10月9日"},
        ),
        ({"kind": Kind.SCHEDULE, "schedule": on()}, {"kind": "日程"}),
        (
            {
                "retraction": Notice(date(2013, 10, 9), "不实。"),
                "kicker": "引题",
                "summary": "摘要。",
                "photos": (PHOTO, PHOTO),
            },
            {
                "link": {**PLAIN["link"], "name": "已撤回：步道开放"},
                "headline": "",
            },
        ),
    ],
)
def test_an_entry_tells_what_its_item_has(
    fields: dict[str, Any], otherwise: dict[str, Any]
) -> None:
    entry = asdict(entry_of(EDITION, item_of("2013-10-08/lead", "步道|开放", **fields)))
    if fields.get("briefs") == BRIEFS:
        otherwise = {**otherwise, "note": "3則"}
    assert entry == {**PLAIN, **otherwise}


@pytest.mark.parametrize(("count", "note"), [(1, ""), (2, "2張照片"), (3, "3張照片")])
def test_several_photos_are_counted(count: int, note: str) -> None:
    entry = entry_of(EDITION, item_of("2013-10-08/lead", "步道", photos=(PHOTO,) * count))
    assert entry.picture is not None
    assert entry.note == note


def test_every_brief_has_its_row_but_those_of_an_item_that_was_retracted() -> None:
    wrong = Notice(date(2013, 10, 9), "不实。")
    items = [
        item_of("2013-10-15/news", "要闻", briefs=BRIEFS[:2]),
        item_of("2013-10-10/lead", "头条", "<p>不是简讯。</p>"),
        item_of("2013-10-08/gone", "要闻", briefs=BRIEFS, retraction=wrong),
        item_of("2013-10-08/news", "要闻", briefs=BRIEFS[2:]),
    ]
    edition: Any = SimpleNamespace(items=items, item_path=EDITION.item_path)
    rows = [
        (row.link, row.anchor, row.iso, row.day, row.text)
        for row in _rows(edition)  # as the page of briefs shows them
    ]
    new, old = "2013/10/15/news/index.html", "2013/10/08/news/index.html"
    assert rows == [
        (Link("路通了", new), "b1", "2013-10-15", "2013年10月15日", "昨天通车。"),
        (Link("灯也亮了。", new), "b2", "2013-10-15", "2013年10月15日", ""),
        (Link("桥修好了", old), "b3", "2013-10-08", "2013年10月8日", "今天。"),
    ]
    edition.items = [item_of("2013-10-08/news", "要闻", briefs=BRIEFS)] * 21
    assert len(_rows(edition)) == 60


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "1 KB"),
        (1_499, "1 KB"),
        (1_501, "2 KB"),
        (999_999, "1000 KB"),
        (1_000_000, "1.0 MB"),
        (12_340_000, "12.3 MB"),
    ],
)
def test_the_size_of_a_file_is_told_as_a_reader_counts(size: int, said: str) -> None:
    assert said_size(size) == said


@pytest.mark.parametrize(
    ("html", "room", "shown"),
    [
        ("<p>甲乙。</p><p>丙丁。</p><p>戊己。</p>", (2, 99), ["甲乙。", "丙丁。"]),
        ("<p>甲乙。</p><p>丙丁。</p>", (1, 99), ["甲乙。"]),
        ("<p>甲乙。丙丁。</p>", (1, 4), ["甲乙。"]),
        ("<p>甲乙。丙丁。</p>", (1, 6), ["甲乙。丙丁。"]),
        ("<p>甲乙丙丁戊己。</p>", (1, 4), ["甲乙丙丁……"]),
        ("<p>甲乙。</p><p>丙丁戊己。</p>", (2, 5), ["甲乙。"]),  # no stump below a whole one
        ("<p>甲乙。</p><p>丙。丁戊己。</p>", (2, 6), ["甲乙。", "丙。"]),
        ("<p>甲乙。</p><p>丙丁。</p>", (2, 3), ["甲乙。"]),
        ("<p>甲<b>乙</b>。</p><p>丙丁。</p>", (1, 99), ["甲乙。"]),
        ("<blockquote><p>引文。</p></blockquote><p>甲乙。</p>", (1, 99), ["甲乙。"]),
        (
            '<p>甲<a href="#fn1" role="doc-noteref">1</a>乙。</p><p>丙丁。</p>',
            (1, 99),
            ["甲乙。"],
        ),
        (
            "<p>甲<b>乙</b>。</p><section><ol><li><p>注。</p></li></ol></section>",
            (9, 99),
            ["甲乙。"],
        ),
        ("", (2, 99), []),
        ("<p>甲乙。丙丁。戊己庚辛。</p>", (1, 8), ["甲乙。丙丁。"]),
        ("<p>甲乙丙丁戊己庚辛</p>", (1, 4), ["甲乙丙丁……"]),
    ],
)
def test_a_text_begins_on_a_front_with_whole_sentences(
    html: str, room: tuple[int, int], shown: list[str]
) -> None:
    assert [*opening(Body.of(html), *room)] == shown
