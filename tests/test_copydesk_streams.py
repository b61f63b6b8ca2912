"""Saved pages on which other stories are longer than the page's own, or a name means two things."""

from __future__ import annotations

import pytest

from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import ends_sentence
from copydesk.piece import Piece
from copydesk.rules import Rule
from readings import FIRST, SECOND, TITLE, html, texts, work

OTHER = "云浦城际铁路云浦段的钢轨昨日焊接完毕，两台铺轨机在河东会合，全线通车的日子又近了一步。"


def pieces(body: str, title: str = TITLE) -> tuple[Piece, ...]:
    return work(html(body, title), "page.html").pieces


def stream(stamp: str) -> str:
    entries = [
        f"<li><div><div>某社·{n + 3}{stamp}</div><h4><a href='/{n}'>河东又有新消息之{n}</a></h4>"
        f"<p>{OTHER}{OTHER}</p></div></li>"
        for n in range(6)
    ]
    return f"<div><ul>{''.join(entries)}</ul></div>"


@pytest.mark.parametrize("stamp", [" 分鐘前", "小时前", " 天前"])
def test_a_stream_of_newer_stories_is_none_of_a_page_however_long(stamp: str) -> None:
    own = f"<div><header><h1>{TITLE}</h1></header><div><p>{FIRST}</p></div></div>"
    [piece] = pieces(f"<div>{own}{stream(stamp)}</div>")
    assert (piece.headline.text, texts(piece)) == (TITLE, [FIRST])


def test_what_names_no_time_is_no_stream() -> None:
    """Of a digest every title may lead to its own page."""
    found = pieces(f"<div><h1>{TITLE}</h1><p>{FIRST}</p>{stream('版')}</div>")
    assert sum(text.count("铺轨机") for piece in found for text in texts(piece)) == 12


def test_first_sentences_that_lead_on_to_their_own_pages_are_none_of_the_text() -> None:
    others = "".join(
        f"<dl><dt><a href='/{n}'>河东又有新消息之{n}</a></dt>"
        f"<dd>{OTHER}<a href='/{n}'>【详细】</a></dd></dl>"
        for n in range(8)
    )
    [piece] = pieces(f"<div><h1>{TITLE}</h1><div><p>{FIRST}</p></div><div>{others}</div></div>")
    assert texts(piece) == [FIRST]


def test_recommended_stories_longer_than_a_story_with_its_headline_do_not_take_its_place() -> None:
    long = f"<div class='recommend'><div>{f'<p>{OTHER}</p>' * 9}</div></div>"
    [piece] = pieces(f"<div><div><h1>{TITLE}</h1><p>{FIRST}</p></div>{long}</div>")
    assert texts(piece) == [FIRST]


def test_a_story_in_an_element_of_such_a_name_is_read_where_no_other_is_in_sight() -> None:
    inside = f"<div class='recommend'><div><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    [piece] = pieces(f"<div><h1>{TITLE}</h1>{inside}</div>")
    assert texts(piece) == [FIRST, SECOND]


@pytest.mark.parametrize("name", ["page enableAdSlots", "reader sidebar", "relative banner"])
def test_a_name_of_the_element_with_headline_and_text_does_not_rule_them_out(name: str) -> None:
    share = "<div class='share'><p>分享到各处，让更多的人看一看青石镇的这一条消息吧。</p></div>"
    own = f"<div><h1>{TITLE}</h1>{share}<div><p>{FIRST}</p><p>{SECOND}</p></div></div>"
    [piece] = pieces(f"<div><div class='{name}'>{own}</div></div><div><p>{OTHER}</p></div>")
    assert (piece.headline.text, texts(piece)[:2]) == (TITLE, [FIRST, SECOND])


def test_an_element_placed_in_relation_to_others_is_no_list_of_related_stories() -> None:
    body = f"<div><h1>{TITLE}</h1><p>{FIRST}</p><div class='relative'><p>{SECOND}</p></div></div>"
    [piece] = pieces(body)
    assert texts(piece) == [FIRST, SECOND]


STEPS = "2、在手机上办。打开【微信】，点【首页】的【便民】，选【青石镇】，再按提示填写就可以了。"


