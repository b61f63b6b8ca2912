"""Weak signs that a piece was not read right: together they are asked about, alone they are not."""

from __future__ import annotations

import pytest

from copydesk.desk import Work, edit
from copydesk.sources.reading import read_copy

FLOOD = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
PUMP = "志愿者还检修排涝泵站五座，清理沟渠三公里，确保青石镇汛期安全。"
DRILL = "防汛演练同时举行，参加演练的志愿者有六十人，用时四十分钟。"


def read(raw: str, name: str = "copy.txt") -> Work:
    return edit(read_copy(name, raw.encode()))


def asked(raw: str, name: str = "copy.txt") -> list[tuple[str, int, str]]:
    """What is asked: kind, line, reason."""
    return [(doubt.kind.value, doubt.line, doubt.reason) for doubt in read(raw, name).doubts]


def test_a_kicker_that_nothing_names_is_asked_about() -> None:
    raw = f"汛期在行动\n青石镇防汛宣传进村入户\n记者 容若\n{FLOOD}\n{PUMP}\n{DRILL}\n"
    assert any(kind == "tiers" and line == 1 for kind, line, _ in asked(raw)), asked(raw)


def test_what_the_copy_itself_calls_kicker_and_deck_is_not_asked_about() -> None:
    raw = (
        "引题：汛期在行动\n标题：青石镇防汛宣传进村入户\n副题：三百余份手册送到家\n"
        f"作者：容若\n{FLOOD}\n{PUMP}\n{DRILL}\n"
    )
    assert asked(raw) == []


def test_a_deck_behind_a_dash_is_not_asked_about() -> None:
    raw = f"把汛情挡在门外\n——青石镇防汛工作见闻\n记者 容若\n{FLOOD}\n{PUMP}\n{DRILL}\n"
    assert asked(raw) == []


def page(*parts: str) -> str:
    return (
        "<html><head><title>青石镇防汛宣传进村入户_青石新闻网</title></head><body>"
        "<div><h1>青石镇防汛宣传进村入户</h1><p>2024-05-06 10:22 来源：青石新闻网</p>"
        + "".join(parts)
        + "</div></body></html>"
    )


def test_pictures_without_a_word_of_their_own_are_asked_about_beside_another_sign() -> None:
    text = (
        f"<p>{FLOOD}</p><p><img src='1.jpg'></p><p>{PUMP}</p><p>{FLOOD[:-1]}，村里很满意。</p>"
        f"<h3>演练一次过关</h3><p><img src='2.jpg'></p><p>{DRILL}</p>"
    )
    found = asked(page(text), "page.html")
    assert [(kind, "图片" in reason) for kind, _, reason in found] == [("caption", True)], found
    plain = page(f"<p>{FLOOD}</p><p>{PUMP}</p><p>{DRILL}</p>")
    assert asked(plain, "page.html") == []


def test_one_weak_sign_is_not_asked_about() -> None:
    raw = f"青石镇防汛宣传进村入户\n记者 容若\n{FLOOD}\n演练一次过关\n{PUMP}\n{DRILL}\n"
    work = read(raw)
    assert [subhead.text.text for subhead in work.pieces[0].subheads] == ["演练一次过关"]
    assert [doubt.reason for doubt in work.doubts] == []


def test_a_caption_cut_off_the_one_paragraph_of_a_piece_is_asked_about() -> None:
    raw = (
        "梨香四溢采摘忙\n\n“七月葡萄八月梨，九月柿子来赶集”。目前，正值鲜梨采摘季，梨农在梨园里"
        "忙着摘梨，各地的采购商也忙着上门收购。近年来，沈丘县大力发展生态采摘经济，打造一批林果"
        "生产基地、观光采摘园，在美化环境的同时，增加农民收入。"
        "图为梨农在梨园里采摘，脸上露出丰收的喜悦。容若 摄\n"
    )
    work = read(raw)
    assert work.pieces[0].captions[0].text.text == "图为梨农在梨园里采摘，脸上露出丰收的喜悦。"
    assert any(kind == "caption" and line == 3 for kind, line, _ in asked(raw)), asked(raw)


