"""Who signs a piece, and the houses that people write for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copydesk.lexicon import COMPOUND_SURNAMES, HAN, simple, word_list
from copydesk.traced import Traced


@dataclass(frozen=True, slots=True)
class Author:
    """One name as printed. organisation: what stood before the role (本报), or empty.

    work: what stood behind the names (摄影报道), also where a role stood before them.
    """

    name: Traced
    role: str = ""
    organisation: str = ""
    work: str = ""


def moved(authors: tuple[Author, ...], home: Traced) -> tuple[Author, ...]:
    """Names whose origins count in a text, traced to where that text came from."""
    return tuple(
        Author(one.name.moved(home), one.role, one.organisation, one.work) for one in authors
    )


HOUSES = (
    "(?:本报|本刊|本网|本台|本社|新华社|人民日报|中新社|中新网|新华网|人民网"
    f"|[{HAN}]{{2,8}}(?:日报|晚报|早报|时报|晨报|商报|都市报|通讯社|通讯|电视台|广播电台|电台|"
    f"融媒体中心"
    "|融媒体|报社|新闻网|周刊|报|网)"
    f"|[{HAN}·]{{2,12}}?(?=(?:首席|见习|实习|特约|全媒体|融媒体?)?(?:记者|通讯员|评论员|专栏作者)))"
)
"""Papers, agencies and stations, as they stand before the role of who writes for them."""

ADDRESSED = re.compile(
    f"(?:[{HAN}]|{'|'.join(COMPOUND_SURNAMES)})"
    "(?:先生|女士|小姐|太太|师傅|大爷|大妈|大娘|大伯|大叔|阿姨|奶奶|爷爷|老师|同学|某某?)"
)
"""Somebody whose given name is not told: 路先生."""

_PICTURED = frozenset(word_list("摄 摄影 图 图片 供图 提供 翻摄 翻拍"))
"""What whoever lent a picture did, be he named so."""


def is_addressed(author: Author) -> bool:
    """Whether a letter is signed with a surname and a form of address, which is text of it."""
    pictured = {simple(author.role), simple(author.work)} & _PICTURED
    return not pictured and bool(ADDRESSED.fullmatch(simple(author.name.text)))
