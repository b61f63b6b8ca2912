"""Copy that names its own parts: 标题：…, 作者：…, 正文：…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import whole_byline
from copydesk.fields.datelines import opens
from copydesk.fields.kinds import is_paper
from copydesk.fields.signatures import bracketed_byline
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.forms import FORM_TITLE
from copydesk.traced import Edit

_LABELS = {
    Part.KICKER: "引题?|肩题?|眉题",
    Part.HEADLINE: "标题|主题?|大标题|主标题|题目|文章标题|新闻标题"
    "|(?:稿件|文稿)(?:标题|题目|名称)",
    Part.DECK: "副题?|副标题",
    Part.BYLINE: "署名|作者|作者姓名|撰稿|撰稿人|投稿人|供稿人",
    Part.DATELINE: "电头",
    Part.SUBHEAD: "小标题|小题",
    Part.CAPTION: "图片说明|图说|图注|照片说明",
    Part.CREDIT: "图片作者|摄影者|摄影作者",
    Part.TEXT: "正文|内文|内容|稿件正文|全文",
}
_COUNTED = re.compile(
    "[【\\[（(]?(?:稿件|来稿|文稿|新闻稿|新闻|消息|简讯|图片)[ ]?之?[一二三四五六七八九十\\d]{1,2}"
    "[】\\]）)]?[:：]?"
    "|[—\\-=*· ]{2,}(?:稿件|新闻)?(?:正文|全文|原文)(?:如下|开始|内容)?[—\\-=*· :：]{2,}"
    "|[【\\[（(]?(?:新闻|宣传)?(?:通稿|新闻稿)[】\\]）)]?[:：]?"
    "|[【\\[（(]?第[一二三四五六七八九十\\d]{1,2}[篇则][】\\]）)]?[:：]?"
    f"|[{HAN}\\d ]{{0,16}}(?:稿件|来稿|投稿|供稿|新闻稿|通稿|简讯|信息)[ ]?"
    "[（(](?:共|合?计)?[ ]?[一二三四五六七八九十两\\d]{1,2}[ ]?[篇条则件个][）)][:：]?"
    "|(?:\\d{4}年)?(?:[今昨明][日天]|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\\d{1,2}|"
    "[一二三四五六七八九十]{1,3})[日号])[的]?(?:稿件|来稿|供稿|新闻稿|稿子|见报稿?|用稿)(?:汇总|一览)?[:：]?"
    "|(?:头|[二三四五六七八九]|倒头)条|(?:要闻|综合|民生|社会|经济|文化|教育|体育|时政|副刊|专题|[一二三四\\d])版"
)
"""What counts the items of a copy, or names the parcel that they come in."""

_ASKED = re.compile(
    f"[ ]*[{HAN}]{{0,6}}(?:电话|手机|邮箱|地址|单位|部门|审核人?|审核意见|审稿人?|签发人?|"
    "签发意见|核稿人?|校对人?|字数|体裁|类别|栏目|版面|编号|日期|时间|联系人|联系方式|报送人?|"
    "QQ|微信)[ ]*[:：]"
)
"""What a form asks about its copy, over the text that it names."""

_LABEL = re.compile(
    "^[ ]*(?:[【\\[](?P<framed>标题|题目|新闻标题|引题|肩题|主题|副题|副标题|作者|署名|撰稿|"
    "供稿人|正文|全文)[】\\]](?![ ]*[:：])|"
    "(?P<alone>正文|全文)(?=[ ]*$)|"
    "[【\\[]?(?P<label>" + "|".join(_LABELS.values()) + ")[】\\]]?[ ]*[:：])[ ]*"
)


def read_labels(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy with what their labels say of them, and without the labels.

    Only where the copy is labelled as a whole: a headline and its text, or two tiers, are named;
    活动主题：… in a notice is no label.
    """
    lines = _without_numbers(_unaddressed(lines, log), log)
    parts = {_part(line) for line in lines}
    labelled = Part.HEADLINE in parts and bool(
        parts & {Part.TEXT, Part.KICKER, Part.DECK, Part.BYLINE, Part.DATELINE} or _is_titled(lines)
    )
    if not labelled and Part.SUBHEAD not in parts:
        return list(lines)
    read: list[Line] = []
    gap, told = 0, False
    titles = sum(_part(line) is Part.HEADLINE for line in lines)
    for line in lines:
        part = _part(line)
        match = _LABEL.match(simple(line.words))
        told = told or part is Part.TEXT
        bare = simple(line.words).strip(" <>＜＞《》【】")
        asked = labelled and not (told or match)
        asked = asked and bool(_ASKED.match(simple(line.words)) or FORM_TITLE.search(bare))
        if (Part.TEXT in parts or _is_titled(lines)) and asked and log.remove(line.text, Rule.FORM):
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
        hint = replace(hint, goes_on=bool(read) and part is Part.HEADLINE and titles == 1)
        read.append(replace(line, text=rest, hint=hint, blanks=line.blanks + gap))
        gap = 0
    return _said_once(read, log)


