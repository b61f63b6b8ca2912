"""A hit is shown by its row: where it leads, what it is called, when it came out, its picture."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from edition.addresses import Addresses
from edition.photos import variants
from items import item_of
from newsroom.cabinet import Cabinet
from newsroom.kinds import Kind
from newsroom.model import Issue, NewsItem, Notice, Photo
from search import folding
from search.index import _Index, _shards_for
from search.shelf import Shelf
from searching import numbers_of

PHOTO = Photo(PurePosixPath("issues/2013-10-08/a.jpg"), "0123456789", 1800, 1200, "河岸")
WRONG = Notice(date(2013, 10, 9), "不实。")
SMALLEST = f"../{variants(PHOTO)[0].path}"
PLAIN = [
    *("../2013/10/08/lead/index.html", "步道开放", "要闻", "2013-10-08", "2013年10月8日"),
    *("第29期", "报道", "", ""),
]


def index(folder: Path, *issues: Issue, keep_index: bool = True, before: Any = ()) -> _Index:
    """The index of some issues, the newest first. before: the editions before this one."""
    at = Addresses("https://www.paper.cn", "", "paper")
    months: dict[tuple[int, int], tuple[Issue, ...]] = {}
    for one in issues:
        key = one.day.year, one.day.month
        months[key] = (*months.get(key, ()), one)
    edition: Any = SimpleNamespace(
        cache=folder,
        addresses=at,
        siblings=(SimpleNamespace(addresses=at),),
        items=[item for one in issues for item in one.items],
        by_month=months,
        before=before,
        keep_index=keep_index,
        item_path=lambda item: at.item(item.issue_day, item.id),
        section_of=lambda _: SimpleNamespace(name="要闻"),
        set_text=lambda words: words.replace("图", "圖"),
    )
    return _Index(edition)


def came_out(day: str, number: int, *items: NewsItem) -> Issue:
    """An issue of these items."""
    place = PurePosixPath(f"issues/{day}/issue.md")
    return Issue(date.fromisoformat(day), number, place, items, "")


@pytest.mark.parametrize(
    ("fields", "otherwise"),
    [
        ({}, {}),
        ({"kind": Kind.PHOTO}, {6: "圖片"}),
        ({"photos": (PHOTO, PHOTO)}, {7: SMALLEST}),
        ({"photos": (PHOTO,), "retraction": WRONG}, {}),
    ],
)
def test_a_row_says_what_its_item_is(
    tmp_path: Path, fields: dict[str, Any], otherwise: dict[int, str]
) -> None:
    lead = item_of("2013-10-08/lead", "步道|开放", **fields)
    ((row,),) = map(json.loads, index(tmp_path, came_out("2013-10-08", 29, lead)).rows("2013-10"))
    assert row == [otherwise.get(place, cell) for place, cell in enumerate(PLAIN)]


def test_a_row_leads_to_a_folder_where_the_paper_wants_no_names_of_files(tmp_path: Path) -> None:
    one = came_out("2013-10-08", 29, item_of("2013-10-08/lead", "步道"))
    (rows,) = index(tmp_path, one, keep_index=False).rows("2013-10")
    assert json.loads(rows)[0][0] == "../2013/10/08/lead/"


def test_rows_come_eight_to_a_file_the_oldest_issue_and_the_last_of_its_items_first(
    tmp_path: Path,
) -> None:
    new = came_out("2013-10-15", 30, *(item_of(f"2013-10-15/n{n}", f"新{n}") for n in range(6)))
    old = came_out("2013-10-08", 29, *(item_of(f"2013-10-08/o{n}", f"旧{n}") for n in range(3)))
    files = [
        [row[1] for row in json.loads(rows)] for rows in index(tmp_path, new, old).rows("2013-10")
    ]
    assert files == [["旧2", "旧1", "旧0", "新5", "新4", "新3", "新2", "新1"], ["新0"]]


def test_months_are_numbered_from_the_oldest_on_with_room_to_grow(tmp_path: Path) -> None:
    issues = [
        came_out("2014-01-07", 4, item_of("2014-01-07/a", "四")),
        came_out("2013-12-24", 3, *(item_of(f"2013-12-24/n{n}", f"三{n}") for n in range(32))),
        came_out("2013-10-15", 2, item_of("2013-10-15/a", "二")),
        came_out("2013-10-08", 1, item_of("2013-10-08/a", "一")),
    ]
    assert json.loads(index(tmp_path, *issues).meta()) == {
        "shards": 16,
        "fold": "fold.txt",
        "s": "s",
        "months": {"2013-10": 0, "2013-12": 32, "2014-01": 64},
    }


def test_a_shard_has_three_items_at_most_until_there_are_as_many_as_can_be() -> None:
    sizes = (0, 24, 25, 48, 49, 24_576, 24_577, 100_000)
    assert [_shards_for(items) for items in sizes] == [8, 8, 16, 16, 32, 8192, 8192, 8192]


def test_an_item_that_the_scripts_tell_otherwise_stands_once_under_each_key(tmp_path: Path) -> None:
    issues = [
        came_out("2013-10-15", 2, item_of("2013-10-15/a", "步道", "<p>软件好用</p>")),
        came_out("2013-09-30", 1, item_of("2013-09-30/a", "步道", "<p>灯亮了</p>")),
    ]
    other = [
        came_out("2013-10-15", 2, item_of("2013-10-15/a", "步道", "<p>軟體好用</p>")),
        issues[1],
    ]
    first = SimpleNamespace(
        by_month={(one.day.year, one.day.month): (one,) for one in issues},
    )
    made = index(tmp_path, *other, before=(first,))
    lines = [line for shard in range(made.shards) for line in made.renderer(shard)().splitlines()]
    found = {key: [*map(numbers_of, runs)] for key, *runs in (line.split("\t") for line in lines)}
    assert found == {
        "# yaowen": [[0, 32]],
        "步道": [[0, 32], [0, 32]],
        "灯亮": [[0]],
        "亮了": [[0]],
        folding.fold("软件"): [[32]],
        folding.fold("件好"): [[32]],
        folding.fold("軟體"): [[32]],
        folding.fold("體好"): [[32]],
        "好用": [[32]],
    }
    for shard in range(made.shards):
        keys = [line.partition("\t")[0] for line in made.renderer(shard)().splitlines()]
        assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Wi-Fi", "wi-fi"), ("ＷＩＦＩ６", "wifi6"), ("…", "…"), ("臺灣", folding.fold("台湾"))],
)
def test_a_word_is_found_in_capitals_and_in_any_width(written: str, folded: str) -> None:
    assert folding.fold(written) == folded


def test_a_month_is_read_anew_where_its_items_the_tables_or_the_program_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = Cabinet(tmp_path, ".part")
    one = item_of("2013-10-08/a", "步道", digest="1")

    def mark(*items: NewsItem, shards: int = 8, before: Any = (), code: str = "c") -> str:
        return Shelf(cabinet, {"2013-10": items}, shards, before, code).marks["2013-10"]

    first = Shelf(cabinet, {"2013-10": (one,)}, 8, (), "c")
    marks = [
        mark(one),
        mark(replace(one, digest="2")),
        mark(replace(one, id="b")),
        mark(one, one),
        mark(one, shards=16),
        mark(one, code="d"),
        mark(one, before=(first,)),
    ]
    monkeypatch.setattr(folding, "version", lambda: "another")
    assert len({*marks, mark(one)}) == 8
    assert mark(one) == mark(one)
