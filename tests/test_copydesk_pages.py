"""A saved page of an article comes out as that article: its headline, its text, nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

FIRST = "河湾区秋收工作会议昨天召开，各镇负责人参加会议，会议对抢收抢种作出安排。"
SECOND = "会议要求，各镇要抓住晴好天气，组织好农机，保证颗粒归仓，不误农时。"
THIRD = "区农业局介绍，今年全区种植玉米十二万亩，长势总体较好，预计月底收完。"
TITLE = "我区安排秋收工作 抢抓晴好天气"
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def pieces(
    body: str, title: str = f"{TITLE}_河湾新闻_河湾在线", head: str = ""
) -> list[dict[str, Any]]:
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    work = edit(read_copy("page.html", page.encode()))
    assert not work.unaccounted()
    return list(answer(work)["pieces"])


def only(body: str, **given: str) -> dict[str, Any]:
    found = pieces(body, **given)
    assert len(found) == 1, [piece["headline"] for piece in found]
    assert found[0]["headline"] == TITLE
    return found[0]


@pytest.mark.parametrize(
    "head",
    [
        f"<div class=sidebar><h3>{TITLE}</h3></div><div>",
        f"<div class=nav><h1>{TITLE}</h1></div><div>",
        f"<div class=header><div class=tit>{TITLE}</div></div><div>",
        f"<div><p>{TITLE}</p>",
    ],
)
def test_the_headline_is_the_line_that_the_page_names_wherever_it_stands(head: str) -> None:
    assert only(f"{head}{TEXT}</div>")["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_title_that_stands_nowhere_on_the_page_is_taken_from_its_data() -> None:
    data = f'<meta property="og:title" content="{TITLE}">'
    assert only(f"<div>{TEXT}</div>", head=data)["paragraphs"] == [FIRST, SECOND, THIRD]
    said = f'{{"@type":"NewsArticle","headline":"{TITLE}"}}'
    linked = f'<script type="application/ld+json">{said}</script>'
    assert only(f"<div>{TEXT}</div>", head=linked)["headline"] == TITLE


def test_a_sub_head_that_begins_as_the_title_does_is_not_the_headline() -> None:
    body = f"<h1>{TITLE}</h1><div>{TEXT}<p><b>我区安排秋收工作</b></p>{TEXT}</div>"
    assert only(body)["subheads"] == [{"text": "我区安排秋收工作", "before": 3}]


@pytest.mark.parametrize(
    "after",
    [
        f"<div class=hot><h2>大家都爱看</h2><ul><li><a href=1>{SECOND}</a></li></ul></div>",
        f"<div><h4>小编最近文章</h4><a href=1>{SECOND}</a><a href=2>{THIRD}</a></div>",
        f"<div><div>网友评论</div><div>河湾小王</div><div>{SECOND}</div><div>{FIRST}</div></div>",
        f"<div><p>本网站由河湾在线主办，未经授权不得转载，违者必究，特此声明。</p><p>{SECOND}</p></div>",
    ],
)
def test_what_stands_round_the_text_is_no_copy(after: str) -> None:
    side = "<div class=left><a href=1>要闻</a><a href=2>民生</a></div>"
    found = only(f"{side}<h1>{TITLE}</h1><div class=text>{TEXT}</div>{after}")
    assert found["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_short_paragraph_of_the_text_stays() -> None:
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>为什么？</p><p>抢收。</p><p>{SECOND}</p></div>"
    assert only(body)["paragraphs"] == [FIRST, "为什么？", "抢收。", SECOND]


def test_a_remark_within_the_text_is_no_readers_comment() -> None:
    text = f"<p>{FIRST}</p><p><b>点评：</b></p><p>{SECOND}</p><p>{THIRD}</p>"
    texts = only(f"<h1>{TITLE}</h1><div>{text}</div>")
    assert texts["paragraphs"][-2:] == [SECOND, THIRD]


def test_short_lines_of_a_text_are_no_headlines() -> None:
    lines = "<p>来看看</p><p>秋收现场</p><p>到底有多忙</p>"
    found = only(f"<h1>{TITLE}</h1><div>{lines}<p>{FIRST}</p>{lines}<p>{SECOND}</p></div>")
    short = ["来看看", "秋收现场", "到底有多忙"]
    assert found["paragraphs"] == [*short, FIRST, *short, SECOND]
    assert found["deck"] is None


def test_a_site_that_hides_its_text_until_a_script_shows_it_is_read() -> None:
    body = f'<h1>{TITLE}</h1><div id="js_content" style="visibility: hidden">{TEXT}</div>'
    assert only(body)["paragraphs"] == [FIRST, SECOND, THIRD]


def test_source_time_and_editor_at_the_edges_go_and_within_the_text_stay() -> None:
    above = "<div class=info>2020-06-05 20:35 河湾在线 小王</div>"
    below = "<p>本文来源：河湾日报 责任编辑：罗晓_NB120</p><p>（原题为《秋收》）</p>"
    call = "<p>（本文来自河湾在线，更多资讯请下载“河湾在线”APP）</p><p>扫描二维码关注我们</p>"
    said = "他说，请点击下方链接，打开小程序报名，各村都要派人。"
    found = only(
        f"<h1>{TITLE}</h1>{above}<div>{TEXT}<p>{said}</p><p>{THIRD}</p>{below}{call}</div>"
    )
    assert found["paragraphs"] == [FIRST, SECOND, THIRD, said, THIRD]


def test_a_mark_of_the_site_before_the_headline_is_not_part_of_it() -> None:
    found = only(f"<h1><span>原创</span>{TITLE}</h1><div>{TEXT}</div>", title=TITLE)
    assert found["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_page_of_several_stories_stays_several() -> None:
    stories = "".join(
        f"<article><h1>{head}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
        for head in (TITLE, "城南小学新校区开工建设")
    )
    assert [piece["headline"] for piece in pieces(stories)] == [TITLE, "城南小学新校区开工建设"]
    saved = "".join(
        f"<p align=center><b>{head}</b></p><p>本报讯（记者 何平）{FIRST}</p><p>{SECOND}</p>"
        for head in (TITLE, "城南小学新校区开工建设")
    )
    assert [piece["headline"] for piece in pieces(saved, title=TITLE)] == [
        TITLE,
        "城南小学新校区开工建设",
    ]


def test_words_that_nobody_sees_do_not_keep_a_page_out() -> None:
    hidden = f"<div style='display:none'>{'关键词 ' * 60_000}</div>"
    assert only(f"<h1>{TITLE}</h1><div>{TEXT}</div>{hidden}")["paragraphs"] == [
        FIRST,
        SECOND,
        THIRD,
    ]


STAMP = "2019-09-07 15:10 河湾在线"


def pasted(*lines: str) -> list[dict[str, Any]]:
    work = edit(read_copy("copy.txt", "\n".join(lines).encode()))
    assert not work.unaccounted()
    return list(answer(work)["pieces"])


@pytest.mark.parametrize(
    "head",
    [
        "他放弃百万年薪来到这里 唯一的要求竟是……",
        "进口突破三千亿！专家：产业结构扭曲，没有把产品作为中心",
        "午间公告：甲公司中标汽车项目；乙公司中标水厂项目",
    ],
)
def test_the_first_line_of_a_pasted_page_is_its_headline_though_it_has_marks(head: str) -> None:
    (piece,) = pasted(head, STAMP, FIRST, "抢收的三天", SECOND, THIRD)
    assert piece["headline"] == head
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]
    assert piece["subheads"] == [{"text": "抢收的三天", "before": 1}]


def test_a_pasted_page_of_two_postings_is_two_stories() -> None:
    found = pasted(TITLE, STAMP, FIRST, SECOND, "", "", "城南小学新校区开工", STAMP, THIRD, FIRST)
    assert [piece["headline"] for piece in found] == [TITLE, "城南小学新校区开工"]


def test_what_takes_place_at_an_hour_is_no_stamp() -> None:
    line = "2019年9月7日 15:10 在镇政府集合"
    assert line in pasted("秋收动员安排", FIRST, line, SECOND)[0]["paragraphs"]


def test_a_title_that_stands_on_two_lines_is_one_headline() -> None:
    title = "青石镇人民代表大会主席团关于批准2014年财政预算调整方案的决议"
    text = "<p>主席团第八次会议审议了调整方案，决定予以批准，现予公布，自公布之日起执行。</p>" * 3
    page = (
        f"<html><head><title>{title}_青石镇人民政府网</title></head><body><div><p>首页</p></div>"
        "<div><p align='center'>青石镇人民代表大会主席团</p>"
        f"<p align='center'>关于批准2014年财政预算调整方案的决议</p>{text}</div></body></html>"
    )
    (piece,) = answer(edit(read_copy("page.html", page.encode())))["pieces"]
    assert piece["headline"] == title
