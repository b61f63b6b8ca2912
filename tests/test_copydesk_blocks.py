"""What a block of copy is decides what becomes of it: a list stays a list, a form a form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.blocks.aligned import repeated
from copydesk.blocks.block import BlockKind
from copydesk.desk import edit
from copydesk.judgement import Subject
from copydesk.sources.reading import read_copy, read_file
from copydesk.traced import Traced
from grading import Score, grade

CASES = Path(__file__).parent.parent / ".." / "shared" / "cases" / "copydesk"
GIVEN = sorted(path.name for path in CASES.glob("*.gold.json"))


def pieces(text: str) -> list[dict[str, Any]]:
    work = edit(read_copy("copy.txt", text.encode()))
    assert not work.unaccounted()
    return list(answer(work)["pieces"])


def only(text: str) -> dict[str, Any]:
    found = pieces(text)
    assert len(found) == 1, [piece["headline"] for piece in found]
    return found[0]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.strip().split("\n") if line.strip()]


@pytest.mark.skipif(not GIVEN, reason="the given copy is not on this machine")
@pytest.mark.parametrize("name", GIVEN or [""])
def test_the_given_copy_comes_out_as_an_editor_would_have_it(name: str) -> None:
    gold = json.loads((CASES / name).read_text("utf-8"))
    score = Score()
    grade(answer(edit(read_file(CASES / gold["file"]))), gold, score)
    assert score.faults == []


LISTS = {
    "projects": """\
全区重点项目名单
滨江大道北延工程
青石水厂改扩建
柳湾物流园二期
松溪区发改委
2014年9月2日""",
    "places": """\
关于道路封闭的通告
因施工需要，下列路段封闭：
滨江大道
环湖路全线
解放路
松溪区交警大队
2014年9月2日""",
    "prizes": """\
书法比赛获奖名单
一等奖（2名）
罗晓雨 青石中学
顾一鸣 柳湾小学
优秀组织奖
青石镇教育办""",
    "roll": """\
参加区运动会青石镇代表队名单
领队：钱立民
教练：邢海
队员：罗晓雨 顾一鸣 裴玉清""",
    "duty": """\
防汛值班安排
9月1日—9月7日：钱立民（带班） 罗晓雨
9月8日—9月14日：邢海（带班） 费正""",
    "visits": """\
全区接访安排
钱立民：9月3日，区信访大厅
邢海：9月10日，区信访大厅
裴玉清：9月17日，镇政府""",
}


@pytest.mark.parametrize("name", LISTS)
def test_no_line_of_a_list_is_joined_or_made_an_author(name: str) -> None:
    head, *entries = lines(LISTS[name])
    piece = only(LISTS[name])
    assert piece["headline"] == head
    assert piece["paragraphs"] == entries
    assert piece["bylines"] == []
    assert (piece["kicker"], piece["deck"], piece["subheads"]) == (None, None, [])


PAPERS = {
    "meeting": """\
关于召开造林绿化工作会议的通知
各镇人民政府：
现将有关事项通知如下：
时间：10月12日上午9:00。
地点：区会议中心。
联系人：顾一鸣，电话：0000-1234567。
松溪区人民政府办公室
2014年10月9日""",
    "minutes": """\
区政府第十八次常务会议纪要
时间：2014年9月20日
地点：区政府会议室
出席：钱立民、邢海
会议听取了秋收工作的汇报。
会议决定，安排资金三百万元。""",
    "obituary": """\
讣告
原副区长邢大川同志因病于2014年9月10日逝世，享年86岁。
丧事从简。
治丧办公室
2014年9月11日""",
    "lost": "遗失声明\n罗晓雨遗失身份证，声明作废。\n费正遗失残疾证，声明作废。",
    "reply": """\
关于同意设立自然保护小区的批复
柳湾镇人民政府：
你镇请示收悉。现批复如下：
一、同意设立。
二、落实管护责任。
此复。
松溪区人民政府
2014年9月16日""",
    "roll-behind": """\
关于表彰劳动模范的决定
各镇人民政府：
区政府决定表彰罗晓雨等同志。
松溪区人民政府
2014年9月28日
附件
劳动模范名单
罗晓雨 区纺织厂挡车工
费正 区公交公司驾驶员""",
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_one_notice_from_its_title_to_its_attachments(name: str) -> None:
    head, *text = lines(PAPERS[name])
    piece = only(PAPERS[name])
    assert (piece["kind"], piece["headline"]) == ("notice", head)
    heads = [each["text"] for each in piece["subheads"]]
    assert [line for line in text if line not in heads] == piece["paragraphs"]
    assert piece["bylines"] == []


def test_a_letter_ends_without_beginning_an_item() -> None:
    piece = only(
        """\
