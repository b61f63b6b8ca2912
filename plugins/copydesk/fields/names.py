"""What looks like a person's name."""

from __future__ import annotations

import re
from functools import cache

from copydesk.lexicon import (
    COMPOUND_SURNAMES,
    HAN,
    RARE_SURNAMES,
    SURNAMES,
    simple,
)
from newsroom.trades import NO_NAMES

_FOREIGN = re.compile(
    f"(?:[{HAN}]{{1,6}}|[A-Z][a-zA-Z.]{{0,14}})(?:[·•](?:[{HAN}]{{1,6}}|[a-zA-Z.]{{1,15}})){{1,4}}"
)
_NO_FOREIGN = re.compile("[的了在是以和与为将号]$")
"""Ends of words that no foreign name has."""


# Forms of verse and the tunes of old songs, which stand before a title: 七律·登楼.
_TUNE = re.compile(
    "(?:[五七]言?(?:律|绝|古|排律)诗?|律诗|绝句|古风|词|散曲|新诗|沁园春|水调歌头|浣溪沙|满江红|"
    "念奴娇|西江月|清平乐|忆江南|忆秦娥|蝶恋花|菩萨蛮|鹧鸪天|临江仙|卜算子|采桑子|渔家傲|江城子|"
    "浪淘沙|如梦令|虞美人|一剪梅|点绛唇|踏莎行|破阵子|青玉案|水龙吟|贺新郎|永遇乐|定风波|"
    "天净沙|山坡羊|长相思|南乡子|减字木兰花|画堂春|醉花阴|声声慢|雨霖铃|桂枝香|十六字令|"
    "相见欢|捣练子|望江南|少年游|钗头凤|诉衷情|生查子|眼儿媚|唐多令|阮郎归|风入松)[·•]"
)
_NO_END = frozenset("区镇县街路巷厂局室部处科站社网报边里间")
"""Characters that end offices and places, and hardly a name."""


_BODIES = frozenset("会局委办部院校社厅处市县区")
"""Characters that end the name of an office, be there a dot in it: 中国·某地庆典组委会."""


def is_tune(words: str) -> bool:
    """Whether a title begins with a form of verse or the tune of an old song: 江城子·夜行新桥."""
    return bool(_TUNE.match(simple(words.strip())))


def is_name(token: str) -> bool:
    """Whether a token is written like a Chinese or transliterated person's name."""
    bare = simple(token)
    if bare in NO_NAMES or _is_word(bare):
        return False
    if _FOREIGN.fullmatch(token):
        parts = re.split("[·•]", bare)
        housed = any(part[-1] in "报网社台刊端" for part in parts)  # 青石晚报·青石一点 is a house
        said = not housed and any(map(_says, parts))
        return not (_TUNE.match(bare) or bare[-1] in _BODIES or _NO_FOREIGN.search(bare) or said)
    if not _TWO_TO_FOUR.fullmatch(token):
        return False
    if bare[:2] in COMPOUND_SURNAMES:
        return len(token) >= 3
    if bare[0] in SURNAMES or bare[0] in RARE_SURNAMES:
        return len(token) <= 3 or (len(token) == 4 and bare[1] in SURNAMES)
    return False


def could_be_name(token: str) -> bool:
    """Whether a token may be a name where names are expected (behind a role, in a byline)."""
    if is_name(token):
        return True
    return bool(_TWO_TO_FOUR.fullmatch(token)) and simple(token) not in NO_NAMES


_TWO_TO_FOUR = re.compile(f"[{HAN}]{{2,4}}")


@cache
def _says(part: str) -> bool:
    """Whether a part of a name with a dot is two words or more, none of them a name: 冬季用电."""
    from hanzi.engines import tagged

    cut = tagged(part) if len(part) >= 4 else []
    return len(cut) > 1 and all(len(word) > 1 and tag[:2] not in _PROPER for word, tag in cut)


_PROPER = frozenset({"nr", "ns", "nz", "nt"})
"""Parts of speech of names."""


