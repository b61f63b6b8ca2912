"""Lines that would run together are asked about; wrapped prose is not."""

from __future__ import annotations

import pytest

from bodies import html_of, read, warnings_of

ASKED = "这几行连成了一段"
PROSE = (
    "区里今天召开全区工作会议，研究部署冬季安全生产工作，要求各镇各街道在月底以前把辖区内的"
    "老旧小区、学校食堂和建筑工地全部检查一遍，查出的问题列成清单，逐件销号，并且向居民公布结果。"
) * 3


@pytest.mark.parametrize(
    "text",
    [
        *("收件人：张三\n地址：幸福路1号\n电话：12345678", "白菜 1.2元\n土豆 2.5元"),
        *("问：什么时候停水？\n答：明天。", "记者：您好。\n李老师：您好。"),
        *("床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。", "8:30 开幕\n9:00 致辞"),
        *("第一条 总则\n第二条 分则", "A.甲\nB.乙", "-甲\n-乙", "> 床前明月光，\n> 疑是地上霜。"),
        f"各位居民：\n{PROSE[:60]}\n物业公司\n10月8日",
        "山重水复疑无路，\n柳暗花明又一村。",
        f"问：{PROSE[:70]}\n答：{PROSE[5:75]}",
        f"{PROSE[:40]}。\n{PROSE[50:80]}。",
    ],
)
def test_lines_that_may_be_meant_to_stand_alone_are_asked_about(text: str) -> None:
    ((line, what),) = warnings_of(text)
    assert line > 1
    assert what.startswith(ASKED)


@pytest.mark.parametrize("marks", [("-", "-"), ("1.", "2.")])
def test_what_stands_below_an_entry_is_not_joined_to_it(marks: tuple[str, str]) -> None:
    first, second = marks
    below = f"\n    {first} 地点：礼堂\n    {second} 人员：全体"
    assert warnings_of(f"- 时间：八点{below}") == []
    assert warnings_of("- 时间：八点\n地点：礼堂") != []


@pytest.mark.parametrize("measure", [15, 20, 28, 36, 40])
def test_wrapped_prose_is_silent(measure: int) -> None:
    lines = [PROSE[at : at + measure] for at in range(0, len(PROSE), measure)]
    assert html_of("\n".join(lines)) == f"<p>{PROSE}</p>"


def test_wrapped_english_is_silent() -> None:
    text = (
        "The district opened its garden to the public on Tuesday and people\n"
        "came from all parts of the town to see the chrysanthemums which\n"
        "will be shown until November."
    )
    assert html_of(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "text", ["问：甲？  \n答：乙。", "问：甲？\\\n答：乙。", "问：甲？\n\n答：乙。"]
)
def test_the_cures_are_cures(text: str) -> None:
    assert list(read(text)[1]) == []


def test_the_line_is_found_behind_marks() -> None:
    ((line, _),) = warnings_of("开会。\n\n**问**：什么时候停水？\n**答**：明天早上八点。")
    assert line == 4


def test_a_line_that_gives_itself_away_is_told_alone() -> None:
    assert warnings_of("甲\n——乙") == [(2, "这一行和上一行连成了一段：——乙")]
