"""What the parts of a copy say of each other: pictures of captions, titles of headlines, words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.fields.captions import caption_of
from copydesk.sheet import Line
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced

FIRST = (
    "柳林镇的三条村道九月十二日通车，全长七点八公里，"
    "沿线六个村的群众出行不再绕路，货车也能开到村口。"
)
SECOND = (
    "镇里说，下一步还要给村道装路灯、设护栏，由各村的护路队分段看管，年底以前全部做完，请群众监督。"
)

THIRD = "通车那天，村里请来了戏班，老人们坐在路边看戏，孩子们骑着自行车来回跑，一直热闹到天黑。"


def desk(name: str, copy: str) -> dict[str, Any]:
    return answer(edit(read_copy(name, copy.encode())))


def page(head: str, body: str) -> dict[str, Any]:
    return desk("a.html", f"<html><head>{head}</head><body>{body}</body></html>")


def test_a_line_that_says_what_a_picture_says_of_itself_is_its_caption() -> None:
    body = (
        "<h1>柳林镇三条村道通车</h1><div><img src=a.jpg alt='通车的村道上，货车开到了村口'>"
        f"<p>通车的村道上，货车开到了村口</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    piece = page("<title>柳林镇三条村道通车</title>", body)["pieces"][0]
    assert [each["text"] for each in piece["captions"]] == ["通车的村道上，货车开到了村口"]
    assert piece["paragraphs"] == [FIRST, SECOND]


def test_the_words_in_a_pictures_frame_are_its_caption() -> None:
    body = (
        f"<h1>柳林镇三条村道通车</h1><div><p>{FIRST}</p>"
        f"<figure><img src=a.jpg><p>货车开到了村口。</p></figure><p>{SECOND}</p></div>"
    )
    piece = page("<title>柳林镇三条村道通车</title>", body)["pieces"][0]
    assert [each["text"] for each in piece["captions"]] == ["货车开到了村口。"]
    assert piece["paragraphs"] == [FIRST, SECOND]


def test_what_a_page_folds_away_behind_its_text_stays_and_is_asked_about() -> None:
    body = (
        f"<h1>柳林镇三条村道通车</h1><div><p>{FIRST}</p><a href='#'>展开阅读</a>\n"
        f"<div style='display:none'><p>{SECOND}</p>\n<p>{THIRD}</p></div></div>"
    )
    read = page("<title>柳林镇三条村道通车</title>", body)
    assert read["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD]
    asked = [(each["where"], each["why"]) for each in read["doubts"]]
    assert [why for where, why in asked if SECOND.startswith(where)] == [
        "从这里起是网页折起来的文字，请看是不是这一篇的"
    ]
    assert not [why for where, why in asked if THIRD.startswith(where)]


def test_what_a_page_hides_elsewhere_or_says_again_is_left_out() -> None:
    body = (
        f"<div style='display:none'><p>{THIRD}</p></div><h1>柳林镇三条村道通车</h1>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p><p style='display:none'>{FIRST}</p></div>"
        f"<div style='display:none'><p>{THIRD}</p></div>"
    )
    piece = page("<title>柳林镇三条村道通车</title>", body)["pieces"][0]
    assert piece["paragraphs"] == [FIRST, SECOND]


def test_a_page_whose_wrapper_has_a_menus_name_keeps_its_captions_and_its_writer() -> None:
    body = (
        "<div class='page-nav'><h1>柳林镇三条村道通车</h1><div><span>撰文：周远</span></div>"
        f"<div><p>{FIRST}</p><div class=pic><span class=caption>货车开到了村口。</span></div>"
        f"<p>{SECOND}</p></div></div>"
    )
    piece = page("<title>柳林镇三条村道通车</title>", body)["pieces"][0]
    assert [each["name"] for each in piece["bylines"]] == ["周远"]
    assert [each["text"] for each in piece["captions"]] == ["货车开到了村口。"]


def test_a_line_under_a_dash_is_the_deck_of_a_page() -> None:
    body = (
        "<div>为乡村发展汇聚力量<br>——热烈祝贺柳林镇代表大会开幕</div>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    head = "<title>为乡村发展汇聚力量——热烈祝贺柳林镇代表大会开幕_柳林网</title>"
    piece = page(head, body)["pieces"][0]
    assert piece["headline"] == "为乡村发展汇聚力量"
    assert piece["deck"] == "——热烈祝贺柳林镇代表大会开幕"


def test_the_line_over_the_time_of_posting_heads_a_page_without_a_title() -> None:
    body = (
        "<div>柳林镇三条村道今天全部通车</div>"
        "<div>http://www.liulin.example/ 2014-09-12 13:03:17</div>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div>"
    )
    pieces = page("", body)["pieces"]
    assert [piece["headline"] for piece in pieces] == ["柳林镇三条村道今天全部通车"]


def test_a_page_copied_whole_is_headed_by_what_its_own_title_says() -> None:
    lines = [
        "柳林镇三条村道全部通车-松溪财经",
        *("首页 | 新闻 | 图片 | 论坛 | 关于我们", "登录 注册", "热点", "村里办起了图书室"),
        *("柳林镇三条村道全部通车", "2014年09月12日 13:03 来源：松溪网", "猫和狗谁更聪明"),
        *(FIRST, SECOND, "相关链接", "全镇开展防火检查", "版权所有 松溪网"),
    ]
    pieces = desk("a.txt", "\n".join(lines))["pieces"]
    assert [piece["headline"] for piece in pieces] == ["柳林镇三条村道全部通车"]
    assert pieces[0]["paragraphs"][-2:] == [FIRST, SECOND]


OTHER = (
    "卫星影像显示邻国在山中开挖隧道",
    "外国智库今天发表报告，商用影像表明，某国正在铀浓缩工厂附近的一座山开挖隧道，可能用来躲避空袭。",
    "报告说，这些照片由两家公司六月拍摄，洞口并不清晰，施工道路顺着山势通往内部，用途仍要进一步判断。",
)


def test_two_stories_of_different_matter_are_two_though_no_dateline_parts_them() -> None:
    copy = "\n".join(["柳林镇三条村道今天全部通车", FIRST, SECOND, "", *OTHER])
    pieces = desk("a.txt", copy)["pieces"]
    assert [piece["headline"] for piece in pieces] == ["柳林镇三条村道今天全部通车", OTHER[0]]


def test_a_short_heading_over_text_of_the_same_matter_stays_a_sub_head() -> None:
    copy = "\n".join(["柳林镇三条村道今天全部通车", FIRST, "路灯护栏年底装好", SECOND])
    pieces = desk("a.txt", copy)["pieces"]
    assert len(pieces) == 1
    assert [each["text"] for each in pieces[0]["subheads"]] == ["路灯护栏年底装好"]


def test_those_who_report_behind_a_dateline_sign_without_brackets() -> None:
    copy = f"柳林镇三条村道今天全部通车\n本报柳林9月13日电杨宝金、记者刘欣欣报道：{FIRST}"
    piece = desk("a.txt", copy)["pieces"][0]
    assert [each["name"] for each in piece["bylines"]] == ["杨宝金", "刘欣欣"]
    assert piece["dateline"] == "本报柳林9月13日电"
    assert piece["paragraphs"] == [FIRST]


def test_an_answer_without_a_full_stop_is_not_joined_to_the_next_question() -> None:
    body = (
        "<h1>农机专家谈秋收准备工作</h1><div><p>李金泽：现任镇农机站站长，历任农机修造厂厂长，"
        "曾获劳动奖章等光荣称号</p><p>记者：请问今年的秋收机具准备好了没有？</p>"
        f"<p>李金泽：都准备好了。{SECOND}</p><p>记者：村道通车以后有什么不同？</p></div>"
    )
    piece = page("<title>农机专家谈秋收准备工作</title>", body)["pieces"][0]
    assert "记者：请问今年的秋收机具准备好了没有？" in piece["paragraphs"]


def test_an_office_that_signs_its_paper_is_not_the_title_of_a_page() -> None:
    """文件 behind the office's name in the letterhead is no name of a site."""
    raw = Path(__file__).parent / "copydesk" / "raw"
    paper, story = (
        (raw / name).read_text("utf-8").strip() for name in ("commendation.txt", "notices.txt")
    )
    alone = desk("a.txt", paper)["pieces"]
    both = desk("a.txt", f"{paper}\n\n\n{story}\n")["pieces"]
    assert [each["headline"] for each in both[:1]] == [each["headline"] for each in alone]
    assert "表彰2015年度先进集体和先进个人" in both[0]["headline"]
    assert len(both) > 1


