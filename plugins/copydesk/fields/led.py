"""Lines that a mark or a number leads, told by the other lines of the copy that it leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head
from copydesk.fields.captions import MAX_CAPTION, caption_mark
from copydesk.lexicon import HAN, simple
from copydesk.sheet import Line, Part


def mark_led(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those marked as captions that a mark leads which leads its captions.

    Two lines behind one mark end with whose picture they show (◎ 桥头。/图：资料), and most behind
    it do: then what it leads is a caption each time, be nothing said of whose.
    """
    marks = [None if line.hint.table else _MARK.match(line.words) for line in lines]
    marked = list(lines)
    for mark in {match.group(1) for match in marks if match}:
        behind = [at for at, match in enumerate(marks) if match and match.group(1) == mark]
        shown = [at for at in behind if _PICTURED.search(simple(lines[at].words.strip()))]
        if len(shown) < FEWEST or len(shown) * 2 < len(behind):
            continue
        for at in behind:
            hint = lines[at].hint
            plain = (
                hint.part is Part.NONE and not hint.level and not caption_mark(lines[at].text)[0]
            )
            if plain and len(lines[at].words) <= MAX_CAPTION:
                marked[at] = replace(lines[at], hint=replace(hint, part=Part.CAPTION))
    return marked


FEWEST = 2
"""Lines behind a mark that say whose picture they show."""

_MARK = re.compile("[ ]*([◎◉○●■◆◇□☆★※▲△▼▽↑↓])[ ]*(?=\\S)")
_PICTURED = re.compile(
    "(?:截图|(?:资料|网络|视频|效果|示意)(?:图片?|照片)|[ ／/]图|摄影?|供图"
    "|(?<!\\w)(?:图|图片|照片|摄影?)[:：／/丨｜|][^。]{2,20})[）)]?$"
)


def mark_counted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, the heading marked that 01 leads where 02 and 03 head later parts.

    It may trail off, as the title of another page does: 01 老桥，比新桥更要紧的是....
    """
    lines = _counted_apart(lines)
    counted = [_COUNT.match(line.words) for line in lines]
    numbers = [match.group(1) if match else "" for match in counted]
    order = [number for number in numbers if number]
    marked = list(lines)
    if order[:3] == ["01", "02", "03"] and order.count("01") == 1:
        at = numbers.index("01")
        line = lines[at]
        trails = line.words.rstrip().endswith(("...", "…")) and len(line.words) <= LONGEST
        if trails and line.hint.part is Part.NONE and not line.hint.table:
            marked[at] = replace(line, hint=replace(line.hint, part=Part.SUBHEAD))
    return marked


def _counted_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those marked as sub-heads that stand under 01, 02, 03 alone."""
    found = [at for at, line in enumerate(lines[:-1]) if _ALONE.fullmatch(line.words.strip())]
    counted = [int(lines[at].words) for at in found]
    under = [lines[at + 1] for at in found]
    short = all(is_head(line.words) and len(line.words) <= LONGEST_PART for line in under)
    marked = list(lines)
    if len(found) < FEWEST_PARTS or counted != list(range(1, len(found) + 1)) or not short:
        return marked
    for at in found:
        hint = lines[at + 1].hint
        if hint.part is Part.NONE and not hint.table:
            marked[at + 1] = replace(lines[at + 1], hint=replace(hint, part=Part.SUBHEAD))
    return marked


_ALONE = re.compile("0[1-9]")
FEWEST_PARTS = 2
LONGEST_PART = 24

_COUNT = re.compile(f"[ ]*(0[1-9])[ 、.丨｜|/]?[ ]*(?=[《“「{HAN}])")
LONGEST = 40
"""Characters of the longest such heading."""


def mark_pictured(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those marked as captions that say what kind of picture they show.

    王敏 资料图; or right under a picture of a page, where it was taken: …。（取自某某脸书）.
    """
    marked = list(lines)
    for at, line in enumerate(lines):
        hint, words = line.hint, simple(line.words.strip())
        plain = hint.part is Part.NONE or (hint.part is Part.META and hint.pictured)
        if hint.table or hint.level or not plain or len(words) > MAX_CAPTION:
            continue
        taken = hint.pictured and _TAKEN_FROM.search(words)
        if taken or _LIBRARY.fullmatch(words):
            marked[at] = replace(line, hint=replace(hint, part=Part.CAPTION))
    return marked


_TAKEN_FROM = re.compile(
    "[（(](?:图片?|照片)?(?:取自|翻[摄拍]自|截[取图]?自)[^（()）。]{2,20}[）)]$"
)
_LIBRARY = re.compile(
    "[^。！？：:]{2,40}[ \u3000](?:资料(?:图片?|照片?)|(?:网络|视频)截图|效果图|示意图)"
)
