"""In which files of a room that failed something is looked for that was taken back since."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from edition.addresses import Addresses
from edition.takenback import TakenBack, _Search
from items import item_of
from ledger.facts import Appointed
from ledgers import appointed, at
from newsroom.appointments import Appointment, Duty
from newsroom.model import Notice, Photo

KEY = "2014-01-02/wrong"
SAID = "施工队把最后一段护栏装好了"
PHOTO = Photo(PurePosixPath("issues/2014-01-02/a.jpg"), "0123456789", 9, 9, "河岸")
ITEM = item_of(
    KEY,
    "步道国庆节前向市民开放",
    f"<p>九月。{SAID}，<b>国庆前</b>开放。</p>",
    photos=(PHOTO,),
    retraction=Notice(date(2014, 1, 3), "所述不实。"),
)
AT = Addresses("https://www.paper.cn", "", "paper")
PLAIN: Any = SimpleNamespace(item=lambda item: item, appointment=lambda one, _: one)
MEETING = Appointment("何静", Duty.VISIT, date(2014, 1, 8), "柳树镇河东村")


def bears(path: str, text: str | bytes, *, retracted: bool = True, lost: bool = False) -> bool:
    """Whether a file may show the item."""
    told: tuple[Appointed, ...] = (appointed("u@x", KEY, MEETING, at("2014-01-02")),)
    source = None if lost else ITEM if retracted else replace(ITEM, retraction=None)
    taken = TakenBack("mark", (KEY,), source, told if lost else (), retracted)
    data = text.encode() if isinstance(text, str) else text
    return _Search(taken, AT, PLAIN).bears(path, lambda _: data)


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("index.html", f"<p>{SAID}</p>", True),
        ("index.html", "<p>施工队把最后\n一段 护栏<br>装好了</p>", True),
        ("index.html", f'<img alt="{SAID}">', True),
        ("feed.xml", f"&lt;p&gt;{SAID}&lt;/p&gt;", True),
        ("feed.xml", "&lt;p&gt;施工队把最后&lt;b&gt;一段护栏装好了", True),
        ("feed.json", json.dumps({"content": SAID}, ensure_ascii=False), True),
        ("feed.json", json.dumps({"content": SAID}), True),  # in escapes
        ("calendar.ics", SAID, True),
        ("kit.txt", SAID.encode("utf-16"), True),
        ("search/a.txt", "施工\t1,2\n护栏\t1\n", True),  # an index says all it said, in pieces
        ("index.html", "<p>施工队把护栏装好了</p>", False),
        ("index.html", '<a href="/2014/01/02/wrong/">步道国庆节前向市民开放</a>', False),
        ("notes.txt", "施工队\n", False),
        ("2014/01/02/wrong/card.png", b"\x89PNG", True),
        ("2014/01/02/paper-2014-01-02.epub", b"PK", True),
        ("2014/01/09/paper-2014-01-09.epub", b"PK", False),
        ("2014/01/02/photos/a-01234567-480.webp", b"RIFF", True),
        ("2014/01/02/photos/b-89abcdef-480.webp", b"RIFF", False),
        ("index.html", '<img src="/2014/01/02/photos/a-01234567-480.webp">', True),
    ],
)
def test_what_an_item_said_is_found_however_it_is_written(
    path: str, text: str | bytes, *, shown: bool
) -> None:
    assert bears(path, text) == shown


def test_of_a_withdrawn_item_the_headline_is_looked_for_too() -> None:
    headline = "<h2>步道国庆节前向市民开放</h2>"
    assert not bears("index.html", headline)
    assert bears("index.html", headline, retracted=False)


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("archive/index.html", '<a href="/2014/01/02/wrong/">', True),
        ("2014/01/02/index.html", "", True),
        ("2014/01/02/second/index.html", '<a href="../wrong/">', True),
        ("2014/01/02/second/index.html", '<a href="../other/">', False),
        ("2014/01/09/second/index.html", '<a href="../wrong/">', False),
        ("2014/01/02/photos/b-89abcdef-480.webp", b"RIFF", True),
        ("reception/calendar.ics", "SUMMARY:何静下访", True),
        ("reception/calendar.ics", "LOCATION:柳树镇河东村", True),
        ("reception/calendar.ics", "SUMMARY:林晓下访", False),
    ],
)
def test_of_an_item_whose_file_is_gone_whatever_leads_to_it_may_show_it(
    path: str, text: str | bytes, *, shown: bool
) -> None:
    assert bears(path, text, retracted=False, lost=True) == shown
