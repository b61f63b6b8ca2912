"""Bylines: who wrote, photographed or put together a piece, at its head, foot or in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from copydesk.fields.author import HOUSES, Author, moved
from copydesk.fields.lent import ALL_TAKEN
from copydesk.fields.names import could_be_name, is_office, is_surnamed
from copydesk.fields.presented import posted
from copydesk.fields.reported import paired, reported_line, text_by
from copydesk.fields.roles import EDITING, is_role
from copydesk.fields.signing import is_pen_name, parsed
from copydesk.lexicon import HAN, REMEMBERED, SURNAMES, simple
from copydesk.traced import Traced

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

MARKS = "□■◇◆◎●○▲△▼★☆※☉⊙·•*＊—-–▪▶►"
HOLLOW = frozenset("□◎○⊙◇☉")
"""Marks that stand before a writer's name, be it a pen name."""

_SIGNING = HOLLOW | frozenset("■◆")
"""Marks that stand before each name of several."""

LONGEST = 160
"""Characters of the longest line of names, with the sources and the lenders beside them."""

_SQUARE = "【[［〔"
_RUBRIC = re.compile(f"[{HAN}]{{2,6}}")
"""What stands in square brackets alone; a surname with a given name may be a writer's."""

_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］", "〔": "〕"}


def names_writers(line: Traced) -> bool:
    """Whether a line is the names of several who made a piece, be editors among them."""
    names = names_in(line.text)
    return len(names) > 1 and any(simple(author.role) not in EDITING for author in names)


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
    if mark not in _SIGNING or text.text.count(mark) < 2:
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


@lru_cache(REMEMBERED)
def _whole_byline(words: str) -> tuple[Author, ...]:  # noqa: C901, PLR0911 # one outcome a form
    line = Traced.at(words, 0)
    text = line.strip()
    one_by_one = _marked_one_by_one(text) or _framed_roles(text)
    if one_by_one:
        return one_by_one
    text = _together(text.strip(MARKS + " "))
    if ALL_TAKEN.fullmatch(simple(text.text)):
        return ()
    inner = _within(text)
    if inner is not None:
        text = inner
        inside = _bracketed(text)
        if inside is not None:
            return inside
    spaced = re.fullmatch(f"([{HAN}])[ \u3000]{{1,3}}([{HAN}])", text.text)
    bare = text[: spaced.end(1)] + text[spaced.start(2) :] if spaced else text
    pen_name = is_pen_name(bare.text) or is_surnamed(bare.text)
    if line.text.strip()[:1] in HOLLOW and pen_name:
        return (Author(bare),)
    reported = _told(text)
    if reported is not None:
        return reported
    lent = _LENT_BEHIND.search(simple(text.text))
    if lent and parsed(text[: lent.start()]):
        text = text[: lent.start()]
    text = without_library(text)
    for ahead in (_PUT_TOGETHER, _SOURCE_AHEAD, _GLYPH, _ORIGINAL, _OF_THIS, _PICTURES_BY):
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


def _told(text: Traced) -> tuple[Author, ...] | None:
    """The names of a line in one of the forms that are read whole; None or nobody for others."""
    if _COMMENTATOR.fullmatch(simple(text.text)):
        return (Author(text),)
    house = _HOUSE_ALONE.fullmatch(simple(text.text))
    if house:
        return (Author(text[: house.end("house")], text.text[house.start("role") :]),)
    pupil = _PUPIL.fullmatch(simple(text.text))
    if pupil:
        school = text.text[: pupil.end("school")].strip()
        return (Author(text[pupil.start("name") :], "", school),)
    found = text_by(text) or paired(text) or posted(text) or reported_line(text)
    return found or wired(text)


_PUPIL = re.compile(
    f"(?P<school>(?:[{HAN}]{{2,12}}[ ]*)?(?:[初高大小]?[一二三四五六七八九\\d][{HAN}]{{0,2}})?"
    f"[（(]?[{HAN}\\d]{{1,3}}[）)]?[班级])[ ]+(?P<name>[{HAN}]{{2,4}})"
)
"""A pupil behind school and class, be the name a word otherwise: 青石中学 高二（1）班 竹青."""