PAGE = (
    "柳林镇三条村道今天全部通车\n\n柳林 村道 柳林日报 2019-07-29\n\n【核心提示】\n\n{}\n\n"
    "柳林镇三条村道今天全部通车\n\n{}\n\n{}\n"
)


def test_a_sentence_that_went_with_the_site_s_lines_is_asked_about() -> None:
    lost = "修路的队伍在山里住了一个夏天。村民们轮流送去西瓜和绿豆汤。"
    told = desk("a.txt", PAGE.format(lost, FIRST, SECOND))
    assert lost not in told["pieces"][0]["paragraphs"]
    (doubt,) = [each for each in told["doubts"] if each["what"] == "block"]
    assert lost.startswith(doubt["where"])
    again = desk("a.txt", PAGE.format(FIRST, FIRST, SECOND))
    assert [each for each in again["doubts"] if each["what"] == "block"] == []


@pytest.mark.parametrize("who", ["何大江主持", "林晓主持", "林晓主持 何大江出席"])
def test_the_day_and_the_length_that_an_e_paper_tells_are_no_copy(who: str) -> None:
    head = f"柳林镇三条村道今天全部通车\n{who}\n本文字数：216\n■于方\n"
    told = desk("a.txt", f"第三版：县区\n\n2024年09月13日\n{head}{FIRST}\n{SECOND}\n")
    (piece,) = told["pieces"]
    assert (piece["headline"], piece["deck"]) == ("柳林镇三条村道今天全部通车", who)
    assert piece["paragraphs"] == [FIRST, SECOND]
    assert [each["name"] for each in piece["bylines"]] == ["于方"]