def is_no_word(token: str) -> bool:
    """Whether the dictionary does not know a token as one word or several, names aside."""
    from hanzi.engines import tagged

    return not any(
        len(word) >= 2 and not tag.startswith("nr") for word, tag in tagged(simple(token))
    )


def is_deed(token: str) -> bool:
    """Whether the dictionary knows a token as one verb, such as says what somebody did: 汇编."""
    from hanzi.engines import tagged

    cut = tagged(simple(token))
    return len(cut) == 1 and len(token) > 1 and cut[0][1] in {"v", "vn"}


@cache
def _is_word(bare: str) -> bool:
    """Whether the dictionary knows a token as words that are no name: 高新区, 简明新闻.

    A given name may be a word (王建国, 李爱民); a surname with the next character may not.
    """
    from hanzi.engines import tagged

    if not 2 <= len(bare) <= 4:
        return False
    if bare[-1] in _NO_END:
        return True
    cut = tagged(bare)
    first, tag = cut[0]
    if len(first) == len(bare) and not tag.startswith(("nr", "nz")):
        return True
    # The dictionary calls 简明新闻 a name; its second half tells.
    return len(bare) == 4 and any(
        len(word) >= 2 and not tag.startswith("nr") for word, tag in (*cut, *tagged(bare[2:]))
    )


def is_surnamed(token: str) -> bool:
    """Whether a token is two or three characters that begin with a surname and are no set word."""
    bare = simple(token)
    return (
        2 <= len(bare) <= 3
        and bare[0] in SURNAMES
        and bool(_TWO_TO_FOUR.fullmatch(bare))
        and bare not in NO_NAMES
        and bare[-1] not in _NO_END
    )


@cache
def is_seat(token: str) -> bool:
    """Whether a token is where somebody reports from, and no name: 江城, 某省某县.

    It is written as no name is, or the dictionary knows it as a place, or it ends as one does, or
    it is one when 市 or 县 stands behind it and nobody's name without (高雄市).
    """
    from hanzi.engines import tagged

    bare = simple(token)
    if len(bare) == 2 and bare[0] in SURNAMES and bare[1] in _NO_END - frozenset("县"):
        return False
    if not is_name(bare) or _SEAT_END.search(bare):
        return True
    cut = tagged(bare)
    if all(tag == "ns" for _, tag in cut):
        return True
    whole = (tagged(bare + end) for end in "市县")
    town = any(len(found) == 1 and found[0][1] == "ns" for found in whole)
    return town and cut[0][1] != "nr"


_SEAT_END = re.compile("[省市县旗]$|.[^省市县旗]州$|..[区镇乡村]$")
"""How the name of a place ends and hardly a person's."""


def is_office(token: str) -> bool:
    """Whether a token is an office or a firm that supplies copy or pictures."""
    bare = simple(token)
    return len(token) <= LONGEST_OFFICE and bool(_OFFICE.fullmatch(bare)) and bare[-2:] != "干部"


_OFFICE = re.compile(
    f"[{HAN}]{{1,14}}(?:局|办|办公室|委|部|社|中心|站|院|校|公司|镇|会|馆|队|所|处|台|"
    "厂|科|区|县|村|小学|中学|大学|学校|街道|支行|银行|集团|幼儿园|政府)"
)
LONGEST_OFFICE = 17
"""Characters of the longest name of an office: fourteen, and those of its kind."""


_SPEAKING = re.compile(
    f"办公室|[{HAN}]{{2,10}}(?:网|[日晚晨早时]报|电视台|融媒体?|居民|村民|市民|读者|学生|职工|业主|家长|网友|志愿者|教师|社员|队员|群众)"
    f"|[{HAN}]{{1,10}}(?:[残妇侨文社记]联|工商联|[科作音美书]协|[^家故老城下思回归还同]乡)"
)
_DESK_END = re.compile("[办局委厅处站所院]$")
"""How the short name of an office ends and hardly any person's: 文明办."""


def speaks_for(token: str) -> bool:
    """Whether a word before a name says where its bearer works or who he is."""
    said = (is_office(token) and len(token) >= 3) or bool(_SPEAKING.fullmatch(token))
    return said and (not is_surnamed(token) or bool(_DESK_END.search(token)))