def _within(text: Traced) -> Traced | None:
    """What stands in the brackets that a line stands in whole; None for any other line.

    What one phrase in square brackets says is the name of a column: 【全国两会】.
    """
    closing = _BRACKETS.get(text.text[:1])
    if not closing or not text.text.endswith(closing):
        return None
    inner = text[1 : len(text) - 1].strip()
    column = text.text[0] in _SQUARE and _RUBRIC.fullmatch(inner.text)
    return Traced() if column and not is_surnamed(inner.text) else inner


def _bracketed(text: Traced) -> tuple[Author, ...] | None:
    """The names in the brackets of a line that are told by these alone; None to read on."""
    several = text.found(r"[^ \u3000、]+")
    persons = all(is_surnamed(each.text) and not is_role(each.text) for each in several)
    if 2 <= len(several) <= 4 and persons:
        return tuple(map(Author, several))
    twice = len(text) >= 2 and text.text[-1] == text.text[-2]  # 苗苗 is a word, and a name
    if (is_office(text.text) and len(text) <= 12) or (twice and is_surnamed(text.text)):
        return (Author(text),)
    return None if text else ()


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


def without_library(text: Traced) -> Traced:
    """Who took a picture, without the library that holds it: 陆游 摄（某某视觉）."""
    library = _LIBRARY_BEHIND.search(simple(text.text))
    return text[: library.start()] if library and parsed(text[: library.start()]) else text


def wired(text: Traced) -> tuple[Author, ...] | None:
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

_HOUSE_ALONE = re.compile(
    "(?P<house>新华社|中新社|人民日报|本报|本刊|本台|本网|中央社|央视)(?P<role>(?:综合|特约)?记者)"
)
"""Reporters of a house who are named elsewhere, if at all: 新华社记者."""

_COMMENTATOR = re.compile(f"(?!作者)[{HAN}]{{0,6}}(?:特约|本报|本刊|本网|本台)评论员")
"""Who comments and is not named: 本报评论员, 区特约评论员."""

_LED = re.compile("[作笔]者[:：]")
"""Before a writer who has no other role."""

_LENT_BEHIND = re.compile(
    "[ /／]*(?:受访者|被访者|资料|采访对象)(?:供图|提供|图片)$"
    "|[ ]+(?:稿件|文章|信息)?(?:来源|稿源)[:：丨｜][ ]?[^ ]{2,16}$"
)
"""Whose pictures go with a report, behind its writer: 记者马越/文 受访者供图; or whose it is."""

_LIBRARY_BEHIND = re.compile(
    f"(?:(?<=摄)|(?<=供图))[ ]?(?:[ ][{HAN}]{{2,6}}[社报网]发?"
    f"|[（(][{HAN}]{{2,6}}(?:视觉|图片|图库|供图|[社报网])[）)]"
    f"|[／/][{HAN}]{{2,6}}(?:视觉|图片|图库|[社报网]))$"
)
"""Whose library holds a picture, behind who took it: 陆游 摄（某某视觉）."""

_PUT_TOGETHER = re.compile("整合[ ]+(?=[^ ]{2,16}记者)")
"""What a reporter did with the reports of others: 整合 新华日报·交汇点记者 徐翔."""

_SOURCE_AHEAD = re.compile(
    "(?:(?:稿件|文章|信息)?(?:来源|稿源)|(?:供稿|来稿|投稿|报送|作者)?单位)[:：]"
    "[ \u3000]?[^ \u3000]{2,16}[ \u3000]+"
)
"""Where a piece comes from, before those who wrote it: 来源：某某社区 通讯员 容若."""

_ORIGINAL = re.compile(f"原创[ \u3000]+(?=[{HAN}·]{{2,4}}$)")
"""What an account says of a text that is its own, before who wrote it: 原创 容若."""

_OF_THIS = re.compile(
    "本(?:文(?=作者)|[期版组])(?=(?:作者|摄影|图片|文字|撰文|供图|供稿|绘图|制图)[ ]?[:：|｜])"
)
"""What the work of whoever signs was for: 本期摄影：祢衡."""

_PICTURES_BY = re.compile(
    "(?:本[组版文])?(?:照片|图片|图文|组图|稿件)(?:均|都)?[由为](?=[^，。]*(?:记者|通讯员))"
)
"""Whose work the pictures are, before the reporter with his role: 本组照片由本报记者 容若 摄影."""

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
