"""A page whose text is parted over containers, a page from a phone, and signatures by their form.

Each rule is shown with copy it changes and with copy that looks alike and stays as it was.
"""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.lexicon import simple
from copydesk.sources.reading import read_copy

TITLE = "我区安排秋收工作 抢抓晴好天气"
FIRST = "河湾区秋收工作会议昨天召开，各镇负责人参加会议，会议对抢收抢种作出安排。"
SECOND = "会议要求，各镇要抓住晴好天气，组织好农机，保证颗粒归仓，不误农时。"
THIRD = "区农业局介绍，今年全区种植玉米十二万亩，长势总体较好，预计月底收完。"
FOURTH = "青石镇的农机手老周说，往年收一亩地要等三天，今年农机合作社当天就能到。"
FIFTH = "气象部门提醒，下周后半段有一次降雨过程，各镇要把已收的粮食及时入库。"


MENU = ["首页", "新闻", "民生", "教育", "健康", "视频", "图片", "专题", "论坛"]
FOOT = ["关于我们", "联系我们", "广告服务", "版权声明", "网站地图", "友情链接", "意见反馈"]


def read(name: str, copy: str) -> dict[str, Any]:
    work = edit(read_copy(name, copy.encode()))
    assert not work.unaccounted()
    return dict(answer(work))


def page(body: str, head: str = "", title: str = f"{TITLE}_河湾在线") -> dict[str, Any]:
    given = f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    found = read("page.html", f"{given}<body>{body}</body></html>")
    assert len(found["pieces"]) == 1, [piece["headline"] for piece in found["pieces"]]
    return found


def paragraphs(*texts: str) -> str:
    return "".join(f"<div><p>{text}</p></div>" for text in texts)


FILM = "<div class=player><figure>视频</figure></div>"
TOP = f"<div><div><div><h1>{TITLE}</h1><div>{paragraphs(FIRST, SECOND, THIRD)}</div></div></div>"


def test_text_that_goes_on_outside_its_container_stays() -> None:
    found = page(f"{TOP}{FILM}{paragraphs(FOURTH, FIFTH)}</div>")
    assert found["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD, FOURTH, FIFTH]
    assert not found["doubts"]


@pytest.mark.parametrize(
    "after",
    [
        f"<div>天气</div>{paragraphs(FOURTH)}",  # one paragraph may be anything
        f"<div>网友评论</div>{paragraphs(FOURTH, FIFTH)}",
        f"<div>相关新闻</div>{paragraphs(FOURTH, FIFTH)}",
    ],
)
def test_what_stands_outside_by_itself_or_under_its_own_head_does_not(after: str) -> None:
    found = page(f"{TOP}{after}</div>")
    assert found["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD]
    assert not found["doubts"]


def test_paragraphs_that_are_left_out_behind_other_matter_are_asked_about() -> None:
    other = "".join(f"<div>{each}</div>" for each in ("天气", "交通", "菜价", "水位", "油价"))
    found = page(f"{TOP}{other}{paragraphs(FOURTH, FIFTH)}</div>")
    assert found["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD]
    assert [doubt["what"] for doubt in found["doubts"]] == ["block"]
    assert found["doubts"][0]["where"].startswith("青石镇的农机手")


def test_text_ahead_of_the_thickest_part_stays_with_its_short_lines() -> None:
    ahead = f"<p>{FOURTH}</p><p>大家都盼着晴天。</p><p>{FIFTH}</p>"
    part = f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FIRST}{SECOND}</p></div>"
    found = page(f"<h1>{TITLE}</h1><div>{ahead}{part}</div>")
    texts = found["pieces"][0]["paragraphs"]
    assert texts[:3] == [FOURTH, "大家都盼着晴天。", FIFTH]


def test_a_page_of_many_lines_of_script_is_read() -> None:
    script = "<script>\n" + "var a = 1;\n" * 70_000 + "</script>"
    found = page(f"{script}{TOP}</div>")
    assert found["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_page_without_a_title_that_its_data_name_is_one_article() -> None:
    data = f'<meta property="og:title" content="{TITLE}">'
    body = f"<h1>{TITLE}</h1><div><em></em>{paragraphs(FIRST, SECOND, THIRD)}</div>"
    found = page(f"<div>云溪发布</div>{body}<div>轻触阅读原文</div>", head=data, title="")
    assert found["pieces"][0]["headline"] == TITLE
    assert found["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD]


def test_bold_words_under_a_picture_are_a_sub_head_and_plain_ones_its_caption() -> None:
    picture = "<p style='text-align:center'><img src=1.jpg></p>"
    bold = f"{picture}<p style='text-align:center'><b>抢收不误农时</b></p>"
    plain = f"{picture}<p style='text-align:center'>青石镇的玉米地</p>"
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}</p>{bold}<p>{SECOND}</p>{plain}<p>{THIRD}</p></div>"
    piece = page(body)["pieces"][0]
    assert [each["text"] for each in piece["subheads"]] == ["抢收不误农时"]
    assert [each["text"] for each in piece["captions"]] == ["青石镇的玉米地"]


def test_a_byline_under_a_picture_is_no_caption() -> None:
    picture = "<p style='text-align:center'><img src=1.jpg></p>"
    signed = "<p style='text-align:center'>文/江一苇</p>"
    body = f"<h1>{TITLE}</h1><div>{picture}{signed}<p>{FIRST}</p><p>{SECOND}</p></div>"
    piece = page(body)["pieces"][0]
    assert [each["name"] for each in piece["bylines"]] == ["江一苇"]
    assert not piece["captions"]


# Signatures


def story(*lines: str) -> dict[str, Any]:
    found = read("a.txt", "\n".join([TITLE, *lines]) + "\n")
    assert len(found["pieces"]) == 1, [piece["headline"] for piece in found["pieces"]]
    return dict(found["pieces"][0])


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("本报记者罗科苏盈发自北京", f"　　{FIRST}", f"　　{SECOND}"), ["罗科", "苏盈"]),
        (("本报记者 江一苇 发自青石镇", f"　　{FIRST}", f"　　{SECOND}"), ["江一苇"]),
        ((f"　　{FIRST}", f"　　{SECOND}（姚峰 上海报道）"), ["姚峰"]),
        ((f"　　本报讯 （记者展明辉）{FIRST}", f"　　{SECOND}"), ["展明辉"]),
    ],
)
def test_who_reports_and_from_where_is_a_byline(lines: tuple[str, ...], names: list[str]) -> None:
    piece = story(*lines)
    assert [each["name"] for each in piece["bylines"]] == names
    assert [text[-10:] for text in piece["paragraphs"]] == [FIRST[-10:], SECOND[-10:]]


