"""What the desk decided of the structure of a copy, with its reason, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FOLDED = "网页折起来的文字"
"""Why a paragraph of a page may be no part of its story."""

UNDER_PICTURE = "紧跟在图片后面的短句"
SHORT_AT_TOP = "网页正文开头的短句"
"""Why a sentence of a page may be a caption."""

SHOWN = "标题和正文之间的短行，像图片说明"
FOREIGN = "正文前的几个短行，和正文没有一个相同的词"
"""Why short lines over a text were not read as its heading."""


TOLD_OF = "单独一行的人名，标题里写到"
"""Why a name alone was not read as a byline."""


class Subject(StrEnum):
    """What a judgement is about; the value stands in the answer."""

    BLOCK = "block"
    DIVISION = "division"
    TIERS = "tiers"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about one line.

    line: in the raw file; said: what the line was taken for, Chinese; reason: why, Chinese;
    margin: by how much it was better than the next best reading, in the weights of its own scale;
    other: the next best reading, Chinese, "" where nothing else is likely.
    """

    subject: Subject
    line: int
    said: str
    reason: str
    margin: float
    other: str = ""


TRAILING = "末尾的短行，没有标点"
"""What a copy ends with that is no sentence and no office: a caption, a headline without a text."""
