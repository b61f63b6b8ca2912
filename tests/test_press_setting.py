"""Lines are broken by the rules of Chinese setting, headlines by the sense."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, picture, prose, story

from newsroom.kinds import Script
from press.faces import faces_for
from press.frames import line_data
from press.heads import head_of
from press.interviews import with_speakers
from press.lines import set_lines, width_of
from press.ruler import Face, Ruler
from press.setting import Setting
from press.signatures import with_names
from press.sorts import NO_END, NO_START, tokens
from press.spans import Span, text_of
from press.story import Passage, Role

pytestmark = needs_type
WORDS = st.text(
    st.sampled_from("一的是了我们，。、；：？！“”（）《》0123abc %—…·　 "), max_size=120
)


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    source = ROOT / "theme" / "print" / "measure.typ"
    return Ruler(faces_for(Script.HANS, FONTS), source)


@given(st.text(max_size=200))
def test_tokens_lose_nothing_but_white_space(words: str) -> None:
    joined = "".join(token.text for token in tokens(words))
    assert "".join(joined.split()) == "".join(words.split())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(words=WORDS)
def test_lines_hold_every_character_and_fit_the_measure(ruler: Ruler, words: str) -> None:
    lines = [text_of(line) for line in set_lines(ruler, [Span(words)], 13.0, 2.0)]
    assert "".join("".join(lines).split()) == "".join(words.split())
    for number, line in enumerate(lines):
        assert ruler.line(Face.SERIF, line) <= 13.0 - (2.0 if number == 0 else 0.0) + 1e-3


def loose_share(ruler: Ruler, words: str, measure: float, *, closing: bool) -> float:
    """Of the lines of a text, those that are stretched by an em or more."""
    lines = set_lines(ruler, [Span(words)], measure, 2.0, closing=closing)
    assert "".join(map(text_of, lines)).replace(" ", "") == words.replace(" ", "")
    inner = lines[1:-1]
    return sum(measure - width_of(ruler, line) >= 1.0 for line in inner) / len(inner)


def test_marks_close_up_before_a_line_is_stretched(ruler: Ruler) -> None:
    """Not one line in twenty is loose, though many would be whose marks did not close up."""
    for measure in (13.0, 14.0):
        shares = [
            loose_share(ruler, prose(1500, shift), measure, closing=True)
            for shift in (0, 3, 7, 11, 19)
        ]
        assert sum(shares) / len(shares) < 0.05
        assert loose_share(ruler, prose(1500), measure, closing=False) > 0.1


def test_a_line_closes_up_no_further_than_its_white(ruler: Ruler) -> None:
    (line, *_) = set_lines(ruler, [Span("步道，亭子，停车场、水，")], 11.0, closing=True)
    assert text_of(line) == "步道，亭子，停车场、水，"  # 11.5 ems, a comma at its end
    (line, *_) = set_lines(ruler, [Span("步道亭子和停车场水边树，")], 11.0, closing=True)
    assert len(text_of(line)) < 12  # no white to give


def test_a_line_rather_closes_up_around_a_character_than_it_is_stretched(ruler: Ruler) -> None:
    text = [Span("河岸，步道，新桥已通，水土保持工程完成。")]
    (closed, *_), (free, *_) = (
        set_lines(ruler, text, 11.0, closing=closing) for closing in (True, False)
    )
    assert text_of(closed) == "河岸，步道，新桥已通，水"
    assert text_of(free) == "河岸，步道，新桥已通，"


def test_a_question_stands_with_its_answer(ruler: Ruler) -> None:
    asked = "记者：步道什么时候能走到老城，沿路的亭子又由谁来管？"
    lines = Setting(story(0, asked, prose(80)), GRIDS["a4"], ruler).lines
    assert [line.keep for line in lines if line.passage == 0] == [True] * 3
    assert not any(line.keep for line in lines if line.passage == 1)


@pytest.mark.parametrize(
    "asked", ["问：请您谈谈这项工作。", "問：這是怎麼回事？", "本报记者：步道通到哪里？请说说"]
)
def test_whoever_asks_is_known_by_the_colon(asked: str, ruler: Ruler) -> None:
    lines = Setting(story(0, asked, prose(80)), GRIDS["a4"], ruler).lines
    assert all(line.keep for line in lines if line.passage == 0)
    said = Setting(story(0, "有关部门说：请放心。", prose(80)), GRIDS["a4"], ruler).lines
    assert not any(line.keep for line in said)


def kept(ruler: Ruler, *passages: Passage) -> list[list[bool]]:
    """Of each passage, which of its lines may not end a column."""
    lines = Setting(replace(story(0), passages=passages), GRIDS["a4"], ruler).lines
    return [[one.keep for one in lines if one.passage == at] for at in range(len(passages))]


def test_the_last_line_of_a_text_stands_with_the_name_under_it(ruler: Ruler) -> None:
    told, more = (Passage(Role.TEXT, (Span(prose(60, at)),)) for at in (0, 9))
    signed = Passage(Role.SIGNED, (Span("河湾镇人民政府"),))
    writer = Passage(Role.TEXT, (Span("（林秋月）", Face.KAI, whole=True),))
    later = Passage(Role.TEXT, (Span("编者按："), Span("下期续完。", Face.KAI)))
    free, with_name = [False] * 5, [*[False] * 4, True]
    assert kept(ruler, told, more) == [free, free]
    assert kept(ruler, told, signed)[0] == with_name
    assert kept(ruler, told, more, writer)[:2] == [free, with_name]
    assert kept(ruler, told, writer, later)[0] == with_name
    assert kept(ruler, told, writer, signed)[0] == with_name


def test_a_photo_and_a_quotation_in_the_text_may_end_a_column(ruler: Ruler, tmp_path: Path) -> None:
    told, more = (Passage(Role.TEXT, (Span(prose(60, at)),)) for at in (0, 9))
    pulled = Passage(Role.PULL, (Span("桥通了，路就近了。"),))
    photo = Passage(Role.PHOTO, (Span("新桥。"),), picture=picture(tmp_path, 180, 120))
    free = [False] * 5
    assert kept(ruler, told, pulled, more, photo, more) == [free, [False], free, [False], free]


@pytest.mark.parametrize(
    ("style", "drawn"),
    [
        *(({}, {}), ({"red": True}, {"r": True}), ({"mark": True}, {"m": True})),
        *(({"turn": True}, {"e": True}), ({"struck": True}, {"s": True})),
        *(({"tinted": True}, {"b": True}), ({"dotted": True}, {"d": True, "n": ""})),
        ({"href": "https://www.example.cn/"}, {"h": "https://www.example.cn/"}),
    ],
)
def test_a_stretch_of_text_is_drawn_as_it_was_written_and_no_otherwise(
    style: dict[str, Any], drawn: dict[str, Any]
) -> None:
    assert line_data((Span("新桥", Face.KAI, **style),)) == [{"t": "新桥", "f": "kai", **drawn}]


def test_a_stanza_keeps_a_white_line_from_the_next_and_none_within(ruler: Ruler) -> None:
    one, two = (
        Passage(Role.VERSE, (Span(f"{first}\n{second}"),))
        for first, second in (("河水绕过石桥", "也绕过村庄"), ("春天绿了柳梢", "燕子回到旧梁"))
    )
    lines = Setting(replace(story(0), passages=(one, two)), GRIDS["a4"], ruler).lines
    assert [line.height for line in lines] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("passage", "heads"),
    [
        (Passage(Role.TEXT, (Span("一、报名办法"),)), True),
        (Passage(Role.TEXT, (Span("报名办法", Face.SANS),)), True),
        (Passage(Role.TEXT, (Span("报名办法"),)), False),
        (Passage(Role.TEXT, (Span("报名", Face.SANS), Span("办法"))), False),
        (Passage(Role.TEXT, (Span("一、报名办法。"),)), False),
        (Passage(Role.TEXT, (Span("一、" + "报" * 28),)), True),
        (Passage(Role.TEXT, (Span("一、" + "报" * 29),)), False),
        (Passage(Role.TEXT, (Span("一、报名办法"),), mark="1."), False),
        (Passage(Role.QUOTE, (Span("一、报名办法"),)), False),
        (Passage(Role.TEXT, (Span(" "),)), False),
    ],
)
def test_a_short_bold_or_numbered_paragraph_is_a_head(passage: Passage, *, heads: bool) -> None:
    assert passage.heads is heads


def test_who_speaks_in_an_interview_stands_in_bold() -> None:
    said = [
        "问：步道通到哪里？",
        "答：通到老城。",
        "问：何时完工？",
        "答：国庆前。",
        "区里说：好。",
    ]
    passages = [Passage(Role.TEXT, (Span(one),)) for one in said]
    faces = [[span.face for span in one.spans] for one in with_speakers(passages)]
    assert faces == [[Face.SANS, Face.SERIF]] * 4 + [[Face.SERIF]]
    for before, after in zip(passages, with_speakers(passages), strict=True):
        assert text_of(after.spans) == text_of(before.spans)
        assert after.asks is before.asks
    assert with_speakers(passages[1:]) == tuple(passages[1:])


def test_who_answers_by_a_name_stands_in_bold_too() -> None:
    said = (
        "记者：步道通到哪里？",
        "周丽娜：通到老桥。",
        "注意：夜里不开放。",
        "记者：何时完工？",
        "周丽娜：年底。",
    )
    made = with_speakers([Passage(Role.TEXT, (Span(line),)) for line in said])
    bold = ["".join(s.text for s in one.spans if s.face is Face.SANS) for one in made]
    assert bold == ["记者：", "周丽娜：", "", "记者：", "周丽娜："]
    assert ["".join(s.text for s in one.spans) for one in made] == list(said)


def bold_of(said: Sequence[str]) -> list[str]:
    made = with_speakers([Passage(Role.TEXT, (Span(line),)) for line in said])
    assert ["".join(s.text for s in one.spans) for one in made] == list(said)
    return ["".join(s.text for s in one.spans if s.face is Face.SANS) for one in made]


def test_whoever_answers_once_stands_in_bold_and_no_telling_of_words_does() -> None:
    said = (
        *("记者：步道通到哪里？", "周丽娜：通到老桥。", "他说：“夜里也开。”", "她补充道：对。"),
        *("记者：何时完工？", "他说：“年底。”", "记者：谁来管？", "水利站：我们管。"),
    )
    bold = ["记者：", "周丽娜：", "", "", "记者：", "", "记者：", "水利站："]
    assert bold_of(said) == bold


def test_those_who_talk_by_their_names_stand_in_bold() -> None:
    said = (
        "周丽娜：步道通到哪里？",
        "玛依努尔：通到老桥。",
        "周丽娜：夜里开放吗？",
        "玛依努尔：开放。",
    )
    assert bold_of(said) == ["周丽娜：", "玛依努尔："] * 2
    form = ("姓名：周丽娜", "单位：水利站", "姓名：玛依努尔", "单位：文化馆")
    assert bold_of(form) == [""] * 4
    asked = ("时间：几点？", "地点：东风路。", "时间：七点？", "地点：老桥。")
    prose_between = [part for one in asked for part in (one, "大家都说好。", "明天再来。")]
    assert bold_of(prose_between) == [""] * 12


def test_a_sub_head_of_several_styles_breaks_at_its_blank(ruler: Ruler) -> None:
    bold, link = Face.SANS_BOLD, "https://a.example/"
    spans = (Span("党建引领促发展 凝心", bold), Span("聚力", bold, link), Span("开新局面", bold))
    head = Passage(Role.SUBHEAD, spans)
    told = replace(story(0, prose(80)), passages=(head, Passage(Role.TEXT, (Span(prose(80)),))))
    rows = [line.rows[0] for line in Setting(told, GRIDS["a4"], ruler).lines if line.passage == 0]
    assert [text_of(row) for row in rows] == ["党建引领促发展", "凝心聚力开新局面"]
    assert [(span.text, span.href) for span in rows[1]] == [
        ("凝心", ""),
        ("聚力", link),
        ("开新局面", ""),
    ]


def test_names_in_the_text_end_a_line_at_their_blanks_only(ruler: Ruler) -> None:
    people = "本报记者 欧阳明月 司马青衫　通讯员 阿卜杜热合曼·买买提 诸葛孔明"
    for before in range(24):
        spans = list(with_names([Span(f"{'修路' * before}（{people}）今天开工。")]))
        rows = [text_of(row) for row in set_lines(ruler, spans, 13.0, 2.0, closing=True)]
        for name in people.split():
            assert sum(name in row for row in rows) == 1, (before, name)


def test_no_line_begins_or_ends_with_a_mark_that_may_not(ruler: Ruler) -> None:
    for measure in (9.0, 11.0, 13.0, 14.0):
        lines = [text_of(line) for line in set_lines(ruler, [Span(prose(900))], measure, 2.0)]
        assert not [line for line in lines if line[0] in NO_START]
        assert not [line for line in lines if line[-1] in NO_END]


def test_no_paragraph_ends_in_a_single_character(ruler: Ruler) -> None:
    for length in range(20, 60):
        last = text_of(set_lines(ruler, [Span("字" * length + "。")], 13.0, 2.0)[-1])
        assert len(last.rstrip("。")) >= 2


def test_headlines_break_between_words(ruler: Ruler) -> None:
    head = head_of(story(0, headline=("全区招商引资动员大会召开",)), GRIDS["a4"], 1, ruler)
    rows = [row.text for row in head.headline]
    assert len(rows) > 1
    assert "".join(rows) == "全区招商引资动员大会召开"
    for word in ("招商", "引资", "动员", "大会", "召开"):
        assert any(word in row for row in rows)


def test_headlines_break_where_the_editor_marked(ruler: Ruler) -> None:
    parts = ("五家钢制家具企业", "分得发展资金五十万元")
    head = head_of(story(0, headline=parts, rank=2), GRIDS["a4"], 2, ruler)
    assert tuple(row.text for row in head.headline) == parts


def test_a_higher_rank_is_set_larger(ruler: Ruler) -> None:
    sizes = [
        head_of(story(0, headline=("步道开放",), rank=rank), GRIDS["8k"], 4, ruler).size
        for rank in (1, 2, 3, 4)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
