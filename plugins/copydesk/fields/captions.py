"""Captions: lines led by an arrow or a picture's number, or that end with a photographer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from copydesk.fields.author import Author, moved
from copydesk.fields.bylines import whole_byline
from copydesk.fields.credits import credited
from copydesk.fields.lent import ALL_TAKEN, KIND_ALONE
from copydesk.fields.tierwords import RUBRIC
from copydesk.lexicon import (
    HAN,
    REMEMBERED,
    simple,
    word_list,
)
from copydesk.sheet import Line, Part
from copydesk.traced import Traced

_ARROW = re.compile("^[ ]*[↑↓←→↖↗↘↙▲△▼▽◀▶◄►⬆⬇⬅➡☝👆⇧⇩⇦⇨]+[ ]*")


_COUNT = "(?:[①-⑳]|[0-9]{1,2}|[一二三四五六七八九十]{1,2})"


_NUMBER = re.compile(
    f"^[ ]*[（(\\[【]?(?:图|图片|照片)[ ]?{_COUNT}"
    f"(?:[ ]?[、和,，—~至-][ ]?(?:图|图片|照片)?{_COUNT}){{1,5}}[）)\\]】]?[:：][ ]*"
    f"|^[ ]*(?:图|图片|照片)[ ]?{_COUNT}[ ]?[（(][上下左右中]?[图排]?[）)][:：][ ]*"
    f"|^[ ]*[（(\\[【]?(?:[上下左右中]{{0,2}}图|图片|照片)[ ]?{_COUNT}?[）)\\]】]?[:：、. ][ ]*"
    f"|^[ ]*[（(\\[【]?(?:图|图片|照片)[ ]?{_COUNT}(?![张幅组份])[）)\\]】]?[:：、. ]?[ ]*"
    r"|^[ ]*[（(\[【]?(?:图片说明|图说|图注|照片说明|图片文字|资料图片?|配图)"
    r"(?:[）)\]】][:：]?|[:：]|[ ])[ ]*"
)


_SHOWS = re.compile("^[上下左右]?(?:图|图片|照片)[上下左右]?(?:为|中)[^书]")


CREDIT_ROLES = frozenset(
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


GIVEN = re.compile("[（(](?P<who>[^（()），。：:／/]{2,16}?)(?P<how>提供|供图|翻摄|摄)[）)]$")
"""Who lent a picture, whoever he is, where it is known that a picture is shown."""


POINTER = re.compile("[ ]*([▲△▼▽▶►])[ ]*")
COUNTED = re.compile("[ ]*[①-⑳]")
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


def names_a_part(line: Line) -> bool:
    """Whether a line is the name of a column behind a mark, and shows nothing: ▲ 延伸阅读."""
    mark = POINTER.match(line.words)
    rest = simple(line.words[mark.end() :].strip()) if mark else ""
    return bool(RUBRIC.fullmatch(rest))


CIRCLED = re.compile("[ ]*[①-⑳][ ]*(?=\\S)")
_TOLD_MARK = re.compile("[ ]*[①-⑳◎◉○●■◆◇□☆★※][ ]*(?=\\S)")
"""A mark before what is told to be a caption, and may be any."""


def caption_of(line: Line) -> Caption | None:
    """The caption that a line is; None for any other line.

    Sure signs only: a marker at its head, a photographer at its end, or the format's own word.
    """
    found = read_caption(line)
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
    return read_caption(line) is not None


def read_caption(line: Line) -> Caption | None:
    """The caption that a line is; its origins count in the line."""
    if line.hint.part is Part.TEXT or (line.hint.part is Part.SUBHEAD and names_a_part(line)):
        return None
    return _caption_of(line.words, told=line.hint.part is Part.CAPTION)


@lru_cache(REMEMBERED)
def _caption_of(line: str, *, told: bool) -> Caption | None:
    """The caption that some words are. told: whether the format of the copy says so."""
    text = _bare(Traced.at(line, 0).strip())
    if KIND_ALONE.fullmatch(simple(text.text)):
        return None
    marker, rest = caption_mark(text)
    circled = _TOLD_MARK.match(text.text) if told and not marker else None
    if circled:
        marker, rest = text[: circled.end()], text[circled.end() :].strip()
    if not rest or len(rest) > MAX_CAPTION:
        return None
    if marker and re.search("[:：][ ]*$", marker.text) and _is_credit(text, rest):
        return None  # 图片：雷鸣 is a credit
    words, named = credited(rest)
    given = GIVEN.search(simple(rest.text)) if (told or marker) and not named else None
    if given and given.start():
        who = rest[given.start("who") : given.end("who")]
        words = rest[: given.start()].strip()
        named = (Author(who, rest.text[given.start("how") : given.end("how")]),)
    photographed = any(simple(author.role) in CREDIT_ROLES for author in named)
    sure = bool(marker) or told or bool(_SHOWS.match(simple(rest.text)))
    short = len(rest) <= LONGEST_TAKEN
    taken = short and not reports(words.text, named) and bool(_TAKEN.search(simple(rest.text)))
    sure = sure or taken or _stands(rest.text)
    sure = sure or bool(_AGENCYS.fullmatch(simple(text.text)))
    # A credit alone makes a caption only of one or two short sentences.
    if not sure and (
        not photographed
        or not words
        or len(words) > 80
        or reports(words.text, named)
        or (len(words) <= LONGEST_HOUSE and whole_byline(text))  # 新华社发（钱越 摄）
    ):
        return None
    if marker and _SECOND.search(words.text):  # its mark tells it from another picture's
        return Caption(marker.strip("（([【 ") + words, named, Traced(), 0)
    return Caption(words, named, marker, 0)


def _is_credit(text: Traced, rest: Traced) -> bool:
    """Whether what stands behind 图片： is who took them, be an office among them."""
    named = whole_byline(text)
    return bool(whole_byline(rest)) or any(simple(author.role) in CREDIT_ROLES for author in named)


_SECOND = re.compile(f"[。；;，,][ ]*(?:[上下左右]图|图[ ]?{_COUNT})[:：]")


def _stands(words: str) -> bool:
    """Whether a sentence or two say who stands where in a picture."""
    short = len(words) <= LONGEST_STANDING and words.count("。") <= SENTENCES
    return short and bool(_STANDING.search(simple(words)))


LONGEST_STANDING = 110


SENTENCES = 2


def is_numbered_caption(caption: Caption) -> bool:
    """Whether a caption is one of several that ①, ②, ③ lead."""
    return bool(COUNTED.match(caption.marker.text))


def credit_line(line: Line) -> tuple[Author, ...]:
    """The photographers of a line that names nobody else and nothing else."""
    names = whole_byline(line.text)
    if names and all(
        simple(author.role) in {"摄", "摄影", "供图", "图", "图片", "制图", "翻摄", "翻拍"}
        for author in names
    ):
        return names
    return ()


def is_lender(line: Line) -> bool:
    """Whether a line names whoever lent a picture, and nobody else: 青石镇博物馆供图."""
    names = credit_line(line)
    return bool(names) and all(simple(author.role) == "供图" for author in names)


def lent_to_all(line: Line) -> tuple[Author, ...]:
    """Whoever a line says took all the pictures of a piece: （照片均由颜真拍摄）."""
    text = line.text.strip()
    match = ALL_TAKEN.fullmatch(simple(text.text))
    if match is None:
        return ()
    who = text[match.start("who") : match.end("who")]
    named = tuple(Author(one.name, "摄") for one in whole_byline(who) if one.role)
    return named or (Author(who, "摄"),)


def is_marked(line: Line) -> bool:
    """Whether a line is led by a caption's marker or called a caption by its format."""
    marker, rest = caption_mark(line.text.strip())
    return (
        line.hint.part is not Part.TEXT
        and bool(rest)
        and (bool(marker) or line.hint.part is Part.CAPTION)
    )


