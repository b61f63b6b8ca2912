"""What looks like a mark and stayed text: told with its line, for an editor may have meant it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from newsroom.angles import SIGN
from newsroom.inlines import FORMULA, PAIRS, marks_of
from newsroom.joined import row_left, run_together, words_of
from newsroom.notes import REFERENCE
from newsroom.stars import before_brackets, look_alikes, unpaired

PROSE = {"p", "li"}  # whose lines are joined
CODE = {"code", "pre", "kbd", "samp"}
AROUND = 8  # characters on both sides, by which a place is found again in the source
_BREAK = re.compile(r"[\n\x02\x03]")  # ends of lines, and of what the library has put aside


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that may be a mark. written: with some characters round them; what, cure: Chinese."""

    written: str
    what: str
    cure: str


_LINE_START = {
    r"[-*+][ \t]+\S.{0,12}": ("行首的“{}”没有排成列表", "列表前面请空一行"),
    r"[0-9]{1,3}\.[ \t]+\S.{0,12}": ("行首的“{}”没有排成列表", "列表前面请空一行"),
    r"\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*$": ("“{}”没有排成表格", "表格前后请各空一行"),
    r":[ \t]+\S.{0,12}": ("“{}”不支持（术语解释）", "请写成一段文字或列表"),
    r"\[[^\]\n^][^\]\n]*\]:[ \t]*(?:\S+\.md\b|$)": (
        "“{}”不支持（集中写的链接）",
        "请写成 [文字](地址)",
    ),
    r"(?:`{3,}|~{3,})[^\n`~]{0,20}$": (
        "“{}”没有成对，下面的不当作代码",
        "代码请在前后各写一行三个反引号",
    ),
    r"!!![ \t]|:::": ("“{}”不支持（提示框）", "请写成一段文字或引文"),
}
_ANYWHERE = {
    REFERENCE: ("“{}”没有找到注文", "请在正文末尾另起一行写 [^1]: 注文，编号要一样"),
    r"(?<=[A-Za-z)])~[0-9A-Za-z+\-]{1,4}~": ("“{}”不支持（下标）", "请写成 <sub>2</sub>"),
    r"(?<=\w)\^[0-9A-Za-z+\-①-⑳*]{1,4}\^": ("“{}”不支持（上标）", "请写成 <sup>2</sup>"),
    r"(?<!\$)\$(?=[^$\n]*[\\^_=])[^$\n\u3400-\u9fff]{1,80}\$(?!\$)": (
        "“{}”不支持（公式）",
        "请写成文字，或做成图片",
    ),
    FORMULA: ("“{}”不支持（公式）", "请写成文字，或做成图片"),
    r"\$\$": ("“{}”不支持（公式）", "请写成文字，或做成图片"),
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}": ("“{}”不支持（网页模板的标记）", "请删去"),
    r"!?\[\[[^\[\]\n]{1,80}\]\]": ("“{}”不支持（双方括号的链接）", "请写成 [文字](地址)"),
    r"\[!(?i:note|tip|info|important|warning|caution|quote)\]": (
        "“{}”不支持（提示框）",
        "请写成一段文字或引文",
    ),
    r"(?<![\w:：]):[a-z][a-z0-9_]{1,30}:(?![\w:])": (
        "“{}”不支持（表情的名字）",
        "请换成表情本身，或删去",
    ),
    r"\{[\u3400-\u9fff]{1,20}\|[^{}|\n]{1,60}\}": (
        "“{}”不支持（注音）",
        "请写成 <ruby>字<rt>zì</rt></ruby>",
    ),
    r"(?<!\^)\^\^(?![\s^])[^\^\n]{1,80}\^\^(?!\^)|(?<!\+)\+\+(?![\s+])[^+\n]{1,80}\+\+(?!\+)": (
        "“{}”不支持（插入的标记）",
        "要的是强调，请写成 **文字**",
    ),
    r"(?<!%)%%(?![\s%])[^%\n]{1,80}%%(?!%)": ("“{}”不支持（批注）", "不要印出来的，请删去"),
    r"(?i:\[TOC\])": ("“{}”不支持（目录）", "请删去，小标题多的稿件会自动有目录"),
    r"\{[#.:][^{}\n]{1,40}\}": ("“{}”不支持（属性）", "请删去"),
    r"\[[^\[\]\n]{1,60}\]\[[^\[\]\n^]{0,60}\]": (
        "“{}”不支持（集中写的链接）",
        "请写成 [文字](地址)",
    ),
    r"\]（(?=https?:|[\w./-]+\.md)": ("“{}”没有排成链接", "地址要用半角括号，如 [文字](地址)"),
    r"\]\((?=https?:|[\w./-]+\.md)": ("“{}”没有排成链接", "方括号、圆括号要成对"),
    rf"{SIGN}/?[A-Za-z][A-Za-z0-9]*\s*/?>": (
        "不认识的标签“{}”，照原样排出",
        "要的是文字就不用改；要的是排版，请改用 Markdown",
    ),
}
_LINES = [(re.compile(pattern, re.MULTILINE), told) for pattern, told in _LINE_START.items()]
_WORDS = [(re.compile(pattern), told) for pattern, told in _ANYWHERE.items()]
# Most texts hold none of the signs that all these begin with or have in them.
_ANY = re.compile(rf"[`~=*_^$\[\]{{{SIGN}]|%%|\+\+|:[a-z]|^[ \t]*(?:[-+|:!]|[0-9])", re.MULTILINE)