def test_a_day_that_stands_over_no_page_s_name_stays() -> None:
    told = desk("a.txt", f"通车公告\n\n{FIRST}\n{SECOND}\n柳林镇人民政府\n2024年09月13日\n")
    assert told["pieces"][0]["paragraphs"][-2:] == ["柳林镇人民政府", "2024年09月13日"]


ITEMS = (
    "青石镇把河道两边的杂草和垃圾都清走了，沟渠也疏通了。",
    "柳林镇对商店和工厂逐一查看，发现问题当场整改。",
    "东坡村请来医生给老人量血压，一早上来了三十人。",
)


@pytest.mark.parametrize(
    ("head", "count", "are_items"),
    [
        ("本周要闻回放", 3, True),
        ("本周要闻回放", 2, False),
        ("简讯", 2, True),  # the heading of a box tells it of two
        ("简讯", 1, False),
    ],
)
def test_lines_that_a_mark_leads_are_items_where_there_are_enough_under_a_head(
    head: str, count: int, *, are_items: bool
) -> None:
    raw = f"{head}\n\n" + "\n\n".join(f"▲{text}" for text in ITEMS[:count]) + "\n"
    found = desk("copy.txt", raw)["pieces"]
    assert [text for piece in found for text in piece["paragraphs"]] == (
        list(ITEMS[:count]) if are_items else []
    )
    assert any(piece["captions"] for piece in found) is not are_items


