"""Forms of newsrooms (稿签): a whole story in the cells of one table of Word.

A label stands in a cell of its own, its value in the next; the story is in one cell, a paragraph a
line. What the form asks besides (number of characters, who passed it) is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.lexicon import HAN, ends_sentence, simple

PARTS = re.compile(
    "引题|肩题|眉题|标题|主题|题目|稿件(?:标题|题目|名称)|文章标题|主标题|副题|副标题|作者|作者姓名|"
    "署名|撰稿人?|电头|正文|内容|稿件(?:正文|内容)|全文|图片说明|图说"
)
"""Labels of what is copy."""

_LABEL = re.compile(f"[{HAN}（）()/、 \u3000]{{2,12}}[:：]?")
_HEADLINE = re.compile("标题|主题|题目|稿件(?:标题|题目|名称)|文章标题|主标题")
_STORY = re.compile("正文|内容|稿件(?:正文|内容)|全文")
_KNOWN = {"稿件标题": "标题", "稿件题目": "标题", "稿件名称": "标题", "稿件正文": "正文"}
FORM_TITLE = re.compile(
    "(?:稿签|稿纸|(?:发|投|来|送|审)稿(?:单|表|笺|登记表)|稿件(?:登记|审核|送审|审批|签发)?(?:单|表|签)|(?:来|送|投)稿登记)$"
)
"""What a form calls itself over its table."""

LONG = 80
"""Characters of a cell that holds a story."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell with its paragraphs, empty ones left out."""

    paragraphs: tuple[str, ...]
    line: int = 0

    @property
    def text(self) -> str:
        """Its paragraphs as one."""
        return "".join(self.paragraphs)

    @property
    def label(self) -> str:
        """Its words without blanks and colon, as labels are compared."""
        return re.sub(r"[\s\u3000:：]", "", simple(self.text))


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form. copy: whether it is part of the copy; line: of its cell."""

    text: str
    copy: bool
    line: int = 0


def is_form(cells: Sequence[FormCell]) -> bool:
    """Whether the cells of a table are those of a form that holds a story."""
    labels = [cell.label for cell in cells]
    long = any(len(cell.text) >= LONG or len(cell.paragraphs) > 2 for cell in cells)
    told = any(
        _STORY.fullmatch(label) and ends_sentence(value.text)
        for label, value in zip(labels, cells[1:], strict=False)
    )  # a brief is a story, too
    return (long or told) and any(_HEADLINE.fullmatch(label) for label in labels)


def form_lines(cells: Sequence[FormCell]) -> Iterator[FormLine]:
    """The lines of a form, in the order of its cells."""
    at = 0
    while at < len(cells):
        cell = cells[at]
        following = cells[at + 1] if at + 1 < len(cells) else FormCell(())
        if PARTS.fullmatch(cell.label):
            yield from _labelled(cell, following)
            at += 2
        elif _holds_story(cell):
            yield from (FormLine(text, copy=True, line=cell.line) for text in cell.paragraphs)
            at += 1
        elif _LABEL.fullmatch(cell.text) and not _holds_story(following):
            value = following.text if not PARTS.fullmatch(following.label) else ""
            yield FormLine(f"{cell.text}：{value}", copy=False, line=cell.line)
            at += 2 if value else 1
        else:
            yield FormLine(cell.text, copy=False, line=cell.line)
            at += 1


def _labelled(cell: FormCell, value: FormCell) -> Iterator[FormLine]:
    label = _KNOWN.get(cell.label, cell.label)
    first, *others = value.paragraphs or ("",)
    if _STORY.fullmatch(cell.label):
        yield FormLine(f"{label}：", copy=True, line=cell.line)
        others = list(value.paragraphs)
    else:
        yield FormLine(f"{label}：{first}", copy=True, line=cell.line)
    yield from (FormLine(text, copy=True, line=cell.line) for text in others)


def _holds_story(cell: FormCell) -> bool:
    return len(cell.text) >= LONG and any(ends_sentence(text) for text in cell.paragraphs)
