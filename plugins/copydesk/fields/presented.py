"""Who wrote a text, told with what he is: 作者包拯，某某府府尹; 作者：某某大学教授包拯."""

from __future__ import annotations

import re

from copydesk.fields.author import Author
from copydesk.fields.names import is_name, is_surnamed
from copydesk.lexicon import HAN, simple
from copydesk.traced import Traced


def presented(inner: Traced) -> tuple[Author, ...]:
    """Who wrote a text and what he is, as brackets behind it say; empty for anything else."""
    words = simple(inner.text)
    match = _BEFORE.fullmatch(words)
    if match and is_name(match.group("who")):
        return (Author(inner[slice(*match.span("who"))]),)
    return posted(inner) or _formed(inner)


def _formed(inner: Traced) -> tuple[Author, ...]:
    """Who wrote, in brackets that are a form: 供稿单位：某某中学 撰稿人：包拯."""
    words = simple(inner.text)
    if not _FORM.fullmatch(words):
        return ()
    found = list(_FIELD.finditer(words))
    house = next((each["value"].strip() for each in found if _OF_HOUSE.search(each["label"])), "")
    names: list[Author] = []
    for each in found:
        label = each["label"]
        if _OF_HOUSE.search(label) or not _WROTE.fullmatch(label):
            continue
        who = inner[slice(*each.span("value"))].found(r"[^ 、]+")
        if not all(is_name(simple(name.text)) for name in who):
            return ()
        role = "" if label == "作者" else label
        names += [Author(name, role, house) for name in who]
    return tuple(names)


_HEAD = f"[{HAN}]{{1,6}}[ ]?[:：][ ]?"
_SAID = "[^:：，；;]{2,20}?"
_FIELD = re.compile(
    f"(?P<label>[{HAN}]{{1,6}})[ ]?[:：][ ]?(?P<value>{_SAID})(?=[ ，；;]+{_HEAD}|$)"
)
_FORM = re.compile(f"(?:{_HEAD}{_SAID}(?:[ ，；;]+(?={_HEAD})|$)){{2,}}")
_OF_HOUSE = re.compile("来源|单位")
_WROTE = re.compile("作者|撰稿人?|供稿人?|撰文|文字?|通讯员|记者|摄影|图片?")


_BEFORE = re.compile(
    f"(?:本文)?作者[:：]?[ ]?(?P<who>[{HAN}]{{2,4}}?)"
    "(?:[，,]|系|为|现任|现为|单位[:：])[^。]{2,50}"
)
"""The name before what he is: 作者包拯，男，某某府府尹; 作者包拯系某某智库研究员."""


def posted(text: Traced) -> tuple[Author, ...]:
    """Who wrote a text behind what he is, no blank between them: 作者：某某大学历史学院包拯."""
    match = _BEHIND.fullmatch(simple(text.text.strip()))
    if (
        not match
        or _ROLED.search(match.group("post"))
        or not is_surnamed(match.group("who"))
        or not is_name(match.group("who"))
    ):
        return ()
    bare = text.strip()
    house = bare.text[match.start("post") : match.end("post")].strip()
    return (Author(bare[slice(*match.span("who"))], organisation=house),)


_ROLED = re.compile("记者|通讯员|编辑|摄影")

_BEHIND = re.compile(
    "(?:(?:本文)?(?:来源|出处)[:：][ ]?[^ ，,。]{2,16}[ ，,；;]+)?(?:本文)?作者[:：][ ]?"
    f"(?P<post>[^。:：]{{2,60}}(?:[员长授师任记家士院系所局校社会组部团队站]|中心|大学|中学|小学|公司))"
    f"[ ]?(?P<who>[{HAN}]{{2,3}})"
)