@pytest.mark.parametrize(
    ("head", "text", "pieces"),
    [("", "◆", 4), ("", "", 1), ("◆", "", 1)],
    ids=["a mark before every text", "no mark", "a mark before every head"],
)
def test_items_of_one_matter_are_parted_by_the_mark_before_the_text_of_each(
    head: str, text: str, pieces: int
) -> None:
    places = ("青石镇", "柳林镇", "东坡村", "石桥村")
    said = "三月里全县治理河道，{}把河道两边的杂草和垃圾都清走了，沟渠也疏通了。"
    raw = "\n\n".join(f"{head}{place}清淤\n\n{text}{said.format(place)}" for place in places)
    assert len(desk("copy.txt", f"{raw}\n")["pieces"]) == pieces


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("老桥换了新栏杆。方圆 摄", True),
        ("5月6日，老桥换了新栏杆。本报记者 方圆 摄", True),
        ("近日，青石镇为老桥换了新栏杆，两岸的人都说好。（方圆 摄影报道）", False),  # a report
    ],
)
def test_one_who_also_reports_makes_no_caption_of_a_sentence(
    line: str, *, is_caption: bool
) -> None:
    assert (caption_of(Line(Traced.new(line), 1)) is not None) is is_caption


def test_a_line_like_a_headline_at_the_end_of_a_roll_is_asked_about() -> None:
    roll = "青石镇\n柳林镇\n东坡村\n石桥村\n"
    told = f"关于表扬先进的通报\n\n各镇：\n\n{FIRST}\n\n先进名单：\n\n{roll}"
    asked = desk("copy.txt", f"{told}老桥修好以后村里办了集\n{SECOND}\n")["doubts"]
    assert [(each["what"], each["line"]) for each in asked] == [("division", 13)]
    assert not desk("copy.txt", told)["doubts"]


@pytest.mark.parametrize(
    ("head", "heads"),
    [("夏茶采摘机器轰鸣价好", 2), ("夏茶采摘机器轰鸣好", 1)],
    ids=["ten letters", "nine letters"],
)
def test_a_line_of_ten_letters_may_head_a_story_right_under_another(head: str, heads: int) -> None:
    tea = "茶农抢抓晴好天气采摘夏茶，合作社的炒茶车间里机器轰鸣，新茶装箱发往外省，价钱也好。"
    raw = f"柳林镇三条村道通车了\n\n{FIRST}\n{head}\n\n{tea}\n"
    assert len(desk("copy.txt", raw)["pieces"]) == heads


@pytest.mark.parametrize(("marks", "is_asked"), [("▲▼▲", True), ("▼▲▼", True), ("▲▼", False)])
def test_three_captions_and_no_text_are_asked_about_since_they_may_be_items(
    marks: str, *, is_asked: bool
) -> None:
    lines = "\n\n".join(f"{mark}{text}" for mark, text in zip(marks, ITEMS, strict=False))
    found = desk("copy.txt", f"秋收掠影\n\n{lines}\n")
    assert [len(piece["captions"]) for piece in found["pieces"]] == [len(marks)]
    assert [(each["what"], each["line"]) for each in found["doubts"]] == [("caption", 3)] * is_asked


@pytest.mark.parametrize(("gap", "are_captions"), [("\n", True), ("\n\n", True), ("\n\n\n", False)])
def test_numbered_lines_over_one_photographer_are_his_captions(
    gap: str, *, are_captions: bool
) -> None:
    shown = ["志愿者在河边。", "村民在树下。", "孩子在看书。"]
    raw = f"①{shown[0]}\n②{shown[1]}{gap}③{shown[2]}\n方圆 摄\n"
    found = desk("copy.txt", f"柳林镇三条村道通车\n\n{FIRST}\n\n{raw}")["pieces"][0]
    assert [each["text"] for each in found["captions"]] == (shown if are_captions else [])


@pytest.mark.parametrize(
    ("frame", "inner", "is_caption"),
    [("dl", "dd", True), ("div", "span", True), ("li", "span", True), ("section", "p", False)],
)
def test_the_one_sentence_in_the_frame_of_a_picture_is_its_caption(
    frame: str, inner: str, *, is_caption: bool
) -> None:
    shown = "货车开到了村口。"
    framed = f"<{frame}><img src=a.jpg><{inner}>{shown}</{inner}></{frame}>"
    body = f"<h1>柳林镇三条村道通车</h1><p>{FIRST}</p>{framed}<p>{SECOND}</p>"
    piece = page("", body)["pieces"][0]
    assert [each["text"] for each in piece["captions"]] == [shown] * is_caption
