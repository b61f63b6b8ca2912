"""Captions: lines led by an arrow or a picture's number, or that end with a photographer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from copydesk.blocks.heads import is_head
from copydesk.changes import ChangeLog
from copydesk.fields.author import Author, moved
from copydesk.fields.bylines import whole_byline
from copydesk.fields.credits import credited
from copydesk.fields.datelines import opening, opens
from copydesk.fields.kinds import BOX
from copydesk.fields.tierwords import RUBRIC
from copydesk.lexicon import (
    HAN,
    REMEMBERED,
    ends_sentence,
    pairs,
    simple,
    word_list,
)
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Edit, Traced

_ARROW = re.compile("^[ ]*[↑↓←→↖↗↘↙▲△▼▽◀▶◄►⬆⬇⬅➡☝👆⇧⇩⇦⇨]+[ ]*")
_COUNT = "(?:[①-⑳]|[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
_NUMBER = re.compile(
    f"^[ ]*[（(\\[【]?(?:图|图片|照片)[ ]?{_COUNT}"
    f"(?:[ ]?[、和,，—~至-][ ]?(?:图|图片|照片)?{_COUNT}){{1,5}}[）)\\]】]?[:：][ ]*"
    f"|^[ ]*[（(\\[【]?(?:[上下左右]?图|图片|照片)[ ]?{_COUNT}?[）)\\]】]?[:：、. ][ ]*"
    f"|^[ ]*[（(\\[【]?(?:图|图片|照片)[ ]?{_COUNT}[）)\\]】]?[:：、. ]?[ ]*"
    r"|^[ ]*[（(\[【]?(?:图片说明|图说|图注|照片说明)(?:[）)\]】][:：]?|[:：]|[ ])[ ]*"
)
_SHOWS = re.compile("^[上下左右]?(?:图|图片|照片)(?:为|中)[^书]")
_CREDIT_ROLES = frozenset(
    word_list(
        "摄 摄影 供图 提供 图 图片 制图 绘图 摄影报道 图片报道 漫画 绘 画 文/图 图/文 翻摄 翻拍"
    )
)
_PHOTOGRAPHED = frozenset(word_list("摄影报道 图片报道 图文报道 摄 文/图 图/文 图文 文图 摄影"))
_TAKEN = re.compile(
    "[。！？ ]?[（(](?:[^（()）。]{1,14}?[/／ ]|[^（()）。]{1,12}[社报台网视])?"
    "(?:资料(?:图片|照片?|图)|网络(?:图片|截图)|视频截图|示意图|效果图|"
    "(?<=[社报台网视])(?:图片|照片|截图)|"
    "(?:图)?翻[摄拍](?:画面|自[^（()）。]{2,20})?|图[/／][^（()）。]{2,16}|图(?:取自|自)[^（()）。]{2,20})[）)]$"
    "|[。！？][ ]?图[:：／/][ ]?资料照片?$"
)
"""Where a picture was taken from, at the end of what it shows: （圖翻攝自…）, (資料圖片)."""

_AGENCY = re.compile(f"[。！？][ ]*[（(](?:[A-Za-z][A-Za-z .&/]{{1,24}}|[{HAN}]{{1,6}}社)[）)]$")
"""Whose picture it is, where no more is said: （Shutterstock）, (路透社); a report ends so, too."""

_SHORT_AGENCY = re.compile(f"[^。！？]{{10,}}[（(][{HAN}]{{1,4}}社[）)]$")
"""The same where what it shows ends with no mark."""

_AGENCYS = re.compile(
    f"■[^。■]{{4,60}}。[ ]?(?:[{HAN}]{{2,5}}社|[{HAN}]{{2,6}}图片)(?:■.{{0,80}})?"
)
"""What a picture shows and whose it is, as papers of Hong Kong set it: ■趙五在途中。 新華社."""

_STANDING = re.compile(
    "[（(](?:前排|后排|图)?[左右中](?:起|侧|边|[一二三四五六七八九十\\d]{1,2})?[）)]"
)
"""Where in a picture somebody stands: 王昭君（左二）."""

_GIVEN = re.compile("[（(](?P<who>[^（()），。：:／/]{2,16}?)(?P<how>提供|供图|翻摄|摄)[）)]$")
"""Who lent a picture, whoever he is, where it is known that a picture is shown."""

LONGEST_TAKEN = 80
LONGEST_HOUSE = 12
MAX_CAPTION = 140


@dataclass(frozen=True, slots=True)
class Caption:
    """One caption: its words, and who is credited with the picture. line: in the raw file."""

    text: Traced
    credits: tuple[Author, ...]
    marker: Traced
    line: int


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
        plain = line.hint.part is Part.NONE and not (line.hint.table or line.hint.fixed)
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
        wanted = 2 if BOX.match(simple(above)) else 3
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


FULL = 50
"""Characters of the text of a short item."""


def _heads_a_part(line: Line) -> bool:
    """Whether a line of copy names a part of a text behind a mark, and shows no picture."""
    return line.hint.part is Part.NONE and _names_a_part(line)


def _names_a_part(line: Line) -> bool:
    mark = _POINTER.match(line.words)
    rest = simple(line.words[mark.end() :].strip()) if mark else ""
    return bool(RUBRIC.fullmatch(rest))


_POINTER = re.compile("[ ]*([▲△▼▽▶►])[ ]*")


def _may_be_entry(line: Line, first: Line) -> bool:
    mark = _POINTER.match(first.words)
    if not mark or not line.words.lstrip().startswith(mark.group(1)):
        return line is not first and bool(whole_byline(line.text)) and not credit_line(line)
    caption = _found(line)
    roles = {simple(author.role) for author in caption.credits} if caption else set()
    return line.hint.part is Part.NONE and not roles & _CREDIT_ROLES and len(line.words) >= 18


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
        while start and _CIRCLED.match(lines[start - 1].words) and not lines[start].blanks > 1:
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
        if plain and same and _GIVEN.search(simple(line.words.strip())):
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
        plain = line.hint.part is Part.NONE and not (line.hint.table or line.hint.fixed)
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

_CIRCLED = re.compile("[ ]*[①-⑳][ ]*(?=\\S)")
_SHOWING = re.compile("(?:^|[。！？])[上下左右]?图(?:为|中)[^。！？]{2,40}。?$")
_COUNTED = re.compile("[ ]*[①-⑳]")
FEWEST_NUMBERED = 2


def caption_of(line: Line) -> Caption | None:
    """The caption that a line is; None for any other line.

    Sure signs only: a marker at its head, a photographer at its end, or the format's own word.
    """
    found = _found(line)
    if found is None:
        return None
    return Caption(
        found.text.moved(line.text),
        moved(found.credits, line.text),
        found.marker.moved(line.text),
        line.number,
    )


def is_caption(line: Line) -> bool:
    """Whether a line is a caption."""
    return _found(line) is not None


def _found(line: Line) -> Caption | None:
    """The caption that a line is; its origins count in the line."""
    if line.hint.part is Part.TEXT or (line.hint.part is Part.SUBHEAD and _names_a_part(line)):
        return None
    return _caption_of(line.words, told=line.hint.part is Part.CAPTION)


@lru_cache(REMEMBERED)
def _caption_of(line: str, *, told: bool) -> Caption | None:
    """The caption that some words are. told: whether the format of the copy says so."""
    text = _bare(Traced.at(line, 0).strip())
    if _KIND_ALONE.fullmatch(simple(text.text)):
        return None
    marker, rest = _marked(text)
    circled = _CIRCLED.match(text.text) if told and not marker else None
    if circled:
        marker, rest = text[: circled.end()], text[circled.end() :].strip()
    if not rest or len(rest) > MAX_CAPTION:
        return None
    if marker and re.search("[:：][ ]*$", marker.text) and whole_byline(rest):
        return None  # 图片：雷鸣 is a credit
    words, named = credited(rest)
    given = _GIVEN.search(simple(rest.text)) if told and not named else None
    if given and given.start():
        who = rest[given.start("who") : given.end("who")]
        words = rest[: given.start()].strip()
        named = (Author(who, rest.text[given.start("how") : given.end("how")]),)
    photographed = any(simple(author.role) in _CREDIT_ROLES for author in named)
    sure = bool(marker) or told or bool(_SHOWS.match(simple(rest.text)))
    short = len(rest) <= LONGEST_TAKEN
    sure = sure or (short and bool(_TAKEN.search(simple(rest.text)))) or _stands(rest.text)
    sure = sure or bool(_AGENCYS.fullmatch(simple(text.text)))
    # A credit alone makes a caption only of one or two short sentences.
    if not sure and (
        not photographed
        or not words
        or len(words) > 80
        or _reports(words.text, named)
        or (len(words) <= LONGEST_HOUSE and whole_byline(text))  # 新华社发（钱越 摄）
    ):
        return None
    if marker and _SECOND.search(words.text):  # its mark tells it from another picture's
        return Caption(marker.strip("（([【 ") + words, named, Traced(), 0)
    return Caption(words, named, marker, 0)


_SECOND = re.compile(f"[。；;，,][ ]*(?:[上下左右]图|图[ ]?{_COUNT})[:：]")


def _stands(words: str) -> bool:
    """Whether a sentence or two say who stands where in a picture."""
    short = len(words) <= LONGEST_STANDING and words.count("。") <= SENTENCES
    return short and bool(_STANDING.search(simple(words)))


LONGEST_STANDING = 110
SENTENCES = 2


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
    if line.hint.table or line.hint.part is not Part.NONE or _marked(line.text.strip())[0]:
        return 0
    if line.words.rstrip()[-2:-1] not in "摄影供" and line.words.rstrip()[-1:] not in "摄攝影图圖":
        return 0
    words, named = credited(line.text)
    if not any(simple(author.role) in _CREDIT_ROLES for author in named):
        return 0
    if _reports(words.text, named) and not any(simple(a.role) == "摄" for a in named):
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


def is_numbered_caption(caption: Caption) -> bool:
    """Whether a caption is one of several that ①, ②, ③ lead."""
    return bool(_COUNTED.match(caption.marker.text))


def credit_line(line: Line) -> tuple[Author, ...]:
    """The photographers of a line that names nobody else and nothing else."""
    names = whole_byline(line.text)
    if names and all(
        simple(author.role) in {"摄", "摄影", "供图", "图", "图片", "制图"} for author in names
    ):
        return names
    return ()


def is_lender(line: Line) -> bool:
    """Whether a line names whoever lent a picture, and nobody else: 青石镇博物馆供图."""
    names = credit_line(line)
    return bool(names) and all(simple(author.role) == "供图" for author in names)


_ALL_TAKEN = re.compile(
    "[（(【]?(?:本文|文中|以上|上述|本组|本版)?(?:图片|照片|配图|组图|图)(?:均|都|皆)?(?:由|为)"
    f"(?:记者|通讯员)?[ ]?(?P<who>[{HAN}]{{2,15}}?)(?:拍摄|摄影|所摄|摄|提供|供图)[）)】]?[。]?"
)


def lent_to_all(line: Line) -> tuple[Author, ...]:
    """Whoever a line says took all the pictures of a piece: （照片均由颜真拍摄）."""
    text = line.text.strip()
    match = _ALL_TAKEN.fullmatch(simple(text.text))
    if match is None:
        return ()
    return (Author(text[match.start("who") : match.end("who")], "摄"),)


def is_marked(line: Line) -> bool:
    """Whether a line is led by a caption's marker or called a caption by its format."""
    marker, rest = _marked(line.text.strip())
    return (
        line.hint.part is not Part.TEXT
        and bool(rest)
        and (bool(marker) or line.hint.part is Part.CAPTION)
    )


