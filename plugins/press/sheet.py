"""From a layout to the sheet that Typst draws: every line at its place, all of it data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from press.arrangement import (
    CONTINUED_LINES,
    Block,
    Layout,
    NotesPlace,
    PageLayout,
    TablePlace,
    opening_of,
)
from press.columnlines import Line
from press.downtype import tops
from press.downwards import Downwards
from press.fitting import is_letter
from press.frames import Data, line_data
from press.furniture import Furniture, folio, imprint, nameplate
from press.heads import Row, continued_rows
from press.onward import said_pages
from press.papers import Grid
from press.photoframes import photo_group, photo_in_text
from press.posterframes import poster_frames
from press.rules import rules
from press.setting import (
    NOTE_SIZE,
    PULL_SIZE,
    Setting,
)
from press.sorts import clusters
from press.story import Role, Story
from press.tables import SetTable
from press.tallheads import SMALL_STEP, upright_step
from press.words import Phrases

_BOX_BLEED = 5.0  # points by which a tinted box stands out on either side of its columns
_FRAME_AIR = 4.0  # points between a frame and the type in it, above and below
_TINT_AIR, _TINT_FOOT = 1.0, 3.0  # of a tint; a frame at the top of a page has as little above
_LABEL_SIZE = 1.2  # of the body: the name of a column that comes back
_TABLE_AIR = 0.4  # of the line that a table has for the air above and below it


def sheet(
    layout: Layout,
    settings: Sequence[Setting],
    grid: Grid,
    furniture: Furniture,
    phrases: Phrases,
    pictures: dict[str, str],
) -> list[Data]:
    """The pages as Typst takes them. pictures: file of a photo by the photo's digest."""
    return [
        _page(page, len(layout.pages), settings, grid, furniture, phrases, pictures)
        for page in layout.pages
    ]


def _page(
    page: PageLayout,
    count: int,
    settings: Sequence[Setting],
    grid: Grid,
    furniture: Furniture,
    phrases: Phrases,
    pictures: dict[str, str],
) -> Data:
    frames: list[Data] = []
    if page.number == 1:
        ears = [block for block in page.blocks if block.ear]
        wide = min((block.column for block in ears), default=grid.columns)
        pages = phrases.pages.format(count)
        frames.append(nameplate(grid, furniture, wide, pages, pictures))
    else:
        frames.append(folio(page, settings, grid, furniture, phrases))
    for block in page.blocks:
        frames += _block(block, settings[block.story], grid, phrases, pictures)
    frames += rules(page, settings, grid)
    if page.number == count and furniture.imprint:
        frames.append(imprint(grid, furniture.imprint))
    return {"number": page.number, "frames": frames}


def _block(
    block: Block,
    setting: Setting,
    grid: Grid,
    phrases: Phrases,
    pictures: dict[str, str],
) -> Iterator[Data]:
    story = setting.story
    if block.inner is not None:
        off = grid.x(block.column)
        own = _block(block.alone(), setting.on(block.inner), block.inner, phrases, pictures)
        yield from (frame | {"x": frame["x"] + off} for frame in own)
        return
    x, y = grid.x(block.column), grid.y(block.line)
    width, height = grid.span(block.columns), grid.depth(block.lines)
    if block.poster:
        yield from poster_frames(block.poster, story, (x, y, width, height), pictures)
        return
    if story.ground:
        tint = story.ground == "tint"
        above = _TINT_AIR if tint or block.line == 0 else _FRAME_AIR  # under the running head
        yield {
            "kind": "box",
            "style": story.ground,
            "x": x - _BOX_BLEED,
            "y": y - above,
            "width": width + 2 * _BOX_BLEED,
            "height": height + above + (_TINT_FOOT if tint else _FRAME_AIR),
        }
    if block.downwards:
        yield _downwards(block.downwards, story, x, y, width)
        return
    if block.head:
        yield from _head(block, setting, grid)
    elif block.jump_from:
        said = phrases.jump_from.format(block.jump_from) + story.title
        rows, size = continued_rows(said, width, grid, setting.ruler)
        yield {
            "kind": "continued",
            "x": x,
            "y": y + grid.pitch * (block.head_lines - CONTINUED_LINES),
            "width": width,
            "size": size,
            "rows": rows,
            "url": story.url,
            "height": grid.depth(CONTINUED_LINES),
        }
    yield from _matter(block, setting, grid, pictures)
    if block.jump_to:
        column, line = block.foot or (
            block.column + block.columns - 1,
            block.line + block.lines - 1,
        )
        yield {
            "kind": "jump",
            "x": grid.x(column),
            "y": grid.y(line),
            "width": grid.column,
            "size": grid.size,
            "text": phrases.jump_to.format(said_pages(block)),
        }


