"""What of an item is news when it changes, and so tells its readers anew; and what is none.

Every field of everything that an item is made of is in one of the two lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, time
from pathlib import PurePosixPath
from typing import Any

import pytest

from items import item_of
from ledger.digests import notice_digest, told_digest
from newsroom.appointments import Appointment, Duty, Schedule, ScheduleRow, Session
from newsroom.kinds import Kind, Script
from newsroom.model import Body, Brief, Credit, Fact, Figure, NewsItem, Notice, Photo, Recording

DAY = date(2013, 10, 8)
MORNING = Session(time(8, 30), time(12))
CREDIT = Credit("林晓", "记者", "本报", "文")
PHOTO = Photo(PurePosixPath("a.jpg"), "0a", 900, 600, "河岸", "新修的步道。", (CREDIT,))
FIGURE = Figure("8", "座", "桥")
PHONE = Fact("phone", "电话", "63000000")
BRIEF = Brief("b1", "后街通车", Body.of("<p>后街今天通车。</p>"), (CREDIT,))
READ = Recording(PurePosixPath("a.mp3"), "0b", "audio/mpeg", 9000, 60.0, "", 5.0)
ROW = ScheduleRow("何静", (DAY,), (DAY,), "柳树镇河东村", "镇长", "10月8日", "10月9日")
MEETING = Appointment(
    *("何静", Duty.OCCASION, DAY, "柳树镇河东村", "柳树镇", "河东村", (MORNING,), "上午"),
    *("he-jing-0a", "he-dong-0b", "liu-shu-0c", "坐班", "开放日", "陪同"),
)
TABLE = Schedule(
    *(PurePosixPath("a.csv"), DAY, date(2013, 10, 31), "一楼大厅", (MORNING,), (ROW,), (MEETING,)),
    *("上午出发", "63000001", "供水", "前一天", "十月安排", "", False, (("姓名", "日期"),)),
)
ITEM = item_of(
    "2013-10-08/lead",
    "步道|今天开放",
    '<p>河岸步道<a href="/map/">今天开放</a>。</p>',
    kicker="引题",
    deck="副题",
    dateline="本报讯",
    summary="两年修成。",
    bylines=(CREDIT,),
    photos=(PHOTO,),
    audio=READ,
    figures=(FIGURE,),
    quote="早上来走一圈。",
    facts=(PHONE,),
    briefs=(BRIEF,),
    schedule=TABLE,
)
OTHER_BODY = Body.of('<p>河岸步道<a href="/map/">明天开放</a>。</p>')
NEWS: dict[str, dict[str, Any]] = {
    "NewsItem": {
        "kind": Kind.NOTICE,
        "section": "minsheng",
        "headline": "步道|明天开放",
        "body": OTHER_BODY,
        "kicker": "另一引题",
        "deck": "另一副题",
        "dateline": "本报综合消息",
        "summary": "三年修成。",
        "bylines": (),
        "photos": (),
        "audio": None,
        "figures": (),
        "quote": "晚上来走一圈。",
        "facts": (),
        "briefs": (),
        "schedule": None,
    },
    "Credit": {"name": "林小", "role": "通讯员", "organisation": "本台", "work": "摄影"},
    "Photo": {"digest": "0c", "alt": "河边", "caption": "新修的桥。", "credits": ()},
    "Figure": {"value": "9", "unit": "条", "label": "路"},
    "Fact": {"name": "fax", "value": "63000009"},
    "Brief": {"headline": "后街修好", "body": OTHER_BODY, "bylines": ()},
    "Recording": {"digest": "0d", "start": 6.0},
    "ScheduleRow": {
        "person": "何敬",
        "post": "书记",
        "reception_text": "10月10日",
        "visit_text": "10月11日",
        "visit_place": "柳树镇河西村",
    },
    "Appointment": {
        "person": "何敬",
        "duty": Duty.VISIT,
        "day": date(2013, 10, 9),
        "place": "柳树镇河西村",
        "sessions": (Session(time(9), time(12)),),
        "note": "下午",
        "what": "值班",
        "title": "说明会",
        "role": "带班",
    },
    "Schedule": {
        "period_start": date(2013, 10, 1),
        "period_end": date(2013, 10, 30),
        "venue": "二楼大厅",
        "hours": (),
        "rows": (),
        "appointments": (),
        "visit_rule": "下午出发",
        "contact": "63000002",
        "topics": "供暖",
        "booking_deadline": "当天",
        "caption": "十月的安排",
        "sheet": (("姓名", "时间"),),
    },
}
NO_NEWS: dict[str, dict[str, Any]] = {
    "NewsItem": {
        "id": "second",
        "issue_day": date(2013, 10, 9),
        "source": PurePosixPath("b.md"),
        "headline": "步道今天|开放",
        "body": Body.of('<p>河岸步道\n<b><a href="/map/">今天</a></b>开放。</p>'),
        "script": Script.HANT,
        "digest": "0e",
        "position": 3,
        "subheads": (),
        "print_wish": replace(ITEM.print_wish, rank=1),
        "characters": 12,
        "status": None,
        "embargo": None,
        "corrections": (Notice(DAY, "数字有误。"),),
        "retraction": Notice(DAY, "所述不实。"),
        "moved_from": ("2013-10-08/old",),
        "glossary": (("后街", "後街"),),
        "record": None,
    },
    "Credit": {},
    "Photo": {
        "file": PurePosixPath("b.jpg"),
        "width": 450,
        "height": 300,
        "size": "large",
        "crop": (0.1, 0.1),
    },
    "Figure": {},
    "Fact": {"label": "电话号码"},
    "Brief": {"anchor": "b2"},
    "Recording": {
        "file": PurePosixPath("b.mp3"),
        "media_type": "audio/mp4",
        "length": 8000,
        "seconds": 61.0,
        "form": "a",
    },
    "ScheduleRow": {
        "reception_days": (),  # told by the appointments, as what follows
        "visit_days": (),
        "reception_place": "三楼",
        "person_id": "he-jing-1a",
        "place_id": "he-xi-1b",
    },
    "Appointment": {
        "town": "柳林镇",
        "village": "河西村",
        "person_id": "he-jing-1a",
        "place_id": "he-xi-1b",
        "town_id": "liu-lin-1c",
        "rule": "FREQ=DAILY",
    },
    "Schedule": {
        "file": PurePosixPath("b.csv"),
        "corrects": "2013-09-30/reception",
        "whole": True,
    },
}
WITHIN: dict[str, Callable[[Any], NewsItem]] = {
    "NewsItem": lambda item: item,
    "Credit": lambda credit: replace(ITEM, bylines=(credit,)),
    "Photo": lambda photo: replace(ITEM, photos=(photo,)),
    "Figure": lambda figure: replace(ITEM, figures=(figure,)),
    "Fact": lambda fact: replace(ITEM, facts=(fact,)),
    "Brief": lambda brief: replace(ITEM, briefs=(brief,)),
    "Recording": lambda read: replace(ITEM, audio=read),
    "ScheduleRow": lambda row: replace(ITEM, schedule=replace(TABLE, rows=(row,))),
    "Appointment": lambda one: replace(ITEM, schedule=replace(TABLE, appointments=(one,))),
    "Schedule": lambda table: replace(ITEM, schedule=table),
}
THINGS = (ITEM, CREDIT, PHOTO, FIGURE, PHONE, BRIEF, READ, ROW, MEETING, TABLE)


@pytest.mark.parametrize("thing", THINGS, ids=[type(thing).__name__ for thing in THINGS])
def test_all_that_readers_see_of_an_item_is_news_and_nothing_else_is(thing: Any) -> None:
    kind = type(thing).__name__
    assert NEWS[kind].keys() | NO_NEWS[kind].keys() == {one.name for one in fields(thing)}
    told = told_digest(ITEM)
    for name, value in NEWS[kind].items():
        assert told_digest(WITHIN[kind](replace(thing, **{name: value}))) != told, name
    for name, value in NO_NEWS[kind].items():
        assert told_digest(WITHIN[kind](replace(thing, **{name: value}))) == told, name


@pytest.mark.parametrize(
    "signed",
    [
        replace(ITEM, photos=(replace(PHOTO, credits=(replace(CREDIT, name="于方"),)),)),
        replace(ITEM, briefs=(replace(BRIEF, bylines=(replace(CREDIT, name="于方"),)),)),
        replace(ITEM, body=Body.of('<p>河岸步道<a href="/way/">今天开放</a>。</p>')),
    ],
    ids=["under a photo", "under a brief", "where a link leads"],
)
def test_who_signs_and_where_a_link_leads_is_news(signed: NewsItem) -> None:
    assert told_digest(signed) != told_digest(ITEM)


def test_a_summary_that_was_made_of_the_text_is_no_news_of_its_own() -> None:
    made = replace(ITEM, summary="河岸步道今天……")
    assert told_digest(made) == told_digest(replace(ITEM, summary=""))
    assert told_digest(made) != told_digest(replace(ITEM, summary="河岸步道明天……"))


def test_a_notice_is_its_day_and_its_words() -> None:
    notice = Notice(DAY, "数字 有误。")
    assert notice_digest(Notice(DAY, "数字有误。\n")) == notice_digest(notice)
    assert notice_digest(Notice(date(2013, 10, 9), "数字有误。")) != notice_digest(notice)
    assert notice_digest(Notice(DAY, "数字无误。")) != notice_digest(notice)
