"""The docket that an office's site puts over each of its papers: 索引号：… 主题分类：… 发文机构：….

It stands in a table, in lines of labels and values, or in lines of labels each with its value under
it. A label that stands nowhere else (索引号, 主题分类) and two more of the kind tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from copydesk.fields.datelines import opens
from copydesk.lexicon import HAN, ends_sentence, simple

_DOCKET_SURE = re.compile(
    "索引号|信息索引号?|公开(?:方式|范围|形式|类别|时限)|主题分类|组配分类|体裁分类|"
    "受文者|发文字号|密等及解密条件或保密期限|密等"
)
_DOCKET = re.compile(
    f"{_DOCKET_SURE.pattern}|信息(?:分类|名称|来源|类别)|(?:发布|发文|公开|制发|成文|印发|责任)"
    "(?:机构|机关|单位|部门|日期|时间|字号)|(?:成文|生成|生效|废止|失效|发布|公开)(?:日期|时间)|"
    "文号|文件编号|(?:文件)?名称|标题|主题词|关键词|(?:有效|时效)性|有效期|(?:文件)?效力状态|分类|"
    "速别|附件|内容概述|来源|信息来源|(?:浏览|阅读|点击|访问)(?:次数|量)?|字号|字体(?:大小)?"
)


def is_docket(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is the docket that an office's site puts over each of its papers.

    It is one where every other cell is a label of such a docket and three are, one of them a label
    that stands nowhere else (索引号, 主题分类); a timetable with a column 名称 is none.
    """
    cells = [[cell for cell, _ in groupby(row)] for row in rows]  # a merged cell stands repeated
    labels = _labels(cell for row in cells for cell in row[::2])
    return len(labels) >= 3 and _are_docket(labels) and _is_surely_docket(labels)


_LABEL = re.compile(
    f"(?:^|(?<=[\\s|｜]))([{HAN}](?:[ \u3000\u00a0]{{0,8}}[{HAN}]){{1,11}})[ ]*[:：]"
)


_BLANKS = re.compile(r"\s+")
_BLANKS_AND_COLONS = re.compile(r"[\s:：]+")


