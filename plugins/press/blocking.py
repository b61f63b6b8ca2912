"""A story in its shape, as a block at its place on a page."""

from __future__ import annotations

from dataclasses import replace

from press.arrangement import Block, NotesPlace, PicturePlace, TablePlace, TextPart
from press.packing import Leaf
from press.setting import Setting


def block_of(
    leaf: Leaf, column: int, line: int, columns: int, setting: Setting, number: int
) -> Block:
    """A leaf at its place on a page. number: of the page."""
    piece, shape, body = leaf.piece, leaf.shape, leaf.shape.body
    top, left = line + shape.head_lines, column + shape.aside
    wide = columns - shape.aside
    pictures = setting.pictures(body.picture_columns) if body.picture_columns else None
    tail = setting.tail(wide)
    notes = tail.notes if tail and body.mark is None else ()
    return Block(
        story=piece.story,
        column=column,
        line=line,
        columns=columns,
        lines=shape.lines - 1,
        head=shape.head,
        head_lines=shape.head_lines,
        text=tuple(moved(part, left, top) for part in body.parts),
        pictures=(
            PicturePlace(
                pictures, column + columns - body.picture_columns, top, body.picture_lines
            ),
        )
        if pictures
        else (),
        tables=tuple(
            TablePlace(beside.tables[at.table].cut(at.start, at.end), top + at.line, at.at)
            for at in body.tables
            if (beside := setting.tail(at.columns or wide))
        ),
        notes=NotesPlace(notes, top + body.notes) if notes else None,
        jump_from=piece.from_page,
        jump_to=number + 1 if body.mark else 0,
        spread=body.spread,
        short=body.short,
        downwards=body.downwards,
    )


def moved(part: TextPart, columns: int, lines: int) -> TextPart:
    """A part of a text that stands so many columns and lines further on."""
    return replace(part, column=part.column + columns, line=part.line + lines)