@pytest.mark.parametrize(
    "last",
    [
        f"{SECOND}（详见 本报报道）",
        f"{SECOND}（以上 综合报道）",
    ],
)
def test_a_hint_at_a_report_is_no_byline(last: str) -> None:
    piece = story(f"　　{FIRST}", f"　　{last}")
    assert not piece["bylines"]
    assert piece["paragraphs"][-1] == last


def test_the_editor_of_a_page_is_not_among_its_authors() -> None:
    foot = "本文来源：河湾日报 作者：江一苇 责任编辑：HW055"
    body = f"<h1>{TITLE}</h1><div>{paragraphs(FIRST, SECOND, THIRD)}<p>{foot}</p></div>"
    assert [each["name"] for each in page(body)["pieces"][0]["bylines"]] == ["江一苇"]


# Pages copied as plain text


def copied(*lines: str, title: str = f"{TITLE}_河湾在线") -> dict[str, Any]:
    stamp = "2024-09-20 08:30 来源：河湾日报"
    found = read("a.txt", "\n".join([title, *MENU, TITLE, stamp, *lines, *FOOT]) + "\n")
    assert len(found["pieces"]) == 1, [piece["headline"] for piece in found["pieces"]]
    assert found["pieces"][0]["headline"] == TITLE
    return found


@pytest.mark.parametrize(
    "shown",
    [
        "农机手在青石镇抢收玉米。（Shutterstock）",
        "農機手在青石鎮搶收玉米。(路透社)",
        "農機手在青石鎮搶收玉米。（新華社資料圖片）",
        "農機手在青石鎮搶收玉米。（中央社記者邱俊欽桃園傳真 105年3月19日）",
        "农机手在青石镇抢收玉米。 记者陈嘉宁／翻摄",
    ],
)
def test_a_sentence_with_its_agency_over_the_text_of_a_page_is_a_caption(shown: str) -> None:
    piece = copied(shown, FIRST, SECOND, THIRD)["pieces"][0]
    assert len(piece["captions"]) == 1
    assert simple(piece["captions"][0]["text"]).startswith("农机手在青石镇抢收玉米")
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_report_that_ends_with_its_agency_is_text() -> None:
    last = "各镇要把已收的粮食及时入库。（新华社）"
    found = copied(FIRST, SECOND, THIRD, last)["pieces"][0]
    assert not found["captions"]
    assert found["paragraphs"][-1].startswith("各镇要把已收的粮食及时入库。")


