"""What the pictures of a copy show, told line by line: entries, credits, captions that run in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import whole_byline
from copydesk.fields.captions import (
    CIRCLED,
    CREDIT_ROLES,
    GIVEN,
    LONGEST_STANDING,
    MAX_CAPTION,
    POINTER,
    caption_mark,
    credit_line,
    is_lent,
    names_a_part,
    read_caption,
    reports,
)
from copydesk.fields.credits import credited
from copydesk.fields.datelines import opening, opens
from copydesk.fields.kinds import BOX
from copydesk.lexicon import (
    HAN,
    ends_sentence,
    pairs,
    simple,
)
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Edit


def unframe(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, a heading that one mark stands before and behind without the two.

    ▲ 闭馆日期 ▲ shows no picture. Under a text it heads a part of it, but where the copy's first
    heading stands between such marks: that is how headlines are set. What stands in brackets behind
    the second mark stays.
    """
    bare: list[Line] = []
    said = False
    headlines = ""  # the mark that stands round the copy's first heading
    for line in lines:
        said = said or ends_sentence(line.words)
        plain = line.hint.untold
        match = _FRAMED.fullmatch(line.words) if plain else None
        if not match:
            bare.append(line)
            continue
        edits = [Edit(0, match.start("words")), Edit(*match.span("behind"))]
        headlines = headlines if said or bare else match.group("mark")
        headline = match.group("mark") == headlines
        part = Part.SUBHEAD if said and not headline else Part.NONE
        hint = replace(line.hint, part=part, bold=line.hint.bold or headline)
        bare.append(replace(line, text=log.change(line.text, Rule.BULLET, edits), hint=hint))
    return bare


_FRAMED = re.compile(
    f"[ ]*(?P<mark>[▲△▼▽▶►]{{1,3}})[ ]*"
    f"(?P<words>[{HAN}\\w](?:[^▲△▼▽▶►◀◄。]{{0,22}}[^▲△▼▽▶►◀◄。 ])?)"
    "(?P<behind>[ ]*(?:(?P=mark)|[◀◄]{1,3})[ ]*)(?:[（(].*[）)])?"
)


