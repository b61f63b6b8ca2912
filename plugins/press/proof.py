"""The proof: the printed PDF read back, letter by letter, and held against the copy.

It trusts nothing that the layout believes of itself: what it knows comes out of the file, by way of
a reader that is not Typst's. Every character of every story must be there once; every one must
stand in its story's block; no two may stand on one another.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.problems import Severity
from press.arrangement import Block, Layout, PageLayout
from press.codes import Finding, PressCode
from press.differences import context, named, place_of_gap
from press.heads import continued_rows
from press.onward import said_pages
from press.overhead import is_reading, of_its_word
from press.papers import Grid
from press.readback import Box, Letter, ReadPage, folded, texts_of, visible
from press.setting import Setting
from press.sorts import TWINS
from press.spans import Span, said_of, text_of
from press.standing import PageProof
from press.story import Story
from press.words import Phrases

_SLACK = 1.5  # points a glyph may lean out of its block
_BOX_SLACK = 7.0  # of a tinted box, which stands out into the gutters
_STRUCK = 0.5  # of the smaller letter's box: covered more than this, it is printed over
_MEND = (
    "把圈出的那几个字换个写法（标题、过长的字串改短），再出一次；这是排版程序的差错，请告知维护者"
)


def proof(
    pages: Sequence[ReadPage],
    layout: Layout,
    settings: Sequence[Setting],
    grid: Grid,
    phrases: Phrases,
) -> list[Finding]:
    """What is wrong with a printed issue; nothing, as a rule. pages: as they are read back."""
    findings: list[Finding] = []
    found: list[list[_Standing]] = [[] for _ in settings]
    for page, read in zip(layout.pages, pages, strict=True):
        strays: dict[int, list[Letter]] = {}
        furthest: dict[int, float] = {}
        blocks = _fillers_first(page)
        for letter in read.letters:
            block, off = _home_of(letter, blocks, settings, grid)
            if block is None:
                continue
            found[block.story].append(_Standing(page.number, letter))
            if off > 0:
                strays.setdefault(block.story, []).append(letter)
                furthest[block.story] = max(furthest.get(block.story, 0.0), off)
        for story, letters in sorted(strays.items()):
            what = (
                f"第{page.number}版上有{len(letters)}个字越出本篇的版块：“{_words(letters)}”，"
                f"最远{furthest[story]:.1f}点"
            )
            source = settings[story].story.source
            findings.append(_at_fault(source, PressCode.OUTSIDE, what, page.number, letters))
        findings += _overlaps(page, read, settings, grid)
        findings += PageProof(page, read, settings, grid).findings()
    printed = {block.story for page in layout.pages for block in page.blocks}
    for number, setting in enumerate(settings):
        if number not in printed and not setting.story.id:
            continue  # a filler that this issue does without
        copy = "".join(_copy(setting, layout, number, phrases))
        findings += _differences(setting.story, copy, found[number])
    return findings


@dataclass(frozen=True, slots=True)
class _Standing:
    """A letter of a story, and the page it stands on."""

    page: int
    letter: Letter


def _at_fault(
    source: str, code: PressCode, what: str, page: int, letters: Sequence[Letter]
) -> Finding:
    boxes = tuple(letter.box for letter in letters)
    return Finding(source, code, what, _MEND, Severity.ERROR, page, boxes)


def _words(letters: Sequence[Letter]) -> str:
    """The letters at fault in the order of the file."""
    return named("".join(each.text for each in sorted(letters, key=lambda each: each.order)))


def plates_proof(pages: Sequence[ReadPage], press: bytes) -> Iterator[Finding]:
    """What the print shop's file lacks of the reader's pages, which are proofed themselves."""
    sheets = texts_of(press)
    for number, page in enumerate(pages, 1):
        sheet = sheets[number - 1] if number <= len(sheets) else ""
        words = "".join(letter.text for letter in page.letters)
        wanted, found = (Counter(folded(text)) for text in (words, sheet))
        lost = wanted - found
        if lost:
            short = "".join(lost.elements())
            yield Finding(
                "",
                PressCode.LOST_TEXT,
                f"付印的第{number}版比读者看的少了{lost.total()}个字：{named(short)}",
                "读者看的PDF没有问题，只扣付印的；这是排版程序的差错，请告知维护者",
                Severity.ERROR,
                number,
                for_shop=True,
            )


def _copy(setting: Setting, layout: Layout, number: int, phrases: Phrases) -> Iterator[str]:
    """All that a story prints: its own words once, and what its jumps and tables say again."""
    story = setting.story
    yield from (story.label, story.title, story.kicker, story.dashed_deck)
    for passage in (*story.opening, *story.passages, *story.after):
        yield passage.mark
        yield said_of(passage.spans)
    for picture in story.pictures:
        yield picture.caption
        yield picture.credit
    for figure in story.figures:
        yield f"{figure.value}{figure.unit}{figure.label}"
    for table in story.tables:
        for row in table.rows:
            yield from map(text_of, row)
    for page in layout.pages:
        for block in page.blocks:
            if block.story == number:
                yield from _said_again(block, setting, phrases)


def _said_again(block: Block, setting: Setting, phrases: Phrases) -> Iterator[str]:
    grid = setting.grid
    if block.jump_from:
        said = phrases.jump_from.format(block.jump_from) + setting.story.title
        yield from continued_rows(said, grid.span(block.columns), grid, setting.ruler)[0]
    if block.jump_to:
        yield phrases.jump_to.format(said_pages(block))
    for place in block.tables:
        spans: list[Span] = [
            span for row in place.table.copy.head for cell in row for span in cell.spans
        ]
        for _ in place.table.shares():
            yield text_of(spans)


def _differences(story: Story, copy: str, found: Sequence[_Standing]) -> Iterator[Finding]:
    """What the page lacks of the copy, or has too much, and where it is first seen."""
    wanted = folded(copy)
    letters = [each for each in found if folded(each.letter.text)]
    printed = "".join(folded(each.letter.text) for each in letters)
    lost, extra = Counter(wanted) - Counter(printed), Counter(printed) - Counter(wanted)
    if not lost and not extra:
        return
    odd = lost or extra
    at = place_of_gap(wanted, printed, lost) if lost else place_of_gap(printed, wanted, extra)
    raw = visible(copy) if lost else "".join(each.letter.text[:1] for each in letters)
    as_written = dict(zip(wanted if lost else printed, raw, strict=True))
    said = context(raw, at)
    what = (
        f"印出来的比原稿{'少了' if lost else '多了'}{odd.total()}个字："
        f"{named(''.join(map(as_written.__getitem__, odd.elements())))}，第一处在“{said}”"
    )
    near = _letter_near(wanted, at, printed) if lost else at
    standing = letters[near] if 0 <= near < len(letters) else None
    page, boxes = (standing.page, (standing.letter.box,)) if standing else (0, ())
    where = f"第{page}版" if page else ""
    yield Finding(
        story.source, PressCode.LOST_TEXT, where + what, _MEND, Severity.ERROR, page, boxes
    )


def _letter_near(wanted: str, at: int, printed: str) -> int:
    """Which printed letter stands nearest to a place in the copy; -1 where none is known.

    The words before the place are looked for, or those after it.
    """
    for length in (12, 8, 5, 3):
        before = wanted[max(0, at - length) : at]
        if len(before) >= 3 and printed.count(before) == 1:
            return printed.index(before) + len(before) - 1
        after = wanted[at + 1 : at + 1 + length]
        if len(after) >= 3 and printed.count(after) == 1:
            return printed.index(after)
    return -1


def _fillers_first(page: PageLayout) -> list[Block]:
    """The blocks of a page, those first that may stand within another."""
    return sorted(page.blocks, key=lambda block: block.poster is None)


def _home_of(
    letter: Letter, blocks: Sequence[Block], settings: Sequence[Setting], grid: Grid
) -> tuple[Block | None, float]:
    """The block of a letter; a reading over a line has that of its word, which may be lower."""
    block, off = _home(letter.box, blocks, settings, grid)
    if is_reading(letter, grid) and (block is None or block.downwards is None):
        return _home(of_its_word(letter, grid), blocks, settings, grid)
    return block, off


def _home(
    letter: Box, blocks: Sequence[Block], settings: Sequence[Setting], grid: Grid
) -> tuple[Block | None, float]:
    """The block a letter belongs to, and by how many points it leaves it.

    Outside every block it belongs to the nearest above or beside it; the running head and the
    nameplate belong to none.
    """
    x, y = letter.centre
    best: tuple[float, Block] | None = None
    for block in blocks:
        left = grid.left + grid.x(block.column)
        top = grid.top + grid.y(block.line)
        right, bottom = left + grid.span(block.columns), top + grid.depth(block.lines)
        off = max(left - x, x - right, top - y, y - bottom, 0.0)
        if best is None or off < best[0]:
            lean = max(
                left - letter.left,
                letter.right - right,
                top - letter.top,
                letter.bottom - bottom,
                0.0,
            )
            best = (off, block)
            if off == 0.0:
                slack = _BOX_SLACK if settings[block.story].story.ground else _SLACK
                return block, lean if lean > slack else 0.0
    if best is None or best[0] > 0.7 * grid.pitch:
        return None, 0.0
    return best[1], best[0]


def _overlaps(
    page: PageLayout, read: ReadPage, settings: Sequence[Setting], grid: Grid
) -> Iterator[Finding]:
    """Letters that stand on one another, or on a picture."""
    cells: dict[tuple[int, int], list[Letter]] = {}
    struck: dict[int, list[Letter]] = {}
    deepest: dict[int, float] = {}
    blocks = _fillers_first(page)
    for letter in read.letters:
        x, y = letter.box.centre
        column, row = int(x // 4), int(y // 4)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in cells.get((column + dx, row + dy), ())
        )
        by = max((collision(letter, other) for other in near), default=0.0)
        by = max([by, *(_covered(letter, picture) for picture in read.pictures)])
        if by > 0:
            block, _ = _home(letter.box, blocks, settings, grid)
            story = block.story if block else -1
            struck.setdefault(story, []).append(letter)
            deepest[story] = max(deepest.get(story, 0.0), by)
        cells.setdefault((column, row), []).append(letter)
    for story, letters in sorted(struck.items()):
        what = (
            f"第{page.number}版上有{len(letters)}个字同别的字或照片叠在一起：“{_words(letters)}”，"
            f"最多叠了{deepest[story]:.1f}点"
        )
        source = settings[story].story.source if story >= 0 else ""
        yield _at_fault(source, PressCode.OVERLAP, what, page.number, letters)


def collision(one: Letter, other: Letter) -> float:
    """By how many points two letters lie over one another, where that is more than a touch."""
    if one.text == other.text and one.text in TWINS:
        return 0.0  # a dash of two ems is one glyph that says two characters
    if unicodedata.combining(one.text[0]) or unicodedata.combining(other.text[0]):
        return 0.0  # an accent stands on its letter
    wide, tall = one.box.shared(other.box)
    if wide <= 0 or tall <= 0 or wide * tall <= _STRUCK * min(one.box.area, other.box.area):
        return 0.0
    return min(wide, tall)


def _covered(letter: Letter, picture: Box) -> float:
    wide, tall = letter.box.shared(picture)
    return min(wide, tall) if picture.holds(*letter.box.centre) else 0.0
