"""Captions behind a mark of their own, whose pictures are, and names that a text only lists."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

HEAD = "青石镇老桥换了新栏杆"
FIRST = "近日，青石镇给老桥换上新栏杆，沿河居民早晚散步放心多了，施工前后用了二十天。"
SECOND = "镇里说，旧栏杆拆下来以后送进博物馆，让孩子们看看祖辈怎样打铁、怎样过河。"
THIRD = "下一步，镇里还要修整桥头的石阶，方便推车的人上下，年底以前全部完工。"


def only(copy: str, name: str = "a.txt") -> dict[str, Any]:
    """The one piece of a copy."""
    work = edit(read_copy(name, copy.encode()))
    assert not work.unaccounted()
    [piece] = answer(work)["pieces"]
    return dict(piece)


def captions(piece: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["text"], each["credit"]) for each in piece["captions"]]


def signed(copy: str) -> list[tuple[str, str, str]]:
    """Who signs the one piece of a copy: names, roles and houses."""
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    return [(each.name.text, each.role, each.organisation) for each in piece.authors]


def names(piece: dict[str, Any]) -> list[str]:
    return [each["name"] for each in piece["bylines"]]


def test_a_mark_that_leads_captions_leads_one_each_time() -> None:
    copy = (
        f"{HEAD}\n\n{FIRST}\n\n◎ 老桥的新栏杆。/图：青石影像\n\n{SECOND}\n\n◎ 旧栏杆\n\n"
        f"{THIRD}\n\n◎ 图：青石视频截图\n"
    )
    piece = only(copy)
    assert captions(piece) == [
        ("老桥的新栏杆。", "青石影像"),
        ("旧栏杆", None),
        ("图：青石视频截图", None),
    ]
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_mark_that_leads_text_leads_no_caption() -> None:
    entries = "◎桥头的石阶年底修好；\n◎桥下的码头明年再修；\n◎桥边的茶馆照旧开门。\n"
    piece = only(f"{HEAD}\n{FIRST}\n{entries}{SECOND}\n")
    assert captions(piece) == []


def test_a_first_part_that_trails_off_heads_it_where_others_are_counted() -> None:
    parts = ["01 换栏杆，比换桥面更要紧的是...", "02 旧栏杆去了哪里", "03 石阶也要修"]
    texts = (FIRST, SECOND, THIRD)
    body = "\n\n".join(f"{part}\n\n{text}" for part, text in zip(parts, texts, strict=True))
    page = f"首页 > 新闻\n\n{HEAD}\n来源：青石网 2024-05-06 10:20:30\n\n{FIRST}\n\n{body}\n"
    assert [each["text"] for each in only(page)["subheads"]] == parts


@pytest.mark.parametrize(
    "line",
    ["（图片由青石镇博物馆提供）", "（本版图片由青石镇博物馆提供）", "图片均由青石镇博物馆提供"],
)
@pytest.mark.parametrize("shown", ["", "▲老桥的新栏杆\n\n"])
def test_whoever_lent_the_pictures_wrote_nothing(line: str, shown: str) -> None:
    piece = only(f"{HEAD}\n□记者 容若\n\n{FIRST}\n\n{SECOND}\n\n{shown}{line}\n")
    assert names(piece) == ["容若"]
    assert piece["paragraphs"] == [FIRST, SECOND]
    assert captions(piece) == ([("老桥的新栏杆", "青石镇博物馆")] if shown else [])


def test_a_reporter_who_took_the_pictures_is_of_his_house() -> None:
    copy = f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n（本组照片由本报记者 容若 摄影报道）\n"
    assert signed(copy) == [("容若", "记者", "本报")]


def test_who_copied_a_picture_is_credited_under_it() -> None:
    piece = only(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n图说：老桥的新栏杆。\n（记者容若翻摄）\n")
    assert captions(piece) == [("老桥的新栏杆。", "容若")]
    assert names(piece) == []


def test_a_label_gives_the_captions_without_a_credit_theirs() -> None:
    shown = "▲老桥的新栏杆。\n\n▲旧栏杆进了博物馆。容若 摄\n\n"
    piece = only(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n{shown}文字：李白\n\n图片：方圆 青石镇文化站\n")
    assert captions(piece) == [
        ("老桥的新栏杆。", "方圆 青石镇文化站"),
        ("旧栏杆进了博物馆。", "容若"),
    ]
    assert names(piece) == ["李白"]


def test_names_under_a_heading_of_a_list_stay_where_they_stand() -> None:
    listed = "一、镇长岗位考察对象\n\n容若\n\n二、文化站站长岗位考察对象\n\n方圆\n\n"
    piece = only(f"青石镇干部考察预告\n\n{FIRST}\n\n{listed}{SECOND}\n")
    assert names(piece) == []
    assert piece["paragraphs"] == [FIRST, "容若", "方圆", SECOND]


def test_the_writers_in_a_contents_stay_under_their_titles() -> None:
    titles = ["论石桥的修缮", "旧栏杆的去处", "河道清淤的办法", "石阶与码头的关系", "桥市的来历"]
    writers = ["容若", "方圆", "李白", "王维", "杜甫"]
    contents = "\n\n".join(f"{a}\n\n{b}" for a, b in zip(titles, writers, strict=True))
    piece = only(f"《青石学刊》2024年第4期\n\n目录\n\n{contents}\n")
    assert names(piece) == []
    assert [each for each in writers if each in str(piece["paragraphs"])] == writers


def test_a_writer_between_headline_and_text_still_signs() -> None:
    assert names(only(f"{HEAD}\n\n容若\n\n{FIRST}\n\n{SECOND}\n")) == ["容若"]


@pytest.mark.parametrize("column", ["【全国两会】", "【写在最后】"])
def test_a_phrase_in_square_brackets_is_no_byline(column: str) -> None:
    piece = only(f"{HEAD}\n\n{FIRST}\n\n{column}\n\n{SECOND}\n\n{THIRD}\n")
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
    copy = f"{HEAD}\n\n{FIRST}\n\n{SECOND}{line}\n"
    assert [(name, house) for name, _, house in signed(copy)] == found
    assert (line in only(copy)["paragraphs"][-1]) is not bool(found)


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
    copy = f"{HEAD}\n\n{line}\n\n{FIRST}\n\n{SECOND}\n"
    assert signed(copy) == found
    assert only(copy)["paragraphs"] == [FIRST, SECOND]


def test_paragraphs_of_a_page_are_not_joined_for_want_of_a_mark() -> None:
    open_end = FIRST.rstrip("。")
    page = f"<html><body><h1>{HEAD}</h1><blockquote><p>{open_end}</p></blockquote>"
    body = f"<p>{SECOND}</p><p>{THIRD}</p></body></html>"
    assert only(page + body, "a.html")["paragraphs"] == [open_end, SECOND, THIRD]


def test_a_gloss_on_a_character_that_few_can_read_stays() -> None:
    rare = "瓜瓞（dié）连绵，八佾（yì）起舞，宏昶（chǎng）在望，老桥边的人都来观看。"
    assert only(f"{HEAD}\n\n{FIRST}\n\n{rare}\n")["paragraphs"] == [FIRST, rare]


def test_readings_beside_common_characters_are_a_programs() -> None:
    noted = "縣(xiàn)里开(kāi)会，馆(guǎn)长说，开(kāi)馆(guǎn)以后，全縣(xiàn)都来。"
    assert "(" not in str(only(f"{HEAD}\n\n{noted}\n")["paragraphs"])


@pytest.mark.parametrize(("tail", "found"), [(" ——李青山", []), ("　李青山", ["李青山"])])
def test_who_said_a_sentence_stays_behind_its_dash(tail: str, found: list[str]) -> None:
    piece = only(f"{HEAD}\n\n{FIRST}\n\n{SECOND}{tail}\n")
    assert names(piece) == found
    assert ("李青山" in piece["paragraphs"][-1]) is not bool(found)


def test_a_table_whose_columns_are_headed_may_list_many_names_in_a_cell() -> None:
    teams = "<br>".join(
        f"青石第{at}小学<br>李青山<br>王小川<br>方圆圆<br>何静" for at in "一二三四五六七"
    )
    rows = f"<tr><td>跳绳</td><td>东街小学</td><td>{teams}</td></tr>"
    head = "<tr><th>项目</th><th>第一名</th><th>第二名</th></tr>"
    table = f"<table>{head}{rows}{rows.replace('跳绳', '拔河')}</table>"
    html = f"<html><body><h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p>{table}</body></html>"
    piece = only(html, "a.html")
    assert [row[0] for row in piece["table"]] == ["项目", "跳绳", "拔河"]
    assert "王小川" in piece["table"][1][2]
    assert names(piece) == []
