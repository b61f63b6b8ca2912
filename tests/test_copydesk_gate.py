"""What outside copy may not bring in: marks of the house, unseen characters, turned directions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

from copydesk.desk import Work, edit
from copydesk.doubts import DoubtKind
from copydesk.drafts.folder import write_new
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy
from drafting import draft_files
from hanzi.converter import Converter
from newsroom.houserules import HouseRules
from newsroom.kinds import Script
from newsroom.model import NewsItem
from newsroom.problems import ProblemList
from newsroom.reading import read_publication
from newsroom.store import Store

DAY = date(2018, 11, 1)
SECTIONS = frozenset({"yaowen", "jingji", "minsheng", "gonggao", "tupian"})


def work_of(text: str, name: str = "copy.txt") -> Work:
    return edit(read_copy(name, text.encode()))


def items_of(work: Work, tmp_path: Path) -> tuple[NewsItem, ...]:
    """The items that an editor publishes of a copy."""
    folder = tmp_path / "content" / "issues" / DAY.isoformat()
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(f"---\nnumber: 1\ndate: {DAY}\n---\n", encoding="utf-8")
    write_new(folder, draft_files(work, DAY))
    for path in folder.glob("0*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\nstatus: draft\n", "\nstatus: published\n"), "utf-8")
    problems = ProblemList()
    desk = HouseRules(SECTIONS, datetime(2026, 1, 1, tzinfo=UTC))
    publication = read_publication(tmp_path / "content", Store(None), desk, problems)
    assert [str(problem) for problem in problems.errors] == []
    return publication.issues[0].items


def printed(items: Iterable[NewsItem], target: Script) -> str:
    """Every word of some items as a reader sees it in one script."""
    return "\n".join(_printed(item, target) for item in items)


def _printed(item: NewsItem, target: Script) -> str:
    converter = Converter(target)
    bodies = [item.body.html, *(brief.body.html for brief in item.briefs)]
    page = "\n".join(converter.html(html, item.script) for html in bodies)
    fields = (item.kicker, item.title, item.deck, *(photo.caption for photo in item.photos))
    words = [converter.text(field, item.script) for field in fields]
    return "\n".join([*words, unescape(re.sub("<[^>]+>", "", page))])


MARKUP = [
    "-{信息/資訊}-",
    "--{信息/資訊}--",
    "-{-{信息/資訊}-}-",
    "-{大}-",
    "-{",
    "-{-}-{",
    "{{ site.title }}{% raw %}",
    "<b>粗</b>&lt;&#45;{大}-",
    "#set(red)$x^2$#image('a.png')",
    "*斜*_大_`大`~~大~~==亮==[^1]",
    "x![a](b.jpg)[大](/c)",
    "\\-{信息/資訊}-",
]


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("target", [Script.HANS, Script.HANT])
def test_what_looks_like_markup_is_printed_as_it_came(
    markup: str, target: Script, tmp_path: Path
) -> None:
    text = f"本报讯 大会{markup}昨天召开，大家都来了。\n\n{markup}大家都来了。"
    titled = ";" not in markup  # with one in it a line is no headline
    copy = f"我市{markup if titled else ''}召开大会\n\n{text}\n"
    shown = printed(items_of(work_of(copy), tmp_path), target)
    assert shown.count(markup) == 2 + titled, shown


def test_a_mark_in_outside_copy_says_the_same_in_both_scripts(tmp_path: Path) -> None:
    copy = "关于征收的通知\n\n本报讯 区里-{同意/反对}-这项征收，请大家放心。天气很好。\n"
    items = items_of(work_of(copy), tmp_path)
    assert "区里-{同意/反对}-这项" in printed(items, Script.HANS)
    assert "區裡-{同意/反對}-這項" in printed(items, Script.HANT)


def test_marks_in_a_table_and_in_a_byline_are_words_too(tmp_path: Path) -> None:
    copy = "物资分配一览\n\n村名\t数量\t备注\n杨柳村\t3\t-{甲/乙}-\n石桥村\t4\t无\n"
    assert "-{甲/乙}-" in printed(items_of(work_of(copy), tmp_path), Script.HANT)


UNSEEN = [*"\u200b\u200c\u200d\u2060\ufeff\xad\u180e\u061c\u200e\u3164\x07\ufe0f", "\U000e0041"]


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda unseen: f"U+{ord(unseen):04X}")
def test_a_character_that_nobody_sees_is_dropped_and_told(unseen: str) -> None:
    work = work_of(f"区长干{unseen}立新到会\n\n本报讯 区长干{unseen}立新昨天到会讲话。\n")
    (piece,) = work.pieces
    assert piece.headline.text == "区长干立新到会"
    assert piece.paragraphs[0].text == "区长干立新昨天到会讲话。"
    told = [c for c in work.changes if c.rule in {Rule.CONTROL, Rule.DIRECTION}]
    assert [change.before for change in told] == [unseen, unseen]
    assert {change.note for change in told} == {f"U+{ord(unseen):04X}"}
    assert not work.doubts


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧", "☀️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽"])
def test_an_emoji_keeps_what_it_is_made_of(emoji: str) -> None:
    (piece,) = work_of(f"我市召开大会\n\n本报讯 大会{emoji}昨天召开，大家都来了。\n").pieces
    assert piece.paragraphs[0].text == f"大会{emoji}昨天召开，大家都来了。"


def test_a_name_keeps_the_selector_of_its_glyph() -> None:
    (piece,) = work_of("我市召开大会\n\n本报讯 葛\U000e0100洪昨天到会，大家都来了。\n").pieces
    assert "葛\U000e0100洪" in piece.paragraphs[0].text


def test_text_that_turns_its_direction_is_mended_and_asked_about() -> None:
    work = work_of("我市召开大会\n\n本报讯 大会\u202e来都家大\u202c昨天召开，大家都来了。\n")
    assert work.pieces[0].paragraphs[0].text == "大会来都家大昨天召开，大家都来了。"
    (doubt,) = work.doubts
    assert (doubt.kind, doubt.line) == (DoubtKind.DIRECTION, 3)
    assert "U+202E" in doubt.reason


def test_marks_that_a_phone_copies_round_a_number_are_no_doubt() -> None:
    work = work_of("我市召开大会\n\n本报讯 大会\u202d0000-1234567\u202c昨天召开，大家都来了。\n")
    assert "大会0000-1234567昨天" in work.pieces[0].paragraphs[0].text
    assert not work.doubts
    assert [c.note for c in work.changes if c.rule is Rule.DIRECTION] == ["U+202C", "U+202D"]


def test_an_exported_item_brings_in_nothing_unseen() -> None:
    copy = "【报纸稿件】\n体裁：报道\n标题：干\u200b立新到会\n正文：\n\u3000\u3000他\u202e来了。\n"
    work = work_of(copy)
    assert work.pieces[0].headline.text == "干立新到会"
    assert work.pieces[0].paragraphs[0].text == "他来了。"
    assert [doubt.kind for doubt in work.doubts] == [DoubtKind.DIRECTION]
