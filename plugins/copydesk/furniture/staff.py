"""The staff at the foot of a story: who wrote it stays, who edited, set and passed it goes.

Accounts and sites sign with a row of labels, a name behind each. One of its lines may have a label
that stands nowhere else (设计：…), so the row tells what the line does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.fields.bylines import names_in
from copydesk.fields.roles import is_editing, is_role
from copydesk.lexicon import HAN, ends_sentence, simple


def _is_row(words: str) -> bool:
    """Whether a line is such a row by itself, with none in it who wrote: 编辑|容若 语音|李白."""
    found = _PAIR.findall(simple(words)) if _ROW.fullmatch(simple(words)) else []
    known = sum(_is_known(label) for label in found)
    told = len(found) > FEWEST and 2 * known > len(found) and any(map(_edits, found))
    return told and not any(map(_writes, found))


_PAIR = re.compile(f"([{HAN}]{{2,6}})[ ]*[|｜丨︱][ ]*[{HAN}]{{2,4}}(?=[ ]|$)")
_ROW = re.compile(f"(?:{_PAIR.pattern}[ ]*)+")


def _writes(label: str) -> bool:
    return label in {"作者", "记者", "撰文", "文字", "采写", "摄影", "图片", "通讯员", "撰稿"}


def staff_lines(lines: Sequence[str]) -> Iterator[int]:
    """The places of lines in such a row that name nobody who wrote: label and names, no more.

    lines: the words of each. A row begins and ends with a role of the trade, one at least of those
    who edit, and stands under a text; what stands under a colon is a list of it.
    """
    yield from (at for at, words in enumerate(lines) if "|" in words and _is_row(words))
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _label(lines[end]):
            end += 1
        run = list(range(place, end))
        while run and not _is_known(_label(lines[run[-1]])):
            run.pop()
        while run and not _is_known(_label(lines[run[0]])):
            run.pop(0)
        known = sum(_is_known(_label(lines[at])) for at in run)
        told = len(run) >= FEWEST and 2 * known > len(run)
        told = told and any(_edits(_label(lines[at])) for at in run)
        if told and _stands_under(lines, run[0]):
            yield from (at for at in run if _edits(_label(lines[at])) or not names_in(lines[at]))
        place = end + 1


FEWEST = 2
"""Lines of the shortest row."""

_CREDIT = re.compile(
    f"[ ■◆●▪*]*(?P<label>[{HAN}](?:[ \u3000]{{0,4}}[{HAN}]){{1,5}})[ \u3000]*[:：丨｜|/][ \u3000]*"
    f"[{HAN}](?:[ \u3000]{{0,3}}[{HAN}]){{1,3}}(?:[ \u3000、]{{1,3}}[{HAN}]{{2,4}}){{0,3}}[ ]*"
)
LONGEST = 40


def _label(words: str) -> str:
    """The label of a line that is a label and a name or a few; empty for any other line."""
    match = _CREDIT.fullmatch(simple(words)) if len(words) <= LONGEST else None
    return re.sub("[ \u3000]", "", match.group("label")) if match else ""


def _roles(label: str) -> Iterator[str]:
    """The label, and the role at its end: 总监制, 监制; 本期摄影, 摄影."""
    return (label[at:] for at in range(min(3, len(label) - 1)))


def _is_known(label: str) -> bool:
    return any(map(is_role, _roles(label)))


def _edits(label: str) -> bool:
    return any(map(is_editing, _roles(label)))


def _stands_under(lines: Sequence[str], place: int) -> bool:
    over = lines[place - 1].rstrip() if place else ""
    return not over.endswith(("：", ":")) and any(map(ends_sentence, lines[:place]))
