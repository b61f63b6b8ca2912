"""Ordinary copy, as accounts, papers and offices send it: nothing of it is lost without a word."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from copydesk.work import Work

HEAD = "石桥镇的豆腐坊开门了"
FIRST = "腊月初八，石桥镇的豆腐坊一早就开了门，来买豆腐的人从巷口排到了井台边。"
SHORT = "豆子是自家地里收的。"
SECOND = "坊主贺老三说，今年他收了四千斤黄豆，够磨到正月十五，镇上谁家来都有份。"
THIRD = "镇上的老人说，一碗热豆腐下肚，这个冬天就不算冷，明年还要来排这个队。"
TEXTS = [FIRST, SHORT, SECOND, THIRD]


def read(copy: str, name: str = "copy.txt") -> Work:
    work = edit(read_copy(name, copy.encode()))
    assert not work.unaccounted()
    return work


def item(copy: str, name: str = "copy.txt") -> dict[str, Any]:
    [piece] = answer(read(copy, name))["pieces"]
    return dict(piece)


def signers(copy: str) -> list[str]:
    [piece] = read(copy).pieces
    return [author.name.text for author in piece.authors]


def account(style: str, text: str, shown: str = "") -> str:
    """The page of an account as a browser is sent it. shown: what stands in sight beside it."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{HEAD}</title></head><body>'
        f'<h1 class="rich_media_title">{HEAD}</h1><div><a>石桥发布</a></div>{shown}'
        f'<div class="inner"><div id="js_content" style="{style}">{text}</div></div>'
        "<div>继续滑动看下一个</div></body></html>"
    )


PARTED = "".join(
    f"<section><{tag}>{line}</{tag}></section>"
    for tag, line in [("p", FIRST), ("p", SHORT), ("b", "四千斤黄豆"), ("p", SECOND), ("p", THIRD)]
)


@pytest.mark.parametrize("style", ["visibility: hidden;", "visibility:hidden; opacity: 0;"])
def test_a_page_that_hides_its_text_until_a_script_shows_it_keeps_every_line(style: str) -> None:
    piece = item(account(style, PARTED + "<p>记者：贺兰　通讯员：石远</p>"), "page.html")
    assert piece["paragraphs"] == TEXTS
    assert piece["subheads"] == [{"text": "四千斤黄豆", "before": 2}]
    assert [each["name"] for each in piece["bylines"]] == ["贺兰", "石远"]


def test_what_is_hidden_within_such_a_text_stays_hidden() -> None:
    inside = f'{PARTED}<p style="display: none">看不见的一行</p>'
    assert item(account("visibility: hidden", inside), "page.html")["paragraphs"] == TEXTS


def test_a_box_that_a_page_hides_beside_its_text_is_not_read() -> None:
    box = f"<p>{SHORT}</p><p>请登录之后再发表您的评论，本平台会尽快审核您写下的每一句话。</p>"
    page = account("visibility: hidden", box, shown=f"<div>{PARTED}</div>")
    assert item(page, "page.html")["paragraphs"] == TEXTS
