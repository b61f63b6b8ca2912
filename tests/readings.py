"""Copy as a test reads it: its one piece, and what an editor sees of it."""

from __future__ import annotations

from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from copydesk.work import Work

FIRST = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
SECOND = "志愿者还检修排涝泵站五座，清理沟渠三公里，确保青石镇汛期安全。"


def work(text: str, name: str = "copy.txt") -> Work:
    return edit(read_copy(name, text.encode()))


def one(text: str, name: str = "copy.txt") -> Piece:
    [piece] = work(text, name).pieces
    return piece


def texts(piece: Piece) -> list[str]:
    return [text.text for text in piece.paragraphs]


def tiers(piece: Piece) -> tuple[str, str, str]:
    return piece.kicker.text, piece.headline.text, piece.deck.text


def html(body: str, title: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"
