"""Who reports and from where, in a line or in brackets: 記者林淑惠／河灣報導."""

from __future__ import annotations

import re

from copydesk.fields.author import HOUSES, Author
from copydesk.fields.names import could_be_name, is_name, is_seat, is_surnamed
from copydesk.fields.roles import is_role
from copydesk.lexicon import HAN, SURNAMES, simple
from copydesk.traced import Traced

HOUSED = (
    f"(?:[{HAN}A-Za-z0-9]{{2,12}}?[ ]*[|｜丨︱／/╱∕]?[ ]*)?"
    "(?P<role>(?:首席|特派|见习|实习|特约|驻地|驻站|地方|资深|摄影|文字)?记者|特派员)"
)
"""A house with or without a mark behind it, and the role: 墨新聞|記者, 聯合報記者."""

_REPORTED = re.compile(
    f"{HOUSED}"
    f"(?:[:：][ ]?)?(?P<names>[ ]?[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})*)"
    f"[ ]?[／/╱∕＼\\\\][ ]?[{HAN}]{{0,12}}?(?:报导|报道|电)"
    f"(?:[ ]?[{HAN}]{{2,6}}[报社网])?。?"
)
"""A line by which papers of Taiwan and Hong Kong sign: 記者林淑惠／河灣報導."""

_SEATED = re.compile(
    f"{HOUSED}(?:[:：][ ]?)?(?P<names>[ ]?[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})*)"
    f"[ ]?[／/╱∕][ ]?(?P<seat>[{HAN}]{{2,4}})"
)
"""The same without the word for it: 記者 林淑惠／瑞芳."""

_DESK = re.compile(
    f"[{HAN}]{{2,6}}(?:中心|组|部)[ ]?[／/╱∕][ ]?"
    f"(?P<names>[{HAN}]{{2,4}}(?:[、，,][ ]?[{HAN}]{{2,4}})*)"
    f"(?:[ ][{HAN}]{{2,4}})?[ ]?(?:报导|报道)"
)
"""The same with the newsroom's desk in front: 生活中心／施郁韻報導."""

_SENT = re.compile(
    f"(?P<house>{HOUSES})?(?P<role>(?:首席|特派|见习|驻站)?记者)[ ]*"
    f"(?P<names>[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}})*)[ ]*发自[ ]*[{HAN}]{{2,8}}(?:[ ]?报[导道])?"
)
"""Who wrote a report and where: 本报记者罗科苏盈发自北京."""

_PLACED = re.compile(
    f"(?:{HOUSES}|[{HAN}]{{2,5}})?(?P<role>记者|特派员)[ ]?"
    f"(?P<names>(?:[{HAN}]{{2,4}}[、，,])*)(?P<last>[{HAN}]{{2,7}}?)[ ／/╱∕]?"
    f"(?:(?:\\d{{1,2}}日)?(?:综合|即时|专题)?(?:外电)?报[导道]|\\d{{1,2}}日(?:综合)?(?:外)?电|专电)"
)
"""A reporter and the place he reports from, no mark between them: 記者羅曉雨台北報導.

An agency's day may stand behind the name alone: 記者羅曉雨24日電.
"""

PAIR = 4
"""Characters of two short names that nothing parts."""


def reported_line(text: Traced) -> tuple[Author, ...] | None:
    """The names of a line that says who reports and from where; None for any other line."""
    words = simple(text.text)
    desk = _DESK.fullmatch(words)
    if desk:
        return _listed(text, desk.span("names"), "")
    reported = _REPORTED.fullmatch(words)
    if reported:
        role = text.text[reported.start("role") : reported.end("role")]
        return _listed(text, reported.span("names"), role)
    seated = _SEATED.fullmatch(words)
    if seated and not is_role(seated.group("seat")) and is_seat(seated.group("seat")):
        role = text.text[seated.start("role") : seated.end("role")]
        return _listed(text, seated.span("names"), role)
    sent = _SENT.fullmatch(words)
    if sent:
        return _sent(text, sent)
    sited = _SITED.fullmatch(words) or _LIVING.fullmatch(words)
    if sited and is_name(sited.group("name")) and is_surnamed(sited.group("name")):
        return (Author(text[sited.start("name") : sited.end("name")], ""),)
    return placed(text) or None


