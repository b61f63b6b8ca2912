"""Bylines: who wrote, photographed or put together a piece, at its head, foot or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from copydesk.fields.author import HOUSES, Author, moved
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
from copydesk.fields.reported import paired, reported_line, text_by
from copydesk.lexicon import HAN, REMEMBERED, SURNAMES, simple, word_list
from copydesk.traced import Traced

# Roles before a name; longest first, so that 见习记者 is not 记者.
_BEFORE = word_list(
    "首席记者 见习记者 实习记者 特约记者 特派记者 驻站记者 摄影记者 融媒记者 全媒体记者 融媒体记者 "
    "小记者 记者 特约通讯员 通讯员 通信员 通联员 实习生 特约评论员 评论员 投稿人 来稿人 供稿人 "
    "特约撰稿人 特约撰稿 撰稿人 撰稿 执笔人 译者 特约作者 专栏作者 原报道 改写 原作 作者 笔者 读者 "
    "摄影 摄像 供图 供稿 撰文 执笔 整理 搜集整理 收集整理 采集 "
    "作词 作曲 词曲 词 曲 演唱 朗诵 编译 翻译 策划 统筹 口述 讲述 采写 制图 "
    "拍摄 投稿 报送 信息员 审核人 审稿 审稿人 审签 "
    "记录 纪录 绘图 漫画 插图 制表 文字 图片 图文 图/文 文/图 文图 图 文 摄 本报综合 责任编辑 编辑 "
    "责编 校对 美编 审核 编审 校审 监制 初审 复审 终审 一审 二审 三审 视频 航拍 剪辑 配音 出镜"
)
_EDITING = frozenset(
    word_list(
        "审核人 审稿 审稿人 审签 责任编辑 编辑 责编 校对 美编 审核 编审 校审 监制 "
        "初审 复审 终审 一审 二审 三审"
    )
)
"""What those did who passed a piece and did not write it."""

_PASSING = frozenset(
    word_list("审核人 审稿 审稿人 审签 校对 审核 编审 校审 监制 初审 复审 终审 一审 二审 三审")
)
"""What those of them did who did not work on it either: they sign only where nobody else does."""

_AFTER = word_list(
    "摄影报道 图文报道 文字报道 综合报道 采访整理 采访报道 记录整理 收集整理 搜集整理 采录 演唱 "
    "翻摄 翻拍 表演 朗诵 作词 作曲 记录 联合报道 摄影并报道 文并摄 图/文 文/图 "
    "图文 文图 图并文 文/摄 文并图 图片报道 图 文 摄 摄影 供图 供稿 供图供文 整理 "
    "编译 翻译 撰文 撰稿 整合 报道 报导 摄制 制图 绘图 绘 画 漫画 制表 口述 讲述 执笔 采写 "
    "编写 改编 编辑整理 综合整理 综合 作 辑 译"
)
ROLE = "|".join(sorted(map(re.escape, _BEFORE), key=len, reverse=True))
_LEAD = re.compile(
    f"(?P<house>{HOUSES})?(?P<role>{ROLE})(?:组|团)?(?:[ ]?[:：／/|｜丨︱]|(?=[ ,，、]|[{HAN}]|$))"
)
_TRAIL = re.compile("(?P<sep>[/／ ]?)(?P<role>" + "|".join(sorted(map(re.escape, _AFTER))) + ")")
_SEPARATORS = re.compile(r"[\s、，,；;|｜&]+|(?:和|与)(?=[^\s]{2,3}(?:\s|$))")
_FRAMED_ROLE = re.compile(
    f"[【\\[](记者|摄像|摄影|编辑|通讯员|撰稿|文字|图片)[】\\]][ ]*(?P<name>[{HAN}]{{2,4}})[ ]*"
)
_FRAMED_ROLES = re.compile(f"(?:{re.sub('[?]P<name>', '?:', _FRAMED_ROLE.pattern)})+")
"""Roles in brackets, each with a name: 【记者】海瑞 【摄像】包拯."""

_BESIDE = re.compile(
    "[（(](?:\\d{1,3}岁|实习|见习|学生|特约)[）)]"
    f"|(?<=[{HAN}])[ ]?[（(][A-Z][A-Za-z .'·-]{{2,30}}[）)]"
)
"""How old somebody is who tells a story, what kind of writer, or his name in its own letters."""

_ROLED = re.compile("[ \u3000]+(?:摄影报道|摄影|摄|供图|供稿|绘图|绘|撰文)(?:[ \u3000]|$)")
"""What a name did, a blank apart from it: 祢衡　摄."""

_SUPPLYING = frozenset({"供稿", "供图", "图片", "摄影"})
"""What an office does as a person may."""

_SUPPLIED = re.compile("[ /／]*(供稿|供图|提供)")
_SUPPLIER = re.compile("(.{2,15}?)(供稿|供图|提供)")
MARKS = "□■◇◆◎●○▲△▼★☆※☉⊙·•*＊—-–▪▶►"
_HOLLOW = frozenset("□◎○⊙◇☉")
"""Marks that stand before a writer's name, be it a pen name."""

