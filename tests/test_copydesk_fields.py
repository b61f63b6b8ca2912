"""Who signs, what heads and what is shown: fields of strangers' copy, and lines that are none."""

from __future__ import annotations

import io

import docx
import pytest

from copydesk.changes import Decisions, Reading
from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from pasted import FLOOD, HEAD, MORE, only, read, words

NEWS = "青石讯 5月8日，全镇防汛演练在水库大坝举行，三百多名队员参加，镇里的干部到场观摩。"


def names(raw: str) -> list[tuple[str, str]]:
    """Who signs the one piece of a copy, with his role."""
    return [(author.name.text, author.role) for author in only(raw).authors]


@pytest.mark.parametrize(
    ("end", "signed"),
    [
        ("（记者容若 整合）", [("容若", "记者")]),
        ("（记者容若 汇编）", [("容若", "记者")]),
        ("（记者容若 晓风）", [("容若", "记者"), ("晓风", "记者")]),  # a pen name is no verb
        ("（青石广播电视台  编辑：周方圆  三审：李白石）", [("周方圆", "编辑")]),
        ("（记者：容若 审核：李白石）", [("容若", "记者")]),
    ],
)
def test_what_was_done_and_who_passed_it_do_not_sign(
    end: str, signed: list[tuple[str, str]]
) -> None:
    assert names(f"{HEAD}\n{FLOOD}\n{MORE}{end}\n") == signed


def test_the_station_before_an_editor_is_whom_he_works_for() -> None:
    piece = only(f"{HEAD}\n{FLOOD}\n{MORE}（青石广播电视台  编辑：周方圆）\n")
    assert [author.organisation for author in piece.authors] == ["青石广播电视台"]