def _downwards(made: Downwards, story: Story, x: float, y: float, width: float) -> Data:
    """A poem in its box. parts: the characters of a sort that stand one below the other."""
    return {
        "kind": "downwards",
        "x": x,
        "y": y,
        "width": width,
        "url": story.url,
        "rows": [
            {
                "x": row.x,
                "width": row.width,
                "size": row.size,
                "heads": row.heads,
                "cells": [
                    {
                        "parts": clusters(cell.text) if cell.reading else [cell.text],
                        "f": cell.face.value,
                        "y": cell.y,
                        "long": cell.long,
                        "turned": cell.turned,
                        "reading": cell.reading,
                        "lies": cell.reading.isascii() or any(map(is_letter, cell.reading)),
                    }
                    for cell in row.cells
                ],
            }
            for row in made.rows
        ],
    }


def _matter(block: Block, setting: Setting, grid: Grid, pictures: dict[str, str]) -> Iterator[Data]:
    """Text, tables, pictures and notes under a head, in the order in which they are read."""
    aside = 1 if block.head and block.head.upright else 0
    left = block.column + aside
    x, width = grid.x(left), grid.span(block.columns - aside)
    lines, title = setting.spread(block.spread), setting.story.title
    if block.head and block.head.opening:
        opening = opening_of(block, block.head, setting)
        yield from _notes(opening, x, width, grid)
    tables = list(block.tables)
    for part in block.text:
        while tables and tables[0].at <= part.start:
            place = tables.pop(0)
            yield from _table(place, grid.x(left + place.column), grid, title)
        told = lines[part.start : part.end]
        yield from column_frames(told, part.column, part.line, grid, pictures)
    for shown in block.pictures:
        yield from photo_group(shown, grid, pictures)
    for place in tables:
        yield from _table(place, grid.x(left + place.column), grid, title)
    if block.notes:
        yield from _notes(block.notes, x, width, grid)


def _down(row: Row, step: float) -> list[Data]:
    return [
        {"text": cell.text, "y": y * row.size, "long": cell.long * row.size, "turned": cell.turned}
        for cell, y in zip(row.cells, tops(row.cells, step), strict=True)
        if cell.text.strip()
    ]


def _head(block: Block, setting: Setting, grid: Grid) -> Iterator[Data]:
    head = block.head
    if head is None or not head.headline:
        return
    if head.upright:
        ends = min((each.line - 1 for each in block.text if each.column == block.column), default=0)
        step = upright_step(head, grid.depth(ends - block.line if ends else block.lines))
        yield {
            "kind": "upright",
            "x": grid.x(block.column),
            "y": grid.y(block.line),
            "width": grid.column,
            "size": head.size,
            "small": head.kicker[0].size if head.kicker else head.deck[0].size if head.deck else 0,
            "kicker": [_down(row, SMALL_STEP) for row in head.kicker],
            "lines": [_down(row, step) for row in head.headline],
            "deck": [_down(row, SMALL_STEP) for row in head.deck],
            "title": setting.story.title,
            "url": setting.story.url,
        }
        return
    shift = grid.pitch * (block.head_lines - head.lines) / 2
    story = setting.story
    if head.label:
        yield {
            "kind": "label",
            "x": grid.x(block.column),
            "y": grid.y(block.line),
            "width": grid.span(block.columns),
            "height": head.label,
            "size": grid.size * _LABEL_SIZE,
            "text": story.label,
        }

    def rows(given: Sequence[Row]) -> list[Data]:
        return [{"text": row.text, "y": row.y + shift, "size": row.size} for row in given]

    yield {
        "kind": "head",
        "x": grid.x(block.column),
        "y": grid.y(block.line),
        "width": grid.span(block.columns),
        "centred": head.centred,
        "boxed": story.boxed,
        "kicker": rows(head.kicker),
        "headline": rows(head.headline),
        "deck": rows(head.deck),
        "title": story.title,
        "url": story.url,
        "strip": [
            {
                "x": cell.x,
                "y": cell.y + shift,
                "width": cell.width,
                "value": cell.figure.value,
                "unit": cell.figure.unit,
                "label": cell.figure.label,
            }
            for cell in head.strip
        ],
        "strip_height": grid.depth(3),
        "size": grid.size,
    }