def test_buttons_that_a_sentence_tells_the_reader_to_press_are_text() -> None:
    assert furniture_rule(STEPS) is None
    assert furniture_rule("【打印】【收藏】【关闭】") is Rule.SITE
    assert furniture_rule("【首页】【上一页】【尾页】 共3页") is Rule.SITE
    [piece] = pieces(f"<div><h1>{TITLE}</h1><p>{FIRST}</p><p>{STEPS}</p><p>{SECOND}</p></div>")
    assert [text[:4] for text in texts(piece)] == [FIRST[:4], STEPS[:4], SECOND[:4]]


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("全镇无一人受灾。[2]", True),
        ("全镇无一人受灾。 [2] [3-4]", True),
        ("全镇无一人受灾。［注1］", True),
        ("全镇无一人受灾[2]", False),
        ("全镇无一人受灾。[图]", False),
        ("[2]", False),
    ],
)
def test_numbers_of_notes_stand_behind_the_end_of_a_sentence(words: str, *, ends: bool) -> None:
    assert ends_sentence(words) is ends


def test_sections_with_a_button_beside_their_heading_are_no_list_of_links() -> None:
    """As encyclopedias have them; the sentences end in numbers of notes."""
    sections = "".join(
        f"<div><div><h2>{head}</h2><div>编辑</div></div><div>{text}<sup>[{n}]</sup></div></div>"
        for n, (head, text) in enumerate([("沿革", FIRST), ("近况", SECOND)], 2)
    )
    [piece] = pieces(f"<div><h1>{TITLE}</h1><div><div>{OTHER}</div>{sections}</div></div>")
    assert [text[:5] for text in texts(piece)] == [OTHER[:5], FIRST[:5], SECOND[:5]]
    assert [subhead.text.text for subhead in piece.subheads] == ["沿革", "近况"]


def test_a_button_in_the_line_of_a_heading_goes_and_so_do_the_numbers_of_references() -> None:
    edit_link = "<span class='mw-editsection'>[<a href='/e'>编辑</a>]</span>"
    number = "<sup class='reference'><a href='#2'>[2]</a></sup>"
    body = (
        f"<h1>青石镇{edit_link}</h1><p>{FIRST}{number}</p><h2>沿革{edit_link}</h2><p>{SECOND}</p>"
    )
    site = "<div id='siteSub'>青石百科，人人可写的百科全书</div>"
    [piece] = pieces(f"<div>{site}{body}</div>", "青石镇 - 青石百科，人人可写的百科全书")
    assert piece.headline.text == "青石镇"
    assert texts(piece) == [FIRST, SECOND]
    assert [subhead.text.text for subhead in piece.subheads] == ["沿革"]


def test_the_lines_of_a_poem_between_headline_and_a_longer_note_stay() -> None:
    poem = "深山夜雨涨秋池，<br>灯下归人未有期。<br>一纸家书千里外，<br>不知何日是回时。"
    note = f"<div><div>注释：</div><div>{FIRST}{SECOND}</div></div>"
    [piece] = pieces(f"<div><h1>夜雨寄北人</h1><div>{poem}</div>{note}</div>", "夜雨寄北人")
    assert texts(piece)[:4] == [
        "深山夜雨涨秋池，",
        "灯下归人未有期。",
        "一纸家书千里外，",
        "不知何日是回时。",
    ]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("【熱門點閱】", None),
        ("不用抽 不用搶 現在用APP看新聞 點我下載APP 按我看活動辦法", Rule.SITE),
        ("游客 欢迎你！", Rule.SITE),
        ("会员，欢迎您！", Rule.SITE),
        ("播报文章", Rule.SITE),
        ("居民下载APP后，就能在家里查到接访的日子。", None),
        ("青石镇欢迎您", None),
    ],
)
def test_words_of_a_site_are_told_from_those_of_a_story(words: str, rule: Rule | None) -> None:
    assert furniture_rule(words) is rule


def test_titles_under_what_others_click_are_none_of_the_text() -> None:
    others = "".join(f"<p>河东又有新消息之{n}</p>" for n in range(4))
    [piece] = pieces(f"<div><h1>{TITLE}</h1><p>{FIRST}</p><p>【熱門點閱】</p>{others}</div>")
    assert texts(piece) == [FIRST]
