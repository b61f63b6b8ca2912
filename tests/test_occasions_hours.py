"""Hours in more than one place of a row: none is lost, none takes another's place."""

from __future__ import annotations

import pytest

from occasions import asked, lines, reading_of

WEEK = {"start": "2026-03-02", "end": "2026-03-08"}


@pytest.mark.parametrize("heads", ["上班,下班", "上班时间,下班时间", "到岗时间,离岗时间"])
def test_a_beginning_and_an_end_by_other_words_are_one_span(heads: str) -> None:
    table = f"日期,带班领导,{heads}\n3月4日,林晓,17:30,8:30\n3月5日,何静,8:30,12:00\n"
    reading = reading_of(table, headline="三月值班表")
    assert lines(reading) == [
        "03-04 值班 17:30-08:30 林晓/带班",
        "03-05 值班 08:30-12:00 何静/带班",
    ]
    assert asked(reading) == []


def test_hours_of_two_columns_are_both_kept_and_asked() -> None:
    table = "日期,活动,第一场时间,第二场时间\n3月4日,故事会,9:00,15:00\n"
    reading = reading_of(table, headline="三月活动安排")
    assert lines(reading) == ["03-04 活动「故事会」 09:00-,15:00-"]
    assert asked(reading) == [("cell-doubtful", "D2")]


@pytest.mark.parametrize(
    ("columns", "hours"),
    [
        ({"第一场时间": "开始", "第二场时间": "结束"}, "09:00-15:00"),
        ({"第二场时间": "不用"}, "09:00-"),
    ],
)
def test_the_answer_about_two_columns_of_hours_is_taken(
    columns: dict[str, str], hours: str
) -> None:
    table = "日期,活动,第一场时间,第二场时间\n3月4日,故事会,9:00,15:00\n"
    reading = reading_of(table, headline="三月活动安排", columns=columns)
    assert lines(reading) == [f"03-04 活动「故事会」 {hours}"]
    assert asked(reading) == []


def test_hours_with_every_day_are_of_the_days_beside_them() -> None:
    table = (
        "检修日期,停电时间,送电时间,影响范围\n"
        "3月3日,2026-03-03 07:00,2026-03-03 19:30,东门外\n"
        "3月6日,7:00,19:30,西湖路\n"
        "3月8日—9日,每天8:00,12:00,北苑小区\n"
    )
    reading = reading_of(table, headline="三月计划停电")
    assert lines(reading) == [
        "03-03 停电 07:00-19:30 @东门外",
        "03-06 停电 07:00-19:30 @西湖路",
        "03-08 停电 08:00-12:00 @北苑小区",
        "03-09 停电 08:00-12:00 @北苑小区",
    ]
    assert asked(reading) == []


def test_the_hour_to_be_there_is_not_the_hour_of_the_matter() -> None:
    table = "日期,签到时间,开讲时间,题目\n3月5日,8:30,9:00,红楼梦\n"
    reading = reading_of(table, headline="三月讲座安排")
    assert lines(reading) == ["03-05 讲座「红楼梦」 09:00-"]
    assert [one.note for one in reading.occasions] == ["签到时间：8:30"]
    assert reading.findings.found == []


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("3月3日上午8:30—11:30（8:00开始取号）", "08:30-11:30"),
        ("3月3日（上午接访，下午下访）", ""),
        ("3月3日（上午9点前取号）", ""),
        ("3月3日下午（15:00以后到镇政府）", "下午"),
        ("3月3日8:30-12:00（提前到8:00）", "08:30-12:00"),
        ("3月3日8:30-12:00（周三14:00-17:00）", "08:30-12:00"),
        ("3月3日（3日上午由何静接待，下午由林晓接待）", ""),
    ],
)
def test_times_among_the_words_of_a_bracket_are_asked_about(cell: str, read: str) -> None:
    reading = reading_of(f'姓名,接访时间\n林晓,"{cell}"\n')
    assert lines(reading) == [" ".join(filter(None, ("03-03 接访", read, "林晓")))]
    assert asked(reading) == [("remark-changes", "B2")]


