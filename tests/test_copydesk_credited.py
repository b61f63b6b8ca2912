"""Captions behind a mark of their own, whose pictures are, and names that a text only lists."""

from __future__ import annotations

from typing import Any

import pytest

from readings import BRIDGE, KEPT, RAILED, STEPPED, answered, one


def captions(piece: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["text"], each["credit"]) for each in piece["captions"]]


def signed(copy: str) -> list[tuple[str, str, str]]:
    """Who signs the one piece of a copy: names, roles and houses."""
    return [(each.name.text, each.role, each.organisation) for each in one(copy).authors]


def names(piece: dict[str, Any]) -> list[str]:
    return [each["name"] for each in piece["bylines"]]


def test_a_mark_that_leads_captions_leads_one_each_time() -> None:
    copy = (
        f"{BRIDGE}\n\n{RAILED}\n\n◎ 老桥的新栏杆。/图：青石影像\n\n{KEPT}\n\n◎ 旧栏杆\n\n"
        f"{STEPPED}\n\n◎ 图：青石视频截图\n"
    )
    piece = answered(copy)
    assert captions(piece) == [
        ("老桥的新栏杆。", "青石影像"),
        ("旧栏杆", None),
        ("图：青石视频截图", None),
    ]
    assert piece["paragraphs"] == [RAILED, KEPT, STEPPED]


def test_a_mark_that_leads_text_leads_no_caption() -> None:
    entries = "◎桥头的石阶年底修好；\n◎桥下的码头明年再修；\n◎桥边的茶馆照旧开门。\n"
    piece = answered(f"{BRIDGE}\n{RAILED}\n{entries}{KEPT}\n")
    assert captions(piece) == []


def test_a_first_part_that_trails_off_heads_it_where_others_are_counted() -> None:
    parts = ["01 换栏杆，比换桥面更要紧的是...", "02 旧栏杆去了哪里", "03 石阶也要修"]
    texts = (RAILED, KEPT, STEPPED)
    body = "\n\n".join(f"{part}\n\n{text}" for part, text in zip(parts, texts, strict=True))
    page = f"首页 > 新闻\n\n{BRIDGE}\n来源：青石网 2024-05-06 10:20:30\n\n{RAILED}\n\n{body}\n"
    assert [each["text"] for each in answered(page)["subheads"]] == parts


@pytest.mark.parametrize(
    "line",
    ["（图片由青石镇博物馆提供）", "（本版图片由青石镇博物馆提供）", "图片均由青石镇博物馆提供"],
)
@pytest.mark.parametrize("shown", ["", "▲老桥的新栏杆\n\n"])
def test_whoever_lent_the_pictures_wrote_nothing(line: str, shown: str) -> None:
    piece = answered(f"{BRIDGE}\n□记者 容若\n\n{RAILED}\n\n{KEPT}\n\n{shown}{line}\n")
    assert names(piece) == ["容若"]
    assert piece["paragraphs"] == [RAILED, KEPT]
    assert captions(piece) == ([("老桥的新栏杆", "青石镇博物馆")] if shown else [])


def test_a_reporter_who_took_the_pictures_is_of_his_house() -> None:
    copy = f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}\n\n（本组照片由本报记者 容若 摄影报道）\n"
    assert signed(copy) == [("容若", "记者", "本报")]


def test_who_copied_a_picture_is_credited_under_it() -> None:
    piece = answered(f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}\n\n图说：老桥的新栏杆。\n（记者容若翻摄）\n")
    assert captions(piece) == [("老桥的新栏杆。", "容若")]
    assert names(piece) == []


def test_a_label_gives_the_captions_without_a_credit_theirs() -> None:
    shown = "▲老桥的新栏杆。\n\n▲旧栏杆进了博物馆。容若 摄\n\n"
    piece = answered(
        f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}\n\n{shown}文字：李白\n\n图片：方圆 青石镇文化站\n"
    )
    assert captions(piece) == [
        ("老桥的新栏杆。", "方圆 青石镇文化站"),
        ("旧栏杆进了博物馆。", "容若"),
    ]
    assert names(piece) == ["李白"]


def test_names_under_a_heading_of_a_list_stay_where_they_stand() -> None:
    listed = "一、镇长岗位考察对象\n\n容若\n\n二、文化站站长岗位考察对象\n\n方圆\n\n"
    piece = answered(f"青石镇干部考察预告\n\n{RAILED}\n\n{listed}{KEPT}\n")
    assert names(piece) == []
    assert piece["paragraphs"] == [RAILED, "容若", "方圆", KEPT]


def test_the_writers_in_a_contents_stay_under_their_titles() -> None:
    titles = ["论石桥的修缮", "旧栏杆的去处", "河道清淤的办法", "石阶与码头的关系", "桥市的来历"]
    writers = ["容若", "方圆", "李白", "王维", "杜甫"]
    contents = "\n\n".join(f"{a}\n\n{b}" for a, b in zip(titles, writers, strict=True))
    piece = answered(f"《青石学刊》2024年第4期\n\n目录\n\n{contents}\n")
    assert names(piece) == []
    assert [each for each in writers if each in str(piece["paragraphs"])] == writers


