"""The desk tells what it decided and how sure it is; an editor decides otherwise, line by line."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from copydesk.answer import answer
from copydesk.changes import Decisions, Reading
from copydesk.command import app
from copydesk.desk import Work, edit
from copydesk.drafts.folder import write_new
from copydesk.heeding import unheeded
from copydesk.judgement import Subject
from copydesk.record import removals, render_record
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced
from drafting import draft_files
from newsroom.codes import ReadingCode
from newsroom.houserules import HouseRules
from newsroom.problems import ProblemList
from newsroom.reading import read_publication
from newsroom.store import Store

STORY = """邢海到青石镇调研时强调
抓好秋冬农田水利建设
为明年农业丰收打牢基础
本报讯 10月22日，区长邢海到青石镇调研秋冬农田水利建设工作。
邢海强调，要抢抓农闲时节，加快工程进度。
副区长裴玉清参加调研。
"""


def work(text: str = STORY, **said: Any) -> Work:
    readings = frozenset(said.pop("readings", ()))
    return edit(read_copy("copy.txt", text.encode()), Decisions(readings=readings, **said))


def pieces(text: str = STORY, **said: Any) -> list[dict[str, Any]]:
    done = work(text, **said)
    assert not done.unaccounted()
    return list(answer(done)["pieces"])


def test_a_line_is_what_an_editor_says_it_is() -> None:
    (piece,) = pieces(readings=[(3, Reading.DECK)])
    assert (piece["headline"], piece["deck"]) == (
        "抓好秋冬农田水利建设",
        "为明年农业丰收打牢基础",
    )
    (piece,) = pieces(readings=[(6, Reading.CAPTION)])
    assert piece["captions"] == [{"text": "副区长裴玉清参加调研。", "credit": None}]
    (piece,) = pieces(readings=[(1, Reading.OUT)])
    assert piece["kicker"] is None
    (piece,) = pieces(readings=[(5, Reading.SUBHEAD)])
    assert piece["subheads"] == [{"text": "邢海强调，要抢抓农闲时节，加快工程进度。", "before": 1}]


def test_a_piece_begins_and_goes_on_where_an_editor_says() -> None:
    assert [piece["headline"] for piece in pieces(readings=[(3, Reading.BEGINS)])] == [
        "抓好秋冬农田水利建设",
        "为明年农业丰收打牢基础",
    ]
    two = f"{STORY}\n\n石泉镇办起老年食堂\n本报讯（通讯员 费正）石泉镇办起首家老年食堂。\n"
    assert len(pieces(two)) == 2
    said = [(9, Reading.GOES_ON), (10, Reading.GOES_ON)]
    assert len(pieces(two, readings=said)) == 1


def test_a_line_that_a_rule_took_away_comes_back_where_an_editor_wants_it() -> None:
    page = f"首页 | 登录 | 注册\n责任编辑：罗晓\n{STORY}点击：33次\n"
    assert "点击：33次" not in pieces(page)[0]["paragraphs"]
    assert "点击：33次" in pieces(page, readings=[(9, Reading.TEXT)])[0]["paragraphs"]


def test_a_rule_is_told_off_one_line_alone() -> None:
    text = "会上,他说,全村都来了。\n会后,他说,明年再来,一定要来。\n"
    (piece,) = pieces(text, rejected_at=frozenset({(Rule.PUNCTUATION, 2)}))
    assert piece["paragraphs"] == ["会上，他说，全村都来了。", "会后,他说,明年再来,一定要来。"]


def test_every_line_of_structure_has_a_decision_and_its_reason() -> None:
    told = [each for each in work().judgements if each.subject is Subject.TIERS]
    assert [(each.line, each.said) for each in told] == [(1, "引题"), (2, "主题"), (3, "主题")]
    blocks = [each for each in work().judgements if each.subject is Subject.BLOCK]
    assert [each.line for each in blocks] == [1, 2, 3, 4, 5, 6]
    assert all(each.reason for each in work().judgements)


def test_the_record_offers_the_other_reading_and_its_command() -> None:
    page = render_record(work(readings=[(3, Reading.DECK)]))
    assert "<code>scripts/import copy.txt --as 3=副题 --as 2=小标题</code>" in page
    assert "判为引题" in page
    changed = render_record(work("会上,他说,全村都来了。\n"))
    assert "--reject punct.full-width@1" in changed


LONG_DECK = """区委召开常委会会议
——传达学习上级会议精神研究部署第四季度重点工作安排今冬农田水利建设
和森林防火工作任务以及安全生产各项措施的落实情况
本报讯 10月9日，区委召开常委会会议，研究部署第四季度工作。
"""
"""A deck of more than forty characters: it may as well be text."""


def test_what_the_desk_is_not_sure_of_it_asks() -> None:
    (doubt,) = work(LONG_DECK).doubts
    assert (doubt.kind.value, doubt.line) == ("tiers", 2)
    untitled = answer(work("10月22日，区长邢海到青石镇调研。\n他说，要加快进度。\n"))
    assert [each["what"] for each in untitled["doubts"]] == ["untitled"]


def test_a_draft_is_not_published_while_a_query_is_open(tmp_path: Path) -> None:
    day = date(2018, 11, 1)
    folder = tmp_path / "content" / "issues" / day.isoformat()
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(f"---\nnumber: 1\ndate: {day}\n---\n", encoding="utf-8")
    write_new(folder, draft_files(work(LONG_DECK), day))
    (draft,) = folder.glob("01-*.md")
    text = draft.read_text("utf-8")
    assert "（待核：原稿第2行" in text

    def severities() -> list[str]:
        problems = ProblemList()
        desk = HouseRules(frozenset({"yaowen"}), datetime(2026, 1, 1, tzinfo=UTC))
        read_publication(tmp_path / "content", Store(None), desk, problems)
        return [p.severity.value for p in problems if p.code is ReadingCode.PLACEHOLDER]

    asked = severities()
    assert asked
    assert "error" not in asked
    draft.write_text(text.replace("status: draft", "status: published"), "utf-8")
    assert set(severities()) == {"error"}
    signed = [line for line in text.split("\n") if not line.startswith("（待核：")]
    draft.write_text("\n".join(signed).replace("status: draft", "status: published"), "utf-8")
    assert severities() == []


@pytest.mark.parametrize("said", ["3", "x=标题", "3=大标题", "=正文"])
def test_a_reading_that_nobody_can_mean_is_told(said: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(app, [str(path), "--json", "--as", said])
    assert done.exit_code == 2
    assert "copydesk.unknown-reading" in done.stderr


def test_the_command_takes_readings_and_single_rejections(tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(STORY, encoding="utf-8")
    given = ["--json", "--as", "3=副题", "--reject", "mark.bullet@1"]
    done = CliRunner().invoke(app, [str(path), *given])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["pieces"][0]["deck"] == "为明年农业丰收打牢基础"


def test_the_record_parts_the_raw_copy_where_its_pieces_begin() -> None:
    def parts(raw: str) -> list[tuple[str, str]]:
        page = render_record(edit(read_copy("copy.txt", raw.encode())))
        return re.findall("<caption>原稿第(\\d+)—(\\d+)行</caption>", page)

    menu = "主题: 投稿\n日期: 5月6日\n\n"
    assert parts(STORY) == [("1", "7")]
    assert parts(f"{menu}{STORY}") == [("1", "3"), ("4", "10")]  # a letter's head is of no piece
    other = "\n\n青石镇修好三座桥\n本报讯 10月20日，青石镇的三座桥修好通车，两岸的人不用再绕路。\n"
    assert parts(f"{STORY}{other}") == [("1", "8"), ("9", "11")]


PAGE = """首頁
網站導覽
意見信箱
English
首頁 / 公告事項 / 圖書館公告
圖書館公告
館舍整修期間暫停開放自修室
發布日期：2019-03-05
圖書館二樓自修室自三月十日起整修，整修期間暫停開放，請讀者改到一樓閱覽室自習，造成不便之處，敬請見諒，並請隨時注意館方公告的最新消息。
整修工程預計四月底完成，完成以後的開放時間和座位預約的辦法，圖書館會另行公告，讀者如有疑問，可以在服務時間到櫃檯洽詢，或者撥打總機轉接閱覽組。
友善列印
回上一頁
隱私權政策
網站安全政策
"""
"""A page copied whole, in words of our own: its menu and its foot go."""


def held(done: Work) -> set[int]:
    offsets = done.offsets
    return {
        offsets.line(place)
        for piece in done.pieces
        for text in piece.texts()
        for place in text.places()
    }


@pytest.mark.parametrize(
    ("line", "reading"),
    [(7, Reading.HEADLINE), (9, Reading.TEXT), (10, Reading.TEXT), (10, Reading.GOES_ON)],
)
def test_an_answer_about_one_line_brings_no_menu_back(line: int, reading: Reading) -> None:
    plain = held(work(PAGE))
    assert {9, 10} <= plain
    assert not plain & {1, 2, 3, 4, 11, 12, 13, 14}
    assert held(work(PAGE, readings=[(line, reading)])) <= plain | {line}


def test_an_answer_brings_back_the_line_that_it_names() -> None:
    assert 13 not in held(work(PAGE))
    assert 13 in held(work(PAGE, readings=[(13, Reading.TEXT)]))
    said = work(PAGE, readings=[(9, Reading.OUT), (12, Reading.TEXT)])
    assert 9 not in held(said)
    assert 12 in held(said)
    assert not held(said) & {1, 2, 3, 4, 11, 13, 14}
    assert not said.unaccounted()


TORN = """青石镇修好三座水闸