@pytest.mark.parametrize("cell", ["3月3日（上午8:30—11:30）", "3月3日（周二，上午8:30—11:30）"])
def test_a_bracket_of_hours_alone_is_read(cell: str) -> None:
    reading = reading_of(f'姓名,接访时间\n林晓,"{cell}"\n')
    assert lines(reading) == ["03-03 接访 08:30-11:30 林晓"]
    assert asked(reading) == []


@pytest.mark.parametrize("cell", ["班親會08:30-12:00", "班親會（08:30—12:00）", "8:30-12:00班親會"])
def test_hours_beside_the_words_of_a_matter_are_its_hours(cell: str) -> None:
    reading = reading_of(f"日期,行事\n3/7(六),{cell}\n", headline="三月行事曆")
    assert [(one.title, one.day.day) for one in reading.occasions] == [("班親會", 7)]
    assert [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in reading.occasions[0].spans] == [
        "08:30-12:00"
    ]
    assert asked(reading) == []


@pytest.mark.parametrize(
    "cell",
    [
        "家長會（晚7點）",
        "友善校園週(至3/13)",
        "9:30開始親子共讀，地點圖書室",
        "招聘會（3月10日補一場）",
    ],
)
def test_other_times_among_the_words_of_a_matter_are_asked_about(cell: str) -> None:
    reading = reading_of(f"日期,行事\n3/7,{cell}\n", headline="三月行事曆")
    assert [(one.title, one.spans) for one in reading.occasions] == [(cell, ())]
    assert asked(reading) == [("remark-changes", "B2")]


@pytest.mark.parametrize("cell", ["「110報警日」宣導", "921國家防災日", "12·4憲法宣傳"])
def test_numbers_in_the_name_of_a_matter_are_no_times(cell: str) -> None:
    reading = reading_of(f"日期,行事\n3/7,{cell}\n", headline="三月行事曆")
    assert [one.title for one in reading.occasions] == [cell]
    assert asked(reading) == []


@pytest.mark.parametrize(
    ("cell", "days", "hours"),
    [
        ("每主日上午9点", [1, 8, 15, 22, 29], "09:00"),
        ("每月第一主日10:30", [1], "10:30"),
        ("逢农历一、六", [4, 9, 14, 19, 24, 29], ""),
        ("逢农历初一", [19], ""),
        ("3月4日7pm", [4], "19:00"),
        ("3月4日10am", [4], "10:00"),
        ("9-3-2026", [9], ""),
        ("20.3.2026", [20], ""),
        ("本月23日", [23], ""),
    ],
)
def test_other_ways_to_say_days_and_hours(cell: str, days: list[int], hours: str) -> None:
    reading = reading_of(f"日子,活动\n{cell},聚会\n", headline="三月活动")
    assert [one.day.day for one in reading.occasions] == days
    assert {f"{s.start:%H:%M}" for one in reading.occasions for s in one.spans} == (
        {hours} if hours else set()
    )
    assert asked(reading) == []


def test_a_bracket_of_hours_of_some_days_leaves_a_column_one_of_hours() -> None:
    table = "日期,地点,时间\n3月4日,市民广场,9:00-16:00\n周末,献血屋,8:30-17:00（周日8:30-12:00）\n"
    reading = reading_of(table, headline="三月献血车停靠点", period=WEEK)
    assert lines(reading) == [
        "03-04 采血 09:00-16:00 @市民广场",
        "03-07 采血 08:30-17:00 @献血屋",
        "03-08 采血 08:30-17:00 @献血屋",
    ]
    assert asked(reading) == [("remark-changes", "C3")]


def test_several_matters_of_a_cell_have_each_its_hours() -> None:
    table = (
        "日期,上午,下午\n3月4日,化学 8:30—9:45；地理 11:00—12:15,\n"
        "3月5日,语文（9:00—11:30）,数学（15:00—17:00）\n"
    )
    reading = reading_of(table, headline="考试时间表")
    assert lines(reading) == [
        "03-04 考试「化学」 08:30-09:45",
        "03-04 考试「地理」 11:00-12:15",
        "03-05 考试「语文」 09:00-11:30",
        "03-05 考试「数学」 15:00-17:00",
    ]
    assert asked(reading) == []


