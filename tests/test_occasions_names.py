"""Cells that name people, offices and places with blanks between: nobody is made up of them."""

from __future__ import annotations

import pytest

from newsroom.occasions.people import read_people
from occasions import asked, lines, reading_of


@pytest.mark.parametrize(
    ("cell", "name", "post", "unit"),
    [
        ("王副主任", "王副主任", "", ""),
        ("李副局长", "李副局长", "", ""),
        ("于主任医师", "于主任医师", "", ""),
        ("林晓主任医师", "林晓", "主任医师", ""),
        ("王明高副主任医师", "王明高", "副主任医师", ""),
        ("王强主治医师", "王强", "主治医师", ""),
        ("王強住院醫師", "王強", "住院醫師", ""),
        ("康正律师事务所 王律师", "王律师", "", "康正律师事务所"),
        ("区法院 张强", "张强", "", "区法院"),
        ("區公所 林曉", "林曉", "", "區公所"),
    ],
)
def test_an_office_or_a_firm_beside_somebody_is_nobody_else(
    cell: str, name: str, post: str, unit: str
) -> None:
    found, doubts = read_people(cell)
    assert [(one.name, one.post, one.unit) for one in found] == [(name, post, unit)]
    assert doubts == []


def test_offices_of_several_people_are_each_their_own() -> None:
    found, _ = read_people("区司法局 李明、区法院 张强")
    assert [(one.name, one.unit) for one in found] == [("李明", "区司法局"), ("张强", "区法院")]


def test_a_gap_that_may_be_within_a_name_is_asked_about() -> None:
    reading = reading_of("姓名,接访时间\n扎西 次仁,3月4日\n刘明 何静,3月5日\n")
    assert asked(reading) == [("people-doubtful", "A2")]
    answered = reading_of("姓名,接访时间\n扎西 次仁,3月4日\n", cells={"A2": "扎西·次仁"})
    assert lines(answered) == ["03-04 接访 扎西·次仁"]
    assert asked(answered) == []


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("东风村 西风村", "东风村、西风村"),
        ("东风村\n西风村 南风村", "东风村、西风村、南风村"),
        ("东风社区 西风社区", "东风社区、西风社区"),
        ("柳树镇 河东村", "柳树镇河东村"),
        ("区信访\n大厅", "区信访大厅"),
        ("东风村 文化广场", "东风村文化广场"),
    ],
)
def test_places_of_one_level_stay_apart(cell: str, place: str) -> None:
    reading = reading_of(f'日期,影片,放映地点\n3月4日,长津湖,"{cell}"\n', headline="电影放映")
    assert [one.place for one in reading.occasions] == [place]


def test_the_number_of_a_building_is_no_footnote() -> None:
    reading = reading_of("时间,停水地点\n3月4日8:00-18:00,阳光花园1#-8#楼\n", headline="停水通知")
    assert [one.place for one in reading.occasions] == ["阳光花园1#-8#楼"]
    assert asked(reading) == []
    assert reading.findings.found == []


@pytest.mark.parametrize("place", ["市民广场（3月5日改在万达广场）", "文化宫（周三在图书馆）"])
def test_another_day_told_of_in_a_place_is_asked_about(place: str) -> None:
    reading = reading_of(f"日期,地点\n3月4日—6日,{place}\n", headline="献血车停靠点")
    assert ("cell-doubtful", "B2") in asked(reading)


@pytest.mark.parametrize(
    "who", ["王强（3月15日起）", "王强主治医师(3月15日起)", "院长（3月15日起）"]
)
def test_days_behind_a_name_or_an_office_are_asked_about(who: str) -> None:
    table = f"时间,星期一,星期二\n上午,张伟,{who}\n夜门诊,,林晓\n"
    reading = reading_of(table, headline="三月门诊排班", period="2026-03")
    assert asked(reading) == [("people-doubtful", "C2")]
    assert {one.half for one in reading.occasions if one.people[0].name == "林晓"} == {"晚上"}


def test_where_any_day_stands_before_its_month_every_day_does() -> None:
    reading = reading_of("日期,姓名\n3/3,林晓\n17/3,何静\n4/3,于方\n")
    assert lines(reading) == ["03-03 接访 林晓", "03-04 接访 于方", "03-17 接访 何静"]
    assert asked(reading) == []