LONGEST = 160
"""Characters of the longest line of names, with the sources and the lenders beside them."""

_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］", "〔": "〕"}
_TAILS = frozenset(role[-1] for role in _AFTER) | frozenset(")）")
_REPORTS = frozenset({"报道", "报导"})
_ROLES = frozenset({*_BEFORE, *_AFTER})
_AFTER_LONGEST = sorted(_AFTER, key=len, reverse=True)
_NO_ROLE = {"作者": "", "笔者": "", "投稿人": "", "来稿人": "", "供稿人": ""}
_PLAIN_ROLES = frozenset({"词", "曲", "图", "文", "摄", "作", "辑", "译", "画", "绘"})


def names_writers(line: Traced) -> bool:
    """Whether a line is the names of several who made a piece, be editors among them."""
    names = names_in(line.text)
    return len(names) > 1 and any(simple(author.role) not in _EDITING for author in names)


def is_role(word: str) -> bool:
    """Whether a word is a role that stands before a name or behind it: 记者, 摄影报道."""
    return simple(word) in _ROLES


def is_editing(word: str) -> bool:
    """Whether a word is what somebody did who passed a piece and did not write it: 校对."""
    return simple(word) in _EDITING


def whole_byline(line: Traced) -> tuple[Author, ...]:
    """The names of a line that is a byline and nothing else; empty if it is anything else."""
    found = names_in(line.text)
    return moved(found, line) if found else ()


def names_in(words: str) -> tuple[Author, ...]:
    """The same of some words; the origins of the names count in the words."""
    return _whole_byline(words) if len(words) <= LONGEST else ()


def _marked_one_by_one(text: Traced) -> tuple[Author, ...]:
    """The names of a line that sets a mark before each who signs: □记者 容若 □通讯员 李白."""
    mark = text.text[:1]
    if mark not in SIGNING or text.text.count(mark) < 2:
        return ()
    starts = [at for at, each in enumerate(text.text) if each == mark]
    parts = [text[at + 1 : end].strip() for at, end in pairwise([*starts, len(text)])]
    found = [parsed(part) for part in parts]
    return tuple(chain.from_iterable(found)) if all(found) else ()


def _framed_roles(text: Traced) -> tuple[Author, ...]:
    """The names of a line that sets each role in brackets: 【记者】海瑞 【摄像】包拯."""
    if not _FRAMED_ROLES.fullmatch(simple(text.text)):
        return ()
    return tuple(
        Author(text[each.start("name") : each.end("name")], text.text[each.start(1) : each.end(1)])
        for each in _FRAMED_ROLE.finditer(simple(text.text))
    )


SIGNING = frozenset("□■◎○⊙◇◆☉")
"""Marks that stand before a writer's name."""


