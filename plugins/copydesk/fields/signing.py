"""Names with their roles, read word by word from the left: 记者 容若 通讯员 李白 文/图."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.fields.author import HOUSES, Author
from copydesk.fields.names import (
    could_be_name,
    is_deed,
    is_name,
    is_no_word,
    is_office,
    is_seat,
    is_surnamed,
    speaks_for,
)
from copydesk.fields.roles import (
    AFTER,
    AFTER_LONGEST,
    EDITING,
    NO_ROLE,
    PASSING,
    PLAIN_ROLES,
    ROLE,
    is_role,
)
from copydesk.lexicon import HAN, SURNAMES, simple
from copydesk.traced import Traced

_LEADING = f"(?P<role>{ROLE})(?:组|团)?(?:[ ]?[:：／/|｜丨︱]|(?=[ ,，、]|[{HAN}]|$))"
_LEAD = re.compile(f"(?P<house>{HOUSES})?{_LEADING}")
_BARE_LEAD = re.compile(f"(?P<house>){_LEADING}")
_TRAIL = re.compile("(?P<sep>[/／ ]?)(?P<role>" + "|".join(sorted(map(re.escape, AFTER))) + ")")
_SEPARATORS = re.compile(r"[\s、，,；;|｜&]+|(?:和|与)(?=[^\s]{2,3}(?:\s|$))")
_ROLED = re.compile("[ \u3000]+(?:摄影报道|摄影|摄|供图|供稿|绘图|绘|撰文)(?:[ \u3000]|$)")
"""What a name did, a blank apart from it: 祢衡　摄."""

_SUPPLYING = frozenset({"供稿", "供图", "图片", "摄影"})
"""What an office does as a person may."""

_SUPPLIED = re.compile("[ /／]*(供稿|供图|提供)")
_SUPPLIER = re.compile("(.{2,15}?)(供稿|供图|提供)")
_TAILS = frozenset(role[-1] for role in AFTER) | frozenset(")）")
_REPORTS = frozenset({"报道", "报导"})


def is_pen_name(token: str) -> bool:
    """Whether a token behind a byline's mark may be a name that no surname begins: 老木."""
    return (
        bool(re.fullmatch(f"[{HAN}]{{2,4}}", token)) and could_be_name(token) and is_no_word(token)
    )


def parsed(text: Traced) -> tuple[Author, ...]:
    """Names with their roles; empty unless every word is a name or a role."""
    names = _in_turn(text) or tuple(_authors(text))
    told = any(author.role for author in names) or text.text[:3] in {"作者：", "作者:"}
    if re.search("[,，;；]", text.text) and not told:
        return ()  # 江水长，江水宽 is a line of a song
    if not names or not all(author.name for author in names):
        return ()
    edited = tuple(author for author in names if simple(author.role) not in PASSING)
    wrote = tuple(author for author in names if simple(author.role) not in EDITING)
    wrote = wrote or edited or names
    people = tuple(each for each in wrote if each.role or not _PAPER.fullmatch(each.name.text))
    return people or wrote


def _in_turn(text: Traced) -> tuple[Author, ...]:
    """Names each behind its role, blanks between all: 撰文 容若 摄影 李白; else empty."""
    words = text.found(r"[^\s]+")
    if len(words) < TWO_PAIRS or len(words) % 2:
        return ()
    roles, who = [word.text for word in words[::2]], words[1::2]
    names = [each.text for each in who]
    if not all(map(is_role, roles)) or not all(map(is_name, names)) or any(map(is_role, names)):
        return ()
    return tuple(map(Author, who, roles))


TWO_PAIRS = 4

_PAPER = re.compile(
    f"[{HAN}]{{2,6}}(?:日报|晚报|早报|时报|晨报|商报|都市报|电视台|新闻网)(?:·[{HAN}]{{2,6}})?"
)
"""A paper that stands before the names of those who write for it."""