def test_a_column_of_days_that_is_not_known_is_asked_about() -> None:
    table = "姓名,9月接访,9月值班,10月值班\n林晓,2日、16日,9月5日,10月3日—5日\n"
    period = {"start": "2026-09-01", "end": "2026-10-31"}
    reading = reading_of(table, period=period, headline="接访值班安排")
    assert asked(reading) == [("column-doubtful", "row 1")]


def test_a_cell_that_cannot_be_read_does_not_make_its_column_disappear() -> None:
    table = (
        "姓名,接访,下访,下访地点\n林晓,3月2日,3月10日,柳树镇河东村\n何静,3月3日,3月11日,范家社区\n"
        "于方,3月5日,“每月”,赵家村\n"
    )
    reading = reading_of(table, headline="接访、下访安排")
    assert lines(reading) == [
        "03-02 接访 林晓",
        "03-03 接访 何静",
        "03-05 接访 于方",
        "03-10 下访 林晓 @柳树镇河东村",
        "03-11 下访 何静 @范家社区",
    ]
    assert asked(reading) == [("cell-unreadable", "C4")]


@pytest.mark.parametrize(
    ("number", "hour"), [("0.604166666666667", "14:30"), ("0.35417", "08:30"), ("0.375", "09:00")]
)
def test_the_hour_that_a_spreadsheet_keeps_as_a_number(number: str, hour: str) -> None:
    reading = reading_of(f"姓名,接访日期,接访时间\n林晓,3月4日,{number}\n")
    assert lines(reading) == [f"03-04 接访 {hour}- 林晓"]
    assert asked(reading) == []


def test_the_number_of_a_week_beside_its_dates_is_not_asked_about() -> None:
    table = "周次,日期,白班,夜班\n第1周,3月2日,林晓,何静\n第1周,3月3日,于方,高明\n"
    reading = reading_of(table, headline="三月值班表")
    assert lines(reading) == [
        "03-02 值班 白班 林晓",
        "03-02 值班 夜班 何静",
        "03-03 值班 白班 于方",
        "03-03 值班 夜班 高明",
    ]
    assert asked(reading) == []


def test_weeks_below_the_word_for_those_on_duty_are_weeks() -> None:
    table = "值班领导,周一,周二\n第1周（3.2-3.8）,林晓,何静\n第2周（3.9-3.15）,于方,高明\n"
    reading = reading_of(table, headline="三月值班表")
    assert lines(reading) == [
        "03-02 值班 林晓",
        "03-03 值班 何静",
        "03-09 值班 于方",
        "03-10 值班 高明",
    ]
    assert asked(reading) == []


@pytest.mark.parametrize(
    ("cell", "doubts"),
    [
        ("3月5、6日（周四、周五）", []),
        ("3月5日、3月6日（周四、五）", []),
        ("3月5—6日（周四、周五）", []),
        ("3月5、6日（周三、周四）", [("weekday-differs", "B2")] * 2),
    ],
)
def test_the_weekdays_of_several_days_are_held_against_them(
    cell: str, doubts: list[tuple[str, str]]
) -> None:
    reading = reading_of(f"姓名,接访时间\n林晓,{cell}\n")
    assert [one.day.day for one in reading.occasions] == [5, 6]
    assert asked(reading) == doubts


@pytest.mark.parametrize(
    ("cell", "read", "doubts"),
    [
        ("下午6:00-1:00", "18:00-01:00", []),  # from the evening on a watch ends the next morning
        ("下午5:30-1:00", "", ["cell-unreadable"]),
        ("晚上5:30-1:00", "17:30-01:00", []),
        ("上午11:00-6:00", "11:00-18:00", ["half-missing"]),
        ("上午11:00-6:30", "", ["cell-unreadable"]),
    ],
)
def test_a_span_that_ends_before_it_begins_goes_on_past_midnight_or_noon_or_is_asked(
    cell: str, read: str, doubts: list[str]
) -> None:
    reading = reading_of(f"姓名,值班时间\n林晓,3月4日{cell}\n", headline="三月值班表")
    assert lines(reading) == ([f"03-04 值班 {read} 林晓"] if read else [])
    assert [code for code, _ in asked(reading)] == doubts


