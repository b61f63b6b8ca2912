"""Datelines: 伊滨讯, 本报讯, 新华社北京9月30日电."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from copydesk.fields.author import HOUSES, Author, moved
from copydesk.fields.names import is_name
from copydesk.fields.roles import ROLE
from copydesk.fields.signatures import leading_byline
from copydesk.fields.signing import parsed
from copydesk.lexicon import BULLET, HAN, REMEMBERED, simple
from copydesk.traced import Traced

_COUNT = "(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_DAY = f"(?:\\d{{1,4}}年)?(?:{_COUNT}月)?{_COUNT}日"
_AGENCY = (
    "(?:据|综合)?(?:新华社|中新社|中新网|新华网|人民网|中国新闻社|法新社|路透社|美联社|塔斯社|"
    "共同社|央视|中国网|央广网)"
)
_OUTLET = f"(?:[{HAN}]{{1,6}}(?:网|在线|客户端)[ \u3000]+)?"
"""Who has the story of the paper that is named next: 荆楚网 湖北日报讯."""
_DATELINE = re.compile(
    f"[【\\[［(（〔]?(?P<text>{_OUTLET}(?:"
    f"{_AGENCY}(?:[{HAN}]{{0,8}}?)(?:{_DAY})?(?:专?电|讯|消息|报道)"
    f"|(?:本报|本网|本刊|本台|本社|本站)(?:[{HAN}]{{0,8}}?)(?:{_DAY})?(?:综合消息|综合讯|综合报道|综合报导|消息|"
    f"快讯|专电|特讯|讯|电)"
    f"|[{HAN}]{{2,9}}?(?:{_DAY})?(?:网讯|社讯|报讯|台讯|讯|专电|电)"
    f"|[{HAN}]{{2,8}}(?:[报社网台]|融媒体?(?:中心)?)(?:客户端)?[{HAN}]{{0,8}}?{_DAY}(?:讯|专?电)"
    f"|(?!据)[{HAN}]{{2,10}}(?:客户端|在线|融媒体?(?:中心)?|[网报社台])(?:{_DAY})?消息"
    f"|(?:{_DAY})?讯(?=[ ]*[（(][^（()）]{{0,8}}(?:记者|通讯员))"
    f"|[{HAN}]{{2,8}}·[{HAN}]{{2,8}}讯(?=[ ]*[（(][^（()）]{{0,8}}(?:记者|通讯员))"
    f"|[“「][{HAN}]{{2,10}}[”」](?:客户端|公众号)?(?:{_DAY})?[讯电]"
    f")(?:[（(](?![^（()）]*(?:记者|通讯员|电|讯))[{HAN}]{{2,8}}[）)](?=[:：]))?)"
    f"[】\\]］)）〕]?(?P<gap>[ \u3000]*(?:[:：—－／/]+[ \u3000]*|-{{1,2}}[ ]*)?)"
)
# Words that end like a dateline and are none.
_NO_DATELINE = re.compile(
    "(?:通|音|资|视|喜|问|审|短|腾|简|来|充|供|发|用|停|水|火|风|核|家|国|中|通|节|闪|带|机|"
    "光)(?:讯|电)$"
)
_KNOWN = re.compile(
    "^(?:据|综合)?(?:本报|本网|本刊|本台|本社|本站|新华|中新|人民网|.{1,8}[社网报台])"
)


_BRACKETS = frozenset("【[［(（〔")
_CLOSED = re.compile("[】\\]］)）〕]")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a story opens: its dateline, the byline behind it, and the text that follows."""

    dateline: Traced
    authors: tuple[Author, ...]
    rest: Traced


def opening(line: Traced) -> Opening | None:
    """The opening of a paragraph that begins with a dateline; None for any other paragraph."""
    found = _opening(line.text)
    if found is None:
        return None
    return Opening(found.dateline.moved(line), moved(found.authors, line), found.rest.moved(line))


def opens(line: str) -> bool:
    """Whether a paragraph begins with a dateline."""
    return _opening(line) is not None


@lru_cache(REMEMBERED)
def _opening(line: str) -> Opening | None:
    text = Traced.at(line, 0).strip()
    bullet = BULLET.match(text.text)
    if bullet:
        text = text[bullet.end() :]
    named = _named_opening(text) or _bylined_opening(text)
    if named:
        return named
    match = _DATELINE.match(simple(text.text))
    if match and text.text[:1] in _BRACKETS and not _CLOSED.match(text.text, match.end("text")):
        match = None  # more stands in the brackets: （某某广播电视台记者 甲 报道）
    signed = _signed_opening(text) if not match or "记者" in match.group("text") else None
    if not match or signed:
        return signed
    words = simple(match.group("text"))
    after = text.text[match.end() :]
    framed = text.text[:1] in _BRACKETS
    has_bracket = framed or after[:1] in {"（", "("}
    if not (_KNOWN.match(words) or match.group("gap") or has_bracket):
        return None
    if _NO_DATELINE.search(words) and not _KNOWN.match(words):
        return None
    apart = match.group("gap") or has_bracket or re.match("记者|通讯员|特约", after)
    # 本报讯昨日… is a dateline, 某某公司讯… is not sure enough.
    sure = re.fullmatch(f"(?:本报|本网|本刊|新华社|中新社)[{HAN}\\d]*[讯电]", words)
    if not (apart or sure) or len(after.strip()) < 8:
        return None
    authors, rest = leading_byline(text[match.end() :].strip())
    return Opening(text[match.start("text") : match.end("text")], authors, rest)


