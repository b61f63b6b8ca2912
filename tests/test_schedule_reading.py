"""A newsroom's table is read as it was meant, in every form newsrooms write it."""

from __future__ import annotations

from datetime import date, time

import pytest

from newsroom.appointments import Duty, Session
from newsroom.schedules import ScheduleMatter, read_hours
from schedules import HEADER, MATTER, SAMPLE, believed, codes, read


def october(*days: int) -> tuple[date, ...]:
    return tuple(date(2013, 10, day) for day in days)


def test_the_sample_table_gives_every_person_day_and_session() -> None:
    schedule, problems = read(SAMPLE.read_bytes())
    assert problems == []
    assert schedule is not None
    assert len(schedule.rows) == 16
    assert sum(len(row.reception_days) for row in schedule.rows) == 19
    assert sum(len(row.visit_days) for row in schedule.rows) == 16
    receptions = [a for a in schedule.appointments if a.duty is Duty.RECEPTION]
    visits = [a for a in schedule.appointments if a.duty is Duty.VISIT]
    assert sum(len(a.sessions) for a in receptions) == 38
    assert [a.sessions for a in visits] == [()] * 16
    assert date(2013, 10, 12) in {a.day for a in receptions}  # a Saturday made up for a holiday
    first = schedule.rows[0]
    assert (first.person, first.reception_days, first.visit_place) == (
        "刘冠瑜",
        october(14, 28),
        "佃庄镇东马庄村",
    )
    assert (visits[0].town, visits[0].village) == ("李村镇", "提庄社区")


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("10月14日、28日", (14, 28)),
        ("10月8日—10日", (8, 9, 10)),
        ("10月8日-10日", (8, 9, 10)),
        ("10月8-10日", (8, 9, 10)),
        ("10月8日至10月10日", (8, 9, 10)),
        ("10月8日～10日", (8, 9, 10)),
        ("10月8、9、10日", (8, 9, 10)),
        ("10月8，9，10日", (8, 9, 10)),
        ("１０月１４日、２８日", (14, 28)),
        ("10 月 14 日 、 28 日", (14, 28)),
        ("10月14日\u300028日", (14, 28)),
        ("14日、28日", (14, 28)),
        ("10月14号和28号", (14, 28)),
        ("10月14日（星期一）、28日（周一）", (14, 28)),
        ("2013年10月14日", (14,)),
        ("2013-10-14", (14,)),
        ("2013/10/14、2013/10/28", (14, 28)),
        ("十月十四日、二十八日", (14, 28)),
        ("10月16日—22日", (16, 17, 18, 21, 22)),  # the weekend between is not meant
        ("10月11日—14日", (11, 12, 14)),  # the Saturday that is worked is
        ("每周三", (9, 16, 23, 30)),  # 2 October is a holiday
        ("每星期三、五", (9, 11, 16, 18, 23, 25, 30)),
        ("每週三", (9, 16, 23, 30)),
        ("每周六", (5, 12, 19, 26)),
        ("每月15日", (15,)),
        ("每周二、10月9日", (8, 15, 22, 29, 9)),
        ("8—10日", (8, 9, 10)),
        ("——", ()),
        ("无", ()),
        ("／", ()),
    ],
)
def test_a_cell_gives_the_days_it_means(cell: str, days: tuple[int, ...]) -> None:
    schedule, _ = read(HEADER + f'王涛,"{cell}",,\n')
    assert schedule is not None
    assert schedule.rows[0].reception_days == october(*days)


@pytest.mark.parametrize("dash", "-‐‑‒–—―−─~〜～－﹣至到")
def test_every_dash_a_newsroom_types_makes_a_range(dash: str) -> None:
    for cell in (f"10月8日{dash}10日", f"8{dash}10日", f"１０月８{dash}１０日"):
        schedule, _ = read(HEADER + f"王涛,{cell},,\n")
        assert schedule is not None
        assert schedule.rows[0].reception_days == october(8, 9, 10)


