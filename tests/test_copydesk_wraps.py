"""Lines cut at one width and paragraphs cut by a column are whole again; others stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.changes import ChangeLog, Decisions
from copydesk.desk import edit
from copydesk.mending.measures import even_blanks, measure_of
from copydesk.mending.wraps import join_columns, mark_tails, unwrap
from copydesk.rules import Rule
from copydesk.sheet import Hint, Line, Part
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced

CUT = (
    "河湾区召开会议，安排秋收工作，",
    "各镇负责人参加。会议要求，年底",
    "以前把渠修好，把路铺平，村里人",
    "都来帮忙。",
)
"""A paragraph cut at thirty columns, two a character."""
FULL = 30


def read(*raw: str) -> list[Line]:
    """Lines of raw copy: an empty one is a blank, white space before one is its indent."""
    found: list[Line] = []
    blanks = 0
    for number, each in enumerate(raw, start=1):
        words = each.strip(" ")
        if not words:
            blanks += 1
            continue
        margin = len(each) - len(each.lstrip(" "))
        text = Traced.new(words)
        found.append(Line(text, number, blanks=blanks, indented=margin > 1, margin=margin))
        blanks = 0
    return found


def unwrapped(lines: list[Line], log: ChangeLog | None = None) -> list[str]:
    return [line.words for line in unwrap(lines, FULL, log or ChangeLog())]


def mended(*raw: str, full: int = 0) -> list[str]:
    return [line.words for line in join_columns(read(*raw), full, ChangeLog())]


@pytest.mark.parametrize(
    ("raw", "measure"),
    [
        (CUT, 30),
        (("    河湾区召开会议，安排秋收工", *CUT[1:]), 30),  # the indent is part of the line
        (("        河湾区召开会议，安排秋", *CUT[1:]), 30),  # as deep as it is
        (CUT[1:], 0),  # two lines are no habit
        (("河湾区召开会议，", "安排秋收工作，", "各镇负责人", "参加。"), 0),  # short by nature
        (("", "河湾区召开会议，安排秋收工作，", "", *CUT[1:2], "", *CUT[2:3], "", CUT[3]), 0),
        (("河湾区召开会议安排秋收工作。",) * 5, 0),  # each ends its sentence
        (("河湾区召开会议安排秋收工作，",) * 4 + ("各镇负责人参加。",), 0),  # a speaker's breath
        ((*CUT[:3], "河湾区召开会议，安排秋收工作，各镇负责人都来参加。"), 0),  # runs past it
        ((*CUT[:3], *CUT[:3], *CUT[:3], "河湾区召开会议，安排秋收，各镇参加。"), 30),  # one of ten
        ((*CUT[:3], "河湾区召开会议，安排秋收，各镇都来参加。"), 0),  # one of four
        (
            (
                "河湾区召开会议安排秋收",
                "各镇负责人参加会议并且都发言",
                "以前把渠修好把路铺平村里人都来帮",
                "大家说这样很好以后还要这样做下去才",
                "行。",
            ),
            0,  # no two lines alike
        ),
        (("王红 李明 张强 赵亮 陈云 孙伟",) * 4, 0),  # a list of names
        (("王红\t李明\t张强\t赵亮陈云孙伟",) * 4, 0),  # a table
        (("一等奖：陈亮王红李明张强赵云周",) * 4, 0),  # a roll
    ],
)
def test_the_measure_at_which_copy_was_cut(raw: tuple[str, ...], measure: int) -> None:
    assert measure_of(read(*raw)) == measure


def test_lines_cut_at_one_width_are_one_paragraph_again() -> None:
    assert unwrapped(read(*CUT)) == ["".join(CUT)]
    assert [line.words for line in unwrap(read(*CUT), 0, ChangeLog())] == list(CUT)


BEFORE = CUT[1]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (BEFORE, "以前把渠修好。"),
        (BEFORE, "10月把渠修好。"),
        (f"{BEFORE}，", "以前把渠修好。"),  # a mark hangs over the edge
        ("各镇负责人参加。会议，共1", "2人。"),  # as far short as a line may fall
        ("会议定在9月", "22日召开。"),  # a date is whole, however short its line
        ("认真履职尽责 努力做好秋收各项", "工作，村里人都来。"),
        (BEFORE, "二、把路铺平。"),  # in the middle of a sentence: 年底二、
        ("一、负责人参加会议要求，在年底", "（二）把路铺平。"),
        ("负责人王红（四川）李明张强赵亮", "都来，陈云（河南） 说好。"),
        ("河湾区召开会议安排各镇秋收工作", "各镇负责人参加"),  # a title of two lines
        ("监督电话：河湾区召开会议，秋收", "工作，各镇负责人参加。"),
    ],
)
def test_a_line_that_goes_on_is_joined(before: str, line: str) -> None:
    assert unwrapped(read(before, line)) == [before + line]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("各镇负责人参加会议要求，", "以前把渠修好。"),  # falls short by six columns
        (f"{BEFORE}以前", "以前把渠修好。"),  # wider than the measure
        (BEFORE, "    以前把渠修好。"),  # indented
        (BEFORE, "●以前把渠修好。"),
        (BEFORE, "本报讯（记者 王红）渠修好了。"),
        (BEFORE, "记者 王红"),
        (BEFORE, "图为渠边（张三 摄）"),
        ("各镇负责人参加，会议要求年底。", "二、把路铺平。"),
        ("一、负责人参加会议要求，在年底", "二、把路铺平。"),
        (BEFORE, "王红 李明 张强 赵亮"),  # a row of a list
        ("王红 李明 张强 赵亮 陈云 孙伟", "以前把渠修好。"),
        (BEFORE, "陈亮（四川）"),  # somebody of a roll
        ("王红李明张强赵亮 陈云（四川）", "以前把渠修好"),
        (BEFORE, "王红\t李明"),
        (BEFORE, "王红  李明  张强修好。"),  # a table in plain text
        ("监督电话：河湾区召开会议，秋收", "投诉电话：各镇负责人。"),  # labels one under the other
        ("认真履职尽责 努力做好秋收各项", "河湾区召开会议"),  # headings in tiers
    ],
)
def test_a_line_that_begins_anew_is_not_joined(before: str, line: str) -> None:
    assert unwrapped(read(before, line)) == [before, line.strip(" ")]


def test_a_blank_line_parts_paragraphs_though_the_one_before_is_full() -> None:
    assert unwrapped(read(BEFORE, "", "以前把渠修好。")) == [BEFORE, "以前把渠修好。"]


def test_more_lines_than_two_without_a_mark_are_a_list() -> None:
    names = ["河湾区召开会议安排各镇秋收工作", "各镇负责人参加会议安排秋收工作", "渠修好了"]
    assert unwrapped(read(*names)) == names
    assert unwrapped(read(*names[:2])) == ["".join(names[:2])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"hint": Hint(fixed=True)}, {}),
        ({}, {"hint": Hint(fixed=True)}),
        ({}, {"hint": Hint(table=1)}),
        ({"verse": True}, {}),
        ({}, {"verse": True}),
        ({"jumps": True}, {}),
        ({}, {"continues": True}),
    ],
)
def test_what_a_line_is_known_to_be_keeps_it_apart(
    first: dict[str, object], second: dict[str, object]
) -> None:
    before, line = read(BEFORE, "以前把渠修好。")
    assert unwrapped([before, line]) == [f"{BEFORE}以前把渠修好。"]
    assert len(unwrapped([replace(before, **first), replace(line, **second)])) == 2


def test_a_paragraph_whose_last_line_jumps_to_another_page_is_over_here() -> None:
    first, second, third = read(*CUT[:3])
    lines = [first, replace(second, jumps=True), third]
    assert unwrapped(lines) == [CUT[0] + CUT[1], CUT[2]]


def test_a_paragraph_longer_than_any_grows_no_more() -> None:
    last, line = read(BEFORE, "以前把渠修好。")
    long = replace(last, text=Traced.new("渠" * 2985 + BEFORE))
    assert len(unwrap([*read(*["渠" * 15] * 202), line], FULL, ChangeLog())) == 2
    assert len(long.words) == 3000


def test_latin_words_keep_the_blank_that_the_cut_took() -> None:
    assert unwrapped(read("会上说，The harvest of rice", "was good.")) == [
        "会上说，The harvest of rice was good."
    ]
    assert unwrapped(read("会上说，The harvest of all har", "vests was good.")) == [
        "会上说，The harvest of all harvests was good."  # cut at the measure, within a word
    ]


def test_whoever_refuses_the_rule_has_a_blank_where_the_lines_met() -> None:
    log = ChangeLog(Decisions(rejected=frozenset({Rule.HARD_WRAP})))
    assert unwrapped(read(BEFORE, "以前把渠修好。"), log) == [f"{BEFORE} 以前把渠修好。"]


@pytest.mark.parametrize(
    ("gaps", "left"),
    [
        ([1] * 7, [0] * 7),  # pasted a line at a time
        ([2] * 7, [0] * 7),
        ([1, 1, 2, 1, 1, 1, 3], [0, 0, 1, 0, 0, 0, 2]),
        ([1] * 5, [1] * 5),  # so few blanks may mean something
        ([0, 1, 1, 0, 1, 1, 1], [0, 1, 1, 0, 1, 1, 1]),  # paragraphs
    ],
)
def test_blanks_between_all_lines_part_nothing(gaps: list[int], left: list[int]) -> None:
    lines = read("河湾区召开会议。")
    lines += [replace(lines[0], blanks=gap) for gap in gaps]
    assert [line.blanks for line in even_blanks(lines)] == [0, *left]


def test_rows_of_a_table_do_not_say_how_far_lines_stand_apart() -> None:
    row = read("王红\t李明")[0]
    lines = [*read("河湾区召开会议。"), *[replace(row, blanks=0)] * 7]
    lines += [replace(lines[0], blanks=1)] * 6
    assert [line.blanks for line in even_blanks(lines)] == [0] * 14


def test_the_tail_of_a_sentence_cut_at_the_measure_is_known() -> None:
    lines = read(*CUT, "各镇负责人", "参加。", "", "会议要求。", "    以前把渠修好。")
    assert [line.tail for line in mark_tails(lines, FULL)] == [False, True, True, True] + [
        False
    ] * 4
    assert not any(line.tail for line in mark_tails(lines, 0))


TAIL = "会议要求，各镇要扶持中小企"
HEAD = "业发展，做好服务。"


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (TAIL, HEAD),  # a word runs across
        ("会议要求，各镇要在12", "0天里把渠修好。"),  # a number
        ("会议要求，各镇要花12", "万元把渠修好。"),
        ("会议要求，各镇要学习（秋收", "办法）以后再修渠。"),  # a bracket
        ("会议要求，各镇要学习《秋收", "办法》以后再修渠。"),
        ("他说，“各镇要把渠修好", "再铺路。”大家都来。"),
        ("会议要求，各镇要把渠修好", "，把路铺平。"),  # no line begins with a mark
        ("会议要求，各镇要把渠修好，", "把路铺平，村里人都来。"),  # a comma
        ("会议要求，各镇要把渠修好，", "把路铺平。"),
    ],
)
def test_a_paragraph_cut_by_a_column_is_whole_again(before: str, line: str) -> None:
    assert mended("河湾区召开会议。", "", before, "", line) == ["河湾区召开会议。", before + line]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("会议要求，各镇要扶持中小企业。", HEAD),  # ends its sentence
        ("扶持中小企", "业发展，做好服务。"),  # too short to be cut
        (TAIL, "一、做好服务，发展。"),
        (TAIL, "图为做好服务（张三 摄）"),
        (TAIL, "本报讯（记者 王红）业发展，做好服务。"),
        (TAIL, "记者 王红"),
        (TAIL, "时间：业发展，做好服务。"),
        ("时间：会议要求，各镇要扶持中小企", HEAD),
        ("某政发，河湾区秋收办法〔2024〕8号", "文件，各镇要学习。"),
        ("会议要求，各镇要扶持（记者 王红）", "业发展，做好服务。"),
        ("一、要求，各镇扶持中小企", HEAD),  # a numbered heading
        ("王红\t李明，各镇要扶持中小企", HEAD),
        (TAIL, "业发展\t做好服务。"),
        ("会议要求，各镇要把渠修好再把路", "河湾区秋收"),  # a headline follows
        ("会议要求，各镇要把渠修好，", "河湾区秋收"),
        ("会议要求，各镇要把渠修好再把路", "河湾区秋收）安排"),  # nothing is open
        ("会议要求，各镇要把渠修好", "村里人，都来帮忙"),
    ],
)
def test_whole_paragraphs_stay_apart(before: str, line: str) -> None:
    told = mended("河湾区召开会议。", "", before, "", line)
    assert told == ["河湾区召开会议。", before, line]


@pytest.mark.parametrize("line", ["铺平，村里人都来。", "铺平了村里人都来。"])
def test_a_phrase_that_ends_at_the_measure_goes_on_behind_the_column(line: str) -> None:
    before = "会议要求，各镇要把渠修好再把路"
    assert mended("河湾区召开会议。", before, "", line, full=30)[1:] == [before + line]
    assert mended("河湾区召开会议。", before, "", "", "", line, full=30)[1:] == [before, line]
    assert mended("河湾区召开会议。", before, "", line, full=40)[1:] == [before, line]
    assert mended("河湾区召开会议。", before, "", "河湾区秋收", full=30)[1:] == [
        before,
        "河湾区秋收",
    ]
    assert mended("河湾区召开会议。", before, "", line)[1:] == [
        before,
        line,
    ]  # it may be a headline


def test_a_headline_is_not_joined_to_its_text() -> None:
    assert mended("河湾区：秋收工作", "", "做得好，各镇负责人都来参加。") == [
        "河湾区：秋收工作",
        "做得好，各镇负责人都来参加。",
    ]


def test_what_the_copy_begins_with_may_be_long_and_is_its_headline_still() -> None:
    before = "河湾区召开会议安排秋收工作，各镇负责人都来参加会议并且一起讨论把渠修好再把"
    line = "铺路的事办好，村里人都来。"
    assert mended(before, "", line) == [before, line]
    assert mended("河湾区召开会议。", "", before, "", line)[1:] == [before + line]


def test_a_picture_between_the_halves_does_not_part_them() -> None:
    caption = "图为修渠（张三 摄）"
    assert mended(TAIL, "", caption, "", HEAD) == [TAIL + HEAD, caption]
    assert mended(TAIL, "", caption, "", "图为铺路（张三 摄）", "", HEAD) == [
        TAIL + HEAD,
        caption,
        "图为铺路（张三 摄）",
    ]
    assert mended(TAIL, "", *[caption] * 5, "", HEAD) == [TAIL, *[caption] * 5, HEAD]
    assert mended("会议要求，把渠修好。", "", caption, "", HEAD) == [
        "会议要求，把渠修好。",
        caption,
        HEAD,
    ]


@pytest.mark.parametrize(
    ("first", "second", "blanks"),
    [
        ({}, {}, 7),
        ({"hint": Hint(level=2)}, {}, 1),
        ({}, {"hint": Hint(level=2)}, 1),
        ({}, {"hint": Hint(part=Part.HEADLINE)}, 1),
        ({"jumps": True}, {}, 1),
        ({}, {"continues": True}, 1),
    ],
)
def test_what_is_known_of_the_halves_keeps_them_apart(
    first: dict[str, object], second: dict[str, object], blanks: int
) -> None:
    before, line = read(TAIL, HEAD)
    halves = [replace(before, **first), replace(line, blanks=blanks, **second)]
    assert len(join_columns(halves, 0, ChangeLog())) == 2
    known = [before, replace(line, blanks=6, hint=Hint(part=Part.TEXT))]
    assert [each.words for each in join_columns(known, 0, ChangeLog())] == [TAIL + HEAD]


def test_a_line_that_begins_like_a_label_is_joined_where_it_stands_in_a_sentence() -> None:
    rows = (
        "从前这条大河的水浑得见不着底，",
        "东坡村的老人说：如今清得能看见",
        "鱼，孩子们也下河了。",
    )
    assert unwrapped(read(*rows)) == ["".join(rows)]


def test_labels_with_their_values_under_each_other_stay_lines() -> None:
    form = ("报名时间：周一至周五上午九点半，", "报名地点：东坡村文化站一楼大厅，", "联系人：林晓")
    assert unwrapped(read(*form)) == list(form)


def test_people_of_a_roll_are_joined_to_what_a_sentence_says_of_them() -> None:
    said = ("获奖的是李青山（青石镇） 王小川", "（柳林镇），大家都来祝贺。")
    assert unwrapped(read(*said)) == ["".join(said)]
    roll = ("李青山（青石镇） 王小川（柳林镇", "何静（东坡村） 林晓（石桥村）")
    assert unwrapped(read(*roll)) == list(roll)


def test_who_signs_behind_a_sentence_is_not_joined_to_the_next_paragraph() -> None:
    first = "清水镇在车站前新设三处充电座，居民出示证件就能用。"
    second = "镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户。"
    copy = f"车站新设充电座\n{first}记者 何平\n{second}\n"
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    assert [text.text for text in piece.paragraphs] == [first, second]
    assert [(each.name.text, each.role) for each in piece.authors] == [("何平", "记者")]