_DESK = re.compile(
    f"[【〔](?P<desk>(?:本报|本刊)?[{HAN}]{{2,4}}[组部]"
    "|(?![^／/╱∕]*(?:记者|特派员|通讯员))"
    f"(?P<who>[{HAN}]{{2,6}})[ ]?[／/╱∕][ ]?[{HAN}]{{2,6}}报[导道])[】〕]"
)
"""The desk that a paper opens a story with, or a writer: 【港聞組】, 〔即時新聞／綜合報導〕."""

_DAYED = re.compile(
    r"(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ \u3000]*"
    r"(?=[【〔（(\[][^】〕）)\]]{0,12}(?:[记記]者|通[讯訊][员員]))"
)
"""The day of a report before the brackets that report: 2025-11-29 【記者林淑惠／河灣報導】."""

SHORTEST_TEXT = 20


_NAMED = re.compile(
    f"[【〔\\[（(](?P<line>本[报网刊台站社][讯电])[ \u3000]+"
    f"(?P<who>[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,3}})"
    "[】〕\\]）)][ ]*"
)
"""A dateline with who writes, in one pair of brackets: 【本网讯 文天祥】."""


def _named_opening(text: Traced) -> Opening | None:
    match = _NAMED.match(simple(text.text))
    authors = parsed(text[match.start("who") : match.end("who")]) if match else ()
    if match is None or not authors or len(text) - match.end() < SHORTEST_TEXT:
        return None
    return Opening(text[match.start("line") : match.end("line")], authors, text[match.end() :])


_BYLINED = re.compile(
    f"(?:[□■◆●○◎][ \u3000]*)?(?P<who>(?:{HOUSES})?(?:{ROLE})[ \u3000]?[{HAN}、· ]{{2,24}}?)"
    f"[ \u3000]+(?=本[报网刊台站社](?![{HAN}]{{0,6}}(?:{ROLE}))[{HAN}]{{0,8}}?[讯电])"
)
"""Who reports, before the dateline in the same paragraph: 本报记者 岳飞 本报讯."""


def _bylined_opening(text: Traced) -> Opening | None:
    match = _BYLINED.match(simple(text.text))
    authors = parsed(text[match.start("who") : match.end("who")]) if match else ()
    dated = _opening(text.text[match.end() :]) if match and authors else None
    if match is None or dated is None:
        return None
    rest = text[match.end() :]
    return Opening(
        dated.dateline.moved(rest), (*authors, *moved(dated.authors, rest)), dated.rest.moved(rest)
    )


_REPORTING = re.compile(
    f"(?:{HOUSES})?(?:(?:{ROLE})[ {HAN}、·]{{2,40}}?报[导道][:：]"
    f"|记者[{HAN}、]{{2,10}}?报[导道][ ]+)"
)
"""Who reports, before a text without a dateline: 记者 周伯 通讯员 李白 报道：."""


def _desk_opening(text: Traced) -> Opening | None:
    """A paragraph that begins with a paper's desk in brackets, or with a writer and his place."""
    match = _DESK.match(simple(text.text))
    if match is None or len(text) - match.end() < SHORTEST_TEXT:
        return None
    rest = text[match.end() :].strip()
    if is_name(match.group("who") or ""):
        return Opening(Traced(), (Author(text[match.start("who") : match.end("who")]),), rest)
    return Opening(text[match.start("desk") : match.end("desk")], (), rest)


_REPORTED_ON = re.compile(
    f"(?:{HOUSES})?(?:{ROLE})[ ]?[{HAN}、· ]{{2,24}}?[ ]?(?P<day>{_DAY})[ ]?(?=报[导道][:：])"
)
"""The day between who reports and his word for it: 某某网记者李平5月13日报道：."""


def _signed_opening(text: Traced) -> Opening | None:
    """A paragraph that begins with its reporters in brackets and has no dateline."""
    dated = _REPORTED_ON.match(simple(text.text))
    if dated:
        text = text[: dated.start("day")] + text[dated.end("day") :]
    sited = re.match(f"[{HAN}、]{{2,16}}[ ]?[／/╱∕＼\\\\]", text.text)
    sited = sited or _REPORTING.match(simple(text.text))
    day = None if sited else _DAYED.match(text.text)
    if day:
        authors, rest = leading_byline(text[day.end() :])
        told = len(rest) >= SHORTEST_TEXT and any(author.role for author in authors)
        return Opening(text[: day.end()].strip(), authors, rest) if told else None
    authors, rest = leading_byline(text) if sited else ((), text)
    if authors and len(rest) >= SHORTEST_TEXT:
        return Opening(Traced(), authors, rest)
    if text.text[:1] not in _BRACKETS:
        return None
    desk = _desk_opening(text)
    if desk:
        return desk
    authors, rest = leading_byline(text)
    if not authors or len(rest) < 8 or not all(author.role for author in authors):
        return None
    return Opening(_wired_from(text, authors), authors, rest)


def _wired_from(text: Traced, authors: tuple[Author, ...]) -> Traced:
    """Where and when an agency's reporter sent from, behind his name in brackets: 台東縣21日電."""
    last = max((max(author.name.places()) for author in authors), default=-1)
    behind = text[text.origin.index(last) + 1 :] if last in text.origin else text[:0]
    match = _WIRED.match(simple(behind.text))
    return behind[match.start("line") : match.end("line")] if match else text[:0]


_WIRED = re.compile(f"[ ]?(?P<line>[{HAN}]{{0,8}}\\d{{1,2}}日(?:综合)?(?:外)?电)[）)〕】]")
