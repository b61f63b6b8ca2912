"""Copy as a test reads it: its one piece, and what an editor sees of it."""

from __future__ import annotations

from typing import Any

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from copydesk.work import Work

FIRST = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
SECOND = "志愿者还检修排涝泵站五座，清理沟渠三公里，确保青石镇汛期安全。"

TITLE = "青石镇防汛宣传进村入户"

BRIDGE = "青石镇老桥换了新栏杆"
RAILED = "近日，青石镇给老桥换上新栏杆，沿河居民早晚散步放心多了，施工前后用了二十天。"
KEPT = "镇里说，旧栏杆拆下来以后送进博物馆，让孩子们看看祖辈怎样打铁、怎样过河。"
STEPPED = "下一步，镇里还要修整桥头的石阶，方便推车的人上下，年底以前全部完工。"
"""Another story: its headline and three paragraphs."""


def work(text: str, name: str = "copy.txt") -> Work:
    return edit(read_copy(name, text.encode()))


def one(text: str, name: str = "copy.txt") -> Piece:
    [piece] = work(text, name).pieces
    return piece


def answered(text: str, name: str = "a.txt") -> dict[str, Any]:
    """The one piece of a copy, as the desk answers; nothing of the copy is unaccounted for."""
    read = work(text, name)
    assert not read.unaccounted()
    [piece] = answer(read)["pieces"]
    return dict(piece)


def texts(piece: Piece) -> list[str]:
    return [text.text for text in piece.paragraphs]


def tiers(piece: Piece) -> tuple[str, str, str]:
    return piece.kicker.text, piece.headline.text, piece.deck.text


def html(body: str, title: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"
