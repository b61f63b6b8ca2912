"""Laws of the desk, for any copy at all: no Han character is lost, nothing is decided by chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk.answer import answer
from copydesk.changes import Decisions
from copydesk.codes import CopyRefusedError
from copydesk.desk import edit
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy
from copydesk.traced import Edit, Traced
from shares import examples

SNIPPETS = [
    *(
        "河湾区召开会议,安排秋收工作。",
        "本报讯（记者 许文静）",
        "(王振华)",
        "一、抓好秋收",
        "柳林镇三条村道通车",
    ),
    *(
        "责任编辑：王晓",
        "来源：河湾网",
        "相关阅读",
        "网友评论",
        "版权所有 河湾网",
        "姓名\t时间\t地点",
        "王敏\t9月1日\t村委会",
    ),
    *(
        "▲图为会场。 刘昆 摄",
        "（下转第二版）",
        "（上接第一版）",
        "第2版 要闻",
        "发件人：王晓",
        "此致",
        "敬礼",
        "> 你好",
        "-- ",
    ),
    *(
        "調(diào)動(dòng)積(jī)極",
        "? ? ? ?根据安排",
        "⼈⺠",
        "１２：３０",
        "稻子低下头",
        "日期    时间    地点",
        "——河湾纪实",
    ),
    *(
        "【报纸稿件】",
        "标题：秋收",
        "正文：",
        "小标题：一",
        "署名：王敏（记者）",
        "合计\t3\t5",
        "●简讯一则。（刘洋）",
        "<b>",
        "　　",
    ),
]
LINES = st.lists(
    st.one_of(
        st.sampled_from(SNIPPETS),
        st.text(
            st.sampled_from("河湾区会议王敏，。,.:：()（）“”? \t1290年月日-—·•|>"), max_size=40
        ),
        st.text(max_size=12),
        st.just(""),
    ),
    max_size=25,
)
RULES = st.frozensets(st.sampled_from(list(Rule)), max_size=6)


@example(["【报纸稿件】", "标题：秋收", "标题：秋种"], "\n", frozenset(), frozenset())
@settings(max_examples=examples(250), deadline=None)
@given(lines=LINES, glue=st.sampled_from(["\n", "\r\n", "\n\n"]), rejected=RULES, accepted=RULES)
def test_every_han_character_is_in_an_item_or_under_a_rule(
    lines: list[str], glue: str, rejected: frozenset[Rule], accepted: frozenset[Rule]
) -> None:
    data = glue.join(lines).encode("utf-8", "ignore")
    try:
        sheet = read_copy("copy.txt", data)
    except CopyRefusedError:
        return
    work = edit(sheet, Decisions(accepted, rejected))
    lost = "".join(sheet.text[place] for place in work.unaccounted())
    assert lost == ""
    assert not any(
        change.rule in rejected and change.before.strip() and change.after
        for change in work.changes
    )
    assert answer(work) == answer(edit(sheet, Decisions(accepted, rejected)))


@pytest.mark.share(3)
@pytest.mark.parametrize(
    "path",
    sorted((Path(__file__).parent / "copydesk" / "raw").iterdir()),
    ids=lambda path: path.name,
)
def test_each_rule_can_be_rejected_and_no_word_is_lost(path: Path) -> None:
    sheet = read_copy(path.name, path.read_bytes())
    for rule in sorted({change.rule for change in edit(sheet).changes}):
        work = edit(sheet, Decisions(frozenset(), frozenset({rule})))
        assert not work.unaccounted(), rule
        assert not [change for change in work.changes if change.rule is rule and change.after]


@settings(max_examples=examples(120), deadline=None)
@given(
    lines=LINES,
    tags=st.lists(
        st.sampled_from(["p", "div", "h1", "h2", "td", "li", "nav", "br", "b"]),
        min_size=1,
        max_size=8,
    ),
)
def test_a_page_loses_no_han_character_either(lines: list[str], tags: list[str]) -> None:
    body = "".join(f"<{tags[at % len(tags)]}>{line}" for at, line in enumerate(lines))
    try:
        sheet = read_copy(
            "page.html", f"<html><body>{body}</body></html>".encode("utf-8", "ignore")
        )
    except CopyRefusedError:
        return
    assert not edit(sheet).unaccounted()


@settings(max_examples=examples(150), deadline=None)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["a.txt", "a.html", "a.eml", "a.csv", "a.docx", "a.xlsx"]),
)
def test_any_bytes_end_in_pieces_or_in_a_problem(data: bytes, name: str) -> None:
    try:
        edit(read_copy(name, data))
        told = True
    except CopyRefusedError as error:
        told = bool(error.problem.what and error.problem.cure)
    assert told


@settings(deadline=None)
@given(
    text=st.text(st.sampled_from("河湾区,。() "), max_size=30),
    cuts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("，x", max_size=3))),
)
def test_edits_keep_text_and_origins_together(text: str, cuts: list[tuple[int, int, str]]) -> None:
    traced = Traced.at(text, 7)
    edits: list[Edit] = []
    place = 0
    for wanted, length, after in sorted(cuts):
        start = max(wanted, place)
        end = min(start + length, len(text))
        if start > len(text) or start > end:
            continue
        edits.append(Edit(start, end, after))
        place = end
    after_all = traced.edited(edits)
    assert len(after_all.text) == len(after_all.origin)
    untouched = {at for at in range(len(text)) if not any(e.start <= at < e.end for e in edits)}
    assert {at - 7 for at in after_all.places()} >= untouched


def test_overlapping_edits_are_a_programmers_error() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Traced.at("河湾区", 0).edited([Edit(0, 2), Edit(1, 3)])