（青石镇广播站记者费正报道）10月4日，青石镇修好三座水闸，秋灌不再误事。
"""


def test_half_a_bracket_is_asked_about_whatever_was_said_of_its_line() -> None:
    from copydesk.doubts.kinds import Words
    from copydesk.doubts.torn import REASON, torn

    done = work(TORN)
    words = Words(done.sheet.text, done.offsets)
    (piece,) = done.pieces
    assert list(torn(done.pieces, words)) == []
    cut = Traced.at(TORN.split("\n")[2], TORN.index("（"))[6:]
    (doubt,) = torn([replace(piece, paragraphs=(cut,))], words)
    assert (doubt.line, doubt.reason) == (3, REASON)
    whole = "1）水闸三座。\n2）泵站两处。\n"  # what the copy itself has no pair for
    listed = edit(read_copy("list.txt", f"青石镇水利设施\n\n{whole}".encode()))
    assert REASON not in {each.reason for each in listed.doubts}


def test_an_answer_settles_its_question_and_no_other() -> None:
    from copydesk.doubts.kinds import Doubt, DoubtKind
    from copydesk.doubts.settled import unsettled

    asked = [
        Doubt(DoubtKind.TIERS, "青石", 2, "可能不是副题"),
        Doubt(DoubtKind.DIVISION, "青石", 2, "可能不该另起一篇"),
        Doubt(DoubtKind.BLOCK, "青石", 2, "括号被拆开了"),
        Doubt(DoubtKind.TIERS, "石泉", 5, "可能不是副题"),
    ]

    def left(*readings: tuple[int, Reading]) -> list[tuple[str, int]]:
        said = Decisions(readings=frozenset(readings))
        return [(each.kind.value, each.line) for each in unsettled(asked, said)]

    assert left((2, Reading.DECK)) == [("division", 2), ("block", 2), ("tiers", 5)]
    assert left((2, Reading.GOES_ON)) == [("tiers", 2), ("block", 2), ("tiers", 5)]
    assert left((2, Reading.TEXT)) == [(each.kind.value, each.line) for each in asked]


def test_a_line_that_went_from_within_a_text_stands_in_the_first_list() -> None:
    page = f"{STORY}点击：33次\n与会人员还察看了青石河的清淤现场，听取了镇里的汇报。\n"
    done = work(page)
    assert [(each.line, each.rule) for each in removals(done)] == [(7, "web.counts")]
    shown = render_record(done)
    first, rest = shown.split("<h2>原稿和稿件</h2>")
    assert "scripts/import copy.txt --as 7=正文</code>" in first
    assert "scripts/import copy.txt --as 1=正文</code>" not in first
    assert "scripts/import copy.txt --as 7=正文</code>" in rest
    back = work(page, readings=[(7, Reading.TEXT)])
    assert 7 in held(back)
    assert list(removals(back)) == []
    assert list(removals(work(f"{STORY}点击：33次\n"))) == []  # below the text
    ruled = STORY.replace("邢海强调", "————————\n邢海强调")
    assert list(removals(work(ruled))) == []  # a rule says nothing
    assert list(removals(work(STORY, readings=[(5, Reading.OUT)]))) == []  # an editor's own word


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--as 7=标题", "没有办：第7行是空行，最近的是第8行“石泉镇办起老年食堂”和第6行“"),
        ("--as 7=标题", "；要说的是第8行，请写 --as 8=标题"),
        ("--as 40=正文", "没有第40行，来稿到第9行为止，最近的是第9行“石泉镇办起第一家"),
        ("--reject wrap.lines@7", "请写 --reject wrap.lines@8"),
    ],
)
def test_an_answer_about_no_line_is_refused(option: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(f"{STORY}\n石泉镇办起老年食堂\n石泉镇办起第一家老年食堂。\n", "utf-8")
    done = CliRunner().invoke(app, [str(path), "--into", str(tmp_path / "in"), *option.split()])
    assert done.exit_code == 1
    assert "copydesk.no-such-line" in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "in").exists()


def test_an_answer_that_did_not_come_about_is_told() -> None:
    def told(*readings: tuple[int, Reading]) -> list[str]:
        return [each.what for each in unheeded(work(PAGE, readings=readings))]

    assert told((7, Reading.HEADLINE), (10, Reading.OUT)) == []
    (cut,) = told((12, Reading.BEGINS))
    assert cut.startswith("--as 12=另起 没有办到：第12行是删去的（")
    (already,) = told((12, Reading.OUT))
    assert already.startswith("第12行本来就删去了（")