def doubts(root: Element) -> Iterator[Doubt]:
    """All that may be a mark in the text of a tree whose marks have been read."""
    for element in root.iter():
        if element.tag in PROSE:
            yield from _of_joined(element)
        if element.tag not in CODE:
            yield from _in_text(element.text, element.tag, starts=element.tag == "p")
        for child in element:
            starts = element.tag == "p" and child.tag == "br"
            yield from _in_text(child.tail, element.tag, starts=starts)


def _in_text(text: str | None, tag: str, *, starts: bool) -> Iterator[Doubt]:
    """What may be a mark in a text inside an element. starts: whether it begins a line."""
    if text and tag in PROSE and "\n" in text:
        yield from _in_lines(text, starts=starts)
    if not text or isinstance(text, AtomicString):
        return
    if not _ANY.search(text):
        return
    yield from _of_stars(text, cell=tag in {"td", "th"})
    for mark in PAIRS:
        for found in marks_of(text, mark):
            cure = f"要的是文字就不用改；要的是{_MEANT[mark]}，请写成 {mark}文字{mark}"
            yield Doubt(_around(text, found.at, found.at + 2), f"“{mark}”没有成对", cure)
    for pattern, (what, cure) in _WORDS:
        for match in pattern.finditer(text):
            yield _doubt(text, match, what, cure)
    for pattern, (what, cure) in _LINES if starts else ():
        begins = (pattern.match(text, start) for start in _line_starts(text))
        yield from (_doubt(text, match, what, cure) for match in begins if match)


def _of_stars(text: str, *, cell: bool) -> Iterator[Doubt]:
    bracketed = {match.start(): match for match in before_brackets(text)}
    for match in bracketed.values():
        cure = "要加粗，请在前面空一格，或把括号写在星号外面；要的是文字就不用改"
        yield _doubt(text, match, "“{}”在字和括号之间，没有排成加粗", cure)
    halves = set(bracketed) | {text.find("**", at + 2) for at in bracketed}
    for match in unpaired(text, cell=cell):
        if match.start() in halves:
            continue
        yield _doubt(text, match, "“{}”没有成对", "加粗请写成 **文字**，前后各两个星号")
    for match, mark in look_alikes(text):
        told = "要的是文字就不用改，或在前面加反斜线；要加粗，请写成 **文字**"
        yield _doubt(text, match, f"“{mark}”照原样印出：{{}}", told)


def _of_joined(element: Element) -> Iterator[Doubt]:
    """Lines that were joined, where no single one of them gives itself away."""
    words = "".join(words_of(element))
    given_away = _GIVEN_AWAY.search if "\n" in words else _GIVEN_AWAY.match  # of its one line
    if given_away(words):
        return
    row = row_left(element)
    if row:
        cure = (
            "第二行要写 |---|---|，格子和表头一样多；竖线和减号用半角，表格里不空行；"
            "要的是文字就不用改"
        )
        yield Doubt(_as_written(element, row), f"“{row[:20]}”没有排成表格", cure)
        return
    joined = run_together(element)
    if joined:
        first, second = (line[:20] for line in joined)
        what = f"这几行连成了一段，不知道是不是要分开：{first} / {second}"
        cure = (
            "要一行一行排，请在行尾加两个空格或一个反斜线；要各成一段，请在中间空一行；"
            "本该连在一起的，请写成一行"
        )
        yield Doubt(_as_written(element, joined[1]), what, cure)


def _as_written(element: Element, line: str) -> str:
    """The longest part of a line between its marks, by which the source has it."""
    parts = (part for text in element.itertext() for part in _BREAK.split(text))
    return max((part for part in map(str.strip, parts) if part in line), key=len, default=line)


def _in_lines(text: str, *, starts: bool) -> Iterator[Doubt]:
    """Lines of a paragraph that an editor meant to stand by themselves: 　　, ——, 1、."""
    first = text.find("\n", 1 if starts else 0)
    for match in _OWN_LINE.finditer(text, first) if first >= 0 else ():
        words = match.group(1)
        cure = "要另起一段，请在前面空一行；只要换行，请在上一行末尾加两个空格"
        yield Doubt(words.rstrip(), f"这一行和上一行连成了一段：{words.strip()[:20]}", cure)


_OWN_LINE = re.compile(
    r"\n(?=[ \t]*(?:\u3000|[ ]{4}|\t|[—―]{2}|--|[•·●○◆◇■□▪★☆※►▶➢✓✔①-⑳⑴-⒇](?!\n)"
    r"|[0-9]{1,3}(?:[、)）]|[.．](?![0-9 \t]))|[（(](?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)]"
    r"|[一二三四五六七八九十]{1,3}、))([^\n]{1,40})"
)
_GIVEN_AWAY = re.compile(
    "|".join([_OWN_LINE.pattern, *(rf"^(?:{pattern})" for pattern in _LINE_START)]), re.MULTILINE
)
_MEANT = {"~~": "删除线", "==": "标亮"}


def _line_starts(text: str) -> Iterator[int]:
    at = 0
    while at >= 0:
        while at < len(text) and text[at] in " \t\n":
            at += 1
        yield at
        at = text.find("\n", at)


def _doubt(text: str, match: re.Match[str], what: str, cure: str) -> Doubt:
    words = match.group().strip()
    shown = words if len(words) <= 20 else f"{words[:20]}……"
    return Doubt(_around(text, match.start(), match.end()), what.format(shown), cure)


def _around(text: str, start: int, end: int) -> str:
    """A place in a text with what stands round it, as far as the source has it on one line."""
    before = _BREAK.split(text[max(0, start - AROUND) : start])[-1]
    after = _BREAK.split(text[end : end + AROUND])[0]
    return before + text[start:end] + after