_NO_PLACE = "摄|[图文]|综合|联合|采访|记录|追踪|特别"
_SITED = re.compile(
    f"(?P<name>[{HAN}]{{2,3}})(?:[ \u3000]+|[／/╱∕])(?!{_NO_PLACE})[{HAN}]{{2,8}}(?:报导|报道)"
)
"""Who reports and from where, a blank or a stroke between them and no role: 林淑惠　臺東報導."""

_LIVING = re.compile(f"(?P<name>[{HAN}]{{2,3}})[／/╱∕][{HAN}]{{2,8}}[（(][{HAN}]{{2,10}}[）)]")
"""Who writes to a paper, where he lives and what he is: 林淑惠／臺東縣（退休教師）."""


def placed(text: Traced) -> tuple[Author, ...]:
    """The names of a text that is a reporter and his place: 中央社記者羅曉雨台北29日電."""
    words = simple(text.text)
    match = _PLACED.fullmatch(words)
    if not match:
        return ()
    last = match.group("last")
    dated = words[match.end("last")].isdigit()
    size = next(
        (
            n
            for n in (3, 2)
            if is_name(last[:n]) and (len(last) - n >= 2 or (dated and len(last) == n))
        ),
        0,
    )
    role = text.text[match.start("role") : match.end("role")]
    names = _listed(text, match.span("names"), role)
    if not size or not all(is_name(simple(author.name.text)) for author in names):
        return ()
    at, end = match.start("last"), match.end("last")
    beside = last[size:]  # 記者羅曉雨林淑惠報導: another reporter, and no place
    two = is_name(beside) and is_surnamed(beside) and not is_seat(beside)
    found = (Author(text[at : at + size], role), *([Author(text[at + size : end], role)] * two))
    return (*names, *found)


def _listed(text: Traced, span: tuple[int, int], role: str) -> tuple[Author, ...]:
    """The names that marks part in a span of a text; none where one of them is hardly a name."""
    start, end = span
    found = [
        text[start + each.start() : start + each.end()]
        for each in re.finditer(f"[{HAN}]+", text.text[start:end])
    ]
    if not all(could_be_name(name.text) for name in found):
        return ()
    return tuple(Author(name, role) for name in found)


def _sent(text: Traced, sent: re.Match[str]) -> tuple[Author, ...]:
    """The names of such a line; two of two characters may stand together."""
    role = text.text[sent.start("role") : sent.end("role")]
    house = text.text[sent.start("house") : sent.end("house")] if sent.group("house") else ""
    found: list[Author] = []
    for each in re.finditer(f"[{HAN}]+", sent.group("names")):
        start, end = sent.start("names") + each.start(), sent.start("names") + each.end()
        two = end - start == PAIR and not is_name(each.group())
        for at, stop in ((start, start + 2), (start + 2, end)) if two else ((start, end),):
            if simple(text.text[at]) not in SURNAMES or not could_be_name(text.text[at:stop]):
                return ()
            found.append(Author(text[at:stop], role, house))
    return tuple(found)


def text_by(text: Traced) -> tuple[Author, ...] | None:
    """Who wrote a text that a blank parts from its role, be there his house behind him."""
    match = _TEXT_BY.fullmatch(simple(text.text))
    if match is None or not is_surnamed(match.group("name")):
        return None
    return (Author(text[match.start("name") : match.end("name")], text.text[0]),)


_TEXT_BY = re.compile(f"文[ \u3000]+(?P<name>[{HAN}]{{2,4}})(?:[（(][{HAN}]{{2,16}}[）)])?")
"""Who wrote a text, and of what house: 文 佟秀英（某某居民区）."""


def paired(text: Traced) -> tuple[Author, ...]:
    """Who wrote and who drew or photographed, each with the role right behind: 容若文 李白图."""
    match = _PAIRED.fullmatch(simple(text.text.strip()))
    if match is None or not all(is_name(match.group(at)) for at in (1, 3)):
        return ()
    whole = text.strip()
    spans = [match.span(at) for at in (1, 2, 3, 4)]
    name, role, other, its = (whole[start:end] for start, end in spans)
    return (Author(name, role.text), Author(other, its.text))


_PAIRED = re.compile(f"([{HAN}]{{2,3}})(文)[ 、/／]+([{HAN}]{{2,3}})([图摄画绘])")