def mark_entries(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, those marked as text that ▲ leads only as the entries of a list.

    Three or more in a row under a heading, or two or more under the heading of a box, none of them
    with a photographer, are short news; anything else that ▲ leads is a caption.
    """
    marked = list(lines)
    place = 0
    while place < len(marked):
        end = place
        while end < len(marked) and _may_be_entry(marked[end], marked[place]):
            end += 1
        above = marked[place - 1].words.strip() if place else ""
        counts = _COUNTS.search(simple(above))
        wanted = 2 if BOX.match(simple(above)) or counts else 3
        if end - place >= wanted and not ends_sentence(above):
            for at in range(place, end):
                marked[at] = replace(marked[at], hint=replace(marked[at].hint, part=Part.TEXT))
        place = max(end, place + 1)
    headed = [at for at, line in enumerate(marked) if at and _heads_a_part(line)]
    for at in headed if len(headed) > 1 else ():  # ▼读者来信 and ▼记者调查
        marked[at] = replace(marked[at], hint=replace(marked[at].hint, part=Part.SUBHEAD))
    led = [
        at
        for at in range(1, len(marked))
        if _may_be_entry(marked[at], marked[at])
        and len(marked[at].words) >= FULL
        and is_head(marked[at - 1].words)
    ]
    for at in led if len(led) > 1 else ():  # △ before the text of every short item
        marked[at] = replace(marked[at], hint=replace(marked[at].hint, part=Part.TEXT))
    return marked


_COUNTS = re.compile(
    "(?:简讯|短讯|快讯|短波|微新闻|速览|速递|一句话新闻)(?:[一二两三四五六七八九十\\d]{1,2}[则条])?$"
)
"""A heading over short news."""

FULL = 50
"""Characters of the text of a short item."""


def _heads_a_part(line: Line) -> bool:
    """Whether a line of copy names a part of a text behind a mark, and shows no picture."""
    return line.hint.part is Part.NONE and names_a_part(line)


def _may_be_entry(line: Line, first: Line) -> bool:
    mark = POINTER.match(first.words)
    if not mark or not line.words.lstrip().startswith(mark.group(1)):
        return line is not first and bool(whole_byline(line.text)) and not credit_line(line)
    caption = read_caption(line)
    roles = {simple(author.role) for author in caption.credits} if caption else set()
    return line.hint.part is Part.NONE and not roles & CREDIT_ROLES and len(line.words) >= 18


def mark_credited(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, captions marked that only the photographer's line under them shows.

    Numbered ones (①…②…) over one photographer, and a text that ends by saying what its picture
    shows (图为比赛现场。).
    """
    marked = list(lines)
    for at, line in enumerate(lines):
        if not at or line.hint.table or not credit_line(line):
            continue
        start = at
        while start and CIRCLED.match(lines[start - 1].words) and not lines[start].blanks > 1:
            start -= 1
        shows = _SHOWING.search(simple(lines[at - 1].words))
        short = len(lines[at - 1].words) <= MAX_CAPTION
        if at - start < FEWEST_NUMBERED:
            start = at - 1 if short and shows else at
        for place in range(start, at):
            hint = replace(lines[place].hint, part=Part.CAPTION)
            marked[place] = replace(lines[place], hint=hint)
    return marked


def mark_twice(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, a sentence with a lender in brackets that stands twice marked.

    A page says in its picture what the picture shows, and under it again.
    """
    marked = list(lines)
    for at in range(1, len(lines)):
        line, again = lines[at - 1], lines[at]
        plain = {line.hint.part, again.hint.part} == {Part.NONE} and not line.hint.table
        same = line.words.strip() == again.words.strip() and len(line.words) <= MAX_CAPTION
        if plain and same and GIVEN.search(simple(line.words.strip())):
            for place in (at - 1, at):
                hint = replace(lines[place].hint, part=Part.CAPTION)
                marked[place] = replace(lines[place], hint=hint)
    return marked


def mark_shown(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, a sentence between headline and text marked that shows a picture.

    Papers of Taiwan set it over 【記者…報導】, and the text says its words again; those of Hong
    Kong end it with the name of an agency.
    """
    marked = list(lines)
    for at in range(1, len(lines) - 1):
        over, line, below = lines[at - 1 : at + 2]
        plain = line.hint.untold
        plain = plain and is_head(over.words)
        text = ends_sentence(below.words) and len(below.words) >= SHORTEST_TEXT
        if plain and text and is_lent(line) and not opens(line.words):
            marked[at] = replace(line, hint=replace(line.hint, part=Part.CAPTION))
            continue
        begun = opening(below.text) if plain and below.words.lstrip()[:1] in "【〔（(［[" else None
        if begun is None or not any("记者" in simple(a.role) for a in begun.authors):
            continue
        short = len(line.words) <= LONGEST_STANDING and ends_sentence(line.words)
        own = pairs(line.words)
        said = len(own & pairs(below.words)) / max(1, len(own))
        if short and said >= SAID_AGAIN and not opens(line.words):
            marked[at] = replace(line, hint=replace(line.hint, part=Part.CAPTION))
    return marked


SHORTEST_TEXT = 24
"""Characters of the sentence that a text begins with under such a caption."""


SAID_AGAIN = 0.3
"""The share of a caption's pairs of characters that the text under it says again."""


_SHOWING = re.compile("(?:^|[。！？])[上下左右]?图(?:为|中)[^。！？]{2,40}。?$")


FEWEST_NUMBERED = 2


def part_captions(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, captions that run in at the end of a paragraph on lines of their own.

    A caption is the last sentence before its photographer: 确保颗粒归仓。 会议现场。罗晓雨 摄.
    """
    parted: list[Line] = []
    for line in lines:
        cut = _run_in(line)
        if not cut:
            parted.append(line)
            continue
        hint = replace(line.hint, part=Part.CAPTION)
        parted.append(replace(line, text=line.text[:cut].strip(), jumps=False))
        parted.append(replace(line, text=line.text[cut:].strip(), hint=hint, blanks=0, tail=False))
    return parted


def _run_in(line: Line) -> int:
    """Where in a paragraph the caption begins that ends it; 0 where none does."""
    if line.hint.table or line.hint.part is not Part.NONE or caption_mark(line.text.strip())[0]:
        return 0
    if line.words.rstrip()[-2:-1] not in "摄影供" and line.words.rstrip()[-1:] not in "摄攝影图圖":
        return 0
    words, named = credited(line.text)
    if not any(simple(author.role) in CREDIT_ROLES for author in named):
        return 0
    if reports(words.text, named) and not any(simple(a.role) == "摄" for a in named):
        return 0
    cut = _last_sentence(words.text.rstrip()[:-1], opens=opens(line.words))
    return cut + len(line.text) - len(line.text.text.lstrip()) if cut else 0


def _last_sentence(words: str, *, opens: bool) -> int:
    """Where the last sentence begins that is a caption by itself; 0 where all of it may be one.

    A blank parts it from what stands before; without one a story's opening tells, or the length.
    """
    apart = [match.end(1) for match in re.finditer("([。！？][”」』]?)[ \u3000]+(?=\\S)", words)]
    if apart and apart[-1] >= SHORTEST_BEFORE:
        return apart[-1]
    ends = [match.end() for match in re.finditer("[。！？][”」』]?", words)]
    short = bool(ends) and len(words) - ends[-1] <= LONGEST_LAST
    return ends[-1] if short and (opens or ends[-1] > LONGEST_RUN) else 0


SHORTEST_BEFORE = 12
"""Characters of a sentence that a blank parts from the caption behind it."""


LONGEST_LAST = 40
"""Characters of a last sentence that says what a picture shows, where no blank parts it."""


LONGEST_RUN = 60
"""Characters before the last sentence from which they are a paragraph and no part of a caption."""