def column_frames(
    lines: Sequence[Line],
    column: int,
    line: int,
    grid: Grid,
    pictures: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Data]:
    """The passages of one column, each at its own height. pictures: as of `sheet`."""
    at, top = 0, line
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].passage == lines[at].passage:
            end += 1
        x, y = grid.x(column), grid.y(top)
        shown = lines[at].picture
        if shown is not None:
            yield photo_in_text(lines[at], shown, x, y, grid, pictures)
        else:
            yield _passage(lines[at:end], x, y, grid.column, grid)
        top += sum(each.height for each in lines[at:end])
        at = end


def _passage(lines: Sequence[Line], x: float, y: float, width: float, grid: Grid) -> Data:
    first = lines[0]
    rows = [row for line in lines for row in line.rows]
    size = grid.size * {Role.NOTE: NOTE_SIZE, Role.PULL: PULL_SIZE}.get(first.role, 1.0)
    return {
        "kind": "passage",
        "role": first.role.value,
        "x": x,
        "y": y + grid.pitch * _above(lines),
        "width": width,
        "height": grid.depth(sum(line.height for line in lines)),
        "size": size,
        "pitch": grid.pitch if first.role is not Role.PULL else size * 1.25,
        "indent": first.indent,
        "closes": lines[-1].last or rows[-1][-1].turn,
        "lines": [line_data(row) for row in rows],
    }


def _above(lines: Sequence[Line]) -> float:
    """The room above a sub-head that has more lines than rows, lines of the grid."""
    if lines[0].role is not Role.SUBHEAD:
        return 0.0
    return sum(line.height - len(line.rows) for line in lines) / 2


def _notes(place: NotesPlace, x: float, width: float, grid: Grid) -> Iterator[Data]:
    at, top = 0, place.line
    notes = place.notes
    while at < len(notes):
        end = at + 1
        while end < len(notes) and notes[end].passage == notes[at].passage:
            end += 1
        yield _passage(notes[at:end], x, grid.y(top), width, grid)
        top += end - at
        at = end


def _table(place: TablePlace, x: float, grid: Grid, title: str) -> Iterator[Data]:
    table = place.table
    panel = sum(table.widths) + grid.gutter
    for number, (start, end) in enumerate(table.shares()):
        yield {
            "kind": "table",
            "x": x + number * panel,
            "y": grid.y(place.line) + _TABLE_AIR * grid.pitch,
            "widths": list(table.widths),
            "size": grid.size * table.size,
            "pitch": grid.pitch,
            "title": title,
            "head": _head_cells(table),
            "head_heights": [height * grid.pitch for height in table.head_heights],
            "rows": [
                [[line_data(line) for line in cell] for cell in row]
                for row in table.rows[start:end]
            ],
            "heights": [height * grid.pitch for height in table.heights[start:end]],
        }


def _head_cells(table: SetTable) -> list[list[Data]]:
    return [
        [
            {"across": cell.across, "down": cell.down, "lines": [line_data(line) for line in lines]}
            for cell, lines in zip(row, rows, strict=True)
        ]
        for row, rows in zip(table.copy.head, table.head, strict=True)
    ]
