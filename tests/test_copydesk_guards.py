"""Mending does good and no harm: each rule with what it must change and what it must leave."""

from __future__ import annotations

import pytest

from copydesk.changes import Decisions
from copydesk.desk import edit
from copydesk.doubts.kinds import STRUCTURAL
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy

FILLER = "河湾区召开会议，安排秋收工作，各镇负责人参加。"


def paragraphs(text: str, **decisions: frozenset[Rule]) -> list[str]:
    work = edit(read_copy("copy.txt", text.encode()), Decisions(**decisions))
    return [text.text for piece in work.pieces for text in piece.paragraphs]


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("会上,他说:真好!你呢?你们呢?", "会上，他说：真好！你呢？你们呢？"),
        ("各镇(街道)负责人,村(社区)干部到会。", "各镇（街道）负责人，村（社区）干部到会。"),
        ("年底前,20个项目开工;明年再建15个。", "年底前，20个项目开工；明年再建15个。"),
        ("每天8:30开门,比分3.5:1,共1,280人。", "每天8:30开门，比分3.5:1，共1,280人。"),
        ("持有A股(gu)的村民说, 很好。", "持有A股(gu)的村民说，很好。"),
        ("他说 Hello, world! 就走了。", "他说 Hello, world! 就走了。"),
        ("9月22-24日,代表团来访。", "9月22-24日，代表团来访。"),
        ("网址是http://example.com/a,b?c=1请访问。", "网址是http://example.com/a,b?c=1请访问。"),
        ('村民说"很好"就走了。', "村民说“很好”就走了。"),
        ("一项工作--防汛,正在进行。", "一项工作——防汛，正在进行。"),
        ("面积１２，６００平方米，８：３０开门。", "面积12,600平方米，8:30开门。"),
        ("河⼈湾⻔口有一座桥\u200b，很长。", "河人湾门口有一座桥，很长。"),
    ],
)
def test_punctuation_and_characters_are_mended_only_where_they_are_chinese(
    raw: str, mended: str
) -> None:
    assert paragraphs(f"{FILLER}\n{raw}\n{FILLER}")[1] == mended


@pytest.mark.parametrize(
    "gloss",
    [
        "他姓单(shàn)，不读单(dān)。",
        "重庆(Chóngqìng)直辖。",
        "长(zhǎng)大以后再说。",
        "氨(an)基酸很多。",
    ],
)
def test_a_lone_gloss_stays(gloss: str) -> None:
    assert gloss in paragraphs(f"{FILLER}\n{gloss}\n{FILLER}")


def test_a_programs_pinyin_notes_go() -> None:
    raw = "縣(xiàn)裡開(kāi)會，館(guǎn)長說，開(kāi)館(guǎn)以後，全縣(xiàn)都來。(李曉憲 姜宏軍)"
    work = edit(read_copy("copy.txt", raw.encode()))
    assert [text.text for text in work.pieces[0].paragraphs] == [
        "縣裡開會，館長說，開館以後，全縣都來。"
    ]
    assert [author.name.text for author in work.pieces[0].authors] == ["李曉憲", "姜宏軍"]


def test_a_word_cut_by_a_column_is_whole_again() -> None:
    raw = f"{FILLER}\n\n会议要求，各镇要扶持中小企\n\n业发展，做好服务。\n\n{FILLER}"
    assert paragraphs(raw)[1] == "会议要求，各镇要扶持中小企业发展，做好服务。"


def test_verse_is_never_run_together() -> None:
    raw = "秋收\n\n镰刀磨得亮，\n稻子低了头。\n一年辛苦处，\n尽在此中收。\n"
    assert paragraphs(raw) == ["镰刀磨得亮，", "稻子低了头。", "一年辛苦处，", "尽在此中收。"]


def test_a_rejected_rule_is_not_applied_and_an_accepted_one_is() -> None:
    raw = "会上,他说,全村都来了,真好。"
    assert paragraphs(raw, rejected=frozenset({Rule.PUNCTUATION})) == [raw]
    hant = "清泉鎮二十名干部和六十名農民參加比賽。比賽后，他們獲得團體第一，村里人都來看。"
    assert "干部" in paragraphs(hant)[0]
    accepted = paragraphs(hant, accepted=frozenset({Rule.PSEUDO_TRADITIONAL}))[0]
    assert "幹部" in accepted
    assert "比賽後" in accepted


def test_a_date_at_the_foot_of_a_notice_is_no_furniture() -> None:
    raw = f"停水公告\n\n{FILLER}\n河湾区自来水公司\n2016年9月28日\n"
    assert paragraphs(raw)[-2:] == ["河湾区自来水公司", "2016年9月28日"]


def test_news_about_copyright_is_no_legal_line() -> None:
    raw = (
        "法院认为，这幅作品的著作权归作者所有，被告未经授权转载，应当赔偿损失并公开道歉，双方都"
        "没有上诉，判决已经生效。"
    )
    assert raw in paragraphs(f"一起侵权案宣判\n\n{FILLER}\n{raw}\n{FILLER}")


def test_a_full_dated_sentence_raises_no_doubt() -> None:
    raw = "2020年2月29日，共有3个村通水，其中东村2个组、西村1个组。2月28日和29日，工程验收。"
    assert doubts(f"{FILLER}\n{raw}\n") == []


