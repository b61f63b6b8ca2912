"""A piece's text as Markdown that reads back as the very same text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.fields.bylines import Author
from copydesk.piece import Piece, PlacedTable

_TWICE = re.compile("~~|==")  # what some kinds of Markdown strike out or mark
_SPECIAL = re.compile(r"([\\`*_\[\]|])")
_LIST = re.compile(r"^(\d+)([.)])(?=\s)")
_LEAD = re.compile(r"^([#>+~=:-])")


def literal(text: str) -> str:
    """A text in which no `-{…}-` is a mark of the house: what outside copy has is printed as it is.

    The mark `-{-}-` prints a hyphen as it is, and what follows it opens no mark (`hanzi.marks`).
    """
    return text.replace("-{", "-{-}-{")


def escaped(text: str) -> str:
    """A paragraph with every character that Markdown, HTML or the house would take for its own."""
    text = literal(text).replace("&", "&amp;").replace("<", "&lt;")
    text = _SPECIAL.sub(r"\\\1", text)
    text = _LIST.sub(r"\1\\\2", text)
    text = _TWICE.sub(lambda match: _entity(match.group()[0]) * 2, text)
    if _LEAD.match(text):
        text = (f"\\{text[0]}" if text[0] in "#>+-" else _entity(text[0])) + text[1:]
    return text


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def heading(text: str, level: int) -> str:
    """A sub-head of a level; a number sign at its end is no mark of the heading."""
    return f"{'#' * level} " + re.sub(r"#(?=#*\s*$)", r"\\#", escaped(text))


def body_of(
    piece: Piece,
    *,
    left_out: frozenset[int] = frozenset(),
    loose: Sequence[str] = (),
    table: bool = True,
) -> str:
    """The body of a piece. left_out: indices of paragraphs that the front matter tells.

    loose: paragraphs, escaped, of captions without pictures. table: whether its first table stands
    in the body, too, in its place.
    """
    blocks: list[str] = []
    tables = piece.tables if table else piece.tables[1:]
    for at, paragraph in enumerate(piece.paragraphs):
        blocks += _between(piece, tables, at)
        if at not in left_out:
            blocks.append(escaped(paragraph.text))
    blocks += loose
    blocks += _between(piece, tables, len(piece.paragraphs))
    return "\n\n".join(blocks)


def _between(piece: Piece, tables: Sequence[PlacedTable], at: int) -> Iterator[str]:
    """The sub-heads and tables that stand before a paragraph, in order; all left at the end."""
    last = at >= len(piece.paragraphs)
    due = [each for each in tables if each.before == at or (last and each.before > at)]
    for count, subhead in enumerate(piece.subheads):
        if subhead.before == at or (last and subhead.before > at):
            while due and due[0].heads <= count:
                yield rows_of(due.pop(0))
            yield heading(subhead.text.text, 2)
    yield from map(rows_of, due)


def briefs_of(piece: Piece) -> str:
    """The body of several briefs: parted by `---`, each signed in brackets."""
    parts: list[str] = []
    block: list[str] = []
    for at, paragraph in enumerate(piece.paragraphs):
        block += [heading(s.text.text, 3) for s in piece.subheads if s.before == at]
        signers = [
            author for author, place in zip(piece.authors, piece.signed, strict=True) if place == at
        ]
        block.append(escaped(paragraph.text) + (f"（{signature(signers)}）" if signers else ""))
        if at in piece.cuts or any(s.before == at + 1 for s in piece.subheads):
            parts.append("\n\n".join(block))
            block = []
    if block:
        parts.append("\n\n".join(block))
    return "\n\n---\n\n".join(parts)


def signature(authors: Sequence[Author]) -> str:
    """Names as a paper prints them: 记者 许文静 通讯员 马骏, 徐海玲 赵永亮 摄影报道."""
    words: list[str] = []
    last = ""
    for author in authors:
        if author.role and author.role != last:
            words.append(author.role)
        words.append(author.name.text)
        last = author.role
    return " ".join(words)


def rows_of(table: PlacedTable) -> str:
    """A table."""
    rows = [[escaped(cell.text) or " " for cell in row] for row in table.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