def _authors(text: Traced) -> Iterator[Author]:  # noqa: C901, PLR0912, PLR0915 # one pass over the words
    role, house, stood, work, led = "", "", "", "", False
    group: list[Author] = []
    place = 0
    words = simple(text.text).replace("／", "/")
    while place < len(words):
        gap = _SEPARATORS.match(words, place)
        if gap and gap.end() > place:
            place = gap.end()
            continue
        lead = _lead_at(words, place)
        if lead and role and is_name(lead.group("house") or ""):  # 记者周伯通讯员李白
            group.append(Author(text[slice(*lead.span("house"))], role, house, work))
            place = lead.end("house")
            continue
        if lead and _leads(words, lead):
            yield from group
            work = role if role and not group else ""  # 图｜本报记者 容若
            group = []
            role = NO_ROLE.get(lead.group("role"), text.text[lead.start("role") : lead.end("role")])
            house = text.text[slice(*lead.span("house"))] if lead.group("house") else stood
            stood = ""
            place = lead.end()
            led = words[place - 1] in ":：|｜丨︱"  # 作者：温庭, whose role is none
            continue
        end = _token_end(words, place)
        token = words[place:end]
        if group and not role and end == len(words) and is_role(token):
            yield from _with_role(group, text.text[place:end])  # 孙一娇 报道 胡天彦 审稿
            return
        if end < len(words) and _WIRE.fullmatch(token):
            house = stood = text.text[place : end - 1]  # 中新社发 吴水斌 摄
            place = end
            continue
        sliced = _sliced(text[place:end], led=led) if role or led else ()
        if sliced:
            group += [Author(name, role, house, work) for name in sliced]
            place = end
            continue
        reports = role and group and not is_role(token)
        seat = _FROM.fullmatch(token) if reports else None
        if seat and is_seat(seat["seat"]):  # 记者 李白 江城报道
            yield from _with_role(group, text.text[place + seat.start("work") : end])
            group, role, house = [], "", ""
            place = end
            continue
        latin = _LATIN.match(words, place) if role else None
        if latin:  # 实习生 Anna Smith
            group.append(Author(text[place : latin.end()], role, house, work))
            place = latin.end()
            continue
        padded = _PADDED.match(words, place)
        spread = padded.group(1) + padded.group(2) if padded else ""
        if padded and (is_name(spread) or (role and could_be_name(spread))):
            name = text[place : place + 1] + text[padded.start(2) : padded.end(2)]
            group.append(Author(name, role, house, work))
            place = padded.end(2)
            continue
        name_end, trail_role = _split_trail(token, known=bool(role))
        if trail_role:
            at = words.index(trail_role, place + name_end, end)
            trail_role = text.text[at : at + len(trail_role)]
        if trail_role and not name_end:
            # The role of all names before it that have none yet: 徐海玲 赵永亮 摄影报道
            if not group:
                yield Author(Traced())
                return
            yield from _with_role(group, trail_role)
            group, role, house = [], "", ""
            place = end
            continue
        token_name = words[place : place + name_end]
        if simple(role) in _SUPPLYING and is_office(token):
            persons = words[end:].split()
            if persons and all(is_name(each) for each in persons):  # 供稿：青石镇 容若
                house = stood = text.text[place:end]
            else:
                group.append(Author(text[place:end], role, house))
            place = end
            continue
        supplied_by = _SUPPLIER.fullmatch(token)
        if supplied_by and not role and is_office(supplied_by.group(1)):
            at = place + len(supplied_by.group(1))
            supplied = text.text[at : place + len(token)]
            yield from _with_role([*group, Author(text[place:at])], supplied)
            group, place = [], end
            continue
        if not role and is_office(token) and _is_supplied(words, end):
            group.append(Author(text[place:end]))
            place = end
            continue
        following = _SUPPLIED.match(words, place + name_end)
        if is_office(token_name) and (following or simple(trail_role) in {"供稿", "供图"}):
            supplied = trail_role or (following.group(1) if following else "")
            yield from (*group, Author(text[place : place + name_end], supplied))
            group = []
            place = following.end() if following else end
            continue
        if role and group and end == len(words) and not is_name(token) and is_deed(token):
            yield from _with_role(group, text.text[place:end])  # 记者李白 汇编
            return
        told = role or led or trail_role or _ROLED.match(words, end)
        named = could_be_name(token_name) if told else is_name(token_name)
        if not named and group and is_surnamed(token_name):
            named = bool(_REPORTER_LATER.search(words, end))  # 张平 胡果 青石晚报记者 李白
        apart = _ROLE_APART.match(words, end)
        if apart and not named and re.fullmatch(f"[{HAN}·]{{2,14}}", token):
            house = stood = text.text[place:end]  # 新华网黑龙江频道  记者  伊琳
            place = end
            continue
        speaks = speaks_for(token)
        if not trail_role and speaks and end < len(words):
            house = stood = text.text[place:end]  # 青石镇党政办 赵琳
            place = end
            continue
        if not named:
            yield Author(Traced())
            return
        group.append(Author(text[place : place + name_end], role, house, work))
        if trail_role:
            yield from _with_role(group, trail_role)
            group, role, house = [], "", ""
        place = end
    yield from group


_FROM = re.compile(f"(?P<seat>[{HAN}]{{2,8}}?)(?P<work>(?:摄影|综合|联合)?报[道导])")
"""Where those who are named before it report from."""

