"""A form of Word that holds a story gives the story, and nothing that the form asks besides."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

TEXT = (
    "本报讯 走进青石镇番茄基地，一串串红彤彤的小番茄挂满枝头，工人们正忙着采摘、分拣、装箱。",
    "“一亩地能收六千斤，卖三万元。”基地负责人费正说。",
    "目前，全镇发展番茄一千二百亩，带动农户三百家，人均增收四千元。",
)


def form(*rows: tuple[str, ...], title: str = "", text: tuple[str, ...] = TEXT) -> dict[str, Any]:
    made = docx.Document()
    if title:
        made.add_paragraph(title)
    width = max(len(row) for row in rows)
    table = made.add_table(rows=len(rows), cols=width)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = table.cell(at, column)
            if column == len(row) - 1 and column < width - 1:
                cell = cell.merge(table.cell(at, width - 1))
            first, *others = text if words == "…" else (words,)
            cell.paragraphs[0].text = first
            for each in others:
                cell.add_paragraph(each)
    out = io.BytesIO()
    made.save(out)
    work = edit(read_copy("form.docx", out.getvalue()))
    assert not work.unaccounted()
    (piece,) = answer(work)["pieces"]
    return dict(piece)


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("标  题", "小番茄串起大产业"),
            ("作 者", "记者 罗晓雨", "字数", "860"),
            ("…",),
            ("审核", "同意"),
        ),
        (("稿件标题：", "小番茄串起大产业"), ("作者：", "记者 罗晓雨"), ("正文：", "…")),
        (("题目", "小番茄串起大产业", "编号", "14"), ("署名", "记者 罗晓雨"), ("内容",), ("…",)),
    ],
)
def test_a_form_gives_its_story(rows: tuple[tuple[str, ...], ...]) -> None:
    piece = form(*rows, title="松溪日报社稿签")
    assert (piece["kicker"], piece["headline"]) == (None, "小番茄串起大产业")
    assert piece["dateline"] == "本报讯"
    assert piece["bylines"] == [{"name": "罗晓雨", "role": "记者"}]
    assert piece["paragraphs"] == [TEXT[0].removeprefix("本报讯 "), *TEXT[1:]]
    assert piece["table"] is None


def test_a_table_of_facts_is_no_form() -> None:
    rows = (("项目", "标题", "数量"), ("一", "番茄", "1200"), ("二", "黄瓜", "800"))
    assert form(*rows, title="种植表")["table"] == [list(row) for row in rows]