def spans(table: str) -> list[tuple[int, str]]:
    """Day of the month and hours of every session of a believable table."""
    return [
        (appointment.day.day, f"{session.start:%H:%M}-{session.end:%H:%M}")
        for appointment in believed(table).appointments
        for session in appointment.sessions
    ]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("10月14日上午9:00-11:00", ["14 09:00-11:00"]),
        ("10月14日（上午9：00—11：00）", ["14 09:00-11:00"]),
        ("10月14日下午2:30-5:00", ["14 14:30-17:00"]),
        ("10月14日（星期一）下午2时半至4时", ["14 14:30-16:00"]),
        ("10月14日上午9—11点", ["14 09:00-11:00"]),
        ("10月14日14:30-17:00", ["14 14:30-17:00"]),
        ("10月14日中午12:00-1:30", ["14 12:00-13:30"]),
        ("10月14日上午9:00-下午1:00", ["14 09:00-13:00"]),
        ("10月14日上午9:00-11:00、下午2:30-4:00", ["14 09:00-11:00", "14 14:30-16:00"]),
        ("10月14日上午9:00-11:00、28日下午", ["14 09:00-11:00", "28 14:30-17:30"]),
        (
            "10月8日—9日上午9:00-11:00",
            ["8 09:00-11:00", "9 09:00-11:00"],
        ),
        ("每周三上午9時至11時", [f"{day} 09:00-11:00" for day in (9, 16, 23, 30)]),
    ],
)
def test_hours_written_in_a_cell_hold_for_the_days_before_them(cell: str, hours: list[str]) -> None:
    found = spans(HEADER + f'王涛,"{cell}",,\n')
    assert [f"{day} {span}" for day, span in found] == hours


def test_a_visit_whose_cell_names_hours_has_them() -> None:
    visit = HEADER + "王涛,,10月31日上午9:00-11:00,诸葛镇梁村社区\n"
    assert spans(visit) == [(31, "09:00-11:00")]


@pytest.mark.parametrize(
    "header", ["姓名,接访日期,接访时间", "姓名,接访时间,接访时段", "姓名,日期,时间"]
)
def test_a_column_of_hours_stands_beside_one_of_days(header: str) -> None:
    table = f"{header}\n王涛,10月16日、17日,上午9:00-11:00\n马芳,10月18日,下午\n王韬,10月21日,\n"
    schedule = believed(table, headline="10月接访安排")
    assert [
        (a.day.day, [session.start.hour for session in a.sessions]) for a in schedule.appointments
    ] == [(16, [9]), (17, [9]), (18, [14]), (21, [8, 14])]
    assert schedule.rows[0].reception_text == "10月16日上午9:00-11:00、17日上午9:00-11:00"


@pytest.mark.parametrize(
    ("cell", "starts"),
    [
        ("10月14日", [8, 14]),
        ("10月14日全天", [8, 14]),
        ("10月14日上午", [8]),
        ("10月14日（下午）", [14]),
        ("10月14日上午、下午", [8, 14]),
        ("10月8日—9日上午", [8]),
        ("10月8日—9日上午、下午", [8, 14]),
    ],
)
def test_half_days_choose_the_sessions(cell: str, starts: list[int]) -> None:
    appointments = believed(HEADER + f"王涛,{cell},,\n").appointments
    assert [s.start.hour for s in appointments[0].sessions] == starts


def test_hours_after_noon_count_from_noon() -> None:
    assert read_hours("上午8：30—12：00 下午2：30—5：30") == (
        Session(time(8, 30), time(12)),
        Session(time(14, 30), time(17, 30)),
    )
    assert read_hours("9:00-17:00") == (Session(time(9), time(17)),)
    with pytest.raises(ValueError, match="先后"):
        read_hours("下午5:30-2:30")
    with pytest.raises(ValueError, match="读不懂"):
        read_hours("早上八点")


@pytest.mark.parametrize(
    "table",
    [
        "接访安排,,下访安排,\n姓名,时间,时间,地点\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        ",接访安排,下访安排,\n姓名,时间,时间,地点\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        "姓名,接访安排,下访安排,\n,时间,时间,地点\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        "姓名,接访时间,下访时间,下访地点\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        "序号,下访地点,下访日期,领导姓名,接访日期\n1,诸葛镇梁村社区,10月31日,王涛,10月16日\n",
        "姓名,接访时间,下访时间,乡镇,村\n王涛,10月16日,10月31日,诸葛镇,梁村社区\n",
        "十月安排,,,\n接访安排,,下访安排,\n姓名,时间,时间,地点\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        "10月接访安排表,,,\n姓名,接访时间,下访时间,地点\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        "包村领导,接访时间,下访时间,下访村\n王涛,10月16日,10月31日,诸葛镇梁村社区\n",
        "接访安排\t\t下访安排\t\n姓名\t时间\t时间\t地点\n王涛\t10月16日\t10月31日\t诸葛镇梁村社区\n",
        "姓 名,接访 时间,下访时间,地点\n王 涛,10月16日,10月31日,诸葛镇 梁村社区\n",
    ],
)
def test_every_header_newsrooms_write_is_recognised(table: str) -> None:
    row = believed(table).rows[0]
    assert (row.person, row.reception_days, row.visit_days, row.visit_place) == (
        "王涛",
        october(16),
        october(31),
        "诸葛镇梁村社区",
    )


