"""Lasting ASCII names for people and places: pinyin to be read, a digest to be unique."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from newsroom.fingerprints import digest
from newsroom.model import GlossaryRow

DIGEST_CHARACTERS = 6
LONGEST_READING = 40
_MARK = re.compile(r"-\{(?:([^{}/]*)/[^{}]*|([^{}]*))\}-")
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_TOWN = re.compile(r"^(.+?(?:镇|鎮|乡|鄉|街道办事处|街道))(.+)$")
# surnames read otherwise than as common words; 现代汉语词典
_SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "曾": "zeng", "朴": "piao",
    "盖": "ge", "缪": "miao", "翟": "zhai", "燕": "yan", "乐": "yue",
    "尉迟": "yuchi", "万俟": "moqi",
}  # fmt: skip


def lasting_name(text: str, glossary: Sequence[GlossaryRow] = (), *, person: bool = False) -> str:
    """The ASCII name of a person or place, the same whichever script the table was written in.

    "刘冠瑜" and "劉冠瑜" are both "liu-guan-yu-" and six hexadecimal digits of the Simplified form.
    """
    from pypinyin import lazy_pinyin

    plain = _simplified(text, glossary)
    surname = next((s for s in (plain[:2], plain[:1]) if person and s in _SURNAMES), "")
    readings = [_SURNAMES[surname]] if surname else []
    readings += lazy_pinyin(plain[len(surname) :], v_to_u=False)
    reading = _NOT_NAME.sub("-", "-".join(readings).lower()).strip("-")[:LONGEST_READING].strip("-")
    short = digest(plain.encode())[:DIGEST_CHARACTERS]
    return f"{reading}-{short}" if reading else short


def town_and_village(place: str) -> tuple[str, str]:
    """佃庄镇东马庄村 is 佃庄镇 and 东马庄村; ("", place) where no town is named."""
    match = _TOWN.match(place)
    return (match[1], match[2]) if match else ("", place)


def _simplified(text: str, glossary: Sequence[GlossaryRow]) -> str:
    """The Simplified form without spaces and marks: by the glossary, else by OpenCC."""
    plain = _MARK.sub(lambda match: match[1] or match[2] or "", text)
    plain = unicodedata.normalize("NFKC", plain).replace(" ", "")
    for row in glossary:
        if plain in {row.simplified, row.traditional, row.hong_kong}:
            plain = row.simplified
            break
    return str(_converter().convert(plain))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s", include_tofu_risk_dictionaries=False)