def doubts(text: str) -> list[str]:
    found = edit(read_copy("copy.txt", text.encode())).doubts
    return [doubt.kind.value for doubt in found if doubt.kind not in STRUCTURAL]


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ("道路210处、校园96处、工地150处", True),  # 456: one digit is wrong
        ("道路210处、校园96处、工地180处", False),
        ("道路200处、校园96处、工地155处", False),  # 451: a choice of them
        ("道路210处、校园96处、工地150处等", False),
        ("10米以上的210处、5至10米的96处、2至5米的150处", False),  # the smallest are not told
    ],
)
def test_a_total_is_doubted_where_one_digit_would_mend_it(shares: str, *, told: bool) -> None:
    raw = f"秋收会议召开\n全区共排查隐患486处，其中{shares}，都已登记在册。\n{FILLER}"
    assert ("bad_total" in doubts(raw)) is told


@pytest.mark.parametrize(
    ("first", "told"),
    [("过完元宵节，村里人出门做工。", False), ("过的路，今年都修成了水泥路。", True)],
)
def test_a_sentence_may_begin_with_a_verb_that_is_a_particle_elsewhere(
    first: str, *, told: bool
) -> None:
    assert ("cut_start" in doubts(f"秋收会议召开\n{first}\n{FILLER}")) is told


def test_lost_quotation_marks_of_a_speech_come_back_only_in_damaged_copy() -> None:
    speech = "村长说：?秋收要抓紧。?"
    damaged = f"? ? ? ?{FILLER}\n? ? ? ?{speech}\n? ? ? ?{FILLER}"
    assert "村长说：“秋收要抓紧。”" in paragraphs(damaged)
    assert "村长说：“秋收要抓紧。”" not in paragraphs(f"{FILLER}\n{speech}\n{FILLER}")


def page(body: str) -> list[str]:
    html = f"<html><body><h1>秋收会议召开</h1><p>{FILLER}</p>{body}<p>{FILLER}</p></body></html>"
    work = edit(read_copy("page.html", html.encode()))
    return [text.text for piece in work.pieces for text in piece.texts()]


def rows(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split()) for row in rows)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_an_offices_docket_goes_and_a_table_of_names_stays() -> None:
    docket = page(rows("索引号： LZ01 主题分类： 教育", "名称： 通知 通知 通知"))
    assert not any("LZ01" in text or "名称" in text for text in docket)
    names = page(rows("名称 地点 日期", "打谷赛 河湾村 九月", "插秧赛 石桥村 五月"))
    assert "打谷赛" in names
    assert not any("LZ01" in text for text in page("<p>索引号：LZ01 文号：无 有效性：有效</p>"))
    assert any("LZ01" in text for text in page("<p>稻种名称：LZ01</p>"))


def test_what_a_notice_appends_stays_and_files_to_load_down_go() -> None:
    files = page('<p>附件：</p><p><a href="a.doc">登记表.doc</a></p>')
    assert not any("附件" in text for text in files)
    assert any("附件" in text for text in page("<p>附件：</p><p>各镇秋收任务分配的说明。</p>"))


def test_a_headline_that_greets_is_no_greeting() -> None:
    head = "发件人：甲 <a@mail.example>\n收件人：乙 <b@mail.example>\n主题：来稿\n\n"
    story = f"老师好，同学好\n本报讯（记者 何平）{FILLER}{FILLER}"
    for letter, gone in (("编辑老师好！今天一条短消息。", True), ("", False)):
        work = edit(read_copy("copy.txt", f"{head}{letter}\n\n{story}".encode()))
        assert work.pieces[0].headline is not None
        assert work.pieces[0].headline.text == "老师好，同学好"
        assert len(work.pieces) == 1
        assert any("短消息" in change.before for change in work.changes) is gone


def test_a_page_that_dresses_each_paragraph_as_a_section_is_one_story() -> None:
    dress = "".join(
        f"<section><section><b>{head}</b></section></section><section>{FILLER}</section>"
        for head in ("第一天的会议", "第二天的会议")
    )
    work = edit(read_copy("page.html", f"<h1>秋收会议召开</h1>{dress}".encode()))
    assert len(work.pieces) == 1
    assert [head.text.text for head in work.pieces[0].subheads] == ["第一天的会议", "第二天的会议"]


def test_labels_in_a_row_go_where_one_is_empty_and_none_says_much() -> None:
    said = "来源：云溪发布 | 作者：今年秋天在云溪镇走访了二十多户人家的两位记者 | 编辑："
    for row in ("来源：云溪发布 | 作者： | 编辑：", "来源：云溪发布 | 作者：王红 | 编辑："):
        assert row not in paragraphs(f"{FILLER}\n{row}\n{FILLER}")
        assert len(paragraphs(f"{FILLER}\n{row}\n{FILLER}")) == 2
    assert said in paragraphs(f"{FILLER}\n{said}\n{FILLER}")


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ("1.2 3.4 4.6", False),
        ("1.2 3.4 4.7", False),  # each was rounded by itself
        ("1.2 3.4 4.8", True),
        ("1.2 3.4 4.4", True),
        ("1.25 3.41 4.7", False),  # the total was rounded once more
        ("1.25 3.41 4.8", True),
        ("12 34 46", False),
        ("12 34 47", True),  # whole things are counted
    ],
)
def test_the_total_of_a_table_may_differ_by_what_rounding_does(figures: str, *, told: bool) -> None:
    road, school, total = figures.split()
    rows = f"项目\t投资（亿元）\n道路\t{road}\n学校\t{school}\n合计\t{total}\n"
    assert ("bad_total" in doubts(f"两项投资一览表\n\n{rows}")) is told
