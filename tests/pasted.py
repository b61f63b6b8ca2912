"""Copy as it is pasted from a page, read by the desk, for tests of what stands round a text."""

from __future__ import annotations

from copydesk.desk import Work, edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy

HEAD = "青石镇：防汛宣传走进千家万户"
FLOOD = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
MORE = "志愿者还帮助独居老人检查屋顶和排水沟，镇里的应急小分队全天待命，值守电话随时有人接听。"


def read(raw: str) -> Work:
    """What the desk makes of a text."""
    return edit(read_copy("copy.txt", raw.encode()))


def only(raw: str) -> Piece:
    """The one piece in it."""
    (piece,) = read(raw).pieces
    return piece


def words(piece: Piece) -> str:
    """All words of a piece."""
    return "".join(text.text for text in piece.texts())