def _bare(text: Traced) -> Traced:
    """What is shown without the brackets that it stands in whole: （图为…。甲摄）."""
    inner = text[1:-1]
    whole = text.text[-1:] == _CLOSER.get(text.text[:1]) and not _BRACKET.search(inner.text)
    return inner.strip() if whole and _SHOWS.match(simple(inner.text)) else text


_BRACKET = re.compile("[（()）\\[\\]【】]")


def _within(marker: str, rest: Traced) -> Traced:
    """The words of a caption that stands in brackets whole, as its mark does: （上图：…）."""
    opened = marker.lstrip()[:1]
    closer = _CLOSER.get(opened, "")
    alone = closer and closer not in marker and rest.text.endswith(closer)
    return rest[:-1].strip() if alone and opened not in rest.text else rest


_CLOSER = {"（": "）", "(": ")", "[": "]", "【": "】"}


def is_lent(line: Line) -> bool:
    """Whether a line is a sentence or two with nothing but an agency's name in brackets behind."""
    words = simple(line.words.strip())
    short = len(words) <= LONGEST_TAKEN and words.endswith(("）", ")"))
    return short and bool(_AGENCY.search(words) or _SHORT_AGENCY.search(words))


def _marked(text: Traced) -> tuple[Traced, Traced]:
    for pattern in (_ARROW, _NUMBER):
        match = pattern.match(simple(text.text))
        if match and match.end():
            rest = text[match.end() :].strip()
            following = _NUMBER.match(simple(rest.text)) if pattern is _ARROW else None
            end = match.end()
            if following and following.end():
                end = len(text) - len(rest) + following.end()
                rest = rest[following.end() :].strip()
            return text[:end], _within(text[:end].text, rest)
    return Traced(), text