def test_the_writer_in_the_line_under_a_copied_page_is_its_byline() -> None:
    piece = copied(FIRST, SECOND, THIRD, "本文来源：河湾日报 作者：江一苇")["pieces"][0]
    assert [each["name"] for each in piece["bylines"]] == ["江一苇"]
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_last_sentence_with_its_writer_in_brackets_stays() -> None:
    piece = copied(FIRST, SECOND, THIRD, "愿家家粮满仓！（评论员 罗博 萧海川）")["pieces"][0]
    assert piece["paragraphs"][-1] == "愿家家粮满仓！"
    assert [each["name"] for each in piece["bylines"]] == ["罗博", "萧海川"]


def test_a_title_twice_on_top_over_its_stamp_is_the_headline() -> None:
    stamp = "河湾网 ( 2024-06-04 09:20:26 ) 稿件来源： 河湾日报"
    lines = [TITLE, TITLE, stamp, FIRST, SECOND, THIRD, "【关闭窗口】 【发表评论】 【打印本稿】"]
    found = read("a.txt", "\n".join([*lines, "区里新闻", "镇里新闻", *FOOT]) + "\n")
    assert [piece["headline"] for piece in found["pieces"]] == [TITLE]
    assert found["pieces"][0]["paragraphs"] == [FIRST, SECOND, THIRD]


def test_copy_from_a_phone_begins_with_its_headline() -> None:
    meta = ["原创 江一苇 河湾读书", "在小说阅读器中沉浸阅读"]
    tail = [
        "微信扫一扫",
        "关注该公众号",
        "继续滑动看下一个",
        "轻触阅读原文",
        "知道了",
        "取消",
        "允许",
    ]
    lines = ["最后一季收成", *meta, FIRST, SECOND, THIRD, FOURTH, *tail, *FOOT]
    found = read("a.txt", "\n".join(lines) + "\n")
    assert [piece["headline"] for piece in found["pieces"]] == ["最后一季收成"]


def test_a_sentence_without_its_stop_over_the_reporter_is_the_deck() -> None:
    deck = "区长江一苇说，抢收要快，但是颗粒不能丢"
    signed = "本报记者罗科苏盈发自北京"
    assert story(deck, signed, f"　　{FIRST}", f"　　{SECOND}")["deck"] == deck
    assert copied(deck, signed, FIRST, SECOND, THIRD)["pieces"][0]["deck"] == deck


def test_a_whole_sentence_over_the_reporter_is_no_deck() -> None:
    over = "区长江一苇说，抢收要快，但是颗粒不能丢。"
    assert not story(over, "本报记者 江一苇", f"　　{FIRST}", f"　　{SECOND}")["deck"]


def test_the_line_over_a_text_that_nothing_names_is_its_headline() -> None:
    menu = "<p><a href=1>娱乐</a> <a href=2>电影</a></p>"
    body = f"<p>《清洁》：东方的收成</p><p>江一苇</p>{paragraphs(FIRST, SECOND, THIRD)}"
    piece = page(f"{menu}<div>{body}</div>", title="河湾")["pieces"][0]
    assert piece["headline"] == "《清洁》：东方的收成"
    assert piece["paragraphs"][-3:] == [FIRST, SECOND, THIRD]


def test_tags_of_a_page_in_markdown_are_no_copy_and_name_captions() -> None:
    figure = '<figure>\n<img src="https://a.example/1.jpg" alt="">\n'
    figure += "<figcaption>农机手在青石镇抢收玉米。</figcaption>\n</figure>"
    found = read("a.md", f"# {TITLE}\n\n{FIRST}\n\n{figure}\n\n{SECOND}\n\n价格<10元，不变。\n")
    piece = found["pieces"][0]
    assert piece["paragraphs"] == [FIRST, SECOND, "价格<10元，不变。"]
    assert [each["text"] for each in piece["captions"]] == ["农机手在青石镇抢收玉米。"]


def test_a_dash_and_who_said_it_go_with_what_was_said() -> None:
    by = "——河湾区农业技术推广中心主任、高级农艺师 江一苇"
    assert by in story(f"　　{FIRST}", f"　　{SECOND}", by, f"　　{THIRD}")["paragraphs"]
    assert story("——河湾区秋收工作会议侧记", f"　　{FIRST}", f"　　{SECOND}")["deck"]


def test_an_invitation_to_comment_between_two_stories_is_no_heading() -> None:
    lines = [TITLE, f"　　{FIRST}", f"　　{SECOND}", "欢迎发表评论我要评论"]
    lines += [
        "台账公开 村民心里有底",
        f"　　{FOURTH}",
        f"　　{FIFTH}",
        "　　欢迎发表评论  我要评论",
    ]
    found = read("a.txt", "\n".join(lines) + "\n")
    assert [piece["headline"] for piece in found["pieces"]] == [TITLE, "台账公开 村民心里有底"]
    assert found["pieces"][1]["paragraphs"] == [FOURTH, FIFTH]