编辑同志：
镇中学门口的路灯坏了半个月，学生摸黑走路，很不安全。
希望路灯早日亮起来。
此致
敬礼！
青石镇 罗晓雨
"""
    )
    assert piece["subheads"] == []
    assert piece["paragraphs"][-2:] == ["此致", "敬礼！"]
    assert piece["bylines"] == [{"name": "罗晓雨", "role": ""}]


def test_an_interview_is_text() -> None:
    spoken = """\
记者：今年的玉米怎么样？
裴玉清：比去年好。
记者：下一步有什么打算？
裴玉清：再引进三个品种。"""
    piece = only(f"“把论文写在大地上”\n——访区农科站站长裴玉清\n本报记者 罗晓雨\n{spoken}")
    assert piece["paragraphs"] == lines(spoken)
    assert [each["name"] for each in piece["bylines"]] == ["罗晓雨"]


CELLS = ["姓名", "日期", "电话", "钱立民", "10月1日", "0000-1001", "邢海", "10月3日", "0000-1003"]


def test_a_table_of_one_cell_a_line_is_a_table() -> None:
    piece = only("值班表\n" + "\n".join(CELLS))
    assert (piece["headline"], piece["kind"]) == ("值班表", "schedule")
    assert piece["table"] == [CELLS[0:3], CELLS[3:6], CELLS[6:9]]


def test_cells_that_make_no_whole_rows_are_left_alone() -> None:
    assert only("值班表\n" + "\n".join(CELLS[:-1]))["table"] is None


@pytest.mark.parametrize(
    ("line", "names", "first"),
    [
        ("【記者羅曉雨台北報導】台鐵局昨天宣布加開列車。", ["羅曉雨"], "台鐵局昨天宣布加開列車。"),
        (
            "（記者費正、羅曉雨／高雄報導）渡輪下月調整班次。",
            ["費正", "羅曉雨"],
            "渡輪下月調整班次。",
        ),
        ("（中央社記者裴玉清高雄10日電）渡輪下月調整班次。", ["裴玉清"], "渡輪下月調整班次。"),
        ("【本報綜合報導】北部地區明起三天有雨。", [], "北部地區明起三天有雨。"),
    ],
)
def test_papers_of_taiwan_sign_in_front(line: str, names: list[str], first: str) -> None:
    piece = only(f"民眾留意天氣與班次\n{line}\n公所提醒民眾多加留意。（完）")
    assert [each["name"] for each in piece["bylines"]] == names
    assert piece["paragraphs"] == [first, "公所提醒民眾多加留意。"]


def test_a_run_in_caption_is_the_sentence_behind_the_blank() -> None:
    piece = only(
        """\
校庆
本报讯 10月9日，区一中校庆。
学校颁发了纪念章。校友捐书一万册。 庆祝活动现场。顾一鸣摄"""
    )
    assert piece["captions"] == [{"text": "庆祝活动现场。", "credit": "顾一鸣"}]
    assert piece["paragraphs"][-1] == "学校颁发了纪念章。校友捐书一万册。"


def test_an_editors_note_and_a_box_go_with_their_story() -> None:
    piece = only(
        """\
编者按：今年是青石镇建镇三十周年，本报今起推出系列报道，敬请关注。

从一条土路说起
本报记者 罗晓雨
三十年前，青石镇只有一条土路通往县城。
如今村村通水泥路。

相关链接

青石镇因盛产青石得名。
"""
    )
    assert piece["headline"] == "从一条土路说起"
    assert piece["paragraphs"][0].startswith("编者按")
    assert [each["text"] for each in piece["subheads"]] == ["相关链接"]


def test_whom_readers_may_call_stays_and_who_sent_the_copy_goes() -> None:
    notice = only(
        """\
关于征集线索的启事
面向全区征集线索。
电话：0000-7654321
邮箱：a@b.example
区文明办
2014年9月12日"""
    )
    assert "电话：0000-7654321" in notice["paragraphs"]
    sent = only(
        """\
拾金不昧
司机费师傅捡到钱包，当面归还失主。
（通讯员 顾一鸣）
单位：公交公司
电话：13911112222
QQ：12345678"""
    )
    assert sent["paragraphs"] == ["司机费师傅捡到钱包，当面归还失主。"]


def test_numbered_headings_alone_make_no_headline() -> None:
    piece = only(
        """\