def test_a_table_written_in_traditional_is_read_and_has_the_same_addresses() -> None:
    hans = believed(HEADER + "刘冠瑜,10月14日,10月22日,佃庄镇东马庄村\n")
    hant = believed(
        "接訪安排,,下訪安排,\n姓名,時間,時間,地點\n劉冠瑜,10月14號,10月22號,佃莊鎮東馬莊村\n",
        headline="10月接訪、下訪安排",
    )
    assert hant.rows[0].person == "劉冠瑜"
    assert hant.rows[0].person_id == hans.rows[0].person_id
    assert hant.rows[0].place_id == hans.rows[0].place_id
    assert hant.appointments[-1].town_id == hans.appointments[-1].town_id
    assert hans.rows[0].person_id.isascii()


def test_people_of_one_sound_have_addresses_of_their_own() -> None:
    schedule = believed(HEADER + "王涛,10月16日,,\n王韬,10月17日,,\n")
    first, second = schedule.rows
    assert first.person_id != second.person_id
    assert first.person_id[:9] == second.person_id[:9] == "wang-tao-"


def test_a_markdown_table_is_a_table() -> None:
    table = (
        "| 接访安排 | | 下访安排 | |\n|---|---|---|---|\n| 姓名 | 时间 | 时间 | 地点 |\n"
        "| 王涛 | 10月16日 | 10月31日 | 诸葛镇梁村社区 |\n"
    )
    assert (
        believed(table, ".md").rows
        == believed(HEADER + "王涛,10月16日,10月31日,诸葛镇梁村社区\n").rows
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_a_spreadsheet_saves_in_does_not_matter(encoding: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert believed(text.encode(encoding)) == believed(text)


def test_a_row_without_a_name_goes_on_the_row_above() -> None:
    schedule = believed(
        HEADER
        + "王涛,10月16日,10月30日,诸葛镇梁村社区\n,,10月31日,李村镇雷村\n"
        + "马芳,10月17日,10月9日,李村镇雷村\n"
    )
    assert [row.person for row in schedule.rows] == ["王涛", "王涛", "马芳"]
    assert [a.place for a in schedule.appointments if a.person == "王涛"][1:] == [
        "诸葛镇梁村社区",
        "李村镇雷村",
    ]


def test_two_names_in_a_cell_are_two_people() -> None:
    schedule, problems = read(HEADER + "王涛、马芳,10月16日,,\n")
    assert schedule is not None
    assert [row.person for row in schedule.rows] == ["王涛", "马芳"]
    assert "schedule.day-shared" in codes(problems)


def test_posts_come_from_the_table_or_the_front_matter() -> None:
    matter = MATTER.model_copy(update={"posts": {"马芳": "区委副书记"}})
    table = "姓名,职务,接访时间\n王涛,区长,10月16日\n马芳,,10月17日\n"
    schedule = believed(table, matter=matter)
    assert [row.post for row in schedule.rows] == ["区长", "区委副书记"]


def test_a_period_over_the_new_year_gives_each_day_its_year() -> None:
    matter = ScheduleMatter.model_validate(
        {**MATTER.model_dump(), "period": {"start": "2013-12-16", "end": "2014-01-15"}}
    )
    schedule = believed(
        HEADER + "王涛,12月31日、1月2日,,\n", matter=matter, headline="区领导接访安排"
    )
    assert schedule.rows[0].reception_days == (date(2013, 12, 31), date(2014, 1, 2))


def test_the_year_is_required() -> None:
    with pytest.raises(ValueError, match="period"):
        ScheduleMatter.model_validate({})
    with pytest.raises(ValueError, match="2013-10"):
        ScheduleMatter.model_validate({"period": "10月"})
    with pytest.raises(ValueError, match="早于"):
        ScheduleMatter.model_validate({"period": {"start": "2013-10-31", "end": "2013-10-01"}})