_PADDED = re.compile(f"([{HAN}]) {{1,2}}([{HAN}])(?=$|[ 、，,/])")
_REPORTER_LATER = re.compile("[ ][^ ]{0,12}(?:记者|通讯员)[:： ]")
_ROLE_APART = re.compile("[ ]+(?:特约|见习|实习|首席)?(?:记者|通讯员)[ :：]")
_LATIN = re.compile("[A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+){1,3}(?=[ 、，,/]|$)")
"""A name in letters, given name first."""

_WIRE = re.compile(f"[{HAN}]{{2,7}}[社报网]发")
"""An agency that hands out a picture, before who took it."""

_SEPARATOR = re.compile(r"[\s、，,；;|｜&]")


def _sliced(token: Traced, *, led: bool) -> tuple[Traced, ...]:
    """The names of a word that strokes part: 方圆/容若/李白; none for any other word.

    led: whether a sign stands between the role and them; without one a place may: 方圆/台东.
    """
    parts = token.found("[^/／]+")
    names = [part.text for part in parts]
    holds = could_be_name if led else is_name
    plain = all(holds(name) and not is_role(name) for name in names)
    return tuple(parts) if len(parts) > 1 and plain else ()


_SUPPLIERS = re.compile(f"(?:、[{HAN}]{{2,14}}?)+(?=供稿|供图)")


def _is_supplied(words: str, at: int) -> bool:
    """Whether more offices stand behind a first one, which supplied the copy together."""
    match = _SUPPLIERS.match(words, at)
    return match is not None and all(map(is_office, match.group()[1:].split("、")))


def _with_role(group: list[Author], role: str) -> Iterator[Author]:
    """Names with the role behind them; a reporter who is named for a picture took the picture."""
    for author in group:
        took_it = simple(role) in {"摄", "摄影", "供图", "制图", "翻摄", "翻拍"}
        kept = role if took_it or not author.role else author.role
        yield Author(author.name, kept, author.organisation, role)


_ROLE_AHEAD = re.compile(f"(?:{ROLE})[{HAN}]{{2,4}}")


def _lead_at(words: str, place: int) -> re.Match[str] | None:
    """The role that stands at a place; a role and a name before it are no house: 记者李白通讯员.

    Nor is the first half of a longer role: 指导记者.
    """
    lead, bare = _LEAD.match(words, place), _BARE_LEAD.match(words, place)
    house = lead.group("house") or "" if lead else ""
    longer = lead and bare and bare.end("role") == lead.end("role")
    return bare if longer or "丨" in house or _ROLE_AHEAD.fullmatch(house) else lead


def _leads(words: str, lead: re.Match[str]) -> bool:
    """Whether a role is followed by a name, and is not itself part of one (文 is a surname)."""
    role = lead.group("role")
    token = words[lead.start() : _token_end(words, lead.start())]
    signed = words[lead.end() - 1] in ":：|｜丨︱"
    if lead.start() and _TRAIL.fullmatch(token) and not (signed or lead.group("house")):
        return False
    rest = words[lead.end() :].lstrip()
    if not rest:
        return False
    mark = words[lead.end() - 1 : lead.end()]
    barred = mark in "|｜丨︱" and role.endswith("记者") and rest[:1] not in SURNAMES
    marked = mark in ":：/／|｜丨︱" and not barred  # 记者｜在路上 is a column with its headline
    if role in PLAIN_ROLES or role in {"图", "文"}:
        return marked
    if _LATIN.match(rest):
        return True
    first = re.match(f"[{HAN}](?: {{1,2}}[{HAN}](?=$|[ 、，,/]))|[{HAN}·]+", rest)
    if not first:
        return False
    # 记者 王丹 may be any name; 读者来信 is one word unless a surname follows.
    name = could_be_name if words[lead.end() : lead.end() + 1] == " " else is_name
    given = first.group().replace(" ", "")
    return marked or name(given[:3]) or name(given[:2])


def _token_end(words: str, place: int) -> int:
    match = _SEPARATOR.search(words, place)
    return match.start() if match else len(words)


def _split_trail(token: str, *, known: bool) -> tuple[int, str]:
    """A token as the length of its name and the role behind it (刘昆摄, 张三/文, 摄影报道)."""
    if token[-1:] not in _TAILS:
        return len(token), ""
    whole = _TRAIL.fullmatch(token)
    if whole:
        return 0, whole.group("role")
    for role in AFTER_LONGEST:
        for tail in (f"/{role}", f"／{role}", f"({role})", f"（{role}）", role):
            name = token.removesuffix(tail)
            if name == token:
                continue
            if tail != role and could_be_name(name):
                return len(name), role
            sure = role not in PLAIN_ROLES or role == "摄"
            if sure and is_name(name) and len(name) <= 3 and not (known and role in _REPORTS):
                return len(name), role
            if known and role in _REPORTS and could_be_name(name):
                return len(name), ""
    return len(token), ""
