"""The words that stand in a new file until an editor replaces them, in one list.

The forms of `scripts/new` and the drafts of `scripts/import` are made of these constants, and the
reader looks for the same: a placeholder that nobody replaced is never published. Only the exact
words count, as a whole field, paragraph or cell, or where a form puts them: 请填写申请表 and
请填姓名栏 are ordinary copy.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from newsroom.codes import ReadingCode
from newsroom.credits import CREDITS, credits_of
from newsroom.effort import MOST_ROWS
from newsroom.fences import outside_fences
from newsroom.problems import MOST_ALIKE, ProblemList, Severity
from newsroom.sources import Source, values_of

NAME = "请填姓名"
HEADLINE = "请填主题"
VENUE = "请填地点"
CAPTION = "请填图片说明"
ALT = "请写照片里有什么"
BODY = "请写正文。"
FIRST_BRIEF = "请写第一则简讯。"
SECOND_BRIEF = "请写第二则简讯。"
UNTITLED = "（标题待拟）"
NO_BODY = "（正文待补）"
NO_ALT = "（请写明图片里有什么）"

QUERY = "（待核："
"""How a paragraph begins that asks an editor to look at the raw copy; deleting it answers it."""

PLACEHOLDERS = frozenset(
    {
        *(NAME, HEADLINE, VENUE, CAPTION, ALT, BODY, FIRST_BRIEF, SECOND_BRIEF),
        *(UNTITLED, NO_BODY, NO_ALT),
    }
)
SIGNED = f"（{NAME}）"  # how the form of briefs is signed
FIELDS = frozenset({"headline", "alt"})

_ASKING = re.compile("[请待&]")  # each of the words has one of these, or an entity stands for it
_MARKUP = "#>*_~=\\- \t\u3000"
_SIGNATURE = re.compile(r"[（(](?P<names>[^（()）]{1,60})[）)]$")
_INSIDE = re.compile(  # what stands round words and is not printed
    r"!?\[(?P<link>[^\[\]]{1,40})\]\([^()]{0,400}\)|-\{(?P<form>[^{}]{1,40})\}-"
    r"|</?[A-Za-z][A-Za-z0-9]{0,10}[ ]*/?>|\[\^[^\[\]\s^]{1,40}\](?:[:：][ ]*)?"
)
_CELLS = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"[0-9]{1,3}(?:[.)][ \t]+|[.、．\u3000 ][ \t\u3000]*)")
_PICTURE = (
    "图片|圖片|照片|相片|图像|圖像|图|圖|插图|插圖|配图|配圖|如图|如圖|截图|截圖|头图|题图|封面|"
    "image|img|photo|picture|pic|alt"
)
_TIME = "[-_0-9 \u202f年月日时分秒上下午中晚.:：,()（）AaPpMmt]"  # 上午10.11.12; at 10.11 AM
_EMPTY_ALT = re.compile(
    rf"[（(【\[]?(?:{_PICTURE})(?:说明|說明|描述|标题|文字|加载中| text)?[ _-]?"
    r"[0-9一二三四五六七八九十]{0,3}[）)】\]]?[。.]?"
    r"|(?:暂|暫)?[无無](?:图片?|圖片?|说明|說明|描述|标题)?|没有|没有说明|待补|待定|同上|见图|略"
    r"|点击(?:查看|浏览|看)?(?:大图|原图|图片)|点击(?:放大|查看|图片)"
    r"|(?:none|null|n/?a|untitled|no (?:alt|description|caption))[。.]?"
    r"|(?:未标题|未標題|未命名|untitled|新建(?:图片|圖片|位图图像|图像|图)?|新图片|副本|复件)"
    r"[ _-]*[（(]?[0-9]{0,4}[）)]?",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\S{1,200}\.(?:jpe?g|png|webp|gif|heic|heif|bmp|tiff?|avif|svg)", re.I)
_CAMERA_NAME = re.compile(  # as cameras, phones, WeChat and screenshots name their files
    r"(?:IMG|DSC[FN]?|DSCN|MVIMG|PXL|VID|WIN|P|mmexport|wx_camera|微信图片|微信截图|QQ图片|QQ截图|"
    r"截图|截圖|截屏|屏幕截图|屏幕快照|螢幕截圖|螢幕快照|Screen[ ]?shot|Snipaste)"
    rf"[ _-]*(?=[0-9]){_TIME}{{3,60}}",
    re.I,
)


def in_fields(matter: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The placeholders left in front matter: where (`photos`, `0`, `alt`) and which."""
    for path, text in _texts(matter):
        if CREDITS & set(path):  # 记者：请填姓名、林晓: among names the words mean nothing else
            yield from ((path, left) for left in sorted(PLACEHOLDERS) if left in text)
            continue
        words = text.replace("|", "") if path[-1] in FIELDS else text
        if words.strip() in PLACEHOLDERS:
            yield path, words.strip()