一、经济运行
生产总值同比增长8.2%。
二、重点项目
开工82个，开工率95%。
三、问题
要素不足。"""
    )
    assert piece["headline"] is None
    assert [each["before"] for each in piece["subheads"]] == [0, 1, 2]


def test_every_block_bears_its_kind_its_reason_and_its_weight() -> None:
    work = edit(read_copy("copy.txt", PAPERS["meeting"].encode()))
    told = [each for each in work.judgements if each.subject is Subject.BLOCK]
    assert len(told) == len(lines(PAPERS["meeting"]))
    assert all(each.reason and 0 < each.margin <= 1 for each in told)
    assert len({*BlockKind}) == 11


def rows_of(*rows: str) -> list[str]:
    """Rows of cells parted by bars, with what a table that says nothing of merges repeats."""
    given = [tuple(map(Traced.new, row.split("|"))) for row in rows]
    return ["|".join(cell.text for cell in row) for row in repeated(given)]


@pytest.mark.parametrize(
    ("top", "below", "heads"),
    [
        ("姓名|接访||下访", "|时间|地点|时间", ["姓名|接访|接访|下访", "姓名|时间|地点|时间"]),
        ("|接访||下访", "姓名|时间|地点|时间", ["姓名|接访|接访|下访", "姓名|时间|地点|时间"]),
        ("|||下访", "姓名|时间|地点|时间", ["姓名|时间|地点|下访", "姓名|时间|地点|时间"]),
        ("姓名|接访|地点|下访", "林晓|||", ["姓名|接访|地点|下访", "林晓|||"]),
        ("|接访||下访", "林晓|3日|厅|5日", ["|接访||下访", "林晓|3日|厅|5日"]),  # no heads
    ],
)
def test_the_upper_of_two_rows_of_heads_goes_on_to_the_right(
    top: str, below: str, heads: list[str]
) -> None:
    assert rows_of(top, below, "何静|四日|厅|六日")[:2] == heads


def test_a_table_of_two_columns_has_such_heads_and_one_of_a_single_column_none() -> None:
    assert rows_of("|接访", "姓名|时间", "林晓|三日")[0] == "姓名|接访"
    assert rows_of("", "甲", "乙") == ["", "甲", "乙"]


@pytest.mark.parametrize(
    ("between", "entries"),
    [("二、查电线\n\n", 2), ("", 3)],
    ids=["under the next head", "under one head"],
)
def test_the_entries_of_a_list_end_where_the_next_head_stands(between: str, entries: int) -> None:
    listed = ["1.看瓦片", "2.看水沟", "3.看开关"]
    third = listed[2]
    told = "志愿者还帮助独居老人检查屋顶，镇里的应急小分队全天待命，值守电话随时有人接听。"
    list_ = f"一、查屋顶\n\n{listed[0]}\n\n{listed[1]}\n\n{between}{third}"
    raw = f"防汛宣传进村来\n\n{told}\n\n{list_}\n\n{told[3:]}\n"
    piece = only(raw)
    assert piece["paragraphs"] == [told, *listed[:entries], told[3:]]
    assert [each["text"] for each in piece["subheads"]] == ["一、查屋顶"] + (
        ["二、查电线", third] if between else []
    )


@pytest.mark.parametrize(
    ("heads", "headline"),
    [
        (("县水利局", "县教育局", "县卫生局"), None),
        (("县水利局", "夏茶开采", "秋粮入库"), "县水利局"),
    ],
)
def test_an_office_over_a_text_heads_no_copy_where_others_stand_over_later_parts(
    heads: tuple[str, ...], headline: str | None
) -> None:
    told = "志愿者还帮助独居老人检查屋顶，镇里的应急小分队全天待命，值守电话随时有人接听。"
    raw = "\n\n".join(f"{head}\n\n{told[at:]}" for at, head in enumerate(heads))
    assert pieces(f"{raw}\n")[0]["headline"] == headline


@pytest.mark.parametrize(
    ("gap", "pieces_"), [("\n", 1), ("\n\n\n", 2)], ids=["a blank line", "three blank lines"]
)
def test_the_head_of_groups_of_fields_goes_with_the_text_over_it_or_begins_anew(
    gap: str, pieces_: int
) -> None:
    told = "志愿者还帮助独居老人检查屋顶，镇里的应急小分队全天待命，值守电话随时有人接听。"
    routes = "".join(f"{at}路\n首班：6:0{at}\n末班：21:0{at}\n\n" for at in (1, 2, 3))
    found = pieces(f"防汛宣传进村来\n\n{told}\n{gap}公交首末班\n\n{routes}")
    assert [piece["headline"] for piece in found] == ["防汛宣传进村来", "公交首末班"][:pieces_]
    assert found[-1]["paragraphs"][-9:] == routes.split()