def test_a_writer_between_headline_and_text_still_signs() -> None:
    assert names(answered(f"{BRIDGE}\n\n容若\n\n{RAILED}\n\n{KEPT}\n")) == ["容若"]


@pytest.mark.parametrize("column", ["【全国两会】", "【写在最后】"])
def test_a_phrase_in_square_brackets_is_no_byline(column: str) -> None:
    piece = answered(f"{BRIDGE}\n\n{RAILED}\n\n{column}\n\n{KEPT}\n\n{STEPPED}\n")
    assert names(piece) == []
    assert column.strip("【】") in str(piece["subheads"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("（青石乡  容若）", [("容若", "青石乡")]),
        ("（县残联  容若）", [("容若", "县残联")]),
        ("（容若 李正仁）", [("容若", ""), ("李正仁", "")]),
        ("（李青山 正仁）", [("李青山", ""), ("正仁", "")]),
        ("（正仁 化名）", []),
        ("（作者李青山系青石大学研究员）", [("李青山", "")]),
        (
            "（作者：青石大学历史研究所所长、研究员李青山）",
            [("李青山", "青石大学历史研究所所长、研究员")],
        ),
        ("（作者：青石镇的老桥）", []),
    ],
)
def test_brackets_behind_a_text_tell_who_wrote_it(line: str, found: list[tuple[str, str]]) -> None:
    copy = f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}{line}\n"
    assert [(name, house) for name, _, house in signed(copy)] == found
    assert (line in answered(copy)["paragraphs"][-1]) is not bool(found)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("文丨特约评论员 容若", [("容若", "特约评论员", "")]),
        ("文丨青石亮特约评论员 容若", [("容若", "特约评论员", "青石亮")]),
        ("小记者 李青山 指导老师 王敏", [("李青山", "小记者", ""), ("王敏", "指导老师", "")]),
        ("指导记者 容若 指导老师 王敏", [("容若", "指导记者", ""), ("王敏", "指导老师", "")]),
        ("作者：青石大学历史学院李青山", [("李青山", "", "青石大学历史学院")]),
        ("本文作者：阿楠", [("阿楠", "", "")]),
    ],
)
def test_a_line_over_a_text_tells_who_wrote_it(
    line: str, found: list[tuple[str, str, str]]
) -> None:
    copy = f"{BRIDGE}\n\n{line}\n\n{RAILED}\n\n{KEPT}\n"
    assert signed(copy) == found
    assert answered(copy)["paragraphs"] == [RAILED, KEPT]


def test_paragraphs_of_a_page_are_not_joined_for_want_of_a_mark() -> None:
    open_end = RAILED.rstrip("。")
    page = f"<html><body><h1>{BRIDGE}</h1><blockquote><p>{open_end}</p></blockquote>"
    body = f"<p>{KEPT}</p><p>{STEPPED}</p></body></html>"
    assert answered(page + body, "a.html")["paragraphs"] == [open_end, KEPT, STEPPED]


def test_a_gloss_on_a_character_that_few_can_read_stays() -> None:
    rare = "瓜瓞（dié）连绵，八佾（yì）起舞，宏昶（chǎng）在望，老桥边的人都来观看。"
    assert answered(f"{BRIDGE}\n\n{RAILED}\n\n{rare}\n")["paragraphs"] == [RAILED, rare]


def test_readings_beside_common_characters_are_a_programs() -> None:
    noted = "縣(xiàn)里开(kāi)会，馆(guǎn)长说，开(kāi)馆(guǎn)以后，全縣(xiàn)都来。"
    assert "(" not in str(answered(f"{BRIDGE}\n\n{noted}\n")["paragraphs"])


@pytest.mark.parametrize(("tail", "found"), [(" ——李青山", []), ("　李青山", ["李青山"])])
def test_who_said_a_sentence_stays_behind_its_dash(tail: str, found: list[str]) -> None:
    piece = answered(f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}{tail}\n")
    assert names(piece) == found
    assert ("李青山" in piece["paragraphs"][-1]) is not bool(found)


def test_a_table_whose_columns_are_headed_may_list_many_names_in_a_cell() -> None:
    teams = "<br>".join(
        f"青石第{at}小学<br>李青山<br>王小川<br>方圆圆<br>何静" for at in "一二三四五六七"
    )
    rows = f"<tr><td>跳绳</td><td>东街小学</td><td>{teams}</td></tr>"
    head = "<tr><th>项目</th><th>第一名</th><th>第二名</th></tr>"
    table = f"<table>{head}{rows}{rows.replace('跳绳', '拔河')}</table>"
    html = f"<html><body><h1>{BRIDGE}</h1><p>{RAILED}</p><p>{KEPT}</p>{table}</body></html>"
    piece = answered(html, "a.html")
    assert [row[0] for row in piece["table"]] == ["项目", "跳绳", "拔河"]
    assert "王小川" in piece["table"][1][2]
    assert names(piece) == []