@pytest.mark.parametrize(
    ("cell", "days", "doubts"),
    [
        ("3-1", [1], ["cell-doubtful"]),
        ("3-31", [31], ["cell-doubtful"]),
        ("3-0", [], ["cell-unreadable"]),
        ("3-32", [], ["cell-unreadable"]),  # no day of March, so no two days of it either
        ("4-10", [], ["cell-unreadable"]),
    ],
)
def test_two_numbers_with_a_stroke_are_a_day_of_the_period_asked_about_or_nothing(
    cell: str, days: list[int], doubts: list[str]
) -> None:
    reading = reading_of(f"姓名,接访时间\n林晓,{cell}\n")
    assert [one.day.day for one in reading.occasions] == days
    assert [code for code, _ in asked(reading)] == doubts


@pytest.mark.parametrize(
    "cell",
    ["3月4日8点-11", "3月4日8:00-11", "3月4日8-11点", "3月4日8时至11", "3月4日，上午8时—11"],
)
def test_a_span_of_which_one_end_alone_has_a_unit_is_read(cell: str) -> None:
    reading = reading_of(f'姓名,接访时间\n林晓,"{cell}"\n')
    assert lines(reading) == ["03-04 接访 08:00-11:00 林晓"]
    assert asked(reading) == []


@pytest.mark.parametrize(
    ("foot", "hours", "told"),
    [
        ("时间：上午8:30-12:00", " 08:30-12:00", []),
        ("时间：3月4日", "", ["schedule.row-note"]),  # hours there are none in it
        ("时间：另行通知", "", ["schedule.row-note"]),
    ],
)
def test_a_line_of_the_time_under_a_table_gives_its_hours_or_is_told(
    foot: str, hours: str, told: list[str]
) -> None:
    reading = reading_of(f"姓名,接访时间\n林晓,3月4日\n何静,3月5日\n{foot},\n")
    assert lines(reading) == [f"03-04 接访{hours} 林晓", f"03-05 接访{hours} 何静"]
    assert [one.code for one in reading.findings.found] == told


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["春风行动专场", "1"], ["", ""]),  # no more than half are names
        (["春风行动专场", "民营企业专场", "3"], ["春风行动专场", "民营企业专场", "3"]),
        (["第一场", "第二场"], ["", ""]),
    ],
)
def test_a_column_of_numbers_holds_titles_where_most_of_it_are_names(
    names: list[str], titles: list[str]
) -> None:
    rows = "".join(f"3月{day}日,{name},人才市场\n" for day, name in enumerate(names, 4))
    reading = reading_of(f"日期,场次,地点\n{rows}", headline="三月招聘会安排")
    assert [one.title for one in reading.occasions] == titles


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("每月5日至7日", [5, 6, 7]),
        ("每月5-7日", [5, 6, 7]),
        ("每月5日、20日", [5, 20]),
        ("每月5日", [5]),
    ],
)
def test_days_of_every_month_are_one_some_or_a_range(cell: str, days: list[int]) -> None:
    reading = reading_of(f"姓名,接访时间\n林晓,{cell}\n")
    assert [one.day.day for one in reading.occasions] == days
    assert asked(reading) == []


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("3月4日2点pm", "14:00-"),
        ("3月4日2:30pm", "14:30-"),
        ("3月4日10点am", "10:00-"),
        ("3月4日pm2点", "14:00-"),
    ],
)
def test_the_half_of_a_day_may_stand_behind_its_hour(cell: str, read: str) -> None:
    reading = reading_of(f"姓名,接访时间\n林晓,{cell}\n")
    assert lines(reading) == [f"03-04 接访 {read} 林晓"]
    assert asked(reading) == []