_KIND_ALONE = re.compile("[（(](?:资料|网络|配|示意|效果|题|头|视频)(?:图片?|照片?|截图)[）)]")
"""What kind of picture stands there, and nothing of what it shows: （资料图）."""

LENT_ALONE = re.compile(
    "[（(](?:图|照片|图片)[ ]?(?:由|[：:／/╱])[ ]?[^（()），。]{2,16}(?:提供)?[）)]|"
    + _KIND_ALONE.pattern
)
"""The same with no caption before it."""


def _reports(words: str, named: tuple[Author, ...]) -> bool:
    """Whether names at the end of a paragraph sign a report with pictures, not a picture."""
    return any("报道" in author.role or "文" in author.role for author in named) or (
        len(words) > 60 and words.count("。") > 2
    )


def is_pictured(authors: Sequence[Author]) -> bool:
    """Whether somebody took the pictures of a piece, and is not said to have written it."""
    works = {simple(work) for author in authors for work in (author.role, author.work)}
    return bool(works & _PHOTOGRAPHED) and not any("文" in work for work in works)


def reports_in_pictures(authors: Sequence[Author]) -> bool:
    """Whether one of some authors signs a report in pictures, not one picture: 摄影报道, no 摄."""
    works = {simple(work) for author in authors for work in (author.role, author.work)}
    return bool(works & (_PHOTOGRAPHED - {"摄", "摄影"}))


def is_photographed(authors: Sequence[Author]) -> bool:
    """Whether one of some authors took the pictures of their piece."""
    return any({simple(author.role), simple(author.work)} & _PHOTOGRAPHED for author in authors)