def _labels(cells: Iterable[str]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        words = simple(cell).strip(" \t\u3000:：")
        last = _BLANKS.split(words)[-1]  # 通知 发布机构: has the value before it
        bare = _BLANKS_AND_COLONS.sub("", words)
        told = _DOCKET.fullmatch(last) or _CALLED.fullmatch(last)
        found.append(last if told else bare)
    return [label for label in found if label]


def _are_docket(labels: Sequence[str]) -> bool:
    return bool(labels) and all(_DOCKET.fullmatch(label) for label in labels)


def _is_surely_docket(labels: Sequence[str]) -> bool:
    return any(_DOCKET_SURE.fullmatch(label) for label in labels)


def docket_lines(lines: Sequence[str]) -> Iterator[int]:
    """The places of lines that are such a docket."""
    place = 0
    while place < len(lines):
        end = _release_end(lines, place)
        if end - place > FEWEST_OF_RELEASE:
            yield from range(place, end)
            place = end
            continue
        end = _row_end(lines, place)
        if end > place:
            yield from range(place, end)
            place = end
            continue
        end, labels = _run(lines, place)
        if len(labels) >= FEWEST and _is_surely_docket(labels):
            yield from range(place, end)
        place = max(end, place + 1)


def _row_end(lines: Sequence[str], at: int) -> int:
    """The end of a docket whose labels stand in one line, and its values under it; at if none."""
    words = simple(lines[at])
    if "索" not in words and "公" not in words and "类" not in words:
        return at  # most lines of a copy are told so, without a search
    bare = re.sub(r"\s", "", words)
    labels = len(_ROW_LABEL.findall(bare)) if _ROW.fullmatch(bare) else 0
    if labels < FEWEST + 1 or not re.search(_DOCKET_SURE.pattern, bare):
        return at
    end, values = at + 1, 0
    while end < len(lines) and values < labels and _is_value(lines[end]):
        values += len(lines[end].split())
        end += 1
    return end


_ROW_LABEL = re.compile(_DOCKET.pattern)
_ROW = re.compile(f"(?:{_DOCKET.pattern})+")


def linked_lines(lines: Sequence[str]) -> list[int]:
    """The places of addresses under the label of where a text was taken from: 原文网址：."""
    return [
        at
        for at in range(1, len(lines))
        if lines[at - 1].rstrip()[-1:] in {"：", ":"}
        and LINKED.fullmatch(simple(lines[at - 1].strip()))
        and _ADDRESS.fullmatch(lines[at].strip())
    ]


def housed_lines(lines: Sequence[str]) -> list[int]:
    """The places of a house's name alone over a dateline that begins with it: 某网, 某网讯."""
    return [
        at
        for at in range(1, len(lines) - 1)
        if _HOUSE.fullmatch(words := simple(lines[at].strip()))
        and simple(lines[at + 1].strip().lstrip("【[（(〔")).startswith(words)
        and opens(lines[at + 1])
    ]


_HOUSE = re.compile(f"[{HAN}]{{1,8}}[网报社台]")


def crumb_lines(lines: Sequence[str]) -> list[int]:
    """The places of a path on top of a page, a step a line: 首页, 校园采风, 正文."""
    top = [simple(line.strip()) for line in lines[:TOP]]
    if not top or not _HOME.fullmatch(top[0]):
        return []
    end = next((at for at, words in enumerate(top) if _HERE.fullmatch(words)), 0)
    steps = all(len(words) <= LONGEST_STEP for words in top[:end])
    return list(range(end + 1)) if end and steps else []


_HOME = re.compile("(?:网站)?(?:首页|主页)")
_HERE = re.compile("正文|详情|内容|文章(?:内容|详情)?")
TOP = 6
LONGEST_STEP = 8
"""Lines of such a path, and characters of a step."""

LINKED = re.compile(
    "(?:(?:原文|本文|文章|新闻|来源)?(?:链接|连结)|(?:原文|原始|本文|文章)(?:网址|地址))[:：][ ]*"
    r"(?:https?://\S+)?"
    rf"|(?:首发于?|原载于?|转自|选自|发表于)[{HAN}]{{0,12}}[:：][ ]*(?:https?://|www\.)\S+"
)
"""Where the page of a text stands: 链接：https://…

What a notice asks its reader to open has its own word before it: 报名链接.
"""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def _release_end(lines: Sequence[str], at: int) -> int:
    """The end of an office's name over its release and of the lines that say who gave it out."""
    if not _RELEASE.fullmatch(simple(lines[at].strip())):
        return at
    end = at + 1
    while end < len(lines):
        labels = _labels(_LABEL.findall(simple(lines[end])))
        if not labels or not all(_DOCKET.fullmatch(x) or _CALLED.fullmatch(x) for x in labels):
            break
        end += 1
    return end


_RELEASE = re.compile(f"[{HAN}]{{0,14}}[ \u3000]{{0,2}}新闻稿")
_CALLED = re.compile(
    "(?:新闻)?(?:联络|联系)人|承办人|(?:联络|联系)?电话|手机|传真|附件|发稿(?:日期|时间|单位)"
)
FEWEST_OF_RELEASE = 2
"""Labels under 某某縣政府新聞稿 at least, that it is the head of a release and no headline."""


def _run(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """The end of the labelled lines that begin at a place, and their labels."""
    labels: list[str] = []
    end = at
    while end < len(lines):
        words = lines[end].strip()
        if ":" not in words and "：" not in words:
            break  # most lines of a copy are told so, without a search
        own = _labels(_LABEL.findall(words))
        if not _are_docket(own) or ends_sentence(words.rstrip("：: ")):
            break
        labels += own
        end += 1
        empty = words[-1:] in "：:" and len(own) == 1
        if empty and end < len(lines) and _is_value(lines[end]) and not _again(lines, end):
            end += 1
    return end, labels


def _is_value(line: str) -> bool:
    """Whether a line may be the value of the label over it, and is no label itself."""
    words = line.strip()
    return len(words) <= LONGEST_VALUE and not _LABEL.findall(words) and not ends_sentence(words)


def _again(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands a second time over the text: the title of the paper."""
    return len(lines[at].strip()) >= SHORTEST_TITLE and lines[at] in lines[:at]


SHORTEST_TITLE = 6
"""Characters of a title that no two values have by chance."""

FEWEST = 3
"""Labels of a docket at least."""

LONGEST_VALUE = 40
