"""Mending does good and no harm: each rule with what it must change and what it must leave."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.ledger import Decisions
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
    assert edit(read_copy("copy.txt", f"{FILLER}\n{raw}\n".encode())).doubts == ()