@lru_cache(REMEMBERED)
def _whole_byline(words: str) -> tuple[Author, ...]:  # noqa: C901, PLR0911 # one outcome a form
    line = Traced.at(words, 0)
    text = line.strip()
    one_by_one = _marked_one_by_one(text) or _framed_roles(text)
    if one_by_one:
        return one_by_one
    text = _together(text.strip(MARKS + " "))
    closing = _BRACKETS.get(text.text[:1])
    if closing and text.text.endswith(closing):
        text = text[1 : len(text) - 1].strip()
        several = re.findall(r"[^ \u3000、]+", text.text)
        persons = all(is_surnamed(each) and not is_role(each) for each in several)
        if 2 <= len(several) <= 4 and persons:
            spans = re.finditer(r"[^ \u3000、]+", text.text)
            return tuple(Author(text[span.start() : span.end()]) for span in spans)
        twice = len(text) >= 2 and text.text[-1] == text.text[-2]  # 苗苗 is a word, and a name
        if (is_office(text.text) and len(text) <= 12) or (twice and is_surnamed(text.text)):
            return (Author(text),)
    spaced = re.fullmatch(f"([{HAN}])[ \u3000]{{1,3}}([{HAN}])", text.text)
    bare = text[: spaced.end(1)] + text[spaced.start(2) :] if spaced else text
    pen_name = is_pen_name(bare.text) or is_surnamed(bare.text)
    if line.text.strip()[:1] in _HOLLOW and pen_name:
        return (Author(bare),)
    reported = text_by(text) or paired(text) or reported_line(text) or _wired(text)
    if reported is not None:
        return reported
    lent = _LENT_BEHIND.search(simple(text.text))
    if lent and parsed(text[: lent.start()]):
        text = text[: lent.start()]
    for ahead in (_PUT_TOGETHER, _SOURCE_AHEAD, _GLYPH, _ORIGINAL, _OF_THIS):
        put = ahead.match(simple(text.text))
        named = parsed(text[put.end() :]) if put else ()
        signs = any(each.role for each in named) or "作者" in text.text
        if put and named and (ahead is not _SOURCE_AHEAD or signs):
            text = text[put.end() :]
    if not text or len(text) > 60 or any(mark in text.text for mark in "。！？!?"):
        return ()
    while beside := _BESIDE.search(simple(text.text)):
        text = text[: beside.start()] + text[beside.end() :]
    day = _DAY_AHEAD.match(text.text)
    text = text[day.end() :] if day and parsed(text[day.end() :]) else text
    roled = _ROLE_BEHIND.fullmatch(simple(text.text))
    if roled and could_be_name(roled.group(1)) and is_role(roled.group(2)):
        return (Author(text[: roled.end(1)], text.text[roled.start(2) : roled.end(2)]),)
    crowd = _AND_OTHERS.search(text.text)
    names = parsed(text[: crowd.start()] if crowd else text)
    post = None if names else _POST_BEHIND.search(simple(text.text))
    told = parsed(text[: post.start()]) if post else ()
    led = any(author.role for author in told) or _LED.match(simple(text.text))
    return told if told and led else names


def _together(text: Traced) -> Traced:
    """A line without the blanks that spread out its roles and the name right behind one."""
    while gap := _SPREAD_ROLE.search(simple(text.text)):
        text = text[: gap.start(1)] + text[gap.end(1) :]
    name = _SPREAD_NAME.search(simple(text.text))
    if name and name.group("first") in SURNAMES:
        text = text[: name.start("gap")] + text[name.end("gap") :]
    return text


_SPREAD_NAME = re.compile(
    f"(?:记者|通讯员|作者)[:： \u3000]+(?P<first>[{HAN}])(?P<gap>[ \u3000]{{1,3}})[{HAN}]"
    "(?=[ \u3000、，）)】]|$)"
)
"""A name spread out behind its role, be it a word otherwise: 通讯员　江　南."""


_SPREAD_ROLE = re.compile("(?:(?<=记)|(?<=作)|(?<=笔)|(?<=编))([ \u3000]{1,4})(?=者[ \u3000:：])")
"""The blank that spreads out a role: 记 者 林阿玲."""


def _wired(text: Traced) -> tuple[Author, ...] | None:
    """Who took the pictures of an agency, in brackets behind its name."""
    match = _WIRED.fullmatch(simple(text.text))
    inside = parsed(text[match.start("who") : match.end("who")]) if match else ()
    house = text.text[: match.end("house")] if match else ""
    return tuple(replace(one, organisation=house) for one in inside if one.role) or None


_WIRED = re.compile(
    f"(?P<house>[{HAN}]{{1,8}}[社报网台])(?:发|供稿|供图|记者|通讯员)?[ ]?"
    f"[（(](?P<who>[^（()）。，]{{2,20}})[）)]"
)
"""Whose pictures they are, before who took them in brackets: 新华社发（钱越 摄）."""

_LED = re.compile("[作笔]者[:：]")
"""Before a writer who has no other role."""

_LENT_BEHIND = re.compile(
    "[ /／]*(?:受访者|被访者|资料|采访对象)(?:供图|提供|图片)$"
    "|[ ]+(?:稿件|文章|信息)?(?:来源|稿源)[:：丨｜][ ]?[^ ]{2,16}$"
)
"""Whose pictures go with a report, behind its writer: 记者马越/文 受访者供图; or whose it is."""

_PUT_TOGETHER = re.compile("整合[ ]+(?=[^ ]{2,16}记者)")
"""What a reporter did with the reports of others: 整合 新华日报·交汇点记者 徐翔."""

_SOURCE_AHEAD = re.compile(
    "(?:(?:稿件|文章|信息)?(?:来源|稿源)|(?:供稿|来稿|投稿|报送|作者)?单位)[:：]"
    "[ \u3000]?[^ \u3000]{2,16}[ \u3000]+"
)
"""Where a piece comes from, before those who wrote it: 来源：某某社区 通讯员 容若."""