def in_body(text: str) -> Iterator[tuple[int, str]]:
    """The placeholders left in a body: lines before each (0 for the first), and which."""
    lines = text.split("\n", MOST_ROWS)[:MOST_ROWS]  # a longer text is refused
    for above, line in outside_fences(lines):
        if _ASKING.search(line):
            yield from ((above, found) for found in _in_line(line))


def in_cells(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, str]]:
    """The placeholders left in a table: the line of each, and which."""
    for line, cells in rows:
        for cell in cells:
            if cell.strip() in PLACEHOLDERS:
                yield line, cell.strip()


def note_placeholders(source: Source, problems: ProblemList, severity: Severity) -> None:
    """Tell of every placeholder left in a file, each on its line."""
    for path, left in in_fields(source.matter or {}):
        _note(source.name, source.line_of(*path), left, problems, severity)
    for above, left in islice(in_body(source.body), 2 * MOST_ALIKE):
        _note(source.name, source.body_line + above, left, problems, severity)


def note_in_table(
    name: str, rows: Iterable[tuple[int, Sequence[str]]], problems: ProblemList
) -> None:
    """Tell of every placeholder left in a table. rows: the line of each with its cells."""
    for line, left in in_cells(rows):
        _note(name, line, left, problems, Severity.ERROR)


def _note(name: str, line: int, left: str, problems: ProblemList, severity: Severity) -> None:
    what, cure = f"“{left}”还没有填", "请换成要刊登的内容，用不着就删去"
    if left.startswith(QUERY):
        what, cure = f"“{left}”还没有核对", "请对照原稿核对，改好后删去这一段"
    problems.add(name, line, ReadingCode.PLACEHOLDER, what, cure, severity)


def says_nothing(alt: str, file: str) -> bool:
    """Whether an alternative text is no description: 图片, IMG_2034, the photo's own name."""
    words = alt.strip()
    own = PurePosixPath(file)
    return (
        words.casefold() in {own.name.casefold(), own.stem.casefold()}
        or not any(char.isalpha() for char in words)  # 1, …, 2013-10-08
        or _EMPTY_ALT.fullmatch(words) is not None
        or _FILE_NAME.fullmatch(words) is not None
        or _CAMERA_NAME.fullmatch(words) is not None
    )


def _texts(matter: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for path, value in values_of(matter):
        if path and path[-1] in PLACEHOLDERS:  # posts: {请填姓名: 区长}
            yield path, path[-1]
        if isinstance(value, str):
            yield path, value


def _in_line(line: str) -> Iterator[str]:
    """The placeholders that a line of a body is, or that stand in a cell or at its end."""
    words = _as_printed(line).rstrip()
    signature = _SIGNATURE.search(words)
    if signature and NAME in {one.name for one in credits_of(signature["names"]) or ()}:
        words = words[: signature.start()]
        yield NAME
    for cell in _CELLS.split(words):
        plain = cell.strip(_MARKUP)
        plain = _NUMBERED.sub("", plain, count=1) if plain[:1].isdigit() else plain
        if plain in PLACEHOLDERS or (plain.startswith(QUERY) and plain.endswith("）")):
            yield plain


def _as_printed(line: str) -> str:
    """A line without the links, house marks, tags and references round its words."""
    line = html.unescape(line) if "&" in line else line
    return _INSIDE.sub(lambda found: found["link"] or found["form"] or "", line)