def _said_once(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the headline again that its form has named: 稿件标题：…."""
    named = next((at for at, line in enumerate(lines) if line.hint.part is Part.HEADLINE), None)
    if named is None:
        return lines
    said = re.sub(r"\W", "", lines[named].words)
    below = range(named + 1, min(len(lines), named + 1 + NEAR))
    again = [at for at in below if re.sub(r"\W", "", lines[at].words) == said]
    if not again or not log.remove(lines[again[0]].text, Rule.PAGE_TITLE):
        return lines
    return [*lines[: again[0]], *lines[again[0] + 1 :]]


NEAR = 4
"""Lines under a headline that a form names, among which its copy says it again."""

_SENT_IN = re.compile(
    "[ ]*[【\\[（(](?:投稿|来稿|供稿|送稿|稿件|新稿|急稿|通稿|新闻通稿|通讯员来稿|投稿件)"
    "[】\\]）)][ ]*[:：]?[ ]*(?=.{4})"
)
"""What a sender writes before his headline: 【投稿】."""


def _unaddressed(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without what its sender wrote before the first headline."""
    kept = list(lines)
    match = _SENT_IN.match(simple(kept[0].words)) if kept else None
    if match and log.remove(kept[0].text[: match.end()], Rule.LABEL):
        kept[0] = replace(kept[0], text=kept[0].text[match.end() :])
    return kept


def _is_titled(lines: Sequence[Line]) -> bool:
    """Whether a copy begins with its headline, named as such, and nothing else is named."""
    match = _LABEL.match(simple(lines[0].words)) if lines else None
    return bool(match) and bool(re.search("标题|题目", _named(match) if match else ""))


def is_counted(words: str) -> bool:
    """Whether a line only counts the items of a copy: 稿件二."""
    return bool(_COUNTED.fullmatch(simple(words.strip())))


def _without_numbers(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without those that only count its items or name their files: 稿件二."""
    kept: list[Line] = []
    gap = 0
    for at, line in enumerate(lines):
        counts = _COUNTED.fullmatch(simple(line.words.strip())) or _is_file(lines, at)
        if counts and log.remove(line.text, Rule.LABEL):
            gap += line.blanks + 3
            continue
        kept.append(line.spaced(gap))
        gap = 0
    return kept


_FILE = re.compile(r"[^。；！？]{1,80}\.(?:docx?|wps|txt|rtf|odt|pdf)", re.IGNORECASE)
SHORTEST_NAME = 5
"""Characters of a headline that the name of its file says."""


def _is_file(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the name of the file that the headline under it came in."""
    words = simple(lines[at].words.strip())
    if not _FILE.fullmatch(words):
        return False
    named = re.sub(r"\W", "", words)
    below = [re.sub(r"\W", "", simple(line.words)) for line in lines[at + 1 : at + 3]]
    return any(len(said) >= SHORTEST_NAME and said in named for said in below)


_COUNT = "(?:\\d{1,2}|[一二三四五六七八九十])"
_NUMBER = re.compile(
    f"[ ]*(?:(?P<label>稿件|来稿|文稿|新闻稿|新闻|消息|信息|简讯|短讯|文章)[ ]?(?P<told>{_COUNT})"
    "(?:[:：.．、 ]|$)"
    f"|[（(](?P<framed>{_COUNT})[）)][.．、 ]?|(?P<bare>\\d{{1,2}})[）)]?[.．、 ]"
    "|(?P<han>[一二三四五六七八九十])[）)]?[、.．])[ ]*"
)
_NUMERALS = "一二三四五六七八九十"


def part_items(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, where its items are numbered without the numbers over them.

    Every number, counted from one, stands before a title over a text that opens as news does or
    that is signed, or the copy says how many items it holds (稿件1：); steps of one story do none.
    """
    heads = [at for at, line in enumerate(lines) if _number_of(line) and is_head(line.words)]
    counted = [_number_of(lines[at]) for at in heads]
    if len(heads) < FEWEST_ITEMS or counted != list(range(1, len(heads) + 1)):
        return list(lines)
    ends = [*heads[1:], len(lines)]
    items = [lines[at + 1 : end] for at, end in zip(heads, ends, strict=True)]
    announced = _announces(lines[: heads[0]], len(heads)) or all(
        _is_told(lines[at]) for at in heads
    )
    apart = [bool(item) and (opens(item[0].words) or is_signed(item)) for item in items]
    most = sum(apart) >= MOST_APART * len(apart)
    if not all(items) or not (announced or (most and sum(apart) >= FEWEST_ITEMS)):
        return list(lines)
    parted: list[Line | None] = list(lines)
    for at in heads:
        line = lines[at]
        match = _NUMBER.match(line.words)
        if match is None or not log.remove(line.text[: match.end()], Rule.LABEL):
            continue
        title, place = replace(line, text=line.text[match.end() :]), at
        if not title.text:  # it stands under its number
            parted[at] = None
            title, place = replace(lines[at + 1], blanks=line.blanks), at + 1
        parted[place] = replace(title, hint=replace(title.hint, part=Part.HEADLINE))
    return [line for line in parted if line is not None]


FEWEST_ITEMS = 2
MOST_APART = 0.6
"""The share of numbered items that are signed, from which they are items; who signs may be odd."""

_HOLDS = re.compile(
    "(?P<count>[两二三四五六七八九十]|\\d{1,2})(?:条|则|篇|件|个)(?:消息|稿[件子]?|来稿|简讯|短讯|新闻|信息|动态)"
)
"""How many items a copy holds, as who sends it says: 近期我镇有两条消息，请编发。"""


def bare_titles(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, titles that stand all in brackets over signed items without them.

    【某某】 or 《某某》: two at least, each over a text that opens as news does or that is signed.
    """
    heads = [at for at, line in enumerate(lines) if _is_dressed(line)]
    if len(heads) < FEWEST_ITEMS:
        return list(lines)
    ends = [*heads[1:], len(lines)]
    items = [lines[at + 1 : end] for at, end in zip(heads, ends, strict=True)]
    apart = all(item and (opens(item[0].words) or is_signed(item)) for item in items)
    if not apart:
        return list(lines)
    bare = list(lines)
    for at in heads:
        text = lines[at].text.strip()
        text = log.change(text, Rule.LABEL, [Edit(0, 1), Edit(len(text) - 1, len(text))])
        hint = replace(lines[at].hint, part=Part.HEADLINE)
        bare[at] = replace(lines[at], text=text, hint=hint)
    return bare


def _is_dressed(line: Line) -> bool:
    plain = line.hint.untold
    return plain and bool(_DRESSED.fullmatch(line.words.strip()))


_DRESSED = re.compile("【[^【】]{5,40}】|《[^《》]{5,40}》")


def _announces(lines: Sequence[Line], count: int) -> bool:
    """Whether one of some lines says that as many items follow."""
    said = [match.group("count") for line in lines for match in _HOLDS.finditer(simple(line.words))]
    counts = {int(each) if each.isdigit() else _NUMERALS.find(each) + 1 or 2 for each in said}
    return count in counts


def _number_of(line: Line) -> int:
    """The number that a line begins with; 0 where there is none."""
    match = _NUMBER.match(line.words)
    if match is None or line.hint.table or line.hint.fixed or line.hint.level:
        return 0
    said = next(match[key] for key in ("told", "framed", "bare", "han") if match[key])
    return int(said) if said.isdecimal() else _NUMERALS.index(said) + 1


def _is_told(line: Line) -> bool:
    """Whether a line's number counts the papers that were sent: 稿件1：."""
    match = _NUMBER.match(line.words)
    return match is not None and bool(match["label"])


def is_signed(item: Sequence[Line]) -> bool:
    """Whether somebody signs behind the last sentence of an item."""
    return bool(bracketed_byline(item[-1].text)[1])


def _named(match: re.Match[str]) -> str:
    """The label that a line begins with."""
    return str(match.group("label") or match.group("framed") or match.group("alone"))


def _part(line: Line) -> Part:
    """The part that a line's label names."""
    match = _LABEL.match(simple(line.words))
    if not match:
        return Part.NONE
    label = _named(match)
    return next(part for part, words in _LABELS.items() if re.fullmatch(words, label))


_NUMBERED_TITLE = re.compile(
    f"[ ]*([{HAN}]{{1,10}}[〔\\[（(](?:19|20)\\d{{2}}[〕\\]）)][ ]?第?\\d+[ ]?号)[ ]+(?=\\S)"
)


def part_datelines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, a dateline that stands alone with its reporters parted from them."""
    parted: list[Line] = []
    for line in lines:
        match = _DATED_ALONE.fullmatch(simple(line.words.strip())) if line.hint.untold else None
        if match is None or not opens(match["line"] + "讯：" + "文" * SHORTEST_NAME * 2):
            parted.append(line)
            continue
        text = line.text.strip()
        names = text[match.start("who") : match.end("who")] if match["who"] else text[:0]
        if match["who"] and not whole_byline(names):
            parted.append(line)
            continue
        dated = text[match.start("dated") : match.end("dated")]
        parted.append(replace(line, text=dated, hint=replace(line.hint, part=Part.DATELINE)))
        if names:
            hint = replace(line.hint, part=Part.BYLINE)
            parted.append(replace(line, text=names, hint=hint, blanks=0))
    return parted


_DATED_ALONE = re.compile(
    f"(?P<dated>(?P<line>[{HAN}\\d·]{{2,14}}?)(?:讯|专?电|消息))[ \u3000]*"
    "[（(](?P<who>[^（()）]{2,60})[）)][ ]*[:：]?"
)
"""A dateline with who reports, and nothing behind: 本报讯（记者 容若 通讯员 李白）."""

_TOPIC = re.compile("(?P<line>[^。；！？]{4,24}[电讯])[ \u3000]+题[:：][ ]?(?=\\S)")
"""An agency's dateline with the headline behind it: 新华社北京4月24日电　题：…."""


def part_topics(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, a headline told behind a dateline on a line of its own over it.

    Where the headline stands over the dateline, too, the line stays as it is.
    """
    parted: list[Line] = []
    for line in lines:
        plain = line.hint.untold or line.hint.part is Part.HEADLINE
        match = _TOPIC.match(simple(line.words.strip())) if plain else None
        text = line.text.strip()
        title = text[match.end() :] if match and opens(line.words) else text[:0]
        heads = "".join(_letters(each.words) for each in parted[-NEAR_TOPIC:])
        told = match and is_head(title.text) and _letters(title.text) not in heads
        mark = text[match.end("line") : match.end()] if match and told else text[:0]
        if not match or not told or not log.remove(mark, Rule.LABEL):
            parted.append(line)
            continue
        dated = text[match.start("line") : match.end("line")]
        parted.append(replace(line, text=title, hint=replace(line.hint, part=Part.HEADLINE)))
        hint = replace(line.hint, part=Part.DATELINE)
        parted.append(replace(line, text=dated, hint=hint, blanks=0))
    return parted


def _letters(words: str) -> str:
    return re.sub(r"\W", "", simple(words))


NEAR_TOPIC = 12
"""Lines over a dateline among which the headline that it tells stands already."""


def part_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy, the number of a paper before its title on a line of its own."""
    parted: list[Line] = []
    for line in lines:
        match = _NUMBERED_TITLE.match(line.words)
        if match and not line.hint.table and is_paper(line.words[match.end() :]):
            parted.append(replace(line, text=line.text[match.start(1) : match.end(1)]))
            line = replace(line, text=line.text[match.end() :], blanks=0)  # noqa: PLW2901 # its rest
        parted.append(line)
    return parted
