"""Copy that names its own parts: 标题：…, 作者：…, 正文：…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_label
from copydesk.changes import ChangeLog
from copydesk.fields.names import is_office
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.forms import FORM_TITLE

_LABELS = {
    Part.KICKER: "引题|肩题|眉题",
    Part.HEADLINE: "标题|主题|大标题|主标题|题目|文章标题|新闻标题|(?:稿件|文稿)(?:标题|题目|名称)",
    Part.DECK: "副题|副标题",
    Part.BYLINE: "署名|作者|作者姓名|撰稿|撰稿人|投稿人|供稿人",
    Part.DATELINE: "电头",
    Part.SUBHEAD: "小标题|小题",
    Part.CAPTION: "图片说明|图说|图注|照片说明",
    Part.CREDIT: "图片作者|摄影者|摄影作者",
    Part.TEXT: "正文|内容|稿件正文|全文",
}
_RUN_IN = re.compile(f"[ ]*[●◆■★▪◇○•※▲]?[ ]*【([{HAN}A-Za-z0-9“”、 ]{{3,12}})】[ ]*(?=.{{15,}})")
_PLACE = re.compile("(?:省|市|区|县|镇|乡|村|街道|社区|学校|医院|公司|联|会|院|所|站)$")
_COUNTED = re.compile(
    "[【\\[（(]?(?:稿件|来稿|文稿|新闻稿|新闻|消息|简讯|图片)[ ]?之?[一二三四五六七八九十\\d]{1,2}"
    "[】\\]）)]?[:：]?"
    "|[—\\-=*· ]{2,}(?:稿件|新闻)?(?:正文|全文|原文)(?:如下|开始|内容)?[—\\-=*· :：]{2,}"
    "|[【\\[（(]?(?:新闻|宣传)?(?:通稿|新闻稿)[】\\]）)]?[:：]?"
    "|[【\\[（(]?第[一二三四五六七八九十\\d]{1,2}[篇则][】\\]）)]?[:：]?"
)
_ASKED = re.compile(
    f"[ ]*[{HAN}]{{0,6}}(?:电话|手机|邮箱|地址|单位|部门|审核人?|审核意见|审稿人?|签发人?|"
    "签发意见|核稿人?|校对人?|字数|体裁|类别|栏目|版面|编号|日期|时间|联系人|联系方式|报送人?|"
    "QQ|微信)[ ]*[:：]"
)
"""What a form asks about its copy, over the text that it names."""

_LABEL = re.compile(
    "^[ ]*[【\\[]?(?P<label>" + "|".join(_LABELS.values()) + ")[】\\]]?[ ]*[:：][ ]*"
)


def read_labels(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy with what their labels say of them, and without the labels.

    Only where the copy is labelled as a whole: a headline and its text, or two tiers, are named;
    活动主题：… in a notice is no label.
    """
    lines = _without_numbers(lines, log)
    parts = {_part(line) for line in lines}
    labelled = Part.HEADLINE in parts and bool(
        parts & {Part.TEXT, Part.KICKER, Part.DECK, Part.BYLINE, Part.DATELINE}
    )
    if not labelled and Part.SUBHEAD not in parts:
        return list(lines)
    read: list[Line] = []
    gap, told = 0, False
    for line in lines:
        part = _part(line)
        match = _LABEL.match(simple(line.words))
        told = told or part is Part.TEXT
        bare = simple(line.words).strip(" <>＜＞《》【】")
        asked = labelled and not (told or match)
        asked = asked and bool(_ASKED.match(simple(line.words)) or FORM_TITLE.search(bare))
        if Part.TEXT in parts and asked and log.remove(line.text, Rule.FORM):
            gap += line.blanks + 1
            continue
        wanted = labelled or part in {Part.SUBHEAD, Part.CAPTION}
        if match is None or not wanted or line.hint.table:
            read.append(line.spaced(gap))
            gap = 0
            continue
        if not log.remove(line.text[: match.end()], Rule.LABEL):
            read.append(line)
            continue
        rest = line.text[match.end() :].strip()
        if not rest:
            gap += line.blanks + 1
            continue
        hint = replace(line.hint, part=Part.NONE if part is Part.TEXT else part)
        read.append(replace(line, text=rest, hint=hint, blanks=line.blanks + gap))
        gap = 0
    return read


def is_counted(words: str) -> bool:
    """Whether a line only counts the items of a copy: 稿件二."""
    return bool(_COUNTED.fullmatch(simple(words.strip())))


def _without_numbers(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without those that only count its items: 稿件二."""
    kept: list[Line] = []
    gap = 0
    for line in lines:
        if _COUNTED.fullmatch(simple(line.words.strip())) and log.remove(line.text, Rule.LABEL):
            gap += line.blanks + 3
            continue
        kept.append(line.spaced(gap))
        gap = 0
    return kept


def _part(line: Line) -> Part:
    """The part that a line's label names."""
    match = _LABEL.match(simple(line.words))
    if not match:
        return Part.NONE
    label = match.group("label")
    return next(part for part, words in _LABELS.items() if re.fullmatch(words, label))


def part_run_ins(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, titles in brackets that run in with their text on lines of their own.

    【夜校招生】秋季班开始报名: two or more paragraphs of a copy must begin so. Offices and places
    that open a piece of news, and labels like 【时间】, are text.
    """
    found = {at: match for at, line in enumerate(lines) if (match := _run_in(line))}
    if len(found) < 2 or not log.decisions.allow(Rule.LABEL):
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        match = found.get(at)
        if match is None:
            parted.append(line)
            continue
        title, text = line.text[match.start(1) : match.end(1)], line.text[match.end() :].strip()
        parted.append(
            replace(line, text=title, hint=replace(line.hint, part=Part.SUBHEAD), jumps=False)
        )
        parted.append(replace(line, text=text, blanks=0, continues=False))
    return parted


def _run_in(line: Line) -> re.Match[str] | None:
    match = _RUN_IN.match(line.words)
    if match is None or line.hint.table or line.verse or line.hint.part is Part.HEADLINE:
        return None
    if is_label(line.words):
        return None
    if not re.search("[，。；、！？：,]", line.words[match.end() :]):
        return None  # a headline with a rubric before it
    words = simple(match.group(1))
    return None if is_office(words) or _PLACE.search(words) else match
