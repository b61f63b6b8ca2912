"""What differs between the copy and the printed page, said so that an editor sees it.

A long line that is wrong in its thirtieth character is not told by its first twelve: the first
difference is, with the words round it; and a character that cannot be told from another by looking
is named by its number.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from press.readback import folded, visible

_AROUND = 8  # characters of context to either side
_WINDOW = 3  # characters to either side that place a lost one
_MOST_NAMED = 12  # characters listed
_PLAIN = ((0x21, 0x7E), (0x3001, 0x3011), (0x4E00, 0x9FFF), (0xFF01, 0xFF5E))
_QUOTES = "“”‘’—…·《》「」『』"


def difference(wanted: str, printed: str) -> str:
    """Of two texts whose order counts: the first difference in its context.

    Texts are given as they stand in the copy and in the file; what folding makes one is one.
    """
    wanted, printed = visible(wanted), visible(printed)
    pairs = zip(folded(wanted), folded(printed), strict=False)
    shorter = min(len(wanted), len(printed))
    at = next((at for at, (one, other) in enumerate(pairs) if one != other), shorter)
    return f"应是“{_marked(wanted, at)}”，印成了“{_marked(printed, at)}”"


def unequal(wanted: str, printed: str) -> str:
    """Of two texts whose order does not count: what one has and the other lacks."""
    wanted, printed = folded(wanted), folded(printed)
    lost, extra = Counter(wanted) - Counter(printed), Counter(printed) - Counter(wanted)
    parts = [
        f"{word}“{named(''.join(found.elements()))}”"
        for word, found in (("少了", lost), ("多了", extra))
        if found
    ]
    return f"应是“{wanted[: 2 * _AROUND]}”，{'，'.join(parts) or '字都在而次序不同'}"


def named(text: str) -> str:
    """Some characters, each that the eye can't tell by its number, too."""
    more = "等" if len(text) > _MOST_NAMED else ""
    return "".join(map(_told, text[:_MOST_NAMED])) + more


def place_of_gap(text: str, other: str, lost: Counter[str]) -> int:
    """Where in a text stands the first character that another lacks; -1 where none does.

    A character counts as lost where the words round it do not occur in the other text either.
    """
    first = -1
    for at, character in enumerate(text):
        if character in lost:
            first = at if first < 0 else first
            if text[max(0, at - _WINDOW) : at + _WINDOW + 1] not in other:
                return at
    return first


def context(text: str, at: int) -> str:
    """The words round a place, the character there in brackets."""
    return _marked(text, at)


def _marked(text: str, at: int) -> str:
    before = text[max(0, at - _AROUND) : at]
    after = text[at + 1 : at + 1 + _AROUND]
    lead = "…" if at > _AROUND else ""
    tail = "…" if len(text) > at + 1 + _AROUND else ""
    here = _told(text[at]) if at < len(text) else "（到此为止）"
    return f"{lead}{before}【{here}】{after}{tail}"


def _told(character: str) -> str:
    """A character, with its number where looking does not tell it from its like."""
    code = ord(character)
    if character in _QUOTES or any(low <= code <= high for low, high in _PLAIN):
        return character
    unseen = unicodedata.category(character)[0] in "CMZ"
    return f"U+{code:04X}" if unseen else f"{character}（U+{code:04X}）"
