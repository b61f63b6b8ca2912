"""What a copy says of where it was taken from and whose it is; pages that say their title oddly."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from readings import FIRST, SECOND, TITLE, one, texts


def read(raw: str, name: str = "copy.txt") -> tuple[Piece, ...]:
    return edit(read_copy(name, raw.encode())).pieces


@pytest.mark.parametrize(
    "source",
    [
        "原文来自「青石观察」：青石镇防汛宣传进村入户",
        "原文来自青石观察：青石镇防汛宣传进村入户",
        "原链接：青石镇防汛宣传进村入户",
        "本文转自青石观察网",
    ],
)
def test_where_a_text_was_taken_from_is_no_deck(source: str) -> None:
    piece = one(f"{TITLE}\n\n{source}\n\n{FIRST}\n\n{SECOND}\n")
    assert (piece.headline.text, piece.deck.text) == (TITLE, "")
    assert texts(piece) == [FIRST, SECOND]


def test_a_title_that_is_a_sentence_is_known_by_the_line_that_quotes_it() -> None:
    head = "水，不如就放了吧。"
    quoted = one(f"{head}\n\n原文来自「青石观察」：水，不如就放了吧\n\n{FIRST}\n\n{SECOND}\n")
    assert quoted.headline.text == head
    bare = one(f"{head}\n\n{FIRST}\n\n{SECOND}\n")
    assert bare.headline.text == ""


def test_a_sentence_that_speaks_of_a_source_is_text() -> None:
    said = "本文来自一位老站长三十年前的日记，编者只改了错字。"
    assert texts(one(f"{TITLE}\n{said}\n{FIRST}\n{SECOND}\n"))[0] == said


GONE = [
    "链接：https://www.example.cn/a.html",
    ">>点击进入原稿",
    "返回青石网，查看更多",
    "作者：青石新闻网",
]


@pytest.mark.parametrize("line", GONE)
def test_what_only_a_page_says_at_its_foot_goes(line: str) -> None:
    assert texts(one(f"{TITLE}\n{FIRST}\n{SECOND}\n{line}\n")) == [FIRST, SECOND]


STAYS = ["报名链接：https://www.example.cn/a.html", "点击右上角的按钮，选择村名，再提交。"]


@pytest.mark.parametrize("line", STAYS)
def test_what_a_notice_asks_its_reader_to_open_stays(line: str) -> None:
    assert line in texts(one(f"{TITLE}\n{FIRST}\n{line}\n{SECOND}\n"))


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        (f"{TITLE}_青石新闻网", TITLE, TITLE),
        (f"【青石】{TITLE}", TITLE, TITLE),
        (TITLE, f"{TITLE}。", TITLE),
    ],
)
def test_a_title_said_twice_is_one_headline(first: str, second: str, headline: str) -> None:
    piece = one(f"{first}\n{second}\n{FIRST}\n{SECOND}\n")
    assert (piece.kicker.text, piece.headline.text) == ("", headline)
    assert texts(piece) == [FIRST, SECOND]


def test_a_kicker_that_is_not_the_title_again_stays() -> None:
    piece = one(f"【青石】汛期在行动\n{TITLE}\n{FIRST}\n{SECOND}\n")
    assert "汛期在行动" in piece.kicker.text
    assert piece.headline.text == TITLE


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def test_the_name_of_a_section_heads_no_notice() -> None:
    text = f"<div><p>{FIRST}</p><p>{SECOND}</p></div>"
    stamp = "<div>2024-05-06 10:22:00</div>"
    section = page("通知公告", f"<h1>通知公告</h1><div class='tit'>{TITLE}</div>{stamp}{text}")
    assert one(section, "page.html").headline.text == TITLE
    plain = page(TITLE, f"<h1>{TITLE}</h1>{stamp}{text}")
    assert one(plain, "page.html").headline.text == TITLE


def test_an_anchor_that_leads_nowhere_is_no_link() -> None:
    text = f"<p><a>{FIRST}</a></p><p><a>{SECOND}</a></p>"
    assert texts(one(page(TITLE, f"<h1>{TITLE}</h1>{text}"), "page.html")) == [FIRST, SECOND]
    linked = f"<p><a href='/x.html'>{FIRST}</a></p>"
    for body, share in ((text, 0.0), (linked, 1.0)):
        lines = read_copy("page.html", page(TITLE, body).encode()).lines
        assert next(line.hint.links for line in lines if line.text.strip() == FIRST) == share


def test_a_short_first_heading_heads_a_page_that_names_only_its_site() -> None:
    body = f"<h1>访井</h1><div><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert one(page("青石书苑", body), "page.html").headline.text == "访井"


def test_an_agency_s_picture_between_headline_and_text_is_a_caption() -> None:
    shown = "志愿者在泵站外留影。（路透社）"
    piece = one(f"{TITLE}\n\n{shown}\n\n{FIRST}\n\n{SECOND}\n")
    assert [each.text.text for each in piece.captions] == ["志愿者在泵站外留影。"]
    assert texts(piece) == [FIRST, SECOND]


def test_a_brief_that_an_agency_signs_is_text() -> None:
    brief = "青石镇昨天下了一场大雨。（路透社）"
    pieces = read(f"{TITLE}\n\n{brief}\n\n柳湾村修好断头路\n\n{SECOND}\n")
    assert not any(piece.captions for piece in pieces)


def test_a_picture_s_own_bracket_goes_from_its_caption() -> None:
    piece = one(f"{TITLE}\n志愿者在泵站外留影。（港台圖片）\n{FIRST}\n{SECOND}\n")
    assert [each.text.text for each in piece.captions] == ["志愿者在泵站外留影。"]
    kept = one(f"{TITLE}\n{FIRST}\n全镇的泵站都已检修完毕（附图片）\n{SECOND}\n")
    assert not kept.captions


def test_the_parts_of_a_letter_s_case_behind_triangles_are_sub_heads() -> None:
    raw = f"{TITLE}\n▼读者来信\n{FIRST}\n▼记者调查\n{SECOND}\n"
    piece = read(raw)[0]
    assert not piece.captions
    assert piece.headline.text == TITLE
    shown = one(f"{TITLE}\n{FIRST}\n▲志愿者在泵站\n{SECOND}\n▲演练现场\n")
    assert [each.text.text for each in shown.captions] == ["志愿者在泵站", "演练现场"]


def test_labels_set_wide_are_whole_again() -> None:
    raw = (
        "青石镇第三次镇务会议记录\n时　　间　2024年5月6日上午9时\n地　　点　镇政府二楼会议室\n"
        f"主　　席　罗晓雨\n{FIRST}\n讨　论　事　项\n{SECOND}\n"
    )
    piece = one(raw)
    assert piece.headline.text == "青石镇第三次镇务会议记录"
    assert texts(piece)[:2] == ["时间：2024年5月6日上午9时", "地点：镇政府二楼会议室"]
    song = one(f"{TITLE}\n时 光 里 的 桥\n{FIRST}\n{SECOND}\n")
    assert "：" not in song.headline.text + song.deck.text + "".join(
        each.text.text for each in song.subheads
    )


SIGNED = [
    "青闻网|记者罗晓雨/青石报导",
    "青石晚报记者罗晓雨／青石报导",
    "NOWnews／记者罗晓雨／青石报导",
]


@pytest.mark.parametrize("line", SIGNED)
def test_a_house_stands_before_its_reporter(line: str) -> None:
    piece = one(f"{line}\n{FIRST}\n{SECOND}\n")
    assert [each.name.text for each in piece.authors] == ["罗晓雨"]
    assert piece.headline.text == ""
    inside = one(f"{TITLE}\n【青闻网记者罗晓雨／青石报导】{FIRST}\n{SECOND}\n")
    assert [each.name.text for each in inside.authors] == ["罗晓雨"]
    assert texts(inside)[0] == FIRST


def test_a_column_about_reporters_is_a_headline() -> None:
    piece = one(f"青闻网|记者在路上\n{FIRST}\n{SECOND}\n")
    assert "记者在路上" in piece.headline.text


def test_roles_right_behind_two_names_are_roles() -> None:
    piece = one(f"{TITLE}\n{FIRST}\n{SECOND}\n罗晓雨文 费正图\n")
    assert [(each.name.text, each.role) for each in piece.authors] == [
        ("罗晓雨", "文"),
        ("费正", "图"),
    ]
    alone = one(f"{TITLE}\n{FIRST}\n{SECOND}\n王守文\n")
    assert [(each.name.text, each.role) for each in alone.authors] == [("王守文", "")]


def test_brackets_behind_a_dateline_that_were_not_read_are_asked_about() -> None:
    raw = f"{TITLE}\n中新网青石5月6日电 (陈静达利敏){FIRST}\n{SECOND}\n"
    doubts = edit(read_copy("copy.txt", raw.encode())).doubts
    assert any(doubt.kind.value == "byline" and doubt.line == 2 for doubt in doubts)
    read_well = raw.replace("陈静达利敏", "记者 陈静")
    doubts = edit(read_copy("copy.txt", read_well.encode())).doubts
    assert not any(doubt.kind.value == "byline" for doubt in doubts)


def test_a_copy_that_says_where_it_is_from_is_one_text() -> None:
    last = f"{FIRST[:-1]}，村里很满意。"
    body = f"{FIRST}\n\n\n\n泵站检修一新\n\n{SECOND}\n\n\n\n沟渠清理三公里\n\n{last}\n"
    piece = one(f"{TITLE}\n\n原文来自「青石观察」\n\n{body}")
    assert [each.text.text for each in piece.subheads] == ["泵站检修一新", "沟渠清理三公里"]


def test_a_path_a_step_a_line_goes_and_its_last_step_names_no_text() -> None:
    top = f"首页\n校园采风\n正文\n{TITLE}\n学校：青石镇中心小学\n日期：2024年5月6日\n"
    raw = f"{top}{FIRST}\n{SECOND}\n"
    piece = one(raw)
    assert piece.headline.text == TITLE
    assert texts(piece)[-2:] == [FIRST, SECOND]
    labelled = one(f"标题：{TITLE}\n正文\n{FIRST}\n{SECOND}\n")
    assert (labelled.headline.text, texts(labelled)) == (TITLE, [FIRST, SECOND])


def test_a_page_whose_text_only_says_its_headline_again_ends_in_no_fault() -> None:
    around = "".join(f"<li><a href='/{at}.html'>青石新闻第{at}条</a></li>" for at in range(20))
    raw = page("青石校园", f"<h1>{TITLE}</h1><article><p>{TITLE}</p></article><ul>{around}</ul>")
    assert one(raw, "page.html").headline.text == TITLE


def test_a_second_heading_in_the_same_head_of_a_page_is_the_deck() -> None:
    text = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
    deck = "志愿者检修泵站五座"
    head = f"<div class='article-header'><h1>{TITLE}</h1><h2>{deck}</h2></div>"
    piece = one(page("青石校园", head + text), "page.html")
    assert (piece.headline.text, piece.deck.text) == (TITLE, deck)
    apart = f"<div class='header'><h2>{deck}</h2></div><h1>{TITLE}</h1>"
    assert one(page("青石校园", apart + text), "page.html").deck.text == ""
