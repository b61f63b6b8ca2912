"""Lines that say whose the pictures of a copy are, and show nothing of them."""

from __future__ import annotations

import re

from copydesk.lexicon import HAN, simple

KIND_ALONE = re.compile("[（(](?:资料|网络|配|示意|效果|题|头|视频)(?:图片?|照片?|截图)[）)]")
"""What kind of picture stands there, and nothing of what it shows: （资料图）."""

_PICTURES = "(?:图片|照片|配图|组图|图)"

_ALONE = re.compile(
    "[（(](?:图|照片|图片)[ ]?(?:由|[：:／/╱])[ ]?[^（()），。]{2,16}(?:提供)?[）)]|"
    + KIND_ALONE.pattern
)
"""Whose a picture is: （圖由林世賢提供）, （圖／某某提供）."""

ALL_TAKEN = re.compile(
    f"[（(【]?(?:(?:本[文组版]|文中|以上|上述)?{_PICTURES}(?:均|都|皆)?(?:由|为)|(?:本[文组版]|文中)"
    f"{_PICTURES}[：:])[ ]?"
    f"(?P<who>(?:[{HAN}]{{0,4}}(?:记者|通讯员)[ ]?)?[{HAN}]{{2,15}}?)"
    "[ ]?(?:拍摄|摄影|所摄|摄|提供|供图)[）)】]?[。]?"
)
"""Whoever took or lent the pictures of a piece: （照片均由颜真拍摄）, 本版图片由某馆提供."""


def is_lent_alone(words: str) -> bool:
    """Whether a line says whose pictures are, and nothing else."""
    bare = simple(words.strip())
    return bool(_ALONE.fullmatch(bare) or ALL_TAKEN.fullmatch(bare))
