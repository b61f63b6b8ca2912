"""Whether a line breaks off inside a phrase, told by the parts of speech round the break."""

from __future__ import annotations

import re
from functools import cache

from copydesk.lexicon import HAN, simple

# Parts of speech (of jieba) that something must follow: prepositions, adverbs, conjunctions,
# particles, attributes; and verbs, which want what they are done to.
_OPEN_ENDED = ("p", "d", "c", "u", "b")


SHORT = 9
"""Characters up to which a verb at the end of a line is more likely cut off than complete."""


@cache
def ends_open(words: str) -> bool:
    """Whether some words end with one that another must follow: 再把, 和, 关于."""
    from hanzi.engines import tagged

    end = re.search(f"[{HAN}]{{1,8}}$", simple(words))
    return end is not None and tagged(end.group())[-1][1].startswith(_OPEN_ENDED)


@cache
def is_broken(before: str, after: str) -> bool:
    """Whether two lines of a heading are one phrase that was broken between them."""
    whole = len(before)
    before, after = (re.sub("[“”‘’「」『』《》]", "", simple(each)) for each in (before, after))
    end = re.search(f"[{HAN}A-Za-z0-9]+$", before)
    begin = re.match(f"[{HAN}A-Za-z0-9]+", after)
    if not end or not begin:
        return False
    from hanzi.engines import tagged

    left, right = tagged(end.group()), tagged(begin.group())
    place = 0
    for word, _ in tagged(end.group() + begin.group()):
        if place < len(end.group()) < place + len(word):
            return True
        place += len(word)
    last, first = left[-1][1], right[0][1]
    if last.startswith(_OPEN_ENDED):
        return True
    verbs = [any(_is_verb(tag) for _, tag in half) for half in (left, right)]
    if last == "v" and not first.startswith("v") and whole <= SHORT:
        return True  # 开展|宣传活动, and not 签约|开工
    if last.startswith("n") and first == "p":
        return True  # 市民|对服务表示满意
    return not verbs[0] and (verbs[1] or len(before) <= 6)  # a subject, and what it does


@cache
def lacks_subject(words: str) -> bool:
    """Whether a line begins with what is done, so that another line must say who does it."""
    from hanzi.engines import tagged

    return bool(words) and tagged(simple(words))[0][1] in {"v", "vd"}


@cache
def is_subject(words: str) -> bool:
    """Whether a line names somebody or something and says nothing of it."""
    from hanzi.engines import tagged

    tags = [tag for _, tag in tagged(simple(words))]
    return (
        bool(tags)
        and tags[-1].startswith(("n", "vn"))
        and not any(_is_verb(tag) or tag[0] in "pd" for tag in tags)
    )


def _is_verb(tag: str) -> bool:
    """Whether a part of speech is a verb, and no verb that serves as a noun (宣传活动)."""
    return tag.startswith("v") and tag != "vn"


def asks_reader(words: str) -> bool:
    """Whether some words ask their reader to do something, as no heading of a part does."""
    return bool(_REQUEST.search(simple(words)))


_REQUEST = re.compile(
    "(?:敬?请|烦请)(?:参[照见阅考]|见|查[看阅询]|拨打|致电|联系|咨询|洽|登录|前往|关注|提前|自行|携带|"
    "勿|留意|广大|相互转告|谅解|及时|按时|准时)"
)
