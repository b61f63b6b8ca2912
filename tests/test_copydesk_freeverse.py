"""Free verse: a title, perhaps a poet, and ragged lines that must never be joined or divided."""

from __future__ import annotations

import pytest

from copydesk.blocks.freeverse import mark_free
from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sheet import Line
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced

LINES = (
    "夜里的风把门推开了一条缝",
    "我听见水",
    "在石头下面慢慢地说话",
    "你说那是去年的雨",
    "一直没有走远",
    "它们在墙根底下",
    "把自己又数了一遍",
    "然后睡着",
)
STANZAS = "\n".join(LINES[:4]) + "\n\n" + "\n".join(LINES[4:])


def read(raw: str) -> tuple[Piece, ...]:
    return edit(read_copy("copy.txt", raw.encode())).pieces


POEMS = [
    pytest.param(f"老井\n\n{STANZAS}\n", "老井", [], id="title"),
    pytest.param(f"井\n\n{STANZAS}\n", "井", [], id="title of one character"),
    pytest.param(f"老井\n阿木\n\n{STANZAS}\n", "老井", ["阿木"], id="pen name"),
    pytest.param(f"老井\n\n{STANZAS}\n\n（作者：罗晓雨）\n", "老井", ["罗晓雨"], id="signed"),
    pytest.param(f"同类\n\n{STANZAS}\n", "同类", [], id="title that lists of links have"),
]


@pytest.mark.parametrize(("raw", "headline", "names"), POEMS)
def test_a_poem_is_one_piece_of_lines_under_its_title(
    raw: str, headline: str, names: list[str]
) -> None:
    [piece] = read(raw)
    assert piece.headline.text == headline
    assert [each.name.text for each in piece.authors] == names
    assert [text.text for text in piece.paragraphs] == list(LINES)
    assert piece.verse == frozenset(range(len(LINES)))


def test_two_poems_each_with_its_poet_are_two_pieces() -> None:
    second = "\n".join(reversed(LINES))
    raw = f"老井\n罗晓雨\n\n{STANZAS}\n\n\n\n旧桥\n费正\n\n{second}\n"
    first, other = read(raw)
    assert (first.headline.text, other.headline.text) == ("老井", "旧桥")
    assert len(first.paragraphs) == len(other.paragraphs) == len(LINES)


def test_prose_that_a_narrow_column_cut_is_joined() -> None:
    words = (
        "村口的老井用了一百多年，井沿上的石头已经磨得发亮。每天清早，挑水的人在这里排队，"
        "一边等一边说话。后来家家通了自来水，井就没有人用了。去年秋天，村里把它修好，"
        "又在旁边种了一棵槐树，老人们还是愿意到这里来坐一坐。"
    )
    cut = "\n".join(words[at : at + 17] for at in range(0, len(words), 17))
    [piece] = read(f"一口老井的故事\n{cut}\n")
    assert [text.text for text in piece.paragraphs] == [words]
    assert not piece.verse


NO_VERSE = [
    pytest.param(
        "参加活动的单位\n青石镇文化站\n柳湾镇中心小学教育集团\n河东街道办事处\n石泉镇第二初级中学\n"
        "城西街道幼儿园\n松溪区图书馆少年儿童分馆\n农技推广站\n区文学艺术界联合会\n",
        id="list",
    ),
    pytest.param(
        "听老站长说水\n问：那口井是哪一年修的？\n答：我来的时候就有了。\n问：现在还有谁在用它？\n"
        "答：全村的人都还在用它浇菜。\n问：以后呢？\n答：都用自来水了，也不会填。\n问：还会修吗？\n",
        id="interview",
    ),
    pytest.param(
        "我的一天\n6:30 起床\n7:10 我去上学\n12:00 回家吃的饭\n14:20 和同学打球\n18:00 看书\n"
        "20:30 写完了作业\n21:30 睡觉\n",
        id="hours",
    ),
]


@pytest.mark.parametrize("raw", NO_VERSE)
def test_short_lines_that_speak_no_verse_are_none(raw: str) -> None:
    words = [each for each in raw.split("\n") if each]
    lines = [Line(Traced.at(each, 0), at) for at, each in enumerate(words, 1)]
    assert not any(line.verse for line in mark_free(lines))


def test_a_poem_alone_is_known_by_its_lines() -> None:
    lines = [Line(Traced.at(each, 0), at) for at, each in enumerate(("老井", *LINES), 1)]
    assert [line.verse for line in mark_free(lines)] == [False, *(True for _ in LINES)]