def test_two_pieces_of_one_headline_are_asked_about() -> None:
    raw = (
        "马庄村修好断头路 乡亲出行不再愁\n1天前 （03-06 10:44）阅读1回复0\ndyyh\ndyyh\n• 管理员\n"
        "• 注册排名1\n楼主\n记者 李怀磊 通信员 刘志岭\n\n"
        "“以前一下雨，这条路就没法走，现在水泥路修到了家门口。”马庄村村民刘大爷高兴地说。\n\n"
        "马庄村修好断头路 乡亲出行不再愁\n\n"
        "马庄村村东有条三百米长的断头路，多年来坑洼不平。村两委筹措资金，把路修到了镇上。\n\n"
        "0\n回帖\n马庄村修好断头路 乡亲出行不再愁 期待您的回复！\n取消\n"
    )
    reasons = [reason for kind, _, reason in asked(raw) if kind == "division"]
    assert "标题和前面一篇一样，可能是同一篇" in reasons, asked(raw)


def test_an_office_that_heads_a_text_alone_is_asked_about() -> None:
    raw = f"青石社区\n{FLOOD}\n{PUMP}\n{DRILL}\n"
    assert any(kind == "tiers" and line == 1 for kind, line, _ in asked(raw)), asked(raw)


def test_an_end_that_takes_up_no_word_of_its_text_weighs_with_another_sign() -> None:
    end = "热线广告长期承接，订阅优惠请拨打客户经理手机。"
    raw = f"汛期在行动\n青石镇防汛宣传进村入户\n记者 容若\n{FLOOD}\n{PUMP}\n{DRILL}\n{end}\n"
    assert asked(raw), "nothing asked"


MENDED = [
    pytest.param(
        f"（一）\n{FLOOD}\n{PUMP}\n（二）\n{DRILL}\n",
        None,
        ["（一）", "（二）"],
        id="numerals alone",
    ),
    pytest.param(
        f"景鸿社区\n{FLOOD}\n{PUMP}\n码头街社区\n{DRILL}\n{FLOOD}\n",
        None,
        ["景鸿社区", "码头街社区"],
        id="offices",
    ),
]


@pytest.mark.parametrize(("raw", "headline", "subheads"), MENDED)
def test_the_first_of_a_text_s_sub_heads_is_no_headline(
    raw: str, headline: str | None, subheads: list[str]
) -> None:
    [piece] = read(raw).pieces
    assert (piece.headline.text or None) == headline
    assert [each.text.text for each in piece.subheads] == subheads


def test_an_agency_s_reporter_with_the_day_alone_signs() -> None:
    raw = (
        "颱風逼近 多縣市停班課\n（中央社記者吳哲豪24日電）颱風凱米逼近台灣，昨晚原本宣布正常"
        "上班上課的縣市，昨天深夜臨時宣布停班停課。\n"
    )
    [piece] = read(raw).pieces
    assert [(each.name.text, each.role) for each in piece.authors] == [("吳哲豪", "記者")]
    assert piece.paragraphs[0].text.startswith("颱風凱米逼近台灣")


def test_the_head_of_a_release_is_no_piece() -> None:
    raw = (
        "彰化縣政府新聞稿\n發布單位：教育處\n發布日期：114年9月30日\n"
        "聯絡人：黃科長　電話：04-7531800\n國中小聯合運動會開跑 萬人齊聚拚佳績\n"
        "彰化縣國中小聯合運動會今日在縣立體育場揭開序幕，全縣26鄉鎮、逾萬名師生齊聚一堂。\n"
    )
    [piece] = read(raw).pieces
    assert piece.headline.text == "國中小聯合運動會開跑 萬人齊聚拚佳績"
    assert len(piece.paragraphs) == 1


def test_a_day_of_the_week_under_a_title_is_no_deck() -> None:
    raw = (
        "漁護署提醒市民慎防樹木倒塌\n（十月二日　星期四）\n"
        "漁農自然護理署今日提醒市民，颱風過後部分郊野公園的樹木可能鬆動，應留意路旁告示。\n"
    )
    [piece] = read(raw).pieces
    assert (piece.headline.text, piece.deck.text) == ("漁護署提醒市民慎防樹木倒塌", "")


def test_sentences_behind_each_picture_of_a_page_are_its_text() -> None:
    pictures = "".join(
        f"<p><img src='{at}.jpg'></p><p>{text}</p>"
        for at, text in enumerate(
            (
                "凯尔特人今天在主场大胜湖人。这是沃克职业生涯第一次取胜。",
                "沃克今天憋着一股劲要击败对手。第三节他们打出了一波高潮。",
                "全场比赛，沃克出场三十分钟。他终结了职业生涯全败的纪录。",
            )
        )
    )
    [piece] = read(page(pictures), "page.html").pieces
    assert [len(piece.paragraphs), len(piece.captions)] == [3, 0]