_ORIGINAL = re.compile(f"原创[ \u3000]+(?=[{HAN}·]{{2,4}}$)")
"""What an account says of a text that is its own, before who wrote it: 原创 容若."""

_OF_THIS = re.compile("本[期版组](?=(?:摄影|图片|文字|撰文|供图|供稿|绘图|制图)[ ]?[:：|｜])")
"""What the work of whoever signs was for: 本期摄影：祢衡."""

_GLYPH = re.compile(f"[A-Za-z](?=(?:{HOUSES})?(?:记者|通讯员))")
"""A letter where the sign before a writer was set in a font of signs: N本报记者."""

_DAY_AHEAD = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[ ]+(?=记者|通讯员|本报)")
"""The day of a report before its writer: 2024年5月6日 记者 贺兰."""

_ROLE_BEHIND = re.compile(f"([{HAN}·]{{2,8}})[（(]([{HAN}]{{2,6}})[）)]")
"""A name with its role in brackets: 龚利民（记者）."""

_POST_BEHIND = re.compile(f"[（(][{HAN}A-Za-z、 ]{{2,16}}[）)]$")
"""What the writer is, behind his name: 文／林怡君（國小教師）."""

_AND_OTHERS = re.compile("[ ]?等[ ]?\\d*[余多]?[人名位]?$")
"""Behind the names of those who sign for others: 佟秀英等12人."""


def is_pen_name(token: str) -> bool:
    """Whether a token behind a byline's mark may be a name that no surname begins: 老木."""
    return (
        bool(re.fullmatch(f"[{HAN}]{{2,4}}", token)) and could_be_name(token) and is_no_word(token)
    )


def parsed(text: Traced) -> tuple[Author, ...]:
    """Names with their roles; empty unless every word is a name or a role."""
    names = tuple(_authors(text))
    told = any(author.role for author in names) or text.text[:3] in {"作者：", "作者:"}
    if re.search("[,，;；]", text.text) and not told:
        return ()  # 江水长，江水宽 is a line of a song
    if not names or not all(author.name for author in names):
        return ()
    edited = tuple(author for author in names if simple(author.role) not in _PASSING)
    wrote = tuple(author for author in names if simple(author.role) not in _EDITING)
    wrote = wrote or edited or names
    people = tuple(each for each in wrote if each.role or not _PAPER.fullmatch(each.name.text))
    return people or wrote


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
        lead = _LEAD.match(words, place)
        if lead and role and is_name(lead.group("house") or ""):  # 记者周伯通讯员李白
            group.append(Author(text[slice(*lead.span("house"))], role, house, work))
            place = lead.end("house")
            continue
        if lead and _leads(words, lead):
            yield from group
            work = role if role and not group else ""  # 图｜本报记者 容若
            group = []
            role = _NO_ROLE.get(
                lead.group("role"), text.text[lead.start("role") : lead.end("role")]
            )
            house = text.text[slice(*lead.span("house"))] if lead.group("house") else stood
            stood = ""
            place = lead.end()
            led = words[place - 1] in ":：|｜丨︱"  # 作者：温庭, whose role is none
            continue
        end = _token_end(words, place)
        token = words[place:end]
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
        padded = _PADDED.match(words, place)
        if padded and is_name(padded.group(1) + padded.group(2)):
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
_SEPARATOR = re.compile(r"[\s、，,；;|｜&]")


def _sliced(token: Traced, *, led: bool) -> tuple[Traced, ...]:
    """The names of a word that strokes part: 方圆/容若/李白; none for any other word.

    led: whether a sign stands between the role and them; without one a place may: 方圆/台东.
    """
    parts = list(re.finditer("[^/／]+", token.text))
    names = [part.group() for part in parts]
    holds = could_be_name if led else is_name
    plain = all(holds(name) and not is_role(name) for name in names)
    return tuple(token[p.start() : p.end()] for p in parts) if len(parts) > 1 and plain else ()


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
    if role in _PLAIN_ROLES or role in {"图", "文"}:
        return marked
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
    for role in _AFTER_LONGEST:
        for tail in (f"/{role}", f"／{role}", f"({role})", f"（{role}）", role):
            name = token.removesuffix(tail)
            if name == token:
                continue
            if tail != role and could_be_name(name):
                return len(name), role
            sure = role not in _PLAIN_ROLES or role == "摄"
            if sure and is_name(name) and len(name) <= 3 and not (known and role in _REPORTS):
                return len(name), role
            if known and role in _REPORTS and could_be_name(name):
                return len(name), ""
    return len(token), ""