def test_a_sites_name_over_its_own_dateline_is_nobody() -> None:
    text = f"青网青石站5月8日讯（通讯员 容若）{FLOOD}"
    piece = only(f"{HEAD}\n青网\n{text}\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["容若"]
    assert not any(paragraph.text == "青网" for paragraph in piece.paragraphs)


def test_a_name_over_a_dateline_signs_all_the_same() -> None:
    assert names(f"{HEAD}\n周方圆\n青网青石站5月8日讯 {FLOOD}\n{MORE}\n") == [("周方圆", "")]


def test_a_reader_without_a_given_name_stays_in_his_letter() -> None:
    letter = "门前的路灯坏了半个月，老人夜里出门很不方便，盼望早日修好。读者 路先生"
    work = read(f"{HEAD}\n\n青石晚报：\n\n{letter}\n\n{MORE}（记者 容若）\n")
    (piece,) = work.pieces
    assert [author.name.text for author in piece.authors] == ["容若"]
    assert piece.paragraphs[1].text == letter
    assert not any("半句话" in doubt.reason for doubt in work.doubts)


def test_a_reader_with_his_name_signs_it() -> None:
    assert names(f"{HEAD}\n{FLOOD}\n{MORE}（读者 周方圆）\n") == [("周方圆", "读者")]


def test_a_writer_in_brackets_stays_when_his_page_goes() -> None:
    stamp = "编辑日期：2024-08-06 【来源：站内原创】 【作者：周方圆】   阅读次数： 次 [ 关 闭 ]"
    piece = only(f"首页\n\n{HEAD}\n分享到：\n{stamp}\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["周方圆"]
    assert "阅读" not in words(piece)


def test_what_is_told_of_a_writer_at_length_is_text() -> None:
    long = "（作者简介：周方圆，青石镇人。退休教师，写诗三十年。）"
    piece = only(f"{HEAD}\n作者：周方圆\n{FLOOD}\n{MORE}\n\n{long}\n")
    assert piece.paragraphs[-1].text == long
    short = only(f"{HEAD}\n作者：周方圆\n{FLOOD}\n{MORE}\n\n（作者单位：青石镇中心小学。）\n")
    assert "中心小学" not in words(short)


# What stands over a text


def test_lines_that_name_people_over_a_dateline_are_captions_and_asked_about() -> None:
    work = read(f"全镇防汛演练昨天举行\n镇党委书记周方圆\n全镇防汛演练现场\n{NEWS}\n{MORE}\n")
    (piece,) = work.pieces
    assert (piece.headline.text, piece.kicker.text, piece.deck.text) == (
        "全镇防汛演练昨天举行",
        "",
        "",
    )
    assert [caption.text.text for caption in piece.captions] == [
        "镇党委书记周方圆",
        "全镇防汛演练现场",
    ]
    assert [doubt.line for doubt in work.doubts if doubt.kind.value == "caption"] == [2]


def test_tiers_over_a_dateline_stay_tiers() -> None:
    piece = only(f"青石镇举行防汛演练\n三百名队员上大坝\n——全镇备汛见闻\n{NEWS}\n{MORE}\n")
    assert not piece.captions
    assert piece.deck.text == "——全镇备汛见闻"


def test_short_lines_that_share_nothing_with_a_text_head_nothing() -> None:
    work = read(f"嘉华旅行社\n冰岛极光\n业者专区\n会员登入\n{FLOOD}\n{MORE}\n")
    (piece,) = work.pieces
    assert not any((piece.headline, piece.kicker, piece.deck))
    assert {doubt.kind.value for doubt in work.doubts if doubt.line == 1} >= {"untitled", "block"}


def test_sentences_between_a_headline_and_its_photographer_are_captions() -> None:
    piece = only(
        "为了乡村路灯亮起来\n盼路灯的心愿终于成真。\n大家齐心协力。\n记者 容若 文/图\n"
        f"{FLOOD}\n{MORE}\n"
    )
    assert [each.text.text for each in piece.captions] == [
        "盼路灯的心愿终于成真。",
        "大家齐心协力。",
    ]
    plain = only(f"为了乡村路灯亮起来\n盼路灯的心愿终于成真。\n记者 容若\n{FLOOD}\n{MORE}\n")
    assert not plain.captions


def test_short_lines_under_a_text_are_no_sub_heads_and_asked_about() -> None:
    raw = f"{HEAD}\n{FLOOD}\n{MORE}\n奋力一跳\n快乐的啦啦队\n起跑\n冲刺\n作者：\n周方圆 李容若\n"
    work = read(raw)
    (piece,) = work.pieces
    assert not piece.subheads
    assert any(doubt.line in range(4, 8) for doubt in work.doubts)


def test_a_day_in_figures_is_no_headline() -> None:
    work = read(f"date 2025-12-05 （青石镇公所提供）\n\n记者 容若\n\n{FLOOD}\n\n{MORE}\n")
    assert not work.pieces[0].headline
    assert "untitled" in {doubt.kind.value for doubt in work.doubts}
    assert only(f"2025年水费涨价\n{FLOOD}\n{MORE}\n").headline.text == "2025年水费涨价"


@pytest.mark.parametrize(
    ("lines", "tiers"),
    [
        (
            "2021年度青石镇先进教师评优\n推荐人选名单公示",
            ("", "2021年度青石镇先进教师评优推荐人选名单公示"),
        ),
        (
            "青石镇中学第三届田径运动会\n暨首届教工运动会开幕",
            ("", "青石镇中学第三届田径运动会暨首届教工运动会开幕"),
        ),
        ("青石县柳湾乡\n清理田园垃圾 方便春耕春播", ("青石县柳湾乡", "清理田园垃圾 方便春耕春播")),
        ("【民声】小区门前的路灯亮了", ("民声", "小区门前的路灯亮了")),
        ("记者手记 柳湾村三百天的变化", ("记者手记", "柳湾村三百天的变化")),
        ("清理田园垃圾 方便春耕春播", ("", "清理田园垃圾 方便春耕春播")),
        ("【通知】停水", ("", "【通知】停水")),  # too little is left
    ],
)
def test_columns_places_and_broken_titles(lines: str, tiers: tuple[str, str]) -> None:
    piece = only(f"{lines}\n{FLOOD}\n{MORE}\n")
    assert (piece.kicker.text, piece.headline.text) == tiers


# Lists, letters, tables


def test_letters_one_a_line_are_one_word() -> None:
    raw = f"{HEAD}\n{FLOOD}\n门\n诊\n科\n室\n{MORE}\n"
    assert [subhead.text.text for subhead in only(raw).subheads] == ["门诊科室"]


@pytest.mark.parametrize("letters", ["男\n女\n男", "一\n二\n三", "是\n否"])
def test_letters_that_make_no_word_stay_apart(letters: str) -> None:
    assert letters.replace("\n", "") not in words(
        only(f"{HEAD}\n{FLOOD}\n{letters}\n{MORE}\n")
    ) or (len(only(f"{HEAD}\n{FLOOD}\n{letters}\n{MORE}\n").subheads) != 1)


def test_questions_by_name_with_their_answers_are_no_sub_heads() -> None:
    raw = (
        f"{HEAD}\n{FLOOD}\n阿强：您怎么想到来教书？\n老周：那年村里缺人，我就来了，一教三十年。\n"
        f"小梅：您最难忘的是什么？\n阿婆：学生考上大学那天，全村放了鞭炮。\n{MORE}\n"
    )
    assert not only(raw).subheads


def test_who_signs_an_answered_letter_heads_nothing() -> None:
    letter = (
        "尊敬的镇长：\n您好！\n门前的路坑洼不平，出行很不方便，盼望早日修好。\n"
        "此致\n敬礼\n一位外来户\n"
    )
    answered = read(letter + "您好，来信收到，已请城建办安排修补，谢谢您的关心。\n")
    assert not any(piece.subheads for piece in answered.pieces)


def test_a_cell_over_all_columns_is_the_tables_title() -> None:
    document = docx.Document()
    document.add_paragraph("镇领导信访接待日公告")
    document.add_paragraph(FLOOD)
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "镇领导接待一览表"
    for row, cells in ((1, ("时间", "领导", "职务")), (2, ("2月2日", "周方圆", "副镇长"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    data = io.BytesIO()
    document.save(data)
    work = edit(read_copy("table.docx", data.getvalue()))
    (piece,) = work.pieces
    assert [cell.text for cell in piece.table[0]] == ["时间", "领导", "职务"]
    assert [subhead.text.text for subhead in piece.subheads] == ["镇领导接待一览表"]
    assert work.unaccounted() == []


def test_an_empty_label_is_no_paragraph() -> None:
    piece = only(f"{HEAD}\n记者： 报导。\n{FLOOD}\n{MORE}\n")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    spoken = only(f"{HEAD}\n记者：您怎么看？\n老周：修好了就好。\n{FLOOD}\n")
    assert "您怎么看" in words(spoken)


def test_an_office_over_its_telephone_begins_nothing() -> None:
    raw = f"{HEAD}\n{FLOOD}\n{MORE}\n\n青石镇中心医院\n地址：青石镇新桥路35号\n急救电话：2612345\n"
    assert len(read(raw).pieces) == 1


# Kinds, and what is not asked


def test_a_report_with_one_picture_is_a_report() -> None:
    caption = "队员们检查水库大坝。（记者容若摄）"
    assert only(f"{HEAD}\n{caption}\n记者 容若\n{FLOOD * 3}\n{MORE * 3}\n").kind.value == "report"
    assert only(f"{HEAD}\n{caption}\n记者 容若\n{FLOOD}\n").kind.value == "photo"


def test_a_poet_may_sign_with_what_is_no_name() -> None:
    verse = "稻穗垂下头来，\n风从田里走过，\n把香气递给村庄，\n递给回家的人。\n"
    work = read(f"秋日\n作者：山野闲人\n\n{verse}")
    assert not any("不像人名" in doubt.reason for doubt in work.doubts)


def test_an_opening_under_the_caption_of_a_headline_is_not_asked_about() -> None:
    shown = "镇长周方圆（中）和队员们在大坝上检查。（青石镇提供）"
    work = read(f"{HEAD}\n{shown}\n[記者容若/青石報導]{FLOOD}\n{MORE}\n")
    assert not any(doubt.kind.value == "division" for doubt in work.doubts)


def test_a_section_over_a_headline_is_asked_about() -> None:
    asked = read(f"要闻\n\n{HEAD}\n\n{FLOOD}\n\n{MORE}\n").doubts
    assert any(doubt.line == 1 and doubt.kind.value == "tiers" for doubt in asked)
    plain = read(f"防汛进行时\n\n{HEAD}\n\n{FLOOD}\n\n{MORE}\n").doubts
    assert not any("版面或栏目" in doubt.reason for doubt in plain)


def test_an_editor_may_say_that_a_line_of_labels_signs() -> None:
    raw = f"{HEAD}\n日期：5月3日，作者：容若\n{FLOOD}\n{MORE}\n"
    told = Decisions(readings=frozenset({(2, Reading.BYLINE)}))
    (piece,) = edit(read_copy("copy.txt", raw.encode()), told).pieces
    assert [author.name.text for author in piece.authors] == ["容若"]