def _bare(text: Traced) -> Traced:
    """What is shown without the brackets that it stands in whole: （图为…。甲摄）."""
    inner = text[1:-1]
    left = _PLACE_IN.sub("", inner.text)
    whole = text.text[-1:] == _CLOSER.get(text.text[:1]) and not _BRACKET.search(left)
    return inner.strip() if whole and _SHOWS.match(simple(inner.text)) else text


_BRACKET = re.compile("[（()）\\[\\]【】]")
_PLACE_IN = re.compile("[（(][前后左右中排图一二三四五六七八九十起]{1,5}[）)]")
"""Where somebody stands in a picture: （右）, （前排左二）."""


def _within(marker: str, rest: Traced) -> Traced:
    """The words of a caption that stands in brackets whole, as its mark does: （上图：…）."""
    opened = marker.lstrip()[:1]
    closer = _CLOSER.get(opened, "")
    alone = closer and closer not in marker and rest.text.endswith(closer)
    left_open = rest.text.count(closer) == rest.text.count(opened) + 1  # （右） within it is closed
    return rest[:-1].strip() if alone and left_open else rest


_CLOSER = {"（": "）", "(": ")", "[": "]", "【": "】"}


def is_lent(line: Line) -> bool:
    """Whether a line is a sentence or two with nothing but an agency's name in brackets behind."""
    words = simple(line.words.strip())
    short = len(words) <= LONGEST_TAKEN and words.endswith(("）", ")"))
    return short and bool(_AGENCY.search(words) or _SHORT_AGENCY.search(words))


def caption_mark(text: Traced) -> tuple[Traced, Traced]:
    """The mark at the head of a caption (▲, 图1：, （上图：…）), and the words behind it."""
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


_WROTE = re.compile("报道|文|供稿|撰稿")
"""What somebody did who wrote the text."""


def reports(words: str, named: tuple[Author, ...]) -> bool:
    """Whether names at the end of a paragraph sign a report with pictures, not a picture."""
    return any(_WROTE.search(simple(author.role)) for author in named) or (
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
