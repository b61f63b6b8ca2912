"""The present layout as a dummy to edit: laid out by it, the pages come out as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.arrangement import Block, Layout, PageLayout
from press.housemade import FOLDER
from press.papers import Grid
from press.setting import Setting
from press.spans import text_of
from press.story import Story

_HEAD = """\
# {title}的版样：哪一篇排在哪里。column、line 从版心的左上角数起，width、height 是占几栏、几行。
# 改好再出报纸就照它排；删去一处，那一处由程序排；整版不再动的，写 locked: true。
"""
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_LEVEL = 2  # lines that columns may stay short where nothing is said


def dummy_text(
    layout: Layout, settings: Sequence[Setting], grid: Grid, paper: str, title: str
) -> str:
    """The YAML of a layout. settings: with the fillers' after the stories'.

    paper: its id; title: of the issue, 第29期.
    """
    lines = [_HEAD.format(title=title).rstrip("\n"), f"paper: {paper}"]
    lines += [f"columns: {grid.columns}", f"lines: {grid.lines}"]
    lines += [f"count: {len(layout.pages)}", "pages:"]
    for page in layout.pages:
        lines += _page(page, settings, grid)
    return "\n".join(lines) + "\n"


def _page(page: PageLayout, settings: Sequence[Setting], grid: Grid) -> Iterator[str]:
    yield f"  - page: {page.number}"
    if page.name:
        yield f"    name: {_quoted(page.name)}"
    if page.number == 1:
        yield f"    nameplate: {grid.nameplate}"
    yield f"    locked: {'true' if page.locked else 'false'}"
    yield "    places:" if page.blocks else "    places: []"
    for block in page.blocks:
        first, *rest = _place(block, settings[block.story])
        yield f"      - {first}"
        yield from (f"        {line}" for line in rest)


def _place(block: Block, setting: Setting) -> Iterator[str]:
    story = setting.story
    if block.poster is not None:
        yield f"filler: {story.source.rpartition('/')[2].removesuffix('.md')}"
        yield from _measures(block)
        if story.source.startswith(f"{FOLDER}/"):
            yield "says:"
            words = ("|".join(story.headline), *(text_of(one.spans) for one in story.passages))
            yield from (f"  - {_quoted(text)}" for text in words)
        return
    yield f"story: {story.id}  # {' '.join(story.title.split())}"
    if block.ear:
        yield "ear: true"
        yield f"width: {block.columns}"
    else:
        yield from _measures(block)
    if not block.jump_from:
        yield from _finish(block, story)
    if block.jump_to:
        yield f"to: {block.jump_to}"
    short = _short(block, setting)
    if short > _LEVEL:
        yield f"short: {short}"
    if block.spread:
        yield f"spread: {block.spread}"


def _short(block: Block, setting: Setting) -> int:
    """How many lines short a column stays at most, where it was allowed to."""
    if block.short <= _LEVEL or block.tables or block.notes:
        return block.short
    if block.inner is not None:
        return _short(block.alone(), setting.on(block.inner))
    aside = 1 if block.head and block.head.upright else 0
    room = dict.fromkeys(
        range(block.column + aside, block.column + block.columns), block.lines - block.head_lines
    )
    for place in block.pictures:
        for column in range(place.column, place.column + place.block.columns):
            room[column] -= place.lines
    lines = setting.spread(block.spread)
    for part in block.text:
        if part.column in room:  # not under an upright headline
            room[part.column] -= sum(line.height for line in lines[part.start : part.end])
    return max(room.values())


def _measures(block: Block) -> Iterator[str]:
    yield f"column: {block.column + 1}"
    yield f"line: {block.line + 1}"
    yield f"width: {block.columns}"
    yield f"height: {block.lines}"
    if block.inner is not None:
        yield f"columns: {block.inner.columns}"


def _finish(block: Block, story: Story) -> Iterator[str]:
    """What a story is given where it begins: head, box, photos."""
    upright = block.head is not None and block.head.upright
    if block.downwards:
        yield "upright: true"
    elif upright or story.wish.vertical or story.lying:
        yield f"vertical: {'true' if upright else 'false'}"
    if not upright and not block.downwards:
        yield f"head: {block.head_lines}"
    if story.head_size:
        yield f"head_size: {story.head_size:g}"
    if story.label:
        yield f"label: {_quoted(story.label)}"
    if story.frame not in {"", "line"}:  # a notice has its line without being asked
        yield f"box: {story.frame}"
    if block.pictures:
        yield "photos:"
    for place in block.pictures:
        shown = [picture.photo for row in place.block.rows for picture in row.pictures]
        file = f"file: {_named(shown[0].file.name)}, " if len(shown) == 1 else ""
        yield (
            f"  - {{{file}column: {place.column + 1}, line: {place.line + 1}, "
            f"width: {place.block.columns}, height: {place.lines}}}"
        )


def _named(file: str) -> str:
    return file if _PLAIN.fullmatch(file) else _quoted(file)


def _quoted(text: str) -> str:
    """A text of the paper as YAML takes it for nothing else."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
