"""What stands round an article copied off a page goes, and what only looks like it stays."""

from __future__ import annotations

from copydesk.desk import Work, edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy

FLOOD = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
HEAD = "青石镇：防汛宣传走进千家万户"
STAMP = "来源：青石发布   发布时间：2024-05-06 10:20"


def read(raw: str) -> Work:
    return edit(read_copy("copy.txt", raw.encode()))


def only(raw: str) -> Piece:
    (piece,) = read(raw).pieces
    return piece


def words(piece: Piece) -> str:
    return "".join(text.text for text in piece.texts())


def test_a_docket_in_lines_goes_values_and_all() -> None:
    docket = (
        "• 索引号：\n\n610728/2024-1\n• 发文机构：\n\n青石镇党政办\n• 发布日期：\n\n2024年5月6日\n"
    )
    piece = only(f"{docket}\n{HEAD}\n\n{FLOOD}\n")
    assert piece.headline.text == HEAD
    assert "党政办" not in words(piece)


def test_a_form_of_labels_is_no_docket() -> None:
    raw = f"活动通知\n时间：5月6日\n地点：青石镇文化站\n对象：各村志愿者\n{FLOOD}\n"
    assert "文化站" in words(only(raw))


def test_the_name_of_a_part_of_a_site_over_the_headline_goes() -> None:
    piece = only(f"工作动态\n\n{HEAD}\n\n{STAMP}\n\n{FLOOD}\n\n责任编辑：容若\n")
    assert (piece.kicker.text, piece.headline.text) == ("", HEAD)


def test_a_column_and_a_place_over_the_headline_stay() -> None:
    for kicker in ("新春走基层", "青石镇"):
        piece = only(f"{kicker}\n{HEAD}\n\n{STAMP}\n\n{FLOOD}\n\n责任编辑：容若\n")
        assert kicker in piece.kicker.text + piece.headline.text


def test_a_lone_headline_that_is_short_stays() -> None:
    piece = only(f"老街的春天\n\n{STAMP}\n\n{FLOOD}\n\n责任编辑：容若\n")
    assert piece.headline.text == "老街的春天"


def test_empty_labels_browsers_and_files_go() -> None:
    raw = (
        f"跳至主要内容\n{HEAD}\n刊发日期：2024-05-06 阅读次数： 作者：  语音播报：\n{FLOOD}\n\n"
        "20240506103045.jpg\n您的浏览器版本太低，请升级\n"
    )
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD]


def test_a_sentence_about_browsers_stays() -> None:
    told = "镇里的老人学会了用浏览器查公交时刻，出门前先看一眼，再也不用在站台上干等半个钟头。"
    assert told in words(only(f"{HEAD}\n{FLOOD}\n{told}\n"))


def test_a_headline_over_every_picture_is_told_once() -> None:
    raw = (
        f"青石镇防汛宣传走进千家万户\n\n{STAMP}\n\n{FLOOD}\n\n青石镇防汛宣传走进千家万户（1）\n\n"
        "▲志愿者在讲解。容若 摄\n\n青石镇防汛宣传走进千家万户（2）\n\n▲村民在听讲。容若 摄\n\n"
        "编辑：容若\n"
    )
    piece = only(raw)
    assert len(piece.captions) == 2


def test_the_same_words_under_a_picture_twice_are_one_caption() -> None:
    caption = "▲志愿者在村口讲解。 容若 摄\n\n"
    assert len(only(f"{HEAD}\n\n{caption}{caption}{FLOOD}\n").captions) == 1


def test_marks_alone_between_stories_part_them() -> None:
    raw = f"{HEAD}\n{FLOOD}\n-\n县图书馆周末延长开放\n{FLOOD}\n-\n第二小学添了食堂\n{FLOOD}\n"
    heads = [piece.headline.text for piece in read(raw).pieces]
    assert heads == [HEAD, "县图书馆周末延长开放", "第二小学添了食堂"]


def test_what_a_paper_gives_out_stands_under_it_after_its_signature() -> None:
    raw = (
        "青石镇人民政府关于印发《青石镇养犬办法》的通知\n\n各村：\n\n《青石镇养犬办法》已经镇长办公会通过，"
        "现予印发，请遵照执行。\n\n\n\n青石镇人民政府\n2024年5月6日\n\n\n\n青石镇养犬办法\n\n"
        "一、为规范养犬行为，制定本办法。\n\n二、养犬应当登记。\n"
    )
    assert "养犬应当登记" in words(only(raw))
